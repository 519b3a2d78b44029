#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outlines of held territory: valid, disjoint, within Ukraine, complete in time."""
import csv
import datetime
import json
import math
import pathlib
import sys
import unittest

from shapely.geometry import Point, box, shape
from shapely.ops import unary_union

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import tap  # noqa: E402

DATA = pathlib.Path(__file__).resolve().parents[2] / 'data' / 'ukraine-nato'
# The dates of control.csv, as they are shown.
REFERENCE_DATES = ('2014-02-27', '2015-02-18', '2022-02-24', '2022-03-25', '2022-03-30',
                   '2022-04-08', '2022-09-06', '2022-09-15', '2022-11-12', '2023-06-01',
                   '2023-12-31', '2024-03-31', '2024-07-10')
# Parts of a state below this are slivers, unless they are islands.
SLIVER_KM2 = 0.5
LAST_DAY = '2024-07-31'
# A place and who held it, by well-documented dates: True is held by Russia.
WITNESSES = (
    ('Simferopol', 34.10, 44.95, '2014-03-20', True),
    ('Donetsk', 37.80, 48.00, '2014-03-20', False),
    ('Donetsk', 37.80, 48.00, '2016-01-01', True),
    ('Kherson', 32.60, 46.66, '2022-02-20', False),
    ('Kherson', 32.60, 46.66, '2022-06-01', True),
    ('Kherson', 32.60, 46.66, '2022-11-12', False),
    ('Izium', 37.25, 49.21, '2022-09-06', True),
    ('Izium', 37.25, 49.21, '2022-09-15', False),
    ('Melitopol', 35.37, 46.85, '2022-02-28', False),
    ('Melitopol', 35.37, 46.85, '2022-03-01', True),
    ('Balakliia', 36.86, 49.46, '2022-09-07', True),
    ('Balakliia', 36.86, 49.46, '2022-09-08', False),
    ('Kupiansk', 37.61, 49.71, '2022-09-09', True),
    ('Kupiansk', 37.61, 49.71, '2022-09-10', False),
    ('Lyman', 37.81, 48.99, '2022-09-20', True),
    ('Lyman', 37.81, 48.99, '2022-10-01', False),
    ('Bakhmut', 38.00, 48.60, '2023-05-19', False),
    ('Bakhmut', 38.00, 48.60, '2023-05-21', True),
    ('Avdiivka', 37.74, 48.14, '2024-02-16', False),
    ('Avdiivka', 37.74, 48.14, '2024-02-18', True),
    ('Mariupol', 37.55, 47.10, '2023-01-01', True),
    ('Melitopol', 35.37, 46.85, '2024-07-11', True),
    ('Kyiv', 30.52, 50.45, '2022-03-30', False),
    ('Lviv', 24.03, 49.84, '2024-07-11', False),
    ('Sloviansk', 37.60, 48.85, '2014-06-15', True),
    ('Sloviansk', 37.60, 48.85, '2014-07-05', False),
    ('Luhansk', 39.33, 48.57, '2014-05-11', True),
    ('Debaltseve', 38.40, 48.34, '2014-07-15', True),
    ('Debaltseve', 38.40, 48.34, '2015-02-01', False),
    ('Debaltseve', 38.40, 48.34, '2015-02-18', True),
    ('Donetsk airport', 37.738, 48.074, '2015-01-10', False),
    ('Donetsk airport', 37.738, 48.074, '2015-01-22', True),
    ('Novoazovsk', 38.09, 47.11, '2014-08-26', False),
    ('Novoazovsk', 38.09, 47.11, '2014-08-27', True),
    ('Snake Island', 30.2036, 45.2553, '2022-02-23', False),
    ('Snake Island', 30.2036, 45.2553, '2022-02-24', True),
    ('Snake Island', 30.2036, 45.2553, '2022-06-30', False),
    ('Mariupol', 37.54, 47.10, '2022-03-30', False),
    ('Mariupol, Azovstal', 37.607, 47.105, '2022-05-19', False),
    ('Mariupol, Azovstal', 37.607, 47.105, '2022-05-20', True),
    ('Skadovsk', 32.91, 46.12, '2022-03-20', True),
    ('Kreminna', 38.22, 49.05, '2022-05-01', True),
    ('Sievierodonetsk', 38.486, 48.946, '2022-06-24', False),
    ('Sievierodonetsk', 38.486, 48.946, '2022-06-25', True),
    ('Soledar', 38.09, 48.68, '2023-01-20', True),
    ('Marinka', 37.51, 47.95, '2024-01-01', True),
    ('Robotyne', 35.837, 47.446, '2023-08-27', True),
    ('Robotyne', 35.837, 47.446, '2023-08-28', False),
    ('Krynky', 33.093, 46.739, '2023-11-01', True),
    ('Krynky', 33.093, 46.739, '2023-12-01', False),
)


TERRITORY = DATA.parent / 'territory'


def read_table(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def read_fronts():
    for path in sorted((TERRITORY / 'front').glob('*.csv')):
        yield from read_table(path)


def to_km2(area):
    return area.area * 111.2 ** 2 * math.cos(math.radians(area.centroid.y))


def list_parts(area):
    return getattr(area, 'geoms', [area])


def list_points(area):
    return {p for part in list_parts(area) for ring in (part.exterior, *part.interiors)
            for p in ring.coords}


def load(name):
    return json.loads((DATA / name).read_text(encoding='utf-8'))['features']


class TestTerritory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ukraine = shape(load('ukraine.geojson')[0]['geometry'])
        cls.features = {kind: load(f'{kind}.geojson') for kind in ('occupied', 'contested')}
        cls.all = [f for features in cls.features.values() for f in features]
        cls.shapes = {f['id']: shape(f['geometry']) for f in cls.all}
        cls.states = sorted({f['properties']['when'][:10] for f in cls.all})

    def on(self, kind, day):
        shown = []
        for feature in self.features[kind]:
            begin, end = feature['properties']['when'].split('/')
            if begin <= day <= end:
                shown.append(self.shapes[feature['id']])
        return unary_union(shown)

    def test_valid_and_cited(self):
        for feature in self.all:
            self.assertTrue(shape(feature['geometry']).is_valid, feature['id'])
            self.assertTrue(feature['properties']['citations'], feature['id'])
            self.assertGreater(feature['properties']['precision_km'], 0)
            self.assertIn(feature['properties']['class'], ('since-2014', 'since-2022'))

    def test_ids_are_unique(self):
        ids = [f['id'] for f in self.all]
        self.assertEqual(len(ids), len(set(ids)))

    def test_days(self):
        changes = set()
        for feature in self.all:
            begin, end = feature['properties']['when'].split('/')
            after = datetime.date.fromisoformat(end) + datetime.timedelta(days=1)
            changes |= {begin, after.isoformat()}
        changes.discard('2024-08-01')
        self.assertGreaterEqual(len(changes), 60)
        self.assertLessEqual(changes & set(REFERENCE_DATES), changes)
        september = [f'2022-09-{day:02d}' for day in range(6, 16)]
        self.assertLessEqual(set(september), changes)
        # A new state at least weekly from the invasion to the retreat from the north.
        spring = sorted(c for c in changes if '2022-02-24' <= c <= '2022-04-08')
        for one, other in zip(spring, spring[1:]):
            days = datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)
            self.assertLessEqual(days.days, 7, (one, other))
        for feature in self.all:
            begin, end = map(datetime.date.fromisoformat, feature['properties']['when'].split('/'))
            self.assertLessEqual(begin, end, feature['id'])
            self.assertLessEqual(end.isoformat(), LAST_DAY)

    def test_within_ukraine(self):
        for feature in self.all:
            outside = shape(feature['geometry']).difference(self.ukraine).area
            self.assertLess(outside, 1e-4, feature['id'])

    def test_disjoint(self):
        for day in self.states:
            held, contested = self.on('occupied', day), self.on('contested', day)
            self.assertLess(held.intersection(contested).area, 1e-5, day)

    def test_no_slivers(self):
        """What is held, contested, Kyiv's, and what is not held fall into pieces of a size to see,
        and into islands: what the program derives needs no cleaning that would lose ground."""
        islands = [part for part in list_parts(self.ukraine) if to_km2(part) < SLIVER_KM2]
        for day in self.states:
            held = self.on('occupied', day)
            self.assertTrue(held.is_valid, day)
            contested = self.on('contested', day)
            free = self.ukraine.difference(held)
            for area in (held, contested, free, free.difference(contested)):
                small = [part for part in list_parts(area) if to_km2(part) < SLIVER_KM2
                         and not any(island.equals(part) for island in islands)]
                self.assertEqual(small, [], day)

    def test_vertices_are_shared(self):
        """Cutting one state out of the country makes no corner that neither of them had."""
        for feature in self.all:
            for x, y in list_points(shape(feature['geometry'])):
                self.assertEqual((x, y), (round(x, 4), round(y, 4)), feature['id'])
        for day in REFERENCE_DATES:
            held = self.on('occupied', day)
            known = list_points(self.ukraine) | list_points(held)
            self.assertLessEqual(list_points(self.ukraine.difference(held)), known, day)

    def test_months_of_2014(self):
        """The year in which the line came to be can be scrubbed through."""
        begins = {f['properties']['when'][:10] for f in self.all}
        ends = {f['properties']['when'][11:] for f in self.all}
        for month in ('02', '04', '05', '06', '07', '08', '09'):
            self.assertTrue([d for d in begins | ends if d[:7] == f'2014-{month}'], month)
        self.assertTrue([d for d in begins if d[:7] == '2015-01'])
        # Nobody's control was certain before the votes of May.
        for kind, expected in (('occupied', False), ('contested', True)):
            self.assertEqual(self.on(kind, '2014-05-05').contains(Point(37.80, 48.02)), expected)

    def test_precision(self):
        """Known boundaries are sharp, the weeks of movement are not."""
        for feature in self.all:
            when, km = (feature['properties'][name] for name in ('when', 'precision_km'))
            if feature['id'] in ('crimea', 'snake-island'):
                self.assertEqual(km, 0.5)
            elif '2022-02-24' <= when[:10] and when[11:] < '2022-04-10':
                self.assertGreaterEqual(km, 5, feature['id'])
            else:
                self.assertIn(km, (2, 3, 5, 8), feature['id'])
        late = sorted(f['properties']['precision_km'] for f in self.features['occupied']
                      if f['properties']['when'] > '2022-11-12')
        self.assertLessEqual(late[len(late) // 2], 2)

    def test_citations(self):
        """Sources are the dossier's; of a daily series the day is told."""
        dossier = json.loads((DATA.parent / 'ukraine-nato.dossier.json')
                             .read_text(encoding='utf-8'))
        known = {source['id'] for source in dossier['sources']}
        for feature in self.all:
            begin, end = map(datetime.date.fromisoformat, feature['properties']['when'].split('/'))
            turns = [begin.isoformat(), (end + datetime.timedelta(days=1)).isoformat()]
            for citation in feature['properties']['citations']:
                self.assertIn(citation['source'], known, feature['id'])
                if citation['source'] in ('isw-rocas', 'osce-smm-2014'):
                    self.assertIn(citation['locator'].rstrip('~'), turns, feature['id'])
            # Beside the table a document of its own, with its date.
            dated = [source for source in dossier['sources'] for citation in
                     feature['properties']['citations'] if source['id'] == citation['source']
                     and ('issued' in source or citation.get('locator', '')[:4].isdigit())]
            self.assertTrue(dated, feature['id'])
        for table in [TERRITORY / name for name in ('turns.csv', 'known.csv', 'donbas-2014.csv')] \
                + sorted((TERRITORY / 'front').glob('*.csv')):
            for row in read_table(table):
                cited = set(row['documents'].replace(';', ' ').split())
                self.assertLessEqual(cited, known, (table.name, row))

    def test_held(self):
        """Days go forward and letters change, in each table that gives days."""
        tables = [TERRITORY / name for name in ('known.csv', 'donbas-2014.csv')] \
            + sorted((TERRITORY / 'front').glob('*.csv'))
        for table in tables:
            for row in read_table(table):
                turns = [turn.split() for turn in row['held'].split(';')]
                days = [datetime.date.fromisoformat(day.rstrip('~')) for _, day in turns]
                self.assertEqual(days, sorted(set(days)), row)
                letters = [letter for letter, _ in turns]
                self.assertLessEqual(set(letters), {'U', 'R', 'C'}, row)
                self.assertTrue(all(a != b for a, b in zip(letters, letters[1:])), row)
                self.assertLessEqual(len([d for d in row['documents'].split(';') if d]),
                                     len(turns), row)

    def test_fronts(self):
        with open(TERRITORY / 'control.csv', encoding='utf-8', newline='') as file:
            known = {row['geonameid'] for row in csv.DictReader(file)} - {''}
        names = [row['place'] for row in read_fronts()]
        self.assertGreater(len(names), 200)
        self.assertEqual(len(names), len(set(names)))
        for row in read_fronts():
            self.assertIn(row['geonameid'], known, row['place'])
            self.assertLess(float(row['km']), 30, row['place'])
            self.assertTrue(0 <= float(row['bearing']) < 360, row['place'])

    def test_segments(self):
        """Where a named river was the line, the drawn line is that river."""
        rows = read_table(TERRITORY / 'segments.csv')
        sources = json.loads((DATA.parent / 'ukraine-nato.dossier.json').read_text(
            encoding='utf-8'))['sources']
        for row in rows:
            self.assertIn(row['rule'], ('divides', 'joins', 'ends', 'own'), row)
            self.assertIn(row['documents'], {source['id'] for source in sources}, row)
        rivers = json.loads((DATA.parent / 'basemap' / 'rivers.geojson').read_text(
            encoding='utf-8'))['features']

        def share(name, day, bounds):
            courses = [shape(f['geometry']) for f in rivers
                       if (f['properties'].get('name') or {}).get('en') == name]
            course = unary_union(courses).intersection(box(*bounds))
            line = self.on('occupied', day).boundary.buffer(0.002)
            return course.intersection(line).length / course.length

        for name, day, bounds, least, most in (
                ('Dnipro', '2022-10-01', (32.3, 46.5, 33.2, 46.9), 0, 0.1),
                ('Dnipro', '2022-12-01', (32.3, 46.5, 33.2, 46.9), 0.6, 1),
                ('Siverskyi Donets', '2021-12-31', (39.2, 48.5, 39.5, 48.8), 0.95, 1),
                ('Siverskyi Donets', '2022-06-27', (38.38, 48.85, 38.5, 49.0), 0.75, 1),
                ('Siverskyi Donets', '2022-08-01', (37.3, 48.95, 37.9, 49.1), 0.85, 1),
                ('Siverskyi Donets', '2022-12-31', (39.2, 48.5, 39.5, 48.8), 0, 0.05)):
            self.assertIn(name, [row['feature'] for row in rows if row['rule'] == 'divides'])
            found = share(name, day, bounds)
            self.assertTrue(least <= found <= most + 1e-9, (name, day, found))

    def test_share_of_march_2022(self):
        """Some 119,000 km² after five days (ISW, by CNN, 30 September 2022); at most 22 to 27 % of
        the country, by the end of the month."""
        def km2(day):
            return sum(to_km2(part) for part in list_parts(self.on('occupied', day)))

        whole = sum(to_km2(part) for part in list_parts(self.ukraine))
        self.assertAlmostEqual(km2('2022-03-01'), 119000, delta=3000)
        for day in range(10, 32):
            self.assertTrue(0.24 < km2(f'2022-03-{day:02d}') / whole < 0.28, day)

    def test_no_gap_at_crimea(self):
        """From the invasion on, Crimea and the land north of it are one."""
        held = self.on('occupied', '2022-06-01')
        self.assertTrue(any(part.contains(Point(34.10, 44.95)) and part.contains(Point(35.37, 46.85))
                            for part in getattr(held, 'geoms', [held])))

    def test_witnesses(self):
        for name, lon, lat, day, expected in WITNESSES:
            self.assertEqual(self.on('occupied', day).contains(Point(lon, lat)), expected,
                             (name, day))

    def test_recognised_territory(self):
        """Crimea is Ukraine."""
        self.assertTrue(self.ukraine.contains(Point(34.10, 44.95)))
        self.assertTrue(self.ukraine.contains(Point(37.80, 48.00)))


if __name__ == '__main__':
    tap.main()
