/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend behind a button, where the map has no room for it. */
#include "map/acn-map-view-private.h"

#include <glib/gi18n.h>

#include "paint/acn-swatch.h"
#include "scene/acn-legend.h"

/* From the map's left edge and from the note below, px. */
#define INSET_PX 12
/* Higher legends scroll, px. */
#define MAX_HEIGHT_PX 420

static GtkWidget *
create_row (const AcnLegendEntry *entry)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *swatch = g_object_new (ACN_TYPE_SWATCH, NULL), *label = gtk_label_new (entry->text);

  acn_swatch_set_style (ACN_SWATCH (swatch), &entry->style);
  gtk_widget_set_valign (swatch, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_box_append (GTK_BOX (row), swatch);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static void
fill (AcnMapView *self)
{
  g_autoptr (AcnMapSpec) spec = acn_map_view_dup_spec (self);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autoptr (GArray) entries = NULL;

  if (spec != NULL && spec->dossier != NULL)
    entries = acn_legend_entries (spec);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    gtk_box_append (GTK_BOX (rows), create_row (&g_array_index (entries, AcnLegendEntry, i)));
  gtk_scrolled_window_set_child (self->legend_rows, rows);
}

static void
create_popover (GtkMenuButton *button, gpointer data)
{
  AcnMapView *self = data;
  GtkWidget  *popover = gtk_popover_new (), *rows = gtk_scrolled_window_new ();

  self->legend_rows = GTK_SCROLLED_WINDOW (rows);
  gtk_scrolled_window_set_policy (self->legend_rows, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (self->legend_rows, TRUE);
  gtk_scrolled_window_set_propagate_natural_width (self->legend_rows, TRUE);
  gtk_scrolled_window_set_max_content_height (self->legend_rows, MAX_HEIGHT_PX);
  gtk_popover_set_child (GTK_POPOVER (popover), rows);
  fill (self);
  gtk_menu_button_set_popover (button, popover);
}

/*
 * acn_map_view_create_legend:
 *
 * Called once, when the map is there.
 */
void
acn_map_view_create_legend (AcnMapView *self)
{
  self->legend_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->legend_button), _ ("Legend"));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->legend_button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (
      GTK_MENU_BUTTON (self->legend_button), create_popover, self, NULL);
  gtk_widget_add_css_class (self->legend_button, "map-chip");
  gtk_widget_set_parent (self->legend_button, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->legend_button, FALSE);
}

/*
 * acn_map_view_refresh_legend:
 *
 * Tells anew what is to be explained.
 */
void
acn_map_view_refresh_legend (AcnMapView *self)
{
  const gboolean folds = acn_map_decor_folds_legend (self->decor, self->width, self->map_height);

  if (folds != gtk_widget_get_child_visible (self->legend_button))
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (self->legend_rows != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->legend_rows)))
    fill (self);
}

/*
 * acn_map_view_place_legend:
 * @width, @height: of the map
 *
 * The button stands where the legend is wanted and has no room.
 */
void
acn_map_view_place_legend (AcnMapView *self, int width, int height)
{
  const gboolean folds = acn_map_decor_folds_legend (self->decor, width, height);
  GtkRequisition size;
  double         top, bottom;

  self->map_height = height;
  gtk_widget_set_child_visible (self->legend_button, folds);
  if (!folds)
    return;
  gtk_widget_get_preferred_size (self->legend_button, NULL, &size);
  acn_map_decor_get_clear_rows (self->decor, width, height, FALSE, &top, &bottom);
  gtk_widget_size_allocate (
      self->legend_button,
      &(GtkAllocation){
          INSET_PX, (int) MAX (0, bottom - INSET_PX - size.height), size.width, size.height },
      -1);
}
