/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-event-list.h"

#include "base/acn-format.h"

struct _AcnEventRow
{
  GObject parent_instance;
  guint   event;
};

G_DEFINE_FINAL_TYPE (AcnEventRow, acn_event_row, G_TYPE_OBJECT)

static void
acn_event_row_class_init (AcnEventRowClass *klass)
{
}

static void
acn_event_row_init (AcnEventRow *self)
{
}

/**
 * acn_event_row_get_event:
 *
 * Returns: the index of the event
 */
guint
acn_event_row_get_event (AcnEventRow *self)
{
  g_return_val_if_fail (ACN_IS_EVENT_ROW (self), ACN_NONE);
  return self->event;
}

/* AcnEventList:
 * @events: (array length=n): of those that are shown, in order
 */
struct _AcnEventList
{
  GObject        parent_instance;
  AcnSession    *session;
  guint         *events;
  guint          n;
  AcnEventColumn column;
  gboolean       descending;
};

static GType
get_item_type (GListModel *model)
{
  return ACN_TYPE_EVENT_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return ACN_EVENT_LIST (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  AcnEventList *self = ACN_EVENT_LIST (model);
  AcnEventRow  *row;

  if (position >= self->n)
    return NULL;
  row = g_object_new (ACN_TYPE_EVENT_ROW, NULL);
  row->event = self->events[position];
  return row;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcnEventList,
                               acn_event_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
acn_event_list_finalize (GObject *object)
{
  AcnEventList *self = ACN_EVENT_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->events, g_free);
  G_OBJECT_CLASS (acn_event_list_parent_class)->finalize (object);
}

static void
acn_event_list_class_init (AcnEventListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acn_event_list_finalize;
}

static void
acn_event_list_init (AcnEventList *self)
{
}

/**
 * acn_event_list_cell:
 * @event: index of an event of the session's dossier
 *
 * Returns: (transfer full): what a column says of it, in the session's language
 */
char *
acn_event_list_cell (AcnSession *session, guint event, AcnEventColumn column)
{
  AcnDossier     *dossier = acn_session_get_dossier (session);
  const char     *language = acn_session_get_language (session);
  const AcnEvent *row = acn_dossier_get_events (dossier, NULL) + event;
  const AcnText  *text = NULL;
  guint           n_lanes;
  const AcnLane  *lanes = acn_dossier_get_lanes (dossier, &n_lanes);

  if (column == ACN_EVENT_COLUMN_WHEN)
    return acn_format_when (&row->when, language);
  if (column == ACN_EVENT_COLUMN_EVENT)
    text = row->title;
  else if (column == ACN_EVENT_COLUMN_LANE && row->lane < n_lanes)
    text = lanes[row->lane].title;
  else if (column == ACN_EVENT_COLUMN_PLACE && row->place != ACN_NONE)
    text = acn_dossier_get_places (dossier, NULL)[row->place].title;
  return g_strdup (text != NULL ? acn_text_get (text, language) : "");
}

typedef struct
{
  char *key; /* for comparing as the locale sorts; NULL: by time */
  guint event;
} Sortable;

/* Events are kept in order of time, which also settles what is equal. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Sortable *left = a, *right = b;
  const int       sign = *(const gboolean *) data ? -1 : 1;
  const int       keys = left->key != NULL ? g_strcmp0 (left->key, right->key) : 0;

  if (keys != 0)
    return sign * keys;
  return (left->key == NULL ? sign : 1) *
         ((left->event > right->event) - (left->event < right->event));
}

static void
put_in_order (AcnEventList *self)
{
  g_autofree Sortable *rows = g_new0 (Sortable, self->n + 1);

  for (guint i = 0; i < self->n; i++)
    {
      rows[i].event = self->events[i];
      if (self->column != ACN_EVENT_COLUMN_WHEN)
        {
          g_autofree char *cell =
              acn_event_list_cell (self->session, self->events[i], self->column);
          rows[i].key = g_utf8_collate_key (cell, -1);
        }
    }
  g_qsort_with_data (rows, (int) self->n, sizeof *rows, compare, &self->descending);
  for (guint i = 0; i < self->n; i++)
    {
      self->events[i] = rows[i].event;
      g_free (rows[i].key);
    }
}

/**
 * acn_event_list_update:
 *
 * Takes up what the session's filter shows now.
 */
void
acn_event_list_update (AcnEventList *self)
{
  AcnDossier   *dossier;
  const guint8 *shown;
  guint         n_events = 0, n_before;

  g_return_if_fail (ACN_IS_EVENT_LIST (self));
  dossier = acn_session_get_dossier (self->session);
  shown = acn_session_get_shown (self->session);
  n_before = self->n;
  if (dossier != NULL)
    acn_dossier_get_events (dossier, &n_events);
  g_free (self->events);
  self->events = g_new (guint, MAX (n_events, 1));
  self->n = 0;
  for (guint i = 0; i < n_events; i++)
    if (shown == NULL || shown[i])
      self->events[self->n++] = i;
  put_in_order (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->n);
}

/**
 * acn_event_list_sort:
 * @column: to sort by; texts as the locale sorts them
 * @descending: from the last to the first
 */
void
acn_event_list_sort (AcnEventList *self, AcnEventColumn column, gboolean descending)
{
  g_return_if_fail (ACN_IS_EVENT_LIST (self));
  if (self->column == column && self->descending == descending)
    return;
  self->column = column;
  self->descending = descending;
  put_in_order (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, self->n, self->n);
}

/**
 * acn_event_list_get_events:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): indexes of events, in the list's order
 */
const guint *
acn_event_list_get_events (AcnEventList *self, guint *n)
{
  g_return_val_if_fail (ACN_IS_EVENT_LIST (self) && n != NULL, NULL);
  *n = self->n;
  return self->events;
}

/**
 * acn_event_list_new:
 * @session: whose events, filter and language it has; tell it by acn_event_list_update() when they
 *   change
 *
 * Returns: (transfer full): the list, in order of time
 */
AcnEventList *
acn_event_list_new (AcnSession *session)
{
  AcnEventList *self = g_object_new (ACN_TYPE_EVENT_LIST, NULL);

  self->session = g_object_ref (session);
  acn_event_list_update (self);
  return self;
}
