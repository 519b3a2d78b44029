/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "io/acn-json-number.h"
#include "io/acn-json-scanner.h"
#include "io/acn-json-string.h"

G_BEGIN_DECLS

enum
{
  ACN_JSON_EXPECT_START,
  ACN_JSON_EXPECT_VALUE,        /* after a colon, or after a comma in an array */
  ACN_JSON_EXPECT_VALUE_OR_END, /* after [ */
  ACN_JSON_EXPECT_NAME,         /* after a comma in an object */
  ACN_JSON_EXPECT_NAME_OR_END,  /* after { */
  ACN_JSON_EXPECT_COMMA_OR_END, /* after a value */
  ACN_JSON_EXPECT_DOCUMENT_END,
  ACN_JSON_EXPECT_NOTHING, /* ended or failed */
};

/* What should have stood where something else does. */
typedef enum
{
  ACN_JSON_WANT_VALUE,
  ACN_JSON_WANT_COLON,
  ACN_JSON_WANT_IN_OBJECT, /* a comma or the end of it */
  ACN_JSON_WANT_IN_ARRAY,
  ACN_JSON_WANT_END, /* of the document */
  ACN_JSON_WANT_NAME_OR_END,
  ACN_JSON_WANT_NAME,
  ACN_JSON_WANT_NEXT_VALUE,
} AcnJsonWanted;

void  acn_json_scanner_init_names (AcnJsonScanner *self);
gsize acn_json_scanner_remember_name (AcnJsonScanner *self,
                                      gsize           begin,
                                      gsize           length,
                                      gboolean        has_escapes);
guint acn_json_scanner_count_names (const AcnJsonScanner *self);

AcnJsonToken acn_json_scanner_fail (AcnJsonScanner *self, gsize offset, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
AcnJsonToken
         acn_json_scanner_fail_expected (AcnJsonScanner *self, gsize offset, AcnJsonWanted wanted);
gboolean acn_json_scanner_refuse_foreign (AcnJsonScanner *self);
AcnJsonToken acn_json_scanner_fail_unended (AcnJsonScanner *self);
AcnJsonToken acn_json_scanner_fail_members (AcnJsonScanner *self, gsize offset);
AcnJsonToken acn_json_scanner_fail_twice (AcnJsonScanner *self, gsize offset, gsize earlier);
AcnJsonToken acn_json_scanner_fail_depth (AcnJsonScanner *self, gsize offset);
AcnJsonToken
acn_json_scanner_fail_string (AcnJsonScanner *self, AcnStringFault fault, gsize offset);
AcnJsonToken
acn_json_scanner_fail_number (AcnJsonScanner *self, AcnNumberFault fault, gsize offset);

G_END_DECLS
