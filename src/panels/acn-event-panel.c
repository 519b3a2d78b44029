/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-event-panel.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "model/acn-dossier-compare.h"
#include "panels/acn-citation-row.h"
#include "panels/acn-markup.h"
#include "panels/acn-readout-job.h"
#include "panels/acn-wrap-labels.h"

struct _AcnEventPanel
{
  AdwBin parent_instance;

  AcnSession   *session;
  GSignalGroup *signals;

  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkLabel          *lane;
  GtkLabel          *title;
  GtkLabel          *date;
  GtkButton         *place;
  GtkLabel          *place_name;
  GtkLabel          *later;
  GtkLabel          *together; /* what lies between two that are selected */
  GCancellable      *comparing;
  GtkLabel          *text;
  GtkWidget         *outcome_box;
  GtkLabel          *outcome;
  GtkWidget         *note_box;
  GtkLabel          *note;
  GtkWidget         *shown_box; /* what the map shows on the day */
  GtkLabel          *shown_title;
  GtkLabel          *shown;
  GCancellable      *measuring;
  GtkWidget         *before;
  GtkLabel          *before_title;
  GtkWidget         *after;
  GtkLabel          *after_title;
  GtkWidget         *sources_box;
  GtkListBox        *sources;
};

G_DEFINE_FINAL_TYPE (AcnEventPanel, acn_event_panel, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
show_text (GtkLabel *label, GtkWidget *box, const AcnText *text, const char *language)
{
  const char      *value = text != NULL ? acn_text_get (text, language) : NULL;
  g_autofree char *markup = acn_markup_from_text (value);

  gtk_label_set_markup (label, markup);
  gtk_widget_set_visible (box, *markup != '\0');
}

/* The text, then the numbers of its sources, each a link to the source in the list below. */
static void
show_cited_text (AcnEventPanel *self, AcnDossier *dossier, const AcnEvent *event)
{
  const char      *value = event->text != NULL
                               ? acn_text_get (event->text, acn_session_get_language (self->session))
                               : NULL;
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);
  g_autofree char *text = acn_markup_from_text (value);
  g_autoptr (GString) markup = g_string_new (text);

  for (guint i = 0; value != NULL && i < event->citations.n; i++)
    {
      g_autofree char *title =
          g_markup_escape_text (sources[event->citations.items[i].source].title, -1);

      g_string_append_printf (
          markup, " <a href=\"#%u\" title=\"%s\">[%u]</a>", i + 1, title, i + 1);
    }
  gtk_label_set_markup (self->text, markup->str);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
}

/* A number goes to its source; anything else is an address. */
static gboolean
link_cb (AcnEventPanel *self, const char *uri)
{
  guint64        number;
  GtkListBoxRow *row = NULL;

  if (*uri != '#')
    return FALSE;
  if (g_ascii_string_to_unsigned (uri + 1, 10, 1, G_MAXINT, &number, NULL))
    row = gtk_list_box_get_row_at_index (self->sources, (int) number - 1);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

static void
show_place (AcnEventPanel *self, AcnDossier *dossier, const AcnEvent *event, const char *language)
{
  guint           n;
  const AcnPlace *places = acn_dossier_get_places (dossier, &n);

  gtk_widget_set_visible (GTK_WIDGET (self->place), event->place != ACN_NONE);
  if (event->place != ACN_NONE)
    gtk_label_set_text (self->place_name, acn_text_get (places[event->place].title, language));
}

static void
show_sources (AcnEventPanel *self, AcnDossier *dossier, const AcnEvent *event, const char *language)
{
  guint            n;
  const AcnSource *sources = acn_dossier_get_sources (dossier, &n);
  GtkWidget       *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->sources))) != NULL)
    gtk_list_box_remove (self->sources, row);
  for (guint i = 0; i < event->citations.n; i++)
    {
      const AcnCitation *citation = &event->citations.items[i];
      gtk_list_box_append (
          self->sources,
          acn_citation_row_new (i + 1, &sources[citation->source], citation->locator, language));
    }
  gtk_widget_set_visible (self->sources_box, event->citations.n > 0);
}

static void
show_event (AcnEventPanel *self, AcnDossier *dossier, const AcnEvent *event)
{
  const char      *language = acn_session_get_language (self->session);
  g_autofree char *date = acn_format_when (&event->when, language);
  guint            n;
  const AcnLane   *lanes = acn_dossier_get_lanes (dossier, &n);

  gtk_label_set_text (self->lane,
                      event->lane < n ? acn_text_get (lanes[event->lane].title, language) : "");
  gtk_label_set_text (self->title, acn_text_get (event->title, language));
  gtk_label_set_text (self->date, date);
  show_place (self, dossier, event, language);
  gtk_widget_set_visible (GTK_WIDGET (self->later), event->later);
  show_cited_text (self, dossier, event);
  show_text (self->outcome, self->outcome_box, event->outcome, language);
  show_text (self->note, self->note_box, event->note, language);
  show_sources (self, dossier, event, language);
}

/* --- The day of the event -------------------------------------------------------------------- */

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnEventPanel) self = data;
  g_autoptr (AcnReadoutAreas) areas = acn_readout_measure_finish (result, NULL);
  AcnDossier     *dossier = self->session != NULL ? acn_session_get_dossier (self->session) : NULL;
  const char     *language;
  const guint    *parts;
  const AcnLayer *layers;
  guint           n;
  g_autoptr (GString) text = NULL;
  g_autofree char *day = NULL, *title = NULL;

  if (areas == NULL || dossier == NULL)
    return;
  text = g_string_new (NULL);
  language = acn_session_get_language (self->session);
  parts = acn_dossier_get_readout_parts (dossier, &n);
  layers = acn_dossier_get_layers (dossier, NULL);
  for (guint i = 0; i < MIN (n, areas->n_parts); i++)
    {
      const AcnText   *name = layers[parts[i]].title;
      g_autofree char *km2 = acn_format_km2 (areas->parts[i].km2, language);
      g_autofree char *share =
          areas->whole_km2 > 0 ? acn_format_share (areas->parts[i].km2 / areas->whole_km2, language)
                               : NULL;

      acn_isolate_append (text,
                          "%s%s: %s%s%s",
                          i > 0 ? "\n" : "",
                          name != NULL ? acn_text_get (name, language) : layers[parts[i]].id,
                          share != NULL ? share : "",
                          share != NULL ? " · " : "",
                          km2);
    }
  day = acn_format_day (areas->day, ACN_DATE_FULL, language);
  /* Translators: %s is a date */
  title = g_strdup_printf (_ ("The map on %s"), day);
  gtk_label_set_text (self->shown_title, title);
  gtk_label_set_text (self->shown, text->str);
  gtk_widget_set_visible (self->shown_box, text->len > 0);
}

static void
stop_measuring (AcnEventPanel *self)
{
  if (self->measuring != NULL)
    g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
}

static void
show_day (AcnEventPanel *self, AcnDossier *dossier, guint event)
{
  guint n;

  stop_measuring (self);
  acn_dossier_get_readout_parts (dossier, &n);
  gtk_widget_set_visible (self->shown_box, FALSE);
  if (n == 0)
    return;
  self->measuring = g_cancellable_new ();
  acn_readout_measure_async (dossier,
                             acn_session_event_day (self->session, event),
                             self->measuring,
                             measured_cb,
                             g_object_ref (self));
}

/* --- Neighbours ------------------------------------------------------------------------------ */

/* The next event in time that is shown, ACN_NONE at the end. */
static guint
find_neighbour (AcnEventPanel *self, int direction)
{
  const guint8 *shown = acn_session_get_shown (self->session);
  guint         n;
  gint64        event = acn_session_get_selection (self->session);

  acn_dossier_get_events (acn_session_get_dossier (self->session), &n);
  do
    event += direction;
  while (event >= 0 && event < n && shown != NULL && !shown[event]);
  return event >= 0 && event < n ? (guint) event : ACN_NONE;
}

static void
show_neighbour (AcnEventPanel *self, int direction, GtkWidget *button, GtkLabel *title)
{
  const guint      neighbour = find_neighbour (self, direction);
  const char      *language = acn_session_get_language (self->session);
  const AcnEvent  *event;
  g_autofree char *date = NULL, *text = NULL;

  gtk_widget_set_visible (button, neighbour != ACN_NONE);
  if (neighbour == ACN_NONE)
    return;
  event = acn_dossier_get_events (acn_session_get_dossier (self->session), NULL) + neighbour;
  date = acn_format_when (&event->when, language);
  /* Translators: the event before or after: its date, then its title */
  text = acn_isolate_printf (_ ("%s: %s"), date, acn_text_get (event->title, language));
  gtk_label_set_text (title, text);
}

static void
go_to_neighbour (AcnEventPanel *self, int direction)
{
  const guint neighbour = find_neighbour (self, direction);

  if (neighbour != ACN_NONE)
    acn_session_select_event (self->session, neighbour);
}

static void
before_cb (AcnEventPanel *self)
{
  go_to_neighbour (self, -1);
}

static void
after_cb (AcnEventPanel *self)
{
  go_to_neighbour (self, 1);
}

/* --- Two events ------------------------------------------------------------------------------ */

/* AcnBetween: the territory on the days of two events. */
typedef struct
{
  AcnDossier *dossier;
  guint       layer;
  AcnDay      from, to;
  double      gained_km2, lost_km2;
} AcnBetween;

static void
free_between (gpointer data)
{
  acn_dossier_unref (((AcnBetween *) data)->dossier);
  g_free (data);
}

static void
compare (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AcnBetween *between = data;
  GError     *error = NULL;
  g_autoptr (AcnDifference) difference = acn_dossier_layer_compare (
      between->dossier, between->layer, between->from, between->to, &error);

  if (difference == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  between->gained_km2 = difference->gained_km2;
  between->lost_km2 = difference->lost_km2;
  g_task_return_boolean (task, TRUE);
}

static char *
span_text (AcnEventPanel *self, AcnDay from, AcnDay to)
{
  const char      *language = acn_session_get_language (self->session);
  const guint      n = (guint) (to - from);
  g_autofree char *first = acn_format_day (from, ACN_DATE_FULL, language);
  g_autofree char *last = acn_format_day (to, ACN_DATE_FULL, language);

  /* Translators: two dates, and how many days lie between. */
  return g_strdup_printf (ngettext ("%s to %s: %u day.", "%s to %s: %u days.", n), first, last, n);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnEventPanel   *self = ACN_EVENT_PANEL (source);
  AcnBetween      *between = g_task_get_task_data (G_TASK (result));
  const char      *language;
  g_autofree char *span = NULL, *gained = NULL, *lost = NULL, *text = NULL;
  const AcnText   *name;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || self->session == NULL)
    return;
  language = acn_session_get_language (self->session);
  name = acn_dossier_get_layers (between->dossier, NULL)[between->layer].title;
  span = span_text (self, between->from, between->to);
  gained = acn_format_km2 (between->gained_km2, language);
  lost = acn_format_km2 (between->lost_km2, language);
  /* Translators: what of a layer, as “Occupied”, came and went between two days */
  text = acn_isolate_printf (_ ("%s %s: %s more, %s less."),
                             span,
                             name != NULL ? acn_text_get (name, language) : "",
                             gained,
                             lost);
  gtk_label_set_text (self->together, text);
}

/* The last part of the read-out is compared: what is held, where a dossier tells of a war. */
static void
start_comparing (AcnEventPanel *self, AcnDay from, AcnDay to)
{
  AcnDossier  *dossier = acn_session_get_dossier (self->session);
  guint        n;
  const guint *parts = acn_dossier_get_readout_parts (dossier, &n);
  AcnBetween  *between;
  g_autoptr (GTask) task = NULL;

  if (n == 0)
    return;
  self->comparing = g_cancellable_new ();
  between = g_new0 (AcnBetween, 1);
  *between = (AcnBetween){ acn_dossier_ref (dossier), parts[n - 1], from, to, 0, 0 };
  task = g_task_new (self, self->comparing, compared_cb, NULL);
  g_task_set_task_data (task, between, free_between);
  g_task_run_in_thread (task, compare);
}

static void
show_together (AcnEventPanel *self)
{
  guint            n;
  const guint     *others = acn_session_get_others (self->session, &n);
  const guint      selection = acn_session_get_selection (self->session);
  AcnDay           from, to;
  g_autofree char *text = NULL;

  if (self->comparing != NULL)
    g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  gtk_widget_set_visible (GTK_WIDGET (self->together), selection != ACN_NONE && n > 0);
  if (selection == ACN_NONE || n == 0)
    return;
  from = acn_session_event_day (self->session, others[n - 1]);
  to = acn_session_event_day (self->session, selection);
  text = span_text (self, MIN (from, to), MAX (from, to));
  gtk_label_set_text (self->together, text);
  start_comparing (self, MIN (from, to), MAX (from, to));
}

/* --- Citing ---------------------------------------------------------------------------------- */

/* “Title. Date. Author, Source, locator, address; …” */
static void
copy_cb (AcnEventPanel *self)
{
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  const guint      selection = acn_session_get_selection (self->session);
  const char      *language = acn_session_get_language (self->session);
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);
  const AcnEvent  *event = acn_dossier_get_events (dossier, NULL) + selection;
  g_autofree char *date = NULL;
  g_autoptr (GString) text = NULL;

  if (selection == ACN_NONE)
    return;
  date = acn_format_when (&event->when, language);
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s. %s.", acn_text_get (event->title, language), date);
  for (guint i = 0; i < event->citations.n; i++)
    {
      const AcnCitation *citation = &event->citations.items[i];
      const AcnSource   *source = &sources[citation->source];
      const char *const parts[] = { source->author, source->title, citation->locator, source->url };
      gboolean          any = FALSE;

      for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
        if (parts[p] != NULL)
          {
            g_string_append_printf (text, "%s%s", any ? ", " : i > 0 ? "; " : " ", parts[p]);
            any = TRUE;
          }
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

static void
update_cb (AcnEventPanel *self)
{
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  guint           n = 0, selection = acn_session_get_selection (self->session);
  const AcnEvent *events = dossier != NULL ? acn_dossier_get_events (dossier, &n) : NULL;

  if (selection >= n)
    {
      stop_measuring (self);
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  show_event (self, dossier, &events[selection]);
  show_together (self);
  show_day (self, dossier, selection);
  show_neighbour (self, -1, self->before, self->before_title);
  show_neighbour (self, 1, self->after, self->after_title);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "event");
}

static void
place_clicked_cb (AcnEventPanel *self)
{
  acn_session_select_event (self->session, acn_session_get_selection (self->session));
}

static void
bind_cb (AcnEventPanel *self, AcnSession *session)
{
  update_cb (self);
}

static void
acn_event_panel_set_session (AcnEventPanel *self, AcnSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->signals, session);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
acn_event_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ACN_EVENT_PANEL (object)->session);
}

static void
acn_event_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  acn_event_panel_set_session (ACN_EVENT_PANEL (object), g_value_get_object (value));
}

static void
acn_event_panel_dispose (GObject *object)
{
  AcnEventPanel *self = ACN_EVENT_PANEL (object);

  if (self->comparing != NULL)
    g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  stop_measuring (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (acn_event_panel_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, lane);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, title);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, date);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, place);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, place_name);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, later);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, together);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, text);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, outcome_box);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, outcome);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, note_box);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, note);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, shown_box);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, shown_title);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, shown);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, before);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, before_title);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, after);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, after_title);
  gtk_widget_class_bind_template_callback (widget_class, before_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_cb);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, sources_box);
  gtk_widget_class_bind_template_child (widget_class, AcnEventPanel, sources);
  gtk_widget_class_bind_template_callback (widget_class, place_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
}

static void
acn_event_panel_class_init (AcnEventPanelClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_event_panel_dispose;
  object_class->get_property = acn_event_panel_get_property;
  object_class->set_property = acn_event_panel_set_property;
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-event-panel.ui");
  bind_children (widget_class);
}

static void
acn_event_panel_init (AcnEventPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  acn_wrap_labels (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_swapped (self->signals, "notify::dossier", G_CALLBACK (update_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::selection", G_CALLBACK (update_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::others", G_CALLBACK (update_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::filter", G_CALLBACK (update_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::language", G_CALLBACK (update_cb), self);
}
