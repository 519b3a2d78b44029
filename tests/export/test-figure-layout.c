/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the shipped dossier's figures: at every preset and in both languages no word leaves
 * the page, lies over another or under a card. */
#include "base/acn-paths.h"
#include "export/acn-figure.h"
#include "export/acn-pango-text.h"
#include "io/acn-load.h"
#include "model/acn-argument.h"
#include "model/acn-scenes.h"
#include "scene/acn-label-room.h"

#include <math.h>
#include <string.h>

typedef struct
{
  AcnDossier *dossier;
  AcnBasemap *basemap;
  AcnMapSpec *map;
  AcnFigure   figure;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);

  f->dossier = acn_load_dossier (path, diagnostics, NULL);
  g_assert_nonnull (f->dossier);
  f->basemap = acn_basemap_open_default (NULL);
  g_assert_nonnull (f->basemap);
}

static void
begin_figure (Fixture *f, const char *language)
{
  guint view = acn_dossier_get_home_view (f->dossier);

  g_clear_pointer (&f->map, acn_map_spec_unref);
  f->map = acn_map_spec_new (f->dossier, f->basemap);
  f->map->language = g_intern_string (language);
  acn_figure_init (&f->figure, f->map);
  f->figure.bounds = acn_dossier_get_views (f->dossier, NULL)[view].bounds;
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_clear_pointer (&f->map, acn_map_spec_unref);
  acn_basemap_unref (f->basemap);
  acn_dossier_unref (f->dossier);
}

/* What of a level text is surely ink: without the room above capitals and below the baseline. */
static AcnLabelBox
ink_of (const AcnOp *op)
{
  const AcnTextSize size = acn_pango_text_measure (&op->font, op->text, NULL);

  return (AcnLabelBox){ op->x + 0.5,
                        op->y - 0.66 * op->font.size_px,
                        op->x + size.width_px - 0.5,
                        op->y + 0.1 * op->font.size_px };
}

static void
fail_at (const char *what, const AcnFigure *figure, const AcnOp *a, const AcnOp *b)
{
  g_error ("%dx%d, %s: %s: “%s” at %.0f,%.0f%s%s",
           figure->width_px,
           figure->height_px,
           figure->map->language,
           what,
           a->text,
           (double) a->x,
           (double) a->y,
           b != NULL && b->text != NULL ? " and " : "",
           b != NULL && b->text != NULL ? b->text : "");
}

/* Every level text against the page, against all other texts, and against the cards painted later;
 * returns how many there are. */
static guint
check_page (const AcnFigure *figure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnDisplayList) list = acn_figure_layout (figure, &error);
  guint        n, n_texts = 0;
  const AcnOp *ops;

  g_assert_no_error (error);
  ops = acn_display_list_get_ops (list, &n);
  for (guint i = 0; i < n; i++)
    {
      AcnLabelBox box;

      if (ops[i].kind != ACN_OP_TEXT || ops[i].angle_rad != 0)
        continue;
      n_texts++;
      box = ink_of (&ops[i]);
      if (box.west < 0 || box.north < 0 || box.east > figure->width_px + 0.5 ||
          box.south > figure->height_px)
        fail_at ("leaves the page", figure, &ops[i], NULL);
      for (guint k = i + 1; k < n; k++)
        {
          AcnLabelBox other;

          if (ops[k].kind == ACN_OP_RECT && ops[k].color.a > 0.5f)
            other = (AcnLabelBox){
              ops[k].x, ops[k].y, ops[k].x + ops[k].width, ops[k].y + ops[k].height
            };
          else if (ops[k].kind == ACN_OP_TEXT && ops[k].angle_rad == 0)
            other = ink_of (&ops[k]);
          else
            continue;
          if (acn_label_boxes_overlap (&box, &other))
            fail_at (ops[k].kind == ACN_OP_TEXT ? "lies over another" : "lies under a card",
                     figure,
                     &ops[i],
                     &ops[k]);
        }
    }
  return n_texts;
}

static gboolean
has_text (const AcnFigure *figure, const char *part)
{
  g_autoptr (AcnDisplayList) list = acn_figure_layout (figure, NULL);
  guint        n;
  const AcnOp *ops = acn_display_list_get_ops (list, &n);

  for (guint i = 0; i < n; i++)
    if (ops[i].kind == ACN_OP_TEXT && strstr (ops[i].text, part) != NULL)
      return TRUE;
  return FALSE;
}

typedef void (*Dress) (Fixture *f);

static void
plain (Fixture *f)
{
}

static void
everything (Fixture *f)
{
  f->figure.parts = ACN_FIGURE_LEGEND | ACN_FIGURE_SCALE_BAR | ACN_FIGURE_READOUT |
                    ACN_FIGURE_TIMELINE | ACN_FIGURE_INSET | ACN_FIGURE_SMALL_PRINT;
  f->figure.margin_px = 24;
  f->figure.subtitle = g_strdup ("A subtitle of several words that a narrow page has to break");
  f->figure.caption = g_strdup ("A caption.");
}

static void
all_layers (Fixture *f)
{
  for (guint i = 0; i < f->map->n_layers; i++)
    f->map->layer_visible[i] = TRUE;
}

static void
longest_claim (Fixture *f)
{
  guint           n, longest = 0;
  const AcnClaim *claims = acn_dossier_get_claims (f->dossier, &n);

  for (guint i = 0; i < n; i++)
    if (strlen (acn_text_get (claims[i].text, "uk")) >
        strlen (acn_text_get (claims[longest].text, "uk")))
      longest = i;
  acn_figure_tell_claim (&f->figure, longest);
}

static void
scenario (Fixture *f)
{
  const AcnScenarioState state = acn_scenario_get_default (acn_dossier_get_scenario (f->dossier));

  acn_map_spec_set_scenario (f->map, &state);
}

static void
scene (Fixture *f)
{
  const AcnScene *scenes = acn_dossier_get_scenes (f->dossier, NULL);

  acn_map_spec_set_scene (f->map, 0);
  f->figure.bounds = acn_dossier_get_views (f->dossier, NULL)[scenes[0].view].bounds;
}

static void
six_days (Fixture *f)
{
  const char *const isos[] = { "2014-04-01", "2022-02-23", "2022-03-30",
                               "2022-09-06", "2022-11-12", "2024-07-11" };

  f->figure.n_days = G_N_ELEMENTS (isos);
  f->figure.days = g_new (AcnDay, G_N_ELEMENTS (isos));
  for (guint i = 0; i < G_N_ELEMENTS (isos); i++)
    g_assert_true (acn_day_parse (isos[i], &f->figure.days[i]));
}

static const struct
{
  const char *name;
  Dress       dress;
} dresses[] = {
  { "plain", plain },         { "everything", everything }, { "all-layers", all_layers },
  { "claim", longest_claim }, { "scenario", scenario },     { "scene", scene },
  { "grid", six_days },
};

static void
test_presets (Fixture *f, gconstpointer data)
{
  const Dress            dress = dresses[GPOINTER_TO_UINT (data)].dress;
  const char *const      languages[] = { "en", "uk" };
  guint                  n;
  const AcnFigurePreset *presets = acn_figure_get_presets (&n);

  g_assert_cmpuint (n, >=, 6);
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    for (guint i = 0; i < n; i++)
      {
        begin_figure (f, languages[l]);
        f->figure.width_px = presets[i].width_px;
        f->figure.height_px = presets[i].height_px;
        dress (f);
        g_assert_cmpuint (check_page (&f->figure), >, 10);
        acn_figure_clear (&f->figure);
      }
}

/* Pages that no preset has: the words are set smaller and not cut. */
static void
test_odd_sizes (Fixture *f, gconstpointer unused)
{
  const int sizes[][2] = { { 300, 200 }, { 200, 300 }, { 1600, 240 }, { 240, 1600 }, { 120, 90 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      begin_figure (f, "uk");
      f->figure.width_px = sizes[i][0];
      f->figure.height_px = sizes[i][1];
      g_assert_cmpuint (check_page (&f->figure), >, 10);
      acn_figure_clear (&f->figure);
    }
}

/* What is no choice stays whatever is chosen. */
static void
test_duties (Fixture *f, gconstpointer unused)
{
  begin_figure (f, "en");
  g_assert_true (has_text (&f->figure, "Members of NATO"));
  g_assert_true (has_text (&f->figure, "km²"));
  f->figure.parts = 0;
  g_assert_false (has_text (&f->figure, "Members of NATO"));
  g_assert_false (has_text (&f->figure, "km²"));
  g_assert_true (has_text (&f->figure, "11 July 2024"));
  g_assert_true (has_text (&f->figure, "Hypothetical"));
  g_assert_true (has_text (&f->figure, "Natural Earth"));
  g_assert_true (has_text (&f->figure, "68/262"));
  six_days (f);
  g_assert_true (has_text (&f->figure, "6 September 2022"));
  g_assert_true (has_text (&f->figure, "Hypothetical"));
  g_assert_true (has_text (&f->figure, "Natural Earth"));
  acn_figure_clear (&f->figure);
}

/* A legend that has no room on the map stands below it. */
static void
test_legend_moves (Fixture *f, gconstpointer unused)
{
  begin_figure (f, "en");
  f->figure.width_px = 560;
  f->figure.height_px = 420;
  all_layers (f);
  g_assert_true (has_text (&f->figure, "Occupied by Russia since 2014"));
  acn_figure_clear (&f->figure);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (dresses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/figure-layout/presets/%s", dresses[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_presets, tear_down);
    }
  g_test_add ("/figure-layout/odd-sizes", Fixture, NULL, set_up, test_odd_sizes, tear_down);
  g_test_add ("/figure-layout/duties", Fixture, NULL, set_up, test_duties, tear_down);
  g_test_add ("/figure-layout/legend-moves", Fixture, NULL, set_up, test_legend_moves, tear_down);
  return g_test_run ();
}
