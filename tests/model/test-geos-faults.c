/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each call of GEOS fails in turn: what needed it says so, and gives nothing that is half of what
 * was asked for. The calls of this program land in the functions below. */
#define _GNU_SOURCE
#include "../faults/geos-calls.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <string.h>

#include "geo/acn-band.h"
#include "geo/acn-frontier.h"
#include "geo/acn-overlay.h"
#include "geo/acn-reach.h"
#include "geo/acn-sweep.h"
#include "io/acn-geojson.h"
#include "io/acn-load.h"
#include "model/acn-area-range.h"
#include "model/acn-dossier-compare.h"
#include "model/acn-interpolation.h"
#include "model/acn-kept-areas.h"
#include "model/acn-kept-sizes.h"
#include "model/acn-scenario-extent.h"

/* Calls until the one that fails; 0: none does. */
static guint countdown;
/* From then on all do. */
static gboolean for_good;
static guint    n_struck;

static gboolean
strikes (void)
{
  if (countdown == 0 || (countdown > 1 && countdown-- > 0))
    return FALSE;
  countdown = for_good ? 1 : 0;
  n_struck++;
  return TRUE;
}

void GEOSGeom_destroy_r (void *c, void *geometry);

#define FIND(name)                                                                                 \
  if (real == NULL)                                                                                \
  *(void **) &real = dlsym (RTLD_NEXT, #name)

#define FAIL_CALL(name, parameters, arguments)                                                     \
  void *name parameters;                                                                           \
  void *name parameters                                                                            \
  {                                                                                                \
    static void *(*real) parameters;                                                               \
                                                                                                   \
    FIND (name);                                                                                   \
    return strikes () ? NULL : real arguments;                                                     \
  }

#define FAIL_MAKER(name, parameters, arguments)                                                    \
  void *name parameters;                                                                           \
  void *name parameters                                                                            \
  {                                                                                                \
    static void *(*real) parameters;                                                               \
    void *made;                                                                                    \
                                                                                                   \
    FIND (name);                                                                                   \
    made = real arguments;                                                                         \
    if (strikes ())                                                                                \
      GEOSGeom_destroy_r (c, g_steal_pointer (&made));                                             \
    return made;                                                                                   \
  }

#define FAIL_ANSWER(kind, failure, name, parameters, arguments)                                    \
  kind name parameters;                                                                            \
  kind name parameters                                                                             \
  {                                                                                                \
    static kind (*real) parameters;                                                                \
                                                                                                   \
    FIND (name);                                                                                   \
    return strikes () ? failure : real arguments;                                                  \
  }

GEOS_CALLS (FAIL_CALL)
GEOS_MAKERS (FAIL_MAKER)
GEOS_ANSWERS (FAIL_ANSWER)

/* --- What is done ---------------------------------------------------------------------------- */

/* Two squares side by side, the second with a hole; without @n_parts the first alone. */
static AcnGeometry *
make_squares (double west, guint n_parts)
{
  const double  w = west;
  const double  xy[] = { w,       48,   w + 1,   48,   w + 1,   49,   w,       49,   w,       48,
                         w + 2,   48,   w + 3,   48,   w + 3,   49,   w + 2,   49,   w + 2,   48,
                         w + 2.4, 48.4, w + 2.4, 48.6, w + 2.6, 48.6, w + 2.6, 48.4, w + 2.4, 48.4 };
  const guint32 rings[] = { 5, 10, 15 }, parts[] = { 1, 3 };
  const guint   n_rings = n_parts == 1 ? 1 : 3;

  return acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                g_memdup2 (xy, n_rings * 10 * sizeof (double)),
                                n_rings * 5,
                                g_memdup2 (rings, sizeof rings),
                                n_rings,
                                g_memdup2 (parts, sizeof parts),
                                n_parts);
}

/* One that crosses itself. */
static AcnGeometry *
make_bow (void)
{
  const double  xy[] = { 30, 48, 31, 49, 31, 48, 30, 49, 30, 48 };
  const guint32 ring = 5, part = 1;

  return acn_geometry_new_take (ACN_GEOMETRY_AREAS,
                                g_memdup2 (xy, sizeof xy),
                                5,
                                g_memdup2 (&ring, sizeof ring),
                                1,
                                g_memdup2 (&part, sizeof part),
                                1);
}

/* Work: what is asked for, FALSE with an error; @out_km2 tells how much there is of it. */
typedef gboolean (*Work) (AcnDossier *dossier, double *out_km2, GError **error);

static gboolean
measure (AcnGeometry *geometry, double *out_km2)
{
  if (geometry == NULL)
    return FALSE;
  *out_km2 = geometry->kind == ACN_GEOMETRY_AREAS ? acn_geometry_area_km2 (geometry)
                                                  : acn_geometry_length_km (geometry);
  acn_geometry_unref (geometry);
  return TRUE;
}

static gboolean
overlay (AcnOverlayOp op, double *out_km2, GError **error)
{
  g_autoptr (AcnGeometry) a = make_squares (30, 2), b = make_squares (30.5, 1), c = make_bow ();
  const AcnGeometry *operands[] = { a, b, c };

  return measure (acn_overlay (op, operands, G_N_ELEMENTS (operands), 0, error), out_km2);
}

static gboolean
unite (AcnDossier *dossier, double *out_km2, GError **error)
{
  return overlay (ACN_OVERLAY_UNION, out_km2, error);
}

static gboolean
subtract (AcnDossier *dossier, double *out_km2, GError **error)
{
  return overlay (ACN_OVERLAY_DIFFERENCE, out_km2, error);
}

static gboolean
intersect (AcnDossier *dossier, double *out_km2, GError **error)
{
  return overlay (ACN_OVERLAY_INTERSECTION, out_km2, error);
}

static gboolean
mend (AcnDossier *dossier, double *out_km2, GError **error)
{
  g_autoptr (AcnGeometry) bow = make_bow ();

  return measure (acn_geometry_make_valid (bow, error), out_km2);
}

static gboolean
border (AcnDossier *dossier, double *out_km2, GError **error)
{
  g_autoptr (AcnGeometry) a = make_squares (30, 2), b = make_squares (31, 1);
  g_autoptr (AcnGeometry) c = make_squares (33, 1);
  const AcnGeometry *others[] = { b, c };

  return measure (acn_geometry_frontier (a, others, 2, error), out_km2);
}

static gboolean
reach (AcnDossier *dossier, double *out_km2, GError **error)
{
  g_autoptr (AcnGeometry) a = make_squares (30, 2);

  return measure (acn_geometry_reach (a, 20, error), out_km2);
}

static gboolean
sweep (AcnDossier *dossier, double *out_km2, GError **error)
{
  g_autoptr (AcnGeometry) a = make_squares (30, 2), b = make_squares (31, 1);

  return measure (acn_sweep (a, b, 0.4, error), out_km2);
}

static gboolean
draw_band (AcnDossier *dossier, double *out_km2, GError **error)
{
  const double      xy[] = { 30, 48, 31, 48.2, 32, 48 };
  const AcnBandLine lines[] = { { xy, 3, 5 }, { xy + 2, 2, 9 } };

  return measure (acn_band_new (lines, G_N_ELEMENTS (lines), error), out_km2);
}

static gboolean
validate (AcnDossier *dossier, double *out_km2, GError **error)
{
  g_autofree char *reason = NULL;
  g_autoptr (AcnGeometry) squares = make_squares (30, 2);
  g_autoptr (AcnGeometry) nothing =
      acn_geometry_new_take (ACN_GEOMETRY_LINES, NULL, 0, NULL, 0, NULL, 0);

  *out_km2 = 1;
  if (acn_geometry_validate (squares, &reason, NULL, NULL) &&
      acn_geometry_validate (nothing, &reason, NULL, NULL))
    return TRUE;
  g_assert_nonnull (reason);
  g_set_error_literal (error, ACN_GEO_ERROR, ACN_GEO_ERROR_INVALID, reason);
  return FALSE;
}

static guint
find (AcnDossier *dossier, const char *layer)
{
  const guint index = acn_dossier_find_layer (dossier, layer);

  g_assert_cmpuint (index, !=, ACN_NONE);
  return index;
}

static AcnDay
get_day (const char *iso)
{
  AcnDay day;

  g_assert_true (acn_day_parse (iso, &day));
  return day;
}

static gboolean
find_range (AcnDossier *dossier, double *out_km2, GError **error)
{
  AcnAreaRange   range = { 0 };
  const gboolean good = acn_dossier_layer_range_at (
      dossier, find (dossier, "held"), get_day ("2022-06-05"), &range, error);

  *out_km2 = range.low_km2 + 3 * range.high_km2;
  return good;
}

static gboolean
find_extent (AcnDossier *dossier, double *out_km2, GError **error)
{
  AcnExtent      extent = { 0 };
  const gboolean good = acn_scenario_measure (dossier, get_day ("2022-06-05"), &extent, error);

  *out_km2 = extent.whole_km2 + extent.covered_km2 + extent.excluded_km2 + extent.line_km;
  return good;
}

static gboolean
compare (AcnDossier *dossier, double *out_km2, GError **error)
{
  AcnDifference *difference = acn_dossier_layer_compare (
      dossier, find (dossier, "free"), get_day ("2022-06-05"), get_day ("2022-07-05"), error);

  if (difference == NULL)
    return FALSE;
  *out_km2 = difference->lost_km2 + 3 * difference->gained_km2 + 7 * difference->unchanged_km2;
  acn_difference_free (difference);
  return TRUE;
}

static gboolean
interpolate (AcnDossier *dossier, double *out_km2, GError **error)
{
  AcnInterpolation *between = acn_dossier_layer_interpolate (
      dossier, find (dossier, "held"), get_day ("2022-06-15"), error);

  if (between == NULL)
    return FALSE;
  *out_km2 = between->lost_km2 + 3 * between->gained_km2;
  acn_interpolation_free (between);
  return TRUE;
}

static gboolean
list_areas (AcnDossier *dossier, double *out_km2, GError **error)
{
  g_autoptr (GArray) series =
      acn_dossier_layer_area_series (dossier, find (dossier, "free"), error);

  if (series == NULL)
    return FALSE;
  *out_km2 = g_array_index (series, AcnAreaStep, series->len - 1).km2;
  return TRUE;
}

/* What has a fault is not kept. */
static gboolean
keep (AcnDossier *dossier, double *out_km2, GError **error)
{
  g_autoptr (GBytes) kept = acn_dossier_keep_areas (dossier, get_day ("2022-06-05"));

  *out_km2 = kept != NULL ? (double) g_bytes_get_size (kept) : 0;
  if (kept == NULL)
    g_set_error_literal (error, ACN_GEO_ERROR, ACN_GEO_ERROR_FAILED, "nothing is kept");
  return kept != NULL;
}

static gboolean
keep_sizes (AcnDossier *dossier, double *out_km2, GError **error)
{
  g_autoptr (GBytes) kept =
      acn_dossier_keep_sizes (dossier, acn_dossier_find_layer (dossier, "free"));

  *out_km2 = kept != NULL ? (double) g_bytes_get_size (kept) : 0;
  if (kept == NULL)
    g_set_error_literal (error, ACN_GEO_ERROR, ACN_GEO_ERROR_FAILED, "nothing is kept");
  return kept != NULL;
}

/* --- The dossier ----------------------------------------------------------------------------- */

#define BOX(west, east, properties)                                                                \
  "{\"type\":\"Feature\",\"properties\":{" properties                                              \
  "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" west ",48],[" east ",48],[" east      \
  ",49],[" west ",49],[" west ",48]]]}}"
#define ALL(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

static const char *const files[][2] = {
  { "w.geojson", ALL (BOX ("30", "31", "")) },
  { "held.geojson",
    ALL (BOX ("30.5", "31", "\"precision_km\":2,\"when\":\"2022-06-01/2022-06-30\"") "," BOX (
        "30.7", "31", "\"precision_km\":2,\"when\":\"2022-07-01/2022-12-31\"")) },
  { "doubt.geojson", ALL (BOX ("30.4", "30.5", "") "," BOX ("30.35", "30.45", "")) },
  { "more.geojson", ALL (BOX ("30.1", "30.2", "") "," BOX ("30.15", "30.25", "")) },
  { "d.dossier.json",
    "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"d\",\"title\":\"D\","
    "\"span\":\"2022-06-01/2022-12-31\",\"home\":{\"date\":\"2022-06-05\"},"
    "\"readout\":{\"whole\":\"w\",\"parts\":[\"free\",\"doubt\",\"held\"]},"
    "\"sources\":[{\"id\":\"s\",\"type\":\"report\",\"title\":\"S\"}],"
    "\"layers\":["
    "{\"id\":\"w\",\"title\":\"W\",\"data\":\"w.geojson\"},"
    "{\"id\":\"held\",\"title\":\"H\",\"data\":\"held.geojson\"},"
    "{\"id\":\"doubt\",\"title\":\"C\",\"data\":\"doubt.geojson\",\"uncertain\":true},"
    "{\"id\":\"more\",\"title\":\"M\",\"data\":\"more.geojson\"},"
    "{\"id\":\"free\",\"title\":\"F\",\"visible\":true,\"derivation\":{\"operation\":"
    "\"difference\","
    "\"of\":[\"w\",\"held\",\"doubt\"]}}],"
    "\"scenario\":{\"title\":\"S\",\"hypothetical\":true,\"whole\":\"w\",\"covered\":\"free\","
    "\"excluded\":[\"held\",\"doubt\",\"more\"],\"choices\":[{\"id\":\"c\",\"title\":\"C\","
    "\"default\":\"a\",\"options\":[{\"id\":\"a\",\"title\":\"A\"}]}],"
    "\"table\":[{\"when\":{},\"outcome\":\"o\"}],\"outcomes\":[{\"id\":\"o\","
    "\"status\":\"void\",\"title\":\"O\",\"text\":\"T.\",\"shade\":{\"layer\":\"free\",\"how\":"
    "\"fill\"},"
    "\"citations\":[{\"source\":\"s\"}]}]}}" },
};

static char *
make_files (void)
{
  char *folder = g_dir_make_tmp ("accession-test-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i][0], NULL);

      g_assert_true (g_file_set_contents (path, files[i][1], -1, NULL));
    }
  return folder;
}

static AcnDossier *
load (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "d.dossier.json", NULL);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnDossier      *dossier = acn_load_dossier (path, diagnostics, NULL);
  g_autofree char *told = acn_diagnostics_to_string (diagnostics);

  g_assert_cmpstr (told, ==, "");
  g_assert_nonnull (dossier);
  return dossier;
}

/* --- Faults ---------------------------------------------------------------------------------- */

static char *folder;

/* The N-th call fails, alone or with all later ones, for every N. */
static void
test_every_call (gconstpointer data)
{
  const Work work = *(const Work *) data;
  double     whole_km2 = 0;
  guint      n_told = 0;
  g_autoptr (AcnDossier) sound = load (folder);
  g_autoptr (GError) none = NULL;

  g_assert_true (work (sound, &whole_km2, &none));
  g_assert_no_error (none);
  g_assert_cmpfloat (whole_km2, >, 0);
  for (guint lasting = 0; lasting < 2; lasting++)
    for (guint n = 1;; n++)
      {
        g_autoptr (AcnDossier) dossier = load (folder);
        g_autoptr (GError) error = NULL;
        double   km2 = 0;
        gboolean good;

        countdown = n;
        for_good = lasting == 1;
        n_struck = 0;
        good = work (dossier, &km2, &error);
        countdown = 0;
        g_assert_true (good == (error == NULL));
        g_assert_true (good || error->message[0] != '\0');
        if (good)
          g_assert_cmpfloat_with_epsilon (km2, whole_km2, whole_km2 * 1e-5);
        n_told += !good;
        if (n_struck == 0)
          break;
      }
  g_assert_cmpuint (n_told, >=, 2);
}

static void
remove_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i][0], NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

/* An area that nobody could check is shown, and that is told. */
static void
test_unchecked (void)
{
  g_autofree char *path = g_build_filename (folder, "w.geojson", NULL);

  for (guint n = 1;; n++)
    {
      g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
      AcnFileText *text = acn_file_text_read (path, NULL, NULL);
      g_autoptr (AcnGeojson) geojson = NULL;
      g_autofree char *told = NULL;

      countdown = n;
      for_good = FALSE;
      n_struck = 0;
      geojson = acn_geojson_new_take (text, "f", TRUE, diagnostics, NULL);
      countdown = 0;
      told = acn_diagnostics_to_string (diagnostics);
      g_assert_nonnull (geojson);
      if (n_struck == 0)
        {
          g_assert_cmpstr (told, ==, "");
          g_assert_cmpuint (n, >, 1);
          return;
        }
      g_assert_nonnull (strstr (told, "warning: this area could not be checked: "));
      g_assert_null (strchr (strchr (told, '\n') + 1, '\n')); /* once */
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    Work        work;
  } cases[] = {
    { "/model/geos-faults/union", unite },
    { "/model/geos-faults/difference", subtract },
    { "/model/geos-faults/intersection", intersect },
    { "/model/geos-faults/repair", mend },
    { "/model/geos-faults/frontier", border },
    { "/model/geos-faults/reach", reach },
    { "/model/geos-faults/sweep", sweep },
    { "/model/geos-faults/band", draw_band },
    { "/model/geos-faults/validity", validate },
    { "/model/geos-faults/range", find_range },
    { "/model/geos-faults/scenario", find_extent },
    { "/model/geos-faults/comparison", compare },
    { "/model/geos-faults/interpolation", interpolate },
    { "/model/geos-faults/series", list_areas },
    { "/model/geos-faults/kept", keep },
    { "/model/geos-faults/kept-sizes", keep_sizes },
  };
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = make_files ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i].work, test_every_call);
  g_test_add_func ("/model/geos-faults/unchecked", test_unchecked);
  status = g_test_run ();
  remove_files ();
  g_free (folder);
  return status;
}
