/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/acn-diagnostics.h"

static void
add (AcnDiagnostics *diagnostics, AcnSeverity severity, const char *message)
{
  acn_diagnostics_add (diagnostics, severity, "a.json", 1, 2, "/x", "%s", message);
}

static void
test_errors_before_warnings (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < ACN_DIAGNOSTICS_MAX + 20; i++)
    add (diagnostics, ACN_SEVERITY_WARNING, "odd");
  add (diagnostics, ACN_SEVERITY_ERROR, "broken");
  text = acn_diagnostics_to_string (diagnostics);
  g_assert_cmpuint (acn_diagnostics_get_n (diagnostics), ==, ACN_DIAGNOSTICS_MAX);
  g_assert_cmpuint (acn_diagnostics_get_n_errors (diagnostics), ==, 1);
  g_assert_cmpuint (acn_diagnostics_get_n_warnings (diagnostics), ==, ACN_DIAGNOSTICS_MAX + 20);
  g_assert_nonnull (strstr (text, "a.json:1:2: error: broken [/x]\n"));
}

static void
test_first_errors_are_kept (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < ACN_DIAGNOSTICS_MAX; i++)
    add (diagnostics, ACN_SEVERITY_ERROR, i == 0 ? "first" : "more");
  add (diagnostics, ACN_SEVERITY_ERROR, "late");
  add (diagnostics, ACN_SEVERITY_WARNING, "odd");
  text = acn_diagnostics_to_string (diagnostics);
  g_assert_nonnull (strstr (text, "first"));
  g_assert_null (strstr (text, "late"));
  g_assert_true (g_str_has_suffix (text, "… and 1 more error\n"));
}

static void
test_long_texts (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (GString) pointer = g_string_new (NULL);
  g_autofree char     *line = NULL;
  const AcnDiagnostic *item;

  for (guint i = 0; i < 10000; i++)
    g_string_append (pointer, "/ї");
  acn_diagnostics_add (
      diagnostics, ACN_SEVERITY_ERROR, "a", 0, 0, pointer->str, "%s end", pointer->str);
  item = acn_diagnostics_get (diagnostics, 0);
  line = acn_diagnostic_to_line (item);
  g_assert_cmpstr (item->pointer, ==, pointer->str);
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (line, -1), <, 800);
  g_assert_nonnull (strstr (line, "…"));
  g_assert_nonnull (strstr (line, "ї end [/ї"));
  g_assert_true (g_str_has_suffix (line, "/ї]"));
}

static void
test_harmless (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autofree char *line = NULL;

  add (diagnostics, ACN_SEVERITY_ERROR, "\033[31m \xff \xe2\x80\xae x\n");
  line = acn_diagnostic_to_line (acn_diagnostics_get (diagnostics, 0));
  g_assert_cmpstr (line, ==, "a.json:1:2: error: \uFFFD[31m \uFFFD \uFFFD x\uFFFD [/x]");
}

/* Isolates stay where they are in pairs, all else that turns is shown. */
static void
test_isolates (void)
{
  g_autofree char *pair = acn_make_harmless ("“\u2068\u05d0\u2069” x");
  g_autofree char *open = acn_make_harmless ("a\u2068b\u2068c");
  g_autofree char *closed = acn_make_harmless ("a\u2069b\u2067c\u2069");

  g_assert_cmpstr (pair, ==, "“\u2068\u05d0\u2069” x");
  g_assert_cmpstr (open, ==, "a\u2068b\u2068c\u2069\u2069");
  g_assert_cmpstr (closed, ==, "a\uFFFDb\uFFFDc\uFFFD");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagnostics/errors-before-warnings", test_errors_before_warnings);
  g_test_add_func ("/diagnostics/first-errors-are-kept", test_first_errors_are_kept);
  g_test_add_func ("/diagnostics/long-texts", test_long_texts);
  g_test_add_func ("/diagnostics/harmless", test_harmless);
  g_test_add_func ("/diagnostics/isolates", test_isolates);
  return g_test_run ();
}
