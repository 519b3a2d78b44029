/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sizes that were kept are those that would be worked out, or are not used. */
#include "model/acn-kept-sizes.h"
#include "model/acn-dossier-compare.h"
#include "model/acn-dossier-private.h"
#include "../shipped.h"

#include <math.h>
#include <string.h>

#define SUM_BYTES 32

/* They take a while to work out, so all tests have them of one. */
static AcnDossier *maker;
static GBytes     *kept;

/* The last part of the read-out: what is held. */
static guint
held (AcnDossier *dossier)
{
  guint        n;
  const guint *parts = acn_dossier_get_readout_parts (dossier, &n);

  g_assert_cmpuint (n, >, 0);
  return parts[n - 1];
}

static void
test_same (void)
{
  g_autoptr (AcnDossier) second = load_shipped ();
  const guint layer = held (maker);
  g_autoptr (GArray) worked_out = acn_dossier_layer_area_series (maker, layer, NULL);
  g_autoptr (GArray) used = NULL;

  g_assert_true (acn_dossier_use_kept_sizes (second, layer, kept));
  used = acn_dossier_layer_area_series (second, layer, NULL);
  g_assert_cmpuint (used->len, >, 10);
  g_assert_cmpmem (used->data,
                   used->len * sizeof (AcnAreaStep),
                   worked_out->data,
                   worked_out->len * sizeof (AcnAreaStep));
  for (guint i = 0; i < used->len; i++) /* none was united for it */
    {
      const AcnDay day = g_array_index (used, AcnAreaStep, i).span.begin_day;

      g_assert_null (acn_area_cache_get (
          second->areas, layer, acn_dossier_layer_step (second, layer, day).begin_day));
    }
}

static void
test_of_another (void)
{
  guint            n;
  const guint     *parts = acn_dossier_get_readout_parts (maker, &n);
  g_autofree char *path = acn_data_file ("samples/german-unification.dossier.json");
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnDossier) other = acn_load_dossier (path, diagnostics, NULL);

  g_assert_cmpuint (n, >, 1);
  g_assert_false (acn_dossier_use_kept_sizes (maker, parts[0], kept));
  g_assert_nonnull (other);
  g_assert_false (acn_dossier_use_kept_sizes (other, 0, kept));
}

/* The same but for one of the points that the sizes are made of, or for one of the days. */
static void
test_of_other_sources (void)
{
  g_autoptr (AcnDossier) moved = load_shipped ();
  g_autoptr (AcnDossier) shifted = load_shipped ();
  guint           layer = held (maker);
  const AcnLayer *layers = acn_dossier_get_layers (maker, NULL);
  AcnGeometry    *geometry;
  double         *x;

  while (layers[layer].content == ACN_LAYER_DERIVATION)
    layer = layers[layer].operands[layers[layer].n_operands - 1];
  g_assert_cmpuint (layers[layer].n_features, >, 1);
  geometry = acn_pyramid_get_geometry (
      g_array_index (moved->data->layers, AcnLayer, layer).features[0].pyramid);
  x = (double *) &geometry->xy[0];
  *x += 1e-9;
  g_assert_false (acn_dossier_use_kept_sizes (moved, held (moved), kept));
  *x -= 1e-9;
  shifted->data->span.end_day += 1;
  g_assert_false (acn_dossier_use_kept_sizes (shifted, held (shifted), kept));
  shifted->data->span.end_day -= 1;
  g_assert_true (acn_dossier_use_kept_sizes (shifted, held (shifted), kept));
}

static GByteArray *
copy (GBytes *bytes)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return g_byte_array_append (g_byte_array_new (), data, (guint) size);
}

static gboolean
uses (GByteArray *array)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (array);

  return acn_dossier_use_kept_sizes (maker, held (maker), bytes);
}

static void
test_damaged (void)
{
  const gsize size = g_bytes_get_size (kept);

  for (gsize i = 0; i < size; i += 7)
    {
      GByteArray *cut = copy (kept), *flipped = copy (kept);

      g_byte_array_set_size (cut, (guint) i);
      flipped->data[i] ^= 1;
      g_assert_false (uses (cut));
      g_assert_false (uses (flipped));
    }
}

/* The sum of all that is before it. */
static void
put_sum (GByteArray *array)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n = SUM_BYTES;

  g_checksum_update (sum, array->data, (gssize) array->len - SUM_BYTES);
  g_checksum_get_digest (sum, array->data + array->len - SUM_BYTES, &n);
}

/* Numbers that are no sizes, one size too many and one too few, with sums that are right. */
static void
test_nonsense_with_right_sums (void)
{
  const double nonsense[] = { NAN, INFINITY, -1 };
  GByteArray  *array;

  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      array = copy (kept);
      memcpy (
          array->data + array->len - SUM_BYTES - sizeof (double), &nonsense[i], sizeof (double));
      put_sum (array);
      g_assert_false (uses (array));
    }
  for (int change = -8; change <= 8; change += 4)
    {
      array = copy (kept);
      g_byte_array_set_size (array, (guint) ((int) array->len + change));
      memset (array->data + array->len - SUM_BYTES - 8, 0, SUM_BYTES + 8);
      put_sum (array);
      g_assert_true (uses (array) == (change == 0));
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  maker = load_shipped ();
  kept = acn_dossier_keep_sizes (maker, held (maker));
  g_assert_nonnull (kept);
  g_test_add_func ("/model/kept-sizes/same", test_same);
  g_test_add_func ("/model/kept-sizes/of-another", test_of_another);
  g_test_add_func ("/model/kept-sizes/of-other-sources", test_of_other_sources);
  g_test_add_func ("/model/kept-sizes/damaged", test_damaged);
  g_test_add_func ("/model/kept-sizes/nonsense-with-right-sums", test_nonsense_with_right_sums);
  status = g_test_run ();
  g_bytes_unref (kept);
  acn_dossier_unref (maker);
  return status;
}
