#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading while the disk fails at every call in turn, gives one byte at a time or is interrupted: what
cannot be read is told by its name, and nothing is made up. Usage: test-faults-reading.py PROGRAM FAULTIO"""
import errno
import gzip
import json
import os
import pathlib
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))
sys.path.insert(0, str(TESTS / 'tiles'))
import tap  # noqa: E402
from tileserver import png  # noqa: E402

FAULTIO = os.path.abspath(sys.argv.pop(2))
PROGRAM = os.path.abspath(sys.argv.pop(1))
DATA = os.environ['ACCESSION_DATA_DIR']
MOST_CALLS = 400
LARGE = 17 * 1024 * 1024  # read in another way than a small one


def make_mbtiles(path):
    with sqlite3.connect(path) as database:
        database.executescript('CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);'
                               'CREATE TABLE metadata (name, value);')
        database.executemany('INSERT INTO tiles VALUES (?, ?, ?, ?)',
                             [(z, x, y, png(256, 256, (250, 80, 200)))
                              for z in range(2) for x in range(2 ** z) for y in range(2 ** z)])
    database.close()


def make_pmtiles(path):
    """The world as one picture, in version 3."""
    tile = png(256, 256, (250, 80, 200))
    directory = gzip.compress(bytes([1, 0, 1]) + varint(len(tile)) + bytes([1]))
    metadata = gzip.compress(b'{}')
    at = 127 + len(directory)
    header = b'PMTiles\x03' + struct.pack('<11Q', 127, len(directory), at, len(metadata), 0, 0, at + len(metadata),
                                          len(tile), 1, 1, 1)
    header += bytes([1, 2, 1, 2, 0, 0]) + struct.pack('<4i', -1800000000, -850000000, 1800000000, 850000000)
    header += bytes([0]) + struct.pack('<2i', 0, 0)
    path.write_bytes(header + directory + metadata + tile)


def varint(number):
    out = b''
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


class Reading(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))
        self.there = self.folder / 'there'
        self.there.mkdir()
        self.mark = self.folder / 'mark'
        self.picture = self.folder / 'a.png'
        square = {'type': 'Polygon', 'coordinates': [[[16, 21], [24, 21], [24, 25], [16, 25], [16, 21]]]}
        (self.there / 'land.geojson').write_text(json.dumps(
            {'type': 'Feature', 'properties': {'when': '2022/..'}, 'geometry': square}))
        self.path = self.there / 'box.dossier.json'
        self.path.write_text(json.dumps({
            'format': 'accession-dossier', 'version': 1, 'id': 'box', 'title': 'Box', 'span': '2020/2024',
            'home': {'date': '2022-06-01', 'view': 'all'},
            'views': [{'id': 'all', 'title': 'All', 'bbox': [15, 20, 25, 26]}],
            'layers': [{'id': 'land', 'title': 'Land', 'data': 'land.geojson', 'style': {'fill': 'teal'}}]}))

    def run_program(self, *arguments, **fault):
        self.mark.unlink(missing_ok=True)
        environment = {**tap.SANITIZERS, 'ACCESSION_DATA_DIR': DATA, 'LD_PRELOAD': tap.preload(FAULTIO),
                       'FAULT_FOLDER': str(self.there), 'FAULT_MARK': str(self.mark)}
        for name, value in fault.items():
            environment['FAULT_' + name] = str(value)
        result = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, env=environment, timeout=120,
                                check=False)
        self.assertGreaterEqual(result.returncode, 0, result.stderr)
        self.assertNotIn(b'CRITICAL', result.stderr)
        return result

    def every_call(self, op, names, *arguments, **fault):
        """What is told is one of @names; without any of them nothing may be noticed at all."""
        whole = self.run_program(*arguments)
        self.assertEqual(whole.returncode, 0, whole.stderr)
        picture = self.picture.read_bytes() if self.picture.exists() else None
        for n in range(1, MOST_CALLS, tap.STRIDE):
            result = self.run_program(*arguments, OP=op, N=n, **fault)
            with self.subTest(arguments=arguments, n=n, **fault):
                # SQLite may look twice, and need what it could not read for nothing.
                if not self.mark.exists() or not names or (result.returncode == 0 and picture is not None):
                    self.assertEqual((result.returncode, result.stdout), (0, whole.stdout), result.stderr)
                    self.assertEqual(self.picture.read_bytes() if self.picture.exists() else None, picture)
                else:
                    said = (result.stdout + result.stderr).decode()
                    self.assertEqual(result.returncode, 1, said)
                    self.assertRegex(said, f'({"|".join(names)}).*(Input/output error|could not be read|cannot)')
                if not self.mark.exists():
                    break
        else:
            self.fail('never without a fault')
        self.assertGreater(n, 1, f'{op} was never called')

    def test_dossier_that_cannot_be_read(self):
        self.every_call('read', ['box.dossier.json', 'land.geojson'], 'info', self.path, '--json', ERRNO=errno.EIO)

    def test_large_dossier_that_cannot_be_read(self):
        text = self.path.read_text()
        self.path.write_text(text + ' ' * (LARGE - len(text)))
        self.every_call('read', ['box.dossier.json', 'land.geojson'], 'info', self.path, '--json', ERRNO=errno.EIO)

    def test_interrupted_and_short_reads(self):
        for fault in ({'ERRNO': errno.EINTR}, {'SHORT': 1}):
            self.every_call('read', [], 'info', self.path, '--json', **fault)

    def test_tiles_that_cannot_be_read(self):
        for name, make in (('a.mbtiles', make_mbtiles), ('a.pmtiles', make_pmtiles)):
            make(self.there / name)
            self.every_call('read', [name, 'box.dossier.json', 'land.geojson', 'tiles', 'areas'], 'export', self.path,
                            '--force', '-o', self.picture, '--size', '200x150', '--tiles',
                            self.there / name, ERRNO=errno.EIO)
        self.every_call('read', [], 'export', self.path, '--force', '-o', self.picture, '--size', '200x150',
                        '--tiles', self.there / 'a.pmtiles', ERRNO=errno.EINTR)

    def test_files_without_a_name_are_not_needed(self):
        """A file system that has none, such as one on the network, and writes that are interrupted."""
        target = self.there / 'a.csv'
        self.assertEqual(self.run_program('export', self.path, '-o', target).returncode, 0)
        whole = target.read_bytes()
        for fault in ({'OP': 'tmpfile', 'ERRNO': errno.EOPNOTSUPP, 'N': 1},
                      {'OP': 'write', 'ERRNO': errno.EINTR, 'N': 1}):
            target.write_bytes(b'old')
            result = self.run_program('export', self.path, '--force', '-o', target, **fault)
            self.assertEqual((result.returncode, result.stderr), (0, b''))
            self.assertTrue(self.mark.exists())
            self.assertEqual(target.read_bytes(), whole)
            self.assertEqual(sorted(os.listdir(self.there)), ['a.csv', 'box.dossier.json', 'land.geojson'])


if __name__ == '__main__':
    tap.main()
