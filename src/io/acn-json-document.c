/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the bytes checks the grammar, takes every array named "coordinates" out into
 * doubles, and writes the rest, without white space, into a second text, in which an array of one
 * number stands for the coordinates taken out. json-glib parses only that text: it is small, and
 * nothing in it is new to the scanner. The events of a dossier are left out of it, too: they are
 * slices of the bytes, and become trees one by one where somebody needs that. */
#include "io/acn-json-document.h"

#include "io/acn-json-scanner-private.h"

#include <string.h>

/* Bytes of which the checksum is worth a thread. */
#define THREAD_SIZE 262144

/* What json-glib's tree takes at most, bytes: without memory GLib ends the program, and some small
 * files make large trees (60 MB of "0," 2.6 GB). */
#define TREE_SIZE_MAX (800 * 1024 * G_GUINT64_CONSTANT (1024))
/* As measured with json-glib 1.6: a value with its place in an array, an array, an object with its
 * table. */
#define VALUE_SIZE 96
#define ARRAY_SIZE 128
#define OBJECT_SIZE 512

/* Tokens between two looks at the cancellable. */
#define TOKENS_PER_LOOK 16384

/* What the scanner has passed is let go of in such pieces, bytes. */
#define FORGET_SIZE (1024 * 1024)

struct _AcnJsonDocument
{
  AcnFileText *text;
  char        *file;
  GArray      *coordinates; /* AcnCoordinates */
  GArray      *events;      /* AcnJsonEvent; NULL: not looked for, or no array */
  gboolean     is_dossier;
  guint64      tree_size; /* estimated, bytes */
  JsonNode    *root;
  gint64       begun_us;
  GThread     *summing; /* works out @sha256 */
  char        *sha256;
};

static void
clear_coordinates (gpointer coordinates)
{
  acn_coordinates_clear (coordinates);
}

/* A string for json-glib, which would end one at U+0000. */
static void
append_string (GString *skeleton, const AcnJsonScanner *scanner)
{
  const char *text = (const char *) scanner->data + scanner->begin;
  gsize       length = scanner->end - scanner->begin;
  const char *p = text, *end = text + length, *escape;

  while (scanner->has_escapes && (escape = memchr (p, '\\', end - p)) != NULL)
    {
      const gboolean is_null = end - escape >= 6 && memcmp (escape, "\\u0000", 6) == 0;

      g_string_append_len (skeleton, p, escape - p);
      g_string_append_len (skeleton, is_null ? "\\uFFFD" : escape, is_null ? 6 : 2);
      p = escape + (is_null ? 6 : 2);
    }
  g_string_append_len (skeleton, p, end - p);
}

static gboolean
append_coordinates (AcnJsonDocument *self, GString *skeleton, AcnJsonScanner *scanner)
{
  AcnCoordinates coordinates;
  gboolean       read = acn_coordinates_read (&coordinates, scanner);

  g_string_append_printf (skeleton, "[%u]", self->coordinates->len);
  g_array_append_val (self->coordinates, coordinates);
  return read;
}

static inline gboolean
ends_with (const GString *text, char a, char b, char c)
{
  const char last = text->len > 0 ? text->str[text->len - 1] : '\0';

  return last == a || last == b || last == c;
}

/* Counts what a tree of the token takes. Returns FALSE, with the scanner at fault, where that is
 * too much. */
static gboolean
weigh (AcnJsonDocument *self, AcnJsonScanner *scanner, AcnJsonToken token)
{
  if (token == ACN_JSON_OBJECT_BEGIN)
    self->tree_size += OBJECT_SIZE;
  else if (token == ACN_JSON_ARRAY_BEGIN)
    self->tree_size += ARRAY_SIZE;
  else if (token == ACN_JSON_NAME || token == ACN_JSON_STRING)
    self->tree_size += VALUE_SIZE + (scanner->end - scanner->begin);
  else if (token != ACN_JSON_OBJECT_END && token != ACN_JSON_ARRAY_END)
    self->tree_size += VALUE_SIZE;
  if (self->tree_size <= TREE_SIZE_MAX)
    return TRUE;
  acn_json_scanner_fail (scanner,
                         scanner->begin,
                         "more objects, texts and numbers than can be taken in (here some %u "
                         "million bytes of memory); coordinates and plain events do not count",
                         (guint) (TREE_SIZE_MAX / 1000000));
  return FALSE;
}

/* Like acn_json_scanner_skip(): what is left out now may become a tree later. */
static gboolean
skip (AcnJsonDocument *self, AcnJsonScanner *scanner, AcnJsonToken token)
{
  const guint depth = scanner->depth;

  if (token != ACN_JSON_OBJECT_BEGIN && token != ACN_JSON_ARRAY_BEGIN)
    return token != ACN_JSON_ERROR && weigh (self, scanner, token);
  while (token != ACN_JSON_ERROR && scanner->depth >= depth)
    {
      if (!weigh (self, scanner, token))
        return FALSE;
      token = acn_json_scanner_next (scanner);
    }
  return token != ACN_JSON_ERROR;
}

/* Behind the bracket of the dossier's list of events. */
static gboolean
read_events (AcnJsonDocument *self, AcnJsonScanner *scanner, GCancellable *cancellable)
{
  self->events = g_array_new (FALSE, FALSE, sizeof (AcnJsonEvent));
  while (self->events->len % TOKENS_PER_LOOK != 0 || !g_cancellable_is_cancelled (cancellable))
    {
      AcnJsonEvent event = { 0 };
      gsize        at, end;
      AcnJsonToken token;

      if (acn_json_scanner_peek_element (scanner, &at) &&
          acn_json_event_scan (&event, scanner->data, scanner->size, at, &end))
        acn_json_scanner_take_element (scanner, at, end);
      else
        {
          token = acn_json_scanner_next (scanner);
          if (token == ACN_JSON_ARRAY_END)
            return TRUE;
          event = (AcnJsonEvent){ .begin = (guint32) scanner->begin };
          if (!skip (self, scanner, token))
            return FALSE;
          event.end = (guint32) scanner->end;
        }
      if (self->events->len >= ACN_JSON_EVENTS_MAX)
        {
          acn_json_scanner_fail (
              scanner, event.begin, "more than %u events", (guint) ACN_JSON_EVENTS_MAX);
          return FALSE;
        }
      g_array_append_val (self->events, event);
    }
  return FALSE;
}

/* Not of an event, whose scanner begins elsewhere. */
static void
forget_passed (AcnJsonDocument *self, const AcnJsonScanner *scanner, gsize *forgotten)
{
  if (scanner->begin < *forgotten + FORGET_SIZE ||
      scanner->data != acn_file_text_get_data (self->text))
    return;
  *forgotten = scanner->begin;
  acn_file_text_forget (self->text, *forgotten);
}

/* The whole document; FALSE after an error of the scanner or when cancelled. @counts: the size of
 * the tree, which has not been done before. */
static gboolean
write_skeleton (AcnJsonDocument *self,
                AcnJsonScanner  *scanner,
                GString         *skeleton,
                gboolean         counts,
                GCancellable    *cancellable)
{
  gboolean is_coordinates = FALSE, is_events = FALSE;
  gsize    forgotten = 0;

  for (guint n = 1;; n++)
    {
      AcnJsonToken token = acn_json_scanner_next (scanner);
      gboolean     here = is_coordinates, events_here = is_events;

      is_coordinates = is_events = FALSE;
      if (token == ACN_JSON_END)
        return TRUE;
      if (token == ACN_JSON_ERROR ||
          (n % TOKENS_PER_LOOK == 0 && g_cancellable_is_cancelled (cancellable)) ||
          (counts && !weigh (self, scanner, token)))
        return FALSE;
      if (token != ACN_JSON_OBJECT_END && token != ACN_JSON_ARRAY_END && skeleton->len > 0 &&
          !ends_with (skeleton, '{', '[', ':'))
        g_string_append_c (skeleton, ',');
      if (token == ACN_JSON_ARRAY_BEGIN && here)
        {
          if (!append_coordinates (self, skeleton, scanner))
            return FALSE;
          forget_passed (self, scanner, &forgotten);
        }
      else if (token == ACN_JSON_ARRAY_BEGIN && events_here)
        {
          g_string_append (skeleton, "[]");
          if (!read_events (self, scanner, cancellable))
            return FALSE;
        }
      else if (token == ACN_JSON_NAME)
        {
          is_events = self->is_dossier && self->events == NULL && scanner->depth == 1 &&
                      acn_json_scanner_string_equals (scanner, "events");
          is_coordinates = acn_json_scanner_string_equals (scanner, "coordinates");
          append_string (skeleton, scanner);
        }
      else if (token == ACN_JSON_STRING)
        append_string (skeleton, scanner);
      else
        g_string_append_len (
            skeleton, (const char *) scanner->data + scanner->begin, scanner->end - scanner->begin);
    }
}

static void
report_fault (const AcnJsonDocument *self,
              const AcnJsonScanner  *scanner,
              AcnDiagnostics        *diagnostics)
{
  const gboolean   is_there = acn_file_text_recall (self->text);
  g_autofree char *pointer =
      is_there ? acn_json_pointer_at (scanner->data, scanner->size, scanner->begin) : g_strdup ("");
  guint line = 0, column = 0;

  if (scanner->size > 0)
    acn_json_document_place (self, scanner->begin, &line, &column);
  acn_diagnostics_add (diagnostics,
                       ACN_SEVERITY_ERROR,
                       self->file,
                       line,
                       column,
                       pointer,
                       "%s",
                       acn_json_scanner_get_message (scanner));
}

static JsonNode *
parse_skeleton (const AcnJsonDocument *self, const GString *skeleton, AcnDiagnostics *diagnostics)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  if (json_parser_load_from_data (parser, skeleton->str, skeleton->len, &error))
    return json_parser_steal_root (parser);
  acn_diagnostics_add (diagnostics,
                       ACN_SEVERITY_ERROR,
                       self->file,
                       0,
                       0,
                       "",
                       "this JSON could not be taken in: %s",
                       error->message);
  return NULL;
}

static gpointer
sum_in_thread (gpointer bytes)
{
  char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_bytes_unref (bytes);
  return sum;
}

/* Takes @text. */
static AcnJsonDocument *
make_document (AcnFileText    *text,
               const char     *file,
               gboolean        is_dossier,
               AcnDiagnostics *diagnostics,
               GCancellable   *cancellable)
{
  g_autoptr (AcnJsonDocument) self = g_new0 (AcnJsonDocument, 1);
  g_autoptr (GString) skeleton = g_string_new (NULL);
  g_auto (AcnJsonScanner) scanner = { 0 };
  GBytes     *bytes = acn_file_text_get_bytes (text);
  const gsize size = acn_file_text_get_size (text);

  self->begun_us = g_get_real_time ();
  self->text = text;
  self->file = g_strdup (file);
  self->is_dossier = is_dossier;
  self->coordinates = g_array_new (FALSE, FALSE, sizeof (AcnCoordinates));
  g_array_set_clear_func (self->coordinates, clear_coordinates);
  if (is_dossier && bytes != NULL && size >= THREAD_SIZE)
    self->summing = g_thread_new ("sha256", sum_in_thread, g_bytes_ref (bytes));
  acn_json_scanner_init (&scanner, acn_file_text_get_data (text), size);
  if (!write_skeleton (self, &scanner, skeleton, TRUE, cancellable))
    {
      if (acn_json_scanner_get_message (&scanner) != NULL)
        report_fault (self, &scanner, diagnostics);
      return NULL;
    }
  self->root = parse_skeleton (self, skeleton, diagnostics);
  return self->root != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * acn_json_document_new:
 * @bytes: a JSON document; kept
 * @file: its name for messages
 * @diagnostics: gets the fault, with its place
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): the document, or NULL after a fault or when cancelled (then
 *   without a diagnostic)
 */
AcnJsonDocument *
acn_json_document_new (GBytes         *bytes,
                       const char     *file,
                       AcnDiagnostics *diagnostics,
                       GCancellable   *cancellable)
{
  return make_document (acn_file_text_new (bytes), file, FALSE, diagnostics, cancellable);
}

/**
 * acn_json_document_new_take:
 * @text: (transfer full): a JSON document; of a large file, what has been read is let go of
 * @file: its name for messages
 * @diagnostics: gets the fault, with its place
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): the document, as acn_json_document_new()
 */
AcnJsonDocument *
acn_json_document_new_take (AcnFileText    *text,
                            const char     *file,
                            AcnDiagnostics *diagnostics,
                            GCancellable   *cancellable)
{
  return make_document (text, file, FALSE, diagnostics, cancellable);
}

/**
 * acn_json_document_new_dossier:
 * @bytes: a JSON document, smaller than 4 GiB; kept
 * @file: its name for messages
 * @diagnostics: gets the fault, with its place
 * @cancellable: (nullable): ends the reading
 *
 * As acn_json_document_new(), but the list "events" of the root is empty in the tree: its elements
 * are had from acn_json_document_get_event() instead, and may be very many.
 *
 * Returns: (transfer full) (nullable): the document
 */
AcnJsonDocument *
acn_json_document_new_dossier (GBytes         *bytes,
                               const char     *file,
                               AcnDiagnostics *diagnostics,
                               GCancellable   *cancellable)
{
  return make_document (acn_file_text_new (bytes), file, TRUE, diagnostics, cancellable);
}

/**
 * acn_json_document_get_begun_us:
 *
 * Returns: when it began to be read, as g_get_real_time()
 */
gint64
acn_json_document_get_begun_us (const AcnJsonDocument *self)
{
  return self->begun_us;
}

/**
 * acn_json_document_free:
 * @self: (transfer full): a document
 */
void
acn_json_document_free (AcnJsonDocument *self)
{
  if (self->summing != NULL)
    g_free (g_thread_join (self->summing));
  g_free (self->sha256);
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->events, g_array_unref);
  g_array_unref (self->coordinates);
  acn_file_text_free (self->text);
  g_free (self->file);
  g_free (self);
}

/**
 * acn_json_document_get_root:
 *
 * Returns: (transfer none): the root, immutable; see acn_json_document_get_coordinates()
 */
JsonNode *
acn_json_document_get_root (AcnJsonDocument *self)
{
  return self->root;
}

/**
 * acn_json_document_get_file:
 *
 * Returns: the name for messages
 */
const char *
acn_json_document_get_file (const AcnJsonDocument *self)
{
  return self->file;
}

/**
 * acn_json_document_get_text:
 * @out_size: (out) (optional): its length, bytes
 *
 * Returns: (transfer none) (nullable): the text as it was read; NULL when it had been let go of and
 *   the file has changed since
 */
const guint8 *
acn_json_document_get_text (const AcnJsonDocument *self, gsize *out_size)
{
  if (out_size != NULL)
    *out_size = acn_file_text_get_size (self->text);
  return acn_file_text_recall (self->text) ? acn_file_text_get_data (self->text) : NULL;
}

/**
 * acn_json_document_get_coordinates:
 * @self: a document
 * @node: the value of a member "coordinates"
 *
 * Returns: (transfer none) (nullable): the coordinates, from which arrays may be taken (set them to
 *   NULL); NULL when @node is no array
 */
AcnCoordinates *
acn_json_document_get_coordinates (AcnJsonDocument *self, JsonNode *node)
{
  gint64 handle;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  handle = json_array_get_int_element (json_node_get_array (node), 0);
  g_return_val_if_fail (handle >= 0 && handle < self->coordinates->len, NULL);
  return &g_array_index (self->coordinates, AcnCoordinates, handle);
}

/**
 * acn_json_document_has_events:
 * @out_n: (out): how many; 0 when it has none
 *
 * Returns: whether it is a dossier that has a list of events
 */
gboolean
acn_json_document_has_events (const AcnJsonDocument *self, guint *out_n)
{
  *out_n = self->events != NULL ? self->events->len : 0;
  return self->events != NULL;
}

/**
 * acn_json_document_get_event:
 * @index: of an event
 *
 * Returns: (transfer none): where its members are, as far as it is a plain one
 */
const AcnJsonEvent *
acn_json_document_get_event (const AcnJsonDocument *self, guint index)
{
  g_return_val_if_fail (self->events != NULL && index < self->events->len, NULL);
  return &g_array_index (self->events, AcnJsonEvent, index);
}

/**
 * acn_json_document_make_event_node:
 * @index: of an event
 *
 * There may be a million of them, so none is kept, nor are coordinates inside.
 *
 * Returns: (transfer full): it as a tree, immutable; null when json-glib cannot take it in
 */
JsonNode *
acn_json_document_make_event_node (AcnJsonDocument *self, guint index)
{
  AcnJsonEvent *event = (AcnJsonEvent *) acn_json_document_get_event (self, index);
  const guint   n_coordinates = self->coordinates->len;
  JsonNode     *node = NULL;
  g_autoptr (GString) skeleton = g_string_new (NULL);
  g_autoptr (AcnDiagnostics) faults = acn_diagnostics_new ();
  g_auto (AcnJsonScanner) scanner = { 0 };
  const guint8 *data = acn_file_text_get_data (self->text);

  g_return_val_if_fail (event != NULL, NULL);
  event->needed_tree = TRUE;
  acn_json_scanner_init (&scanner, data + event->begin, event->end - event->begin);
  if (write_skeleton (self, &scanner, skeleton, FALSE, NULL))
    node = parse_skeleton (self, skeleton, faults);
  g_array_set_size (self->coordinates, n_coordinates);
  return node != NULL ? node : json_node_new (JSON_NODE_NULL);
}

/**
 * acn_json_document_get_sha256:
 * @self: a dossier
 *
 * Returns: SHA-256 of its bytes, 64 hexadecimal digits
 */
const char *
acn_json_document_get_sha256 (AcnJsonDocument *self)
{
  if (self->sha256 == NULL)
    self->sha256 = self->summing != NULL
                       ? g_thread_join (g_steal_pointer (&self->summing))
                       : g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                                      acn_json_document_get_text (self, NULL),
                                                      acn_file_text_get_size (self->text));
  return self->sha256;
}

/**
 * acn_json_document_place:
 * @offset: a place in the bytes
 * @out_line: (out): 1-based; 0 when acn_json_document_get_text() is %NULL
 * @out_column: (out): 1-based, in code points; 0 likewise
 */
void
acn_json_document_place (const AcnJsonDocument *self,
                         gsize                  offset,
                         guint                 *out_line,
                         guint                 *out_column)
{
  gsize         size;
  const guint8 *data = acn_json_document_get_text (self, &size);

  *out_line = *out_column = 0;
  if (data != NULL)
    acn_json_place (data, size, offset, out_line, out_column);
}

/**
 * acn_json_document_locate:
 * @pointer: JSON Pointer of a value, "" for the whole
 * @out_line: (out): 1-based
 * @out_column: (out): 1-based, in code points
 *
 * Where a value begins; where there is none, the innermost value on the way to it. Scans the
 * document again.
 *
 * Returns: %FALSE when the document is empty, or its text is not there any more
 */
gboolean
acn_json_document_locate (const AcnJsonDocument *self,
                          const char            *pointer,
                          guint                 *out_line,
                          guint                 *out_column)
{
  gsize         size;
  const guint8 *data = acn_json_document_get_text (self, &size);

  if (size == 0 || data == NULL)
    return FALSE;
  acn_json_document_place (self, acn_json_find (data, size, 0, pointer), out_line, out_column);
  return TRUE;
}
