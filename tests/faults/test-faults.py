#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports while the disk fails at every call in turn: there is the old file or the new one, whole,
the fault is told, and nothing else is left. The same while no area can be computed, or no picture made.
Usage: test-faults.py PROGRAM FAULTIO"""
import errno
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

FAULTIO = os.path.abspath(sys.argv.pop(2))
PROGRAM = os.path.abspath(sys.argv.pop(1))
DATA = os.environ['ACCESSION_DATA_DIR']
OLD = b'the old file'
MOST_CALLS = 200


class Faults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))
        self.mark = self.folder / 'mark'
        (self.folder / 'out').mkdir()
        self.told = 0

    def export(self, suffix, **fault):
        self.target = self.folder / 'out' / f'figure{suffix}'
        self.target.write_bytes(OLD)
        self.mark.unlink(missing_ok=True)
        arguments = ['--force', '-o', self.target, '--date', '2022-09-06', '--size', '320x240']
        if suffix == '.geojson':
            arguments += ['--layers', 'occupied']
        elif suffix == '.webp':
            arguments += ['--from', '2022-09-05', '--to', '2022-09-06', '--step', '1d']
            del arguments[3:5]
        elif suffix.startswith('-pair'):
            arguments += ['--scenario', 'freeze=2022-09-06', '--beside', '2024-03-31']
            del arguments[3:5]
        environment = {**tap.SANITIZERS, 'ACCESSION_DATA_DIR': DATA, 'LD_PRELOAD': tap.preload(FAULTIO),
                       'FAULT_FOLDER': str(self.folder / 'out'), 'FAULT_MARK': str(self.mark)}
        for name, value in fault.items():
            environment['FAULT_' + name] = str(value)
        return subprocess.run([PROGRAM, 'export', *map(str, arguments)], capture_output=True,
                              env=environment, timeout=120, check=False)

    def every_call(self, suffix, op, check, **fault):
        """Runs with the first, second … call failing, until none is left to fail."""
        result = self.export(suffix)
        self.assertEqual(result.returncode, 0, result.stderr)
        whole = self.target.read_bytes()
        self.assertNotEqual(whole, OLD)
        for n in range(1, MOST_CALLS, tap.STRIDE):
            result = self.export(suffix, OP=op, N=n, **fault)
            with self.subTest(suffix=suffix, op=op, n=n, **fault):
                if not self.mark.exists():
                    self.assertEqual(result.returncode, 0, result.stderr)
                    self.assertEqual(self.target.read_bytes(), whole)
                    break
                check(result, self.target.read_bytes(), whole)
        else:
            self.fail('never without a fault')
        self.assertGreater(n, 1, f'{op} was never called')

    def check_told(self, result, there, whole):
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn('figure', result.stderr.decode())
        self.assertIn(there, (OLD, whole))
        self.assertEqual(os.listdir(self.folder / 'out'), [self.target.name])

    def check_not_painted(self, result, there, whole):
        """What draws the parts of a name has another way to the same picture; all others are told."""
        if result.returncode == 0:
            self.assertEqual(there, whole)
            return
        self.told += 1
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertRegex(result.stderr.decode(), r'^accession: error: .*(could not be painted|could not be made)(: \w.*)?\n$')
        self.assertEqual(there, OLD)
        self.assertEqual(os.listdir(self.folder / 'out'), [self.target.name])

    def check_killed(self, result, there, whole):
        self.assertEqual(result.returncode, 137)
        self.assertIn(there, (OLD, whole))
        # Only between its link and its rename a file has a name of its own: a hidden one.
        for name in os.listdir(self.folder / 'out'):
            if name != self.target.name:
                self.assertRegex(name, r'^\.accession-[0-9a-f]{8}$')
                (self.folder / 'out' / name).unlink()

    def check_killed_early(self, result, there, whole):
        self.assertEqual(result.returncode, 137)
        self.assertEqual(there, OLD)
        self.assertEqual(os.listdir(self.folder / 'out'), [self.target.name])

    def test_series_leaves_nothing(self):
        frames = self.folder / 'out' / 'f-%02d.png'
        environment = {**tap.SANITIZERS, 'ACCESSION_DATA_DIR': DATA, 'LD_PRELOAD': tap.preload(FAULTIO),
                       'FAULT_OP': 'write', 'FAULT_FOLDER': str(self.folder / 'out'), 'FAULT_ERRNO': str(errno.ENOSPC)}
        for n in (1, 3, 5):
            result = subprocess.run(
                [PROGRAM, 'export', '-o', frames, '--from', '2022-02-22', '--to', '2022-02-26', '--step', '1d',
                 '--size', '320x240'], capture_output=True, env=dict(environment, FAULT_N=str(n)), check=False)
            self.assertEqual(result.returncode, 1)
            self.assertIn(b'f-0', result.stderr)
            self.assertEqual(os.listdir(self.folder / 'out'), [])

    def check_done(self, result, there, whole):
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(there, whole)


def add(name, suffix, op, check, **fault):
    def test(self):
        self.every_call(suffix, op, getattr(self, check), **fault)
    setattr(Faults, f'test_{suffix[1:]}_{name}', test)


for suffix_ in ('.png', '.svg', '.pdf', '.geojson', '.csv', '.json', '.webp', '-pair.png', '-pair.csv'):
    for op_, code in (('write', errno.ENOSPC), ('fsync', errno.EIO), ('linkat', errno.EACCES),
                      ('rename', errno.EACCES)):
        add(f'{op_}_fails', suffix_, op_, 'check_told', ERRNO=code)
    add('write_is_short', suffix_, 'write', 'check_done', SHORT=1)


def add_pictures(suffix, op, least):
    def test(self):
        self.every_call(suffix, op, self.check_not_painted)
        self.assertGreaterEqual(self.told, least // tap.STRIDE)
    setattr(Faults, f'test_{suffix[1:]}_{op}_fails', test)


for suffix_, op_, least_ in (('.png', 'picture', 8), ('.pdf', 'picture', 1), ('.webp', 'picture', 16),
                             ('-pair.png', 'picture', 8), ('.png', 'pack', 1)):
    add_pictures(suffix_, op_, least_)
for op_ in ('write', 'linkat'):
    add(f'killed_at_{op_}', '.svg', op_, 'check_killed_early', KILL=1)
for op_ in ('fsync', 'rename', 'close'):
    add(f'killed_at_{op_}', '.svg', op_, 'check_killed', KILL=1)


def square(west, east, **properties):
    return {'type': 'Feature', 'properties': properties, 'geometry': {
        'type': 'Polygon', 'coordinates': [[[west, 21], [east, 21], [east, 25], [west, 25], [west, 21]]]}}


class Areas(unittest.TestCase):
    """No number or shape is made up when GEOS gives none."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))
        self.path = self.folder / 'box.dossier.json'
        style = {'fill': 'teal'}
        self.path.write_text(json.dumps({
            'format': 'accession-dossier', 'version': 1, 'id': 'box', 'title': 'Box', 'span': '2020/2024',
            'home': {'date': '2022-06-01', 'view': 'all'},
            'readout': {'whole': 'country', 'parts': ['free', 'held', 'both', 'all']},
            'views': [{'id': 'all', 'title': 'All', 'bbox': [15, 20, 25, 26]}],
            'layers': [
                {'id': 'country', 'title': 'Country', 'data': 'country.geojson', 'style': style},
                {'id': 'held', 'title': 'Held', 'data': 'held.geojson', 'style': style},
                {'id': 'free', 'title': 'Free', 'style': style,
                 'derivation': {'operation': 'difference', 'of': ['country', 'held']}},
                {'id': 'both', 'title': 'Both', 'style': style,
                 'derivation': {'operation': 'intersection', 'of': ['country', 'held']}},
                {'id': 'all', 'title': 'All', 'style': style,
                 'derivation': {'operation': 'union', 'of': ['country', 'held']}}]}))
        (self.folder / 'country.geojson').write_text(json.dumps(square(16, 24)))
        bow = {'type': 'Feature', 'properties': {'when': '2022/..'}, 'geometry': {
            'type': 'Polygon', 'coordinates': [[[20, 21], [24, 25], [24, 21], [20, 25], [20, 21]]]}}
        later = square(21, 23, when='2023/..', precision_km=5)
        (self.folder / 'held.geojson').write_text(json.dumps(
            {'type': 'FeatureCollection', 'features': [bow, later]}))

    def every_call(self, *arguments, step=37):
        mark = self.folder / 'mark'
        environment = {**tap.SANITIZERS, 'ACCESSION_DATA_DIR': DATA, 'LD_PRELOAD': tap.preload(FAULTIO),
                       'FAULT_OP': 'geos', 'FAULT_MARK': str(mark)}
        whole = None
        told = 0

        def made(result):
            """What was asked for: what was printed, and the figure."""
            return result.stdout, '-o' in arguments and arguments[arguments.index('-o') + 1].read_bytes()

        # The first of them one by one, then in longer steps.
        for n in [*range(0, 40, tap.STRIDE), *range(40, 100000, step * tap.STRIDE)]:
            mark.unlink(missing_ok=True)
            result = subprocess.run([PROGRAM, arguments[0], self.path, *map(str, arguments[1:])],
                                    capture_output=True, env=dict(environment, FAULT_N=str(n)), timeout=120,
                                    check=False)
            said = result.stderr.decode()
            with self.subTest(arguments=arguments, n=n):
                self.assertIn(result.returncode, (0, 1), said)
                self.assertNotRegex(said + result.stdout.decode(), r'CRITICAL|WARNING \*\*|\bnan\b|\binf\b')
                if n == 0:
                    self.assertEqual(result.returncode, 0, said)
                    whole = made(result)
                if result.returncode == 1:
                    told += 1
                    self.assertRegex(said, 'could not|cannot')
                else:
                    self.assertEqual(made(result), whole)
                if n > 0 and not mark.exists():
                    break
        else:
            self.fail('never without a fault')
        self.assertGreater(told, 0)

    def test_info(self):
        self.every_call('info', '--json', '--date', '2023-06-01')

    def test_info_compare(self):
        self.every_call('info', '--json', '--date', '2022-06-01', '--compare', '2023-06-01')

    def test_figures(self):
        for suffix in ('svg', 'csv', 'geojson'):
            self.every_call('export', '--force', '-o', self.folder / f'out.{suffix}', '--date', '2023-06-01',
                            '--size', '320x240', '--layers', 'country,held,free,both,all')

    def test_pages(self):
        """Each map on a page, and each picture that moves."""
        for suffix, *how in (('svg', '--date', '2023-06-01', '--parts', 'inset'),
                             ('svg', '--dates', '2022-06-01,2023-06-01'),
                             ('webp', '--from', '2022-12-31', '--to', '2023-01-01', '--step', '1d')):
            self.every_call('export', '--force', '-o', self.folder / f'out.{suffix}', *how, '--size', '480x320',
                            '--layers', 'country,held,free,both,all', step=61)

    def make_states(self):
        """An area that grows from one state to the next, and what lies within the range of it."""
        dossier = json.loads(self.path.read_text())
        style = {'fill': 'blue'}
        dossier['layers'] = [
            {'id': 'country', 'title': 'Country', 'data': 'country.geojson', 'style': style},
            {'id': 'held', 'title': 'Held', 'data': 'held.geojson', 'style': style},
            {'id': 'near', 'title': 'Near', 'style': style, 'hypothetical': True,
             'derivation': {'operation': 'reach', 'of': ['held'], 'range': 'r'}}]
        dossier['readout'] = {'whole': 'country', 'parts': ['held']}
        dossier['sources'] = [{'id': 's', 'title': 'S'}]
        dossier['ranges'] = {'title': 'Ranges', 'note': 'Note', 'systems': [
            {'id': 'r', 'title': 'R', 'km': 70, 'text': 'T', 'when': '2024', 'citations': [{'source': 's'}]}]}
        self.path.write_text(json.dumps(dossier))
        (self.folder / 'held.geojson').write_text(json.dumps({'type': 'FeatureCollection', 'features': [
            square(20, 22, when='2022-05-20/2022-06-19'), square(21, 23, when='2022-06-20/..')]}))

    def test_between_two_states(self):
        self.make_states()
        for suffix in ('svg', 'csv', 'geojson'):
            self.every_call('export', '--force', '-o', self.folder / f'out.{suffix}', '--date', '2022-06-01',
                            '--interpolate', '--size', '320x240', '--layers', 'country,held')

    def test_what_an_outcome_covers(self):
        self.path = pathlib.Path(DATA) / 'ukraine-nato.dossier.json'
        self.every_call('export', '--force', '-o', self.folder / 'out.csv', '--scenario',
                        'reforms=done,end=armistice,invitation=given,ratification=all,freeze=2022-09-06', step=211)

    def test_two_outcomes(self):
        self.path = pathlib.Path(DATA) / 'ukraine-nato.dossier.json'
        self.every_call('export', '--force', '-o', self.folder / 'out.svg', '--size', '640x480', '--scenario',
                        'freeze=2022-09-06', '--beside', '2024-03-31', step=997)

    def test_what_lies_within_a_range(self):
        self.make_states()
        for suffix in ('svg', 'csv', 'geojson'):
            self.every_call('export', '--force', '-o', self.folder / f'out.{suffix}', '--date', '2023-06-01',
                            '--size', '320x240', '--layers', 'held,near')

    def test_difference(self):
        for suffix in ('png', 'csv', 'geojson'):
            self.every_call('export', '--force', '-o', self.folder / f'out.{suffix}', '--date', '2023-06-01',
                            '--compare', '2022-06-01', '--size', '320x240', '--layers', 'country,held')


if __name__ == '__main__':
    tap.main()
