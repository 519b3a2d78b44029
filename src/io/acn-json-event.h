/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events as nearly all of them are written, read without a tree: where in the bytes each member
 * is. Whatever is unusual, a fault not least, is left to the reader of trees, which tells of it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AcnJsonSlice: of the document's bytes; a string without its quotes, a container with its
 * brackets. @begin is 0 when there is none. */
typedef struct
{
  guint32 begin, length;
} AcnJsonSlice;

typedef enum
{
  ACN_EVENT_ID,
  ACN_EVENT_TITLE,
  ACN_EVENT_TEXT,
  ACN_EVENT_OUTCOME,
  ACN_EVENT_NOTE,
  ACN_EVENT_WHEN,
  ACN_EVENT_LANE,
  ACN_EVENT_PLACE,
  ACN_EVENT_VIEW,
  ACN_EVENT_ACTORS,
  ACN_EVENT_CITATIONS,
  ACN_EVENT_N_SLICES,
  ACN_EVENT_RANK = ACN_EVENT_N_SLICES,
} AcnEventMember;

/* AcnJsonEvent: one element of the list of events.
 * @begin, @end: its bytes
 * @slices: its members; all strings but texts are plain: no escapes, nothing to decode
 * @maps: bits 1 << AcnEventMember of texts that are objects: languages with strings
 * @escapes: bits of texts that have escapes
 * @rank: 1 to 9, 0 when it is not given
 * @is_plain: all of the above is filled; else only @begin and @end
 * @needed_tree: acn_json_document_make_event_node() has made one of it
 */
typedef struct
{
  guint32      begin, end;
  AcnJsonSlice slices[ACN_EVENT_N_SLICES];
  guint16      maps, escapes;
  guint8       rank;
  guint8       is_plain, needed_tree;
} AcnJsonEvent;

/* AcnJsonPair: a language and the text in it, or what one citation says.
 * @first: the language, the source
 * @second: the text, the locator, which may be none
 */
typedef struct
{
  AcnJsonSlice first, second;
} AcnJsonPair;

gboolean
acn_json_event_scan (AcnJsonEvent *self, const guint8 *data, gsize size, gsize at, gsize *out_end);
gboolean acn_json_event_next_language (const guint8 *data, AcnJsonSlice *rest, AcnJsonPair *out);
gboolean acn_json_event_next_citation (const guint8 *data, AcnJsonSlice *rest, AcnJsonPair *out);
gboolean acn_json_event_next_string (const guint8 *data, AcnJsonSlice *rest, AcnJsonSlice *out);

G_END_DECLS
