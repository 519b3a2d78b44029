#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing a base map in the real window, from a file and from a server on loopback. Usage:
test-base-map.py PROGRAM."""
import gzip
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE.parent / 'tiles'))
import tap  # noqa: E402
from atlas import Atlas, pump, wait_for  # noqa: E402
from tileserver import Server, png  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
# A part of the map that the window of the base map leaves free, without layers but on land: Russia
# to the east of Sumy.
MAP = (905, 195, 50, 40)
# In the window of the base map, which stands at the screen's corner. By place and not by name:
# libatspi 2.46 dies of trees that change as much as this one does when a dialog comes.
ADDRESS = (200, 320)
BUILT_IN = (61, 155)
OFFER = (61, 265)  # of a dossier that names tiles
CLEAR = (473, 484)  # below a row for own tiles


def near(color, expected, tolerance):
    return max(abs(a - b) for a, b in zip(color, expected)) < tolerance


def make_mbtiles(path, color):
    with sqlite3.connect(path) as database:
        database.execute('CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)')
        tile = png(256, 256, color)
        database.executemany('INSERT INTO tiles VALUES (?, ?, ?, ?)',
                             [(z, x, y, tile) for z in range(5) for x in range(2 ** z) for y in range(2 ** z)])


def varint(n):
    return bytes([n & 127 | 128]) + varint(n >> 7) if n > 127 else bytes([n])


def field(number, value):
    """Of a protocol buffer: a number or bytes."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def vector_tile(layer):
    """A Mapbox Vector Tile whose one layer covers it."""
    commands = [9, 0, 0, 26, 8192, 0, 0, 8192, 8191, 0, 15]
    feature = field(3, 3) + field(4, b''.join(varint(n) for n in commands))
    return field(3, field(15, 2) + field(1, layer.encode()) + field(2, feature) + field(5, 4096))


def make_vector_mbtiles(path):
    with sqlite3.connect(path) as database:
        database.execute('CREATE TABLE metadata (name, value)')
        database.execute("INSERT INTO metadata VALUES ('format', 'pbf')")
        database.execute('CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)')
        tile = gzip.compress(vector_tile('water'))
        database.executemany('INSERT INTO tiles VALUES (?, ?, ?, ?)',
                             [(z, x, y, tile) for z in range(5) for x in range(2 ** z) for y in range(2 ** z)])


def draws_vector_tiles():
    version = subprocess.run(['pkg-config', '--modversion', 'shumate-1.0'], check=True,
                             capture_output=True, encoding='utf-8').stdout
    return tuple(map(int, version.split('.')[:2])) >= (1, 2)


class BaseMap(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(self.home.cleanup)
        os.environ['XDG_CACHE_HOME'] = os.path.join(self.home.name, 'cache')
        os.environ['no_proxy'] = '*'
        self.server = Server()
        self.addCleanup(self.server.close)
        self.app = None

    def remember(self, place):
        settings = os.path.join(self.home.name, 'config', 'glib-2.0', 'settings')
        os.makedirs(settings)
        pathlib.Path(settings, 'keyfile').write_text(
            f"[io/github/accession/Accession]\nbase-map='{place}'\n", encoding='utf-8')

    def start(self, *arguments):
        self.app = Atlas(PROGRAM, *arguments, home=self.home.name, still=True)
        self.addCleanup(self.app.process.kill)
        self.app.wait_complete()
        self.app.activate('view', 'ukraine')

    def stop(self):
        self.assertIsNone(self.app.process.poll(), self.app.errors[-5:])
        self.app.close()

    def share(self, color, tolerance=40):
        """How much of the map's free part has nearly a colour."""
        grid = self.app.screenshot(0.3).grid(MAP)
        return sum(near(pixel, color, tolerance) for pixel in grid) / len(grid)

    def enter_address(self, text):
        self.app.activate('base-map')
        pump(2)
        self.app.xdotool('mousemove', *ADDRESS, 'click', 1)
        self.app.xdotool('key', 'ctrl+a')
        self.app.xdotool('type', '--delay', '5', text)
        self.app.xdotool('key', 'Return')

    def answer(self, agrees):
        """To the question, where Cancel has the focus."""
        pump(1.5)
        if agrees:
            self.app.xdotool('key', 'Tab')
        self.app.xdotool('key', 'Return')
        pump(0.5)

    def close_dialog(self):
        self.app.xdotool('key', 'Escape')
        pump(1)

    def test_a_server_is_asked_after_consent_only(self):
        self.start()
        address = self.server.url('fresh/{z}/{x}/{y}.png')
        self.enter_address(address)
        pump(2)
        self.assertEqual(self.server.log, [])
        self.answer(agrees=False)
        pump(1)
        self.assertEqual(self.server.log, [])
        self.close_dialog()
        self.enter_address(address)
        self.answer(agrees=True)
        wait_for(lambda: self.server.log, what='a request')
        self.close_dialog()
        wait_for(lambda: self.share((40, 120, 200)) > 0.8, what='the tiles on the map')
        self.assertTrue(all(entry[1]['User-Agent'].startswith('Accession/') for entry in self.server.log))
        self.assertLessEqual(len(self.server.log), 60)
        self.assertLessEqual(self.server.n_most, 8)
        self.stop()

        # Choice and consent are remembered; what is fresh is not asked for again.
        n_asked = len(self.server.log)
        self.start()
        wait_for(lambda: self.share((40, 120, 200)) > 0.8, what='the tiles on the map again')
        self.assertLessEqual(len(self.server.log) - n_asked, 20)
        self.stop()

    def test_tiles_that_the_dossier_names(self):
        path = pathlib.Path(self.home.name, 'named.dossier.json')
        path.write_text(json.dumps({
            'format': 'accession-dossier', 'version': 1, 'id': 'named', 'title': 'Named',
            'base_map': {'tiles': self.server.url('good/{z}/{x}/{y}.png'), 'title': 'Survey'},
            'lanes': [{'id': 'talks', 'title': 'Talks'}],
            'sources': [{'id': 's', 'type': 'report', 'title': 'S'}],
            'views': [{'id': 'ukraine', 'title': 'Ukraine', 'bbox': [22, 44.2, 40.4, 52.5]}],
            'events': [{'id': 'one', 'title': 'One', 'when': '2008-04-02', 'lane': 'talks',
                        'citations': [{'source': 's'}]}]}), encoding='utf-8')
        self.start(str(path))
        for agrees in (False, True):
            self.app.activate('base-map')
            pump(2)
            self.assertEqual(self.server.log, [])
            self.app.xdotool('mousemove', *OFFER, 'click', 1)
            pump(1)
            self.assertEqual(self.server.log, [])
            self.answer(agrees)
            self.close_dialog()
        wait_for(lambda: self.server.log, what='a request')
        wait_for(lambda: self.share((40, 120, 200)) > 0.8, what='the tiles on the map')
        self.stop()

    def test_vector_tiles(self):
        path = os.path.join(self.home.name, 'sea.mbtiles')
        make_vector_mbtiles(path)
        self.remember(path)
        self.start()
        if draws_vector_tiles():
            wait_for(lambda: self.share((207, 224, 234), 6) > 0.8, what='the drawn tiles')
        else:
            notice = '“sea.mbtiles” cannot be used: it holds vector tiles'
            self.app.wait_told(notice)
            wait_for(lambda: self.app.find(notice) is None, what='the end of the notice')
            # Whoever looks for the cause later finds it still.
            self.app.activate('base-map')
            self.app.wait(notice)
            self.close_dialog()
            self.assertLess(self.share((207, 224, 234), 6), 0.2)

    def test_clearing_and_going_back(self):
        folder = pathlib.Path(os.environ['XDG_CACHE_HOME'], 'accession', 'tiles')
        folder.mkdir(parents=True)
        (folder / 'a.tile').write_bytes(bytes(2000))
        make_mbtiles(os.path.join(self.home.name, 'a.mbtiles'), (200, 60, 160))
        self.remember(os.path.join(self.home.name, 'a.mbtiles'))
        self.start()
        wait_for(lambda: self.share((200, 60, 160)) > 0.8, what='the tiles on the map')
        self.app.activate('base-map')
        pump(3)
        self.app.xdotool('mousemove', *CLEAR, 'click', 1)
        wait_for(lambda: not list(folder.glob('*.tile')), what='an empty folder')
        self.app.xdotool('mousemove', *BUILT_IN, 'click', 1)
        self.close_dialog()
        wait_for(lambda: self.share((200, 60, 160)) < 0.1, what='the built-in map')
        self.stop()

    def test_what_is_no_tile(self):
        self.start()
        self.enter_address('https://example.org/{z}/{x}')
        pump(1)
        self.close_dialog()
        self.enter_address(self.server.url('html/{z}/{x}/{y}.png'))
        self.answer(agrees=True)
        wait_for(lambda: self.server.log, what='a request')
        self.close_dialog()
        self.app.activate('zoom-in')
        pump(3)
        # None of the answers is a tile: one may be asked for again after a pause, not more.
        paths = [entry[0] for entry in self.server.log]
        self.assertLessEqual(max(paths.count(path) for path in set(paths)), 2)
        self.assertLessEqual(len(paths), 100)
        # The built-in map goes on.
        self.assertLess(self.share((40, 120, 200)), 0.1)
        self.stop()

    def test_a_file_that_was_chosen(self):
        path = os.path.join(self.home.name, 'a.mbtiles')
        make_mbtiles(path, (200, 60, 160))
        self.remember(path)
        self.start()
        wait_for(lambda: self.share((200, 60, 160)) > 0.8, what='the tiles on the map')
        self.stop()
        os.unlink(path)
        self.start()
        self.assertLess(self.share((200, 60, 160)), 0.1)
        self.stop()


if __name__ == '__main__':
    tap.main(tries=3)
