#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Huge files: what they take in memory, and that what is wrong in them, a million times, is told in
bounded time. Usage: test-huge.py PROGRAM"""
import json
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
DATA = os.environ['ACCESSION_DATA_DIR']
MIB = 1024 * 1024
# Of processor time: far more than any of this takes, and far less than what grows with the square.
PATIENCE_S = 300 if tap.SANITIZERS else 60
# The sanitizers keep some three times as much, and 256 MiB of what has been let go of.
MORE, LET_GO_MIB = (3, 256) if tap.SANITIZERS else (1, 0)

HEAD = ('{"format":"accession-dossier","version":1,"id":"huge","title":"Huge","lanes":[{"id":"l","title":"L"}],'
        '"sources":[{"id":"s","type":"report","title":"A source"}]')
LAYER = ',"layers":[{"id":"land","title":"Land","data":"land.geojson"}]}'
# No program ends for want of memory with as much as this; the sanitizers need terabytes to look at.
ADDRESSES = resource.RLIM_INFINITY if tap.SANITIZERS else 2048 * MIB
# Prints as the last line how much memory was resident at most, in KiB.
MEASURE = ('import resource, subprocess, sys; limits = int(sys.argv[1]), int(sys.argv[2]); '
           'code = subprocess.run(sys.argv[3:], preexec_fn=lambda: [resource.setrlimit(which, (limit, limit)) '
           'for which, limit in zip((resource.RLIMIT_CPU, resource.RLIMIT_AS), limits)]).returncode; '
           'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code % 256)')


def event(index, more=''):
    return (f'{{"id":"e{index}","title":"Event {index}","when":"20{index % 90 + 10}-0{index % 9 + 1}","lane":"l",'
            f'"citations":[{{"source":"s"}}]{more}}}')


def events(n, make=event):
    return HEAD + ',"events":[' + ','.join(map(make, range(n))) + ']}'


class Huge(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.path = self.folder / 'huge.dossier.json'

    def run_on(self, text, command, *arguments, land=None):
        """What it returned, printed and said, and MiB of memory; the files' MiB."""
        self.path.write_text(text)
        size = len(text)
        if land is not None:
            (self.folder / 'land.geojson').write_text(land)
            size += len(land)
        result = subprocess.run(
            [sys.executable, '-c', MEASURE, str(PATIENCE_S), str(ADDRESSES), PROGRAM, command, str(self.path),
             *map(str, arguments)],
            capture_output=True, text=True, timeout=900, check=False,
            env={**tap.SANITIZERS, 'ACCESSION_DATA_DIR': DATA, 'PATH': os.environ['PATH']})
        said, _, peak = result.stderr.strip().rpartition('\n')
        return result.returncode, result.stdout, said, (int(peak) / 1024 - LET_GO_MIB) / MORE, size / MIB

    def check_bound(self, peak, size):
        self.assertLess(peak, 6 * size + 150)

    def check_tree_bound(self, peak, size):
        """Of what has to become a tree, whose small objects take far more than their text."""
        self.assertLess(peak, 6 * size + 900)

    def check_faults(self, text, n, *sentences, land=None):
        """The first hundred are told, each with its place, and the rest are counted."""
        code, out, said, peak, size = self.run_on(text, 'validate', land=land)
        told = (out + said).splitlines()
        self.assertEqual(code, 1, told[-3:])
        errors = [line for line in told if ': error: ' in line]
        self.assertEqual(len(errors), 100)
        for line in errors:
            self.assertRegex(line, r':1:\d+: error: ')
        for sentence in sentences:
            self.assertIn(sentence, '\n'.join(told))
        self.assertIn(f'{n - 100} more errors', told[-1])
        return peak, size

    def test_a_million_events(self):
        n = 200000 if tap.SANITIZERS else 1000000
        code, out, said, peak, size = self.run_on(events(n), 'info', '--json')
        self.assertEqual(code, 0, said)
        self.assertEqual(json.loads(out)['counts']['events'], n)
        self.check_bound(peak, size)
        self.assertLess(peak, 1536)

    def test_events_without_citations(self):
        self.check_bound(*self.check_faults(
            events(300000, lambda i: f'{{"id":"e{i}","title":"E","when":"2020","lane":"l"}}'), 300000,
            '“citations” is missing'))

    def test_everything_twice(self):
        self.check_bound(*self.check_faults(
            events(200000, lambda i: event(i % 100000)), 100000, 'the event “e99” is already there at line 1, column '))

    def test_references_to_nothing(self):
        n = 100000
        places = ','.join(f'{{"id":"place-number-{i}","title":"P","coordinates":[1,1]}}' for i in range(n))
        text = events(n, lambda i: event(i, f',"place":"plac-number-{i + n}"'))[:-1] + f',"places":[{places}]}}'
        self.check_bound(*self.check_faults(text, n, 'did you mean “place-number-'))

    def test_features_twice(self):
        features = ','.join(f'{{"type":"Feature","id":"f{i % 50000}","properties":{{}},'
                            '"geometry":{"type":"Point","coordinates":[1,1]}}' for i in range(100000))
        self.check_tree_bound(*self.check_faults(
            HEAD + LAYER, 50000, 'the feature “f99” is already there at line 1, column ',
            land=f'{{"type":"FeatureCollection","features":[{features}]}}'))

    def test_floods(self):
        """Whatever is repeated: refused in a sentence, and memory keeps its bounds."""
        n = 24 * MIB
        for name, text, sentence in (
                ('opened', '[' * n, 'nested deeper than 128 levels'),
                ('empty lines', '\n' * n, 'the file is empty'),
                ('garbage', '@#$ ' * (n // 4), 'expected a value'),
                ('one text', HEAD + ',"x":"' + 'x' * n + '"}', 'longer than'),
                ('cut', events(n // 100)[:-2], 'the file ends inside the array'),
                ('zeros', HEAD + ',"x":[' + '0,' * (n // 2) + '0]}', 'more objects, texts and numbers'),
                ('arrays', HEAD + ',"x":[' + '[],' * (n // 3) + '[]]}', 'more objects, texts and numbers'),
                ('texts', HEAD + ',"x":[' + ('"' + 'x' * 1000000 + '",') * 24 + '0]}', None)):
            with self.subTest(name):
                code, out, said, peak, size = self.run_on(text, 'validate')
                self.assertEqual(code, 1 if sentence else 0, said[-300:])
                self.assertIn(sentence or ': valid', out + said)
                self.check_bound(peak, size)

    def test_a_million_corners(self):
        """Of one area: within memory, in the time that an export has, and its size is right."""
        n = 200000 if tap.SANITIZERS else 1000000
        ring = [f'[{30 + 4 * math.cos(2 * math.pi * i / n):.7f},{45 + 4 * math.sin(2 * math.pi * i / n):.7f}]'
                for i in range(n)]
        land = '{"type":"Polygon","coordinates":[[' + ','.join(ring + ring[:1]) + ']]}'
        code, out, said, peak, size = self.run_on(
            HEAD + LAYER[:-1] + ',"readout":{"whole":"land","parts":["land"]}}', 'info', '--json', land=land)
        self.assertEqual(code, 0, said)
        self.check_bound(peak, size)
        self.assertLess(peak, 400)
        # An ellipse of 4° on the sphere of the same surface, thinly sliced.
        radius_km, slices = 6371.0072, 20000
        expected = sum(2 * math.sqrt(16 - ((k + .5) * 8 / slices - 4) ** 2) * math.pi / 180 * radius_km ** 2 *
                       math.cos(math.radians(45 + (k + .5) * 8 / slices - 4)) * math.radians(8 / slices)
                       for k in range(slices))
        km2 = json.loads(out)['areas']['land']['km2']
        self.assertLess(abs(km2 / expected - 1), 0.005)
        picture = self.folder / 'a.svg'
        code, _, said, peak, size = self.run_on(self.path.read_text(), 'export', '-o', picture, '--size', '640x480',
                                                '--layers', 'land', land=land)
        self.assertEqual(code, 0, said)
        self.assertLess(peak, 400)
        # What is smaller than a pixel is no part of it.
        self.assertLess(picture.stat().st_size, 4 * MIB)
        self.assertIn('<path', picture.read_text())


if __name__ == '__main__':
    tap.main()
