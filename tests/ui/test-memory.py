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
from atlas import Atlas, Atspi, difference, pump, wait_for  # noqa: E402

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
        app = Atlas(PROGRAM, *arguments, home=self.home, probed=True)
        try:
            app.wait_complete()
            if do is not None:
                do(app)
            return app.wait('^Date$', 'slider').get_description(), app.screenshot().grid(MAP, 4)
        finally:
            self.assertIsNone(app.process.poll(), app.errors[-30:])
            # By the window's own way out, so that what waits to be written is written.
            app.activate_program('quit')
            app.wait_end(20)
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

    def test_layers_and_panel_return(self):
        def is_on(app):
            node = app.wait('^Contested$', 'switch|toggle|check')
            states = node.get_state_set()
            return states.contains(Atspi.StateType.CHECKED) or states.contains(Atspi.StateType.PRESSED)

        def change(app):
            self.assertTrue(is_on(app))
            app.press(app.wait('^Contested$', 'switch|toggle|check'))
            wait_for(lambda: not is_on(app), what='a layer that is hidden')
            pump(1)

        def hide(app):
            self.assertFalse(is_on(app))
            app.activate('show-panel')
            pump(1)

        def look(app):
            pump(1)
            self.assertEqual([w for w in app.widgets() if w.type == 'AcnLayerPanel'], [])

        self.run_once(do=change)
        self.run_once(do=hide)
        self.run_once(do=look)

    def test_reading_goes_on_where_it_was_left(self):
        self.run_once(do=lambda app: (app.activate('claim', 'S-42'), app.wait('^42 of 103$'),
                                      app.xdotool('key', 'ctrl+Page_Down'),
                                      app.wait('^43 of 103$')))
        self.run_once(do=lambda app: (app.xdotool('key', 'F8'), app.wait('^43 of 103$')))

    def test_panes_return(self):
        def sizes(app):
            """Of timeline and panel, as wide as the window lets them be."""
            widgets = app.widgets()
            return [next(w.wide for w in widgets if w.type == kind)
                    for kind in ('AcnTimeline', 'AcnLayerPanel')]

        def drag_handles(app):
            pump(1.5)  # until the window has placed them itself
            before.extend(sizes(app))
            paned = [w for w in app.widgets() if w.type == 'GtkPaned']
            for pane, width, by in ((paned[0], before[0], 90), (paned[1], -before[1], -60)):
                x = pane.x + width if width > 0 else pane.x + pane.wide + width - 1
                app.drag(x, 420, x + by, 420)
            pump(1)
            dragged.extend(sizes(app))

        before, dragged, after = [], [], []
        self.run_once(do=drag_handles)
        self.assertAlmostEqual(dragged[0], before[0] + 90, delta=6)
        self.assertAlmostEqual(dragged[1], before[1] + 60, delta=6)

        def read(app):
            pump(1.5)
            after.extend(sizes(app))
            # Reading takes more room, and gives it back.
            app.activate('show-argument')
            pump(1.5)
            app.activate('show-argument')
            pump(1.5)
            after.extend(sizes(app))
        self.run_once(do=read)
        for i, (now, then) in enumerate(zip(after, dragged * 2)):
            self.assertAlmostEqual(now, then, delta=2, msg=str(i))

    def test_last_file_returns(self):
        other = pathlib.Path(self.home) / 'other.dossier.json'
        other.write_text(json.dumps({'format': 'accession-dossier', 'version': 1, 'id': 'other',
                                     'title': 'Quite another story'}), encoding='utf-8')
        self.run_once(str(other))
        app = Atlas(PROGRAM, home=self.home)
        self.addCleanup(app.close)
        app.wait('Quite another story')


if __name__ == '__main__':
    tap.main(tries=3)
