#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding, and the rows of the layers. Usage: test-find.py PROGRAM."""
import os
import pathlib
import re
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import Atlas, difference, pump, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
# The middle of the map at 1280x800 with timeline and panel beside it, clear of its buttons.
MAP = (440, 180, 440, 280)


class Find(unittest.TestCase):
    def setUp(self):
        self.app = Atlas(PROGRAM, still=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        self.app.xdotool('mousemove', 20, 20)

    def look_for(self, words):
        self.app.xdotool('key', 'ctrl+f')
        self.app.wait('^Find a place, event or claim$')
        self.app.xdotool('key', 'ctrl+a')
        self.app.xdotool('type', '--delay', 30, words)

    def test_kiev_finds_kyiv_and_says_so(self):
        self.app.wait('^Centre of the map')
        self.look_for('kiev')
        self.app.wait('^Kyiv$')
        self.app.wait('^Place · also written “Kiev”$')
        self.app.xdotool('key', 'Return')
        self.app.wait('^Kyiv(, Ukraine| Oblast, Ukraine).* · Kyiv-controlled')
        self.assertIsNone(self.app.find('^Place · also'))

    def test_event_and_claim(self):
        self.look_for('vilnius summit')
        self.app.wait('^Event · ')
        self.app.xdotool('key', 'Return')
        wait_for(lambda: self.app.find('^1[0-2] July 2023$'), what='the day of the summit')
        self.look_for('S-42')
        self.app.wait('^Claim S-42$')
        self.app.xdotool('key', 'Down', 'Return')
        self.app.wait('^42 of 103$')

    def test_nothing(self):
        self.look_for('qqqqq')
        self.app.wait('^Nothing was found.$')
        self.app.xdotool('key', 'Escape')
        wait_for(lambda: self.app.find('^Nothing was found.$') is None, what='no card')

    def test_back_and_forward_through_views(self):
        def centre():
            return re.search(r'\d\d\.\d{3}°.N, \d\d\.\d{3}°.E', ' '.join(self.app.texts())).group()

        self.app.activate('view', 'ukraine')
        pump(1)
        first = centre()
        self.app.activate('view', 'crimea')
        wait_for(lambda: centre() != first, what='another view')
        pump(1)
        second = centre()
        self.app.xdotool('key', 'alt+bracketleft')
        wait_for(lambda: centre() == first, what='the view before')
        self.app.xdotool('key', 'alt+bracketright')
        wait_for(lambda: centre() == second, what='the view after')


class Layers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name
        self.start()

    n_drags = -1

    def start(self):
        self.app = Atlas(PROGRAM, home=self.home, still=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        self.app.xdotool('mousemove', 20, 20)

    def words(self):
        """Which layers the map says that it shows, in order of the dossier."""
        words = self.app.wait('^Map$').get_description() or ''
        return words.partition(': ')[2].partition('.')[0]

    def row(self, title):
        return self.app.at_rest(self.app.wait(f'^More about “{title}”$'))

    def open_menu(self, title):
        self.app.press_button(f'^More about “{title}”$')
        self.app.wait('^Opacity in per cent$')

    def drag_contested_up(self):
        """A menu that is still closing takes the first press for itself. GTK 4.18 leaves the
        padding of what is around a control out of where it is, so that some are tried."""
        x, y = self.row('Contested')
        upper = self.row('Kyiv-controlled')[1]
        if y > upper:
            self.n_drags += 1
            down = self.n_drags % 3 * 12
            self.app.drag(x - 180, y + down, x - 180, upper + down)
            pump(1)
        return self.row('Contested')[1] < self.row('Kyiv-controlled')[1]

    def test_solo_and_back(self):
        wait_for(lambda: 'Contested' in self.words(), what='what the map shows')
        before = self.app.screenshot().grid(MAP)
        self.open_menu('Occupied')
        self.app.xdotool('key', 'Tab', 'space')
        wait_for(lambda: 'Occupied' in self.words() and 'Contested' not in self.words(),
                 what='one layer alone')
        self.app.xdotool('key', 'Escape')
        self.app.activate('back')
        wait_for(lambda: 'Contested' in self.words(), what='all layers again')
        wait_for(lambda: difference(before, self.app.screenshot().grid(MAP)) < 0.002,
                 what='the map as it was')

    def test_opacity_and_order_are_remembered(self):
        before = self.app.screenshot().grid(MAP)
        self.open_menu('Occupied')
        self.app.wait('^Opacity in per cent$', 'slider').set_current_value(20)
        self.app.xdotool('key', 'Escape')
        pale = self.app.screenshot().grid(MAP)
        self.assertGreater(difference(before, pale), 0.01)
        wait_for(self.drag_contested_up, seconds=60, what='another order')
        pump(1.5)  # settings are written when nothing has changed for a second
        self.app.close()
        self.start()
        self.assertLess(self.row('Contested')[1], self.row('Kyiv-controlled')[1])
        wait_for(lambda: difference(pale, self.app.screenshot().grid(MAP)) < 0.01,
                 what='the pale layer')

    def test_order_by_keys(self):
        before = self.row('Kyiv-controlled')
        self.open_menu('Kyiv-controlled')
        self.app.xdotool('key', 'Escape')
        self.app.xdotool('key', 'ctrl+shift+Down')
        wait_for(lambda: self.row('Kyiv-controlled')[1] > self.row('Covered by Article 5')[1],
                 what='another order')
        self.app.xdotool('key', 'ctrl+shift+Up')
        wait_for(lambda: self.row('Kyiv-controlled') == before, what='the old order')


if __name__ == '__main__':
    tap.main(tries=3)
