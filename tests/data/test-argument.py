#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The argument of the shipped dossier: claims, camps, measures, ranges, the what-if, the scenes."""
import copy
import itertools
import json
import math
import pathlib
import re
import sys
import unittest

import jsonschema
from shapely.geometry import Point, shape
from shapely.ops import transform

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import tap  # noqa: E402

DATA = pathlib.Path(__file__).resolve().parents[2] / 'data'
DOSSIER = json.loads((DATA / 'ukraine-nato.dossier.json').read_text(encoding='utf-8'))
SCHEMA = json.loads((DATA / 'dossier.schema.json').read_text(encoding='utf-8'))
ESSAY = 'daalder-donfried-2024'
EARTH_RADIUS_KM = 6371.0072  # sphere of the same area
# Published areas in km², rounded, with what the outlines may be off.
AREAS_KM2 = {'frg': (245_500, 0.01), 'saar': (2_570, 0.04), 'gdr': (108_330, 0.01),
             'west-berlin': (480, 0.03), 'japan': (370_600, 0.01), 'ryukyu': (2_280, 0.07),
             'kunashir': (1_490, 0.06), 'iturup': (3_170, 0.06), 'shikotan': (250, 0.08)}


def scene_file(scene):
    return next(l for l in DOSSIER['layers'] if l['id'] == scene['layer'])['data']


def ids(section):
    return {item['id'] for item in DOSSIER[section]}


def texts(value, path=''):
    """Every language map below value, with its place."""
    if isinstance(value, dict):
        if 'en' in value or 'uk' in value:
            yield path, value
        for key, item in value.items():
            yield from texts(item, f'{path}/{key}')
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, f'{path}/{index}')


def matches(when, combination):
    return all(combination[choice] in (wanted if isinstance(wanted, list) else [wanted])
               for choice, wanted in when.items())


def combinations(scenario):
    """Every combination of options; dates decide nothing."""
    choices = [c for c in scenario['choices'] if c.get('kind') != 'date']
    for options in itertools.product(*([o['id'] for o in c['options']] for c in choices)):
        yield dict(zip((c['id'] for c in choices), options))


def geodesic_km(a, b):
    """Vincenty's inverse formula on WGS 84 (Survey Review 23/176, 1975); degrees to km."""
    major, flat = 6378.137, 1 / 298.257223563
    minor = major * (1 - flat)
    span = math.radians(b[0] - a[0])
    u1, u2 = (math.atan((1 - flat) * math.tan(math.radians(p[1]))) for p in (a, b))
    sin1, cos1, sin2, cos2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    lam = span
    for _ in range(100):
        sin_s = math.hypot(cos2 * math.sin(lam), cos1 * sin2 - sin1 * cos2 * math.cos(lam))
        if sin_s == 0:
            return 0.0
        cos_s = sin1 * sin2 + cos1 * cos2 * math.cos(lam)
        sigma = math.atan2(sin_s, cos_s)
        sin_a = cos1 * cos2 * math.sin(lam) / sin_s
        cos2_a = 1 - sin_a ** 2
        mid = cos_s - 2 * sin1 * sin2 / cos2_a if cos2_a else 0
        c = flat / 16 * cos2_a * (4 + flat * (4 - 3 * cos2_a))
        last, lam = lam, span + (1 - c) * flat * sin_a * (
            sigma + c * sin_s * (mid + c * cos_s * (2 * mid ** 2 - 1)))
        if abs(lam - last) < 1e-12:
            break
    k = cos2_a * (major ** 2 - minor ** 2) / minor ** 2
    big_a = 1 + k / 16384 * (4096 + k * (-768 + k * (320 - 175 * k)))
    big_b = k / 1024 * (256 + k * (-128 + k * (74 - 47 * k)))
    change = big_b * sin_s * (mid + big_b / 4 * (
        cos_s * (2 * mid ** 2 - 1)
        - big_b / 6 * mid * (4 * sin_s ** 2 - 3) * (4 * mid ** 2 - 3)))
    return minor * big_a * (sigma - change)


def is_possible(scenario, combination):
    return not any(matches(rule['when'], combination) for rule in scenario['impossible'])


def outcome(scenario, **chosen):
    """Outcome of the chosen options, with the defaults for the others; None if impossible."""
    combination = {c['id']: c['default'] for c in scenario['choices'] if c.get('kind') != 'date'}
    combination.update(chosen)
    if not is_possible(scenario, combination):
        return None
    return next(row['outcome'] for row in scenario['table'] if matches(row['when'], combination))


def faults(scenario):
    """What is wrong with a decision table, in words; nothing if it is complete."""
    found, reached, blocked = [], set(), set()
    for combination in combinations(scenario):
        row = next((n for n, r in enumerate(scenario['table'])
                    if matches(r['when'], combination)), None)
        barrier = next((n for n, r in enumerate(scenario['impossible'])
                        if matches(r['when'], combination)), None)
        if barrier is not None:
            blocked.add(barrier)
        elif row is None:
            found.append(f'no row for {combination}')
        else:
            reached.add(row)
    found += [f'row {n} is never reached' for n in range(len(scenario['table']))
              if n not in reached]
    found += [f'impossible {n} forbids nothing' for n in range(len(scenario['impossible']))
              if n not in blocked]
    used = {scenario['table'][n]['outcome'] for n in reached}
    found += [f'outcome {o["id"]} is never used' for o in scenario['outcomes']
              if o['id'] not in used]
    return found


def area_km2(geometry):
    """On the sphere, by Lambert's cylindrical equal-area projection."""
    return transform(lambda x, y, z=None: ([math.radians(v) * EARTH_RADIUS_KM for v in x],
                                           [math.sin(math.radians(v)) * EARTH_RADIUS_KM
                                            for v in y]), geometry).area


class TestClaims(unittest.TestCase):
    def test_numbered(self):
        self.assertEqual([c['id'] for c in DOSSIER['claims']],
                         [f'S-{n:02d}' for n in range(1, 104)])

    def test_each_has_what_it_needs(self):
        for claim in DOSSIER['claims']:
            with self.subTest(claim['id']):
                self.assertIn(claim['section'], ids('sections'))
                self.assertIn(claim['view'], ids('views'))
                self.assertLessEqual(set(claim['layers']), ids('layers'))
                self.assertLessEqual(set(claim.get('events', [])), ids('events'))
                if 'scene' in claim:
                    self.assertIn(claim['scene'], ids('scenes'))
                self.assertTrue(claim['layers'] or 'scene' in claim)
                for member in ('title', 'text'):
                    self.assertEqual(sorted(claim[member]), ['en', 'uk'])

    def test_each_cites_the_essay_and_facts_a_document_too(self):
        paragraphs = []
        for claim in DOSSIER['claims']:
            with self.subTest(claim['id']):
                cited = [c['source'] for c in claim['citations']]
                self.assertEqual(len(cited), len(set(cited)))
                self.assertEqual(cited[0], ESSAY)
                found = re.fullmatch(r'para\. (\d+)', claim['citations'][0]['locator'])
                paragraphs.append(int(found[1]))
                if claim['record'] in ('supported', 'partly') or (
                        claim['kind'] == 'fact' and claim['record'] != 'contested'):
                    self.assertGreater(len(cited), 1)
        self.assertEqual(paragraphs, sorted(paragraphs))
        self.assertEqual(set(paragraphs), set(range(1, 25)))

    def test_paragraphs_are_short(self):
        for claim in DOSSIER['claims']:
            for language, text in claim['text'].items():
                sentences = re.findall(r'[.!?][”»"]?(?=\s+[A-ZА-ЯІЇЄҐ“«]|$)', text)
                self.assertTrue(1 <= len(sentences) <= 3, (claim['id'], language, len(sentences)))
                self.assertLess(len(text), 400, claim['id'])

    def test_the_record_is_told(self):
        for claim in DOSSIER['claims']:
            with self.subTest(claim['id']):
                if claim['record'] in ('contested', 'simplified'):
                    self.assertIn('record_note', claim)
                if claim['record'] in ('overtaken',):
                    self.assertIn('later', claim)
                if claim['record'] == 'partly':
                    self.assertTrue('record_note' in claim or 'later' in claim)

    def test_sections_are_used_in_order(self):
        order = [s['id'] for s in DOSSIER['sections']]
        seen = list(dict.fromkeys(c['section'] for c in DOSSIER['claims']))
        self.assertEqual(seen, order)


class TestCamps(unittest.TestCase):
    def test_only_who_is_named(self):
        stands = {}
        for position in DOSSIER['positions']:
            self.assertIn(position['actor'], ids('actors'))
            self.assertTrue(position['citations'], position['id'])
            stands.setdefault(position['position'], set()).add(position['actor'])
        self.assertEqual(stands, {'invite': {'EE', 'LV', 'LT', 'PL', 'FR'},
                                  'not-yet': {'US', 'DE'}, 'unknown': {'NL'}})
        self.assertEqual(len(ids('positions')), len(DOSSIER['positions']))


class TestMeasures(unittest.TestCase):
    def test_states(self):
        self.assertEqual([m['id'] for m in DOSSIER['measures']], ['MEA-1', 'MEA-2', 'MEA-3'])
        for measure in DOSSIER['measures']:
            with self.subTest(measure['id']):
                self.assertLessEqual(set(measure['claims']), ids('claims'))
                self.assertLessEqual(set(measure['events']), ids('events'))
                begins = [s['when'].split('/')[0] for s in measure['states']]
                self.assertEqual(begins, sorted(begins))
                self.assertEqual(measure['states'][0]['state'], 'proposed')
                self.assertEqual(measure['states'][0]['citations'][0]['source'], ESSAY)
                # Nothing was in force by the end of the dossier; what was decided was a part.
                self.assertEqual(measure['states'][-1]['state'], 'decided')
                self.assertEqual(measure['states'][-1]['when'], '2024-07-10')
                self.assertEqual(measure['states'][-1]['extent'], 'partly')


class TestFigures(unittest.TestCase):
    def test_ranges(self):
        ranges = {s['id']: s['km'] for s in DOSSIER['ranges']['systems']}
        self.assertEqual(ranges, {'RNG-01': 70, 'RNG-02': 165, 'RNG-03': 300, 'RNG-04': 250,
                                  'RNG-05': 500})
        self.assertIn('no aid to targeting', DOSSIER['ranges']['note']['en'])
        reaches = {layer['derivation']['range']: layer for layer in DOSSIER['layers']
                   if layer.get('derivation', {}).get('operation') == 'reach'}
        self.assertEqual(set(reaches), set(ranges), 'each range has its layer')
        for name, layer in reaches.items():
            self.assertEqual(layer['derivation']['of'], ['controlled'])
            self.assertFalse(layer['visible'])
            self.assertIn('no aid to targeting', layer['note']['en'])
            self.assertIn('не засіб вибору цілей', layer['note']['uk'])
            for text in (*layer['title'].values(), *layer['legend'].values()):
                self.assertRegex(text, rf'\b{ranges[name]} (km|км)\b')
        for system in DOSSIER['ranges']['systems']:
            self.assertTrue(system['citations'], system['id'])
            self.assertLessEqual(set(system['actors']), ids('actors'))

    def test_borders_add_up(self):
        figures = {b['id']: b for b in DOSSIER['borders_with_russia']}
        before, finland, after = (figures[f'BOR-0{n}'] for n in (1, 2, 3))
        self.assertEqual(before['km'] + finland['km'], after['km'])
        self.assertEqual(before['miles'] + finland['miles'], after['miles'])
        self.assertAlmostEqual(after['km'] / before['km'], after['ratio'], delta=0.01)
        for figure in (before, finland, after):
            self.assertAlmostEqual(figure['miles'] * 1.609344, figure['km'], delta=1.5)
        other = figures['BOR-04']
        self.assertEqual(sum(other['parts_km'].values()), other['km'])
        self.assertEqual(other['km'] - other['parts_km']['FI'], other['before_km'])
        self.assertAlmostEqual(other['km'] / other['before_km'], other['ratio'], delta=0.01)
        self.assertLess(other['ratio'], 2)
        own = figures['BOR-05']
        self.assertEqual(sum(own['parts_km'].values()), own['km'])
        self.assertEqual(own['km'] - own['parts_km']['FI'], own['before_km'])
        self.assertAlmostEqual(own['km'] / own['before_km'], own['ratio'], delta=0.005)
        for figure in figures.values():
            self.assertTrue(figure['citations'], figure['id'])
            self.assertLessEqual(set(figure['actors']), ids('actors'))


    def test_border_is_as_long_as_told(self):
        figures = {b['id']: b for b in DOSSIER['borders_with_russia']}
        told = dict(figures['BOR-05']['parts_km'])
        lines = json.loads((DATA / 'ukraine-nato/border-russia.geojson').read_text(encoding='utf-8'))
        for feature in lines['features']:
            km = sum(geodesic_km(p, q) for line in feature['geometry']['coordinates']
                     for p, q in zip(line, line[1:]))
            self.assertAlmostEqual(km, told.pop(feature['properties']['actor']), delta=0.5)
        self.assertEqual(told, {})

    def test_border_is_the_one_of_the_map(self):
        borders = json.loads((DATA / 'basemap/borders.geojson').read_text(encoding='utf-8'))
        drawn = {tuple(point) for feature in borders['features']
                 for point in sum(([feature['geometry']['coordinates']]
                                   if feature['geometry']['type'] == 'LineString'
                                   else feature['geometry']['coordinates']), [])}
        lines = json.loads((DATA / 'ukraine-nato/border-russia.geojson').read_text(encoding='utf-8'))
        for feature in lines['features']:
            for line in feature['geometry']['coordinates']:
                self.assertLessEqual({tuple(point) for point in line}, drawn)

    def test_positions_have_a_class_and_a_country(self):
        layer = next(x for x in DOSSIER['layers'] if x.get('classed_by') == 'positions')
        classes = {c['id'] for c in layer['classes']}
        countries = json.loads((DATA / layer['data']).read_text(encoding='utf-8'))
        actors = {f['properties']['actor'] for f in countries['features']}
        for position in DOSSIER['positions']:
            self.assertIn(position['position'], classes)
            self.assertIn(position['actor'], actors)
        self.assertEqual(classes, {p['position'] for p in DOSSIER['positions']})


class TestScenario(unittest.TestCase):
    scenario = DOSSIER['scenario']

    def test_references(self):
        scenario = self.scenario
        options = {c['id']: {o['id'] for o in c['options']} for c in scenario['choices']}
        results = {o['id'] for o in scenario['outcomes']}
        rules = [r['when'] for r in scenario['table'] + scenario['impossible']]
        rules += [c['met'] for c in scenario['conditions']]
        for when in rules:
            for choice, wanted in when.items():
                self.assertIn(choice, options)
                self.assertLessEqual(set(wanted if isinstance(wanted, list) else [wanted]),
                                     options[choice])
        for choice in scenario['choices']:
            self.assertIn(choice['default'], options[choice['id']])
            self.assertEqual(len(options[choice['id']]), len(choice['options']))
        self.assertEqual(len(results), len(scenario['outcomes']))
        self.assertLessEqual({r['outcome'] for r in scenario['table']}, results)
        for condition in scenario['conditions']:
            self.assertLessEqual(set(condition['claims']), ids('claims'))
        layers = [scenario['whole'], scenario['covered'], *scenario['excluded']]
        layers += [o['shade']['layer'] for o in scenario['outcomes']]
        self.assertLessEqual(set(layers), ids('layers'))

    def test_no_date_decides(self):
        dates = {c['id'] for c in self.scenario['choices'] if c.get('kind') == 'date'}
        self.assertEqual(dates, {'freeze'})
        for rule in self.scenario['table'] + self.scenario['impossible']:
            self.assertFalse(dates & set(rule['when']))

    def test_complete(self):
        self.assertEqual(faults(self.scenario), [])
        all_of_them = list(combinations(self.scenario))
        self.assertEqual(len(all_of_them), 2 * 4 * 2 * 2 * 4)

    def test_faults_are_found(self):
        for change, fault in (
                (lambda s: s['table'].pop(), 'no row for'),
                (lambda s: s['table'].append({'when': {}, 'outcome': 'void'}), 'row 13 is never'),
                (lambda s: s['table'].insert(0, {'when': {}, 'outcome': 'void'}), 'row 1 is never'),
                (lambda s: s['impossible'].append({'when': {'end': 'x'}}), 'impossible 4 forbids'),
                (lambda s: s['outcomes'].append({'id': 'other'}), 'outcome other is never used')):
            scenario = copy.deepcopy(self.scenario)
            change(scenario)
            self.assertTrue(any(f.startswith(fault) for f in faults(scenario)), fault)

    def test_defaults_are_the_day_of_the_argument(self):
        self.assertEqual(outcome(self.scenario), 'both-open')

    def test_against_the_facts(self):
        member = {'reforms': 'done', 'invitation': 'given', 'ratification': 'all'}
        for chosen, expected in (
                ({'reforms': 'done'}, 'fighting-open'),
                ({'end': 'armistice'}, 'reforms-open'),
                ({'reforms': 'done', 'end': 'ceasefire'}, 'conditions-met'),
                ({'invitation': 'given'}, 'invited-at-war'),
                ({'invitation': 'given', 'end': 'victory'}, 'invited-unreformed'),
                ({'reforms': 'done', 'end': 'ceasefire', 'invitation': 'given'}, 'invited'),
                ({'reforms': 'done', 'end': 'ceasefire', 'invitation': 'given',
                  'resumed': 'russia'}, 'resumed-before'),
                ({**member, 'end': 'ceasefire'}, 'in-force'),
                ({**member, 'end': 'armistice'}, 'in-force'),
                ({**member, 'end': 'victory'}, 'in-force-victory'),
                ({**member, 'end': 'armistice', 'resumed': 'russia'}, 'attacked'),
                ({**member, 'end': 'armistice', 'resumed': 'occupied'}, 'outside'),
                ({**member, 'end': 'armistice', 'resumed': 'ukraine'}, 'void'),
                (member, None),
                ({'reforms': 'done', 'end': 'victory', 'ratification': 'all'}, None),
                ({'end': 'victory', 'invitation': 'given', 'ratification': 'all'}, None),
                ({'resumed': 'ukraine'}, None)):
            self.assertEqual(outcome(self.scenario, **chosen), expected, chosen)

    def test_in_force_only_with_all_ratified(self):
        results = {o['id']: o for o in self.scenario['outcomes']}
        for combination in combinations(self.scenario):
            if is_possible(self.scenario, combination):
                result = results[outcome(self.scenario, **combination)]
                member = combination['ratification'] == 'all'
                self.assertEqual(result['status'] != 'not-in-force', member, combination)
                self.assertEqual(result['status'] == 'void',
                                 member and combination['resumed'] == 'ukraine', combination)

    def test_each_outcome_is_one_cited_sentence(self):
        shades = {'not-in-force': 'outline', 'in-force': 'fill', 'void': 'struck'}
        for result in self.scenario['outcomes']:
            with self.subTest(result['id']):
                self.assertTrue(result['citations'])
                self.assertEqual(result['shade']['how'], shades[result['status']])
                for text in result['text'].values():
                    self.assertTrue(text.endswith('.'))
                    self.assertNotRegex(text, r'[.!?]\s')
                self.assertIn('would' if result['status'] == 'in-force' else 'would not apply',
                              result['text']['en'])
                self.assertRegex(result['text']['uk'], r'застосовувалася б')


class TestScenes(unittest.TestCase):
    def test_references(self):
        self.assertEqual([s['id'] for s in DOSSIER['scenes']], ['germany-1955', 'japan-1960'])
        for scene in DOSSIER['scenes']:
            with self.subTest(scene['id']):
                self.assertIn(scene['view'], ids('views'))
                self.assertLessEqual(set(scene['claims']), ids('claims'))
                self.assertLessEqual(set(scene['events']), ids('events'))
                self.assertTrue(scene['citations'] and scene['words'])
                for words in scene['words']:
                    self.assertTrue(words['citations'])
        shown = {c['id'] for c in DOSSIER['claims'] if 'scene' in c}
        self.assertEqual(shown, {c for s in DOSSIER['scenes'] for c in s['claims']})

    def test_features(self):
        for scene in DOSSIER['scenes']:
            data = json.loads((DATA / scene_file(scene)).read_text(encoding='utf-8'))
            classes = {c['id'] for c in scene['classes']}
            found, view = set(), next(v for v in DOSSIER['views'] if v['id'] == scene['view'])
            for feature in data['features']:
                with self.subTest(feature['id']):
                    properties = feature['properties']
                    self.assertEqual(sorted(properties['name']), ['en', 'uk'])
                    for citation in properties.get('citations', []):
                        self.assertIn(citation['source'], ids('sources'))
                    geometry = shape(feature['geometry'])
                    self.assertTrue(geometry.is_valid)
                    begin, end = properties['when'].split('/')
                    if begin <= scene['date'] and (end == '..' or scene['date'] <= end):
                        found.add(properties['class'])
                        self.assertTrue(shape({'type': 'Polygon', 'coordinates': [[
                            (view['bbox'][i], view['bbox'][j]) for i, j in
                            ((0, 1), (2, 1), (2, 3), (0, 3), (0, 1))]]}).intersects(geometry))
                    if feature['id'] in AREAS_KM2:
                        area, off = AREAS_KM2[feature['id']]
                        self.assertAlmostEqual(area_km2(geometry), area, delta=area * off)
            self.assertEqual(found, classes, scene['id'])

    def test_who_is_where(self):
        for name, place, day, expected in (
                ('germany-1955', (7.10, 50.73), '1955-05-06', {'covered'}),    # Bonn
                ('germany-1955', (13.74, 51.05), '1955-05-06', {'excluded'}),  # Dresden
                ('germany-1955', (13.33, 52.507), '1955-05-06', {'pledged'}),  # Berlin, Zoo
                ('germany-1955', (13.41, 52.52), '1955-05-06', {'excluded'}),  # Alexanderplatz
                ('germany-1955', (7.00, 49.24), '1955-05-06', {'apart'}),      # Saarbrücken
                ('germany-1955', (7.00, 49.24), '1957-01-01', {'covered'}),
                ('germany-1955', (10.94, 53.29), '1955-05-06', {'excluded'}),  # Amt Neuhaus
                ('japan-1960', (139.69, 35.69), '1960-06-23', {'covered'}),    # Tokyo
                ('japan-1960', (129.5, 28.35), '1960-06-23', {'covered'}),     # Amami
                ('japan-1960', (127.80, 26.33), '1960-06-23', {'apart'}),      # Okinawa
                ('japan-1960', (127.80, 26.33), '1972-05-15', {'covered'}),
                ('japan-1960', (147.9, 45.0), '1960-06-23', {'excluded'}),     # Iturup
                ('japan-1960', (145.9, 44.1), '1960-06-23', {'excluded'})):    # Kunashir
            scene = next(s for s in DOSSIER['scenes'] if s['id'] == name)
            data = json.loads((DATA / scene_file(scene)).read_text(encoding='utf-8'))
            found = set()
            for feature in data['features']:
                begin, end = feature['properties']['when'].split('/')
                if (begin == '..' or begin <= day) and (end == '..' or day <= end) and \
                        shape(feature['geometry']).contains(Point(place)):
                    found.add(feature['properties']['class'])
            self.assertEqual(found, expected, (name, place, day))


class TestTexts(unittest.TestCase):
    def test_both_languages(self):
        for member in ('sections', 'claims', 'positions', 'measures', 'ranges',
                       'borders_with_russia', 'scenario', 'scenes'):
            for path, text in texts(DOSSIER[member], member):
                self.assertEqual(sorted(text), ['en', 'uk'], path)
                self.assertTrue(all(t.strip() for t in text.values()), path)
                stops = {bool(re.search(r'[.!?][”»]?$', t)) for t in text.values()}
                self.assertEqual(len(stops), 1, path)

    def test_schema_refuses(self):
        validator = jsonschema.Draft202012Validator(SCHEMA)
        for change in (
                {'positions': [{**DOSSIER['positions'][0], 'position': 7}]},
                {'measures': [{**DOSSIER['measures'][0], 'states': []}]},
                {'borders_with_russia': [{**DOSSIER['borders_with_russia'][0], 'km': 0}]},
                {'scenes': [{**DOSSIER['scenes'][0], 'date': '1955'}]},
                {'scenario': {**DOSSIER['scenario'], 'table': []}},
                {'scenario': {**DOSSIER['scenario'], 'outcomes': [
                    {**DOSSIER['scenario']['outcomes'][0], 'status': 'maybe'}]}}):
            self.assertFalse(validator.is_valid({**DOSSIER, **change}), list(change))


if __name__ == '__main__':
    tap.main()
