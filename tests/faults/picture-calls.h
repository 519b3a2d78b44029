/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of cairo, libpng and libwebp may fail: X (result, failure, name, parameters,
 * arguments). Where cairo fails it gives an object that is of no use, which it makes of @arguments
 * when these are not the caller's. */
#pragma once

#define PICTURE_CALLS(X)                                                                           \
  X (void *,                                                                                       \
     NULL,                                                                                         \
     png_create_write_struct,                                                                      \
     (const char *version, void *data, void *error, void *warning),                                \
     (version, data, error, warning))                                                              \
  X (void *, NULL, png_create_info_struct, (const void *png), (png))                               \
  X (void *,                                                                                       \
     NULL,                                                                                         \
     WebPAnimEncoderNewInternal,                                                                   \
     (int width, int height, const void *options, int version),                                    \
     (width, height, options, version))                                                            \
  X (int,                                                                                          \
     0,                                                                                            \
     WebPPictureImportBGRX,                                                                        \
     (void *picture, const void *pixels, int stride),                                              \
     (picture, pixels, stride))                                                                    \
  X (int,                                                                                          \
     0,                                                                                            \
     WebPAnimEncoderAdd,                                                                           \
     (void *encoder, void *picture, int time_ms, const void *config),                              \
     (encoder, picture, time_ms, config))                                                          \
  X (int, 0, WebPAnimEncoderAssemble, (void *encoder, void *data), (encoder, data))                \
  X (void *,                                                                                       \
     NULL,                                                                                         \
     WebPMuxCreateInternal,                                                                        \
     (const void *data, int copy, int version),                                                    \
     (data, copy, version))                                                                        \
  X (int,                                                                                          \
     -3,                                                                                           \
     WebPMuxSetChunk,                                                                              \
     (void *mux, const char *kind, const void *data, int copy),                                    \
     (mux, kind, data, copy))                                                                      \
  X (int, -3, WebPMuxAssemble, (void *mux, void *data), (mux, data))                               \
  X (void *,                                                                                       \
     real (format, -1, -1),                                                                        \
     cairo_image_surface_create,                                                                   \
     (int format, int width, int height),                                                          \
     (format, width, height))                                                                      \
  X (void *, real (NULL), cairo_create, (void *surface), (surface))
