/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections and claims. */
#include "io/acn-read.h"

#include "model/acn-argument.h"

static const char *
keep_id (AcnReader *reader, AcnList list, guint index)
{
  return acn_dossier_builder_string (reader->builder,
                                     g_ptr_array_index (reader->lists[list].ids, index));
}

static void
read_section (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnSection *section = &g_array_index (reader->builder->sections, AcnSection, index);

  section->id = keep_id (reader, ACN_LIST_SECTIONS, index);
  section->title = acn_reader_text (reader, object, "title", FALSE);
}

/* Ids and not indexes: events are put into another order when the dossier is built. */
static void
read_claim_events (AcnReader *reader, JsonObject *object, AcnClaim *claim)
{
  g_autoptr (GArray) events =
      acn_reader_references (reader, object, "events", ACN_LIST_EVENTS, FALSE);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (const char *));

  for (guint i = 0; i < events->len; i++)
    {
      const char *id = keep_id (reader, ACN_LIST_EVENTS, g_array_index (events, guint, i));
      g_array_append_val (ids, id);
    }
  claim->events = acn_dossier_builder_take_array (reader->builder, ids, &claim->n_events);
}

static void
read_claim (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  static const char *const kinds[] = { "fact", "judgement", "proposal", "forecast", "quote" };
  static const char *const records[] = { "supported", "partly",    "simplified",
                                         "contested", "overtaken", "opinion" };
  AcnClaim                *claim = &g_array_index (reader->builder->claims, AcnClaim, index);
  GArray                  *layers;
  guint                    scene;

  claim->id = keep_id (reader, ACN_LIST_CLAIMS, index);
  claim->section = acn_reader_reference (reader, object, "section", ACN_LIST_SECTIONS, FALSE);
  claim->title = acn_reader_text (reader, object, "title", FALSE);
  claim->text = acn_reader_text (reader, object, "text", FALSE);
  claim->record_note = acn_reader_text (reader, object, "record_note", FALSE);
  claim->later = acn_reader_text (reader, object, "later", FALSE);
  claim->kind =
      acn_reader_choice (reader, object, "kind", kinds, G_N_ELEMENTS (kinds), ACN_CLAIM_UNTOLD);
  claim->record = acn_reader_choice (
      reader, object, "record", records, G_N_ELEMENTS (records), ACN_RECORD_UNTOLD);
  claim->has_when = acn_reader_when (reader, object, "when", FALSE, &claim->when);
  claim->view = acn_reader_reference (reader, object, "view", ACN_LIST_VIEWS, FALSE);
  layers = acn_reader_references (reader, object, "layers", ACN_LIST_LAYERS, FALSE);
  claim->layers = acn_dossier_builder_take_array (reader->builder, layers, &claim->n_layers);
  read_claim_events (reader, object, claim);
  scene = acn_reader_reference (reader, object, "scene", ACN_LIST_SCENES, FALSE);
  claim->scene = scene != ACN_NONE ? keep_id (reader, ACN_LIST_SCENES, scene) : NULL;
  claim->citations = acn_reader_citations (reader, object, FALSE);
}

/*
 * acn_read_argument:
 * @reader: at the root, ids collected
 */
void
acn_read_argument (AcnReader *reader)
{
  AcnIds *sections = &reader->lists[ACN_LIST_SECTIONS];
  AcnIds *claims = &reader->lists[ACN_LIST_CLAIMS];

  g_array_set_size (reader->builder->sections, sections->ids->len);
  g_array_set_size (reader->builder->claims, claims->ids->len);
  acn_reader_each_of (reader, sections->array, "sections", read_section, NULL);
  acn_reader_each_of (reader, claims->array, "claims", read_claim, NULL);
}
