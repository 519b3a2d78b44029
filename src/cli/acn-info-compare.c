/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/acn-info-compare.h"

#include <stdio.h>

#include "base/acn-format.h"

static void
free_difference (gpointer difference)
{
  acn_difference_free (difference);
}

static const char *
get_id (const AcnCompare *self, guint part)
{
  guint n;

  return acn_dossier_get_layers (self->dossier,
                                 &n)[acn_dossier_get_readout_parts (self->dossier, &n)[part]]
      .id;
}

/*
 * acn_compare_measure:
 * @self: with dossier and days; without a dossier nothing is done
 *
 * Returns: FALSE with @error when an area could not be computed
 */
gboolean
acn_compare_measure (AcnCompare *self, GError **error)
{
  guint        n;
  const guint *parts;

  if (self->dossier == NULL)
    return TRUE;
  parts = acn_dossier_get_readout_parts (self->dossier, &n);
  self->parts = g_ptr_array_new_with_free_func (free_difference);
  for (guint i = 0; i < n; i++)
    {
      AcnDifference *difference =
          acn_dossier_layer_compare (self->dossier, parts[i], self->from_day, self->to_day, error);

      if (difference == NULL)
        {
          g_prefix_error (error, "layer “%s”: ", get_id (self, i));
          acn_compare_clear (self);
          return FALSE;
        }
      g_ptr_array_add (self->parts, difference);
    }
  return TRUE;
}

static void
add_km2 (JsonBuilder *builder, const char *member, double km2)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_double_value (builder, km2);
}

/*
 * acn_compare_add_json:
 *
 * Adds the member "compare": the two days, and for each part gained, lost and unchanged in km2.
 */
void
acn_compare_add_json (const AcnCompare *self, JsonBuilder *builder)
{
  g_autofree char *from = acn_day_to_iso (self->from_day);
  g_autofree char *to = acn_day_to_iso (self->to_day);

  if (self->parts == NULL)
    return;
  json_builder_set_member_name (builder, "compare");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "from");
  json_builder_add_string_value (builder, from);
  json_builder_set_member_name (builder, "to");
  json_builder_add_string_value (builder, to);
  json_builder_set_member_name (builder, "areas");
  json_builder_begin_object (builder);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const AcnDifference *part = g_ptr_array_index (self->parts, i);

      json_builder_set_member_name (builder, get_id (self, i));
      json_builder_begin_object (builder);
      add_km2 (builder, "gained_km2", part->gained_km2);
      add_km2 (builder, "lost_km2", part->lost_km2);
      add_km2 (builder, "unchanged_km2", part->unchanged_km2);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* acn_compare_print: the same in words, on stdout */
void
acn_compare_print (const AcnCompare *self)
{
  g_autofree char *to = acn_format_day (self->to_day, ACN_DATE_FULL, "en");

  if (self->parts == NULL)
    return;
  printf ("\nFrom that day to %s\n", to);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const AcnDifference *part = g_ptr_array_index (self->parts, i);
      g_autofree char     *gained = acn_format_km2 (part->gained_km2, "en");
      g_autofree char     *lost = acn_format_km2 (part->lost_km2, "en");
      g_autofree char     *unchanged = acn_format_km2 (part->unchanged_km2, "en");

      printf (
          "  %-16s gained %s, lost %s, unchanged %s\n", get_id (self, i), gained, lost, unchanged);
    }
}

void
acn_compare_clear (AcnCompare *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
}
