/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events are many. One that is written as events are, and has no fault, is taken from the bytes; of
 * any other a tree is made and read member by member, which tells what is wrong. Both ways give the
 * same event. */
#include "io/acn-read.h"

#include "base/acn-memory.h"
#include "io/acn-json-string.h"

#include <string.h>

#define RANK_DEFAULT 3
#define RANK_MAX 5

/* Bytes of a date or an id, and citations of one event, beyond which a tree is made. */
#define PLAIN_MAX 256
#define CITATIONS_MAX 32
#define LANGUAGES_MAX 16

/* --- From a tree ------------------------------------------------------------------------------ */

static void
read_event (AcnReader *reader, JsonObject *object, guint index, gpointer data)
{
  AcnEvent   *event = &g_array_index (reader->builder->events, AcnEvent, index);
  const char *id = g_ptr_array_index (reader->lists[ACN_LIST_EVENTS].ids, index);

  event->id = acn_dossier_builder_string (reader->builder, id);
  event->title = acn_reader_text (reader, object, "title", TRUE);
  event->text = acn_reader_text (reader, object, "text", FALSE);
  event->outcome = acn_reader_text (reader, object, "outcome", FALSE);
  event->note = acn_reader_text (reader, object, "note", FALSE);
  acn_reader_when (reader, object, "when", TRUE, &event->when);
  event->lane = acn_reader_reference (reader, object, "lane", ACN_LIST_LANES, TRUE);
  event->place = acn_reader_reference (reader, object, "place", ACN_LIST_PLACES, FALSE);
  event->view = acn_reader_reference (reader, object, "view", ACN_LIST_VIEWS, FALSE);
  event->rank = acn_reader_integer (reader, object, "rank", 1, RANK_MAX, RANK_DEFAULT);
  g_array_unref (acn_reader_references (reader, object, "actors", ACN_LIST_ACTORS, FALSE));
  event->citations = acn_reader_citations (reader, object, TRUE);
}

/* --- From the bytes --------------------------------------------------------------------------- */

/* @tags: languages that texts may have, as far as they are known
 * @n_announced: those that the dossier names, the first of @tags; without any a text may have
 * others
 * @main: its own language
 */
typedef struct
{
  AcnReader    *reader;
  const guint8 *data;
  const char   *tags[LANGUAGES_MAX];
  GQuark        quarks[LANGUAGES_MAX];
  guint         n_tags, n_announced;
  GQuark        main;
} Plain;

static gboolean
init_plain (Plain *self, AcnReader *reader)
{
  const GPtrArray *announced = reader->builder->languages;

  if (announced->len > LANGUAGES_MAX)
    return FALSE;
  *self = (Plain){ .reader = reader,
                   .data = acn_json_document_get_text (reader->document, NULL),
                   .n_tags = announced->len,
                   .n_announced = announced->len,
                   .main = g_quark_from_string (reader->language) };
  for (guint i = 0; i < announced->len; i++)
    {
      self->tags[i] = g_ptr_array_index (announced, i);
      self->quarks[i] = g_quark_from_string (self->tags[i]);
    }
  return TRUE;
}

static gboolean
copy_plain (const Plain *self, AcnJsonSlice slice, char out[PLAIN_MAX])
{
  if (slice.length >= PLAIN_MAX)
    return FALSE;
  memcpy (out, self->data + slice.begin, slice.length);
  out[slice.length] = '\0';
  return TRUE;
}

/* 0 for one that texts may not have. */
static GQuark
find_language (Plain *self, AcnJsonSlice slice)
{
  char tag[PLAIN_MAX];

  if (!copy_plain (self, slice, tag))
    return 0;
  for (guint i = 0; i < self->n_tags; i++)
    if (strcmp (self->tags[i], tag) == 0)
      return self->quarks[i];
  if (self->n_announced > 0 || self->n_tags == LANGUAGES_MAX || !acn_reader_check_language (tag))
    return 0;
  self->quarks[self->n_tags] = g_quark_from_string (tag);
  self->tags[self->n_tags] = g_quark_to_string (self->quarks[self->n_tags]);
  return self->quarks[self->n_tags++];
}

/* Whether a text needs nothing done to it. */
static gboolean
is_shown_as_it_is (const char *text, gsize length, gsize max)
{
  return acn_text_is_literal (text, length) &&
         (length <= max || g_utf8_strlen (text, (gssize) length) <= (glong) max);
}

static gboolean
read_map (Plain *self, AcnJsonSlice rest, gsize max, const AcnText **out)
{
  GQuark      languages[LANGUAGES_MAX];
  const char *values[LANGUAGES_MAX];
  gsize       lengths[LANGUAGES_MAX];
  AcnJsonPair pair;
  gboolean    has_main = FALSE;
  guint       n = 0;

  while (acn_json_event_next_language (self->data, &rest, &pair))
    {
      const GQuark language = n < LANGUAGES_MAX ? find_language (self, pair.first) : 0;
      const char  *value = (const char *) self->data + pair.second.begin;

      if (language == 0 || !is_shown_as_it_is (value, pair.second.length, max))
        return FALSE;
      has_main |= language == self->main;
      languages[n] = language;
      values[n] = value;
      lengths[n++] = pair.second.length;
    }
  if (!has_main)
    return FALSE;
  *out = acn_text_pack (
      acn_dossier_builder_get_arena (self->reader->builder), n, languages, values, lengths);
  return TRUE;
}

static gboolean
read_text (Plain *self, const AcnJsonEvent *raw, AcnEventMember member, const AcnText **out)
{
  const AcnJsonSlice slice = raw->slices[member];
  const gsize        max = member == ACN_EVENT_TITLE ? ACN_TITLE_MAX : ACN_TEXT_MAX;
  const char        *value = (const char *) self->data + slice.begin;
  gsize              length = slice.length;
  g_autoptr (GString) decoded = NULL;

  if (slice.begin == 0)
    return member != ACN_EVENT_TITLE;
  if ((raw->maps & 1 << member) != 0)
    return read_map (self, slice, max, out);
  if ((raw->escapes & 1 << member) != 0)
    {
      decoded = acn_json_string_decode (self->data + slice.begin, slice.length);
      value = decoded->str;
      length = decoded->len;
    }
  if (!is_shown_as_it_is (value, length, max))
    return FALSE;
  *out = acn_text_pack (
      acn_dossier_builder_get_arena (self->reader->builder), 1, &self->main, &value, &length);
  return TRUE;
}

/* Leaves @out as it is when there is no such member. */
static gboolean
read_reference (Plain *self, AcnJsonSlice slice, AcnList list, guint *out)
{
  char id[PLAIN_MAX];

  if (slice.begin == 0)
    return TRUE;
  if (!copy_plain (self, slice, id))
    return FALSE;
  *out = acn_ids_find (&self->reader->lists[list], id);
  return *out != ACN_NONE;
}

static gboolean
read_actors (Plain *self, AcnJsonSlice rest)
{
  AcnJsonSlice id;
  guint        actor = ACN_NONE;

  while (rest.begin != 0 && acn_json_event_next_string (self->data, &rest, &id))
    if (!read_reference (self, id, ACN_LIST_ACTORS, &actor))
      return FALSE;
  return TRUE;
}

static gboolean
read_citations (Plain *self, AcnJsonSlice rest, AcnCitations *out)
{
  AcnDossierBuilder *builder = self->reader->builder;
  AcnCitation        items[CITATIONS_MAX];
  AcnJsonPair        pair;
  guint              n = 0;

  while (rest.begin != 0 && acn_json_event_next_citation (self->data, &rest, &pair))
    {
      const char *locator = (const char *) self->data + pair.second.begin;

      if (n == CITATIONS_MAX)
        return FALSE;
      items[n] = (AcnCitation){ .source = ACN_NONE };
      if (!read_reference (self, pair.first, ACN_LIST_SOURCES, &items[n].source) ||
          (pair.second.begin != 0 &&
           !is_shown_as_it_is (locator, pair.second.length, ACN_TITLE_MAX)))
        return FALSE;
      if (pair.second.begin != 0)
        items[n].locator = acn_arena_share_string (
            acn_dossier_builder_get_arena (builder), locator, pair.second.length);
      n++;
    }
  *out = (AcnCitations){ acn_dossier_builder_copy (builder, items, n * sizeof *items), n };
  return n > 0;
}

/* FALSE where the tree must be read. */
static gboolean
read_plain (Plain *self, const AcnJsonEvent *raw, const char *id, AcnEvent *event)
{
  char when[PLAIN_MAX];

  *event = (AcnEvent){ .id = id,
                       .lane = ACN_NONE,
                       .place = ACN_NONE,
                       .view = ACN_NONE,
                       .rank = raw->rank != 0 ? raw->rank : RANK_DEFAULT };
  return id != NULL && raw->rank <= RANK_MAX &&
         read_text (self, raw, ACN_EVENT_TITLE, &event->title) &&
         read_text (self, raw, ACN_EVENT_TEXT, &event->text) &&
         read_text (self, raw, ACN_EVENT_OUTCOME, &event->outcome) &&
         read_text (self, raw, ACN_EVENT_NOTE, &event->note) &&
         raw->slices[ACN_EVENT_WHEN].begin != 0 &&
         copy_plain (self, raw->slices[ACN_EVENT_WHEN], when) &&
         acn_when_parse (when, &event->when, NULL) && raw->slices[ACN_EVENT_LANE].begin != 0 &&
         read_reference (self, raw->slices[ACN_EVENT_LANE], ACN_LIST_LANES, &event->lane) &&
         read_reference (self, raw->slices[ACN_EVENT_PLACE], ACN_LIST_PLACES, &event->place) &&
         read_reference (self, raw->slices[ACN_EVENT_VIEW], ACN_LIST_VIEWS, &event->view) &&
         read_actors (self, raw->slices[ACN_EVENT_ACTORS]) &&
         read_citations (self, raw->slices[ACN_EVENT_CITATIONS], &event->citations);
}

static void
read_tree (AcnReader *reader, guint index)
{
  const gsize here = acn_reader_enter (reader, "events");
  g_autoptr (JsonNode) node = acn_json_document_make_event_node (reader->document, index);

  g_array_index (reader->builder->events, AcnEvent, index) = (AcnEvent){ 0 };
  acn_reader_element (reader, node, index, read_event, NULL, FALSE);
  acn_reader_leave (reader, here);
}

/*
 * acn_read_events:
 * @reader: at the root; the ids of all lists are collected, the head is read
 */
void
acn_read_events (AcnReader *reader)
{
  AcnIds *ids = &reader->lists[ACN_LIST_EVENTS];
  GArray *events = g_array_sized_new (FALSE, TRUE, sizeof (AcnEvent), ids->ids->len);
  Plain   plain;
  guint   n;

  acn_memory_expect (events->data, ids->ids->len * sizeof (AcnEvent));
  g_array_set_size (events, ids->ids->len);
  g_array_unref (reader->builder->events);
  reader->builder->events = events;
  if (!acn_json_document_has_events (reader->document, &n))
    {
      acn_reader_each_of (reader, ids->array, "events", read_event, NULL);
      return;
    }
  const gboolean any_plain = init_plain (&plain, reader);
  for (guint i = 0; i < n && !acn_reader_is_cancelled (reader); i++)
    {
      const AcnJsonEvent *raw = acn_json_document_get_event (reader->document, i);

      if (!any_plain || !raw->is_plain ||
          !read_plain (
              &plain, raw, g_ptr_array_index (ids->ids, i), &g_array_index (events, AcnEvent, i)))
        read_tree (reader, i);
    }
}
