/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the states of the shipped dossier. */
#include "model/acn-interpolation.h"

#include "geo/acn-overlay.h"
#include "model/acn-dossier-compare.h"
#include "../shipped.h"

typedef struct
{
  AcnDossier *dossier;
  guint       occupied;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{

  f->dossier = load_shipped ();
  f->occupied = acn_dossier_find_layer (f->dossier, "occupied");
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  acn_dossier_unref (f->dossier);
}

/* A state is observed on its first day; across a break nothing is between. */
static void
test_between (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *day;
    gboolean    is_between;
  } cases[] = {
    { "2013-06-01", FALSE }, /* before anything was held */
    { "2014-02-27", FALSE },
    { "2018-06-01", FALSE }, /* the line stood for seven years, and then came the invasion */
    { "2022-09-15", FALSE }, /* a state itself */
    { "2022-09-20", TRUE },
    { "2022-09-26", FALSE },
    { "2023-03-20", FALSE },
    { "2023-03-21", TRUE },
    { "2023-05-19", TRUE },
    { "2024-07-31", FALSE }, /* after the last state */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (
        acn_dossier_layer_is_between (f->dossier, f->occupied, parse_day (cases[i].day), NULL),
        ==,
        cases[i].is_between);
}

/* No day is between states that are far apart, or that lie on either side of days with nothing. */
static void
test_every_day (Fixture *f, gconstpointer unused)
{
  const AcnSpan span = acn_dossier_get_span (f->dossier);
  guint         n = 0;

  for (AcnDay day = span.begin_day; day < span.end_day; day++)
    {
      AcnSpan between;

      if (!acn_dossier_layer_is_between (f->dossier, f->occupied, day, &between))
        continue;
      n++;
      g_assert_true (acn_span_contains (between, day));
      g_assert_cmpint (day, >, between.begin_day);
      g_assert_cmpint (between.end_day - between.begin_day, <=, ACN_INTERPOLATION_MAX_DAYS);
    }
  g_assert_cmpuint (n, >, 300);
}

/* Whether @inner lies in @outer but for rounding. */
static gboolean
is_within (AcnPyramid *inner, AcnPyramid *outer)
{
  const AcnGeometry *operands[] = { acn_pyramid_get_geometry (inner),
                                    acn_pyramid_get_geometry (outer) };
  g_autoptr (AcnGeometry) outside = acn_overlay (ACN_OVERLAY_DIFFERENCE, operands, 2, 0, NULL);

  return acn_geometry_area_km2 (outside) < 0.01;
}

/* Day by day what may have changed grows, within what does change, and is never an invalid area. */
static void
check_steps (Fixture *f, const char *first, guint n_days, gboolean gains, gboolean loses)
{
  const AcnDay day = parse_day (first);
  g_autoptr (AcnDifference) whole =
      acn_dossier_layer_compare (f->dossier, f->occupied, day - 1, day - 1 + n_days, NULL);
  g_autoptr (AcnInterpolation) before = NULL;

  for (guint i = 0; i < n_days - 1; i += 3)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AcnInterpolation) now =
          acn_dossier_layer_interpolate (f->dossier, f->occupied, day + i, &error);

      g_assert_no_error (error);
      g_assert_cmpint (now->between.begin_day, ==, day - 1);
      g_assert_cmpint (now->between.end_day, ==, day - 1 + n_days);
      g_assert_cmpfloat_with_epsilon (now->fraction, (i + 1.0) / n_days, 1e-12);
      g_assert_true (
          acn_geometry_validate (acn_pyramid_get_geometry (now->gained), NULL, NULL, NULL));
      g_assert_true (
          acn_geometry_validate (acn_pyramid_get_geometry (now->lost), NULL, NULL, NULL));
      g_assert_true (is_within (now->gained, whole->gained));
      g_assert_true (is_within (now->lost, whole->lost));
      if (before != NULL)
        {
          g_assert_true (is_within (before->gained, now->gained));
          g_assert_true (is_within (before->lost, now->lost));
          g_assert_true (now->gained_km2 > before->gained_km2 || !gains);
          g_assert_true (now->lost_km2 > before->lost_km2 || !loses);
        }
      g_clear_pointer (&before, acn_interpolation_free);
      before = g_steal_pointer (&now);
    }
}

static void
test_steps (Fixture *f, gconstpointer unused)
{
  check_steps (f, "2023-03-21", 61, TRUE, FALSE);
  check_steps (f, "2022-09-16", 11, FALSE, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/interpolation/between", Fixture, NULL, set_up, test_between, tear_down);
  g_test_add ("/model/interpolation/every-day", Fixture, NULL, set_up, test_every_day, tear_down);
  g_test_add ("/model/interpolation/steps", Fixture, NULL, set_up, test_steps, tear_down);
  return g_test_run ();
}
