/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A packed R-tree: the boxes are put into tiles by longitude and then by latitude
 * (Leutenegger, Edgington and Lopez 1997, Sort-Tile-Recursive, doi:10.1109/ICDE.1997.582015), and
 * each level of nodes follows the one below it in one array. Built once, read by any thread. */
#include "model/acn-space-index.h"

#include <math.h>

#define FANOUT 8

/* A leaf's item, or a node's first child in the level below. */
typedef struct
{
  AcnBounds bounds;
  guint     item;
} Entry;

struct _AcnSpaceIndex
{
  GArray *entries;      /* Entry: the leaves, then level after level, the root last */
  guint  *level_begins; /* n_levels + 1 of them; level 0 are the leaves */
  guint   n_levels;
};

/**
 * acn_space_index_new:
 *
 * Returns: (transfer full): an index to add to, then to seal, then to ask.
 */
AcnSpaceIndex *
acn_space_index_new (void)
{
  AcnSpaceIndex *self = g_new0 (AcnSpaceIndex, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

void
acn_space_index_free (AcnSpaceIndex *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->level_begins, g_free);
  g_free (self);
}

/**
 * acn_space_index_add:
 * @bounds: degrees; empty bounds are never found
 * @item: what to answer
 */
void
acn_space_index_add (AcnSpaceIndex *self, AcnBounds bounds, guint item)
{
  Entry entry = { bounds, item };

  g_return_if_fail (self->level_begins == NULL);
  if (bounds.west <= bounds.east && bounds.south <= bounds.north)
    g_array_append_val (self->entries, entry);
}

static int
compare_values (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_by_lon (gconstpointer a, gconstpointer b)
{
  const AcnBounds *ba = &((const Entry *) a)->bounds, *bb = &((const Entry *) b)->bounds;

  return compare_values (ba->west + ba->east, bb->west + bb->east);
}

static int
compare_by_lat (gconstpointer a, gconstpointer b)
{
  const AcnBounds *ba = &((const Entry *) a)->bounds, *bb = &((const Entry *) b)->bounds;

  return compare_values (ba->south + ba->north, bb->south + bb->north);
}

/* Orders the leaves: slices of equal number by longitude, each slice by latitude. */
static void
tile_leaves (GArray *entries)
{
  guint n_nodes = (entries->len + FANOUT - 1) / FANOUT;
  guint slice = FANOUT * (guint) ceil (sqrt (n_nodes));

  g_array_sort (entries, compare_by_lon);
  for (guint begin = 0; begin < entries->len; begin += slice)
    qsort (&g_array_index (entries, Entry, begin),
           MIN (slice, entries->len - begin),
           sizeof (Entry),
           compare_by_lat);
}

static Entry
make_parent (GArray *entries, guint first, guint end)
{
  Entry parent = { g_array_index (entries, Entry, first).bounds, first };

  for (guint i = first + 1; i < end; i++)
    {
      const AcnBounds *child = &g_array_index (entries, Entry, i).bounds;

      parent.bounds.west = MIN (parent.bounds.west, child->west);
      parent.bounds.south = MIN (parent.bounds.south, child->south);
      parent.bounds.east = MAX (parent.bounds.east, child->east);
      parent.bounds.north = MAX (parent.bounds.north, child->north);
    }
  return parent;
}

/**
 * acn_space_index_seal:
 *
 * Builds the tree; nothing can be added any more. O(n log n).
 */
void
acn_space_index_seal (AcnSpaceIndex *self)
{
  GArray *begins = g_array_new (FALSE, FALSE, sizeof (guint));
  guint   begin = 0, end;

  tile_leaves (self->entries);
  g_array_append_val (begins, begin);
  end = self->entries->len;
  g_array_append_val (begins, end);
  while (end - begin > 1)
    {
      for (guint first = begin; first < end; first += FANOUT)
        {
          Entry parent = make_parent (self->entries, first, MIN (first + FANOUT, end));

          g_array_append_val (self->entries, parent);
        }
      begin = end;
      end = self->entries->len;
      g_array_append_val (begins, end);
    }
  self->n_levels = begins->len - 1;
  self->level_begins = (guint *) (gpointer) g_array_free (begins, FALSE);
}

static gboolean
bounds_meet (const AcnBounds *a, const AcnBounds *b)
{
  return a->west <= b->east && b->west <= a->east && a->south <= b->north && b->south <= a->north;
}

/* Depth is log8 of the number of boxes: ten levels for a thousand million. */
static void
collect (const AcnSpaceIndex *self, guint level, guint at, const AcnBounds *bounds, GArray *items)
{
  const Entry *entry = &g_array_index (self->entries, Entry, at);

  if (!bounds_meet (&entry->bounds, bounds))
    return;
  if (level == 0)
    {
      g_array_append_val (items, entry->item);
      return;
    }
  for (guint i = entry->item; i < MIN (entry->item + FANOUT, self->level_begins[level]); i++)
    collect (self, level - 1, i, bounds, items);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const guint ia = *(const guint *) a, ib = *(const guint *) b;

  return (ia > ib) - (ia < ib);
}

/**
 * acn_space_index_items_in:
 * @bounds: degrees; a box of no size asks about a point
 *
 * Returns: (transfer full) (element-type guint): items whose box meets @bounds, ascending. Edges
 *   that touch meet.
 */
GArray *
acn_space_index_items_in (const AcnSpaceIndex *self, AcnBounds bounds)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (self->level_begins != NULL, items);
  if (self->entries->len > 0)
    collect (self, self->n_levels - 1, self->entries->len - 1, &bounds, items);
  g_array_sort (items, compare_items);
  return items;
}
