/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped dossier's read-out on every day of its span: the parts make the whole. */
#include "base/acn-paths.h"
#include "io/acn-load.h"

#include <math.h>

/* Kyiv-controlled, contested and occupied land together are Ukraine to this, km². */
#define TOLERANCE_KM2 0.1

/* Ukraine's territory by its own statistics is 603,500 km² (within 1 %). */
#define UKRAINE_KM2 603500.0

static AcnDossier *
load_shipped (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  AcnDossier      *dossier = acn_load_dossier (path, diagnostics, NULL);

  g_assert_nonnull (dossier);
  return dossier;
}

static double
area_km2 (AcnDossier *dossier, guint layer, AcnDay day)
{
  g_autoptr (GError) error = NULL;
  double km2;

  acn_dossier_layer_area_km2_at (dossier, layer, day, &km2, &error);
  g_assert_no_error (error);
  return km2;
}

static void
test_parts_make_the_whole (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  AcnSpan      span = acn_dossier_get_span (dossier);
  guint        whole = acn_dossier_get_readout_whole (dossier), n, n_states = 0;
  const guint *parts = acn_dossier_get_readout_parts (dossier, &n);
  double       last = -1;

  g_assert_cmpuint (n, ==, 3);
  for (AcnDay day = span.begin_day; day < span.end_day; day++)
    {
      double sum = 0, whole_km2 = area_km2 (dossier, whole, day);

      for (guint i = 0; i < n; i++)
        sum += area_km2 (dossier, parts[i], day);
      if (fabs (sum - whole_km2) > TOLERANCE_KM2)
        {
          g_autofree char *iso = acn_day_to_iso (day);

          g_error ("on %s the parts are %.3f km² of %.3f", iso, sum, whole_km2);
        }
      n_states += area_km2 (dossier, parts[0], day) != last;
      last = area_km2 (dossier, parts[0], day);
    }
  g_assert_cmpuint (n_states, >=, 40);
}

static void
test_denominator (void)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  double whole_km2 = area_km2 (
      dossier, acn_dossier_get_readout_whole (dossier), acn_dossier_get_home_day (dossier));

  g_assert_cmpfloat_with_epsilon (whole_km2, UKRAINE_KM2, UKRAINE_KM2 / 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/shipped-areas/parts-make-the-whole", test_parts_make_the_whole);
  g_test_add_func ("/model/shipped-areas/denominator", test_denominator);
  return g_test_run ();
}
