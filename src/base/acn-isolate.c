/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A name in Arabic or Hebrew takes the digits and commas that stand behind it into its own
 * direction, and a sentence that begins with it is set from right to left as a whole. Between FSI
 * and PDI it does neither. Most names need no isolation and then get none: what is written from
 * left to right stays the same bytes. Sentences are in the languages of the program, all of which
 * are written from left to right. Source: Unicode Standard Annex 9, sections 2.4 and 2.7 */
#include "base/acn-isolate.h"

#include "base/acn-text.h"

#include <string.h>

#define LRM "\u200e"
#define FSI "\u2068"
#define PDI "\u2069"

typedef enum
{
  PLACE_NONE,
  PLACE_STRING,
  PLACE_INT,
  PLACE_LONG,
  PLACE_DOUBLE,
} PlaceKind;

typedef union
{
  const char *string;
  int         number;
  long        longer;
  double      real;
} Value;

/* One conversion of a format: "%2$s", "%.0f" */
typedef struct
{
  guint       place; /* from 0 */
  PlaceKind   kind;
  char        spec[16];
  const char *end;
} Conversion;

/* Letters from right to left, marks and stretches of a direction (UAX 9: R, AL, and what is
 * explicit). */
static gboolean
is_from_right (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) ||
         (c >= 0xfe70 && c <= 0xfefc) || (c >= 0x10800 && c <= 0x10fff) ||
         (c >= 0x1e800 && c <= 0x1efff) || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

/* What is no UTF-8, as names of files may be, is left to who shows it. */
static gboolean
needs_isolation (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if ((guchar) *p < 0x80)
        continue;
      if (is_from_right (g_utf8_get_char (p)))
        return TRUE;
    }
  return FALSE;
}

/* Whether a letter of ours has set the direction of the paragraph that @out ends in. */
static gboolean
has_direction (const GString *out)
{
  const char *begin = strrchr (out->str, '\n');

  begin = begin != NULL ? begin + 1 : out->str;
  if (!g_utf8_validate (begin, -1, NULL))
    return TRUE;
  for (const char *p = begin; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == 0x200e || (g_unichar_isalpha (c) && !is_from_right (c)))
        return TRUE;
      if (is_from_right (c))
        return FALSE;
    }
  return FALSE;
}

/* Pango takes the first letter of a paragraph for its direction, also one within an isolate: hence
 * the mark. What the text opens or closes itself stays its own affair. */
static void
append_isolated (GString *out, const char *text)
{
  g_autofree char *literal = NULL;

  if (!needs_isolation (text))
    {
      g_string_append (out, text);
      return;
    }
  literal = acn_text_make_literal (text);
  if (!has_direction (out))
    g_string_append (out, LRM);
  g_string_append (out, FSI);
  g_string_append (out, literal);
  g_string_append (out, PDI);
}

/* --- Formats --------------------------------------------------------------------------------- */

static PlaceKind
get_kind (char letter, gboolean is_long)
{
  switch (letter)
    {
    case 's':
      return PLACE_STRING;
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'c':
      return is_long ? PLACE_LONG : PLACE_INT;
    case 'f':
    case 'g':
    case 'e':
      return PLACE_DOUBLE;
    default:
      return PLACE_NONE;
    }
}

/* @percent: a percent sign that is no "%%". @next: the place, where none is named */
static Conversion
read_conversion (const char *percent, guint next)
{
  Conversion  self = { .place = next };
  const char *p = percent + 1, *digits = p;
  gsize       length;

  while (g_ascii_isdigit (*p))
    p++;
  if (*p == '$' && p > digits)
    {
      self.place = (guint) g_ascii_strtoull (digits, NULL, 10) - 1;
      digits = ++p;
    }
  p = digits + strspn (digits, "-+ #0123456789.lz");
  self.kind = get_kind (*p, p > digits && (p[-1] == 'l' || p[-1] == 'z'));
  self.end = *p != '\0' ? p + 1 : p;
  length = (gsize) (self.end - digits);
  if (length + 2 > sizeof self.spec)
    self.kind = PLACE_NONE;
  else
    {
      self.spec[0] = '%';
      memcpy (self.spec + 1, digits, length);
    }
  return self;
}

/* What stands in each place. Returns whether all of it is known here. */
static gboolean
read_kinds (const char *format, PlaceKind *kinds, guint *out_n)
{
  guint next = 0;

  *out_n = 0;
  for (const char *p = strchr (format, '%'); p != NULL; p = strchr (p, '%'))
    {
      Conversion conversion;

      if (p[1] == '%')
        {
          p += 2;
          continue;
        }
      conversion = read_conversion (p, next++);
      if (conversion.kind == PLACE_NONE || conversion.place >= ACN_ISOLATE_PLACES_MAX)
        return FALSE;
      kinds[conversion.place] = conversion.kind;
      *out_n = MAX (*out_n, conversion.place + 1);
      p = conversion.end;
    }
  return TRUE;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/* The specification is one of the caller's format, which the compiler has checked. */
static void
append_value (GString *out, const Conversion *conversion, Value value)
{
  switch (conversion->kind)
    {
    case PLACE_STRING:
      if (g_str_equal (conversion->spec, "%s"))
        append_isolated (out, value.string != NULL ? value.string : "(null)");
      else /* words of the program, in columns */
        g_string_append_printf (out, conversion->spec, value.string);
      break;
    case PLACE_INT:
      g_string_append_printf (out, conversion->spec, value.number);
      break;
    case PLACE_LONG:
      g_string_append_printf (out, conversion->spec, value.longer);
      break;
    case PLACE_DOUBLE:
      g_string_append_printf (out, conversion->spec, value.real);
      break;
    case PLACE_NONE:
    default:
      g_assert_not_reached ();
    }
}

#pragma GCC diagnostic pop

static void
append_format (GString *out, const char *format, const Value *values)
{
  guint next = 0;

  while (*format != '\0')
    {
      const char *percent = strchr (format, '%');
      Conversion  conversion;

      if (percent == NULL)
        {
          g_string_append (out, format);
          return;
        }
      g_string_append_len (out, format, percent - format);
      if (percent[1] == '%')
        {
          g_string_append_c (out, '%');
          format = percent + 2;
          continue;
        }
      conversion = read_conversion (percent, next++);
      append_value (out, &conversion, values[conversion.place]);
      format = conversion.end;
    }
}

static void
append_valist (GString *text, const char *format, va_list args)
{
  PlaceKind kinds[ACN_ISOLATE_PLACES_MAX] = { PLACE_NONE };
  Value     values[ACN_ISOLATE_PLACES_MAX] = { { NULL } };
  guint     n;

  if (!read_kinds (format, kinds, &n))
    {
      g_critical ("“%s” has a place of another kind than texts of the program have", format);
      return;
    }
  /* The analyzer knows no list that is handed on. */
  /* NOLINTBEGIN(clang-analyzer-valist.Uninitialized) */
  for (guint i = 0; i < n; i++)
    switch (kinds[i])
      {
      case PLACE_STRING:
        values[i].string = va_arg (args, const char *);
        break;
      case PLACE_LONG:
        values[i].longer = va_arg (args, long);
        break;
      case PLACE_DOUBLE:
        values[i].real = va_arg (args, double);
        break;
      case PLACE_INT:
      case PLACE_NONE: /* a place that a translation leaves out: all that are numbers fit */
      default:
        values[i].number = va_arg (args, int);
        break;
      }
  /* NOLINTEND(clang-analyzer-valist.Uninitialized) */
  append_format (text, format, values);
}

/* --- Sentences ------------------------------------------------------------------------------- */

/**
 * acn_isolate:
 * @text: literal (see acn_text_make_literal())
 *
 * Returns: (transfer full): the text, between FSI and PDI when something of it is written from
 *   right to left
 */
char *
acn_isolate (const char *text)
{
  GString *out = g_string_new (NULL);

  append_isolated (out, text);
  return g_string_free (out, FALSE);
}

/**
 * acn_isolate_printf:
 * @format: as of printf(), with %s, whole numbers and reals, in order or numbered as "%1$s"; all
 *   of one to ACN_ISOLATE_PLACES_MAX places are there
 *
 * Returns: (transfer full): the sentence, in which each string is isolated that is written from
 *   right to left; otherwise the same as of g_strdup_printf()
 */
char *
acn_isolate_printf (const char *format, ...)
{
  char   *sentence;
  va_list args;

  va_start (args, format);
  sentence = acn_isolate_vprintf (format, args);
  va_end (args);
  return sentence;
}

/**
 * acn_isolate_vprintf:
 * @format: as for acn_isolate_printf()
 *
 * Returns: (transfer full): the sentence
 */
char *
acn_isolate_vprintf (const char *format, va_list args)
{
  GString *out = g_string_new (NULL);

  append_valist (out, format, args);
  return g_string_free (out, FALSE);
}

/**
 * acn_isolate_append:
 * @text: a sentence, or more of one
 * @format: as for acn_isolate_printf()
 *
 * Appends to @text.
 */
void
acn_isolate_append (GString *text, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  append_valist (text, format, args);
  va_end (args);
}
