/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-scenario.h"

#include "model/acn-dossier-private.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (acn - scenario - error - quark, acn_scenario_error)

/**
 * acn_dossier_get_scenario:
 *
 * Returns: (nullable): its what-if
 */
const AcnScenario *
acn_dossier_get_scenario (const AcnDossier *self)
{
  return self->data->scenario;
}

/**
 * acn_scenario_get_default:
 *
 * Returns: the state in which every choice has its default; the reader has seen that it is possible
 */
AcnScenarioState
acn_scenario_get_default (const AcnScenario *self)
{
  AcnScenarioState state = { { 0 }, { 0 } };

  for (guint i = 0; i < self->n_choices; i++)
    state.option[i] = self->choices[i].default_option;
  return state;
}

/**
 * acn_scenario_next:
 * @state: (inout): a state; begin with one that is all zeros
 *
 * Counts through the combinations of the choices that decide; date choices stay as they are.
 *
 * Returns: FALSE after the last, when @state is the first again
 */
gboolean
acn_scenario_next (const AcnScenario *self, AcnScenarioState *state)
{
  for (guint i = 0; i < self->n_choices; i++)
    {
      if (self->choices[i].is_date)
        continue;
      if (++state->option[i] < self->choices[i].n_options)
        return TRUE;
      state->option[i] = 0;
    }
  return FALSE;
}

static gboolean
meets (const AcnScenario *self, const AcnScenarioState *state, const AcnPattern *pattern)
{
  for (guint i = 0; i < self->n_choices; i++)
    if (!self->choices[i].is_date && !(pattern->options[i] & (1u << state->option[i])))
      return FALSE;
  return TRUE;
}

/**
 * acn_scenario_find_impossible:
 * @state: a state
 *
 * Returns: (nullable): the first reason why it cannot be
 */
const AcnImpossibility *
acn_scenario_find_impossible (const AcnScenario *self, const AcnScenarioState *state)
{
  for (guint i = 0; i < self->n_impossible; i++)
    if (meets (self, state, &self->impossible[i].when))
      return &self->impossible[i];
  return NULL;
}

/**
 * acn_scenario_find_refusal:
 * @state: a possible state
 * @choice: index of a choice
 * @option: index of one of its options
 *
 * Returns: (nullable): why that option cannot be chosen with the others as they are
 */
const AcnImpossibility *
acn_scenario_find_refusal (const AcnScenario      *self,
                           const AcnScenarioState *state,
                           guint                   choice,
                           guint                   option)
{
  AcnScenarioState other = *state;

  g_return_val_if_fail (choice < self->n_choices, NULL);
  other.option[choice] = option;
  return acn_scenario_find_impossible (self, &other);
}

/**
 * acn_scenario_find_rule:
 * @state: a state
 *
 * Returns: index of the first rule that it meets; ACN_NONE only in a scenario that was not checked
 */
guint
acn_scenario_find_rule (const AcnScenario *self, const AcnScenarioState *state)
{
  for (guint i = 0; i < self->n_rules; i++)
    if (meets (self, state, &self->rules[i].when))
      return i;
  return ACN_NONE;
}

/**
 * acn_scenario_decide:
 * @state: a possible state
 *
 * Returns: index of its outcome
 */
guint
acn_scenario_decide (const AcnScenario *self, const AcnScenarioState *state)
{
  const guint rule = acn_scenario_find_rule (self, state);

  return rule != ACN_NONE ? self->rules[rule].outcome : ACN_NONE;
}

/**
 * acn_scenario_get_day:
 * @state: a state
 * @playhead: the day shown
 *
 * Returns: the day whose map counts: the one that a date choice fixes, else @playhead
 */
AcnDay
acn_scenario_get_day (const AcnScenario *self, const AcnScenarioState *state, AcnDay playhead)
{
  for (guint i = 0; i < self->n_choices; i++)
    if (self->choices[i].is_date && state->option[i] == ACN_OPTION_DAY)
      return state->day[i];
  return playhead;
}

/**
 * acn_scenario_fix_day:
 * @state: (inout): a state
 * @day: the day whose map counts from now on, in every date choice
 */
void
acn_scenario_fix_day (const AcnScenario *self, AcnScenarioState *state, AcnDay day)
{
  for (guint i = 0; i < self->n_choices; i++)
    if (self->choices[i].is_date)
      {
        state->option[i] = ACN_OPTION_DAY;
        state->day[i] = day;
      }
}

/* --- As a string ----------------------------------------------------------------------------- */

static guint
find_option (const AcnChoice *choice, const char *id)
{
  for (guint i = 0; i < choice->n_options; i++)
    if (g_str_equal (choice->options[i].id, id))
      return i;
  return ACN_NONE;
}

static char *
list_options (const AcnChoice *choice)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < choice->n_options; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", choice->options[i].id);
  return g_string_free (list, FALSE);
}

static gboolean
parse_value (const AcnChoice  *choice,
             guint             index,
             const char       *value,
             AcnScenarioState *state,
             GError          **error)
{
  const guint      option = find_option (choice, value);
  g_autofree char *options = NULL;

  if (option != ACN_NONE)
    {
      state->option[index] = option;
      return TRUE;
    }
  if (choice->is_date && acn_day_parse (value, &state->day[index]))
    {
      state->option[index] = ACN_OPTION_DAY;
      return TRUE;
    }
  options = list_options (choice);
  g_set_error (error,
               ACN_SCENARIO_ERROR,
               ACN_SCENARIO_ERROR_UNKNOWN,
               choice->is_date
                   /* Translators: a word, the id of a choice, and the options that there are. */
                   ? _ ("“%s” is no option of “%s”: %s or a day as YYYY-MM-DD")
                   /* Translators: a word, the id of a choice, and the options that there are. */
                   : _ ("“%s” is no option of “%s”: %s"),
               value,
               choice->id,
               options);
  return FALSE;
}

static char *
list_choices (const AcnScenario *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->n_choices; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", self->choices[i].id);
  return g_string_free (list, FALSE);
}

static gboolean
parse_pair (const AcnScenario *self,
            const char        *pair,
            gboolean          *seen,
            AcnScenarioState  *state,
            GError           **error)
{
  g_auto (GStrv) parts = g_strsplit (pair, "=", 2);
  g_autofree char *choices = NULL;

  if (parts[0] == NULL || parts[1] == NULL)
    {
      g_set_error (error,
                   ACN_SCENARIO_ERROR,
                   ACN_SCENARIO_ERROR_SYNTAX, /* Translators: %s is what stands for a choice with
                                                 its option. */
                   _ ("“%s” is not CHOICE=OPTION"),
                   pair);
      return FALSE;
    }
  for (guint i = 0; i < self->n_choices; i++)
    {
      if (!g_str_equal (self->choices[i].id, parts[0]))
        continue;
      if (seen[i])
        {
          g_set_error (error,
                       ACN_SCENARIO_ERROR,
                       ACN_SCENARIO_ERROR_SYNTAX,
                       /* Translators: %s is the id of a choice. */
                       _ ("“%s” is given twice"),
                       parts[0]);
          return FALSE;
        }
      seen[i] = TRUE;
      return parse_value (&self->choices[i], i, parts[1], state, error);
    }
  choices = list_choices (self);
  g_set_error (error,
               ACN_SCENARIO_ERROR,
               ACN_SCENARIO_ERROR_UNKNOWN,
               /* Translators: an id, and those of the choices that there are. */
               _ ("there is no choice “%s”; there are: %s"),
               parts[0],
               choices);
  return FALSE;
}

/**
 * acn_scenario_parse:
 * @language: of the reason, when it cannot be
 * @string: "reforms=done,freeze=2024-03-31"; choices that it does not name have their defaults;
 *   empty: all have
 * @out_state: (out): the state, unset on failure
 *
 * Returns: whether it names a possible state; else @error says what is wrong
 */
gboolean
acn_scenario_parse (const AcnScenario *self,
                    const char        *language,
                    const char        *string,
                    AcnScenarioState  *out_state,
                    GError           **error)
{
  AcnScenarioState        state = acn_scenario_get_default (self);
  gboolean                seen[ACN_SCENARIO_CHOICES_MAX] = { FALSE };
  const AcnImpossibility *impossible;
  g_auto (GStrv) pairs = g_strsplit (string, ",", -1); /* none in "" */

  for (guint i = 0; pairs[i] != NULL; i++)
    if (!parse_pair (self, pairs[i], seen, &state, error))
      return FALSE;
  impossible = acn_scenario_find_impossible (self, &state);
  if (impossible != NULL)
    {
      g_set_error (error,
                   ACN_SCENARIO_ERROR,
                   ACN_SCENARIO_ERROR_IMPOSSIBLE,
                   /* Translators: of options of a scenario; %s says why. */
                   _ ("these cannot be together: %s"),
                   impossible->reason != NULL ? acn_text_get (impossible->reason, language) : "");
      return FALSE;
    }
  *out_state = state;
  return TRUE;
}

/**
 * acn_scenario_print:
 * @state: a state
 *
 * Returns: (transfer full): all its choices in order, as acn_scenario_parse() takes them
 */
char *
acn_scenario_print (const AcnScenario *self, const AcnScenarioState *state)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < self->n_choices; i++)
    {
      const AcnChoice *choice = &self->choices[i];
      g_autofree char *day = NULL;

      g_string_append_printf (string, "%s%s=", i > 0 ? "," : "", choice->id);
      if (state->option[i] == ACN_OPTION_DAY)
        {
          day = acn_day_to_iso (state->day[i]);
          g_string_append (string, day);
        }
      else
        g_string_append (string, choice->options[state->option[i]].id);
    }
  return g_string_free (string, FALSE);
}
