/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is seen is the figure itself, laid out and painted in a worker for the size of the window:
 * exporting it cannot differ. */
#include "app/acn-compare-window.h"

#include "app/acn-shape-bin.h"
#include "app/acn-toast.h"

#include <glib/gi18n.h>

#include "compat/acn-compat.h"
#include "export/acn-comparison.h"
#include "model/acn-scenes.h"
#include "paint/acn-texture.h"

/* A size that changes is painted when it has not done so for this long, ms. */
#define QUIET_MS 120
#define EXPORT_SCALE 2.0
/* Of the name of what a side shows, as much as is seen in any case. */
#define NAME_CHARS 16

/* What a side may show: what was supposed, something saved, or a scene. */
typedef struct
{
  gboolean         is_scene;
  guint            scene;
  AcnScenarioState state;
} Choice;

struct _AcnCompareWindow
{
  AdwWindow parent_instance;

  AcnMapSpec   *map; /* as the window showed it */
  GArray       *choices;
  GCancellable *cancellable; /* of the painting in flight, else NULL */
  guint         paint_id;
  int           width, height; /* painted or asked for */
  int           fitted_px;     /* width for which what is chosen stands as it does */
  guint         fit_id;

  AdwToastOverlay *toasts;
  AcnShapeBin     *bin;
  GtkBox          *sides, *each[2];
  GtkWidget       *picture;
  GtkDropDown     *kinds[2];
  GtkEntry        *days[2];
};

G_DEFINE_FINAL_TYPE (AcnCompareWindow, acn_compare_window, ADW_TYPE_WINDOW)

static void
toast (AcnCompareWindow *self, const char *message)
{
  acn_toast_show (self->toasts, message);
}

/* --- Sides ----------------------------------------------------------------------------------- */

static AcnMapSpec *
make_side (AcnCompareWindow *self, guint side, AcnBounds *out_bounds)
{
  const guint   chosen = gtk_drop_down_get_selected (self->kinds[side]);
  const Choice *choice =
      &g_array_index (self->choices, Choice, MIN (chosen, self->choices->len - 1));
  AcnMapSpec      *spec = acn_map_spec_copy (self->map);
  AcnDossier      *dossier = spec->dossier;
  const AcnView   *views = acn_dossier_get_views (dossier, NULL);
  AcnScenarioState state = choice->state;
  AcnDay           day;

  if (choice->is_scene)
    {
      acn_map_spec_set_scene (spec, choice->scene);
      *out_bounds = views[acn_dossier_get_scenes (dossier, NULL)[choice->scene].view].bounds;
      return spec;
    }
  if (acn_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->days[side])), &day) &&
      acn_span_contains (acn_dossier_get_span (dossier), day))
    acn_scenario_fix_day (acn_dossier_get_scenario (dossier), &state, day);
  spec->day = acn_scenario_get_day (acn_dossier_get_scenario (dossier), &state, spec->day);
  acn_map_spec_set_scenario (spec, &state);
  *out_bounds = views[acn_dossier_get_home_view (dossier)].bounds;
  return spec;
}

static AcnComparison *
make_comparison (AcnCompareWindow *self, int width, int height, double scale)
{
  AcnComparison *comparison = g_new0 (AcnComparison, 1);

  for (guint i = 0; i < 2; i++)
    comparison->sides[i].map = make_side (self, i, &comparison->sides[i].bounds);
  comparison->paper = (AcnPaper){ width, height, scale };
  return comparison;
}

static void
free_comparison (AcnComparison *comparison)
{
  for (guint i = 0; i < 2; i++)
    acn_map_spec_unref (comparison->sides[i].map);
  g_free (comparison);
}

/* --- Painting -------------------------------------------------------------------------------- */

/* Painting: what the worker gives back. */
typedef struct
{
  GdkTexture *texture;
  char       *description;
} Painting;

static void
free_painting (Painting *painting)
{
  g_clear_object (&painting->texture);
  g_free (painting->description);
  g_free (painting);
}

static void
paint (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const AcnComparison *comparison = data;
  GError              *error = NULL;
  g_autoptr (AcnDisplayList) list = acn_comparison_layout (comparison, &error);
  g_autofree char *description = list != NULL ? acn_comparison_describe (comparison, &error) : NULL;
  Painting        *painting;

  if (description == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  painting = g_new0 (Painting, 1);
  painting->texture = acn_texture_paint (
      list, comparison->paper.width_px, comparison->paper.height_px, comparison->paper.scale);
  painting->description = g_steal_pointer (&description);
  g_task_return_pointer (task, painting, (GDestroyNotify) free_painting);
}

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AcnCompareWindow *self = ACN_COMPARE_WINDOW (source);
  g_autoptr (GError) error = NULL;
  Painting *painting = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (painting == NULL)
    {
      toast (self, error->message);
      return;
    }
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (painting->texture));
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), painting->description);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, painting->description, -1);
  free_painting (painting);
}

static gboolean
start_painting_cb (gpointer data)
{
  AcnCompareWindow *self = data;
  g_autoptr (GTask) task = NULL;

  self->paint_id = 0;
  if (self->width < 16 || self->height < 16)
    return G_SOURCE_REMOVE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, painted_cb, NULL);
  g_task_set_task_data (
      task,
      make_comparison (
          self, self->width, self->height, gtk_widget_get_scale_factor (GTK_WIDGET (self))),
      (GDestroyNotify) free_comparison);
  g_task_run_in_thread (task, paint);
  return G_SOURCE_REMOVE;
}

static void
repaint (AcnCompareWindow *self)
{
  g_clear_handle_id (&self->paint_id, g_source_remove);
  self->paint_id = g_timeout_add (QUIET_MS, start_painting_cb, self);
}

/* --- Room ------------------------------------------------------------------------------------ */

static void
stack (AcnCompareWindow *self, gboolean sides, gboolean each)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides),
                                  sides ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->sides, sides ? 6 : 18);
  gtk_box_set_homogeneous (self->sides, !sides);
  for (guint i = 0; i < 2; i++)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self->each[i]),
                                    each ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/* A drop-down has no second line, and is else as wide as its longest name. */
static void
cut_name (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (widget), NAME_CHARS);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    cut_name (child);
}

/* Beside each other, below each other, each with its day below: the first that fits. */
static gboolean
fit_cb (gpointer data)
{
  AcnCompareWindow *self = data;

  self->fit_id = 0;
  self->fitted_px = gtk_widget_get_width (GTK_WIDGET (self->bin));
  for (guint i = 0; i < 2; i++)
    cut_name (GTK_WIDGET (self->kinds[i]));
  for (guint n = 0; n < 3; n++)
    {
      stack (self, n > 0, n > 1);
      if (acn_shape_bin_get_least_width (self->bin) <= self->fitted_px)
        break;
    }
  return G_SOURCE_REMOVE;
}

/* What stands otherwise has another size, which cannot be asked for while sizes are given. */
static void
fit_soon (AcnCompareWindow *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
chosen_cb (AcnCompareWindow *self)
{
  for (guint i = 0; i < 2; i++)
    {
      const guint chosen = gtk_drop_down_get_selected (self->kinds[i]);

      if (chosen < self->choices->len)
        gtk_widget_set_sensitive (GTK_WIDGET (self->days[i]),
                                  !g_array_index (self->choices, Choice, chosen).is_scene);
    }
  if (self->fitted_px > 0)
    fit_soon (self);
  repaint (self);
}

static void
day_edited_cb (AcnCompareWindow *self, GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  AcnDay      day;

  if (*text == '\0' || (acn_day_parse (text, &day) &&
                        acn_span_contains (acn_dossier_get_span (self->map->dossier), day)))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      repaint (self);
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

static void
acn_compare_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AcnCompareWindow *self = ACN_COMPARE_WINDOW (widget);
  int               picture_width, picture_height;

  GTK_WIDGET_CLASS (acn_compare_window_parent_class)
      ->size_allocate (widget, width, height, baseline);
  if (gtk_widget_get_width (GTK_WIDGET (self->bin)) != self->fitted_px)
    fit_soon (self);
  picture_width = gtk_widget_get_width (self->picture);
  picture_height = gtk_widget_get_height (self->picture);
  if (picture_width == self->width && picture_height == self->height)
    return;
  self->width = picture_width;
  self->height = picture_height;
  repaint (self);
}

/* --- Export ---------------------------------------------------------------------------------- */

typedef struct
{
  AcnComparison *comparison;
  char          *path;
} Export;

static void
free_export (Export *export)
{
  free_comparison (export->comparison);
  g_free (export->path);
  g_free (export);
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;

  if (acn_comparison_save (export->comparison, export->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    toast (ACN_COMPARE_WINDOW (source), _ ("Comparison saved"));
  else
    toast (ACN_COMPARE_WINDOW (source), error->message);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnCompareWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = acn_compat_save_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GTask) task = NULL;
  Export *export;

  if (path == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        toast (self, error != NULL ? error->message : _ ("Only local files can be written"));
      return;
    }
  export = g_new0 (Export, 1);
  export->comparison = make_comparison (self, 1280, 800, EXPORT_SCALE);
  export->path = g_steal_pointer (&path);
  for (guint i = 0; i < 2; i++) /* a file is for paper, however dark the window is */
    export->comparison->sides[i].map->theme = ACN_THEME_LIGHT;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_task_data (task, export, (GDestroyNotify) free_export);
  g_task_run_in_thread (task, write_file);
}

static GListModel *
make_filters (const char *const *patterns)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  for (guint i = 0; patterns[i] != NULL; i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      gtk_file_filter_set_name (filter, patterns[i]);
      gtk_file_filter_add_pattern (filter, patterns[i]);
      g_list_store_append (filters, filter);
    }
  return G_LIST_MODEL (filters);
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const figures[] = { "*.png", "*.svg", "*.pdf", NULL };
  static const char *const tables[] = { "*.csv", NULL };
  AcnCompareWindow        *self = ACN_COMPARE_WINDOW (widget);
  const char              *kind = g_variant_get_string (parameter, NULL);
  const gboolean           is_table = g_str_equal (kind, "csv");
  g_autofree char         *name =
      g_strdup_printf ("%s-comparison.%s", acn_dossier_get_id (self->map->dossier), kind);
  g_autoptr (GListModel) filters = make_filters (is_table ? tables : figures);

  acn_compat_save_file (GTK_WINDOW (self),
                        is_table ? _ ("Export Table") : _ ("Export Figure"),
                        name,
                        filters,
                        file_chosen_cb,
                        g_object_ref (self));
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_compare_window_dispose (GObject *object)
{
  AcnCompareWindow *self = ACN_COMPARE_WINDOW (object);

  g_clear_handle_id (&self->paint_id, g_source_remove);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->map, acn_map_spec_unref);
  g_clear_pointer (&self->choices, g_array_unref);
  G_OBJECT_CLASS (acn_compare_window_parent_class)->dispose (object);
}

static void
acn_compare_window_class_init (AcnCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_compare_window_dispose;
  widget_class->size_allocate = acn_compare_window_size_allocate;
  gtk_widget_class_install_action (widget_class, "compare.export", "s", export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  g_type_ensure (ACN_TYPE_SHAPE_BIN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnCompareWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AcnCompareWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, AcnCompareWindow, sides);
  gtk_widget_class_bind_template_child_full (
      widget_class, "first_side", FALSE, G_STRUCT_OFFSET (AcnCompareWindow, each[0]));
  gtk_widget_class_bind_template_child_full (
      widget_class, "second_side", FALSE, G_STRUCT_OFFSET (AcnCompareWindow, each[1]));
  gtk_widget_class_bind_template_child (widget_class, AcnCompareWindow, picture);
  gtk_widget_class_bind_template_child_full (
      widget_class, "first_kind", FALSE, G_STRUCT_OFFSET (AcnCompareWindow, kinds[0]));
  gtk_widget_class_bind_template_child_full (
      widget_class, "second_kind", FALSE, G_STRUCT_OFFSET (AcnCompareWindow, kinds[1]));
  gtk_widget_class_bind_template_child_full (
      widget_class, "first_day", FALSE, G_STRUCT_OFFSET (AcnCompareWindow, days[0]));
  gtk_widget_class_bind_template_child_full (
      widget_class, "second_day", FALSE, G_STRUCT_OFFSET (AcnCompareWindow, days[1]));
}

static void
acn_compare_window_init (AcnCompareWindow *self)
{
  self->choices = g_array_new (FALSE, TRUE, sizeof (Choice));
  gtk_widget_init_template (GTK_WIDGET (self));
  acn_shape_bin_set_yields (self->bin, TRUE, FALSE);
}

static void
add_choice (AcnCompareWindow *self, GtkStringList *names, const char *name, const Choice *choice)
{
  g_array_append_vals (self->choices, choice, 1);
  gtk_string_list_append (names, name);
}

static void
add_saved (AcnCompareWindow *self, GtkStringList *names, GVariant *saved)
{
  const AcnScenario *table = acn_dossier_get_scenario (self->map->dossier);
  GVariantIter       iter;
  const char        *name, *string;

  if (saved == NULL)
    return;
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &string))
    {
      Choice choice = { FALSE };

      if (acn_scenario_parse (table, self->map->language, string, &choice.state, NULL))
        add_choice (self, names, name, &choice);
    }
}

/* Returns: which choice is the scene @id, else 0. */
static guint
add_scenes (AcnCompareWindow *self, GtkStringList *names, const char *id)
{
  guint           n, found = 0;
  const AcnScene *scenes = acn_dossier_get_scenes (self->map->dossier, &n);

  for (guint i = 0; i < n; i++)
    {
      const Choice choice = { TRUE, i };

      if (g_strcmp0 (scenes[i].id, id) == 0)
        found = self->choices->len;
      add_choice (self,
                  names,
                  scenes[i].title != NULL ? acn_text_get (scenes[i].title, self->map->language)
                                          : scenes[i].id,
                  &choice);
    }
  return found;
}

/**
 * acn_compare_window_new:
 * @map: what the map shows; supposes something
 * @saved: (nullable): a{ss}, scenarios by name
 * @beside: (nullable): id of the scene to begin with
 *
 * Returns: (transfer none): a window, not yet shown
 */
GtkWindow *
acn_compare_window_new (AcnMapSpec *map, GVariant *saved, const char *beside)
{
  AcnCompareWindow *self = g_object_new (ACN_TYPE_COMPARE_WINDOW, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const Choice now = { FALSE, 0, map->scenario };
  guint        scene;

  self->map = acn_map_spec_ref (map);
  add_choice (self, names, _ ("What is supposed now"), &now);
  add_saved (self, names, saved);
  scene = add_scenes (self, names, beside);
  for (guint i = 0; i < 2; i++)
    {
      gtk_drop_down_set_model (self->kinds[i], G_LIST_MODEL (names));
      gtk_drop_down_set_selected (self->kinds[i], i == 0 ? 0 : scene);
      g_signal_connect_object (
          self->kinds[i], "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (
          self->days[i], "changed", G_CALLBACK (day_edited_cb), self, G_CONNECT_SWAPPED);
    }
  chosen_cb (self);
  return GTK_WINDOW (self);
}
