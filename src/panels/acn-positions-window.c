/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table made anew for each day: some thirty rows. A member of that day without a documented
 * position is listed as such: what is not known stays unknown. */
#include "panels/acn-positions-window.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "compat/acn-compat.h"
#include "model/acn-positions.h"

/* --- A row ----------------------------------------------------------------------------------- */

#define ACN_TYPE_STAND (acn_stand_get_type ())
G_DECLARE_FINAL_TYPE (AcnStand, acn_stand, ACN, STAND, GObject)

enum
{
  COLUMN_ALLY,
  COLUMN_POSITION,
  COLUMN_DATE,
  COLUMN_SOURCE,
  N_COLUMNS,
};

struct _AcnStand
{
  GObject parent_instance;

  char  *cells[N_COLUMNS];
  char  *tip;   /* what was said, or NULL */
  gint64 order; /* by date; those without one last */
};

G_DEFINE_FINAL_TYPE (AcnStand, acn_stand, G_TYPE_OBJECT)

static void
acn_stand_finalize (GObject *object)
{
  AcnStand *self = ACN_STAND (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (self->cells[i]);
  g_free (self->tip);
  G_OBJECT_CLASS (acn_stand_parent_class)->finalize (object);
}

static void
acn_stand_class_init (AcnStandClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acn_stand_finalize;
}

static void
acn_stand_init (AcnStand *self)
{
}

/* --- Filling --------------------------------------------------------------------------------- */

/* The layer that shows positions has their names. */
static const char *
name_position (AcnDossier *dossier, const char *id, const char *language)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n);

  for (guint i = 0; i < n; i++)
    for (guint c = 0; layers[i].by_position && c < layers[i].n_classes; c++)
      if (g_str_equal (layers[i].classes[c].id, id))
        return layers[i].classes[c].title != NULL
                   ? acn_text_get (layers[i].classes[c].title, language)
                   : id;
  return id;
}

static char *
list_sources (AcnDossier *dossier, AcnCitations citations)
{
  const AcnSource *sources = acn_dossier_get_sources (dossier, NULL);
  GString         *list = g_string_new (NULL);

  for (guint i = 0; i < citations.n; i++)
    acn_isolate_append (list,
                        "%s%s%s%s",
                        i > 0 ? "; " : "",
                        sources[citations.items[i].source].title,
                        citations.items[i].locator != NULL ? ", " : "",
                        citations.items[i].locator != NULL ? citations.items[i].locator : "");
  return g_string_free (list, FALSE);
}

static AcnStand *
make_stand (AcnSession *session, guint actor)
{
  AcnDossier     *dossier = acn_session_get_dossier (session);
  const char     *language = acn_session_get_language (session);
  const AcnActor *member = acn_dossier_get_actors (dossier, NULL) + actor;
  AcnStand       *self = g_object_new (ACN_TYPE_STAND, NULL);

  self->cells[COLUMN_ALLY] =
      g_strdup (member->title != NULL ? acn_text_get (member->title, language) : member->id);
  self->cells[COLUMN_POSITION] = g_strdup (_ ("Not documented here"));
  self->cells[COLUMN_DATE] = g_strdup ("");
  self->cells[COLUMN_SOURCE] = g_strdup ("");
  self->order = G_MAXINT64;
  return self;
}

static void
document (AcnStand *self, AcnSession *session, const AcnPosition *position)
{
  AcnDossier *dossier = acn_session_get_dossier (session);
  const char *language = acn_session_get_language (session);

  g_free (self->cells[COLUMN_POSITION]);
  g_free (self->cells[COLUMN_DATE]);
  g_free (self->cells[COLUMN_SOURCE]);
  self->cells[COLUMN_POSITION] = g_strdup (name_position (dossier, position->position, language));
  self->cells[COLUMN_DATE] = acn_format_when (&position->when, language);
  self->cells[COLUMN_SOURCE] = list_sources (dossier, position->citations);
  self->order = position->when.span.begin_day;
  if (position->text != NULL)
    self->tip = g_strdup (acn_text_get (position->text, language));
}

/* The organisation whose members are asked: the one whose members some layer shows. */
static guint
find_organisation (AcnDossier *dossier)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (dossier, &n);

  for (guint i = 0; i < n; i++)
    if (layers[i].members_of != ACN_NONE)
      return layers[i].members_of;
  return ACN_NONE;
}

static gboolean
is_documented (AcnDossier *dossier, guint actor)
{
  guint              n;
  const AcnPosition *positions = acn_dossier_get_positions (dossier, &n);

  for (guint i = 0; i < n; i++)
    if (positions[i].actor == actor)
      return TRUE;
  return FALSE;
}

static void
add_documented (GListStore *store, AcnSession *session, guint actor)
{
  guint              n;
  const AcnPosition *positions = acn_dossier_get_positions (acn_session_get_dossier (session), &n);

  for (guint i = 0; i < n; i++)
    if (positions[i].actor == actor)
      {
        g_autoptr (AcnStand) stand = make_stand (session, actor);

        document (stand, session, &positions[i]);
        g_list_store_append (store, stand);
      }
}

/* Every documented position, whenever it was; then the members of the day without one. */
static void
fill (GListStore *store, AcnSession *session)
{
  AcnDossier  *dossier = acn_session_get_dossier (session);
  const AcnDay day = acn_session_get_day (session);
  guint        n, organisation;

  g_list_store_remove_all (store);
  if (dossier == NULL)
    return;
  organisation = find_organisation (dossier);
  acn_dossier_get_actors (dossier, &n);
  for (guint i = 0; i < n; i++)
    add_documented (store, session, i);
  for (guint i = 0; i < n; i++)
    if (organisation != ACN_NONE && !is_documented (dossier, i) &&
        acn_dossier_actor_is_member (dossier, i, organisation, day))
      {
        g_autoptr (AcnStand) stand = make_stand (session, i);
        g_list_store_append (store, stand);
      }
}

/* --- The table ------------------------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label),
                             GPOINTER_TO_UINT (column) == COLUMN_SOURCE ? 28 : 14);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  AcnStand  *stand = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), stand->cells[GPOINTER_TO_UINT (column)]);
  gtk_widget_set_tooltip_text (label, stand->tip);
}

static int
compare_cells (gconstpointer a, gconstpointer b, gpointer column)
{
  const AcnStand *first = a, *second = b;

  if (GPOINTER_TO_UINT (column) == COLUMN_DATE)
    return (first->order > second->order) - (first->order < second->order);
  return g_utf8_collate (first->cells[GPOINTER_TO_UINT (column)],
                         second->cells[GPOINTER_TO_UINT (column)]);
}

static void
add_column (GtkColumnView *view, const char *title, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) added = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkSorter) sorter =
      GTK_SORTER (gtk_custom_sorter_new (compare_cells, GUINT_TO_POINTER (column), NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_column_set_expand (added, column == COLUMN_SOURCE);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_append_column (view, added);
}

static GtkWidget *
make_table (GListStore *store)
{
  GtkWidget         *view = gtk_column_view_new (NULL);
  GtkSortListModel  *sorted;
  GtkSelectionModel *selection;

  sorted =
      gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (store)),
                               g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (view))));
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (sorted)));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), selection);
  g_object_unref (selection);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  /* Translators: a state that is a member of the alliance */
  add_column (GTK_COLUMN_VIEW (view), _ ("Member"), COLUMN_ALLY);
  /* Translators: what it thinks of the question, not where it is */
  add_column (GTK_COLUMN_VIEW (view), _ ("Position"), COLUMN_POSITION);
  add_column (GTK_COLUMN_VIEW (view), _ ("When"), COLUMN_DATE);
  add_column (GTK_COLUMN_VIEW (view), _ ("Sources"), COLUMN_SOURCE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Positions of the allies"), -1);
  return view;
}

static void
show_day (GtkWindow *window, AcnSession *session)
{
  AdwWindowTitle  *title = g_object_get_data (G_OBJECT (window), "title");
  GListStore      *store = g_object_get_data (G_OBJECT (window), "store");
  g_autofree char *day = acn_format_day (
      acn_session_get_day (session), ACN_DATE_FULL, acn_session_get_language (session));

  adw_window_title_set_subtitle (title, day);
  fill (store, session);
}

static void
changed_cb (AcnSession *session, GParamSpec *pspec, gpointer window)
{
  show_day (window, session);
}

/**
 * acn_positions_window_new:
 * @session: whose day and language to follow
 *
 * Returns: (transfer none): a window, not yet shown
 */
GtkWindow *
acn_positions_window_new (AcnSession *session)
{
  static const char *const followed[] = { "notify::day", "notify::language", "notify::dossier" };
  GtkWidget               *window = adw_window_new ();
  GtkWidget               *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget               *header = adw_header_bar_new ();
  GtkWidget               *title = adw_window_title_new (_ ("Positions on an Invitation"), NULL);
  GtkWidget               *scroller = gtk_scrolled_window_new ();
  GListStore              *store = g_list_store_new (ACN_TYPE_STAND);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Positions on an Invitation"));
  gtk_window_set_default_size (GTK_WINDOW (window), 760, 560);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_table (store));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data (G_OBJECT (window), "title", title);
  g_object_set_data_full (G_OBJECT (window), "store", store, g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (session, followed[i], G_CALLBACK (changed_cb), window, 0);
  acn_compat_close_by_keys (GTK_WINDOW (window));
  show_day (GTK_WINDOW (window), session);
  return GTK_WINDOW (window);
}
