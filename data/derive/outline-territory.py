#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""outline-territory.py: draws who held what from who held which place.

Reads the tables of ../territory (see territory_places.py), countries.geojson and oblasts.geojson of
../ukraine-nato and rivers.geojson and lakes.geojson of ../basemap (made by derive-basemap.py), and
writes ukraine.geojson, occupied.geojson and contested.geojson.

Method: the ground nearest to a place on the same bank of the rivers that divide (segments.csv)
counts as held by who holds it (Voronoi cells, longitude shortened by cos 48.7°), cut at Ukraine's
recognised border. The Kakhovka reservoir is held only while one side holds both banks. A settlement that changed hands between two
dates of control.csv did so on the day of the nearest town of turns.csv that turned the same way in
that time, or on the later of the two dates where no such town is within 90 km; the villages of
front/ carry their own days. The whole is cut into faces that share every vertex
(territory_partition.py), those below 0.5 km² go to a neighbour, and faces with the same history and
the same precision are joined into one feature, so that a change of date touches only what changed.
Precision: the line between two places of either side lies anywhere between them, so it is drawn
halfway and off by a quarter of the way in the mean; a feature has the median of its places. Crimea is a polygon of
its own from 27 February 2014, and so is Snake Island. Needs Debian's python3-shapely (1.8 or 2) and
python3-scipy.
"""
import datetime
import json
import math
import pathlib
import statistics

from scipy.spatial import Voronoi
from shapely.affinity import scale
from shapely.geometry import Point, Polygon, shape
from shapely.geometry.polygon import orient
from shapely.ops import polygonize, unary_union
from shapely.prepared import prep

from territory_partition import DECIMALS, absorb_slivers, cut_faces
from territory_places import (INVASION, KM_PER_DEG, OWN_TABLE, SQUEEZE, away_km, cite_day,
                              read_places, read_segments)

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / 'ukraine-nato'
BASEMAP = HERE.parent / 'basemap'

CRIMEA_BEGIN = '2014-02-27'
FROZEN = '2015-02-18'
RETREAT = '2022-04-10'
END = '2024-07-31'
SLIVER_KM2 = 0.5
# The owner of Crimea's faces, which are one polygon of their own.
CRIMEA = ((CRIMEA_BEGIN, 'crimea'),)
NAMES = {'R': 'held', 'C': 'contested'}
# The boundary of Crimea and the shore of Snake Island are known; of the rest the steps of precision.
FIXED_KM = 0.5
STEPS_KM = (2, 3, 5, 8)
# What was held for some weeks only, while nothing stood still, is known no better than this.
MOVING_KM = 5
CONTESTED_KM = 3
# Snake Island, some 0.17 km² that the basemap leaves out: its middle and its half axes.
SNAKE_ISLAND = (30.2036, 45.2553, 0.31, 0.20)
SNAKE_ISLAND_HELD = (('2014-02-27', 'U'), (INVASION, 'R'), ('2022-06-30', 'U'))
SNAKE_ISLAND_TOLD = [('ru-mod-2022-06-30', '')]


def read_area(name, *identifiers):
    features = json.loads((OUT / name).read_text(encoding='utf-8'))['features']
    return unary_union([shape(f['geometry']).buffer(0) for f in features
                        if f['id'] in identifiers or f['properties'].get('iso') in identifiers])


def read_named(table, names):
    """The features of a table of the basemap that have one of those names."""
    features = json.loads((BASEMAP / table).read_text(encoding='utf-8'))['features']
    return [shape(f['geometry']) for f in features
            if (f['properties'].get('name') or {}).get('en') in names]


def read_banks(ukraine):
    """The land on either side of each river that divides; islets go with the nearest side."""
    rivers = read_segments('divides')
    parts = sorted(polygonize(unary_union([ukraine.boundary] + read_named('rivers.geojson', rivers))),
                   key=lambda p: -p.area)
    banks = [[part] for part in parts[:len(rivers) + 1]]
    for part in parts[len(rivers) + 1:]:
        min(banks, key=lambda bank: bank[0].distance(part)).append(part)
    return [unary_union(bank) for bank in banks]


def read_water():
    """The lakes that go with their banks only while one side holds both."""
    return unary_union(read_named('lakes.geojson', read_segments('joins')))


def draw_island():
    """The outline of Snake Island, an octagon."""
    lon, lat, east_km, north_km = SNAKE_ISLAND
    east, north = east_km / KM_PER_DEG / math.cos(math.radians(lat)), north_km / KM_PER_DEG
    corners = [math.radians(45 * n) for n in range(8)]
    return Polygon([(round(lon + east * math.cos(a), DECIMALS),
                     round(lat + north * math.sin(a), DECIMALS)) for a in corners])


def draw_voronoi(places, numbers):
    """Number of a place -> the ground nearest to it among those numbers; and tells each place how
    far the line between it and neighbours of another history may be off."""
    # Four far points close the outer cells.
    seeds = [(places[n].lon * SQUEEZE, places[n].lat) for n in numbers]
    diagram = Voronoi(seeds + [(0, 0), (0, 90), (60, 90), (60, 0)])
    for one, other in diagram.ridge_points:
        if max(one, other) < len(numbers):
            a, b = places[numbers[one]], places[numbers[other]]
            if a.history != b.history:
                off_km = away_km(a.lon, a.lat, b.lon, b.lat) / 4
                a.neighbours.append((off_km, b.history))
                b.neighbours.append((off_km, a.history))
    return {number: scale(Polygon([diagram.vertices[v]
                                   for v in diagram.regions[diagram.point_region[n]]]),
                          1 / SQUEEZE, 1, origin=(0, 0))
            for n, number in enumerate(numbers)}


def make_cells(places, banks, water):
    """[(history, cell)]: for each place its cell on its bank, and the water between the banks."""
    points = [Point(place.lon, place.lat) for place in places]
    numbers = range(len(banks))
    side = [min(numbers, key=lambda b, p=point: banks[b].distance(p)) for point in points]
    grounds = [draw_voronoi(places, [n for n in range(len(places)) if side[n] == bank])
               for bank in numbers]
    cells = [(places[n].history, cell.intersection(banks[bank].difference(water)))
             for bank in numbers for n, cell in grounds[bank].items()]
    shores = [ground for bank, ground in zip(banks, grounds) if bank.intersects(water)]
    wet = [[(n, cell.intersection(water)) for n, cell in ground.items()
            if cell.intersects(water)] for ground in shores]
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


class Face:
    """A face with its history and what its places say of it."""

    def __init__(self, history, area, places):
        self.history, self.area, self.places = history, area, places

    def precision_km(self, letter, begin, end):
        """How far its outline may be off from begin to end (the day after, or '')."""
        near = [km for place in self.places for km, history in place.neighbours
                if any(other != letter and first < (end or END) and after > begin
                       for (first, other), (after, _) in zip(history, history[1:] + [(END, '')]))]
        km = statistics.median(near) if near else MOVING_KM
        if (end or END) <= FROZEN or begin >= INVASION and (end or END) <= RETREAT:
            km = max(km, MOVING_KM)
        if letter == 'C':
            km = max(km, CONTESTED_KM)
        return min(STEPS_KM, key=lambda step: abs(math.log(step / km)))

    def documents(self, day):
        """What tells the turn of that day."""
        return {document for place in self.places for document in place.documents.get(day, [])
                if document != (OWN_TABLE, '')}


def find_places(faces, places):
    """Faces with the places that lie in each, or with the nearest of all."""
    found = []
    for history, area in faces:
        middle, west, south, east, north = area.representative_point(), *area.bounds
        inside = prep(area)
        here = [place for place in places if west <= place.lon <= east and south <= place.lat <= north
                and inside.contains(Point(place.lon, place.lat))]
        found.append(Face(history, area, here or [
            min(places, key=lambda place: away_km(place.lon, place.lat, middle.x, middle.y))]))
    return found


def group_histories(faces):
    """(letter, first day, day after the last, precision) -> the faces that were so."""
    groups = {}
    for face in faces:
        for (begin, letter), (end, _) in zip(face.history, face.history[1:] + ((None, None),)):
            if letter != 'U':
                km = face.precision_km(letter, begin, end or '')
                groups.setdefault((letter, begin, end or '', km), []).append(face)
    return groups


def day_before(iso):
    return (datetime.date.fromisoformat(iso) - datetime.timedelta(days=1)).isoformat()


def to_coordinates(faces):
    joined = unary_union(faces)
    parts = [orient(part) for part in getattr(joined, 'geoms', [joined])]
    return [[[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
             for ring in (part.exterior, *part.interiors)] for part in parts]


def make_feature(identifier, name, when, precision_km, coordinates, documents):
    """A feature; documents are [(source, locator or '')]."""
    citations = [{'source': source, **({'locator': locator} if locator else {})}
                 for source, locator in documents]
    return {'type': 'Feature', 'id': identifier,
            'properties': {'name': name, 'when': when,
                           'class': 'since-2014' if when < INVASION else 'since-2022',
                           'precision_km': precision_km, 'citations': citations},
            'geometry': {'type': 'MultiPolygon', 'coordinates': coordinates}}


def name_of(letter, begin):
    if letter == 'C':
        return {'en': f'Contested from {begin}', 'uk': f'Контроль не визначено з {begin}'}
    if begin < INVASION:
        return {'en': f'Held by Russian-led forces from {begin}',
                'uk': f'Утримують керовані Росією сили з {begin}'}
    return {'en': f'Held by Russia from {begin}', 'uk': f'Утримує Росія з {begin}'}


def make_features(faces):
    occupied, contested = [], []
    for (letter, begin, after, km), parts in sorted(group_histories(faces).items(),
                                                    key=lambda group: group[0]):
        until = day_before(after) if after else END
        documents = sorted({document for day in (begin, after) if day for document in
                            set().union(*(part.documents(day) for part in parts))
                            or {cite_day(day)}})
        feature = make_feature(f'{NAMES[letter]}-{begin}-{until}-{km}km', name_of(letter, begin),
                               f'{begin}/{until}', km,
                               to_coordinates([part.area for part in parts]),
                               documents + [(OWN_TABLE, '')])
        (occupied if letter == 'R' else contested).append(feature)
    return occupied, contested


def write(name, features):
    text = ',\n'.join(json.dumps(f, ensure_ascii=False, separators=(',', ':')) for f in features)
    (OUT / name).write_text('{"type":"FeatureCollection","features":[\n' + text + '\n]}\n',
                            encoding='utf-8')


def main():
    island = draw_island()
    mainland = read_area('countries.geojson', *read_segments('ends'))
    ukraine = unary_union([mainland, island])
    crimea = read_area('oblasts.geojson', *read_segments('own')[0].split())
    land = mainland.difference(crimea)
    places = read_places()
    cells = make_cells(places, read_banks(mainland), read_water())
    areas = join_cells([(tuple(from_invasion(history)), cell.intersection(land))
                        for history, cell in cells])
    faces = absorb_slivers(cut_faces(ukraine, areas + [(SNAKE_ISLAND_HELD, island),
                                                       (CRIMEA, crimea)]), SLIVER_KM2)
    occupied, contested = make_features(find_places(
        [f for f in faces if f[0] not in (CRIMEA, SNAKE_ISLAND_HELD)], places))
    occupied.insert(0, make_feature('crimea', {'en': 'Crimea', 'uk': 'Крим'},
                                    f'{CRIMEA_BEGIN}/{END}', FIXED_KM,
                                    to_coordinates([f for owner, f in faces if owner == CRIMEA]),
                                    [('unga-68-262', '')]))
    occupied.append(make_feature('snake-island',
                                 {'en': 'Snake Island', 'uk': 'Острів Зміїний'},
                                 f'{INVASION}/{day_before(SNAKE_ISLAND_HELD[2][0])}', FIXED_KM,
                                 to_coordinates([island]), SNAKE_ISLAND_TOLD))
    write('ukraine.geojson', [{'type': 'Feature', 'id': 'ukraine',
                               'properties': {'name': {'en': 'Ukraine', 'uk': 'Україна'}},
                               'geometry': {'type': 'MultiPolygon',
                                            'coordinates': to_coordinates(
                                                [face for _, face in faces])}}])
    write('occupied.geojson', occupied)
    write('contested.geojson', contested)


if __name__ == '__main__':
    main()
