/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events are read from the bytes or from a tree: both must give the same dossier and the same
 * messages, whatever is in the file. */
#include "io/acn-read.h"

#include <string.h>

static const char head[] =
    "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"x\",\"title\":\"X\",%s\n"
    "\"lanes\":[{\"id\":\"war\",\"title\":\"W\"},{\"id\":\"talks\",\"title\":\"T\"}],"
    "\"places\":[{\"id\":\"kyiv\",\"title\":\"K\",\"coordinates\":[30,50]}],"
    "\"views\":[{\"id\":\"all\",\"title\":\"A\",\"bbox\":[0,0,9,9]}],"
    "\"actors\":[{\"id\":\"ua\",\"title\":\"U\"}],"
    "\"sources\":[{\"id\":\"s\",\"type\":\"book\",\"title\":\"S\"},"
    "{\"id\":\"t\",\"type\":\"book\",\"title\":\"T\"}],\n\"events\":";

static void
append_text (GString *out, const AcnText *text)
{
  for (guint i = 0; i < acn_text_get_n_languages (text); i++)
    g_string_append_printf (out,
                            " %s=“%s”",
                            acn_text_get_language (text, i),
                            acn_text_get_exact (text, acn_text_get_language (text, i)));
  g_string_append (out, text == NULL ? " -;" : ";");
}

static void
append_events (GString *out, AcnDossier *dossier)
{
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (dossier, &n);

  for (guint i = 0; i < n; i++)
    {
      const AcnEvent  *event = &events[i];
      g_autofree char *when = acn_when_to_edtf (&event->when);

      g_assert_cmpuint (acn_dossier_find_event (dossier, event->id), ==, i);
      g_string_append_printf (out,
                              "%s %s lane %u place %u view %u rank %u:",
                              event->id,
                              when,
                              event->lane,
                              event->place,
                              event->view,
                              event->rank);
      append_text (out, event->title);
      append_text (out, event->text);
      append_text (out, event->outcome);
      append_text (out, event->note);
      for (guint k = 0; k < event->citations.n; k++)
        g_string_append_printf (
            out,
            " [%u %s]",
            event->citations.items[k].source,
            event->citations.items[k].locator != NULL ? event->citations.items[k].locator : "-");
      g_string_append_c (out, '\n');
    }
}

/* What reading @text comes to: messages, then the events. */
static char *
read_text (const char *text, gboolean as_dossier, gboolean check_shapes, guint *out_n_plain)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  g_autoptr (AcnJsonDocument) document =
      as_dossier ? acn_json_document_new_dossier (bytes, "D", diagnostics, NULL)
                 : acn_json_document_new (bytes, "D", diagnostics, NULL);
  AcnDossierBuilder *builder =
      document != NULL ? acn_read_dossier (document, "D", check_shapes, diagnostics, NULL) : NULL;
  g_autoptr (AcnDossier) dossier = builder != NULL ? acn_dossier_builder_end (builder) : NULL;
  GString *out = g_string_new (NULL);
  guint    n_events = 0;

  for (guint i = 0; i < acn_diagnostics_get_n (diagnostics); i++)
    {
      g_autofree char *line = acn_diagnostic_to_line (acn_diagnostics_get (diagnostics, i));

      g_string_append_printf (out, "%s\n", line);
    }
  if (dossier != NULL)
    append_events (out, dossier);
  if (document != NULL && out_n_plain != NULL)
    {
      acn_json_document_has_events (document, &n_events);
      for (guint i = 0; i < n_events; i++)
        *out_n_plain += acn_json_document_get_event (document, i)->is_plain &&
                        !acn_json_document_get_event (document, i)->needed_tree;
    }
  return g_string_free (out, FALSE);
}

/* Reads @events both ways; gives what they came to and how many events needed no tree. */
static char *
read_both (const char *languages, const char *events, gboolean check_shapes, guint *out_n_plain)
{
  g_autofree char *begin = g_strdup_printf (head, languages);
  g_autofree char *text = g_strconcat (begin, events, "}", NULL);
  g_autofree char *from_tree = read_text (text, FALSE, check_shapes, NULL);
  char            *from_bytes;

  *out_n_plain = 0;
  from_bytes = read_text (text, TRUE, check_shapes, out_n_plain);
  g_assert_cmpstr (from_bytes, ==, from_tree);
  return from_bytes;
}

#define REST "\"when\":\"2022\",\"lane\":\"war\",\"citations\":[{\"source\":\"s\"}]}"

/* Events, how many of them need no tree, and what must stand in what they come to. */
static const struct
{
  const char *events;
  guint       n_plain;
  const char *expected;
} cases[] = {
  { "[]", 0, "" },
  { "[{\"id\":\"a\",\"title\":\"A\"," REST "]", 1, "a 2022 lane 0" },
  { "[ {\t\"title\" : \"A\" ,\n\"id\": \"a\"," REST ",{\"id\":\"b\",\"title\":\"B\"," REST " ]",
    2,
    "rank 3: en=“B”" },
  { "[{\"id\":\"a\",\"title\":{\"en\":\"A\",\"uk\":\"А\"},\"text\":{\"en\":\"T\"},\"rank\":1,"
    "\"place\":\"kyiv\",\"view\":\"all\",\"actors\":[\"ua\",\"ua\"],\"outcome\":\"O\","
    "\"note\":\"N\",\"when\":\"2022-02-24/..\",\"lane\":\"talks\",\"citations\":"
    "[{\"locator\":\"p. 1\",\"source\":\"t\"},{\"source\":\"s\"}]}]",
    1,
    "lane 1 place 0 view 0 rank 1: en=“A” uk=“А”; en=“T”; en=“O”; en=“N”; [1 p. 1] [0 -]" },
  { "[{\"id\":\"a\",\"title\":\"A \\\"b\\\" \\u0413\\n\"," REST "]", 1, "en=“A \"b\" Г\n”" },
  { "[{\"id\":\"a\",\"title\":\"A\\u0000\"," REST "]", 0, "\357\277\275" },
  { "[{\"id\":\"\\u0061\",\"title\":\"A\"," REST "]", 0, "a 2022" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"rank\":3.0," REST "]", 0, "rank 3" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"rank\":6," REST "]", 0, "from 1 to 5 [/events/0/rank]" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"rank\":12," REST "]", 0, "from 1 to 5" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"mine\":{\"events\":[1],\"coordinates\":[[1,2]]}," REST "]",
    0,
    "a 2022" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"outcme\":\"O\"," REST "]",
    0,
    "did you mean “outcome”? [/events/0/outcme]" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"when\":\"2022\",\"lane\":\"war\",\"citations\":"
    "[{\"source\":\"s\",\"locatr\":\"p\"}]}]",
    0,
    "did you mean “locator”?" },
  { "[{\"id\":\"a\",\"title\":\"A\"," REST ",{\"id\":\"a\",\"title\":\"A\"," REST "]",
    1,
    "the event “a” is already there at line 3" },
  { "[{\"title\":\"A\"," REST "]", 0, "“id” is missing [/events/0]" },
  { "[{\"id\":\"a b\",\"title\":\"A\"," REST "]", 0, "“a b” is no id" },
  { "[{\"id\":\"\",\"title\":\"A\"," REST "]", 0, "“” is no id" },
  { "[{\"id\":\"a\"," REST "]", 0, "“title” is missing" },
  { "[{\"id\":\"a\",\"title\":{}," REST "]", 0, "no language at all" },
  { "[{\"id\":\"a\",\"title\":{\"uk\":\"А\"}," REST "]", 0, "not there in the dossier's own" },
  { "[{\"id\":\"a\",\"title\":{\"en\":\"A\",\"u_k\":\"А\"}," REST "]",
    0,
    "“u_k” is not a language tag" },
  { "[{\"id\":\"a\",\"title\":{\"en\":\"A\",\"uk\":7}," REST "]", 0, "must be a string" },
  { "[{\"id\":\"a\",\"title\":7," REST "]", 0, "“title” must be a string, or an object" },
  { "[{\"id\":\"a\",\"title\":\"\\uD83D\\uDE00 \\ud83c\\udffff\"," REST "]",
    1,
    "en=“\360\237\230\200 \360\237\217\277f”" },
  { "[{\"id\":\"a\",\"title\":\"A\033\"," REST "]", 0, "control" },
  { "[{\"id\":\"a\",\"title\":\"A\302\205\"," REST "]", 0, "A\357\277\275" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"when\":\"soon\",\"lane\":\"war\",\"citations\":"
    "[{\"source\":\"s\"}]}]",
    0,
    "“soon” is not a date" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"when\":\"2022\",\"lane\":\"wra\",\"citations\":"
    "[{\"source\":\"s\"}]}]",
    0,
    "no lane “wra”; did you mean “war”? [/events/0/lane]" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"place\":\"kiev\",\"view\":\"al\",\"actors\":[\"ua\",\"u\"]"
    "," REST "]",
    0,
    "no actor “u”" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"when\":\"2022\",\"lane\":\"war\",\"citations\":[]}]",
    0,
    "name one source at least" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"when\":\"2022\",\"lane\":\"war\"}]", 0, "name one source" },
  { "[{\"id\":\"a\",\"title\":\"A\",\"when\":\"2022\",\"lane\":\"war\",\"citations\":"
    "[{\"locator\":\"p\"}]}]",
    0,
    "“source” is missing" },
  { "[1,null,\"x\",[],{\"id\":\"a\",\"title\":\"A\"," REST "]",
    0,
    "here must be an object, not null [/events/1]" },
  { "[{\"id\":\"a\",\"id\":\"b\",\"title\":\"A\"," REST "]", 0, "“id” was already given" },
  { "[{\"id\":\"a\",\"title\":{\"en\":\"A\",\"en\":\"B\"}," REST "]", 0, "already given" },
  { "[{\"id\":\"a\",\"title\":\"A\"," REST ",]", 0, "a value after the comma" },
  { "[{\"id\":\"a\",\"title\":\"A\",}]", 0, "after the comma" },
  { "[{\"id\":\"a\",\"title\":\"A\"," REST, 0, "" },
  { "[{\"id\":\"a\",\"title\":\"A\"", 0, "" },
  { "{\"id\":\"a\"}", 0, "“events” must be an array, not an object" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint            n_plain;
      g_autofree char *found = read_both ("", cases[i].events, FALSE, &n_plain);

      g_test_message ("%s\n%s", cases[i].events, found);
      g_assert_nonnull (strstr (found, cases[i].expected));
      if (strstr (found, "error") == NULL)
        g_assert_cmpuint (n_plain, ==, cases[i].n_plain);
    }
}

static void
test_languages (void)
{
  static const char both[] = "[{\"id\":\"a\",\"title\":{\"en\":\"A\",\"uk\":\"А\"}," REST "]";
  guint             n_plain;
  g_autofree char  *announced = read_both ("\"languages\":[\"en\",\"uk\"],", both, FALSE, &n_plain);
  g_autofree char  *other = NULL;

  g_assert_cmpuint (n_plain, ==, 1);
  g_assert_null (strstr (announced, "warning"));
  other = read_both ("\"languages\":[\"en\",\"de\"],", both, FALSE, &n_plain);
  g_assert_cmpuint (n_plain, ==, 0);
  g_assert_nonnull (strstr (other, "“languages” do not have “uk”"));
}

/* More languages than are looked up in a row: each event has them all the same. */
static void
test_many_languages (void)
{
  g_autoptr (GString) languages = g_string_new ("\"languages\":[\"en\"");
  g_autoptr (GString) title = g_string_new ("[{\"id\":\"a\",\"title\":{\"en\":\"A\"");
  g_autofree char *found = NULL;
  guint            n_plain;

  for (char c = 'a'; c < 'a' + 20; c++)
    {
      g_string_append_printf (languages, ",\"q%ca\"", c);
      g_string_append_printf (title, ",\"q%ca\":\"T%c\"", c, c);
    }
  g_string_append (languages, "],");
  g_string_append (title, "}," REST "]");
  found = read_both (languages->str, title->str, FALSE, &n_plain);
  g_assert_cmpuint (n_plain, ==, 0);
  g_assert_nonnull (strstr (found, " en=“A” qaa=“Ta” "));
  g_assert_nonnull (strstr (found, " qta=“Tt”;"));
}

/* Names of a length that nobody gives are refused as names, not for their length. */
static void
test_long_names (void)
{
  g_autofree char *name = g_strnfill (300, 'n');
  g_autofree char *lane =
      g_strdup_printf ("[{\"id\":\"a\",\"title\":\"A\",\"when\":\"2022\",\"lane\":\"%s\","
                       "\"citations\":[{\"source\":\"s\"}]}]",
                       name);
  g_autofree char *language =
      g_strdup_printf ("[{\"id\":\"a\",\"title\":{\"en\":\"A\",\"%s\":\"B\"}," REST "]", name);
  g_autofree char *from_lane = NULL, *from_language = NULL;
  guint            n_plain;

  from_lane = read_both ("", lane, FALSE, &n_plain);
  g_assert_nonnull (strstr (from_lane, "error: there is no lane “nnn"));
  from_language = read_both ("", language, FALSE, &n_plain);
  g_assert_nonnull (strstr (from_language, "is not a language tag such as en or uk"));
}

/* A text is cut at the same character, with the same warning. */
static void
test_long_texts (void)
{
  for (guint n = 498; n < 503; n++)
    {
      g_autoptr (GString) events = g_string_new ("[{\"id\":\"a\",\"title\":\"");
      g_autofree char *found = NULL;
      guint            n_plain;

      for (guint i = 0; i < n; i++)
        g_string_append (events, "Ї");
      g_string_append (events, "\"," REST "]");
      found = read_both ("", events->str, FALSE, &n_plain);
      g_assert_cmpuint (n_plain, ==, n <= 500);
      g_assert_true ((strstr (found, "longer than 500") != NULL) == (n > 500));
    }
}

/* Good events with a few bytes changed at random: whatever becomes of them, it is the same. */
static void
test_random_bytes (void)
{
  static const char bytes[] = "{}[]\",:\\ \n019aeu-~?/\302\001";
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree char *begin = g_strdup_printf (head, "");
  guint            n_good = 0;

  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *text =
          g_strconcat (begin, cases[3].events, "}", NULL); /* that with every member */
      g_autofree char *from_tree = NULL, *from_bytes = NULL;
      const gsize      first = strlen (begin), n = strlen (text) - first;

      for (int k = g_rand_int_range (rand, 1, 4); k > 0; k--)
        text[first + g_rand_int_range (rand, 0, (int) n)] =
            bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];
      from_tree = read_text (text, FALSE, round % 2 == 0, NULL);
      from_bytes = read_text (text, TRUE, round % 2 == 0, NULL);
      if (!g_str_equal (from_tree, from_bytes))
        g_test_message ("%s", text + first);
      g_assert_cmpstr (from_bytes, ==, from_tree);
      n_good += strstr (from_bytes, "error") == NULL;
    }
  g_assert_cmpuint (n_good, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/read-events/cases", test_cases);
  g_test_add_func ("/io/read-events/many-languages", test_many_languages);
  g_test_add_func ("/io/read-events/long-names", test_long_names);
  g_test_add_func ("/io/read-events/languages", test_languages);
  g_test_add_func ("/io/read-events/long-texts", test_long_texts);
  g_test_add_func ("/io/read-events/random-bytes", test_random_bytes);
  return g_test_run ();
}
