/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-legend.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "scene/acn-hatch.h"
#include "scene/acn-map-difference.h"
#include "scene/acn-map-interpolation.h"
#include "scene/acn-palette.h"
#include "scene/acn-wrap.h"

#include <math.h>

#define SWATCH_W 24.0
#define SWATCH_H 14.0
#define PAD 8.0
#define GAP 8.0
#define LINE_H 14.5

/* --- Swatches -------------------------------------------------------------------------------- */

static AcnColor
stroke_color (const AcnStyle *style, AcnTheme theme)
{
  return acn_color_with_alpha (acn_palette_hue (theme, style->stroke), 1 - style->fade);
}

static void
add_area_swatch (AcnDisplayList *list,
                 const AcnStyle *style,
                 AcnTheme        theme,
                 double          x,
                 double          y,
                 double          w,
                 double          h)
{
  AcnColor fill = acn_palette_hue (theme, style->fill);
  double   xy[] = { x, y, x, y + h, x + w, y + h, x + w, y };
  guint32  end = 4;
  AcnRuns  runs = { xy, &end, 1 };

  acn_display_list_rect (list, x, y, w, h, 2, acn_palette_get (theme)->land, (AcnColor){ 0 }, 0);
  acn_display_list_rect (list,
                         x,
                         y,
                         w,
                         h,
                         2,
                         acn_color_with_alpha (fill, style->opacity * (1 - style->fade)),
                         (AcnColor){ 0 },
                         0);
  acn_hatch_area (list,
                  &runs,
                  style->hatch,
                  6,
                  style->hatch == ACN_HATCH_DOTS ? 1.5 : 1.0,
                  0,
                  0,
                  acn_color_with_alpha (fill, 0.85 * (1 - style->fade)));
  if (style->stroke != ACN_HUE_NONE && style->width_px > 0)
    {
      acn_display_list_begin_path (list);
      acn_display_list_begin_contour (list, TRUE);
      for (guint i = 0; i < 4; i++)
        acn_display_list_add_point (list, xy[2 * i], xy[2 * i + 1]);
      acn_display_list_stroke (list,
                               stroke_color (style, theme),
                               style->width_px,
                               style->dash ? 4 : 0,
                               style->dash ? 2.5 : 0,
                               FALSE);
    }
}

/**
 * acn_swatch_layout:
 * @style: of a layer or class
 * @x, @y, @width, @height: the swatch, pixels
 *
 * Adds what the style looks like: a piece of area, a line, or a mark.
 */
void
acn_swatch_layout (AcnDisplayList *list,
                   const AcnStyle *style,
                   AcnTheme        theme,
                   double          x,
                   double          y,
                   double          width,
                   double          height)
{
  const AcnPalette *palette = acn_palette_get (theme);

  if (style->fill != ACN_HUE_NONE && (style->opacity > 0 || style->hatch != ACN_HATCH_NONE))
    add_area_swatch (list, style, theme, x + 0.5, y + 0.5, width - 1, height - 1);
  else if (style->stroke != ACN_HUE_NONE && style->width_px > 0)
    {
      acn_display_list_begin_path (list);
      acn_display_list_begin_contour (list, FALSE);
      acn_display_list_add_point (list, x + 1, y + height / 2);
      acn_display_list_add_point (list, x + width - 1, y + height / 2);
      acn_display_list_stroke (list,
                               stroke_color (style, theme),
                               MAX (1.2, style->width_px),
                               style->dash ? 4 : 0,
                               style->dash ? 2.5 : 0,
                               FALSE);
    }
  else if (style->marker == ACN_MARKER_CITY)
    acn_display_list_circle (
        list, x + width / 2, y + height / 2, 3, palette->halo, palette->ink, 1.2);
  else
    acn_display_list_circle (
        list, x + width / 2, y + height / 2, 4.5, palette->accent, palette->halo, 1.5);
}

/* --- Entries --------------------------------------------------------------------------------- */

static void
clear_entry (gpointer data)
{
  g_free (((AcnLegendEntry *) data)->text);
}

static void
add_entry (GArray *entries, AcnStyle style, const char *text, const AcnLayer *layer)
{
  AcnLegendEntry entry = { style, g_strdup (text != NULL ? text : layer->id), layer->hypothetical };

  g_array_append_val (entries, entry);
}

/* "Covered by Article 5: not in force · line of 31 March 2024" */
static void
add_outcome_entry (GArray *entries, const AcnMapSpec *spec, const AcnOutcome *outcome, guint index)
{
  static const AcnPhrase statuses[] = { ACN_PHRASE_NOT_IN_FORCE,
                                        ACN_PHRASE_IN_FORCE,
                                        ACN_PHRASE_VOID };
  const AcnLayer        *layer = acn_dossier_get_layers (spec->dossier, NULL) + index;
  g_autofree char       *day =
      acn_format_day (acn_map_spec_get_layer_day (spec, index), ACN_DATE_FULL, spec->language);
  g_autofree char *text = acn_isolate_printf (
      "%s: %s · %s %s",
      layer->title != NULL ? acn_text_get (layer->title, spec->language) : layer->id,
      acn_phrase (statuses[outcome->status], spec->language),
      acn_phrase (ACN_PHRASE_LINE_OF, spec->language),
      day);

  add_entry (entries, acn_map_spec_get_style (spec, index, ACN_NONE), text, layer);
}

static void
add_difference_entries (GArray *entries, const AcnMapSpec *spec, const AcnLayer *layer)
{
  for (AcnDifferenceKind kind = 0; kind < ACN_N_DIFFERENCES; kind++)
    {
      g_autofree char *text = acn_map_difference_get_text (spec, kind);

      add_entry (entries, acn_map_difference_get_style (spec, kind), text, layer);
    }
}

static void
add_interpolation_entries (GArray *entries, const AcnMapSpec *spec, const AcnLayer *layer)
{
  for (AcnInterpolatedKind kind = 0; kind < ACN_N_INTERPOLATED; kind++)
    {
      g_autofree char *text = acn_map_interpolation_get_text (spec, kind);

      add_entry (entries, acn_map_interpolation_get_style (spec, kind), text, layer);
    }
}

static void
add_layer_entries (GArray *entries, const AcnMapSpec *spec, guint index)
{
  const AcnLayer   *layer = acn_dossier_get_layers (spec->dossier, NULL) + index;
  const AcnText    *legend = layer->legend != NULL ? layer->legend : layer->title;
  const AcnOutcome *outcome = acn_map_spec_get_outcome (spec);
  g_autoptr (GArray) shown = NULL;

  if (index == acn_map_spec_get_compared_layer (spec))
    {
      add_difference_entries (entries, spec, layer);
      return;
    }
  if (outcome != NULL && outcome->shade_layer == index)
    {
      add_outcome_entry (entries, spec, outcome, index);
      return;
    }
  if (layer->n_classes == 0)
    {
      add_entry (entries,
                 acn_map_spec_get_style (spec, index, ACN_NONE),
                 acn_text_get (legend, spec->language),
                 layer);
      return;
    }
  shown = acn_dossier_layer_features_at (
      spec->dossier, index, acn_map_spec_get_layer_day (spec, index));
  for (guint c = 0; c < layer->n_classes; c++)
    for (guint i = 0; i < shown->len; i++)
      if (layer->features[g_array_index (shown, guint, i)].class_index == c)
        {
          add_entry (entries,
                     acn_map_spec_get_style (spec, index, c),
                     acn_text_get (layer->classes[c].title, spec->language),
                     layer);
          break;
        }
}

/**
 * acn_legend_entries:
 *
 * Returns: (transfer full) (element-type AcnLegendEntry): entries of the visible layers; a layer
 *   with classes has one for each class that shows on the day. They live as long as the spec.
 */
GArray *
acn_legend_entries (const AcnMapSpec *spec)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (AcnLegendEntry));

  g_array_set_clear_func (entries, clear_entry);
  for (guint i = 0; i < spec->n_layers; i++)
    if (acn_map_spec_shows_layer (spec, spec->layer_order[i]))
      {
        const guint layer = spec->layer_order[i];

        add_layer_entries (entries, spec, layer);
        if (layer == acn_map_spec_get_interpolated_layer (spec, NULL))
          add_interpolation_entries (
              entries, spec, acn_dossier_get_layers (spec->dossier, NULL) + layer);
      }
  return entries;
}

/* --- The card -------------------------------------------------------------------------------- */

static const AcnFont entry_font = { .size_px = 11, .weight = 400 };

static GPtrArray *
wrap_entry (const AcnLegendEntry *entry, double width, AcnTextMeasure measure, gpointer data)
{
  return acn_wrap (entry->text, &entry_font, width, 3, measure, data);
}

/**
 * acn_legend_layout:
 * @x, @bottom: the card's bottom left corner
 * @max_width: of the card, pixels
 * @list: (nullable): gets the card; NULL only measures
 * @out_width, @out_height: (out): size of the card; 0 when there is nothing to explain
 */
void
acn_legend_layout (const AcnMapSpec *spec,
                   double            x,
                   double            bottom,
                   double            max_width,
                   AcnTextMeasure    measure,
                   gpointer          measure_data,
                   AcnDisplayList   *list,
                   double           *out_width,
                   double           *out_height)
{
  const AcnPalette *palette = acn_palette_get (spec->theme);
  g_autoptr (GArray) entries = acn_legend_entries (spec);
  g_autoptr (GPtrArray) wrapped =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  double text_width = max_width - 2 * PAD - SWATCH_W - GAP, width = 0, height = 2 * PAD - 4, y;

  *out_width = *out_height = 0;
  if (entries->len == 0 || text_width < 40)
    return;
  for (guint i = 0; i < entries->len; i++)
    {
      GPtrArray *lines = wrap_entry (
          &g_array_index (entries, AcnLegendEntry, i), text_width, measure, measure_data);

      g_ptr_array_add (wrapped, lines);
      for (guint l = 0; l < lines->len; l++)
        width =
            MAX (width, measure (&entry_font, g_ptr_array_index (lines, l), measure_data).width_px);
      height += lines->len * LINE_H + 4;
    }
  *out_width = width + 2 * PAD + SWATCH_W + GAP;
  *out_height = height;
  if (list == NULL)
    return;
  acn_display_list_rect (list,
                         x,
                         bottom - height,
                         *out_width,
                         height,
                         8,
                         palette->card,
                         spec->strong ? palette->card_ink : palette->card_edge,
                         1);
  y = bottom - height + PAD;
  for (guint i = 0; i < entries->len; i++)
    {
      GPtrArray *lines = g_ptr_array_index (wrapped, i);

      acn_swatch_layout (list,
                         &g_array_index (entries, AcnLegendEntry, i).style,
                         spec->theme,
                         x + PAD,
                         y,
                         SWATCH_W,
                         SWATCH_H);
      for (guint l = 0; l < lines->len; l++, y += LINE_H)
        acn_display_list_text (list,
                               x + PAD + SWATCH_W + GAP,
                               y + 11,
                               &entry_font,
                               g_ptr_array_index (lines, l),
                               palette->card_ink,
                               (AcnColor){ 0 },
                               0,
                               0);
      y += 4;
    }
}

/* --- The block beside a map ------------------------------------------------------------------ */

/* Each entry once, in the order in which the maps first show it. */
static GArray *
collect_entries (AcnMapSpec *const *specs, guint n_specs)
{
  GArray *all = acn_legend_entries (specs[0]);

  for (guint s = 1; s < n_specs; s++)
    {
      g_autoptr (GArray) more = acn_legend_entries (specs[s]);

      for (guint i = 0; i < more->len; i++)
        {
          AcnLegendEntry entry = g_array_index (more, AcnLegendEntry, i);
          gboolean       known = FALSE;

          for (guint k = 0; k < all->len && !known; k++)
            known = g_str_equal (g_array_index (all, AcnLegendEntry, k).text, entry.text);
          if (known)
            continue;
          entry.text = g_strdup (entry.text);
          g_array_append_val (all, entry);
        }
    }
  return all;
}

/**
 * acn_legend_block_layout:
 * @specs: (array length=n_specs): maps that share the legend, at least one, of one theme
 * @x, @y: top left
 * @width: of the block, pixels
 * @list: gets the entries in columns, read row by row
 *
 * Returns: the block's height, pixels; 0 when there is nothing to explain
 */
double
acn_legend_block_layout (AcnMapSpec *const *specs,
                         guint              n_specs,
                         double             x,
                         double             y,
                         double             width,
                         AcnTextMeasure     measure,
                         gpointer           measure_data,
                         AcnDisplayList    *list)
{
  g_autoptr (GArray) entries = collect_entries (specs, n_specs);
  const guint  n_columns = (guint) CLAMP (floor (width / 230), 1, MAX (1, MIN (4, entries->len)));
  const double column = (width - 2 * PAD) / n_columns, top = y;

  if (entries->len == 0)
    return 0;
  y += PAD;
  for (guint first = 0; first < entries->len; first += n_columns)
    {
      guint most = 1;

      for (guint i = first; i < MIN (entries->len, first + n_columns); i++)
        {
          const AcnLegendEntry *entry = &g_array_index (entries, AcnLegendEntry, i);
          const double          left = x + PAD + (i - first) * column;
          g_autoptr (GPtrArray) lines =
              wrap_entry (entry, column - SWATCH_W - GAP - 12, measure, measure_data);

          most = MAX (most, lines->len);
          acn_swatch_layout (list, &entry->style, specs[0]->theme, left, y, SWATCH_W, SWATCH_H);
          for (guint l = 0; l < lines->len; l++)
            acn_display_list_text (list,
                                   left + SWATCH_W + GAP,
                                   y + l * LINE_H + 11,
                                   &entry_font,
                                   g_ptr_array_index (lines, l),
                                   acn_palette_get (specs[0]->theme)->card_ink,
                                   (AcnColor){ 0 },
                                   0,
                                   0);
        }
      y += most * LINE_H + 5;
    }
  return y + 3 - top;
}
