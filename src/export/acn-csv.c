/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-csv.h"

#include <string.h>

/**
 * acn_csv_append_cell:
 * @csv: gets the cell; the comma before it is the caller's
 * @text: literal
 *
 * What holds a comma, a quote or a line break stands in quotes. A spreadsheet must not take a text
 * for a formula.
 * Source: RFC 4180
 */
void
acn_csv_append_cell (GString *csv, const char *text)
{
  const gboolean is_formula = *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *doubled = NULL;

  if (strpbrk (text, ",\"\r\n") == NULL && !is_formula)
    {
      g_string_append (csv, text);
      return;
    }
  parts = g_strsplit (text, "\"", -1);
  doubled = g_strjoinv ("\"\"", parts);
  g_string_append_printf (csv, "\"%s%s\"", is_formula ? "'" : "", doubled);
}

static void
add_text (GString *csv, const AcnText *text, const char *language)
{
  g_string_append_c (csv, ',');
  if (text != NULL)
    acn_csv_append_cell (csv, acn_text_get (text, language));
}

/* The first and last day, as far as they are known. */
static void
add_days (GString *csv, AcnSpan span)
{
  g_autofree char *first =
      span.begin_day != ACN_DAY_OPEN_BEGIN ? acn_day_to_iso (span.begin_day) : NULL;
  g_autofree char *last =
      span.end_day != ACN_DAY_OPEN_END ? acn_day_to_iso (span.end_day - 1) : NULL;

  g_string_append_printf (csv, ",%s,%s", first != NULL ? first : "", last != NULL ? last : "");
}

static void
add_place (GString *csv, AcnDossier *dossier, guint index, const char *language)
{
  const AcnPlace *place = acn_dossier_get_places (dossier, NULL) + index;
  char            lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];

  if (index == ACN_NONE)
    {
      g_string_append (csv, ",,,");
      return;
    }
  add_text (csv, place->title, language);
  g_string_append_printf (csv,
                          ",%s,%s",
                          g_ascii_formatd (lon, sizeof lon, "%.3f", place->lon_deg),
                          g_ascii_formatd (lat, sizeof lat, "%.3f", place->lat_deg));
}

static void
add_sources (GString *csv, AcnDossier *dossier, AcnCitations citations)
{
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < citations.n; i++)
    g_string_append_printf (list,
                            "%s%s%s%s",
                            i > 0 ? "; " : "",
                            sources[citations.items[i].source].title,
                            citations.items[i].locator != NULL ? ", " : "",
                            citations.items[i].locator != NULL ? citations.items[i].locator : "");
  g_string_append_c (csv, ',');
  acn_csv_append_cell (csv, list->str);
}

/**
 * acn_csv_of_events:
 * @events: (array length=n_events): indices, in the order of the rows
 *
 * Returns: (transfer full): a row an event: id, first and last day (empty where open), lane, title,
 *   text, place, its coordinates in degrees (EPSG:4326), sources with locators
 */
char *
acn_csv_of_events (AcnDossier *dossier, const char *language, const guint *events, guint n_events)
{
  const AcnEvent *all = acn_dossier_get_events (dossier, NULL);
  const AcnLane  *lanes = acn_dossier_get_lanes (dossier, NULL);
  GString        *csv = g_string_new ("id,first,last,lane,title,text,place,lon,lat,sources\r\n");

  for (guint i = 0; i < n_events; i++)
    {
      const AcnEvent *event = &all[events[i]];

      acn_csv_append_cell (csv, event->id);
      add_days (csv, event->when.span);
      add_text (csv, lanes[event->lane].title, language);
      add_text (csv, event->title, language);
      add_text (csv, event->text, language);
      add_place (csv, dossier, event->place, language);
      add_sources (csv, dossier, event->citations);
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}
