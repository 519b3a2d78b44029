/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-furniture.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "io/acn-tile-address.h"
#include "model/acn-scenes.h"
#include "scene/acn-legend.h"
#include "scene/acn-map-difference.h"
#include "scene/acn-map-interpolation.h"
#include "scene/acn-palette.h"
#include "scene/acn-wrap.h"

#include <math.h>
#include <string.h>

#define INSET 12.0
#define NOTE_LINE_H 13.0
#define SCALE_GAP 14.0 /* between "0" and the length, at least */

/* A legend that would hide more of the map than this is left out: on a phone the layer list tells.
 */
#define LEGEND_SHARE 0.16

/* The upper right corner of a map narrower than this belongs to the window, px. */
#define NARROW_PX 520
#define CORNER_PX 40

static const AcnFont note_font = { .size_px = 10, .weight = 400 };
static const AcnFont scale_font = { .size_px = 11, .weight = 400 };
static const AcnFont badge_font = { .size_px = 12, .weight = 600 };

typedef struct
{
  const AcnMapSpec *spec;
  const AcnPalette *palette;
  AcnTextMeasure    measure;
  gpointer          measure_data;
  AcnDisplayList   *list;
} Setter;

static double
text_width (const Setter *self, const AcnFont *font, const char *text)
{
  return self->measure (font, text, self->measure_data).width_px;
}

static void
set_text (const Setter  *self,
          double         x,
          double         baseline,
          const AcnFont *font,
          const char    *text,
          AcnColor       color)
{
  acn_display_list_text (self->list, x, baseline, font, text, color, (AcnColor){ 0 }, 0, 0);
}

/* --- The note: whose borders, whose data ----------------------------------------------------- */

/* What layers of reach note of themselves, each sentence once. */
static void
append_reach_notes (const AcnMapSpec *spec, GString *text)
{
  const AcnLayer *layers;
  guint           n;

  if (spec->dossier == NULL)
    return;
  layers = acn_dossier_get_layers (spec->dossier, &n);
  for (guint i = 0; i < n; i++)
    {
      const char *note = NULL;

      if (layers[i].reach_km > 0 && layers[i].note != NULL && acn_map_spec_shows_layer (spec, i))
        note = acn_text_get (layers[i].note, spec->language);
      if (note != NULL && strstr (text->str, note) == NULL)
        acn_isolate_append (text, "%s%s", text->len > 0 ? " · " : "", note);
    }
}

/* Whether the tiles say whose they are; the name of their server is what they go by without. */
static gboolean
has_own_credit (AcnRaster *raster)
{
  const char      *attribution = acn_raster_get_attribution (raster);
  g_autofree char *host = acn_tile_address_host (acn_raster_get_place (raster));

  return attribution != NULL && g_strcmp0 (attribution, host) != 0;
}

/* Whose tiles lie under the map: in their own words, in those of the dossier that names them, or
 * where they come from. */
static const char *
raster_credit (const AcnMapSpec *spec)
{
  const char         *place = acn_raster_get_place (spec->raster);
  const AcnTileOffer *offer = spec->dossier != NULL ? acn_dossier_get_tiles (spec->dossier) : NULL;

  if (offer != NULL && offer->attribution != NULL && g_strcmp0 (offer->tiles, place) == 0 &&
      !has_own_credit (spec->raster))
    return acn_text_get (offer->attribution, spec->language);
  return acn_raster_get_attribution (spec->raster) != NULL
             ? acn_raster_get_attribution (spec->raster)
             : place;
}

static char *
note_text (const AcnMapSpec *spec)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *interpolation = acn_map_interpolation_get_note (spec);

  if (interpolation != NULL)
    g_string_append (text, interpolation);
  append_reach_notes (spec, text);
  if (spec->dossier != NULL)
    {
      const AcnText *parts[] = { acn_dossier_get_borders (spec->dossier),
                                 acn_dossier_get_attribution (spec->dossier) };

      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          const char *part = parts[i] != NULL ? acn_text_get (parts[i], spec->language) : NULL;

          if (part != NULL)
            acn_isolate_append (text, "%s%s", text->len > 0 ? " · " : "", part);
        }
    }
  if (spec->raster != NULL)
    acn_isolate_append (text,
                        "%s%s %s",
                        text->len > 0 ? " · " : "",
                        acn_phrase (ACN_PHRASE_BASE_MAP, spec->language),
                        raster_credit (spec));
  acn_isolate_append (text,
                      "%s%s Natural Earth, GeoNames (CC BY 4.0)",
                      text->len > 0 ? " · " : "",
                      acn_phrase (ACN_PHRASE_MAP_DATA, spec->language));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GPtrArray *
wrap_note (const Setter *self, double width)
{
  g_autofree char *text = note_text (self->spec);

  return acn_wrap (text, &note_font, width - 12, 0, self->measure, self->measure_data);
}

/**
 * acn_note_height:
 * @width_px: of the map
 *
 * Returns: how much of the map's bottom the note covers, pixels.
 */
double
acn_note_height (const AcnMapSpec *spec,
                 double            width_px,
                 AcnTextMeasure    measure,
                 gpointer          measure_data)
{
  const Setter self = { .spec = spec, .measure = measure, .measure_data = measure_data };
  g_autoptr (GPtrArray) lines = wrap_note (&self, width_px);

  return lines->len * NOTE_LINE_H + 5;
}

/* Along the bottom edge; returns its height. What stands on the map lets nothing of it through:
 * half a name under a line of text reads as neither. */
static double
add_note (const Setter *self, const AcnFrame *frame)
{
  g_autoptr (GPtrArray) lines = wrap_note (self, frame->width);
  double height = lines->len * NOTE_LINE_H + 5;
  double y = frame->y + frame->height - height;

  acn_display_list_rect (
      self->list, frame->x, y, frame->width, height, 0, self->palette->card, (AcnColor){ 0 }, 0);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);

      set_text (self,
                frame->x + frame->width - 6 - text_width (self, &note_font, line),
                y + 12 + i * NOTE_LINE_H,
                &note_font,
                line,
                self->spec->strong ? self->palette->card_ink : self->palette->card_dim);
    }
  return height;
}

/* --- The scale bar --------------------------------------------------------------------------- */

/* The largest of 1, 2, 5 times a power of ten that is at most @limit. */
static double
round_length (double limit)
{
  double power = pow (10, floor (log10 (limit)));

  return limit >= 5 * power ? 5 * power : limit >= 2 * power ? 2 * power : power;
}

static void
add_scale_bar (
    const Setter *self, const AcnFrame *frame, double bottom, double zoom, double lat_deg)
{
  double           px_per_km = 1000 / acn_mercator_metres_per_px (lat_deg, zoom);
  double           length_km = round_length (MIN (150, frame->width / 3) / px_per_km);
  g_autofree char *text = acn_format_km (length_km, self->spec->language);
  double           width, x, y = bottom - 8;

  if (length_km * px_per_km < text_width (self, &scale_font, text) + SCALE_GAP)
    {
      length_km = round_length (2.5 * length_km); /* the next of 1, 2, 5 */
      g_free (text);
      text = acn_format_km (length_km, self->spec->language);
    }
  width = length_km * px_per_km;
  x = frame->x + frame->width - INSET - width;

  acn_display_list_rect (self->list,
                         x - 8,
                         bottom - 32,
                         width + 16,
                         32,
                         6,
                         self->palette->card,
                         self->spec->strong ? self->palette->card_ink : (AcnColor){ 0 },
                         self->spec->strong ? 1 : 0);
  for (guint i = 0; i < 4; i++)
    acn_display_list_rect (self->list,
                           x + i * width / 4,
                           y - 4,
                           width / 4,
                           4,
                           0,
                           i % 2 == 0 ? self->palette->card_ink : self->palette->card,
                           self->palette->card_ink,
                           0.8);
  set_text (self, x, bottom - 17, &scale_font, "0", self->palette->card_ink);
  set_text (self,
            x + width - text_width (self, &scale_font, text),
            bottom - 17,
            &scale_font,
            text,
            self->palette->card_ink);
}

/* --- The hypothetical mark ------------------------------------------------------------------- */

/* "Hypothetical", and what the scenario comes to (its name where @brief), or what the first such
 * layer notes of itself. */
static char *
badge_text (const AcnMapSpec *spec, gboolean brief)
{
  const char       *word = acn_phrase (ACN_PHRASE_HYPOTHETICAL, spec->language);
  const AcnLayer   *layers = acn_dossier_get_layers (spec->dossier, NULL);
  const AcnOutcome *outcome = acn_map_spec_get_outcome (spec);

  if (outcome != NULL && brief)
    return acn_isolate_printf (
        "%s: %s",
        word,
        outcome->title != NULL ? acn_text_get (outcome->title, spec->language) : outcome->id);
  if (outcome != NULL)
    return acn_isolate_printf ("%s: %s", word, acn_text_get (outcome->text, spec->language));
  for (guint i = 0; i < spec->n_layers; i++)
    {
      /* What a reach notes stands along the bottom edge. */
      const AcnText *text = layers[i].reach_km > 0 ? layers[i].title : layers[i].note;

      if (acn_map_spec_shows_layer (spec, i) && layers[i].hypothetical && text != NULL)
        return acn_isolate_printf ("%s: %s", word, acn_text_get (text, spec->language));
    }
  return g_strdup (word);
}

/* At the top left; returns its height. */
static double
add_badge (const Setter *self, const AcnFrame *frame)
{
  const double     corner = frame->width < NARROW_PX ? CORNER_PX : 0;
  const double     room = frame->width - 2 * INSET - 20 - corner;
  g_autofree char *text = badge_text (self->spec, FALSE);
  g_autoptr (GPtrArray) lines = NULL;
  double width = 0, height;

  if (text_width (self, &badge_font, text) > room)
    {
      g_free (text);
      text = badge_text (self->spec, TRUE);
    }
  lines = acn_wrap (text, &badge_font, room, 3, self->measure, self->measure_data);
  height = lines->len * 17.0 + 9;
  for (guint i = 0; i < lines->len; i++)
    width = MAX (width, text_width (self, &badge_font, g_ptr_array_index (lines, i)));
  acn_display_list_rect (self->list,
                         frame->x + INSET,
                         frame->y + INSET,
                         width + 20,
                         height,
                         6,
                         self->palette->card,
                         self->palette->warning,
                         1);
  for (guint i = 0; i < lines->len; i++)
    set_text (self,
              frame->x + INSET + 10,
              frame->y + INSET + 17 + i * 17,
              &badge_font,
              g_ptr_array_index (lines, i),
              self->palette->warning);
  return height;
}

/* Wide figures have room for longer lines. */
static double
legend_width (const AcnFrame *frame)
{
  return CLAMP (frame->width * 0.3, MIN (230, frame->width * 0.55), 320);
}

/**
 * acn_legend_has_room:
 * @frame: where the map is
 *
 * Returns: whether the legend can stand on the map, clear of the note and the hypothetical mark,
 *   and hides little of it
 */
gboolean
acn_legend_has_room (const AcnMapSpec *spec,
                     const AcnFrame   *frame,
                     AcnTextMeasure    measure,
                     gpointer          measure_data)
{
  const double room = frame->height - acn_note_height (spec, frame->width, measure, measure_data) -
                      acn_hypothesis_layout (spec, frame, measure, measure_data, NULL);
  double width, height;

  acn_legend_layout (
      spec, 0, 0, legend_width (frame), measure, measure_data, NULL, &width, &height);
  return width > 0 && height < room - 3 * INSET && height < frame->height * 0.6 &&
         width * height < frame->width * frame->height * LEGEND_SHARE;
}

/**
 * acn_legend_is_folded:
 * @frame: where the map is
 *
 * Returns: whether there is something to explain, but no room for it on the map
 */
gboolean
acn_legend_is_folded (const AcnMapSpec *spec,
                      const AcnFrame   *frame,
                      AcnTextMeasure    measure,
                      gpointer          measure_data)
{
  g_autoptr (GArray) entries = acn_legend_entries (spec);

  return entries->len > 0 && !acn_legend_has_room (spec, frame, measure, measure_data);
}

/**
 * acn_note_layout:
 * @list: gets whose borders and data the map shows, along the bottom of @frame
 *
 * Returns: its height, pixels
 */
double
acn_note_layout (const AcnMapSpec *spec,
                 const AcnFrame   *frame,
                 AcnTextMeasure    measure,
                 gpointer          measure_data,
                 AcnDisplayList   *list)
{
  const Setter self = { spec, acn_palette_get (spec->theme), measure, measure_data, list };

  return add_note (&self, frame);
}

/**
 * acn_hypothesis_layout:
 * @list: (nullable): gets the mark that says what is supposed, at the top left of @frame; NULL
 *   only measures
 *
 * Returns: its height, pixels; 0 when nothing that shows is supposed
 */
double
acn_hypothesis_layout (const AcnMapSpec *spec,
                       const AcnFrame   *frame,
                       AcnTextMeasure    measure,
                       gpointer          measure_data,
                       AcnDisplayList   *list)
{
  g_autoptr (AcnDisplayList) scratch = list == NULL ? acn_display_list_new () : NULL;
  const Setter self = {
    spec, acn_palette_get (spec->theme), measure, measure_data, list != NULL ? list : scratch
  };

  return acn_map_spec_shows_hypothesis (spec) ? add_badge (&self, frame) : 0;
}

/**
 * acn_scale_bar_layout:
 * @bottom: of the bar's card, pixels
 * @zoom, @lat_deg: of the map; the bar is true at that latitude
 */
void
acn_scale_bar_layout (const AcnMapSpec *spec,
                      const AcnFrame   *frame,
                      double            bottom,
                      double            zoom,
                      double            lat_deg,
                      AcnTextMeasure    measure,
                      gpointer          measure_data,
                      AcnDisplayList   *list)
{
  const Setter self = { spec, acn_palette_get (spec->theme), measure, measure_data, list };

  add_scale_bar (&self, frame, bottom, zoom, lat_deg);
}

/**
 * acn_furniture_layout:
 * @parts: which of the parts that are a choice
 * @frame: where the map is
 * @zoom, @centre_lat_deg: of the map, for the scale bar (true at that latitude)
 *
 * Adds the note, when a visible layer is hypothetical the mark that says so, the scale bar, and the
 * legend where it has room.
 */
void
acn_furniture_layout (const AcnMapSpec *spec,
                      AcnFurnitureParts parts,
                      const AcnFrame   *frame,
                      double            zoom,
                      double            centre_lat_deg,
                      AcnTextMeasure    measure,
                      gpointer          measure_data,
                      AcnDisplayList   *list)
{
  double note_height = acn_note_layout (spec, frame, measure, measure_data, list),
         bottom = frame->y + frame->height - note_height - INSET;
  double width, height;

  if (parts & ACN_FURNITURE_SCALE_BAR)
    acn_scale_bar_layout (spec, frame, bottom, zoom, centre_lat_deg, measure, measure_data, list);
  if ((parts & ACN_FURNITURE_LEGEND) && acn_legend_has_room (spec, frame, measure, measure_data))
    acn_legend_layout (spec,
                       frame->x + INSET,
                       bottom,
                       legend_width (frame),
                       measure,
                       measure_data,
                       list,
                       &width,
                       &height);
  acn_hypothesis_layout (spec, frame, measure, measure_data, list);
}

/**
 * acn_furniture_get_clear:
 * @parts: which of the parts that are a choice stand there
 * @frame: where the map is
 *
 * Returns: what of @frame lies below the hypothetical mark and above legend, scale bar and note
 */
AcnFrame
acn_furniture_get_clear (const AcnMapSpec *spec,
                         AcnFurnitureParts parts,
                         const AcnFrame   *frame,
                         AcnTextMeasure    measure,
                         gpointer          measure_data)
{
  const double badge = acn_hypothesis_layout (spec, frame, measure, measure_data, NULL);
  const double top = badge > 0 ? badge + INSET : 0;
  double       bottom = acn_note_height (spec, frame->width, measure, measure_data), width, height;

  if ((parts & ACN_FURNITURE_LEGEND) && acn_legend_has_room (spec, frame, measure, measure_data))
    {
      acn_legend_layout (
          spec, 0, 0, legend_width (frame), measure, measure_data, NULL, &width, &height);
      bottom += height + INSET;
    }
  return (
      AcnFrame){ frame->x, frame->y + top, frame->width, MAX (0, frame->height - top - bottom) };
}

/* --- The heading of a figure ----------------------------------------------------------------- */

static const AcnFont title_font = { .size_px = 22, .weight = 700 };
static const AcnFont date_font = { .size_px = 15, .weight = 600 };
static const AcnFont part_font = { .size_px = 13, .weight = 400 };

static char *
scene_text (const AcnMapSpec *spec)
{
  const AcnPhrase phrases[] = { ACN_PHRASE_COVERED, ACN_PHRASE_NOT_COVERED };
  double          km2[2];
  g_autoptr (GString) text = g_string_new (NULL);

  acn_dossier_measure_scene (spec->dossier, spec->scene, &km2[0], &km2[1]);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *area = acn_format_km2 (km2[i], spec->language);
      g_autofree char *share =
          acn_format_share (km2[0] + km2[1] > 0 ? km2[i] / (km2[0] + km2[1]) : 0, spec->language);

      acn_isolate_append (text,
                          "%s%s %s (%s)",
                          i > 0 ? "  ·  " : "",
                          acn_phrase (phrases[i], spec->language),
                          area,
                          share);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "Occupied: gained, 6 September 2022 – 12 November 2022: 96 km²" */
static gboolean
add_difference (GString *text, const AcnMapSpec *spec, GError **error)
{
  g_autoptr (AcnDifference) difference = acn_map_difference_new (spec, error);

  if (difference == NULL)
    return FALSE;
  for (AcnDifferenceKind kind = ACN_DIFFERENCE_GAINED; kind <= ACN_DIFFERENCE_LOST; kind++)
    {
      g_autofree char *what = acn_map_difference_get_text (spec, kind);
      g_autofree char *area =
          acn_format_km2 (acn_difference_get_km2 (difference, kind), spec->language);

      acn_isolate_append (text, "  ·  %s: %s", what, area);
    }
  return TRUE;
}

/**
 * acn_readout_to_text:
 *
 * Returns: (transfer full): "Kyiv-controlled 491,953 km² (82.1 %)" for each part of the read-out or
 *   of the scene; empty without any; NULL with @error when an area could not be computed
 */
char *
acn_readout_to_text (const AcnMapSpec *spec, GError **error)
{
  guint           whole = acn_dossier_get_readout_whole (spec->dossier), n;
  const guint    *parts = acn_dossier_get_readout_parts (spec->dossier, &n);
  const AcnLayer *layers = acn_dossier_get_layers (spec->dossier, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  double whole_km2 = 0;

  if (spec->scene != ACN_NONE)
    return scene_text (spec);
  if (whole != ACN_NONE &&
      !acn_dossier_layer_area_km2_at (spec->dossier, whole, spec->day, &whole_km2, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *area = NULL, *share = NULL;
      double           km2;

      if (!acn_dossier_layer_area_km2_at (
              spec->dossier, parts[i], acn_map_spec_get_layer_day (spec, parts[i]), &km2, error))
        return NULL;
      area = acn_format_km2 (km2, spec->language);
      acn_isolate_append (text,
                          "%s%s %s",
                          i > 0 ? "  ·  " : "",
                          acn_text_get (layers[parts[i]].title, spec->language),
                          area);
      if (whole == ACN_NONE)
        continue;
      share = acn_format_share (whole_km2 > 0 ? km2 / whole_km2 : 0, spec->language);
      acn_isolate_append (text, " (%s)", share);
    }
  if (acn_map_spec_get_compared_layer (spec) != ACN_NONE && !add_difference (text, spec, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "Scenario: reforms=done,… Decided by: Article 10 …", or NULL. */
static char *
scenario_text (const AcnMapSpec *spec)
{
  const AcnOutcome *outcome = acn_map_spec_get_outcome (spec);
  g_autofree char  *state = NULL;

  if (outcome == NULL)
    return NULL;
  state = acn_scenario_print (acn_dossier_get_scenario (spec->dossier), &spec->scenario);
  return acn_isolate_printf (
      "%s %s. %s %s",
      acn_phrase (ACN_PHRASE_DECIDED_BY, spec->language),
      outcome->clause != NULL ? acn_text_get (outcome->clause, spec->language) : outcome->id,
      acn_phrase (ACN_PHRASE_SCENARIO, spec->language),
      state);
}

static double
set_lines (const Setter  *self,
           const char    *text,
           const AcnFont *font,
           double         line_height,
           double         y,
           double         width,
           AcnColor       color)
{
  g_autoptr (GPtrArray) lines = acn_wrap (text, font, width, 0, self->measure, self->measure_data);

  for (guint i = 0; i < lines->len; i++, y += line_height)
    set_text (self, INSET + 4, y + line_height * 0.76, font, g_ptr_array_index (lines, i), color);
  return y;
}

/**
 * acn_heading_layout:
 * @heading: what it tells
 * @width_px: of the figure
 * @list: gets the heading at its top: title, date, read-out
 *
 * Returns: the heading's height; 0 with @error when an area could not be computed.
 */
double
acn_heading_layout (const AcnMapSpec *spec,
                    const AcnHeading *heading,
                    double            width_px,
                    AcnTextMeasure    measure,
                    gpointer          measure_data,
                    AcnDisplayList   *list,
                    GError          **error)
{
  Setter           self = { spec, acn_palette_get (spec->theme), measure, measure_data, list };
  double           y = 10, inner = width_px - 2 * INSET - 8;
  g_autofree char *date = NULL, *readout = NULL, *scenario = NULL;

  if (spec->dossier == NULL)
    return 0;
  readout = heading->has_readout ? acn_readout_to_text (spec, error) : g_strdup ("");
  if (readout == NULL)
    return 0;
  date = heading->date != NULL ? g_strdup (heading->date)
                               : acn_format_day (spec->day, ACN_DATE_FULL, spec->language);
  y = set_lines (&self, heading->title, &title_font, 28, y, inner, self.palette->card_ink);
  if (heading->subtitle != NULL)
    y = set_lines (&self, heading->subtitle, &date_font, 21, y, inner, self.palette->card_ink);
  y = set_lines (&self, date, &date_font, 21, y, inner, self.palette->accent);
  if (*readout != '\0')
    y = set_lines (&self, readout, &part_font, 18, y + 1, inner, self.palette->card_dim);
  scenario = scenario_text (spec);
  if (scenario != NULL)
    y = set_lines (&self, scenario, &part_font, 18, y + 1, inner, self.palette->card_ink);
  return y + 9;
}
