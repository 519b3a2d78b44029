/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-figure.h"

#include "base/acn-isolate.h"
#include "export/acn-cairo-painter.h"
#include "export/acn-pango-text.h"
#include "base/acn-format.h"
#include "export/acn-png.h"
#include "export/acn-svg.h"
#include "io/acn-write-geojson.h"
#include "io/acn-write.h"
#include "model/acn-argument.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
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
  char   scale[G_ASCII_DTOSTR_BUF_SIZE];

  if (paper.scale >= 1 && paper.scale <= SCALE_MAX && paper.width_px >= SIZE_MIN_PX &&
      paper.height_px >= SIZE_MIN_PX && w <= SIZE_MAX_PX && h <= SIZE_MAX_PX)
    return TRUE;
  g_set_error (error,
               ACN_FIGURE_ERROR,
               ACN_FIGURE_ERROR_SIZE,
               /* Translators: width, height and scale, then the least and the greatest side. */
               _ ("a figure of %dx%d at scale %s is out of range: sides of %d to %d pixels and a "
                  "scale of 1 to 8 are possible"),
               paper.width_px,
               paper.height_px,
               g_ascii_formatd (scale, sizeof scale, "%g", paper.scale),
               SIZE_MIN_PX,
               SIZE_MAX_PX);
  return FALSE;
}

static void
append_sources (GString *text, AcnDossier *dossier, AcnCitations citations)
{
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);

  for (guint i = 0; i < citations.n; i++)
    {
      const AcnCitation *citation = &citations.items[i];
      const AcnSource   *source = &sources[citation->source];

      acn_isolate_append (text,
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
  g_free (figure->title);
  g_free (figure->caption);
  figure->title =
      g_strdup (told->title != NULL ? acn_text_get (told->title, map->language) : told->id);
  if (told->text != NULL)
    acn_isolate_append (caption, "%s ", acn_text_get (told->text, map->language));
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
 * acn_figure_get_presets:
 *
 * Returns: (array length=n) (transfer none): sizes that have a name
 */
const AcnFigurePreset *
acn_figure_get_presets (guint *n)
{
  static const AcnFigurePreset presets[] = {
    { "slide", 1920, 1080, "a slide, 16:9" },
    { "a4", 1123, 794, "A4, landscape" },
    { "a4-portrait", 794, 1123, "A4, portrait" },
    { "a5", 794, 559, "A5, landscape" },
    { "a5-portrait", 559, 794, "A5, portrait" },
    { "square", 1080, 1080, "a square post" },
    { "thread", 1080, 1350, "a post of a thread, for several dates" },
  };

  *n = G_N_ELEMENTS (presets);
  return presets;
}

/**
 * acn_figure_init:
 * @self: gets the parts that a figure has when nothing is chosen
 * @map: (transfer none): what to show; the caller's, and longer there than the figure
 */
void
acn_figure_init (AcnFigure *self, AcnMapSpec *map)
{
  *self = (AcnFigure){ .map = map,
                       .bounds = ACN_BOUNDS_EMPTY,
                       .width_px = 1920,
                       .height_px = 1080,
                       .scale = 1,
                       .parts = ACN_FIGURE_PARTS_DEFAULT };
}

/**
 * acn_figure_copy:
 *
 * Returns: (transfer full): a figure of its own map, to be freed
 */
AcnFigure *
acn_figure_copy (const AcnFigure *figure)
{
  AcnFigure *copy = g_memdup2 (figure, sizeof *figure);

  copy->map = acn_map_spec_copy (figure->map);
  copy->title = g_strdup (figure->title);
  copy->subtitle = g_strdup (figure->subtitle);
  copy->caption = g_strdup (figure->caption);
  copy->days = g_memdup2 (figure->days, figure->n_days * sizeof *figure->days);
  return copy;
}

/**
 * acn_figure_free:
 * @figure: a copy
 */
void
acn_figure_free (AcnFigure *figure)
{
  acn_map_spec_unref (figure->map);
  acn_figure_clear (figure);
  g_free (figure);
}

/**
 * acn_figure_clear:
 *
 * Frees its words and days; the map is the caller's.
 */
void
acn_figure_clear (AcnFigure *figure)
{
  g_clear_pointer (&figure->title, g_free);
  g_clear_pointer (&figure->subtitle, g_free);
  g_clear_pointer (&figure->caption, g_free);
  g_clear_pointer (&figure->days, g_free);
  figure->n_days = 0;
}

/* --- Writers --------------------------------------------------------------------------------- */

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
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error,
               ACN_FIGURE_ERROR,
               ACN_FIGURE_ERROR_FAILED,
               /* Translators: %s says why, in English. */
               _ ("the picture could not be painted: %s"),
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

        if (!acn_layer_has_shapes (&all[i]))
          continue;
        g_array_append_val (layers, i);
        g_array_append_val (days, day);
      }
  return acn_write_geojson (map->dossier,
                            (const guint *) (gconstpointer) layers->data,
                            layers->len,
                            (const AcnDay *) (gconstpointer) days->data,
                            map->language,
                            acn_map_spec_get_compared_layer (map),
                            map->compared_day,
                            acn_map_spec_get_interpolated_layer (map, NULL),
                            error);
}

static gboolean
is_picture (const char *suffix)
{
  return g_str_equal (suffix, "png") || g_str_equal (suffix, "svg") || g_str_equal (suffix, "pdf");
}

/**
 * acn_figure_check_fonts:
 *
 * Returns: whether letters can be written; else %ACN_FIGURE_ERROR_FONTS. Any thread.
 */
gboolean
acn_figure_check_fonts (GError **error)
{
  const AcnFont font = { .size_px = 12, .weight = PANGO_WEIGHT_NORMAL };

  if (acn_pango_text_has_fonts (pango_layout_get_context (acn_pango_text_get (&font, "A"))))
    return TRUE;
  g_set_error_literal (error,
                       ACN_FIGURE_ERROR,
                       ACN_FIGURE_ERROR_FONTS,
                       _ ("there is no font to write a figure with; install one, such as DejaVu"));
  return FALSE;
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
                   /* Translators: %s is a suffix. */
                   _ ("“.%s” is not a format of pictures: .png, .svg and .pdf are"),
                   suffix);
      return NULL;
    }
  if (!check_size (paper, error) || !acn_figure_check_fonts (error))
    return NULL;
  if (g_str_equal (suffix, "svg"))
    return acn_svg_encode (paper, list, notes);
  return g_str_equal (suffix, "png") ? acn_png_encode (paper, list, notes, error)
                                     : write_pdf (paper, list, notes, error);
}

/**
 * acn_figure_encode:
 * @suffix: "png", "svg", "pdf", "geojson", "csv", or "json" for a figure file
 *
 * Returns: (transfer full): the file's bytes; NULL with @error.
 */
GBytes *
acn_figure_encode (const AcnFigure *figure, const char *suffix, GError **error)
{
  const AcnPaper paper = { figure->width_px, figure->height_px, figure->scale };
  g_autoptr (AcnDisplayList) list = NULL;
  g_auto (AcnFigureNotes) notes = { NULL };

  if (g_str_equal (suffix, "geojson") && figure->n_days > 0)
    {
      g_set_error (error,
                   ACN_FIGURE_ERROR,
                   ACN_FIGURE_ERROR_FORMAT,
                   /* Translators: %u counts days. */
                   _ ("GeoJSON holds the layers of one day, but the figure has %u"),
                   figure->n_days);
      return NULL;
    }
  if (g_str_equal (suffix, "geojson"))
    return write_geojson (figure->map, error);
  if (g_str_equal (suffix, "csv"))
    {
      char *csv = acn_figure_to_csv (figure, error);

      return csv != NULL ? g_bytes_new_take (csv, strlen (csv)) : NULL;
    }
  if (g_str_equal (suffix, "json"))
    {
      char *json = acn_figure_to_json (figure);

      return g_bytes_new_take (json, strlen (json));
    }
  if (*suffix == '\0')
    {
      g_set_error_literal (error,
                           ACN_FIGURE_ERROR,
                           ACN_FIGURE_ERROR_FORMAT,
                           _ ("the name has no suffix that says the format: .png, .svg, .pdf, "
                              ".geojson, .csv or .json"));
      return NULL;
    }
  if (!is_picture (suffix))
    {
      g_set_error (
          error,
          ACN_FIGURE_ERROR,
          ACN_FIGURE_ERROR_FORMAT,
          /* Translators: %s is a suffix. */
          _ ("“.%s” is not a format of figures: .png, .svg, .pdf, .geojson, .csv and .json "
             "are"),
          suffix);
      return NULL;
    }
  if (!check_size (paper, error))
    return NULL;
  list = acn_figure_layout (figure, error);
  if (list == NULL)
    return NULL;
  if (!acn_figure_make_notes (figure, &notes, error))
    return NULL;
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
