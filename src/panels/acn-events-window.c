/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The events as a table: the twin of the drawn timeline for keyboard and screen reader. A list with
 * buttons for heads, since a GtkColumnView of GTK 4.8 cannot be walked by assistive technology. */
#include "panels/acn-events-window.h"

#include <glib/gi18n.h>

#include "compat/acn-compat.h"
#include "export/acn-csv.h"
#include "io/acn-write.h"
#include "panels/acn-event-list.h"

#include <string.h>

/* AcnEventTable: what belongs to the window.
 * @is_choosing: a choice in the list is on its way to the session, or back
 */
typedef struct
{
  AcnSession         *session;
  AcnEventList       *list;
  GtkSelectionModel  *selection;
  GtkListItemFactory *factory;
  GtkListView        *view;
  GtkSearchEntry     *search;
  GtkSizeGroup       *widths[ACN_EVENT_N_COLUMNS];
  GtkButton          *heads[ACN_EVENT_N_COLUMNS];
  AdwWindowTitle     *title;
  GtkWindow          *window;
  AcnEventColumn      column;
  gboolean            descending;
  gboolean            is_choosing;
} AcnEventTable;

static const char *const column_names[] = {
  N_ ("When"),
  N_ ("Event"),
  /* Translators: a row of the timeline, as “Summits” */
  N_ ("Lane"),
  /* Translators: where an event happened */
  N_ ("Place"),
};

/* --- Rows ------------------------------------------------------------------------------------ */

static GtkWidget *
make_cell (AcnEventTable *self, AcnEventColumn column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, column == ACN_EVENT_COLUMN_EVENT);
  /* Where texts are large the others give way first. */
  if (column == ACN_EVENT_COLUMN_EVENT)
    gtk_label_set_width_chars (GTK_LABEL (label), 12);
  else
    {
      gtk_label_set_width_chars (GTK_LABEL (label), 8);
      gtk_label_set_max_width_chars (GTK_LABEL (label), column == ACN_EVENT_COLUMN_WHEN ? 24 : 18);
    }
  gtk_size_group_add_widget (self->widths[column], label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AcnEventTable *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint column = 0; column < ACN_EVENT_N_COLUMNS; column++)
    gtk_box_append (GTK_BOX (row), make_cell (self, column));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, AcnEventTable *self)
{
  const guint event = acn_event_row_get_event (gtk_list_item_get_item (item));
  GtkWidget  *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  if (acn_session_get_dossier (self->session) == NULL)
    return;
  for (guint column = 0; column < ACN_EVENT_N_COLUMNS; column++)
    {
      g_autofree char *text = acn_event_list_cell (self->session, event, column);

      gtk_label_set_text (GTK_LABEL (label), text);
      gtk_widget_set_tooltip_text (label, text);
      label = gtk_widget_get_next_sibling (label);
    }
}

/* --- Choice ---------------------------------------------------------------------------------- */

/* What is chosen in the list is what is selected; the playhead stays. */
static void
chosen_cb (GtkSelectionModel *model, guint position, guint n, AcnEventTable *self)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (model);
  guint         n_events;
  const guint  *events = acn_event_list_get_events (self->list, &n_events);
  const guint64 size = MIN (gtk_bitset_get_size (chosen), ACN_OTHERS_MAX + 1);

  if (self->is_choosing)
    return;
  self->is_choosing = TRUE;
  acn_session_set_selection (self->session,
                             size > 0 ? events[gtk_bitset_get_nth (chosen, 0)] : ACN_NONE);
  for (guint i = 1; i < size; i++)
    acn_session_toggle_selection (self->session, events[gtk_bitset_get_nth (chosen, i)]);
  self->is_choosing = FALSE;
}

static gboolean
is_selected (AcnEventTable *self, guint event)
{
  guint        n;
  const guint *others = acn_session_get_others (self->session, &n);

  for (guint i = 0; i < n; i++)
    if (others[i] == event)
      return TRUE;
  return event == acn_session_get_selection (self->session);
}

/* The other way round, with the selection in sight. */
static void
show_selection (AcnEventTable *self)
{
  guint        n;
  const guint *events = acn_event_list_get_events (self->list, &n);

  if (self->is_choosing)
    return;
  self->is_choosing = TRUE;
  gtk_selection_model_unselect_all (self->selection);
  for (guint i = 0; i < n && acn_session_get_selection (self->session) != ACN_NONE; i++)
    if (is_selected (self, events[i]))
      {
        gtk_selection_model_select_item (self->selection, i, FALSE);
        if (events[i] == acn_session_get_selection (self->session))
          gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", i);
      }
  self->is_choosing = FALSE;
}

/* Enter or a double click also moves the playhead there. */
static void
activated_cb (GtkListView *view, guint position, AcnEventTable *self)
{
  guint        n;
  const guint *events = acn_event_list_get_events (self->list, &n);

  if (position < n)
    acn_session_select_event (self->session, events[position]);
}

static void
selection_cb (AcnSession *session, GParamSpec *pspec, gpointer window)
{
  show_selection (g_object_get_data (G_OBJECT (window), "table"));
}

/* --- Filter and order ------------------------------------------------------------------------ */

static void
show_count (AcnEventTable *self)
{
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  guint            n = 0, n_shown;
  g_autofree char *count = NULL;

  if (dossier != NULL)
    acn_dossier_get_events (dossier, &n);
  acn_event_list_get_events (self->list, &n_shown);
  /* Translators: how many events the table shows, and how many there are. */
  count = g_strdup_printf (ngettext ("%u of %u event", "%u of %u events", n), n_shown, n);
  adw_window_title_set_subtitle (self->title, count);
}

static void
changed_cb (AcnSession *session, GParamSpec *pspec, gpointer window)
{
  AcnEventTable *self = g_object_get_data (G_OBJECT (window), "table");
  const char    *text = acn_session_get_filter (session)->text;

  self->is_choosing = TRUE;
  acn_event_list_update (self->list);
  self->is_choosing = FALSE;
  show_count (self);
  show_selection (self);
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->search)), text) != 0 &&
      !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->search)))))
    gtk_editable_set_text (GTK_EDITABLE (self->search), text);
}

static void
searched_cb (GtkSearchEntry *entry, AcnEventTable *self)
{
  AcnFilter filter = *acn_session_get_filter (self->session);

  if (acn_session_get_dossier (self->session) == NULL)
    return;
  acn_filter_set_text (&filter, gtk_editable_get_text (GTK_EDITABLE (entry)));
  acn_session_set_filter (self->session, &filter);
}

/* A head says by an arrow and in words that its column sorts the table. */
static void
show_order (AcnEventTable *self)
{
  for (guint column = 0; column < ACN_EVENT_N_COLUMNS; column++)
    {
      const gboolean   is_sorting = column == self->column;
      const char      *name = _ (column_names[column]);
      g_autofree char *text = g_strdup_printf ("%s %s",
                                               name,
                                               !is_sorting        ? ""
                                               : self->descending ? "▾"
                                                                  : "▴");
      g_autofree char *label =
          is_sorting ? g_strdup_printf (self->descending
                                            /* Translators: %s is a column of a table. */
                                            ? _ ("%s, sorted from last to first")
                                            /* Translators: %s is a column of a table. */
                                            : _ ("%s, sorted from first to last"),
                                        name)
                     /* Translators: a button; %s is a column of a table. */
                     : g_strdup_printf (_ ("%s, sort"), name);

      gtk_label_set_text (GTK_LABEL (gtk_button_get_child (self->heads[column])),
                          g_strchomp (text));
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (self->heads[column]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

static void
sort_cb (GtkButton *head, AcnEventTable *self)
{
  const AcnEventColumn column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (head), "column"));

  self->descending = column == self->column && !self->descending;
  self->column = column;
  self->is_choosing = TRUE;
  acn_event_list_sort (self->list, column, self->descending);
  self->is_choosing = FALSE;
  show_order (self);
  show_selection (self);
}

/* --- The file -------------------------------------------------------------------------------- */

/* In the order of the table. */
static GBytes *
make_csv (AcnEventTable *self)
{
  guint        n;
  const guint *events = acn_event_list_get_events (self->list, &n);
  char        *csv = acn_csv_of_events (
      acn_session_get_dossier (self->session), acn_session_get_language (self->session), events, n);

  return g_bytes_new_take (csv, strlen (csv));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) window = data;
  AcnEventTable *self = g_object_get_data (G_OBJECT (window), "table");
  g_autoptr (GError) error = NULL;

  if (!acn_write_file_finish (result, &error) && self->title != NULL)
    adw_window_title_set_subtitle (self->title, error->message);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) window = data;
  AcnEventTable *self = g_object_get_data (G_OBJECT (window), "table");
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = acn_compat_save_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GBytes) csv = NULL;

  if (path == NULL || acn_session_get_dossier (self->session) == NULL)
    return;
  csv = make_csv (self);
  acn_write_file_async (path, csv, written_cb, g_object_ref (window));
}

static void
export_cb (GtkButton *button, AcnEventTable *self)
{
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  g_autofree char *name = NULL;

  if (dossier == NULL)
    return;
  name = g_strdup_printf ("%s-events.csv", acn_dossier_get_id (dossier));
  gtk_file_filter_set_name (filter, _ ("CSV Tables"));
  gtk_file_filter_add_pattern (filter, "*.csv");
  g_list_store_append (filters, filter);
  acn_compat_save_file (self->window,
                        _ ("Export Events"),
                        name,
                        G_LIST_MODEL (filters),
                        file_chosen_cb,
                        g_object_ref (self->window));
}

/* --- The window ------------------------------------------------------------------------------ */

static GtkWidget *
make_heads (AcnEventTable *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint column = 0; column < ACN_EVENT_N_COLUMNS; column++)
    {
      GtkWidget *head = gtk_button_new ();
      GtkWidget *label = gtk_label_new (NULL);

      self->heads[column] = GTK_BUTTON (head);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_button_set_child (GTK_BUTTON (head), label);
      gtk_widget_add_css_class (head, "flat");
      gtk_widget_set_hexpand (head, column == ACN_EVENT_COLUMN_EVENT);
      g_object_set_data (G_OBJECT (head), "column", GUINT_TO_POINTER (column));
      g_signal_connect (head, "clicked", G_CALLBACK (sort_cb), self);
      self->widths[column] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
      gtk_size_group_add_widget (self->widths[column], head);
      gtk_box_append (GTK_BOX (box), head);
    }
  gtk_widget_add_css_class (box, "table-heads");
  return box;
}

static GtkWidget *
make_table (AcnEventTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (self->factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (self->factory, "bind", G_CALLBACK (bind_cb), self);
  self->selection =
      GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  g_signal_connect (self->selection, "selection-changed", G_CALLBACK (chosen_cb), self);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (g_object_ref (self->selection), g_object_ref (self->factory)));
  gtk_list_view_set_show_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "events-table");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Events"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (activated_cb), self);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  return scroller;
}

/* Heads go to the side with their columns where the window is narrower than all of these. */
static GtkWidget *
make_sheet (AcnEventTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_heads (self));
  gtk_box_append (GTK_BOX (box), make_table (self));
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static GtkWidget *
make_header_bar (AcnEventTable *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("document-save-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Export Events"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Export Events"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (export_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  /* A file may be chosen after the window has been closed. */
  g_set_weak_pointer (&self->title, ADW_WINDOW_TITLE (adw_window_title_new (_ ("Events"), NULL)));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  return header;
}

static GtkWidget *
make_search (AcnEventTable *self)
{
  GtkWidget *search = gtk_search_entry_new ();

  self->search = GTK_SEARCH_ENTRY (search);
  gtk_editable_set_text (GTK_EDITABLE (search), acn_session_get_filter (self->session)->text);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->window));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filter events by words"), -1);
  gtk_widget_add_css_class (search, "table-search");
  g_signal_connect (search, "search-changed", G_CALLBACK (searched_cb), self);
  return search;
}

static void
free_table (gpointer data)
{
  AcnEventTable *self = data;

  for (guint i = 0; i < ACN_EVENT_N_COLUMNS; i++)
    g_clear_object (&self->widths[i]);
  g_clear_weak_pointer (&self->title);
  /* Others, as assistive technology, may hold these for longer. */
  g_signal_handlers_disconnect_by_data (self->factory, self);
  g_signal_handlers_disconnect_by_data (self->selection, self);
  g_object_unref (self->factory);
  g_object_unref (self->selection);
  g_object_unref (self->list);
  g_object_unref (self->session);
  g_free (self);
}

/**
 * acn_events_window_new:
 * @session: whose events, filter, selection and language to follow
 *
 * Returns: (transfer none): a window, not yet shown
 */
GtkWindow *
acn_events_window_new (AcnSession *session)
{
  static const char *const followed[] = { "notify::filter", "notify::language", "notify::dossier" };
  AcnEventTable           *self = g_new0 (AcnEventTable, 1);
  GtkWidget               *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = GTK_WINDOW (adw_window_new ());
  self->session = g_object_ref (session);
  self->list = acn_event_list_new (session);
  gtk_window_set_title (self->window, _ ("Events"));
  gtk_window_set_default_size (self->window, 820, 620);
  gtk_box_append (GTK_BOX (box), make_header_bar (self));
  gtk_box_append (GTK_BOX (box), make_search (self));
  gtk_box_append (GTK_BOX (box), make_sheet (self));
  adw_window_set_content (ADW_WINDOW (self->window), box);
  g_object_set_data_full (G_OBJECT (self->window), "table", self, free_table);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (session, followed[i], G_CALLBACK (changed_cb), self->window, 0);
  g_signal_connect_object (
      session, "notify::selection", G_CALLBACK (selection_cb), self->window, 0);
  g_signal_connect_object (session, "notify::others", G_CALLBACK (selection_cb), self->window, 0);
  acn_compat_close_by_keys (self->window);
  show_order (self);
  show_count (self);
  show_selection (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return self->window;
}
