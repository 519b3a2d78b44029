/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two dates: on one map with a line between them, or each on a map of its own. The date that is
 * held stands on the left, the one that the session shows on the right. */
#include "map/acn-map-view-private.h"

#include <glib/gi18n.h>

#include "base/acn-format.h"
#include "map/acn-map-divider.h"

/* Below the marks of the upper edge, clear of what is hypothetical, px. */
#define CHIP_TOP_PX 46
#define CHIP_GAP_PX 8
/* What the window's buttons take of the right edge, px. */
#define BUTTONS_PX 58

static gboolean
holds_day (const AcnMapView *self)
{
  return self->manner == ACN_MAP_SWIPE || self->manner == ACN_MAP_OF_HELD_DAY ||
         self->manner == ACN_MAP_CHANGES;
}

static int
get_divider_px (AcnMapView *self)
{
  return (int) (acn_map_divider_get_ratio (ACN_MAP_DIVIDER (self->divider)) *
                gtk_widget_get_width (GTK_WIDGET (self->map)));
}

/*
 * acn_map_view_day_at:
 * @x: widget pixels
 *
 * Returns: the day of which the map tells there
 */
AcnDay
acn_map_view_day_at (AcnMapView *self, double x)
{
  if (acn_session_get_scenario (self->session) == NULL &&
      (self->manner == ACN_MAP_OF_HELD_DAY ||
       (self->manner == ACN_MAP_SWIPE && x < get_divider_px (self))))
    return self->held_day;
  return acn_session_get_scenario_day (self->session);
}

/* --- The dates ------------------------------------------------------------------------------- */

static void
choose_day (AcnMapView *self, AcnDay day)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->held_chip));
  g_signal_emit_by_name (self, "day-chosen", (int) day);
}

static void
entry_changed_cb (AcnMapView *self)
{
  gtk_widget_remove_css_class (self->day_entry, "error");
}

static void
entry_activated_cb (AcnMapView *self)
{
  const AcnSpan span = acn_dossier_get_span (acn_session_get_dossier (self->session));
  AcnDay        day;

  if (acn_day_parse (gtk_editable_get_text (GTK_EDITABLE (self->day_entry)), &day) &&
      acn_span_contains (span, day))
    choose_day (self, day);
  else
    gtk_widget_add_css_class (self->day_entry, "error");
}

static void
hold_shown_cb (AcnMapView *self)
{
  choose_day (self, acn_session_get_day (self->session));
}

static void
swap_cb (AcnMapView *self)
{
  const AcnDay shown = acn_session_get_day (self->session), held = self->held_day;

  choose_day (self, shown);
  acn_session_seek (self->session, held);
}

static void
popover_shown_cb (AcnMapView *self)
{
  g_autofree char *iso = acn_day_to_iso (self->held_day);

  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), iso);
  gtk_widget_grab_focus (self->day_entry);
}

static void
add_button (AcnMapView *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_popover (AcnMapView *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (
      self->manner == ACN_MAP_CHANGES ? _ ("_Date to compare with") : _ ("_Date on the left"));

  self->day_entry = gtk_entry_new ();
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->day_entry);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->day_entry), _ ("YYYY-MM-DD"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->day_entry);
  add_button (self, box, _ ("_Hold the Date Shown"), G_CALLBACK (hold_shown_cb));
  add_button (self, box, _ ("_Swap the Two Dates"), G_CALLBACK (swap_cb));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (
      self->day_entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->day_entry, "activate", G_CALLBACK (entry_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);
  return popover;
}

static char *
format_day (AcnMapView *self, AcnDay day)
{
  return acn_format_day (day, ACN_DATE_FULL, acn_session_get_language (self->session));
}

/*
 * acn_map_view_tell_days:
 *
 * Puts the two dates on the map.
 */
void
acn_map_view_tell_days (AcnMapView *self)
{
  g_autofree char *held = NULL, *shown = NULL;

  if (self->manner == ACN_MAP_ALONE || self->session == NULL ||
      acn_session_get_dossier (self->session) == NULL)
    return;
  held = format_day (self, self->held_day);
  shown = format_day (self, acn_session_get_day (self->session));
  if (self->held_chip != NULL)
    gtk_menu_button_set_label (GTK_MENU_BUTTON (self->held_chip), held);
  if (self->shown_chip != NULL)
    gtk_label_set_text (GTK_LABEL (self->shown_chip), shown);
  if (self->divider != NULL)
    acn_map_divider_tell (ACN_MAP_DIVIDER (self->divider), held, shown);
}

/* --- The pictures ---------------------------------------------------------------------------- */

/* The legend may have no room; this has. */
static void
tell_between (AcnMapView *self, const AcnMapSpec *spec)
{
  const gboolean   is_between = acn_map_spec_get_interpolated_layer (spec, NULL) != ACN_NONE;
  g_autofree char *day = format_day (self, spec->day);
  g_autofree char *text =
      g_strdup_printf ("%s\n%s",
                       day,
                       /* Translators: of what the map shows at a date */
                       is_between ? _ ("interpolated, not observed") : _ ("nothing interpolated"));

  gtk_label_set_text (GTK_LABEL (self->shown_chip), text);
}

/*
 * acn_map_view_refresh_held:
 * @spec: what the map shows
 *
 * Shows the same on the day that is held, left of the divider.
 */
void
acn_map_view_refresh_held (AcnMapView *self, const AcnMapSpec *spec)
{
  g_autoptr (AcnMapSpec) held = NULL;

  acn_map_view_tell_days (self);
  if (self->manner == ACN_MAP_BETWEEN && self->shown_chip != NULL)
    tell_between (self, spec);
  if (self->manner != ACN_MAP_SWIPE)
    return;
  held = acn_map_spec_copy (spec);
  if (held->scene == ACN_NONE)
    held->day = self->held_day;
  acn_tile_layer_set_spec (self->held_tiles, held);
  acn_map_decor_set_held (self->decor, held, get_divider_px (self));
}

static void
place_chip (GtkWidget *chip, int width, double middle, int side)
{
  GtkRequisition size;
  int            x;

  if (chip == NULL)
    return;
  gtk_widget_get_preferred_size (chip, NULL, &size);
  x = (int) (side < 0   ? middle - CHIP_GAP_PX - ACN_MAP_DIVIDER_PX / 2.0 - size.width
             : side > 0 ? middle + CHIP_GAP_PX + ACN_MAP_DIVIDER_PX / 2.0
                        : middle - size.width / 2.0);
  /* Near an edge a chip stays whole, over the line. */
  x = CLAMP (x, 4, MAX (4, width - size.width - BUTTONS_PX));
  gtk_widget_size_allocate (chip, &(GtkAllocation){ x, CHIP_TOP_PX, size.width, size.height }, -1);
}

/*
 * acn_map_view_place_comparison:
 * @width, @height: of the map
 */
void
acn_map_view_place_comparison (AcnMapView *self, int width, int height)
{
  double middle = width / 2.0;

  if (self->divider != NULL)
    {
      double top, bottom; /* it runs through no writing */

      middle = get_divider_px (self);
      acn_map_decor_get_clear_rows (self->decor, width, height, FALSE, &top, &bottom);
      gtk_widget_size_allocate (self->divider,
                                &(GtkAllocation){ (int) middle - ACN_MAP_DIVIDER_PX / 2,
                                                  (int) top,
                                                  ACN_MAP_DIVIDER_PX,
                                                  MAX (ACN_MAP_DIVIDER_PX, (int) (bottom - top)) },
                                -1);
      acn_tile_layer_set_edge (self->held_tiles, middle);
      acn_map_decor_set_edge (self->decor, middle);
    }
  place_chip (self->held_chip, width, middle, self->shown_chip != NULL ? -1 : 0);
  place_chip (self->shown_chip, width, middle, self->held_chip != NULL ? 1 : 0);
}

static void
divider_moved_cb (AcnMapView *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* --- Beginning and ending -------------------------------------------------------------------- */

static void
create_chips (AcnMapView *self)
{
  if (holds_day (self))
    {
      self->held_chip = gtk_menu_button_new ();
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->held_chip), create_popover (self));
      gtk_widget_set_tooltip_text (self->held_chip,
                                   self->manner == ACN_MAP_CHANGES
                                       ? _ ("Choose the Date to Compare With")
                                       : _ ("Choose the Date on the Left"));
      gtk_widget_add_css_class (self->held_chip, "map-chip");
      gtk_widget_set_parent (self->held_chip, GTK_WIDGET (self));
    }
  if (self->manner != ACN_MAP_OF_HELD_DAY)
    {
      self->shown_chip = gtk_label_new (NULL);
      gtk_label_set_justify (GTK_LABEL (self->shown_chip), GTK_JUSTIFY_CENTER);
      gtk_widget_add_css_class (self->shown_chip, "map-chip");
      gtk_widget_set_parent (self->shown_chip, GTK_WIDGET (self));
    }
}

static void
create_divider (AcnMapView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  self->held_tiles = acn_tile_layer_new (viewport);
  acn_tile_layer_set_fades (self->held_tiles, self->fades);
  shumate_map_insert_layer_above (
      self->map, SHUMATE_LAYER (self->held_tiles), SHUMATE_LAYER (self->tiles));
  self->divider = acn_map_divider_new ();
  g_signal_connect_object (
      self->divider, "notify::ratio", G_CALLBACK (divider_moved_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->divider, GTK_WIDGET (self));
}

/*
 * acn_map_view_clear_comparison:
 */
void
acn_map_view_clear_comparison (AcnMapView *self)
{
  g_clear_pointer (&self->divider, gtk_widget_unparent);
  g_clear_pointer (&self->held_chip, gtk_widget_unparent);
  g_clear_pointer (&self->shown_chip, gtk_widget_unparent);
  self->day_entry = NULL;
  if (self->held_tiles != NULL && self->map != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->held_tiles));
  self->held_tiles = NULL;
  acn_map_decor_set_held (self->decor, NULL, 0);
}

/**
 * acn_map_view_compare:
 * @manner: how the map stands in a comparison
 * @day: the day that is held; of no meaning where the manner holds none
 */
void
acn_map_view_compare (AcnMapView *self, AcnMapManner manner, AcnDay day)
{
  g_autoptr (AcnMapSpec) spec = NULL;

  g_return_if_fail (ACN_IS_MAP_VIEW (self));
  self->held_day = day;
  if (self->manner != manner)
    {
      self->manner = manner;
      acn_map_view_clear_comparison (self);
      if (manner != ACN_MAP_ALONE)
        create_chips (self);
      if (manner == ACN_MAP_SWIPE)
        create_divider (self);
    }
  acn_map_view_refresh (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
