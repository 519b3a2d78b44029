/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG by libpng itself: cairo's own writer takes the slowest compression, which on flat maps costs
 * most of a figure's time for a few per cent of its size. */
#include "export/acn-png.h"

#include "export/acn-cairo-painter.h"

#include <math.h>
#include <png.h>
#include <string.h>

#define ZLIB_LEVEL 3
#define STRIP_BYTES (32 << 20)

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

/* AcnStrip: a part of the picture that is painted at once. */
typedef struct
{
  AcnPaper              paper;
  const AcnDisplayList *list;
  cairo_surface_t      *surface;
  int                   height;
} AcnStrip;

/* Whole device pixels lie between a strip and the next: it has the pixels of the whole picture. */
static gboolean
paint_strip (const AcnStrip *self, int y)
{
  cairo_t       *cr = cairo_create (self->surface);
  cairo_status_t status;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, 0, -y);
  cairo_scale (cr, self->paper.scale, self->paper.scale);
  acn_cairo_paint (cr, self->list);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_flush (self->surface);
  return status == CAIRO_STATUS_SUCCESS;
}

static gboolean
write_rows (png_structp png, const AcnStrip *self, int height, guint8 *row)
{
  const guint8 *pixels = cairo_image_surface_get_data (self->surface);
  const gsize   stride = (gsize) cairo_image_surface_get_stride (self->surface);
  const int     width = cairo_image_surface_get_width (self->surface);

  for (int y = 0; y < height; y += self->height)
    {
      if (!paint_strip (self, y))
        return FALSE;
      for (int line = 0; line < MIN (self->height, height - y); line++)
        {
          pack_row (row, (const guint32 *) (gconstpointer) (pixels + (gsize) line * stride), width);
          png_write_row (png, row);
        }
    }
  return TRUE;
}

static gboolean
write_image (png_structp           png,
             png_infop             info,
             const AcnStrip       *strip,
             int                   height,
             const AcnFigureNotes *notes,
             guint8               *row)
{
  const int width = cairo_image_surface_get_width (strip->surface);

  if (setjmp (png_jmpbuf (png)))
    return FALSE;
  png_set_compression_level (png, ZLIB_LEVEL);
  png_set_filter (png, 0, PNG_FILTER_SUB | PNG_FILTER_UP);
  png_set_IHDR (png,
                info,
                (png_uint_32) width,
                (png_uint_32) height,
                8,
                PNG_COLOR_TYPE_RGB,
                PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB (png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  if (notes != NULL)
    set_notes (png, info, notes);
  png_write_info (png, info);
  if (!write_rows (png, strip, height, row))
    return FALSE;
  png_write_end (png, info);
  return TRUE;
}

/**
 * acn_png_encode:
 * @paper: how large; checked by the caller
 * @list: what to paint, logical pixels
 * @notes: (nullable): what the file says of itself
 *
 * Paints in strips, so that a picture of any size takes at most STRIP_BYTES beside the file.
 *
 * Returns: (transfer full): an 8-bit sRGB PNG; NULL with ACN_FIGURE_ERROR_SIZE when cairo or
 *   libpng fails
 * Source: PNG (Third Edition), W3C
 */
GBytes *
acn_png_encode (AcnPaper              paper,
                const AcnDisplayList *list,
                const AcnFigureNotes *notes,
                GError              **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const int          width = (int) lround (paper.width_px * paper.scale);
  const int          height = (int) lround (paper.height_px * paper.scale);
  AcnStrip           strip = { paper, list, NULL, CLAMP (STRIP_BYTES / (4 * width), 1, height) };
  png_structp        png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop          info = png != NULL ? png_create_info_struct (png) : NULL;
  g_autofree guint8 *row = g_malloc (3 * (gsize) width);
  gboolean           done;

  strip.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, strip.height);
  if (png != NULL)
    png_set_write_fn (png, bytes, write_cb, flush_cb);
  done = info != NULL && cairo_surface_status (strip.surface) == CAIRO_STATUS_SUCCESS &&
         write_image (png, info, &strip, height, notes, row);
  png_destroy_write_struct (&png, &info);
  cairo_surface_destroy (strip.surface);
  if (done)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error_literal (
      error, ACN_FIGURE_ERROR, ACN_FIGURE_ERROR_SIZE, "the picture could not be painted");
  return NULL;
}
