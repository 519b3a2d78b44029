/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-csv.h"

#include "../state/story.h"

static void
test_cells (void)
{
  static const struct
  {
    const char *text, *cell;
  } cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "a,b", "\"a,b\"" },
    { "say \"so\"", "\"say \"\"so\"\"\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "=1+1", "\"'=1+1\"" },
    { "@name", "\"'@name\"" },
    { "-5", "\"'-5\"" },
    { "\t=1", "\"'\t=1\"" },
    { "\n+1", "\"'\n+1\"" },
    { "Ї", "Ї" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) csv = g_string_new (NULL);

      acn_csv_append_cell (csv, cases[i].text);
      g_assert_cmpstr (csv->str, ==, cases[i].cell);
    }
}

/* A row an event, in the order that is asked for; what is open or unknown is empty. */
static void
test_events (void)
{
  g_autoptr (AcnDossier) story = story_new ("story");
  const guint      events[] = { acn_dossier_find_event (story, "kherson"),
                                acn_dossier_find_event (story, "war"),
                                acn_dossier_find_event (story, "bucharest") };
  g_autofree char *csv = acn_csv_of_events (story, "uk", events, G_N_ELEMENTS (events));

  g_assert_cmpstr (
      csv,
      ==,
      "id,first,last,lane,title,text,place,lon,lat,sources\r\n"
      "kherson,2022-11-11,2022-11-11,Укр. War,Укр. kherson,,Укр. Kherson,32.620,46.640,"
      "\r\n"
      "war,2022-02-24,,Укр. War,Укр. war,,,,,\r\n"
      "bucharest,2008-04-02,2008-04-04,Укр. Summits,Укр. bucharest,,Укр. "
      "Brussels,4.420,50.880,\r\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/cells", test_cells);
  g_test_add_func ("/csv/events", test_events);
  return g_test_run ();
}
