/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The what-if of a dossier: choices, an ordered decision table, outcomes. The first rule that a
 * state meets gives the outcome; the reader has made sure that every possible state meets one. */
#pragma once

#include "model/acn-dossier.h"

G_BEGIN_DECLS

#define ACN_SCENARIO_CHOICES_MAX 16
#define ACN_SCENARIO_OPTIONS_MAX 32
#define ACN_SCENARIO_STATES_MAX 65536

typedef struct
{
  const char    *id;
  const AcnText *title; /* or NULL */
  const AcnText *note;  /* or NULL */
} AcnOption;

typedef struct
{
  const char      *id;
  const AcnText   *title;   /* or NULL */
  const AcnText   *note;    /* or NULL */
  gboolean         is_date; /* an option, or a day; decides nothing but which day is meant */
  guint            default_option;
  const AcnOption *options;
  guint            n_options; /* 1..ACN_SCENARIO_OPTIONS_MAX */
  AcnCitations     citations;
} AcnChoice;

/* AcnPattern: for each choice the options that meet it, as bits; all bits where it does not ask. */
typedef struct
{
  guint32 options[ACN_SCENARIO_CHOICES_MAX];
} AcnPattern;

typedef struct
{
  AcnPattern     when;
  const AcnText *reason; /* or NULL */
  AcnCitations   citations;
} AcnImpossibility;

typedef struct
{
  AcnPattern when;
  guint      outcome;
} AcnRule;

typedef enum
{
  ACN_STATUS_NOT_IN_FORCE,
  ACN_STATUS_IN_FORCE,
  ACN_STATUS_VOID,
} AcnOutcomeStatus;

typedef enum
{
  ACN_SHADE_OUTLINE,
  ACN_SHADE_FILL,
  ACN_SHADE_STRUCK,
  ACN_SHADE_NONE,
} AcnShade;

typedef struct
{
  const char      *id;
  const AcnText   *title;  /* or NULL */
  const AcnText   *text;   /* one sentence */
  const AcnText   *clause; /* what decides it, or NULL */
  AcnOutcomeStatus status;
  AcnShade         shade;
  guint            shade_layer; /* or ACN_NONE */
  AcnCitations     citations;
} AcnOutcome;

/* AcnScenario:
 * @whole, @covered: indexes of layers, or ACN_NONE
 * @excluded: indexes of layers
 */
typedef struct
{
  const AcnText          *title; /* or NULL */
  const AcnText          *text;  /* or NULL */
  gboolean                hypothetical;
  guint                   whole;
  guint                   covered;
  const guint            *excluded;
  guint                   n_excluded;
  const AcnChoice        *choices;
  guint                   n_choices;
  const AcnImpossibility *impossible;
  guint                   n_impossible;
  const AcnRule          *rules;
  guint                   n_rules;
  const AcnOutcome       *outcomes;
  guint                   n_outcomes;
} AcnScenario;

/* The value of a date choice that is a day of its own and not one of the options. */
#define ACN_OPTION_DAY G_MAXUINT8

/* AcnScenarioState: what is chosen; a plain value.
 * @option: by choice: index of an option, or ACN_OPTION_DAY
 * @day: by choice: the day where the option is ACN_OPTION_DAY
 */
typedef struct
{
  guint8 option[ACN_SCENARIO_CHOICES_MAX];
  AcnDay day[ACN_SCENARIO_CHOICES_MAX];
} AcnScenarioState;

#define ACN_SCENARIO_ERROR (acn_scenario_error_quark ())
GQuark acn_scenario_error_quark (void);

typedef enum
{
  ACN_SCENARIO_ERROR_SYNTAX,
  ACN_SCENARIO_ERROR_UNKNOWN,
  ACN_SCENARIO_ERROR_IMPOSSIBLE,
} AcnScenarioError;

const AcnScenario *acn_dossier_get_scenario (const AcnDossier *self); /* NULL when it has none */

AcnScenarioState        acn_scenario_get_default (const AcnScenario *self);
gboolean                acn_scenario_next (const AcnScenario *self, AcnScenarioState *state);
const AcnImpossibility *acn_scenario_find_impossible (const AcnScenario      *self,
                                                      const AcnScenarioState *state);
const AcnImpossibility *acn_scenario_find_refusal (const AcnScenario      *self,
                                                   const AcnScenarioState *state,
                                                   guint                   choice,
                                                   guint                   option);
guint acn_scenario_find_rule (const AcnScenario *self, const AcnScenarioState *state);
guint acn_scenario_decide (const AcnScenario *self, const AcnScenarioState *state);
AcnDay
     acn_scenario_get_day (const AcnScenario *self, const AcnScenarioState *state, AcnDay playhead);
void acn_scenario_fix_day (const AcnScenario *self, AcnScenarioState *state, AcnDay day);
gboolean acn_scenario_parse (const AcnScenario *self,
                             const char        *language,
                             const char        *string,
                             AcnScenarioState  *out_state,
                             GError           **error);
char    *acn_scenario_print (const AcnScenario *self, const AcnScenarioState *state);

G_END_DECLS
