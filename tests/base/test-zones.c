/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day is a day in every time zone and every locale: written, read and told the same. */
#include "base/acn-format.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_RANDOM 40

/* Zones of any shape, for machines without a database of them. */
static const char *const odd_zones[] = {
  "UTC0", "AAA+12", "BBB-14", "CCC-5:45", "EST5EDT,M3.2.0,M11.1.0", "", "no/such/zone",
};

static const char *const whens[] = {
  "2022-02-24", "2008-04-02/2008-04-04", "2014-03-18/..", "../1991-08-24", "2022-07~",
  "1949?",      "2022-09%/2022-11-11",   "-0043-03-15",   "2024-02-29",    "1582-10-10",
};

/* Days on which clocks change, days that a zone has left out, the ends of epochs, any others. */
static GArray *
list_days (guint32 seed)
{
  static const char *const told[] = { "1970-01-01", "1969-12-31", "2011-12-30", "1994-12-31",
                                      "2022-03-27", "2022-10-30", "2024-03-10", "1900-01-01",
                                      "2038-01-19", "2000-02-29", "0001-01-01", "1867-10-18" };
  GArray                  *days = g_array_new (FALSE, FALSE, sizeof (AcnDay));
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      AcnDay day = 0;

      g_assert_true (acn_day_parse (told[i], &day));
      g_array_append_val (days, day);
    }
  for (guint i = 0; i < N_RANDOM; i++)
    {
      const AcnDay day = g_rand_int_range (rand, -700000, 50000);

      g_array_append_val (days, day);
    }
  return days;
}

/* Everything that is written or told of the days, as one text; what is read must be the day. */
static char *
tell (GArray *days)
{
  static const char *const languages[] = { "en", "uk" };
  GString                 *text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      const AcnDay     day = g_array_index (days, AcnDay, i);
      g_autofree char *iso = acn_day_to_iso (day);
      AcnDay           again = day - 1;

      g_assert_true (acn_day_parse (iso, &again));
      g_assert_cmpint (again, ==, day);
      g_string_append_printf (text, "%s\n", iso);
      for (guint k = 0; k < G_N_ELEMENTS (languages); k++)
        for (AcnDateStyle style = ACN_DATE_FULL; style <= ACN_DATE_DAY; style++)
          {
            g_autofree char *told = acn_format_day (day, style, languages[k]);

            g_assert_true (g_utf8_validate (told, -1, NULL));
            g_string_append_printf (text, "%s\n", told);
          }
    }
  for (guint i = 0; i < G_N_ELEMENTS (whens); i++)
    {
      AcnWhen          when, again;
      g_autofree char *edtf = NULL, *english = NULL, *ukrainian = NULL;
      g_autoptr (GError) error = NULL;

      acn_when_parse (whens[i], &when, &error);
      g_assert_no_error (error);
      edtf = acn_when_to_edtf (&when);
      g_assert_cmpstr (edtf, ==, whens[i]);
      acn_when_parse (edtf, &again, &error);
      g_assert_no_error (error);
      g_assert_cmpint (again.span.begin_day, ==, when.span.begin_day);
      g_assert_cmpint (again.span.end_day, ==, when.span.end_day);
      english = acn_format_when (&when, "en");
      ukrainian = acn_format_when (&when, "uk");
      g_string_append_printf (text, "%s\n%s\n", english, ukrainian);
    }
  return g_string_free (text, FALSE);
}

/* Names of all files below @folder that are zones, as TZ takes them. */
static void
list_zones (const char *root, const char *below, GPtrArray *zones)
{
  g_autofree char *folder = g_build_filename (root, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *zone =
          *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);
      g_autofree char *path = g_build_filename (root, zone, NULL);

      if (strcmp (name, "posix") == 0 || strcmp (name, "right") == 0)
        continue; /* the same once more, and with leap seconds */
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        list_zones (root, zone, zones);
      else if (g_ascii_isupper (*name) && strchr (name, '.') == NULL)
        g_ptr_array_add (zones, g_steal_pointer (&zone));
    }
}

static void
set_zone (const char *zone)
{
  g_setenv ("TZ", zone, TRUE);
  tzset ();
}

static void
test_zones (void)
{
  const guint32 seed = g_test_rand_int ();
  g_autoptr (GArray) days = list_days (seed);
  g_autoptr (GPtrArray) zones = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *expected = NULL;

  list_zones ("/usr/share/zoneinfo", "", zones);
  for (guint i = 0; i < G_N_ELEMENTS (odd_zones); i++)
    g_ptr_array_add (zones, g_strdup (odd_zones[i]));
  set_zone ("UTC0");
  expected = tell (days);
  for (guint i = 0; i < zones->len; i++)
    {
      g_autofree char *told = NULL;

      set_zone (g_ptr_array_index (zones, i));
      told = tell (days);
      if (strcmp (told, expected) != 0)
        g_test_message ("in %s, seed %u", (char *) g_ptr_array_index (zones, i), seed);
      g_assert_cmpstr (told, ==, expected);
    }
  g_test_message ("%u zones", zones->len);
  set_zone ("UTC0");
}

static void
test_locales (void)
{
  const guint32 seed = g_test_rand_int ();
  g_autoptr (GArray) days = list_days (seed);
  g_autofree char *expected = NULL, *output = NULL;
  g_auto (GStrv) locales = NULL;
  static const char *const at_least = "C\nPOSIX\nC.UTF-8\n";
  guint                    n_set = 0;

  g_assert_nonnull (setlocale (LC_ALL, "C"));
  expected = tell (days);
  if (!g_spawn_command_line_sync ("locale -a", &output, NULL, NULL, NULL))
    output = g_strdup (at_least);
  locales = g_strsplit (output, "\n", -1);
  for (guint i = 0; locales[i] != NULL; i++)
    {
      g_autofree char *told = NULL;

      if (*locales[i] == '\0' || setlocale (LC_ALL, locales[i]) == NULL)
        continue;
      n_set++;
      told = tell (days);
      if (strcmp (told, expected) != 0)
        g_test_message ("in %s, seed %u", locales[i], seed);
      g_assert_cmpstr (told, ==, expected);
    }
  g_test_message ("%u locales", n_set);
  g_assert_cmpuint (n_set, >, 0);
  setlocale (LC_ALL, "C");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/zones/every-zone", test_zones);
  g_test_add_func ("/base/zones/every-locale", test_locales);
  return g_test_run ();
}
