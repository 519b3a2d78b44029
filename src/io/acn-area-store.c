/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-area-store.h"

#include "base/acn-thread.h"
#include "io/acn-beneath.h"
#include "io/acn-write.h"
#include "model/acn-kept-areas.h"
#include "model/acn-kept-sizes.h"

static char *
get_path (const char *name)
{
  return g_build_filename (g_get_user_cache_dir (), "accession", name, NULL);
}

static gboolean
write_bytes (const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = get_path (name);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700); /* where that fails, so does writing */
  return acn_write_file (path, bytes, error);
}

/**
 * acn_area_store_read:
 * @day: any day
 *
 * Any thread but the main one.
 *
 * Returns: whether the areas that acn_dossier_prepare_areas() would work out were there
 */
gboolean
acn_area_store_read (AcnDossier *dossier, AcnDay day)
{
  g_autofree char *path = get_path ("areas");
  g_autoptr (GBytes) bytes = acn_read_file (path, NULL, NULL);

  return bytes != NULL && acn_dossier_use_kept_areas (dossier, day, bytes);
}

/**
 * acn_area_store_write:
 * @day: any day
 *
 * Any thread but the main one.
 *
 * Returns: whether the next acn_area_store_read() has them, else %FALSE with @error; a dossier that
 *   has none keeps what is there
 */
gboolean
acn_area_store_write (AcnDossier *dossier, AcnDay day, GError **error)
{
  g_autoptr (GBytes) bytes = acn_dossier_keep_areas (dossier, day);

  return bytes == NULL || write_bytes ("areas", bytes, error);
}

/**
 * acn_area_store_need_sizes:
 * @layer: index of a layer
 *
 * The sizes of acn_dossier_layer_area_series() are known afterwards: read, or worked out and
 * written; where that fails, the next start has to work them out too. Any thread but the main one.
 */
void
acn_area_store_need_sizes (AcnDossier *dossier, guint layer)
{
  g_autofree char *path = get_path ("sizes");
  g_autoptr (GBytes) bytes = acn_read_file (path, NULL, NULL);

  if (bytes != NULL && acn_dossier_use_kept_sizes (dossier, layer, bytes))
    return;
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = acn_dossier_keep_sizes (dossier, layer);
  if (bytes != NULL)
    write_bytes ("sizes", bytes, NULL);
}

typedef struct
{
  AcnDossier *dossier;
  AcnDay      day;
} Job;

static gpointer
write_in_thread (gpointer data)
{
  Job *job = data;

  acn_thread_give_way ();
  acn_area_store_write (
      job->dossier, job->day, NULL); /* what fails costs the next start its time */
  acn_dossier_unref (job->dossier);
  g_free (job);
  return NULL;
}

/**
 * acn_area_store_write_later:
 * @day: any day
 *
 * As acn_area_store_write(), in a thread of its own. Any thread.
 */
void
acn_area_store_write_later (AcnDossier *dossier, AcnDay day)
{
  Job *job = g_new0 (Job, 1);

  job->dossier = acn_dossier_ref (dossier);
  job->day = day;
  g_thread_unref (g_thread_new ("keep-areas", write_in_thread, job));
}
