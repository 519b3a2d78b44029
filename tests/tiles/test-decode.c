/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <png.h>
#include <stdio.h>
#include <string.h>
#include <webp/encode.h>

#include <jpeglib.h>

#include "tiles/acn-decode.h"

#define W 40
#define H 24

/* Whether libjpeg takes a picture for wider than its header says, as another release might. */
static gboolean sees_more;

boolean
jpeg_start_decompress (j_decompress_ptr info)
{
  boolean (*real) (j_decompress_ptr);
  boolean done;

  *(void **) &real = dlsym (RTLD_NEXT, "jpeg_start_decompress");
  done = real (info);
  if (sees_more)
    info->output_width++;
  return done;
}

/* A ramp of reds with a column that is half clear and one that is wholly clear; RGBA. */
static void
fill (guint8 *rgba)
{
  for (guint y = 0; y < H; y++)
    for (guint x = 0; x < W; x++)
      {
        guint8 *p = rgba + 4 * (y * W + x);

        p[0] = (guint8) (6 * x);
        p[1] = 80;
        p[2] = (guint8) (10 * y);
        p[3] = x == 1 ? 128 : x == 2 ? 0 : 255;
      }
}

static GBytes *
make_png (guint32 format, const guint8 *pixels)
{
  png_image png = { .version = PNG_IMAGE_VERSION, .width = W, .height = H, .format = format };
  png_alloc_size_t size = 0;
  guint8          *data;

  g_assert_true (png_image_write_to_memory (&png, NULL, &size, 0, pixels, 0, NULL));
  data = g_malloc (size);
  g_assert_true (png_image_write_to_memory (&png, data, &size, 0, pixels, 0, NULL));
  return g_bytes_new_take (data, size);
}

/* @n_scans: 0 for the usual ones. */
static GBytes *
encode_jpeg (J_COLOR_SPACE         space,
             guint                 n_parts,
             gboolean              progressive,
             const jpeg_scan_info *scans,
             int                   n_scans)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr       trouble;
  unsigned char              *data = NULL;
  unsigned long               size = 0;
  guint8                      row[W * 4];
  GBytes                     *bytes;

  info.err = jpeg_std_error (&trouble);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = W;
  info.image_height = H;
  info.input_components = (int) n_parts;
  info.in_color_space = space;
  jpeg_set_defaults (&info);
  if (progressive)
    jpeg_simple_progression (&info);
  if (n_scans > 0)
    {
      info.scan_info = scans;
      info.num_scans = n_scans;
    }
  jpeg_start_compress (&info, TRUE);
  memset (row, 200, sizeof row);
  while (info.next_scanline < H)
    {
      JSAMPROW rows = row;
      jpeg_write_scanlines (&info, &rows, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  bytes = g_bytes_new (data, size);
  free (data);
  return bytes;
}

static GBytes *
make_jpeg (J_COLOR_SPACE space, guint n_parts, gboolean progressive)
{
  return encode_jpeg (space, n_parts, progressive, NULL, 0);
}

static void
check_ramp (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AcnImage) image = acn_image_decode (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (image->width, ==, W);
  g_assert_cmpuint (image->height, ==, H);
  g_assert_cmphex (image->pixels[5 * W + 10], ==, 0xff3c5032);
  g_assert_cmphex (image->pixels[1], ==, 0x80032800); /* colours by half */
  g_assert_cmphex (image->pixels[2], ==, 0x00000000);
}

static void
test_png (void)
{
  guint8 rgba[W * H * 4];
  g_autoptr (GBytes) bytes = NULL;

  fill (rgba);
  bytes = make_png (PNG_FORMAT_RGBA, rgba);
  check_ramp (bytes);
}

static void
test_grey_png (void)
{
  guint8 grey[W * H];
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (AcnImage) image = NULL;

  memset (grey, 0x55, sizeof grey);
  bytes = make_png (PNG_FORMAT_GRAY, grey);
  image = acn_image_decode (bytes, NULL);
  g_assert_cmphex (image->pixels[W * H - 1], ==, 0xff555555);
}

static void
test_webp (void)
{
  guint8   rgba[W * H * 4];
  uint8_t *data;
  gsize    size;
  g_autoptr (GBytes) bytes = NULL;

  fill (rgba);
  size = WebPEncodeLosslessRGBA (rgba, W, H, W * 4, &data);
  g_assert_cmpuint (size, >, 0);
  bytes = g_bytes_new (data, size);
  WebPFree (data);
  {
    g_autoptr (AcnImage) image = acn_image_decode (bytes, NULL);

    g_assert_cmphex (image->pixels[5 * W + 10], ==, 0xff3c5032);
    g_assert_cmphex (image->pixels[1], ==, 0x80032800);
  }
}

static void
test_jpeg (void)
{
  static const struct
  {
    J_COLOR_SPACE space;
    guint         n_parts;
    gboolean      progressive;
  } table[] = { { JCS_RGB, 3, FALSE }, { JCS_RGB, 3, TRUE }, { JCS_GRAYSCALE, 1, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) bytes = make_jpeg (table[i].space, table[i].n_parts, table[i].progressive);
      g_autoptr (AcnImage) image = acn_image_decode (bytes, NULL);

      g_assert_nonnull (image);
      for (guint shift = 0; shift < 24; shift += 8)
        g_assert_cmpint (ABS ((int) (image->pixels[7] >> shift & 0xff) - 200), <=, 2);
      g_assert_cmphex (image->pixels[7] >> 24, ==, 0xff);
    }
}

static void
test_jpeg_of_two_sizes (void)
{
  g_autoptr (GBytes) bytes = make_jpeg (JCS_RGB, 3, FALSE);
  g_autoptr (AcnImage) image = NULL;
  g_autoptr (GError) error = NULL;

  sees_more = TRUE;
  image = acn_image_decode (bytes, &error);
  sees_more = FALSE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_null (image);
}

/* A grey picture, each coefficient of which comes in scans of its own: one for most of it, and one
 * for its last bit with @refined. */
static GBytes *
make_scans (gboolean refined)
{
  jpeg_scan_info scans[1 + 2 * 63] = { { 1, { 0 }, 0, 0, 0, 0 } };

  for (int i = 1; i < 64; i++)
    {
      scans[i] = (jpeg_scan_info){ 1, { 0 }, i, i, 0, refined };
      scans[63 + i] = (jpeg_scan_info){ 1, { 0 }, i, i, 1, 0 };
    }
  return encode_jpeg (JCS_GRAYSCALE, 1, FALSE, scans, refined ? 127 : 64);
}

/* Each scan of a small file may cost as much as a whole picture, so they are counted. */
static void
test_many_scans (void)
{
  g_autoptr (GBytes) many = make_scans (FALSE), too_many = make_scans (TRUE);
  g_autoptr (AcnImage) image = acn_image_decode (many, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (image);
  g_assert_null (acn_image_decode (too_many, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* Each kind cut at each byte, and each byte turned: a picture or an error. */
static void
test_damaged (void)
{
  guint8   rgba[W * H * 4];
  GBytes  *whole[3];
  uint8_t *data;
  gsize    size;

  fill (rgba);
  whole[0] = make_png (PNG_FORMAT_RGBA, rgba);
  whole[1] = make_jpeg (JCS_RGB, 3, TRUE);
  size = WebPEncodeRGBA (rgba, W, H, W * 4, 70, &data);
  whole[2] = g_bytes_new (data, size);
  WebPFree (data);
  for (guint i = 0; i < 3; i++)
    {
      const guint8 *good = g_bytes_get_data (whole[i], &size);

      for (gsize n = 0; n < size; n++)
        {
          g_autofree guint8 *turned = g_memdup2 (good, size);
          g_autoptr (GBytes) cut = g_bytes_new (good, n);
          g_autoptr (GBytes) bytes = NULL;
          g_autoptr (GError) error = NULL;
          g_autoptr (AcnImage) none = acn_image_decode (cut, &error);
          g_autoptr (AcnImage) some = NULL;

          g_assert_true ((none == NULL) == (error != NULL));
          turned[n] ^= 0x55;
          bytes = g_bytes_new (turned, size);
          some = acn_image_decode (bytes, NULL);
          g_assert_true (some == NULL || some->width <= 4096);
        }
      g_bytes_unref (whole[i]);
    }
}

/* A small picture that says to be large costs its sides, which are bounded, and no more. */
static void
test_lies (void)
{
  static const guint8 bomb[] = { 0x89, 'P', 'N', 'G', 13,  10, 26, 10, 0, 0, 0,
                                 13,   'I', 'H', 'D', 'R', 0,  1,  0,  0, 0, 1,
                                 0,    0,   8,   2,   0,   0,  0,  0,  0, 0, 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (bomb, sizeof bomb);
  g_autoptr (GError) error = NULL;

  g_assert_null (acn_image_decode (bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tiles/decode/png", test_png);
  g_test_add_func ("/tiles/decode/grey-png", test_grey_png);
  g_test_add_func ("/tiles/decode/webp", test_webp);
  g_test_add_func ("/tiles/decode/jpeg", test_jpeg);
  g_test_add_func ("/tiles/decode/jpeg-of-two-sizes", test_jpeg_of_two_sizes);
  g_test_add_func ("/tiles/decode/many-scans", test_many_scans);
  g_test_add_func ("/tiles/decode/damaged", test_damaged);
  g_test_add_func ("/tiles/decode/lies", test_lies);
  return g_test_run ();
}
