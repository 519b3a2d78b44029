#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Take the land border of NATO's members with Russia from the basemap: derive-border.py [DATA-FOLDER]

One feature a neighbour, from basemap/borders.geojson, so that it lies on the border that the map
draws. Which neighbours show on a day is for the layer's "members_of" to say. Borders through lakes
and rivers count as land borders; borders at sea are not in the basemap.
"""

import json
import pathlib
import sys

NEIGHBOURS = {
    'NO': ('Norway–Russia', 'Норвегія – Росія'),
    'FI': ('Finland–Russia', 'Фінляндія – Росія'),
    'EE': ('Estonia–Russia', 'Естонія – Росія'),
    'LV': ('Latvia–Russia', 'Латвія – Росія'),
    'LT': ('Lithuania–Russia (Kaliningrad region)', 'Литва – Росія (Калінінградська область)'),
    'PL': ('Poland–Russia (Kaliningrad region)', 'Польща – Росія (Калінінградська область)'),
}


def lines_of(feature):
  geometry = feature['geometry']
  if geometry['type'] == 'LineString':
    return [geometry['coordinates']]
  return geometry['coordinates']


def main():
  folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1
                        else pathlib.Path(__file__).resolve().parent.parent)
  borders = json.loads((folder / 'basemap/borders.geojson').read_text(encoding='utf-8'))
  rows = []
  for actor, (english, ukrainian) in NEIGHBOURS.items():
    lines = [line for feature in borders['features']
             if set(feature['properties']['actors']) == {actor, 'RU'}
             for line in lines_of(feature)]
    if not lines:
      sys.exit(f'no border of {actor} with RU')
    rows.append(json.dumps({
        'type': 'Feature', 'id': actor,
        'properties': {'actor': actor, 'name': {'en': english, 'uk': ukrainian}},
        'geometry': {'type': 'MultiLineString', 'coordinates': lines}},
        ensure_ascii=False, separators=(', ', ': ')))
  text = '{"type": "FeatureCollection", "features": [\n' + ',\n'.join(rows) + '\n]}\n'
  (folder / 'ukraine-nato/border-russia.geojson').write_text(text, encoding='utf-8')


main()
