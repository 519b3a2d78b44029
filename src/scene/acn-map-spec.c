/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/acn-map-spec.h"

#include "model/acn-argument.h"
#include "model/acn-interpolation.h"
#include "model/acn-scenes.h"

#include <math.h>

/**
 * acn_map_spec_new:
 * @dossier: (nullable): what to show; NULL shows the basemap alone
 * @basemap: the map under it
 *
 * Returns: (transfer full): the dossier's home day, its first visible layers, its language, light
 *   theme, nothing selected; free to change until it is shared.
 */
AcnMapSpec *
acn_map_spec_new (AcnDossier *dossier, AcnBasemap *basemap)
{
  AcnMapSpec *self = g_atomic_rc_box_new0 (AcnMapSpec);

  g_return_val_if_fail (basemap != NULL, NULL);
  self->basemap = acn_basemap_ref (basemap);
  self->language = g_intern_static_string ("en");
  self->selection = self->scene = ACN_NONE;
  self->text_scale = 1;
  if (dossier != NULL)
    {
      const AcnLayer *layers = acn_dossier_get_layers (dossier, &self->n_layers);

      self->dossier = acn_dossier_ref (dossier);
      self->day = acn_dossier_get_home_day (dossier);
      self->language = g_intern_string (acn_dossier_get_language (dossier));
      self->layer_visible = g_new0 (gboolean, MAX (1, self->n_layers));
      self->layer_opacity = g_new0 (double, MAX (1, self->n_layers));
      self->layer_order = g_new0 (guint, MAX (1, self->n_layers));
      for (guint i = 0; i < self->n_layers; i++)
        {
          self->layer_visible[i] = layers[i].visible;
          self->layer_opacity[i] = 1;
          self->layer_order[i] = i;
        }
    }
  return self;
}

/**
 * acn_map_spec_copy:
 *
 * Returns: (transfer full): an equal spec that may be changed.
 */
AcnMapSpec *
acn_map_spec_copy (const AcnMapSpec *self)
{
  AcnMapSpec *copy = acn_map_spec_new (self->dossier, self->basemap);

  g_set_object (&copy->raster, self->raster);
  copy->day = self->day;
  copy->selection = self->selection;
  copy->shown_events = self->shown_events != NULL ? g_bytes_ref (self->shown_events) : NULL;
  copy->language = self->language;
  copy->theme = self->theme;
  copy->strong = self->strong;
  copy->text_scale = self->text_scale;
  copy->scene = self->scene;
  copy->has_scenario = self->has_scenario;
  copy->scenario = self->scenario;
  copy->has_comparison = self->has_comparison;
  copy->compared_day = self->compared_day;
  copy->interpolates = self->interpolates;
  for (guint i = 0; i < self->n_layers; i++)
    {
      copy->layer_visible[i] = self->layer_visible[i];
      copy->layer_opacity[i] = self->layer_opacity[i];
      copy->layer_order[i] = self->layer_order[i];
    }
  return copy;
}

AcnMapSpec *
acn_map_spec_ref (AcnMapSpec *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_spec (gpointer data)
{
  AcnMapSpec *self = data;

  g_clear_pointer (&self->dossier, acn_dossier_unref);
  g_clear_pointer (&self->basemap, acn_basemap_unref);
  g_clear_object (&self->raster);
  g_clear_pointer (&self->layer_visible, g_free);
  g_clear_pointer (&self->layer_opacity, g_free);
  g_clear_pointer (&self->layer_order, g_free);
  g_clear_pointer (&self->shown_events, g_bytes_unref);
}

void
acn_map_spec_unref (AcnMapSpec *self)
{
  g_atomic_rc_box_release_full (self, clear_spec);
}

/**
 * acn_map_spec_set_raster:
 * @raster: (nullable): tiles that cover the basemap; NULL: none
 */
void
acn_map_spec_set_raster (AcnMapSpec *self, AcnRaster *raster)
{
  g_set_object (&self->raster, raster);
}

/* --- Scene ----------------------------------------------------------------------------------- */

/**
 * acn_map_spec_set_scene:
 * @scene: index of a scene; ACN_NONE: none
 *
 * Shows the scene on its day, and no layer beside its own.
 */
void
acn_map_spec_set_scene (AcnMapSpec *self, guint scene)
{
  guint           n = 0;
  const AcnScene *scenes =
      self->dossier != NULL ? acn_dossier_get_scenes (self->dossier, &n) : NULL;

  self->scene = scene < n ? scene : ACN_NONE;
  if (scene >= n)
    return;
  self->day = scenes[scene].day;
  self->has_scenario = FALSE;
  for (guint i = 0; i < self->n_layers; i++)
    self->layer_visible[i] = i == scenes[scene].layer;
}

/**
 * acn_map_spec_tell_claim:
 * @claim: index of a claim
 *
 * Shows what the claim shows: its day, its layers, its scene.
 */
void
acn_map_spec_tell_claim (AcnMapSpec *self, guint claim)
{
  const AcnClaim *claims = acn_dossier_get_claims (self->dossier, NULL);
  gboolean        shown;

  self->has_scenario = FALSE;
  self->day = acn_dossier_claim_day (self->dossier, claim, self->day);
  for (guint i = 0; i < self->n_layers; i++)
    if (acn_dossier_claim_governs (self->dossier, claim, i, &shown))
      self->layer_visible[i] = shown;
  acn_map_spec_set_scene (self, acn_dossier_find_scene (self->dossier, claims[claim].scene));
}

/* --- Scenario -------------------------------------------------------------------------------- */

static const AcnScenario *
get_table (const AcnMapSpec *self)
{
  return self->has_scenario ? acn_dossier_get_scenario (self->dossier) : NULL;
}

/**
 * acn_map_spec_set_scenario:
 * @scenario: (nullable): a possible state of the dossier's scenario; NULL supposes nothing
 *
 * The layer that its outcome shades is shown, in the outcome's manner; what is covered and what is
 * not is that of the day whose line counts.
 */
void
acn_map_spec_set_scenario (AcnMapSpec *self, const AcnScenarioState *scenario)
{
  self->has_scenario = scenario != NULL && self->scene == ACN_NONE && self->dossier != NULL &&
                       acn_dossier_get_scenario (self->dossier) != NULL;
  if (self->has_scenario)
    self->scenario = *scenario;
}

/**
 * acn_map_spec_get_outcome:
 *
 * Returns: (nullable): what the scenario comes to; NULL when nothing is supposed
 */
const AcnOutcome *
acn_map_spec_get_outcome (const AcnMapSpec *self)
{
  const AcnScenario *table = get_table (self);
  const guint outcome = table != NULL ? acn_scenario_decide (table, &self->scenario) : ACN_NONE;

  return outcome != ACN_NONE ? &table->outcomes[outcome] : NULL;
}

static gboolean
is_of_scenario (const AcnScenario *table, guint layer)
{
  if (layer == table->covered)
    return TRUE;
  for (guint i = 0; i < table->n_excluded; i++)
    if (layer == table->excluded[i])
      return TRUE;
  return FALSE;
}

/* Whether the scenario draws the line from which the layer follows. */
static gboolean
follows_scenario (const AcnMapSpec *self, const AcnScenario *table, guint layer)
{
  const AcnLayer *shown = acn_dossier_get_layers (self->dossier, NULL) + layer;

  if (is_of_scenario (table, layer))
    return TRUE;
  for (guint i = 0; shown->content == ACN_LAYER_DERIVATION && i < shown->n_operands; i++)
    if (follows_scenario (self, table, shown->operands[i]))
      return TRUE;
  return FALSE;
}

/**
 * acn_map_spec_get_layer_day:
 * @layer: index of a layer
 *
 * Returns: the day of which the layer is shown: that of the map, or the one on which the scenario
 *   draws the line
 */
AcnDay
acn_map_spec_get_layer_day (const AcnMapSpec *self, guint layer)
{
  const AcnScenario *table = get_table (self);

  return table != NULL && follows_scenario (self, table, layer)
             ? acn_scenario_get_day (table, &self->scenario, self->day)
             : self->day;
}

/**
 * acn_map_spec_shows_layer:
 * @layer: index of a layer
 *
 * Returns: whether it is on the map: switched on, or shaded by the outcome
 */
gboolean
acn_map_spec_shows_layer (const AcnMapSpec *self, guint layer)
{
  const AcnOutcome *outcome = acn_map_spec_get_outcome (self);

  if (outcome != NULL && outcome->shade_layer == layer)
    return outcome->shade != ACN_SHADE_NONE;
  return self->layer_visible[layer] || acn_map_spec_get_compared_layer (self) == layer;
}

/* --- Comparison ------------------------------------------------------------------------------ */

/**
 * acn_map_spec_set_comparison:
 * @day: any day
 *
 * Shows, in place of the layer that is compared, what differs in it between that day and the map's.
 */
void
acn_map_spec_set_comparison (AcnMapSpec *self, AcnDay day)
{
  self->has_comparison = self->dossier != NULL;
  self->compared_day = day;
}

/* The first part of the read-out that has features of its own and is certain: what is occupied. */
static guint
find_held_layer (const AcnMapSpec *self)
{
  guint           n;
  const guint    *parts = acn_dossier_get_readout_parts (self->dossier, &n);
  const AcnLayer *layers = acn_dossier_get_layers (self->dossier, NULL);

  for (guint i = 0; i < n; i++)
    if (layers[parts[i]].content == ACN_LAYER_DATA && !layers[parts[i]].uncertain)
      return parts[i];
  return ACN_NONE;
}

/**
 * acn_map_spec_get_compared_layer:
 *
 * Returns: the first part of the read-out that has features of its own and is certain: what is
 *   occupied; ACN_NONE when nothing is compared, or under a scene
 */
guint
acn_map_spec_get_compared_layer (const AcnMapSpec *self)
{
  return self->has_comparison && self->scene == ACN_NONE ? find_held_layer (self) : ACN_NONE;
}

/**
 * acn_map_spec_get_interpolated_layer:
 * @out_between: (out) (optional): the first days of the two states
 *
 * Returns: the same layer where the map interpolates, shows it, and its day is between two states;
 *   else ACN_NONE. A comparison, a scene and a scenario rest on states alone.
 */
guint
acn_map_spec_get_interpolated_layer (const AcnMapSpec *self, AcnSpan *out_between)
{
  guint layer;

  if (!self->interpolates || self->dossier == NULL || self->has_comparison || self->has_scenario ||
      self->scene != ACN_NONE)
    return ACN_NONE;
  layer = find_held_layer (self);
  return layer != ACN_NONE && acn_map_spec_shows_layer (self, layer) &&
                 acn_dossier_layer_is_between (self->dossier, layer, self->day, out_between)
             ? layer
             : ACN_NONE;
}

/**
 * acn_map_spec_set_comparison_with_next:
 *
 * Shows what changes from the state of the map's day to the next that is documented; after the last
 * state nothing is compared. Between two states nobody knows more: no line is drawn that no
 * document tells of.
 */
void
acn_map_spec_set_comparison_with_next (AcnMapSpec *self)
{
  AcnDay next;
  guint  layer;

  acn_map_spec_set_comparison (self, self->day);
  layer = acn_map_spec_get_compared_layer (self);
  next =
      layer != ACN_NONE
          ? acn_dossier_layer_step (self->dossier, layer, acn_map_spec_get_layer_day (self, layer))
                .end_day
          : ACN_DAY_OPEN_END;
  self->has_comparison =
      layer != ACN_NONE && acn_span_contains (acn_dossier_get_span (self->dossier), next);
  self->compared_day = next;
}

/* Not in force: the line around it alone. */
static AcnStyle
outline (AcnStyle style)
{
  return (AcnStyle){ .stroke = style.stroke != ACN_HUE_NONE ? style.stroke : style.fill,
                     .width_px = 2,
                     .dash = TRUE };
}

/* Void: crossed out, without the colour of what is covered. */
static AcnStyle
strike (void)
{
  return (AcnStyle){ .fill = ACN_HUE_SLATE,
                     .opacity = 0.06,
                     .hatch = ACN_HATCH_CROSS,
                     .stroke = ACN_HUE_SLATE,
                     .width_px = 1.2,
                     .dash = TRUE };
}

/**
 * acn_map_spec_get_style:
 * @layer: index of a layer
 * @class_index: one of its classes, or ACN_NONE for the layer itself
 *
 * Returns: how to draw it
 */
AcnStyle
acn_map_spec_get_style (const AcnMapSpec *self, guint layer, guint class_index)
{
  const AcnLayer   *shown = acn_dossier_get_layers (self->dossier, NULL) + layer;
  const AcnOutcome *outcome = acn_map_spec_get_outcome (self);
  AcnStyle style = class_index != ACN_NONE ? shown->classes[class_index].style : shown->style;

  if (outcome != NULL && outcome->shade_layer == layer && outcome->shade != ACN_SHADE_FILL)
    style = outcome->shade == ACN_SHADE_OUTLINE ? outline (style) : strike ();
  style.fade = 1 - self->layer_opacity[layer];
  return style;
}

/* --- Layers in words of the command line ------------------------------------------------------ */

/**
 * acn_map_spec_print_layers:
 *
 * Returns: (transfer full): "nato,covered:60,occupied": the ids of the visible layers, the lowest
 *   first, with the opacity in per cent where it is not whole
 */
char *
acn_map_spec_print_layers (const AcnMapSpec *self)
{
  const AcnLayer *layers = acn_dossier_get_layers (self->dossier, NULL);
  GString        *out = g_string_new (NULL);

  for (guint i = 0; i < self->n_layers; i++)
    {
      const guint layer = self->layer_order[i];
      const int   percent = (int) lround (self->layer_opacity[layer] * 100);

      if (!self->layer_visible[layer])
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? "," : "", layers[layer].id);
      if (percent != 100)
        g_string_append_printf (out, ":%d", percent);
    }
  return g_string_free (out, FALSE);
}

/* "covered:60"; returns FALSE when the layer is not there or the opacity is no per cent. */
static gboolean
parse_layer (AcnMapSpec *self, const char *text, guint *out_layer)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  guint64 percent = 100;

  if (parts[0] == NULL)
    return FALSE;
  *out_layer = acn_dossier_find_layer (self->dossier, g_strstrip (parts[0]));
  if (*out_layer == ACN_NONE ||
      (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 0, 100, &percent, NULL)))
    return FALSE;
  self->layer_opacity[*out_layer] = (double) percent / 100;
  return TRUE;
}

/**
 * acn_map_spec_parse_layers:
 * @list: as acn_map_spec_print_layers() writes it
 * @out_unknown: (out) (transfer full): what names no layer of the dossier, or no opacity
 *
 * Shows these layers and no others, in this order.
 *
 * Returns: FALSE when @out_unknown is set
 */
gboolean
acn_map_spec_parse_layers (AcnMapSpec *self, const char *list, char **out_unknown)
{
  g_auto (GStrv) items = g_strsplit (list, ",", -1);
  g_autoptr (GArray) listed = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  for (guint i = 0; i < self->n_layers; i++)
    self->layer_visible[i] = FALSE;
  for (char **item = items; *item != NULL; item++)
    {
      guint layer;

      if (!parse_layer (self, *item, &layer))
        {
          *out_unknown = g_strdup (*item);
          return FALSE;
        }
      if (!self->layer_visible[layer])
        g_array_append_val (listed, layer);
      self->layer_visible[layer] = TRUE;
    }
  /* Those that are listed share their places anew; the others keep theirs. */
  for (guint i = 0; i < self->n_layers; i++)
    if (self->layer_visible[self->layer_order[i]])
      self->layer_order[i] = g_array_index (listed, guint, n++);
  return TRUE;
}

/**
 * acn_map_spec_agrees:
 * @other: another spec of the same dossier
 *
 * Returns: whether both show the same layers in the same manner, whatever their days
 */
gboolean
acn_map_spec_agrees (const AcnMapSpec *self, const AcnMapSpec *other)
{
  const AcnOutcome *outcome = acn_map_spec_get_outcome (self);
  const AcnOutcome *others = acn_map_spec_get_outcome (other);

  if ((outcome == NULL) != (others == NULL) || self->scene != other->scene)
    return FALSE;
  if (self->interpolates != other->interpolates)
    return FALSE;
  if (self->has_comparison != other->has_comparison ||
      (self->has_comparison &&
       (self->compared_day != other->compared_day || self->day != other->day)))
    return FALSE;
  if (outcome != NULL &&
      (outcome->shade != others->shade || outcome->shade_layer != others->shade_layer))
    return FALSE;
  for (guint i = 0; i < self->n_layers; i++)
    if (acn_map_spec_shows_layer (self, i) != acn_map_spec_shows_layer (other, i) ||
        self->layer_opacity[i] != other->layer_opacity[i] ||
        self->layer_order[i] != other->layer_order[i])
      return FALSE;
  return TRUE;
}

/**
 * acn_map_spec_equals:
 * @other: another spec
 *
 * Returns: whether both give the same picture for all that can be told at once: two with a
 *   comparison or a scenario never do
 */
gboolean
acn_map_spec_equals (const AcnMapSpec *self, const AcnMapSpec *other)
{
  return self->dossier == other->dossier && self->raster == other->raster &&
         self->day == other->day && self->selection == other->selection &&
         (self->shown_events == NULL) == (other->shown_events == NULL) &&
         (self->shown_events == NULL || g_bytes_equal (self->shown_events, other->shown_events)) &&
         !self->has_scenario && !other->has_scenario && !self->has_comparison &&
         !other->has_comparison && g_str_equal (self->language, other->language) &&
         self->theme == other->theme && self->text_scale == other->text_scale &&
         acn_map_spec_agrees (self, other);
}

/* --- Hypothesis ------------------------------------------------------------------------------ */

/**
 * acn_map_spec_shows_hypothesis:
 *
 * Returns: whether a visible layer shows something hypothetical, which every picture must say.
 */
gboolean
acn_map_spec_shows_hypothesis (const AcnMapSpec *self)
{
  const AcnLayer *layers;
  guint           n;

  if (self->dossier == NULL)
    return FALSE;
  layers = acn_dossier_get_layers (self->dossier, &n);
  for (guint i = 0; i < n; i++)
    if (acn_map_spec_shows_layer (self, i) && layers[i].hypothetical)
      return TRUE;
  return FALSE;
}
