/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline/acn-lane-row.h"

#include "base/acn-isolate.h"

#include <glib/gi18n.h>

struct _AcnLaneRow
{
  GtkWidget        parent_instance;
  AcnSession      *session;
  guint            lane;
  GtkCheckButton  *shown;
  GtkLabel        *count;
  GtkToggleButton *folded;
  GtkWidget       *sooner;
  GtkWidget       *later;
  gboolean         is_echo; /* the controls follow the session, not the person */
};

G_DEFINE_FINAL_TYPE (AcnLaneRow, acn_lane_row, GTK_TYPE_WIDGET)

static const AcnLane *
get_lane (AcnLaneRow *self, guint *n_lanes)
{
  AcnDossier    *dossier = acn_session_get_dossier (self->session);
  const AcnLane *lanes = dossier != NULL ? acn_dossier_get_lanes (dossier, n_lanes) : NULL;

  return lanes != NULL && self->lane < *n_lanes ? &lanes[self->lane] : NULL;
}

/* --- The person's doing ---------------------------------------------------------------------- */

static void
shown_cb (AcnLaneRow *self)
{
  AcnFilter     filter;
  const guint64 bit = self->lane < ACN_FILTER_LANES_MAX ? G_GUINT64_CONSTANT (1) << self->lane : 0;

  if (self->is_echo)
    return;
  filter = *acn_session_get_filter (self->session);
  if (gtk_check_button_get_active (self->shown))
    filter.hidden_lanes &= ~bit;
  else
    filter.hidden_lanes |= bit;
  acn_session_set_filter (self->session, &filter);
}

static void
folded_cb (AcnLaneRow *self)
{
  if (!self->is_echo)
    acn_session_fold_lane (self->session, self->lane, gtk_toggle_button_get_active (self->folded));
}

static void
sooner_cb (AcnLaneRow *self)
{
  acn_session_move_lane (self->session, self->lane, -1);
}

static void
later_cb (AcnLaneRow *self)
{
  acn_session_move_lane (self->session, self->lane, 1);
}

static gboolean
move_key_cb (GtkWidget *widget, GVariant *distance, gpointer data)
{
  AcnLaneRow *self = ACN_LANE_ROW (widget);

  acn_session_move_lane (self->session, self->lane, g_variant_get_int32 (distance));
  return GDK_EVENT_STOP;
}

/* --- Following the session ------------------------------------------------------------------- */

/* @label: (transfer full) */
static void
set_label (GtkWidget *widget, char *label)
{
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_free (label);
}

static void
show_lane (AcnLaneRow *self, const AcnLane *lane)
{
  const char      *language = acn_session_get_language (self->session);
  const char      *title = lane->title != NULL ? acn_text_get (lane->title, language) : lane->id;
  g_autofree char *count = g_strdup_printf ("%u", lane->n_events);

  gtk_check_button_set_label (self->shown, title);
  gtk_label_set_text (self->count, count);
  /* Translators: %s is the name of a lane of the timeline */
  set_label (GTK_WIDGET (self->folded), acn_isolate_printf (_ ("Fold “%s”"), title));
  /* Translators: %s is the name of a lane of the timeline */
  set_label (self->sooner, acn_isolate_printf (_ ("Move “%s” nearer to the dates"), title));
  /* Translators: %s is the name of a lane of the timeline */
  set_label (self->later, acn_isolate_printf (_ ("Move “%s” away from the dates"), title));
}

static void
update (AcnLaneRow *self)
{
  guint          n_lanes = 0;
  const AcnLane *lane = get_lane (self, &n_lanes);
  guint          place;

  if (lane == NULL) /* of a dossier that has gone */
    return;
  place = acn_session_get_lane_place (self->session, self->lane);
  self->is_echo = TRUE;
  show_lane (self, lane);
  gtk_check_button_set_active (
      self->shown, acn_filter_shows_lane (acn_session_get_filter (self->session), self->lane));
  gtk_toggle_button_set_active (self->folded,
                                acn_session_get_lane_folded (self->session)[self->lane]);
  gtk_widget_set_sensitive (self->sooner, place > 0);
  gtk_widget_set_sensitive (self->later, place + 1 < n_lanes);
  self->is_echo = FALSE;
}

/* --- GObject --------------------------------------------------------------------------------- */

static void
acn_lane_row_dispose (GObject *object)
{
  AcnLaneRow *self = ACN_LANE_ROW (object);
  GtkWidget  *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), ACN_TYPE_LANE_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (acn_lane_row_parent_class)->dispose (object);
}

static void
acn_lane_row_class_init (AcnLaneRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const int       keys = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  G_OBJECT_CLASS (klass)->dispose = acn_lane_row_dispose;
  gtk_widget_class_set_css_name (widget_class, "lanerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-lane-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnLaneRow, shown);
  gtk_widget_class_bind_template_child (widget_class, AcnLaneRow, count);
  gtk_widget_class_bind_template_child (widget_class, AcnLaneRow, folded);
  gtk_widget_class_bind_template_child (widget_class, AcnLaneRow, sooner);
  gtk_widget_class_bind_template_child (widget_class, AcnLaneRow, later);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, sooner_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, keys, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, keys, move_key_cb, "i", 1);
}

static void
acn_lane_row_init (AcnLaneRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acn_lane_row_new:
 * @session: shown and changed by the row
 * @lane: index of a lane of its dossier
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
acn_lane_row_new (AcnSession *session, guint lane)
{
  static const char *const watched[] = { "notify::filter", "notify::lanes", "notify::language" };
  AcnLaneRow              *self = g_object_new (ACN_TYPE_LANE_ROW, NULL);

  self->session = g_object_ref (session);
  self->lane = lane;
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (session, watched[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * acn_lane_row_get_lane:
 *
 * Returns: the index of its lane
 */
guint
acn_lane_row_get_lane (AcnLaneRow *self)
{
  g_return_val_if_fail (ACN_IS_LANE_ROW (self), ACN_NONE);
  return self->lane;
}
