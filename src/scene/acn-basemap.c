/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-basemap.h"

#include "base/acn-paths.h"
#include "scene/acn-basemap-format.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/mman.h>

struct _AcnBasemap
{
  gatomicrefcount          refs;
  GMappedFile             *file;
  const AcnBasemapHeader  *header;
  const AcnBasemapFeature *features;
  const AcnRing           *rings;
  const gint32            *points;
  const AcnBasemapName    *names;
  const char              *texts;
};

/* --- Checks ---------------------------------------------------------------------------------- */

static gconstpointer
check_table (const AcnBasemapHeader *header, AcnBasemapTable table, gsize item_size)
{
  if (table.offset % 4 != 0 || table.offset < sizeof *header || table.offset > header->size ||
      table.n > (header->size - table.offset) / item_size)
    return NULL;
  return (const guint8 *) header + table.offset;
}

static gboolean
check_level (const AcnBasemap *self, const AcnBasemapLevel *level)
{
  const AcnBasemapHeader *header = self->header;

  if (level->first_ring > header->rings.n || level->n_rings > header->rings.n - level->first_ring ||
      level->first_point > header->points.n ||
      level->n_points > header->points.n - level->first_point)
    return FALSE;
  for (guint32 i = 0; i < level->n_rings; i++)
    {
      const AcnRing *ring = &self->rings[level->first_ring + i];

      if (ring->first > level->n_points || ring->n > level->n_points - ring->first)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_features (const AcnBasemap *self)
{
  const AcnBasemapHeader *header = self->header;

  for (guint32 i = 0; i < header->features.n; i++)
    {
      const AcnBasemapFeature *feature = &self->features[i];

      if (feature->kind > ACN_GEOMETRY_AREAS || feature->label_kind > ACN_LABEL_RIVER ||
          feature->first_name > header->names.n ||
          feature->n_names > header->names.n - feature->first_name)
        return FALSE;
      for (guint level = 0; level < ACN_SHAPE_N_LEVELS; level++)
        if (!check_level (self, &feature->levels[level]))
          return FALSE;
    }
  for (guint32 i = 0; i < header->names.n; i++)
    if (self->names[i].language >= header->texts.n || self->names[i].value >= header->texts.n)
      return FALSE;
  for (guint i = 0; i < ACN_N_BASE_LAYERS; i++)
    if (header->first_feature[i] > header->first_feature[i + 1])
      return FALSE;
  return header->first_feature[ACN_N_BASE_LAYERS] == header->features.n;
}

static gboolean
check_file (AcnBasemap *self)
{
  const AcnBasemapHeader *header = self->header;

  if (g_mapped_file_get_length (self->file) < sizeof *header ||
      memcmp (header->magic, ACN_BASEMAP_MAGIC, sizeof header->magic) != 0 ||
      header->version != ACN_BASEMAP_VERSION || header->n_levels != ACN_SHAPE_N_LEVELS ||
      header->size != g_mapped_file_get_length (self->file))
    return FALSE;
  self->features = check_table (header, header->features, sizeof (AcnBasemapFeature));
  self->rings = check_table (header, header->rings, sizeof (AcnRing));
  self->points = check_table (header, header->points, 2 * sizeof (gint32));
  self->names = check_table (header, header->names, sizeof (AcnBasemapName));
  self->texts = check_table (header, header->texts, 1);
  return self->features != NULL && self->rings != NULL && self->points != NULL &&
         self->names != NULL && self->texts != NULL &&
         (header->texts.n == 0 || self->texts[header->texts.n - 1] == '\0') &&
         check_features (self);
}

/* --- Opening --------------------------------------------------------------------------------- */

/**
 * acn_basemap_open:
 * @path: a file written by acn-basemap-pack
 *
 * Maps the file read-only and checks every table of it, so that later reads need no check.
 *
 * Returns: (transfer full): the basemap; NULL with G_FILE_ERROR when it cannot be read or
 *   G_IO_ERROR_INVALID_DATA when it is not a packed basemap of this version.
 */
AcnBasemap *
acn_basemap_open (const char *path, GError **error)
{
  GMappedFile *file = g_mapped_file_new (path, FALSE, error);
  AcnBasemap  *self;

  if (file == NULL)
    return NULL;
  self = g_new0 (AcnBasemap, 1);
  g_atomic_ref_count_init (&self->refs);
  self->file = file;
  self->header = (const AcnBasemapHeader *) (gconstpointer) g_mapped_file_get_contents (file);
  if (check_file (self))
    return self;
  acn_basemap_unref (self);
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_DATA,
               /* Translators: %s is a file. */
               _ ("%s is not a basemap of this version of the program; build or install it again"),
               path);
  return NULL;
}

/**
 * acn_basemap_open_default:
 *
 * Returns: (transfer full): the basemap beside the shipped dossier: in the folder that the
 *   environment variable ACCESSION_DATA_DIR names, else where the program is installed; always the
 *   same one, which stays until the end of the program. NULL with @error as acn_basemap_open().
 *   Any thread.
 */
AcnBasemap *
acn_basemap_open_default (GError **error)
{
  static GMutex      lock;
  static AcnBasemap *opened;
  static char       *opened_path;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autofree char *path = acn_data_file ("basemap.bin");

  if (opened == NULL || strcmp (path, opened_path) != 0)
    {
      AcnBasemap *found = acn_basemap_open (path, error);

      if (found == NULL)
        return NULL;
      g_clear_pointer (&opened, acn_basemap_unref);
      g_free (opened_path);
      opened = found;
      opened_path = g_steal_pointer (&path);
    }
  return acn_basemap_ref (opened);
}

AcnBasemap *
acn_basemap_ref (AcnBasemap *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
acn_basemap_unref (AcnBasemap *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->file, g_mapped_file_unref);
  g_free (self);
}

/**
 * acn_basemap_rest:
 *
 * Takes the file's pages out of the memory of the process. They stay in the system's cache, so that
 * the next picture costs some page faults and no reading. Any thread, even while others read.
 */
void
acn_basemap_rest (AcnBasemap *self)
{
  madvise (g_mapped_file_get_contents (self->file),
           g_mapped_file_get_length (self->file),
           MADV_DONTNEED);
}

/* --- Reading --------------------------------------------------------------------------------- */

static const AcnBasemapFeature *
get_feature (AcnBasemap *self, AcnBaseLayer layer, guint feature)
{
  return &self->features[self->header->first_feature[layer] + feature];
}

guint
acn_basemap_get_n_features (AcnBasemap *self, AcnBaseLayer layer)
{
  g_return_val_if_fail ((guint) layer < ACN_N_BASE_LAYERS, 0);
  return self->header->first_feature[layer + 1] - self->header->first_feature[layer];
}

/**
 * acn_basemap_get_shape:
 * @feature: below acn_basemap_get_n_features()
 * @level: 0..ACN_SHAPE_N_LEVELS - 1, see acn_shape_level()
 * @out_shape: (out caller-allocates): points into the mapped file
 */
void
acn_basemap_get_shape (
    AcnBasemap *self, AcnBaseLayer layer, guint feature, guint level, AcnShape *out_shape)
{
  const AcnBasemapFeature *row = get_feature (self, layer, feature);
  const AcnBasemapLevel   *at = &row->levels[MIN (level, ACN_SHAPE_N_LEVELS - 1)];

  *out_shape = (AcnShape){ .kind = (AcnGeometryKind) row->kind,
                           .box = at->box,
                           .n_rings = at->n_rings,
                           .rings = self->rings + at->first_ring,
                           .xy = self->points + 2 * (gsize) at->first_point };
}

guint
acn_basemap_get_rank (AcnBasemap *self, AcnBaseLayer layer, guint feature)
{
  return get_feature (self, layer, feature)->rank;
}

AcnSpan
acn_basemap_get_span (AcnBasemap *self, AcnBaseLayer layer, guint feature)
{
  return get_feature (self, layer, feature)->span;
}

gboolean
acn_basemap_get_disputed (AcnBasemap *self, guint border)
{
  return get_feature (self, ACN_BASE_BORDERS, border)->disputed != 0;
}

AcnLabelKind
acn_basemap_get_label_kind (AcnBasemap *self, guint label)
{
  return (AcnLabelKind) get_feature (self, ACN_BASE_LABELS, label)->label_kind;
}

/**
 * acn_basemap_get_name:
 *
 * Returns: (nullable) (transfer none): the feature's name in @language, else in English.
 */
const char *
acn_basemap_get_name (AcnBasemap *self, AcnBaseLayer layer, guint feature, const char *language)
{
  const AcnBasemapFeature *row = get_feature (self, layer, feature);
  const char              *english = NULL;

  for (guint32 i = row->first_name; i < row->first_name + row->n_names; i++)
    {
      const char *value = self->texts + self->names[i].value;

      if (strcmp (self->texts + self->names[i].language, language) == 0)
        return value;
      if (strcmp (self->texts + self->names[i].language, "en") == 0)
        english = value;
    }
  return english;
}
