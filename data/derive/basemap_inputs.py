# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers for the files that derive-basemap.py starts from, and the GeoJSON writer."""

import gettext
import json
import os
import struct

from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box, mapping, shape
from shapely.geometry.polygon import orient
from shapely.ops import unary_union


def load_json (folder, name):
  with open (os.path.join (folder, name), encoding='utf-8') as stream:
    return json.load (stream)


def round_detailed (x, y):
  """Four decimals by way of five, the way the package's own region files are rounded."""
  return round (round (x, 5), 4), round (round (y, 5), 4)


def round_ring (ring):
  out = []
  for x, y in ring:
    p = round_detailed (x, y)
    if not out or out[-1] != p:
      out.append (p)
  return out


def polygons_of (geometry):
  if geometry['type'] == 'Polygon':
    return [geometry['coordinates']]
  return geometry['coordinates']


def territory_names (folder):
  """ISO 3166 alpha-2 -> {en, uk} after CLDR."""
  names = {}
  for language in ('en', 'uk'):
    data = load_json (folder, 'territories-%s.json' % language)
    for code, name in data['main'][language]['localeDisplayNames']['territories'].items ():
      names.setdefault (code, {})[language] = name
  return names


def alpha2_of_numeric (folder):
  mappings = load_json (folder, 'codeMappings.json')['supplemental']['codeMappings']
  return {v['_numeric']: k for k, v in mappings.items () if len (k) == 2 and '_numeric' in v}


def ukrainian_names (folder):
  """GeoNames id (text) -> Ukrainian name."""
  with open (os.path.join (folder, 'geonames-uk.mo'), 'rb') as stream:
    return dict (gettext.GNUTranslations (stream)._catalog)


def read_dbf (folder, name):
  with open (os.path.join (folder, name), 'rb') as stream:
    data = stream.read ()
  count, header, size = struct.unpack ('<IHH', data[4:12])
  fields, at = [], 32
  while data[at] != 13:
    fields.append ((data[at:at + 11].split (b'\0')[0].decode (), data[at + 16]))
    at += 32
  rows = []
  for i in range (count):
    at = header + i * size + 1
    row = {}
    for field, width in fields:
      row[field] = data[at:at + width].decode ('utf-8', 'replace').strip ()
      at += width
    rows.append (row)
  return rows


def read_shp (folder, name):
  """One entry a record: None, a point, or a list of parts, each a list of (x, y)."""
  with open (os.path.join (folder, name), 'rb') as stream:
    data = stream.read ()
  records, at = [], 100
  while at < len (data):
    words, = struct.unpack ('>i', data[at + 4:at + 8])
    records.append (read_shp_record (data[at + 8:at + 8 + 2 * words]))
    at += 8 + 2 * words
  return records


def read_shp_record (body):
  kind, = struct.unpack ('<i', body[:4])
  if kind % 10 == 1:
    return struct.unpack ('<2d', body[4:20])
  if kind % 10 not in (3, 5):
    return None
  n_parts, n_points = struct.unpack ('<2i', body[36:44])
  starts = list (struct.unpack ('<%di' % n_parts, body[44:44 + 4 * n_parts])) + [n_points]
  flat = struct.unpack_from ('<%dd' % (2 * n_points), body, 44 + 4 * n_parts)
  points = list (zip (flat[0::2], flat[1::2]))
  return [points[a:b] for a, b in zip (starts, starts[1:])]


def polygon_from_parts (parts):
  """Shapefile rings (any order) to a polygon geometry, outer rings by area sign."""
  shells, holes = [], []
  for part in parts:
    ring = round_ring (part)
    if len (ring) >= 4:
      polygon = Polygon (ring)
      (holes if polygon.exterior.is_ccw else shells).append (polygon)
  result = unary_union ([s.buffer (0) for s in shells])
  return result.difference (unary_union ([h.buffer (0) for h in holes])) if holes else result


def decode_topojson (topology):
  """The arcs of a quantised TopoJSON file, three decimals."""
  (sx, sy), (tx, ty) = topology['transform']['scale'], topology['transform']['translate']
  arcs = []
  for arc in topology['arcs']:
    x = y = 0
    points = []
    for dx, dy in arc:
      x, y = x + dx, y + dy
      p = (round (x * sx + tx, 3), round (y * sy + ty, 3))
      if not points or points[-1] != p:
        points.append (p)
    arcs.append (points)
  return arcs


def rings_of_topojson (geometry, arcs):
  """Polygons as lists of rings of the decoded arcs."""
  groups = {'Polygon': [geometry.get ('arcs')], 'MultiPolygon': geometry.get ('arcs')}
  polygons = []
  for polygon in groups.get (geometry['type'], []):
    rings = []
    for indices in polygon:
      ring = []
      for i in indices:
        points = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring += points[1:] if ring else points
      if len (ring) >= 4:
        rings.append (ring)
    if rings:
      polygons.append (rings)
  return polygons


def unwrap (ring):
  """Longitudes without jumps, so that a ring over the antimeridian runs on past 180."""
  out = [ring[0]]
  for x, y in ring[1:]:
    while x - out[-1][0] > 180:
      x -= 360
    while x - out[-1][0] < -180:
      x += 360
    out.append ((x, y))
  return out if out[0] == out[-1] else ring


def cut_at_antimeridian (rings):
  """One polygon, cut in two where it passes 180 degrees (RFC 7946, 3.1.9)."""
  rings = [unwrap (r) for r in rings]
  polygon = Polygon (rings[0], rings[1:]).buffer (0)
  west, _, east, _ = polygon.bounds
  if west >= -180 and east <= 180:
    return [polygon]
  pieces = []
  for shift in (-360, 0, 360):
    piece = polygon.intersection (box (-180 + shift, -90, 180 + shift, 90))
    if not piece.is_empty:
      pieces.append (translate (piece, -shift))
  return pieces


def clean_coordinates (value):
  if isinstance (value, (tuple, list)) and value and isinstance (value[0], (int, float)):
    return [trim (value[0]), trim (value[1])]
  return [clean_coordinates (v) for v in value]


def trim (number):
  number = round (number, 4)
  return int (number) if number == int (number) else number


def rounded (geometry):
  """The geometry with four decimals, as it will be written."""
  data = mapping (geometry)
  return shape ({'type': data['type'], 'coordinates': clean_coordinates (data['coordinates'])})


def wound (geometry):
  """Outer rings anticlockwise, holes clockwise (RFC 7946, 3.1.6)."""
  if geometry.geom_type == 'Polygon':
    return orient (geometry, 1.0)
  if geometry.geom_type == 'MultiPolygon':
    parts = [orient (p, 1.0) for p in geometry.geoms]
    return parts[0] if len (parts) == 1 else MultiPolygon (parts)
  if geometry.geom_type == 'MultiLineString' and len (geometry.geoms) == 1:
    return geometry.geoms[0]
  return geometry


def feature (identifier, properties, geometry):
  data = mapping (wound (geometry))
  return {'type': 'Feature', 'id': identifier, 'properties': properties,
          'geometry': {'type': data['type'],
                       'coordinates': clean_coordinates (data['coordinates'])}}


def write_features (folder, name, features):
  """One feature a line, so that a changed feature is a changed line."""
  path = os.path.join (folder, name)
  os.makedirs (os.path.dirname (path), exist_ok=True)
  lines = [json.dumps (f, ensure_ascii=False, separators=(',', ':')) for f in features]
  with open (path, 'w', encoding='utf-8') as stream:
    stream.write ('{"type":"FeatureCollection","features":[\n' + ',\n'.join (lines) + '\n]}\n')
  print ('%-36s %5d features %9d bytes' % (name, len (features), os.path.getsize (path)))
