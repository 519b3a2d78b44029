/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests do with the network, as a program: probe COMMAND… prints a line for each answer.
 *   fetch N URL             N fetches at once: "good BYTES" or "CODE sentence"
 *   range URL OFFSET LENGTH
 *   tiles PLACE Z X Y …     opens tiles and waits for each: "ready WxH" or "absent"; failures told
 *   size | clear | limit N  of what is kept on the disk
 * PAINTER=1: vector tiles that unpack to “vector” are drawn as 8x8.
 * Deadlines are a second idle and three in all. ALLOW names the hosts that were agreed to. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tiles/acn-fetch.h"
#include "tiles/acn-tile-disk.h"
#include "tiles/acn-tile-open.h"
#include "tiles/acn-tile-source.h"
#include "tiles/acn-vector-tiles.h"

static GMutex print_lock;

static void
tell (const GError *error)
{
  g_autoptr (GEnumClass) codes = g_type_class_ref (G_TYPE_IO_ERROR_ENUM);
  const GEnumValue *value =
      error->domain == G_IO_ERROR ? g_enum_get_value (codes, error->code) : NULL;

  g_mutex_lock (&print_lock);
  printf ("%s %s\n", value != NULL ? value->value_nick : "foreign", error->message);
  fflush (stdout);
  g_mutex_unlock (&print_lock);
}

static gpointer
fetch_thread (gpointer url)
{
  const AcnRequest request = { .url = url, .limit = 2 * 1024 * 1024 };
  g_auto (AcnReply) reply = { NULL };
  g_autoptr (GError) error = NULL;

  if (acn_fetch (&request, &reply, NULL, &error))
    {
      const gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;

      g_mutex_lock (&print_lock);
      printf ("good %" G_GSIZE_FORMAT " %" G_GINT64_FORMAT "\n",
              g_bytes_get_size (reply.body),
              reply.expires_s == 0 ? -1 : (reply.expires_s - now_s + 1) / 2 * 2);
      fflush (stdout);
      g_mutex_unlock (&print_lock);
    }
  else
    tell (error);
  return NULL;
}

static void
fetch (guint n, char *url)
{
  GThread *threads[64];

  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("fetch", fetch_thread, url);
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
}

static void
fetch_range (const char *url, guint64 offset, gsize length)
{
  const AcnRequest request = { .url = url, .offset = offset, .length = length, .limit = length };
  g_auto (AcnReply) reply = { NULL };
  g_autoptr (GError) error = NULL;

  if (acn_fetch (&request, &reply, NULL, &error))
    printf ("good %" G_GSIZE_FORMAT " of %" G_GUINT64_FORMAT "\n",
            g_bytes_get_size (reply.body),
            reply.total);
  else
    tell (error);
}

static void
failed_cb (AcnRaster *raster, const char *message, guint *n_failures)
{
  printf ("failed %s\n", message);
  ++*n_failures;
}

static void
show_tiles (int argc, char **argv)
{
  guint n_failures = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnRaster) raster = acn_tiles_open (argv[0], NULL, &error);

  if (raster == NULL)
    {
      tell (error);
      return;
    }
  printf ("opened %s\n", acn_raster_get_attribution (raster));
  g_signal_connect (raster, "failed", G_CALLBACK (failed_cb), &n_failures);
  for (int i = 1; i + 2 < argc; i += 3)
    {
      const AcnTileId id = { (guint) atoi (argv[i]),
                             (guint) atoi (argv[i + 1]),
                             (guint) atoi (argv[i + 2]) };
      g_autoptr (AcnImage) image = NULL;

      if (acn_raster_get (raster, id, ACN_RASTER_WAIT, &image) == ACN_RASTER_READY)
        printf ("ready %ux%u\n", image->width, image->height);
      else
        printf ("absent\n");
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  acn_tile_source_stop (ACN_TILE_SOURCE (raster));
}

/* Stands for libshumate's, which Debian 12 has not. */
static AcnImage *
paint_vector_tile (GBytes *tile, AcnTileId id, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (tile, &size);

  if (size == 6 && memcmp (data, "vector", 6) == 0)
    return acn_image_new (8, 8);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "it is no vector tile");
  return NULL;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) hosts = g_strsplit (g_getenv ("ALLOW") != NULL ? g_getenv ("ALLOW") : "", ",", -1);

  setlocale (LC_ALL, "");
  acn_network_set_deadlines (1, 3000, 50);
  if (g_getenv ("PAINTER") != NULL)
    acn_vector_tiles_set_painter (paint_vector_tile);
  for (guint i = 0; hosts[i] != NULL && *hosts[i] != '\0'; i++)
    acn_network_allow (hosts[i]);
  if (argc == 4 && strcmp (argv[1], "fetch") == 0)
    fetch ((guint) atoi (argv[2]), argv[3]);
  else if (argc == 5 && strcmp (argv[1], "range") == 0)
    fetch_range (argv[2], g_ascii_strtoull (argv[3], NULL, 10), strtoul (argv[4], NULL, 10));
  else if (argc >= 3 && strcmp (argv[1], "tiles") == 0)
    show_tiles (argc - 2, argv + 2);
  else if (argc == 2 && strcmp (argv[1], "size") == 0)
    printf ("%" G_GUINT64_FORMAT "\n", acn_tile_disk_get_size ());
  else if (argc == 2 && strcmp (argv[1], "clear") == 0)
    acn_tile_disk_clear ();
  else if (argc == 3 && strcmp (argv[1], "limit") == 0)
    acn_tile_disk_set_limit (g_ascii_strtoull (argv[2], NULL, 10));
  else
    return 2;
  return 0;
}
