/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-settings-merge.h"

#define DICTIONARY "a{ss}"

/* @text: (nullable): nothing is an empty one. Returns NULL for what is none. */
static GVariant *
parse (const char *text)
{
  return g_variant_parse (
      G_VARIANT_TYPE (DICTIONARY), text != NULL ? text : "{}", NULL, NULL, NULL);
}

/* Whether @dictionary has @key with @value. */
static gboolean
holds (GVariant *dictionary, const char *key, const char *value)
{
  const char *there;

  return g_variant_lookup (dictionary, key, "&s", &there) && g_str_equal (there, value);
}

/* What @theirs has and we have not touched, then what we have added or changed. */
static GVariant *
merge (GVariant *base, GVariant *ours, GVariant *theirs)
{
  GVariantBuilder builder;
  GVariantIter    iter;
  const char     *key, *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (DICTIONARY));
  g_variant_iter_init (&iter, theirs);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    {
      const char *mine = NULL, *old = NULL;

      g_variant_lookup (ours, key, "&s", &mine);
      g_variant_lookup (base, key, "&s", &old);
      if (g_strcmp0 (mine, old) == 0)
        g_variant_builder_add (&builder, "{ss}", key, value);
    }
  g_variant_iter_init (&iter, ours);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (!holds (base, key, value))
      g_variant_builder_add (&builder, "{ss}", key, value);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * acn_settings_merge:
 * @base: (nullable): the text of a value as it was when we changed it; NULL: not there
 * @ours: (nullable): as we want it
 * @theirs: (nullable): as another program has left it meanwhile
 *
 * Of dictionaries of texts both programs keep what they have added, changed and removed; of one
 * entry that both have changed, and of any other value, ours is kept.
 *
 * Returns: (transfer full) (nullable): the text of what is to be written
 */
char *
acn_settings_merge (const char *base, const char *ours, const char *theirs)
{
  g_autoptr (GVariant) old = NULL, mine = NULL, others = NULL, both = NULL;

  if (ours == NULL || g_strcmp0 (theirs, base) == 0)
    return g_strdup (ours);
  old = parse (base);
  mine = parse (ours);
  others = parse (theirs);
  if (old == NULL || mine == NULL || others == NULL)
    return g_strdup (ours);
  both = merge (old, mine, others);
  return g_variant_print (both, FALSE);
}
