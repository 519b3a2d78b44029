/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scanner accepts what a second strict parser accepts and nothing else, and json-glib has to
 * accept that too; places lie inside the file. */
#include <json-glib/json-glib.h>

#include "io/acn-json-scanner.h"
#include "reference-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_auto (AcnJsonScanner) scanner;
  AcnJsonToken token;
  guint        line, column;

  acn_json_scanner_init (&scanner, data, size);
  do
    {
      token = acn_json_scanner_next (&scanner);
      g_assert (scanner.begin <= size && scanner.depth <= ACN_JSON_DEPTH_MAX);
      if (token == ACN_JSON_STRING)
        {
          g_autofree char *string = acn_json_scanner_dup_string (&scanner);
          g_assert (g_utf8_validate (string, -1, NULL));
        }
    }
  while (token != ACN_JSON_ERROR && token != ACN_JSON_END);
  g_assert_cmpint (token == ACN_JSON_END, ==, reference_accepts (data, size));
  acn_json_place (data, size, scanner.begin, &line, &column);
  g_assert (line >= 1 && column >= 1);
  if (token == ACN_JSON_ERROR)
    g_assert_nonnull (acn_json_scanner_get_message (&scanner));
  else
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_assert_true (json_parser_load_from_data (parser, (const char *) data, size, NULL));
    }
  return 0;
}
