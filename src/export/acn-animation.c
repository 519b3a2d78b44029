/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-animation.h"

#include "export/acn-cairo-painter.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <webp/encode.h>
#include <webp/mux.h>

/* Of libwebp's lossless presets 0..9: maps are flat, more effort gains little. */
#define LOSSLESS_LEVEL 2

struct _AcnFrameImage
{
  cairo_surface_t *surface;
};

struct _AcnAnimation
{
  WebPAnimEncoder *encoder;
  double           time_s; /* when the next frame begins */
  gboolean         failed;
};

/* @why: NULL or empty when it is not known */
static void
set_failed (GError **error, AcnFigureError code, const char *why)
{
  if (why == NULL || *why == '\0')
    g_set_error_literal (
        error, ACN_FIGURE_ERROR, (int) code, _ ("the moving picture could not be made"));
  else
    g_set_error (error,
                 ACN_FIGURE_ERROR,
                 (int) code,
                 /* Translators: %s says why, sometimes in English. */
                 _ ("the moving picture could not be made: %s"),
                 why);
}

/**
 * acn_frame_image_new:
 *
 * Any thread.
 *
 * Returns: (transfer full): the figure in pixels; NULL with @error
 */
AcnFrameImage *
acn_frame_image_new (const AcnFigure *figure, GError **error)
{
  g_autoptr (AcnDisplayList) list = acn_figure_layout (figure, error);
  AcnFrameImage   *self;
  cairo_surface_t *surface;
  cairo_t         *cr;

  if (list == NULL)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                        (int) lround (figure->width_px * figure->scale),
                                        (int) lround (figure->height_px * figure->scale));
  cr = cairo_create (surface);
  cairo_scale (cr, figure->scale, figure->scale);
  acn_cairo_paint (cr, list);
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    {
      set_failed (error, ACN_FIGURE_ERROR_FAILED, cairo_status_to_string (cairo_status (cr)));
      g_clear_pointer (&surface, cairo_surface_destroy);
    }
  cairo_destroy (cr);
  if (surface == NULL)
    return NULL;
  cairo_surface_flush (surface);
  self = g_new0 (AcnFrameImage, 1);
  self->surface = surface;
  return self;
}

void
acn_frame_image_free (AcnFrameImage *self)
{
  cairo_surface_destroy (self->surface);
  g_free (self);
}

/**
 * acn_animation_new:
 * @figure: gives the size
 *
 * Returns: (transfer full): an endless loop without frames yet; NULL with ACN_FIGURE_ERROR_SERIES
 *   when WebP cannot hold that size (16383 px a side), ACN_FIGURE_ERROR_FAILED when it has no
 *   memory for it, or as acn_figure_check_fonts()
 */
AcnAnimation *
acn_animation_new (const AcnFigure *figure, GError **error)
{
  const int              width = (int) lround (figure->width_px * figure->scale);
  const int              height = (int) lround (figure->height_px * figure->scale);
  WebPAnimEncoderOptions options;
  WebPAnimEncoder       *encoder;
  AcnAnimation          *self;

  if (width > WEBP_MAX_DIMENSION || height > WEBP_MAX_DIMENSION || width < 1 || height < 1 ||
      !WebPAnimEncoderOptionsInit (&options))
    {
      set_failed (error, ACN_FIGURE_ERROR_SERIES, _ ("WebP holds at most 16383 pixels a side"));
      return NULL;
    }
  if (!acn_figure_check_fonts (error))
    return NULL;
  options.anim_params.loop_count = 0;
  encoder = WebPAnimEncoderNew (width, height, &options);
  if (encoder == NULL)
    {
      set_failed (error, ACN_FIGURE_ERROR_FAILED, NULL);
      return NULL;
    }
  self = g_new0 (AcnAnimation, 1);
  self->encoder = encoder;
  return self;
}

void
acn_animation_free (AcnAnimation *self)
{
  WebPAnimEncoderDelete (self->encoder);
  g_free (self);
}

/**
 * acn_animation_add:
 * @seconds: how long the frame stands
 *
 * A failure is told by acn_animation_finish().
 */
void
acn_animation_add (AcnAnimation *self, const AcnFrameImage *image, double seconds)
{
  WebPConfig  config;
  WebPPicture picture;

  if (self->failed || !WebPConfigInit (&config) ||
      !WebPConfigLosslessPreset (&config, LOSSLESS_LEVEL) || !WebPPictureInit (&picture))
    {
      self->failed = TRUE;
      return;
    }
  picture.use_argb = 1;
  picture.width = cairo_image_surface_get_width (image->surface);
  picture.height = cairo_image_surface_get_height (image->surface);
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  self->failed = !WebPPictureImportBGRX (&picture,
                                         cairo_image_surface_get_data (image->surface),
                                         cairo_image_surface_get_stride (image->surface));
#else
#error "cairo's pixels are native 0x00RRGGBB: import them byte by byte here"
#endif
  if (!self->failed)
    self->failed =
        !WebPAnimEncoderAdd (self->encoder, &picture, (int) lround (self->time_s * 1000), &config);
  self->time_s += seconds;
  WebPPictureFree (&picture);
}

/* Title, alt text and command as XMP. Source: ISO 16684-1 */
static char *
make_xmp (const AcnFigureNotes *notes)
{
  return g_markup_printf_escaped (
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>"
      "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>"
      "</dc:description><dc:source>%s</dc:source><xmp:CreatorTool>%s</xmp:CreatorTool>"
      "<xmp:Nickname>%s</xmp:Nickname></rdf:Description></rdf:RDF></x:xmpmeta>"
      "<?xpacket end=\"r\"?>",
      notes->title,
      notes->description,
      notes->source,
      notes->software,
      notes->command);
}

static GBytes *
add_notes (const WebPData *data, const AcnFigureNotes *notes)
{
  g_autofree char *xmp = make_xmp (notes);
  const WebPData   chunk = { (const guint8 *) xmp, strlen (xmp) };
  WebPMux         *mux = WebPMuxCreate (data, 0);
  WebPData         out = { NULL, 0 };
  GBytes          *bytes = NULL;

  if (mux != NULL && WebPMuxSetChunk (mux, "XMP ", &chunk, 0) == WEBP_MUX_OK &&
      WebPMuxAssemble (mux, &out) == WEBP_MUX_OK)
    bytes = g_bytes_new (out.bytes, out.size);
  WebPDataClear (&out);
  WebPMuxDelete (mux);
  return bytes;
}

/**
 * acn_animation_finish:
 * @notes: what the file says of itself
 *
 * Returns: (transfer full): the file's bytes; NULL with ACN_FIGURE_ERROR_FAILED
 * Source: WebP Container Specification, 1.2
 */
GBytes *
acn_animation_finish (AcnAnimation *self, const AcnFigureNotes *notes, GError **error)
{
  WebPData data;
  GBytes  *bytes = NULL;

  WebPDataInit (&data);
  if (!self->failed &&
      WebPAnimEncoderAdd (self->encoder, NULL, (int) lround (self->time_s * 1000), NULL) &&
      WebPAnimEncoderAssemble (self->encoder, &data))
    bytes = add_notes (&data, notes);
  WebPDataClear (&data);
  if (bytes == NULL)
    set_failed (error, ACN_FIGURE_ERROR_FAILED, WebPAnimEncoderGetError (self->encoder));
  return bytes;
}
