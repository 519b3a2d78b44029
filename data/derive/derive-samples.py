#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the shapes of the sample dossiers: derive-samples.py [DATA-FOLDER]

Nothing is drawn anew: members of the European Union and the German states are those of
ukraine-nato/countries.geojson and ukraine-nato/scene-germany-1955.geojson, with the days that the
samples need. The same inputs give the same bytes.
"""

import json
import pathlib
import sys

MEMBERS = ('AT BE BG CY CZ DE DE-1949 DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI '
           'SK').split()
# Greenland is Denmark's, and was in the European Communities until 31 January 1985.
GREENLAND_WHEN = '../1985-01-31'
GERMAN_CLASSES = {'frg': 'west', 'saar': 'west', 'gdr': 'east', 'west-berlin': 'berlin'}


def read(path):
  return {feature['id']: feature
          for feature in json.loads(path.read_text(encoding='utf-8'))['features']}


def write(path, features):
  path.parent.mkdir(exist_ok=True)
  rows = ',\n'.join(json.dumps(f, ensure_ascii=False, separators=(',', ':')) for f in features)
  path.write_text('{"type":"FeatureCollection","features":[\n' + rows + '\n]}\n', encoding='utf-8')


def edges(shape):
  """Of an area, each as its two ends in order."""
  geometry = shape['geometry']
  areas = [geometry['coordinates']] if geometry['type'] == 'Polygon' else geometry['coordinates']
  return {tuple(sorted((tuple(a), tuple(b)))): None
          for rings in areas for ring in rings for a, b in zip(ring, ring[1:])}


def shared_line(one, other):
  """What two areas have of one border, as lines: they share their vertices."""
  theirs = edges(other)
  ends = {}
  for edge in edges(one):
    if edge in theirs:
      for point, far in (edge, edge[::-1]):
        ends.setdefault(point, []).append(far)
  lines = []
  while ends:
    here = min((p for p in ends if len(ends[p]) == 1), default=min(ends))
    line = [here]
    while ends.get(here):
      there = ends[here].pop()
      ends[there].remove(here)
      line.append(there)
      here = there
    ends = {point: far for point, far in ends.items() if far}
    lines.append([list(point) for point in line])
  return {'type': 'MultiLineString', 'coordinates': lines}


def feature(shape, identifier=None, **properties):
  kept = {name: shape['properties'][name] for name in ('actor', 'name', 'precision_km', 'when')
          if name in shape['properties']}
  kept.update(properties)
  return {'type': 'Feature', 'id': identifier or shape['id'], 'properties': kept,
          'geometry': shape['geometry']}


def main():
  folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1
                        else pathlib.Path(__file__).resolve().parent.parent)
  countries = read(folder / 'ukraine-nato/countries.geojson')
  germany = read(folder / 'ukraine-nato/scene-germany-1955.geojson')
  members = [feature(countries[name]) for name in MEMBERS]
  members.append(feature(countries['GL'], when=GREENLAND_WHEN))
  write(folder / 'samples/eu-enlargement/members.geojson', members)
  states = []
  for name, kind in GERMAN_CLASSES.items():
    state = feature(germany[name], when='1957-01-01/1990-10-02')
    state['properties']['class'] = kind
    states.append(state)
  borders = [{'type': 'Feature', 'id': 'border-' + name,
              'properties': {'name': {'en': en, 'uk': uk}, 'when': '../1990-10-02'},
              'geometry': shared_line(germany['gdr'], germany[name])}
             for name, en, uk in (('frg', 'Inner German border', 'Внутрішній німецький кордон'),
                                  ('west-berlin', 'Border around West Berlin', 'Кордон довкола Західного Берліна'))]
  write(folder / 'samples/german-unification/border.geojson', borders)
  united = feature(countries['DE'], 'united')
  united['properties'].pop('actor')
  united['properties']['class'] = 'united'
  states.append(united)
  write(folder / 'samples/german-unification/states.geojson', states)


if __name__ == '__main__':
  main()
