/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the bytes checks the grammar, takes every array named "coordinates" out into
 * doubles, and makes a tree of json-glib of the rest, in which an array of one number stands for
 * the coordinates taken out. json-glib's own parser is not asked: it is far slower than the
 * scanner, cannot be interrupted, and takes what is no JSON. The events of a dossier are left out
 * of the tree, too: they are slices of the bytes, and become trees one by one where somebody needs
 * that. */
#include "io/acn-json-document.h"

#include "base/acn-memory.h"
#include "io/acn-json-scanner-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes of which the checksum is worth a thread. */
#define THREAD_SIZE 262144

/* What json-glib's tree takes at most, bytes: without memory GLib ends the program, and some small
 * files make large trees (60 MB of "0," 2.6 GB). */
#define TREE_SIZE_MAX (800 * 1024 * G_GUINT64_CONSTANT (1024))
/* Beyond so many bytes no further tree is made before the whole document has turned out to be good:
 * what is refused must not take much more memory than its text. Good ones of that size are rare,
 * and going through them twice takes little beside making their trees. */
#define TREE_SIZE_SURE (32 * 1024 * 1024)
/* As measured with json-glib 1.6: a value with its place in an array, an array, an object with its
 * table. */
#define VALUE_SIZE 96
#define ARRAY_SIZE 128
#define OBJECT_SIZE 512

/* Tokens between two looks at the cancellable. */
#define EVENT_SIZE 100 /* of a short event in a file */
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

/* --- The tree -------------------------------------------------------------------------------- */

/* @root: all that there is so far, or NULL
 * @objects, @arrays: those that are open, one of both at each depth; @root's
 * @name: of the member that comes next
 * @text: of the string that comes next
 */
typedef struct
{
  JsonNode   *root;
  JsonObject *objects[ACN_JSON_DEPTH_MAX + 1];
  JsonArray  *arrays[ACN_JSON_DEPTH_MAX + 1];
  guint       depth;
  GString    *name, *text;
} Tree;

static void
init_tree (Tree *self)
{
  *self = (Tree){ .name = g_string_new (NULL), .text = g_string_new (NULL) };
}

static void
clear_tree (Tree *self)
{
  g_clear_pointer (&self->root, json_node_unref);
  g_string_free (self->name, TRUE);
  g_string_free (self->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tree, clear_tree)

/* Takes @node. */
static void
add_node (Tree *self, JsonNode *node)
{
  if (self->depth == 0)
    self->root = node;
  else if (self->objects[self->depth] != NULL)
    json_object_set_member (self->objects[self->depth], self->name->str, node);
  else
    json_array_add_element (self->arrays[self->depth], node);
}

static void
open_object (Tree *self)
{
  JsonNode   *node = json_node_alloc ();
  JsonObject *object = json_object_new ();

  json_node_init_object (node, object);
  add_node (self, node);
  self->objects[++self->depth] = object;
  self->arrays[self->depth] = NULL;
  json_object_unref (object); /* the node has it */
}

static void
open_array (Tree *self)
{
  JsonNode  *node = json_node_alloc ();
  JsonArray *array = json_array_new ();

  json_node_init_array (node, array);
  add_node (self, node);
  self->objects[++self->depth] = NULL;
  self->arrays[self->depth] = array;
  json_array_unref (array);
}

/* Anything but a bracket. */
static void
add_value (Tree *self, const AcnJsonScanner *scanner, AcnJsonToken token)
{
  JsonNode *node;

  if (token == ACN_JSON_NAME)
    {
      acn_json_scanner_read_string (scanner, self->name);
      return;
    }
  node = json_node_alloc ();
  if (token == ACN_JSON_STRING)
    {
      acn_json_scanner_read_string (scanner, self->text);
      json_node_init_string (node, self->text->str);
    }
  else if (token == ACN_JSON_NUMBER && scanner->is_integer)
    json_node_init_int (node, (gint64) scanner->number);
  else if (token == ACN_JSON_NUMBER)
    json_node_init_double (node, scanner->number);
  else if (token == ACN_JSON_NULL)
    json_node_init_null (node);
  else
    json_node_init_boolean (node, token == ACN_JSON_TRUE);
  add_node (self, node);
}

static void
add_token (Tree *self, const AcnJsonScanner *scanner, AcnJsonToken token)
{
  if (token == ACN_JSON_OBJECT_BEGIN)
    open_object (self);
  else if (token == ACN_JSON_ARRAY_BEGIN)
    open_array (self);
  else if (token == ACN_JSON_OBJECT_END || token == ACN_JSON_ARRAY_END)
    self->depth--;
  else
    add_value (self, scanner, token);
}

/* Adds an array of one number: which of the coordinates it stands for. */
static gboolean
read_coordinates (AcnJsonDocument *self, Tree *tree, AcnJsonScanner *scanner)
{
  AcnCoordinates coordinates;
  const gboolean read = acn_coordinates_read (&coordinates, scanner);

  if (tree->root != NULL)
    {
      open_array (tree);
      json_array_add_int_element (tree->arrays[tree->depth], self->coordinates->len);
      tree->depth--;
    }
  g_array_append_val (self->coordinates, coordinates);
  return read;
}

/* --- From bytes to tree ---------------------------------------------------------------------- */

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
                         /* Translators: %u is some hundreds, how many there may be. */
                         _ ("more objects, texts and numbers than can be taken in (here some %u "
                            "million bytes of memory); coordinates and plain events do not count"),
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
  self->events = g_array_sized_new (FALSE,
                                    FALSE,
                                    sizeof (AcnJsonEvent),
                                    (guint) MIN (scanner->size / EVENT_SIZE, ACN_JSON_EVENTS_MAX));
  acn_memory_expect (self->events->data, scanner->size / EVENT_SIZE * sizeof (AcnJsonEvent));
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
              scanner,
              event.begin, /* Translators: %u is some millions, how many there may be. */
              _ ("more than %u events"),
              (guint) ACN_JSON_EVENTS_MAX);
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
 * the tree, which has not been done before; beyond what is surely good @tree is left empty. */
static gboolean
build_tree (AcnJsonDocument *self,
            AcnJsonScanner  *scanner,
            Tree            *tree,
            gboolean         counts,
            GCancellable    *cancellable)
{
  gboolean is_coordinates = FALSE, is_events = FALSE;
  gsize    forgotten = 0;

  for (guint n = 1;; n++)
    {
      AcnJsonToken   token = acn_json_scanner_next (scanner);
      const gboolean here = is_coordinates && token == ACN_JSON_ARRAY_BEGIN,
                     events_here = is_events && token == ACN_JSON_ARRAY_BEGIN;

      is_coordinates = is_events = FALSE;
      if (token == ACN_JSON_END)
        return TRUE;
      if (token == ACN_JSON_ERROR ||
          (n % TOKENS_PER_LOOK == 0 && g_cancellable_is_cancelled (cancellable)) ||
          (counts && !weigh (self, scanner, token)))
        return FALSE;
      if (token == ACN_JSON_NAME)
        {
          is_events = self->is_dossier && self->events == NULL && scanner->depth == 1 &&
                      acn_json_scanner_string_equals (scanner, "events");
          is_coordinates = acn_json_scanner_string_equals (scanner, "coordinates");
        }
      if (counts && self->tree_size > TREE_SIZE_SURE)
        g_clear_pointer (&tree->root, json_node_unref);
      if (here)
        {
          if (!read_coordinates (self, tree, scanner))
            return FALSE;
          forget_passed (self, scanner, &forgotten);
          continue;
        }
      if (tree->root != NULL || n == 1)
        add_token (tree, scanner, token);
      if (events_here)
        {
          if (!read_events (self, scanner, cancellable))
            return FALSE;
          tree->depth -= tree->root != NULL;
        }
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

/* Of a large document that has turned out to be good. */
static gboolean
build_again (AcnJsonDocument *self, AcnJsonScanner *scanner, Tree *tree, GCancellable *cancellable)
{
  acn_json_scanner_clear (scanner);
  acn_json_scanner_init (
      scanner, acn_file_text_get_data (self->text), acn_file_text_get_size (self->text));
  if (!acn_file_text_recall (self->text))
    {
      acn_json_scanner_fail (scanner, 0, _ ("the file was changed while it was read"));
      return FALSE;
    }
  g_array_set_size (self->coordinates, 0);
  g_clear_pointer (&self->events, g_array_unref);
  tree->depth = 0;
  return build_tree (self, scanner, tree, FALSE, cancellable);
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
  g_auto (AcnJsonScanner) scanner = { 0 };
  g_auto (Tree) tree = { 0 };
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
  init_tree (&tree);
  acn_json_scanner_init (&scanner, acn_file_text_get_data (text), size);
  if (!build_tree (self, &scanner, &tree, TRUE, cancellable) ||
      (tree.root == NULL && !build_again (self, &scanner, &tree, cancellable)))
    {
      if (acn_json_scanner_get_message (&scanner) != NULL)
        report_fault (self, &scanner, diagnostics);
      return NULL;
    }
  self->root = g_steal_pointer (&tree.root);
  return g_steal_pointer (&self);
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
 * Returns: (transfer none): the root, not to be changed; see acn_json_document_get_coordinates()
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
 * @node: the value of a member "coordinates", an array
 *
 * Returns: (transfer none): the coordinates, from which arrays may be taken (set them to NULL)
 */
AcnCoordinates *
acn_json_document_get_coordinates (AcnJsonDocument *self, JsonNode *node)
{
  gint64 handle;

  g_return_val_if_fail (JSON_NODE_HOLDS_ARRAY (node), NULL);
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
 * Returns: (transfer full): it as a tree
 */
JsonNode *
acn_json_document_make_event_node (AcnJsonDocument *self, guint index)
{
  AcnJsonEvent *event = (AcnJsonEvent *) acn_json_document_get_event (self, index);
  const guint   n_coordinates = self->coordinates->len;
  g_auto (AcnJsonScanner) scanner = { 0 };
  g_auto (Tree) tree = { 0 };

  g_return_val_if_fail (event != NULL, NULL);
  event->needed_tree = TRUE;
  init_tree (&tree);
  acn_json_scanner_init (
      &scanner, acn_file_text_get_data (self->text) + event->begin, event->end - event->begin);
  build_tree (self, &scanner, &tree, FALSE, NULL); /* no fault: it has been scanned before */
  g_array_set_size (self->coordinates, n_coordinates);
  return g_steal_pointer (&tree.root);
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
