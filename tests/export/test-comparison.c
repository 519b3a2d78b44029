/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison of the shipped dossier with each of its scenes: however narrow the page is, no
 * word of the table leaves it or lies over another. */
#include "base/acn-paths.h"
#include "export/acn-comparison.h"
#include "export/acn-pango-text.h"
#include "io/acn-load.h"
#include "model/acn-scenes.h"
#include "scene/acn-label-room.h"

#define HEIGHT_PX 800

/* What of a level text is surely ink. */
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
check (const AcnComparison *comparison)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnDisplayList) list = acn_comparison_layout (comparison, &error);
  guint        n, first = 0, n_texts = 0;
  const AcnOp *ops;

  g_assert_no_error (error);
  ops = acn_display_list_get_ops (list, &n);
  /* The table comes after the maps. */
  for (guint i = 0; i < n; i++)
    if (ops[i].kind != ACN_OP_TEXT && ops[i].kind != ACN_OP_RECT)
      first = i + 1;
  for (guint i = first; i < n; i++)
    {
      AcnLabelBox box;

      if (ops[i].kind != ACN_OP_TEXT)
        continue;
      n_texts++;
      box = ink_of (&ops[i]);
      if (box.west < 0 || box.east > comparison->paper.width_px || box.south > HEIGHT_PX)
        g_error ("%d px: “%s” leaves the page", comparison->paper.width_px, ops[i].text);
      for (guint k = i + 1; k < n; k++)
        {
          AcnLabelBox other;

          if (ops[k].kind != ACN_OP_TEXT)
            continue;
          other = ink_of (&ops[k]);
          if (acn_label_boxes_overlap (&box, &other))
            g_error (
                "%d px: “%s” lies over “%s”", comparison->paper.width_px, ops[i].text, ops[k].text);
        }
    }
  g_assert_cmpuint (n_texts, >=, 16);
}

static void
test_table (void)
{
  static const int         widths[] = { 350, 420, 600, 1280 };
  static const char *const languages[] = { "en", "uk" };
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  g_autoptr (AcnDossier) dossier = acn_load_dossier (path, diagnostics, NULL);
  AcnBasemap     *basemap = acn_basemap_open_default (NULL);
  guint           n_scenes;
  const AcnScene *scenes;
  const AcnView  *views;

  g_assert_nonnull (dossier);
  scenes = acn_dossier_get_scenes (dossier, &n_scenes);
  views = acn_dossier_get_views (dossier, NULL);
  g_assert_nonnull (basemap);
  g_assert_cmpuint (n_scenes, >, 0);
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    for (guint s = 0; s < n_scenes; s++)
      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        {
          g_autoptr (AcnMapSpec) map = acn_map_spec_new (dossier, basemap);
          g_autoptr (AcnMapSpec) beside = acn_map_spec_new (dossier, basemap);
          const AcnScenarioState state =
              acn_scenario_get_default (acn_dossier_get_scenario (dossier));
          AcnComparison comparison = { .paper = { widths[w], HEIGHT_PX, 1 } };

          map->language = beside->language = g_intern_string (languages[l]);
          acn_map_spec_set_scenario (map, &state);
          acn_map_spec_set_scene (beside, s);
          comparison.sides[0].map = map;
          comparison.sides[0].bounds = views[acn_dossier_get_home_view (dossier)].bounds;
          comparison.sides[1].map = beside;
          comparison.sides[1].bounds = views[scenes[s].view].bounds;
          check (&comparison);
        }
  acn_basemap_unref (basemap);
}

/* Of a dossier that says nowhere what is covered no page is laid out, and no numbers are given. */
static void
test_no_scenario (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file ("samples/german-unification.dossier.json");
  g_autoptr (AcnDossier) dossier = acn_load_dossier (path, diagnostics, NULL);
  AcnBasemap *basemap = acn_basemap_open_default (NULL);
  g_autoptr (AcnMapSpec) map = acn_map_spec_new (dossier, basemap);
  const AcnView      *views = acn_dossier_get_views (dossier, NULL);
  const AcnComparison comparison = {
    .sides = { { map, views[0].bounds }, { map, views[0].bounds } }, .paper = { 600, HEIGHT_PX, 1 }
  };
  GError *errors[3] = { NULL };

  g_assert_null (acn_comparison_layout (&comparison, &errors[0]));
  g_assert_null (acn_comparison_to_csv (&comparison, &errors[1]));
  g_assert_null (acn_comparison_describe (&comparison, &errors[2]));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_LAYER);
      g_assert_cmpstr (
          errors[i]->message, ==, "the dossier has no scenario that names what is covered");
      g_error_free (errors[i]);
    }
  acn_basemap_unref (basemap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/table", test_table);
  g_test_add_func ("/comparison/no-scenario", test_no_scenario);
  return g_test_run ();
}
