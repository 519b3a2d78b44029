/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line, the checksum of what the areas are made of, the areas, the checksum of all before it. The
 * numbers are those of the machine: a file of another one has another first line, or sums. */
#include "model/acn-kept-areas.h"

#include "acn-config.h"
#include "geo/acn-geos.h"
#include "model/acn-dossier-private.h"
#include "model/acn-kept-private.h"

#include <math.h>
#include <string.h>

#define MAGIC "accession-areas 1 " ACN_VERSION "\n"

/* Of one area, before its arrays. */
typedef struct
{
  guint32 layer;
  guint32 kind;
  guint32 n_points, n_rings, n_parts;
} Head;

/* --- Sums ------------------------------------------------------------------------------------ */

void
acn_kept_add_number (GChecksum *sum, double number)
{
  g_checksum_update (sum, (const guchar *) &number, sizeof number);
}

/*
 * acn_kept_add_geometry:
 * @geometry: all of whose numbers count
 */
void
acn_kept_add_geometry (GChecksum *sum, const AcnGeometry *geometry)
{
  acn_kept_add_number (sum, geometry->kind);
  acn_kept_add_number (sum, geometry->n_points);
  acn_kept_add_number (sum, geometry->n_rings);
  acn_kept_add_number (sum, geometry->n_parts);
  g_checksum_update (
      sum, (const guchar *) geometry->xy, (gssize) (geometry->n_points * 2 * sizeof (double)));
  g_checksum_update (
      sum, (const guchar *) geometry->ring_ends, (gssize) (geometry->n_rings * sizeof (guint32)));
  if (geometry->part_ends != NULL)
    g_checksum_update (
        sum, (const guchar *) geometry->part_ends, (gssize) (geometry->n_parts * sizeof (guint32)));
}

/*
 * acn_kept_add_layer:
 * @index: of @layer
 *
 * Adds how it is derived, but not what from. Returns whether it is.
 */
gboolean
acn_kept_add_layer (GChecksum *sum, guint index, const AcnLayer *layer)
{
  acn_kept_add_number (sum, index);
  acn_kept_add_number (sum, layer->content);
  if (layer->content != ACN_LAYER_DERIVATION)
    return FALSE;
  acn_kept_add_number (sum, layer->overlay_op);
  acn_kept_add_number (sum, layer->reach_km);
  acn_kept_add_number (sum, layer->n_operands);
  return TRUE;
}

/* All that the layer's area on @day is made of. */
static void
add_layer (GChecksum *sum, AcnDossier *self, guint index, AcnDay day)
{
  const AcnLayer *layer = &g_array_index (self->data->layers, AcnLayer, index);
  g_autoptr (GArray) shown = NULL;

  if (acn_kept_add_layer (sum, index, layer))
    {
      for (guint i = 0; i < layer->n_operands; i++)
        add_layer (sum, self, layer->operands[i], day);
      return;
    }
  shown = acn_dossier_layer_features_at (self, index, day);
  for (guint i = 0; i < shown->len; i++)
    acn_kept_add_geometry (
        sum, acn_pyramid_get_geometry (layer->features[g_array_index (shown, guint, i)].pyramid));
}

static void
sum_sources (AcnDossier *self, AcnDay day, guint8 *out)
{
  g_autoptr (GArray) layers = acn_dossier_list_prepared (self);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n = ACN_KEPT_SUM_BYTES;

  g_checksum_update (sum, (const guchar *) GEOSversion (), -1);
  for (guint i = 0; i < layers->len; i++)
    add_layer (sum, self, g_array_index (layers, guint, i), day);
  g_checksum_get_digest (sum, out, &n);
}

/*
 * acn_kept_sum:
 * @out: ACN_KEPT_SUM_BYTES
 */
void
acn_kept_sum (const guint8 *bytes, gsize size, guint8 *out)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n = ACN_KEPT_SUM_BYTES;

  g_checksum_update (sum, bytes, (gssize) size);
  g_checksum_get_digest (sum, out, &n);
}

/* --- Writing --------------------------------------------------------------------------------- */

static void
put (GByteArray *bytes, gconstpointer data, gsize size)
{
  if (size > 0)
    g_byte_array_append (bytes, data, (guint) size);
}

static gboolean
put_area (GByteArray *bytes, AcnDossier *self, guint layer, AcnDay day)
{
  g_autoptr (AcnPyramid) area = acn_dossier_layer_area_at (self, layer, day, NULL);
  const AcnGeometry *geometry;
  Head               head = { .layer = layer };

  if (area == NULL)
    return FALSE;
  geometry = acn_pyramid_get_geometry (area);
  head.kind = geometry->kind;
  head.n_points = geometry->n_points;
  head.n_rings = geometry->n_rings;
  head.n_parts = geometry->part_ends != NULL ? geometry->n_parts : 0;
  put (bytes, &head, sizeof head);
  put (bytes, geometry->xy, geometry->n_points * 2 * sizeof (double));
  put (bytes, geometry->ring_ends, geometry->n_rings * sizeof (guint32));
  put (bytes, geometry->part_ends, head.n_parts * sizeof (guint32));
  return TRUE;
}

/**
 * acn_dossier_keep_areas:
 * @day: any day
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the areas of acn_dossier_prepare_areas(), for
 *   acn_dossier_use_kept_areas(); NULL where one has a fault, or there is none
 */
GBytes *
acn_dossier_keep_areas (AcnDossier *self, AcnDay day)
{
  g_autoptr (GArray) layers = acn_dossier_list_prepared (self);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 sum[ACN_KEPT_SUM_BYTES];

  put (bytes, MAGIC, strlen (MAGIC));
  sum_sources (self, day, sum);
  put (bytes, sum, sizeof sum);
  for (guint i = 0; i < layers->len; i++)
    if (!put_area (bytes, self, g_array_index (layers, guint, i), day))
      return NULL;
  acn_kept_sum (bytes->data, bytes->len, sum);
  put (bytes, sum, sizeof sum);
  return layers->len > 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* --- Reading --------------------------------------------------------------------------------- */

typedef struct
{
  const guint8 *at;
  gsize         left;
} Reader;

static gboolean
take (Reader *self, gpointer out, gsize size)
{
  if (size > self->left)
    return FALSE;
  if (size > 0)
    memcpy (out, self->at, size);
  self->at += size;
  self->left -= size;
  return TRUE;
}

static gboolean
ascends_to (const guint32 *ends, guint n, guint last)
{
  for (guint i = 0; i < n; i++)
    /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): n were taken */
    if (ends[i] > last || (i > 0 && ends[i] < ends[i - 1]))
      return FALSE;
  return n == 0 ? last == 0 : ends[n - 1] == last;
}

static gboolean
are_places (const double *xy, guint n_points)
{
  for (guint i = 0; i < n_points; i++)
    /* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): as many were taken */
    if (!(fabs (xy[2 * i]) <= 360) || !(fabs (xy[2 * i + 1]) <= 90))
      return FALSE;
  return TRUE;
}

/* NULL: it is none. */
static AcnGeometry *
take_geometry (Reader *reader, const Head *head)
{
  const gsize n_bytes = (gsize) head->n_points * 2 * sizeof (double) +
                        ((gsize) head->n_rings + head->n_parts) * sizeof (guint32);
  g_autofree double  *xy = NULL;
  g_autofree guint32 *rings = NULL, *parts = NULL;

  if (n_bytes > reader->left)
    return NULL;
  xy = g_new (double, 2 * (gsize) head->n_points);
  rings = g_new (guint32, head->n_rings);
  parts = g_new (guint32, head->n_parts);
  if (!take (reader, xy, head->n_points * 2 * sizeof (double)) ||
      !take (reader, rings, head->n_rings * sizeof (guint32)) ||
      !take (reader, parts, head->n_parts * sizeof (guint32)) ||
      !ascends_to (rings, head->n_rings, head->n_points) || !are_places (xy, head->n_points))
    return NULL;
  if (head->kind == ACN_GEOMETRY_AREAS ? !ascends_to (parts, head->n_parts, head->n_rings)
                                       : head->n_parts > 0)
    return NULL;
  return acn_geometry_new_take ((AcnGeometryKind) head->kind,
                                g_steal_pointer (&xy),
                                head->n_points,
                                g_steal_pointer (&rings),
                                head->n_rings,
                                g_steal_pointer (&parts),
                                head->n_parts);
}

/* Whether it is what the layer has: an area, or the line that is derived between some. */
static gboolean
is_of_layer (AcnDossier *self, const Head *head)
{
  const GArray *layers = self->data->layers;

  return head->layer < layers->len &&
         head->kind == (acn_layer_is_derived_line (&g_array_index (layers, AcnLayer, head->layer))
                            ? ACN_GEOMETRY_LINES
                            : ACN_GEOMETRY_AREAS);
}

/* Line and sums. */
static gboolean
is_of (AcnDossier *self, AcnDay day, const guint8 *bytes, gsize size)
{
  const gsize n = strlen (MAGIC);
  guint8      sum[ACN_KEPT_SUM_BYTES];

  if (size < n + 2 * ACN_KEPT_SUM_BYTES || memcmp (bytes, MAGIC, n) != 0)
    return FALSE;
  acn_kept_sum (bytes, size - ACN_KEPT_SUM_BYTES, sum);
  if (memcmp (sum, bytes + size - ACN_KEPT_SUM_BYTES, ACN_KEPT_SUM_BYTES) != 0)
    return FALSE;
  sum_sources (self, day, sum);
  return memcmp (sum, bytes + n, ACN_KEPT_SUM_BYTES) == 0;
}

/**
 * acn_dossier_use_kept_areas:
 * @day: any day
 * @kept: bytes from anywhere
 *
 * Uses what acn_dossier_keep_areas() returned for a dossier that shows the same on @day, so that it
 * need not be worked out again. Any thread.
 *
 * Returns: whether they are that
 */
gboolean
acn_dossier_use_kept_areas (AcnDossier *self, AcnDay day, GBytes *kept)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (kept, &size);
  Reader        reader;
  Head          head;

  if (!is_of (self, day, bytes, size))
    return FALSE;
  reader = (Reader){ bytes + strlen (MAGIC) + ACN_KEPT_SUM_BYTES,
                     size - strlen (MAGIC) - 2 * ACN_KEPT_SUM_BYTES };
  while (take (&reader, &head, sizeof head))
    {
      AcnGeometry *geometry = is_of_layer (self, &head) ? take_geometry (&reader, &head) : NULL;

      if (geometry == NULL)
        return FALSE;
      acn_dossier_put_area (self, head.layer, day, geometry);
    }
  return TRUE;
}
