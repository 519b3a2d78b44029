/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-json-event.h"

#include "io/acn-json-string.h"

#include <string.h>

/* Languages of one text; of more a tree is made. */
#define FEW 16

/* What is being read; @at is NULL after anything unusual. */
typedef struct
{
  const guint8 *data, *at, *limit;
} Cursor;

typedef enum
{
  KIND_PLAIN, /* a string without escapes */
  KIND_TEXT,  /* a string, or an object of strings */
  KIND_ACTORS,
  KIND_CITATIONS,
  KIND_RANK,
} Kind;

static const struct
{
  const char    *name;
  gsize          length;
  AcnEventMember member;
  Kind           kind;
} members[] = {
  { "id", 2, ACN_EVENT_ID, KIND_PLAIN },
  { "title", 5, ACN_EVENT_TITLE, KIND_TEXT },
  { "when", 4, ACN_EVENT_WHEN, KIND_PLAIN },
  { "lane", 4, ACN_EVENT_LANE, KIND_PLAIN },
  { "rank", 4, ACN_EVENT_RANK, KIND_RANK },
  { "text", 4, ACN_EVENT_TEXT, KIND_TEXT },
  { "citations", 9, ACN_EVENT_CITATIONS, KIND_CITATIONS },
  { "place", 5, ACN_EVENT_PLACE, KIND_PLAIN },
  { "actors", 6, ACN_EVENT_ACTORS, KIND_ACTORS },
  { "outcome", 7, ACN_EVENT_OUTCOME, KIND_TEXT },
  { "view", 4, ACN_EVENT_VIEW, KIND_PLAIN },
  { "note", 4, ACN_EVENT_NOTE, KIND_TEXT },
};

static inline void
skip_space (Cursor *self)
{
  while (self->at < self->limit &&
         (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

/* Whether @byte is next, perhaps after white space; goes behind it then. */
static inline gboolean
take (Cursor *self, guint8 byte)
{
  if (self->at == NULL)
    return FALSE;
  skip_space (self);
  if (self->at == self->limit || *self->at != byte)
    return FALSE;
  self->at++;
  return TRUE;
}

/* As take(), but it must be. */
static inline gboolean
need (Cursor *self, guint8 byte)
{
  if (take (self, byte))
    return TRUE;
  self->at = NULL;
  return FALSE;
}

/* A string; @out_escapes: (nullable): NULL when it may have none. */
static gboolean
need_string (Cursor *self, AcnJsonSlice *out, gboolean *out_escapes)
{
  const guint8 *end;
  gboolean      has_escapes;

  if (!need (self, '"'))
    return FALSE;
  if (acn_json_string_scan (self->at - 1, self->limit, &end, &has_escapes) != ACN_STRING_GOOD ||
      (has_escapes && out_escapes == NULL))
    {
      self->at = NULL;
      return FALSE;
    }
  *out = (AcnJsonSlice){ (guint32) (self->at - self->data), (guint32) (end - 1 - self->at) };
  if (out_escapes != NULL)
    *out_escapes = has_escapes;
  self->at = end;
  return TRUE;
}

static inline gboolean
slice_is (const Cursor *self, AcnJsonSlice slice, const char *name, gsize length)
{
  return slice.length == length && memcmp (self->data + slice.begin, name, length) == 0;
}

/* At { "en": "...", "uk": "..." }: one language at least, none twice. */
static gboolean
need_languages (Cursor *self)
{
  AcnJsonSlice names[FEW], value;
  guint        n = 0;

  self->at++;
  do
    {
      if (n == FEW || !need_string (self, &names[n], NULL))
        break;
      for (guint i = 0; i < n; i++)
        if (slice_is (self, names[i], (const char *) self->data + names[n].begin, names[n].length))
          return FALSE;
      n++;
      if (!need (self, ':') || !need_string (self, &value, NULL))
        return FALSE;
    }
  while (take (self, ','));
  return n < FEW && need (self, '}');
}

static gboolean
need_actors (Cursor *self)
{
  AcnJsonSlice id;

  if (!need (self, '['))
    return FALSE;
  if (take (self, ']'))
    return TRUE;
  do
    if (!need_string (self, &id, NULL))
      return FALSE;
  while (take (self, ','));
  return need (self, ']');
}

/* Behind its brace: what one citation says, the source at least. */
static gboolean
need_citation (Cursor *self, AcnJsonPair *out)
{
  *out = (AcnJsonPair){ 0 };
  do
    {
      AcnJsonSlice  name;
      AcnJsonSlice *value = NULL;

      if (!need_string (self, &name, NULL))
        return FALSE;
      if (slice_is (self, name, "source", 6))
        value = &out->first;
      else if (slice_is (self, name, "locator", 7))
        value = &out->second;
      if (value == NULL || value->begin != 0 || !need (self, ':') ||
          !need_string (self, value, NULL))
        return FALSE;
    }
  while (take (self, ','));
  return out->first.begin != 0 && need (self, '}');
}

static gboolean
need_citations (Cursor *self)
{
  AcnJsonPair citation;

  if (!need (self, '['))
    return FALSE;
  do
    if (!need (self, '{') || !need_citation (self, &citation))
      return FALSE;
  while (take (self, ','));
  return need (self, ']');
}

static gboolean
need_value (Cursor *self, AcnJsonEvent *event, AcnEventMember member, Kind kind)
{
  AcnJsonSlice *slice = &event->slices[member];
  const guint8 *begin;
  gboolean      has_escapes;

  skip_space (self);
  begin = self->at;
  if (begin == self->limit)
    return FALSE;
  if (kind == KIND_RANK)
    {
      event->rank = *begin - '0';
      self->at++;
      return *begin >= '1' && *begin <= '9' && self->at < self->limit &&
             strchr (" \n\r\t,}", *self->at) != NULL && *self->at != '\0';
    }
  if (kind == KIND_PLAIN)
    return need_string (self, slice, NULL);
  if (kind == KIND_TEXT && *begin != '{')
    {
      if (!need_string (self, slice, &has_escapes))
        return FALSE;
      event->escapes |= (guint16) (has_escapes << member);
      return TRUE;
    }
  if (!(kind == KIND_TEXT     ? need_languages (self)
        : kind == KIND_ACTORS ? need_actors (self)
                              : need_citations (self)))
    return FALSE;
  event->maps |= (guint16) ((kind == KIND_TEXT) << member);
  *slice = (AcnJsonSlice){ (guint32) (begin - self->data), (guint32) (self->at - begin) };
  return TRUE;
}

/* Which of @members it is, or their number. */
static inline guint
find_member (const Cursor *self, AcnJsonSlice name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (members); i++)
    if (slice_is (self, name, members[i].name, members[i].length))
      break;
  return i;
}

/**
 * acn_json_event_scan:
 * @self: (out caller-allocates): the event
 * @data: (array length=size): a document
 * @size: its bytes
 * @at: where a value begins
 * @out_end: (out): where it ended
 *
 * Returns: whether it is an event without anything unusual; then all of it has been checked as the
 *   scanner would
 */
gboolean
acn_json_event_scan (AcnJsonEvent *self, const guint8 *data, gsize size, gsize at, gsize *out_end)
{
  Cursor  cursor = { data, data + at, data + size };
  guint32 seen = 0;

  *self = (AcnJsonEvent){ .begin = (guint32) at };
  if (size > G_MAXUINT32 || !need (&cursor, '{'))
    return FALSE;
  do
    {
      AcnJsonSlice name;
      guint        i;

      if (!need_string (&cursor, &name, NULL))
        return FALSE;
      i = find_member (&cursor, name);
      if (i == G_N_ELEMENTS (members) || (seen & 1u << i) != 0 || !need (&cursor, ':') ||
          !need_value (&cursor, self, members[i].member, members[i].kind))
        return FALSE;
      seen |= 1u << i;
    }
  while (take (&cursor, ','));
  if (!need (&cursor, '}'))
    return FALSE;
  *out_end = cursor.at - data;
  self->end = (guint32) *out_end;
  self->is_plain = TRUE;
  return TRUE;
}

/* --- What is within members that were scanned --------------------------------------------------
 */

static Cursor
begin_rest (const guint8 *data, const AcnJsonSlice *rest)
{
  return (Cursor){ data, data + rest->begin, data + rest->begin + rest->length };
}

/* All that was needed was there. */
static gboolean
end_rest (const Cursor *cursor, AcnJsonSlice *rest)
{
  *rest = (AcnJsonSlice){ (guint32) (cursor->at - cursor->data),
                          (guint32) (cursor->limit - cursor->at) };
  return TRUE;
}

/* To the next element or member of a container: behind its bracket at first, then behind its
 * commas. FALSE at its end. */
static gboolean
next_in (Cursor *cursor, guint8 opening, guint8 closing)
{
  if (!take (cursor, opening))
    take (cursor, ',');
  return !take (cursor, closing);
}

/**
 * acn_json_event_next_language:
 * @data: the document
 * @rest: (inout): a map that was scanned; afterwards what is left of it
 * @out: (out): a language and its text
 *
 * Returns: %FALSE when there is no further one
 */
gboolean
acn_json_event_next_language (const guint8 *data, AcnJsonSlice *rest, AcnJsonPair *out)
{
  Cursor cursor = begin_rest (data, rest);

  return next_in (&cursor, '{', '}') && need_string (&cursor, &out->first, NULL) &&
         need (&cursor, ':') && need_string (&cursor, &out->second, NULL) &&
         end_rest (&cursor, rest);
}

/**
 * acn_json_event_next_citation:
 * @data: the document
 * @rest: (inout): a list that was scanned; afterwards what is left of it
 * @out: (out): what is cited, and where in it
 *
 * Returns: %FALSE when there is no further one
 */
gboolean
acn_json_event_next_citation (const guint8 *data, AcnJsonSlice *rest, AcnJsonPair *out)
{
  Cursor cursor = begin_rest (data, rest);

  return next_in (&cursor, '[', ']') && need (&cursor, '{') && need_citation (&cursor, out) &&
         end_rest (&cursor, rest);
}

/**
 * acn_json_event_next_string:
 * @data: the document
 * @rest: (inout): a list that was scanned; afterwards what is left of it
 * @out: (out): a string
 *
 * Returns: %FALSE when there is no further one
 */
gboolean
acn_json_event_next_string (const guint8 *data, AcnJsonSlice *rest, AcnJsonSlice *out)
{
  Cursor cursor = begin_rest (data, rest);

  return next_in (&cursor, '[', ']') && need_string (&cursor, out, NULL) &&
         end_rest (&cursor, rest);
}
