/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From GNOME's palette, darkened or lightened until every mark has a contrast of 3:1 with the
 * ground and every text 4.5:1 (tested). */
#include "scene/acn-timeline-palette.h"

#include <math.h>

#define HEX(rgb)                                                                                   \
  {                                                                                                \
    ((rgb) >> 16 & 0xff) / 255.0f, ((rgb) >> 8 & 0xff) / 255.0f, ((rgb) &0xff) / 255.0f, 1         \
  }
#define GREY(level, alpha)                                                                         \
  {                                                                                                \
    level, level, level, alpha                                                                     \
  }

static const AcnTimelinePalette light = {
  .ground = HEX (0xffffff),
  .ink = GREY (0.12f, 1),
  .dim = GREY (0.38f, 1),
  .grid = GREY (0, 0.07f),
  .grid_strong = GREY (0, 0.18f),
  .leader = GREY (0, 0.26f),
  .hover = GREY (0, 0.06f),
  .selected = { 0.11f, 0.44f, 0.85f, 0.14f },
  .accent = HEX (0x1c71d8),
  .on_accent = HEX (0xffffff),
  .later = { 0.60f, 0.45f, 0.10f, 0.07f },
  .beyond = GREY (0, 0.035f),
};

static const AcnTimelinePalette dark = {
  .ground = HEX (0x1e1e1e),
  .ink = GREY (0.95f, 1),
  .dim = GREY (0.70f, 1),
  .grid = GREY (1, 0.08f),
  .grid_strong = GREY (1, 0.2f),
  .leader = GREY (1, 0.3f),
  .hover = GREY (1, 0.08f),
  .selected = { 0.47f, 0.68f, 0.93f, 0.2f },
  .accent = HEX (0x78aeed),
  .on_accent = HEX (0x10243d),
  .later = { 0.95f, 0.80f, 0.40f, 0.06f },
  .beyond = GREY (1, 0.035f),
};

/* The same for high contrast: nothing is faint. */
static const AcnTimelinePalette strong_light = {
  .ground = HEX (0xffffff),
  .ink = GREY (0, 1),
  .dim = GREY (0.15f, 1),
  .grid = GREY (0, 0.22f),
  .grid_strong = GREY (0, 0.6f),
  .leader = GREY (0, 0.75f),
  .hover = GREY (0, 0.14f),
  .selected = { 0.11f, 0.44f, 0.85f, 0.3f },
  .accent = HEX (0x1a5fb4),
  .on_accent = HEX (0xffffff),
  .later = { 0.60f, 0.45f, 0.10f, 0.15f },
  .beyond = GREY (0, 0.08f),
};

static const AcnTimelinePalette strong_dark = {
  .ground = HEX (0x1e1e1e),
  .ink = GREY (1, 1),
  .dim = GREY (0.9f, 1),
  .grid = GREY (1, 0.25f),
  .grid_strong = GREY (1, 0.6f),
  .leader = GREY (1, 0.75f),
  .hover = GREY (1, 0.16f),
  .selected = { 0.47f, 0.68f, 0.93f, 0.4f },
  .accent = HEX (0x99c1f1),
  .on_accent = HEX (0x10243d),
  .later = { 0.95f, 0.80f, 0.40f, 0.15f },
  .beyond = GREY (1, 0.08f),
};

/* Neighbours differ in hue and in lightness; after the last the first comes again. */
static const AcnColor lanes_light[] = {
  HEX (0x1c71d8), HEX (0xc01c28), HEX (0x1b8293), HEX (0xc64600), HEX (0x813d9c),
  HEX (0x1a7f50), HEX (0x865e3c), HEX (0xb8427f), HEX (0x946a00), HEX (0x5e6f82),
};
static const AcnColor lanes_dark[] = {
  HEX (0x78aeed), HEX (0xf47a6e), HEX (0x5cc4d4), HEX (0xffa05c), HEX (0xc994e0),
  HEX (0x5fcf97), HEX (0xcdab8f), HEX (0xf08fbf), HEX (0xe0ba55), HEX (0xa6b4c4),
};

/**
 * acn_timeline_palette_get:
 * @is_dark: whether the ground is dark
 *
 * Returns: (transfer none): the palette.
 */
const AcnTimelinePalette *
acn_timeline_palette_get (gboolean is_dark)
{
  return is_dark ? &dark : &light;
}

/**
 * acn_timeline_palette_get_strong:
 * @is_dark: whether the ground is dark
 *
 * Returns: (transfer none): the palette for those who want a high contrast.
 */
const AcnTimelinePalette *
acn_timeline_palette_get_strong (gboolean is_dark)
{
  return is_dark ? &strong_dark : &strong_light;
}

/**
 * acn_timeline_lane_color:
 * @lane: index of a lane, any
 * @is_dark: whether the ground is dark
 *
 * Returns: the opaque colour of the lane's marks.
 */
AcnColor
acn_timeline_lane_color (guint lane, gboolean is_dark)
{
  lane %= G_N_ELEMENTS (lanes_light);
  return is_dark ? lanes_dark[lane] : lanes_light[lane];
}

static double
get_luminance (AcnColor color)
{
  const double channels[3] = { color.r, color.g, color.b };
  const double weights[3] = { 0.2126, 0.7152, 0.0722 };
  double       sum = 0;

  for (guint i = 0; i < 3; i++)
    sum += weights[i] * (channels[i] <= 0.04045 ? channels[i] / 12.92
                                                : pow ((channels[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/**
 * acn_timeline_ink_on:
 * @ground: opaque
 *
 * Returns: white or near black, whichever reads better on @ground.
 * Source: contrast ratio of WCAG 2.1, where both inks are equal at a luminance of 0.18
 */
AcnColor
acn_timeline_ink_on (AcnColor ground)
{
  return get_luminance (ground) > 0.2 ? (AcnColor) GREY (0.08f, 1) : (AcnColor) GREY (1, 1);
}

/**
 * acn_timeline_fade:
 * @alpha: 0..1
 *
 * Returns: @color with its alpha multiplied by @alpha.
 */
AcnColor
acn_timeline_fade (AcnColor color, double alpha)
{
  color.a *= (float) alpha;
  return color;
}
