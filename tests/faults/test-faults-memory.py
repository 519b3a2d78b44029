#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens when there is no memory for one thing, and for all that follow: a sentence and the old
files, or what was asked for. Usage: test-faults-memory.py PROGRAM FAULTIO"""
import json
import os
import pathlib
import signal
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
# One piece, and all later ones that are not small: of those GLib makes its message.
FAULTS = {}, {'ALL': 1, 'SIZE': 256}
LARGE = 64 * 1024 * 1024
# GLib has other kinds of memory, of slices and threads, for which it ends the program in its own words;
# PROJ does so as C++ does.
ENDS = 'failed to allocate|Cannot allocate memory|std::bad_alloc'


def turned(value):
    """With each ring from its least position on: GEOS 3.13 begins elsewhere after a fault."""
    if isinstance(value, dict):
        return {key: turned(one) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) > 3 and value[0] == value[-1] and isinstance(value[0], list):
        first = value.index(min(value))
        return value[first:-1] + value[:first + 1]
    return [turned(one) for one in value]


class Memory(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))
        self.mark = self.folder / 'mark'
        self.out = self.folder / 'out'
        self.out.mkdir()
        square = {'type': 'Polygon', 'coordinates': [[[16, 21], [24, 21], [24, 25], [16, 25], [16, 21]]]}
        for name, shape in (('country', square), ('held', {**square, 'coordinates': [[
                [20, 21], [24, 21], [24, 25], [20, 25], [20, 21]]]})):
            (self.folder / f'{name}.geojson').write_text(json.dumps(
                {'type': 'Feature', 'properties': {'when': '2022/..'}, 'geometry': shape}))
        self.path = self.folder / 'box.dossier.json'
        self.path.write_text(json.dumps({
            'format': 'accession-dossier', 'version': 1, 'id': 'box', 'title': 'Box', 'span': '2020/2024',
            'home': {'date': '2022-06-01', 'view': 'all'},
            'views': [{'id': 'all', 'title': 'All', 'bbox': [15, 20, 25, 26]}],
            'layers': [{'id': 'country', 'title': 'Country', 'data': 'country.geojson', 'style': {'fill': 'teal'}},
                       {'id': 'held', 'title': 'Held', 'data': 'held.geojson', 'style': {'fill': 'blue'}},
                       {'id': 'free', 'title': 'Free', 'style': {'fill': 'teal'},
                        'derivation': {'operation': 'difference', 'of': ['country', 'held']}}]}))

    def run_without(self, *arguments, **fault):
        """The program, for which the N-th piece of memory is not there."""
        self.mark.unlink(missing_ok=True)
        environment = {'ACCESSION_DATA_DIR': DATA, 'LD_PRELOAD': FAULTIO, 'FAULT_OP': 'malloc',
                       'FAULT_MARK': str(self.mark)}
        for name, value in fault.items():
            environment['FAULT_' + name] = str(value)
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, env=environment, timeout=60,
                              check=False)

    def check_told(self, result):
        """It ends with a sentence, of ours but for the libraries that end it themselves."""
        said = result.stderr.decode(errors='replace')
        self.assertNotIn('CRITICAL', said)
        if result.returncode > 0:
            self.assertEqual(result.returncode, 1, said)
            self.assertRegex(said, 'accession: error: |: error: ')
        elif result.returncode < 0:
            self.assertRegex(said, ENDS)
            self.assertIn(-result.returncode, (signal.SIGABRT, signal.SIGTRAP), said)

    def every_piece(self, run, check, **fault):
        """One piece after the other fails, in steps of a per cent, until all that is asked for is there."""
        ours = 0
        n = 1
        while True:
            result = run(N=n, **fault)
            with self.subTest(n=n, **fault):
                check(result)
            ours += result.returncode == 1
            if not self.mark.exists():
                break
            n += 1 + n // 30
        self.assertGreater(ours, 10)

    def test_what_is_printed(self):
        for arguments in (('info', self.path, '--json', '--date', '2023-01-01'), ('validate', self.path, '--json')):
            whole = self.run_without(*arguments, N=10**9)
            self.assertEqual(whole.returncode, 0, whole.stderr)

            def check(result):
                self.check_told(result)
                if result.returncode == 0 and b'could not be checked' not in result.stdout + result.stderr:
                    self.assertEqual(result.stdout, whole.stdout)  # noqa: B023

            for fault in FAULTS:
                self.every_piece(lambda **fault: self.run_without(*arguments, **fault), check, **fault)  # noqa: B023

    def files(self, suffix, check_told, *arguments, faults=FAULTS):
        target = self.out / f'figure{suffix}'

        def export(**fault):
            target.write_bytes(OLD)
            return self.run_without('export', self.path, '--force', '-o', target, '--size', '200x150', *arguments,
                                    **fault)

        self.assertEqual(export(N=10**9).returncode, 0)
        whole = target.read_bytes()

        def check(result):
            check_told(result)
            there = target.read_bytes()
            self.assertEqual(os.listdir(self.out), [target.name])
            if result.returncode != 0:
                self.assertIn(there, (OLD, whole))
            elif suffix == '.png':
                self.assertTrue(there.startswith(b'\x89PNG') and there.endswith(whole[-12:]))
            elif suffix == '.geojson':
                self.assertEqual(turned(json.loads(there)), turned(json.loads(whole)))
            else:
                self.assertEqual(there, whole)

        for fault in faults:
            self.every_piece(export, check, **fault)
        target.unlink()

    def test_tables_and_layers(self):
        self.files('.csv', self.check_told)
        self.files('.geojson', self.check_told, '--layers', 'held,free')

    def test_figures(self):
        """Fontconfig takes no care of memory: it crashes, and never ends when there is no more at all. Files
        are whole."""
        self.files('.png', lambda result: None, faults=({},))

    def test_no_large_piece(self):
        """What a file says of its own size is not what is asked of the system."""
        for suffix in ('.png', '.svg', '.pdf'):
            result = self.run_without('export', self.path, '-o', self.out / f'large{suffix}', '--size', '4000x3000',
                                      N=1, ALL=1, SIZE=LARGE)
            self.assertEqual((result.returncode, result.stderr), (0, b''))
        self.assertFalse(self.mark.exists())
        large = self.folder / 'large.dossier.json'
        with open(large, 'wb') as file:
            file.write(self.path.read_bytes()[:-1] + b', "note": "')
            file.seek(LARGE + 4096)
            file.write(b'"}')
        result = self.run_without('validate', large, N=1, ALL=1, SIZE=LARGE)
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stdout.decode() + result.stderr.decode(), 'error: ')


if __name__ == '__main__':
    tap.main()
