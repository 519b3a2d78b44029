#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""outline-territory.py: draws who held what from who held which place.

Reads the tables of ../territory (see territory_places.py), countries.geojson and oblasts.geojson of
../ukraine-nato and rivers.geojson and lakes.geojson of ../basemap (made by derive-basemap.py), and
writes ukraine.geojson, occupied.geojson and contested.geojson.

Method: the ground nearest to a place on the same bank of the Dnipro counts as held by who holds it
(Voronoi cells, longitude shortened by cos 48.7°), cut at Ukraine's recognised border. The Kakhovka
reservoir is held only while one side holds both banks. A settlement that changed hands between two
dates of control.csv did so on the day of the nearest town of turns.csv that turned the same way in
that time, or on the later of the two dates where no such town is within 90 km; the villages of
front/ carry their own days. The whole is cut into faces that share every vertex
(territory_partition.py), those below 0.5 km² go to a neighbour, and faces with the same history are
joined into one feature, so that a change of date touches only what changed. Crimea is a polygon of
its own from 27 February 2014. Needs Debian's python3-shapely (1.8 or 2) and python3-scipy.
"""
import datetime
import json
import pathlib

from scipy.spatial import Voronoi
from shapely.affinity import scale
from shapely.geometry import Point, Polygon, shape
from shapely.geometry.polygon import orient
from shapely.ops import polygonize, unary_union

from territory_partition import DECIMALS, absorb_slivers, cut_faces
from territory_places import SQUEEZE, read_places

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / 'ukraine-nato'
BASEMAP = HERE.parent / 'basemap'

CRIMEA_BEGIN = '2014-02-27'
INVASION = '2022-02-24'
END = '2024-07-31'
SLIVER_KM2 = 0.5
# The owner of Crimea's faces, which are one polygon of their own.
CRIMEA = ((CRIMEA_BEGIN, 'crimea'),)
NAMES = {'R': 'held', 'C': 'contested'}
PRECISION_KM = 5


def read_area(name, *identifiers):
    features = json.loads((OUT / name).read_text(encoding='utf-8'))['features']
    return unary_union([shape(f['geometry']).buffer(0) for f in features
                        if f['id'] in identifiers or f['properties'].get('iso') in identifiers])


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


def read_water():
    """The Kakhovka reservoir, which goes with its banks only while one side holds both."""
    features = json.loads((BASEMAP / 'lakes.geojson').read_text(encoding='utf-8'))['features']
    return unary_union([shape(f['geometry']) for f in features
                        if (f['properties'].get('name') or {}).get('en') == 'Kakhovka Reservoir'])


def draw_voronoi(places, numbers):
    """Number of a place -> the ground nearest to it among those numbers."""
    # Four far points close the outer cells.
    seeds = [(places[n].lon * SQUEEZE, places[n].lat) for n in numbers]
    diagram = Voronoi(seeds + [(0, 0), (0, 90), (60, 90), (60, 0)])
    return {number: scale(Polygon([diagram.vertices[v]
                                   for v in diagram.regions[diagram.point_region[n]]]),
                          1 / SQUEEZE, 1, origin=(0, 0))
            for n, number in enumerate(numbers)}


def make_cells(places, banks, water):
    """[(history, cell)]: for each place its cell on its bank, and the water between the banks."""
    points = [Point(place.lon, place.lat) for place in places]
    side = [min((0, 1), key=lambda b, p=point: banks[b].distance(p)) for point in points]
    grounds = [draw_voronoi(places, [n for n in range(len(places)) if side[n] == bank])
               for bank in (0, 1)]
    cells = [(places[n].history, cell.intersection(banks[bank].difference(water)))
             for bank in (0, 1) for n, cell in grounds[bank].items()]
    wet = [[(n, cell.intersection(water)) for n, cell in ground.items()
            if cell.intersects(water)] for ground in grounds]
    for n, here in wet[0]:
        for other, there in wet[1]:
            if here.intersects(there):
                cells.append((join_histories(places[n].history, places[other].history),
                              here.intersection(there)))
    return cells


def join_histories(one, other):
    """That of water: held by Russia while both banks are, else Ukraine's."""
    def letter_on(history, day):
        return [letter for begin, letter in history if begin <= day][-1]

    joined = []
    for day in sorted({begin for begin, _ in one + other}):
        letter = 'R' if letter_on(one, day) == letter_on(other, day) == 'R' else 'U'
        if not joined or joined[-1][1] != letter:
            joined.append((day, letter))
    return joined


def from_invasion(history):
    """Ground nearest to a settlement of Crimea but outside it fell with the invasion."""
    if history[0] == (CRIMEA_BEGIN, 'R'):
        return [(CRIMEA_BEGIN, 'U'), (INVASION, 'R'), *history[1:]]
    return history


def join_cells(cells):
    """[(history, area)], one for each history."""
    parts = {}
    for history, cell in cells:
        parts.setdefault(tuple(history), []).append(cell)
    areas = [(history, unary_union(parts[history])) for history in sorted(parts)]
    return [(history, area) for history, area in areas if not area.is_empty]


def group_histories(faces):
    """(letter, first day, day after the last) -> the faces that were so."""
    groups = {}
    for history, face in faces:
        for (begin, letter), (end, _) in zip(history, history[1:] + ((None, None),)):
            if letter != 'U':
                groups.setdefault((letter, begin, end or ''), []).append(face)
    return groups


def day_before(iso):
    return (datetime.date.fromisoformat(iso) - datetime.timedelta(days=1)).isoformat()


def to_coordinates(faces):
    joined = unary_union(faces)
    parts = [orient(part) for part in getattr(joined, 'geoms', [joined])]
    return [[[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
             for ring in (part.exterior, *part.interiors)] for part in parts]


def make_feature(identifier, name, when, group, coordinates, citations):
    return {'type': 'Feature', 'id': identifier,
            'properties': {'name': name, 'when': when, 'class': group,
                           'precision_km': PRECISION_KM,
                           'citations': [{'source': source} for source in citations]},
            'geometry': {'type': 'MultiPolygon', 'coordinates': coordinates}}


def name_of(letter, begin):
    if letter == 'C':
        return {'en': f'Contested from {begin}', 'uk': f'Контроль не визначено з {begin}'}
    return {'en': f'Held by Russia from {begin}', 'uk': f'Утримує Росія з {begin}'}


def make_features(faces):
    occupied, contested = [], []
    for (letter, begin, after), parts in sorted(group_histories(faces).items(),
                                                key=lambda group: group[0]):
        until = day_before(after) if after else END
        since_2014 = begin < INVASION
        identifier = f'{NAMES[letter]}-{begin}-{until}'
        feature = make_feature(identifier, name_of(letter, begin), f'{begin}/{until}',
                               'since-2014' if since_2014 else 'since-2022',
                               to_coordinates(parts),
                               ['settlement-control', 'minsk-2' if since_2014 else 'isw-rocas'])
        (occupied if letter == 'R' else contested).append(feature)
    return occupied, contested


def write(name, features):
    text = ',\n'.join(json.dumps(f, ensure_ascii=False, separators=(',', ':')) for f in features)
    (OUT / name).write_text('{"type":"FeatureCollection","features":[\n' + text + '\n]}\n',
                            encoding='utf-8')


def main():
    ukraine = read_area('countries.geojson', 'UA')
    crimea = read_area('oblasts.geojson', 'UA-43', 'UA-40')
    land = ukraine.difference(crimea)
    cells = make_cells(read_places(), read_banks(ukraine), read_water())
    areas = join_cells([(tuple(from_invasion(history)), cell.intersection(land))
                        for history, cell in cells])
    faces = absorb_slivers(cut_faces(ukraine, areas + [(CRIMEA, crimea)]), SLIVER_KM2)
    occupied, contested = make_features([f for f in faces if f[0] != CRIMEA])
    occupied.insert(0, make_feature('crimea', {'en': 'Crimea', 'uk': 'Крим'},
                                    f'{CRIMEA_BEGIN}/{END}', 'since-2014',
                                    to_coordinates([f for owner, f in faces if owner == CRIMEA]),
                                    ['unga-68-262']))
    write('ukraine.geojson', [{'type': 'Feature', 'id': 'ukraine',
                               'properties': {'name': {'en': 'Ukraine', 'uk': 'Україна'}},
                               'geometry': {'type': 'MultiPolygon',
                                            'coordinates': to_coordinates(
                                                [face for _, face in faces])}}])
    write('occupied.geojson', occupied)
    write('contested.geojson', contested)


if __name__ == '__main__':
    main()
