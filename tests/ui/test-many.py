#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A dossier of hundreds of layers: rows come when they are scrolled to. Usage: test-many.py PROGRAM"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import Atlas, pump, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
N_FIRST = 60


class Many(unittest.TestCase):
    def start(self, n):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for i in range(n):
            west, south = 23 + i % 30 / 2, 45 + i // 30 / 3
            ring = [[west, south], [west + .4, south], [west + .4, south + .3], [west, south + .3], [west, south]]
            (pathlib.Path(folder.name) / f'{i}.geojson').write_text(
                json.dumps({'type': 'Feature', 'properties': {},
                            'geometry': {'type': 'Polygon', 'coordinates': [ring]}}))
        path = pathlib.Path(folder.name) / 'many.dossier.json'
        path.write_text(json.dumps({
            'format': 'accession-dossier', 'version': 1, 'id': 'many', 'title': 'Many', 'span': '2020/2022',
            'home': {'date': '2021-06-01', 'view': 'near'},
            'views': [{'id': 'near', 'title': 'Near', 'bbox': [22, 44, 39, 53]}],
            'groups': [{'id': 'g', 'title': 'A group'}],
            'layers': [{'id': f'l{i}', 'title': f'Layer number {i}', 'data': f'{i}.geojson', 'visible': True,
                        'style': {'fill': 'teal'}, **({'group': 'g'} if i % 2 else {})} for i in range(n)]}))
        app = Atlas(PROGRAM, str(path), still=True, probed=True)
        self.addCleanup(app.close)
        app.wait_complete()
        return app

    @staticmethod
    def rows(app):
        return [widget for widget in app.widgets() if widget.type == 'AcnLayerRow']

    def settled(self, app):
        """How many rows there are when no more come."""
        counts = [-1]

        def is_quiet():
            counts.append(len(self.rows(app)))
            pump(0.3)
            return counts[-1] == counts[-2] and counts[-1] > 0
        wait_for(is_quiet, what='the end of the filling')
        return counts[-1]

    def test_few_layers_are_all_there(self):
        self.assertEqual(self.settled(self.start(40)), 40)

    def test_rows_come_when_they_are_scrolled_to(self):
        app = self.start(200)
        self.assertEqual(self.settled(app), N_FIRST)
        row = self.rows(app)[1]
        subprocess.run(['xdotool', 'mousemove', str(row.x + row.wide // 2), str(row.y + row.high // 2)], check=True)
        n_before, seen = N_FIRST, set()
        for _ in range(60):
            subprocess.run(['xdotool', 'click', '--repeat', '10', '--delay', '20', '5'], check=True)
            n = self.settled(app)
            self.assertGreaterEqual(n, n_before)
            n_before = n
            seen.update(text for text in app.texts() if text.startswith('Layer number'))
            if n == 200 and 'Layer number 198' in seen:
                break
        self.assertEqual(n_before, 200)
        self.assertIn('Layer number 198', seen)
        # Those of the group first, then those of none; none was passed over.
        order = [widget.text for widget in app.widgets()
                 if widget.type == 'GtkLabel' and widget.text.startswith('Layer number')]
        self.assertEqual(order, [f'Layer number {i}' for rest in (1, 0) for i in range(rest, 200, 2)])


if __name__ == '__main__':
    tap.main(tries=3)
