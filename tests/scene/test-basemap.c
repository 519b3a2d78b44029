/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A packed basemap that is damaged is refused before anything is read through its tables. */
#include "base/acn-paths.h"
#include "scene/acn-basemap-format.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *path;
  char *bytes; /* of the basemap that was built */
  gsize size;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autofree char *built = acn_data_file ("basemap.bin");
  int              fd = g_file_open_tmp ("accession-XXXXXX.bin", &f->path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_get_contents (built, &f->bytes, &f->size, NULL));
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_remove (f->path);
  g_free (f->path);
  g_free (f->bytes);
}

static AcnBasemapHeader *
header_of (const Fixture *f)
{
  return (AcnBasemapHeader *) (gpointer) f->bytes;
}

static AcnBasemapFeature *
feature_of (const Fixture *f, guint index)
{
  return (AcnBasemapFeature *) (gpointer) (f->bytes + header_of (f)->features.offset) + index;
}

static AcnBasemap *
open_first (const Fixture *f, gsize size, GError **error)
{
  g_assert_true (g_file_set_contents_full (
      f->path, f->bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  return acn_basemap_open (f->path, error);
}

static void
assert_refused (const Fixture *f, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnBasemap) basemap = open_first (f, size, &error);
  g_autofree char *expected = g_strconcat (
      f->path, " is not a basemap of this version of the program; build or install it again", NULL);

  g_assert_null (basemap);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, expected);
}

static void
test_missing (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_remove (f->path);
  g_assert_null (acn_basemap_open (f->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, f->path));
}

/* Cut anywhere; with a byte too many. */
static void
test_sizes (Fixture *f, gconstpointer unused)
{
  const gsize sizes[] = {
    0, 1, sizeof (AcnBasemapHeader) - 1, sizeof (AcnBasemapHeader), f->size / 2, f->size - 1
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    assert_refused (f, sizes[i]);
  f->bytes = g_realloc (f->bytes, f->size + 1);
  f->bytes[f->size] = '\0';
  assert_refused (f, f->size + 1);
}

/* A number of the file, by where it is; set to @value, the file is refused. */
static void
refuse (Fixture *f, gpointer number, guint32 value)
{
  guint32 *place = number;
  guint32  old = *place;

  g_assert_cmpuint (old, !=, value);
  *place = value;
  assert_refused (f, f->size);
  *place = old;
}

static void
test_header (Fixture *f, gconstpointer unused)
{
  AcnBasemapHeader *header = header_of (f);
  AcnBasemapTable  *tables[] = {
     &header->features, &header->rings, &header->points, &header->names, &header->texts
  };

  refuse (f, header->magic, 0);
  refuse (f, &header->version, GUINT32_SWAP_LE_BE (header->version));
  refuse (f, &header->n_levels, header->n_levels + 1);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      refuse (f, &tables[i]->offset, tables[i]->offset + 1);
      refuse (f, &tables[i]->offset, 0);
      refuse (f, &tables[i]->offset, 0xfffffffc);
      refuse (f, &tables[i]->n, 0xffffffff);
    }
  refuse (f, &header->first_feature[1], header->first_feature[2] + 1);
  refuse (f, &header->first_feature[ACN_N_BASE_LAYERS], header->features.n - 1);
  /* The last text has no end. */
  f->bytes[header->texts.offset + header->texts.n - 1] = 'x';
  assert_refused (f, f->size);
}

static void
test_tables (Fixture *f, gconstpointer unused)
{
  AcnBasemapHeader  *header = header_of (f);
  AcnBasemapFeature *feature = feature_of (f, header->features.n - 1);
  AcnBasemapLevel   *level = &feature_of (f, 0)->levels[ACN_SHAPE_N_LEVELS - 1];
  AcnBasemapName    *name = (gpointer) (f->bytes + header->names.offset);
  AcnRing *ring = (AcnRing *) (gpointer) (f->bytes + header->rings.offset) + level->first_ring;

  g_assert_cmpuint (level->n_rings, >, 0);
  refuse (f, &feature->kind, ACN_GEOMETRY_AREAS + 1);
  refuse (f, &feature->label_kind, ACN_LABEL_RIVER + 1);
  refuse (f, &feature->first_name, header->names.n + 1);
  refuse (f, &feature->n_names, header->names.n - feature->first_name + 1);
  refuse (f, &level->first_ring, header->rings.n + 1);
  refuse (f, &level->n_rings, 0xffffffff);
  refuse (f, &level->first_point, header->points.n + 1);
  refuse (f, &level->n_points, 0xffffffff);
  refuse (f, &ring->first, level->n_points + 1);
  refuse (f, &ring->n, level->n_points - ring->first + 1);
  refuse (f, &name->language, header->texts.n);
  refuse (f, &name->value, header->texts.n);
}

/* All that was changed and put back above makes a basemap again. */
static void
test_whole (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnBasemap) basemap = open_first (f, f->size, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (acn_basemap_get_n_features (basemap, ACN_BASE_LAND), >, 0);
}

static void
test_names (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnBasemap) basemap = open_first (f, f->size, NULL);
  guint n_both = 0;

  for (guint i = 0; i < acn_basemap_get_n_features (basemap, ACN_BASE_LABELS); i++)
    {
      const char *english = acn_basemap_get_name (basemap, ACN_BASE_LABELS, i, "en");
      const char *ukrainian = acn_basemap_get_name (basemap, ACN_BASE_LABELS, i, "uk");

      g_assert_cmpstr (acn_basemap_get_name (basemap, ACN_BASE_LABELS, i, "tlh"), ==, english);
      n_both += english != NULL && ukrainian != NULL && strcmp (english, ukrainian) != 0;
    }
  g_assert_cmpuint (n_both, >, 50);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/scene/basemap/missing", test_missing);
  ADD ("/scene/basemap/sizes", test_sizes);
  ADD ("/scene/basemap/header", test_header);
  ADD ("/scene/basemap/tables", test_tables);
  ADD ("/scene/basemap/whole", test_whole);
  ADD ("/scene/basemap/names", test_names);
  return g_test_run ();
}
