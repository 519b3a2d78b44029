/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One dossier for each fault: message, place and pointer. */
#include "io/acn-load.h"
#include "base/acn-suggest.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../ukrainian.h"

#define HEAD "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"x\",\"title\":\"X\",\n"

static char *folder;

/* Loads @text as a file; gives the messages with its name replaced by D. */
static AcnDossier *
load_text (const char *text, char **out_messages)
{
  g_autofree char *path = g_build_filename (folder, "test.dossier.json", NULL);
  g_autoptr (AcnDiagnostics) diagnostics = acn_diagnostics_new ();
  AcnDossier *dossier;
  GString    *messages;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  dossier = acn_load_dossier (path, diagnostics, NULL);
  g_assert_true ((dossier == NULL) == (acn_diagnostics_get_n_errors (diagnostics) > 0));
  messages = g_string_new (NULL);
  for (guint i = 0; i < acn_diagnostics_get_n (diagnostics); i++)
    {
      g_autofree char *line = acn_diagnostic_to_line (acn_diagnostics_get (diagnostics, i));
      g_string_append_printf (messages, "%s\n", line);
    }
  g_string_replace (messages, path, "D", 0);
  g_string_replace (messages, folder, "F", 0);
  *out_messages = g_string_free (messages, FALSE);
  return dossier;
}

typedef struct
{
  const char *text, *expected;
} Case;

static const Case foreign[] = {
  { "", "D: error: the file is empty\n" },
  { "[]", "D:1:1: error: This is not an Accession dossier: the document must be an object\n" },
  { "{\"type\":\"FeatureCollection\",\"features\":[]}",
    "D:1:1: error: This is not an Accession dossier: it is GeoJSON, which a dossier names in a "
    "layer\n" },
  { "{\"a\":1}",
    "D:1:1: error: This is not an Accession dossier: it has no member “format” with the value "
    "“accession-dossier”\n" },
  { "{\"format\":\"other\"}",
    "D:1:11: error: This is not an Accession dossier: “format” must be “accession-dossier” "
    "[/format]\n" },
  { "{\"format\":7}",
    "D:1:11: error: This is not an Accession dossier: “format” must be “accession-dossier” "
    "[/format]\n" },
  { "{\"format\":\"accession-dossier\"}",
    "D:1:1: error: “version” is missing; this program understands version 1\n" },
  { "{\"format\":\"accession-dossier\",\"version\":2}",
    "D:1:41: error: this dossier has version 2 of the format; this program understands version 1 "
    "[/version]\n" },
  { "{\"format\":\"accession-dossier\",\"version\":\"1\"}",
    "D:1:41: error: “version” must be 1 [/version]\n" },
  { "{\"format\":\"accession-dossier\",\"version\":1}",
    "D:1:1: error: “id” is missing\nD:1:1: error: “title” is missing\n" },
};

static const Case heads[] = {
  { HEAD "\"id2\":3}", "" },
  { HEAD "\"base_map\":{\"tiles\":\"https://t.example.org/{z}/{x}/{y}.png\"}}", "" },
  { HEAD "\"base_map\":{\"title\":\"T\"}}", "D:2:12: error: “tiles” is missing [/base_map]\n" },
  { HEAD "\"base_map\":{\"tiles\":\"file:///etc/passwd\"}}",
    "D:2:21: error: this is no address of tiles: an address begins with https:// or http:// "
    "[/base_map/tiles]\n" },
  { HEAD "\"base_map\":{\"tiles\":\"https://t.example.org/{z}/{x}.png\"}}",
    "D:2:21: error: this is no address of tiles: a template has {z}, {x} and {y} "
    "[/base_map/tiles]\n" },
  { "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"a b\",\"title\":\"X\"}",
    "D:1:48: error: an id is made of letters A to Z, digits, and after the first also . _ - "
    "[/id]\n" },
  { "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"x\",\"title\":7}",
    "D:1:60: error: “title” must be a string, or an object with a string for each language "
    "[/title]\n" },
  { "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"x\",\"title\":{}}",
    "D:1:60: error: this text has no language at all [/title]\n" },
  { "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"x\",\"title\":{\"en\":\"X\",\"u_k\":"
    "\"X\"}}",
    "D:1:76: error: “u_k” is not a language tag such as en or uk [/title/u_k]\n" },
  { "{\"format\":\"accession-dossier\",\"version\":1,\"id\":\"x\",\"title\":{\"en\":3}}",
    "D:1:66: error: the text in the language “en” must be a string [/title/en]\n" },
  { HEAD "\"edition\":1}", "D:2:11: error: “edition” must be a string, not a number [/edition]\n" },
  { HEAD "\"language\":\"english language\"}",
    "D:2:12: error: “language” must be a language tag such as “en” or “uk” [/language]\n" },
  { HEAD "\"languages\":[\"uk\"]}",
    "D:2:13: error: the dossier's own language “en” is not in the list [/languages]\n" },
  { HEAD "\"languages\":[\"en\",\"en\",3]}",
    "D:2:19: error: the language “en” is already in the list [/languages/1]\n"
    "D:2:24: error: here must be a language tag such as “en” or “uk” [/languages/2]\n" },
  { HEAD "\"languages\":[\"en\"],\"summary\":{\"en\":\"S\",\"de\":\"S\"}}",
    "D:2:45: warning: the dossier's “languages” do not have “de” [/summary/de]\n" },
  { HEAD "\"languages\":[\"en\",\"uk\"],\"summary\":{\"en\":\"S\",\"ua\":\"S\"}}",
    "D:2:50: warning: the dossier's “languages” do not have “ua”; did you mean “uk”? "
    "[/summary/ua]\n" },
  { HEAD "\"languages\":[\"en\",\"uk_UA\"]}",
    "D:2:19: error: here must be a language tag such as “en” or “uk”; did you mean “uk-UA”? "
    "[/languages/1]\n" },
  { HEAD "\"language\":\"uk\",\"languages\":[\"en\",\"ua\"]}",
    "D:2:29: error: the dossier's own language “uk” is not in the list; did you mean “ua”? "
    "[/languages]\n" },
  /* Words of another direction turn nothing around them: RLO is U+202E, FSI U+2068, PDI U+2069. */
  { HEAD "\"summary\":{\"en\":\"S\",\"\u05e9\u05dc\":\"S\"}}",
    "D:2:26: error: “\u200e\u2068\u05e9\u05dc\u2069” is not a language tag such as en or uk "
    "[\u2068/summary/\u05e9\u05dc\u2069]\n" },
  { HEAD "\"summary\":{\"en\":\"S\",\"a\u202eb\u2069c\":\"S\"}}",
    "D:2:29: error: “\u200e\u2068a\uFFFDbc\u2069” is not a language tag such as en or uk "
    "[/summary/a\uFFFDb\uFFFDc]\n" },
  { HEAD "\"languages\":[\"en\",\"uk\"],\"summary\":{\"uk\":\"S\"}}",
    "D:2:35: warning: this text is not there in the dossier's own language “en” [/summary]\n" },
  { HEAD "\"span\":\"2010/2000\"}", "D:2:8: error: “2010/2000” ends before it begins [/span]\n" },
  { HEAD "\"span\":\"2023-02-30\"}",
    "D:2:8: error: “2023-02-30” is not in the calendar [/span]\n" },
  { HEAD "\"span\":2010}", "D:2:8: error: “span” must be a string, not a number [/span]\n" },
  { HEAD "\"home\":[]}", "D:2:8: error: “home” must be an object, not an array [/home]\n" },
  { HEAD "\"home\":{\"date\":\"2010-05\"}}",
    "D:2:16: error: the day to show at first must be a full day, YYYY-MM-DD [/home/date]\n" },
  { HEAD "\"span\":\"2010\",\"home\":{\"date\":\"2011-01-01\",\"span\":\"2012\"}}",
    "D:2:30: error: the day to show at first is outside the dossier's “span” [/home/date]\n"
    "D:2:50: error: the time to show at first is outside the dossier's “span” [/home/span]\n" },
  { HEAD
    "\"home\":{\"view\":\"wst\"},\"views\":[{\"id\":\"west\",\"title\":\"W\",\"bbox\":[0,0,1,1]}]}",
    "D:2:16: error: there is no view “wst”; did you mean “west”? [/home/view]\n" },
  { HEAD "\"argument\":{\"title\":\"T\"}}", "D:2:12: error: “when” is missing [/argument]\n" },
  { HEAD "\"readout\":{\"whole\":\"land\",\"parts\":[]}}",
    "D:2:20: error: there is no layer “land” [/readout/whole]\n"
    "D:2:35: error: “parts” must name one layer at least [/readout/parts]\n" },
};

/* Members that are nearly known: told unless the right one is there as well. */
static const Case members[] = {
  { HEAD "\"homme\":{},\"titel\":\"X\",\"x-mine\":1}",
    "D:2:9: warning: “homme” is not known here; did you mean “home”? [/homme]\n" },
  { HEAD "\"lanes\":[],\"ranges\":{}}", "" },
  { HEAD "\"lanes\":[{\"id\":\"a\",\"title\":\"A\"},{\"id\":\"b\",\"Titel\":\"B\"}]}",
    "D:2:33: error: “title” is missing [/lanes/1]\n"
    "D:2:51: warning: “Titel” is not known here; did you mean “title”? [/lanes/1/Titel]\n" },
  { HEAD "\"sources\":[{\"id\":\"s\",\"title\":\"S\",\"issue\":3}]}", "" },
  { HEAD "\"layers\":[{\"id\":\"a\",\"title\":\"A\",\"content\":\"events\",\"visble\":false,\n"
         "\"style\":{\"fil\":\"blue\"},\"x\":{\"fil\":1}}]}",
    "D:2:61: warning: “visble” is not known here; did you mean “visible”? [/layers/0/visble]\n"
    "D:3:16: warning: “fil” is not known here; did you mean “fill”? [/layers/0/style/fil]\n" },
};

static const Case lists[] = {
  { HEAD "\"views\":{}}", "D:2:9: error: “views” must be an array, not an object [/views]\n" },
  { HEAD "\"views\":[3]}", "D:2:10: error: here must be an object, not a number [/views/0]\n" },
  { HEAD "\"lanes\":[{\"title\":\"L\"}]}", "D:2:10: error: “id” is missing [/lanes/0]\n" },
  { HEAD "\"lanes\":[{\"id\":\"-\",\"title\":\"L\"}]}",
    "D:2:16: error: “-” is no id: letters A to Z, digits, and after the first also . _ - "
    "[/lanes/0/id]\n" },
  { HEAD "\"lanes\":[{\"id\":\"a\",\"title\":\"L\"},\n{\"id\":\"a\",\"title\":\"L\"}]}",
    "D:3:7: error: the lane “a” is already there at line 2, column 16 [/lanes/1/id]\n" },
  { HEAD "\"views\":[{\"id\":\"v\",\"title\":\"V\",\"bbox\":[1,2,3]}]}",
    "D:2:39: error: “bbox” must be an array of 4 numbers [/views/0/bbox]\n" },
  { HEAD "\"views\":[{\"id\":\"v\",\"title\":\"V\"},{\"id\":\"w\",\"title\":\"W\",\"bbox\":7}]}",
    "D:2:10: error: “bbox” is missing [/views/0]\nD:2:62: error: “bbox” must be an array, not a "
    "number [/views/1/bbox]\n" },
  { HEAD "\"views\":[{\"id\":\"v\",\"title\":\"V\",\"bbox\":[10,0,-10,5]}]}",
    "D:2:39: error: “bbox” is west, south, east, north: west before east and south before north "
    "[/views/0/bbox]\n" },
  { HEAD "\"views\":[{\"id\":\"v\",\"title\":\"V\",\"bbox\":[0,0,10,95]}]}",
    "D:2:39: error: “bbox” is west, south, east, north in degrees, within ±180 and ±90 "
    "[/views/0/bbox]\n" },
  { HEAD "\"places\":[{\"id\":\"p\",\"title\":\"P\",\"coordinates\":[50,120]}]}",
    "D:2:47: error: the latitude 120 is beyond ±90°: longitude comes first, these look swapped "
    "[/places/0/coordinates]\n" },
  { HEAD "\"places\":[{\"id\":\"p\",\"title\":\"P\",\"coordinates\":[3450000,6450000]}]}",
    "D:2:47: error: 3.45e+06, 6.45e+06 is no place on the Earth: these look like metres of a "
    "projection, but degrees (WGS 84) are wanted [/places/0/coordinates]\n" },
  { HEAD "\"places\":[{\"id\":\"p\",\"title\":\"P\",\"coordinates\":[-190,5]}]}",
    "D:2:47: error: the longitude -190 is beyond ±180° [/places/0/coordinates]\n" },
  { HEAD "\"places\":[{\"id\":\"p\",\"title\":\"P\",\"coordinates\":[[5,1]]}]}",
    "D:2:47: error: “coordinates” must be an array of longitude and latitude "
    "[/places/0/coordinates]\n" },
  { HEAD "\"places\":[{\"id\":\"p\",\"title\":\"P\",\"coordinates\":[5,1],\"precision_km\":-1}]}",
    "D:2:68: error: “precision_km” must be a number from 0 to 20000 [/places/0/precision_km]\n" },
  { HEAD "\"actors\":[{\"id\":\"a\",\"title\":\"A\",\"kind\":\"sate\",\"memberships\":[{"
         "\"organisation\":\"b\"}]}]}",
    "D:2:40: error: “kind” must be state, organisation or person, not “sate”; did you mean "
    "“state”? [/actors/0/kind]\n"
    "D:2:78: error: there is no actor “b”; did you mean “a”? "
    "[/actors/0/memberships/0/organisation]\n" },
  { HEAD "\"claims\":[{\"id\":\"S-1\"},{\"id\":\"S-1\"}]}",
    "D:2:30: error: the claim “S-1” is already there at line 2, column 17 [/claims/1/id]\n" },
};

#define EVENT(members)                                                                             \
  HEAD "\"lanes\":[{\"id\":\"war\",\"title\":\"W\"}],\"sources\":[{\"id\":\"s\",\"title\":\"S\"}]" \
       ",\n"                                                                                       \
       "\"events\":[{\"id\":\"e\",\"title\":\"E\"," members "}]}"

static const Case events[] = {
  { EVENT ("\"when\":\"2020\",\"lane\":\"war\",\"citations\":[{\"source\":\"s\"}]"), "" },
  { EVENT ("\"lane\":\"wra\""),
    "D:3:11: error: “when” is missing [/events/0]\n"
    "D:3:40: error: there is no lane “wra”; did you mean “war”? [/events/0/lane]\n"
    "D:3:11: error: “citations” is missing: name one source at least [/events/0]\n" },
  { EVENT ("\"when\":\"2020-13\",\"lane\":\"war\",\"citations\":[]"),
    "D:3:40: error: “2020-13” is not in the calendar [/events/0/when]\n"
    "D:3:75: error: name one source at least [/events/0/citations]\n" },
  { EVENT ("\"when\":\"2020\",\"lane\":\"war\",\"place\":\"p\",\"view\":3,\"rank\":6,\"actors\":["
           "\"a\",1],"
           "\"citations\":[{\"source\":\"t\",\"locator\":4}]"),
    "D:3:68: error: there is no place “p” [/events/0/place]\n"
    "D:3:79: error: “view” must be a string, not a number [/events/0/view]\n"
    "D:3:88: error: “rank” must be a whole number from 1 to 5 [/events/0/rank]\n"
    "D:3:100: error: there is no actor “a” [/events/0/actors/0]\n"
    "D:3:104: error: here must be a string, the id of one actor [/events/0/actors/1]\n"
    "D:3:130: error: there is no source “t”; did you mean “s”? [/events/0/citations/0/source]\n"
    "D:3:144: error: “locator” must be a string, not a number [/events/0/citations/0/locator]\n" },
};

#define SOURCE(members) HEAD "\"sources\":[{\"id\":\"s\"," members "}]}"

static const Case sources[] = {
  { SOURCE (
        "\"title\":\"S\",\"URL\":\"https://example.org/?a=1#b\",\"issued\":{\"raw\":\"long ago\"}"),
    "" },
  { SOURCE ("\"type\":\"book\""), "D:2:12: error: “title” is missing [/sources/0]\n" },
  { SOURCE ("\"title\":\"S\",\"URL\":\"javascript:alert(1)\""),
    "D:2:40: error: “javascript:alert(1)” is no address that begins with http:// or https:// "
    "[/sources/0/URL]\n" },
  { SOURCE ("\"title\":\"S\",\"URL\":\"http://\""),
    "D:2:40: error: “http://” is no address that begins with http:// or https:// "
    "[/sources/0/URL]\n" },
  { SOURCE ("\"title\":\"S\",\"issued\":{\"date-parts\":[[2023,2,30]]}"),
    "D:2:57: error: “date-parts” must be a date such as [[2008, 4, 3]], or two of them in order "
    "[/sources/0/issued/date-parts]\n" },
  { SOURCE ("\"title\":\"S\",\"issued\":{\"date-parts\":[[2020,true]]}"),
    "D:2:57: error: “date-parts” must be a date such as [[2008, 4, 3]], or two of them in order "
    "[/sources/0/issued/date-parts]\n" },
  { SOURCE ("\"title\":\"S\",\"issued\":{\"date-parts\":2020}"),
    "D:2:57: error: “date-parts” must be an array, not a number [/sources/0/issued/date-parts]\n" },
  { SOURCE ("\"title\":\"S\",\"issued\":{\"date-parts\":[[2020],[2019]]}"),
    "D:2:57: error: “date-parts” must be a date such as [[2008, 4, 3]], or two of them in order "
    "[/sources/0/issued/date-parts]\n" },
  { SOURCE ("\"title\":\"S\",\"author\":[{\"given\":\"J.\"}]"),
    "D:2:44: error: an author has a “literal” name, or “family” and “given” "
    "[/sources/0/author/0]\n" },
};

#define LAYERS(layers) HEAD "\"layers\":[" layers "]}"

static const Case layers[] = {
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\"}"),
    "D:2:11: error: a layer needs “data”, “derivation” or “content” [/layers/0]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"content\":\"events\",\"data\":\"x\"}"),
    "D:2:11: error: a layer has only one of “data”, “derivation” and “content” [/layers/0]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"data\":\"good.geojson\",\"classed_by\":\"position\"}"),
    "D:2:68: error: “classed_by” must be positions, not “position”; did you mean “positions”? "
    "[/layers/0/classed_by]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"content\":\"event\"}"),
    "D:2:43: error: “content” must be events or graticule, not “event”; did you mean “events”? "
    "[/layers/0/content]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"data\":\"../a\"}"),
    "D:2:40: error: the file “../a” could not be opened: it leads out of the dossier's folder by "
    "“..” [/layers/0/data]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"data\":\"none.geojson\"}"),
    "D:2:40: error: the file “none.geojson” could not be opened: No such file or directory "
    "[/layers/0/data]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"data\":\"broken.geojson\"},"
            "{\"id\":\"b\",\"title\":\"B\",\"data\":\"broken.geojson\"}"),
    "F/broken.geojson:2:3: error: expected “,” or “}”, found “7”\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"data\":\"faults.geojson\","
            "\"classes\":[{\"id\":\"old\"},{\"id\":\"new\"}]}"),
    "F/faults.geojson:3:5: error: the longitude 181 is beyond ±180° "
    "[/features/0/geometry/coordinates]\n"
    "F/faults.geojson:2:49: error: “2020-02-30” is not in the calendar "
    "[/features/0/properties/when]\n"
    "F/faults.geojson:2:70: error: there is no class “odl”; did you mean “old”? "
    "[/features/0/properties/class]\n"
    "F/faults.geojson:2:83: error: “rank” must be a whole number from 1 to 10 "
    "[/features/0/properties/rank]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"content\":\"events\",\"group\":\"g\",\"members_of\":"
            "\"nato\","
            "\"style\":{\"fill\":\"bleu\",\"opacity\":2,\"dash\":1,\"hatch\":\"x\"}}"),
    "D:2:60: error: there is no group “g” [/layers/0/group]\n"
    "D:2:77: error: there is no actor “nato” [/layers/0/members_of]\n"
    "D:2:100: error: “fill” must be none, blue, teal, green, olive, ochre, orange, red, crimson, "
    "violet, slate, grey or ink, not “bleu”; did you mean “blue”? [/layers/0/style/fill]\n"
    "D:2:117: error: “opacity” must be a number from 0 to 1 [/layers/0/style/opacity]\n"
    "D:2:136: error: “hatch” must be none, diagonal, back-diagonal, cross or dots, not “x” "
    "[/layers/0/style/hatch]\n"
    "D:2:126: error: “dash” must be true or false, not a number [/layers/0/style/dash]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"data\":\"untyped.geojson\"}"),
    "F/untyped.geojson:2:30: error: “type” is missing "
    "[/features/0/geometry]\nF/untyped.geojson:3:38: error: “type” must be a string, not a number "
    "[/features/1/geometry/type]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"derivation\":\"union\"}"),
    "D:2:46: error: “derivation” must be an object, not a string [/layers/0/derivation]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"derivation\":{\"of\":[\"b\"]}}"),
    "D:2:46: error: “operation” is missing [/layers/0/derivation]\n"
    "D:2:53: error: there is no layer “b”; did you mean “a”? [/layers/0/derivation/of/0]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"derivation\":{\"operation\":\"reach\",\"of\":[]}}"),
    "D:2:46: error: “range” is missing [/layers/0/derivation]\n"
    "D:2:72: error: “of” must name one layer at least [/layers/0/derivation/of]\n" },
  { HEAD "\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],\"ranges\":{\"systems\":[\n"
         "{\"id\":\"near\",\"km\":0,\"citations\":[{\"source\":\"s\"}]},\n"
         "{\"id\":\"far\",\"km\":1001,\"citations\":[]},\n"
         "{\"id\":\"far\"}]}}",
    "D:5:7: error: the range “far” is already there at line 4, column 7 [/ranges/systems/2/id]\n"
    "D:3:19: error: a range is more than 0 km [/ranges/systems/0/km]\n"
    "D:4:18: error: “km” must be a number from 0 to 1000 [/ranges/systems/1/km]\n"
    "D:4:35: error: name one source at least [/ranges/systems/1/citations]\n"
    "D:5:1: error: “km” is missing [/ranges/systems/2]\n"
    "D:5:1: error: “citations” is missing: name one source at least [/ranges/systems/2]\n" },
  { LAYERS ("{\"id\":\"a\",\"title\":\"A\",\"derivation\":{\"operation\":\"reach\",\"of\":[\"a\"],"
            "\"range\":\"nea\"}}],\"ranges\":{\"systems\":[{\"id\":\"near\",\"km\":5,\"citations\":"
            "[{}]}]},"
            "\"groups\":[{\"id\":\"g\",\"title\":\"G\"}"),
    "D:2:149: error: “source” is missing [/ranges/systems/0/citations/0]\n"
    "D:2:86: error: there is no range “nea”; did you mean “near”? [/layers/0/derivation/range]\n"
    "D:2:46: error: this layer is derived from itself: a → a [/layers/0/derivation]\n" },
  { LAYERS (
        "{\"id\":\"a\",\"title\":\"A\",\"derivation\":{\"operation\":\"union\",\"of\":[\"a\"]}}"),
    "D:2:46: error: this layer is derived from itself: a → a [/layers/0/derivation]\n" },
  { LAYERS (
        "{\"id\":\"z\",\"title\":\"Z\",\"derivation\":{\"operation\":\"union\",\"of\":[\"a\"]}},\n"
        "{\"id\":\"a\",\"title\":\"A\",\"derivation\":{\"operation\":\"union\",\"of\":[\"b\"]}},\n"
        "{\"id\":\"b\",\"title\":\"B\",\"derivation\":{\"operation\":\"union\",\"of\":[\"c\"]}},\n"
        "{\"id\":\"c\",\"title\":\"C\",\"derivation\":{\"operation\":\"union\",\"of\":[\"a\"]}}"),
    "D:3:36: error: this layer is derived from itself: a → b → c → a [/layers/1/derivation]\n" },
  { LAYERS (
        "{\"id\":\"a\",\"title\":\"A\",\"content\":\"events\"},\n"
        "{\"id\":\"l\",\"title\":\"L\",\"derivation\":{\"operation\":\"line\",\"of\":[\"m\"]}},\n"
        "{\"id\":\"m\",\"title\":\"M\",\"derivation\":{\"operation\":\"line\",\"of\":[\"a\"]}}"),
    "D:3:36: error: the layer “m” has no areas; only areas can be derived from "
    "[/layers/1/derivation]\n"
    "D:4:36: error: the layer “a” has no areas; only areas can be derived from "
    "[/layers/2/derivation]\n" },
  { LAYERS (
        "{\"id\":\"a\",\"title\":\"A\",\"content\":\"events\"},\n"
        "{\"id\":\"b\",\"title\":\"B\",\"derivation\":{\"operation\":\"union\",\"of\":[\"a\"]}}"),
    "D:3:36: error: the layer “a” has no areas; only areas can be derived from "
    "[/layers/1/derivation]\n" },
};

static void
test_cases (gconstpointer data)
{
  const Case *cases = data;

  for (guint i = 0; cases[i].text != NULL; i++)
    {
      g_autofree char *messages = NULL;
      AcnDossier      *dossier = load_text (cases[i].text, &messages);

      g_assert_cmpstr (messages, ==, cases[i].expected);
      g_clear_pointer (&dossier, acn_dossier_unref);
    }
}

/* A chain of 64 derivations is allowed, one of 10,000 is refused without recursion. */
static void
test_long_chain (void)
{
  static const struct
  {
    guint    n;
    gboolean good;
  } cases[] = { { 64, TRUE }, { 66, FALSE }, { 10000, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (HEAD "\"layers\":[");
      g_autofree char *messages = NULL;
      AcnDossier      *dossier;

      g_string_append (text, "{\"id\":\"l0\",\"title\":\"L\",\"data\":\"good.geojson\"}");
      for (guint j = 1; j <= cases[i].n; j++)
        g_string_append_printf (text,
                                ",{\"id\":\"l%u\",\"title\":\"L\",\"derivation\":{\"operation\":"
                                "\"union\",\"of\":[\"l%u\",\"l%u\"]}}",
                                j,
                                j - 1,
                                j - 1);
      g_string_append (text, "]}");
      dossier = load_text (text->str, &messages);
      g_assert_true ((dossier != NULL) == cases[i].good);
      if (!cases[i].good)
        g_assert_nonnull (strstr (messages, "more than 64 derivations of derivations in a row"));
      g_clear_pointer (&dossier, acn_dossier_unref);
    }
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

/* Every id of a long list was renamed: each error is told, and of the first what was meant, since
 * that takes three million comparisons. */
static void
test_many_wrong_ids (void)
{
  const guint n_sources = 40000, n_meant = 3000000 / n_sources;
  g_autoptr (GString) text = g_string_new (HEAD "\"sources\":[{\"id\":\"s0\",\"title\":\"S\"}");
  g_autofree char *messages = NULL;
  AcnDossier      *dossier;

  for (guint i = 1; i < n_sources; i++)
    g_string_append_printf (text, ",{\"id\":\"s%u\",\"title\":\"S\"}", i);
  g_string_append (text, "],\"lanes\":[{\"id\":\"l\",\"title\":\"L\"}],\"events\":[");
  g_string_append (text, "{\"id\":\"e\",\"title\":\"E\",\"when\":\"2020\",\"lane\":\"l\"");
  g_string_append (text, ",\"citations\":[{\"source\":\"x0\"}");
  for (guint i = 1; i < 99; i++)
    g_string_append_printf (text, ",{\"source\":\"x%u\"}", i);
  g_string_append (text, "]}]}");
  dossier = load_text (text->str, &messages);
  g_assert_null (dossier);
  g_assert_cmpuint (count (messages, "there is no source “x"), ==, 99);
  g_assert_cmpuint (count (messages, "did you mean"), ==, n_meant);
}

/* What nobody reads to its end is not laid out; controls are shown, not obeyed. */
static void
test_texts (void)
{
  g_autofree char *title = g_strnfill (1000000, 'x'), *summary = g_strnfill (4000, 'y');
  g_autofree char *text = g_strdup_printf ("{\"format\":\"accession-dossier\",\"version\":1,\"id\":"
                                           "\"x\",\"title\":\"%s\",\n\"summary\":\"%s\","
                                           "\"attribution\":{\"en\":\"a\\u0007b\\u202Ec\"}}",
                                           title,
                                           summary);
  g_autofree char *messages = NULL;
  g_autoptr (AcnDossier) dossier = load_text (text, &messages);

  g_assert_cmpstr (messages,
                   ==,
                   "D:1:60: warning: this text is longer than 500 characters; only its beginning "
                   "is shown [/title]\n");
  memcpy (title + 500, "…", strlen ("…") + 1);
  g_assert_cmpstr (acn_text_get (acn_dossier_get_title (dossier), "en"), ==, title);
  g_assert_cmpstr (
      acn_text_get (acn_dossier_get_attribution (dossier), "en"), ==, "a\uFFFDb\uFFFDc");
}

/* Half of the room is for errors, which come after any number of warnings: of places in a file and
 * of members. */
static void
test_many_warnings (void)
{
  static const struct
  {
    gboolean is_broken;
    guint    n_lines;
  } cases[] = { { FALSE, ACN_DIAGNOSTICS_MAX / 2 }, { TRUE, ACN_DIAGNOSTICS_MAX / 2 + 1 } };
  const guint n = 2 * ACN_DIAGNOSTICS_MAX;
  g_autoptr (GString) rings = g_string_new ("{\"type\":\"MultiPolygon\",\"coordinates\":[");
  g_autofree char *path = g_build_filename (folder, "broken.geojson", NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        rings, "%s[[[%u,0],[%u,0],[%u,1]]]", i > 0 ? "," : "", i % 90, i % 90 + 1, i % 90 + 1);
  g_string_append (rings, "]}");
  g_assert_true (g_file_set_contents (path, rings->str, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (HEAD "\"layers\":[");
      g_autofree char *messages = NULL;
      g_auto (GStrv) lines = NULL;
      g_autoptr (AcnDossier) dossier = NULL;

      for (guint j = 0; j < n; j++)
        g_string_append_printf (
            text,
            "%s{\"id\":\"l%u\",\"title\":\"L\",\"titel\":\"L\",\"data\":\"broken.geojson\"}",
            j > 0 ? "," : "",
            j);
      g_string_append (text, cases[i].is_broken ? ",7]}" : "]}");
      dossier = load_text (text->str, &messages);
      lines = g_strsplit (messages, "\n", -1);
      g_assert_cmpuint (g_strv_length (lines) - 1, ==, cases[i].n_lines);
      g_assert_true (
          cases[i].is_broken ==
          (strstr (messages, "must be an object, not a number [/layers/200]\n") != NULL));
      g_assert_nonnull (strstr (messages, "warning: this ring does not end where it begins"));
    }
}

/* More authors than anybody reads are cut at a character. */
static void
test_authors (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "\"sources\":[{\"id\":\"s\",\"title\":\"S\"");
  g_autofree char *messages = NULL;
  g_autoptr (AcnDossier) dossier = NULL;
  const AcnSource *source;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (
        text, "%s{\"family\":\"Їжак\",\"given\":\"Ю.\"}", i > 0 ? "," : ",\"author\":[");
  g_string_append (text, "]}]}");
  dossier = load_text (text->str, &messages);
  g_assert_cmpstr (messages, ==, "");
  source = acn_dossier_get_sources (dossier, NULL);
  g_assert_true (g_utf8_validate (source->author, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (source->author, -1), ==, 501);
  g_assert_true (g_str_has_prefix (source->author, "Ю. Їжак, Ю. Їжак, "));
  g_assert_true (g_str_has_suffix (source->author, "…"));
}

/* "circa" is a truth value in CSL-JSON; other programs write a number or a word. */
static void
test_circa (void)
{
  static const struct
  {
    const char *circa, *issued;
  } cases[] = {
    { "true", "2008-04~" }, { "false", "2008-04" }, { "\"ca.\"", "2008-04~" },
    { "1", "2008-04~" },    { "null", "2008-04" },  { "{}", "2008-04" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          g_strdup_printf (SOURCE ("\"title\":\"S\",\"issued\":{\"date-parts\":[[\"2008\",4]],"
                                   "\"circa\":%s}"),
                           cases[i].circa);
      g_autofree char *messages = NULL;
      g_autoptr (AcnDossier) dossier = load_text (text, &messages);

      g_assert_cmpstr (messages, ==, "");
      g_assert_cmpstr (acn_dossier_get_sources (dossier, NULL)->issued, ==, cases[i].issued);
    }
}

static void
test_suggest (void)
{
  static const char *const candidates[] = { "summits", NULL, "war", "weapons", "UKR" };
  static const struct
  {
    const char *wrong, *nearest;
  } cases[] = {
    { "wra", "war" },     { "sumits", "summits" },   { "Weapon", "weapons" },
    { "ukr", "UKR" },     { "xyzzy", NULL },         { "", NULL },
    { "politics", NULL }, { "summmits", "summits" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (
        acn_suggest (cases[i].wrong, candidates, G_N_ELEMENTS (candidates)), ==, cases[i].nearest);
  g_assert_cmpuint (acn_edit_distance ("ca", "ac", 3), ==, 1);
  g_assert_cmpuint (acn_edit_distance ("abc", "", 3), ==, 3);
  g_assert_cmpuint (acn_edit_distance ("abcdef", "", 3), ==, 4);
  g_assert_cmpuint (acn_edit_distance ("kitten", "sitting", 5), ==, 3);
}

static void
put (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_files (void)
{
  static const char *const names[] = {
    "test.dossier.json", "broken.geojson", "faults.geojson", "good.geojson"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

#define ADD(name)                                                                                  \
  {                                                                                                \
    "/io/reader/" #name, name, G_N_ELEMENTS (name)                                                 \
  }

#define SCENES(scenes)                                                                             \
  HEAD "\"layers\":[{\"id\":\"a\",\"title\":\"A\",\"data\":\"good.geojson\",\"classes\":[{\"id\":" \
       "\"c\"}]}],"                                                                                \
       "\"views\":[{\"id\":\"v\",\"title\":\"V\",\"bbox\":[0,0,1,1]}],\n\"scenes\":[" scenes "]}"

static const Case scenes[] = {
  { SCENES ("{\"id\":\"s\",\"layer\":\"b\",\"view\":\"v\",\"date\":\"1955\",\"classes\":[]}"),
    "D:3:51: error: “1955” is no day: YYYY-MM-DD is [/scenes/0/date]\n"
    "D:3:29: error: there is no layer “b”; did you mean “a”? [/scenes/0/layer]\n"
    "D:3:68: error: “classes” must have one element at least [/scenes/0/classes]\n" },
  { SCENES ("{\"id\":\"s\",\"layer\":\"a\",\"view\":\"v\",\"date\":\"1955-05-06\"}"),
    "D:3:11: error: “classes” is missing [/scenes/0]\n" },
  { SCENES (
        "{\"id\":\"s\",\"layer\":\"a\",\"view\":\"v\",\"date\":\"1955-05-06\",\"classes\":[{\"id\":"
        "\"d\",\"counts_as\":\"coveted\"}]}"),
    "D:3:81: error: the layer “a” has no class “d” [/scenes/0/classes/0/id]\n"
    "D:3:97: error: “counts_as” must be covered, excluded or apart, not “coveted”; did you mean "
    "“covered”? [/scenes/0/classes/0/counts_as]\n" },
};

/* What was followed before it was looked at. */
static const Case broken[] = {
  { HEAD
    "\"layers\":[{\"id\":\"a\",\"title\":\"A\",\"data\":\"good.geojson\",\"classes\":[{}]}],"
    "\"views\":[{\"id\":\"v\",\"title\":\"V\",\"bbox\":[0,0,1,1]}],\n\"scenes\":[{\"id\":\"s\","
    "\"layer\":\"a\",\"view\":\"v\",\"date\":\"1955-05-06\",\"classes\":[{\"id\":\"d\","
    "\"counts_as\":\"apart\"}]}]}",
    "D:2:66: error: “id” is missing [/layers/0/classes/0]\n"
    "D:3:81: error: the layer “a” has no class “d” [/scenes/0/classes/0/id]\n" },
  { HEAD "\"positions\":[7],\"layers\":[{\"id\":\"a\",\"title\":\"A\",\"data\":\"good.geojson\","
         "\"classed_by\":\"positions\",\"classes\":[{\"id\":\"d\"}]}]}",
    "D:2:14: error: here must be an object, not a number [/positions/0]\n" },
};

static const Case figures[] = {
  { HEAD
    "\"borders_with_russia\":[{\"id\":\"b\",\"when\":\"2024\",\"km\":0,\"parts_km\":{\"AA\":-1},"
    "\n\"citations\":[]}]}",
    "D:3:13: error: name one source at least [/borders_with_russia/0/citations]\n"
    "D:2:53: error: “km” must be more than 0 [/borders_with_russia/0/km]\n"
    "D:2:72: error: there is no actor “AA” [/borders_with_russia/0/parts_km/AA]\n"
    "D:2:72: error: “AA” must be more than 0 [/borders_with_russia/0/parts_km/AA]\n" },
  { HEAD "\"published_areas\":[{\"id\":\"a\",\"percent\":101}]}",
    "D:2:20: error: “when” is missing [/published_areas/0]\n"
    "D:2:20: error: “citations” is missing: name one source at least [/published_areas/0]\n"
    "D:2:40: error: “percent” must be a number from 0 to 100 [/published_areas/0/percent]\n" },
};

#define MEASURES(measures) HEAD "\"measures\":[" measures "]}"

static const Case measures[] = {
  { MEASURES ("{\"id\":\"m\",\"states\":[{\"when\":\"2024-13\"}]}"),
    "D:2:33: error: “state” is missing [/measures/0/states/0]\n"
    "D:2:41: error: “2024-13” is not in the calendar [/measures/0/states/0/when]\n"
    "D:2:33: error: “citations” is missing: name one source at least [/measures/0/states/0]\n" },
};

/* A scenario of one choice; its rest after the outcomes. */
static const Case scenarios[] = {
  { HEAD
    "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[{\"id\":\"y\"},{\"id\":\"n\"}],"
    "\"default\":\"y\"}],\n"
    "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":\"none\"},"
    "\"citations\":[{\"source\":\"s\"}]}],\n"
    "\"table\":[{\"when\":{},\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\",\"title\":\"S\"}]}",
    "" },
  { HEAD
    "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[]}],\n"
    "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":\"none\"},"
    "\"citations\":[{\"source\":\"s\"}]}],\n"
    "\"table\":[{\"when\":{},\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\",\"title\":\"S\"}]}",
    "D:2:24: error: a choice has 1 to 32 “options” [/scenario/choices/0]\n" },
  { HEAD "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[{\"id\":\"y\"},{\"id\":\"n\"}],"
         "\"default\":\"y\"}],\n"
         "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":"
         "\"none\"},\"citations\":[{\"source\":\"s\"}]}],\n"
         "\"table\":[{\"when\":{\"c\":7},\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\",\"title\":"
         "\"S\"}]}",
    "D:4:23: error: here must be an option or an array of options [/scenario/table/0/when/c]\n" },
  { HEAD "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[{\"id\":\"y\"},{\"id\":\"n\"}],"
         "\"default\":\"y\"}],\n"
         "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":"
         "\"none\"},\"citations\":[{\"source\":\"s\"}]}],\n"
         "\"table\":[{\"when\":{\"c\":[]},\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\","
         "\"title\":\"S\"}]}",
    "D:4:23: error: here must be one option at least [/scenario/table/0/when/c]\n" },
  { HEAD "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[{\"id\":\"y\"},{\"id\":\"n\"}],"
         "\"default\":\"y\"}],\n"
         "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":"
         "\"none\"},\"citations\":[{\"source\":\"s\"}]}],\n"
         "\"table\":[{\"when\":{\"c\":[\"y\",{}]},\"outcome\":\"p\"}]},\"sources\":[{\"id\":\"s\","
         "\"title\":\"S\"}]}",
    "D:4:23: error: here must be an option or an array of options [/scenario/table/0/when/c]\n"
    "D:4:43: error: there is no outcome “p”; did you mean “o”? [/scenario/table/0/outcome]\n" },
  { HEAD "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[{\"id\":\"y\"},{\"id\":\"n\"}],"
         "\"default\":\"y\"}],\n"
         "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":"
         "\"none\"},\"citations\":[{\"source\":\"s\"}]}],\n"
         "\"table\":[{\"when\":{\"e\":\"y\"},\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\","
         "\"title\":\"S\"}]}",
    "D:4:23: error: there is no choice “e”; did you mean “c”? [/scenario/table/0/when/e]\n" },
  { HEAD "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[{\"id\":\"y\"},{\"id\":\"n\"}],"
         "\"default\":\"y\"}],\n"
         "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":"
         "\"none\"},\"citations\":[{\"source\":\"s\"}]}],\n"
         "\"table\":[{\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\",\"title\":\"S\"}]}",
    "D:4:10: error: “when” is missing [/scenario/table/0]\n" },
  { HEAD
    "\"scenario\":{\"choices\":[{\"id\":\"d\",\"kind\":\"date\",\"options\":[{\"id\":\"y\"}]}],\n"
    "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":\"none\"},"
    "\"citations\":[{\"source\":\"s\"}]}],\n"
    "\"table\":[{\"when\":{\"d\":\"y\"},\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\",\"title\":"
    "\"S\"}]}",
    "D:4:23: error: a date does not decide the outcome [/scenario/table/0/when/d]\n" },
  { HEAD "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[{\"id\":\"y\"},{\"id\":\"n\"}],"
         "\"default\":\"y\"}],\n"
         "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":"
         "\"none\"},\"citations\":[{\"source\":\"s\"}]}],\n"
         "\"table\":[{\"when\":{\"c\":\"y\"},\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\","
         "\"title\":\"S\"}]}",
    "D:4:9: error: the combination c=n has no outcome [/scenario/table]\n" },
  { HEAD
    "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[{\"id\":\"y\"},{\"id\":\"n\"}],"
    "\"default\":\"y\"}],\n"
    "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":\"none\"},"
    "\"citations\":[{\"source\":\"s\"}]}],\n"
    "\"table\":[{\"when\":{},\"outcome\":\"o\"},\n"
    "{\"when\":{\"c\":\"y\"},\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\",\"title\":\"S\"}]}",
    "D:5:1: error: no possible combination comes to this rule: rules above take them all "
    "[/scenario/table/1]\n" },
  { HEAD "\"scenario\":{\"choices\":[{\"id\":\"c\",\"options\":[{\"id\":\"y\"},{\"id\":\"n\"}],"
         "\"default\":\"y\"}],\n"
         "\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":{\"how\":"
         "\"none\"},\"citations\":[{\"source\":\"s\"}]}],\n"
         "\"impossible\":[{\"when\":{\"c\":\"y\"},\"reason\":\"R\"}],\"table\":[{\"when\":{},"
         "\"outcome\":\"o\"}]},\"sources\":[{\"id\":\"s\",\"title\":\"S\"}]}",
    "D:2:23: error: the defaults of the choices cannot be together [/scenario/choices]\n" },
};

/* Values of another kind than is wanted. */
static const Case kinds[] = {
  { HEAD "\"sources\":[{\"id\":\"s\",\"title\":\"S\",\"issued\":{\"date-parts\":[[\"2023\"]]}},\n"
         "{\"id\":\"t\",\"title\":\"T\",\"issued\":{\"date-parts\":[[99999]]}},\n"
         "{\"id\":\"u\",\"title\":\"U\",\"issued\":{\"date-parts\":[[1,2,3,4]]}},\n"
         "{\"id\":\"v\",\"title\":\"V\",\"issued\":{\"date-parts\":[[2023.5]]}},\n"
         "{\"id\":\"w\",\"title\":\"W\",\"issued\":{\"date-parts\":[[2023]],\"circa\":true}},\n"
         "{\"id\":\"z\",\"title\":\"Z\",\"URL\":\"https://a b/\"}]}",
    "D:3:46: error: “date-parts” must be a date such as [[2008, 4, 3]], or two of them in order "
    "[/sources/1/issued/date-parts]\n"
    "D:4:46: error: “date-parts” must be a date such as [[2008, 4, 3]], or two of them in order "
    "[/sources/2/issued/date-parts]\n"
    "D:5:46: error: “date-parts” must be a date such as [[2008, 4, 3]], or two of them in order "
    "[/sources/3/issued/date-parts]\n"
    "D:7:29: error: “https://a b/” is no address that begins with http:// or https:// "
    "[/sources/5/URL]\n" },
  { HEAD "\"home\":\"x\",\"span\":null,\"views\":[{\"id\":\"v\",\"title\":\"V\",\"bbox\":[\"a\","
         "true,0,1]}]}",
    "D:2:19: error: “span” must be a string, not null [/span]\n"
    "D:2:62: error: “bbox” must be an array of 4 numbers [/views/0/bbox]\n"
    "D:2:8: error: “home” must be an object, not a string [/home]\n" },
  { HEAD "\"events\":\"none\",\"places\":[{\"id\":\"p\",\"title\":\"P\",\"coordinates\":true}]}",
    "D:2:10: error: “events” must be an array, not a string [/events]\n"
    "D:2:63: error: “coordinates” must be an array, not true or false [/places/0/coordinates]\n" },
  { HEAD "\"layers\":[{\"id\":\"a\",\"title\":\"A\",\"data\":\"good.geojson\",\"opacity\":\"x\","
         "\"style\":{\"width\":\"2\",\"fill\":\"#12\"}}],\"published_areas\":[{\"id\":\"a\","
         "\"when\":\"2024\",\"percent\":\"x\",\"citations\":[]}]}",
    "D:2:97: error: “fill” must be none, blue, teal, green, olive, ochre, orange, red, crimson, "
    "violet, slate, grey or ink, not “#12” [/layers/0/style/fill]\n"
    "D:2:86: error: “width” must be a number, not a string [/layers/0/style/width]\n"
    "D:2:175: error: name one source at least [/published_areas/0/citations]\n"
    "D:2:159: error: “percent” must be a number, not a string [/published_areas/0/percent]\n" },
  { HEAD "\"lanes\":[{\"id\":\"l\",\"title\":\"L\"}],\"events\":[{\"id\":\"e\",\"title\":\"E\","
         "\"when\":\"2020\",\"lane\":\"l\",\"rank\":\"1\",\"citations\":[]},\n"
         "{\"id\":\"f\",\"title\":\"F\",\"when\":\"2020\",\"lane\":\"l\",\"rank\":1.5,"
         "\"citations\":[]}]}",
    "D:2:98: error: “rank” must be a whole number, not a string [/events/0/rank]\n"
    "D:2:114: error: name one source at least [/events/0/citations]\n"
    "D:3:55: error: “rank” must be a whole number from 1 to 5 [/events/1/rank]\n"
    "D:3:71: error: name one source at least [/events/1/citations]\n" },
};

static AcnDiagnostics *
diagnose (const char *text)
{
  g_autofree char *path = g_build_filename (folder, "test.dossier.json", NULL);
  AcnDiagnostics  *diagnostics = acn_diagnostics_new ();
  AcnDossier      *dossier;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  dossier = acn_load_dossier_checked (path, diagnostics, NULL);
  g_clear_pointer (&dossier, acn_dossier_unref);
  return diagnostics;
}

/* The same findings at the same places, all in the other language. */
static void
test_ukrainian (gconstpointer data)
{
  for (const Case *c = data; c->text != NULL; c++)
    {
      g_autoptr (AcnDiagnostics) english = diagnose (c->text), ukrainian = NULL;

      ukrainian_begin ();
      ukrainian = diagnose (c->text);
      ukrainian_end ();
      ukrainian_check_all (english, ukrainian);
    }
}

/* More choices, and more combinations, than a scenario may have. */
static void
test_large_scenarios (void)
{
  static const struct
  {
    guint       n_choices, n_options;
    const char *message;
  } cases[] = {
    { 16, 1, "there is no outcome" },
    { 17, 1, "a scenario has at most 16 choices" },
    { 5, 16, "more than 65536 combinations" },
    { 1, 33, "a choice has 1 to 32 “options”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (HEAD "\"scenario\":{\"choices\":[");
      g_autofree char *messages = NULL;

      for (guint choice = 0; choice < cases[i].n_choices; choice++)
        {
          g_string_append_printf (
              text, "%s{\"id\":\"c%u\",\"options\":[", choice > 0 ? "," : "", choice);
          for (guint option = 0; option < cases[i].n_options; option++)
            g_string_append_printf (text, "%s{\"id\":\"o%u\"}", option > 0 ? "," : "", option);
          g_string_append (text, "]}");
        }
      g_string_append (
          text,
          "],\"outcomes\":[{\"id\":\"o\",\"text\":\"T\",\"status\":\"void\",\"shade\":"
          "{\"how\":\"none\"},\"citations\":[{\"source\":\"s\"}]}],\"table\":[{\"when\":{},"
          "\"outcome\":\"");
      g_string_append (text, cases[i].n_choices == 16 ? "none" : "o");
      g_string_append (text, "\"}]},\"sources\":[{\"id\":\"s\",\"title\":\"S\"}]}");
      g_assert_null (load_text (text->str, &messages));
      g_assert_nonnull (strstr (messages, cases[i].message));
      test_ukrainian ((const Case[]){ { text->str, NULL }, { NULL, NULL } });
    }
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *path;
    const Case *cases;
    guint       n;
  } tables[] = { ADD (foreign), ADD (heads),     ADD (members), ADD (lists),    ADD (events),
                 ADD (sources), ADD (layers),    ADD (scenes),  ADD (measures), ADD (broken),
                 ADD (figures), ADD (scenarios), ADD (kinds) };
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("accession-test-XXXXXX", NULL);
  put ("broken.geojson", "{\"type\":\"Feature\"\n  7}");
  put ("good.geojson", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}");
  put ("untyped.geojson",
       "{\"type\":\"FeatureCollection\",\"features\":[\n"
       "{\"type\":\"Feature\",\"geometry\":{\"coordinates\":[1,2]}},\n"
       "{\"type\":\"Feature\",\"geometry\":{\"type\":4,\"coordinates\":[1,2]}}]}");
  put ("faults.geojson",
       "{\"type\":\"FeatureCollection\",\"features\":[\n"
       "{\"type\":\"Feature\",\"id\":\"f\",\"properties\":{\"when\":\"2020-02-30\",\"class\":"
       "\"odl\",\"rank\":11},"
       "\"geometry\":{\"type\":\"Point\",\"coordinates\":\n    [181,2]}}]}");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      Case            *cases = g_new0 (Case, tables[i].n + 1);
      g_autofree char *in_ukrainian = NULL;

      memcpy (cases, tables[i].cases, tables[i].n * sizeof (Case));
      g_test_add_data_func_full (tables[i].path, cases, test_cases, g_free);
      cases = g_memdup2 (cases, (tables[i].n + 1) * sizeof (Case));
      in_ukrainian = g_strconcat (tables[i].path, "/ukrainian", NULL);
      g_test_add_data_func_full (in_ukrainian, cases, test_ukrainian, g_free);
    }
  g_test_add_func ("/io/reader/long-chain", test_long_chain);
  g_test_add_func ("/io/reader/many-wrong-ids", test_many_wrong_ids);
  g_test_add_func ("/io/reader/large-scenarios", test_large_scenarios);
  g_test_add_func ("/io/reader/texts", test_texts);
  g_test_add_func ("/io/reader/many-warnings", test_many_warnings);
  g_test_add_func ("/io/reader/authors", test_authors);
  g_test_add_func ("/io/reader/circa", test_circa);
  g_test_add_func ("/io/suggest/nearest", test_suggest);
  result = g_test_run ();
  remove_files ();
  return result;
}
