/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoders ask for memory as large as a header says: 57 bytes are enough to make one ask for
 * 16 GiB. So the header is read here first. */
#include "io/acn-image-header.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
fail (GError **error, GIOErrorEnum code, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, code, message);
  return FALSE;
}

static gboolean
fail_damaged (GError **error)
{
  return fail (error, G_IO_ERROR_INVALID_DATA, _ ("the picture’s header is damaged"));
}

static guint32
read_be16 (const guint8 *p)
{
  return (guint32) p[0] << 8 | p[1];
}

static guint32
read_be32 (const guint8 *p)
{
  return read_be16 (p) << 16 | read_be16 (p + 2);
}

static guint32
read_le24 (const guint8 *p)
{
  return p[0] | (guint32) p[1] << 8 | (guint32) p[2] << 16;
}

/* Source: Portable Network Graphics (Second Edition), W3C, 5.2 and 11.2.2. */
static gboolean
read_png (AcnImageHeader *self, const guint8 *data, gsize size)
{
  if (size < 33 || read_be32 (data + 8) != 13 || memcmp (data + 12, "IHDR", 4) != 0)
    return FALSE;
  *self = (AcnImageHeader){ ACN_IMAGE_PNG, read_be32 (data + 16), read_be32 (data + 20) };
  return TRUE;
}

/* Walks the segments up to the frame header; baseline and progressive frames only.
 * Source: ITU-T T.81, B.1.1 and B.2.2. */
static gboolean
read_jpeg (AcnImageHeader *self, const guint8 *data, gsize size)
{
  gsize at = 2;

  while (size - at >= 4)
    {
      const guint8 marker = data[at + 1];
      const gsize  length = read_be16 (data + at + 2);

      if (data[at] != 0xff)
        return FALSE;
      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xc2)
        {
          if (size - at < 10)
            return FALSE;
          *self = (AcnImageHeader){ ACN_IMAGE_JPEG,
                                    read_be16 (data + at + 7),
                                    read_be16 (data + at + 5) };
          return TRUE;
        }
      /* Other frames, and what stands alone or after the frame, have no place here. */
      if (marker < 0xc4 || (marker > 0xc4 && marker < 0xdb) || length < 2 || length + 2 > size - at)
        return FALSE;
      at += length + 2;
    }
  return FALSE;
}

/* Source: RFC 9649, 2.5 to 2.7; RFC 6386, 9.1. */
static gboolean
read_webp (AcnImageHeader *self, const guint8 *data, gsize size)
{
  const guint8 *body = data + 20;

  self->kind = ACN_IMAGE_WEBP;
  if (size < 30)
    return FALSE;
  if (memcmp (data + 12, "VP8 ", 4) == 0 && memcmp (body + 3, "\x9d\x01\x2a", 3) == 0)
    {
      self->width = (body[6] | (guint) body[7] << 8) & 0x3fff;
      self->height = (body[8] | (guint) body[9] << 8) & 0x3fff;
      return TRUE;
    }
  if (memcmp (data + 12, "VP8L", 4) == 0 && body[0] == 0x2f)
    {
      const guint32 bits = read_le24 (body + 1) | (guint32) body[4] << 24;

      self->width = (bits & 0x3fff) + 1;
      self->height = (bits >> 14 & 0x3fff) + 1;
      return TRUE;
    }
  /* An animation is no tile. */
  if (memcmp (data + 12, "VP8X", 4) == 0 && (body[0] & 2) == 0)
    {
      self->width = read_le24 (body + 4) + 1;
      self->height = read_le24 (body + 7) + 1;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_kind (AcnImageHeader *self, const guint8 *data, gsize size, GError **error)
{
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return read_png (self, data, size) || fail_damaged (error);
  if (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return read_jpeg (self, data, size) || fail_damaged (error);
  if (size >= 16 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return read_webp (self, data, size) || fail_damaged (error);
  return fail (error,
               G_IO_ERROR_NOT_SUPPORTED,
               _ ("it is no picture in PNG, JPEG or WebP, the formats of tiles"));
}

/**
 * acn_image_header_read:
 * @self: (out): kind and size of the picture
 * @data: (array length=size): the whole picture
 * @error: says why it must not be decoded
 *
 * Returns: whether a decoder of that kind, and no other, may be given the picture. Errors:
 *   %G_IO_ERROR_NOT_SUPPORTED for another kind, %G_IO_ERROR_INVALID_DATA for one that is damaged
 *   or too large
 */
gboolean
acn_image_header_read (AcnImageHeader *self, const guint8 *data, gsize size, GError **error)
{
  *self = (AcnImageHeader){ 0 };
  if (size == 0)
    return fail (error, G_IO_ERROR_INVALID_DATA, _ ("the picture is empty"));
  if (size > ACN_IMAGE_BYTES_MAX)
    return fail (error, G_IO_ERROR_INVALID_DATA, _ ("the picture is larger than 4 MiB"));
  if (!read_kind (self, data, size, error))
    return FALSE;
  if (self->width == 0 || self->height == 0)
    return fail_damaged (error);
  if (self->width <= ACN_IMAGE_SIDE_MAX && self->height <= ACN_IMAGE_SIDE_MAX)
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_INVALID_DATA,
               /* Translators: width and height that a file names, then those that are read. */
               _ ("the picture says to be %u × %u pixels; %d × %d are the most"),
               self->width,
               self->height,
               ACN_IMAGE_SIDE_MAX,
               ACN_IMAGE_SIDE_MAX);
  return FALSE;
}
