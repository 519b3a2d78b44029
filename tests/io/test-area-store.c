/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of kept areas: read when it is of the dossier, otherwise no harm. */
#include "io/acn-area-store.h"
#include "model/acn-kept-sizes.h"
#include "../shipped.h"

#include <glib/gstdio.h>

typedef struct
{
  AcnDossier *dossier;
  AcnDay      day;
  char       *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->dossier = load_shipped ();
  f->day = acn_dossier_get_home_day (f->dossier);
  f->path = g_build_filename (g_get_user_cache_dir (), "accession", "areas", NULL);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_remove (f->path);
  g_free (f->path);
  acn_dossier_unref (f->dossier);
}

static void
test_written_and_read (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (acn_area_store_read (f->dossier, f->day));
  g_assert_true (acn_area_store_write (f->dossier, f->day, &error));
  g_assert_no_error (error);
  g_assert_true (acn_area_store_read (f->dossier, f->day));
  g_assert_false (acn_area_store_read (f->dossier, parse_day ("2022-06-01")));
}

/* The one file is of the dossier that was opened last. */
static void
test_replaced (Fixture *f, gconstpointer unused)
{
  g_assert_true (acn_area_store_write (f->dossier, f->day, NULL));
  g_assert_true (acn_area_store_write (f->dossier, parse_day ("2022-06-01"), NULL));
  g_assert_false (acn_area_store_read (f->dossier, f->day));
  g_assert_true (acn_area_store_read (f->dossier, parse_day ("2022-06-01")));
}

static void
test_damaged (Fixture *f, gconstpointer unused)
{
  g_assert_true (acn_area_store_write (f->dossier, f->day, NULL));
  g_assert_true (g_file_set_contents (f->path, "accession-areas 1\nno", -1, NULL));
  g_assert_false (acn_area_store_read (f->dossier, f->day));
  g_assert_true (acn_area_store_write (f->dossier, f->day, NULL));
  g_assert_true (acn_area_store_read (f->dossier, f->day));
}

/* A folder stands where the file should: what cannot be written is told, and nothing is lost. */
static void
test_no_room (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (f->path, 0700), ==, 0);
  g_assert_false (acn_area_store_write (f->dossier, f->day, &error));
  g_assert_nonnull (error);
  g_assert_false (acn_area_store_read (f->dossier, f->day));
}

/* Loading ahead writes them, in a thread that nobody waits for. */
static void
test_kept_by_loading_ahead (Fixture *f, gconstpointer unused)
{
  g_autofree char  *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  const char *const names[] = { path, NULL };
  const gint64      until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  g_autoptr (AcnDossier) dossier = NULL;
  AcnDiagnostics *diagnostics = NULL;
  AcnLoadPlace   *place = NULL;

  acn_load_dossier_ahead (names, NULL, NULL, NULL);
  while (dossier == NULL && g_get_monotonic_time () < until)
    {
      g_usleep (1000);
      dossier = acn_load_dossier_take (names, &diagnostics, &place);
    }
  g_assert_nonnull (dossier);
  acn_diagnostics_unref (diagnostics);
  acn_load_place_free (place);
  while (!acn_area_store_read (f->dossier, f->day) && g_get_monotonic_time () < until)
    g_usleep (1000);
  g_assert_true (acn_area_store_read (f->dossier, f->day));
}

/* Sizes are worked out for the first, read for the second; damage does no harm. */
static void
test_sizes (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "accession", "sizes", NULL);
  g_autoptr (AcnDossier) second = load_shipped ();
  g_autofree char *before = NULL, *after = NULL;
  const guint      layer = acn_dossier_get_readout_whole (f->dossier);
  gsize            size, size_after;
  g_autoptr (GBytes) bytes = NULL;

  acn_area_store_need_sizes (f->dossier, layer);
  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  bytes = g_bytes_new (before, size);
  g_assert_true (acn_dossier_use_kept_sizes (second, layer, bytes));
  g_assert_true (g_file_set_contents (path, "accession-sizes 1\nno", -1, NULL));
  acn_area_store_need_sizes (second, layer);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size, after, size_after);
  g_remove (path);
}

#define add(name, test) g_test_add ("/io/area-store/" name, Fixture, NULL, set_up, test, tear_down)

/* A cache of its own; what a test leaves there it has removed. */
int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("accession-test-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (cache, "accession", NULL);
  int              status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  add ("written-and-read", test_written_and_read);
  add ("replaced", test_replaced);
  add ("damaged", test_damaged);
  add ("no-room", test_no_room);
  add ("sizes", test_sizes);
  add ("kept-by-loading-ahead", test_kept_by_loading_ahead);
  status = g_test_run ();
  g_rmdir (folder);
  g_rmdir (cache);
  return status;
}
