/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is room for, by the size that a window is given: see AcnWindowShape. */
#include "app/acn-window-private.h"

#include "panels/acn-wrap-labels.h"

/* Widths from which a window is of the next shape, px. */
#define MEDIUM_PX 760
#define WIDE_PX 1180
/* Narrow windows below this height show no timeline: the scrubber stays. */
#define STACK_MIN_HEIGHT_PX 480

/* Below this width timeline, map and panel do not stand side by side, and the panel was asked for.
 */
static gboolean
is_crowded (AcnWindow *self)
{
  return self->shape == ACN_WINDOW_MEDIUM && self->crowded_px > 0 &&
         gtk_widget_get_visible (self->panel);
}

/**
 * acn_window_update_panes:
 * @self: a window
 *
 * Shows of timeline, map and panel what fits.
 */
void
acn_window_update_panes (AcnWindow *self)
{
  const gboolean instead = self->shape <= ACN_WINDOW_NARROW && gtk_widget_get_visible (self->panel);

  gtk_widget_set_visible (GTK_WIDGET (self->left),
                          !instead && self->shape != ACN_WINDOW_TINY && !is_crowded (self));
  gtk_widget_set_visible (self->map_side, !instead);
}

/* Where room is scarce the title goes before what the main menu offers as well. */
static void
fit_bars (AcnWindow *self)
{
  const gboolean narrow = self->shape <= ACN_WINDOW_NARROW;

  gtk_widget_set_visible (self->open_button, !narrow);
  gtk_widget_set_visible (self->figure_button, !narrow);
  acn_window_fit_map_tools (self);
  acn_cut_tabs (self->panel, narrow);
  acn_scrubber_set_compact (self->scrubber, narrow);
  if (self->shape == ACN_WINDOW_TINY)
    gtk_widget_add_css_class (self->readout, "low");
  else
    gtk_widget_remove_css_class (self->readout, "low");
}

/* What has a narrower shape to go to, or a lower one. */
static void
let_yield (AcnWindow *self)
{
  acn_shape_bin_set_yields (
      self->bin, self->shape > ACN_WINDOW_NARROW, self->shape == ACN_WINDOW_NARROW);
}

static void
apply_shape (AcnWindow *self)
{
  self->shape_changed = FALSE;
  acn_window_place_timeline (self);
  acn_window_fit_reading (self);
  fit_bars (self);
  gtk_widget_set_visible (self->panel, acn_window_wants_panel (self));
  let_yield (self);
}

static gboolean
apply_shape_cb (gpointer data)
{
  AcnWindow *self = data;

  self->shape_id = 0;
  if (self->shape_changed)
    apply_shape (self);
  acn_window_update_panes (self);
  return G_SOURCE_REMOVE;
}

/**
 * acn_window_take_shape:
 * @self: a window that nobody has seen yet
 * @other: the window that it takes the place of
 */
void
acn_window_take_shape (AcnWindow *self, AcnWindow *other)
{
  self->shaped = other->shaped;
  self->shape = other->shape;
  self->crowded_px = other->crowded_px;
  memcpy (self->needs_px, other->needs_px, sizeof self->needs_px);
  let_yield (self);
  acn_window_place_timeline (self);
  self->timeline_position = gtk_paned_get_position (other->outer);
  gtk_paned_set_position (self->outer, self->timeline_position);
  gtk_paned_set_position (self->inner, gtk_paned_get_position (other->inner));
  fit_bars (self);
  gtk_stack_set_visible_child_name (self->panel_pages,
                                    gtk_stack_get_visible_child_name (other->panel_pages));
  gtk_widget_set_visible (self->panel, gtk_widget_get_visible (other->panel));
  acn_window_update_panes (self);
}

static AcnWindowShape
choose_shape (AcnWindow *self, int width, int height)
{
  if (width >= MAX (WIDE_PX, self->needs_px[ACN_WINDOW_WIDE]))
    return ACN_WINDOW_WIDE;
  if (width >= MAX (MEDIUM_PX, self->needs_px[ACN_WINDOW_MEDIUM]))
    return ACN_WINDOW_MEDIUM;
  return height >= MAX (STACK_MIN_HEIGHT_PX, self->needs_px[ACN_WINDOW_NARROW]) ? ACN_WINDOW_NARROW
                                                                                : ACN_WINDOW_TINY;
}

/* What a shape needs in the direction in which it yields. */
static int
get_needs (AcnWindow *self, int width)
{
  if (self->shape > ACN_WINDOW_NARROW)
    return acn_shape_bin_get_least_width (self->bin);
  return acn_shape_bin_get_least_height (self->bin, width);
}

/* With large texts, or in a language of long words, a shape may need more than the size from which
 * it is chosen; then it is not chosen until the window is large enough for what it needed. */
static void
learn_needs (AcnWindow *self, int width, int height)
{
  const int given = self->shape > ACN_WINDOW_NARROW ? width : height;
  int       needs;

  if (self->shape_id != 0 || self->shape == ACN_WINDOW_TINY)
    return;
  needs = get_needs (self, width);
  if (needs <= given)
    return;
  if (self->shape == ACN_WINDOW_MEDIUM && gtk_widget_get_visible (self->panel) &&
      gtk_widget_get_visible (GTK_WIDGET (self->left)))
    self->crowded_px = needs;
  else
    self->needs_px[self->shape] = needs;
}

/**
 * acn_window_fit_shape:
 * @self: a window
 * @width: px that it has been given
 * @height: px
 *
 * Chooses the shape. Children must not change while sizes are being given: the next idle does it.
 */
void
acn_window_fit_shape (AcnWindow *self, int width, int height)
{
  const gboolean was_crowded = is_crowded (self);
  AcnWindowShape shape;

  for (guint i = 0; i < G_N_ELEMENTS (self->needs_px); i++)
    if ((i > ACN_WINDOW_NARROW ? width : height) >= self->needs_px[i])
      self->needs_px[i] = 0;
  if (width >= self->crowded_px)
    self->crowded_px = 0;
  learn_needs (self, width, height);
  shape = choose_shape (self, width, height);
  if (self->shaped && shape == self->shape && is_crowded (self) == was_crowded)
    return;
  self->shape_changed = self->shape_changed || !self->shaped || shape != self->shape;
  self->shaped = TRUE;
  self->shape = shape;
  if (self->shape_id == 0)
    self->shape_id = g_idle_add (apply_shape_cb, self);
}

/**
 * acn_window_expect_shape:
 * @self: a window that nobody has seen yet
 *
 * What stands side by side would else widen a narrow one for good.
 */
void
acn_window_expect_shape (AcnWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  self->shape = choose_shape (self, width, height);
  apply_shape (self);
  acn_window_update_panes (self);
}
