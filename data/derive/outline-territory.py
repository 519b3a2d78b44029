#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""outline-territory.py: draws who held what from who held which settlement.

Reads ../territory/control.csv (a row a settlement: place, and for each date U, R or C: held by
Ukraine, held by Russia, contested), ../territory/turns.csv (documented days on which a town changed
hands) and countries.geojson and oblasts.geojson of ../ukraine-nato
and rivers.geojson of ../basemap (made by derive-basemap.py), and writes ukraine.geojson, occupied.geojson and contested.geojson there.

Method: the ground nearest to a settlement on the same bank of the Dnipro counts as held by who holds
it (Voronoi cells, longitude shortened by cos 48.7°), cut at Ukraine's recognised border; the river
is its line through the reservoirs. A settlement that changed hands between two dates of control.csv did
so on the day of the nearest town of turns.csv that turned the same way in that time, or on the later
of the two dates where no such town is within 90 km. Cells with the same history are joined
into one feature, so that a change of date touches only what changed. Crimea is a polygon of its own
from 27 February 2014. Needs Debian's python3-shapely (1.8 or 2) and python3-scipy.
"""
import csv
import datetime
import json
import math
import pathlib

from scipy.spatial import Voronoi
from shapely.affinity import scale
from shapely.geometry import MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.polygon import orient
from shapely.ops import polygonize, unary_union

HERE = pathlib.Path(__file__).resolve().parent
TERRITORY = HERE.parent / 'territory'
OUT = HERE.parent / 'ukraine-nato'
BASEMAP = HERE.parent / 'basemap'

# Column of control.csv -> first day on which it is shown. The first two columns stand for what
# held from the seizure of Crimea and from the fall of Debaltseve, after which the line froze.
BEGINS = {'2014-03-21': '2014-02-27', '2021-12-31': '2015-02-18'}
CRIMEA_BEGIN = '2014-02-27'
INVASION = '2022-02-24'
END = '2024-07-31'
TURN_KM = 90
SQUEEZE = math.cos(math.radians(48.7))
SLIVER_DEG2 = 2e-5
TOUCH_DEG = 3e-5
PRECISION_KM = 5


def read_area(name, *identifiers):
    features = json.loads((OUT / name).read_text(encoding='utf-8'))['features']
    return unary_union([shape(f['geometry']).buffer(0) for f in features
                        if f['id'] in identifiers or f['properties'].get('iso') in identifiers])


def read_control():
    with open(TERRITORY / 'control.csv', encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file))
    return rows, list(rows[0])[3:]


def read_banks(ukraine):
    """The land on either side of the Dnipro; islets go with the nearer side."""
    features = json.loads((BASEMAP / 'rivers.geojson').read_text(encoding='utf-8'))['features']
    dnipro = [shape(f['geometry']) for f in features
              if (f['properties'].get('name') or {}).get('en') == 'Dnipro']
    parts = sorted(polygonize(unary_union([ukraine.boundary] + dnipro)), key=lambda p: -p.area)
    banks = [[parts[0]], [parts[1]]]
    for part in parts[2:]:
        min(banks, key=lambda bank: bank[0].distance(part)).append(part)
    return [unary_union(bank) for bank in banks]


def make_cells(rows, banks):
    """A cell for each settlement, within its bank."""
    cells = [Polygon()] * len(rows)
    places = [Point(float(r['lon']), float(r['lat'])) for r in rows]
    side = [min((0, 1), key=lambda b, p=place: banks[b].distance(p)) for place in places]
    for bank in (0, 1):
        numbers = [n for n in range(len(rows)) if side[n] == bank]
        # Four far points close the outer cells.
        points = [(places[n].x * SQUEEZE, places[n].y) for n in numbers]
        diagram = Voronoi(points + [(0, 0), (0, 90), (60, 90), (60, 0)])
        for n, number in enumerate(numbers):
            region = diagram.regions[diagram.point_region[n]]
            cell = Polygon([diagram.vertices[v] for v in region])
            cells[number] = scale(cell, 1 / SQUEEZE, 1, origin=(0, 0)).intersection(banks[bank])
    return cells


def read_turns():
    with open(TERRITORY / 'turns.csv', encoding='utf-8', newline='') as file:
        return [(float(r['lon']), float(r['lat']), r['day'], r['to']) for r in csv.DictReader(file)]


def turn_day(row, letter, before, until, turns):
    """The day after before, at the latest until, on which a settlement came to be held so."""
    def away_km(turn):
        dx = (turn[0] - float(row['lon'])) * SQUEEZE
        return math.hypot(dx, turn[1] - float(row['lat'])) * 111.2

    near = [t for t in turns if t[3] == letter and before < t[2] <= until]
    nearest = min(near, key=away_km, default=None)
    return nearest[2] if nearest and away_km(nearest) < TURN_KM else until


def read_history(row, dates, turns):
    """[(first day, letter)], each until the next."""
    begins = [BEGINS.get(date, date) for date in dates]
    history = [(begins[0], row[dates[0]])]
    for i in range(1, len(dates)):
        letter = row[dates[i]]
        if letter != history[-1][1]:
            history.append((turn_day(row, letter, begins[i - 1], begins[i], turns), letter))
    return history


def group_histories(rows, dates):
    """(letter, first day, day after the last) -> numbers of the settlements that were so."""
    groups, turns = {}, read_turns()
    for number, row in enumerate(rows):
        history = read_history(row, dates, turns)
        for (begin, letter), (end, _) in zip(history, history[1:] + [(None, None)]):
            if letter != 'U':
                groups.setdefault((letter, begin, end or ''), []).append(number)
    return groups


def day_before(iso):
    return (datetime.date.fromisoformat(iso) - datetime.timedelta(days=1)).isoformat()


def rounded(coordinates):
    if isinstance(coordinates[0], (list, tuple)):
        return [rounded(item) for item in coordinates]
    return [round(coordinates[0], 5), round(coordinates[1], 5)]


def to_coordinates(geometry):
    parts = [p for p in getattr(geometry, 'geoms', [geometry])
             if isinstance(p, Polygon) and p.area > SLIVER_DEG2]
    return parts and rounded(mapping(MultiPolygon([orient(p) for p in parts]))['coordinates'])


def make_feature(identifier, name, when, group, coordinates, citations):
    return {'type': 'Feature', 'id': identifier,
            'properties': {'name': name, 'when': when, 'class': group,
                           'precision_km': PRECISION_KM,
                           'citations': [{'source': source} for source in citations]},
            'geometry': {'type': 'MultiPolygon', 'coordinates': coordinates}}


def insert_touching(ring, points):
    """The ring with the neighbours' vertices that lie on its edges, so that edges are shared."""
    out = []
    for a, b in zip(ring, ring[1:]):
        out.append(a)
        dx, dy = b[0] - a[0], b[1] - a[1]
        square = dx * dx + dy * dy
        hits = []
        for p in points if square else ():
            t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square
            away = abs((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / math.sqrt(square)
            if 0 < t < 1 and away < TOUCH_DEG and list(p) not in (a, b):
                hits.append((t, list(p)))
        out += [p for _, p in sorted(hits) if p != out[-1]]
    return out + [ring[-1]]


def stitch_crimea(crimea, others):
    outline = shape(crimea['geometry'])
    points = {tuple(p) for f in others for part in f['geometry']['coordinates'] for ring in part
              for p in ring if outline.distance(Point(p)) < TOUCH_DEG}
    crimea['geometry']['coordinates'] = [[insert_touching(ring, points) for ring in part]
                                         for part in crimea['geometry']['coordinates']]


def name_of(letter, begin, identifier):
    if identifier.startswith('perekop'):
        return {'en': 'Approaches to Crimea', 'uk': 'Підступи до Криму'}
    if letter == 'C':
        return {'en': f'Contested from {begin}', 'uk': f'Контроль не визначено з {begin}'}
    return {'en': f'Held by Russia from {begin}', 'uk': f'Утримує Росія з {begin}'}


def make_features(rows, dates, cells, land, crimea):
    occupied = [make_feature('crimea', {'en': 'Crimea', 'uk': 'Крим'},
                             f'{CRIMEA_BEGIN}/{END}', 'since-2014', to_coordinates(crimea),
                             ['unga-68-262'])]
    contested = []
    for (letter, begin, after), numbers in sorted(group_histories(rows, dates).items()):
        area = unary_union([cells[n] for n in numbers])
        coordinates = to_coordinates(area.intersection(land))
        if not coordinates:
            continue
        # Ground nearest to a settlement of Crimea but outside it fell with the invasion.
        prefix = 'perekop' if begin == CRIMEA_BEGIN else 'held' if letter == 'R' else 'contested'
        begin = INVASION if begin == CRIMEA_BEGIN else begin
        until = day_before(after) if after else END
        since_2014 = begin < INVASION
        identifier = f'{prefix}-{begin}-{until}'
        feature = make_feature(identifier, name_of(letter, begin, identifier), f'{begin}/{until}',
                               'since-2014' if since_2014 else 'since-2022', coordinates,
                               ['settlement-control', 'minsk-2' if since_2014 else 'isw-rocas'])
        (occupied if letter == 'R' else contested).append(feature)
    stitch_crimea(occupied[0], occupied[1:] + contested)
    return occupied, contested


def write(name, features):
    text = ',\n'.join(json.dumps(f, ensure_ascii=False, separators=(',', ':')) for f in features)
    (OUT / name).write_text('{"type":"FeatureCollection","features":[\n' + text + '\n]}\n',
                            encoding='utf-8')


def main():
    rows, dates = read_control()
    ukraine = read_area('countries.geojson', 'UA')
    crimea = read_area('oblasts.geojson', 'UA-43', 'UA-40')
    occupied, contested = make_features(rows, dates, make_cells(rows, read_banks(ukraine)),
                                        ukraine.difference(crimea), crimea)
    write('ukraine.geojson', [{'type': 'Feature', 'id': 'ukraine',
                               'properties': {'name': {'en': 'Ukraine', 'uk': 'Україна'}},
                               'geometry': {'type': 'MultiPolygon',
                                            'coordinates': to_coordinates(ukraine)}}])
    write('occupied.geojson', occupied)
    write('contested.geojson', contested)


if __name__ == '__main__':
    main()
