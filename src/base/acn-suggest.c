/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-suggest.h"

#include <string.h>

/* Ids are short; nothing longer is compared. */
#define LENGTH_MAX 64

static void
make_lower (char *out, const char *word, gsize n)
{
  for (gsize i = 0; i < n; i++)
    out[i] = word[i] >= 'A' && word[i] <= 'Z' ? (char) (word[i] | 0x20) : word[i];
}

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
  const guint band = MIN (limit, LENGTH_MAX), far = band + 1;
  char        x[LENGTH_MAX + 1], y[LENGTH_MAX + 1];
  guint       rows[3][LENGTH_MAX + 2];

  if (n_a > LENGTH_MAX || n_b > LENGTH_MAX || MAX (n_a, n_b) - MIN (n_a, n_b) > band)
    return limit + 1;
  make_lower (x, a, n_a);
  make_lower (y, b, n_b);
  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j;
  rows[0][n_b + 1] = far;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
      /* Elsewhere more than @limit would have to be inserted or deleted. */
      const guint begin = i > band ? i - band : 1, end = (guint) MIN (n_b, i + band);
      guint       least = row[begin - 1] = begin == 1 ? i : far;

      for (guint j = begin; j <= end; j++)
        {
          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (x[i - 1] != y[j - 1]));
          if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && y[j - 1] == x[i - 2])
            row[j] = MIN (row[j], before[j - 2] + 1);
          least = MIN (least, row[j]);
        }
      row[end + 1] = far;
      /* Neither this row nor the one above, which a swap goes back to, leads to less. */
      if (least > far)
        return limit + 1;
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

  for (guint i = 0; i < n_candidates && least > 0; i++)
    {
      const guint distance =
          candidates[i] != NULL ? acn_edit_distance (wrong, candidates[i], least - 1) : least;

      if (distance >= least)
        continue;
      least = distance;
      nearest = candidates[i];
    }
  return nearest;
}
