#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds of any dossier, shown with random ones: each case says the seed that makes it again. References
and cycles are found as a second, simple search finds them; what is written is read as what it was.
Usage: test-properties.py PROGRAM"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
SQUARE = {'type': 'Polygon', 'coordinates': [[[16, 21], [24, 21], [24, 25], [16, 25], [16, 21]]]}
DEPTH_MAX = 64  # of derivations of derivations
KEPT = 100      # errors that are told one by one


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))
        self.path = self.folder / 'a.dossier.json'

    def run_program(self, *arguments, before=()):
        result = subprocess.run([*before, PROGRAM, *map(str, arguments)], capture_output=True, encoding='utf-8',
                                timeout=120, check=False)
        self.assertIn(result.returncode, (0, 1), result.stderr)
        return result

    def write(self, **members):
        self.path.write_text(json.dumps({'format': 'accession-dossier', 'version': 1, 'id': 'a', 'title': 'A',
                                         'span': '2020/2024', **members}))


def has_cycle(edges):
    """By taking away, again and again, all that depends on nothing that is left."""
    left = {node: set(targets) for node, targets in edges.items()}
    users = {}
    for node, targets in left.items():
        for target in targets:
            users.setdefault(target, set()).add(node)
    free = [node for node, targets in left.items() if not targets]
    while free:
        gone = free.pop()
        del left[gone]
        for user in users.get(gone, ()):
            left[user].discard(gone)
            if not left[user]:
                free.append(user)
    return bool(left)


def depth_of(edges):
    """Of a graph without cycles: how many derivations follow one another."""
    depths = {}
    stack = list(edges)
    while stack:
        node = stack[-1]
        missing = [target for target in edges[node] if target not in depths]
        if missing:
            stack.extend(missing)
        else:
            depths[node] = max((depths[target] + 1 for target in edges[node]), default=0)
            stack.pop()
    return max(depths.values(), default=0)


class Graphs(Case):
    def check(self, seed, n, share_land, share_dangling, forward, near=None, before=()):
        """A graph of @n layers; with @forward most of them derive of earlier ones only, of the @near last."""
        chance = random.Random(seed)
        ids = [f'l{i}' for i in range(n)]
        layers, edges, dangling = [], {}, 0
        for i, name in enumerate(ids):
            layer = {'id': name, 'title': name}
            edges[name] = []
            if i < 2 or chance.random() < share_land:
                layer['data'] = 'land.geojson'
            else:
                of = []
                for _ in range(2):
                    if chance.random() < share_dangling:
                        of.append(f'none{i}')
                        dangling += 1
                    else:
                        of.append(ids[chance.randrange(max(0, i - (near or i)), i) if chance.random() < forward else chance.randrange(n)])
                layer['derivation'] = {'operation': chance.choice(['union', 'intersection']), 'of': of}
                edges[name] = [target for target in of if target.startswith('l')]
            layers.append(layer)
        (self.folder / 'land.geojson').write_text(json.dumps(
            {'type': 'Feature', 'properties': {}, 'geometry': SQUARE}))
        self.write(layers=layers)
        result = self.run_program('validate', '--json', self.path, before=before)
        told = json.loads(result.stdout)[0]
        messages = [item['message'] for item in told['diagnostics'] if item['severity'] == 'error']
        cycles = [message for message in messages if 'derived from itself' in message]
        strangers = [message for message in messages if 'there is no layer' in message]
        deep = [message for message in messages if 'derivations in a row' in message]
        self.assertEqual(set(messages), {*cycles, *strangers, *deep}, messages)
        if told['errors'] <= KEPT:
            self.assertEqual(len(strangers), dangling)
            # Layers that lack an operand are told of that alone.
            if dangling == 0:
                self.assertEqual(bool(cycles), has_cycle(edges), messages)
                if not cycles:
                    self.assertEqual(bool(deep), depth_of(edges) > DEPTH_MAX, messages)
        for message in cycles:
            way = re.search('itself: (.*)', message).group(1).split(' → ')
            self.assertEqual(way[0] if '…' not in way else way[-1], way[-1])
            for one, next_one in zip(way, way[1:]):
                if '…' not in (one, next_one):
                    self.assertIn(next_one, edges[one], message)
        return bool(cycles), bool(strangers), bool(deep), not messages

    def test_small_graphs(self):
        seen = [0, 0, 0, 0]
        for seed in range(120):
            with self.subTest(seed=seed):
                if seed % 6 == 0:  # long
                    found = self.check(seed, 100 + seed, 0.01, 0, 1, near=2)
                else:
                    found = self.check(seed, 3 + seed % 28, (0.2, 0.5, 0.05)[seed % 3], (0, 0, 0, 0.1)[seed % 4],
                                       (0.9, 1, 1, 0.5, 1)[seed % 5])
                seen = [before + now for before, now in zip(seen, found)]
        # Each kind has come often enough.
        self.assertTrue(all(n > 5 for n in seen), seen)

    def test_large_graphs(self):
        """Neither does it take the square of the time nor a frame of the stack a layer."""
        for seed, share_dangling, forward in ((1, 0, 1), (2, 0, 0.999), (3, 0.001, 1)):
            with self.subTest(seed=seed):
                self.check(seed, 10000, 0.3, share_dangling, forward, before=['prlimit', '--stack=524288'])

    def test_a_long_chain_and_a_long_cycle(self):
        for last in ([], ['l9999', 'l0']):
            layers = [{'id': 'l0', 'title': 'l0', 'data': 'land.geojson'}]
            if last:
                layers[0] = {'id': 'l0', 'title': 'l0', 'derivation': {'operation': 'union', 'of': last}}
            layers += [{'id': f'l{i}', 'title': f'l{i}', 'derivation': {'operation': 'union',
                                                                       'of': [f'l{i - 1}', f'l{i - 1}']}}
                       for i in range(1, 10000)]
            (self.folder / 'land.geojson').write_text(json.dumps(
                {'type': 'Feature', 'properties': {}, 'geometry': SQUARE}))
            self.write(layers=layers)
            result = self.run_program('validate', self.path, before=['prlimit', '--stack=524288'])
            self.assertEqual(result.returncode, 1)
            self.assertIn('derived from itself' if last else 'derivations in a row', result.stdout + result.stderr)


class Written(Case):
    """What is written is read as what it was."""

    def random_number(self, chance, most):
        places = chance.randrange(8)
        return round(chance.uniform(-most, most), places)

    def random_feature(self, chance):
        kind = chance.choice(['Point', 'LineString', 'Polygon', 'MultiPolygon'])

        def place():
            return [self.random_number(chance, 179), self.random_number(chance, 84)]

        def box():
            west, south = self.random_number(chance, 170), self.random_number(chance, 80)
            east, north = west + chance.choice([0.5, 1.25, 3]), south + chance.choice([0.25, 1, 2.5])
            return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]

        coordinates = {'Point': place, 'LineString': lambda: [place() for _ in range(chance.randrange(2, 9))],
                       'Polygon': box, 'MultiPolygon': lambda: [box()]}[kind]()
        properties = {}
        if chance.random() < 0.6:
            year = chance.randrange(2020, 2024)
            properties['when'] = chance.choice([f'{year}', f'{year}-05', f'{year}-05-17/..', f'../{year}-11-30',
                                                f'{year}-02-03/{year + 1}-04-05', f'{year}~'])
        if chance.random() < 0.6:
            properties['name'] = chance.choice(['A', {'en': 'Kyiv', 'uk': 'Київ'}, '<b>&amp; “q”\\ "', '\u202ex\n\t',
                                                '🇺🇦'])
        if chance.random() < 0.3:
            properties['rank'] = chance.randrange(1, 6)
        return {'type': 'Feature', 'properties': properties, 'geometry': {'type': kind, 'coordinates': coordinates}}

    def export(self, name):
        result = self.run_program('export', self.path, '--force', '-o', self.folder / name, '--layers', 'land', '--date',
                                  '2022-06-15')
        self.assertEqual((result.returncode, result.stderr), (0, ''))
        return (self.folder / name).read_text()

    def numbers(self, value):
        if isinstance(value, list):
            return [number for item in value for number in self.numbers(item)]
        return [value]

    def test_layers(self):
        for seed in range(60):
            chance = random.Random(seed)
            features = [self.random_feature(chance) for _ in range(chance.randrange(1, 12))]
            with self.subTest(seed=seed):
                (self.folder / 'land.geojson').write_text(json.dumps(
                    {'type': 'FeatureCollection', 'features': features}))
                self.write(layers=[{'id': 'land', 'title': 'Land', 'data': 'land.geojson'}],
                           home={'date': '2022-06-15'})
                first = self.export('first.geojson')
                # No number but those that were there.
                known = {float(n) for feature in features for n in self.numbers(feature['geometry']['coordinates'])}
                for feature in json.loads(first)['features']:
                    for number in self.numbers(feature['geometry']['coordinates']):
                        self.assertLess(min(abs(number - other) for other in known), 1e-9, number)
                (self.folder / 'land.geojson').write_text(first)
                self.assertEqual(self.export('second.geojson'), first)

    def test_figures(self):
        parts = ['legend', 'scale', 'readout', 'timeline', 'inset']
        for seed in range(40):
            chance = random.Random(seed)
            options = ['--date', f'20{chance.randrange(14, 25)}-0{chance.randrange(1, 8)}-1{chance.randrange(10)}',
                       '--size', f'{chance.randrange(16, 3000)}x{chance.randrange(16, 3000)}',
                       '--scale', chance.choice(['1', '1.5', '2.25', '8']),
                       '--style', chance.choice(['light', 'dark', 'grey']),
                       '--parts', ','.join(chance.sample(parts, chance.randrange(1, 6))),
                       '--language', chance.choice(['en', 'uk']),
                       '--layers', chance.choice(['occupied', 'occupied:40,cities', 'covered:12'])]
            if chance.random() < 0.5:
                options += ['--title', chance.choice(['A "title" \\ <b>', 'Є\u202eнь', '=1+1', '  two  '])]
            if chance.random() < 0.5:
                options += ['--caption', 'Any\nlines']
            with self.subTest(seed=seed, options=options):
                one, two = self.folder / 'one.json', self.folder / 'two.json'
                result = self.run_program('export', '--force', '-o', one, *options)
                self.assertEqual(result.returncode, 0, result.stderr)
                result = self.run_program('export', '--force', '-o', two, '--figure', one)
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertEqual(two.read_text(), one.read_text())


if __name__ == '__main__':
    tap.main()
