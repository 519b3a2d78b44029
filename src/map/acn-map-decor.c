/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/acn-map-decor.h"

#include "export/acn-pango-text.h"
#include "map/acn-tile-layer.h"
#include "paint/acn-snapshot-painter.h"
#include "scene/acn-furniture.h"
#include "scene/acn-graticule.h"

#include <math.h>

struct _AcnMapDecor
{
  ShumateLayer    parent_instance;
  AcnMapSpec     *spec;
  AcnMeasure      measure;   /* drawn above the marks */
  GArray         *hits;      /* AcnMarkerHit of the last picture */
  AcnDisplayList *furniture; /* NULL when it must be laid out again */
  double          furniture_zoom, furniture_lat_deg;
  int             furniture_width, furniture_height;
};

G_DEFINE_FINAL_TYPE (AcnMapDecor, acn_map_decor, SHUMATE_TYPE_LAYER)

/* Legend and notes stay while the map is panned; only the scale bar follows latitude and zoom. */
static void
ensure_furniture (AcnMapDecor *self, double zoom, double lat_deg)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)),
      height = gtk_widget_get_height (GTK_WIDGET (self));
  AcnFrame frame = { 0, 0, width, height };

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
                        ACN_FURNITURE_ALL,
                        &frame,
                        zoom,
                        lat_deg,
                        acn_pango_text_measure,
                        NULL,
                        self->furniture);
}

static void
acn_map_decor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AcnMapDecor     *self = ACN_MAP_DECOR (widget);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  g_autoptr (AcnDisplayList) markers = acn_display_list_new ();
  double zoom = shumate_viewport_get_zoom_level (viewport), west, north;

  if (self->spec == NULL || gtk_widget_get_width (widget) <= 0)
    return;
  acn_viewport_window (viewport, widget, &west, &north);
  acn_markers_layout (self->spec,
                      zoom,
                      west,
                      north,
                      gtk_widget_get_width (widget),
                      gtk_widget_get_height (widget),
                      acn_pango_text_measure,
                      NULL,
                      markers,
                      self->hits);
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
  acn_measure_layout (&self->measure,
                      self->spec->theme,
                      self->spec->language,
                      zoom,
                      west,
                      north,
                      acn_pango_text_measure,
                      NULL,
                      markers);
  ensure_furniture (self, zoom, shumate_location_get_latitude (SHUMATE_LOCATION (viewport)));
  acn_snapshot_paint (snapshot, markers);
  acn_snapshot_paint (snapshot, self->furniture);
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
