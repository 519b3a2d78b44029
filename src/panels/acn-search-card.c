/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-search-card.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "base/acn-paths.h"
#include "model/acn-argument.h"
#include "model/acn-search.h"

#define N_HITS 30

struct _AcnSearchCard
{
  AdwBin parent_instance;

  AcnSession   *session;
  GSignalGroup *signals;
  AcnSearch    *search; /* made when first asked; NULL until then */
  GArray       *hits;   /* AcnHit, one a row */

  GtkEditable *entry;
  GtkWidget   *scroller;
  GtkListBox  *list;
  GtkWidget   *nothing;
};

G_DEFINE_FINAL_TYPE (AcnSearchCard, acn_search_card, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* --- Rows ------------------------------------------------------------------------------------ */

/* What kind of thing it is, and when; of a place how else it is called. */
static char *
describe_hit (AcnSearchCard *self, const AcnHit *hit)
{
  AcnDossier      *dossier = acn_session_get_dossier (self->session);
  const char      *language = acn_session_get_language (self->session);
  g_autofree char *when = NULL;

  switch (hit->kind)
    {
    case ACN_HIT_PLACE:
      if (hit->other_name != NULL)
        /* Translators: a place that was found by another name, %s. */
        return acn_isolate_printf (_ ("Place · also written “%s”"), hit->other_name);
      return g_strdup (_ ("Place"));
    case ACN_HIT_VIEW:
      /* Translators: a named part of the map, as “Crimea” */
      return g_strdup (_ ("View"));
    case ACN_HIT_EVENT:
      when = acn_format_when (&acn_dossier_get_events (dossier, NULL)[hit->index].when, language);
      /* Translators: an event that was found; %s is its date. */
      return g_strdup_printf (_ ("Event · %s"), when);
    case ACN_HIT_CLAIM:
    default:
      /* Translators: a claim of the argument that was found; %s is its id, as S-42. */
      return g_strdup_printf (_ ("Claim %s"),
                              acn_dossier_get_claims (dossier, NULL)[hit->index].id);
    }
}

static GtkWidget *
create_row (AcnSearchCard *self, const AcnHit *hit)
{
  const char      *language = acn_session_get_language (self->session);
  const char      *title = hit->title != NULL ? acn_text_get (hit->title, language) : "";
  g_autofree char *subtitle = describe_hit (self, hit);
  GtkWidget       *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
ensure_search (AcnSearchCard *self)
{
  g_autofree char *path = acn_data_file (ACN_OTHER_NAMES);
  g_autofree char *names = NULL;

  if (self->search != NULL)
    return;
  /* Without the table names are found as the dossier writes them. */
  if (!g_file_get_contents (path, &names, NULL, NULL) || !g_utf8_validate (names, -1, NULL))
    g_clear_pointer (&names, g_free);
  self->search = acn_search_new (acn_session_get_dossier (self->session), names);
}

static void
clear_rows (AcnSearchCard *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->hits, g_array_unref);
}

static void
search_cb (AcnSearchCard *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  clear_rows (self);
  if (self->session != NULL && acn_session_get_dossier (self->session) != NULL && *words != '\0')
    {
      ensure_search (self);
      self->hits = acn_search_find (self->search, words, N_HITS);
    }
  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++)
    gtk_list_box_append (self->list, create_row (self, &g_array_index (self->hits, AcnHit, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_set_visible (self->scroller, self->hits != NULL && self->hits->len > 0);
  gtk_widget_set_visible (self->nothing, self->hits != NULL && self->hits->len == 0);
}

/* --- Going there ----------------------------------------------------------------------------- */

static void
go_to_hit (AcnSearchCard *self, const AcnHit *hit)
{
  switch (hit->kind)
    {
    case ACN_HIT_PLACE:
      acn_session_request_bounds (self->session, hit->bounds);
      break;
    case ACN_HIT_VIEW:
      acn_session_request_view (self->session, hit->index);
      break;
    case ACN_HIT_EVENT:
      acn_session_select_event (self->session, hit->index);
      break;
    case ACN_HIT_CLAIM:
    default:
      gtk_widget_activate_action (
          GTK_WIDGET (self),
          "win.claim",
          "s",
          acn_dossier_get_claims (acn_session_get_dossier (self->session), NULL)[hit->index].id);
    }
}

static void
activated_cb (AcnSearchCard *self, GtkListBoxRow *row)
{
  const int index = gtk_list_box_row_get_index (row);

  if (self->hits == NULL || index < 0 || (guint) index >= self->hits->len)
    return;
  go_to_hit (self, &g_array_index (self->hits, AcnHit, index));
  acn_search_card_close (self);
}

/* Enter may come before the words have been looked for. */
static void
activate_first_cb (AcnSearchCard *self)
{
  GtkListBoxRow *row;

  search_cb (self);
  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    activated_cb (self, row);
}

static void
stop_cb (AcnSearchCard *self)
{
  acn_search_card_close (self);
}

/* Down goes from the words to what was found, and Escape away from there, too. */
static gboolean
key_pressed_cb (AcnSearchCard *self, guint key)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const gboolean in_entry = gtk_widget_get_focus_child (GTK_WIDGET (self->entry)) != NULL;

  if (key == GDK_KEY_Escape)
    {
      acn_search_card_close (self);
      return TRUE;
    }
  if (key != GDK_KEY_Down || !in_entry || row == NULL)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

/**
 * acn_search_card_open:
 *
 * Shows the card and puts the cursor into it; a dossier must be there.
 */
void
acn_search_card_open (AcnSearchCard *self)
{
  g_return_if_fail (ACN_IS_SEARCH_CARD (self));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

/**
 * acn_search_card_close:
 *
 * Hides the card; what was looked for is there when it opens again.
 */
void
acn_search_card_close (AcnSearchCard *self)
{
  g_return_if_fail (ACN_IS_SEARCH_CARD (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
dossier_changed_cb (AcnSearchCard *self)
{
  clear_rows (self);
  g_clear_pointer (&self->search, acn_search_free);
  gtk_editable_set_text (self->entry, "");
  acn_search_card_close (self);
}

static void
acn_search_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, ACN_SEARCH_CARD (object)->session);
}

static void
acn_search_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AcnSearchCard *self = ACN_SEARCH_CARD (object);

  if (!g_set_object (&self->session, g_value_get_object (value)))
    return;
  g_signal_group_set_target (self->signals, self->session);
  dossier_changed_cb (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
acn_search_card_dispose (GObject *object)
{
  AcnSearchCard *self = ACN_SEARCH_CARD (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->search, acn_search_free);
  g_clear_pointer (&self->hits, g_array_unref);
  G_OBJECT_CLASS (acn_search_card_parent_class)->dispose (object);
}

static void
acn_search_card_class_init (AcnSearchCardClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_search_card_dispose;
  object_class->get_property = acn_search_card_get_property;
  object_class->set_property = acn_search_card_set_property;
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-search-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnSearchCard, entry);
  gtk_widget_class_bind_template_child (widget_class, AcnSearchCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, AcnSearchCard, list);
  gtk_widget_class_bind_template_child (widget_class, AcnSearchCard, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
acn_search_card_init (AcnSearchCard *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (
      key, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_group_connect_swapped (
      self->signals, "notify::dossier", G_CALLBACK (dossier_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::language", G_CALLBACK (search_cb), self);
}
