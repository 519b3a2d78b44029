/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-markers.h"

#include "scene/acn-label-room.h"
#include "scene/acn-palette.h"
#include "scene/acn-wrap.h"

#include <math.h>

/* Events nearer than this on the map share a mark. */
#define MERGE_PX 13.0
#define LABEL_W 190.0

#define COUNT_PX 10.5
#define LABEL_PX 12.0

static gboolean
shows_events (const AcnMapSpec *spec)
{
  const AcnLayer *layers;
  guint           n;

  if (spec->dossier == NULL)
    return FALSE;
  layers = acn_dossier_get_layers (spec->dossier, &n);
  for (guint i = 0; i < n; i++)
    if (acn_map_spec_shows_layer (spec, i) && layers[i].content == ACN_LAYER_EVENTS)
      return TRUE;
  return FALSE;
}

static gboolean
is_marked (const AcnMapSpec *spec, const AcnEvent *event, guint index)
{
  AcnSpan recent = { spec->day - ACN_MARKER_DAYS, spec->day + 1 };

  if (event->place == ACN_NONE)
    return FALSE;
  if (index != spec->selection && spec->shown_events != NULL &&
      ((const guint8 *) g_bytes_get_data (spec->shown_events, NULL))[index] == 0)
    return FALSE;
  return index == spec->selection || acn_span_overlaps (event->when.span, recent);
}

/* Returns the index of the mark that the event has or shares. */
static guint
merge_hit (GArray *hits, const AcnMapSpec *spec, guint event, double x, double y)
{
  AcnMarkerHit hit = { x, y, 6.5 * spec->text_scale, event, 1 };

  for (guint i = 0; i < hits->len; i++)
    {
      AcnMarkerHit *other = &g_array_index (hits, AcnMarkerHit, i);

      if (hypot (other->x - x, other->y - y) > MERGE_PX * spec->text_scale)
        continue;
      other->n++;
      other->radius_px = 8.5 * spec->text_scale;
      if (other->event != spec->selection) /* events come in order of time: the newest speaks */
        other->event = event;
      return i;
    }
  g_array_append_val (hits, hit);
  return hits->len - 1;
}

/* Marks for the whole world, so that they stay as they are while the map is panned.
 * @owners: (nullable) (element-type guint): gets the mark of each event, ACN_NONE without */
static void
merge_events (
    const AcnMapSpec *spec, double zoom, const double origin[2], GArray *hits, GArray *owners)
{
  const AcnPlace *places = acn_dossier_get_places (spec->dossier, NULL);
  const double    px_per_unit = ACN_TILE_SIZE * exp2 (zoom) / ACN_WORLD_SIZE;
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (spec->dossier, &n);

  for (guint i = 0; i < n; i++)
    {
      guint  owner = ACN_NONE;
      double x, y;

      if (is_marked (spec, &events[i], i))
        {
          acn_mercator_project (
              places[events[i].place].lon_deg, places[events[i].place].lat_deg, &x, &y);
          owner =
              merge_hit (hits, spec, i, x * px_per_unit - origin[0], y * px_per_unit - origin[1]);
        }
      if (owners != NULL)
        g_array_append_val (owners, owner);
    }
}

static void
collect_hits (
    const AcnMapSpec *spec, double zoom, const double origin[2], const double size[2], GArray *hits)
{
  merge_events (spec, zoom, origin, hits, NULL);
  for (guint i = hits->len; i > 0; i--)
    {
      const AcnMarkerHit *hit = &g_array_index (hits, AcnMarkerHit, i - 1);

      if (hit->x <= -20 || hit->x >= size[0] + 20 || hit->y <= -20 || hit->y >= size[1] + 20)
        g_array_remove_index (hits, i - 1);
    }
}

/**
 * acn_markers_count:
 * @bounds: what is in view, degrees
 * @out_newest: (out): index of the newest of them, ACN_NONE without
 *
 * Returns: how many events are marked there
 */
guint
acn_markers_count (const AcnMapSpec *spec, AcnBounds bounds, guint *out_newest)
{
  const AcnPlace *places;
  const AcnEvent *events;
  guint           n_events = 0, n = 0;

  *out_newest = ACN_NONE;
  if (spec->dossier == NULL)
    return 0;
  places = acn_dossier_get_places (spec->dossier, NULL);
  events = acn_dossier_get_events (spec->dossier, &n_events);
  for (guint i = 0; i < n_events; i++)
    if (is_marked (spec, &events[i], i))
      {
        const AcnPlace *place = &places[events[i].place];

        if (place->lon_deg < bounds.west || place->lon_deg > bounds.east ||
            place->lat_deg < bounds.south || place->lat_deg > bounds.north)
          continue;
        *out_newest = i; /* events come in order of time */
        n++;
      }
  return n;
}

/**
 * acn_markers_list:
 * @zoom: of the map
 * @event: that a mark speaks for
 *
 * Returns: (transfer full) (element-type guint): all events that share its mark, in order of time
 */
GArray *
acn_markers_list (const AcnMapSpec *spec, double zoom, guint event)
{
  static const double origin[2] = { 0, 0 };
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (AcnMarkerHit));
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *events = g_array_new (FALSE, FALSE, sizeof (guint));

  if (spec->dossier == NULL)
    return events;
  merge_events (spec, zoom, origin, hits, owners);
  for (guint i = 0; i < owners->len; i++)
    {
      const guint owner = g_array_index (owners, guint, i);

      if (owner != ACN_NONE && g_array_index (hits, AcnMarkerHit, owner).event == event)
        g_array_append_val (events, i);
    }
  return events;
}

/* Whether a card lies over what is within @r of the mark's middle, px. */
static gboolean
is_covered (const AcnMarkerHit *hit, double r, const double *origin, const GArray *covered)
{
  const double      x = origin[0] + hit->x, y = origin[1] + hit->y;
  const AcnLabelBox box = { x - r, y - r, x + r, y + r };

  for (guint i = 0; covered != NULL && i < covered->len; i++)
    if (acn_label_boxes_overlap (&box, &g_array_index (covered, AcnLabelBox, i)))
      return TRUE;
  return FALSE;
}

static void
draw_hit (const AcnMapSpec   *spec,
          const AcnMarkerHit *hit,
          gboolean            is_whole,
          AcnTextMeasure      measure,
          gpointer            data,
          AcnDisplayList     *list)
{
  const AcnPalette *palette = acn_palette_get (spec->theme);
  const AcnEvent   *event = acn_dossier_get_events (spec->dossier, NULL) + hit->event;
  const gboolean    selected = hit->event == spec->selection;
  const double      scale = spec->text_scale;

  if (selected)
    acn_display_list_circle (list,
                             hit->x,
                             hit->y,
                             hit->radius_px + 5,
                             acn_color_with_alpha (palette->accent, 0.25),
                             palette->accent,
                             1.5);
  acn_display_list_circle (list, hit->x, hit->y, hit->radius_px, palette->accent, palette->halo, 2);
  if (hit->n > 1 && is_whole)
    {
      g_autofree char *count = g_strdup_printf ("%u", hit->n);
      const AcnFont    font = { .size_px = (float) (COUNT_PX * scale), .weight = 700 };
      AcnTextSize      size = measure (&font, count, data);

      acn_display_list_text (list,
                             hit->x - size.width_px / 2,
                             hit->y + 3.8 * scale,
                             &font,
                             count,
                             palette->halo,
                             (AcnColor){ 0 },
                             0,
                             0);
    }
  if (selected)
    {
      const AcnFont font = { .size_px = (float) (LABEL_PX * scale), .weight = 600 };
      g_autoptr (GPtrArray) lines = acn_wrap (
          acn_text_get (event->title, spec->language), &font, LABEL_W * scale, 3, measure, data);

      for (guint i = 0; i < lines->len; i++)
        acn_display_list_text (list,
                               hit->x + hit->radius_px + 9,
                               hit->y + (4 + 15 * i) * scale,
                               &font,
                               g_ptr_array_index (lines, i),
                               palette->ink,
                               palette->halo,
                               3.5,
                               0);
    }
}

/**
 * acn_markers_layout:
 * @zoom, @origin_x_px, @origin_y_px, @width_px, @height_px: the piece of the map, as in
 *   acn_map_scene_layout()
 * @covered: (nullable) (element-type AcnLabelBox): what will be laid over the map, in pixels of the
 *   world
 * @list: gets the marks
 * @hits: (element-type AcnMarkerHit): gets where they are
 *
 * Marks the events that have a place and happened within ACN_MARKER_DAYS before the day, and the
 * selected one; does nothing while no layer of events is visible. A mark that the edge or a card
 * cuts has no number; one whose middle is under a card is not drawn.
 */
void
acn_markers_layout (const AcnMapSpec *spec,
                    double            zoom,
                    double            origin_x_px,
                    double            origin_y_px,
                    double            width_px,
                    double            height_px,
                    AcnTextMeasure    measure,
                    gpointer          measure_data,
                    const GArray     *covered,
                    AcnDisplayList   *list,
                    GArray           *hits)
{
  const double origin[2] = { origin_x_px, origin_y_px }, size[2] = { width_px, height_px };

  g_array_set_size (hits, 0);
  if (!shows_events (spec))
    return;
  collect_hits (spec, zoom, origin, size, hits);
  for (guint i = 0; i < hits->len; i++)
    {
      const AcnMarkerHit *hit = &g_array_index (hits, AcnMarkerHit, i);
      const gboolean is_whole = hit->x >= hit->radius_px && hit->x <= width_px - hit->radius_px &&
                                !is_covered (hit, hit->radius_px, origin, covered);

      /* What little would look out from under a card says nothing. */
      if (!is_covered (hit, 0.5, origin, covered))
        draw_hit (spec, hit, is_whole, measure, measure_data, list);
    }
}

/**
 * acn_markers_pick:
 *
 * Returns: (nullable): the mark at @x, @y, generous to fingers (at least 24 px wide), topmost
 * first.
 */
const AcnMarkerHit *
acn_markers_pick (const GArray *hits, double x, double y)
{
  for (guint i = hits->len; i > 0; i--)
    {
      const AcnMarkerHit *hit = &g_array_index (hits, AcnMarkerHit, i - 1);

      if (hypot (hit->x - x, hit->y - y) <= MAX (12, hit->radius_px + 2))
        return hit;
    }
  return NULL;
}
