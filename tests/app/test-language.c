/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language changes while workers look texts up. */
#include "app/acn-language.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "acn-config.h"
#include "io/acn-geojson.h"

#define N_WORKERS 3
#define N_CHANGES 600

extern char **environ;

static const char *const choices[] = { "uk", "en", ACN_LANGUAGE_SYSTEM };

static gint ended;

/* What is found in a file without an object. */
static char *
find_fault (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("[]", 2);
  g_autoptr (AcnGeojson) geojson = acn_geojson_new (bytes, "f", FALSE, diagnostics, NULL);

  g_assert_cmpuint (acn_diagnostics_get_n (diagnostics), ==, 1);
  return g_strdup (acn_diagnostics_get (diagnostics, 0)->message);
}

#define ENGLISH "this is not GeoJSON: the document must be an object"
#define UKRAINIAN "це не GeoJSON: документ має бути обʼєктом"

static void
test_choices (void)
{
  static const char *const expected[] = { UKRAINIAN, ENGLISH, ENGLISH };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *fault = NULL;

      acn_language_choose (choices[i]);
      fault = find_fault ();
      g_assert_cmpstr (fault, ==, expected[i]);
      g_assert_cmpstr (acn_language_get (), ==, i == 0 ? "uk" : "en");
    }
}

/* Where the variables are does not change: who looks for one meanwhile finds it. */
static void
test_nothing_moves (void)
{
  char **const before = environ;
  guint        place = 0;

  while (before[place] != NULL && !g_str_has_prefix (before[place], "LANGUAGE="))
    place++;
  g_assert_nonnull (before[place]);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (choices); i++)
    {
      acn_language_choose (choices[i % G_N_ELEMENTS (choices)]);
      g_assert_true (environ == before);
      g_assert_true (g_str_has_prefix (before[place], "LANGUAGE="));
    }
}

static gpointer
work (gpointer unused)
{
  guint n = 0;

  do
    {
      g_autofree char *fault = find_fault ();

      g_assert_true (g_str_equal (fault, ENGLISH) || g_str_equal (fault, UKRAINIAN));
      n++;
    }
  while (!g_atomic_int_get (&ended));
  return GUINT_TO_POINTER (n);
}

static void
test_while_workers_read (void)
{
  GThread *workers[N_WORKERS];

  g_atomic_int_set (&ended, FALSE);
  for (guint i = 0; i < N_WORKERS; i++)
    workers[i] = g_thread_new ("reader", work, NULL);
  for (guint i = 0; i < N_CHANGES; i++)
    acn_language_choose (choices[i % G_N_ELEMENTS (choices)]);
  g_atomic_int_set (&ended, TRUE);
  for (guint i = 0; i < N_WORKERS; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (workers[i])), >, 0);
}

int
main (int argc, char **argv)
{
  g_unsetenv ("LANGUAGE");
  g_setenv ("LC_ALL", "C", TRUE);
  acn_language_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/language/choices", test_choices);
  g_test_add_func ("/app/language/nothing-moves", test_nothing_moves);
  g_test_add_func ("/app/language/while-workers-read", test_while_workers_read);
  return g_test_run ();
}
