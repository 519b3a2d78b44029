/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The events that the filter shows, as a list in an order of choice. Rows are indices; an object is
 * made for those on screen only. */
#pragma once

#include <gio/gio.h>

#include "state/acn-session.h"

G_BEGIN_DECLS

typedef enum
{
  ACN_EVENT_COLUMN_WHEN,
  ACN_EVENT_COLUMN_EVENT,
  ACN_EVENT_COLUMN_LANE,
  ACN_EVENT_COLUMN_PLACE,
  ACN_EVENT_N_COLUMNS,
} AcnEventColumn;

#define ACN_TYPE_EVENT_ROW (acn_event_row_get_type ())
G_DECLARE_FINAL_TYPE (AcnEventRow, acn_event_row, ACN, EVENT_ROW, GObject)

guint acn_event_row_get_event (AcnEventRow *self);

#define ACN_TYPE_EVENT_LIST (acn_event_list_get_type ())
G_DECLARE_FINAL_TYPE (AcnEventList, acn_event_list, ACN, EVENT_LIST, GObject)

AcnEventList *acn_event_list_new (AcnSession *session);
void          acn_event_list_update (AcnEventList *self);
void          acn_event_list_sort (AcnEventList *self, AcnEventColumn column, gboolean descending);
const guint  *acn_event_list_get_events (AcnEventList *self, guint *n);
char         *acn_event_list_cell (AcnSession *session, guint event, AcnEventColumn column);

G_END_DECLS
