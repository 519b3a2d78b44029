/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "state/acn-filter.h"

#include <string.h>

/**
 * acn_filter_equal:
 *
 * Returns: whether both let the same through.
 */
gboolean
acn_filter_equal (const AcnFilter *a, const AcnFilter *b)
{
  if (!g_str_equal (a->text, b->text) || a->source != b->source ||
      a->hidden_lanes != b->hidden_lanes || a->has_bounds != b->has_bounds)
    return FALSE;
  return !a->has_bounds ||
         (a->bounds.west == b->bounds.west && a->bounds.east == b->bounds.east &&
          a->bounds.south == b->bounds.south && a->bounds.north == b->bounds.north);
}

/**
 * acn_filter_is_empty:
 *
 * Returns: whether it lets everything through, whatever the dossier.
 */
gboolean
acn_filter_is_empty (const AcnFilter *self)
{
  return *self->text == '\0' && self->source == ACN_NONE && !self->has_bounds &&
         self->hidden_lanes == 0;
}

/**
 * acn_filter_set_text:
 * @text: (nullable): UTF-8; white space at the ends is dropped, and what is too long
 */
void
acn_filter_set_text (AcnFilter *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  const char      *end;

  memset (self->text, 0, sizeof self->text);
  g_strlcpy (self->text, stripped, sizeof self->text);
  if (!g_utf8_validate (self->text, -1, &end))
    self->text[end - self->text] = '\0';
}

/**
 * acn_filter_shows_lane:
 * @lane: index of a lane, any
 *
 * Returns: whether the lane's events are let through.
 */
gboolean
acn_filter_shows_lane (const AcnFilter *self, guint lane)
{
  return lane >= ACN_FILTER_LANES_MAX || (self->hidden_lanes >> lane & 1) == 0;
}

static gboolean
cites (const AcnEvent *event, guint source)
{
  for (guint i = 0; i < event->citations.n; i++)
    if (event->citations.items[i].source == source)
      return TRUE;
  return FALSE;
}

static void
append_text (GString *all, const AcnText *text, const char *language)
{
  const char *string = text != NULL ? acn_text_get (text, language) : NULL;

  if (string == NULL)
    return;
  g_string_append (all, string);
  g_string_append_c (all, '\n');
}

/* Case and compatibility forms do not matter, nor which apostrophe a keyboard gives. */
static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);
  g_autoptr (GString) string = g_string_new (folded);

  g_string_replace (string, "\u02bc", "'", 0);
  g_string_replace (string, "\u2019", "'", 0);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static gboolean
contains_words (
    const AcnEvent *event, const AcnPlace *places, char **words, const char *language, GString *all)
{
  g_autofree char *folded = NULL;

  g_string_truncate (all, 0);
  append_text (all, event->title, language);
  append_text (all, event->text, language);
  append_text (all, event->outcome, language);
  append_text (all, event->note, language);
  if (event->place != ACN_NONE)
    append_text (all, places[event->place].title, language);
  g_string_append (all, event->id);
  folded = fold (all->str);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
keep_words (const AcnFilter *self, AcnDossier *dossier, const char *language, guint8 *shown)
{
  guint            n, n_places;
  const AcnEvent  *events = acn_dossier_get_events (dossier, &n);
  const AcnPlace  *places = acn_dossier_get_places (dossier, &n_places);
  g_autofree char *folded = fold (self->text);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (shown[i] && !contains_words (&events[i], places, words, language, all))
      shown[i] = 0;
}

static void
keep_bounds (const AcnFilter *self, AcnDossier *dossier, guint8 *shown)
{
  guint n;
  g_autoptr (GArray) inside = acn_dossier_events_in (dossier, self->bounds);
  g_autofree guint8 *is_inside = NULL;

  acn_dossier_get_events (dossier, &n);
  is_inside = g_new0 (guint8, n + 1);
  for (guint i = 0; i < inside->len; i++)
    is_inside[g_array_index (inside, guint, i)] = 1;
  for (guint i = 0; i < n; i++)
    shown[i] &= is_inside[i];
}

/**
 * acn_filter_apply:
 * @dossier: whose events are asked
 * @language: of the texts that are searched
 * @n_hidden: (out): how many are not let through
 *
 * Returns: (transfer full) (nullable): a byte an event, 1 for those that are let through; %NULL:
 *   all of them
 */
guint8 *
acn_filter_apply (const AcnFilter *self, AcnDossier *dossier, const char *language, guint *n_hidden)
{
  guint              n;
  const AcnEvent    *events = acn_dossier_get_events (dossier, &n);
  g_autofree guint8 *shown = NULL;

  *n_hidden = 0;
  if (acn_filter_is_empty (self))
    return NULL;
  shown = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    shown[i] = acn_filter_shows_lane (self, events[i].lane) &&
               (self->source == ACN_NONE || cites (&events[i], self->source));
  if (self->has_bounds)
    keep_bounds (self, dossier, shown);
  if (*self->text != '\0')
    keep_words (self, dossier, language, shown);
  for (guint i = 0; i < n; i++)
    *n_hidden += !shown[i];
  return g_steal_pointer (&shown);
}
