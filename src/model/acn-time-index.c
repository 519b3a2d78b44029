/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans sorted by their begin are a balanced tree without pointers: the middle of a range is its
 * root. Each root knows the latest end of its range, so a search leaves out what is over, and the
 * order leaves out what has not begun. */
#include "model/acn-time-index.h"

#include <stdlib.h>

typedef struct
{
  AcnSpan span;
  AcnDay  latest_end; /* of the range whose root this is */
  guint   item;
} Entry;

struct _AcnTimeIndex
{
  GArray  *entries; /* Entry */
  GArray  *breaks;  /* AcnDay, ascending once sealed */
  gboolean sealed;
};

/**
 * acn_time_index_new:
 *
 * Returns: (transfer full): an empty index; fill it, then seal it
 */
AcnTimeIndex *
acn_time_index_new (void)
{
  AcnTimeIndex *self = g_new0 (AcnTimeIndex, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->breaks = g_array_new (FALSE, FALSE, sizeof (AcnDay));
  return self;
}

/**
 * acn_time_index_free:
 * @self: (transfer full): an index
 */
void
acn_time_index_free (AcnTimeIndex *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->breaks);
  g_free (self);
}

static void
add_break (AcnTimeIndex *self, AcnDay day)
{
  if (day != ACN_DAY_OPEN_BEGIN && day != ACN_DAY_OPEN_END)
    g_array_append_val (self->breaks, day);
}

/**
 * acn_time_index_add:
 * @self: an index that is not sealed
 * @span: days; nothing happens when it is empty
 * @item: what holds on them; one item may have several spans
 */
void
acn_time_index_add (AcnTimeIndex *self, AcnSpan span, guint item)
{
  Entry entry = { span, span.end_day, item };

  g_return_if_fail (!self->sealed);
  if (acn_span_is_empty (span))
    return;
  g_array_append_val (self->entries, entry);
  add_break (self, span.begin_day);
  add_break (self, span.end_day);
}

/**
 * acn_time_index_add_breaks:
 * @self: an index that is not sealed
 * @other: an index whose changes are changes here, too
 */
void
acn_time_index_add_breaks (AcnTimeIndex *self, const AcnTimeIndex *other)
{
  g_return_if_fail (!self->sealed);
  g_array_append_vals (self->breaks, other->breaks->data, other->breaks->len);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const AcnDay day_a = *(const AcnDay *) a, day_b = *(const AcnDay *) b;

  return (day_a > day_b) - (day_a < day_b);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *entry_a = a, *entry_b = b;
  int          order = compare_days (&entry_a->span.begin_day, &entry_b->span.begin_day);

  return order != 0 ? order : (entry_a->item > entry_b->item) - (entry_a->item < entry_b->item);
}

/* Latest end of [low, high), kept at its root. */
static AcnDay
build_range (Entry *entries, guint low, guint high)
{
  guint  middle = low + (high - low) / 2;
  AcnDay left, right;

  if (low >= high)
    return ACN_DAY_OPEN_BEGIN;
  left = build_range (entries, low, middle);
  right = build_range (entries, middle + 1, high);
  entries[middle].latest_end = MAX (entries[middle].span.end_day, MAX (left, right));
  return entries[middle].latest_end;
}

/**
 * acn_time_index_seal:
 * @self: an index
 *
 * Ends the filling; from here on any thread may ask. O(n log n).
 */
void
acn_time_index_seal (AcnTimeIndex *self)
{
  guint n = 0;

  g_return_if_fail (!self->sealed);
  g_array_sort (self->entries, compare_entries);
  build_range ((Entry *) (gpointer) self->entries->data, 0, self->entries->len);
  g_array_sort (self->breaks, compare_days);
  for (guint i = 0; i < self->breaks->len; i++)
    {
      AcnDay day = g_array_index (self->breaks, AcnDay, i);

      if (n == 0 || day != g_array_index (self->breaks, AcnDay, n - 1))
        g_array_index (self->breaks, AcnDay, n++) = day;
    }
  g_array_set_size (self->breaks, n);
  self->sealed = TRUE;
}

/**
 * acn_time_index_get_n_breaks:
 *
 * Returns: number of days on which something changes
 */
guint
acn_time_index_get_n_breaks (const AcnTimeIndex *self)
{
  return self->breaks->len;
}

/**
 * acn_time_index_step:
 * @self: a sealed index
 * @day: any day
 *
 * Returns: the days around @day on which the same spans hold. O(log n).
 */
AcnSpan
acn_time_index_step (const AcnTimeIndex *self, AcnDay day)
{
  AcnSpan step = { ACN_DAY_OPEN_BEGIN, ACN_DAY_OPEN_END };
  guint   low = 0, high = self->breaks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->breaks, AcnDay, middle) <= day)
        low = middle + 1;
      else
        high = middle;
    }
  if (low > 0)
    step.begin_day = g_array_index (self->breaks, AcnDay, low - 1);
  if (low < self->breaks->len)
    step.end_day = g_array_index (self->breaks, AcnDay, low);
  return step;
}

static void
collect (const Entry *entries, guint low, guint high, AcnDay day, GArray *items)
{
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (entries[middle].latest_end <= day)
        return;
      collect (entries, low, middle, day, items);
      if (entries[middle].span.begin_day > day)
        return;
      if (entries[middle].span.end_day > day)
        g_array_append_val (items, entries[middle].item);
      low = middle + 1;
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const guint item_a = *(const guint *) a, item_b = *(const guint *) b;

  return (item_a > item_b) - (item_a < item_b);
}

/**
 * acn_time_index_items_at:
 * @self: a sealed index
 * @day: any day
 *
 * Returns: (transfer full) (element-type guint): the items that have a span around @day, ascending,
 *   each once. O(k log n) for k of them.
 */
GArray *
acn_time_index_items_at (const AcnTimeIndex *self, AcnDay day)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (guint));
  guint   n = 0;

  collect ((const Entry *) (gconstpointer) self->entries->data, 0, self->entries->len, day, items);
  g_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i++)
    {
      guint item = g_array_index (items, guint, i);

      if (n == 0 || item != g_array_index (items, guint, n - 1))
        g_array_index (items, guint, n++) = item;
    }
  g_array_set_size (items, n);
  return items;
}
