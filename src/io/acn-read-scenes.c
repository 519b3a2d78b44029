/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes, and measures with what became of them. */
#include "io/acn-read.h"

#include "model/acn-scenes.h"

#include <glib/gi18n.h>

/* --- Scenes ---------------------------------------------------------------------------------- */

/* What is read while a scene is: its arrays, and the layer that has the classes. */
typedef struct
{
  const AcnLayer *layer; /* or NULL: the reference is wrong, which has been told */
  GArray         *parts;
  GArray         *words;
} Parts;

static guint
find_class (const AcnLayer *layer, const char *id)
{
  for (guint i = 0; i < layer->n_classes; i++)
    if (g_strcmp0 (layer->classes[i].id, id) == 0) /* a class without an id has been told */
      return i;
  return ACN_NONE;
}

static void
read_part (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  static const char *const counts[] = { "covered", "excluded", "apart" };
  Parts                   *parts = data;
  const char              *id = acn_reader_string (reader, object, "id", TRUE);
  AcnScenePart             part = { .class_index = ACN_NONE };

  if (id != NULL && parts->layer != NULL)
    {
      part.class_index = find_class (parts->layer, id);
      if (part.class_index == ACN_NONE)
        acn_reader_error_in (reader,
                             "id", /* Translators: ids. */
                             _ ("the layer “%s” has no class “%s”"),
                             parts->layer->id,
                             id);
    }
  acn_reader_need (reader, object, "counts_as");
  part.counts_as = acn_reader_choice (
      reader, object, "counts_as", counts, G_N_ELEMENTS (counts), ACN_COUNTS_APART);
  part.text = acn_reader_text (reader, object, "text", FALSE);
  g_array_append_val (parts->parts, part);
}

static void
read_words (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  Parts       *parts = data;
  AcnQuotation words = { .text = acn_reader_text (reader, object, "text", TRUE),
                         .citations = acn_reader_citations (reader, object, TRUE) };

  g_array_append_val (parts->words, words);
}

static AcnDay
read_day (AcnReader *reader, JsonObject *object)
{
  const char *date = acn_reader_string (reader, object, "date", TRUE);
  AcnDay      day = 0;

  if (date != NULL && !acn_day_parse (date, &day))
    acn_reader_error_in (
        reader,
        "date", /* Translators: %s is what stands for a day; YYYY-MM-DD are year, month and day. */
        _ ("“%s” is no day: YYYY-MM-DD is"),
        date);
  return day;
}

static void
read_scene (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnIds   *ids = &reader->lists[ACN_LIST_SCENES];
  AcnScene *scene = &g_array_index (reader->builder->scenes, AcnScene, index);
  Parts     parts = { .parts = g_array_new (FALSE, TRUE, sizeof (AcnScenePart)),
                      .words = g_array_new (FALSE, TRUE, sizeof (AcnQuotation)) };

  scene->id = acn_dossier_builder_string (reader->builder, g_ptr_array_index (ids->ids, index));
  scene->title = acn_reader_text (reader, object, "title", FALSE);
  scene->text = acn_reader_text (reader, object, "text", FALSE);
  scene->note = acn_reader_text (reader, object, "note", FALSE);
  scene->day = read_day (reader, object);
  scene->layer = acn_reader_reference (reader, object, "layer", ACN_LIST_LAYERS, TRUE);
  scene->view = acn_reader_reference (reader, object, "view", ACN_LIST_VIEWS, TRUE);
  if (scene->layer != ACN_NONE)
    {
      AcnLayer *layer = &g_array_index (reader->builder->layers, AcnLayer, scene->layer);

      layer->has_fixed_day = TRUE;
      layer->fixed_day = scene->day;
      parts.layer = layer;
    }
  acn_reader_each_needed (reader, object, "classes", read_part, &parts);
  acn_reader_each (reader, object, "words", read_words, &parts);
  scene->parts = acn_dossier_builder_take_array (reader->builder, parts.parts, &scene->n_parts);
  scene->words = acn_dossier_builder_take_array (reader->builder, parts.words, &scene->n_words);
  scene->citations = acn_reader_citations (reader, object, FALSE);
  g_array_unref (acn_reader_references (reader, object, "claims", ACN_LIST_CLAIMS, FALSE));
  g_array_unref (acn_reader_references (reader, object, "events", ACN_LIST_EVENTS, FALSE));
}

/*
 * acn_read_scenes:
 * @reader: at the root, layers and their classes read
 */
void
acn_read_scenes (AcnReader *reader)
{
  AcnIds *scenes = &reader->lists[ACN_LIST_SCENES];

  g_array_set_size (reader->builder->scenes, scenes->ids->len);
  acn_reader_each_of (reader, scenes->array, "scenes", read_scene, NULL);
}

/* --- Measures -------------------------------------------------------------------------------- */

static void
read_state (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  static const char *const progress[] = { "proposed", "planned",  "decided",
                                          "in-force", "approved", "announced",
                                          "supplied", "used",     "refused" };
  static const char *const extents[] = { "whole", "partly" };
  GArray                  *states = data;
  AcnMeasureState          state = { 0 };

  acn_reader_need (reader, object, "state");
  state.progress =
      acn_reader_choice (reader, object, "state", progress, G_N_ELEMENTS (progress), 0);
  state.partly =
      acn_reader_choice (reader, object, "extent", extents, G_N_ELEMENTS (extents), 0) == 1;
  acn_reader_when (reader, object, "when", TRUE, &state.when);
  state.text = acn_reader_text (reader, object, "text", FALSE);
  state.citations = acn_reader_citations (reader, object, TRUE);
  g_array_append_val (states, state);
}

/*
 * acn_read_states:
 * @reader: at what has states
 * @object: has a member "states"
 * @needed: whether one at least must be there
 *
 * Returns: (transfer full) (element-type AcnMeasureState): in their order
 */
GArray *
acn_read_states (AcnReader *reader, JsonObject *object, gboolean needed)
{
  GArray *states = g_array_new (FALSE, TRUE, sizeof (AcnMeasureState));

  if (needed)
    acn_reader_each_needed (reader, object, "states", read_state, states);
  else
    acn_reader_each (reader, object, "states", read_state, states);
  return states;
}

static void
read_measure (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnIds     *ids = data;
  AcnMeasure *measure = &g_array_index (reader->builder->measures, AcnMeasure, index);
  GArray     *states;

  measure->id = acn_dossier_builder_string (reader->builder, g_ptr_array_index (ids->ids, index));
  measure->title = acn_reader_text (reader, object, "title", FALSE);
  measure->text = acn_reader_text (reader, object, "text", FALSE);
  g_array_unref (acn_reader_references (reader, object, "claims", ACN_LIST_CLAIMS, FALSE));
  g_array_unref (acn_reader_references (reader, object, "events", ACN_LIST_EVENTS, FALSE));
  states = acn_read_states (reader, object, TRUE);
  measure->states = acn_dossier_builder_take_array (reader->builder, states, &measure->n_states);
}

/*
 * acn_read_measures:
 * @reader: at the root, ids collected
 * @root: the dossier
 */
void
acn_read_measures (AcnReader *reader, JsonObject *root)
{
  AcnIds ids;

  acn_ids_init (&ids, NC_ ("part of a dossier", "measure"));
  acn_ids_collect (&ids, reader, root, "measures");
  g_array_set_size (reader->builder->measures, ids.ids->len);
  acn_reader_each_of (reader, ids.array, "measures", read_measure, &ids);
  acn_ids_clear (&ids);
}
