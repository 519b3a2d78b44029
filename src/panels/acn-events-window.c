/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows are indices; their words are made when they come on screen. */
#include "panels/acn-events-window.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "compat/acn-compat.h"
#include "export/acn-csv.h"
#include "io/acn-write.h"

#define ACN_TYPE_EVENT_ROW (acn_event_row_get_type ())
G_DECLARE_FINAL_TYPE (AcnEventRow, acn_event_row, ACN, EVENT_ROW, GObject)

struct _AcnEventRow
{
  GObject parent_instance;
  guint   event;
};

G_DEFINE_FINAL_TYPE (AcnEventRow, acn_event_row, G_TYPE_OBJECT)

static void
acn_event_row_class_init (AcnEventRowClass *klass)
{
}

static void
acn_event_row_init (AcnEventRow *self)
{
}

enum
{
  COLUMN_WHEN,
  COLUMN_EVENT,
  COLUMN_LANE,
  COLUMN_PLACE,
};

/* AcnEventTable: what belongs to the window. */
typedef struct
{
  AcnSession     *session;
  GListStore     *store;
  GtkColumnView  *view;
  AdwWindowTitle *title;
  GtkWindow      *window;
} AcnEventTable;

/* --- Cells ----------------------------------------------------------------------------------- */

static char *
make_cell (AcnSession *session, guint index, guint column)
{
  AcnDossier     *dossier = acn_session_get_dossier (session);
  const char     *language = acn_session_get_language (session);
  const AcnEvent *event = acn_dossier_get_events (dossier, NULL) + index;
  const AcnText  *text = NULL;

  if (column == COLUMN_WHEN)
    return acn_format_when (&event->when, language);
  if (column == COLUMN_EVENT)
    text = event->title;
  else if (column == COLUMN_LANE)
    text = acn_dossier_get_lanes (dossier, NULL)[event->lane].title;
  else if (event->place != ACN_NONE)
    text = acn_dossier_get_places (dossier, NULL)[event->place].title;
  return g_strdup (text != NULL ? acn_text_get (text, language) : "");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label),
                             GPOINTER_TO_UINT (column) == COLUMN_EVENT ? 28 : 12);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  AcnEventRow     *row = gtk_list_item_get_item (item);
  GtkWidget       *label = gtk_list_item_get_child (item);
  AcnSession      *session = g_object_get_data (G_OBJECT (factory), "session");
  g_autofree char *text = NULL;

  if (acn_session_get_dossier (session) == NULL)
    return;
  text = make_cell (session, row->event, GPOINTER_TO_UINT (column));
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

/* Events are kept in order of time. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint first = ((const AcnEventRow *) a)->event, second = ((const AcnEventRow *) b)->event;
  const guint column = GPOINTER_TO_UINT (g_object_get_data (data, "column"));
  g_autofree char *cells[2] = { NULL };
  int              result;

  if (column == COLUMN_WHEN)
    return (first > second) - (first < second);
  cells[0] = make_cell (g_object_get_data (data, "session"), first, column);
  cells[1] = make_cell (g_object_get_data (data, "session"), second, column);
  result = g_utf8_collate (cells[0], cells[1]);
  g_free (cells[1]);
  return result;
}

static void
add_column (AcnEventTable *self, const char *title, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) added = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkSorter) sorter =
      GTK_SORTER (gtk_custom_sorter_new (compare_rows, factory, NULL)); /* the column keeps it */

  g_object_set_data (G_OBJECT (factory), "session", self->session);
  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_column_set_expand (added, column == COLUMN_EVENT);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_append_column (self->view, added);
}

/* --- Rows ------------------------------------------------------------------------------------ */

static void
fill (AcnEventTable *self)
{
  AcnDossier   *dossier = acn_session_get_dossier (self->session);
  const guint8 *shown = acn_session_get_shown (self->session);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *count = NULL;
  guint            n = 0;

  if (dossier != NULL)
    acn_dossier_get_events (dossier, &n);
  for (guint i = 0; i < n; i++)
    if (shown == NULL || shown[i])
      {
        AcnEventRow *row = g_object_new (ACN_TYPE_EVENT_ROW, NULL);

        row->event = i;
        g_ptr_array_add (rows, row);
      }
  g_list_store_splice (self->store,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       rows->pdata,
                       rows->len);
  count = g_strdup_printf (ngettext ("%u of %u event", "%u of %u events", n), rows->len, n);
  adw_window_title_set_subtitle (self->title, count);
}

static void
changed_cb (AcnSession *session, GParamSpec *pspec, gpointer window)
{
  fill (g_object_get_data (G_OBJECT (window), "table"));
}

static void
activated_cb (GtkColumnView *view, guint position, AcnEventTable *self)
{
  g_autoptr (AcnEventRow) row =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), position);

  acn_session_select_event (self->session, row->event);
}

/* --- The file -------------------------------------------------------------------------------- */

/* In the order of the table. */
static GBytes *
make_csv (AcnEventTable *self)
{
  GListModel       *rows = G_LIST_MODEL (gtk_column_view_get_model (self->view));
  const guint       n = g_list_model_get_n_items (rows);
  g_autofree guint *events = g_new (guint, n + 1);
  char             *csv;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AcnEventRow) row = g_list_model_get_item (rows, i);

      events[i] = row->event;
    }
  csv = acn_csv_of_events (
      acn_session_get_dossier (self->session), acn_session_get_language (self->session), events, n);
  return g_bytes_new_take (csv, strlen (csv));
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
  if (!acn_write_file (path, csv, &error))
    adw_window_title_set_subtitle (self->title, error->message);
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

static void
make_table (AcnEventTable *self)
{
  GtkSortListModel  *sorted;
  GtkSelectionModel *selection;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->store)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (sorted)));
  gtk_column_view_set_model (self->view, selection);
  g_object_unref (selection);
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  add_column (self, _ ("When"), COLUMN_WHEN);
  add_column (self, _ ("Event"), COLUMN_EVENT);
  add_column (self, _ ("Lane"), COLUMN_LANE);
  add_column (self, _ ("Place"), COLUMN_PLACE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Events"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (activated_cb), self);
}

static void
free_table (gpointer data)
{
  AcnEventTable *self = data;

  g_object_unref (self->store);
  g_object_unref (self->session);
  g_free (self);
}

/**
 * acn_events_window_new:
 * @session: whose events, filter and language to follow
 *
 * Returns: (transfer none): a window, not yet shown
 */
GtkWindow *
acn_events_window_new (AcnSession *session)
{
  static const char *const followed[] = { "notify::filter", "notify::language", "notify::dossier" };
  AcnEventTable           *self = g_new0 (AcnEventTable, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("document-save-symbolic");

  self->window = GTK_WINDOW (adw_window_new ());
  self->session = g_object_ref (session);
  self->store = g_list_store_new (ACN_TYPE_EVENT_ROW);
  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Events"), NULL));
  make_table (self);
  gtk_widget_set_tooltip_text (button, _ ("Export Events"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Export Events"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (export_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  gtk_window_set_title (self->window, _ ("Events"));
  gtk_window_set_default_size (self->window, 820, 620);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  g_object_set_data_full (G_OBJECT (self->window), "table", self, free_table);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (session, followed[i], G_CALLBACK (changed_cb), self->window, 0);
  fill (self);
  return self->window;
}
