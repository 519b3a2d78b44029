/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/acn-pango-text.h"

#include <math.h>
#include <string.h>

/* First the face of GNOME 43's interface, then what every desktop has; both know Cyrillic. */
#define FAMILY "Cantarell, DejaVu Sans, sans-serif"

/* Laid-out lines kept a thread; a map at one zoom has a few hundred. */
#define MAX_LAYOUTS 2048

typedef struct
{
  AcnFont font;
  char   *text;
} Key;

/* A Pango font map may be used by one thread only, so each thread has its own. */
typedef struct
{
  PangoContext *context;
  GHashTable   *layouts; /* Key -> PangoLayout */
  GQueue        order;   /* Key, the oldest first */
} Bench;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->text) ^ (guint) (key->font.size_px * 64) ^
         ((guint) key->font.weight << 16) ^ ((guint) key->font.italic << 30);
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *ka = a, *kb = b;

  return ka->font.size_px == kb->font.size_px && ka->font.weight == kb->font.weight &&
         ka->font.italic == kb->font.italic &&
         ka->font.letter_spacing_px == kb->font.letter_spacing_px &&
         strcmp (ka->text, kb->text) == 0;
}

static void
free_key (gpointer data)
{
  Key *key = data;

  g_clear_pointer (&key->text, g_free);
  g_free (key);
}

static void
free_bench (gpointer data)
{
  Bench *bench = data;

  g_queue_clear (&bench->order);
  g_clear_pointer (&bench->layouts, g_hash_table_unref);
  g_clear_object (&bench->context);
  g_free (bench);
}

static GPrivate bench_key = G_PRIVATE_INIT (free_bench);

static Bench *
get_bench (void)
{
  Bench *bench = g_private_get (&bench_key);

  if (bench == NULL)
    {
      g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();

      bench = g_new0 (Bench, 1);
      pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 96);
      bench->context = pango_font_map_create_context (map);
      acn_pango_text_prepare (bench->context);
      bench->layouts = g_hash_table_new_full (hash_key, equal_keys, free_key, g_object_unref);
      g_private_set (&bench_key, bench);
    }
  return bench;
}

/**
 * acn_pango_text_prepare:
 * @context: a context that will draw text of display lists
 *
 * Sets what measuring and painting must share: no hinting, greyscale, positions not rounded.
 */
void
acn_pango_text_prepare (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (options);
}

/**
 * acn_pango_text_layout:
 * @context: prepared by acn_pango_text_prepare()
 * @text: one line, literal (never markup)
 *
 * Returns: (transfer full): the line laid out.
 */
PangoLayout *
acn_pango_text_layout (PangoContext *context, const AcnFont *font, const char *text)
{
  PangoLayout          *layout = pango_layout_new (context);
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, FAMILY);
  pango_font_description_set_absolute_size (description, font->size_px * PANGO_SCALE);
  pango_font_description_set_weight (description, (PangoWeight) font->weight);
  if (font->italic)
    pango_font_description_set_style (description, PANGO_STYLE_ITALIC);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  if (font->letter_spacing_px != 0)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (
          attributes,
          pango_attr_letter_spacing_new ((int) (font->letter_spacing_px * PANGO_SCALE)));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  return layout;
}

/**
 * acn_pango_text_get:
 *
 * Returns: (transfer none): the line laid out, kept by the calling thread until its store is full.
 */
PangoLayout *
acn_pango_text_get (const AcnFont *font, const char *text)
{
  Bench       *bench = get_bench ();
  Key          probe = { *font, (char *) text };
  PangoLayout *layout = g_hash_table_lookup (bench->layouts, &probe);
  Key         *key;

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (bench->layouts) >= MAX_LAYOUTS) /* one for one: no frame pays for all */
    g_hash_table_remove (bench->layouts, g_queue_pop_head (&bench->order));
  key = g_new (Key, 1);
  *key = (Key){ *font, g_strdup (text) };
  layout = acn_pango_text_layout (bench->context, font, text);
  g_hash_table_insert (bench->layouts, key, layout);
  g_queue_push_tail (&bench->order, key);
  return layout;
}

/**
 * acn_pango_text_measure:
 * @data: not used
 *
 * An AcnTextMeasure. Any thread.
 *
 * Returns: size of the line's logical box, pixels.
 */
AcnTextSize
acn_pango_text_measure (const AcnFont *font, const char *text, gpointer data)
{
  PangoLayout   *layout = acn_pango_text_get (font, text);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (AcnTextSize){ logical.width / (double) PANGO_SCALE,
                        logical.height / (double) PANGO_SCALE,
                        pango_layout_get_baseline (layout) / (double) PANGO_SCALE };
}

/**
 * acn_pango_text_get_family:
 *
 * Returns: the faces of all texts, in order of preference, as CSS writes them
 */
const char *
acn_pango_text_get_family (void)
{
  return FAMILY;
}

/**
 * acn_pango_text_has_fonts:
 * @context: of any font map
 *
 * Without any font Pango draws a box for each letter, and a box says nothing: neither who is where
 * nor that it is hypothetical.
 *
 * Returns: whether there is a font that has plain letters
 */
gboolean
acn_pango_text_has_fonts (PangoContext *context)
{
  g_autoptr (PangoFont) font =
      pango_context_load_font (context, pango_context_get_font_description (context));
  g_autoptr (PangoLayout) layout = NULL;

  if (font == NULL)
    return FALSE;
  layout = pango_layout_new (context);
  pango_layout_set_text (layout, "Aa1", -1);
  return pango_layout_get_unknown_glyphs_count (layout) == 0;
}
