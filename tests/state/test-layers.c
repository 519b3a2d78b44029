/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layers that are switched, weakened, looked at alone and put in order, and the way back. */
#include "state/acn-session.h"
#include "story.h"

typedef struct
{
  AcnSession *session;
  guint       n_told;
} Fixture;

enum
{
  A,
  B,
  C,
  D,
  N_LAYERS,
};

/* A and C are of one group, B and D of none; B is off at first. */
static AcnDossier *
make_dossier (gboolean with_d)
{
  g_autoptr (AcnDossierBuilder) builder = acn_dossier_builder_new ();
  const AcnGroup group = { .id = "group", .title = story_text (builder, "Group") };
  const char    *ids[] = { "a", "b", "c", "d" };

  builder->id = "layers";
  builder->language = "en";
  builder->span = (AcnSpan){ story_day ("2000-01-01"), story_day ("2025-01-01") };
  g_array_append_val (builder->groups, group);
  for (guint i = 0; i < (with_d ? N_LAYERS : N_LAYERS - 1); i++)
    {
      const AcnLayer layer = { .id = ids[i],
                               .title = story_text (builder, ids[i]),
                               .content = ACN_LAYER_EVENTS,
                               .group = i % 2 == 0 ? 0 : ACN_NONE,
                               .members_of = ACN_NONE,
                               .visible = i != B };

      g_array_append_val (builder->layers, layer);
    }
  return acn_dossier_builder_end (g_steal_pointer (&builder));
}

static void
told_cb (Fixture *f)
{
  f->n_told++;
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  g_autoptr (AcnDossier) dossier = make_dossier (TRUE);

  f->session = acn_session_new ();
  acn_session_set_dossier (f->session, dossier);
  g_signal_connect_swapped (f->session, "layers-changed", G_CALLBACK (told_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_assert_finalize_object (f->session);
}

/* "abCd": in order, the lowest first, capitals are to be seen. */
static void
assert_stack (Fixture *f, const char *expected)
{
  const AcnLayerStack *stack = acn_session_get_layers (f->session);
  char                 seen[N_LAYERS + 1] = { 0 };

  for (guint i = 0; i < stack->n; i++)
    seen[i] =
        (char) ((acn_layer_stack_shows (stack, stack->order[i]) ? 'A' : 'a') + stack->order[i]);
  g_assert_cmpstr (seen, ==, expected);
}

static void
test_solo (Fixture *f, gconstpointer unused)
{
  assert_stack (f, "AbCD");
  acn_session_set_solo (f->session, B);
  assert_stack (f, "aBcd");
  acn_session_set_solo (f->session, B);
  g_assert_cmpuint (f->n_told, ==, 1);
  acn_session_set_solo (f->session, ACN_NONE);
  assert_stack (f, "AbCD");
  acn_session_set_solo (f->session, B);
  acn_session_set_layer_visible (f->session, B, FALSE); /* no longer alone */
  assert_stack (f, "AbCD");
  acn_session_set_solo (f->session, A);
  acn_session_set_layer_visible (f->session, B, TRUE);
  assert_stack (f, "ABCD");
  acn_session_set_solo (f->session, 99);
  assert_stack (f, "ABCD");
}

static void
test_order (Fixture *f, gconstpointer unused)
{
  acn_session_move_layer (f->session, A, 1); /* above C, its next of the group */
  assert_stack (f, "bCAD");
  acn_session_move_layer (f->session, A, 1);
  assert_stack (f, "bCAD");
  acn_session_move_layer (f->session, D, -1);
  assert_stack (f, "DbCA");
  acn_session_move_layer (f->session, D, -1);
  acn_session_place_layer (f->session, D, 0);
  g_assert_cmpuint (f->n_told, ==, 2);
  acn_session_place_layer (f->session, D, 77);
  assert_stack (f, "bCAD");
  acn_session_place_layer (f->session, 77, 0);
  acn_session_move_layer (f->session, 77, 1);
  assert_stack (f, "bCAD");
}

static void
test_back (Fixture *f, gconstpointer unused)
{
  const AcnDay day = story_day ("2010-05-05");

  acn_session_set_layer_visible (f->session, A, FALSE);
  for (int i = 1; i <= 30; i++)
    acn_session_set_layer_opacity (f->session, C, 1 - i / 100.0); /* one slider, one change */
  acn_session_move_layer (f->session, A, 1);
  acn_session_set_day (f->session, day);
  assert_stack (f, "bCaD");
  acn_session_go_back (f->session);
  assert_stack (f, "abCD");
  g_assert_cmpint (acn_session_get_day (f->session), ==, day); /* nothing else moves */
  g_assert_cmpfloat (acn_session_get_layers (f->session)->opacity[C], ==, 0.7);
  acn_session_go_back (f->session);
  g_assert_cmpfloat (acn_session_get_layers (f->session)->opacity[C], ==, 1);
  acn_session_go_back (f->session);
  assert_stack (f, "AbCD");
  g_assert_false (acn_session_can_go_back (f->session));
  for (guint i = 0; i < 3; i++)
    acn_session_go_forward (f->session);
  assert_stack (f, "bCaD");
  g_assert_cmpfloat (acn_session_get_layers (f->session)->opacity[C], ==, 0.7);
  g_assert_false (acn_session_can_go_forward (f->session));
  acn_session_go_back (f->session);
  acn_session_set_layer_opacity (f->session, C, 0.7); /* as it is: no change */
  g_assert_true (acn_session_can_go_forward (f->session));
}

static void
test_opacity (Fixture *f, gconstpointer unused)
{
  acn_session_set_layer_opacity (f->session, A, 7);
  g_assert_cmpuint (f->n_told, ==, 0);
  acn_session_set_layer_opacity (f->session, A, -7);
  g_assert_cmpfloat (acn_session_get_layers (f->session)->opacity[A], ==, 0);
  acn_session_set_layer_opacity (f->session, 99, 0.5);
  g_assert_cmpuint (f->n_told, ==, 1);
}

/* What one program wrote another may have mended: nothing of it is trusted. */
static void
test_saved (Fixture *f, gconstpointer unused)
{
  g_autoptr (GVariant) saved = NULL, odd = NULL;
  g_autoptr (AcnDossier) smaller = make_dossier (FALSE), again = make_dossier (TRUE);

  acn_session_move_layer (f->session, A, 1);
  acn_session_set_layer_visible (f->session, D, FALSE);
  acn_session_set_layer_opacity (f->session, C, 0.25);
  saved = g_variant_ref_sink (acn_layer_stack_save (acn_session_get_layers (f->session),
                                                    acn_session_get_dossier (f->session)));
  acn_session_set_dossier (f->session, again);
  assert_stack (f, "AbCD");
  acn_session_restore_layers (f->session, saved);
  assert_stack (f, "bCAd");
  g_assert_cmpfloat (acn_session_get_layers (f->session)->opacity[C], ==, 0.25);
  g_assert_false (acn_session_can_go_back (f->session));
  acn_session_set_dossier (f->session, smaller);
  acn_session_restore_layers (f->session, saved);
  assert_stack (f, "bCA");
  odd = g_variant_ref_sink (
      g_variant_new_parsed ("[('c', false, 2.0), ('c', true, 0.1), ('?', true, 0.5), "
                            "('a', true, @d nan)]"));
  acn_session_restore_layers (f->session, odd);
  assert_stack (f, "cAb");
  g_assert_cmpfloat (acn_session_get_layers (f->session)->opacity[C], ==, 1);
  g_assert_cmpfloat (acn_session_get_layers (f->session)->opacity[A], ==, 1);
}

static void
test_without_dossier (void)
{
  g_autoptr (AcnSession) session = acn_session_new ();

  acn_session_set_layer_visible (session, 0, TRUE);
  acn_session_set_solo (session, 0);
  acn_session_move_layer (session, 0, 1);
  acn_session_request_layer (session, 0);
  g_assert_false (acn_session_get_layer_visible (session, 0));
  g_assert_false (acn_session_can_go_back (session));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/layers/solo", test_solo);
  ADD ("/layers/order", test_order);
  ADD ("/layers/back", test_back);
  ADD ("/layers/opacity", test_opacity);
  ADD ("/layers/saved", test_saved);
  g_test_add_func ("/layers/without-dossier", test_without_dossier);
  return g_test_run ();
}
