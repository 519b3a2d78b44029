/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A square of 1° that a front cuts in two, and the shipped dossier. */
#include "base/acn-paths.h"
#include "geo/acn-overlay.h"
#include "io/acn-load.h"
#include "model/acn-area-range.h"

#include <gio/gio.h>
#include <math.h>

#define CORNERS(west, east)                                                                        \
  "[[[" #west ",48],[" #east ",48],[" #east ",49],[" #west ",49],[" #west ",48]]]"
#define FEATURE(west, east, properties)                                                            \
  "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"            \
  "{" properties                                                                                   \
  "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" CORNERS (west, east) "}}]}"

/* The border of the whole has a corner where the front meets it. */
static const char whole[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[30,48],[30.4,48],[30.5,48],[31,48],"
    "[31,49],[30.5,49],[30.4,49],[30,49],[30,48]]]}}]}";

static const char head[] =
    "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"d\",\"edition\":\"1\","
    "\"title\":\"D\",\"summary\":\"s\",\"language\":\"en\",\"licence\":\"CC-BY-4.0\","
    "\"attribution\":\"a\",\"span\":\"2022-01-01/2022-12-31\","
    "\"home\":{\"date\":\"2022-06-01\",\"view\":\"v\"},"
    "\"readout\":{\"whole\":\"w\",\"parts\":[\"free\",\"doubt\",\"held\"]},"
    "\"views\":[{\"id\":\"v\",\"title\":\"V\",\"bbox\":[29,47,32,50]}],"
    "\"layers\":["
    "{\"id\":\"w\",\"title\":\"W\",\"data\":\"w.geojson\"},"
    "{\"id\":\"held\",\"title\":\"H\",\"data\":\"held.geojson\"},"
    "{\"id\":\"doubt\",\"title\":\"C\",\"data\":\"doubt.geojson\",\"uncertain\":%s},"
    "{\"id\":\"free\",\"title\":\"F\",\"derivation\":{\"operation\":\"difference\","
    "\"of\":[\"w\",\"held\",\"doubt\"]}}]}";

static void
save (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static AcnDossier *
make_dossier (const char *precision, const char *uncertain)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *folder = g_dir_make_tmp ("acn-range-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "d.dossier.json", NULL);
  g_autofree char *text = g_strdup_printf (head, uncertain);
  g_autofree char *held = g_strdup_printf (
      FEATURE (30.5, 31, "%s%s"), *precision != '\0' ? "\"precision_km\":" : "", precision);
  AcnDossier *dossier;

  save (folder, "w.geojson", whole);
  save (folder, "held.geojson", held);
  save (folder, "doubt.geojson", FEATURE (30.4, 30.5, ""));
  save (folder, "d.dossier.json", text);
  dossier = acn_load_dossier (path, diagnostics, NULL);
  g_assert_nonnull (dossier);
  return dossier;
}

static AcnAreaRange
get_range (AcnDossier *dossier, const char *layer, const char *iso)
{
  g_autoptr (GError) error = NULL;
  AcnAreaRange range;
  AcnDay       day;

  g_assert_true (acn_day_parse (iso, &day));
  g_assert_true (acn_dossier_layer_range_at (
      dossier, acn_dossier_find_layer (dossier, layer), day, &range, &error));
  g_assert_no_error (error);
  return range;
}

/* The front runs 111.2 km along a meridian, so 2 km to a side are 222.4 km²; the borders do not
 * count. A degree of longitude between 48° and 49° N is some 73.7 km, so the belt has 820 km². */
#define BAND_KM2 222.4
#define BELT_KM2 820.0

static void
test_front (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ("2", "false");
  const AcnAreaRange held = get_range (dossier, "held", "2022-06-01");
  const AcnAreaRange all = get_range (dossier, "w", "2022-06-01");

  g_assert_cmpfloat_with_epsilon (held.km2 - held.low_km2, BAND_KM2, BAND_KM2 / 50);
  g_assert_cmpfloat_with_epsilon (held.high_km2 - held.km2, BAND_KM2, BAND_KM2 / 50);
  g_assert_cmpfloat (all.low_km2, ==, all.km2);
  g_assert_cmpfloat (all.high_km2, ==, all.km2);
  /* Asked again it is the same. */
  g_assert_cmpfloat (get_range (dossier, "held", "2022-06-02").low_km2, ==, held.low_km2);
}

static void
test_uncertain (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ("2", "true");
  const AcnAreaRange held = get_range (dossier, "held", "2022-06-01");
  const AcnAreaRange free = get_range (dossier, "free", "2022-06-01");

  g_assert_cmpfloat_with_epsilon (held.high_km2 - held.km2, BELT_KM2, BELT_KM2 / 50);
  g_assert_cmpfloat_with_epsilon (held.km2 - held.low_km2, BAND_KM2, BAND_KM2 / 50);
  /* Nothing tells how precise the other side of the belt is. */
  g_assert_cmpfloat_with_epsilon (free.high_km2 - free.km2, BELT_KM2, BELT_KM2 / 50);
  g_assert_cmpfloat_with_epsilon (free.low_km2, free.km2, 1);
}

static void
test_not_told (void)
{
  g_autoptr (AcnDossier) dossier = make_dossier ("", "false");
  const AcnAreaRange held = get_range (dossier, "held", "2022-06-01");

  g_assert_cmpfloat_with_epsilon (held.low_km2, held.km2, 1e-6);
  g_assert_cmpfloat_with_epsilon (held.high_km2, held.km2, 1e-6);
}

static void
test_shipped (void)
{
  static const struct
  {
    const char *day;
    double      least_km2, most_km2; /* from low to high */
  } cases[] = {
    { "2014-04-01", 50, 200 },
    { "2018-01-01", 500, 8000 },
    { "2022-03-20", 10000, 60000 },
    { "2024-07-11", 1500, 9000 },
  };
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  g_autoptr (AcnDossier) dossier = acn_load_dossier (path, diagnostics, NULL);

  g_assert_nonnull (dossier);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AcnAreaRange held = get_range (dossier, "occupied", cases[i].day);
      const AcnAreaRange free = get_range (dossier, "controlled", cases[i].day);

      g_test_message ("%s: %.0f (%.0f-%.0f), controlled %.0f (%.0f-%.0f)",
                      cases[i].day,
                      held.km2,
                      held.low_km2,
                      held.high_km2,
                      free.km2,
                      free.low_km2,
                      free.high_km2);
      g_assert_cmpfloat (held.low_km2, <=, held.km2);
      g_assert_cmpfloat (held.km2, <=, held.high_km2);
      g_assert_cmpfloat (held.high_km2 - held.low_km2, >=, cases[i].least_km2);
      g_assert_cmpfloat (held.high_km2 - held.low_km2, <=, cases[i].most_km2);
      g_assert_cmpfloat (free.low_km2, <=, free.km2);
      g_assert_cmpfloat (free.km2, <=, free.high_km2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/area-range/front", test_front);
  g_test_add_func ("/model/area-range/uncertain", test_uncertain);
  g_test_add_func ("/model/area-range/not-told", test_not_told);
  g_test_add_func ("/model/area-range/shipped", test_shipped);
  return g_test_run ();
}
