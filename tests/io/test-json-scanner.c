/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-json-number.h"
#include "io/acn-json-scanner.h"

#include <locale.h>
#include <string.h>

#include "../ukrainian.h"

/* A text with its length, because some hold U+0000. */
#define TEXT(literal) literal, sizeof (literal) - 1

typedef struct
{
  const char *text;
  gsize       length;
} Text;

/* Accepted, after the cases that Nicolas Seriot's "Parsing JSON is a minefield" (2016) names. */
static const Text good[] = {
  { TEXT ("[]") },
  { TEXT ("{}") },
  { TEXT ("[ ]") },
  { TEXT ("\t\r\n []\n ") },
  { TEXT ("null") },
  { TEXT ("true") },
  { TEXT ("false") },
  { TEXT ("0") },
  { TEXT ("-0") },
  { TEXT ("-0.0") },
  { TEXT ("42") },
  { TEXT ("\"\"") },
  { TEXT ("\"x\"") },
  { TEXT (" \"space\" ") },
  { TEXT ("[1]") },
  { TEXT ("[1,2]") },
  { TEXT ("[1 , 2]") },
  { TEXT ("[[]]") },
  { TEXT ("[[],[]]") },
  { TEXT ("[null,1,\"1\",{}]") },
  { TEXT ("[1\n]") },
  { TEXT ("[2,null,null,null,2]") },
  { TEXT ("[123e65]") },
  { TEXT ("[0e+1]") },
  { TEXT ("[0e1]") },
  { TEXT ("[ 4]") },
  { TEXT ("[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]") },
  { TEXT ("[20e1]") },
  { TEXT ("[-123]") },
  { TEXT ("[-1]") },
  { TEXT ("[1E22]") },
  { TEXT ("[1E-2]") },
  { TEXT ("[1E+2]") },
  { TEXT ("[123e45]") },
  { TEXT ("[123.456e78]") },
  { TEXT ("[1e-2]") },
  { TEXT ("[1e+2]") },
  { TEXT ("[123.456789]") },
  { TEXT ("[9007199254740992]") },
  { TEXT ("[-9007199254740992]") },
  { TEXT ("[1.7976931348623157e308]") },
  { TEXT ("[5e-324]") },
  { TEXT ("[0e999]") },
  { TEXT ("{\"a\":1}") },
  { TEXT ("{ \"a\" : 1 , \"b\" : [ ] }") },
  { TEXT ("{\"\":0}") },
  { TEXT ("{\"a\":[]}") },
  { TEXT ("{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}") },
  { TEXT ("[{\"a\":1},{\"a\":1}]") },
  { TEXT ("{\"foo\\u0000bar\":42}") },
  { TEXT ("{\"min\":-1.0e+28,\"max\":1.0e+28}") },
  { TEXT ("{\"title\":\"\\u041f\\u043e\\u043b\\u0442\\u043e\\u0440\\u0430\"}") },
  { TEXT ("[\"\\u0060\\u012a\\u12AB\"]") },
  { TEXT ("[\"\\uD801\\udc37\"]") },
  { TEXT ("[\"\\ud83d\\ude39\\ud83d\\udc8d\"]") },
  { TEXT ("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]") },
  { TEXT ("[\"\\\\u0000\"]") },
  { TEXT ("[\"\\\"\"]") },
  { TEXT ("[\"a/*b*/c/*d//e\"]") },
  { TEXT ("[\"\\\\a\"]") },
  { TEXT ("[\"\\\\n\"]") },
  { TEXT ("[\"\\u0012\"]") },
  { TEXT ("[\"\\uFFFF\"]") },
  { TEXT ("[\"\\uDBFF\\uDFFF\"]") },
  { TEXT ("[\"\\u0000\"]") },
  { TEXT ("[\"\\u2028\\u2029\"]") },
  { TEXT ("[\"\xE2\x80\xA8\"]") },
  { TEXT ("[\"\xF4\x8F\xBF\xBF\"]") },
  { TEXT ("[\"\xEF\xBF\xBF\"]") },
  { TEXT ("[\"\xF0\x9B\xBF\xBF\"]") },
  { TEXT ("[\"\xC2\x80\"]") },
  { TEXT ("[\"\xE0\xA0\x80\"]") },
  { TEXT ("[\"\xED\x9F\xBF\"]") },
  { TEXT ("[\"\xF0\x90\x80\x80\"]") },
  { TEXT ("[\"\x7F\"]") },
  { TEXT ("[\"\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2\"]") },
  { TEXT ("[\"0123456789abcdef0123456789abcdef\"]") },
  { TEXT ("[true,false,null]") },
  { TEXT ("[-1.5e-7,0.1,100]") },
};

/* Refused. */
static const Text bad[] = {
  { TEXT ("") },
  { TEXT (" ") },
  { TEXT ("\n\n") },
  { TEXT ("\xEF\xBB\xBF") },
  { TEXT ("\xEF\xBB\xBF{}") },
  { TEXT ("\xFF\xFE[\0]\0") },
  { TEXT ("\xFE\xFF\0[\0]") },
  { TEXT ("[1 true]") },
  { TEXT ("[a\xE5]") },
  { TEXT ("[\"\": 1]") },
  { TEXT ("[\"\"],") },
  { TEXT ("[,1]") },
  { TEXT ("[1,,2]") },
  { TEXT ("[\"x\",,]") },
  { TEXT ("[\"x\"]]") },
  { TEXT ("[\"\",]") },
  { TEXT ("[\"x\"") },
  { TEXT ("[x") },
  { TEXT ("[3[4]]") },
  { TEXT ("[\xFF]") },
  { TEXT ("[1:2]") },
  { TEXT ("[,]") },
  { TEXT ("[-]") },
  { TEXT ("[   , \"\"]") },
  { TEXT ("[\"a\",\n4\n,1,") },
  { TEXT ("[1,]") },
  { TEXT ("[\"\va\"\\f]") },
  { TEXT ("[*]") },
  { TEXT ("[\"\"") },
  { TEXT ("[1,") },
  { TEXT ("[{}") },
  { TEXT ("[fals]") },
  { TEXT ("[nul]") },
  { TEXT ("[tru]") },
  { TEXT ("[truex]") },
  { TEXT ("[True]") },
  { TEXT ("123\0") },
  { TEXT ("[++1234]") },
  { TEXT ("[+1]") },
  { TEXT ("[+Inf]") },
  { TEXT ("[-01]") },
  { TEXT ("[-1.0.]") },
  { TEXT ("[-2.]") },
  { TEXT ("[-NaN]") },
  { TEXT ("[.-1]") },
  { TEXT ("[.2e-3]") },
  { TEXT ("[0.1.2]") },
  { TEXT ("[0.3e+]") },
  { TEXT ("[0.3e]") },
  { TEXT ("[0.e1]") },
  { TEXT ("[0E+]") },
  { TEXT ("[0E]") },
  { TEXT ("[1.0e+]") },
  { TEXT ("[1.0e-]") },
  { TEXT ("[1.0e]") },
  { TEXT ("[1 000.0]") },
  { TEXT ("[1eE2]") },
  { TEXT ("[2.e+3]") },
  { TEXT ("[2.e3]") },
  { TEXT ("[9.e+]") },
  { TEXT ("[Inf]") },
  { TEXT ("[NaN]") },
  { TEXT ("[\xEF\xBC\x91]") },
  { TEXT ("[1+2]") },
  { TEXT ("[0x1]") },
  { TEXT ("[0x42]") },
  { TEXT ("[Infinity]") },
  { TEXT ("[-Infinity]") },
  { TEXT ("[-foo]") },
  { TEXT ("[- 1]") },
  { TEXT ("[-012]") },
  { TEXT ("[012]") },
  { TEXT ("[030]") },
  { TEXT ("[00]") },
  { TEXT ("[-.123]") },
  { TEXT ("[1.]") },
  { TEXT ("[.123]") },
  { TEXT ("[1.8011670033376514H-308]") },
  { TEXT ("[1.2a-3]") },
  { TEXT ("[1ea]") },
  { TEXT ("[1e1\xE5]") },
  { TEXT ("[123\xE5]") },
  { TEXT ("[1e999]") },
  { TEXT ("[-1e400]") },
  { TEXT ("[1e-999]") },
  { TEXT ("[9007199254740993]") },
  { TEXT ("[-9007199254740993]") },
  { TEXT ("[18446744073709551616]") },
  { TEXT ("[100000000000000000000000000000]") },
  { TEXT ("[\"x\", truth]") },
  { TEXT ("{[: \"x\"}\n") },
  { TEXT ("{\"x\", null}") },
  { TEXT ("{\"x\"::\"b\"}") },
  { TEXT ("{\"a\":\"a\" 123}") },
  { TEXT ("{key: 'value'}") },
  { TEXT ("{\"a\" b}") },
  { TEXT ("{:\"b\"}") },
  { TEXT ("{\"a\"}") },
  { TEXT ("{\"a\":") },
  { TEXT ("{\"a\"") },
  { TEXT ("{1:1}") },
  { TEXT ("{9999E9999:1}") },
  { TEXT ("{null:null,null:null}") },
  { TEXT ("{\"id\":0,,,,,}") },
  { TEXT ("{'a':0}") },
  { TEXT ("{\"id\":0,}") },
  { TEXT ("{\"a\":\"b\"}/**/") },
  { TEXT ("{\"a\":\"b\"}//") },
  { TEXT ("{\"a\":\"b\",,\"c\":\"d\"}") },
  { TEXT ("{a: \"b\"}") },
  { TEXT ("{\"a\":\"a") },
  { TEXT ("{ \"foo\" : \"bar\", \"a\" }") },
  { TEXT ("{\"a\":\"b\"}#") },
  { TEXT ("{\"a\":1,\"a\":2}") },
  { TEXT ("{\"a\":1,\"\\u0061\":2}") },
  { TEXT ("{\"a\":{},\"b\":{\"c\":1,\"c\":1}}") },
  { TEXT ("[\"\\uD800\\u\"]") },
  { TEXT ("[\"\\uD800\\u1\"]") },
  { TEXT ("[\"\\uD800\\u1x\"]") },
  { TEXT ("[\"\\uD800\"]") },
  { TEXT ("[\"\\uD800\\uD800\"]") },
  { TEXT ("[\"\\uDC00\"]") },
  { TEXT ("[\"\\uD800abc\"]") },
  { TEXT ("[\\u0020\"asd\"]") },
  { TEXT ("[\"\\x00\"]") },
  { TEXT ("[\"\\\\\\\"]") },
  { TEXT ("[\"\\\t\"]") },
  { TEXT ("[\"\\\0\"]") },
  { TEXT ("[\"\\\xF0\x9F\x8C\x80\"]") },
  { TEXT ("[\"\\\"]") },
  { TEXT ("[\"\\u00A\"]") },
  { TEXT ("[\"\\a\"]") },
  { TEXT ("[\"\\uqqqq\"]") },
  { TEXT ("[\"\\\xE5\"]") },
  { TEXT ("[\xC3\xA9]") },
  { TEXT ("['single quote']") },
  { TEXT ("abc") },
  { TEXT ("[\"\\") },
  { TEXT ("[\"a\0a\"]") },
  { TEXT ("[\"new\nline\"]") },
  { TEXT ("[\"\t\"]") },
  { TEXT ("\"\\UA66D\"") },
  { TEXT ("[\"\xC0\xAF\"]") },
  { TEXT ("[\"\xE0\x80\xAF\"]") },
  { TEXT ("[\"\xED\xA0\x80\"]") },
  { TEXT ("[\"\xF4\x90\x80\x80\"]") },
  { TEXT ("[\"\xF8\x88\x80\x80\x80\"]") },
  { TEXT ("[\"\x80\"]") },
  { TEXT ("[\"\xE2\x82\"]") },
  { TEXT ("[\"\xF0\x9F\x98") },
  { TEXT ("\"") },
  { TEXT ("<.>") },
  { TEXT ("[<null>]") },
  { TEXT ("[1]x") },
  { TEXT ("[1]]") },
  { TEXT ("[\"asd]") },
  { TEXT ("[True]") },
  { TEXT ("1]") },
  { TEXT ("{\"x\": true,") },
  { TEXT ("[][]") },
  { TEXT ("]") },
  { TEXT ("2@") },
  { TEXT ("{}}") },
  { TEXT ("{\"\":") },
  { TEXT ("{\"a\":/*comment*/\"b\"}") },
  { TEXT ("{\"a\": true} \"x\"") },
  { TEXT ("['") },
  { TEXT ("[\xE2\x81\xA0]") },
  { TEXT ("[\f]") },
  { TEXT ("[\xC2\xA0]") },
  { TEXT ("{") },
  { TEXT ("[") },
  { TEXT ("[}") },
  { TEXT ("{]") },
  { TEXT ("{\"a\":[}") },
  { TEXT ("{\"a\":}") },
  { TEXT ("\0") },
};

/* The last token of a document: ACN_JSON_END or ACN_JSON_ERROR. */
static AcnJsonToken
scan_all (AcnJsonScanner *scanner, const char *text, gsize length)
{
  /* A copy without a byte behind it, so that reading on is seen. */
  g_autofree guint8 *copy = g_memdup2 (text, length);
  AcnJsonToken       token;

  acn_json_scanner_init (scanner, copy, length);
  do
    token = acn_json_scanner_next (scanner);
  while (token != ACN_JSON_ERROR && token != ACN_JSON_END);
  g_assert_cmpint (acn_json_scanner_next (scanner), ==, token);
  return token;
}

static void
test_accepts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_auto (AcnJsonScanner) scanner = { 0 };

      if (scan_all (&scanner, good[i].text, good[i].length) != ACN_JSON_END)
        g_error ("refused: %s: %s", good[i].text, acn_json_scanner_get_message (&scanner));
      g_assert_null (acn_json_scanner_get_message (&scanner));
    }
}

static void
test_refuses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (AcnJsonScanner) scanner = { 0 };

      if (scan_all (&scanner, bad[i].text, bad[i].length) != ACN_JSON_ERROR)
        g_error ("accepted: %s", bad[i].text);
      g_assert_nonnull (acn_json_scanner_get_message (&scanner));
      g_assert_true (g_utf8_validate (acn_json_scanner_get_message (&scanner), -1, NULL));
      g_assert_cmpuint (scanner.begin, <=, bad[i].length);
    }
}

static void
test_places (void)
{
  static const struct
  {
    const char *text;
    guint       line, column;
    const char *message;
  } cases[] = {
    { "", 1, 1, "the file is empty" },
    { "[1,\n 2\n 3]", 3, 2, "expected “,” or “]”, found “3”" },
    { "{\"a\":1\n\"b\":2}", 2, 1, "expected “,” or “}”, found “\"”" },
    { "[\"ї\", x]", 1, 7, "expected a value, found “x”" },
    { "[\"ї\",\r\n  030]", 2, 3, "“030”: a number must not begin with a needless 0" },
    { "[1e400]", 1, 2, "“1e400” is too large for a number" },
    { "[1e-400]", 1, 2, "“1e-400” is too close to 0 for a number" },
    { "[0x1E]", 1, 2, "“0x1E” is not a number as JSON writes them" },
    { "[9007199254740993]", 1, 2, "“9007199254740993” is beyond 2^53 and would lose digits" },
    { "[1,]", 1, 4, "expected a value after the comma or colon, found “]”" },
    { "{\"a\":1,}", 1, 8, "expected a name in double quotes after the comma, found “}”" },
    { "{'a':1}",
      1,
      2,
      "expected a name in double quotes or “}”, found “'” (strings take double quotes)" },
    { "{“a”:1}",
      1,
      2,
      "expected a name in double quotes or “}”, found ““” (strings take straight double quotes)" },
    { "[„a“]", 1, 2, "expected a value, found “„” (strings take straight double quotes)" },
    { "<!DOCTYPE html>", 1, 1, "expected a value, found “<” (this looks like HTML or XML)" },
    { "[True]", 1, 2, "expected a value, found “True” (JSON has true and false)" },
    { "[None]", 1, 2, "expected a value, found “None” (JSON has null)" },
    { "[No]", 1, 2, "expected a value, found “No”" },
    { "# x", 1, 1, "expected a value, found “#” (JSON has no comments)" },
    { "{} // x",
      1,
      4,
      "expected nothing more after the end of the document, found “/” (JSON has no comments)" },
    { "{\n  \"a\": [1, 2",
      2,
      13,
      "the file ends inside the array that begins at line 2, column 8" },
    { "{\n  \"a\": \"b", 2, 8, "this string has no closing quote" },
    { "[\"a\nb\"]", 1, 4, "a line break inside a string must be written \\n" },
    { "[\"a\tb\"]", 1, 4, "the control character U+0009 inside a string must be written \\u0009" },
    { "[\"\\x\"]", 1, 3, "JSON has no such escape; a backslash itself is written \\\\" },
    { "[\"ab\\ud800\"]", 1, 5, "half of a surrogate pair: such an escape stands for no character" },
    { "[\"a\xff\"]", 1, 4, "the byte 0xFF inside a string is not UTF-8" },
    { "[\xff]", 1, 2, "expected a value, found the byte 0xFF, which is not UTF-8" },
    { "[\x01]", 1, 2, "expected a value, found the control character U+0001" },
    { "{\"a\": 1,\n \"b\": 2,\n \"\\u0061\": 3}",
      3,
      2,
      "“a” was already given at line 1, column 2" },
    { "\xEF\xBB\xBF{}",
      1,
      1,
      "the file begins with a byte order mark; save it as UTF-8 without one" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize length = strlen (cases[i].text);
      g_auto (AcnJsonScanner) scanner = { 0 };
      guint line, column;

      scan_all (&scanner, cases[i].text, length);
      acn_json_place ((const guint8 *) cases[i].text, length, scanner.begin, &line, &column);
      g_assert_cmpstr (acn_json_scanner_get_message (&scanner), ==, cases[i].message);
      g_assert_cmpuint (line, ==, cases[i].line);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

/* What is wrong with @text, in the language of now. */
static char *
refuse (const char *text, gsize length)
{
  g_auto (AcnJsonScanner) scanner = { 0 };

  scan_all (&scanner, text, length);
  return g_strdup (acn_json_scanner_get_message (&scanner));
}

static void
check_ukrainian (const char *text, gsize length)
{
  g_autofree char *english = refuse (text, length), *ukrainian = NULL;

  ukrainian_begin ();
  ukrainian = refuse (text, length);
  ukrainian_end ();
  g_test_message ("%s", ukrainian);
  ukrainian_check (english, ukrainian);
}

static void
test_ukrainian (void)
{
  g_autofree char *deep = g_strnfill (200, '['), *number = g_strnfill (2000, '1');
  g_autofree char *text = g_strnfill (2 * 1024 * 1024, '"' + 1);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    check_ukrainian (bad[i].text, bad[i].length);
  check_ukrainian (deep, 200);
  check_ukrainian (number, 2000);
  text[0] = '"';
  check_ukrainian (text, 2 * 1024 * 1024);
}

static char *
repeat (const char *open, const char *middle, const char *close, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const struct
  {
    const char *open, *middle, *close;
    guint       n, column; /* 0: accepted */
  } cases[] = {
    { "[", "", "]", 128, 0 },          { "[", "", "]", 129, 129 },
    { "[", "", "", 100000, 129 },      { "{\"a\":", "1", "}", 128, 0 },
    { "{\"a\":", "1", "}", 129, 641 }, { "{\"a\":", "", "", 1000000, 641 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = repeat (cases[i].open, cases[i].middle, cases[i].close, cases[i].n);
      g_auto (AcnJsonScanner) scanner = { 0 };
      AcnJsonToken token = scan_all (&scanner, text, strlen (text));

      g_assert_cmpint (token, ==, cases[i].column == 0 ? ACN_JSON_END : ACN_JSON_ERROR);
      if (cases[i].column == 0)
        continue;
      g_assert_cmpuint (scanner.begin + 1, ==, cases[i].column);
      g_assert_cmpstr (acn_json_scanner_get_message (&scanner),
                       ==,
                       "arrays and objects nested deeper than 128 levels");
    }
}

static void
test_limits (void)
{
  g_autofree char *fits = g_strnfill (ACN_JSON_STRING_MAX, 'x');
  g_autofree char *good_string = g_strdup_printf ("[\"%s\"]", fits);
  g_autofree char *bad_string = g_strdup_printf ("[\"%sx\"]", fits);
  g_autofree char *zeros = g_strnfill (ACN_JSON_NUMBER_MAX - 2, '0');
  g_autofree char *good_number = g_strdup_printf ("[1.%s]", zeros);
  g_autofree char *bad_number = g_strdup_printf ("[1.0%s]", zeros);
  const struct
  {
    const char  *text;
    AcnJsonToken token;
  } cases[] = {
    { good_string, ACN_JSON_END },
    { bad_string, ACN_JSON_ERROR },
    { good_number, ACN_JSON_END },
    { bad_number, ACN_JSON_ERROR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (AcnJsonScanner) scanner = { 0 };

      g_assert_cmpint (
          scan_all (&scanner, cases[i].text, strlen (cases[i].text)), ==, cases[i].token);
    }
}

/* @n members, each name @format with its number; the last is @last. */
static char *
make_object (guint n, const char *last)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i + 1 < n; i++)
    g_string_append_printf (text, "\"name-%u\":%u,", i, i);
  g_string_append_printf (text, "\"%s\":0}", last);
  return g_string_free (text, FALSE);
}

static void
test_many_names (void)
{
  static const struct
  {
    guint        n;
    const char  *last;
    AcnJsonToken token;
  } cases[] = {
    { 20, "other", ACN_JSON_END },        { 20, "name-0", ACN_JSON_ERROR },
    { 25, "name-3", ACN_JSON_ERROR },     { 1000, "other", ACN_JSON_END },
    { 1000, "name-998", ACN_JSON_ERROR }, { 1000, "na\\u006de-5", ACN_JSON_ERROR },
    { 65536, "other", ACN_JSON_END },     { 65537, "other", ACN_JSON_ERROR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_object (cases[i].n, cases[i].last);
      gint64           begin_us = g_get_monotonic_time ();
      g_auto (AcnJsonScanner) scanner = { 0 };

      g_assert_cmpint (scan_all (&scanner, text, strlen (text)), ==, cases[i].token);
      /* Some ms; a table that degenerates takes minutes. */
      g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 20 * G_USEC_PER_SEC);
    }
}

/* Names that collide in the hash of g_str_hash: "bA" and "c " for each of 13 bits. */
static void
test_name_flood (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_auto (AcnJsonScanner) scanner = { 0 };
  gint64 begin_us = g_get_monotonic_time ();

  for (guint i = 0; i < 8192; i++)
    {
      g_string_append (text, i > 0 ? ",\"" : "\"");
      for (guint bit = 0; bit < 13; bit++)
        g_string_append (text, (i >> bit & 1) != 0 ? "bA" : "c ");
      g_string_append (text, "\":0");
    }
  g_string_append_c (text, '}');
  g_assert_cmpint (scan_all (&scanner, text->str, text->len), ==, ACN_JSON_END);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 2 * G_USEC_PER_SEC);
}

static void
test_tokens (void)
{
  static const char text[] = "{\"a\\n\" : [1, -2.5, \"x\\u0000y\", true, null, {}], \"b\":\"\"}";
  static const AcnJsonToken tokens[] = {
    ACN_JSON_OBJECT_BEGIN, ACN_JSON_NAME,       ACN_JSON_ARRAY_BEGIN, ACN_JSON_NUMBER,
    ACN_JSON_NUMBER,       ACN_JSON_STRING,     ACN_JSON_TRUE,        ACN_JSON_NULL,
    ACN_JSON_OBJECT_BEGIN, ACN_JSON_OBJECT_END, ACN_JSON_ARRAY_END,   ACN_JSON_NAME,
    ACN_JSON_STRING,       ACN_JSON_OBJECT_END, ACN_JSON_END
  };
  g_auto (AcnJsonScanner) scanner = { 0 };

  acn_json_scanner_init (&scanner, (const guint8 *) text, strlen (text));
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *said = NULL;

      g_assert_cmpint (acn_json_scanner_next (&scanner), ==, tokens[i]);
      if (tokens[i] == ACN_JSON_NAME || tokens[i] == ACN_JSON_STRING)
        said = acn_json_scanner_dup_string (&scanner);
      if (i == 1)
        g_assert_cmpstr (said, ==, "a\n");
      if (i == 1)
        g_assert_true (acn_json_scanner_string_equals (&scanner, "a\n"));
      if (i == 3)
        g_assert_true (scanner.is_integer && scanner.number == 1);
      if (i == 4)
        g_assert_true (!scanner.is_integer && scanner.number == -2.5);
      if (i == 5)
        g_assert_cmpstr (said, ==, "x\357\277\275y");
      if (i == 11)
        g_assert_true (acn_json_scanner_string_equals (&scanner, "b"));
      if (i == 11)
        g_assert_false (acn_json_scanner_string_equals (&scanner, "bc"));
    }
}

static void
test_skip (void)
{
  static const char text[] = "[[1,[2,{\"a\":[3]}]],4]";
  g_auto (AcnJsonScanner) scanner = { 0 };

  acn_json_scanner_init (&scanner, (const guint8 *) text, strlen (text));
  acn_json_scanner_next (&scanner);
  g_assert_true (acn_json_scanner_skip (&scanner, acn_json_scanner_next (&scanner)));
  g_assert_cmpint (acn_json_scanner_next (&scanner), ==, ACN_JSON_NUMBER);
  g_assert_cmpfloat (scanner.number, ==, 4);
}

static void
test_positions (void)
{
  static const char   text[] = "[[1,2],[3.5,-4.25] ,\n[5, 6], [7,8,9],[1e1,1]]";
  static const double expected[][2] = { { 1, 2 }, { 3.5, -4.25 }, { 5, 6 } };
  g_auto (AcnJsonScanner) scanner = { 0 };
  double x, y;

  acn_json_scanner_init (&scanner, (const guint8 *) text, strlen (text));
  g_assert_false (acn_json_scanner_next_position (&scanner, &x, &y));
  acn_json_scanner_next (&scanner);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (acn_json_scanner_next_position (&scanner, &x, &y));
      g_assert_cmpfloat (x, ==, expected[i][0]);
      g_assert_cmpfloat (y, ==, expected[i][1]);
    }
  g_assert_false (acn_json_scanner_next_position (&scanner, &x, &y));
  g_assert_cmpint (acn_json_scanner_next (&scanner), ==, ACN_JSON_ARRAY_BEGIN);
  g_assert_cmpint (acn_json_scanner_next (&scanner), ==, ACN_JSON_NUMBER);
  g_assert_cmpfloat (scanner.number, ==, 7);
}

/* Each number must be the double that g_ascii_strtod finds, also where the short cuts are taken. */
static void
test_numbers (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 200000; i++)
    {
      char           text[64];
      const guint8  *end;
      guint          n_digits = g_rand_int_range (rand, 1, 20), length = 0;
      guint          point = g_rand_int_range (rand, 0, n_digits + 1);
      double         value, expected;
      gboolean       is_integer;
      AcnNumberFault fault;

      if (g_rand_boolean (rand))
        text[length++] = '-';
      if (point == 0)
        text[length++] = '0';
      for (guint j = 0; j < n_digits; j++)
        {
          if (j == point)
            text[length++] = '.';
          text[length++] = '0' + g_rand_int_range (rand, j == 0 && point > 1, 10);
        }
      if (g_rand_int_range (rand, 0, 3) == 0)
        length += g_snprintf (text + length, 10, "e%d", g_rand_int_range (rand, -300, 280));
      text[length] = '\0';
      expected = g_ascii_strtod (text, NULL);
      fault = acn_json_number_scan (
          (guint8 *) text, (guint8 *) text + length, &end, &value, &is_integer);
      if (fault == ACN_NUMBER_INTEGER_RANGE)
        {
          g_assert_cmpfloat (ABS (expected), >=, ACN_JSON_INTEGER_MAX);
          continue;
        }
      g_assert_cmpint (fault, ==, ACN_NUMBER_GOOD);
      g_assert_cmpmem (&value, sizeof value, &expected, sizeof expected);
      g_assert_true (end == (guint8 *) text + length);
      end = acn_json_number_scan_short ((guint8 *) text, (guint8 *) text + length, &value);
      if (end != NULL)
        g_assert_cmpmem (&value, sizeof value, &expected, sizeof expected);
    }
}

/* A decimal point is a point in every locale. */
static void
test_locale (void)
{
  const char    text[] = "0.12345678901234567890";
  const guint8 *end;
  double        value;
  gboolean      is_integer;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    g_test_message ("without the locale de_DE.UTF-8");
  acn_json_number_scan (
      (guint8 *) text, (guint8 *) text + strlen (text), &end, &value, &is_integer);
  setlocale (LC_NUMERIC, "C");
  g_assert_cmpfloat (value, ==, 0.12345678901234567890);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/json-scanner/accepts", test_accepts);
  g_test_add_func ("/io/json-scanner/refuses", test_refuses);
  g_test_add_func ("/io/json-scanner/refuses/ukrainian", test_ukrainian);
  g_test_add_func ("/io/json-scanner/places", test_places);
  g_test_add_func ("/io/json-scanner/depth", test_depth);
  g_test_add_func ("/io/json-scanner/limits", test_limits);
  g_test_add_func ("/io/json-scanner/many-names", test_many_names);
  g_test_add_func ("/io/json-scanner/name-flood", test_name_flood);
  g_test_add_func ("/io/json-scanner/tokens", test_tokens);
  g_test_add_func ("/io/json-scanner/skip", test_skip);
  g_test_add_func ("/io/json-scanner/positions", test_positions);
  g_test_add_func ("/io/json-scanner/numbers", test_numbers);
  g_test_add_func ("/io/json-scanner/locale", test_locale);
  return g_test_run ();
}
