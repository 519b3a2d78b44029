/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of every picture of the timeline, downwards and across, at any zoom, size and scale of
 * text, in both languages, with lanes in any order, folded or not, and any filter: ticks do not
 * touch, labels do not touch and lie by their marks, no event is lost, and what can be pointed at
 * is what is drawn. */
#include "scene/acn-timeline-layout.h"
#include "scene/acn-timeline-palette.h"

#include <math.h>
#include <string.h>

#define N_LANES 5
#define MAX_EVENTS 400
#define N_ROUNDS 40
#define N_ROUNDS_SLOW 3000

#define TITLE_PX 13.0 /* of events' titles, at a text scale of 1 */
#define DATE_PX 11.0
#define BAR_MIN_PX 14.0 /* shorter intervals may be points in their middle */

static const char *const titles[] = {
  "Vote",
  "A summit",
  "Bucharest summit: the promise of membership",
  "An agreement on security that is told at some length, so that it has to be wrapped twice or cut",
  "Incomprehensibilities-and-nothing-else-in-one-word",
  "Війна",
  "Бухарестський саміт: обіцянка членства без дати",
  "Угода про безпекове співробітництво, про яку сказано досить довго, щоб її довелося перенести",
};

typedef struct
{
  double      x, y, width, height;
  const char *text;
} Box;

typedef struct
{
  AcnLane           lanes[N_LANES];
  AcnText          *texts[G_N_ELEMENTS (titles)];
  AcnEvent          events[MAX_EVENTS];
  guint             n_events;
  guint8            shown[MAX_EVENTS];
  gboolean          is_filtered;
  guint             order[N_LANES];
  guint8            folded[N_LANES];
  AcnTimelineIndex *index;
  AcnTimelineSpec   spec;
} Fixture;

/* Widths as of a sans face: narrow and wide letters, Cyrillic a little wider. */
static AcnTextSize
measure (const AcnFont *font, const char *text, gpointer data)
{
  double em = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      em += c < 128 && strchr ("il.,:' ", (int) c) != NULL ? 0.3 : c < 128 ? 0.55 : 0.6;
    }
  return (AcnTextSize){ em * font->size_px * (font->weight > 400 ? 1.06 : 1),
                        1.25 * font->size_px,
                        font->size_px };
}

/* --- Generated pictures ---------------------------------------------------------------------- */

static AcnWhen
make_when (GRand *rand)
{
  AcnWhen   when = { 0 };
  const int kind = g_rand_int_range (rand, 0, 20);

  /* A third of all on few days, so that many share one. */
  when.span.begin_day = g_rand_int_range (rand, 0, 3) == 0 ? 40 * g_rand_int_range (rand, 0, 8)
                                                           : g_rand_int_range (rand, -1500, 2500);
  when.span.end_day = when.span.begin_day + 1;
  if (kind < 4)
    {
      when.is_interval = TRUE;
      when.span.end_day += g_rand_int_range (rand, 0, 600);
    }
  else if (kind < 6)
    {
      when.begin_precision = when.end_precision = ACN_PRECISION_MONTH;
      when.span.end_day += 29;
    }
  else if (kind == 6)
    {
      when.begin_precision = when.end_precision = ACN_PRECISION_YEAR;
      when.span.end_day += 364;
    }
  if (when.is_interval && g_rand_int_range (rand, 0, 5) == 0)
    when.span.end_day = ACN_DAY_OPEN_END;
  else if (when.is_interval && g_rand_int_range (rand, 0, 8) == 0)
    when.span.begin_day = ACN_DAY_OPEN_BEGIN;
  if (g_rand_int_range (rand, 0, 6) == 0)
    when.begin_qualifier = when.end_qualifier = ACN_QUALIFIER_APPROXIMATE;
  return when;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const AcnEvent *left = a, *right = b;

  return (left->when.span.begin_day > right->when.span.begin_day) -
         (left->when.span.begin_day < right->when.span.begin_day);
}

static void
shuffle (Fixture *self, GRand *rand)
{
  for (guint i = 0; i < N_LANES; i++)
    {
      const guint k = g_rand_int_range (rand, 0, (gint32) i + 1);

      self->order[i] = self->order[k];
      self->order[k] = i;
      self->folded[i] = g_rand_int_range (rand, 0, 6) == 0;
    }
}

static void
generate (Fixture *self, GRand *rand)
{
  g_clear_pointer (&self->index, acn_timeline_index_unref);
  self->n_events = g_rand_int_range (rand, 0, MAX_EVENTS);
  if (g_rand_boolean (rand))
    self->n_events /= 8;
  for (guint i = 0; i < self->n_events; i++)
    self->events[i] =
        (AcnEvent){ .id = "event",
                    .title = self->texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (titles))],
                    .when = make_when (rand),
                    .lane = g_rand_int_range (rand, 0, N_LANES),
                    .rank = g_rand_int_range (rand, 1, 6) };
  qsort (self->events, self->n_events, sizeof *self->events, compare_events);
  self->is_filtered = g_rand_int_range (rand, 0, 3) == 0;
  for (guint i = 0; i < self->n_events; i++)
    self->shown[i] = g_rand_boolean (rand);
  self->index = acn_timeline_index_new_for_arrays (
      self->lanes, N_LANES, self->events, self->n_events, self->is_filtered ? self->shown : NULL);
  shuffle (self, rand);
  self->spec.begin_day = g_rand_double_range (rand, -1000, 1500);
  self->spec.end_day = self->spec.begin_day + pow (10, g_rand_double_range (rand, 0.7, 4.5));
  self->spec.width_px = g_rand_double_range (rand, 300, 1500);
  self->spec.height_px = g_rand_double_range (rand, 200, 1000);
  self->spec.text_scale =
      g_rand_int_range (rand, 0, 3) == 0 ? 2 : g_rand_double_range (rand, 1, 1.5);
  self->spec.dark = g_rand_boolean (rand);
  self->spec.language = g_rand_boolean (rand) ? "en" : "uk";
  self->spec.selection = ACN_NONE;
  if (self->n_events > 0 && g_rand_boolean (rand))
    self->spec.selection = (guint) g_rand_int_range (rand, 0, (gint32) self->n_events);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const ids[N_LANES] = { "Summits", "War", "Aid", "Agreements", "Politics" };

  for (guint i = 0; i < N_LANES; i++)
    self->lanes[i] = (AcnLane){ .id = ids[i] };
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    self->texts[i] = acn_text_new ("en", titles[i]);
  self->spec = (AcnTimelineSpec){ .text_scale = 1,
                                  .reach = { -10000, 10000 },
                                  .selection = ACN_NONE,
                                  .hover = ACN_NONE,
                                  .lane_order = self->order,
                                  .lane_folded = self->folded,
                                  .meter = { measure, NULL } };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->index, acn_timeline_index_unref);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    acn_text_free (self->texts[i]);
}

/* --- What is in a picture -------------------------------------------------------------------- */

static gboolean
overlap (Box a, Box b)
{
  const double slack = 0.02; /* ops hold floats */

  return a.x + slack < b.x + b.width && b.x + slack < a.x + a.width &&
         a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
}

static gboolean
holds (const AcnTimelineHit *hit, double x, double y)
{
  return x >= hit->x - 0.02 && x <= hit->x + hit->width + 0.02 && y >= hit->y - 0.02 &&
         y <= hit->y + hit->height + 0.02;
}

/* The ink of a line: its em box without the leading, which neighbours may share. */
static Box
get_text_box (const AcnOp *op)
{
  const AcnTextSize size = measure (&op->font, op->text, NULL);

  return (Box){
    op->x, op->y - 0.75 * op->font.size_px, size.width_px, 0.95 * op->font.size_px, op->text
  };
}

static double
get_along (const Fixture *self, double x, double y)
{
  return self->spec.horizontal ? x : y;
}

static gboolean
is_on_axis (const Fixture *self, const AcnTimelineFrame *frame, const AcnOp *op)
{
  const double across = self->spec.horizontal ? op->y : op->x;

  return op->kind == ACN_OP_TEXT && get_along (self, op->x, op->y) >= frame->begin &&
         across < frame->axis + frame->axis_size;
}

/* A line of a label: in the size of titles, where time is shown. */
static gboolean
is_of_label (const Fixture *self, const AcnTimelineFrame *frame, const AcnOp *op)
{
  const double along = get_along (self, op->x, op->y);
  const float  title = (float) (TITLE_PX * self->spec.text_scale);
  const float  date = (float) (DATE_PX * self->spec.text_scale);

  if (op->kind != ACN_OP_TEXT || along < frame->begin || is_on_axis (self, frame, op))
    return FALSE;
  return op->font.size_px == title || (!self->spec.horizontal && op->font.size_px == date);
}

typedef gboolean (*Question) (const Fixture *self, const AcnTimelineFrame *frame, const AcnOp *op);

static GArray *
list_texts (const Fixture *self, AcnTimelineLayout *layout, Question is_wanted)
{
  const AcnTimelineFrame *frame = acn_timeline_layout_get_frame (layout);
  GArray                 *boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  guint                   n;
  const AcnOp *ops = acn_display_list_get_ops (acn_timeline_layout_get_list (layout), &n);

  for (guint i = 0; i < n; i++)
    if (is_wanted (self, frame, &ops[i]))
      {
        const Box box = get_text_box (&ops[i]);

        g_array_append_val (boxes, box);
      }
  return boxes;
}

static void
assert_apart (GArray *boxes)
{
  for (guint i = 0; i < boxes->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const Box a = g_array_index (boxes, Box, i), b = g_array_index (boxes, Box, k);

        if (overlap (a, b))
          g_test_message (
              "“%s” at %.1f, %.1f lies on “%s” at %.1f, %.1f", a.text, a.x, a.y, b.text, b.x, b.y);
        g_assert_false (overlap (a, b));
      }
}

/* --- The properties -------------------------------------------------------------------------- */

static guint
check_ticks (const Fixture *self, AcnTimelineLayout *layout)
{
  g_autoptr (GArray) boxes = list_texts (self, layout, is_on_axis);

  assert_apart (boxes);
  return boxes->len;
}

static gboolean
is_color (AcnColor a, AcnColor b)
{
  return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static gboolean
is_lane_color (const Fixture *self, AcnColor color)
{
  for (guint lane = 0; lane < N_LANES; lane++)
    if (is_color (color, acn_timeline_lane_color (lane, self->spec.dark)))
      return TRUE;
  return FALSE;
}

/* No line of a label lies on another, on a point, or on a cluster. */
static guint
check_labels (const Fixture *self, AcnTimelineLayout *layout)
{
  const AcnTimelineFrame *frame = acn_timeline_layout_get_frame (layout);
  g_autoptr (GArray) boxes = list_texts (self, layout, is_of_label);
  guint        n;
  const AcnOp *ops = acn_display_list_get_ops (acn_timeline_layout_get_list (layout), &n);

  assert_apart (boxes);
  for (guint i = 0; i < n; i++)
    {
      const Box disc = {
        ops[i].x - ops[i].radius, ops[i].y - ops[i].radius, 2 * ops[i].radius, 2 * ops[i].radius
      };

      if (ops[i].kind != ACN_OP_CIRCLE || !is_lane_color (self, ops[i].color) ||
          get_along (self, ops[i].x, ops[i].y) < frame->begin)
        continue;
      for (guint k = 0; k < boxes->len; k++)
        {
          const Box box = g_array_index (boxes, Box, k);

          if (overlap (disc, box))
            for (guint lane = 0; lane < N_LANES; lane++)
              g_test_message ("lane %u%s at %.1f",
                              lane,
                              self->folded[lane] ? ", folded," : "",
                              acn_timeline_layout_get_track (layout, lane));
          if (overlap (disc, box))
            g_test_message ("“%s” at %.1f, %.1f lies on the disc of %.1f at %.1f, %.1f",
                            box.text,
                            box.x,
                            box.y,
                            ops[i].radius,
                            ops[i].x,
                            ops[i].y);
          g_assert_false (overlap (disc, box));
        }
    }
  for (guint k = 0; k < boxes->len; k++)
    {
      const Box box = g_array_index (boxes, Box, k);

      g_assert_cmpfloat (get_along (self, box.x, box.y), >=, frame->begin - 1);
      g_assert_cmpfloat (box.x + box.width, <=, self->spec.width_px + 0.5);
      g_assert_cmpfloat (box.y + box.height, <=, self->spec.height_px + 0.5);
    }
  return boxes->len;
}

static gboolean
is_label_hit (const Fixture *self, AcnTimelineLayout *layout, const AcnTimelineHit *hit)
{
  const AcnTimelineFrame *frame = acn_timeline_layout_get_frame (layout);
  guint                   n;
  const AcnOp *ops = acn_display_list_get_ops (acn_timeline_layout_get_list (layout), &n);

  if (hit->kind != ACN_TIMELINE_HIT_EVENT)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (is_of_label (self, frame, &ops[i]) && holds (hit, ops[i].x, ops[i].y - 2))
      return TRUE;
  return FALSE;
}

/* Each event of the screen is drawn once on a track, or counted by one cluster; what is hidden is
 * neither. */
static void
check_none_lost (const Fixture *self, AcnTimelineLayout *layout)
{
  const double          px_per_day = acn_timeline_layout_get_frame (layout)->px_per_day;
  guint                 n_hits;
  const AcnTimelineHit *hits = acn_timeline_layout_get_hits (layout, &n_hits);
  guint                 seen[MAX_EVENTS] = { 0 };

  for (guint i = 0; i < n_hits; i++)
    {
      g_autoptr (GArray) members = NULL;

      if (hits[i].kind == ACN_TIMELINE_HIT_EVENT)
        seen[hits[i].event]++;
      if (hits[i].kind != ACN_TIMELINE_HIT_CLUSTER)
        continue;
      members = acn_timeline_layout_list_members (layout, &hits[i]);
      g_assert_cmpuint (members->len, ==, hits[i].n_events);
      for (guint k = 0; k < members->len; k++)
        seen[g_array_index (members, guint, k)]++;
    }
  for (guint i = 0; i < self->n_events; i++)
    {
      const AcnSpan when = self->events[i].when.span;
      const double  middle = acn_timeline_event_middle (&self->events[i]);
      const double  length = (double) when.end_day - when.begin_day;

      if (self->is_filtered && !self->shown[i])
        g_assert_cmpuint (seen[i], ==, 0);
      else if (middle > self->spec.begin_day && middle < self->spec.end_day &&
               when.begin_day != ACN_DAY_OPEN_BEGIN && when.end_day != ACN_DAY_OPEN_END)
        g_assert_cmpuint (seen[i], >, 0);
      else if (self->events[i].when.is_interval && length * px_per_day >= BAR_MIN_PX &&
               when.begin_day < self->spec.end_day && when.end_day > self->spec.begin_day)
        g_assert_cmpuint (seen[i], >, 0); /* what only reaches into the screen */
    }
}

/* What is drawn in a lane's colour can be pointed at, and what can be pointed at is drawn. */
static void
check_hits (const Fixture *self, AcnTimelineLayout *layout)
{
  const AcnTimelineFrame *frame = acn_timeline_layout_get_frame (layout);
  guint                   n_hits, n_ops;
  const AcnTimelineHit   *hits = acn_timeline_layout_get_hits (layout, &n_hits);
  const AcnOp *ops = acn_display_list_get_ops (acn_timeline_layout_get_list (layout), &n_ops);

  for (guint i = 0; i < n_ops; i++)
    {
      gboolean is_held = FALSE;

      if (ops[i].kind != ACN_OP_CIRCLE || !is_lane_color (self, ops[i].color) ||
          get_along (self, ops[i].x, ops[i].y) < frame->begin)
        continue;
      for (guint k = 0; k < n_hits; k++)
        is_held |=
            hits[k].kind == ACN_TIMELINE_HIT_EVENT && holds (&hits[k], ops[i].x, ops[i].y) &&
            (hits[k].event == self->spec.selection || /* a ring about the disc */
             is_color (ops[i].color, acn_timeline_lane_color (hits[k].lane, self->spec.dark)));
      g_assert_true (is_held);
    }
  for (guint k = 0; k < n_hits; k++)
    {
      const AcnTimelineHit *hit = &hits[k];
      gboolean              is_drawn = FALSE;
      const AcnColor        lane = acn_timeline_lane_color (hit->lane, self->spec.dark);

      if (hit->kind < ACN_TIMELINE_HIT_EVENT)
        continue;
      if (hit->kind == ACN_TIMELINE_HIT_EVENT)
        g_assert_cmpuint (hit->lane, ==, self->events[hit->event].lane);
      for (guint i = 0; i < n_ops && !is_drawn; i++)
        {
          const AcnOp *op = &ops[i];
          const double x = op->kind == ACN_OP_RECT ? op->x + op->width / 2 : op->x;
          const double y = op->kind == ACN_OP_RECT ? op->y + op->height / 2 : op->y;

          is_drawn = holds (hit, x, y) &&
                     ((op->kind == ACN_OP_TEXT && is_of_label (self, frame, op)) ||
                      (op->color.r == lane.r && op->color.g == lane.g && op->color.b == lane.b));
        }
      if (!is_drawn)
        g_test_message ("hit %d of event %u in lane %u: %.1f, %.1f, %.1f x %.1f",
                        hit->kind,
                        hit->event,
                        hit->lane,
                        hit->x,
                        hit->y,
                        hit->width,
                        hit->height);
      g_assert_true (is_drawn);
    }
}

/* A click in the middle of a label is a click on its event. */
static void
check_picks (const Fixture *self, AcnTimelineLayout *layout)
{
  guint                 n_hits;
  const AcnTimelineHit *hits = acn_timeline_layout_get_hits (layout, &n_hits);

  for (guint i = 0; i < n_hits; i++)
    {
      const double   x = hits[i].x + hits[i].width / 2, y = hits[i].y + hits[i].height / 2;
      AcnTimelineHit picked;

      if (!is_label_hit (self, layout, &hits[i]))
        continue;
      picked = acn_timeline_layout_pick (layout, x, y);
      if (picked.event != hits[i].event)
        g_test_message ("label %.1f, %.1f, %.1f x %.1f, found %.1f, %.1f, %.1f x %.1f",
                        hits[i].x,
                        hits[i].y,
                        hits[i].width,
                        hits[i].height,
                        picked.x,
                        picked.y,
                        picked.width,
                        picked.height);
      g_assert_cmpint (picked.kind, ==, ACN_TIMELINE_HIT_EVENT);
      g_assert_cmpuint (picked.event, ==, hits[i].event);
    }
}

static void
run (Fixture *self,
     gboolean horizontal,
     void (*check) (const Fixture *self, AcnTimelineLayout *layout))
{
  const guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  const guint n_rounds = g_test_slow () ? N_ROUNDS_SLOW : N_ROUNDS;

  g_test_message ("seed %u", seed);
  self->spec.horizontal = horizontal;
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (AcnTimelineLayout) layout = NULL;

      generate (self, rand);
      layout = acn_timeline_layout_new (self->index, &self->spec);
      g_test_message ("round %u: %u events, %.1f to %.1f, %.0f x %.0f, text x %.2f, %s",
                      round,
                      self->n_events,
                      self->spec.begin_day,
                      self->spec.end_day,
                      self->spec.width_px,
                      self->spec.height_px,
                      self->spec.text_scale,
                      self->spec.language);
      check (self, layout);
    }
}

static guint n_found; /* by the checks that count: none of them may pass by finding nothing */

static void
count_ticks (const Fixture *self, AcnTimelineLayout *layout)
{
  n_found += check_ticks (self, layout);
}

static void
count_labels (const Fixture *self, AcnTimelineLayout *layout)
{
  n_found += check_labels (self, layout);
}

static void
test_ticks (Fixture *self, gconstpointer horizontal)
{
  n_found = 0;
  run (self, GPOINTER_TO_INT (horizontal), count_ticks);
  g_assert_cmpuint (n_found, >, N_ROUNDS / 2);
}

static void
test_labels (Fixture *self, gconstpointer horizontal)
{
  n_found = 0;
  run (self, GPOINTER_TO_INT (horizontal), count_labels);
  g_assert_cmpuint (n_found, >, N_ROUNDS / 2);
}

static void
test_none_lost (Fixture *self, gconstpointer horizontal)
{
  run (self, GPOINTER_TO_INT (horizontal), check_none_lost);
}

static void
test_hits (Fixture *self, gconstpointer horizontal)
{
  run (self, GPOINTER_TO_INT (horizontal), check_hits);
}

static void
test_picks (Fixture *self, gconstpointer horizontal)
{
  run (self, GPOINTER_TO_INT (horizontal), check_picks);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer horizontal);
  } tests[] = { { "ticks-are-apart", test_ticks },
                { "labels-are-apart", test_labels },
                { "none-is-lost", test_none_lost },
                { "hits-are-drawn", test_hits },
                { "labels-can-be-picked", test_picks } };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (int horizontal = 0; horizontal < 2; horizontal++)
      {
        g_autofree char *path = g_strdup_printf (
            "/scene/timeline-properties/%s/%s", horizontal ? "across" : "downwards", tests[i].name);

        g_test_add (path, Fixture, GINT_TO_POINTER (horizontal), set_up, tests[i].run, tear_down);
      }
  return g_test_run ();
}
