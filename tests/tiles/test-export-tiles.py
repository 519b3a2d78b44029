#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures over tiles, and that no command opens a socket that was not allowed. Usage:
test-export-tiles.py PROGRAM."""
import hashlib
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from tileserver import Server, png  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
DOSSIER = os.path.join(os.environ['ACCESSION_DATA_DIR'], 'ukraine-nato.dossier.json')
PINK = (250, 80, 200)


def make_mbtiles(path, body=None):
    with sqlite3.connect(path) as database:
        database.executescript(
            'CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);'
            'CREATE TABLE metadata (name, value);'
            "INSERT INTO metadata VALUES ('attribution', 'The <b>Survey</b>');")
        body = png(256, 256, PINK) if body is None else body
        database.executemany('INSERT INTO tiles VALUES (?, ?, ?, ?)',
                             [(z, x, y, body) for z in range(5) for x in range(2 ** z) for y in range(2 ** z)])


class Export(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.server = Server()
        self.addCleanup(self.server.close)

    def run_program(self, *arguments, prefix=()):
        # Nobody but strace can look at what it looks at.
        leaks = {'ASAN_OPTIONS': 'detect_leaks=0'} if prefix else {}
        return subprocess.run([*prefix, PROGRAM, *map(str, arguments)], capture_output=True, timeout=120,
                              encoding='utf-8', cwd=self.folder,
                              env={**os.environ, 'XDG_CACHE_HOME': self.folder, 'LC_ALL': 'C.UTF-8',
                                   'no_proxy': '*', 'GSETTINGS_BACKEND': 'memory', **leaks})

    def export(self, name, *arguments, status=0, **options):
        result = self.run_program('export', DOSSIER, '-o', name, '--size', '600x400', '--force', *arguments,
                                  **options)
        self.assertEqual(result.returncode, status, result.stderr)
        return result.stderr

    def share(self, name, color=PINK):
        """How much of a picture has nearly a colour."""
        pixels = subprocess.run(['convert', os.path.join(self.folder, name), '-depth', '8', 'rgb:-'],
                                check=True, capture_output=True).stdout
        near = sum(all(abs(pixels[i + k] - color[k]) < 30 for k in range(3)) for i in range(0, len(pixels), 3))
        return near / (len(pixels) / 3)

    def test_mbtiles(self):
        path = os.path.join(self.folder, 'a.mbtiles')
        make_mbtiles(path)
        before = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
        self.export('plain.png')
        self.assertLess(self.share('plain.png'), 0.01)
        for _ in range(2):
            self.export('tiles.png', '--tiles', 'a.mbtiles')
            self.assertGreater(self.share('tiles.png'), 0.2)
        first = pathlib.Path(self.folder, 'tiles.png').read_bytes()
        self.export('tiles.png', '--tiles', path)
        self.assertEqual(first, pathlib.Path(self.folder, 'tiles.png').read_bytes())
        self.assertNotIn(self.folder.encode(), first)
        self.export('grey.png', '--tiles', path, '--style', 'grey')
        self.assertLess(self.share('grey.png'), 0.01)
        self.assertEqual(before, hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest())

    def test_svg_and_pdf(self):
        make_mbtiles(os.path.join(self.folder, 'a.mbtiles'))
        self.export('a.svg', '--tiles', 'a.mbtiles')
        text = pathlib.Path(self.folder, 'a.svg').read_text(encoding='utf-8')
        self.assertIn('Base map: The Survey', text)
        self.assertIn('--tiles=a.mbtiles', text)
        self.assertEqual(set(re.findall(r'href="([^"]{0,22})', text)), {'data:image/png;base64,'})
        subprocess.run(['xmllint', '--nonet', '--noout', os.path.join(self.folder, 'a.svg')], check=True)
        self.export('a.pdf', '--tiles', 'a.mbtiles')
        self.assertIn(b'/Image', pathlib.Path(self.folder, 'a.pdf').read_bytes())

    def test_figure_file(self):
        make_mbtiles(os.path.join(self.folder, 'a.mbtiles'))
        self.export('a.json', '--tiles', 'a.mbtiles')
        options = json.loads(pathlib.Path(self.folder, 'a.json').read_text(encoding='utf-8'))['options']
        self.assertEqual(options['tiles'], 'a.mbtiles')
        self.export('again.png', '--figure', 'a.json')
        self.assertGreater(self.share('again.png'), 0.2)

    def test_bad_tiles(self):
        make_mbtiles(os.path.join(self.folder, 'html.mbtiles'), b'<html></html>')
        pathlib.Path(self.folder, 'text.pmtiles').write_text('PMTiles')
        for place, status, said in (
                ('none.mbtiles', 1, 'No such file'), ('/dev/zero', 1, 'device or a pipe'), ('.', 1, 'folder'),
                ('text.pmtiles', 1, 'no PMTiles archive'), ('html.mbtiles', 1, 'no picture in PNG'),
                ('file:///etc/passwd', 2, 'begins with https'), ('https://a.example/{z}/{x}', 2, 'a template has')):
            with self.subTest(place):
                self.assertIn(said, self.export('bad.png', '--tiles', place, '--allow-network', status=status))

    def test_network_wants_leave(self):
        address = self.server.url('fresh/{z}/{x}/{y}.png?key=secret')
        log = os.path.join(self.folder, 'calls')
        trace = ('strace', '-f', '-qq', '-o', log, '-e', 'trace=socket,connect')
        said = self.export('a.png', '--tiles', address, status=2, prefix=trace)
        self.assertIn(f'--tiles would ask {self.server.host}; --allow-network lets it', said)
        for arguments in (('export', DOSSIER, '-o', 'b.png', '--size', '300x200'), ('info', DOSSIER),
                          ('validate', DOSSIER)):
            self.assertEqual(self.run_program(*arguments, prefix=trace).returncode, 0)
            self.assertNotRegex(pathlib.Path(log).read_text(encoding='utf-8'), r'AF_INET|connect\(')
        self.assertEqual(self.server.log, [])
        self.export('a.png', '--tiles', address, '--allow-network')
        self.assertGreater(self.share('a.png', (40, 120, 200)), 0.2)
        self.assertTrue(0 < len(self.server.log) < 60)
        self.assertNotIn(b'secret', pathlib.Path(self.folder, 'a.png').read_bytes())

    def test_tiles_that_the_dossier_names(self):
        """Nobody is asked for them by opening it; whose they are stands in the figure, in the
        dossier's words where the tiles have none."""
        address = self.server.url('fresh/{z}/{x}/{y}.png')
        both = {'en': 'X', 'uk': 'X'}
        dossier = {'format': 'accession-dossier', 'version': 1, 'id': 'x', 'title': both,
                   'languages': ['en', 'uk'],
                   'base_map': {'tiles': address, 'title': both,
                                'attribution': {'en': 'Surveyors of Nowhere', 'uk': 'Ніхто'}},
                   'views': [{'id': 'v', 'title': both, 'bbox': [20, 40, 40, 50]}]}
        path = pathlib.Path(self.folder, 'named.dossier.json')
        path.write_text(json.dumps(dossier), encoding='utf-8')
        svg = pathlib.Path(self.folder, 'named.svg')

        def draw(*arguments):
            done = self.run_program('export', path, '-o', svg, '--force', '--size', '600x400', *arguments)
            self.assertEqual(done.returncode, 0, done.stderr)
            return re.search('<text[^>]*>([^<]*Natural Earth[^<]*)<', svg.read_text(encoding='utf-8')).group(1)
        self.assertNotIn('Surveyors of Nowhere', draw())
        self.assertEqual(self.server.log, [])
        self.assertIn('Surveyors of Nowhere', draw('--tiles', address, '--allow-network'))
        self.assertIn('Ніхто', draw('--tiles', address, '--allow-network', '--language', 'uk'))
        self.assertNotIn('Surveyors of Nowhere', draw('--tiles', self.server.url('good/{z}/{x}/{y}.png'),
                                                      '--allow-network'))

    def test_missing_tiles_are_told(self):
        said = self.export('a.png', '--tiles', self.server.url('forbidden/{z}/{x}/{y}.png'), '--allow-network',
                           status=1)
        self.assertIn('tiles are missing in what was written', said)
        self.assertTrue(pathlib.Path(self.folder, 'a.png').exists())


if __name__ == '__main__':
    tap.main()
