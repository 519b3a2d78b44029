/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/acn-base-map.h"

#include <glib/gi18n.h>

#include "base/acn-isolate.h"
#include "compat/acn-compat-vector.h"
#include "tiles/acn-fetch.h"
#include "tiles/acn-tile-disk.h"
#include "tiles/acn-tile-open.h"
#include "tiles/acn-tile-source.h"
#include "tiles/acn-vector-tiles.h"

#define STYLE_RESOURCE "/io/github/accession/Accession/vector-style.json"

struct _AcnBaseMap
{
  GObject parent_instance;

  GSettings    *settings; /* or NULL: nothing is remembered */
  AcnRaster    *raster;   /* or NULL: the built-in map alone */
  char         *place;    /* of @raster; "" for none */
  char         *wanted;   /* what is being opened, or NULL */
  GCancellable *opening;
  char         *trouble; /* why the last choice failed, or NULL */
  char         *refused; /* the server to be agreed to first, or NULL */
  char         *tried;   /* what failed then, or NULL */
  gboolean      is_restoring;
};

G_DEFINE_FINAL_TYPE (AcnBaseMap, acn_base_map, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- Vector tiles ---------------------------------------------------------------------------- */

static AcnImage *
paint_vector_tile (GBytes *tile, AcnTileId id, GError **error)
{
  g_autoptr (GBytes) style =
      g_resources_lookup_data (STYLE_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GdkTexture) texture = NULL;
  AcnImage *image;

  if (style == NULL)
    return NULL;
  texture =
      acn_compat_draw_vector_tile (g_bytes_get_data (style, NULL), tile, id.z, id.x, id.y, error);
  if (texture == NULL)
    return NULL;
  image = acn_image_new ((guint) gdk_texture_get_width (texture),
                         (guint) gdk_texture_get_height (texture));
  gdk_texture_download (texture, (guchar *) image->pixels, image->width * sizeof *image->pixels);
  return image;
}

/* --- Choosing -------------------------------------------------------------------------------- */

/* The raster tells the first failure only. */
static void
failed_cb (AcnBaseMap *self, const char *message, AcnRaster *raster)
{
  if (raster != self->raster)
    return;
  g_free (self->trouble);
  /* Translators: %s says what is wrong with the tiles of the map. */
  self->trouble = acn_isolate_printf (_ ("Base map: %s."), message);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, self->trouble);
}

static void
take_raster (AcnBaseMap *self, AcnRaster *raster, const char *place)
{
  if (self->raster != NULL)
    acn_tile_source_stop (ACN_TILE_SOURCE (self->raster));
  g_clear_object (&self->raster);
  self->raster = raster;
  if (raster != NULL)
    g_signal_connect_object (raster, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_free (self->place);
  self->place = g_strdup (place);
  if (self->settings != NULL && !self->is_restoring)
    g_settings_set_string (self->settings, "base-map", place);
}

static void
end_opening (AcnBaseMap *self)
{
  g_clear_object (&self->opening);
  g_clear_pointer (&self->wanted, g_free);
  self->is_restoring = FALSE;
}

static void
fail (AcnBaseMap *self, const GError *error)
{
  g_autofree char *name =
      acn_tiles_is_address (self->wanted) ? NULL : g_filename_display_basename (self->wanted);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) &&
      acn_tiles_is_address (self->wanted) && !self->is_restoring)
    {
      self->refused = acn_network_get_refused ();
      self->tried = g_strdup (self->wanted);
    }
  else if (name != NULL)
    /* Translators: a file name, then why it cannot be a base map. */
    self->trouble = acn_isolate_printf (_ ("“%s” cannot be used: %s."), name, error->message);
  else
    /* Translators: %s says why, without a full stop. */
    self->trouble = acn_isolate_printf (_ ("This address cannot be used: %s."), error->message);
}

static void
opened_cb (GObject *unused, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnBaseMap) self = data;
  g_autoptr (GError) error = NULL;
  AcnRaster *raster = acn_tiles_open_finish (result, &error);
  gboolean   was_restoring;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  was_restoring = self->is_restoring;
  if (raster != NULL)
    take_raster (self, raster, self->wanted);
  else
    fail (self, error);
  end_opening (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (was_restoring && self->trouble != NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, self->trouble);
}

static void
open_place (AcnBaseMap *self, const char *place, gboolean is_restoring)
{
  g_autofree char *wanted = g_strdup (place);

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  end_opening (self);
  g_clear_pointer (&self->trouble, g_free);
  g_clear_pointer (&self->refused, g_free);
  g_clear_pointer (&self->tried, g_free);
  self->is_restoring = is_restoring;
  if (*wanted == '\0')
    take_raster (self, NULL, "");
  else
    {
      self->opening = g_cancellable_new ();
      self->wanted = g_steal_pointer (&wanted);
      acn_tiles_open_async (self->wanted, self->opening, opened_cb, g_object_ref (self));
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * acn_base_map_choose:
 * @place: a file, an address, or "" for the built-in map alone
 *
 * Opens it in a worker. When it cannot be opened the old choice stays, and
 * acn_base_map_get_trouble() or acn_base_map_get_refused() tells why.
 */
void
acn_base_map_choose (AcnBaseMap *self, const char *place)
{
  g_return_if_fail (ACN_IS_BASE_MAP (self));
  open_place (self, place, FALSE);
}

/* --- Consent --------------------------------------------------------------------------------- */

/**
 * acn_base_map_is_agreed:
 *
 * Returns: whether the person agreed to the server, now or earlier
 */
gboolean
acn_base_map_is_agreed (AcnBaseMap *self, const char *host)
{
  g_auto (GStrv) agreed =
      self->settings != NULL ? g_settings_get_strv (self->settings, "agreed-servers") : NULL;

  return acn_network_check (host, NULL) ||
         (agreed != NULL && g_strv_contains ((const char *const *) agreed, host));
}

/**
 * acn_base_map_agree:
 * @host: a server that the person agreed to; remembered
 */
void
acn_base_map_agree (AcnBaseMap *self, const char *host)
{
  acn_network_allow (host);
  if (self->settings != NULL)
    {
      g_auto (GStrv) old = g_settings_get_strv (self->settings, "agreed-servers");
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) all = NULL;

      if (g_strv_contains ((const char *const *) old, host))
        return;
      g_strv_builder_addv (builder, (const char **) old);
      g_strv_builder_add (builder, host);
      all = g_strv_builder_end (builder);
      g_settings_set_strv (self->settings, "agreed-servers", (const char *const *) all);
    }
}

static void
limit_cb (GSettings *settings)
{
  acn_tile_disk_set_limit ((guint64) g_settings_get_uint (settings, "tile-cache-megabytes") * 1000 *
                           1000);
}

/**
 * acn_base_map_restore:
 * @settings: (nullable): where the choice is remembered from now on
 *
 * Opens what was chosen last. A server is asked only when it was agreed to.
 */
void
acn_base_map_restore (AcnBaseMap *self, GSettings *settings)
{
  g_autofree char *place = NULL;

  g_return_if_fail (ACN_IS_BASE_MAP (self));
  if (settings == NULL || !g_set_object (&self->settings, settings))
    return;
  place = g_settings_get_string (settings, "base-map");
  g_signal_connect_object (
      settings, "changed::tile-cache-megabytes", G_CALLBACK (limit_cb), self, 0);
  if (acn_tiles_is_address (place))
    {
      g_auto (GStrv) agreed = g_settings_get_strv (settings, "agreed-servers");

      limit_cb (settings);
      for (guint i = 0; agreed[i] != NULL; i++)
        acn_network_allow (agreed[i]);
    }
  if (*place != '\0')
    open_place (self, place, TRUE);
}

/* --- Getters --------------------------------------------------------------------------------- */

/**
 * acn_base_map_get_raster:
 *
 * Returns: (transfer none) (nullable): the tiles; NULL: the built-in map alone
 */
AcnRaster *
acn_base_map_get_raster (AcnBaseMap *self)
{
  return self->raster;
}

/**
 * acn_base_map_get_place:
 *
 * Returns: what was chosen, or is being opened: a path or an address; "" for the built-in map
 */
const char *
acn_base_map_get_place (AcnBaseMap *self)
{
  return self->wanted != NULL ? self->wanted : self->place;
}

/**
 * acn_base_map_get_trouble:
 *
 * Returns: (nullable): a sentence that says why the last choice failed
 */
const char *
acn_base_map_get_trouble (AcnBaseMap *self)
{
  return self->trouble;
}

/**
 * acn_base_map_get_refused:
 *
 * Returns: (nullable): the server to which the person must agree before the last choice can be
 *   opened
 */
const char *
acn_base_map_get_refused (AcnBaseMap *self)
{
  return self->refused;
}

/**
 * acn_base_map_get_tried:
 *
 * Returns: (nullable): what is to be chosen again when that server was agreed to
 */
const char *
acn_base_map_get_tried (AcnBaseMap *self)
{
  return self->tried;
}

gboolean
acn_base_map_is_opening (AcnBaseMap *self)
{
  return self->opening != NULL;
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_base_map_finalize (GObject *object)
{
  AcnBaseMap *self = ACN_BASE_MAP (object);

  end_opening (self);
  g_clear_object (&self->raster);
  g_clear_object (&self->settings);
  g_free (self->place);
  g_free (self->trouble);
  g_free (self->refused);
  g_free (self->tried);
  G_OBJECT_CLASS (acn_base_map_parent_class)->finalize (object);
}

static void
acn_base_map_class_init (AcnBaseMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acn_base_map_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
}

static void
acn_base_map_init (AcnBaseMap *self)
{
  if (acn_compat_draws_vector_tiles ())
    acn_vector_tiles_set_painter (paint_vector_tile);
  self->place = g_strdup ("");
}

/**
 * acn_base_map_get_default:
 *
 * Returns: (transfer none): the choice of the whole program
 */
AcnBaseMap *
acn_base_map_get_default (void)
{
  static AcnBaseMap *base_map;

  if (base_map == NULL)
    base_map = g_object_new (ACN_TYPE_BASE_MAP, NULL);
  return base_map;
}
