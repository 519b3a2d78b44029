/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas that were kept are those that would be worked out, or are not used. */
#include "model/acn-kept-areas.h"
#include "model/acn-dossier-private.h"
#include "../shipped.h"

#include <math.h>
#include <string.h>

#define SUM_BYTES 32
/* Bytes of layer, kind and counts. */
#define HEAD_BYTES 20

static void
assert_same_geometry (const AcnGeometry *a, const AcnGeometry *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpmem (
      a->xy, a->n_points * 2 * sizeof (double), b->xy, b->n_points * 2 * sizeof (double));
  g_assert_cmpmem (a->ring_ends, a->n_rings * 4, b->ring_ends, b->n_rings * 4);
  g_assert_cmpmem (a->part_ends, a->n_parts * 4, b->part_ends, b->n_parts * 4);
}

static void
test_same (void)
{
  g_autoptr (AcnDossier) first = load_shipped ();
  g_autoptr (AcnDossier) second = load_shipped ();
  const AcnDay day = acn_dossier_get_home_day (first);
  g_autoptr (GArray) layers = acn_dossier_list_prepared (first);
  g_autoptr (GBytes) kept = acn_dossier_keep_areas (first, day);

  g_assert_cmpuint (layers->len, >=, 2);
  g_assert_nonnull (kept);
  g_assert_true (acn_dossier_use_kept_areas (second, day, kept));
  g_assert_cmpuint (acn_area_cache_get_n (second->areas), >=, 2);
  for (guint i = 0; i < layers->len; i++)
    {
      const guint layer = g_array_index (layers, guint, i);
      const guint before = acn_area_cache_get_n (second->areas);
      g_autoptr (AcnPyramid) a = acn_dossier_layer_area_at (first, layer, day, NULL);
      g_autoptr (AcnPyramid) b = acn_dossier_layer_area_at (second, layer, day, NULL);

      g_assert_cmpuint (acn_area_cache_get_n (second->areas), ==, before);
      g_assert_false (a == b);
      assert_same_geometry (acn_pyramid_get_geometry (a), acn_pyramid_get_geometry (b));
    }
}

/* What is shown then is made of other features; what another dossier shows, of others yet. */
static void
test_of_another (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  const AcnDay day = acn_dossier_get_home_day (dossier);
  g_autoptr (GBytes) kept = acn_dossier_keep_areas (dossier, day);
  g_autoptr (GBytes) earlier = acn_dossier_keep_areas (dossier, parse_day ("2022-06-01"));
  g_autofree char *path = acn_data_file ("samples/german-unification.dossier.json");
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnDossier) other = acn_load_dossier (path, diagnostics, NULL);

  g_assert_nonnull (other);
  g_assert_false (acn_dossier_use_kept_areas (dossier, day, earlier));
  g_assert_false (acn_dossier_use_kept_areas (dossier, parse_day ("2022-06-01"), kept));
  g_assert_false (acn_dossier_use_kept_areas (other, acn_dossier_get_home_day (other), kept));
}

static GBytes *
take_bytes (GByteArray *bytes)
{
  return g_byte_array_free_to_bytes (bytes);
}

static GByteArray *
copy (GBytes *bytes)
{
  GByteArray   *array = g_byte_array_new ();
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return g_byte_array_append (array, data, (guint) size);
}

static void
test_damaged (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  const AcnDay day = acn_dossier_get_home_day (dossier);
  g_autoptr (GBytes) kept = acn_dossier_keep_areas (dossier, day);
  const gsize size = g_bytes_get_size (kept);

  for (gsize i = 0; i < size; i += i < 200 || i + 200 > size ? 1 : 4999)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (kept, 0, i);
      GByteArray *array = copy (kept);
      g_autoptr (GBytes) flipped = NULL;

      array->data[i] ^= 1;
      flipped = take_bytes (array);
      g_assert_false (acn_dossier_use_kept_areas (dossier, day, cut));
      g_assert_false (acn_dossier_use_kept_areas (dossier, day, flipped));
    }
}

/* With @size bytes of @data at @at bytes behind the sums of the sources, and sums that are right.
 */
static gboolean
uses_with (AcnDossier *dossier, GBytes *kept, gsize at, gconstpointer data, gsize size)
{
  const AcnDay day = acn_dossier_get_home_day (dossier);
  GByteArray  *array = copy (kept);
  const gsize start = (gsize) ((guint8 *) memchr (array->data, '\n', array->len) - array->data) + 1;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) bytes = NULL;
  gsize n = SUM_BYTES;

  memcpy (array->data + start + SUM_BYTES + at, data, size);
  g_checksum_update (sum, array->data, (gssize) array->len - SUM_BYTES);
  g_checksum_get_digest (sum, array->data + array->len - SUM_BYTES, &n);
  bytes = take_bytes (array);
  return acn_dossier_use_kept_areas (dossier, day, bytes);
}

static void
test_nonsense_with_right_sums (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (GBytes) kept = acn_dossier_keep_areas (dossier, acn_dossier_get_home_day (dossier));
  const guint32 numbers[] = { 3, 77, 100000, G_MAXINT32, G_MAXUINT32 };
  const double  places[] = { NAN, INFINITY, 1e9, 90.5 };
  guint32       head[5];
  gsize         start;
  const guint8 *bytes = g_bytes_get_data (kept, NULL);

  start = (gsize) ((const guint8 *) memchr (bytes, '\n', 100) - bytes) + 1;
  memcpy (head, bytes + start + SUM_BYTES, sizeof head);
  g_assert_true (uses_with (dossier, kept, 0, head, sizeof head));
  for (guint field = 0; field < 5; field++)
    for (guint i = field == 0 ? 2 : 0; i < G_N_ELEMENTS (numbers); i++)
      g_assert_true (uses_with (dossier, kept, field * 4, &numbers[i], 4) ==
                     (numbers[i] == head[field]));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_false (uses_with (dossier, kept, HEAD_BYTES + 8, &places[i], 8));
  /* Ends of rings, then of parts. */
  g_assert_false (uses_with (dossier, kept, HEAD_BYTES + head[2] * 16, &numbers[2], 4));
  g_assert_false (
      uses_with (dossier, kept, HEAD_BYTES + head[2] * 16 + head[3] * 4, &numbers[2], 4));
}

static guint
find_line_layer (AcnDossier *dossier)
{
  const GArray *layers = dossier->data->layers;

  for (guint i = 0; i < layers->len; i++)
    if (acn_layer_is_derived_line (&g_array_index (layers, AcnLayer, i)))
      return i;
  g_assert_not_reached ();
}

/* Whether a line that says to have so many parts is used. */
static gboolean
uses_line (AcnDossier *dossier, GBytes *kept, guint32 n_parts)
{
  const guint32 head[] = { find_line_layer (dossier), ACN_GEOMETRY_LINES, 2, 1, n_parts };
  const double  xy[] = { 30, 48, 31, 49 };
  const guint32 ends[] = { 2, 1 }; /* of the line, of the part */
  const guint8 *bytes = g_bytes_get_data (kept, NULL);
  const gsize   start = (gsize) ((const guint8 *) memchr (bytes, '\n', 100) - bytes) + 1;
  guint8        sum[SUM_BYTES] = { 0 };
  GByteArray   *array = g_byte_array_new ();
  g_autoptr (GBytes) line = NULL;

  g_byte_array_append (array, bytes, (guint) start + SUM_BYTES);
  g_byte_array_append (array, (const guint8 *) head, sizeof head);
  g_byte_array_append (array, (const guint8 *) xy, sizeof xy);
  g_byte_array_append (array, (const guint8 *) ends, (1 + n_parts) * 4);
  g_byte_array_append (array, sum, sizeof sum);
  line = take_bytes (array);
  return uses_with (dossier, line, 0, head, sizeof head);
}

/* A line has no parts, as an area has. */
static void
test_line_with_parts (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (GBytes) kept = acn_dossier_keep_areas (dossier, acn_dossier_get_home_day (dossier));

  g_assert_true (uses_line (dossier, kept, 0));
  g_assert_false (uses_line (dossier, kept, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/kept-areas/same", test_same);
  g_test_add_func ("/model/kept-areas/of-another", test_of_another);
  g_test_add_func ("/model/kept-areas/damaged", test_damaged);
  g_test_add_func ("/model/kept-areas/nonsense-with-right-sums", test_nonsense_with_right_sums);
  g_test_add_func ("/model/kept-areas/line-with-parts", test_line_with_parts);
  return g_test_run ();
}
