/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Greedy placement: seas and countries first, set along their extent, then places by rank and
 * population, each at the first of four positions that is free. A coarse grid of cells answers
 * what is near. */
#include "scene/acn-labels.h"

#include <math.h>
#include <string.h>

#define CELL_PX 64.0
#define HALO_PX 2.0

struct _AcnLabelPlan
{
  GArray       *labels; /* AcnLabel, those of one name together */
  GStringChunk *texts;
  const char   *language;
  double        zoom;
};

/* Where events of any day have their marks. */
typedef struct
{
  double x, y; /* world px */
  guint  n_events;
} Mark;

typedef struct
{
  AcnLabelPlan       *plan;
  const AcnLabelRoom *room; /* or NULL: the whole plane */
  AcnTextMeasure      measure;
  gpointer            measure_data;
  double              world_px;
  double              text_scale;
  GHashTable         *cells; /* cell number -> GArray of AcnLabelBox */
  GArray             *marks; /* Mark */
} Placer;

/* A place waiting for its name. */
typedef struct
{
  const AcnFeature *feature;
  const char       *name;
} Candidate;

/* Zoom from which a place of rank 1..10 is named. */
static const double rank_zoom[] = { 0, 3.2, 4.0, 4.8, 5.4, 5.9, 6.5, 7.1, 7.8, 8.5, 9.2 };

/* --- What is taken --------------------------------------------------------------------------- */

static gpointer
cell_key (int column, int row)
{
  return GINT_TO_POINTER (column * 65536 + row + 1);
}

static gboolean
is_free (Placer *self, const AcnLabelBox *rect)
{
  for (int column = (int) floor (rect->west / CELL_PX);
       column <= (int) floor (rect->east / CELL_PX);
       column++)
    for (int row = (int) floor (rect->north / CELL_PX); row <= (int) floor (rect->south / CELL_PX);
         row++)
      {
        GArray *cell = g_hash_table_lookup (self->cells, cell_key (column, row));

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          if (acn_label_boxes_overlap (rect, &g_array_index (cell, AcnLabelBox, i)))
            return FALSE;
      }
  return TRUE;
}

static gboolean
is_on_page (const Placer *self, const AcnLabelBox *rect)
{
  return self->room == NULL || acn_label_room_holds (self->room, rect);
}

static void
take (Placer *self, const AcnLabelBox *rect)
{
  for (int column = (int) floor (rect->west / CELL_PX);
       column <= (int) floor (rect->east / CELL_PX);
       column++)
    for (int row = (int) floor (rect->north / CELL_PX); row <= (int) floor (rect->south / CELL_PX);
         row++)
      {
        gpointer key = cell_key (column, row);
        GArray  *cell = g_hash_table_lookup (self->cells, key);

        if (cell == NULL)
          {
            cell = g_array_new (FALSE, FALSE, sizeof (AcnLabelBox));
            g_hash_table_insert (self->cells, key, cell);
          }
        g_array_append_val (cell, *rect);
      }
}

static void
keep (Placer *self, AcnLabel label, const AcnLabelBox *rect)
{
  label.west = rect->west;
  label.north = rect->north;
  label.east = rect->east;
  label.south = rect->south;
  if (label.dot_px > 0)
    {
      label.west = MIN (label.west, label.dot_x - label.dot_px - 1);
      label.east = MAX (label.east, label.dot_x + label.dot_px + 1);
      label.north = MIN (label.north, label.dot_y - label.dot_px - 1);
      label.south = MAX (label.south, label.dot_y + label.dot_px + 1);
    }
  g_array_append_val (self->plan->labels, label);
}

static AcnTextSize
measure (Placer *self, const AcnFont *font, const char *text)
{
  return self->measure (font, text, self->measure_data);
}

/* --- Names along a line ---------------------------------------------------------------------- */

typedef struct
{
  const char *text; /* one character */
  double      width_px;
} Glyph;

static double
line_length (const double *xy, guint n)
{
  double length = 0;

  for (guint i = 1; i < n; i++)
    /* n points have 2 n numbers. */
    /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
    length += hypot (xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
  return length;
}

/* The point at @along pixels from the line's start, and the line's direction there. */
static void
line_point (
    const double *xy, guint n, double along, double *out_x, double *out_y, double *out_angle)
{
  guint  i = 1;
  double step = hypot (xy[2] - xy[0], xy[3] - xy[1]);

  while (along > step && i + 1 < n)
    {
      along -= step;
      i++;
      step = hypot (xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
    }
  along = step > 0 ? along / step : 0;
  *out_x = xy[2 * i - 2] + along * (xy[2 * i] - xy[2 * i - 2]);
  *out_y = xy[2 * i - 1] + along * (xy[2 * i + 1] - xy[2 * i - 1]);
  *out_angle = atan2 (xy[2 * i + 1] - xy[2 * i - 1], xy[2 * i] - xy[2 * i - 2]);
}

static GArray *
split_glyphs (Placer *self, const AcnFont *font, const char *text, double *out_width_px)
{
  GArray *glyphs = g_array_new (FALSE, FALSE, sizeof (Glyph));

  *out_width_px = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *character = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      Glyph            glyph = { g_string_chunk_insert_const (self->plan->texts, character),
                                 measure (self, font, character).width_px };

      *out_width_px += glyph.width_px;
      g_array_append_val (glyphs, glyph);
    }
  return glyphs;
}

/* A line's direction as seen by a reader: five points are enough for a gentle curve. */
static gboolean
add_glyphs (Placer        *self,
            const AcnFont *font,
            AcnInk         ink,
            GArray        *glyphs,
            double         spacing,
            double         begin,
            const double  *xy,
            guint          n)
{
  guint    first = self->plan->labels->len;
  gboolean free_all = TRUE;
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (AcnLabelBox));

  for (guint i = 0; i < glyphs->len; i++)
    {
      const Glyph *glyph = &g_array_index (glyphs, Glyph, i);
      AcnLabel     label = { .text = glyph->text, .font = *font, .ink = ink };
      double       x, y, drop = 0.34 * font->size_px, half = 0.62 * font->size_px;
      AcnLabelBox  rect;

      line_point (xy, n, begin + glyph->width_px / 2, &x, &y, &label.angle_rad);
      begin += glyph->width_px + spacing;
      label.x = x - cos (label.angle_rad) * glyph->width_px / 2 - sin (label.angle_rad) * drop;
      label.y = y - sin (label.angle_rad) * glyph->width_px / 2 + cos (label.angle_rad) * drop;
      rect = (AcnLabelBox){ x - half, y - half, x + half, y + half };
      if (*glyph->text == ' ')
        continue;
      free_all = free_all && is_on_page (self, &rect) && is_free (self, &rect);
      g_array_append_val (rects, rect);
      keep (self, label, &rect);
    }
  if (!free_all)
    {
      g_array_set_size (self->plan->labels, first);
      return FALSE;
    }
  for (guint i = 0; i < rects->len; i++)
    take (self, &g_array_index (rects, AcnLabelBox, i));
  return TRUE;
}

static gboolean
add_along_line (
    Placer *self, const AcnFont *font, AcnInk ink, const char *text, const double *xy, guint n)
{
  double width, length = line_length (xy, n);
  g_autoptr (GArray) glyphs = split_glyphs (self, font, text, &width);
  double size = font->size_px, spacing;

  if (glyphs->len < 2 || width + 0.06 * size * (glyphs->len - 1) > length)
    return FALSE;
  spacing = CLAMP ((0.85 * length - width) / (glyphs->len - 1), 0.06 * size, 1.4 * size);
  return add_glyphs (self,
                     font,
                     ink,
                     glyphs,
                     spacing,
                     (length - width - spacing * (glyphs->len - 1)) / 2,
                     xy,
                     n) ||
         self->room == NULL;
}

static void
add_centred (Placer *self, const AcnFont *font, AcnInk ink, const char *text, double x, double y)
{
  AcnTextSize size = measure (self, font, text);
  AcnLabel    label = {
       .font = *font, .ink = ink, .x = x - size.width_px / 2, .y = y + 0.34 * font->size_px
  };
  AcnLabelBox rect = { label.x - HALO_PX,
                       label.y - size.ascent_px,
                       label.x + size.width_px + HALO_PX,
                       label.y - size.ascent_px + size.height_px };

  if (!is_on_page (self, &rect) || !is_free (self, &rect))
    return;
  take (self, &rect);
  label.text = g_string_chunk_insert_const (self->plan->texts, text);
  keep (self, label, &rect);
}

/* --- Names of the basemap -------------------------------------------------------------------- */

typedef struct
{
  double   min_zoom, max_zoom;
  AcnInk   ink;
  float    size_px; /* at min_zoom; grows by a pixel a zoom level, at most by six */
  guint16  weight;
  gboolean italic;
} Manner;

/* How a name of the basemap is set, by kind and rank (1..4). */
static Manner
manner_of (AcnLabelKind kind, guint rank)
{
  guint r = CLAMP (rank, 1, 5) - 1;

  switch (kind)
    {
    case ACN_LABEL_OCEAN:
      return (Manner){ 2.0 + 0.6 * r, 8, ACN_INK_WATER, 15, 400, TRUE };
    case ACN_LABEL_SEA:
      return (Manner){ 3.2 + 0.7 * r, 11, ACN_INK_WATER, 13, 400, TRUE };
    case ACN_LABEL_RIVER:
      return (Manner){ 6.0 + 0.5 * r, 13, ACN_INK_WATER, 11, 400, TRUE };
    case ACN_LABEL_REGION:
      return (Manner){ 5.6 + 0.5 * r, 9, ACN_INK_COUNTRY, 11, 400, TRUE };
    case ACN_LABEL_COUNTRY:
    default:
      return (Manner){ 2.6 + 0.75 * r, 9, ACN_INK_COUNTRY, 12, 600, FALSE };
    }
}

/* A name that is too long for its line stands level at the line's middle, if there is room. */
static void
add_line_label (
    Placer *self, const AcnFont *font, AcnInk ink, const char *text, const double *xy, guint n)
{
  double x, y, angle;
  g_autoptr (GArray) seen = NULL;

  if (self->room != NULL)
    {
      seen = acn_label_room_crop (self->room, xy, n, 0.7 * font->size_px);
      xy = (const double *) (gconstpointer) seen->data;
      n = seen->len / 2;
    }
  if (n < 2 || add_along_line (self, font, ink, text, xy, n) ||
      line_length (xy, n) < 3 * font->size_px)
    return;
  line_point (xy, n, line_length (xy, n) / 2, &x, &y, &angle);
  add_centred (self, font, ink, text, x, y);
}

static void
add_base_label (Placer *self, AcnBasemap *basemap, guint index)
{
  AcnLabelKind kind = acn_basemap_get_label_kind (basemap, index);
  Manner       manner = manner_of (kind, acn_basemap_get_rank (basemap, ACN_BASE_LABELS, index));
  const char  *name = acn_basemap_get_name (basemap, ACN_BASE_LABELS, index, self->plan->language);
  double       zoom = self->plan->zoom;
  g_autofree char *text = NULL;
  AcnShape         shape;
  AcnFont          font;

  if (name == NULL || zoom < manner.min_zoom || zoom > manner.max_zoom)
    return;
  acn_basemap_get_shape (basemap, ACN_BASE_LABELS, index, ACN_SHAPE_N_LEVELS - 1, &shape);
  if (shape.n_rings == 0)
    return;
  font = (AcnFont){ .size_px =
                        (float) (self->text_scale *
                                 (manner.size_px + CLAMP (floor (zoom - manner.min_zoom), 0, 6))),
                    .weight = manner.weight,
                    .italic = manner.italic };
  text = kind == ACN_LABEL_COUNTRY ? g_utf8_strup (name, -1) : g_strdup (name);
  if (shape.rings[0].n == 1)
    add_centred (self,
                 &font,
                 manner.ink,
                 text,
                 shape.xy[0] * self->world_px / ACN_WORLD_SIZE,
                 shape.xy[1] * self->world_px / ACN_WORLD_SIZE);
  else
    {
      guint              n = shape.rings[0].n;
      g_autofree double *xy = g_new (double, 2 * n);

      for (guint i = 0; i < 2 * n; i++)
        xy[i] = shape.xy[2 * shape.rings[0].first + i] * self->world_px / ACN_WORLD_SIZE;
      add_line_label (self, &font, manner.ink, text, xy, n);
    }
}

static void
add_base_labels (Placer *self, AcnBasemap *basemap)
{
  guint n = acn_basemap_get_n_features (basemap, ACN_BASE_LABELS);

  for (guint rank = 1; rank <= 10; rank++)
    for (guint i = 0; i < n; i++)
      if (acn_basemap_get_rank (basemap, ACN_BASE_LABELS, i) == rank)
        add_base_label (self, basemap, i);
}

/* --- Places of events ------------------------------------------------------------------------ */

/* Half the width of an event's mark with its rim, px. */
#define MARK_PX 8.5

/* Those of all days: a name must not jump while the day is moved. */
static void
collect_marks (Placer *self, AcnDossier *dossier)
{
  guint             n_places, n_events;
  const AcnPlace   *places = acn_dossier_get_places (dossier, &n_places);
  const AcnEvent   *events = acn_dossier_get_events (dossier, &n_events);
  g_autofree guint *counts = g_new0 (guint, n_places);

  for (guint i = 0; i < n_events; i++)
    if (events[i].place != ACN_NONE)
      counts[events[i].place]++;
  for (guint i = 0; i < n_places; i++)
    {
      Mark mark = { .n_events = counts[i] };

      if (counts[i] == 0)
        continue;
      acn_mercator_project (places[i].lon_deg, places[i].lat_deg, &mark.x, &mark.y);
      mark.x *= self->world_px / ACN_WORLD_SIZE;
      mark.y *= self->world_px / ACN_WORLD_SIZE;
      g_array_append_val (self->marks, mark);
    }
}

/* How much of a name lies under them, px²; where many events were, they weigh as many times. */
static double
area_of_marks (const Placer *self, const AcnLabelBox *rect)
{
  const double half = MARK_PX * self->text_scale;
  double       area = 0;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark  *mark = &g_array_index (self->marks, Mark, i);
      const double width = MIN (rect->east, mark->x + half) - MAX (rect->west, mark->x - half);
      const double height = MIN (rect->south, mark->y + half) - MAX (rect->north, mark->y - half);

      if (width > 0 && height > 0)
        area += width * height * mark->n_events;
    }
  return area;
}

/* How far from a place's point its name begins: outside of a mark that may lie on it. */
static double
reach_of_marks (const Placer *self, double x, double y, double dot)
{
  const double half = MARK_PX * self->text_scale;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      if (hypot (mark->x - x, mark->y - y) < half)
        return half - 1;
    }
  return dot;
}

/* --- Names of places ------------------------------------------------------------------------- */

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const AcnFeature *fa = ((const Candidate *) a)->feature, *fb = ((const Candidate *) b)->feature;

  if (fa->rank != fb->rank)
    return fa->rank < fb->rank ? -1 : 1;
  if (fa->population != fb->population)
    return fa->population > fb->population ? -1 : 1;
  return strcmp (fa->id, fb->id);
}

/* Where a name may stand beside its place's point: -1 west or north of it, 0 level, 1 east or
 * south. The best first; of those where marks of events cover equally little of the name, it is
 * taken. */
typedef struct
{
  int x, y;
} Side;

static const Side sides[] = { { 1, 0 },  { -1, 0 }, { 0, -1 },  { 0, 1 },
                              { 1, -1 }, { 1, 1 },  { -1, -1 }, { -1, 1 } };

static double
find_left (Side side, double x, double width, double reach)
{
  /* Beside a round mark, a name above or below comes nearer. */
  const double gap = side.y == 0 ? reach + 3 : reach * G_SQRT2 / 2 + 1;

  return side.x == 0 ? x - width / 2 : side.x > 0 ? x + gap : x - gap - width;
}

static double
find_top (Side side, double y, double height, double reach)
{
  const double gap = side.x == 0 ? reach + 1 : reach * G_SQRT2 / 2 - 1;

  return side.y == 0 ? y - height / 2 : side.y > 0 ? y + gap : y - gap - height;
}

static void
add_place (Placer *self, const Candidate *candidate)
{
  const AcnFeature *feature = candidate->feature;
  const AcnShape   *shape = acn_pyramid_get_shape (feature->pyramid, ACN_SHAPE_N_LEVELS - 1);
  guint             rank = CLAMP (feature->rank, 1, 10);
  const double      size_px = rank <= 2 ? 14 : rank <= 4 ? 12.5 : rank <= 7 ? 11.5 : 11;
  AcnFont           font = { .size_px = (float) (size_px * self->text_scale),
                             .weight = feature->capital || rank <= 2 ? 600 : 400 };
  float             dot = rank <= 2 ? 3.2f : rank <= 5 ? 2.6f : 2.0f;
  double            least = INFINITY; /* of the name under marks of events, px² */
  AcnLabel          label = { .font = font, .dot_px = dot, .capital = feature->capital };
  AcnLabelBox       taken = { 0 };
  AcnTextSize       size;
  double            x, y, reach;

  if (shape->n_rings == 0)
    return;
  x = shape->xy[0] * self->world_px / ACN_WORLD_SIZE;
  y = shape->xy[1] * self->world_px / ACN_WORLD_SIZE;
  if (self->room != NULL && !acn_label_room_shows (self->room, x, y))
    return;
  size = measure (self, &font, candidate->name);
  if (self->room != NULL)
    reach = acn_label_room_reach (self->room, x, y, dot);
  else
    reach = reach_of_marks (self, x, y, dot);
  label.dot_x = x;
  label.dot_y = y;
  for (guint i = 0; i < G_N_ELEMENTS (sides) && least > 0; i++)
    {
      const double w = size.width_px, h = size.height_px, left = find_left (sides[i], x, w, reach),
                   top = find_top (sides[i], y, h, reach);
      AcnLabelBox name = { left - HALO_PX, top, left + w + HALO_PX, top + h };
      AcnLabelBox rect = { MIN (name.west, x - dot),
                           MIN (top, y - dot),
                           MAX (name.east, x + dot),
                           MAX (name.south, y + dot) };
      double      covered;

      if (!is_on_page (self, &name) || !is_free (self, &rect))
        continue;
      covered = self->room == NULL ? area_of_marks (self, &name) : 0;
      if (covered >= least)
        continue;
      least = covered;
      label.x = left;
      label.y = top + size.ascent_px;
      taken = rect;
    }
  if (isinf (least))
    return;
  take (self, &taken);
  label.text = g_string_chunk_insert_const (self->plan->texts, candidate->name);
  keep (self, label, &taken);
}

static void
collect_candidates (Placer *self, const AcnMapSpec *spec, guint layer_index, GArray *candidates)
{
  const AcnLayer *layer = acn_dossier_get_layers (spec->dossier, NULL) + layer_index;
  g_autoptr (GArray) shown = acn_dossier_layer_features_at (
      spec->dossier, layer_index, acn_map_spec_get_layer_day (spec, layer_index));

  for (guint i = 0; i < shown->len; i++)
    {
      const AcnFeature *feature = layer->features + g_array_index (shown, guint, i);
      Candidate         candidate = { feature, acn_text_get (feature->name, self->plan->language) };

      if (candidate.name != NULL &&
          acn_pyramid_get_geometry (feature->pyramid)->kind == ACN_GEOMETRY_POINTS &&
          self->plan->zoom >= rank_zoom[CLAMP (feature->rank, 1, 10)])
        g_array_append_val (candidates, candidate);
    }
}

static void
add_places (Placer *self, const AcnMapSpec *spec)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < spec->n_layers; i++)
    if (acn_map_spec_shows_layer (spec, i))
      collect_candidates (self, spec, i, candidates);
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    add_place (self, &g_array_index (candidates, Candidate, i));
}

/* --- The plan -------------------------------------------------------------------------------- */

/**
 * acn_label_plan_new_empty:
 * @language: interned
 * @zoom: 256 px tile convention, fractional
 *
 * Returns: (transfer full): a plan without names
 */
AcnLabelPlan *
acn_label_plan_new_empty (const char *language, double zoom)
{
  AcnLabelPlan *self = g_atomic_rc_box_new0 (AcnLabelPlan);

  self->labels = g_array_new (FALSE, FALSE, sizeof (AcnLabel));
  self->texts = g_string_chunk_new (4096);
  self->language = language;
  self->zoom = zoom;
  return self;
}

/**
 * acn_label_plan_append:
 * @self: a plan that nobody shares yet
 * @label: its text is copied
 */
void
acn_label_plan_append (AcnLabelPlan *self, AcnLabel label)
{
  label.text = g_string_chunk_insert_const (self->texts, label.text);
  g_array_append_val (self->labels, label);
}

/**
 * acn_label_plan_new:
 * @zoom: 256 px tile convention, fractional
 * @room: (nullable): where names may stand; NULL: everywhere, as on a map that is moved
 * @measure: measures a line of text; must agree with the painter
 *
 * Returns: (transfer full): names for the whole world at @zoom. Depends on the spec's language,
 *   day, visible layers of points and scale of texts only, and on whether it has tiles.
 */
AcnLabelPlan *
acn_label_plan_new (const AcnMapSpec   *spec,
                    double              zoom,
                    const AcnLabelRoom *room,
                    AcnTextMeasure      text_measure,
                    gpointer            data)
{
  AcnLabelPlan *self = acn_label_plan_new_empty (spec->language, zoom);
  g_autoptr (GHashTable) cells =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  Placer placer = { .plan = self,
                    .room = room,
                    .measure = text_measure,
                    .measure_data = data,
                    .cells = cells,
                    .marks = marks };

  placer.world_px = ACN_TILE_SIZE * exp2 (zoom);
  placer.text_scale = spec->text_scale;
  if (spec->raster == NULL) /* tiles bring their own names */
    add_base_labels (&placer, spec->basemap);
  if (spec->dossier != NULL)
    {
      collect_marks (&placer, spec->dossier);
      add_places (&placer, spec);
    }
  return self;
}

AcnLabelPlan *
acn_label_plan_ref (AcnLabelPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_plan (gpointer data)
{
  AcnLabelPlan *self = data;

  g_array_unref (self->labels);
  g_string_chunk_free (self->texts);
}

void
acn_label_plan_unref (AcnLabelPlan *self)
{
  g_atomic_rc_box_release_full (self, clear_plan);
}

/**
 * acn_label_plan_get:
 * @n: (out): number of runs
 *
 * Returns: (array length=n) (transfer none): the runs, in order of placement.
 */
const AcnLabel *
acn_label_plan_get (const AcnLabelPlan *self, guint *n)
{
  *n = self->labels->len;
  return (const AcnLabel *) (gpointer) self->labels->data;
}
