/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/acn-image-header.h"

/* Bytes in hexadecimal, white space between. */
static GByteArray *
from_hex (const char *hex)
{
  GByteArray *out = g_byte_array_new ();

  for (const char *p = hex; *p != '\0'; p++)
    if (g_ascii_isxdigit (*p))
      {
        const guint8 byte =
            (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));

        g_byte_array_append (out, &byte, 1);
        p++;
      }
  return out;
}

#define PNG "89504e470d0a1a0a 0000000d 49484452 "
#define PNG_REST " 08 06 00 00 00 00000000"
#define RIFF "52494646 20000000 57454250 "

static const struct
{
  const char *what;
  const char *hex;
  int         kind; /* AcnImageKind, or -1 */
  guint       width, height;
} table[] = {
  { "png", PNG "00000100 00000100" PNG_REST, ACN_IMAGE_PNG, 256, 256 },
  { "png, the largest", PNG "00001000 00001000" PNG_REST, ACN_IMAGE_PNG, 4096, 4096 },
  { "png, too wide", PNG "00001001 00000001" PNG_REST, -1 },
  { "png, too high", PNG "00000001 00001001" PNG_REST, -1 },
  { "png bomb", PNG "0000ffff 0000ffff" PNG_REST, -1 },
  { "png, negative", PNG "ffffffff 00000001" PNG_REST, -1 },
  { "png, no width", PNG "00000000 00000100" PNG_REST, -1 },
  { "png, cut", PNG "00000100 000001", -1 },
  { "png without IHDR", "89504e470d0a1a0a 0000000d 49484453 00000100 00000100" PNG_REST, -1 },
  { "png, IHDR too long", "89504e470d0a1a0a 0000000e 49484452 00000100 00000100" PNG_REST, -1 },
  { "jpeg, baseline",
    "ffd8 ffe0 0004 0000 ffc0 0011 08 0100 0080 03 000000",
    ACN_IMAGE_JPEG,
    128,
    256 },
  { "jpeg, progressive", "ffd8 ffc2 0011 08 0010 0020 03 000000", ACN_IMAGE_JPEG, 32, 16 },
  { "jpeg, filled", "ffd8 ffffff c0 0011 08 0010 0020 03 000000", ACN_IMAGE_JPEG, 32, 16 },
  { "jpeg, arithmetic", "ffd8 ffc9 0011 08 0010 0020 03 000000", -1 },
  { "jpeg, lossless", "ffd8 ffc3 0011 08 0010 0020 03 000000", -1 },
  { "jpeg, scan before frame", "ffd8 ffda 0004 0000 ffc0 0011 08 0010 0020 03", -1 },
  { "jpeg, segment without end", "ffd8 ffe0 ffff 00000000", -1 },
  { "jpeg, segment of no length", "ffd8 ffe0 0000 ffc0 0011 08 0010 0020", -1 },
  { "jpeg, too high", "ffd8 ffc0 0011 08 ffff 0020 03 000000", -1 },
  { "jpeg, only the start", "ffd8ff", -1 },
  { "webp, lossy",
    RIFF "56503820 10000000 000000 9d012a 0001 0002 0000",
    ACN_IMAGE_WEBP,
    256,
    512 },
  { "webp, lossy, scaled",
    RIFF "56503820 10000000 000000 9d012a 0041 0082 0000",
    ACN_IMAGE_WEBP,
    256,
    512 },
  { "webp, lossless", RIFF "5650384c 10000000 2f ffc03f00 0000000000", ACN_IMAGE_WEBP, 256, 256 },
  { "webp, extended", RIFF "56503858 0a000000 10 000000 ff0000 ff0100", ACN_IMAGE_WEBP, 256, 512 },
  { "webp, animated", RIFF "56503858 0a000000 02 000000 ff0000 ff0100", -1 },
  { "webp, extended, too wide", RIFF "56503858 0a000000 10 000000 ffffff ff0100", -1 },
  { "webp, lossy without mark", RIFF "56503820 10000000 000000 9d012b 0001 0002 0000", -1 },
  { "webp, cut", RIFF "56503820 1000", -1 },
  { "gif", "474946383961 0100 0100 0000000000000000000000000000000000000000", -1 },
  { "bmp", "424d 36000000 00000000 36000000 28000000 01000000 01000000 0100 1800", -1 },
  { "tiff", "49492a00 08000000 000000000000000000000000000000000000000000", -1 },
  { "avif", "00000020 66747970 61766966 00000000 000000000000000000000000", -1 },
  { "svg", "3c737667 20786d6c 6e733d22 68747470 3a2f2f77 77772e77 332e6f72", -1 },
  { "html", "3c21444f 43545950 45206874 6d6c3e3c 68746d6c 3e3c2f68 746d6c3e", -1 },
  { "gzip", "1f8b0800 00000000 0003", -1 },
  { "one byte", "89", -1 },
  { "nothing", "", -1 },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GByteArray) bytes = from_hex (table[i].hex);
      g_autoptr (GError) error = NULL;
      AcnImageHeader header;
      gboolean       good = acn_image_header_read (&header, bytes->data, bytes->len, &error);

      g_test_message ("%s: %s", table[i].what, error != NULL ? error->message : "good");
      g_assert_true (good == (error == NULL));
      g_assert_cmpint (good ? (int) header.kind : -1, ==, table[i].kind);
      if (good)
        {
          g_assert_cmpuint (header.width, ==, table[i].width);
          g_assert_cmpuint (header.height, ==, table[i].height);
        }
    }
}

/* Every beginning of a good header, and every byte of it turned, is answered. */
static void
test_cut_and_turned (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GByteArray) bytes = from_hex (table[i].hex);

      for (guint n = 0; n < bytes->len; n++)
        {
          g_autofree guint8 *cut = g_memdup2 (bytes->data, MAX (n, 1));
          AcnImageHeader     header;
          gboolean           good = acn_image_header_read (&header, cut, n, NULL);

          g_assert_true (!good || header.width <= ACN_IMAGE_SIDE_MAX);
          bytes->data[n] ^= 0xff;
          good = acn_image_header_read (&header, bytes->data, bytes->len, NULL);
          g_assert_true (!good || header.height <= ACN_IMAGE_SIDE_MAX);
          bytes->data[n] ^= 0xff;
        }
    }
}

static void
test_too_many_bytes (void)
{
  g_autoptr (GByteArray) bytes = from_hex (table[0].hex);
  g_autoptr (GError) error = NULL;
  AcnImageHeader header;
  const guint    n = bytes->len;

  g_byte_array_set_size (bytes, ACN_IMAGE_BYTES_MAX + 1);
  memset (bytes->data + n, 0, bytes->len - n);
  g_assert_false (acn_image_header_read (&header, bytes->data, bytes->len, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_true (acn_image_header_read (&header, bytes->data, bytes->len - 1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/image-header/table", test_table);
  g_test_add_func ("/io/image-header/cut-and-turned", test_cut_and_turned);
  g_test_add_func ("/io/image-header/too-many-bytes", test_too_many_bytes);
  return g_test_run ();
}
