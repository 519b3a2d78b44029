/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recorded scrub: every frame that the map shows while the day runs through all states of the
 * territory must be the whole, still picture of one of them: no blank, no mixture, no flicker.
 * While the map is zoomed, its old picture is drawn larger or smaller under the new one: without
 * gaps and without seams. */
#include <gtk/gtk.h>

#include "map/acn-map-grid.h"
#include "map/acn-tile-layer.h"

#include "../shipped.h"

#include <string.h>

#define WIDTH 420
#define HEIGHT 320
/* Every so many pixels are looked at, across and down. */
#define STRIDE 4
#define N_SAMPLES (WIDTH / STRIDE * HEIGHT / STRIDE)
/* Tiles that a picture takes over from one before may differ by a hair from tiles painted anew:
 * long outlines are simplified as a whole. More samples than this, and it is another picture. */
#define N_HAIRS (N_SAMPLES / 500)

typedef struct
{
  AcnMapSpec      *spec;
  ShumateViewport *viewport;
  GtkWidget       *window;
  AcnTileLayer    *layer;
  GArray          *days;   /* AcnDay: the first of each state */
  GPtrArray       *stills; /* guchar *, one a day */
  gboolean         settled;
  guint            n_frames, n_strange;
  guint            worst; /* samples by which a frame differed from the nearest still */
  gboolean         recording;
} Scrub;

static void
settled_cb (Scrub *self)
{
  self->settled = TRUE;
}

/* The tiles as they are on screen, four bytes a pixel; NULL: there is nothing. */
static guchar *
take_pixels (Scrub *self)
{
  GtkWidget   *widget = GTK_WIDGET (self->layer);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guchar *pixels;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return NULL;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  pixels = g_malloc ((gsize) 4 * WIDTH * HEIGHT);
  gdk_texture_download (texture, pixels, (gsize) 4 * WIDTH);
  return pixels;
}

/* Samples of them, three bytes each; NULL: there is nothing. */
static guchar *
take_picture (Scrub *self)
{
  g_autofree guchar *pixels = take_pixels (self);
  guchar            *samples;

  if (pixels == NULL)
    return NULL;
  samples = g_new (guchar, 3 * N_SAMPLES);
  for (guint y = 0, n = 0; y < HEIGHT / STRIDE; y++)
    for (guint x = 0; x < WIDTH / STRIDE; x++, n++)
      memcpy (samples + 3 * n, pixels + 4 * STRIDE * (y * WIDTH + x), 3);
  return samples;
}

/* How many samples differ visibly. */
static guint
compare (const guchar *a, const guchar *b)
{
  guint n = 0;

  for (guint i = 0; i < N_SAMPLES; i++)
    n += ABS (a[3 * i] - b[3 * i]) > 20 || ABS (a[3 * i + 1] - b[3 * i + 1]) > 20 ||
         ABS (a[3 * i + 2] - b[3 * i + 2]) > 20;
  return n;
}

/* Records one frame: that of the nearest still. */
static void
after_paint_cb (Scrub *self)
{
  g_autofree guchar *picture = self->recording ? take_picture (self) : NULL;
  guint              best = G_MAXUINT;

  if (!self->recording)
    return;
  for (guint i = 0; picture != NULL && i < self->stills->len && best > 0; i++)
    best = MIN (best, compare (picture, g_ptr_array_index (self->stills, i)));
  self->n_frames++;
  self->n_strange += best > N_HAIRS;
  self->worst = MAX (self->worst, best);
}

static void
show_day (Scrub *self, AcnDay day)
{
  g_autoptr (AcnMapSpec) spec = acn_map_spec_copy (self->spec);

  spec->day = day;
  self->settled = FALSE;
  acn_tile_layer_set_spec (self->layer, spec);
}

static void
wait_until_settled (Scrub *self)
{
  const gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!self->settled && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (self->settled);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
pump_ms (guint ms)
{
  const gint64 end = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_window (Scrub *self)
{
  g_autoptr (ShumateMapSource) source = acn_map_grid_new (ACN_TILE_SIZE, 2, 12);
  ShumateMap      *map = g_object_new (SHUMATE_TYPE_MAP, "animate-zoom", FALSE, NULL);
  ShumateViewport *viewport = shumate_map_get_viewport (map);

  shumate_viewport_set_reference_map_source (viewport, source);
  shumate_viewport_set_zoom_level (viewport, 5.37);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 48.6, 35.5);
  self->viewport = viewport;
  self->layer = acn_tile_layer_new (viewport);
  shumate_map_add_layer (map, SHUMATE_LAYER (self->layer));
  g_signal_connect_swapped (self->layer, "settled", G_CALLBACK (settled_cb), self);
  gtk_widget_set_size_request (GTK_WIDGET (map), WIDTH, HEIGHT);
  self->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (map));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
list_days (Scrub *self)
{
  AcnDossier *dossier = self->spec->dossier;
  const guint occupied = acn_dossier_find_layer (dossier, "occupied");
  AcnSpan     span = acn_dossier_get_span (dossier);

  self->days = g_array_new (FALSE, FALSE, sizeof (AcnDay));
  for (AcnDay day = span.begin_day; day < span.end_day;)
    {
      g_array_append_val (self->days, day);
      day = acn_dossier_layer_step (dossier, occupied, day).end_day;
    }
}

static void
take_stills (Scrub *self)
{
  for (guint i = 0; i < self->days->len; i++)
    {
      guchar *picture;

      show_day (self, g_array_index (self->days, AcnDay, i));
      wait_until_settled (self);
      picture = take_picture (self);
      g_assert_nonnull (picture);
      g_ptr_array_add (self->stills, picture);
    }
}

static void
test_no_flicker (void)
{
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);
  g_autoptr (AcnDossier) dossier = load_shipped ();
  Scrub self = { .stills = g_ptr_array_new_with_free_func (g_free) };
  guint ticking = g_timeout_add (5, wake_cb, NULL);

  self.spec = acn_map_spec_new (dossier, basemap);
  list_days (&self);
  g_assert_cmpuint (self.days->len, >, 150);
  open_window (&self);
  take_stills (&self);
  /* They are not all alike, or nothing would be seen. */
  g_assert_cmpuint (compare (g_ptr_array_index (self.stills, 0),
                             g_ptr_array_index (self.stills, self.stills->len - 1)),
                    >,
                    10 * N_HAIRS);
  show_day (&self, g_array_index (self.days, AcnDay, 0));
  wait_until_settled (&self);
  g_signal_connect_swapped (
      gtk_widget_get_frame_clock (self.window), "after-paint", G_CALLBACK (after_paint_cb), &self);
  self.recording = TRUE;
  for (guint i = 0; i < self.days->len; i++)
    {
      show_day (&self, g_array_index (self.days, AcnDay, i));
      gtk_widget_queue_draw (GTK_WIDGET (self.layer));
      pump_ms (25);
    }
  wait_until_settled (&self);
  pump_ms (60);
  g_test_message ("%u frames, %u strange, the worst by %u of %u samples",
                  self.n_frames,
                  self.n_strange,
                  self.worst,
                  N_SAMPLES);
  g_assert_cmpuint (self.n_frames, >, 40);
  g_assert_cmpuint (self.n_strange, ==, 0);
  self.recording = FALSE;
  g_source_remove (ticking);
  gtk_window_destroy (GTK_WINDOW (self.window));
  acn_map_spec_unref (self.spec);
  g_array_unref (self.days);
  g_ptr_array_unref (self.stills);
}

/* Whether each sample of @picture lies between those of two others. */
static gboolean
is_between (const guchar *picture, const guchar *a, const guchar *b)
{
  for (guint i = 0; i < 3 * N_SAMPLES; i++)
    if (picture[i] + 4 < MIN (a[i], b[i]) || picture[i] > MAX (a[i], b[i]) + 4)
      return FALSE;
  return TRUE;
}

/* Shows the last day after the first; how many frames were neither, and each of them between. */
static guint
count_blends (Scrub *self, gboolean animates)
{
  const guchar *a = g_ptr_array_index (self->stills, 0), *b = g_ptr_array_index (self->stills, 1);
  g_autofree guchar *last = NULL;
  guint              n_blends = 0;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", animates, NULL);
  show_day (self, g_array_index (self->days, AcnDay, 0));
  wait_until_settled (self);
  pump_ms (400);
  show_day (self, g_array_index (self->days, AcnDay, 1));
  wait_until_settled (self);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree guchar *picture = take_picture (self);

      g_assert_true (is_between (picture, a, b));
      n_blends += compare (picture, a) > N_HAIRS && compare (picture, b) > N_HAIRS;
      pump_ms (10);
    }
  pump_ms (300);
  last = take_picture (self);
  g_assert_cmpuint (compare (last, b), <=, N_HAIRS);
  return n_blends;
}

/* One date goes over into the next where that is wanted, and never with reduced motion. */
static void
test_fade (void)
{
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);
  g_autoptr (AcnDossier) dossier = load_shipped ();
  Scrub        self = { .stills = g_ptr_array_new_with_free_func (g_free) };
  guint        ticking = g_timeout_add (5, wake_cb, NULL);
  const AcnDay days[] = { parse_day ("2021-06-01"), parse_day ("2022-03-30") };

  self.spec = acn_map_spec_new (dossier, basemap);
  self.days = g_array_new (FALSE, FALSE, sizeof (AcnDay));
  g_array_append_vals (self.days, days, 2);
  open_window (&self);
  take_stills (&self);
  g_assert_cmpuint (count_blends (&self, TRUE), ==, 0);
  acn_tile_layer_set_fades (self.layer, TRUE);
  g_assert_cmpuint (count_blends (&self, FALSE), ==, 0);
  g_assert_cmpuint (count_blends (&self, TRUE), >, 0);
  g_source_remove (ticking);
  gtk_window_destroy (GTK_WINDOW (self.window));
  acn_map_spec_unref (self.spec);
  g_array_unref (self.days);
  g_ptr_array_unref (self.stills);
}

/* How many pixels are not of the colour of the first. */
static guint
count_others (Scrub *self)
{
  g_autofree guchar *pixels = take_pixels (self);
  guint              n = 0;

  g_assert_nonnull (pixels);
  for (guint i = 1; i < WIDTH * HEIGHT; i++)
    n += memcmp (pixels, pixels + (gsize) 4 * i, 3) != 0;
  return n;
}

/* Far from every line and name all is land, and stays so in every frame of a zoom into it. */
static void
test_zoom_leaves_no_gap (void)
{
  g_autoptr (AcnBasemap) basemap = acn_basemap_open_default (NULL);
  const double steps[] = { 0.13, 0.5, 1, 0.81 };
  Scrub        self = { 0 };
  guint        ticking = g_timeout_add (5, wake_cb, NULL), n_scaled = 0;

  self.spec = acn_map_spec_new (NULL, basemap);
  open_window (&self);
  shumate_location_set_location (SHUMATE_LOCATION (self.viewport), 46.5, 44.5);
  shumate_viewport_set_zoom_level (self.viewport, 9);
  acn_tile_layer_set_spec (self.layer, self.spec);
  wait_until_settled (&self);
  g_assert_cmpuint (count_others (&self), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const double zoom = shumate_viewport_get_zoom_level (self.viewport);

      self.settled = FALSE;
      shumate_viewport_set_zoom_level (self.viewport, zoom + steps[i]);
      while (!self.settled)
        {
          g_assert_cmpuint (count_others (&self), ==, 0);
          n_scaled++;
          g_main_context_iteration (NULL, TRUE);
        }
    }
  g_assert_cmpuint (n_scaled, >=, G_N_ELEMENTS (steps));
  g_source_remove (ticking);
  gtk_window_destroy (GTK_WINDOW (self.window));
  acn_map_spec_unref (self.spec);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/scrub/no-flicker", test_no_flicker);
  g_test_add_func ("/map/scrub/fade", test_fade);
  g_test_add_func ("/map/scrub/zoom-leaves-no-gap", test_zoom_leaves_no_gap);
  return g_test_run ();
}
