/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-comparison.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "export/acn-pango-text.h"
#include "export/acn-paragraph.h"
#include "io/acn-write.h"
#include "model/acn-scenario-extent.h"
#include "model/acn-scenes.h"
#include "scene/acn-palette.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define INSET 16.0
#define GUTTER 16.0
#define ROW_H 22.0
#define CELL_INSET 3.0 /* above the first line of a cell */
/* Below this width of the table its columns leave more room to the words before them, px. */
#define NARROW_PX 560

static const AcnParagraph title_style = { { .size_px = 22, .weight = 700 }, 28, 3 };
static const AcnParagraph side_style = { { .size_px = 15, .weight = 600 }, 21, 3 };
static const AcnParagraph text_style = { { .size_px = 13, .weight = 400 }, 18, 3 };
static const AcnParagraph head_style = { { .size_px = 12, .weight = 600 }, 16, 3 };
static const AcnParagraph row_head_style = { { .size_px = 12, .weight = 600 }, 17, 4 };
static const AcnParagraph cell_style = { { .size_px = 13, .weight = 400 }, 17, 4 };

/* --- Numbers --------------------------------------------------------------------------------- */

/**
 * acn_comparison_measure:
 * @map: shows a scene, or the scenario on its day; without one, as if nothing were supposed
 * @out_numbers: (out): geodesic on WGS 84
 *
 * Returns: FALSE with @error when an area could not be computed or the dossier has no what-if
 */
gboolean
acn_comparison_measure (AcnMapSpec *map, AcnComparisonNumbers *out_numbers, GError **error)
{
  const AcnScenario *scenario = acn_dossier_get_scenario (map->dossier);
  AcnExtent          extent;
  AcnDay             day = map->day;

  if (map->scene != ACN_NONE)
    {
      acn_dossier_measure_scene (
          map->dossier, map->scene, &out_numbers->covered_km2, &out_numbers->excluded_km2);
      out_numbers->line_km = NAN;
      return TRUE;
    }
  if (map->has_scenario)
    day = acn_scenario_get_day (scenario, &map->scenario, map->day);
  if (!acn_scenario_measure (map->dossier, day, &extent, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error,
                     ACN_FIGURE_ERROR,
                     ACN_FIGURE_ERROR_LAYER,
                     _ ("the dossier has no scenario that names what is covered"));
      return FALSE;
    }
  *out_numbers = (AcnComparisonNumbers){ extent.covered_km2, extent.excluded_km2, extent.line_km };
  return TRUE;
}

static double
get_share (const AcnComparisonNumbers *numbers)
{
  const double whole = numbers->covered_km2 + numbers->excluded_km2;

  return whole > 0 ? numbers->covered_km2 / whole : 0;
}

/* --- Words ----------------------------------------------------------------------------------- */

static AcnDay
get_line_day (const AcnMapSpec *map)
{
  return map->has_scenario ? acn_scenario_get_day (
                                 acn_dossier_get_scenario (map->dossier), &map->scenario, map->day)
                           : map->day;
}

/* "In force · line of 31 March 2024", "Japan, 1960 · 23 June 1960" */
static char *
name_side (const AcnMapSpec *map)
{
  const AcnOutcome *outcome = acn_map_spec_get_outcome (map);
  const AcnScene   *scene =
      map->scene != ACN_NONE ? acn_dossier_get_scenes (map->dossier, NULL) + map->scene : NULL;
  const AcnText   *title = scene != NULL ? scene->title : outcome != NULL ? outcome->title : NULL;
  g_autofree char *day = acn_format_day (get_line_day (map), ACN_DATE_FULL, map->language);
  const char      *id = scene != NULL ? scene->id : outcome != NULL ? outcome->id : "";

  if (scene != NULL)
    return acn_isolate_printf (
        "%s · %s", title != NULL ? acn_text_get (title, map->language) : id, day);
  return acn_isolate_printf ("%s%s%s %s",
                             title != NULL ? acn_text_get (title, map->language) : id,
                             outcome != NULL ? " · " : "",
                             acn_phrase (ACN_PHRASE_LINE_OF, map->language),
                             day);
}

static const char *
explain_side (const AcnMapSpec *map)
{
  const AcnOutcome *outcome = acn_map_spec_get_outcome (map);
  const AcnText    *text = outcome != NULL ? outcome->text : NULL;

  if (map->scene != ACN_NONE)
    text = acn_dossier_get_scenes (map->dossier, NULL)[map->scene].text;
  return text != NULL ? acn_text_get (text, map->language) : "";
}

static char *
format_area (double km2, double share, const char *language)
{
  g_autofree char *area = acn_format_km2 (km2, language);
  g_autofree char *percent = acn_format_share (share, language);

  return g_strdup_printf ("%s · %s", percent, area);
}

/* A minus that is a minus, a plus where there is more. */
static char *
sign (double value, char *formatted)
{
  char *text = g_strdup_printf ("%s%s", value > 0 ? "+" : value < 0 ? "−" : "", formatted);

  g_free (formatted);
  return text;
}

static char *
format_points (double points, const char *language)
{
  g_autofree char *percent = acn_format_share (fabs (points), language);
  char            *end = strpbrk (percent, "%");

  if (end != NULL)
    *end = '\0';
  return sign (points, g_strdup_printf ("%s%s", percent, acn_phrase (ACN_PHRASE_POINTS, language)));
}

static gboolean
same_land (const AcnComparison *self)
{
  return self->sides[0].map->scene == ACN_NONE && self->sides[1].map->scene == ACN_NONE;
}

/* Square kilometres of two countries have no difference that says anything; shares have. */
static char *
format_difference (const AcnComparison *self, double km2, double share, const char *language)
{
  g_autofree char *points = format_points (share, language);
  g_autofree char *area = NULL;

  if (!same_land (self))
    return g_steal_pointer (&points);
  area = sign (km2, acn_format_km2 (fabs (km2), language));
  return g_strdup_printf ("%s · %s", points, area);
}

static char *
format_line (double km, const char *language)
{
  return isnan (km) ? g_strdup ("–") : acn_format_km (km, language);
}

/* --- The table ------------------------------------------------------------------------------- */

#define N_ROWS 4
#define N_CELLS 4

typedef struct
{
  char *cells[N_ROWS][N_CELLS];
} Table;

static void
clear_table (Table *table)
{
  for (guint r = 0; r < N_ROWS; r++)
    for (guint c = 0; c < N_CELLS; c++)
      g_free (table->cells[r][c]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, clear_table)

static const AcnPhrase status_phrases[] = { [ACN_STATUS_NOT_IN_FORCE] = ACN_PHRASE_NOT_IN_FORCE,
                                            [ACN_STATUS_IN_FORCE] = ACN_PHRASE_IN_FORCE,
                                            [ACN_STATUS_VOID] = ACN_PHRASE_VOID };

/* A scene was in force on its day; what nobody supposes is not. */
static AcnOutcomeStatus
get_status (const AcnMapSpec *map)
{
  const AcnOutcome *outcome = acn_map_spec_get_outcome (map);

  if (map->scene != ACN_NONE)
    return ACN_STATUS_IN_FORCE;
  return outcome != NULL ? outcome->status : ACN_STATUS_NOT_IN_FORCE;
}

static gboolean
binds (const AcnMapSpec *map)
{
  return get_status (map) == ACN_STATUS_IN_FORCE;
}

static void
fill_table (const AcnComparison *self, const AcnComparisonNumbers *numbers, Table *table)
{
  const char  *language = self->sides[0].map->language;
  const double shares[] = { get_share (&numbers[0]), get_share (&numbers[1]) };

  const gboolean binding = binds (self->sides[0].map) && binds (self->sides[1].map);

  table->cells[0][0] = g_strdup (acn_phrase (ACN_PHRASE_STATUS, language));
  table->cells[1][0] =
      g_strdup (acn_phrase (binding ? ACN_PHRASE_COVERED : ACN_PHRASE_COVERED_IF, language));
  table->cells[2][0] = g_strdup (
      acn_phrase (binding ? ACN_PHRASE_NOT_COVERED : ACN_PHRASE_NOT_COVERED_IF, language));
  table->cells[3][0] = g_strdup (acn_phrase (ACN_PHRASE_LINE_LENGTH, language));
  for (guint i = 0; i < 2; i++)
    {
      table->cells[0][1 + i] =
          g_strdup (acn_phrase (status_phrases[get_status (self->sides[i].map)], language));
      table->cells[1][1 + i] = format_area (numbers[i].covered_km2, shares[i], language);
      table->cells[2][1 + i] = format_area (numbers[i].excluded_km2, 1 - shares[i], language);
      table->cells[3][1 + i] = format_line (numbers[i].line_km, language);
    }
  table->cells[0][3] = g_strdup ("");
  table->cells[1][3] = format_difference (
      self, numbers[1].covered_km2 - numbers[0].covered_km2, shares[1] - shares[0], language);
  table->cells[2][3] = format_difference (
      self, numbers[1].excluded_km2 - numbers[0].excluded_km2, shares[0] - shares[1], language);
  if (same_land (self))
    {
      const double km = numbers[1].line_km - numbers[0].line_km;

      table->cells[3][3] = sign (km, acn_format_km (fabs (km), language));
    }
  else
    table->cells[3][3] = g_strdup ("–");
}

static gboolean
measure_both (const AcnComparison *self, AcnComparisonNumbers *numbers, GError **error)
{
  return acn_comparison_measure (self->sides[0].map, &numbers[0], error) &&
         acn_comparison_measure (self->sides[1].map, &numbers[1], error);
}

/* --- The picture ----------------------------------------------------------------------------- */

/* Returns: its height; without a list nothing is added. */
static double
add_cell (AcnDisplayList     *list,
          const char         *text,
          const AcnParagraph *style,
          double              x,
          double              y,
          double              width,
          AcnColor            color)
{
  const double top = y + CELL_INSET;
  const double end = acn_paragraph_add (style, list, text, x, top, width, color);

  return ROW_H + MAX (end - top - style->line_height_px, 0);
}

/* Where a column begins, px. In a narrow table words and numbers break into lines. */
static double
get_edge (double width, guint column)
{
  static const double wide[] = { 0, 0.2, 0.46, 0.72, 1 }, narrow[] = { 0, 0.28, 0.53, 0.78, 1 };

  return (width < NARROW_PX ? narrow : wide)[column] * width;
}

/* Returns: where it ends; without a list nothing is added. */
static double
add_heads (const AcnComparison *self, AcnDisplayList *list, double width, double y)
{
  const AcnPalette *palette = acn_palette_get (self->sides[0].map->theme);
  const char       *difference = acn_phrase (ACN_PHRASE_DIFFERENCE, self->sides[0].map->language);
  double            bottom = y + 2 * 16;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = i < 2 ? name_side (self->sides[i].map) : g_strdup (difference);
      const double     x = get_edge (width, 1 + i), end = get_edge (width, 2 + i);
      const double     ends = acn_paragraph_add (
          &head_style, list, name, INSET + x, y, end - x - (i < 2 ? 10 : 0), palette->card_ink);

      bottom = MAX (bottom, ends);
    }
  return bottom + 4;
}

/* Returns: where it ends; without a list nothing is added. */
static double
add_table (const AcnComparison *self, AcnDisplayList *list, const Table *table, double y)
{
  const AcnPalette *palette = acn_palette_get (self->sides[0].map->theme);
  const double      width = self->paper.width_px - 2 * INSET;

  y = add_heads (self, list, width, y);
  for (guint r = 0; r < N_ROWS; r++)
    {
      double height = ROW_H;

      if (list != NULL)
        acn_display_list_rect (list, INSET, y, width, 1, 0, palette->card_edge, (AcnColor){ 0 }, 0);
      for (guint c = 0; c < N_CELLS; c++)
        {
          const double x = get_edge (width, c);
          const double high = add_cell (list,
                                        table->cells[r][c],
                                        c == 0 ? &row_head_style : &cell_style,
                                        INSET + x,
                                        y,
                                        get_edge (width, c + 1) - x - (c < N_CELLS - 1 ? 10 : 0),
                                        c == 0 ? palette->card_dim : palette->card_ink);

          height = MAX (height, high);
        }
      y += height;
    }
  return y + 8;
}

/* Both cameras put to the smaller of the two scales, each true at its own middle. */
static void
equal_scales (AcnCamera *cameras)
{
  const double metres[] = {
    acn_mercator_metres_per_px (cameras[0].lat_deg, cameras[0].zoom),
    acn_mercator_metres_per_px (cameras[1].lat_deg, cameras[1].zoom),
  };
  const double coarser = MAX (metres[0], metres[1]);

  for (guint i = 0; i < 2; i++)
    cameras[i].zoom -= log2 (coarser / metres[i]);
}

static gboolean
add_maps (const AcnComparison *self, AcnDisplayList *list, double y, double height, GError **error)
{
  const double width = (self->paper.width_px - GUTTER) / 2.0;
  AcnFrame     frames[2];
  AcnCamera    cameras[2];
  double       clear[2];

  for (guint i = 0; i < 2; i++)
    {
      frames[i] = (AcnFrame){ i * (width + GUTTER), y, width, height };
      clear[i] = MAX (
          16, height - acn_note_height (self->sides[i].map, width, acn_pango_text_measure, NULL));
      cameras[i] = acn_camera_for_bounds (self->sides[i].bounds, width, clear[i]);
    }
  equal_scales (cameras);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AcnDisplayList) furniture = acn_display_list_new ();

      acn_furniture_layout (self->sides[i].map,
                            ACN_FURNITURE_ALL,
                            &frames[i],
                            cameras[i].zoom,
                            cameras[i].lat_deg,
                            acn_pango_text_measure,
                            NULL,
                            furniture);
      if (!acn_figure_add_map (self->sides[i].map,
                               &frames[i],
                               clear[i],
                               cameras[i],
                               self->paper.scale,
                               furniture,
                               list,
                               error))
        return FALSE;
      acn_display_list_append (list, furniture, 0, 0);
    }
  return TRUE;
}

static double
add_side_titles (const AcnComparison *self, AcnDisplayList *list, double y)
{
  const AcnPalette *palette = acn_palette_get (self->sides[0].map->theme);
  const double      width = (self->paper.width_px - GUTTER) / 2.0 - 2 * INSET;
  double            bottom = y;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = name_side (self->sides[i].map);
      const double     x = INSET + i * (width + 2 * INSET + GUTTER);
      double end = acn_paragraph_add (&side_style, list, name, x, y, width, palette->accent);

      end = acn_paragraph_add (
          &text_style, list, explain_side (self->sides[i].map), x, end, width, palette->card_dim);
      bottom = MAX (bottom, end);
    }
  return bottom;
}

/**
 * acn_comparison_layout:
 *
 * Returns: (transfer full): the picture in logical pixels; NULL with @error when an area could not
 *   be computed
 */
AcnDisplayList *
acn_comparison_layout (const AcnComparison *self, GError **error)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  const AcnMapSpec    *map = self->sides[0].map;
  const AcnPalette    *palette = acn_palette_get (map->theme);
  AcnComparisonNumbers numbers[2];
  g_auto (Table) table = { { { NULL } } };
  double y, height;

  if (!measure_both (self, numbers, error))
    return NULL;
  fill_table (self, numbers, &table);
  acn_display_list_rect (list,
                         0,
                         0,
                         self->paper.width_px,
                         self->paper.height_px,
                         0,
                         palette->card,
                         (AcnColor){ 0 },
                         0);
  y = acn_paragraph_add (&title_style,
                         list,
                         acn_text_get (acn_dossier_get_title (map->dossier), map->language),
                         INSET,
                         10,
                         self->paper.width_px - 2 * INSET,
                         palette->card_ink);
  y = ceil (add_side_titles (self, list, y) + 8);
  height = MAX (16, self->paper.height_px - y - add_table (self, NULL, &table, 0) - 8);
  if (!add_maps (self, list, y, height, error))
    return NULL;
  add_table (self, list, &table, y + height + 8);
  return g_steal_pointer (&list);
}

/* --- The file -------------------------------------------------------------------------------- */

static void
append_number (GString *csv, double value, const char *format)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (csv, ',');
  if (!isnan (value))
    g_string_append (csv, g_ascii_formatd (buffer, sizeof buffer, format, value));
}

static void
append_row (GString    *csv,
            const char *name,
            double      first,
            double      second,
            gboolean    comparable,
            const char *format)
{
  g_string_append (csv, name);
  append_number (csv, first, format);
  append_number (csv, second, format);
  append_number (csv, comparable ? second - first : NAN, format);
  g_string_append (csv, "\r\n");
}

static const char *const status_ids[] = { [ACN_STATUS_NOT_IN_FORCE] = "not-in-force",
                                          [ACN_STATUS_IN_FORCE] = "in-force",
                                          [ACN_STATUS_VOID] = "void" };

/* Ids and states have no quotes; commas they have. */
static void
append_state (GString *csv, const AcnMapSpec *map)
{
  g_autofree char *state = NULL;

  if (map->scene != ACN_NONE)
    state = g_strdup (acn_dossier_get_scenes (map->dossier, NULL)[map->scene].id);
  else if (map->has_scenario)
    state = acn_scenario_print (acn_dossier_get_scenario (map->dossier), &map->scenario);
  g_string_append_printf (csv, ",\"%s\"", state != NULL ? state : "");
}

/**
 * acn_comparison_to_csv:
 *
 * Returns: (transfer full): the table as CSV (RFC 4180), numbers with a point; no difference where
 *   the two are of different countries; NULL with @error
 */
char *
acn_comparison_to_csv (const AcnComparison *self, GError **error)
{
  AcnComparisonNumbers numbers[2];
  g_autoptr (GString) csv = g_string_new ("measure,first,second,difference\r\nstate");
  const gboolean same = same_land (self);

  if (!measure_both (self, numbers, error))
    return NULL;
  append_state (csv, self->sides[0].map);
  append_state (csv, self->sides[1].map);
  g_string_append_printf (csv,
                          ",\r\nstatus,%s,%s",
                          status_ids[get_status (self->sides[0].map)],
                          status_ids[get_status (self->sides[1].map)]);
  g_string_append (csv, ",\r\nline_of");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *iso = acn_day_to_iso (get_line_day (self->sides[i].map));
      g_string_append_printf (csv, ",%s", iso);
    }
  g_string_append (csv, ",\r\n");
  append_row (csv, "covered_km2", numbers[0].covered_km2, numbers[1].covered_km2, same, "%.1f");
  append_row (csv, "excluded_km2", numbers[0].excluded_km2, numbers[1].excluded_km2, same, "%.1f");
  append_row (csv, "covered_share", get_share (&numbers[0]), get_share (&numbers[1]), TRUE, "%.5f");
  append_row (csv, "line_km", numbers[0].line_km, numbers[1].line_km, same, "%.1f");
  return g_string_free (g_steal_pointer (&csv), FALSE);
}

/**
 * acn_comparison_describe:
 *
 * Returns: (transfer full): what the picture shows, in words; NULL with @error
 */
char *
acn_comparison_describe (const AcnComparison *self, GError **error)
{
  AcnComparisonNumbers numbers[2];
  g_auto (Table) table = { { { NULL } } };
  g_autoptr (GString) text = g_string_new (NULL);

  if (!measure_both (self, numbers, error))
    return NULL;
  fill_table (self, numbers, &table);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = name_side (self->sides[i].map);

      acn_isolate_append (text, "%s. %s ", name, explain_side (self->sides[i].map));
      for (guint r = 0; r < N_ROWS; r++)
        acn_isolate_append (text, "%s: %s. ", table.cells[r][0], table.cells[r][1 + i]);
    }
  g_string_append_printf (text,
                          "%s: %s.",
                          acn_phrase (ACN_PHRASE_DIFFERENCE, self->sides[0].map->language),
                          table.cells[1][3]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The command of the first side, and what stands beside it. */
static gboolean
make_notes (const AcnComparison *self, AcnFigureNotes *notes, GError **error)
{
  const AcnFigure   first = { .map = self->sides[0].map,
                              .bounds = self->sides[0].bounds,
                              .width_px = self->paper.width_px,
                              .height_px = self->paper.height_px,
                              .scale = self->paper.scale };
  const AcnMapSpec *other = self->sides[1].map;
  g_autofree char  *command = NULL, *state = NULL;

  if (!acn_figure_make_notes (&first, notes, error))
    return FALSE;
  g_free (notes->description);
  notes->description = acn_comparison_describe (self, error);
  if (notes->description == NULL)
    return FALSE;
  command = g_steal_pointer (&notes->command);
  if (other->scene == ACN_NONE && other->has_scenario)
    state = acn_scenario_print (acn_dossier_get_scenario (other->dossier), &other->scenario);
  notes->command = g_strdup_printf (
      "%s --beside %s",
      command,
      state != NULL ? state : acn_dossier_get_scenes (other->dossier, NULL)[other->scene].id);
  return TRUE;
}

/**
 * acn_comparison_save:
 * @path: where; ".csv" gives the table, ".png", ".svg" and ".pdf" the picture
 *
 * Any thread.
 *
 * Returns: whether the file is written, whole or not at all
 */
gboolean
acn_comparison_save (const AcnComparison *self, const char *path, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  const char      *dot = strrchr (base, '.');
  g_autofree char *suffix = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
  g_autoptr (AcnDisplayList) list = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_auto (AcnFigureNotes) notes = { NULL };

  if (g_str_equal (suffix, "csv"))
    {
      char *csv = acn_comparison_to_csv (self, error);

      bytes = csv != NULL ? g_bytes_new_take (csv, strlen (csv)) : NULL;
    }
  else
    {
      list = acn_comparison_layout (self, error);
      if (list != NULL && make_notes (self, &notes, error))
        bytes = acn_paper_encode (self->paper, list, &notes, suffix, error);
    }
  return bytes != NULL && acn_write_file (path, bytes, error);
}
