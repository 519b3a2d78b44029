/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/acn-info-scenes.h"

#include <stdio.h>

#include "base/acn-format.h"
#include "model/acn-scenario-extent.h"

static void
add_number (JsonBuilder *builder, const char *member, double value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_double_value (builder, value);
}

static void
add_string (JsonBuilder *builder, const char *member, const char *value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

/**
 * acn_info_add_scenes:
 * @builder: in an object; gets the member “scenes”: by id, with areas in km² and the share covered
 */
void
acn_info_add_scenes (JsonBuilder *builder, AcnDossier *dossier)
{
  guint           n;
  const AcnScene *scenes = acn_dossier_get_scenes (dossier, &n);

  json_builder_set_member_name (builder, "scenes");
  json_builder_begin_object (builder);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *date = acn_day_to_iso (scenes[i].day);
      double           covered_km2, excluded_km2;

      acn_dossier_measure_scene (dossier, i, &covered_km2, &excluded_km2);
      json_builder_set_member_name (builder, scenes[i].id);
      json_builder_begin_object (builder);
      add_string (builder, "date", date);
      add_number (builder, "covered_km2", covered_km2);
      add_number (builder, "excluded_km2", excluded_km2);
      if (covered_km2 + excluded_km2 > 0)
        add_number (builder, "covered_share", covered_km2 / (covered_km2 + excluded_km2));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

/**
 * acn_info_print_scenes:
 *
 * A line for each scene on stdout.
 */
void
acn_info_print_scenes (AcnDossier *dossier)
{
  guint           n;
  const AcnScene *scenes = acn_dossier_get_scenes (dossier, &n);

  for (guint i = 0; i < n; i++)
    {
      double covered_km2, excluded_km2;

      acn_dossier_measure_scene (dossier, i, &covered_km2, &excluded_km2);

      g_autofree char *km2 = acn_format_km2 (covered_km2, "en");
      g_autofree char *share =
          acn_format_share (covered_km2 / MAX (covered_km2 + excluded_km2, 1e-9), "en");
      printf ("  %-16s %s covered, %s\n", scenes[i].id, km2, share);
    }
}

static void
add_towns (JsonBuilder             *builder,
           const char              *member,
           const AcnFeature *const *towns,
           guint                    n,
           const char              *language)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_string_value (builder, acn_text_get (towns[i]->name, language));
  json_builder_end_array (builder);
}

/**
 * acn_info_add_extent:
 * @builder: in an object; gets the member “extent”, where the what-if names areas
 * @day: whose line counts
 */
void
acn_info_add_extent (JsonBuilder *builder, AcnDossier *dossier, AcnDay day)
{
  const char      *language = acn_dossier_get_language (dossier);
  g_autofree char *date = acn_day_to_iso (day);
  AcnExtent        extent;

  if (!acn_scenario_measure (dossier, day, &extent, NULL))
    return;
  json_builder_set_member_name (builder, "extent");
  json_builder_begin_object (builder);
  add_string (builder, "line_of", date);
  add_number (builder, "whole_km2", extent.whole_km2);
  add_number (builder, "covered_km2", extent.covered_km2);
  add_number (builder, "excluded_km2", extent.excluded_km2);
  add_number (builder, "line_km", extent.line_km);
  add_towns (builder, "covered_towns", extent.covered_towns, extent.n_covered_towns, language);
  add_towns (builder, "excluded_towns", extent.excluded_towns, extent.n_excluded_towns, language);
  json_builder_end_object (builder);
}

static void
print_side (const char              *word,
            double                   km2,
            double                   whole_km2,
            const AcnFeature *const *towns,
            guint                    n,
            const char              *language)
{
  g_autofree char *area = acn_format_km2 (km2, "en");
  g_autofree char *share = acn_format_share (whole_km2 > 0 ? km2 / whole_km2 : 0, "en");

  printf ("  %-12s %s, %s", word, area, share);
  for (guint i = 0; i < n; i++)
    printf ("%s%s", i == 0 ? ": " : ", ", acn_text_get (towns[i]->name, language));
  printf ("\n");
}

/**
 * acn_info_print_extent:
 * @day: whose line counts
 * @in_force: whether the outcome is that anything is covered
 */
void
acn_info_print_extent (AcnDossier *dossier, AcnDay day, gboolean in_force)
{
  const char      *language = acn_dossier_get_language (dossier);
  AcnExtent        extent;
  g_autofree char *line = NULL;

  if (!acn_scenario_measure (dossier, day, &extent, NULL))
    return;
  line = acn_format_km (extent.line_km, "en");
  print_side (in_force ? "covered" : "covered only if in force",
              extent.covered_km2,
              extent.whole_km2,
              extent.covered_towns,
              extent.n_covered_towns,
              language);
  print_side (in_force ? "not covered" : "not covered even then",
              extent.excluded_km2,
              extent.whole_km2,
              extent.excluded_towns,
              extent.n_excluded_towns,
              language);
  printf ("  %-12s %s\n", "line", line);
}
