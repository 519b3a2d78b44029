/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict pull scanner of JSON over bytes in memory. It stands in for the parser of json-glib,
 * which reads 030 as 24, 1e999 as infinity and dies of deep nesting: no tree is made of what was
 * not accepted here. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Levels of arrays and objects in each other. */
#define ACN_JSON_DEPTH_MAX 128
/* Bytes between the quotes of one string. */
#define ACN_JSON_STRING_MAX (1024 * 1024)
/* Bytes of one number. */
#define ACN_JSON_NUMBER_MAX 1000
/* Members of one object. */
#define ACN_JSON_MEMBERS_MAX 65536

typedef enum
{
  ACN_JSON_ERROR, /* see acn_json_scanner_get_message */
  ACN_JSON_END,   /* the document is complete */
  ACN_JSON_OBJECT_BEGIN,
  ACN_JSON_OBJECT_END,
  ACN_JSON_ARRAY_BEGIN,
  ACN_JSON_ARRAY_END,
  ACN_JSON_NAME, /* of a member; its value is next */
  ACN_JSON_STRING,
  ACN_JSON_NUMBER,
  ACN_JSON_TRUE,
  ACN_JSON_FALSE,
  ACN_JSON_NULL,
} AcnJsonToken;

/* AcnJsonScanner (read-only for others):
 * @begin, @end: bytes of the last token, strings with their quotes; after an error @begin is the
 *   place of the trouble
 * @number: value of the last ACN_JSON_NUMBER
 * @is_integer: it was written without fraction and exponent
 * @has_escapes: the last name or string has a backslash
 * @depth: open arrays and objects after the last token
 */
typedef struct
{
  const guint8 *data;
  gsize         size;
  gsize         begin, end;
  double        number;
  gboolean      is_integer;
  gboolean      has_escapes;
  guint         depth;

  /*< private >*/
  guint8      expect;
  guint8      is_object[ACN_JSON_DEPTH_MAX + 1];
  gsize       opened_at[ACN_JSON_DEPTH_MAX + 1];
  guint       first_name[ACN_JSON_DEPTH_MAX + 1];
  GHashTable *many_names[ACN_JSON_DEPTH_MAX + 1];
  GArray     *names;
  char       *message;
} AcnJsonScanner;

void         acn_json_scanner_init (AcnJsonScanner *self, const guint8 *data, gsize size);
void         acn_json_scanner_clear (AcnJsonScanner *self);
AcnJsonToken acn_json_scanner_next (AcnJsonScanner *self);
gboolean     acn_json_scanner_next_position (AcnJsonScanner *self, double *out_x, double *out_y);
gboolean     acn_json_scanner_peek_element (const AcnJsonScanner *self, gsize *out_at);
void         acn_json_scanner_take_element (AcnJsonScanner *self, gsize begin, gsize end);
gboolean     acn_json_scanner_skip (AcnJsonScanner *self, AcnJsonToken token);
const char  *acn_json_scanner_get_message (const AcnJsonScanner *self);
void         acn_json_scanner_read_string (const AcnJsonScanner *self, GString *out);
char        *acn_json_scanner_dup_string (const AcnJsonScanner *self);
gboolean     acn_json_scanner_string_equals (const AcnJsonScanner *self, const char *value);

void
acn_json_place (const guint8 *data, gsize size, gsize offset, guint *out_line, guint *out_column);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnJsonScanner, acn_json_scanner_clear)

G_END_DECLS
