/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG by libpng itself: cairo's own writer takes the slowest compression, which on flat maps costs
 * most of a figure's time for a few per cent of its size. */
#include "export/acn-png.h"

#include "export/acn-cairo-painter.h"

#include <glib/gi18n.h>
#include <math.h>
#include <png.h>
#include <string.h>

/* Flat areas repeat as they are: without filters the maps are a fifth smaller and take half as
 * long as with libpng's choice among them. */
#define ZLIB_LEVEL 3
#define FILTER PNG_FILTER_NONE

/* All the strips that are in work at once. */
#define STRIPS_BYTES (32 << 20)
#define N_SURFACES 2
/* At least so many strips, so that one is encoded while the next is painted. */
#define MIN_STRIPS 4

static void
write_cb (png_structp png, png_bytep bytes, size_t length)
{
  g_byte_array_append (png_get_io_ptr (png), bytes, (guint) length);
}

static void
flush_cb (png_structp png)
{
}

/* cairo keeps a pixel as a native 32-bit number 0x00RRGGBB. */
static void
pack_row (guint8 *out, const guint32 *in, int width)
{
  for (int x = 0; x < width; x++)
    {
      *out++ = (guint8) (in[x] >> 16);
      *out++ = (guint8) (in[x] >> 8);
      *out++ = (guint8) in[x];
    }
}

/* As iTXt, which is UTF-8: the keywords that PNG registers, and one of ours. */
static void
set_notes (png_structp png, png_infop info, const AcnFigureNotes *notes)
{
  char *const values[] = {
    notes->title, notes->description, notes->software, notes->source, notes->command
  };
  static const char *const keywords[] = { "Title", "Description", "Software", "Source", "Command" };
  png_text                 texts[G_N_ELEMENTS (keywords)] = { 0 };
  int                      n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (values[i] != NULL)
      {
        texts[n].compression = PNG_ITXT_COMPRESSION_NONE;
        texts[n].key = (char *) keywords[i];
        texts[n].text = values[i];
        texts[n].itxt_length = strlen (values[i]);
        n++;
      }
  png_set_text (png, info, texts, n);
}

/* AcnPress: paints strip by strip in the calling thread, which has the letters ready, while another
 * thread encodes the strip before. */
typedef struct
{
  const AcnFigureNotes *notes;
  int                   width, height, strip_height;
  cairo_surface_t      *surfaces[N_SURFACES];
  GAsyncQueue          *painted; /* surfaces, in the order of their strips */
  GAsyncQueue          *spare;   /* surfaces that may be painted */
  GByteArray           *bytes;
  gint                  encoder_failed; /* atomic */
} AcnPress;

/* Whole device pixels lie between a strip and the next: it has the pixels of the whole picture. */
static gboolean
paint_strip (cairo_surface_t *surface, AcnPaper paper, const AcnDisplayList *list, int y)
{
  cairo_t       *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, 0, -y);
  cairo_scale (cr, paper.scale, paper.scale);
  acn_cairo_paint (cr, list);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return status == CAIRO_STATUS_SUCCESS;
}

static void
write_rows (AcnPress *self, png_structp png, guint8 *row)
{
  for (int y = 0; y < self->height; y += self->strip_height)
    {
      cairo_surface_t *surface = g_async_queue_pop (self->painted);
      const guint8    *pixels = cairo_image_surface_get_data (surface);
      const gsize      stride = (gsize) cairo_image_surface_get_stride (surface);

      for (int line = 0; line < MIN (self->strip_height, self->height - y); line++)
        {
          pack_row (
              row, (const guint32 *) (gconstpointer) (pixels + (gsize) line * stride), self->width);
          png_write_row (png, row);
        }
      g_async_queue_push (self->spare, surface);
    }
}

static gboolean
write_image (AcnPress *self, png_structp png, png_infop info, guint8 *row)
{
  if (setjmp (png_jmpbuf (png)))
    return FALSE;
  png_set_compression_level (png, ZLIB_LEVEL);
  png_set_filter (png, 0, FILTER);
  png_set_IHDR (png,
                info,
                (png_uint_32) self->width,
                (png_uint_32) self->height,
                8,
                PNG_COLOR_TYPE_RGB,
                PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB (png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (self->notes != NULL)
    set_notes (png, info, self->notes);
  png_write_info (png, info);
  write_rows (self, png, row);
  png_write_end (png, info);
  return TRUE;
}

/* libpng would print it. */
static G_NORETURN void
fail_cb (png_structp png, png_const_charp message)
{
  png_longjmp (png, 1);
}

static void
warn_cb (png_structp png, png_const_charp message)
{
}

static gpointer
encode_in_thread (gpointer data)
{
  AcnPress          *self = data;
  png_structp        png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, fail_cb, warn_cb);
  png_infop          info = png != NULL ? png_create_info_struct (png) : NULL;
  g_autofree guint8 *row = g_malloc (3 * (gsize) self->width);

  if (png != NULL)
    png_set_write_fn (png, self->bytes, write_cb, flush_cb);
  if (info == NULL || !write_image (self, png, info, row))
    {
      g_atomic_int_set (&self->encoder_failed, TRUE);
      /* The painter may wait for a surface. */
      g_async_queue_push (self->spare, self->surfaces[0]);
    }
  png_destroy_write_struct (&png, &info);
  return NULL;
}

static gboolean
create_surfaces (AcnPress *self)
{
  gboolean done = TRUE;

  for (int i = 0; i < N_SURFACES; i++)
    {
      self->surfaces[i] =
          cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->width, self->strip_height);
      done &= cairo_surface_status (self->surfaces[i]) == CAIRO_STATUS_SUCCESS;
      g_async_queue_push (self->spare, self->surfaces[i]);
    }
  return done;
}

/* A strip that cairo could not paint is encoded like the others, and the whole is thrown away. */
static gboolean
run_press (AcnPress *self, AcnPaper paper, const AcnDisplayList *list)
{
  GThread *encoder = g_thread_new ("png", encode_in_thread, self);
  gboolean painted = TRUE;

  for (int y = 0; y < self->height; y += self->strip_height)
    {
      cairo_surface_t *surface = g_async_queue_pop (self->spare);

      if (g_atomic_int_get (&self->encoder_failed))
        break;
      painted &= paint_strip (surface, paper, list, y);
      g_async_queue_push (self->painted, surface);
    }
  g_thread_join (encoder);
  return painted && !self->encoder_failed;
}

/**
 * acn_png_encode:
 * @paper: how large; checked by the caller
 * @list: what to paint, logical pixels
 * @notes: (nullable): what the file says of itself
 *
 * Paints in strips, so that a picture of any size takes at most STRIPS_BYTES beside the file.
 *
 * Returns: (transfer full): an 8-bit sRGB PNG; NULL with ACN_FIGURE_ERROR_FAILED when cairo or
 *   libpng fails
 * Source: PNG (Third Edition), W3C
 */
GBytes *
acn_png_encode (AcnPaper              paper,
                const AcnDisplayList *list,
                const AcnFigureNotes *notes,
                GError              **error)
{
  AcnPress press = { .notes = notes,
                     .width = (int) lround (paper.width_px * paper.scale),
                     .height = (int) lround (paper.height_px * paper.scale),
                     .painted = g_async_queue_new (),
                     .spare = g_async_queue_new (),
                     .bytes = g_byte_array_new () };
  gboolean done;

  press.strip_height = MAX (
      1, MIN (STRIPS_BYTES / (N_SURFACES * 4 * press.width), (press.height - 1) / MIN_STRIPS + 1));
  done = create_surfaces (&press) && run_press (&press, paper, list);
  for (int i = 0; i < N_SURFACES; i++)
    cairo_surface_destroy (press.surfaces[i]);
  g_async_queue_unref (press.painted);
  g_async_queue_unref (press.spare);
  if (done)
    return g_byte_array_free_to_bytes (press.bytes);
  g_byte_array_unref (press.bytes);
  g_set_error_literal (
      error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_FAILED, _ ("the picture could not be painted"));
  return NULL;
}
