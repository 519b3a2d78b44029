# SPDX-License-Identifier: GPL-3.0-or-later
"""Lakes, rivers and the labels that follow them."""

from shapely.geometry import LineString, MultiLineString, Point, Polygon, box
from shapely.ops import linemerge

import basemap_inputs as inputs
import basemap_names as names
import topology as topo

LEAST_FAR_LAKE_DEG2 = 0.6
GREATEST_FAR_RANK = 3


def thin_ring (ring, tolerance_deg, core):
  points = topo.simplify_outside ([tuple (p) for p in ring.coords], tolerance_deg, core)
  return points if len (points) >= 4 else None


def thin_polygon (polygon, tolerance_deg, core):
  """Fewer vertices outside the core, unless that would spoil the polygon."""
  shell = thin_ring (polygon.exterior, tolerance_deg, core)
  holes = [h for h in (thin_ring (r, tolerance_deg, core) for r in polygon.interiors) if h]
  thin = Polygon (shell, holes) if shell else polygon
  return thin if thin.is_valid else polygon


def lake_title (geometry):
  for (x, y), title, when in names.LAKES:
    if geometry.distance (Point (x, y)) < 0.08:
      properties = {'name': title}
      if when:
        properties['when'] = when
      return properties
  return {}


def make_lakes (folder, detail_box, core, tolerance_deg):
  frame = box (*detail_box)
  features = []
  for i, parts in enumerate (inputs.read_shp (folder, 'ne_10m_lakes.shp')):
    if not parts:
      continue
    geometry = inputs.polygon_from_parts (parts)
    near = geometry.intersects (frame)
    if geometry.is_empty or not (near or geometry.area > LEAST_FAR_LAKE_DEG2):
      continue
    pieces = [geometry] if geometry.geom_type == 'Polygon' else list (geometry.geoms)
    for n, piece in enumerate (p for p in pieces if near or p.area > LEAST_FAR_LAKE_DEG2):
      thin = inputs.rounded (thin_polygon (piece, tolerance_deg if near else 0.05, core))
      properties = {'rank': lake_rank (piece.area), **lake_title (piece)}
      features.append (inputs.feature ('lake-%d-%d' % (i, n), properties, thin))
  return features


def lake_rank (area_deg2):
  for rank, least in ((2, 1.0), (3, 0.3), (4, 0.1), (5, 0.04), (6, 0.01)):
    if area_deg2 >= least:
      return rank
  return 7


def load_rivers (folder):
  """(row, line) for every river with a name or a place on the detailed map."""
  rows = inputs.read_dbf (folder, 'ne_10m_rivers_lake_centerlines.dbf')
  shapes = inputs.read_shp (folder, 'ne_10m_rivers_lake_centerlines.shp')
  rivers = []
  for row, parts in zip (rows, shapes):
    lines = [inputs.round_ring (p) for p in parts or []]
    lines = [p for p in lines if len (p) > 1]
    if lines:
      rivers.append ((row, lines))
  return rivers


def make_rivers (rivers, detail_box, core, tolerance_deg):
  frame = box (*detail_box)
  features = []
  for i, (row, lines) in enumerate (rivers):
    rank = int (float (row['scalerank']))
    shape = MultiLineString (lines)
    near = shape.intersects (frame)
    if not near and rank > GREATEST_FAR_RANK:
      continue
    thin = [topo.simplify_outside (p, tolerance_deg if near else 0.05, core) for p in lines]
    merged = linemerge (MultiLineString (thin)) if len (thin) > 1 else LineString (thin[0])
    properties = {'rank': rank,
                  'class': 'in-lake' if row['featurecla'].startswith ('Lake') else 'river'}
    if near and row['name'] in names.RIVERS:
      properties['name'] = names.RIVERS[row['name']]
    features.append (inputs.feature ('river-%d' % i, properties, merged))
  return features


def along (points):
  """Seven points of the quadratic curve through start, middle and end."""
  if len (points) == 1:
    return Point (points[0])
  (ax, ay), (mx, my), (bx, by) = points
  cx, cy = 2 * mx - (ax + bx) / 2, 2 * my - (ay + by) / 2
  curve = []
  for i in range (7):
    t = i / 6
    u = 1 - t
    curve.append ((round (u * u * ax + 2 * u * t * cx + t * t * bx, 3),
                   round (u * u * ay + 2 * u * t * cy + t * t * by, 3)))
  return LineString (curve)


def river_line (rivers, source_name, window):
  """The longest stretch of a river in the window, smooth enough to write along."""
  lines = [LineString (p) for row, parts in rivers for p in parts if row['name'] == source_name]
  merged = linemerge (MultiLineString (lines)) if len (lines) > 1 else lines[0]
  cut = merged.intersection (box (*window))
  pieces = list (cut.geoms) if hasattr (cut, 'geoms') else [cut]
  points = list (max (pieces, key=lambda p: p.length).simplify (0.12).coords)
  return LineString (points if points[0][0] <= points[-1][0] else points[::-1])


def make_labels (rivers, title_of):
  features = []
  for code, rank, *points in names.COUNTRY_LABELS + names.COUNTRY_POINTS:
    actor = code[:2]
    properties = {'kind': 'country', 'name': title_of (actor), 'rank': rank, 'actor': actor}
    features.append (inputs.feature ('country-' + code, properties, along (points)))
  for identifier, kind, rank, title, *points in names.LABELS:
    features.append (inputs.feature ('%s-%s' % (kind, identifier),
                                     {'kind': kind, 'name': title, 'rank': rank}, along (points)))
  for identifier, source_name, rank, window in names.RIVER_LABELS:
    line = river_line (rivers, source_name, window)
    properties = {'kind': 'river', 'name': names.RIVERS[source_name], 'rank': rank}
    features.append (inputs.feature ('river-' + identifier, properties, line))
  return features
