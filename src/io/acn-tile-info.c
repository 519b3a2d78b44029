/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-tile-info.h"

#include <string.h>

/* Characters of a name or an attribution. */
#define WORDS_MAX 300

void
acn_tile_info_clear (AcnTileInfo *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->attribution, g_free);
}

gboolean
acn_tile_id_is_valid (AcnTileId id)
{
  return id.z <= ACN_TILE_ZOOM_MAX && id.x < 1u << id.z && id.y < 1u << id.z;
}

/* "&copy;" and the like; returns how many bytes it takes, 0 when it is none. */
static gsize
read_entity (const char *text, gunichar *out)
{
  static const struct
  {
    const char *name;
    gunichar    unichar;
  } entities[] = { { "&copy;", 0xa9 }, { "&amp;", '&' },     { "&lt;", '<' },    { "&gt;", '>' },
                   { "&quot;", '"' },  { "&nbsp;", 0xa0 },   { "&#169;", 0xa9 }, { "&#39;", '\'' },
                   { "&apos;", '\'' }, { "&ndash;", 0x2013 } };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (text, entities[i].name))
      {
        *out = entities[i].unichar;
        return strlen (entities[i].name);
      }
  return 0;
}

/**
 * acn_plain_words:
 * @text: from a set of tiles; often with tags of HTML, in any bytes
 *
 * Returns: (transfer full): the same as plain text of bounded length: without tags, entities and
 *   control characters, white space drawn together
 */
char *
acn_plain_words (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString         *out = g_string_new (NULL);
  guint            n = 0;

  for (const char *p = valid; *p != '\0' && n < WORDS_MAX;)
    {
      const char *tag_end = *p == '<' ? strchr (p, '>') : NULL;
      gunichar    unichar = g_utf8_get_char (p);
      gsize       taken = *p == '&' ? read_entity (p, &unichar) : 0;

      if (tag_end != NULL && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!'))
        {
          p = tag_end + 1;
          continue;
        }
      p = taken > 0 ? p + taken : g_utf8_next_char (p);
      if (g_unichar_isspace (unichar) && unichar != 0xa0)
        unichar = ' ';
      if (unichar == ' ' && (out->len == 0 || out->str[out->len - 1] == ' '))
        continue;
      if (g_unichar_iscntrl (unichar) || g_unichar_type (unichar) == G_UNICODE_FORMAT)
        unichar = 0xfffd;
      g_string_append_unichar (out, unichar);
      n++;
    }
  return g_strchomp (g_string_free (out, FALSE));
}

/**
 * acn_tile_info_set_words:
 * @name, @attribution: (nullable): as the set of tiles has them
 */
void
acn_tile_info_set_words (AcnTileInfo *self, const char *name, const char *attribution)
{
  acn_tile_info_clear (self);
  self->name = name != NULL && *name != '\0' ? acn_plain_words (name) : NULL;
  self->attribution =
      attribution != NULL && *attribution != '\0' ? acn_plain_words (attribution) : NULL;
}
