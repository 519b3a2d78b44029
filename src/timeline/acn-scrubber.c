/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The playhead is the handle of a real GtkScale that lies over the drawn overview: dragging, keys
 * and assistive technology come with it. Its value is the day number. */
#include "timeline/acn-scrubber.h"

#include "base/acn-format.h"
#include "paint/acn-later.h"
#include "timeline/acn-overview.h"

#include <glib/gi18n.h>

/* Days of the dossier that go by in a second at 1×. */
#define DAYS_PER_SECOND 30.0

/* Without animations playing rests so long at each event at 1×. */
#define REST_SECONDS 1.5

#define DESCRIPTION_REST_MSEC 300

typedef struct
{
  const char *name;
  double      factor;
} Speed;

static const Speed speeds[] = { { "½×", 0.5 }, { "1×", 1 }, { "2×", 2 }, { "4×", 4 } };

static const struct
{
  const char *name;
  AcnStep     step;
} steps[] = {
  { "day", ACN_STEP_DAY },     { "week", ACN_STEP_WEEK },   { "month", ACN_STEP_MONTH },
  { "event", ACN_STEP_EVENT }, { "summit", ACN_STEP_LEAD }, { "change", ACN_STEP_CHANGE },
};

struct _AcnScrubber
{
  GtkWidget      parent_instance;
  AcnSession    *session;
  GSignalGroup  *signals;
  AcnOverview   *overview;
  GtkWidget     *play;
  GtkWidget     *scale;
  GtkAdjustment *adjustment;
  GtkLabel      *date;
  GtkMenuButton *speed;
  GMenuModel    *speed_menu;
  double         speed_factor;
  AcnStep        step; /* of the buttons, and of playing without animations */
  gboolean       is_loop;
  gint64         tick_usec;
  double         rested_seconds;
  guint          tick_id;
  guint          rest_id;
  gboolean       is_echo; /* the adjustment follows the session, not the person */
};

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_SPEED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AcnScrubber, acn_scrubber, GTK_TYPE_WIDGET)

static AcnDossier *
get_dossier (AcnScrubber *self)
{
  return self->session != NULL ? acn_session_get_dossier (self->session) : NULL;
}

/* --- Playing --------------------------------------------------------------------------------- */

static gboolean
has_animations (AcnScrubber *self)
{
  gboolean enabled = TRUE;

  g_object_get (
      gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled, NULL);
  return enabled;
}

/* Begins again, or ends. */
static void
end_playing (AcnScrubber *self)
{
  if (self->is_loop)
    acn_session_seek (self->session, acn_overview_get_extent (self->overview).begin_day);
  else
    acn_session_set_playing (self->session, FALSE);
}

/* Stands still for a while, then goes a step on; ends after the last. */
static void
play_by_steps (AcnScrubber *self, double seconds)
{
  const guint  selection = acn_session_get_selection (self->session);
  const AcnDay day = acn_session_get_day (self->session);

  self->rested_seconds += seconds * self->speed_factor;
  if (self->rested_seconds < REST_SECONDS)
    return;
  self->rested_seconds = 0;
  acn_session_step (self->session, self->step, 1);
  if (acn_session_get_selection (self->session) == selection &&
      acn_session_get_day (self->session) == day)
    end_playing (self);
}

/* Time that runs ends itself at the last day. */
static void
play_on (AcnScrubber *self, double seconds)
{
  acn_session_advance (self->session, seconds * DAYS_PER_SECOND * self->speed_factor);
  if (self->is_loop && !acn_session_get_playing (self->session))
    {
      end_playing (self);
      acn_session_set_playing (self->session, TRUE);
    }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AcnScrubber *self = ACN_SCRUBBER (widget);
  const gint64 now_usec = gdk_frame_clock_get_frame_time (clock);
  /* A hiccup must not make the story jump. */
  const double seconds = CLAMP ((now_usec - self->tick_usec) / 1e6, 0, 0.1);

  self->tick_usec = now_usec;
  if (self->session == NULL)
    return G_SOURCE_CONTINUE;
  if (has_animations (self))
    play_on (self, seconds);
  else
    play_by_steps (self, seconds);
  return G_SOURCE_CONTINUE;
}

static void
set_ticking (AcnScrubber *self, gboolean is_ticking)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (!is_ticking && self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
      self->tick_id = 0;
    }
  else if (is_ticking && self->tick_id == 0 && clock != NULL)
    {
      self->tick_usec = gdk_frame_clock_get_frame_time (clock);
      self->rested_seconds = REST_SECONDS;
      self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
    }
}

static void
show_playing (AcnScrubber *self)
{
  const gboolean is_playing = self->session != NULL && acn_session_get_playing (self->session);
  const char    *label = is_playing ? _ ("Pause") : _ ("Play");

  set_ticking (self, is_playing);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->play), label) == 0)
    return;
  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            is_playing ? "media-playback-pause-symbolic"
                                       : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play, label);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* --- Showing the session --------------------------------------------------------------------- */

static gboolean
write_description_cb (gpointer data)
{
  AcnScrubber *self = data;

  self->rest_id = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (self->date),
                                  -1);
  return G_SOURCE_REMOVE;
}

static void
show_day (AcnScrubber *self)
{
  g_autofree char *text = NULL;
  AcnDay           day;
  AcnSpan          extent;

  if (get_dossier (self) == NULL)
    return;
  day = acn_session_get_day (self->session);
  extent = acn_overview_get_extent (self->overview);
  text = acn_format_day (day, ACN_DATE_FULL, acn_session_get_language (self->session));
  gtk_label_set_text (self->date, text);

  if (gtk_adjustment_get_lower (self->adjustment) != extent.begin_day ||
      gtk_adjustment_get_upper (self->adjustment) != extent.end_day - 1)
    gtk_widget_queue_allocate (GTK_WIDGET (self->overview));
  self->is_echo = TRUE;
  gtk_adjustment_configure (self->adjustment, day, extent.begin_day, extent.end_day - 1, 1, 30, 0);
  self->is_echo = FALSE;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (DESCRIPTION_REST_MSEC, write_description_cb, self);
}

/* Room for the longest date, so that the bar does not shift while time runs. */
static void
reserve_date (AcnScrubber *self)
{
  const char *language = self->session != NULL ? acn_session_get_language (self->session) : "en";
  glong       longest = 0;

  for (int month = 1; month <= 12; month++)
    {
      AcnDay           day = 0;
      g_autofree char *text = NULL;

      acn_day_from_ymd (2022, month, 28, &day);
      text = acn_format_day (day, ACN_DATE_FULL, language);
      longest = MAX (longest, g_utf8_strlen (text, -1));
    }
  gtk_label_set_width_chars (self->date, (int) longest);
}

static void
show_all (AcnScrubber *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), get_dossier (self) != NULL);
  reserve_date (self);
  show_day (self);
  show_playing (self);
}

static void
bind_cb (GSignalGroup *signals, AcnSession *session, AcnScrubber *self)
{
  acn_overview_set_session (self->overview, session);
  show_all (self);
}

/* --- The person's doing ---------------------------------------------------------------------- */

static void
value_changed_cb (AcnScrubber *self)
{
  if (self->is_echo || get_dossier (self) == NULL)
    return;
  acn_session_set_playing (self->session, FALSE);
  acn_session_seek (self->session, (AcnDay) gtk_adjustment_get_value (self->adjustment));
}

static void
play_cb (AcnScrubber *self)
{
  if (self->session != NULL)
    acn_session_set_playing (self->session, !acn_session_get_playing (self->session));
}

static void
go (AcnScrubber *self, int direction)
{
  if (get_dossier (self) == NULL)
    return;
  acn_session_set_playing (self->session, FALSE);
  acn_session_step (self->session, self->step, direction);
}

static void
previous_cb (AcnScrubber *self)
{
  go (self, -1);
}

static void
next_cb (AcnScrubber *self)
{
  go (self, 1);
}

static void
set_speed (GSimpleAction *action, GVariant *name, gpointer data)
{
  AcnScrubber *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    if (g_str_equal (speeds[i].name, g_variant_get_string (name, NULL)) &&
        self->speed_factor != speeds[i].factor)
      {
        self->speed_factor = speeds[i].factor;
        gtk_menu_button_set_label (self->speed, speeds[i].name);
        g_simple_action_set_state (action, name);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
      }
}

static void
set_step (GSimpleAction *action, GVariant *name, gpointer data)
{
  AcnScrubber *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].name, g_variant_get_string (name, NULL)))
      {
        self->step = steps[i].step;
        g_simple_action_set_state (action, name);
      }
}

static void
set_loop (GSimpleAction *action, GVariant *value, gpointer data)
{
  AcnScrubber *self = data;

  self->is_loop = g_variant_get_boolean (value);
  g_simple_action_set_state (action, value);
}

static void
install_actions (AcnScrubber *self)
{
  static const GActionEntry entries[] = {
    { .name = "speed", .parameter_type = "s", .state = "'1×'", .change_state = set_speed },
    { .name = "step", .parameter_type = "s", .state = "'event'", .change_state = set_step },
    { .name = "loop", .state = "false", .change_state = set_loop },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "scrubber", G_ACTION_GROUP (group));
}

/* The day under the pointer; by keyboard the date stands beside. */
static gboolean
query_tooltip_cb (
    AcnScrubber *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip, GtkWidget *scale)
{
  g_autofree char *text = NULL;
  graphene_point_t at;

  if (by_keyboard ||
      !gtk_widget_compute_point (
          scale, GTK_WIDGET (self->overview), &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return FALSE;
  text = acn_overview_describe_at (self->overview, at.x);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* --- GObject --------------------------------------------------------------------------------- */

static void
acn_scrubber_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (acn_scrubber_parent_class)->map (widget);
  show_playing (ACN_SCRUBBER (widget));
}

static void
acn_scrubber_unmap (GtkWidget *widget)
{
  set_ticking (ACN_SCRUBBER (widget), FALSE);
  GTK_WIDGET_CLASS (acn_scrubber_parent_class)->unmap (widget);
}

static void
acn_scrubber_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AcnScrubber *self = ACN_SCRUBBER (object);

  if (id == PROP_SPEED)
    g_value_set_string (value, gtk_menu_button_get_label (self->speed));
  else
    g_value_set_object (value, self->session);
}

static void
acn_scrubber_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPEED)
    gtk_widget_activate_action (
        GTK_WIDGET (object), "scrubber.speed", "s", g_value_get_string (value));
  else
    acn_scrubber_set_session (ACN_SCRUBBER (object), g_value_get_object (value));
}

static void
acn_scrubber_dispose (GObject *object)
{
  AcnScrubber *self = ACN_SCRUBBER (object);
  GtkWidget   *child;

  set_ticking (self, FALSE);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACN_TYPE_SCRUBBER);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child); /* those that the template does not name */
  G_OBJECT_CLASS (acn_scrubber_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-scrubber.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnScrubber, overview);
  gtk_widget_class_bind_template_child (widget_class, AcnScrubber, play);
  gtk_widget_class_bind_template_child (widget_class, AcnScrubber, scale);
  gtk_widget_class_bind_template_child (widget_class, AcnScrubber, adjustment);
  gtk_widget_class_bind_template_child (widget_class, AcnScrubber, date);
  gtk_widget_class_bind_template_child (widget_class, AcnScrubber, speed);
  gtk_widget_class_bind_template_child (widget_class, AcnScrubber, speed_menu);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, play_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
acn_scrubber_class_init (AcnScrubberClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_scrubber_dispose;
  object_class->get_property = acn_scrubber_get_property;
  object_class->set_property = acn_scrubber_set_property;
  widget_class->map = acn_scrubber_map;
  widget_class->unmap = acn_scrubber_unmap;
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPEED] =
      g_param_spec_string ("speed",
                           NULL,
                           NULL,
                           "1×",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "scrubber");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (ACN_TYPE_OVERVIEW);
  bind_template (widget_class);
}

static void
acn_scrubber_init (AcnScrubber *self)
{
  static const struct
  {
    const char *detail;
    void (*handler) (AcnScrubber *self);
  } watched[] = {
    { "notify::dossier", show_all },      { "notify::day", show_day },
    { "notify::visible-span", show_day }, { "notify::language", show_all },
    { "notify::playing", show_playing },
  };

  self->speed_factor = 1;
  self->step = ACN_STEP_EVENT;
  gtk_widget_init_template (GTK_WIDGET (self));
  acn_later_menu (self->speed, self->speed_menu);
  /* Time runs from left to right in every language, as in the timeline and its overview. */
  gtk_widget_set_direction (GTK_WIDGET (self->scale), GTK_TEXT_DIR_LTR);
  install_actions (self);
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (bind_cb), self, 0);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_group_connect_swapped (
        self->signals, watched[i].detail, G_CALLBACK (watched[i].handler), self);
}

/**
 * acn_scrubber_new:
 *
 * Returns: (transfer floating): a scrubber without a session.
 */
GtkWidget *
acn_scrubber_new (void)
{
  return g_object_new (ACN_TYPE_SCRUBBER, NULL);
}

/**
 * acn_scrubber_get_session:
 *
 * Returns: (transfer none) (nullable): the session that is shown.
 */
AcnSession *
acn_scrubber_get_session (AcnScrubber *self)
{
  g_return_val_if_fail (ACN_IS_SCRUBBER (self), NULL);
  return self->session;
}

/**
 * acn_scrubber_set_session:
 * @session: (nullable): shown and changed by the scrubber
 */
void
acn_scrubber_set_session (AcnScrubber *self, AcnSession *session)
{
  g_return_if_fail (ACN_IS_SCRUBBER (self));
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->signals, session);
  if (session == NULL)
    {
      acn_overview_set_session (self->overview, NULL);
      show_all (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * acn_scrubber_set_compact:
 * @compact: whether to leave out the date, which the window's title tells as well
 */
void
acn_scrubber_set_compact (AcnScrubber *self, gboolean compact)
{
  g_return_if_fail (ACN_IS_SCRUBBER (self));
  gtk_widget_set_visible (GTK_WIDGET (self->date), !compact);
}
