/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A geometry of GeoJSON: the arrays that the scanner filled are checked, mended where RFC 7946
 * asks readers to be generous, and handed on without a copy. */
#include "io/acn-geojson-geometry.h"

#include "geo/acn-overlay.h"
#include "base/acn-suggest.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  const char     *name;
  AcnGeometryKind kind;
  guint           depth; /* of arrays down to positions */
} GeometryType;

static const GeometryType types[] = {
  { "Point", ACN_GEOMETRY_POINTS, 1 },     { "MultiPoint", ACN_GEOMETRY_POINTS, 2 },
  { "LineString", ACN_GEOMETRY_LINES, 2 }, { "MultiLineString", ACN_GEOMETRY_LINES, 3 },
  { "Polygon", ACN_GEOMETRY_AREAS, 3 },    { "MultiPolygon", ACN_GEOMETRY_AREAS, 4 },
};

static const char *const depth_words[] = {
  "",
  /* Translators: what coordinates of GeoJSON are, in “the coordinates of a Point are %s”. */
  NC_ ("coordinates", "a position"),
  /* Translators: what coordinates of GeoJSON are, in “the coordinates of a LineString are %s”. */
  NC_ ("coordinates", "an array of positions"),
  /* Translators: what coordinates of GeoJSON are, in “the coordinates of a Polygon are %s”. */
  NC_ ("coordinates", "an array of arrays of positions"),
  /* Translators: what coordinates of GeoJSON are, in “the coordinates of a MultiPolygon are %s”. */
  NC_ ("coordinates", "an array of polygons"),
};

/* Words of GEOS for what is not sound, here for the translators. */
G_GNUC_UNUSED static const char *const reasons[] = {
  N_ ("Repeated Point"),
  N_ ("Hole lies outside shell"),
  N_ ("Holes are nested"),
  N_ ("Interior is disconnected"),
  N_ ("Self-intersection"),
  N_ ("Ring Self-intersection"),
  N_ ("Nested shells"),
  N_ ("Duplicate Rings"),
  N_ ("Too few points in geometry component"),
  N_ ("Invalid Coordinate"),
};

/* --- Places ---------------------------------------------------------------------------------- */

static void
find_step (const guint32 *ends, guint n, guint index, guint *out_before, guint *out_within)
{
  guint i = 0;

  while (i < n && ends[i] <= index)
    i++;
  *out_before = i;
  *out_within = index - (i > 0 ? ends[i - 1] : 0);
}

/* Pointer to a ring, seen from "coordinates". */
static char *
point_to_ring (const AcnCoordinates *self, guint ring)
{
  guint part, within;

  if (self->depth < 3)
    return g_strdup ("");
  if (self->depth == 3)
    return g_strdup_printf ("/%u", ring);
  find_step (self->part_ends, self->n_parts, ring, &part, &within);
  return g_strdup_printf ("/%u/%u", part, within);
}

/* Pointer to a position, seen from "coordinates". */
static char *
point_to_position (const AcnCoordinates *self, guint index)
{
  guint            ring, within;
  g_autofree char *ring_pointer = NULL;

  if (self->depth == 1)
    return g_strdup ("");
  if (self->depth == 2)
    return g_strdup_printf ("/%u", index);
  find_step (self->ring_ends, self->n_rings, index, &ring, &within);
  ring_pointer = point_to_ring (self, ring);
  return g_strdup_printf ("%s/%u", ring_pointer, within);
}

/* Says @message about the value at @below, seen from "coordinates". */
static void
report (AcnReader            *reader,
        AcnSeverity           severity,
        const AcnCoordinates *coordinates,
        const char           *below,
        const char           *message)
{
  const guint8    *data = acn_json_document_get_text (reader->document, NULL);
  g_autofree char *pointer = g_strconcat (reader->pointer->str, "/coordinates", below, NULL);
  gsize            offset = coordinates->begin;

  if (data != NULL && acn_diagnostics_get_n (reader->diagnostics) < ACN_DIAGNOSTICS_MAX)
    offset = acn_json_find (data, coordinates->end, coordinates->begin, below);
  acn_reader_report_at (reader, severity, offset, pointer, message);
}

/* --- Checks ---------------------------------------------------------------------------------- */

static gboolean
check_range (AcnReader *reader, const AcnCoordinates *self)
{
  for (guint i = 0; i < self->n_points; i++)
    {
      const double x = self->xy[2 * i], y = self->xy[2 * i + 1];

      if (G_LIKELY (ABS (x) <= 180 && ABS (y) <= 90))
        continue;
      g_autofree char *below = point_to_position (self, i);
      g_autofree char *message = acn_describe_range (x, y);
      report (reader, ACN_SEVERITY_ERROR, self, below, message);
      return FALSE;
    }
  return TRUE;
}

static guint
ring_begin (const AcnCoordinates *self, guint ring)
{
  return ring > 0 ? self->ring_ends[ring - 1] : 0;
}

static gboolean
is_closed (const AcnCoordinates *self, guint ring)
{
  const double *first = self->xy + 2 * (gsize) ring_begin (self, ring);
  const double *last = self->xy + 2 * (gsize) (self->ring_ends[ring] - 1);

  return first[0] == last[0] && first[1] == last[1];
}

/* Lines of two positions at least; rings of three at least, without the closing one. */
static gboolean
check_lengths (AcnReader *reader, const AcnCoordinates *self, AcnGeometryKind kind)
{
  gboolean good = TRUE;

  for (guint i = 0; i < self->n_rings && kind != ACN_GEOMETRY_POINTS; i++)
    {
      const guint n = self->ring_ends[i] - ring_begin (self, i);
      const guint n_open = kind == ACN_GEOMETRY_AREAS && n > 1 && is_closed (self, i) ? n - 1 : n;

      if (n_open >= (kind == ACN_GEOMETRY_AREAS ? 3 : 2))
        continue;
      g_autofree char *below = point_to_ring (self, i);
      g_autofree char *message =
          kind == ACN_GEOMETRY_AREAS
              ? g_strdup_printf (/* Translators: %u counts positions. */
                                 _ ("a ring has four positions at least, the last equal to the "
                                    "first; this one has %u"),
                                 n)
              : g_strdup (_ ("a line has two positions at least"));
      report (reader, ACN_SEVERITY_ERROR, self, below, message);
      good = FALSE;
    }
  return good;
}

/* --- Mending --------------------------------------------------------------------------------- */

static guint
warn_of_open_rings (AcnReader *reader, const AcnCoordinates *self)
{
  guint n_open = 0;

  for (guint i = 0; i < self->n_rings; i++)
    {
      if (is_closed (self, i))
        continue;
      g_autofree char *below = point_to_ring (self, i);
      report (reader,
              ACN_SEVERITY_WARNING,
              self,
              below,
              _ ("this ring does not end where it begins; it has been closed"));
      n_open++;
    }
  return n_open;
}

static void
close_rings (AcnReader *reader, AcnCoordinates *self)
{
  const guint n_open = warn_of_open_rings (reader, self);
  double     *xy;
  guint       n = 0, begin = 0;

  if (n_open == 0)
    return;
  xy = g_new (double, 2 * ((gsize) self->n_points + n_open));
  for (guint i = 0; i < self->n_rings; i++)
    {
      const guint    end = self->ring_ends[i];
      const double  *first = self->xy + 2 * (gsize) begin, *last = self->xy + 2 * (gsize) (end - 1);
      const gboolean closed = first[0] == last[0] && first[1] == last[1];

      memcpy (xy + 2 * (gsize) n, first, (end - begin) * 2 * sizeof (double));
      n += end - begin;
      if (!closed)
        memcpy (xy + 2 * (gsize) n++, first, 2 * sizeof (double));
      self->ring_ends[i] = n;
      begin = end;
    }
  g_free (self->xy);
  self->xy = xy;
  self->n_points = n;
}

static double
signed_area (const double *xy, guint n)
{
  double sum = 0;

  for (guint i = 0; i + 1 < n; i++)
    sum += (xy[2 * i] - xy[0]) * (xy[2 * i + 3] - xy[1]) -
           (xy[2 * i + 2] - xy[0]) * (xy[2 * i + 1] - xy[1]);
  return sum;
}

static void
reverse (double *xy, guint n)
{
  for (guint i = 0, j = n - 1; i < j; i++, j--)
    for (guint k = 0; k < 2; k++)
      {
        const double kept = xy[2 * i + k];
        xy[2 * i + k] = xy[2 * j + k];
        xy[2 * j + k] = kept;
      }
}

/* Once a file: whoever winds one ring so winds them all. */
static void
warn_of_winding (AcnReader *reader, const AcnCoordinates *self, guint ring)
{
  g_autofree char *below = point_to_ring (self, ring);

  if (!reader->check_shapes || reader->told_winding)
    return;
  reader->told_winding = TRUE;
  report (reader,
          ACN_SEVERITY_WARNING,
          self,
          below,
          _ ("this ring winds the other way than RFC 7946 asks (exteriors counterclockwise, holes "
             "clockwise); it has been turned, and so are others like it"));
}

/* Exteriors counterclockwise, holes clockwise (RFC 7946, section 3.1.6, which asks readers not to
 * refuse others). */
static void
wind_rings (AcnReader *reader, AcnCoordinates *self)
{
  guint part = 0;

  for (guint i = 0; i < self->n_rings; i++)
    {
      const guint begin = ring_begin (self, i), n = self->ring_ends[i] - begin;
      double     *ring = self->xy + 2 * (gsize) begin;
      gboolean    exterior;
      double      area;

      while (self->part_ends[part] <= i)
        part++;
      exterior = i == (part > 0 ? self->part_ends[part - 1] : 0);
      area = signed_area (ring, n);
      if (exterior ? area >= 0 : area <= 0)
        continue;
      reverse (ring, n);
      warn_of_winding (reader, self, i);
    }
}

/* --- Reading --------------------------------------------------------------------------------- */

static AcnGeometry *
make_empty (AcnGeometryKind kind)
{
  return acn_geometry_new_take (kind, NULL, 0, NULL, 0, NULL, 0);
}

/* Each position is a ring of its own. */
static void
part_points (AcnCoordinates *self)
{
  g_free (self->ring_ends);
  self->ring_ends = g_new (guint32, self->n_points);
  self->n_rings = self->n_points;
  for (guint i = 0; i < self->n_points; i++)
    self->ring_ends[i] = i + 1;
}

static AcnGeometry *
take_geometry (AcnCoordinates *self, AcnGeometryKind kind)
{
  const gboolean areas = kind == ACN_GEOMETRY_AREAS;

  return acn_geometry_new_take (kind,
                                g_steal_pointer (&self->xy),
                                self->n_points,
                                g_steal_pointer (&self->ring_ends),
                                self->n_rings,
                                areas ? g_steal_pointer (&self->part_ends) : NULL,
                                areas ? self->n_parts : 0);
}

/* Rings that cross or touch, holes outside: derivations mend them, but the author should know. */
static void
check_shape (AcnReader *reader, const AcnGeometry *geometry)
{
  g_autofree char *reason = NULL;
  double           lon_deg = NAN, lat_deg = NAN;
  char             lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];

  if (acn_geometry_validate (geometry, &reason, &lon_deg, &lat_deg))
    return;
  if (isnan (lon_deg)) /* GEOS has not found out, for want of memory */
    acn_reader_warn_in (reader,
                        "coordinates", /* Translators: %s says why, in English. */
                        _ ("this area could not be checked: %s"),
                        reason);
  else
    acn_reader_warn_in (
        reader,
        "coordinates",
        /* Translators: a longitude and a latitude, then what is wrong, as “Self-intersection”. */
        _ ("this area is not sound near %s, %s: %s"),
        g_ascii_formatd (lon, sizeof lon, "%.6g", lon_deg),
        g_ascii_formatd (lat, sizeof lat, "%.6g", lat_deg),
        _ (reason));
}

static AcnGeometry *
read_coordinates (AcnReader *reader, AcnCoordinates *self, const GeometryType *type)
{
  AcnGeometry *geometry;

  if (self->fault != ACN_COORDINATES_GOOD)
    {
      g_autofree char *pointer = g_strconcat (reader->pointer->str, "/coordinates", NULL);
      acn_reader_report_at (reader,
                            ACN_SEVERITY_ERROR,
                            self->fault_offset,
                            pointer,
                            acn_coordinates_fault_message (self->fault));
      return NULL;
    }
  if (self->depth == 0)
    return make_empty (type->kind);
  if (self->depth != type->depth)
    {
      acn_reader_error_in (
          reader,
          "coordinates",
          /* Translators: a word of GeoJSON, as “Polygon”, then twice what coordinates are, as “an
           * array of positions”: what they should be, and what they are. */
          _ ("the coordinates of a %s are %s, these are %s"),
          type->name,
          g_dpgettext2 (NULL, "coordinates", depth_words[type->depth]),
          g_dpgettext2 (NULL, "coordinates", depth_words[self->depth]));
      return NULL;
    }
  if (!check_range (reader, self) || !check_lengths (reader, self, type->kind))
    return NULL;
  if (type->kind == ACN_GEOMETRY_POINTS)
    part_points (self);
  if (type->kind == ACN_GEOMETRY_AREAS)
    {
      close_rings (reader, self);
      wind_rings (reader, self);
    }
  geometry = take_geometry (self, type->kind);
  if (reader->check_shapes && type->kind == ACN_GEOMETRY_AREAS)
    check_shape (reader, geometry);
  return geometry;
}

static const GeometryType *
read_type (AcnReader *reader, JsonObject *object)
{
  const char      *name = acn_reader_string (reader, object, "type", TRUE);
  const char      *names[G_N_ELEMENTS (types)], *nearest;
  g_autofree char *shown = NULL;

  if (name == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      names[i] = types[i].name;
      if (g_str_equal (name, types[i].name))
        return &types[i];
    }
  if (g_str_equal (name, "GeometryCollection"))
    {
      acn_reader_error_in (
          reader, "type", _ ("a GeometryCollection is not understood; make each part a feature"));
      return NULL;
    }
  shown = acn_shorten (name);
  nearest = acn_suggest (name, names, G_N_ELEMENTS (names));
  acn_reader_tell_meant (reader,
                         ACN_SEVERITY_ERROR,
                         "type",
                         nearest,
                         /* Translators: %s is what stands for a word of GeoJSON. */
                         _ ("“%s” is not a type of geometry"),
                         shown);
  return NULL;
}

/*
 * acn_geojson_read_geometry:
 * @reader: where @object is
 * @object: a geometry
 *
 * Returns: (transfer full) (nullable): the geometry, which takes the coordinates from the document;
 *   NULL after an error
 * Source: RFC 7946, section 3.1
 */
AcnGeometry *
acn_geojson_read_geometry (AcnReader *reader, JsonObject *object)
{
  const GeometryType *type = read_type (reader, object);
  JsonArray          *array;

  if (type == NULL)
    return NULL;
  array = acn_reader_array (reader, object, "coordinates", TRUE);
  if (array == NULL)
    return NULL;
  return read_coordinates (reader,
                           acn_json_document_get_coordinates (
                               reader->document, json_object_get_member (object, "coordinates")),
                           type);
}
