/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/acn-search.h"

#include "model/acn-argument.h"

#include <string.h>

/* What is shown around a place without extent, degrees of latitude. */
#define AROUND_DEG 0.4

/* Entry:
 * @keys: the folded title in each language, each ended by a newline
 * @texts: what else is searched, folded, or NULL
 * @others: (nullable): names by which a place is known besides; @other_keys are theirs, folded
 * @weight: which of two that fit alike comes first, the less the earlier
 */
typedef struct
{
  AcnHit hit;
  char  *keys;
  char  *texts;
  char **others;
  char **other_keys;
  guint  weight;
} Entry;

struct _AcnSearch
{
  AcnDossier *dossier;
  GArray     *entries;
  GHashTable *others; /* folded name on the map -> char ** of other names */
  GHashTable *seen;   /* folded names of places that are there already */
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->keys);
  g_free (entry->texts);
  g_strfreev (entry->other_keys);
}

/* --- Other names ----------------------------------------------------------------------------- */

static void
read_other_names (AcnSearch *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) sides = g_strsplit (*line, "=", 2);
      g_autofree char *name = NULL;

      if (**line == '#' || sides[0] == NULL || sides[1] == NULL)
        continue;
      name = acn_search_fold (sides[0]);
      if (*name == '\0')
        continue;
      char **others = g_strsplit (sides[1], ",", -1);
      for (char **other = others; *other != NULL; other++)
        g_strstrip (*other);
      g_hash_table_replace (self->others, g_steal_pointer (&name), others);
    }
}

/* --- Filling --------------------------------------------------------------------------------- */

static char *
fold_languages (const AcnText *text)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < acn_text_get_n_languages (text); i++)
    {
      g_autofree char *key =
          acn_search_fold (acn_text_get_exact (text, acn_text_get_language (text, i)));

      g_string_append_printf (keys, "%s\n", key);
    }
  return g_string_free (g_steal_pointer (&keys), FALSE);
}

static Entry *
add_entry (AcnSearch *self, AcnHitKind kind, guint index, const AcnText *title, guint weight)
{
  Entry entry = { .hit = { .kind = kind, .index = index, .title = title },
                  .keys = title != NULL ? fold_languages (title) : g_strdup (""),
                  .weight = weight };

  g_array_append_val (self->entries, entry);
  return &g_array_index (self->entries, Entry, self->entries->len - 1);
}

static void
add_other_names (AcnSearch *self, Entry *entry)
{
  char **keys = g_strsplit (entry->keys, "\n", -1);
  g_autoptr (GPtrArray) folded = g_ptr_array_new ();

  for (char **key = keys; *key != NULL && entry->others == NULL; key++)
    entry->others = g_hash_table_lookup (self->others, *key);
  g_strfreev (keys);
  if (entry->others == NULL)
    return;
  for (char **other = entry->others; *other != NULL; other++)
    g_ptr_array_add (folded, acn_search_fold (*other));
  g_ptr_array_add (folded, NULL);
  entry->other_keys = (char **) g_ptr_array_steal (folded, NULL);
}

static void
add_place (AcnSearch *self, const AcnText *name, AcnBounds bounds, guint weight)
{
  Entry *entry;

  if (name == NULL)
    return;
  entry = add_entry (self, ACN_HIT_PLACE, ACN_NONE, name, weight);
  if (!g_hash_table_add (self->seen, g_strdup (entry->keys)))
    {
      g_array_set_size (self->entries, self->entries->len - 1);
      return;
    }
  if (bounds.north - bounds.south < AROUND_DEG / 2)
    {
      bounds.south -= AROUND_DEG;
      bounds.north += AROUND_DEG;
      bounds.west -= AROUND_DEG;
      bounds.east += AROUND_DEG;
    }
  entry->hit.bounds = bounds;
  add_other_names (self, entry);
}

/* Features of a day are states of something and no places: what lasts has a name to look for. */
static void
add_layer (AcnSearch *self, const AcnLayer *layer)
{
  if (layer->has_fixed_day)
    return;
  for (guint i = 0; i < layer->n_features; i++)
    {
      const AcnFeature *feature = &layer->features[i];

      if (feature->when.span.begin_day == ACN_DAY_OPEN_BEGIN &&
          feature->when.span.end_day == ACN_DAY_OPEN_END)
        add_place (self,
                   feature->name,
                   acn_pyramid_get_geometry (feature->pyramid)->bounds,
                   feature->rank);
    }
}

static void
add_places (AcnSearch *self)
{
  guint           n;
  const AcnLayer *layers = acn_dossier_get_layers (self->dossier, &n);
  const AcnPlace *places;
  const AcnView  *views;

  for (guint i = 0; i < n; i++)
    add_layer (self, &layers[i]);
  places = acn_dossier_get_places (self->dossier, &n);
  for (guint i = 0; i < n; i++)
    add_place (
        self,
        places[i].title,
        (AcnBounds){ places[i].lon_deg, places[i].lat_deg, places[i].lon_deg, places[i].lat_deg },
        6);
  views = acn_dossier_get_views (self->dossier, &n);
  for (guint i = 0; i < n; i++)
    add_entry (self, ACN_HIT_VIEW, i, views[i].title, 20);
}

static void
append_folded (GString *out, const AcnText *text)
{
  g_autofree char *folded = text != NULL ? fold_languages (text) : NULL;

  if (folded != NULL)
    g_string_append (out, folded);
}

static void
add_events (AcnSearch *self)
{
  guint           n;
  const AcnEvent *events = acn_dossier_get_events (self->dossier, &n);

  for (guint i = 0; i < n; i++)
    {
      Entry   *entry = add_entry (self, ACN_HIT_EVENT, i, events[i].title, 30 + events[i].rank);
      GString *texts = g_string_new (NULL);

      append_folded (texts, events[i].text);
      append_folded (texts, events[i].outcome);
      entry->texts = g_string_free (texts, FALSE);
    }
}

static void
add_claims (AcnSearch *self)
{
  guint           n;
  const AcnClaim *claims = acn_dossier_get_claims (self->dossier, &n);

  for (guint i = 0; i < n; i++)
    {
      Entry           *entry = add_entry (self, ACN_HIT_CLAIM, i, claims[i].title, 40);
      GString         *texts = g_string_new (NULL);
      g_autofree char *id = acn_search_fold (claims[i].id);

      g_string_append_printf (texts, "%s\n", id);
      append_folded (texts, claims[i].text);
      entry->texts = g_string_free (texts, FALSE);
    }
}

/**
 * acn_search_new:
 * @dossier: what to search
 * @other_names: (nullable): lines "NAME = OTHER, OTHER": what else the places of the map are called
 *
 * Returns: (transfer full): to be asked as often as wanted
 */
AcnSearch *
acn_search_new (AcnDossier *dossier, const char *other_names)
{
  AcnSearch *self = g_new0 (AcnSearch, 1);

  self->dossier = acn_dossier_ref (dossier);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->others =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (other_names != NULL)
    read_other_names (self, other_names);
  add_places (self);
  add_events (self);
  add_claims (self);
  return self;
}

void
acn_search_free (AcnSearch *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_hash_table_unref (self->others);
  g_hash_table_unref (self->seen);
  acn_dossier_unref (self->dossier);
  g_free (self);
}

/* --- Finding --------------------------------------------------------------------------------- */

/* How a title fits: 0 the whole, 1 its begin, 2 begins of its words, G_MAXUINT not at all.
 * @wanted: the words, each with its space before; @whole: all of them */
static guint
fit (const char *keys, const char *whole, char **wanted)
{
  guint       best = G_MAXUINT;
  const gsize n = strlen (whole);

  for (const char *key = keys; *key != '\0'; key = strchr (key, '\n') + 1)
    if (strncmp (key, whole, n) == 0)
      best = MIN (best, key[n] == '\n' ? 0 : 1);
  if (best != G_MAXUINT)
    return best;
  for (char **word = wanted; *word != NULL; word++)
    if (strstr (keys, *word) == NULL)
      return G_MAXUINT;
  return 2;
}

/* Asked: what was typed, as it was and folded. */
typedef struct
{
  char  *raw;    /* small letters */
  char  *whole;  /* folded */
  char **wanted; /* the words of that, each with its space before */
} Asked;

static gboolean
is_written_so (const char *name, const char *raw)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_str_has_prefix (folded, raw);
}

/* Which other name fits: one that is written as was typed before one that only sounds so. */
static guint
fit_others (const Entry *entry, const Asked *asked, AcnHit *out)
{
  guint found = ACN_NONE;

  for (guint i = 0; entry->other_keys != NULL && entry->other_keys[i] != NULL; i++)
    if (g_str_has_prefix (entry->other_keys[i], asked->whole) &&
        (found == ACN_NONE || is_written_so (entry->others[i], asked->raw)))
      found = i;
  if (found == ACN_NONE)
    return G_MAXUINT;
  out->other_name = g_strdup (entry->others[found]);
  return g_str_equal (entry->other_keys[found], asked->whole) ? 0 : 1;
}

static gboolean
is_in_texts (const Entry *entry, char **wanted)
{
  for (char **word = wanted; *word != NULL; word++)
    if (strstr (entry->texts, *word) == NULL && strstr (entry->keys, *word) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
match (const Entry *entry, const Asked *asked, AcnHit *out)
{
  guint fits = fit (entry->keys, asked->whole, asked->wanted);

  *out = entry->hit;
  if (fits == G_MAXUINT)
    fits = fit_others (entry, asked, out);
  if (fits == G_MAXUINT && entry->texts != NULL && is_in_texts (entry, asked->wanted))
    fits = 3;
  if (fits == G_MAXUINT)
    return FALSE;
  out->score = fits * 100 + entry->weight;
  return TRUE;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const AcnHit *left = a, *right = b;

  if (left->score != right->score)
    return left->score < right->score ? -1 : 1;
  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  return left->index < right->index ? -1 : left->index > right->index;
}

static void
clear_hit (gpointer data)
{
  g_clear_pointer (&((AcnHit *) data)->other_name, g_free);
}

/* " new york" gives " new", " york". */
static char **
split_words (const char *whole)
{
  g_auto (GStrv) words = g_strsplit (whole, " ", -1);
  g_autoptr (GPtrArray) out = g_ptr_array_new ();

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_ptr_array_add (out, g_strconcat (" ", *word, NULL));
  g_ptr_array_add (out, NULL);
  return (char **) g_ptr_array_steal (out, NULL);
}

/**
 * acn_search_find:
 * @words: what was typed; begins of words suffice
 * @n_max: how many hits at most
 *
 * Returns: (transfer full) (element-type AcnHit): the best first; none for words without letters
 */
GArray *
acn_search_find (const AcnSearch *self, const char *words, guint n_max)
{
  g_autofree char *raw = g_utf8_casefold (words, -1);
  g_autofree char *whole = acn_search_fold (words);
  g_auto (GStrv) wanted = split_words (whole);
  const Asked asked = { g_strstrip (raw), whole, wanted };
  GArray     *hits = g_array_new (FALSE, FALSE, sizeof (AcnHit));

  g_array_set_clear_func (hits, clear_hit);
  for (guint i = 0; *whole != '\0' && i < self->entries->len; i++)
    {
      AcnHit hit;

      if (match (&g_array_index (self->entries, Entry, i), &asked, &hit))
        g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);
  if (hits->len > n_max)
    g_array_set_size (hits, n_max);
  return hits;
}
