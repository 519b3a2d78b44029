/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small dossier for tests of state, layout and widgets: nine events in three lanes. */
#pragma once

#include "model/acn-dossier-builder.h"

static inline const AcnText *
story_text (AcnDossierBuilder *builder, const char *en)
{
  AcnText         *text = acn_text_new ("en", en);
  g_autofree char *uk = g_strconcat ("Укр. ", en, NULL);

  acn_text_set (text, "uk", uk);
  return acn_dossier_builder_take_text (builder, text);
}

static inline AcnDay
story_day (const char *iso)
{
  AcnDay day = 0;

  g_assert_true (acn_day_parse (iso, &day));
  return day;
}

static inline void
story_add_event (AcnDossierBuilder *builder,
                 const char        *id,
                 const char        *when,
                 guint              lane,
                 guint8             rank,
                 guint              place,
                 guint              view)
{
  AcnEvent event = { .id = id, .lane = lane, .rank = rank, .place = place, .view = view };
  g_autoptr (GError) error = NULL;

  acn_when_parse (when, &event.when, &error);
  g_assert_no_error (error);
  event.title = story_text (builder, id);
  g_array_append_val (builder->events, event);
}

static inline void
story_add_places (AcnDossierBuilder *builder)
{
  const AcnView  views[] = { { "home", story_text (builder, "Home"), { 22, 44, 40.5, 52.5 } },
                             { "south", story_text (builder, "South"), { 30, 45, 36, 48 } } };
  const AcnPlace places[] = { { "kyiv", story_text (builder, "Kyiv"), 30.52, 50.45, 1 },
                              { "brussels", story_text (builder, "Brussels"), 4.42, 50.88, 1 },
                              { "kherson", story_text (builder, "Kherson"), 32.62, 46.64, 1 } };

  g_array_append_vals (builder->views, views, G_N_ELEMENTS (views));
  g_array_append_vals (builder->places, places, G_N_ELEMENTS (places));
}

static inline AcnDossier *
story_new (const char *id)
{
  g_autoptr (AcnDossierBuilder) builder = acn_dossier_builder_new ();
  const char *const lanes[] = { "Summits", "War", "Aid" };

  builder->id = acn_dossier_builder_string (builder, id);
  builder->language = "en";
  g_ptr_array_add (builder->languages, (gpointer) "en");
  g_ptr_array_add (builder->languages, (gpointer) "uk");
  builder->title = story_text (builder, "Story");
  story_add_places (builder);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      AcnLane lane = { .id = lanes[i], .title = story_text (builder, lanes[i]) };
      g_array_append_val (builder->lanes, lane);
    }
  story_add_event (builder, "treaty", "1949-04-04", 0, 3, ACN_NONE, ACN_NONE);
  story_add_event (builder, "bucharest", "2008-04-02/2008-04-04", 0, 1, 1, ACN_NONE);
  story_add_event (builder, "donbas", "2014-04-12/2022-02-23", 1, 2, ACN_NONE, ACN_NONE);
  story_add_event (builder, "invasion", "2022-02-24", 1, 1, 0, ACN_NONE);
  story_add_event (builder, "war", "2022-02-24/..", 1, 2, ACN_NONE, ACN_NONE);
  story_add_event (builder, "summer", "2022-07~", 2, 4, ACN_NONE, ACN_NONE);
  story_add_event (builder, "kherson", "2022-11-11", 1, 3, 2, 1);
  story_add_event (builder, "vilnius", "2023-07-11/2023-07-12", 0, 1, ACN_NONE, ACN_NONE);
  story_add_event (builder, "washington", "2024-07-09/2024-07-11", 0, 1, ACN_NONE, ACN_NONE);
  builder->span = (AcnSpan){ story_day ("1949-04-04"), story_day ("2024-08-01") };
  builder->home_span = (AcnSpan){ story_day ("2008-01-01"), story_day ("2024-08-01") };
  builder->home_day = story_day ("2024-07-11");
  builder->home_view = 0;
  builder->argument = (AcnSpan){ story_day ("2024-03-01"), story_day ("2024-04-01") };
  return acn_dossier_builder_end (g_steal_pointer (&builder));
}
