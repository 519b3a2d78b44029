/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the map of the shipped dossier, and how much of the map it leaves free. */
#include "scene/acn-furniture.h"
#include "scene/acn-legend.h"
#include "scene/acn-palette.h"

#include "../shipped.h"

#include <string.h>

typedef struct
{
  AcnDossier *dossier;
  AcnMapSpec *spec;
} Fixture;

static const AcnFrame large = { 0, 0, 1280, 800 }, small = { 0, 0, 360, 240 };

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);

  f->dossier = load_shipped ();
  f->spec = acn_map_spec_new (f->dossier, basemap);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  acn_map_spec_unref (f->spec);
  acn_dossier_unref (f->dossier);
}

static AcnTextSize
measure (const AcnFont *font, const char *text, gpointer unused)
{
  return (AcnTextSize){ .width_px = 0.55 * font->size_px * (double) g_utf8_strlen (text, -1),
                        .height_px = 1.3 * font->size_px,
                        .ascent_px = font->size_px };
}

static void
show_layers (Fixture *f, const char *list)
{
  g_autofree char *unknown = NULL;

  g_assert_true (acn_map_spec_parse_layers (f->spec, list, &unknown));
}

/* What the layout really covers: no rectangle lies in the rows that are said to be clear, but those
 * of the parts that are not told of. */
static void
assert_clear (Fixture *f, AcnFurnitureParts parts, const AcnFrame *frame)
{
  const AcnFrame clear = acn_furniture_get_clear (f->spec, parts, frame, measure, NULL);
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  guint        n;
  const AcnOp *ops;

  g_assert_cmpfloat (clear.x, ==, frame->x);
  g_assert_cmpfloat (clear.width, ==, frame->width);
  g_assert_cmpfloat (clear.y, >=, frame->y);
  g_assert_cmpfloat (clear.y + clear.height, <=, frame->y + frame->height);
  acn_furniture_layout (f->spec, parts, frame, 5.5, 48, measure, NULL, list);
  ops = acn_display_list_get_ops (list, &n);
  for (guint i = 0; i < n; i++)
    {
      if (ops[i].kind == ACN_OP_RECT && (double) ops[i].height > 20) /* a card */
        g_assert_true ((double) (ops[i].y + ops[i].height) <= clear.y ||
                       (double) ops[i].y >= clear.y + clear.height - 0.01);
      if (ops[i].kind == ACN_OP_TEXT)
        g_assert_true ((double) ops[i].y <= clear.y || (double) ops[i].y >= clear.y + clear.height);
    }
}

static void
test_clear (Fixture *f, gconstpointer unused)
{
  const AcnFrame moved = { 40, 70, 900, 600 };

  show_layers (f, "nato,occupied");
  assert_clear (f, ACN_FURNITURE_LEGEND, &large);
  assert_clear (f, 0, &large);
  assert_clear (f, 0, &small);
  assert_clear (f, ACN_FURNITURE_LEGEND, &small);
  assert_clear (f, ACN_FURNITURE_LEGEND, &moved);
  show_layers (f, "nato,covered,occupied");
  assert_clear (f, ACN_FURNITURE_LEGEND, &large);
  assert_clear (f, 0, &small);
  assert_clear (f, ACN_FURNITURE_LEGEND, &moved);
}

static void
test_what_takes_from_the_clear (Fixture *f, gconstpointer unused)
{
  const double note = acn_note_height (f->spec, large.width, measure, NULL);
  AcnFrame     bare, badge, legend;
  double       width, height;

  show_layers (f, "nato,occupied");
  bare = acn_furniture_get_clear (f->spec, 0, &large, measure, NULL);
  g_assert_cmpfloat (bare.y, ==, 0);
  g_assert_cmpfloat_with_epsilon (bare.height, large.height - note, 0.01);
  show_layers (f, "nato,covered,occupied");
  badge = acn_furniture_get_clear (f->spec, 0, &large, measure, NULL);
  g_assert_cmpfloat (badge.y, >, 20);
  g_assert_cmpfloat (badge.height, <, bare.height);
  legend = acn_furniture_get_clear (f->spec, ACN_FURNITURE_LEGEND, &large, measure, NULL);
  acn_legend_layout (f->spec, 0, 0, 320, measure, NULL, NULL, &width, &height);
  g_assert_cmpfloat (height, >, 50);
  g_assert_cmpfloat (legend.y, ==, badge.y);
  g_assert_cmpfloat_with_epsilon (legend.height, badge.height - height - 12, 0.01);
}

/* Nothing is left of a map that is lower than what stands on it; nothing less than nothing. */
static void
test_no_room_at_all (Fixture *f, gconstpointer unused)
{
  const AcnFrame tiny = { 0, 0, 120, 30 };

  show_layers (f, "covered");
  g_assert_cmpfloat (
      acn_furniture_get_clear (f->spec, ACN_FURNITURE_ALL, &tiny, measure, NULL).height, ==, 0);
}

static guint
count_legend_texts (Fixture *f, AcnFurnitureParts parts, const AcnFrame *frame)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  g_autoptr (GArray) entries = acn_legend_entries (f->spec);
  guint        n, found = 0;
  const AcnOp *ops;

  acn_furniture_layout (f->spec, parts, frame, 5.5, 48, measure, NULL, list);
  ops = acn_display_list_get_ops (list, &n);
  for (guint e = 0; e < entries->len; e++)
    for (guint i = 0; i < n; i++)
      if (ops[i].kind == ACN_OP_TEXT &&
          g_str_has_prefix (g_array_index (entries, AcnLegendEntry, e).text, ops[i].text))
        {
          found++;
          break;
        }
  return found;
}

/* A legend is on the map, or folded, or there is nothing to explain: one of the three. */
static void
test_folded (Fixture *f, gconstpointer unused)
{
  g_autoptr (GArray) entries = NULL;

  show_layers (f, "nato,covered,occupied,contested");
  entries = acn_legend_entries (f->spec);
  g_assert_cmpuint (entries->len, >=, 4);
  g_assert_true (acn_legend_has_room (f->spec, &large, measure, NULL));
  g_assert_false (acn_legend_is_folded (f->spec, &large, measure, NULL));
  g_assert_cmpuint (count_legend_texts (f, ACN_FURNITURE_ALL, &large), ==, entries->len);
  g_assert_cmpuint (count_legend_texts (f, 0, &large), ==, 0);
  g_assert_false (acn_legend_has_room (f->spec, &small, measure, NULL));
  g_assert_true (acn_legend_is_folded (f->spec, &small, measure, NULL));
  g_assert_cmpuint (count_legend_texts (f, ACN_FURNITURE_ALL, &small), ==, 0);
  show_layers (f, "");
  g_assert_false (acn_legend_has_room (f->spec, &large, measure, NULL));
  g_assert_false (acn_legend_is_folded (f->spec, &small, measure, NULL));
}

/* The bar is as long as it says, at the latitude that it is for. */
static void
test_scale_bar (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    double zoom, lat_deg;
  } cases[] = { { 3.2, 0 }, { 5.5, 48 }, { 7.25, 62 }, { 11.9, -35 } };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (AcnDisplayList) list = acn_display_list_new ();
      const double metres = acn_mercator_metres_per_px (cases[c].lat_deg, cases[c].zoom);
      double       length_px = 0, told_km = 0;
      guint        n;
      const AcnOp *ops;

      acn_scale_bar_layout (
          f->spec, &large, 700, cases[c].zoom, cases[c].lat_deg, measure, NULL, list);
      ops = acn_display_list_get_ops (list, &n);
      for (guint i = 0; i < n; i++)
        {
          if (ops[i].kind == ACN_OP_RECT && ops[i].height == 4)
            length_px += (double) ops[i].width;
          if (ops[i].kind == ACN_OP_TEXT && !g_str_equal (ops[i].text, "0"))
            {
              g_auto (GStrv) digits = g_strsplit (ops[i].text, ",", -1);
              g_autofree char *number = g_strjoinv ("", digits);

              told_km = g_ascii_strtod (number, NULL);
              if (strstr (ops[i].text, "km") == NULL)
                told_km /= 1000;
            }
        }
      g_assert_cmpfloat_with_epsilon (length_px * metres / 1000, told_km, 0.002 * told_km);
      g_assert_cmpfloat (length_px, >, 40);
    }
}

/* Nothing shines through a card, and with high contrast the words on them are told from it, in
 * every theme. */
static void
test_strong (Fixture *f, gconstpointer unused)
{
  for (int theme = ACN_THEME_LIGHT; theme <= ACN_THEME_GREY; theme++)
    for (int strong = 0; strong < 2; strong++)
      {
        g_autoptr (AcnDisplayList) list = acn_display_list_new ();
        const AcnPalette *palette = acn_palette_get (theme);
        guint             n, n_opaque = 0, n_cards = 0;
        const AcnOp      *ops;

        f->spec->theme = theme;
        f->spec->strong = strong != 0;
        acn_furniture_layout (f->spec, ACN_FURNITURE_ALL, &large, 5.5, 48, measure, NULL, list);
        ops = acn_display_list_get_ops (list, &n);
        for (guint i = 0; i < n; i++)
          {
            if (ops[i].kind == ACN_OP_RECT && (double) ops[i].height > 16)
              {
                n_cards++;
                n_opaque += (double) ops[i].color.a > 0.999;
              }
            if (ops[i].kind == ACN_OP_TEXT && strong && ops[i].color.a > 0)
              g_assert_cmpfloat (acn_color_contrast (ops[i].color, palette->card), >, 4.5);
          }
        g_assert_cmpuint (n_cards, >=, 4);
        g_assert_cmpuint (n_opaque, ==, n_cards);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/scene/furniture/clear", test_clear);
  ADD ("/scene/furniture/what-takes-from-the-clear", test_what_takes_from_the_clear);
  ADD ("/scene/furniture/no-room-at-all", test_no_room_at_all);
  ADD ("/scene/furniture/folded", test_folded);
  ADD ("/scene/furniture/scale-bar", test_scale_bar);
  ADD ("/scene/furniture/strong", test_strong);
  return g_test_run ();
}
