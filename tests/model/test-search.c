/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/acn-paths.h"
#include "io/acn-load.h"
#include "model/acn-argument.h"
#include "model/acn-search.h"

#include <string.h>

static AcnDossier *dossier;
static AcnSearch  *search;

static void
test_fold (void)
{
  static const struct
  {
    const char *text, *folded;
  } cases[] = {
    { "Kyiv", " kiiv" },
    { "Київ", " kiiv" },
    { "КИЇВ", " kiiv" },
    { "Łódź", " lodz" },
    { "Kamʼianske", " kamianske" },
    { "Kam’ianske", " kamianske" },
    { "Кам'янське", " kamianske" },
    { "Nova  Kakhovka!", " nova kakhovka" },
    { "Нова Каховка", " nova kakhovka" },
    { "Щастя", " shchastia" },
    { "Türkiye", " turkiie" },
    { "Straße 5", " strasse 5" },
    { "", "" },
    { " -- ", "" },
    { "’", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = acn_search_fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

/* The first hit's title in English and how it was found. */
static char *
first (const char *words)
{
  g_autoptr (GArray) hits = acn_search_find (search, words, 8);
  const AcnHit *hit = hits->len > 0 ? &g_array_index (hits, AcnHit, 0) : NULL;

  if (hit == NULL)
    return g_strdup ("nothing");
  return g_strconcat (hit->title != NULL ? acn_text_get (hit->title, "en") : "-",
                      hit->other_name != NULL ? " by " : "",
                      hit->other_name,
                      NULL);
}

static void
test_places (void)
{
  static const struct
  {
    const char *words, *first;
  } cases[] = {
    { "Kyiv", "Kyiv" },
    { "kyi", "Kyiv" },
    { "Київ", "Kyiv" },
    { "Kiev", "Kyiv by Kiev" },
    { "kiev", "Kyiv by Kiev" },
    { "Киев", "Kyiv by Киев" },
    { "Kijow", "Kyiv by Kijów" },
    { "kharkov", "Kharkiv by Kharkov" },
    { "Lemberg", "Lviv by Lemberg" },
    { "Odessa", "Odesa by Odessa" },
    { "херсон", "Kherson" },
    { "Krivoi Rog", "Kryvyi Rih by Krivoi Rog" },
    { "donetsk obl", "Donetsk Oblast" },
    { "qqqq", "nothing" },
    { "", "nothing" },
    { " ' ", "nothing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = first (cases[i].words);

      if (g_strcmp0 (found, cases[i].first) != 0)
        g_error ("“%s” finds %s", cases[i].words, found);
    }
}

static void
test_bounds (void)
{
  g_autoptr (GArray) hits = acn_search_find (search, "Kyiv", 1);
  const AcnHit *hit = &g_array_index (hits, AcnHit, 0);

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpint (hit->kind, ==, ACN_HIT_PLACE);
  g_assert_true (hit->bounds.west < 30.52 && hit->bounds.east > 30.52);
  g_assert_true (hit->bounds.south < 50.45 && hit->bounds.north > 50.45);
  g_assert_cmpfloat (hit->bounds.north - hit->bounds.south, <, 2);
}

static gboolean
finds (const char *words, AcnHitKind kind, guint index)
{
  g_autoptr (GArray) hits = acn_search_find (search, words, 1000);

  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, AcnHit, i).kind == kind &&
        g_array_index (hits, AcnHit, i).index == index)
      return TRUE;
  return FALSE;
}

/* Each event and claim is found by its own title, in both languages; a place once. */
static void
test_everything_is_found (void)
{
  guint           n_events, n_claims, n_kyiv = 0;
  const AcnEvent *events = acn_dossier_get_events (dossier, &n_events);
  const AcnClaim *claims = acn_dossier_get_claims (dossier, &n_claims);
  g_autoptr (GArray) hits = acn_search_find (search, "Kyiv", 1000);

  for (guint i = 0; i < n_events; i++)
    {
      g_assert_true (finds (acn_text_get (events[i].title, "en"), ACN_HIT_EVENT, i));
      g_assert_true (finds (acn_text_get (events[i].title, "uk"), ACN_HIT_EVENT, i));
    }
  for (guint i = 0; i < n_claims; i++)
    g_assert_true (finds (claims[i].id, ACN_HIT_CLAIM, i));
  for (guint i = 0; i < hits->len; i++)
    {
      const AcnHit *hit = &g_array_index (hits, AcnHit, i);

      n_kyiv += hit->kind == ACN_HIT_PLACE && g_str_equal (acn_text_get (hit->title, "en"), "Kyiv");
    }
  g_assert_cmpuint (n_kyiv, ==, 1);
}

static void
test_order (void)
{
  g_autoptr (GArray) hits = acn_search_find (search, "vilnius", 50);
  guint last = 0;

  g_assert_cmpuint (hits->len, >, 2);
  g_assert_cmpint (g_array_index (hits, AcnHit, 0).kind, ==, ACN_HIT_PLACE);
  for (guint i = 0; i < hits->len; i++)
    {
      g_assert_cmpuint (g_array_index (hits, AcnHit, i).score, >=, last);
      last = g_array_index (hits, AcnHit, i).score;
    }
}

/* Lines that are no names are passed over. */
static void
test_odd_tables (void)
{
  static const char *const odd[] = { "",         "=", "Kyiv", "= Kiev", "Kyiv =", "# Kyiv = Kiev",
                                     "\n\n=,,\n" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (AcnSearch) other = acn_search_new (dossier, odd[i]);
      g_autoptr (GArray) hits = acn_search_find (other, "Kiev", 5);

      for (guint h = 0; h < hits->len; h++)
        g_assert_null (g_array_index (hits, AcnHit, h).other_name);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);
  g_autofree char *names_path = acn_data_file (ACN_OTHER_NAMES), *names = NULL;
  int              status;

  g_test_init (&argc, &argv, NULL);
  dossier = acn_load_dossier (path, diagnostics, NULL);
  g_assert_nonnull (dossier);
  g_assert_true (g_file_get_contents (names_path, &names, NULL, NULL));
  search = acn_search_new (dossier, names);
  g_test_add_func ("/model/search/fold", test_fold);
  g_test_add_func ("/model/search/places", test_places);
  g_test_add_func ("/model/search/bounds", test_bounds);
  g_test_add_func ("/model/search/everything-is-found", test_everything_is_found);
  g_test_add_func ("/model/search/order", test_order);
  g_test_add_func ("/model/search/odd-tables", test_odd_tables);
  status = g_test_run ();
  acn_search_free (search);
  acn_dossier_unref (dossier);
  return status;
}
