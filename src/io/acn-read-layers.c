/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-read.h"

#include "geo/acn-overlay.h"

#include <glib/gi18n.h>

/* Derivations of derivations; deeper ones are surely a mistake, and are followed by recursion. */
#define DERIVATION_DEPTH_MAX 64

/* The operation that is none of AcnOverlayOp, as the reader counts. */
#define REACH 3
#define LINE 4

static const AcnStyle default_style = { .fill = ACN_HUE_NONE,
                                        .opacity = 0.4,
                                        .hatch = ACN_HATCH_NONE,
                                        .stroke = ACN_HUE_NONE,
                                        .width_px = 1,
                                        .marker = ACN_MARKER_DOT };

/* --- Parts of a layer ------------------------------------------------------------------------ */

typedef struct
{
  AcnStyle style;
  GArray  *classes;
  AcnIds  *ids;
} Classes;

static void
read_class (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  Classes *self = data;
  AcnClass class = { .style = self->style };

  class.id =
      acn_dossier_builder_string (reader->builder, g_ptr_array_index (self->ids->ids, index));
  class.title = acn_reader_text (reader, object, "title", FALSE);
  acn_read_style (reader, object, &class.style);
  g_array_append_val (self->classes, class);
}

static void
read_classes (AcnReader *reader, JsonObject *object, AcnLayer *layer, AcnIds *ids)
{
  Classes classes = { .style = layer->style,
                      .classes = g_array_new (FALSE, FALSE, sizeof (AcnClass)),
                      .ids = ids };

  acn_ids_collect (ids, reader, object, "classes");
  acn_reader_each_of (reader, ids->array, "classes", read_class, &classes);
  layer->classes =
      acn_dossier_builder_take_array (reader->builder, classes.classes, &layer->n_classes);
}

/* All that is within a weapon's range of the operands. */
static void
read_reach (AcnReader *reader, JsonObject *derivation, AcnLayer *layer)
{
  const guint range = acn_reader_reference (reader, derivation, "range", ACN_LIST_RANGES, TRUE);

  layer->overlay_op = ACN_OVERLAY_UNION;
  if (range == ACN_NONE)
    return;
  layer->reach_km = g_array_index (reader->builder->ranges, AcnRange, range).km;
  if (layer->citations.n == 0)
    layer->citations = g_array_index (reader->builder->ranges, AcnRange, range).citations;
}

static void
read_derivation (AcnReader *reader, JsonObject *object, AcnLayer *layer)
{
  static const char *const operations[] = {
    "difference", "union", "intersection", "reach", "line"
  };
  JsonObject *derivation = acn_reader_object (reader, object, "derivation", TRUE);
  GArray     *operands;
  gsize       here;

  if (derivation == NULL)
    return;
  here = acn_reader_enter (reader, "derivation");
  if (acn_reader_get_member (reader, derivation, "operation") == NULL)
    acn_reader_error (reader, /* Translators: %s is a member of an object. */
                      _ ("“%s” is missing"),
                      "operation");
  layer->overlay_op = acn_reader_choice (reader,
                                         derivation,
                                         "operation",
                                         operations,
                                         G_N_ELEMENTS (operations),
                                         ACN_OVERLAY_DIFFERENCE);
  if (layer->overlay_op == REACH)
    read_reach (reader, derivation, layer);
  if (layer->overlay_op == LINE)
    layer->overlay_op = ACN_DERIVES_LINE;
  operands = acn_reader_references (reader, derivation, "of", ACN_LIST_LAYERS, TRUE);
  layer->operands = acn_dossier_builder_take_array (reader->builder, operands, &layer->n_operands);
  acn_reader_leave (reader, here);
}

/* What the layer shows: a file, a derivation or the events. */
static void
read_content (AcnReader *reader, JsonObject *object, AcnLayer *layer, AcnIds *classes)
{
  static const char *const contents[] = { "events", "graticule" };
  const guint              n = (acn_reader_get_member (reader, object, "data") != NULL) +
                  (acn_reader_get_member (reader, object, "derivation") != NULL) +
                  (acn_reader_get_member (reader, object, "content") != NULL);

  if (n != 1)
    acn_reader_error (reader,
                      "%s",
                      n == 0 ? _ ("a layer needs “data”, “derivation” or “content”")
                             : _ ("a layer has only one of “data”, “derivation” and “content”"));
  else if (acn_reader_get_member (reader, object, "data") != NULL)
    acn_read_features (reader, object, layer, classes);
  else if (acn_reader_get_member (reader, object, "derivation") != NULL)
    {
      layer->content = ACN_LAYER_DERIVATION;
      read_derivation (reader, object, layer);
    }
  else
    {
      layer->content =
          acn_reader_choice (reader, object, "content", contents, G_N_ELEMENTS (contents), 0) == 1
              ? ACN_LAYER_GRATICULE
              : ACN_LAYER_EVENTS;
    }
}

static void
read_layer (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  static const char *const classings[] = { "positions" };
  AcnLayer                *layer = &g_array_index (reader->builder->layers, AcnLayer, index);
  AcnIds                   classes;

  acn_ids_init (&classes, NC_ ("part of a dossier", "class"));
  layer->id = acn_dossier_builder_string (
      reader->builder, g_ptr_array_index (reader->lists[ACN_LIST_LAYERS].ids, index));
  layer->title = acn_reader_text (reader, object, "title", TRUE);
  layer->legend = acn_reader_text (reader, object, "legend", FALSE);
  layer->note = acn_reader_text (reader, object, "note", FALSE);
  layer->group = acn_reader_reference (reader, object, "group", ACN_LIST_GROUPS, FALSE);
  layer->members_of = acn_reader_reference (reader, object, "members_of", ACN_LIST_ACTORS, FALSE);
  layer->by_position = acn_reader_choice (reader,
                                          object,
                                          "classed_by",
                                          classings,
                                          G_N_ELEMENTS (classings),
                                          G_N_ELEMENTS (classings)) == 0;
  layer->style = default_style;
  if (acn_reader_get_member (reader, object, "style") == NULL)
    layer->style.fill = layer->style.stroke = ACN_HUE_SLATE;
  acn_read_style (reader, object, &layer->style);
  read_classes (reader, object, layer, &classes);
  layer->visible = acn_reader_boolean (reader, object, "visible", TRUE);
  layer->hypothetical = acn_reader_boolean (reader, object, "hypothetical", FALSE);
  layer->uncertain = acn_reader_boolean (reader, object, "uncertain", FALSE);
  layer->citations = acn_reader_citations (reader, object, FALSE);
  read_content (reader, object, layer, &classes);
  acn_ids_clear (&classes);
}

/*
 * acn_read_layers:
 * @reader: at the root, lists of actors and sources collected
 */
void
acn_read_layers (AcnReader *reader)
{
  AcnIds *ids = &reader->lists[ACN_LIST_LAYERS];

  g_array_set_size (reader->builder->layers, ids->ids->len);
  acn_reader_each_of (reader, ids->array, "layers", read_layer, NULL);
}

/* --- Derivations of derivations -------------------------------------------------------------- */

enum
{
  UNSEEN,
  OPEN,
  DONE,
};

/* A walk through operands, without recursion. */
typedef struct
{
  guint8 *marks;
  guint  *depths;
  GArray *path;  /* layers that are open */
  GArray *nexts; /* for each, the operand to look at next */
} Walk;

static const AcnLayer *
get_layer (AcnReader *reader, guint index)
{
  return &g_array_index (reader->builder->layers, AcnLayer, index);
}

static void report_derivation (AcnReader *reader, guint layer, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
report_derivation (AcnReader *reader, guint layer, const char *format, ...)
{
  const gsize      here = acn_reader_enter (reader, "layers");
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  acn_reader_enter_index (reader, layer);
  acn_reader_error_in (reader, "derivation", "%s", message);
  acn_reader_leave (reader, here);
}

static void
report_cycle (AcnReader *reader, const Walk *walk, guint again)
{
  g_autoptr (GString) cycle = g_string_new (NULL);
  gboolean within = FALSE;
  guint    n = 0;

  for (guint i = 0; i < walk->path->len; i++)
    {
      const guint layer = g_array_index (walk->path, guint, i);

      within |= layer == again;
      if (within && n++ < 10)
        g_string_append_printf (cycle, "%s → ", get_layer (reader, layer)->id);
    }
  g_string_append_printf (cycle, "%s%s", n > 10 ? "… → " : "", get_layer (reader, again)->id);
  report_derivation (reader,
                     again, /* Translators: %s is ids of layers with arrows between. */
                     _ ("this layer is derived from itself: %s"),
                     cycle->str);
}

static void
open_layer (Walk *walk, guint layer)
{
  const guint first = 0;

  walk->marks[layer] = OPEN;
  g_array_append_val (walk->path, layer);
  g_array_append_val (walk->nexts, first);
}

static void
close_layer (AcnReader *reader, Walk *walk, guint layer)
{
  const AcnLayer *closed = get_layer (reader, layer);

  for (guint i = 0; i < closed->n_operands; i++)
    walk->depths[layer] = MAX (walk->depths[layer], walk->depths[closed->operands[i]] + 1);
  if (walk->depths[layer] == DERIVATION_DEPTH_MAX + 1)
    report_derivation (reader,
                       layer, /* Translators: %d is how many there may be, always the same. */
                       _ ("more than %d derivations of derivations in a row"),
                       DERIVATION_DEPTH_MAX);
  walk->marks[layer] = DONE;
  g_array_set_size (walk->path, walk->path->len - 1);
  g_array_set_size (walk->nexts, walk->nexts->len - 1);
}

static void
walk_from (AcnReader *reader, Walk *walk, guint start)
{
  open_layer (walk, start);
  while (walk->path->len > 0)
    {
      const guint     layer = g_array_index (walk->path, guint, walk->path->len - 1);
      guint          *next = &g_array_index (walk->nexts, guint, walk->nexts->len - 1);
      const AcnLayer *open = get_layer (reader, layer);
      guint           operand;

      if (*next >= open->n_operands)
        {
          close_layer (reader, walk, layer);
          continue;
        }
      operand = open->operands[(*next)++];
      if (walk->marks[operand] == OPEN)
        report_cycle (reader, walk, operand);
      else if (walk->marks[operand] == UNSEEN)
        open_layer (walk, operand);
    }
}

static void
check_operands (AcnReader *reader, guint index)
{
  const AcnLayer *layer = get_layer (reader, index);

  for (guint i = 0; i < layer->n_operands; i++)
    if (!acn_layer_has_shapes (get_layer (reader, layer->operands[i])) ||
        acn_layer_is_derived_line (get_layer (reader, layer->operands[i])))
      report_derivation (reader,
                         index,
                         /* Translators: %s is an id. */
                         _ ("the layer “%s” has no areas; only areas can be derived from"),
                         get_layer (reader, layer->operands[i])->id);
}

/*
 * acn_read_derivations:
 * @reader: at the root, layers read
 *
 * Reports layers that are derived from themselves or from what has no area.
 */
void
acn_read_derivations (AcnReader *reader)
{
  const guint        n = reader->builder->layers->len;
  g_autofree guint8 *marks = g_new0 (guint8, n);
  g_autofree guint  *depths = g_new0 (guint, n);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) nexts = g_array_new (FALSE, FALSE, sizeof (guint));
  Walk walk = { marks, depths, path, nexts };

  for (guint i = 0; i < n; i++)
    {
      check_operands (reader, i);
      if (marks[i] == UNSEEN)
        walk_from (reader, &walk, i);
    }
}
