/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Series of the shipped dossier: the days of the frames, and files that are there whole or not. */
#define _GNU_SOURCE /* memmem */
#include "base/acn-paths.h"
#include "export/acn-series.h"
#include "io/acn-load.h"

#include <glib/gstdio.h>
#include <string.h>
#include <webp/demux.h>

typedef struct
{
  char       *folder;
  AcnDossier *dossier;
  AcnBasemap *basemap;
  AcnMapSpec *map;
  AcnFigure   figure;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *path = acn_data_file (ACN_SHIPPED_DOSSIER);

  f->folder = g_dir_make_tmp ("accession-XXXXXX", NULL);
  f->dossier = acn_load_dossier (path, diagnostics, NULL);
  f->basemap = acn_basemap_open_default (NULL);
  f->map = acn_map_spec_new (f->dossier, f->basemap);
  acn_figure_init (&f->figure, f->map);
  f->figure.width_px = 320;
  f->figure.height_px = 240;
}

static guint
count_files (Fixture *f)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  acn_map_spec_unref (f->map);
  acn_basemap_unref (f->basemap);
  acn_dossier_unref (f->dossier);
}

static AcnSpan
span_of (const char *from, const char *to)
{
  AcnSpan span;

  g_assert_true (acn_day_parse (from, &span.begin_day));
  g_assert_true (acn_day_parse (to, &span.end_day));
  span.end_day++;
  return span;
}

/* The days as one string. */
static char *
days_of (Fixture *f, const char *from, const char *to, const char *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = acn_series_days (f->map, span_of (from, to), step, &error);
  GString *text = g_string_new (NULL);

  if (days == NULL)
    g_assert_error (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_SERIES);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      g_autofree char *iso = acn_day_to_iso (g_array_index (days, AcnDay, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", iso);
    }
  return g_string_free (text, FALSE);
}

static void
test_days (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *from, *to, *step, *days;
  } cases[] = {
    { "2022-02-27", "2022-03-02", "1d", "2022-02-27 2022-02-28 2022-03-01 2022-03-02" },
    { "2022-02-27", "2022-03-02", "3d", "2022-02-27 2022-03-02" },
    { "2024-01-01", "2024-01-16", "1w", "2024-01-01 2024-01-08 2024-01-15" },
    { "2024-01-31", "2024-05-30", "1mo", "2024-01-31 2024-02-29 2024-03-31 2024-04-30" },
    { "2020-02-29", "2024-02-29", "2y", "2020-02-29 2022-02-28 2024-02-29" },
    { "2024-01-01", "2024-01-01", "1d", "2024-01-01" },
    { "2022-11-09", "2022-11-12", "states", "2022-11-09 2022-11-10 2022-11-11 2022-11-12" },
    { "2024-01-01", "2024-01-02", "1q", "" },
    { "2024-01-01", "2024-01-02", "0d", "" },
    { "2024-01-01", "2024-01-02", "-1d", "" },
    { "2024-01-01", "2024-01-02", "", "" },
    { "1700-01-01", "2024-01-02", "1d", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *days = days_of (f, cases[i].from, cases[i].to, cases[i].step);

      g_assert_cmpstr (days, ==, cases[i].days);
    }
}

/* Two neighbouring frames of “states” never look the same, and none between is left out. */
static void
test_states (Fixture *f, gconstpointer unused)
{
  const AcnSpan span = span_of ("2022-02-20", "2022-05-01");
  g_autoptr (GArray) days = acn_series_days (f->map, span, "states", NULL);
  guint at = 0;

  for (AcnDay day = span.begin_day; day < span.end_day; day++)
    {
      gboolean changes = day == span.begin_day;

      for (guint i = 0; i < f->map->n_layers && !changes; i++)
        changes = acn_map_spec_shows_layer (f->map, i) &&
                  acn_dossier_layer_step (f->dossier, i, day).begin_day == day;
      if (!changes)
        continue;
      g_assert_cmpuint (at, <, days->len);
      g_assert_cmpint (g_array_index (days, AcnDay, at), ==, day);
      at++;
    }
  g_assert_cmpuint (at, ==, days->len);
  g_assert_cmpuint (at, >, 10);
}

static void
test_events (Fixture *f, gconstpointer unused)
{
  g_autofree char *days = days_of (f, "2024-07-01", "2024-07-11", "events");

  g_assert_nonnull (strstr (days, "2024-07-09"));
  g_assert_cmpint (strlen (days) % 11, ==, 10);
}

/* Nothing happened that year. */
static void
test_no_days (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days =
      acn_series_days (f->map, span_of ("1901-01-01", "1901-12-31"), "events", &error);

  g_assert_null (days);
  g_assert_error (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_SERIES);
  g_assert_cmpstr (error->message, ==, "no day of that span has a frame");
}

static void
test_names (void)
{
  static const struct
  {
    const char *path, *name;
  } cases[] = {
    { "a-%04d.png", "a-0007.png" }, { "%d.svg", "7.svg" },    { "a.png", NULL },
    { "a-%s.png", NULL },           { "100%.png", NULL },     { "%04d/%d.png", "0007/%d.png" },
    { "%n%d.png", NULL },           { "%999d", "000000007" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = acn_series_name_frame (cases[i].path, 7);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
count_cb (guint n_done, guint n_frames, gpointer data)
{
  guint *last = data;

  g_assert_cmpuint (n_done, >, *last);
  g_assert_cmpuint (n_done, <=, n_frames);
  *last = n_done;
}

/* A frame is the very figure of its day. */
static void
test_frames (Fixture *f, gconstpointer unused)
{
  guint            last = 0;
  const AcnSeries  series = { &f->figure, span_of ("2022-02-23", "2022-02-27"), "1d", 0.5, count_cb,
                              &last };
  g_autofree char *path = g_build_filename (f->folder, "f%02d.png", NULL);
  g_autofree char *third = g_build_filename (f->folder, "f03.png", NULL), *text = NULL;
  g_autoptr (GBytes) alone = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  acn_series_save (&series, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, 5);
  g_assert_cmpuint (count_files (f), ==, 5);
  g_assert_true (acn_day_parse ("2022-02-25", &f->map->day));
  alone = acn_figure_encode (&f->figure, "png", &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (third, &text, &size, NULL));
  g_assert_cmpmem (text, size, g_bytes_get_data (alone, NULL), g_bytes_get_size (alone));
}

/* The moving picture has every frame in its time, and the last one's pixels. */
static void
test_animation (Fixture *f, gconstpointer unused)
{
  const AcnSeries  series = { &f->figure, span_of ("2022-02-20", "2022-03-30"), "1w", 0.25 };
  g_autofree char *path = g_build_filename (f->folder, "s.webp", NULL), *file = NULL;
  g_autoptr (GError) error = NULL;
  WebPAnimDecoder *decoder;
  WebPAnimInfo     info;
  WebPData         data;
  uint8_t         *frame;
  int              time_ms = 0;
  guint            n = 0;

  acn_series_save (&series, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &file, &data.size, NULL));
  data.bytes = (const uint8_t *) file;
  decoder = WebPAnimDecoderNew (&data, NULL);
  g_assert_nonnull (decoder);
  g_assert_true (WebPAnimDecoderGetInfo (decoder, &info));
  g_assert_cmpuint (info.canvas_width, ==, 320);
  g_assert_cmpuint (info.canvas_height, ==, 240);
  while (WebPAnimDecoderHasMoreFrames (decoder))
    {
      g_assert_true (WebPAnimDecoderGetNext (decoder, &frame, &time_ms));
      n++;
    }
  g_assert_cmpuint (n, ==, 6);
  g_assert_cmpint (time_ms, ==, 6 * 250);
  WebPAnimDecoderDelete (decoder);
  g_assert_nonnull (memmem (file, data.size, "--step=1w", 9));
}

static void
cancel_cb (guint n_done, guint n_frames, gpointer data)
{
  if (n_done >= 3)
    g_cancellable_cancel (data);
}

static void
test_cancelled_leaves_nothing (Fixture *f, gconstpointer unused)
{
  const char *const names[] = { "f%03d.png", "s.webp" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      const AcnSeries  series = { &f->figure, span_of ("2022-02-20", "2022-05-30"),
                                  "1d",       0.5,
                                  cancel_cb,  cancellable };
      g_autofree char *path = g_build_filename (f->folder, names[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (acn_series_save (&series, path, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (count_files (f), ==, 0);
    }
}

static void
test_wrong_names (Fixture *f, gconstpointer unused)
{
  const AcnSeries  series = { &f->figure, span_of ("2022-02-20", "2022-02-21"), "1d", 0.5 };
  g_autofree char *plain = g_build_filename (f->folder, "a.png", NULL);
  g_autofree char *nowhere = g_build_filename (f->folder, "none", "a%d.png", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (acn_series_save (&series, plain, NULL, &error));
  g_assert_error (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_SERIES);
  g_clear_error (&error);
  g_assert_false (acn_series_save (&series, nowhere, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  f->figure.width_px = 16384;
  g_clear_error (&error);
  g_free (plain);
  plain = g_build_filename (f->folder, "a.webp", NULL);
  g_assert_false (acn_series_save (&series, plain, NULL, &error));
  g_assert_error (error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_SERIES);
  g_assert_cmpuint (count_files (f), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/series/days", Fixture, NULL, set_up, test_days, tear_down);
  g_test_add ("/series/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/series/events", Fixture, NULL, set_up, test_events, tear_down);
  g_test_add ("/series/no-days", Fixture, NULL, set_up, test_no_days, tear_down);
  g_test_add_func ("/series/names", test_names);
  g_test_add ("/series/frames", Fixture, NULL, set_up, test_frames, tear_down);
  g_test_add ("/series/animation", Fixture, NULL, set_up, test_animation, tear_down);
  g_test_add ("/series/cancelled", Fixture, NULL, set_up, test_cancelled_leaves_nothing, tear_down);
  g_test_add ("/series/wrong-names", Fixture, NULL, set_up, test_wrong_names, tear_down);
  return g_test_run ();
}
