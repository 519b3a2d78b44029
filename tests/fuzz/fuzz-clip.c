/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is clipped is finite and inside the box. */
#include <math.h>
#include <string.h>

#include "geo/acn-clip.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static const double box[4] = { 0, 0, 256, 256 };

static void
check (const double *xy, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (xy[2 * i] >= box[0] - 1e-6 && xy[2 * i] <= box[2] + 1e-6);
      g_assert_true (xy[2 * i + 1] >= box[1] - 1e-6 && xy[2 * i + 1] <= box[3] + 1e-6);
    }
}

static void
check_run (const double *xy, guint n, gpointer data)
{
  check (xy, n);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (double));
  guint n;

  for (gsize i = 0; i + 4 <= size; i += 4)
    {
      float  number;
      double wide;

      memcpy (&number, data + i, 4);
      /* Readers refuse other numbers; pixels of the whole world at the deepest zoom fit. */
      wide = isfinite (number) ? fmod (number, 1e9) : 0;
      g_array_append_val (ring, wide);
    }
  n = ring->len / 2;
  if (n < 3)
    return 0;
  acn_clip_area_ring ((const double *) ring->data, n, box, out);
  check ((const double *) out->data, out->len / 2);
  acn_clip_line ((const double *) ring->data, n, box, check_run, NULL);
  return 0;
}
