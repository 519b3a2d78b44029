/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the map of the shipped dossier: none over another, the same wherever the edge of the map
 * cuts, seas and countries along their extent; and what stands on the lines of reach. */
#include "scene/acn-labels.h"
#include "scene/acn-line-labels.h"
#include "scene/acn-map-scene.h"

#include "../shipped.h"

#include <math.h>
#include <string.h>

/* A place's dot is told with its edge, which may touch. */
#define EDGE_PX 2.01

typedef struct
{
  AcnMapSpec *spec;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);

  f->spec = acn_map_spec_new (dossier, basemap);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  acn_map_spec_unref (f->spec);
}

static AcnTextSize
measure (const AcnFont *font, const char *text, gpointer unused)
{
  return (AcnTextSize){ .width_px = 0.56 * font->size_px * (double) g_utf8_strlen (text, -1),
                        .height_px = 1.3 * font->size_px,
                        .ascent_px = font->size_px };
}

static AcnLabelPlan *
plan_at (Fixture *f, double zoom)
{
  return acn_label_plan_new (f->spec, zoom, NULL, measure, NULL);
}

static gboolean
is_character (const AcnLabel *label)
{
  return g_utf8_strlen (label->text, -1) == 1;
}

/* Whether two labels are characters of one run: nothing but characters of its font is between. */
static gboolean
are_of_one_run (const AcnLabel *labels, guint i, guint k)
{
  for (guint l = i; l <= k; l++)
    if (!is_character (&labels[l]) || labels[l].font.size_px != labels[i].font.size_px)
      return FALSE;
  return TRUE;
}

static void
assert_no_overlap (const AcnLabelPlan *plan, const char *language, double zoom)
{
  guint           n;
  const AcnLabel *labels = acn_label_plan_get (plan, &n);

  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
      if (labels[i].west + EDGE_PX < labels[k].east && labels[k].west + EDGE_PX < labels[i].east &&
          labels[i].north + EDGE_PX < labels[k].south &&
          labels[k].north + EDGE_PX < labels[i].south && !are_of_one_run (labels, i, k))
        g_error ("“%s” and “%s” overlap at zoom %g in %s",
                 labels[i].text,
                 labels[k].text,
                 zoom,
                 language);
}

static void
test_no_overlap (Fixture *f, gconstpointer unused)
{
  static const char *const languages[] = { "en", "uk" };

  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      f->spec->language = g_intern_static_string (languages[l]);
      for (double zoom = 2.5; zoom < 10; zoom += 0.83)
        {
          g_autoptr (AcnLabelPlan) plan = plan_at (f, zoom);

          assert_no_overlap (plan, languages[l], zoom);
        }
    }
}

static const AcnLabel *
find_name (const AcnLabelPlan *plan, const char *name)
{
  guint           n;
  const AcnLabel *labels = acn_label_plan_get (plan, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (labels[i].text, name))
      return &labels[i];
  return NULL;
}

/* The first of the characters that spell a word, in order. */
static const AcnLabel *
find_spelt (const AcnLabelPlan *plan, const char *word)
{
  guint           n;
  const AcnLabel *labels = acn_label_plan_get (plan, &n);

  for (guint i = 0; i < n; i++)
    {
      const char *p = word;

      for (guint k = i; k < n && *p != '\0' && g_str_has_prefix (p, labels[k].text); k++)
        {
          p += strlen (labels[k].text);
          while (*p == ' ')
            p++;
        }
      if (*p == '\0')
        return &labels[i];
    }
  return NULL;
}

/* The great before the small; both where there is room. */
static void
test_rank (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnLabelPlan) far = plan_at (f, 4.2), near = plan_at (f, 8.9);

  g_assert_nonnull (find_name (far, "Kyiv"));
  g_assert_true (find_name (far, "Kyiv")->capital);
  g_assert_null (find_name (far, "Avdiivka"));
  g_assert_nonnull (find_name (near, "Avdiivka"));
  g_assert_cmpfloat (
      find_name (near, "Avdiivka")->font.size_px, <, find_name (near, "Kyiv")->font.size_px);
}

static void
test_language (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnLabelPlan) plan = NULL;

  f->spec->language = g_intern_static_string ("uk");
  plan = plan_at (f, 6);
  g_assert_nonnull (find_name (plan, "Київ"));
  g_assert_null (find_name (plan, "Kyiv"));
  g_assert_nonnull (find_spelt (plan, "УКРАЇНА"));
  g_assert_nonnull (find_spelt (plan, "Чорне море"));
}

/* Seas and countries are spaced along their extent: wider than the word is by itself. */
static void
test_spaced (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *word;
    double      zoom;
    gboolean    is_water;
  } cases[] = { { "UKRAINE", 6, FALSE },
                { "ROMANIA", 6, FALSE },
                { "Black Sea", 6, TRUE },
                { "Baltic Sea", 5, TRUE } };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (AcnLabelPlan) plan = plan_at (f, cases[c].zoom);
      const AcnLabel *first = find_spelt (plan, cases[c].word), *last;
      guint           n = 0;

      g_assert_nonnull (first);
      for (const char *p = cases[c].word; *p != '\0'; p++)
        n += *p != ' ';
      last = first + n - 1;
      g_assert_cmpfloat (hypot (last->x - first->x, last->y - first->y),
                         >,
                         1.2 * measure (&first->font, cases[c].word, NULL).width_px);
      g_assert_cmpint (first->ink, ==, cases[c].is_water ? ACN_INK_WATER : ACN_INK_COUNTRY);
      g_assert_cmpint (first->font.italic, ==, cases[c].is_water);
    }
}

/* A word that does not end a longer text. */
static gboolean
find_spelt_alone (const AcnLabelPlan *plan, const char *word)
{
  guint           n;
  const AcnLabel *all = acn_label_plan_get (plan, &n);

  for (guint i = 0; i + 5 <= n; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = i; k < n && text->len < strlen (word); k++)
        g_string_append (text, all[k].text);
      if (g_str_equal (text->str, word) && (i == 0 || !g_str_equal (all[i - 1].text, ":")))
        return TRUE;
    }
  return FALSE;
}

/* --- Panning --------------------------------------------------------------------------------- */

/* What a piece says and where, in world pixels. */
static GHashTable *
read_piece (AcnMapScene *scene, double west, double north, double width, double height)
{
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  GHashTable  *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint        n;
  const AcnOp *ops;

  acn_map_scene_layout (scene, west, north, width, height, list);
  ops = acn_display_list_get_ops (list, &n);
  for (guint i = 0; i < n; i++)
    {
      const double x = (double) ops[i].x, y = (double) ops[i].y;

      /* Clear of the edges by as much as the longest name. */
      if (ops[i].kind == ACN_OP_TEXT && x > 220 && x < width - 220 && y > 40 && y < height - 40)
        g_hash_table_add (texts,
                          g_strdup_printf ("%s %.1f %.1f", ops[i].text, x + west, y + north));
    }
  return texts;
}

/* A name that stood in the middle of the map stands there still, wherever the map was moved. */
static void
test_stable_while_panning (Fixture *f, gconstpointer unused)
{
  static const double moves[][2] = { { 1, 0 }, { 0, 1 }, { 37, 21 }, { -64, 90 }, { 113, -53 } };
  const double        zoom = 6.3, west = 9660, north = 6700, width = 1100, height = 760;
  g_autoptr (AcnMapScene) scene = acn_map_scene_new (f->spec, zoom, 1, NULL, NULL, measure, NULL);
  g_autoptr (GHashTable) before = read_piece (scene, west, north, width, height);

  g_assert_cmpuint (g_hash_table_size (before), >, 20);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (GHashTable) wide = read_piece (
          scene, west + moves[i][0] - 200, north + moves[i][1] - 200, width + 400, height + 400);
      GHashTableIter iter;
      gpointer       text;

      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, &text, NULL))
        if (!g_hash_table_contains (wide, text))
          g_error ("“%s” is not there after a move by %g, %g",
                   (const char *) text,
                   moves[i][0],
                   moves[i][1]);
    }
}

/* Texts twice as large: still none over another, the same places first, and a picture with other
 * names everywhere. */
static void
test_text_scale (Fixture *f, gconstpointer unused)
{
  const double zoom = 6.3;
  g_autoptr (AcnMapScene) plain = acn_map_scene_new (f->spec, zoom, 1, NULL, NULL, measure, NULL);
  g_autoptr (AcnLabelPlan) small = plan_at (f, zoom), large = NULL;
  g_autoptr (AcnMapSpec) spec = acn_map_spec_copy (f->spec);
  g_autoptr (AcnMapScene) grown = NULL;
  g_autoptr (GArray) boxes = NULL;
  guint n_small, n_large;

  spec->text_scale = 2;
  grown = acn_map_scene_new (spec, zoom, 1, plain, NULL, measure, NULL);
  g_assert_false (acn_map_scene_changes (plain, grown, &boxes));
  acn_map_spec_unref (f->spec);
  f->spec = acn_map_spec_copy (spec); /* which keeps it */
  large = plan_at (f, zoom);
  assert_no_overlap (large, "en", zoom);
  acn_label_plan_get (small, &n_small);
  acn_label_plan_get (large, &n_large);
  g_assert_cmpuint (n_large, >, 20);
  g_assert_cmpuint (n_large, <, n_small);
  g_assert_cmpfloat (
      find_name (large, "Kyiv")->font.size_px, ==, 2 * find_name (small, "Kyiv")->font.size_px);
  g_assert_cmpfloat (find_spelt (large, "UKRAINE")->font.size_px,
                     ==,
                     2 * find_spelt (small, "UKRAINE")->font.size_px);
}

static void
assert_same_names (AcnMapScene *a, AcnMapScene *b)
{
  const double west = 9660, north = 6700, width = 1100, height = 760;
  g_autoptr (GHashTable) texts = read_piece (a, west, north, width, height);
  g_autoptr (GHashTable) others = read_piece (b, west, north, width, height);
  GHashTableIter iter;
  gpointer       text;

  g_assert_cmpuint (g_hash_table_size (texts), >, 20);
  g_assert_cmpuint (g_hash_table_size (texts), ==, g_hash_table_size (others));
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    g_assert_true (g_hash_table_contains (others, text));
}

/* A scene that takes over what it can of the one before has the same names as one that cannot:
 * layers of areas and of points come and go, and so does the dossier. */
static void
test_names_of_the_scene_before (Fixture *f, gconstpointer unused)
{
  static const char *const shown[] = { "cities,covered", "covered", "cities,occupied", NULL, NULL };
  const double             zoom = 6.3;
  g_autoptr (AcnMapScene) scene = acn_map_scene_new (f->spec, zoom, 1, NULL, NULL, measure, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autoptr (AcnMapSpec) spec =
          acn_map_spec_new (shown[i] != NULL ? f->spec->dossier : NULL, f->spec->basemap);
      g_autoptr (AcnMapScene) fresh = NULL;
      g_autofree char *unknown = NULL;
      AcnMapScene     *next;

      if (shown[i] != NULL)
        {
          spec->day = f->spec->day;
          g_assert_true (acn_map_spec_parse_layers (spec, shown[i], &unknown));
        }
      next = acn_map_scene_new (spec, zoom, 1, scene, NULL, measure, NULL);
      fresh = acn_map_scene_new (spec, zoom, 1, NULL, NULL, measure, NULL);
      assert_same_names (next, fresh);
      acn_map_scene_unref (scene);
      scene = next;
    }
}

/* --- Lines of reach --------------------------------------------------------------------------- */

static void
show_layers (Fixture *f, const char *list)
{
  g_autofree char *unknown = NULL;

  g_assert_true (acn_map_spec_parse_layers (f->spec, list, &unknown));
}

static AcnLabelPlan *
label_lines (Fixture *f, double zoom, const AcnLabelPlan *names)
{
  return acn_line_labels_new (f->spec, zoom, acn_shape_level (zoom, 1), NULL, names, measure, NULL);
}

/* How far a point is from the line of a layer, px. */
static double
distance_to_line (Fixture *f, const char *id, double zoom, double x, double y)
{
  const guint layer = acn_dossier_find_layer (f->spec->dossier, id);
  g_autoptr (AcnPyramid) pyramid =
      acn_dossier_layer_area_at (f->spec->dossier, layer, f->spec->day, NULL);
  const AcnShape *shape = acn_pyramid_get_shape (pyramid, acn_shape_level (zoom, 1));
  const double    scale = ACN_TILE_SIZE * exp2 (zoom) / ACN_WORLD_SIZE;
  double          nearest = G_MAXDOUBLE;

  for (guint r = 0; r < shape->n_rings; r++)
    for (guint i = 0; i < shape->rings[r].n; i++)
      {
        const gint32 *a = shape->xy + 2 * (shape->rings[r].first + i);
        const gint32 *b = shape->xy + 2 * (shape->rings[r].first + (i + 1) % shape->rings[r].n);
        const double  ax = a[0] * scale, ay = a[1] * scale;
        const double  dx = b[0] * scale - ax, dy = b[1] * scale - ay;
        const double  length = dx * dx + dy * dy;
        const double  t = length > 0 ? CLAMP (((x - ax) * dx + (y - ay) * dy) / length, 0, 1) : 0;

        nearest = MIN (nearest, hypot (ax + t * dx - x, ay + t * dy - y));
      }
  return nearest;
}

static void
test_lines_are_labelled (Fixture *f, gconstpointer unused)
{
  gboolean has_short = FALSE;

  show_layers (f, "cities,reach-gmlrs,reach-atacms-long");
  for (double zoom = 5.4; zoom < 8; zoom += 0.7)
    {
      g_autoptr (AcnLabelPlan) names = plan_at (f, zoom), lines = label_lines (f, zoom, names);
      guint           n, n_names;
      const AcnLabel *labels, *taken = acn_label_plan_get (names, &n_names);

      g_assert_nonnull (lines);
      g_assert_nonnull (find_spelt (lines, "ATACMS of longer range: 300 km"));
      g_assert_nonnull (find_spelt (lines, zoom > 6 ? "Guided rockets (GMLRS): 70 km" : "70km"));
      has_short = has_short || find_spelt_alone (lines, "70km");
      labels = acn_label_plan_get (lines, &n);
      for (guint i = 0; i < n; i++)
        {
          const double x = (labels[i].west + labels[i].east) / 2;
          const double y = (labels[i].north + labels[i].south) / 2;

          g_assert_cmpfloat (MIN (distance_to_line (f, "reach-gmlrs", zoom, x, y),
                                  distance_to_line (f, "reach-atacms-long", zoom, x, y)),
                             <,
                             10); /* the middle of a letter that stands on the line */
          g_assert_cmpfloat (cos (labels[i].angle_rad), >=, 0); /* none stands on its head */
          for (guint k = 0; k < n_names; k++)
            g_assert_false (labels[i].west < taken[k].east && taken[k].west < labels[i].east &&
                            labels[i].north < taken[k].south && taken[k].north < labels[i].south);
        }
    }
  g_assert_true (has_short); /* where there is no room for more */
}

/* The names do not notice; without a line there is nothing; another day may have another line. */
static void
test_lines_change_nothing_else (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnLabelPlan) names = plan_at (f, 6), lines = NULL, again = NULL, later = NULL;

  show_layers (f, "cities,occupied");
  g_assert_null (label_lines (f, 6, names));
  show_layers (f, "cities,reach-gmlrs:0");
  g_assert_null (label_lines (f, 6, names));
  show_layers (f, "cities,reach-gmlrs");
  f->spec->day = parse_day ("2022-03-30");
  lines = label_lines (f, 6, names);
  again = label_lines (f, 6, names);
  g_assert_true (acn_line_labels_equal (lines, again));
  g_assert_false (acn_line_labels_equal (lines, NULL));
  g_assert_true (acn_line_labels_equal (NULL, NULL));
  f->spec->day = parse_day ("2024-07-11");
  later = label_lines (f, 6, names);
  g_assert_false (acn_line_labels_equal (lines, later));
}

/* Letters twice as large stand as much further from their line, and not over each other. */
static void
test_lines_of_large_text (Fixture *f, gconstpointer unused)
{
  const double zoom = 7;
  g_autoptr (AcnLabelPlan) none = acn_label_plan_new_empty ("en", zoom), lines = NULL;
  const AcnLabel *labels;
  double          farthest = 0;
  guint           n;

  show_layers (f, "reach-atacms-long");
  f->spec->text_scale = 2;
  lines = label_lines (f, zoom, none);
  g_assert_nonnull (find_spelt (lines, "ATACMS of longer range: 300 km"));
  labels = acn_label_plan_get (lines, &n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (labels[i].font.size_px, ==, 22);
      farthest = MAX (farthest,
                      distance_to_line (f,
                                        "reach-atacms-long",
                                        zoom,
                                        (labels[i].west + labels[i].east) / 2,
                                        (labels[i].north + labels[i].south) / 2));
    }
  g_assert_cmpfloat (farthest, >, 12);
  g_assert_cmpfloat (farthest, <, 18);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/scene/labels/no-overlap", test_no_overlap);
  ADD ("/scene/labels/rank", test_rank);
  ADD ("/scene/labels/language", test_language);
  ADD ("/scene/labels/spaced", test_spaced);
  ADD ("/scene/labels/stable-while-panning", test_stable_while_panning);
  ADD ("/scene/labels/text-scale", test_text_scale);
  ADD ("/scene/labels/scene-before", test_names_of_the_scene_before);
  ADD ("/scene/line-labels/lines-are-labelled", test_lines_are_labelled);
  ADD ("/scene/line-labels/change-nothing-else", test_lines_change_nothing_else);
  ADD ("/scene/line-labels/large-text", test_lines_of_large_text);
  return g_test_run ();
}
