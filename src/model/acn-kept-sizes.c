/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line, the checksum of what the sizes are made of, the sizes, the checksum of all before it. */
#include "model/acn-kept-sizes.h"

#include "acn-config.h"
#include "geo/acn-geos.h"
#include "model/acn-dossier-compare.h"
#include "model/acn-dossier-private.h"
#include "model/acn-kept-private.h"

#include <math.h>
#include <string.h>

#define MAGIC "accession-sizes 1 " ACN_VERSION "\n"

/* --- Sums ------------------------------------------------------------------------------------ */

/* What is shown when, and what that is. */
static void
add_features (GChecksum *sum, AcnDossier *self, guint index)
{
  const AcnLayer *layer = &g_array_index (self->data->layers, AcnLayer, index);
  const AcnSpan   span = acn_dossier_get_span (self);

  for (guint i = 0; i < layer->n_features; i++)
    acn_kept_add_geometry (sum, acn_pyramid_get_geometry (layer->features[i].pyramid));
  for (AcnDay day = span.begin_day; day < span.end_day;)
    {
      g_autoptr (GArray) shown = acn_dossier_layer_features_at (self, index, day);

      acn_kept_add_number (sum, day);
      for (guint i = 0; i < shown->len; i++)
        acn_kept_add_number (sum, g_array_index (shown, guint, i));
      day = acn_dossier_layer_step (self, index, day).end_day;
    }
}

static void
add_layer (GChecksum *sum, AcnDossier *self, guint index)
{
  const AcnLayer *layer = &g_array_index (self->data->layers, AcnLayer, index);

  if (!acn_kept_add_layer (sum, index, layer))
    add_features (sum, self, index);
  else
    for (guint i = 0; i < layer->n_operands; i++)
      add_layer (sum, self, layer->operands[i]);
}

static void
sum_sources (AcnDossier *self, guint layer, guint8 *out)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const AcnSpan span = acn_dossier_get_span (self);
  gsize         n = ACN_KEPT_SUM_BYTES;

  g_checksum_update (sum, (const guchar *) GEOSversion (), -1);
  acn_kept_add_number (sum, span.begin_day);
  acn_kept_add_number (sum, span.end_day);
  add_layer (sum, self, layer);
  g_checksum_get_digest (sum, out, &n);
}

/* --- Sizes ----------------------------------------------------------------------------------- */

/**
 * acn_dossier_keep_sizes:
 * @layer: index of a layer
 *
 * Works out what is not known yet. Any thread but the main one.
 *
 * Returns: (transfer full) (nullable): the sizes of acn_dossier_layer_area_series(), for
 *   acn_dossier_use_kept_sizes(); NULL where one of the areas has a fault
 */
GBytes *
acn_dossier_keep_sizes (AcnDossier *self, guint layer)
{
  g_autoptr (GArray) series = acn_dossier_layer_area_series (self, layer, NULL);
  GByteArray *bytes;
  guint8      sum[ACN_KEPT_SUM_BYTES];

  if (series == NULL)
    return NULL;
  bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) MAGIC, strlen (MAGIC));
  sum_sources (self, layer, sum);
  g_byte_array_append (bytes, sum, sizeof sum);
  for (guint i = 0; i < series->len; i++)
    g_byte_array_append (
        bytes, (const guint8 *) &g_array_index (series, AcnAreaStep, i).km2, sizeof (double));
  acn_kept_sum (bytes->data, bytes->len, sum);
  g_byte_array_append (bytes, sum, sizeof sum);
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
is_of (AcnDossier *self, guint layer, const guint8 *bytes, gsize size)
{
  const gsize n = strlen (MAGIC);
  guint8      sum[ACN_KEPT_SUM_BYTES];

  if (size < n + 2 * sizeof sum || memcmp (bytes, MAGIC, n) != 0)
    return FALSE;
  acn_kept_sum (bytes, size - sizeof sum, sum);
  if (memcmp (sum, bytes + size - sizeof sum, sizeof sum) != 0)
    return FALSE;
  sum_sources (self, layer, sum);
  return memcmp (sum, bytes + n, sizeof sum) == 0;
}

static gboolean
are_sizes (const double *km2, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (km2[i]) || km2[i] < 0)
      return FALSE;
  return TRUE;
}

/* The first day of each step. */
static GArray *
list_steps (AcnDossier *self, guint layer)
{
  const AcnSpan span = acn_dossier_get_span (self);
  GArray       *days = g_array_new (FALSE, FALSE, sizeof (AcnDay));

  for (AcnDay day = span.begin_day; day < span.end_day;)
    {
      g_array_append_val (days, day);
      day = acn_dossier_layer_step (self, layer, day).end_day;
    }
  return days;
}

/**
 * acn_dossier_use_kept_sizes:
 * @layer: index of a layer
 * @kept: bytes from anywhere
 *
 * Uses what acn_dossier_keep_sizes() returned for a dossier with the same areas, so that they need
 * not be worked out again. Any thread.
 *
 * Returns: whether they are that
 */
gboolean
acn_dossier_use_kept_sizes (AcnDossier *self, guint layer, GBytes *kept)
{
  const gsize   before = strlen (MAGIC) + ACN_KEPT_SUM_BYTES;
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (kept, &size);
  g_autoptr (GArray) days = NULL;
  g_autofree double *km2 = NULL;

  if (!is_of (self, layer, bytes, size))
    return FALSE;
  days = list_steps (self, layer);
  if (size - before - ACN_KEPT_SUM_BYTES != days->len * sizeof *km2)
    return FALSE;
  km2 = g_memdup2 (bytes + before, days->len * sizeof *km2); /* aligned */
  if (!are_sizes (km2, days->len))
    return FALSE;
  for (guint i = 0; i < days->len; i++)
    acn_dossier_put_area_km2 (self, layer, g_array_index (days, AcnDay, i), km2[i]);
  return TRUE;
}
