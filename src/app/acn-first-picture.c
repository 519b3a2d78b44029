/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The toolkit takes longer to start than a dossier to be read and its map to be painted. So both
 * are done meanwhile, as the map will be if it is seen as it was seen last. Where it is not, it is
 * painted anew: all that is lost is some work of a processor that had nothing to do. */
#include "app/acn-first-picture.h"

#include "app/acn-dossier-memory.h"
#include "app/acn-language.h"
#include "io/acn-load.h"

#define KEY "map-outlook"
#define FORMAT "(iiiidb)"

typedef struct
{
  AcnMapOutlook outlook;
  gboolean      restores; /* the dossier as it was left */
  const char   *language; /* interned */
} First;

static void
read_outlook (GSettings *settings, AcnMapOutlook *out)
{
  g_settings_get (settings,
                  KEY,
                  FORMAT,
                  &out->width,
                  &out->height,
                  &out->map_height,
                  &out->scale,
                  &out->text_scale,
                  &out->dark);
  out->has_legend = g_settings_get_boolean (settings, "legend");
}

/* In the thread that has loaded the dossier. */
static void
loaded_cb (AcnDossier *dossier, gpointer data)
{
  const First *self = data;
  g_autoptr (AcnSession) session = acn_session_new ();
  g_autoptr (GSettings) memory = self->restores ? acn_dossier_memory_open (dossier) : NULL;
  AcnCamera camera;
  gboolean  has_camera;

  acn_session_set_language (session, self->language);
  acn_session_set_dossier (session, dossier);
  has_camera = memory != NULL && acn_dossier_memory_restore (memory, session, &camera);
  acn_map_begin_ahead (session, &self->outlook, has_camera ? &camera : NULL);
}

/**
 * acn_first_picture_begin:
 * @settings: (nullable): of the program
 * @names: (array zero-terminated=1): of the dossier that will be shown first, as for
 *   acn_load_dossier_ahead()
 *
 * Loads it and paints its map, in threads. Main thread, once.
 */
void
acn_first_picture_begin (GSettings *settings, const char *const *names)
{
  g_autofree char *place = settings != NULL ? g_settings_get_string (settings, "base-map") : NULL;
  g_autofree char *style = settings != NULL ? g_settings_get_string (settings, "style") : NULL;
  First           *self;

  if (place == NULL || *place != '\0') /* tiles of others are not there yet */
    {
      acn_load_dossier_ahead (names, NULL, NULL, NULL);
      return;
    }
  self = g_new0 (First, 1);
  self->restores = g_settings_get_boolean (settings, "restore-session");
  self->language = acn_language_get ();
  read_outlook (settings, &self->outlook);
  if (!g_str_equal (style, "system"))
    self->outlook.dark = g_str_equal (style, "dark");
  acn_load_dossier_ahead (names, loaded_cb, self, g_free);
}

/**
 * acn_first_picture_expect:
 * @settings: of the program
 * @map: that nobody has seen yet, of what will be shown
 *
 * Lets the map have what was painted, or paint, while the window is still being built.
 */
void
acn_first_picture_expect (GSettings *settings, AcnMapView *map)
{
  AcnMapOutlook outlook;

  read_outlook (settings, &outlook);
  acn_map_view_expect_size (map, outlook.width, outlook.height);
}

/**
 * acn_first_picture_remember:
 * @settings: of the program
 * @map: that is on the screen
 *
 * Remembers how it is seen, for the next start.
 */
void
acn_first_picture_remember (GSettings *settings, AcnMapView *map)
{
  g_autoptr (GVariant) kept = g_settings_get_value (settings, KEY);
  g_autoptr (GVariant) now = NULL;
  AcnMapOutlook outlook;

  acn_map_view_get_outlook (map, &outlook);
  now = g_variant_ref_sink (g_variant_new (FORMAT,
                                           outlook.width,
                                           outlook.height,
                                           outlook.map_height,
                                           outlook.scale,
                                           outlook.text_scale,
                                           outlook.dark));
  if (!g_variant_equal (kept, now))
    g_settings_set_value (settings, KEY, now);
}
