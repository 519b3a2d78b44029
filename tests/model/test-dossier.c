/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/acn-overlay.h"
#include "model/acn-dossier-builder.h"

#include <math.h>

static AcnDay
day (const char *iso)
{
  AcnDay value;

  g_assert_true (acn_day_parse (iso, &value));
  return value;
}

static AcnWhen
when (const char *edtf)
{
  AcnWhen value;

  g_assert_true (acn_when_parse (edtf, &value, NULL));
  return value;
}

static AcnPyramid *
make_box (double west, double south, double east, double north)
{
  const double corners[10] = { west, south, east, south, east, north, west, north, west, south };
  guint32     *ring_ends = g_new (guint32, 1), *part_ends = g_new (guint32, 1);

  ring_ends[0] = 5;
  part_ends[0] = 1;
  return acn_pyramid_new (acn_geometry_new_take (
      ACN_GEOMETRY_AREAS, g_memdup2 (corners, sizeof corners), 5, ring_ends, 1, part_ends, 1));
}

static AcnFeature
make_feature (const char *edtf, guint actor, double west, double east)
{
  return (AcnFeature){ .id = "f",
                       .when = edtf != NULL ? when (edtf) : ACN_WHEN_ALWAYS,
                       .pyramid = make_box (west, 50, east, 51),
                       .actor = actor,
                       .class_index = ACN_NONE };
}

static void
add_data_layer (AcnDossierBuilder *builder,
                const char        *id,
                guint              members_of,
                const AcnFeature  *features,
                guint              n)
{
  AcnLayer layer = { .id = id,
                     .features = acn_dossier_builder_copy (builder, features, n * sizeof *features),
                     .n_features = n,
                     .group = ACN_NONE,
                     .members_of = members_of };

  g_array_append_val (builder->layers, layer);
}

static void
add_derivation (AcnDossierBuilder *builder, const char *id, AcnOverlayOp op, guint a, guint b)
{
  const guint operands[2] = { a, b };
  AcnLayer    layer = { .id = id,
                        .content = ACN_LAYER_DERIVATION,
                        .overlay_op = op,
                        .operands = acn_dossier_builder_copy (builder, operands, sizeof operands),
                        .n_operands = 2,
                        .group = ACN_NONE,
                        .members_of = ACN_NONE };

  g_array_append_val (builder->layers, layer);
}

static void
add_reach (AcnDossierBuilder *builder, const char *id, double km)
{
  const guint operand = 2; /* FREE */
  AcnLayer    layer = { .id = id,
                        .content = ACN_LAYER_DERIVATION,
                        .overlay_op = ACN_OVERLAY_UNION,
                        .reach_km = km,
                        .operands = acn_dossier_builder_copy (builder, &operand, sizeof operand),
                        .n_operands = 1,
                        .group = ACN_NONE,
                        .members_of = ACN_NONE };

  g_array_append_val (builder->layers, layer);
}

static void
add_actor (AcnDossierBuilder *builder, const char *id, const char *const *intervals)
{
  GArray  *memberships = g_array_new (FALSE, TRUE, sizeof (AcnMembership));
  AcnActor actor = { .id = id };

  for (guint i = 0; intervals != NULL && intervals[i] != NULL; i++)
    {
      AcnMembership membership = { .organisation = 0, .when = when (intervals[i]) };
      g_array_append_val (memberships, membership);
    }
  actor.memberships = acn_dossier_builder_take_array (builder, memberships, &actor.n_memberships);
  g_array_append_val (builder->actors, actor);
}

enum
{
  LAND,
  TAKEN,
  FREE,
  MEMBERS,
  EVENTS,
  AGAIN,
  TWIN,
  REACH,
  FAR,
};

/* Land of 4 degrees; one is taken in 2014, another from 2022 on. */
static AcnDossier *
make_dossier (void)
{
  static const char *const inside[] = { "2004-03-29/2009", "2010/2012-06-30", "2015/..", NULL };
  AcnDossierBuilder       *builder = acn_dossier_builder_new ();
  const AcnFeature         land[] = { make_feature (NULL, ACN_NONE, 30, 34) };
  const AcnFeature         taken[] = { make_feature ("2014-03-01/..", ACN_NONE, 33, 34),
                                       make_feature ("2022-02-24/2022-03-31", ACN_NONE, 30, 31),
                                       make_feature ("2022-02-24/..", ACN_NONE, 32, 33) };
  const AcnFeature         states[] = { make_feature (NULL, 1, 0, 1),
                                        make_feature ("2016/..", 1, 1, 2),
                                        make_feature (NULL, 2, 2, 3),
                                        make_feature (NULL, ACN_NONE, 3, 4) };
  const AcnLayer events = { .id = "events", .content = ACN_LAYER_EVENTS, .members_of = ACN_NONE };

  builder->id = "test";
  builder->language = "en";
  builder->span = when ("2000/2024-07-31").span;
  add_actor (builder, "nato", NULL);
  add_actor (builder, "in", inside);
  add_actor (builder, "out", NULL);
  add_data_layer (builder, "land", ACN_NONE, land, G_N_ELEMENTS (land));
  add_data_layer (builder, "taken", ACN_NONE, taken, G_N_ELEMENTS (taken));
  add_derivation (builder, "free", ACN_OVERLAY_DIFFERENCE, LAND, TAKEN);
  add_data_layer (builder, "members", 0, states, G_N_ELEMENTS (states));
  g_array_append_val (builder->layers, events);
  add_derivation (builder, "again", ACN_OVERLAY_INTERSECTION, FREE, LAND);
  add_derivation (builder, "twin", ACN_OVERLAY_DIFFERENCE, LAND, TAKEN);
  add_reach (builder, "reach", 50);
  add_reach (builder, "far", 100);
  return acn_dossier_builder_end (builder);
}

static void
assert_features (AcnDossier *dossier, guint layer, const char *iso, const char *expected)
{
  g_autoptr (GArray) shown = acn_dossier_layer_features_at (dossier, layer, day (iso));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < shown->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (shown, guint, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_step (AcnDossier *dossier, guint layer, const char *iso, const char *first, const char *last)
{
  AcnSpan step = acn_dossier_layer_step (dossier, layer, day (iso));

  g_assert_cmpint (step.begin_day, ==, first != NULL ? day (first) : ACN_DAY_OPEN_BEGIN);
  g_assert_cmpint (step.end_day, ==, last != NULL ? day (last) + 1 : ACN_DAY_OPEN_END);
}

static void
test_features (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ();

  assert_features (dossier, LAND, "1990-01-01", "0");
  assert_features (dossier, TAKEN, "2014-02-28", "");
  assert_features (dossier, TAKEN, "2014-03-01", "0");
  assert_features (dossier, TAKEN, "2022-03-31", "0 1 2");
  assert_features (dossier, TAKEN, "2022-04-01", "0 2");
  assert_features (dossier, FREE, "2022-04-01", "");
  assert_features (dossier, EVENTS, "2022-04-01", "");
}

static void
test_members (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ();

  assert_features (dossier, MEMBERS, "2004-03-28", "");
  assert_features (dossier, MEMBERS, "2004-03-29", "0");
  assert_features (dossier, MEMBERS, "2012-06-30", "0");
  assert_features (dossier, MEMBERS, "2012-07-01", "");
  assert_features (dossier, MEMBERS, "2015-06-01", "0");
  assert_features (dossier, MEMBERS, "2016-01-01", "0 1");
  g_assert_false (acn_dossier_actor_is_member (dossier, 1, 0, day ("2004-03-28")));
  g_assert_true (acn_dossier_actor_is_member (dossier, 1, 0, day ("2004-03-29")));
  g_assert_false (acn_dossier_actor_is_member (dossier, 2, 0, day ("2004-03-29")));
  g_assert_false (acn_dossier_actor_is_member (dossier, 1, 2, day ("2004-03-29")));
}

static void
test_steps (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ();

  assert_step (dossier, LAND, "2010-01-01", NULL, NULL);
  assert_step (dossier, TAKEN, "2010-01-01", NULL, "2014-02-28");
  assert_step (dossier, TAKEN, "2022-03-01", "2022-02-24", "2022-03-31");
  assert_step (dossier, FREE, "2022-03-01", "2022-02-24", "2022-03-31");
  assert_step (dossier, AGAIN, "2022-03-01", "2022-02-24", "2022-03-31");
  assert_step (dossier, EVENTS, "2022-03-01", NULL, NULL);
  /* memberships that touch are one step: no break between 2009 and 2010 */
  assert_step (dossier, MEMBERS, "2009-12-31", "2004-03-29", "2012-06-30");
}

static double
area_km2 (AcnDossier *dossier, guint layer, const char *iso)
{
  g_autoptr (GError) error = NULL;
  double km2 = NAN;

  acn_dossier_layer_area_km2_at (dossier, layer, day (iso), &km2, &error);
  g_assert_no_error (error);
  return km2;
}

static void
test_areas (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ();
  const double quarter = area_km2 (dossier, LAND, "2000-01-01") / 4;

  /* between two parallels of WGS 84, from the closed form: 7892.2 km² */
  g_assert_cmpfloat_with_epsilon (quarter, 7892.2, 0.1);
  g_assert_cmpfloat (area_km2 (dossier, TAKEN, "2014-02-28"), ==, 0);
  g_assert_cmpfloat_with_epsilon (area_km2 (dossier, TAKEN, "2022-03-01"), 3 * quarter, 0.5);
  g_assert_cmpfloat_with_epsilon (area_km2 (dossier, FREE, "2014-02-28"), 4 * quarter, 0.5);
  g_assert_cmpfloat_with_epsilon (area_km2 (dossier, FREE, "2014-03-01"), 3 * quarter, 0.5);
  g_assert_cmpfloat_with_epsilon (area_km2 (dossier, FREE, "2022-03-31"), quarter, 0.5);
  g_assert_cmpfloat_with_epsilon (area_km2 (dossier, FREE, "2022-04-01"), 2 * quarter, 0.5);
  g_assert_cmpfloat_with_epsilon (area_km2 (dossier, AGAIN, "2022-04-01"), 2 * quarter, 0.5);
}

/* The same step gives the same object, another step another. */
static void
test_areas_are_kept (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ();
  g_autoptr (AcnPyramid) a = acn_dossier_layer_area_at (dossier, FREE, day ("2022-02-24"), NULL);
  g_autoptr (AcnPyramid) b = acn_dossier_layer_area_at (dossier, FREE, day ("2022-03-31"), NULL);
  g_autoptr (AcnPyramid) c = acn_dossier_layer_area_at (dossier, FREE, day ("2022-04-01"), NULL);

  g_assert_true (a == b);
  g_assert_true (a != c);
}

/* A reach follows what it is measured from, and changes as far as it goes. */
static void
test_reach (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ();
  const char *const before = "2014-02-28", *const after = "2014-03-01";
  g_autoptr (GArray) same = acn_dossier_layer_changes (dossier, REACH, day (after), day (after));
  g_autoptr (GArray) near = acn_dossier_layer_changes (dossier, FREE, day (before), day (after));
  g_autoptr (GArray) grown = acn_dossier_layer_changes (dossier, REACH, day (before), day (after));
  const AcnBounds free = acn_dossier_layer_bounds_at (dossier, FREE, day (after));
  const AcnBounds reach = acn_dossier_layer_bounds_at (dossier, REACH, day (after));

  /* A box of 4° by 1°: what 50 km add along its sides and at its corners, to 2 %. */
  g_assert_cmpfloat_with_epsilon (
      area_km2 (dossier, REACH, before), 31569 + 50 * 2 * (283 + 111.2) + G_PI * 50 * 50, 1600);
  g_assert_cmpfloat (area_km2 (dossier, REACH, after), <, area_km2 (dossier, REACH, before) - 7000);
  /* Two ranges from one area are no twins. */
  g_assert_cmpfloat (area_km2 (dossier, FAR, after), >, area_km2 (dossier, REACH, after) + 30000);
  assert_step (dossier, REACH, "2022-03-01", "2022-02-24", "2022-03-31");
  g_assert_cmpuint (same->len, ==, 0);
  g_assert_cmpuint (grown->len, ==, near->len);
  for (guint i = 0; i < grown->len; i++)
    {
      const AcnBox a = g_array_index (near, AcnBox, i), b = g_array_index (grown, AcnBox, i);

      g_assert_true (b.min_x < a.min_x && b.max_x > a.max_x && b.min_y < a.min_y &&
                     b.max_y > a.max_y);
    }
  g_assert_cmpfloat (acn_geo_distance_km (free.west, 50, reach.west, 50), >=, 50);
}

/* Two layers of the same derivation share its area; one of another does not. */
static void
test_twins_share (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ();
  g_autoptr (AcnPyramid) twin = acn_dossier_layer_area_at (dossier, TWIN, day ("2022-04-01"), NULL);
  g_autoptr (AcnPyramid) area = acn_dossier_layer_area_at (dossier, FREE, day ("2022-04-01"), NULL);
  g_autoptr (AcnPyramid) other =
      acn_dossier_layer_area_at (dossier, AGAIN, day ("2022-04-01"), NULL);

  g_assert_true (twin == area);
  g_assert_true (twin != other);
  g_assert_cmpfloat (
      area_km2 (dossier, TWIN, "2022-04-01"), ==, area_km2 (dossier, FREE, "2022-04-01"));
}

static void
assert_changes (AcnDossier *dossier, guint layer, const char *from, const char *to, guint n)
{
  g_autoptr (GArray) there = acn_dossier_layer_changes (dossier, layer, day (from), day (to));
  g_autoptr (GArray) back = acn_dossier_layer_changes (dossier, layer, day (to), day (from));

  g_assert_cmpuint (there->len, ==, n);
  g_assert_cmpuint (back->len, ==, n);
}

static void
test_changes (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ();
  g_autoptr (GArray) boxes = NULL;
  AcnBox box;
  double x, y;

  assert_changes (dossier, LAND, "2000-01-01", "2024-01-01", 0);
  assert_changes (dossier, TAKEN, "2014-02-28", "2014-03-01", 1);
  assert_changes (dossier, TAKEN, "2014-03-01", "2014-03-02", 0);
  assert_changes (dossier, TAKEN, "2014-02-28", "2022-03-01", 3);
  assert_changes (dossier, TAKEN, "2022-02-23", "2022-04-01", 1);
  assert_changes (dossier, TAKEN, "2022-03-31", "2022-04-01", 1);
  assert_changes (dossier, FREE, "2022-02-23", "2022-04-01", 1);
  assert_changes (dossier, AGAIN, "2022-02-23", "2022-04-01", 1);
  assert_changes (dossier, MEMBERS, "2012-06-30", "2012-07-01", 1);
  assert_changes (dossier, EVENTS, "2012-06-30", "2022-07-01", 0);

  boxes = acn_dossier_layer_changes (dossier, TAKEN, day ("2014-02-28"), day ("2014-03-01"));
  box = g_array_index (boxes, AcnBox, 0);
  acn_mercator_project (33, 51, &x, &y);
  g_assert_cmpint (ABS (box.min_x - (gint64) x), <=, 1);
  g_assert_cmpint (ABS (box.min_y - (gint64) y), <=, 1);
}

typedef struct
{
  AcnDossier *dossier;
  gint        n_wrong;
} Threads;

static gpointer
ask_often (gpointer data)
{
  Threads *threads = data;

  for (guint i = 0; i < 200; i++)
    {
      double km2 = 0;

      if (!acn_dossier_layer_area_km2_at (
              threads->dossier, FREE, day ("2014-01-01") + 16 * (AcnDay) i, &km2, NULL) ||
          km2 < 7000)
        g_atomic_int_inc (&threads->n_wrong);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ();
  Threads  threads = { dossier, 0 };
  GThread *workers[4];

  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    workers[i] = g_thread_new ("ask", ask_often, &threads);
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    g_thread_join (workers[i]);
  g_assert_cmpint (threads.n_wrong, ==, 0);
}

static void
test_defaults (void)
{
  AcnDossierBuilder *builder = acn_dossier_builder_new ();
  AcnSpan            span;
  g_autoptr (AcnDossier) dossier = NULL;

  builder->id = "empty";
  builder->language = "uk";
  dossier = acn_dossier_builder_end (builder);
  span = acn_dossier_get_span (dossier);
  g_assert_cmpint (span.begin_day, ==, day ("1900-01-01"));
  g_assert_cmpint (span.end_day, ==, day ("2101-01-01"));
  g_assert_true (acn_span_equal (acn_dossier_get_home_span (dossier), span));
  g_assert_cmpint (acn_dossier_get_home_day (dossier), ==, day ("2100-12-31"));
  g_assert_cmpuint (acn_dossier_get_home_view (dossier), ==, ACN_NONE);
  g_assert_cmpuint (acn_dossier_get_readout_whole (dossier), ==, ACN_NONE);
  g_assert_cmpstr (acn_dossier_get_edition (dossier), ==, "");
  g_assert_cmpstr (acn_dossier_get_sha256 (dossier), ==, "");
  g_assert_cmpstr (acn_dossier_get_languages (dossier)[0], ==, "uk");
  g_assert_null (acn_dossier_get_languages (dossier)[1]);
  g_assert_cmpuint (acn_dossier_find_layer (dossier, "none"), ==, ACN_NONE);
}

static void
add_event (AcnDossierBuilder *builder, const char *id, const char *edtf, guint8 rank)
{
  AcnEvent event = {
    .id = id, .when = when (edtf), .rank = rank, .place = ACN_NONE, .view = ACN_NONE
  };

  g_array_append_val (builder->events, event);
}

static void
test_events (void)
{
  static const char *const expected[] = { "open", "year", "first", "important", "other", "later" };
  AcnDossierBuilder       *builder = acn_dossier_builder_new ();
  const AcnLane            lane = { .id = "lane" };
  const AcnEvent          *events;
  const AcnLane           *lanes;
  g_autoptr (AcnDossier) dossier = NULL;
  AcnSpan span;
  guint   n;

  builder->id = "events";
  builder->language = "en";
  builder->argument = when ("2010-03").span;
  g_array_append_val (builder->lanes, lane);
  add_event (builder, "other", "2010-03-01", 3);
  add_event (builder, "important", "2010-03", 1);
  add_event (builder, "later", "2010-04-01/..", 2);
  add_event (builder, "first", "2010-02-28", 5);
  add_event (builder, "open", "../2005-06-30", 5);
  add_event (builder, "year", "2008~", 5);
  dossier = acn_dossier_builder_end (builder);
  events = acn_dossier_get_events (dossier, &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (events[i].id, ==, expected[i]);
      g_assert_cmpuint (events[i].later, ==, i == 5);
      g_assert_cmpuint (acn_dossier_find_event (dossier, expected[i]), ==, i);
    }
  lanes = acn_dossier_get_lanes (dossier, NULL);
  g_assert_cmpuint (lanes[0].n_events, ==, n);
  span = acn_dossier_get_span (dossier);
  g_assert_cmpint (span.begin_day, ==, day ("2005-06-30"));
  g_assert_cmpint (span.end_day, ==, day ("2010-04-02"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/dossier/features", test_features);
  g_test_add_func ("/model/dossier/members", test_members);
  g_test_add_func ("/model/dossier/steps", test_steps);
  g_test_add_func ("/model/dossier/areas", test_areas);
  g_test_add_func ("/model/dossier/areas-are-kept", test_areas_are_kept);
  g_test_add_func ("/model/dossier/reach", test_reach);
  g_test_add_func ("/model/dossier/twins-share", test_twins_share);
  g_test_add_func ("/model/dossier/changes", test_changes);
  g_test_add_func ("/model/dossier/threads", test_threads);
  g_test_add_func ("/model/dossier/defaults", test_defaults);
  g_test_add_func ("/model/dossier/events", test_events);
  return g_test_run ();
}
