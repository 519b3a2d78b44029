/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One state says what may come next; the containers that are open are kept in arrays of fixed
 * size, so that no nesting can exhaust the stack. */
#include "io/acn-json-scanner-private.h"

#include <string.h>

/**
 * acn_json_place:
 * @data: (array length=size): UTF-8 up to @offset
 * @size: its bytes
 * @offset: where, at most @size
 * @out_line: (out): 1-based; lines end with a line feed
 * @out_column: (out): 1-based, in code points
 */
void
acn_json_place (const guint8 *data, gsize size, gsize offset, guint *out_line, guint *out_column)
{
  const guint8 *p = data, *place = data + MIN (offset, size), *feed;
  guint         line = 1, column = 1;

  while ((feed = memchr (p, '\n', place - p)) != NULL)
    {
      line++;
      p = feed + 1;
    }
  for (; p < place; p++)
    column += (*p & 0xc0) != 0x80;
  *out_line = line;
  *out_column = column;
}

/**
 * acn_json_scanner_init:
 * @self: (out caller-allocates): a scanner
 * @data: (array length=size): the document; must stay until acn_json_scanner_clear()
 * @size: its bytes
 */
void
acn_json_scanner_init (AcnJsonScanner *self, const guint8 *data, gsize size)
{
  memset (self, 0, sizeof *self);
  self->data = data;
  self->size = size;
  self->expect = ACN_JSON_EXPECT_START;
  acn_json_scanner_init_names (self);
}

/**
 * acn_json_scanner_clear:
 * @self: a scanner that was initialised
 */
void
acn_json_scanner_clear (AcnJsonScanner *self)
{
  for (guint i = 0; i <= ACN_JSON_DEPTH_MAX; i++)
    g_clear_pointer (&self->many_names[i], g_hash_table_unref);
  g_clear_pointer (&self->names, g_array_unref);
  g_clear_pointer (&self->message, g_free);
}

/**
 * acn_json_scanner_get_message:
 * @self: a scanner
 *
 * Returns: (nullable): what is wrong at @begin, one sentence without its period; NULL without error
 */
const char *
acn_json_scanner_get_message (const AcnJsonScanner *self)
{
  return self->message;
}

/* --- Tokens ---------------------------------------------------------------------------------- */

static inline gsize
skip_space (const AcnJsonScanner *self, gsize at)
{
  while (at < self->size && (self->data[at] == ' ' || self->data[at] == '\n' ||
                             self->data[at] == '\r' || self->data[at] == '\t'))
    at++;
  return at;
}

static AcnJsonToken
scan_string (AcnJsonScanner *self, gsize at, AcnJsonToken token)
{
  const guint8  *end;
  AcnStringFault fault =
      acn_json_string_scan (self->data + at, self->data + self->size, &end, &self->has_escapes);

  if (fault != ACN_STRING_GOOD)
    return acn_json_scanner_fail_string (self, fault, end - self->data);
  self->begin = at;
  self->end = end - self->data;
  return token;
}

static AcnJsonToken
scan_name (AcnJsonScanner *self, gsize at)
{
  gsize earlier, colon;

  if (scan_string (self, at, ACN_JSON_NAME) == ACN_JSON_ERROR)
    return ACN_JSON_ERROR;
  if (acn_json_scanner_count_names (self) >= ACN_JSON_MEMBERS_MAX)
    return acn_json_scanner_fail_members (self, at);
  earlier = acn_json_scanner_remember_name (self, at + 1, self->end - at - 2, self->has_escapes);
  if (earlier != 0)
    return acn_json_scanner_fail_twice (self, at, earlier - 1);
  colon = skip_space (self, self->end);
  if (colon == self->size)
    return acn_json_scanner_fail_unended (self);
  if (self->data[colon] != ':')
    return acn_json_scanner_fail_expected (self, colon, ACN_JSON_WANT_COLON);
  self->end = colon + 1;
  self->expect = ACN_JSON_EXPECT_VALUE;
  return ACN_JSON_NAME;
}

static AcnJsonToken
finish_value (AcnJsonScanner *self, AcnJsonToken token)
{
  self->expect = self->depth > 0 ? ACN_JSON_EXPECT_COMMA_OR_END : ACN_JSON_EXPECT_DOCUMENT_END;
  return token;
}

static AcnJsonToken
open_container (AcnJsonScanner *self, gsize at, gboolean is_object)
{
  if (self->depth == ACN_JSON_DEPTH_MAX)
    return acn_json_scanner_fail_depth (self, at);
  self->depth++;
  self->is_object[self->depth] = is_object;
  self->opened_at[self->depth] = at;
  self->first_name[self->depth] = self->names->len;
  self->begin = at;
  self->end = at + 1;
  self->expect = is_object ? ACN_JSON_EXPECT_NAME_OR_END : ACN_JSON_EXPECT_VALUE_OR_END;
  return is_object ? ACN_JSON_OBJECT_BEGIN : ACN_JSON_ARRAY_BEGIN;
}

static AcnJsonToken
close_container (AcnJsonScanner *self, gsize at)
{
  const gboolean is_object = self->is_object[self->depth];

  g_clear_pointer (&self->many_names[self->depth], g_hash_table_unref);
  g_array_set_size (self->names, self->first_name[self->depth]);
  self->depth--;
  self->begin = at;
  self->end = at + 1;
  return finish_value (self, is_object ? ACN_JSON_OBJECT_END : ACN_JSON_ARRAY_END);
}

static AcnJsonToken
scan_word (AcnJsonScanner *self, gsize at, const char *word, AcnJsonToken token)
{
  const gsize length = strlen (word);

  if (self->size - at < length || memcmp (self->data + at, word, length) != 0 ||
      (at + length < self->size && g_ascii_isalnum (self->data[at + length])))
    return acn_json_scanner_fail_expected (self, at, ACN_JSON_WANT_VALUE);
  self->begin = at;
  self->end = at + length;
  return finish_value (self, token);
}

static AcnJsonToken
scan_number (AcnJsonScanner *self, gsize at)
{
  const guint8  *end;
  AcnNumberFault fault = acn_json_number_scan (
      self->data + at, self->data + self->size, &end, &self->number, &self->is_integer);

  if (fault == ACN_NUMBER_GOOD && end < self->data + self->size &&
      (g_ascii_isalnum (*end) || strchr ("+-._", *end) != NULL) && *end != '\0')
    fault = ACN_NUMBER_NO_DIGIT;
  if (fault != ACN_NUMBER_GOOD)
    return acn_json_scanner_fail_number (self, fault, at);
  self->begin = at;
  self->end = end - self->data;
  return finish_value (self, ACN_JSON_NUMBER);
}

static AcnJsonToken
scan_value (AcnJsonScanner *self, gsize at)
{
  AcnJsonToken token;

  switch (self->data[at])
    {
    case '{':
      return open_container (self, at, TRUE);
    case '[':
      return open_container (self, at, FALSE);
    case '"':
      token = scan_string (self, at, ACN_JSON_STRING);
      return token == ACN_JSON_ERROR ? token : finish_value (self, token);
    case 't':
      return scan_word (self, at, "true", ACN_JSON_TRUE);
    case 'f':
      return scan_word (self, at, "false", ACN_JSON_FALSE);
    case 'n':
      return scan_word (self, at, "null", ACN_JSON_NULL);
    case '-':
    case '0' ... '9':
      return scan_number (self, at);
    default:
      return acn_json_scanner_fail_expected (self, at, ACN_JSON_WANT_VALUE);
    }
}

static AcnJsonToken
scan_start (AcnJsonScanner *self)
{
  if (acn_json_scanner_refuse_foreign (self))
    return ACN_JSON_ERROR;
  self->end = skip_space (self, 0);
  return scan_value (self, self->end);
}

static AcnJsonToken
scan_after_value (AcnJsonScanner *self, gsize at)
{
  const gboolean is_object = self->is_object[self->depth];

  if (self->data[at] == (is_object ? '}' : ']'))
    return close_container (self, at);
  if (self->data[at] != ',')
    return acn_json_scanner_fail_expected (
        self, at, is_object ? ACN_JSON_WANT_IN_OBJECT : ACN_JSON_WANT_IN_ARRAY);
  self->expect = is_object ? ACN_JSON_EXPECT_NAME : ACN_JSON_EXPECT_VALUE;
  self->end = at + 1;
  return acn_json_scanner_next (self);
}

/**
 * acn_json_scanner_next:
 * @self: a scanner
 *
 * Reads one token. After %ACN_JSON_ERROR or %ACN_JSON_END it gives the same again.
 *
 * Returns: what was read
 * Source: RFC 8259
 */
AcnJsonToken
acn_json_scanner_next (AcnJsonScanner *self)
{
  const guint8 *data = self->data;
  gsize         at;

  if (self->expect == ACN_JSON_EXPECT_NOTHING)
    return self->message != NULL ? ACN_JSON_ERROR : ACN_JSON_END;
  if (self->expect == ACN_JSON_EXPECT_START)
    return scan_start (self);
  at = skip_space (self, self->end);
  if (self->expect == ACN_JSON_EXPECT_DOCUMENT_END)
    {
      if (at < self->size)
        return acn_json_scanner_fail_expected (self, at, ACN_JSON_WANT_END);
      self->begin = self->end = at;
      self->expect = ACN_JSON_EXPECT_NOTHING;
      return ACN_JSON_END;
    }
  if (at == self->size)
    return acn_json_scanner_fail_unended (self);
  switch (self->expect)
    {
    case ACN_JSON_EXPECT_COMMA_OR_END:
      return scan_after_value (self, at);
    case ACN_JSON_EXPECT_VALUE_OR_END:
      return data[at] == ']' ? close_container (self, at) : scan_value (self, at);
    case ACN_JSON_EXPECT_NAME_OR_END:
      if (data[at] == '}')
        return close_container (self, at);
      if (data[at] != '"')
        return acn_json_scanner_fail_expected (self, at, ACN_JSON_WANT_NAME_OR_END);
      return scan_name (self, at);
    case ACN_JSON_EXPECT_NAME:
      if (data[at] != '"')
        return acn_json_scanner_fail_expected (self, at, ACN_JSON_WANT_NAME);
      return scan_name (self, at);
    default:
      if (data[at] == ']' || data[at] == '}')
        return acn_json_scanner_fail_expected (self, at, ACN_JSON_WANT_NEXT_VALUE);
      return scan_value (self, at);
    }
}

/**
 * acn_json_scanner_peek_element:
 * @self: a scanner
 * @out_at: (out): where the next element would begin
 *
 * For short cuts through the bulk of a document, which look at the bytes themselves.
 *
 * Returns: %FALSE when no element of an array can be next. Nothing is read.
 */
gboolean
acn_json_scanner_peek_element (const AcnJsonScanner *self, gsize *out_at)
{
  gsize at;

  if (self->depth == 0 || self->depth == ACN_JSON_DEPTH_MAX || self->is_object[self->depth] ||
      (self->expect != ACN_JSON_EXPECT_COMMA_OR_END &&
       self->expect != ACN_JSON_EXPECT_VALUE_OR_END))
    return FALSE;
  at = skip_space (self, self->end);
  if (self->expect == ACN_JSON_EXPECT_COMMA_OR_END)
    {
      if (at == self->size || self->data[at] != ',')
        return FALSE;
      at = skip_space (self, at + 1);
    }
  *out_at = at;
  return at < self->size;
}

/**
 * acn_json_scanner_take_element:
 * @self: a scanner
 * @begin: what acn_json_scanner_peek_element() gave
 * @end: behind the element, all of which has been checked
 *
 * Goes on as if the element had been read as one value.
 */
void
acn_json_scanner_take_element (AcnJsonScanner *self, gsize begin, gsize end)
{
  self->begin = begin;
  self->end = end;
  self->expect = ACN_JSON_EXPECT_COMMA_OR_END;
}

/**
 * acn_json_scanner_next_position:
 * @self: a scanner inside an array
 * @out_x: (out): first number
 * @out_y: (out): second number
 *
 * A short cut for the bulk of GeoJSON: an array of two short decimals is next, perhaps after a
 * comma. Reads it as a whole, as if it were one value.
 *
 * Returns: %FALSE when anything else is next; nothing has been read then
 */
gboolean
acn_json_scanner_next_position (AcnJsonScanner *self, double *out_x, double *out_y)
{
  const guint8 *limit = self->data + self->size, *p;
  gsize         at;

  if (!acn_json_scanner_peek_element (self, &at) || self->size - at < 5 || self->data[at] != '[')
    return FALSE;
  p = acn_json_number_scan_short (self->data + at + 1, limit, out_x);
  if (p == NULL || p == limit || *p != ',')
    return FALSE;
  p = self->data + skip_space (self, p + 1 - self->data);
  if (p == limit)
    return FALSE;
  p = acn_json_number_scan_short (p, limit, out_y);
  if (p == NULL || p == limit || *p != ']')
    return FALSE;
  acn_json_scanner_take_element (self, at, p + 1 - self->data);
  return TRUE;
}

/**
 * acn_json_scanner_skip:
 * @self: a scanner
 * @token: what acn_json_scanner_next() gave last
 *
 * Reads on to the end of the value that began with @token: nothing unless it was the beginning of
 * an array or object.
 *
 * Returns: %FALSE after an error
 */
gboolean
acn_json_scanner_skip (AcnJsonScanner *self, AcnJsonToken token)
{
  const guint depth = self->depth;

  if (token != ACN_JSON_OBJECT_BEGIN && token != ACN_JSON_ARRAY_BEGIN)
    return token != ACN_JSON_ERROR;
  while (token != ACN_JSON_ERROR && self->depth >= depth)
    token = acn_json_scanner_next (self);
  return token != ACN_JSON_ERROR;
}

/* Bytes between the quotes of the last string, or name, which are at @begin and before @end or, for
 * a name, the colon. */
static gsize
get_length (const AcnJsonScanner *self)
{
  gsize end = self->end;

  while (self->data[end - 1] != '"')
    end--;
  return end - self->begin - 2;
}

/**
 * acn_json_scanner_read_string:
 * @self: a scanner whose last token is a name or string
 * @out: set to what it says, UTF-8, U+0000 shown as U+FFFD
 */
void
acn_json_scanner_read_string (const AcnJsonScanner *self, GString *out)
{
  const guint8 *text = self->data + self->begin + 1;
  const gsize   length = get_length (self);

  g_string_truncate (out, 0);
  if (!self->has_escapes)
    {
      g_string_append_len (out, (const char *) text, (gssize) length);
      return;
    }
  g_autoptr (GString) decoded = acn_json_string_decode (text, length);
  for (gsize i = 0; i < decoded->len; i++)
    if (decoded->str[i] != '\0')
      g_string_append_c (out, decoded->str[i]);
    else
      g_string_append (out, "\357\277\275");
}

/**
 * acn_json_scanner_dup_string:
 * @self: a scanner whose last token is a name or string
 *
 * Returns: (transfer full): as acn_json_scanner_read_string()
 */
char *
acn_json_scanner_dup_string (const AcnJsonScanner *self)
{
  GString *text = g_string_new (NULL);

  acn_json_scanner_read_string (self, text);
  return g_string_free (text, FALSE);
}

/**
 * acn_json_scanner_string_equals:
 * @self: a scanner whose last token is a name or string
 * @value: UTF-8
 *
 * Returns: whether it says @value
 */
gboolean
acn_json_scanner_string_equals (const AcnJsonScanner *self, const char *value)
{
  const gsize length = strlen (value);

  if (!self->has_escapes)
    return self->end - self->begin >= length + 2 && self->data[self->begin + 1 + length] == '"' &&
           memcmp (self->data + self->begin + 1, value, length) == 0;
  g_autoptr (GString) decoded =
      acn_json_string_decode (self->data + self->begin + 1, get_length (self));
  return decoded->len == length && memcmp (decoded->str, value, length) == 0;
}
