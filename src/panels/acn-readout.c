/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The date follows the playhead at once. The areas are measured in a worker, one job at a time, and
 * always of the latest day: while the playhead moves, the bar keeps the last areas in a weaker
 * colour, so that nobody reads them beside a date that they do not belong to. */
#include "panels/acn-readout.h"

#include <math.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "model/acn-scenes.h"
#include "panels/acn-readout-cell.h"
#include "panels/acn-readout-job.h"

/* Between date and cells, as in the template. */
#define SPACING_PX 7
/* How large tight type is, as in the style sheet. */
#define TIGHT_SHARE 0.78

/* AcnReadoutFit: what the width allows. */
typedef struct
{
  AcnReadoutDetail detail;
  gboolean         short_date;
  gboolean         stacked; /* the date in a line of its own */
  gboolean         tight;   /* the cells in smaller type, where texts are very large */
} AcnReadoutFit;

struct _AcnReadout
{
  GtkWidget parent_instance;

  AcnSession      *session;
  GSignalGroup    *signals;
  GCancellable    *cancellable; /* of the job in flight, else NULL */
  AcnReadoutAreas *areas;       /* the last measured, or NULL */
  char            *words;       /* what the cells say; NULL while they do not belong to the date */
  AcnReadoutFit    fit;
  guint            idle_id;

  GtkWidget *body;
  GtkLabel  *caption;
  GtkLabel  *date;
  GtkBox    *cells;
};

G_DEFINE_FINAL_TYPE (AcnReadout, acn_readout, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_WORDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void measure (AcnReadout *self);

/* "Occupied 18.0 %, 108,600 km²; …" of the layers that have a cell each. Takes @text. */
static void
take_words (AcnReadout *self, GString *text)
{
  char *words = text != NULL ? g_string_free (text, FALSE) : NULL;

  if (g_strcmp0 (words, self->words) != 0)
    {
      g_free (self->words);
      self->words = g_steal_pointer (&words);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
    }
  g_free (words);
}

static void
add_words (GString *text, const AcnText *title, double km2, double share, const char *language)
{
  g_autofree char *area = acn_format_km2 (km2, language);
  g_autofree char *percent = isfinite (share) ? acn_format_share (share, language) : NULL;

  acn_isolate_append (text,
                      "%s%s %s%s%s",
                      text->len > 0 ? "; " : "",
                      acn_text_get_or (title, language, ""),
                      percent != NULL ? percent : "",
                      percent != NULL ? ", " : "",
                      area);
}

/* What is covered of a scene, and what is not; nothing of it changes while it is shown. */
static void
show_scene_areas (AcnReadout *self)
{
  AcnDossier  *dossier = acn_session_get_dossier (self->session);
  const char  *language = acn_session_get_language (self->session);
  GtkWidget   *cell = gtk_widget_get_first_child (GTK_WIDGET (self->cells));
  double       km2[2];
  AcnAreaRange area;

  take_words (self, NULL);
  acn_dossier_measure_scene (dossier, acn_session_get_scene (self->session), &km2[0], &km2[1]);
  for (guint i = 0; i < 2 && cell != NULL; i++)
    {
      area = (AcnAreaRange){ km2[i], km2[i], km2[i] };
      acn_readout_cell_set_area (
          ACN_READOUT_CELL (cell), &area, km2[i] / (km2[0] + km2[1]), language);
      cell = gtk_widget_get_next_sibling (cell);
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->cells), "stale");
}

static void
show_areas (AcnReadout *self)
{
  const char     *language = acn_session_get_language (self->session);
  GtkWidget      *cell = gtk_widget_get_first_child (GTK_WIDGET (self->cells));
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  guint           n_parts;
  const guint    *parts = acn_dossier_get_readout_parts (dossier, &n_parts);
  const AcnLayer *layers = acn_dossier_get_layers (dossier, NULL);
  GString        *text;
  gboolean        current =
      self->areas != NULL && self->areas->day == acn_session_get_scenario_day (self->session);

  text = current ? g_string_new (NULL) : NULL;
  for (guint i = 0; self->areas != NULL && cell != NULL && i < MIN (self->areas->n_parts, n_parts);
       i++)
    {
      const AcnAreaRange *area = &self->areas->parts[i];
      const double        share = area->km2 / self->areas->whole_km2;

      acn_readout_cell_set_area (ACN_READOUT_CELL (cell), area, share, language);
      if (text != NULL)
        add_words (text, layers[parts[i]].title, area->km2, share, language);
      cell = gtk_widget_get_next_sibling (cell);
    }
  take_words (self, text);
  if (current)
    gtk_widget_remove_css_class (GTK_WIDGET (self->cells), "stale");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->cells), "stale");
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnReadout) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnReadoutAreas) areas = acn_readout_measure_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (areas == NULL)
    {
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->cells), error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->cells), FALSE);
      return;
    }
  g_clear_pointer (&self->areas, acn_readout_areas_free);
  self->areas = g_steal_pointer (&areas);
  show_areas (self);
  measure (self);
}

static void
measure (AcnReadout *self)
{
  AcnDossier *dossier = acn_session_get_dossier (self->session);
  AcnDay      day = acn_session_get_scenario_day (self->session);
  guint       n;

  if (dossier == NULL || self->cancellable != NULL || acn_session_get_drawing (self->session) ||
      acn_session_get_scene (self->session) != ACN_NONE ||
      (self->areas != NULL && self->areas->day == day))
    return;
  acn_dossier_get_readout_parts (dossier, &n);
  if (n == 0)
    return;
  self->cancellable = g_cancellable_new ();
  acn_readout_measure_async (dossier, day, self->cancellable, measured_cb, g_object_ref (self));
}

static AcnDay
get_shown_day (AcnReadout *self)
{
  const guint scene = acn_session_get_scene (self->session);

  if (scene != ACN_NONE)
    return acn_dossier_get_scenes (acn_session_get_dossier (self->session), NULL)[scene].day;
  return acn_session_get_scenario_day (self->session);
}

static gboolean
is_fixed (AcnReadout *self)
{
  return acn_session_get_scene (self->session) == ACN_NONE &&
         acn_session_get_scenario_day (self->session) != acn_session_get_day (self->session);
}

static void
show_date (AcnReadout *self)
{
  const char      *language = acn_session_get_language (self->session);
  AcnDateStyle     style = self->fit.short_date ? ACN_DATE_SHORT : ACN_DATE_FULL;
  g_autofree char *date = NULL;

  if (acn_session_get_dossier (self->session) == NULL)
    return;
  date = acn_format_day (get_shown_day (self), style, language);
  gtk_label_set_text (self->date, date);
  gtk_label_set_text (
      self->caption,
      acn_phrase (is_fixed (self) ? ACN_PHRASE_LINE_FIXED : ACN_PHRASE_AS_OF, language));
}

static void
day_changed_cb (AcnReadout *self)
{
  if (acn_session_get_dossier (self->session) == NULL)
    return;
  show_date (self);
  if (acn_session_get_scene (self->session) != ACN_NONE)
    show_scene_areas (self);
  else
    show_areas (self);
  measure (self);
}

static void
forget_areas (AcnReadout *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->areas, acn_readout_areas_free);
}

static void
add_cell (AcnReadout *self, const AcnLayer *layer)
{
  GtkWidget *cell = acn_readout_cell_new (layer, acn_session_get_language (self->session));

  acn_readout_cell_set_detail (ACN_READOUT_CELL (cell), self->fit.detail);
  gtk_box_append (self->cells, cell);
}

/* The first class that counts so stands for all that do. */
static void
add_scene_cells (AcnReadout *self, AcnDossier *dossier)
{
  const AcnScene *scene =
      acn_dossier_get_scenes (dossier, NULL) + acn_session_get_scene (self->session);
  const AcnLayer *layer = acn_dossier_get_layers (dossier, NULL) + scene->layer;

  for (AcnCounts counts = ACN_COUNTS_COVERED; counts <= ACN_COUNTS_EXCLUDED; counts++)
    for (guint i = 0; i < scene->n_parts; i++)
      if (scene->parts[i].counts_as == counts)
        {
          const AcnClass *class = &layer->classes[scene->parts[i].class_index];
          AcnLayer shown = { .id = class->id, .title = class->title, .style = class->style };

          add_cell (self, &shown);
          break;
        }
  gtk_widget_set_visible (GTK_WIDGET (self->cells), TRUE);
}

static void
rebuild_cb (AcnReadout *self)
{
  AcnDossier     *dossier = acn_session_get_dossier (self->session);
  guint           n, n_layers;
  const guint    *parts;
  const AcnLayer *layers;
  GtkWidget      *cell;

  forget_areas (self);
  while ((cell = gtk_widget_get_first_child (GTK_WIDGET (self->cells))) != NULL)
    gtk_box_remove (self->cells, cell);
  gtk_widget_set_visible (GTK_WIDGET (self), dossier != NULL);
  if (dossier == NULL)
    return;
  if (acn_session_get_scene (self->session) != ACN_NONE)
    {
      add_scene_cells (self, dossier);
      day_changed_cb (self);
      return;
    }
  parts = acn_dossier_get_readout_parts (dossier, &n);
  layers = acn_dossier_get_layers (dossier, &n_layers);
  for (guint i = 0; i < n; i++)
    add_cell (self, &layers[parts[i]]);
  gtk_widget_set_visible (GTK_WIDGET (self->cells), n > 0);
  day_changed_cb (self);
}

static void
bind_cb (AcnReadout *self, AcnSession *session)
{
  rebuild_cb (self);
}

static int
measure_date (AcnReadout *self, AcnDateStyle style)
{
  g_autofree char *date =
      acn_format_day (get_shown_day (self), style, acn_session_get_language (self->session));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->date), date);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static int
measure_cells (AcnReadout *self, AcnReadoutDetail detail)
{
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self->cells));
  int        width = 0;

  for (; cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    width += SPACING_PX + acn_readout_cell_measure (ACN_READOUT_CELL (cell), detail);
  return width;
}

/* The most that fits, judged by the texts themselves: no number here knows fonts or languages. */
static AcnReadoutFit
choose_fit (AcnReadout *self, int width)
{
  int full = measure_date (self, ACN_DATE_FULL), brief = measure_date (self, ACN_DATE_SHORT);
  const gboolean is_low = gtk_widget_has_css_class (GTK_WIDGET (self), "low");
  int            cells;

  for (AcnReadoutDetail detail = ACN_READOUT_LIMITS; detail > ACN_READOUT_SHARES; detail--)
    {
      /* A low window has no room for a third line. In others it is always there, so that the map
       * below stays in its place while the dates go by. */
      if (is_low ? detail >= ACN_READOUT_SIZES
                 : detail == ACN_READOUT_FULL || detail == ACN_READOUT_RANGES)
        continue;
      cells = measure_cells (self, detail);
      if (brief + cells <= width)
        return (AcnReadoutFit){ detail, full + cells > width, FALSE };
    }
  /* A swatch without its name says what it means by colour and pattern alone: the last resort. */
  if (measure_cells (self, ACN_READOUT_NAMES) <= width && !is_low)
    return (AcnReadoutFit){ ACN_READOUT_NAMES, full > width, TRUE };
  cells = measure_cells (self, ACN_READOUT_SHARES);
  if (self->fit.tight)
    cells = cells / TIGHT_SHARE;
  return (AcnReadoutFit){ ACN_READOUT_SHARES, TRUE, brief + cells > width, cells > width };
}

static gboolean
apply_fit_cb (gpointer data)
{
  AcnReadout *self = data;
  GtkWidget  *cell = gtk_widget_get_first_child (GTK_WIDGET (self->cells));

  self->idle_id = 0;
  for (; cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    acn_readout_cell_set_detail (ACN_READOUT_CELL (cell), self->fit.detail);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  self->fit.stacked ? GTK_ORIENTATION_VERTICAL
                                                    : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->body), self->fit.stacked ? 2 : SPACING_PX);
  gtk_widget_set_halign (GTK_WIDGET (self->cells),
                         self->fit.stacked ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), self->fit.detail >= ACN_READOUT_NAMES);
  if (self->fit.tight)
    gtk_widget_add_css_class (GTK_WIDGET (self->cells), "tight");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->cells), "tight");
  if (self->session != NULL)
    show_date (self);
  return G_SOURCE_REMOVE;
}

/* Visibility must not change while sizes are being given: the next idle does it. */
static void
acn_readout_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AcnReadout   *self = ACN_READOUT (widget);
  AcnReadoutFit fit;

  gtk_widget_allocate (self->body, width, height, baseline, NULL);
  if (self->session == NULL || acn_session_get_dossier (self->session) == NULL)
    return;
  fit = choose_fit (self, width);
  if (fit.detail == self->fit.detail && fit.short_date == self->fit.short_date &&
      fit.stacked == self->fit.stacked && fit.tight == self->fit.tight)
    return;
  self->fit = fit;
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (apply_fit_cb, self);
}

/* The bar takes what width there is: what it can show follows from that, not the other way. */
static void
acn_readout_measure_vfunc (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  gtk_widget_measure (ACN_READOUT (widget)->body, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, 200);
}

static void
acn_readout_set_session (AcnReadout *self, AcnSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  forget_areas (self);
  g_signal_group_set_target (self->signals, session);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
acn_readout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AcnReadout *self = ACN_READOUT (object);

  if (id == PROP_WORDS)
    g_value_set_string (value, self->words);
  else
    g_value_set_object (value, self->session);
}

static void
acn_readout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  acn_readout_set_session (ACN_READOUT (object), g_value_get_object (value));
}

static void
acn_readout_dispose (GObject *object)
{
  AcnReadout *self = ACN_READOUT (object);

  forget_areas (self);
  g_clear_pointer (&self->words, g_free);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACN_TYPE_READOUT);
  G_OBJECT_CLASS (acn_readout_parent_class)->dispose (object);
}

static void
acn_readout_class_init (AcnReadoutClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acn_readout_dispose;
  object_class->get_property = acn_readout_get_property;
  object_class->set_property = acn_readout_set_property;
  widget_class->measure = acn_readout_measure_vfunc;
  widget_class->size_allocate = acn_readout_size_allocate;
  properties[PROP_SESSION] =
      g_param_spec_object ("session",
                           NULL,
                           NULL,
                           ACN_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WORDS] =
      g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "readout");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-readout.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnReadout, body);
  gtk_widget_class_bind_template_child (widget_class, AcnReadout, caption);
  gtk_widget_class_bind_template_child (widget_class, AcnReadout, date);
  gtk_widget_class_bind_template_child (widget_class, AcnReadout, cells);
}

static void
acn_readout_init (AcnReadout *self)
{
  self->fit.detail = ACN_READOUT_LIMITS;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ACN_TYPE_SESSION);
  g_signal_connect_object (self->signals, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_swapped (self->signals, "notify::dossier", G_CALLBACK (rebuild_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::language", G_CALLBACK (rebuild_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::day", G_CALLBACK (day_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::drawing", G_CALLBACK (measure), self);
  g_signal_group_connect_swapped (
      self->signals, "notify::scenario", G_CALLBACK (day_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::scene", G_CALLBACK (rebuild_cb), self);
}
