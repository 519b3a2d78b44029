/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As contours are numbered: the title of a layer of reach stands along its line wherever that is
 * straight enough and no name is in the way, again after a while; where there is no room for so
 * much, the distance alone does. Names are placed first and stay: what depends on the day gives way
 * to what does not. */
#include "scene/acn-line-labels.h"

#include "base/acn-format.h"

#include <math.h>

/* From one label of a line to the next, along the line, px. */
#define APART_PX 420.0
/* How finely places along a line are tried, px, and how many at most. */
#define STEP_PX 24.0
#define N_STEPS_MAX 600
/* How far the line may turn under its label, and from one character to the next: away from the
 * label, and towards it, where characters come close; radians. */
#define TURN_MAX 1.3
#define KINK_MAX 0.4
#define FOLD_MAX 0.22
/* Where the first label is looked for: to the east-north-east, clockwise from east, radians. */
#define FIRST_RAD -0.4

/* Room after each character, and the least width of a space, px: on a bend they come close. */
#define TRACKING_PX 0.6
#define SPACE_PX 3.6
/* From the line to the baseline above it, px. */
#define LIFT_PX 3.5

/* Of texts as large as designed; what depends on it grows with it. */
#define FONT_PX 11.0

/* What is to be written, character by character. */
typedef struct
{
  GPtrArray *characters; /* char * */
  GArray    *widths;     /* double, px */
  double     width;      /* of all of them */
  AcnHue     hue;
  AcnFont    font;
  double     scale; /* of texts */
} Words;

/* A closed line and its lengths. */
typedef struct
{
  const double *xy;
  const double *along; /* px from the first point to each */
  guint         n;
  double        length;
} Line;

typedef struct
{
  AcnLabelPlan       *plan;
  const AcnLabel     *names;
  guint               n_names;
  const AcnLabelRoom *room;
} Setter;

/* --- A line ---------------------------------------------------------------------------------- */

/* The point at @at pixels from the start; the line is closed. */
static void
find_point (const Line *line, double at, double *out_x, double *out_y)
{
  guint  low = 0, high = line->n - 1;
  double share;

  at = fmod (at, line->length);
  if (at < 0)
    at += line->length;
  while (high - low > 1)
    {
      const guint middle = (low + high) / 2;

      if (line->along[middle] <= at)
        low = middle;
      else
        high = middle;
    }
  share = line->along[high] > line->along[low]
              ? (at - line->along[low]) / (line->along[high] - line->along[low])
              : 0;
  *out_x = line->xy[2 * low] + share * (line->xy[2 * high] - line->xy[2 * low]);
  *out_y = line->xy[2 * low + 1] + share * (line->xy[2 * high + 1] - line->xy[2 * low + 1]);
}

/* The direction about a point, over as much of the line as a character takes. */
static double
find_angle (const Line *line, double at, double direction, const AcnFont *font)
{
  const double half = 0.9 * font->size_px;
  double       x0, y0, x1, y1;

  find_point (line, at - direction * half, &x0, &y0);
  find_point (line, at + direction * half, &x1, &y1);
  return atan2 (y1 - y0, x1 - x0);
}

static double
turn (double from, double to)
{
  return remainder (to - from, 2 * G_PI);
}

/* --- A label --------------------------------------------------------------------------------- */

static gboolean
is_free (const Setter *self, const AcnLabelPlan *plan, const AcnLabelBox *box)
{
  guint           n_set;
  const AcnLabel *set = acn_label_plan_get (plan, &n_set);
  const AcnLabel *taken[] = { self->names, set };
  const guint     n_taken[] = { self->n_names, n_set };

  if (self->room != NULL && !acn_label_room_holds (self->room, box))
    return FALSE;
  for (guint t = 0; t < G_N_ELEMENTS (taken); t++)
    for (guint i = 0; i < n_taken[t]; i++)
      {
        const AcnLabel *other = &taken[t][i];

        if (box->west < other->east && other->west < box->east && box->north < other->south &&
            other->north < box->south)
          return FALSE;
      }
  return TRUE;
}

/* Lays out the characters with the text's middle at @at; FALSE where the line bends too much. */
static gboolean
lay_out (const Line *line, const Words *words, double at, GArray *labels, AcnLabelBox *out_box)
{
  const double half = 0.62 * words->font.size_px, lift = LIFT_PX * words->scale;
  const double rise = lift + 0.34 * words->font.size_px;
  const double direction = cos (find_angle (line, at, 1, &words->font)) < 0 ? -1 : 1;
  double       position = at - direction * words->width / 2, first = 0, last = 0;

  g_array_set_size (labels, 0);
  *out_box = (AcnLabelBox){ G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 0; i < words->characters->len; i++)
    {
      const double width = g_array_index (words->widths, double, i);
      const double middle = position + direction * width / 2;
      const double angle = find_angle (line, middle, direction, &words->font);
      AcnLabel     label = { .text = g_ptr_array_index (words->characters, i),
                             .font = words->font,
                             .ink = ACN_INK_LINE,
                             .hue = words->hue,
                             .angle_rad = angle };
      double       x, y;

      if (i == 0)
        first = last = angle;
      if (turn (last, angle) > KINK_MAX || turn (last, angle) < -FOLD_MAX ||
          fabs (turn (first, angle)) > TURN_MAX || cos (angle) < 0)
        return FALSE;
      last = angle;
      position += direction * width;
      find_point (line, middle, &x, &y);
      label.x = x - cos (angle) * width / 2 + sin (angle) * lift;
      label.y = y - sin (angle) * width / 2 - cos (angle) * lift;
      x += sin (angle) * rise;
      y -= cos (angle) * rise;
      label.west = x - half;
      label.east = x + half;
      label.north = y - half;
      label.south = y + half;
      out_box->west = MIN (out_box->west, label.west);
      out_box->north = MIN (out_box->north, label.north);
      out_box->east = MAX (out_box->east, label.east);
      out_box->south = MAX (out_box->south, label.south);
      if (!g_unichar_isspace (g_utf8_get_char (label.text)))
        g_array_append_val (labels, label);
    }
  return TRUE;
}

static gboolean
add_label (Setter *self, const Line *line, const Words *words, double at, GArray *scratch)
{
  AcnLabelBox box;

  if (!lay_out (line, words, at, scratch, &box))
    return FALSE;
  if (!is_free (self, self->plan, &box))
    for (guint i = 0; i < scratch->len; i++)
      {
        const AcnLabel   *label = &g_array_index (scratch, AcnLabel, i);
        const AcnLabelBox own = { label->west, label->north, label->east, label->south };

        if (!is_free (self, self->plan, &own))
          return FALSE;
      }
  for (guint i = 0; i < scratch->len; i++)
    acn_label_plan_append (self->plan, g_array_index (scratch, AcnLabel, i));
  return TRUE;
}

/* Where to begin: the point of the line in a fixed direction from its middle, so that a label stays
 * about where it was when the line has moved a little. */
static double
find_first (const Line *line)
{
  double west = G_MAXDOUBLE, north = G_MAXDOUBLE, east = -G_MAXDOUBLE, south = -G_MAXDOUBLE;
  double best = G_MAXDOUBLE, at = 0;

  for (guint i = 0; i < line->n; i++)
    {
      west = MIN (west, line->xy[2 * i]);
      east = MAX (east, line->xy[2 * i]);
      north = MIN (north, line->xy[2 * i + 1]);
      south = MAX (south, line->xy[2 * i + 1]);
    }
  for (guint i = 0; i < line->n; i++)
    {
      const double angle =
          atan2 (line->xy[2 * i + 1] - (north + south) / 2, line->xy[2 * i] - (west + east) / 2);

      if (fabs (turn (FIRST_RAD, angle)) < best)
        {
          best = fabs (turn (FIRST_RAD, angle));
          at = line->along[i];
        }
    }
  return at;
}

/* From the first place both ways round, by turns; @set gets where. */
static void
add_labels (Setter *self, const Line *line, const Words *words, GArray *set)
{
  const double step = MAX (STEP_PX, line->length / N_STEPS_MAX), first = find_first (line);
  const double apart = MAX (APART_PX, 2 * words->width);
  g_autoptr (GArray) scratch = g_array_new (FALSE, FALSE, sizeof (AcnLabel));

  for (guint i = 0; i * step < line->length && line->length > 2 * words->width; i++)
    {
      const guint  away = (i + 1) / 2;
      const double at = first + (i % 2 == 0 ? 1.0 : -1.0) * away * step;
      gboolean     is_near = FALSE;

      for (guint k = 0; k < set->len && !is_near; k++)
        is_near = fabs (remainder (at - g_array_index (set, double, k), line->length)) < apart;
      if (!is_near && add_label (self, line, words, at, scratch))
        g_array_append_val (set, at);
    }
}

/* --- The lines ------------------------------------------------------------------------------- */

static void
add_ring (Setter         *self,
          const Words    *words,
          guint           n_words,
          const AcnShape *shape,
          const AcnRing  *ring,
          double          px_per_unit)
{
  g_autofree double *xy = g_new (double, 2 * (ring->n + 1));
  g_autofree double *along = g_new (double, ring->n + 1);
  g_autoptr (GArray) set = g_array_new (FALSE, FALSE, sizeof (double));
  Line line = { .xy = xy, .along = along, .n = ring->n + 1 };

  for (guint i = 0; i <= ring->n; i++)
    {
      const guint point = ring->first + i % ring->n;

      xy[2 * i] = shape->xy[2 * point] * px_per_unit;
      xy[2 * i + 1] = shape->xy[2 * point + 1] * px_per_unit;
      along[i] =
          i == 0 ? 0
                 : along[i - 1] + hypot (xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
    }
  line.length = along[ring->n];
  for (guint i = 0; i < n_words; i++)
    add_labels (self, &line, &words[i], set);
}

static void
init_words (
    Words *self, const char *text, AcnHue hue, double scale, AcnTextMeasure measure, gpointer data)
{
  *self = (Words){ .characters = g_ptr_array_new_with_free_func (g_free),
                   .widths = g_array_new (FALSE, FALSE, sizeof (double)),
                   .hue = hue,
                   .font = { .size_px = (float) (FONT_PX * scale), .weight = 600 },
                   .scale = scale };
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      char        *character = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      const double width = TRACKING_PX * scale +
                           MAX (measure (&self->font, character, data).width_px,
                                g_unichar_isspace (g_utf8_get_char (p)) ? SPACE_PX * scale : 0);

      g_ptr_array_add (self->characters, character);
      g_array_append_val (self->widths, width);
      self->width += width;
    }
}

static void
clear_words (Words *self)
{
  g_ptr_array_unref (self->characters);
  g_array_unref (self->widths);
}

static void
add_layer (Setter           *self,
           const AcnMapSpec *spec,
           guint             index,
           double            zoom,
           guint             level,
           AcnTextMeasure    measure,
           gpointer          data)
{
  const AcnLayer  *layer = acn_dossier_get_layers (spec->dossier, NULL) + index;
  g_autofree char *distance = acn_format_km (layer->reach_km, spec->language);
  g_autoptr (AcnPyramid) pyramid = acn_dossier_layer_area_at (
      spec->dossier, index, acn_map_spec_get_layer_day (spec, index), NULL);
  const AcnShape *shape;
  Words           words[2];

  if (pyramid == NULL) /* told by the scene, which draws it */
    return;
  init_words (&words[0],
              acn_text_get_or (layer->title, spec->language, layer->id),
              layer->style.stroke,
              spec->text_scale,
              measure,
              data);
  init_words (&words[1], distance, layer->style.stroke, spec->text_scale, measure, data);
  shape = acn_pyramid_get_shape (pyramid, level);
  for (guint r = 0; r < shape->n_rings; r++)
    if (shape->rings[r].n >= 3)
      add_ring (self,
                words,
                G_N_ELEMENTS (words),
                shape,
                &shape->rings[r],
                ACN_TILE_SIZE * exp2 (zoom) / ACN_WORLD_SIZE);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    clear_words (&words[i]);
}

static gboolean
is_named (const AcnMapSpec *spec, guint layer)
{
  const AcnLayer *layers = acn_dossier_get_layers (spec->dossier, NULL);

  return layers[layer].content == ACN_LAYER_DERIVATION && layers[layer].reach_km > 0 &&
         acn_map_spec_shows_layer (spec, layer) && spec->layer_opacity[layer] > 0;
}

/**
 * acn_line_labels_new:
 * @zoom: 256 px tile convention, fractional
 * @level: of simplification in which the lines are drawn
 * @room: (nullable): where labels may stand; NULL: everywhere, as on a map that is moved
 * @names: that stand already
 *
 * Returns: (transfer full) (nullable): what stands on the lines of reach, for the whole world; NULL
 *   when none is shown
 */
AcnLabelPlan *
acn_line_labels_new (const AcnMapSpec   *spec,
                     double              zoom,
                     guint               level,
                     const AcnLabelRoom *room,
                     const AcnLabelPlan *names,
                     AcnTextMeasure      measure,
                     gpointer            data)
{
  Setter self = { .room = room };

  self.names = acn_label_plan_get (names, &self.n_names);
  for (guint i = 0; spec->dossier != NULL && i < spec->n_layers; i++)
    if (is_named (spec, i))
      {
        if (self.plan == NULL)
          self.plan = acn_label_plan_new_empty (spec->language, zoom);
        add_layer (&self, spec, i, zoom, level, measure, data);
      }
  return self.plan;
}

/**
 * acn_line_labels_equal:
 * @a, @b: (nullable): of one zoom
 *
 * Returns: whether the same stands in the same places
 */
gboolean
acn_line_labels_equal (const AcnLabelPlan *a, const AcnLabelPlan *b)
{
  guint           n_a = 0, n_b = 0;
  const AcnLabel *in_a = a != NULL ? acn_label_plan_get (a, &n_a) : NULL;
  const AcnLabel *in_b = b != NULL ? acn_label_plan_get (b, &n_b) : NULL;

  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    if (in_a[i].x != in_b[i].x || in_a[i].y != in_b[i].y ||
        in_a[i].angle_rad != in_b[i].angle_rad || !g_str_equal (in_a[i].text, in_b[i].text))
      return FALSE;
  return TRUE;
}
