/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of two tones, as it lies on maps of any colour: each has 3:1 with what the other has less with.
 * Tests: tests/timeline/test-painter.c, tests/ui/test-access.py */
#include "paint/acn-focus-ring.h"

#define TONE_PX 2.0f
#define RADIUS_PX 6.0f

static const GdkRGBA outer = { 0.07f, 0.26f, 0.55f, 1 }; /* 9.7:1 with white */
static const GdkRGBA inner = { 1, 1, 1, 1 };

static void
draw_border (GtkSnapshot           *snapshot,
             const graphene_rect_t *bounds,
             float                  inset,
             const GdkRGBA         *color)
{
  const GdkRGBA   colors[4] = { *color, *color, *color, *color };
  const float     widths[4] = { TONE_PX, TONE_PX, TONE_PX, TONE_PX };
  graphene_rect_t rect;
  GskRoundedRect  ring;

  graphene_rect_inset_r (bounds, inset, inset, &rect);
  gsk_rounded_rect_init_from_rect (&ring, &rect, RADIUS_PX - inset);
  gtk_snapshot_append_border (snapshot, &ring, widths, colors);
}

/**
 * acn_focus_ring_paint:
 * @snapshot: what has been painted below it
 * @bounds: of what has the focus, in its pixels; the ring lies inside
 *
 * Paints a ring of two tones, 4 px wide.
 */
void
acn_focus_ring_paint (GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  draw_border (snapshot, bounds, 0, &outer);
  draw_border (snapshot, bounds, TONE_PX, &inner);
}

static void
state_changed_cb (GtkWidget *widget, GtkStateFlags before)
{
  const GtkStateFlags changed = before ^ gtk_widget_get_state_flags (widget);

  if ((changed & (GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE)) != 0)
    gtk_widget_queue_draw (widget);
}

/**
 * acn_focus_ring_follow:
 * @widget: one that paints the ring when gtk_widget_has_visible_focus()
 *
 * Has it painted again whenever that changes; the style sheet need not tell the states apart.
 */
void
acn_focus_ring_follow (GtkWidget *widget)
{
  g_signal_connect (widget, "state-flags-changed", G_CALLBACK (state_changed_cb), NULL);
}
