/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-argument-panel.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "model/acn-argument.h"
#include "panels/acn-citation-row.h"
#include "panels/acn-list.h"
#include "panels/acn-markup.h"
#include "panels/acn-scene-card.h"

struct _AcnArgumentPanel
{
  AdwBin parent_instance;

  AcnSession   *session;
  GSignalGroup *signals;

  GtkMenuButton     *contents;
  GtkListBox        *contents_list;
  GtkLabel          *position;
  GtkWidget         *back;
  gboolean           away; /* the map has been moved from the claim's view */
  GtkProgressBar    *progress;
  GtkScrolledWindow *scroller;
  GtkLabel          *section;
  GtkLabel          *title;
  GtkLabel          *kind;
  GtkLabel          *record;
  GtkLabel          *date;
  GtkLabel          *text;
  GtkWidget         *note_box;
  GtkLabel          *note;
  GtkWidget         *later_box;
  GtkLabel          *later;
  AdwBin            *scene;
  GtkWidget         *events_box;
  GtkListBox        *events;
  GtkWidget         *sources_box;
  GtkListBox        *sources;
};

G_DEFINE_FINAL_TYPE (AcnArgumentPanel, acn_argument_panel, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_AWAY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *const kind_names[] = {
  N_ ("Fact"),
  N_ ("Judgement"),
  N_ ("Proposal"),
  N_ ("Forecast"),
  /* Translators: a noun, the kind of a claim */
  N_ ("Quote"),
};

static const struct
{
  const char *name;
  const char *css_class;
} records[] = {
  { N_ ("Supported by the record"), "record-supported" },
  { N_ ("Partly supported"), "record-partly" },
  { N_ ("Simplified"), "record-simplified" },
  /* Translators: how a claim stands against the record */
  { N_ ("Contested"), "record-contested" },
  { N_ ("Overtaken by events"), "record-overtaken" },
  { N_ ("Opinion"), "record-opinion" },
};

static void
show_text (GtkLabel *label, GtkWidget *box, const AcnText *text, const char *language)
{
  const char      *value = text != NULL ? acn_text_get (text, language) : NULL;
  g_autofree char *markup = acn_markup_from_text (value);

  gtk_label_set_markup (label, markup);
  gtk_widget_set_visible (box, *markup != '\0');
}

static void
show_badges (AcnArgumentPanel *self, const AcnClaim *claim)
{
  gtk_widget_set_visible (GTK_WIDGET (self->kind), claim->kind < G_N_ELEMENTS (kind_names));
  if (claim->kind < G_N_ELEMENTS (kind_names))
    gtk_label_set_text (self->kind, _ (kind_names[claim->kind]));
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->record), records[i].css_class);
  gtk_widget_set_visible (GTK_WIDGET (self->record), claim->record < G_N_ELEMENTS (records));
  if (claim->record >= G_N_ELEMENTS (records))
    return;
  gtk_label_set_text (self->record, _ (records[claim->record].name));
  gtk_widget_add_css_class (GTK_WIDGET (self->record), records[claim->record].css_class);
}

static void
show_events (AcnArgumentPanel *self,
             AcnDossier       *dossier,
             const AcnClaim   *claim,
             const char       *language)
{
  const AcnEvent *events = acn_dossier_get_events (dossier, NULL);

  acn_list_clear (self->events);
  for (guint i = 0; i < claim->n_events; i++)
    {
      const guint index = acn_dossier_find_event (dossier, claim->events[i]);
      GtkWidget  *row = adw_action_row_new ();

      g_autofree char *date = acn_format_when (&events[index].when, language);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     acn_text_get (events[index].title, language));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), date);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_add_css_class (row, "citation");
      gtk_list_box_append (self->events, row);
    }
  gtk_widget_set_visible (self->events_box, claim->n_events > 0);
}

static void
show_sources (AcnArgumentPanel *self,
              AcnDossier       *dossier,
              const AcnClaim   *claim,
              const char       *language)
{
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);

  acn_list_clear (self->sources);
  for (guint i = 0; i < claim->citations.n; i++)
    {
      const AcnCitation *citation = &claim->citations.items[i];
      gtk_list_box_append (
          self->sources,
          acn_citation_row_new (i + 1, &sources[citation->source], citation->locator, language));
    }
  gtk_widget_set_visible (self->sources_box, claim->citations.n > 0);
}

static void
show_scene (AcnArgumentPanel *self,
            AcnDossier       *dossier,
            const AcnClaim   *claim,
            const char       *language)
{
  const guint scene = acn_dossier_find_scene (dossier, claim->scene);

  adw_bin_set_child (self->scene,
                     scene != ACN_NONE ? acn_scene_card_new (dossier, scene, language) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->scene), scene != ACN_NONE);
}

static void
show_claim (AcnArgumentPanel *self, AcnDossier *dossier, const AcnClaim *claim)
{
  const char       *language = acn_session_get_language (self->session);
  const AcnSection *sections = acn_dossier_get_sections (dossier, NULL);
  g_autofree char  *date = claim->has_when ? acn_format_when (&claim->when, language) : NULL;

  gtk_label_set_text (self->section,
                      claim->section != ACN_NONE
                          ? acn_text_get_or (sections[claim->section].title, language, "")
                          : "");
  gtk_label_set_text (self->title, acn_text_get_or (claim->title, language, claim->id));
  gtk_label_set_text (self->date, date != NULL ? date : "");
  show_badges (self, claim);
  show_text (self->text, GTK_WIDGET (self->text), claim->text, language);
  show_text (self->note, self->note_box, claim->record_note, language);
  show_text (self->later, self->later_box, claim->later, language);
  show_scene (self, dossier, claim, language);
  show_events (self, dossier, claim, language);
  show_sources (self, dossier, claim, language);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
drifted_cb (AcnArgumentPanel *self)
{
  gtk_widget_set_visible (self->back,
                          acn_session_get_claim (self->session) != ACN_NONE &&
                              (self->away || !acn_session_claim_is_shown (self->session)));
}

static void
update_cb (AcnArgumentPanel *self)
{
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  const guint      index = acn_session_get_claim (self->session);
  guint            n = 0;
  const AcnClaim  *claims = dossier != NULL ? acn_dossier_get_claims (dossier, &n) : NULL;
  g_autofree char *position = NULL;

  drifted_cb (self);
  if (index >= n)
    return;
  /* Translators: which claim of how many is read. */
  position = g_strdup_printf (_ ("%u of %u"), index + 1, n);
  gtk_label_set_text (self->position, position);
  gtk_progress_bar_set_fraction (self->progress, (index + 1) / (double) n);
  gtk_list_box_select_row (self->contents_list,
                           gtk_list_box_get_row_at_index (self->contents_list, index));
  show_claim (self, dossier, &claims[index]);
}

/* --- Contents -------------------------------------------------------------------------------- */

static void
add_heading_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  AcnArgumentPanel *self = data;
  AcnDossier       *dossier = acn_session_get_dossier (self->session);
  const char       *language = acn_session_get_language (self->session);
  const AcnClaim   *claims = acn_dossier_get_claims (dossier, NULL);
  const AcnSection *sections = acn_dossier_get_sections (dossier, NULL);
  const guint       section = claims[gtk_list_box_row_get_index (row)].section;
  GtkWidget        *heading;

  if (section == ACN_NONE ||
      (before != NULL && claims[gtk_list_box_row_get_index (before)].section == section))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  heading =
      gtk_label_new (acn_text_get_or (sections[section].title, language, sections[section].id));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (heading, "contents-heading");
  gtk_list_box_row_set_header (row, heading);
}

static void
fill_contents_cb (AcnArgumentPanel *self)
{
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  const char     *language = acn_session_get_language (self->session);
  guint           n = 0;
  const AcnClaim *claims = dossier != NULL ? acn_dossier_get_claims (dossier, &n) : NULL;

  gtk_list_box_set_header_func (self->contents_list, NULL, NULL, NULL);
  acn_list_clear (self->contents_list);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *label = gtk_label_new (acn_text_get_or (claims[i].title, language, claims[i].id));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (self->contents_list, label);
    }
  if (n > 0)
    gtk_list_box_set_header_func (self->contents_list, add_heading_cb, self, NULL);
  update_cb (self);
}

static void
contents_activated_cb (AcnArgumentPanel *self, GtkListBoxRow *row)
{
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  const AcnClaim *claims = acn_dossier_get_claims (dossier, NULL);

  gtk_menu_button_popdown (self->contents);
  gtk_widget_activate_action (
      GTK_WIDGET (self), "win.claim", "s", claims[gtk_list_box_row_get_index (row)].id);
}

static void
event_activated_cb (AcnArgumentPanel *self, GtkListBoxRow *row)
{
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  const AcnClaim *claims = acn_dossier_get_claims (dossier, NULL);
  const AcnClaim *claim = &claims[acn_session_get_claim (self->session)];

  gtk_widget_activate_action (
      GTK_WIDGET (self), "win.event", "s", claim->events[gtk_list_box_row_get_index (row)]);
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_argument_panel_set_session (AcnArgumentPanel *self, AcnSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->signals, session);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
acn_argument_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_AWAY)
    g_value_set_boolean (value, ACN_ARGUMENT_PANEL (object)->away);
  else
    g_value_set_object (value, ACN_ARGUMENT_PANEL (object)->session);
}

static void
acn_argument_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AcnArgumentPanel *self = ACN_ARGUMENT_PANEL (object);

  if (id == PROP_AWAY)
    {
      self->away = g_value_get_boolean (value);
      drifted_cb (self);
      return;
    }
  acn_argument_panel_set_session (self, g_value_get_object (value));
}

static void
acn_argument_panel_dispose (GObject *object)
{
  AcnArgumentPanel *self = ACN_ARGUMENT_PANEL (object);

  /* A list that is taken apart asks for headings of what is left. */
  if (self->session != NULL)
    gtk_list_box_set_header_func (self->contents_list, NULL, NULL, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (acn_argument_panel_parent_class)->dispose (object);
}

#define bind_child(name) gtk_widget_class_bind_template_child (widget_class, AcnArgumentPanel, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  bind_child (contents);
  bind_child (contents_list);
  bind_child (position);
  bind_child (back);
  bind_child (progress);
  bind_child (scroller);
  bind_child (section);
  bind_child (title);
  bind_child (kind);
  bind_child (record);
  bind_child (date);
  bind_child (text);
  bind_child (note_box);
  bind_child (note);
  bind_child (later_box);
  bind_child (later);
  bind_child (scene);
  bind_child (events_box);
  bind_child (events);
  bind_child (sources_box);
  bind_child (sources);
  gtk_widget_class_bind_template_callback (widget_class, contents_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, event_activated_cb);
}

static void
acn_argument_panel_class_init (AcnArgumentPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_argument_panel_dispose;
  object_class->get_property = acn_argument_panel_get_property;
  object_class->set_property = acn_argument_panel_set_property;
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_AWAY] =
      g_param_spec_boolean ("away", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-argument-panel.ui");
  bind_children (widget_class);
}

static void
acn_argument_panel_init (AcnArgumentPanel *self)
{
  static const struct
  {
    const char *signal;
    void (*callback) (AcnArgumentPanel *self);
  } handlers[] = {
    { "notify::dossier", fill_contents_cb }, { "notify::language", fill_contents_cb },
    { "notify::claim", update_cb },          { "notify::day", drifted_cb },
    { "layers-changed", drifted_cb },        { "notify::scene", drifted_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (
      self->signals, "bind", G_CALLBACK (fill_contents_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_group_connect_swapped (
        self->signals, handlers[i].signal, G_CALLBACK (handlers[i].callback), self);
}
