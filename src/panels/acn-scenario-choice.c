/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-scenario-choice.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"

/* Signals are quiet while the rows are put to what the session says. */
struct _AcnScenarioChoice
{
  AdwBin parent_instance;

  AcnSession *session;
  guint       choice;
  gboolean    updating;
  GPtrArray  *rows;   /* AdwActionRow, by option; the last of a date is the fixed day */
  GPtrArray  *checks; /* GtkCheckButton, likewise */
  GtkEntry   *day;    /* of a date, else NULL */
};

G_DEFINE_FINAL_TYPE (AcnScenarioChoice, acn_scenario_choice, ADW_TYPE_BIN)

static const AcnChoice *
get_choice (AcnScenarioChoice *self)
{
  return &acn_dossier_get_scenario (acn_session_get_dossier (self->session))->choices[self->choice];
}

/* --- Choosing -------------------------------------------------------------------------------- */

static AcnScenarioState
get_state (AcnScenarioChoice *self)
{
  const AcnScenarioState *state = acn_session_get_scenario (self->session);

  return state != NULL ? *state
                       : acn_scenario_get_default (
                             acn_dossier_get_scenario (acn_session_get_dossier (self->session)));
}

static gboolean
parse_entry (AcnScenarioChoice *self, AcnDay *out_day)
{
  const AcnSpan span = acn_dossier_get_span (acn_session_get_dossier (self->session));

  return acn_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->day)), out_day) &&
         acn_span_contains (span, *out_day);
}

static void
choose_day (AcnScenarioChoice *self)
{
  AcnScenarioState state = get_state (self);
  AcnDay           day;

  if (!parse_entry (self, &day))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->day), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->day), "error");
  state.option[self->choice] = ACN_OPTION_DAY;
  state.day[self->choice] = day;
  acn_session_set_scenario (self->session, &state);
}

static void
toggled_cb (AcnScenarioChoice *self, GtkCheckButton *check)
{
  AcnScenarioState state = get_state (self);
  guint            option;

  if (self->updating || !gtk_check_button_get_active (check))
    return;
  g_ptr_array_find (self->checks, check, &option);
  if (option >= get_choice (self)->n_options)
    {
      choose_day (self);
      return;
    }
  state.option[self->choice] = option;
  state.day[self->choice] = 0;
  acn_session_set_scenario (self->session, &state);
}

static void
day_edited_cb (AcnScenarioChoice *self)
{
  AcnDay day;

  if (self->updating)
    return;
  if (!parse_entry (self, &day))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->day), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->day), "error");
  if (gtk_check_button_get_active (g_ptr_array_index (self->checks, self->checks->len - 1)))
    choose_day (self);
}

/* --- Rows ------------------------------------------------------------------------------------ */

static AdwActionRow *
add_row (AcnScenarioChoice *self, GtkListBox *list, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->checks, 0));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (list, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->checks, check);
  return ADW_ACTION_ROW (row);
}

static void
add_day_row (AcnScenarioChoice *self, GtkListBox *list)
{
  AdwActionRow *row = add_row (self, list, _ ("A fixed day"));

  self->day = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->day, _ ("YYYY-MM-DD"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->day), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->day), 10);
  gtk_widget_set_valign (GTK_WIDGET (self->day), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->day), "numeric");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->day), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Fixed day"), -1);
  g_signal_connect_object (
      self->day, "changed", G_CALLBACK (day_edited_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, GTK_WIDGET (self->day));
}

static GtkWidget *
make_label (const char *text, const char *const *css_classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_css_classes (label, (const char **) css_classes);
  return label;
}

static void
fill (AcnScenarioChoice *self)
{
  static const char *const heading[] = { "heading", NULL };
  static const char *const caption[] = { "caption", "dim-label", NULL };
  static const char *const boxed[] = { "boxed-list", NULL };
  const AcnChoice         *choice = get_choice (self);
  const char              *language = acn_session_get_language (self->session);
  const char              *title = acn_text_get_or (choice->title, language, choice->id);
  GtkWidget               *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget               *list = gtk_list_box_new ();

  gtk_box_append (GTK_BOX (box), make_label (title, heading));
  if (choice->note != NULL)
    gtk_box_append (GTK_BOX (box),
                    make_label (acn_text_get_or (choice->note, language, ""), caption));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_set_css_classes (list, (const char **) boxed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), list);
  for (guint i = 0; i < choice->n_options; i++)
    add_row (self,
             GTK_LIST_BOX (list),
             acn_text_get_or (choice->options[i].title, language, choice->options[i].id));
  if (choice->is_date)
    add_day_row (self, GTK_LIST_BOX (list));
  adw_bin_set_child (ADW_BIN (self), box);
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_scenario_choice_dispose (GObject *object)
{
  AcnScenarioChoice *self = ACN_SCENARIO_CHOICE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (acn_scenario_choice_parent_class)->dispose (object);
}

static void
acn_scenario_choice_class_init (AcnScenarioChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acn_scenario_choice_dispose;
}

static void
acn_scenario_choice_init (AcnScenarioChoice *self)
{
  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
}

/**
 * acn_scenario_choice_new:
 * @session: has a dossier with a scenario
 * @choice: index of one of its choices
 *
 * Returns: (transfer floating): its rows, which set the session's scenario
 */
GtkWidget *
acn_scenario_choice_new (AcnSession *session, guint choice)
{
  AcnScenarioChoice *self = g_object_new (ACN_TYPE_SCENARIO_CHOICE, NULL);

  self->session = g_object_ref (session);
  self->choice = choice;
  fill (self);
  return GTK_WIDGET (self);
}

static void
show_day (AcnScenarioChoice *self, const AcnScenarioState *state)
{
  const gboolean   fixed = state->option[self->choice] == ACN_OPTION_DAY;
  const AcnDay     day = fixed ? state->day[self->choice] : acn_session_get_day (self->session);
  g_autofree char *iso = acn_day_to_iso (day);
  AcnDay           typed;

  /* What is being typed stays as it is. */
  if (fixed && acn_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->day)), &typed) &&
      typed == day)
    return;
  if (!gtk_widget_has_focus (gtk_widget_get_first_child (GTK_WIDGET (self->day))))
    gtk_editable_set_text (GTK_EDITABLE (self->day), iso);
}

/**
 * acn_scenario_choice_update:
 * @state: what is supposed
 *
 * Marks the option that is chosen; one that cannot be chosen is insensitive and says why.
 */
void
acn_scenario_choice_update (AcnScenarioChoice *self, const AcnScenarioState *state)
{
  const AcnScenario *scenario;
  const AcnChoice   *choice = get_choice (self);
  const char        *language = acn_session_get_language (self->session);
  guint              chosen = state->option[self->choice];

  g_return_if_fail (ACN_IS_SCENARIO_CHOICE (self));
  scenario = acn_dossier_get_scenario (acn_session_get_dossier (self->session));
  self->updating = TRUE;
  for (guint i = 0; i < choice->n_options; i++)
    {
      const AcnImpossibility *refusal =
          choice->is_date ? NULL : acn_scenario_find_refusal (scenario, state, self->choice, i);
      const char *note = acn_text_get_or (choice->options[i].note, language, "");

      if (refusal != NULL && i != chosen)
        note = acn_text_get_or (refusal->reason, language, "");
      adw_action_row_set_subtitle (g_ptr_array_index (self->rows, i), note);
      gtk_widget_set_sensitive (g_ptr_array_index (self->rows, i), refusal == NULL || i == chosen);
      gtk_widget_set_sensitive (g_ptr_array_index (self->checks, i),
                                refusal == NULL || i == chosen);
    }
  if (self->day != NULL)
    show_day (self, state);
  if (chosen == ACN_OPTION_DAY)
    chosen = self->checks->len - 1;
  gtk_check_button_set_active (g_ptr_array_index (self->checks, chosen), TRUE);
  self->updating = FALSE;
}
