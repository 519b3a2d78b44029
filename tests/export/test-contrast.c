/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every text that is drawn rather than set by the toolkit stands out from what it is drawn on: of
 * figures with map, legend, notes and all parts, of the timeline and of its overview.
 * WCAG 2.1, 1.4.3, on the pixels of the picture. */
#include "../shipped.h"

#include "export/acn-cairo-painter.h"
#include "export/acn-figure.h"
#include "export/acn-pango-text.h"
#include "scene/acn-palette.h"
#include "scene/acn-timeline-layout.h"
#include "scene/acn-timeline-overview.h"
#include "scene/acn-timeline-palette.h"

#include <math.h>
#include <string.h>

#define CONTRAST_MIN 4.5
/* A halo that hides less than this of what is below is no ground of its own. */
#define HALO_ALPHA_MIN 0.6
#define SCALE 2

typedef struct
{
  AcnDossier *dossier;
  AcnBasemap *basemap;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->dossier = load_shipped ();
  f->basemap = acn_basemap_open_default (NULL);
  g_assert_nonnull (f->basemap);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  acn_basemap_unref (f->basemap);
  acn_dossier_unref (f->dossier);
}

static cairo_surface_t *
paint (const AcnDisplayList *list, int width_px, int height_px, AcnColor ground)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, SCALE * width_px, SCALE * height_px);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, SCALE, SCALE);
  cairo_set_source_rgb (cr, ground.r, ground.g, ground.b);
  cairo_paint (cr);
  acn_cairo_paint (cr, list);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static AcnColor
color_of (guint32 pixel)
{
  return (AcnColor){
    (pixel >> 16 & 0xff) / 255.0f, (pixel >> 8 & 0xff) / 255.0f, (pixel & 0xff) / 255.0f, 1
  };
}

/* The colour there is most of in the box of a text, alike ones taken together: the ground. */
static gboolean
find_ground (cairo_surface_t *surface, const AcnOp *op, AcnColor *out)
{
  const AcnTextSize size = acn_pango_text_measure (&op->font, op->text, NULL);
  const int         width = cairo_image_surface_get_width (surface);
  const int         height = cairo_image_surface_get_height (surface);
  g_autofree guint *counts = g_new0 (guint, 1 << 15);
  guint             best = 0; /* how often the ground is there */

  for (double u = 0; u < size.width_px; u += 0.5)
    for (double v = -0.7 * op->font.size_px; v < 0.2 * op->font.size_px; v += 0.5)
      {
        const int x = (int) (SCALE * (op->x + u * cos (op->angle_rad) - v * sin (op->angle_rad)));
        const int y = (int) (SCALE * (op->y + u * sin (op->angle_rad) + v * cos (op->angle_rad)));
        guint32   pixel;
        guint     key;

        if (x < 0 || y < 0 || x >= width || y >= height)
          return FALSE; /* cut by the edge of the picture */
        memcpy (&pixel,
                cairo_image_surface_get_data (surface) +
                    y * cairo_image_surface_get_stride (surface) + 4 * x,
                4);
        key = (pixel >> 19 & 31) << 10 | (pixel >> 11 & 31) << 5 | (pixel >> 3 & 31);
        if (++counts[key] > best)
          {
            best = counts[key];
            *out = color_of (pixel);
          }
      }
  return best > 0;
}

static AcnColor
lay_over (AcnColor color, AcnColor ground)
{
  return (AcnColor){ color.r * color.a + ground.r * (1 - color.a),
                     color.g * color.a + ground.g * (1 - color.a),
                     color.b * color.a + ground.b * (1 - color.a),
                     1 };
}

/* Whether a card lies over a text that was painted before it. */
static gboolean
is_covered (const AcnOp *ops, guint n, guint text)
{
  const AcnTextSize size = acn_pango_text_measure (&ops[text].font, ops[text].text, NULL);
  const double      x = ops[text].x + size.width_px / 2;
  const double      y = ops[text].y - 0.35 * ops[text].font.size_px;

  for (guint i = text + 1; i < n; i++)
    if (ops[i].kind == ACN_OP_RECT && ops[i].color.a > 0.5 && x > ops[i].x &&
        x < ops[i].x + ops[i].width && y > ops[i].y && y < ops[i].y + ops[i].height)
      return TRUE;
  return FALSE;
}

/* Returns: how many texts there were. */
static guint
check_texts (
    const AcnDisplayList *list, int width_px, int height_px, AcnColor ground, const char *what)
{
  cairo_surface_t *surface = paint (list, width_px, height_px, ground);
  guint            n, n_texts = 0;
  const AcnOp     *ops = acn_display_list_get_ops (list, &n);

  for (guint i = 0; i < n; i++)
    {
      AcnColor below;
      double   contrast;

      if (ops[i].kind != ACN_OP_TEXT || is_covered (ops, n, i) ||
          !find_ground (surface, &ops[i], &below))
        continue;
      n_texts++;
      contrast = acn_color_contrast (lay_over (ops[i].color, below), below);
      if (ops[i].line_width > 0 && ops[i].line_color.a >= HALO_ALPHA_MIN)
        {
          const AcnColor halo = lay_over (ops[i].line_color, below);

          contrast = MAX (contrast, acn_color_contrast (lay_over (ops[i].color, halo), halo));
        }
      if (contrast < CONTRAST_MIN)
        {
          g_test_message ("%s: “%s” at %.0f, %.0f has %.2f:1",
                          what,
                          ops[i].text,
                          (double) ops[i].x,
                          (double) ops[i].y,
                          contrast);
          g_test_fail ();
        }
    }
  cairo_surface_destroy (surface);
  return n_texts;
}

static void
test_figures (Fixture *f, gconstpointer unused)
{
  static const char *const languages[] = { "en", "uk" };
  static const char *const themes[] = { "light", "dark", "print", "grey" };

  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
      {
        g_autoptr (AcnMapSpec) map = acn_map_spec_new (f->dossier, f->basemap);
        g_autoptr (AcnDisplayList) list = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *what = g_strdup_printf ("figure, %s, %s", themes[t], languages[l]);
        AcnFigure        figure;
        guint            view = acn_dossier_get_home_view (f->dossier);

        map->theme = (AcnTheme) t;
        map->language = g_intern_string (languages[l]);
        map->day = parse_day ("2024-03-31");
        acn_figure_init (&figure, map);
        figure.bounds = acn_dossier_get_views (f->dossier, NULL)[view].bounds;
        figure.width_px = 1280;
        figure.height_px = 800;
        figure.parts = ACN_FIGURE_LEGEND | ACN_FIGURE_SCALE_BAR | ACN_FIGURE_READOUT |
                       ACN_FIGURE_TIMELINE | ACN_FIGURE_INSET | ACN_FIGURE_SMALL_PRINT;
        list = acn_figure_layout (&figure, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (
            check_texts (list, 1280, 800, acn_palette_get (map->theme)->sea, what), >, 40);
        acn_figure_clear (&figure);
      }
}

static void
test_timeline (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnTimelineIndex) index = acn_timeline_index_new (f->dossier, NULL);
  const AcnSpan span = acn_dossier_get_span (f->dossier);

  for (guint dark = 0; dark < 2; dark++)
    for (guint horizontal = 0; horizontal < 2; horizontal++)
      {
        const guint     selected = acn_dossier_find_event (f->dossier, "SUM-01");
        const int       width = horizontal ? 1200 : 420, height = horizontal ? 320 : 700;
        AcnTimelineSpec spec = { .begin_day = span.begin_day,
                                 .end_day = span.end_day,
                                 .width_px = width,
                                 .height_px = height,
                                 .horizontal = horizontal,
                                 .dark = dark,
                                 .text_scale = 1,
                                 .reach = span,
                                 .selection = selected,
                                 .hover = selected + 1,
                                 .language = "en",
                                 .meter = { .measure = acn_pango_text_measure } };
        g_autoptr (AcnTimelineLayout) layout = acn_timeline_layout_new (index, &spec);
        g_autoptr (AcnDisplayList) playhead =
            acn_timeline_layout_playhead (layout, parse_day ("2022-02-24"), TRUE);
        g_autoptr (AcnDisplayList) list = acn_display_list_new ();

        acn_display_list_append (list, acn_timeline_layout_get_list (layout), 0, 0);
        acn_display_list_append (list, playhead, 0, 0);
        g_assert_cmpuint (check_texts (list,
                                       width,
                                       height,
                                       acn_timeline_palette_get (dark)->ground,
                                       dark ? "timeline, dark" : "timeline, light"),
                          >,
                          25);
      }
}

static void
test_overview (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnTimelineIndex) index = acn_timeline_index_new (f->dossier, NULL);
  const AcnOverviewShare shares[] = { { parse_day ("2014-03-18"), 0.07 },
                                      { parse_day ("2022-03-30"), 0.25 } };

  for (guint dark = 0; dark < 2; dark++)
    {
      const AcnSpan   span = acn_dossier_get_span (f->dossier);
      AcnOverviewSpec spec = { .extent = span,
                               .visible_begin = span.begin_day + 1000,
                               .visible_end = span.end_day - 500,
                               .width_px = 900,
                               .height_px = 46,
                               .shares = shares,
                               .n_shares = G_N_ELEMENTS (shares),
                               .share_color = { 0.75f, 0.1f, 0.2f, 1 },
                               .dark = dark,
                               .text_scale = 1,
                               .language = "en",
                               .meter = { .measure = acn_pango_text_measure } };
      g_autoptr (AcnDisplayList) list = acn_overview_layout (index, &spec);

      g_assert_cmpuint (check_texts (list,
                                     900,
                                     46,
                                     acn_timeline_palette_get (dark)->ground,
                                     dark ? "overview, dark" : "overview, light"),
                        >,
                        5);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/export/contrast/figures", Fixture, NULL, set_up, test_figures, tear_down);
  g_test_add ("/export/contrast/timeline", Fixture, NULL, set_up, test_timeline, tear_down);
  g_test_add ("/export/contrast/overview", Fixture, NULL, set_up, test_overview, tear_down);
  return g_test_run ();
}
