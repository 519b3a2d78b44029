/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-palette.h"

#include <math.h>

#define HEX(rgb)                                                                                   \
  {                                                                                                \
    (((rgb) >> 16) & 0xff) / 255.0f, (((rgb) >> 8) & 0xff) / 255.0f, ((rgb) &0xff) / 255.0f, 1.0f  \
  }

static const AcnPalette palettes[] = {
  [ACN_THEME_LIGHT] = {
    .sea = HEX (0xcfe0ea),
    .land = HEX (0xf5f2eb),
    .coast = HEX (0x8aa9bd),
    .water_line = HEX (0x9dbfd3),
    .border = HEX (0x6d6475),
    .border_casing = HEX (0xffffff),
    .oblast = HEX (0xaaa2ac),
    .ink = HEX (0x23232a),
    .country_ink = HEX (0x5c5664),
    .water_ink = HEX (0x38637f),
    .halo = HEX (0xfbfaf7),
    .card = HEX (0xffffff),
    .card_edge = HEX (0xc9c5cf),
    .card_ink = HEX (0x23232a),
    .card_dim = HEX (0x5b5a63),
    .accent = HEX (0x1a5fb4),
    .warning = HEX (0x8f4a00),
  },
  [ACN_THEME_DARK] = {
    .sea = HEX (0x1b2730),
    .land = HEX (0x2e2f33),
    .coast = HEX (0x55707f),
    .water_line = HEX (0x3d5866),
    .border = HEX (0xa79fb0),
    .border_casing = HEX (0x1c1c20),
    .oblast = HEX (0x5f5d66),
    .ink = HEX (0xf2f1f4),
    .country_ink = HEX (0xb9b4c2),
    .water_ink = HEX (0x8fb8d0),
    .halo = HEX (0x202125),
    .card = HEX (0x26272b),
    .card_edge = HEX (0x4a4a52),
    .card_ink = HEX (0xf2f1f4),
    .card_dim = HEX (0xb4b2bb),
    .accent = HEX (0x78aeed),
    .warning = HEX (0xf5c27a),
  },
  [ACN_THEME_PRINT] = {
    .sea = HEX (0xe6eef3),
    .land = HEX (0xffffff),
    .coast = HEX (0x6f8da0),
    .water_line = HEX (0x8fb0c4),
    .border = HEX (0x55505c),
    .border_casing = HEX (0xffffff),
    .oblast = HEX (0xa5a0a8),
    .ink = HEX (0x000000),
    .country_ink = HEX (0x4a4650),
    .water_ink = HEX (0x2f5b77),
    .halo = HEX (0xffffff),
    .card = HEX (0xffffff),
    .card_edge = HEX (0x8c8c8c),
    .card_ink = HEX (0x000000),
    .card_dim = HEX (0x3d3d3d),
    .accent = HEX (0x1a5fb4),
    .warning = HEX (0x7a3e00),
  },
};

/* Lightness falls from ochre to ink, so that neighbours stay apart in greyscale. */
static const AcnColor hues[][ACN_N_HUES] = {
  [ACN_THEME_LIGHT] = {
    [ACN_HUE_NONE] = { 0, 0, 0, 0 },
    [ACN_HUE_BLUE] = HEX (0x3b6fb6),
    [ACN_HUE_TEAL] = HEX (0x1f8a8c),
    [ACN_HUE_GREEN] = HEX (0x3f8f4f),
    [ACN_HUE_OLIVE] = HEX (0x7f8a2e),
    [ACN_HUE_OCHRE] = HEX (0xc79a2b),
    [ACN_HUE_ORANGE] = HEX (0xcf6a1e),
    [ACN_HUE_RED] = HEX (0xc43a31),
    [ACN_HUE_CRIMSON] = HEX (0x9c1f3d),
    [ACN_HUE_VIOLET] = HEX (0x6f4fa3),
    [ACN_HUE_SLATE] = HEX (0x56697c),
    [ACN_HUE_GREY] = HEX (0x85838c),
    [ACN_HUE_INK] = HEX (0x26262c),
  },
  [ACN_THEME_DARK] = {
    [ACN_HUE_NONE] = { 0, 0, 0, 0 },
    [ACN_HUE_BLUE] = HEX (0x6fa3e8),
    [ACN_HUE_TEAL] = HEX (0x4fbfbf),
    [ACN_HUE_GREEN] = HEX (0x6fc47f),
    [ACN_HUE_OLIVE] = HEX (0xb5c15a),
    [ACN_HUE_OCHRE] = HEX (0xe6c15c),
    [ACN_HUE_ORANGE] = HEX (0xf0964f),
    [ACN_HUE_RED] = HEX (0xf07067),
    [ACN_HUE_CRIMSON] = HEX (0xe8627f),
    [ACN_HUE_VIOLET] = HEX (0xa98be0),
    [ACN_HUE_SLATE] = HEX (0x93a7bb),
    [ACN_HUE_GREY] = HEX (0xa3a1ab),
    [ACN_HUE_INK] = HEX (0xf0eff3),
  },
  [ACN_THEME_PRINT] = {
    [ACN_HUE_NONE] = { 0, 0, 0, 0 },
    [ACN_HUE_BLUE] = HEX (0x2f62a8),
    [ACN_HUE_TEAL] = HEX (0x147a7c),
    [ACN_HUE_GREEN] = HEX (0x357f44),
    [ACN_HUE_OLIVE] = HEX (0x727c22),
    [ACN_HUE_OCHRE] = HEX (0xb88a1c),
    [ACN_HUE_ORANGE] = HEX (0xbd5c14),
    [ACN_HUE_RED] = HEX (0xb02f27),
    [ACN_HUE_CRIMSON] = HEX (0x8c1632),
    [ACN_HUE_VIOLET] = HEX (0x60409a),
    [ACN_HUE_SLATE] = HEX (0x4a5c6e),
    [ACN_HUE_GREY] = HEX (0x77757e),
    [ACN_HUE_INK] = HEX (0x000000),
  },
};

static double
linearize (double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
relative_luminance (AcnColor color)
{
  return 0.2126 * linearize (color.r) + 0.7152 * linearize (color.g) + 0.0722 * linearize (color.b);
}

/**
 * acn_color_to_grey:
 *
 * Returns: the grey of the same luminance and opacity
 * Source: IEC 61966-2-1 (sRGB), Rec. ITU-R BT.709
 */
AcnColor
acn_color_to_grey (AcnColor color)
{
  const double y = relative_luminance (color);
  const float  value = (float) (y <= 0.0031308 ? 12.92 * y : 1.055 * pow (y, 1 / 2.4) - 0.055);

  return (AcnColor){ value, value, value, color.a };
}

static gpointer
make_grey_palette (gpointer data)
{
  static AcnPalette grey;
  AcnColor         *colors = (AcnColor *) &grey;

  grey = palettes[ACN_THEME_PRINT];
  for (guint i = 0; i < sizeof grey / sizeof *colors; i++)
    colors[i] = acn_color_to_grey (colors[i]);
  return &grey;
}

const AcnPalette *
acn_palette_get (AcnTheme theme)
{
  static GOnce once = G_ONCE_INIT;

  if (theme == ACN_THEME_GREY)
    return g_once (&once, make_grey_palette, NULL);
  g_return_val_if_fail ((guint) theme < G_N_ELEMENTS (palettes), &palettes[0]);
  return &palettes[theme];
}

/**
 * acn_palette_hue:
 *
 * Returns: the colour of @hue on a map of @theme, opaque; transparent for ACN_HUE_NONE.
 */
AcnColor
acn_palette_hue (AcnTheme theme, AcnHue hue)
{
  if (theme == ACN_THEME_GREY)
    return acn_color_to_grey (acn_palette_hue (ACN_THEME_PRINT, hue));
  g_return_val_if_fail ((guint) theme < G_N_ELEMENTS (hues), hues[0][0]);
  g_return_val_if_fail ((guint) hue < ACN_N_HUES, hues[0][0]);
  return hues[theme][hue];
}

AcnColor
acn_color_with_alpha (AcnColor color, double alpha)
{
  color.a = (float) (color.a * alpha);
  return color;
}

/**
 * acn_color_contrast:
 *
 * Returns: contrast ratio of two opaque colours, 1 to 21.
 * Source: WCAG 2.1, definitions of relative luminance and contrast ratio
 */
double
acn_color_contrast (AcnColor a, AcnColor b)
{
  double la = relative_luminance (a), lb = relative_luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}
