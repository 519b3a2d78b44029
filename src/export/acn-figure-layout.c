/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a figure: heading, one map or a grid of them, legend, strip of time, caption. Nothing
 * lies over another: what the maps share is set first, and names keep clear of what stands on them.
 * A page too small for its words is laid out larger and shrunk. */
#include "export/acn-figure.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "export/acn-pango-text.h"
#include "export/acn-paragraph.h"
#include "scene/acn-graticule.h"
#include "scene/acn-furniture.h"
#include "scene/acn-legend.h"
#include "scene/acn-map-scene.h"
#include "scene/acn-markers.h"
#include "scene/acn-palette.h"
#include "scene/acn-timeline-overview.h"

#include <math.h>
#include <string.h>

#define GUTTER 16.0
#define SCALE_ROW_H 44.0
#define STRIP_H 58.0
#define INSET_SHARE 0.2

/* No page is laid out narrower than this, and the map takes at least this part of it. */
#define PAGE_MIN_PX 500.0
#define MAP_MIN_PX 190.0
#define MAP_MIN_SHARE 0.34
#define GROWTH_STEP 1.12
#define GROWTH_MAX 6.0

static const AcnParagraph caption_style = { { .size_px = 13, .weight = 400 }, 18, 0 };
static const AcnParagraph print_style = { { .size_px = 9.5f, .weight = 400 }, 13, 0 };
static const AcnParagraph cell_style = { { .size_px = 14, .weight = 600 }, 20, 0 };
static const AcnParagraph share_style = { { .size_px = 11.5f, .weight = 400 }, 15, 0 };

/* AcnPage: one attempt at a figure.
 * @maps: (array length=n_maps): one a day
 * @top: where the heading ends; @bottom: where what stands below the maps begins */
typedef struct
{
  const AcnFigure  *figure;
  const AcnPalette *palette;
  AcnMapSpec      **maps;
  guint             n_maps;
  double            width, height;
  double            top, bottom;
  gboolean          legend_below;
  double            scale_bottom; /* of the scale bar that a grid's maps share */
  AcnDisplayList   *list;
} AcnPage;

/* --- Words ----------------------------------------------------------------------------------- */

static char *
date_text (const AcnPage *self)
{
  const AcnMapSpec *map = self->maps[0];
  g_autofree char  *first = NULL, *last = NULL;

  if (self->n_maps == 1)
    return NULL;
  first = acn_format_day (map->day, ACN_DATE_FULL, map->language);
  last = acn_format_day (self->maps[self->n_maps - 1]->day, ACN_DATE_FULL, map->language);
  return g_strdup_printf ("%s – %s", first, last);
}

static gboolean
add_heading (AcnPage *self, GError **error)
{
  const AcnFigure *figure = self->figure;
  g_autofree char *date = date_text (self);
  const AcnHeading heading = { acn_figure_get_title (figure),
                               figure->subtitle,
                               date,
                               self->n_maps == 1 && (figure->parts & ACN_FIGURE_READOUT) };

  self->top = ceil (acn_heading_layout (
      self->maps[0], &heading, self->width, acn_pango_text_measure, NULL, self->list, error));
  return self->top > 0;
}

/* The caption and the small print, from the bottom up. */
static void
add_caption (AcnPage *self)
{
  const AcnFigure *figure = self->figure;
  const double     inset = 16, width = self->width - 2 * inset;
  double           height;

  if (figure->parts & ACN_FIGURE_SMALL_PRINT)
    {
      g_auto (AcnFigureNotes) notes = { NULL };
      g_autofree char *text = NULL;

      /* Without the description, which may fail and is not printed. */
      acn_figure_make_notes (figure, &notes, NULL);
      text = acn_isolate_printf ("%s · %s · %s", notes.source, notes.software, notes.command);
      height = acn_paragraph_measure (&print_style, text, width);
      self->bottom -= ceil (height + 8);
      acn_paragraph_add (
          &print_style, self->list, text, inset, self->bottom + 2, width, self->palette->card_dim);
    }
  if (figure->caption != NULL && *figure->caption != '\0')
    {
      height = acn_paragraph_measure (&caption_style, figure->caption, width);
      self->bottom -= ceil (height + 20);
      acn_paragraph_add (&caption_style,
                         self->list,
                         figure->caption,
                         inset,
                         self->bottom + 10,
                         width,
                         self->palette->card_ink);
    }
}

/* --- The strip of time ----------------------------------------------------------------------- */

static void
add_strip (AcnPage *self)
{
  AcnDossier   *dossier = self->figure->map->dossier;
  const AcnSpan extent = acn_dossier_get_span (dossier);
  g_autoptr (AcnTimelineIndex) index = NULL;
  g_autoptr (AcnDisplayList) strip = NULL;
  g_autoptr (AcnDisplayList) events = NULL;
  AcnOverviewSpec spec = { .extent = extent,
                           .visible_begin = extent.begin_day,
                           .visible_end = extent.end_day,
                           .width_px = self->width - 24,
                           .height_px = STRIP_H - 16,
                           .inset_px = 8,
                           .dark = self->figure->map->theme == ACN_THEME_DARK,
                           .text_scale = 1,
                           .language = self->figure->map->language,
                           .meter = { acn_pango_text_measure, NULL } };

  if (!(self->figure->parts & ACN_FIGURE_TIMELINE) || extent.end_day <= extent.begin_day)
    return;
  self->bottom -= STRIP_H;
  index = acn_timeline_index_new (dossier, NULL);
  strip = acn_overview_layout_visible (&spec);
  events = acn_overview_layout (index, &spec);
  acn_display_list_append (strip, events, 0, 0);
  if (self->figure->map->theme == ACN_THEME_GREY)
    acn_display_list_recolor (strip, acn_color_to_grey);
  acn_display_list_append (self->list, strip, 12, self->bottom + 12);
  for (guint i = 0; i < self->n_maps; i++)
    {
      const double x = 12 + acn_overview_position_of (&spec, self->maps[i]->day + 0.5);

      acn_display_list_rect (self->list,
                             x - 1,
                             self->bottom + 6,
                             2,
                             STRIP_H - 16 - 14,
                             0,
                             self->palette->accent,
                             (AcnColor){ 0 },
                             0);
      acn_display_list_circle (
          self->list, x, self->bottom + 7, 4, self->palette->accent, self->palette->card, 1.5);
    }
}

/* --- One map --------------------------------------------------------------------------------- */

static void
to_world (AcnCamera camera, double lon_deg, double lat_deg, double *x, double *y)
{
  acn_mercator_project (lon_deg, lat_deg, x, y);
  *x = *x / ACN_WORLD_SIZE * ACN_TILE_SIZE * exp2 (camera.zoom);
  *y = *y / ACN_WORLD_SIZE * ACN_TILE_SIZE * exp2 (camera.zoom);
}

/**
 * acn_figure_add_map:
 * @map: what to show
 * @frame: where
 * @clear_height: what of the frame's height is not covered by its note; the camera is its middle
 * @scale: device pixels per logical pixel
 * @furniture: (nullable): what will be laid over the map, in the pixels of @list: names keep clear
 * @list: gets the map with the marks of events, clipped to @frame
 *
 * Returns: FALSE with @error when an area could not be computed
 */
gboolean
acn_figure_add_map (AcnMapSpec           *map,
                    const AcnFrame       *frame,
                    double                clear_height,
                    AcnCamera             camera,
                    double                scale,
                    const AcnDisplayList *furniture,
                    AcnDisplayList       *list,
                    GError              **error)
{
  g_autoptr (AcnDisplayList) picture = acn_display_list_new (), marks = acn_display_list_new ();
  g_autoptr (AcnDisplayList) degrees = acn_display_list_new ();
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (AcnMarkerHit));
  g_auto (AcnLabelRoom) room = { .covered = NULL };
  g_autoptr (AcnMapScene) scene = NULL;
  double x, y;

  to_world (camera, camera.lon_deg, camera.lat_deg, &x, &y);
  x -= frame->width / 2;
  y -= clear_height / 2;
  acn_label_room_init (&room, (AcnLabelBox){ x, y, x + frame->width, y + frame->height });
  if (furniture != NULL)
    acn_label_room_take (
        room.covered, furniture, x - frame->x, y - frame->y, acn_pango_text_measure, NULL);
  acn_markers_layout (map,
                      camera.zoom,
                      x,
                      y,
                      frame->width,
                      frame->height,
                      acn_pango_text_measure,
                      NULL,
                      room.covered,
                      marks,
                      hits);
  acn_label_room_take (room.marks, marks, x, y, acn_pango_text_measure, NULL);
  acn_graticule_layout_names (map,
                              &(AcnFrame){ 0, 0, frame->width, frame->height },
                              camera.zoom,
                              x,
                              y,
                              &room,
                              acn_pango_text_measure,
                              NULL,
                              degrees);
  acn_label_room_take (room.marks, degrees, x, y, acn_pango_text_measure, NULL);
  scene = acn_map_scene_new (map, camera.zoom, scale, NULL, &room, acn_pango_text_measure, NULL);
  if (acn_map_scene_get_error (scene) != NULL)
    {
      g_propagate_error (error, g_error_copy (acn_map_scene_get_error (scene)));
      return FALSE;
    }
  acn_map_scene_layout (scene, x, y, frame->width, frame->height, picture);
  acn_display_list_push_clip (list, frame->x, frame->y, frame->width, frame->height);
  acn_display_list_append (list, picture, frame->x, frame->y);
  acn_display_list_append (list, degrees, frame->x, frame->y);
  acn_display_list_append (list, marks, frame->x, frame->y);
  acn_display_list_pop_clip (list);
  return TRUE;
}

/* Where in the world the map is: a small map of the surroundings with the frame on it. */
static gboolean
add_inset (
    AcnPage *self, const AcnFrame *frame, AcnCamera camera, AcnDisplayList *list, GError **error)
{
  const double    width = MIN (220, frame->width * INSET_SHARE), height = width * 0.72;
  const AcnFrame  box = { frame->x + frame->width - 12 - width, frame->y + 12, width, height };
  const AcnCamera wide = { camera.lon_deg,
                           CLAMP (camera.lat_deg, -60, 66),
                           MAX (0, camera.zoom - 4.2) };
  g_autoptr (AcnMapSpec) map = acn_map_spec_copy (self->figure->map);
  double cx, cy, shrink = exp2 (wide.zoom - camera.zoom);

  memset (map->layer_visible, 0, map->n_layers * sizeof *map->layer_visible);
  acn_map_spec_set_scenario (map, NULL);
  acn_map_spec_set_scene (map, ACN_NONE);
  map->selection = ACN_NONE;
  if (!acn_figure_add_map (map, &box, height, wide, self->figure->scale, NULL, list, error))
    return FALSE;
  cx = box.x + width / 2;
  cy = box.y + height / 2;
  acn_display_list_rect (list,
                         cx - frame->width * shrink / 2,
                         cy - frame->height * shrink / 2,
                         frame->width * shrink,
                         frame->height * shrink,
                         0,
                         acn_color_with_alpha (self->palette->accent, 0.18),
                         self->palette->accent,
                         1.5);
  acn_display_list_rect (
      list, box.x, box.y, width, height, 0, (AcnColor){ 0 }, self->palette->card_ink, 1);
  return TRUE;
}

static AcnFurnitureParts
furniture_parts (const AcnPage *self)
{
  const guint parts = self->figure->parts;

  return ((parts & ACN_FIGURE_SCALE_BAR) ? ACN_FURNITURE_SCALE_BAR : 0) |
         ((parts & ACN_FIGURE_LEGEND) && !self->legend_below ? ACN_FURNITURE_LEGEND : 0);
}

static gboolean
add_single (AcnPage *self, GError **error)
{
  AcnMapSpec    *map = self->maps[0];
  const AcnFrame frame = { 0, self->top, self->width, self->bottom - self->top };
  const double   clear_height =
      MAX (1, frame.height - acn_note_height (map, frame.width, acn_pango_text_measure, NULL));
  const AcnCamera camera = acn_camera_for_bounds (self->figure->bounds, frame.width, clear_height);
  g_autoptr (AcnDisplayList) furniture = acn_display_list_new ();

  acn_furniture_layout (map,
                        furniture_parts (self),
                        &frame,
                        camera.zoom,
                        camera.lat_deg,
                        acn_pango_text_measure,
                        NULL,
                        furniture);
  if ((self->figure->parts & ACN_FIGURE_INSET) &&
      !add_inset (self, &frame, camera, furniture, error))
    return FALSE;
  if (!acn_figure_add_map (
          map, &frame, clear_height, camera, self->figure->scale, furniture, self->list, error))
    return FALSE;
  acn_display_list_append (self->list, furniture, 0, 0);
  return TRUE;
}

/* --- A grid of maps -------------------------------------------------------------------------- */

static guint
count_rows (guint n, guint n_columns)
{
  return (n + n_columns - 1) / n_columns;
}

static double
label_height (const AcnPage *self, double width, GError **error)
{
  double most = 0;

  for (guint i = 0; i < self->n_maps; i++)
    {
      g_autofree char *text = (self->figure->parts & ACN_FIGURE_READOUT)
                                  ? acn_readout_to_text (self->maps[i], error)
                                  : g_strdup ("");

      if (text == NULL)
        return -1;
      most = MAX (most, *text != '\0' ? acn_paragraph_measure (&share_style, text, width) : 0);
    }
  return 22 + most + 4;
}

/* AcnGrid: how many columns make the maps largest. */
typedef struct
{
  guint  n_columns;
  double cell_width, cell_height, label_height;
  double zoom;
} AcnGrid;

static gboolean
choose_grid (const AcnPage *self, AcnGrid *out_grid, GError **error)
{
  *out_grid = (AcnGrid){ 0 };
  for (guint columns = 1; columns <= self->n_maps; columns++)
    {
      const guint  rows = count_rows (self->n_maps, columns);
      const double width = (self->width - (columns + 1) * GUTTER) / columns,
                   height = (self->bottom - self->top - rows * GUTTER) / rows;
      double label, zoom;

      if (width < 90)
        break;
      label = label_height (self, width, error);
      if (label < 0)
        return FALSE;
      if (height - label < 40)
        continue;
      zoom = acn_camera_for_bounds (self->figure->bounds, width, height - label).zoom;
      if (out_grid->n_columns == 0 || zoom > out_grid->zoom + 1e-9)
        *out_grid = (AcnGrid){ columns, width, height, label, zoom };
    }
  return TRUE;
}

static gboolean
add_cell (AcnPage *self, const AcnGrid *grid, guint index, GError **error)
{
  AcnMapSpec  *map = self->maps[index];
  const guint  n_columns = MAX (grid->n_columns, 1), row = index / n_columns;
  const double x = GUTTER + (index % n_columns) * (grid->cell_width + GUTTER),
               y = self->top + row * (grid->cell_height + GUTTER);
  const AcnFrame frame = {
    x, y + grid->label_height, grid->cell_width, grid->cell_height - grid->label_height
  };
  const AcnCamera  camera = acn_camera_for_bounds (self->figure->bounds, frame.width, frame.height);
  g_autofree char *day = acn_format_day (map->day, ACN_DATE_FULL, map->language);
  g_autofree char *areas =
      (self->figure->parts & ACN_FIGURE_READOUT) ? acn_readout_to_text (map, error) : g_strdup ("");

  if (areas == NULL)
    return FALSE;
  acn_paragraph_add (&cell_style, self->list, day, x, y, frame.width, self->palette->accent);
  acn_paragraph_add (
      &share_style, self->list, areas, x, y + 21, frame.width, self->palette->card_dim);
  if (!acn_figure_add_map (
          map, &frame, frame.height, camera, self->figure->scale, NULL, self->list, error))
    return FALSE;
  acn_display_list_rect (self->list,
                         frame.x,
                         frame.y,
                         frame.width,
                         frame.height,
                         0,
                         (AcnColor){ 0 },
                         self->palette->card_edge,
                         1);
  return TRUE;
}

static gboolean
add_grid (AcnPage *self, GError **error)
{
  AcnGrid grid;

  if (!choose_grid (self, &grid, error))
    return FALSE;
  for (guint i = 0; i < self->n_maps; i++)
    if (!add_cell (self, &grid, i, error))
      return FALSE;
  if (self->figure->parts & ACN_FIGURE_SCALE_BAR)
    {
      const AcnFrame  row = { 0, 0, self->width, self->height };
      const AcnCamera camera = acn_camera_for_bounds (
          self->figure->bounds, grid.cell_width, grid.cell_height - grid.label_height);

      acn_scale_bar_layout (self->maps[0],
                            &row,
                            self->scale_bottom,
                            camera.zoom,
                            camera.lat_deg,
                            acn_pango_text_measure,
                            NULL,
                            self->list);
    }
  return TRUE;
}

/* --- The page -------------------------------------------------------------------------------- */

/* What maps share stands below them: the note, the hypothetical mark and the legend. */
static void
add_below (AcnPage *self)
{
  const double height = self->bottom;
  AcnFrame     frame = { 0, 0, self->width, height };

  if (self->n_maps > 1)
    {
      self->bottom -=
          acn_note_layout (self->maps[0], &frame, acn_pango_text_measure, NULL, self->list);
      self->scale_bottom = self->bottom - 8;
      self->bottom -= MAX (
          SCALE_ROW_H,
          acn_hypothesis_layout (self->maps[0], &frame, acn_pango_text_measure, NULL, NULL) + 18);
      frame.y = self->bottom - 6;
      acn_hypothesis_layout (self->maps[0], &frame, acn_pango_text_measure, NULL, self->list);
    }
  else
    {
      frame = (AcnFrame){ 0, self->top, self->width, self->bottom - self->top };
      if (acn_legend_has_room (self->maps[0], &frame, acn_pango_text_measure, NULL))
        return;
    }
  self->legend_below = TRUE;
  if (self->figure->parts & ACN_FIGURE_LEGEND)
    {
      g_autoptr (AcnDisplayList) legend = acn_display_list_new ();
      const double used = acn_legend_block_layout (
          self->maps, self->n_maps, 8, 0, self->width - 16, acn_pango_text_measure, NULL, legend);

      self->bottom -= ceil (used);
      acn_display_list_append (self->list, legend, 0, self->bottom);
    }
}

/* @out_fits: whether the maps are large enough on this page. Returns: FALSE when an area that
 * stands with them could not be computed. */
static gboolean
find_room (const AcnPage *self, gboolean *out_fits, GError **error)
{
  AcnGrid grid = { .n_columns = 1 };

  *out_fits = self->bottom - self->top >= MAX (MAP_MIN_PX, self->height * MAP_MIN_SHARE);
  if (*out_fits && self->n_maps > 1 && !choose_grid (self, &grid, error))
    return FALSE;
  *out_fits &= grid.n_columns > 0;
  return TRUE;
}

/* All but the maps, on a page so many times the size of the figure. */
static gboolean
begin_page (AcnPage *self, double growth, GError **error)
{
  const double margin = self->figure->margin_px;

  g_clear_pointer (&self->list, acn_display_list_unref);
  self->list = acn_display_list_new ();
  self->width = MAX (16, self->figure->width_px - 2 * margin) * growth;
  self->height = MAX (16, self->figure->height_px - 2 * margin) * growth;
  self->bottom = self->height;
  self->legend_below = FALSE;
  if (!add_heading (self, error))
    return FALSE;
  add_caption (self);
  add_strip (self);
  add_below (self);
  return TRUE;
}

static AcnMapSpec *
map_on (const AcnFigure *figure, AcnDay day)
{
  AcnMapSpec *map = acn_map_spec_copy (figure->map);

  map->day = day;
  return map;
}

static void
clear_page (AcnPage *self)
{
  for (guint i = 0; i < self->n_maps; i++)
    acn_map_spec_unref (self->maps[i]);
  g_free (self->maps);
  g_clear_pointer (&self->list, acn_display_list_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnPage, clear_page)

/**
 * acn_figure_layout:
 *
 * Returns: (transfer full): the whole figure in logical pixels; NULL with @error when an area of
 *   the read-out or of a layer could not be computed.
 */
AcnDisplayList *
acn_figure_layout (const AcnFigure *figure, GError **error)
{
  g_auto (AcnPage) self = { .figure = figure, .palette = acn_palette_get (figure->map->theme) };
  AcnDisplayList *whole;
  double          growth = MAX (1, PAGE_MIN_PX / MIN (figure->width_px, figure->height_px));
  gboolean        fits;

  self.n_maps = MAX (1, figure->n_days);
  self.maps = g_new0 (AcnMapSpec *, self.n_maps);
  for (guint i = 0; i < self.n_maps; i++)
    self.maps[i] = map_on (figure, figure->n_days > 0 ? figure->days[i] : figure->map->day);
  do
    {
      if (!begin_page (&self, growth, error) || !find_room (&self, &fits, error))
        return NULL;
      growth *= GROWTH_STEP;
    }
  while (!fits && growth < GROWTH_MAX);
  growth /= GROWTH_STEP;
  self.bottom = MAX (self.bottom, self.top + 1);
  if (!(self.n_maps > 1 ? add_grid (&self, error) : add_single (&self, error)))
    return NULL;
  acn_display_list_scale (self.list, 1 / growth);
  whole = acn_display_list_new ();
  acn_display_list_rect (
      whole, 0, 0, figure->width_px, figure->height_px, 0, self.palette->card, (AcnColor){ 0 }, 0);
  acn_display_list_append (whole, self.list, figure->margin_px, figure->margin_px);
  return whole;
}
