/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of events: which merge, how many they are, and that panning changes nothing about it. */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "scene/acn-label-room.h"
#include "scene/acn-markers.h"

#include <math.h>
#include <string.h>

typedef struct
{
  AcnDossier *dossier;
  AcnMapSpec *spec;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = acn_data_file ("ukraine-nato.dossier.json");
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);

  f->dossier = acn_load_dossier (path, diagnostics, NULL);
  g_assert_nonnull (f->dossier);
  f->spec = acn_map_spec_new (f->dossier, basemap);
  g_assert_true (acn_day_parse ("2022-03-30", &f->spec->day));
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
  return (AcnTextSize){ .width_px = 6, .height_px = 12, .ascent_px = 9 };
}

static GArray *
lay_out (Fixture *f, double zoom, double west, double north, double side)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (AcnMarkerHit));
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();

  acn_markers_layout (f->spec, zoom, west, north, side, side, measure, NULL, NULL, list, hits);
  return hits;
}

static guint
count (const GArray *hits)
{
  guint n = 0;

  for (guint i = 0; i < hits->len; i++)
    n += g_array_index (hits, AcnMarkerHit, i).n;
  return n;
}

/* Far away all is one mark or few, near each place has its own; none is lost. */
static void
test_zoom_takes_apart (Fixture *f, gconstpointer unused)
{
  g_autoptr (GArray) far = lay_out (f, 2, 0, 0, 1024);
  g_autoptr (GArray) near = lay_out (f, 8, 0, 0, 65536);

  g_assert_cmpuint (far->len, <, near->len);
  g_assert_cmpuint (count (far), ==, count (near));
  g_assert_cmpuint (count (near), >, 5);
}

static void
test_listed (Fixture *f, gconstpointer unused)
{
  g_autoptr (GArray) hits = lay_out (f, 5, 0, 0, 8192);
  const AcnEvent *events = acn_dossier_get_events (f->dossier, NULL);
  gboolean        several = FALSE;

  for (guint i = 0; i < hits->len; i++)
    {
      const AcnMarkerHit *hit = &g_array_index (hits, AcnMarkerHit, i);
      g_autoptr (GArray) listed = acn_markers_list (f->spec, 5, hit->event);

      g_assert_cmpuint (listed->len, ==, hit->n);
      several |= hit->n > 1;
      for (guint k = 1; k < listed->len; k++)
        g_assert_cmpint (events[g_array_index (listed, guint, k - 1)].when.span.begin_day,
                         <=,
                         events[g_array_index (listed, guint, k)].when.span.begin_day);
    }
  g_assert_true (several);
}

/* The same marks, wherever the edge of the map cuts. */
static void
test_panning_changes_nothing (Fixture *f, gconstpointer unused)
{
  g_autoptr (GArray) whole = lay_out (f, 5.4, 0, 0, 16384);

  for (double west = 6000; west < 6600; west += 7)
    {
      g_autoptr (GArray) part = lay_out (f, 5.4, west, 3600, 500);

      for (guint i = 0; i < part->len; i++)
        {
          const AcnMarkerHit *hit = &g_array_index (part, AcnMarkerHit, i);
          gboolean            found = FALSE;

          for (guint k = 0; k < whole->len && !found; k++)
            {
              const AcnMarkerHit *other = &g_array_index (whole, AcnMarkerHit, k);

              found = other->event == hit->event && other->n == hit->n &&
                      fabs (other->x - hit->x - west) < 1e-6;
            }
          g_assert_true (found);
        }
    }
}

static guint
count_ops (Fixture *f, const GArray *covered, AcnOpKind kind)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (AcnMarkerHit));
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  guint        n, n_found = 0;
  const AcnOp *ops;

  acn_markers_layout (f->spec, 5, 0, 0, 8192, 8192, measure, NULL, covered, list, hits);
  ops = acn_display_list_get_ops (list, &n);
  for (guint i = 0; i < n; i++)
    n_found += ops[i].kind == kind;
  return n_found;
}

/* A number of which a card leaves half says nothing, nor does the rim of a mark. */
static void
test_under_a_card (Fixture *f, gconstpointer unused)
{
  g_autoptr (GArray) covered = g_array_new (FALSE, FALSE, sizeof (AcnLabelBox));
  const AcnLabelBox world = { 0, 0, 8192, 8192 }, aside = { 0, 0, 10, 10 };
  const guint       all = count_ops (f, NULL, ACN_OP_TEXT);

  g_assert_cmpuint (all, >, 0);
  g_array_append_val (covered, aside);
  g_assert_cmpuint (count_ops (f, covered, ACN_OP_TEXT), ==, all);
  g_array_append_val (covered, world);
  g_assert_cmpuint (count_ops (f, covered, ACN_OP_TEXT), ==, 0);
  g_assert_cmpuint (count_ops (f, covered, ACN_OP_CIRCLE), ==, 0);
}

static const AcnBounds everywhere = { -180, -90, 180, 90 };

/* What the map says is in view: all marks, those of a part, none where there are none. */
static void
test_count (Fixture *f, gconstpointer unused)
{
  g_autoptr (GArray) hits = lay_out (f, 8, 0, 0, 65536);
  const AcnPlace *places = acn_dossier_get_places (f->dossier, NULL), *place;
  guint           n_events, newest, other;
  const AcnEvent *events = acn_dossier_get_events (f->dossier, &n_events);
  const guint     n = acn_markers_count (f->spec, everywhere, &newest);

  g_assert_cmpuint (n, ==, count (hits));
  g_assert_cmpuint (newest, <, n_events);
  g_assert_cmpint (events[newest].when.span.begin_day, <=, f->spec->day);
  place = &places[events[newest].place];
  g_assert_cmpuint (
      acn_markers_count (
          f->spec,
          (AcnBounds){ place->lon_deg, place->lat_deg, place->lon_deg, place->lat_deg },
          &other),
      >,
      0);
  g_assert_cmpuint (other, ==, newest);
  g_assert_cmpuint (
      acn_markers_count (f->spec, (AcnBounds){ -150, -60, -140, -50 }, &other), ==, 0);
  g_assert_cmpuint (other, ==, ACN_NONE);
}

/* Events that a filter hides have no mark; without a dossier there is nothing to mark. */
static void
test_hidden (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);
  g_autoptr (AcnMapSpec) bare = acn_map_spec_new (NULL, basemap);
  guint              n_events, newest, other;
  const guint        n = acn_markers_count (f->spec, everywhere, &newest);
  g_autofree guint8 *shown = NULL;

  acn_dossier_get_events (f->dossier, &n_events);
  shown = g_malloc (n_events);
  memset (shown, 1, n_events);
  shown[newest] = 0;
  g_clear_pointer (&f->spec->shown_events, g_bytes_unref);
  f->spec->shown_events = g_bytes_new (shown, n_events);
  g_assert_cmpuint (acn_markers_count (f->spec, everywhere, &other), ==, n - 1);
  g_assert_cmpuint (other, !=, newest);
  g_assert_cmpuint (acn_markers_count (bare, everywhere, &other), ==, 0);
  g_assert_cmpuint (other, ==, ACN_NONE);
  {
    g_autoptr (GArray) listed = acn_markers_list (bare, 5, 0);

    g_assert_cmpuint (listed->len, ==, 0);
  }
}

/* A finger need not be exact; of two marks the upper one is meant. */
static void
test_pick (void)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (AcnMarkerHit));
  const AcnMarkerHit below = { 100, 100, 5, 1, 1 }, above = { 120, 100, 20, 2, 3 };

  g_assert_null (acn_markers_pick (hits, 100, 100));
  g_array_append_val (hits, below);
  g_assert_cmpuint (acn_markers_pick (hits, 88, 100)->event, ==, 1);
  g_assert_null (acn_markers_pick (hits, 87.9, 100));
  g_array_append_val (hits, above);
  g_assert_cmpuint (acn_markers_pick (hits, 100, 100)->event, ==, 2);
  g_assert_cmpuint (acn_markers_pick (hits, 142, 100)->event, ==, 2);
  g_assert_null (acn_markers_pick (hits, 142.1, 100));
  g_assert_cmpuint (acn_markers_pick (hits, 88.5, 100)->event, ==, 1);
}

/* The selected event is marked on any day, with its name beside it. */
static void
test_selected (Fixture *f, gconstpointer unused)
{
  const guint n_texts = count_ops (f, NULL, ACN_OP_TEXT);
  const guint n_circles = count_ops (f, NULL, ACN_OP_CIRCLE);
  guint       newest;

  acn_markers_count (f->spec, everywhere, &newest);
  f->spec->selection = newest;
  g_assert_cmpuint (count_ops (f, NULL, ACN_OP_TEXT), >, n_texts);
  g_assert_cmpuint (count_ops (f, NULL, ACN_OP_CIRCLE), ==, n_circles + 1); /* a ring */
  g_assert_true (acn_day_parse ("1990-01-01", &f->spec->day));
  g_assert_cmpuint (acn_markers_count (f->spec, everywhere, &newest), ==, 1);
  g_assert_cmpuint (newest, ==, f->spec->selection);
}

/* Marks grow with the number in them, so that it stays within; nearer ones share one. */
static void
test_text_scale (Fixture *f, gconstpointer unused)
{
  guint n_shared = 0;

  for (double zoom = 3; zoom < 7; zoom += 0.5)
    {
      g_autoptr (GArray) small = NULL, large = NULL;

      f->spec->text_scale = 1;
      small = lay_out (f, zoom, 0, 0, 32768);
      f->spec->text_scale = 2;
      large = lay_out (f, zoom, 0, 0, 32768);
      g_assert_cmpuint (count (large), ==, count (small));
      g_assert_cmpuint (large->len, <=, small->len);
      n_shared += small->len - large->len;
      for (guint i = 0; i < large->len; i++)
        {
          const AcnMarkerHit *hit = &g_array_index (large, AcnMarkerHit, i);

          g_assert_cmpfloat (hit->radius_px, ==, hit->n > 1 ? 17 : 13);
        }
    }
  g_assert_cmpuint (n_shared, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/scene/markers/zoom-takes-apart", test_zoom_takes_apart);
  ADD ("/scene/markers/listed", test_listed);
  ADD ("/scene/markers/panning-changes-nothing", test_panning_changes_nothing);
  ADD ("/scene/markers/under-a-card", test_under_a_card);
  ADD ("/scene/markers/count", test_count);
  ADD ("/scene/markers/hidden", test_hidden);
  ADD ("/scene/markers/selected", test_selected);
  g_test_add_func ("/scene/markers/pick", test_pick);
  ADD ("/scene/markers/text-scale", test_text_scale);
  return g_test_run ();
}
