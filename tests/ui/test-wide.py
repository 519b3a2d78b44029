#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on a very wide screen. Usage: test-wide.py PROGRAM."""
import os
import pathlib
import sys
import tempfile
import unittest

WIDE, HIGH = 3440, 1440
os.environ['ACCESSION_TEST_SCREEN'] = f'{WIDE}x{HIGH}'
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import Atlas, pump  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))


class UltraWide(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        file = pathlib.Path(folder.name, 'config/glib-2.0/settings/keyfile')
        file.parent.mkdir(parents=True)
        file.write_text(f'[io/github/accession/Accession]\nwindow-width={WIDE}\nwindow-height={HIGH}\n'
                        'hints=false\n', encoding='ascii')
        self.app = Atlas(PROGRAM, home=folder.name, still=True, probed=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        pump(1)

    def wide(self, kind):
        return next(w.wide for w in self.app.widgets() if w.type == kind)

    def check_whole(self):
        for widget in self.app.widgets():
            with self.subTest(str(widget)):
                self.assertGreaterEqual(widget.x, 0)
                self.assertLessEqual(widget.x + widget.wide, WIDE)

    def test_the_map_has_what_is_more(self):
        self.assertGreater(self.wide('AcnScrubber'), WIDE - 40)
        self.assertGreater(self.wide('AcnMapView'), 0.7 * WIDE)
        for kind in ('AcnTimeline', 'AcnLayerPanel'):
            self.assertTrue(240 < self.wide(kind) < 700, (kind, self.wide(kind)))
        self.check_whole()

    def test_lines_to_read_do_not_get_long(self):
        self.app.activate('show-argument')
        pump(1.5)
        texts = [w for w in self.app.widgets() if w.type == 'GtkLabel' and len(w.text) > 80 and w.high > 40]
        self.assertGreater(len(texts), 0)
        for text in texts:
            self.assertLess(text.wide, 1000, text)
        self.check_whole()

    def test_the_map_is_painted_to_its_edges(self):
        """Where nothing is painted it has the one colour of the window."""
        view = next(w for w in self.app.widgets() if w.type == 'AcnMapView')
        picture = self.app.screenshot()
        for x in (view.x + 40, view.x + view.wide // 2, view.x + view.wide - 40):
            column = {picture.at(x, y) for y in range(view.y, view.y + view.high)}
            self.assertGreater(len(column), 4, x)


if __name__ == '__main__':
    tap.main(tries=3)
