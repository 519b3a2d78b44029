/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-figure.h"

#include "export/acn-cairo-painter.h"
#include "base/acn-format.h"
#include "export/acn-pango-text.h"
#include "export/acn-png.h"
#include "export/acn-svg.h"
#include "io/acn-write-geojson.h"
#include "io/acn-write.h"
#include "model/acn-argument.h"
#include "scene/acn-map-scene.h"
#include "scene/acn-markers.h"
#include "scene/acn-palette.h"
#include "scene/acn-wrap.h"

#include <cairo-pdf.h>
#include <math.h>

G_DEFINE_QUARK (acn - figure - error - quark, acn_figure_error)

#define SIZE_MIN_PX 16
#define SIZE_MAX_PX 16384
#define SCALE_MAX 8.0

/* A figure's logical pixel is 1/96 inch, cairo's PDF and SVG unit is a point. */
#define POINTS_PER_PX 0.75

static gboolean
check_size (AcnPaper paper, GError **error)
{
  double w = paper.width_px * paper.scale, h = paper.height_px * paper.scale;

  if (paper.scale >= 1 && paper.scale <= SCALE_MAX && paper.width_px >= SIZE_MIN_PX &&
      paper.height_px >= SIZE_MIN_PX && w <= SIZE_MAX_PX && h <= SIZE_MAX_PX)
    return TRUE;
  g_set_error (error,
               ACN_FIGURE_ERROR,
               ACN_FIGURE_ERROR_SIZE,
               "a figure of %dx%d at scale %g is out of range: sides of %d to %d pixels and a "
               "scale of 1 to 8 are possible",
               paper.width_px,
               paper.height_px,
               paper.scale,
               SIZE_MIN_PX,
               SIZE_MAX_PX);
  return FALSE;
}

/**
 * acn_figure_add_map:
 * @map: what to show
 * @frame: where
 * @clear_height: what of the frame's height is not covered by its note; the camera is its middle
 * @scale: device pixels per logical pixel
 * @list: gets the map with the marks of events, clipped to @frame
 *
 * Returns: FALSE with @error when an area could not be computed
 */
gboolean
acn_figure_add_map (AcnMapSpec     *map,
                    const AcnFrame *frame,
                    double          clear_height,
                    AcnCamera       camera,
                    double          scale,
                    AcnDisplayList *list,
                    GError        **error)
{
  g_autoptr (AcnDisplayList) picture = acn_display_list_new ();
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (AcnMarkerHit));
  g_autoptr (AcnMapScene) scene =
      acn_map_scene_new (map, camera.zoom, scale, NULL, acn_pango_text_measure, NULL);
  double x, y;

  if (acn_map_scene_get_error (scene) != NULL)
    {
      g_propagate_error (error, g_error_copy (acn_map_scene_get_error (scene)));
      return FALSE;
    }
  acn_mercator_project (camera.lon_deg, camera.lat_deg, &x, &y);
  x = x / ACN_WORLD_SIZE * ACN_TILE_SIZE * exp2 (camera.zoom) - frame->width / 2;
  y = y / ACN_WORLD_SIZE * ACN_TILE_SIZE * exp2 (camera.zoom) - clear_height / 2;
  acn_map_scene_layout (scene, x, y, frame->width, frame->height, picture);
  acn_markers_layout (map,
                      camera.zoom,
                      x,
                      y,
                      frame->width,
                      frame->height,
                      acn_pango_text_measure,
                      NULL,
                      picture,
                      hits);
  acn_display_list_push_clip (list, frame->x, frame->y, frame->width, frame->height);
  acn_display_list_append (list, picture, frame->x, frame->y);
  acn_display_list_pop_clip (list);
  return TRUE;
}

/* At the bottom of the figure; returns how much of it that takes. */
static double
add_caption (const AcnFigure *figure, AcnDisplayList *list)
{
  static const AcnFont font = { .size_px = 13, .weight = 400 };
  const AcnPalette    *palette = acn_palette_get (figure->map->theme);
  const double         line_h = 18, inset = 16;
  g_autoptr (GPtrArray) lines = NULL;
  double height, y;

  if (figure->caption == NULL || *figure->caption == '\0')
    return 0;
  lines = acn_wrap (
      figure->caption, &font, figure->width_px - 2 * inset, 0, acn_pango_text_measure, NULL);
  height = ceil (lines->len * line_h + 20);
  y = figure->height_px - height + 10;
  for (guint i = 0; i < lines->len; i++, y += line_h)
    acn_display_list_text (list,
                           inset,
                           y + line_h * 0.76,
                           &font,
                           g_ptr_array_index (lines, i),
                           palette->card_ink,
                           (AcnColor){ 0 },
                           0,
                           0);
  return height;
}

static void
append_sources (GString *text, AcnDossier *dossier, AcnCitations citations)
{
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);

  for (guint i = 0; i < citations.n; i++)
    {
      const AcnCitation *citation = &citations.items[i];
      const AcnSource   *source = &sources[citation->source];

      g_string_append_printf (text,
                              "%s%s%s%s%s%s",
                              i > 0 ? "; " : " ",
                              source->author != NULL ? source->author : "",
                              source->author != NULL ? ", " : "",
                              source->title,
                              citation->locator != NULL ? ", " : "",
                              citation->locator != NULL ? citation->locator : "");
    }
}

/**
 * acn_figure_tell_claim:
 * @figure: its map is of a dossier and not yet shared
 * @claim: index of a claim
 *
 * Makes it the figure of the claim: what the claim shows, its title above and its paragraph below,
 * with what kind of claim it is, how it stands against the record, and its sources.
 */
void
acn_figure_tell_claim (AcnFigure *figure, guint claim)
{
  AcnMapSpec     *map = figure->map;
  const AcnClaim *told = acn_dossier_get_claims (map->dossier, NULL) + claim;
  GString        *caption = g_string_new (NULL);

  acn_map_spec_tell_claim (map, claim);
  if (told->view != ACN_NONE)
    figure->bounds = acn_dossier_get_views (map->dossier, NULL)[told->view].bounds;
  acn_figure_clear (figure);
  figure->title =
      g_strdup (told->title != NULL ? acn_text_get (told->title, map->language) : told->id);
  if (told->text != NULL)
    g_string_append_printf (caption, "%s ", acn_text_get (told->text, map->language));
  g_string_append_printf (caption, "[%s", told->id);
  if (told->kind < ACN_CLAIM_UNTOLD)
    g_string_append_printf (
        caption, " · %s", acn_phrase (ACN_PHRASE_CLAIM_FACT + told->kind, map->language));
  if (told->record < ACN_RECORD_UNTOLD)
    g_string_append_printf (
        caption, " · %s", acn_phrase (ACN_PHRASE_RECORD_SUPPORTED + told->record, map->language));
  g_string_append_printf (caption, "] %s:", acn_phrase (ACN_PHRASE_SOURCES, map->language));
  append_sources (caption, map->dossier, told->citations);
  figure->caption = g_string_free (caption, FALSE);
}

/**
 * acn_figure_clear:
 *
 * Frees its words; the map is the caller's.
 */
void
acn_figure_clear (AcnFigure *figure)
{
  g_clear_pointer (&figure->title, g_free);
  g_clear_pointer (&figure->caption, g_free);
}

/**
 * acn_figure_layout:
 *
 * Returns: (transfer full): the whole figure in logical pixels; NULL with @error when an area of
 *   the read-out or of a layer could not be computed.
 */
AcnDisplayList *
acn_figure_layout (const AcnFigure *figure, GError **error)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  g_autoptr (GError) failure = NULL;
  const AcnPalette *palette = acn_palette_get (figure->map->theme);
  AcnFrame          frame = { 0, 0, figure->width_px, figure->height_px };
  AcnCamera         camera;
  double            clear_height; /* of the map above the note */

  acn_display_list_rect (
      list, 0, 0, figure->width_px, figure->height_px, 0, palette->card, (AcnColor){ 0 }, 0);
  frame.y = ceil (acn_heading_layout (figure->map,
                                      acn_figure_get_title (figure),
                                      figure->width_px,
                                      acn_pango_text_measure,
                                      NULL,
                                      list,
                                      &failure));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  frame.height = MAX (1, figure->height_px - frame.y - add_caption (figure, list));
  clear_height =
      frame.height - acn_note_height (figure->map, frame.width, acn_pango_text_measure, NULL);
  clear_height = MAX (1, clear_height);
  camera = acn_camera_for_bounds (figure->bounds, frame.width, clear_height);
  if (!acn_figure_add_map (figure->map, &frame, clear_height, camera, figure->scale, list, error))
    return NULL;
  acn_furniture_layout (
      figure->map, &frame, camera.zoom, camera.lat_deg, acn_pango_text_measure, NULL, list);
  return g_steal_pointer (&list);
}

/* --- Writers --------------------------------------------------------------------------------- */

static GBytes *
write_png (AcnPaper paper, const AcnDisplayList *list, const AcnFigureNotes *notes, GError **error)
{
  int              width = (int) lround (paper.width_px * paper.scale);
  int              height = (int) lround (paper.height_px * paper.scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t         *cr = cairo_create (surface);
  GBytes          *bytes = NULL;

  cairo_scale (cr, paper.scale, paper.scale);
  acn_cairo_paint (cr, list);
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    bytes = acn_png_encode (surface, notes, error);
  else
    g_set_error (error,
                 ACN_FIGURE_ERROR,
                 ACN_FIGURE_ERROR_SIZE,
                 "the picture could not be painted: %s",
                 cairo_status_to_string (cairo_status (cr)));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return bytes;
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* No clock in the file: the same figure is the same bytes. */
static void
set_pdf_notes (cairo_surface_t *surface, const AcnFigureNotes *notes)
{
  g_autofree char *keywords = NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  if (notes == NULL)
    return;
  keywords = g_strdup_printf ("%s; %s", notes->source, notes->command);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, notes->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, notes->description);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, keywords);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, notes->software);
}

static GBytes *
write_pdf (AcnPaper paper, const AcnDisplayList *list, const AcnFigureNotes *notes, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  double           width = paper.width_px * POINTS_PER_PX, height = paper.height_px * POINTS_PER_PX;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width, height);
  cairo_t         *cr = cairo_create (surface);
  cairo_status_t   status;

  set_pdf_notes (surface, notes);
  cairo_scale (cr, POINTS_PER_PX, POINTS_PER_PX);
  acn_cairo_paint (cr, list);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error,
               ACN_FIGURE_ERROR,
               ACN_FIGURE_ERROR_SIZE,
               "the picture could not be painted: %s",
               cairo_status_to_string (status));
  return NULL;
}

static GBytes *
write_geojson (const AcnMapSpec *map, GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (AcnDay));
  const AcnLayer *all = acn_dossier_get_layers (map->dossier, NULL);

  for (guint i = 0; i < map->n_layers; i++)
    if (acn_map_spec_shows_layer (map, i))
      {
        const AcnDay day = acn_map_spec_get_layer_day (map, i);

        if (all[i].content == ACN_LAYER_EVENTS)
          continue;
        g_array_append_val (layers, i);
        g_array_append_val (days, day);
      }
  return acn_write_geojson (map->dossier,
                            (const guint *) (gconstpointer) layers->data,
                            layers->len,
                            (const AcnDay *) (gconstpointer) days->data,
                            map->language,
                            error);
}

static gboolean
is_picture (const char *suffix)
{
  return g_str_equal (suffix, "png") || g_str_equal (suffix, "svg") || g_str_equal (suffix, "pdf");
}

/**
 * acn_paper_encode:
 * @list: what to paint, logical pixels
 * @notes: (nullable): what the file says of itself
 * @suffix: "png", "svg" or "pdf"
 *
 * Returns: (transfer full): the file's bytes; NULL with @error.
 */
GBytes *
acn_paper_encode (AcnPaper              paper,
                  const AcnDisplayList *list,
                  const AcnFigureNotes *notes,
                  const char           *suffix,
                  GError              **error)
{
  if (!is_picture (suffix))
    {
      g_set_error (error,
                   ACN_FIGURE_ERROR,
                   ACN_FIGURE_ERROR_FORMAT,
                   "“.%s” is not a format of pictures: .png, .svg and .pdf are",
                   suffix);
      return NULL;
    }
  if (!check_size (paper, error))
    return NULL;
  if (g_str_equal (suffix, "svg"))
    return acn_svg_encode (paper, list, notes);
  return g_str_equal (suffix, "png") ? write_png (paper, list, notes, error)
                                     : write_pdf (paper, list, notes, error);
}

/**
 * acn_figure_encode:
 * @suffix: "png", "svg", "pdf", "geojson" or "csv"
 *
 * Returns: (transfer full): the file's bytes; NULL with @error.
 */
GBytes *
acn_figure_encode (const AcnFigure *figure, const char *suffix, GError **error)
{
  const AcnPaper paper = { figure->width_px, figure->height_px, figure->scale };
  g_autoptr (AcnDisplayList) list = NULL;
  g_auto (AcnFigureNotes) notes = { NULL };

  if (g_str_equal (suffix, "geojson"))
    return write_geojson (figure->map, error);
  if (g_str_equal (suffix, "csv"))
    {
      char *csv = acn_figure_to_csv (figure, error);

      return csv != NULL ? g_bytes_new_take (csv, strlen (csv)) : NULL;
    }
  if (!is_picture (suffix))
    {
      g_set_error (error,
                   ACN_FIGURE_ERROR,
                   ACN_FIGURE_ERROR_FORMAT,
                   "“.%s” is not a format of figures: .png, .svg, .pdf, .geojson and .csv are",
                   suffix);
      return NULL;
    }
  if (!check_size (paper, error))
    return NULL;
  list = acn_figure_layout (figure, error);
  if (list == NULL)
    return NULL;
  acn_figure_make_notes (figure, &notes);
  return acn_paper_encode (paper, list, &notes, suffix, error);
}

/**
 * acn_figure_save:
 * @figure: what to draw
 * @path: where; the suffix picks the format; an existing file is replaced at once or not at all
 * @cancellable: (nullable):
 *
 * Any thread.
 *
 * Returns: whether the file is written. Errors: ACN_FIGURE_ERROR, ACN_GEO_ERROR, G_IO_ERROR.
 */
gboolean
acn_figure_save (const AcnFigure *figure,
                 const char      *path,
                 GCancellable    *cancellable,
                 GError         **error)
{
  g_autofree char *base = g_path_get_basename (path);
  const char      *dot = strrchr (base, '.');
  g_autofree char *suffix = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
  g_autoptr (GBytes) bytes = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  bytes = acn_figure_encode (figure, suffix, error);
  if (bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return acn_write_file (path, bytes, error);
}
