/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the map shows, in words: for those who hear it instead of seeing it. */
#include "map/acn-map-view-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "scene/acn-map-interpolation.h"
#include "scene/acn-markers.h"

/* Words are said when the map has been at rest for so long, ms. */
#define QUIET_MS 300

static gboolean
is_same (const AcnBounds *a, const AcnBounds *b)
{
  return a->west == b->west && a->south == b->south && a->east == b->east && a->north == b->north;
}

/**
 * acn_map_view_find_view:
 *
 * Returns: index of the dossier's view that is shown whole and unmoved, else ACN_NONE
 */
guint
acn_map_view_find_view (AcnMapView *self)
{
  AcnDossier    *dossier;
  const AcnView *views;
  AcnCamera      camera;
  guint          n;

  g_return_val_if_fail (ACN_IS_MAP_VIEW (self), ACN_NONE);
  dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;
  if (dossier == NULL || self->fitted_bounds.west > self->fitted_bounds.east)
    return ACN_NONE;
  camera = acn_session_get_camera (self->session);
  if (fabs (camera.lon_deg - self->fitted_camera.lon_deg) > 1e-6 ||
      fabs (camera.lat_deg - self->fitted_camera.lat_deg) > 1e-6 ||
      fabs (camera.zoom - self->fitted_camera.zoom) > 1e-6)
    return ACN_NONE;
  views = acn_dossier_get_views (dossier, &n);
  for (guint i = 0; i < n; i++)
    if (is_same (&views[i].bounds, &self->fitted_bounds))
      return i;
  return ACN_NONE;
}

static void
add_layers (GString *text, const AcnMapSpec *spec)
{
  const AcnLayer *layers = acn_dossier_get_layers (spec->dossier, NULL);
  gboolean        any = FALSE;

  for (guint i = 0; i < spec->n_layers; i++)
    {
      if (!acn_map_spec_shows_layer (spec, i))
        continue;
      acn_isolate_append (
          text,
          "%s%s%s%s%s",
          any ? ", " : " ",
          acn_text_get (layers[i].title, spec->language),
          layers[i].hypothetical ? " (" : "",
          layers[i].hypothetical ? acn_phrase (ACN_PHRASE_HYPOTHETICAL, spec->language) : "",
          layers[i].hypothetical ? ")" : "");
      any = TRUE;
    }
  g_string_append (text, any ? "." : " –.");
}

/* " 3 events in view, the last: Madrid summit." */
static void
add_events (GString *text, AcnMapView *self, const AcnMapSpec *spec)
{
  guint           newest;
  const guint     n = acn_markers_count (spec, acn_map_view_get_bounds (self), &newest);
  const AcnEvent *event;

  if (n == 0)
    return;
  event = &acn_dossier_get_events (spec->dossier, NULL)[newest];
  g_string_append_c (text, ' ');
  acn_isolate_append (
      text,
      /* Translators: marks on the map; %s is the title of an event */
      ngettext ("%u event in view, the last: %s.", "%u events in view, the last: %s.", n),
      n,
      acn_text_get_or (event->title, spec->language, event->id));
}

/* "Ukraine, 31 March 2024: NATO members, Covered by Article 5 (Hypothetical), Occupied.
 * Occupied 18.0 %, 108,600 km². 3 events in view, the last: Madrid summit." */
static char *
describe (AcnMapView *self, const AcnMapSpec *spec)
{
  const guint       view = acn_map_view_find_view (self);
  const AcnOutcome *outcome = acn_map_spec_get_outcome (spec);
  GString          *text = g_string_new (NULL);
  g_autofree char  *day = acn_format_day (spec->day, ACN_DATE_FULL, spec->language);
  g_autofree char  *interpolation = acn_map_interpolation_get_note (spec);

  if (view != ACN_NONE)
    acn_isolate_append (
        text,
        "%s, ",
        acn_text_get (acn_dossier_get_views (spec->dossier, NULL)[view].title, spec->language));
  acn_isolate_append (text, "%s:", day);
  add_layers (text, spec);
  if (self->facts != NULL && *self->facts != '\0')
    acn_isolate_append (text, " %s.", self->facts);
  add_events (text, self, spec);
  if (outcome != NULL)
    acn_isolate_append (text, " %s", acn_text_get (outcome->text, spec->language));
  if (interpolation != NULL)
    acn_isolate_append (text, " (%s)", interpolation);
  return g_string_free (text, FALSE);
}

static gboolean
say_cb (gpointer data)
{
  AcnMapView *self = data;
  g_autoptr (AcnMapSpec) spec = acn_map_view_dup_spec (self);
  g_autofree char *text = NULL;

  self->words_id = 0;
  if (spec == NULL || spec->dossier == NULL)
    return G_SOURCE_REMOVE;
  acn_session_mark_stop (self->session);
  text = describe (self, spec);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return G_SOURCE_REMOVE;
}

/**
 * acn_map_view_set_facts:
 * @facts: (nullable): a phrase on what is shown, such as areas, without a full stop
 *
 * Who cannot see the map is told them with it.
 */
void
acn_map_view_set_facts (AcnMapView *self, const char *facts)
{
  g_return_if_fail (ACN_IS_MAP_VIEW (self));
  if (g_strcmp0 (self->facts, facts) == 0)
    return;
  g_free (self->facts);
  self->facts = g_strdup (facts);
  acn_map_view_describe_soon (self);
}

/*
 * acn_map_view_describe_soon:
 *
 * Puts what is shown into words once the map is at rest.
 */
void
acn_map_view_describe_soon (AcnMapView *self)
{
  g_clear_handle_id (&self->words_id, g_source_remove);
  self->words_id = g_timeout_add (QUIET_MS, say_cb, self);
}
