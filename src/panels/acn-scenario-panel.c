/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything shown follows from the dossier's table and the session's state; nothing here knows
 * what the choices mean. Areas are measured in a worker, always for the latest day. */
#include "panels/acn-scenario-panel.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "compat/acn-compat.h"
#include "model/acn-scenes.h"
#include "panels/acn-citation-row.h"
#include "panels/acn-list.h"
#include "panels/acn-scenario-choice.h"
#include "panels/acn-scenario-job.h"
#include "panels/acn-wrap-labels.h"

struct _AcnScenarioPanel
{
  AdwBin parent_instance;

  AcnSession   *session;
  GSignalGroup *signals;
  GCancellable *cancellable; /* of the measuring in flight, else NULL */
  AcnExtent    *extent;      /* the last measured, or NULL */
  gboolean      stale;       /* the choices are not those of the dossier yet */
  guint         told;        /* index of the outcome that is shown, or ACN_NONE */

  GtkLabel   *intro;
  GtkLabel   *status;
  GtkLabel   *outcome;
  GtkLabel   *sentence;
  GtkLabel   *clause;
  GtkListBox *sources;
  GtkBox     *choices;
  GtkListBox *extents;
  GtkListBox *scenes;
  GtkWidget  *scenes_box;
  GtkListBox *measures;
  GtkWidget  *measures_box;
  GtkWidget  *stop;
  GtkListBox *saved_list;
  GtkWidget  *name;  /* the row to type a name into */
  GVariant   *saved; /* a{ss}, or NULL */
};

G_DEFINE_FINAL_TYPE (AcnScenarioPanel, acn_scenario_panel, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SAVED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *name;
  const char *css_class;
} statuses[] = {
  /* Translators: of the guarantee, Article 5 */
  [ACN_STATUS_NOT_IN_FORCE] = { N_ ("Not in force"), "status-not-in-force" },
  /* Translators: of the guarantee, Article 5 */
  [ACN_STATUS_IN_FORCE] = { N_ ("In force"), "status-in-force" },
  /* Translators: of the guarantee, Article 5: agreed and without effect */
  [ACN_STATUS_VOID] = { N_ ("Void"), "status-void" },
};

/* Of a measure, unlike the guarantee above. */
static const char *const progress_names[] = {
  [ACN_PROGRESS_PROPOSED] = NC_ ("measure", "Proposed"),
  [ACN_PROGRESS_PLANNED] = NC_ ("measure", "Planned"),
  [ACN_PROGRESS_DECIDED] = NC_ ("measure", "Decided"),
  [ACN_PROGRESS_IN_FORCE] = NC_ ("measure", "In force"),
  [ACN_PROGRESS_APPROVED] = NC_ ("measure", "Approved"),
  [ACN_PROGRESS_ANNOUNCED] = NC_ ("measure", "Announced"),
  [ACN_PROGRESS_SUPPLIED] = NC_ ("measure", "Supplied"),
  [ACN_PROGRESS_USED] = NC_ ("measure", "Used"),
  [ACN_PROGRESS_REFUSED] = NC_ ("measure", "Refused"),
};

static const AcnScenario *
get_scenario (AcnScenarioPanel *self)
{
  AcnDossier *dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;

  return dossier != NULL ? acn_dossier_get_scenario (dossier) : NULL;
}

static AcnScenarioState
get_state (AcnScenarioPanel *self)
{
  const AcnScenarioState *state = acn_session_get_scenario (self->session);

  return state != NULL ? *state : acn_scenario_get_default (get_scenario (self));
}

static AdwActionRow *
add_row (GtkListBox *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_append (list, row);
  return ADW_ACTION_ROW (row);
}

static void
add_value (AdwActionRow *row, const char *value)
{
  GtkWidget *label = gtk_label_new (value);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
}

/* --- Outcome --------------------------------------------------------------------------------- */

static void
show_sources (AcnScenarioPanel *self, const AcnOutcome *outcome, const char *language)
{
  const AcnSource *sources =
      acn_dossier_get_sources (acn_session_get_dossier (self->session), NULL);

  acn_list_clear (self->sources);
  for (guint i = 0; i < outcome->citations.n; i++)
    {
      const AcnCitation *citation = &outcome->citations.items[i];
      gtk_list_box_append (
          self->sources,
          acn_citation_row_new (i + 1, &sources[citation->source], citation->locator, language));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sources), outcome->citations.n > 0);
}

/* To those who listen: what a choice has led to, though the focus stays with the choice. */
static void
announce_outcome (AcnScenarioPanel *self, guint index)
{
  g_autofree char *message = NULL;

  if (self->told != ACN_NONE && self->told != index && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      message = acn_isolate_printf ("%s. %s. %s",
                                    gtk_label_get_text (self->status),
                                    gtk_label_get_text (self->outcome),
                                    gtk_label_get_text (self->sentence));
      acn_compat_announce (GTK_WIDGET (self->status), message);
    }
  self->told = index;
}

static void
show_outcome (AcnScenarioPanel *self, const AcnScenarioState *state)
{
  const AcnScenario *scenario = get_scenario (self);
  const guint        index = acn_scenario_decide (scenario, state);
  const AcnOutcome  *outcome = &scenario->outcomes[index];
  const char        *language = acn_session_get_language (self->session);
  const char        *clause = acn_text_get_or (outcome->clause, language, "");

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), statuses[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), statuses[outcome->status].css_class);
  gtk_label_set_text (self->status, _ (statuses[outcome->status].name));
  gtk_label_set_text (self->outcome, acn_text_get_or (outcome->title, language, outcome->id));
  gtk_label_set_text (self->sentence, acn_text_get_or (outcome->text, language, ""));
  gtk_label_set_text (self->clause, clause);
  gtk_widget_set_visible (GTK_WIDGET (self->clause), *clause != '\0');
  show_sources (self, outcome, language);
  announce_outcome (self, index);
}

/* --- Extent ---------------------------------------------------------------------------------- */

static char *
list_towns (const AcnFeature *const *towns, guint n, const char *language)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    acn_isolate_append (list, "%s%s", i > 0 ? ", " : "", acn_text_get (towns[i]->name, language));
  return g_string_free (list, FALSE);
}

static void
add_side (AcnScenarioPanel        *self,
          AcnPhrase                phrase,
          double                   km2,
          const AcnFeature *const *towns,
          guint                    n_towns)
{
  const char      *language = acn_session_get_language (self->session);
  g_autofree char *list = list_towns (towns, n_towns, language);
  g_autofree char *area = acn_format_km2 (km2, language);
  g_autofree char *share = acn_format_share (km2 / self->extent->whole_km2, language);
  g_autofree char *value = g_strdup_printf ("%s\n%s", share, area);

  add_value (add_row (self->extents, acn_phrase (phrase, language), list), value);
}

static gboolean
is_in_force (AcnScenarioPanel *self)
{
  const AcnScenario     *scenario = get_scenario (self);
  const AcnScenarioState state = get_state (self);

  return scenario->outcomes[acn_scenario_decide (scenario, &state)].status == ACN_STATUS_IN_FORCE;
}

static void
show_extent (AcnScenarioPanel *self)
{
  const char      *language = acn_session_get_language (self->session);
  const AcnExtent *extent = self->extent;
  gboolean         binding;
  g_autofree char *line = NULL, *day = NULL, *of = NULL;

  acn_list_clear (self->extents);
  if (extent == NULL)
    return;
  binding = is_in_force (self);
  add_side (self,
            binding ? ACN_PHRASE_COVERED : ACN_PHRASE_COVERED_IF,
            extent->covered_km2,
            extent->covered_towns,
            extent->n_covered_towns);
  add_side (self,
            binding ? ACN_PHRASE_NOT_COVERED : ACN_PHRASE_NOT_COVERED_IF,
            extent->excluded_km2,
            extent->excluded_towns,
            extent->n_excluded_towns);
  line = acn_format_km (extent->line_km, language);
  day = acn_format_day (extent->day, ACN_DATE_FULL, language);
  of = g_strdup_printf ("%s %s", acn_phrase (ACN_PHRASE_LINE_OF, language), day);
  add_value (add_row (self->extents, _ ("Length of the line between them"), of), line);
}

static void measure (AcnScenarioPanel *self);

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnScenarioPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree AcnExtent *extent = acn_scenario_measure_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (extent == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->extents), FALSE);
      return;
    }
  g_free (self->extent);
  self->extent = g_steal_pointer (&extent);
  gtk_widget_set_visible (GTK_WIDGET (self->extents), TRUE);
  show_extent (self);
  measure (self);
}

/* Only while somebody looks. */
static void
measure (AcnScenarioPanel *self)
{
  AcnDay day;

  if (get_scenario (self) == NULL || self->cancellable != NULL ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  day = acn_session_get_scenario_day (self->session);
  if (self->extent != NULL && self->extent->day == day)
    return;
  self->cancellable = g_cancellable_new ();
  acn_scenario_measure_async (acn_session_get_dossier (self->session),
                              day,
                              self->cancellable,
                              measured_cb,
                              g_object_ref (self));
}

static void
forget_extent (AcnScenarioPanel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->extent, g_free);
}

/* --- Precedents and measures ----------------------------------------------------------------- */

static void
fill_scenes (AcnScenarioPanel *self, AcnDossier *dossier, const char *language)
{
  guint           n;
  const AcnScene *scenes = acn_dossier_get_scenes (dossier, &n);

  acn_list_clear (self->scenes);
  for (guint i = 0; i < n; i++)
    {
      double covered_km2, excluded_km2;

      acn_dossier_measure_scene (dossier, i, &covered_km2, &excluded_km2);

      g_autofree char *share =
          acn_format_share (covered_km2 / (covered_km2 + excluded_km2), language);
      g_autofree char *area = acn_format_km2 (covered_km2, language);
      g_autofree char *value = g_strdup_printf ("%s\n%s", share, area);
      AdwActionRow    *row = add_row (self->scenes,
                                   acn_text_get_or (scenes[i].title, language, scenes[i].id),
                                   acn_text_get_or (scenes[i].text, language, ""));

      add_value (row, value);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    }
  gtk_widget_set_visible (self->scenes_box, n > 0);
}

static void
scene_activated_cb (AcnScenarioPanel *self, GtkListBoxRow *row)
{
  const AcnScene *scenes = acn_dossier_get_scenes (acn_session_get_dossier (self->session), NULL);

  gtk_widget_activate_action (
      GTK_WIDGET (self), "win.scene", "s", scenes[gtk_list_box_row_get_index (row)].id);
}

static void
add_measure (AcnScenarioPanel *self, const AcnMeasure *measure, const char *language)
{
  const guint      state = acn_measure_find_state_at (measure, acn_session_get_day (self->session));
  g_autofree char *told = NULL, *when = NULL;

  if (state == ACN_NONE)
    told = g_strdup (_ ("Not proposed yet on the day shown"));
  else
    {
      const AcnMeasureState *now = &measure->states[state];

      when = acn_format_when (&now->when, language);
      told = acn_isolate_printf ("%s%s · %s\n%s",
                                 g_dpgettext2 (NULL, "measure", progress_names[now->progress]),
                                 now->partly ? _ (", in part") : "",
                                 when,
                                 acn_text_get_or (now->text, language, ""));
    }
  add_row (self->measures, acn_text_get_or (measure->title, language, measure->id), told);
}

static void
show_measures (AcnScenarioPanel *self)
{
  AcnDossier       *dossier = acn_session_get_dossier (self->session);
  guint             n;
  const AcnMeasure *measures = acn_dossier_get_measures (dossier, &n);

  acn_list_clear (self->measures);
  for (guint i = 0; i < n; i++)
    add_measure (self, &measures[i], acn_session_get_language (self->session));
  gtk_widget_set_visible (self->measures_box, n > 0);
}

/* --- Saved ----------------------------------------------------------------------------------- */

static void
add_saved (AcnScenarioPanel *self, const char *name, const char *state, int position)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Forget this scenario"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Forget this scenario"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.forget-scenario");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_insert (self->saved_list, row, position);
}

static void
show_saved (AcnScenarioPanel *self)
{
  GtkWidget   *row;
  GVariantIter iter;
  const char  *name, *state;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->saved_list))) != self->name)
    gtk_list_box_remove (self->saved_list, row);
  if (self->saved == NULL)
    return;
  g_variant_iter_init (&iter, self->saved);
  for (int i = 0; g_variant_iter_next (&iter, "{&s&s}", &name, &state); i++)
    add_saved (self, name, state, i);
}

static void
saved_activated_cb (AcnScenarioPanel *self, GtkListBoxRow *row)
{
  if (ADW_IS_ACTION_ROW (row))
    gtk_widget_activate_action (
        GTK_WIDGET (self), "win.scenario", "s", adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
}

static void
save_cb (AcnScenarioPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self),
                              "win.save-scenario",
                              "s",
                              gtk_editable_get_text (GTK_EDITABLE (self->name)));
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
}

/* --- The whole ------------------------------------------------------------------------------- */

static void
update (AcnScenarioPanel *self)
{
  AcnScenarioState state;

  if (get_scenario (self) == NULL)
    return;
  state = get_state (self);
  show_outcome (self, &state);
  show_extent (self);
  for (GtkWidget *choice = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); choice != NULL;
       choice = gtk_widget_get_next_sibling (choice))
    acn_scenario_choice_update (ACN_SCENARIO_CHOICE (choice), &state);
  gtk_widget_set_visible (self->stop, acn_session_get_scenario (self->session) != NULL);
  measure (self);
}

static void
rebuild (AcnScenarioPanel *self)
{
  const AcnScenario *scenario = get_scenario (self);
  GtkWidget         *child;
  const char        *language;

  self->stale = FALSE;
  self->told = ACN_NONE;
  forget_extent (self);
  acn_list_clear (self->extents);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  if (scenario == NULL)
    return;
  language = acn_session_get_language (self->session);
  gtk_label_set_text (self->intro, acn_text_get_or (scenario->text, language, ""));
  for (guint i = 0; i < scenario->n_choices; i++)
    gtk_box_append (self->choices, acn_scenario_choice_new (self->session, i));
  fill_scenes (self, acn_session_get_dossier (self->session), language);
  show_measures (self);
  update (self);
}

/* A page that nobody looks at is not built: it would cost the start of the program a good part of
 * its time. */
static void
rebuild_cb (AcnScenarioPanel *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    rebuild (self);
}

static void
update_cb (AcnScenarioPanel *self)
{
  if (!self->stale)
    update (self);
}

static void
day_cb (AcnScenarioPanel *self)
{
  if (self->stale || get_scenario (self) == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  show_measures (self);
  update (self);
}

static void
map_cb (AcnScenarioPanel *self)
{
  if (self->stale)
    rebuild (self);
  else
    day_cb (self);
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_scenario_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AcnScenarioPanel *self = ACN_SCENARIO_PANEL (object);

  if (id == PROP_SAVED)
    g_value_set_variant (value, self->saved);
  else
    g_value_set_object (value, self->session);
}

static void
acn_scenario_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AcnScenarioPanel *self = ACN_SCENARIO_PANEL (object);

  if (id == PROP_SAVED)
    {
      g_clear_pointer (&self->saved, g_variant_unref);
      self->saved = g_value_dup_variant (value);
      show_saved (self);
      return;
    }
  if (!g_set_object (&self->session, g_value_get_object (value)))
    return;
  g_signal_group_set_target (self->signals, self->session);
  g_object_notify_by_pspec (object, properties[PROP_SESSION]);
}

static void
acn_scenario_panel_dispose (GObject *object)
{
  AcnScenarioPanel *self = ACN_SCENARIO_PANEL (object);

  forget_extent (self);
  g_clear_pointer (&self->saved, g_variant_unref);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (acn_scenario_panel_parent_class)->dispose (object);
}

#define bind_child(name) gtk_widget_class_bind_template_child (widget_class, AcnScenarioPanel, name)

static void
acn_scenario_panel_class_init (AcnScenarioPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_scenario_panel_dispose;
  object_class->get_property = acn_scenario_panel_get_property;
  object_class->set_property = acn_scenario_panel_set_property;
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SAVED] = g_param_spec_variant ("saved",
                                                 NULL,
                                                 NULL,
                                                 G_VARIANT_TYPE ("a{ss}"),
                                                 NULL,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-scenario-panel.ui");
  bind_child (intro);
  bind_child (status);
  bind_child (outcome);
  bind_child (sentence);
  bind_child (clause);
  bind_child (sources);
  bind_child (choices);
  bind_child (extents);
  bind_child (scenes);
  bind_child (scenes_box);
  bind_child (measures);
  bind_child (measures_box);
  bind_child (stop);
  bind_child (saved_list);
  bind_child (name);
  gtk_widget_class_bind_template_callback (widget_class, scene_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
acn_scenario_panel_init (AcnScenarioPanel *self)
{
  static const struct
  {
    const char *signal;
    void (*callback) (AcnScenarioPanel *self);
  } handlers[] = {
    { "notify::dossier", rebuild_cb },
    { "notify::language", rebuild_cb },
    { "notify::scenario", update_cb },
    { "notify::day", day_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  acn_wrap_labels (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (rebuild_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_group_connect_swapped (
        self->signals, handlers[i].signal, G_CALLBACK (handlers[i].callback), self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}
