/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where GTK draws with cairo, each frame is a picture that ends with it, and on X11 goes to the
 * server through shared memory, which cairo gives back as soon as nothing is in it. So every frame
 * would have new memory, on both sides, which on a virtual machine takes several times as long as
 * the drawing. While frames follow one another the heap keeps what they had, and one picture that
 * is never painted stays in the shared memory and so keeps that. */
#include "base/acn-memory.h"
#include "compat/acn-compat.h"

#include <gsk/gskcairorenderer.h>

#ifdef GDK_WINDOWING_X11
#include <cairo-xlib.h>
#include <gdk/x11/gdkx.h>
#endif

/* Of a window's data. */
#define KEY "acn-frames"
/* Thereafter the heap gives back what is free. */
#define REST_SECONDS 5
/* So many come while a window appears, for which shared memory need not stay. */
#define N_FIRST 30

typedef struct
{
  GtkWindow       *window;        /* owns this */
  cairo_surface_t *picture;       /* that keeps the shared memory, or NULL */
  int              width, height; /* of the picture, px */
  guint            n_following;   /* frames that came at once after another */
  gint64           last_us;       /* of the last frame */
  guint            rest_id;       /* not 0 while the heap keeps what frames had */
} Frames;

static guint n_moving; /* windows for whose frames it does */

static void
stop (Frames *self)
{
  if (self->rest_id == 0)
    return;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (--n_moving == 0)
    acn_memory_trim ();
}

static gboolean
rest_cb (gpointer data)
{
  Frames *self = data;

  if (g_get_monotonic_time () - self->last_us < REST_SECONDS * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;
  stop (self);
  return G_SOURCE_REMOVE;
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS
/* cairo makes the memory eight times as large as the first picture in it, which is enough for the
 * frames that the server has not read yet; what stays is a small part of that. */
static void
keep_shared (Frames *self, GdkSurface *surface)
{
#ifdef GDK_WINDOWING_X11
  GdkDisplay      *display = gdk_surface_get_display (surface);
  const int        scale = gdk_surface_get_scale_factor (surface);
  const int        width = gdk_surface_get_width (surface) * scale;
  const int        height = gdk_surface_get_height (surface) * scale;
  cairo_surface_t *place, *first;
  Display         *x;

  if (!GDK_IS_X11_DISPLAY (display) ||
      (self->picture != NULL && self->width == width && self->height == height))
    return;
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  x = gdk_x11_display_get_xdisplay (display);
  place = cairo_xlib_surface_create (
      x, gdk_x11_surface_get_xid (surface), DefaultVisual (x, DefaultScreen (x)), width, height);
  first = cairo_surface_create_similar_image (place, CAIRO_FORMAT_ARGB32, width, height);
  self->picture =
      cairo_surface_create_similar_image (place, CAIRO_FORMAT_ARGB32, width, MIN (height, 64));
  cairo_surface_destroy (first);
  self->width = width;
  self->height = height;
  cairo_surface_destroy (place);
#endif
}
G_GNUC_END_IGNORE_DEPRECATIONS

static void
before_paint_cb (GdkFrameClock *clock, Frames *self)
{
  if (self->rest_id != 0)
    acn_memory_keep (TRUE);
}

/* A frame alone needs no memory for the next. */
static void
after_paint_cb (GdkFrameClock *clock, Frames *self)
{
  const gint64   now_us = g_get_monotonic_time ();
  const gboolean follows = now_us - self->last_us < G_USEC_PER_SEC / 10;

  self->last_us = now_us;
  if (self->rest_id != 0)
    acn_memory_keep (FALSE);
  if (!follows)
    return;
  if (self->rest_id == 0)
    {
      self->rest_id = g_timeout_add_seconds (REST_SECONDS, rest_cb, self);
      n_moving++;
    }
  if (self->n_following++ > N_FIRST)
    keep_shared (self, gtk_native_get_surface (GTK_NATIVE (self->window)));
}

static void
realize_cb (GtkWidget *widget, Frames *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  if (!GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (widget))))
    return;
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
}

static void
unrealize_cb (GtkWidget *widget, Frames *self)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (widget), self);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  stop (self);
}

/**
 * acn_compat_keep_frames:
 * @window: that is not on the screen yet
 *
 * Lets the frames that follow one another in @window have the same memory, where they are drawn
 * with cairo; what the heap keeps for that it gives back when the window has been at rest for some
 * seconds. Once for each window is enough.
 */
void
acn_compat_keep_frames (GtkWindow *window)
{
  Frames *self;

  if (g_object_get_data (G_OBJECT (window), KEY) != NULL)
    return;
  self = g_new0 (Frames, 1);
  self->window = window;
  g_object_set_data_full (G_OBJECT (window), KEY, self, g_free);
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), self);
  g_signal_connect (window, "unrealize", G_CALLBACK (unrealize_cb), self);
}
