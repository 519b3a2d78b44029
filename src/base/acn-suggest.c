/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-suggest.h"

#include <string.h>

/* Ids are short; nothing longer is compared. */
#define LENGTH_MAX 64

/**
 * acn_edit_distance:
 * @a: a word
 * @b: another
 * @limit: what does not matter any more
 *
 * Returns: least number of bytes to insert, delete, replace or swap with the next that make one
 *   the other, upper and lower case being equal; at most @limit + 1, also for long words
 * Source: Damerau 1964, doi:10.1145/363958.363994, in the restricted form (optimal alignment)
 */
guint
acn_edit_distance (const char *a, const char *b, guint limit)
{
  const gsize n_a = strlen (a), n_b = strlen (b);
  guint       rows[3][LENGTH_MAX + 1];

  if (n_a > LENGTH_MAX || n_b > LENGTH_MAX || MAX (n_a, n_b) - MIN (n_a, n_b) > limit)
    return limit + 1;
  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          const char x = g_ascii_tolower (a[i - 1]), y = g_ascii_tolower (b[j - 1]);

          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (x != y));
          if (i > 1 && j > 1 && x == g_ascii_tolower (b[j - 2]) && y == g_ascii_tolower (a[i - 2]))
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }
  return MIN (rows[n_a % 3][n_b], limit + 1);
}

/**
 * acn_suggest:
 * @wrong: a word that is none of @candidates
 * @candidates: (array length=n_candidates): words, NULL where there is none
 * @n_candidates: how many
 *
 * Returns: (nullable): the candidate that @wrong probably means: a third of its bytes differ at
 *   most, three at the very most
 */
const char *
acn_suggest (const char *wrong, const char *const *candidates, guint n_candidates)
{
  const guint limit = CLAMP (strlen (wrong) / 3, 1, 3);
  guint       least = limit + 1;
  const char *nearest = NULL;

  for (guint i = 0; i < n_candidates; i++)
    {
      guint distance =
          candidates[i] != NULL ? acn_edit_distance (wrong, candidates[i], limit) : limit + 1;
      if (distance >= least)
        continue;
      least = distance;
      nearest = candidates[i];
    }
  return nearest;
}
