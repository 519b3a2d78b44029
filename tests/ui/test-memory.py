#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window remembers from one start to the next. Usage: test-memory.py PROGRAM."""
import json
import os
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import Atlas, difference  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
# The middle of the map at 1280x800 with timeline and panel beside it, clear of its buttons.
MAP = (420, 150, 460, 440)


class Memory(unittest.TestCase):
    """What a window remembers is there when the program starts again."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name

    def run_once(self, *arguments, do=None):
        app = Atlas(PROGRAM, *arguments, home=self.home)
        try:
            app.wait_complete()
            if do is not None:
                do(app)
            return app.wait('^Date$', 'slider').get_description(), app.screenshot().grid(MAP, 4)
        finally:
            # By the window's own way out, so that what waits to be written is written.
            app.activate_program('quit')
            app.process.wait(20)
            app.close()

    def test_day_and_place_return(self):
        def move(app):
            app.activate('day', '2015-03-04')
            app.activate('view', 'crimea')
        first = self.run_once(do=move)
        second = self.run_once()
        self.assertIn('4 March 2015', first[0])
        self.assertEqual(first[0], second[0])
        self.assertLess(difference(first[1], second[1]), 0.02)

    def test_reading_goes_on_where_it_was_left(self):
        self.run_once(do=lambda app: (app.activate('claim', 'S-42'), app.wait('^42 of 103$'),
                                      app.xdotool('key', 'ctrl+Page_Down'),
                                      app.wait('^43 of 103$')))
        self.run_once(do=lambda app: (app.xdotool('key', 'F8'), app.wait('^43 of 103$')))

    def test_last_file_returns(self):
        other = pathlib.Path(self.home) / 'other.dossier.json'
        other.write_text(json.dumps({'format': 'accession-dossier', 'version': 1, 'id': 'other',
                                     'title': 'Quite another story'}), encoding='utf-8')
        self.run_once(str(other))
        app = Atlas(PROGRAM, home=self.home)
        self.addCleanup(app.close)
        app.wait('Quite another story')


if __name__ == '__main__':
    tap.main(tries=2)
