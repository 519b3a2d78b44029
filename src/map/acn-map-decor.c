/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/acn-map-decor.h"

#include "export/acn-pango-text.h"
#include "map/acn-map-ahead.h"
#include "map/acn-tile-layer.h"
#include "paint/acn-snapshot-painter.h"
#include "scene/acn-furniture.h"
#include "scene/acn-graticule.h"

#include <math.h>

struct _AcnMapDecor
{
  ShumateLayer      parent_instance;
  AcnMapSpec       *spec;
  AcnMapSpec       *held; /* whose marks stand left of @edge_px, or NULL */
  double            edge_px;
  AcnMeasure        measure;   /* drawn above the marks */
  GArray           *hits;      /* AcnMarkerHit of the last picture */
  AcnDisplayList   *furniture; /* NULL when it must be laid out again */
  AcnFurnitureParts parts;
  double            furniture_zoom, furniture_lat_deg;
  int               furniture_width, furniture_height;
};

G_DEFINE_FINAL_TYPE (AcnMapDecor, acn_map_decor, SHUMATE_TYPE_LAYER)

/* How much larger names can be: what WCAG 1.4.4 asks for. */
#define NAME_SCALE_MAX 2.0

/**
 * acn_map_text_scale:
 * @widget: any of the window
 * @width: of the map, px
 *
 * Returns: how much larger than designed legend, badge, note and scale bar are drawn, 1 or more
 */
double
acn_map_text_scale (GtkWidget *widget, int width)
{
  return acn_map_furniture_scale (acn_map_name_scale (widget), width);
}

/**
 * acn_map_name_scale:
 * @widget: any of the window
 *
 * Returns: how much larger than designed names on the map are drawn, 1 to 2. What has no room then
 *   gives way to what ranks above it, so this does not depend on the map's size.
 */
double
acn_map_name_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / (96.0 * 1024), 1, NAME_SCALE_MAX) : 1;
}

/* Legend and notes stay while the map is panned; only the scale bar follows latitude and zoom. */
static void
ensure_furniture (AcnMapDecor *self, double zoom, double lat_deg)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)),
      height = gtk_widget_get_height (GTK_WIDGET (self));
  const double scale = acn_map_text_scale (GTK_WIDGET (self), width);
  AcnFrame     frame = { 0, 0, width / scale, height / scale };

  if (self->furniture != NULL && self->furniture_zoom == zoom &&
      fabs (self->furniture_lat_deg - lat_deg) < 0.05 && self->furniture_width == width &&
      self->furniture_height == height)
    return;
  g_clear_pointer (&self->furniture, acn_display_list_unref);
  self->furniture = acn_display_list_new ();
  self->furniture_zoom = zoom;
  self->furniture_lat_deg = lat_deg;
  self->furniture_width = width;
  self->furniture_height = height;
  acn_furniture_layout (self->spec,
                        self->parts,
                        &frame,
                        zoom - log2 (scale),
                        lat_deg,
                        acn_pango_text_measure,
                        NULL,
                        self->furniture);
  acn_display_list_scale (self->furniture, scale);
}

/* The marks of @spec between two edges, with those that can be hit there. */
static void
add_markers (AcnMapDecor *self,
             AcnMapSpec  *spec,
             const double window[3],
             double       from_px,
             double       to_px,
             GtkSnapshot *snapshot)
{
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  g_autoptr (AcnDisplayList) list = acn_display_list_new ();
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (AcnMarkerHit));

  if (to_px <= from_px)
    return;
  acn_markers_layout (spec,
                      window[2],
                      window[0],
                      window[1],
                      gtk_widget_get_width (GTK_WIDGET (self)),
                      height,
                      acn_pango_text_measure,
                      NULL,
                      NULL,
                      list,
                      hits);
  for (guint i = 0; i < hits->len; i++)
    {
      const AcnMarkerHit *hit = &g_array_index (hits, AcnMarkerHit, i);

      if (hit->x >= from_px && hit->x < to_px)
        g_array_append_vals (self->hits, hit, 1);
    }
  gtk_snapshot_push_clip (
      snapshot,
      &GRAPHENE_RECT_INIT ((float) from_px, 0, (float) (to_px - from_px), (float) height));
  acn_snapshot_paint (snapshot, list, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  gtk_snapshot_pop (snapshot);
}

static void
acn_map_decor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AcnMapDecor     *self = ACN_MAP_DECOR (widget);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  g_autoptr (AcnDisplayList) markers = acn_display_list_new ();
  double zoom = shumate_viewport_get_zoom_level (viewport), west, north, edge, width;

  if (self->spec == NULL || gtk_widget_get_width (widget) <= 0)
    return;
  acn_viewport_window (viewport, widget, &west, &north);
  width = gtk_widget_get_width (widget);
  edge = self->held != NULL ? CLAMP (self->edge_px, 0, width) : 0;
  g_array_set_size (self->hits, 0);
  if (self->held != NULL)
    add_markers (self, self->held, (const double[]){ west, north, zoom }, 0, edge, snapshot);
  add_markers (self, self->spec, (const double[]){ west, north, zoom }, edge, width, snapshot);
  acn_graticule_layout_names (
      self->spec,
      &(AcnFrame){ 0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget) },
      zoom,
      west,
      north,
      NULL,
      acn_pango_text_measure,
      NULL,
      markers);
  acn_measure_layout (
      &self->measure, self->spec, zoom, west, north, acn_pango_text_measure, NULL, markers);
  ensure_furniture (self, zoom, shumate_location_get_latitude (SHUMATE_LOCATION (viewport)));
  acn_snapshot_paint (snapshot, markers, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  acn_snapshot_paint (snapshot, self->furniture, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
viewport_changed_cb (AcnMapDecor *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * acn_map_decor_set_spec:
 * @spec: shared from now on
 */
void
acn_map_decor_set_spec (AcnMapDecor *self, AcnMapSpec *spec)
{
  g_return_if_fail (ACN_IS_MAP_DECOR (self));

  acn_map_spec_ref (spec);
  g_clear_pointer (&self->spec, acn_map_spec_unref);
  self->spec = spec;
  g_clear_pointer (&self->furniture, acn_display_list_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * acn_map_decor_set_held:
 * @held: (nullable): whose marks stand left of the edge; NULL: there is no edge
 * @edge_px: widget pixels
 */
void
acn_map_decor_set_held (AcnMapDecor *self, AcnMapSpec *held, double edge_px)
{
  g_return_if_fail (ACN_IS_MAP_DECOR (self));

  if (held != NULL)
    acn_map_spec_ref (held);
  g_clear_pointer (&self->held, acn_map_spec_unref);
  self->held = held;
  self->edge_px = edge_px;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * acn_map_decor_set_edge:
 * @edge_px: widget pixels
 */
void
acn_map_decor_set_edge (AcnMapDecor *self, double edge_px)
{
  g_return_if_fail (ACN_IS_MAP_DECOR (self));

  if (self->edge_px == edge_px)
    return;
  self->edge_px = edge_px;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * acn_map_decor_take_measure:
 * @measure: what is measured; its points belong to the layer afterwards
 */
void
acn_map_decor_take_measure (AcnMapDecor *self, AcnMeasure *measure)
{
  g_return_if_fail (ACN_IS_MAP_DECOR (self));

  acn_measure_clear (&self->measure);
  self->measure = *measure;
  *measure = (AcnMeasure){ ACN_MEASURE_NONE, NULL };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * acn_map_decor_set_has_legend:
 *
 * Whether the legend stands on the map where it has room; it does until told otherwise.
 */
void
acn_map_decor_set_has_legend (AcnMapDecor *self, gboolean has_legend)
{
  g_return_if_fail (ACN_IS_MAP_DECOR (self));

  self->parts = has_legend ? ACN_FURNITURE_ALL : ACN_FURNITURE_ALL & ~ACN_FURNITURE_LEGEND;
  g_clear_pointer (&self->furniture, acn_display_list_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * acn_map_decor_get_has_legend:
 *
 * Returns: whether the legend stands on the map where it has room
 */
gboolean
acn_map_decor_get_has_legend (AcnMapDecor *self)
{
  g_return_val_if_fail (ACN_IS_MAP_DECOR (self), FALSE);
  return (self->parts & ACN_FURNITURE_LEGEND) != 0;
}

/**
 * acn_map_decor_folds_legend:
 * @width, @height: of the map, logical pixels
 *
 * Returns: whether there is a legend to stand on the map, but no room for it
 */
gboolean
acn_map_decor_folds_legend (AcnMapDecor *self, int width, int height)
{
  const double scale = ACN_IS_MAP_DECOR (self) ? acn_map_text_scale (GTK_WIDGET (self), width) : 1;
  const AcnFrame frame = { 0, 0, width / scale, height / scale };

  g_return_val_if_fail (ACN_IS_MAP_DECOR (self), FALSE);
  return self->spec != NULL && self->spec->dossier != NULL && acn_map_decor_get_has_legend (self) &&
         acn_legend_is_folded (self->spec, &frame, acn_pango_text_measure, NULL);
}

/**
 * acn_map_decor_get_clear_rows:
 * @width, @height: of the map, logical pixels
 * @heeds_legend: whether the legend is of what stands along the lower edge
 * @top, @bottom: (out): the rows between what stands along its upper and its lower edge
 */
void
acn_map_decor_get_clear_rows (
    AcnMapDecor *self, int width, int height, gboolean heeds_legend, double *top, double *bottom)
{
  g_return_if_fail (ACN_IS_MAP_DECOR (self));

  acn_map_find_clear_rows (self->spec,
                           heeds_legend ? self->parts : 0,
                           acn_map_name_scale (GTK_WIDGET (self)),
                           width,
                           height,
                           top,
                           bottom);
}

/**
 * acn_map_decor_find_camera:
 * @width, @height: of the map, logical pixels
 *
 * Returns: as acn_map_find_camera(), for what stands on the map
 */
AcnCamera
acn_map_decor_find_camera (AcnMapDecor *self, int width, int height, AcnBounds bounds)
{
  g_return_val_if_fail (ACN_IS_MAP_DECOR (self), ((AcnCamera){ 0 }));

  return acn_map_find_camera (
      self->spec, self->parts, acn_map_name_scale (GTK_WIDGET (self)), width, height, bounds);
}

/**
 * acn_map_decor_pick:
 * @x, @y: widget pixels
 *
 * Returns: (nullable) (transfer none): the mark there, valid until the next picture.
 */
const AcnMarkerHit *
acn_map_decor_pick (AcnMapDecor *self, double x, double y)
{
  g_return_val_if_fail (ACN_IS_MAP_DECOR (self), NULL);
  return acn_markers_pick (self->hits, x, y);
}

/**
 * acn_map_decor_get_hits:
 *
 * Returns: (element-type AcnMarkerHit) (transfer none): the marks of the last picture, valid until
 *   the next
 */
const GArray *
acn_map_decor_get_hits (AcnMapDecor *self)
{
  g_return_val_if_fail (ACN_IS_MAP_DECOR (self), NULL);
  return self->hits;
}

static void
acn_map_decor_constructed (GObject *object)
{
  static const char *const notifies[] = { "notify::longitude",
                                          "notify::latitude",
                                          "notify::zoom-level" };
  AcnMapDecor             *self = ACN_MAP_DECOR (object);

  G_OBJECT_CLASS (acn_map_decor_parent_class)->constructed (object);
  for (guint i = 0; i < G_N_ELEMENTS (notifies); i++)
    g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)),
                             notifies[i],
                             G_CALLBACK (viewport_changed_cb),
                             self,
                             G_CONNECT_SWAPPED);
}

static void
acn_map_decor_dispose (GObject *object)
{
  AcnMapDecor *self = ACN_MAP_DECOR (object);

  g_clear_pointer (&self->spec, acn_map_spec_unref);
  g_clear_pointer (&self->held, acn_map_spec_unref);
  g_clear_pointer (&self->furniture, acn_display_list_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  acn_measure_clear (&self->measure);
  G_OBJECT_CLASS (acn_map_decor_parent_class)->dispose (object);
}

static void
acn_map_decor_class_init (AcnMapDecorClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = acn_map_decor_constructed;
  G_OBJECT_CLASS (klass)->dispose = acn_map_decor_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = acn_map_decor_snapshot;
}

static void
acn_map_decor_init (AcnMapDecor *self)
{
  self->hits = g_array_new (FALSE, FALSE, sizeof (AcnMarkerHit));
  self->parts = ACN_FURNITURE_ALL;
}

/**
 * acn_map_decor_new:
 *
 * Returns: (transfer floating): a layer that draws nothing until it has a spec.
 */
AcnMapDecor *
acn_map_decor_new (ShumateViewport *viewport)
{
  return g_object_new (ACN_TYPE_MAP_DECOR, "viewport", viewport, NULL);
}
