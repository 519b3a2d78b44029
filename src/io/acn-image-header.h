/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate before every decoder of pictures: what kind it is, by its first bytes and never by its
 * name, and how large it says to be. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Pixels of a side. */
#define ACN_IMAGE_SIDE_MAX 4096
/* Bytes of one tile. */
#define ACN_IMAGE_BYTES_MAX (4 * 1024 * 1024)

typedef enum
{
  ACN_IMAGE_PNG,
  ACN_IMAGE_JPEG,
  ACN_IMAGE_WEBP,
} AcnImageKind;

typedef struct
{
  AcnImageKind kind;
  guint        width, height; /* 1..ACN_IMAGE_SIDE_MAX */
} AcnImageHeader;

gboolean
acn_image_header_read (AcnImageHeader *self, const guint8 *data, gsize size, GError **error);

G_END_DECLS
