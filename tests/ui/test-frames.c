/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames that cairo draws one after the other have the same memory: pages that are new to the
 * program are counted, and the pieces of shared memory that X11 has of it. */
#define _GNU_SOURCE
#include "base/acn-memory.h"
#include "compat/acn-compat.h"

#include <adwaita.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define WIDTH 640
#define HEIGHT 480
#define N_FIRST 60
#define N_FRAMES 120
#define PAGE 4096
/* A frame's picture, pages. */
#define N_PAGES (WIDTH * HEIGHT * 4 / PAGE)

typedef struct
{
  GMainLoop  *loop;
  guint       n_frames;
  glong       n_faults; /* of the frames after the first */
  GHashTable *first,
      *all; /* ids of shared memory: after the first frames, and after each later one */
} Watch;

static glong
count_faults (void)
{
  struct rusage usage;

  getrusage (RUSAGE_THREAD, &usage);
  return usage.ru_minflt;
}

/* Of the pieces that a whole frame fits in. */
static void
add_shared (GHashTable *ids)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 begin, end;
      guint   id;

      if (strstr (lines[i], "/SYSV") != NULL &&
          sscanf (lines[i],
                  "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %*s %*s %*s %u",
                  &begin,
                  &end,
                  &id) == 3 &&
          end - begin >= N_PAGES * PAGE)
        g_hash_table_add (ids, GUINT_TO_POINTER (id));
    }
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Watch *self = data;

  cairo_set_source_rgb (cr, self->n_frames % 2, 0.5, 0.5);
  cairo_paint (cr);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Watch *self = data;

  if (self->n_frames == N_FIRST)
    {
      add_shared (self->first);
      self->n_faults -= count_faults ();
    }
  if (self->n_frames == N_FRAMES)
    {
      self->n_faults += count_faults ();
      add_shared (self->all);
      g_main_loop_quit (self->loop);
      return G_SOURCE_REMOVE;
    }
  self->n_frames++;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
show_window (Watch *self, gboolean keeps)
{
  GtkWidget *window = gtk_window_new (), *area = gtk_drawing_area_new ();

  if (keeps)
    acn_compat_keep_frames (GTK_WINDOW (window));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, self, NULL);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), area);
  gtk_widget_add_tick_callback (area, tick_cb, self, NULL);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (self->loop);
  return window;
}

static void
set_up (Watch *self, gconstpointer unused)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->first = g_hash_table_new (NULL, NULL);
  self->all = g_hash_table_new (NULL, NULL);
}

static void
tear_down (Watch *self, gconstpointer unused)
{
  g_main_loop_unref (self->loop);
  g_hash_table_unref (self->first);
  g_hash_table_unref (self->all);
}

static void
test_kept (Watch *self, gconstpointer unused)
{
  GtkWidget     *window = show_window (self, TRUE);
  GHashTableIter iter;
  gpointer       id;

  g_assert_cmpuint (g_hash_table_size (self->all), >, 0);
  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (self->first, id));
  g_test_message ("%ld new pages in %d frames", self->n_faults, N_FRAMES - N_FIRST);
#ifndef __SANITIZE_ADDRESS__ /* which has a heap of its own */
  g_assert_cmpint (self->n_faults, <, (N_FRAMES - N_FIRST) * N_PAGES / 10);
#endif
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_test_init (&argc, &argv, NULL);
  acn_memory_share (); /* as the program */
  gtk_init ();
  g_test_add ("/ui/frames/kept", Watch, NULL, set_up, test_kept, tear_down);
  return g_test_run ();
}
