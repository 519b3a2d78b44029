/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-json-document.h"

#include <string.h>

static AcnJsonDocument *
read_text (const char *text, AcnDiagnostics *diagnostics)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return acn_json_document_new (bytes, "file.json", diagnostics, NULL);
}

static AcnJsonDocument *
read_good (const char *text)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnJsonDocument *document = read_text (text, diagnostics);
  g_autofree char *messages = acn_diagnostics_to_string (diagnostics);

  g_assert_cmpstr (messages, ==, "");
  g_assert_nonnull (document);
  return document;
}

/* What json-glib carries, as text. */
static char *
write_root (AcnJsonDocument *document)
{
  return json_to_string (acn_json_document_get_root (document), FALSE);
}

static void
test_tree (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { " [ ] ", "[]" },
    { "{ }", "{}" },
    { "\"x\"", "\"x\"" },
    { "null", "null" },
    { "[1, 2.5 , true,\nnull , \"a b\"]", "[1,2.5,true,null,\"a b\"]" },
    { "{\"b\" : 1, \"a\"\n:[{}, [], {\"c\":[ ]}]}", "{\"b\":1,\"a\":[{},[],{\"c\":[]}]}" },
    { "[\":\", \"[\", \"{\", \",\"]", "[\":\",\"[\",\"{\",\",\"]" },
    { "{\"coordinates\":[1,2],\"z\":{\"coordinates\":[[3,4],[5,6]]}}",
      "{\"coordinates\":[0],\"z\":{\"coordinates\":[1]}}" },
    { "{\"coordinates\":7}", "{\"coordinates\":7}" },
    { "{\"coordinates\":{\"coordinates\":\"x\"}}", "{\"coordinates\":{\"coordinates\":\"x\"}}" },
    { "[\"coordinates\",[1,2]]", "[\"coordinates\",[1,2]]" },
    { "{\"c\\u006fordinates\":[1,2]}", "{\"coordinates\":[0]}" },
    { "[\"a\\u0000b\\\\u0000\"]", "[\"a\357\277\275b\\\\u0000\"]" },
    { "[\"\\ud83d\\ude00\\u0457\\n\"]", "[\"\360\237\230\200\321\227\\n\"]" },
    { "[9007199254740992,-0,1E2,1e-2]", "[9007199254740992,0,100.0,0.01]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcnJsonDocument) document = read_good (cases[i].text);
      g_autofree char *written = write_root (document);

      g_assert_cmpstr (written, ==, cases[i].expected);
    }
}

static AcnCoordinates *
get_coordinates (AcnJsonDocument *document)
{
  JsonObject *root = json_node_get_object (acn_json_document_get_root (document));

  return acn_json_document_get_coordinates (document, json_object_get_member (root, "coordinates"));
}

/* Points, then ends of rings and parts, as one line. */
static char *
describe (const AcnCoordinates *coordinates)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u:", coordinates->depth);
  for (guint i = 0; i < coordinates->n_points; i++)
    g_string_append_printf (text, " %g,%g", coordinates->xy[2 * i], coordinates->xy[2 * i + 1]);
  g_string_append (text, " |");
  for (guint i = 0; i < coordinates->n_rings; i++)
    g_string_append_printf (text, " %u", coordinates->ring_ends[i]);
  g_string_append (text, " |");
  for (guint i = 0; i < coordinates->n_parts; i++)
    g_string_append_printf (text, " %u", coordinates->part_ends[i]);
  return g_string_free (text, FALSE);
}

static void
test_coordinates (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "[]", "0: | |" },
    { "[1.5,-2]", "1: 1.5,-2 | |" },
    { "[1,2,3,4]", "1: 1,2 | |" },
    { "[[1,2],[3,4]]", "2: 1,2 3,4 | 2 |" },
    { "[ [ 1 , 2 ] ,[3,4,5], [6e0,7]]", "2: 1,2 3,4 6,7 | 3 |" },
    { "[[[1,2],[3,4]],[[5,6]]]", "3: 1,2 3,4 5,6 | 2 3 | 2" },
    { "[[[[1,2]],[[3,4]]],[[[5,6],[7,8]]]]", "4: 1,2 3,4 5,6 7,8 | 1 2 4 | 2 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"coordinates\": %s, \"after\": 1}", cases[i].text);
      g_autoptr (AcnJsonDocument) document = read_good (text);
      g_autofree char *description = describe (get_coordinates (document));

      g_assert_cmpstr (description, ==, cases[i].expected);
      g_assert_cmpint (get_coordinates (document)->fault, ==, ACN_COORDINATES_GOOD);
    }
}

/* Objects and coordinates enough that a good document is gone through twice; what follows them is
 * given. */
static GBytes *
make_large (guint n, const char *tail)
{
  GString *text = g_string_new ("{\"list\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, "%s{\"o\":{\"n\":%u},\"coordinates\":[%u,1]}", i > 0 ? "," : "", i, i);
  g_string_append (text, tail);
  return g_string_free_to_bytes (text);
}

static void
test_large (void)
{
  const guint n = 50000;
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (GBytes) bytes =
      make_large (n, "],\"events\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"coordinates\":[7,8]}");
  g_autoptr (AcnJsonDocument) document =
      acn_json_document_new_dossier (bytes, "f", diagnostics, NULL);
  JsonObject     *root;
  JsonArray      *list;
  AcnCoordinates *coordinates;
  guint           n_events;

  g_assert_nonnull (document);
  root = json_node_get_object (acn_json_document_get_root (document));
  list = json_object_get_array_member (root, "list");
  g_assert_cmpuint (json_array_get_length (list), ==, n);
  for (guint i = 0; i < n; i += 49999)
    {
      JsonObject *element = json_array_get_object_element (list, i);
      JsonObject *inner = json_object_get_object_member (element, "o");

      coordinates = acn_json_document_get_coordinates (
          document, json_object_get_member (element, "coordinates"));
      g_assert_cmpint (json_object_get_int_member (inner, "n"), ==, i);
      g_assert_cmpfloat (coordinates->xy[0], ==, i);
    }
  g_assert_cmpfloat (get_coordinates (document)->xy[1], ==, 8);
  g_assert_true (acn_json_document_has_events (document, &n_events));
  g_assert_cmpuint (n_events, ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "events")), ==, 0);
}

/* The fault that only the end shows is told as any other. */
static void
test_large_fault (void)
{
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (GBytes) bytes = make_large (50000, "],\"events\":[],\"x\":tru}");
  g_autofree char *messages = NULL;

  g_assert_null (acn_json_document_new_dossier (bytes, "f", diagnostics, NULL));
  messages = acn_diagnostics_to_string (diagnostics);
  g_assert_nonnull (strstr (messages, "expected a value"));
}

static void
test_coordinates_faults (void)
{
  static const struct
  {
    const char         *text;
    AcnCoordinatesFault fault;
    gsize               offset; /* in the array */
  } cases[] = {
    { "[\"x\",2]", ACN_COORDINATES_NOT_NUMBERS, 1 },
    { "[[1,null]]", ACN_COORDINATES_NOT_NUMBERS, 4 },
    { "[{}]", ACN_COORDINATES_NOT_NUMBERS, 1 },
    { "[[1,2],3]", ACN_COORDINATES_UNEVEN, 7 },
    { "[[1,2],[[3,4]]]", ACN_COORDINATES_UNEVEN, 8 },
    { "[[[1,2]],[3,4]]", ACN_COORDINATES_UNEVEN, 10 },
    { "[1,[2]]", ACN_COORDINATES_UNEVEN, 3 },
    { "[[[[[1,2]]]]]", ACN_COORDINATES_TOO_DEEP, 4 },
    { "[1]", ACN_COORDINATES_SHORT, 2 },
    { "[[1,2],[3]]", ACN_COORDINATES_SHORT, 9 },
    { "[[1,2],[]]", ACN_COORDINATES_SHORT, 8 },
    { "[[]]", ACN_COORDINATES_EMPTY_INNER, 2 },
    { "[[[1,2]],[]]", ACN_COORDINATES_EMPTY_INNER, 10 },
  };
  static const char before[] = "{\"coordinates\":";

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%s}", before, cases[i].text);
      g_autoptr (AcnJsonDocument) document = read_good (text);
      const AcnCoordinates *coordinates = get_coordinates (document);

      g_assert_cmpint (coordinates->fault, ==, cases[i].fault);
      g_assert_cmpuint (coordinates->fault_offset - strlen (before), ==, cases[i].offset);
      g_assert_cmpuint (coordinates->n_points, ==, 0);
      g_assert_cmpstr (acn_coordinates_fault_message (coordinates->fault), !=, "");
    }
}

/* Each value of a document is where its own pointer says, whatever stands around it. */
static void
test_pointers (void)
{
  static const char text[] = "{\n"
                             " \"a\": [10, {\"b/c\": 11, \"d~e\": [12]}],\n"
                             "\t\"ї\": \"x\", \"\": {\"0\": 13},\n"
                             " \"coordinates\": [[14, 15], [16, 17]], \"esc\\u0061pe\": 18\n"
                             "}";
  static const struct
  {
    const char *pointer;
    guint       line, column;
  } cases[] = {
    { "", 1, 1 },
    { "/a", 2, 7 },
    { "/a/0", 2, 8 },
    { "/a/1", 2, 12 },
    { "/a/1/b~1c", 2, 20 },
    { "/a/1/d~0e", 2, 31 },
    { "/a/1/d~0e/0", 2, 32 },
    { "/ї", 3, 7 },
    { "/", 3, 16 },
    { "//0", 3, 22 },
    { "/coordinates", 4, 17 },
    { "/coordinates/1/0", 4, 29 },
    { "/escape", 4, 54 },
    { "/none", 1, 1 },
    { "/a/7", 2, 7 },
    { "/a/0/deeper", 2, 8 },
    { "/a/x", 2, 7 },
  };
  g_autoptr (AcnJsonDocument) document = read_good (text);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint line, column;

      g_assert_true (acn_json_document_locate (document, cases[i].pointer, &line, &column));
      g_assert_cmpuint (line, ==, cases[i].line);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "", "file.json: error: the file is empty\n" },
    { "{\"a\": [1, {\"b\": 030}]}",
      "file.json:1:17: error: “030”: a number must not begin with a needless 0 [/a/1/b]\n" },
    { "[1,\n[2, x]]", "file.json:2:5: error: expected a value, found “x” [/1/1]\n" },
    { "{\"a\": 1 \"b\": 2}", "file.json:1:9: error: expected “,” or “}”, found “\"”\n" },
    { "{\"a\": {\"b\": 1}, \"a\": 2}",
      "file.json:1:17: error: “a” was already given at line 1, column 2\n" },
    { "{\"coordinates\": [[1, 2], [3, 4.]]}",
      "file.json:1:30: error: “4.” is not a number as JSON writes them [/coordinates/1/1]\n" },
    { "{\"\360\237\230\200\": 1, \"\\ud83d\\ude00\": 2}",
      "file.json:1:10: error: “\360\237\230\200” was already given at line 1, column 2\n" },
    { "{\"a~/b\": [nul]}", "file.json:1:11: error: expected a value, found “nul” [/a~0~1b/0]\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
      g_autoptr (AcnJsonDocument) document = read_text (cases[i].text, diagnostics);
      g_autofree char *messages = acn_diagnostics_to_string (diagnostics);

      g_assert_null (document);
      g_assert_cmpstr (messages, ==, cases[i].expected);
    }
}

/* A place is looked for as far as the text is good. */
static void
test_find_in_broken_text (void)
{
  static const struct
  {
    const char *text, *pointer;
    gsize       place;
  } cases[] = {
    { "{\"a\": [1, {\"b\": 2}], \"c\": }", "/a/1/b", 16 },
    { "{\"a\": [1, {\"b\": 2}], \"c\": }", "/c", 0 },
    { "{\"a\": [1, x], \"c\": 3}", "/c", 0 },
    { "[[1, x], 2]", "/1", 0 },
    { "[[1, x], 2]", "/0", 1 },
    { "[1, 2]", "/2", 0 },
    { "[1, 2]", "/-1", 0 },
    { "[1, 2]", "/one", 0 },
    { "[1, 2]", "/1/deeper", 4 },
    { "", "/a", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (
        acn_json_find ((const guint8 *) cases[i].text, strlen (cases[i].text), 0, cases[i].pointer),
        ==,
        cases[i].place);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (GString) text = g_string_new ("[0");
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, ",0");
  g_string_append_c (text, ']');
  bytes = g_bytes_new (text->str, text->len);
  g_cancellable_cancel (cancellable);
  g_assert_null (acn_json_document_new (bytes, "file.json", diagnostics, cancellable));
  g_assert_cmpuint (acn_diagnostics_get_n (diagnostics), ==, 0);
}

/* Random doubles survive scanner and json-glib, as members and as coordinates. */
static void
test_numbers (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 2000; i++)
    {
      char   number[G_ASCII_DTOSTR_BUF_SIZE];
      double value = (g_rand_double (rand) - 0.5) * (i % 3 == 0 ? 1e-12 : i % 3 == 1 ? 360 : 1e40);
      g_autofree char *text = NULL;
      g_autoptr (AcnJsonDocument) document = NULL;
      JsonObject *root;

      g_ascii_dtostr (number, sizeof number, value);
      text = g_strdup_printf ("{\"v\":%s,\"coordinates\":[%s,%s]}", number, number, number);
      document = read_good (text);
      root = json_node_get_object (acn_json_document_get_root (document));
      g_assert_cmpfloat (json_object_get_double_member (root, "v"), ==, value);
      g_assert_cmpfloat (get_coordinates (document)->xy[1], ==, value);
    }
}

/* What would need more memory than there may be is refused at its place, in a moment. */
static void
test_large_trees (void)
{
  static const struct
  {
    const char *head, *element, *expected;
    guint       n;
  } cases[] = {
    { "[", "{},", "error: more objects, texts and numbers", 2000000 },
    { "{\"events\":[", "{},", "error: more objects, texts and numbers", 2000000 },
    { "{\"events\":[", "7,", "error: more than 2000000 events [/events/2000000]", 2000002 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *text = g_string_new (cases[i].head);
      g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *line = NULL;

      for (guint n = 0; n < cases[i].n; n++)
        g_string_append (text, cases[i].element);
      bytes = g_string_free_to_bytes (text);
      g_assert_null (acn_json_document_new_dossier (bytes, "f", diagnostics, NULL));
      g_assert_cmpuint (acn_diagnostics_get_n (diagnostics), ==, 1);
      line = acn_diagnostic_to_line (acn_diagnostics_get (diagnostics, 0));
      g_assert_nonnull (strstr (line, cases[i].expected));
    }
}

/* A file that ends anywhere is told once, at a place in it. */
static void
test_cut (void)
{
  static const char *const texts[] = {
    "{\"type\":\"MultiPoint\",\"coordinates\":[[1.5,  2.5],[3 , "
    "4]],\"a\":[-1.5e+3,true,null,\"\\u00e9\"]}",
    "{\"events\":[{\"id\": \"a\",\"title\": {\"en\": \"A\"},\"rank\": 1,\"actors\": [\"b\"],"
    "\"citations\": [{\"source\": \"s\", \"locator\": \"1\"}]}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize size = 0; size < strlen (texts[i]); size++)
      {
        g_autofree char *cut = g_strndup (texts[i], size); /* so that what is behind it is seen */
        g_autoptr (GBytes) bytes = g_bytes_new (cut, size);
        g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();

        g_assert_null (acn_json_document_new_dossier (bytes, "f", diagnostics, NULL));
        g_assert_cmpuint (acn_diagnostics_get_n (diagnostics), ==, 1);
        g_assert_cmpuint (acn_diagnostics_get (diagnostics, 0)->column, <=, size + 1);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/json-document/tree", test_tree);
  g_test_add_func ("/io/json-document/large", test_large);
  g_test_add_func ("/io/json-document/large-fault", test_large_fault);
  g_test_add_func ("/io/json-document/find-in-broken-text", test_find_in_broken_text);
  g_test_add_func ("/io/json-document/coordinates", test_coordinates);
  g_test_add_func ("/io/json-document/coordinates-faults", test_coordinates_faults);
  g_test_add_func ("/io/json-document/pointers", test_pointers);
  g_test_add_func ("/io/json-document/faults", test_faults);
  g_test_add_func ("/io/json-document/cancelled", test_cancelled);
  g_test_add_func ("/io/json-document/large-trees", test_large_trees);
  g_test_add_func ("/io/json-document/numbers", test_numbers);
  g_test_add_func ("/io/json-document/cut", test_cut);
  return g_test_run ();
}
