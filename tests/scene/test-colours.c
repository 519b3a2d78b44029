/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes of territory of the shipped dossier as those see them who see no colours, or not all:
 * each pair differs by its ground or by a pattern that shows, in every style of map. */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "scene/acn-map-spec.h"
#include "scene/acn-palette.h"

#include <math.h>

/* What is laid over a hatch: its lines have this strength (see acn-map-layout.c). */
#define HATCH_ALPHA 0.85
/* Differences of CIELAB: of grounds seen apart from each other, of a line on its own ground. */
#define GROUNDS_APART 9.0
#define LINE_SHOWS 12.0

typedef struct
{
  double l, a, b;
} Lab;

typedef enum
{
  SIGHT_FULL,
  SIGHT_PROTAN,
  SIGHT_DEUTAN,
  SIGHT_TRITAN,
  SIGHT_GREY,
  N_SIGHTS,
} Sight;

static const char *const sights[] = { "full", "protan", "deutan", "tritan", "grey" };

/* On linear RGB; Machado, Oliveira & Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1. */
static const double simulations[][9] = {
  [SIGHT_FULL] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
  [SIGHT_PROTAN] = { 0.152286,
                     1.052583,
                     -0.204868,
                     0.114503,
                     0.786281,
                     0.099216,
                     -0.003882,
                     -0.048116,
                     1.051998 },
  [SIGHT_DEUTAN] = { 0.367322,
                     0.860646,
                     -0.227968,
                     0.280085,
                     0.672501,
                     0.047413,
                     -0.011820,
                     0.042940,
                     0.968881 },
  [SIGHT_TRITAN] = { 1.255528,
                     -0.076749,
                     -0.178779,
                     -0.078411,
                     0.930809,
                     0.147602,
                     0.004733,
                     0.691367,
                     0.303900 },
  [SIGHT_GREY] = { 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722 },
};

static double
linearize (double v)
{
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

static double
lab_curve (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIELAB of a colour as it is seen; sRGB's white (D65). */
static Lab
see (AcnColor color, Sight sight)
{
  const double *m = simulations[sight];
  const double  rgb[3] = { linearize (color.r), linearize (color.g), linearize (color.b) };
  double        seen[3], x, y, z;

  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (m[3 * i] * rgb[0] + m[3 * i + 1] * rgb[1] + m[3 * i + 2] * rgb[2], 0, 1);
  x = lab_curve ((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
  y = lab_curve (0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  z = lab_curve ((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
  return (Lab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static double
difference (AcnColor p, AcnColor q, Sight sight)
{
  const Lab a = see (p, sight), b = see (q, sight);

  return sqrt ((a.l - b.l) * (a.l - b.l) + (a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b));
}

static AcnColor
lay_over (AcnColor ground, AcnColor color, double alpha)
{
  const float a = (float) alpha;

  return (AcnColor){ ground.r + (color.r - ground.r) * a,
                     ground.g + (color.g - ground.g) * a,
                     ground.b + (color.b - ground.b) * a,
                     1 };
}

static AcnColor
ground_of (const AcnStyle *style, AcnTheme theme)
{
  return lay_over (
      acn_palette_get (theme)->land, acn_palette_hue (theme, style->fill), style->opacity);
}

/* Whether two styles have different patterns, and each that there is shows on its ground. */
static gboolean
patterns_differ (const AcnStyle *a, const AcnStyle *b, AcnTheme theme, Sight sight)
{
  const AcnStyle *both[2] = { a, b };

  if (a->hatch == b->hatch && a->dash == b->dash)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      const AcnColor ground = ground_of (both[i], theme);
      const AcnHue   hue = both[i]->hatch != ACN_HATCH_NONE ? both[i]->fill : both[i]->stroke;

      if ((both[i]->hatch != ACN_HATCH_NONE || both[i]->dash) &&
          difference (ground, lay_over (ground, acn_palette_hue (theme, hue), HATCH_ALPHA), sight) <
              LINE_SHOWS)
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  const char *name;
  AcnStyle    style;
} Class;

/* Kyiv-controlled, covered, contested, and the classes of what is occupied. */
static guint
collect (AcnDossier *dossier, Class *classes)
{
  static const char *const ids[] = { "controlled", "covered", "contested", "occupied" };
  const AcnLayer          *layers = acn_dossier_get_layers (dossier, NULL);
  guint                    n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const AcnLayer *layer = &layers[acn_dossier_find_layer (dossier, ids[i])];

      for (guint c = 0; c < layer->n_classes; c++)
        classes[n++] = (Class){ layer->classes[c].id, layer->classes[c].style };
      if (layer->n_classes == 0)
        classes[n++] = (Class){ layer->id, layer->style };
    }
  return n;
}

static void
test_territory (gconstpointer data)
{
  const Sight sight = (Sight) GPOINTER_TO_UINT (data);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  g_autoptr (AcnDossier) dossier = acn_load_dossier (path, diagnostics, NULL);
  Class       classes[16];
  const guint n = collect (dossier, classes);

  g_assert_cmpuint (n, ==, 5);
  for (AcnTheme theme = ACN_THEME_LIGHT; theme <= ACN_THEME_GREY; theme++)
    for (guint i = 0; i < n; i++)
      for (guint k = i + 1; k < n; k++)
        {
          const double apart = difference (
              ground_of (&classes[i].style, theme), ground_of (&classes[k].style, theme), sight);

          if (apart < GROUNDS_APART &&
              !patterns_differ (&classes[i].style, &classes[k].style, theme, sight))
            g_error ("%s and %s look alike (%.1f) in style %d, sight %s",
                     classes[i].name,
                     classes[k].name,
                     apart,
                     theme,
                     sights[sight]);
        }
}

/* The simulation itself: red and green are apart, but not for all. */
static void
test_simulation (void)
{
  const AcnColor red = { 0.75f, 0.25f, 0.2f, 1 }, green = { 0.42f, 0.45f, 0.15f, 1 };
  const AcnColor white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };

  g_assert_cmpfloat (difference (red, green, SIGHT_FULL), >, 40);
  g_assert_cmpfloat (difference (red, green, SIGHT_DEUTAN), <, 20);
  for (Sight sight = SIGHT_FULL; sight < N_SIGHTS; sight++)
    g_assert_cmpfloat_with_epsilon (difference (white, black, sight), 100, 1);
}

/* The line between the parts is seen on each of them: it has a casing and a colour of its own. */
static void
test_line_shows (void)
{
  for (AcnTheme theme = ACN_THEME_LIGHT; theme <= ACN_THEME_GREY; theme++)
    for (Sight sight = SIGHT_FULL; sight < N_SIGHTS; sight++)
      g_assert_cmpfloat (difference (acn_palette_hue (theme, ACN_HUE_CRIMSON),
                                     acn_palette_get (theme)->border_casing,
                                     sight),
                         >,
                         30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/colours/simulation", test_simulation);
  g_test_add_func ("/scene/colours/line-shows", test_line_shows);
  for (Sight sight = SIGHT_FULL; sight < N_SIGHTS; sight++)
    {
      g_autofree char *name = g_strdup_printf ("/scene/colours/territory/%s", sights[sight]);

      g_test_add_data_func (name, GUINT_TO_POINTER (sight), test_territory);
    }
  return g_test_run ();
}
