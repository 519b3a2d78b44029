/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-timeline-stack.h"

#include <math.h>

/* Neighbours that lean on each other and move as one. */
typedef struct
{
  double sum; /* of the members' wanted begins, each less what lies before it in the block's row */
  guint  n;
} Block;

/**
 * acn_timeline_stack:
 * @items: (array length=n): sorted by wanted, rising
 * @gap: kept free between neighbours, px, >= 0
 * @begin: no box begins before it, px
 * @end: no box ends after it, px, as long as all fit between
 *
 * Places the boxes so that the sum of the squares of their shifts is smallest. Taking from each
 * wanted begin the lengths and gaps before it turns "no overlap" into "not falling", which makes it
 * isotonic regression; the bounds then only cut the result.
 *
 * Returns: the largest shift, px. O(n).
 * Source: pool adjacent violators, Ayer et al. 1955, doi:10.1214/aoms/1177728423
 */
double
acn_timeline_stack (AcnStackItem *items, guint n, double gap, double begin, double end)
{
  g_autofree Block *blocks = g_new (Block, n + 1);
  guint             n_blocks = 0, item = 0;
  double            before = 0, largest = 0, last;

  for (guint i = 0; i < n; i++)
    {
      blocks[n_blocks++] = (Block){ items[i].wanted - items[i].length / 2 - before, 1 };
      before += items[i].length + gap;
      while (n_blocks > 1 && blocks[n_blocks - 2].sum * blocks[n_blocks - 1].n >
                                 blocks[n_blocks - 1].sum * blocks[n_blocks - 2].n)
        {
          blocks[n_blocks - 2].sum += blocks[n_blocks - 1].sum;
          blocks[n_blocks - 2].n += blocks[n_blocks - 1].n;
          n_blocks--;
        }
    }
  last = MAX (begin, end + gap - before);
  before = 0;
  for (guint b = 0; b < n_blocks; b++)
    for (guint k = 0; k < blocks[b].n; k++, item++)
      {
        double place = CLAMP (blocks[b].sum / blocks[b].n, begin, last);

        items[item].begin = place + before;
        before += items[item].length + gap;
        largest =
            MAX (largest, fabs (items[item].begin + items[item].length / 2 - items[item].wanted));
      }
  return largest;
}
