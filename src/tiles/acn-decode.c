/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tiles/acn-decode.h"

#include <glib/gi18n.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <webp/decode.h>

#include <jpeglib.h>

#include "io/acn-image-header.h"

/* Scans of a progressive picture: each costs as much as the whole. */
#define JPEG_SCANS_MAX 100

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define PNG_ORDER PNG_FORMAT_BGRA
#define JPEG_ORDER JCS_EXT_BGRA
#define WEBP_DECODE WebPDecodeBGRAInto
#else
#define PNG_ORDER PNG_FORMAT_ARGB
#define JPEG_ORDER JCS_EXT_ARGB
#define WEBP_DECODE WebPDecodeARGBInto
#endif

static void
multiply_alpha (AcnImage *image)
{
  const gsize n = (gsize) image->width * image->height;

  for (gsize i = 0; i < n; i++)
    {
      const guint32 pixel = image->pixels[i], alpha = pixel >> 24;
      guint32       out = pixel & 0xff000000;

      if (alpha == 0xff)
        continue;
      for (guint shift = 0; shift < 24; shift += 8)
        out |= ((pixel >> shift & 0xff) * alpha + 127) / 255 << shift;
      image->pixels[i] = out;
    }
}

static gboolean
decode_png (AcnImage *image, const guint8 *data, gsize size)
{
  png_image png = { .version = PNG_IMAGE_VERSION };
  gboolean  good = png_image_begin_read_from_memory (&png, data, size) &&
                  png.width == image->width && png.height == image->height;

  png.format = PNG_ORDER;
  /* Frees itself when it ends, well or badly. */
  good = good && png_image_finish_read (&png, NULL, image->pixels, (int) image->width * 4, NULL);
  png_image_free (&png);
  return good;
}

/* Trouble: how the decoder of JPEG gives up. */
typedef struct
{
  struct jpeg_error_mgr base;
  jmp_buf               jump;
} Trouble;

static void
give_up (j_common_ptr info)
{
  longjmp (((Trouble *) info->err)->jump, 1);
}

static void
stay_silent (j_common_ptr info, int level)
{
  /* A warning is a picture with missing parts: no tile. */
  if (level < 0)
    give_up (info);
}

static void
look_at_scans (j_common_ptr info)
{
  if (((j_decompress_ptr) info)->input_scan_number > JPEG_SCANS_MAX)
    give_up (info);
}

static void
read_rows (struct jpeg_decompress_struct *info, AcnImage *image)
{
  while (info->output_scanline < info->output_height)
    {
      JSAMPROW row = (JSAMPROW) (image->pixels + (gsize) info->output_scanline * image->width);

      jpeg_read_scanlines (info, &row, 1);
    }
}

static gboolean
decode_jpeg (AcnImage *image, const guint8 *data, gsize size)
{
  struct jpeg_decompress_struct info = { 0 };
  struct jpeg_progress_mgr      progress = { .progress_monitor = look_at_scans };
  Trouble                       trouble;

  info.err = jpeg_std_error (&trouble.base);
  trouble.base.error_exit = give_up;
  trouble.base.emit_message = stay_silent;
  if (setjmp (trouble.jump) != 0)
    {
      jpeg_destroy_decompress (&info);
      return FALSE;
    }
  jpeg_create_decompress (&info);
  info.progress = &progress;
  jpeg_mem_src (&info, data, size);
  jpeg_read_header (&info, TRUE);
  info.out_color_space = JPEG_ORDER;
  jpeg_start_decompress (&info);
  if (info.output_width != image->width || info.output_height != image->height)
    give_up ((j_common_ptr) &info);
  read_rows (&info, image);
  jpeg_finish_decompress (&info);
  jpeg_destroy_decompress (&info);
  return TRUE;
}

static gboolean
decode_webp (AcnImage *image, const guint8 *data, gsize size)
{
  const gsize n_bytes = (gsize) image->width * image->height * 4;

  return WEBP_DECODE (data, size, (guint8 *) image->pixels, n_bytes, (int) image->width * 4) !=
         NULL;
}

/**
 * acn_image_decode:
 * @bytes: a picture from anywhere
 *
 * Only the decoder of the kind that the first bytes name is used, and only when the sides are
 * within bounds. Any thread.
 *
 * Returns: (transfer full) (nullable): the picture; NULL with an error of %G_IO_ERROR
 */
AcnImage *
acn_image_decode (GBytes *bytes, GError **error)
{
  gsize          size;
  const guint8  *data = g_bytes_get_data (bytes, &size);
  AcnImageHeader header;
  g_autoptr (AcnImage) image = NULL;
  gboolean good = FALSE;

  if (!acn_image_header_read (&header, data, size, error))
    return NULL;
  image = acn_image_new (header.width, header.height);
  switch (header.kind)
    {
    case ACN_IMAGE_PNG:
      good = decode_png (image, data, size);
      break;
    case ACN_IMAGE_JPEG:
      good = decode_jpeg (image, data, size);
      break;
    case ACN_IMAGE_WEBP:
      good = decode_webp (image, data, size);
      break;
    default:
      g_assert_not_reached ();
    }
  if (!good)
    {
      g_set_error_literal (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("the picture is damaged"));
      return NULL;
    }
  multiply_alpha (image);
  return g_steal_pointer (&image);
}
