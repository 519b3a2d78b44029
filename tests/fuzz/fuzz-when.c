/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date that is read, written and read again is the same date. */
#include <string.h>

#include "base/acn-when.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *written = NULL;
  g_autoptr (GError) error = NULL;
  AcnWhen when = { 0 }, again = { 0 };

  /* Readers check that first. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  if (!acn_when_parse (text, &when, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_cmpint (when.span.begin_day, <, when.span.end_day);
  written = acn_when_to_edtf (&when);
  g_assert_true (acn_when_parse (written, &again, &error));
  g_assert_cmpint (when.span.begin_day, ==, again.span.begin_day);
  g_assert_cmpint (when.span.end_day, ==, again.span.end_day);
  g_assert_cmpint (when.begin_qualifier, ==, again.begin_qualifier);
  g_assert_cmpint (when.end_qualifier, ==, again.end_qualifier);
  return 0;
}
