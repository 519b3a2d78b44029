/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-palette.h"

static void
test_contrast_formula (void)
{
  g_assert_cmpfloat_with_epsilon (
      acn_color_contrast ((AcnColor){ 0, 0, 0, 1 }, (AcnColor){ 1, 1, 1, 1 }), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      acn_color_contrast ((AcnColor){ 0.5f, 0.2f, 0.1f, 1 }, (AcnColor){ 0.5f, 0.2f, 0.1f, 1 }),
      1,
      1e-6);
}

/* Every text of the map and of its cards can be read: 4.5:1 (WCAG 2.1 AA). */
static void
test_text_is_readable (void)
{
  for (AcnTheme theme = ACN_THEME_LIGHT; theme <= ACN_THEME_PRINT; theme++)
    {
      const AcnPalette *p = acn_palette_get (theme);

      g_assert_cmpfloat (acn_color_contrast (p->ink, p->land), >=, 4.5);
      g_assert_cmpfloat (acn_color_contrast (p->ink, p->halo), >=, 4.5);
      g_assert_cmpfloat (acn_color_contrast (p->country_ink, p->land), >=, 4.5);
      g_assert_cmpfloat (acn_color_contrast (p->water_ink, p->sea), >=, 4.0);
      g_assert_cmpfloat (acn_color_contrast (p->card_ink, p->card), >=, 4.5);
      g_assert_cmpfloat (acn_color_contrast (p->card_dim, p->card), >=, 4.5);
      g_assert_cmpfloat (acn_color_contrast (p->warning, p->card), >=, 4.5);
    }
}

static void
test_hues_show_on_land (void)
{
  for (AcnTheme theme = ACN_THEME_LIGHT; theme <= ACN_THEME_PRINT; theme++)
    for (AcnHue hue = ACN_HUE_NONE + 1; hue < ACN_N_HUES; hue++)
      g_assert_cmpfloat (
          acn_color_contrast (acn_palette_hue (theme, hue), acn_palette_get (theme)->land),
          >=,
          2.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/palette/contrast-formula", test_contrast_formula);
  g_test_add_func ("/scene/palette/text-is-readable", test_text_is_readable);
  g_test_add_func ("/scene/palette/hues-show-on-land", test_hues_show_on_land);
  return g_test_run ();
}
