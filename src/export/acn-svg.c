/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-svg.h"

#include "export/acn-pango-text.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

/* A logical pixel is 1/96 inch, as CSS has it, so no unit needs converting. */

typedef struct
{
  GString          *out;
  const AcnContour *contours;
  const float      *points;
  guint             n_clips;
} Writer;

/* --- Parts ----------------------------------------------------------------------------------- */

/* Two decimals are 1/9600 inch; what ends in zeros is cut. No locale changes the point. */
static void
add_number (GString *out, double value)
{
  char  buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", value);
  end = buffer + strlen (buffer);
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';
  g_string_append (out, g_str_equal (buffer, "-0") ? "0" : buffer);
}

static void
add_attribute (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  add_number (out, value);
  g_string_append_c (out, '"');
}

/* XML 1.0 has no control characters, escaped or not. */
static void
add_text (GString *out, const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      const gunichar unichar = g_utf8_get_char (c);

      if (unichar == '&')
        g_string_append (out, "&amp;");
      else if (unichar == '<')
        g_string_append (out, "&lt;");
      else if (unichar == '>')
        g_string_append (out, "&gt;");
      else if (unichar == '"')
        g_string_append (out, "&quot;");
      else if ((unichar < 0x20 && unichar != '\n' && unichar != '\t') ||
               (unichar >= 0x7f && unichar < 0xa0) || unichar == 0xfffe || unichar == 0xffff)
        g_string_append (out, "\xef\xbf\xbd");
      else
        g_string_append_unichar (out, unichar);
    }
}

static void
add_color (GString *out, const char *name, AcnColor color)
{
  g_string_append_printf (out,
                          " %s=\"#%02x%02x%02x\"",
                          name,
                          (guint) lround (color.r * 255),
                          (guint) lround (color.g * 255),
                          (guint) lround (color.b * 255));
  if (color.a < 1)
    {
      g_autofree char *opacity = g_strdup_printf ("%s-opacity", name);

      add_attribute (out, opacity, color.a);
    }
}

static void
add_border (GString *out, const AcnOp *op)
{
  if (op->line_width <= 0 || op->line_color.a <= 0)
    return;
  add_color (out, "stroke", op->line_color);
  add_attribute (out, "stroke-width", op->line_width);
}

static void
end_shape (GString *out, const AcnOp *op)
{
  if (op->color.a > 0)
    add_color (out, "fill", op->color);
  else
    g_string_append (out, " fill=\"none\"");
  add_border (out, op);
  g_string_append (out, "/>\n");
}

/* --- Ops ------------------------------------------------------------------------------------- */

static void
add_path (Writer *self, const AcnOp *op)
{
  g_string_append (self->out, "<path d=\"");
  for (guint c = op->first_contour; c < op->first_contour + op->n_contours; c++)
    {
      const AcnContour *contour = &self->contours[c];
      const float      *xy = self->points + 2 * contour->first;

      for (guint i = 0; i < contour->n; i++)
        {
          g_string_append_c (self->out, i == 0 ? 'M' : 'L');
          add_number (self->out, xy[2 * i]);
          g_string_append_c (self->out, ' ');
          add_number (self->out, xy[2 * i + 1]);
        }
      if (contour->closed && contour->n > 0)
        g_string_append_c (self->out, 'Z');
    }
  g_string_append_c (self->out, '"');
}

static void
add_fill (Writer *self, const AcnOp *op)
{
  add_path (self, op);
  add_color (self->out, "fill", op->color);
  g_string_append (self->out, "/>\n");
}

static void
add_stroke (Writer *self, const AcnOp *op)
{
  add_path (self, op);
  g_string_append (self->out, " fill=\"none\"");
  add_color (self->out, "stroke", op->color);
  add_attribute (self->out, "stroke-width", op->line_width);
  if (op->round_caps)
    g_string_append (self->out, " stroke-linecap=\"round\"");
  if (op->dash_on > 0)
    {
      g_string_append (self->out, " stroke-dasharray=\"");
      add_number (self->out, op->dash_on);
      g_string_append_c (self->out, ' ');
      add_number (self->out, op->dash_off);
      g_string_append_c (self->out, '"');
    }
  g_string_append (self->out, "/>\n");
}

/* The border lies inside the edge. */
static void
add_rect (Writer *self, const AcnOp *op)
{
  const gboolean bordered = op->line_width > 0 && op->line_color.a > 0;
  const double   inset = bordered ? op->line_width / 2 : 0;

  g_string_append (self->out, "<rect");
  add_attribute (self->out, "x", op->x + inset);
  add_attribute (self->out, "y", op->y + inset);
  add_attribute (self->out, "width", MAX (0, op->width - 2 * inset));
  add_attribute (self->out, "height", MAX (0, op->height - 2 * inset));
  if (op->radius > inset)
    add_attribute (self->out, "rx", op->radius - inset);
  end_shape (self->out, op);
}

static void
add_circle (Writer *self, const AcnOp *op)
{
  g_string_append (self->out, "<circle");
  add_attribute (self->out, "cx", op->x);
  add_attribute (self->out, "cy", op->y);
  add_attribute (self->out, "r", op->radius);
  end_shape (self->out, op);
}

/* The measured width is told, so that another face does not break the layout. */
static void
add_words (Writer *self, const AcnOp *op)
{
  const AcnTextSize size = acn_pango_text_measure (&op->font, op->text, NULL);

  g_string_append (self->out, "<text");
  add_attribute (self->out, "x", op->x);
  add_attribute (self->out, "y", op->y);
  if (op->angle_rad != 0)
    {
      g_string_append (self->out, " transform=\"rotate(");
      add_number (self->out, op->angle_rad * 180 / G_PI);
      g_string_append_c (self->out, ' ');
      add_number (self->out, op->x);
      g_string_append_c (self->out, ' ');
      add_number (self->out, op->y);
      g_string_append (self->out, ")\"");
    }
  add_attribute (self->out, "font-size", op->font.size_px);
  if (op->font.weight != 400)
    g_string_append_printf (self->out, " font-weight=\"%u\"", op->font.weight);
  if (op->font.italic)
    g_string_append (self->out, " font-style=\"italic\"");
  if (op->font.letter_spacing_px != 0)
    add_attribute (self->out, "letter-spacing", op->font.letter_spacing_px);
  else if (size.width_px > 0)
    {
      add_attribute (self->out, "textLength", size.width_px);
      g_string_append (self->out, " lengthAdjust=\"spacingAndGlyphs\"");
    }
  add_color (self->out, "fill", op->color);
  if (op->line_width > 0 && op->line_color.a > 0)
    {
      add_border (self->out, op);
      g_string_append (self->out, " paint-order=\"stroke\" stroke-linejoin=\"round\"");
    }
  g_string_append_c (self->out, '>');
  add_text (self->out, op->text);
  g_string_append (self->out, "</text>\n");
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Within the file, so that there is nothing to fetch. */
static void
add_image (Writer *self, const AcnOp *op)
{
  const AcnImage  *image = op->image;
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) image->pixels,
                                                                  CAIRO_FORMAT_ARGB32,
                                                                  (int) image->width,
                                                                  (int) image->height,
                                                                  (int) image->width * 4);
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autofree char *text = NULL;

  cairo_surface_write_to_png_stream (surface, append_cb, png);
  cairo_surface_destroy (surface);
  text = g_base64_encode (png->data, png->len);
  g_string_append (self->out, "<image");
  add_attribute (self->out, "x", op->x);
  add_attribute (self->out, "y", op->y);
  add_attribute (self->out, "width", op->width);
  add_attribute (self->out, "height", op->height);
  g_string_append_printf (self->out,
                          " preserveAspectRatio=\"none\" "
                          "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                          "xlink:href=\"data:image/png;base64,%s\"/>\n",
                          text);
}

static void
begin_clip (Writer *self, const AcnOp *op)
{
  const guint id = self->n_clips++;

  g_string_append_printf (self->out, "<clipPath id=\"clip-%u\"><rect", id);
  add_attribute (self->out, "x", op->x);
  add_attribute (self->out, "y", op->y);
  add_attribute (self->out, "width", op->width);
  add_attribute (self->out, "height", op->height);
  g_string_append_printf (self->out, "/></clipPath>\n<g clip-path=\"url(#clip-%u)\">\n", id);
}

static void
add_op (Writer *self, const AcnOp *op)
{
  switch (op->kind)
    {
    case ACN_OP_FILL:
      add_fill (self, op);
      break;
    case ACN_OP_STROKE:
      add_stroke (self, op);
      break;
    case ACN_OP_RECT:
      add_rect (self, op);
      break;
    case ACN_OP_CIRCLE:
      add_circle (self, op);
      break;
    case ACN_OP_TEXT:
      add_words (self, op);
      break;
    case ACN_OP_IMAGE:
      add_image (self, op);
      break;
    case ACN_OP_PUSH_CLIP:
      begin_clip (self, op);
      break;
    case ACN_OP_POP_CLIP:
      g_string_append (self->out, "</g>\n");
      break;
    default:
      g_return_if_reached ();
    }
}

/* --- The file -------------------------------------------------------------------------------- */

static void
add_element (GString *out, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (out, "<%s>", name);
  add_text (out, text);
  g_string_append_printf (out, "</%s>\n", name);
}

static void
add_notes (GString *out, const AcnFigureNotes *notes)
{
  if (notes == NULL)
    return;
  add_element (out, "title", notes->title);
  add_element (out, "desc", notes->description);
  g_string_append (out,
                   "<metadata>\n"
                   "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
                   "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<rdf:Description>\n");
  add_element (out, "dc:source", notes->source);
  add_element (out, "dc:creator", notes->software);
  add_element (out, "dc:provenance", notes->command);
  g_string_append (out, "</rdf:Description>\n</rdf:RDF>\n</metadata>\n");
}

/**
 * acn_svg_encode:
 * @list: what to paint
 * @notes: (nullable): words about it
 *
 * The picture has paths, rectangles, circles and text: no script, no link, and no raster but the
 * tiles of a base map, within the file.
 *
 * Returns: (transfer full): the file
 * Source: SVG 1.1 (Second Edition), W3C; paint-order from SVG 2, which older readers leave out
 */
GBytes *
acn_svg_encode (AcnPaper paper, const AcnDisplayList *list, const AcnFigureNotes *notes)
{
  Writer       self = { .out = g_string_sized_new (1 << 20) };
  guint        n;
  const AcnOp *ops = acn_display_list_get_ops (list, &n);

  self.contours = acn_display_list_get_contours (list);
  self.points = acn_display_list_get_points (list);
  g_string_append_printf (self.out,
                          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" role=\"img\" "
                          "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                          "font-family=\"%s\">\n",
                          paper.width_px,
                          paper.height_px,
                          paper.width_px,
                          paper.height_px,
                          acn_pango_text_get_family ());
  add_notes (self.out, notes);
  for (guint i = 0; i < n; i++)
    add_op (&self, &ops[i]);
  g_string_append (self.out, "</svg>\n");
  return g_string_free_to_bytes (self.out);
}
