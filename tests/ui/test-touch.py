#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What fingers do, on a screen without hardware (broadway.py). Usage: test-touch.py PROGRAM."""
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
from atlas import Atlas, pump, wait_for  # noqa: E402
from broadway import Touchscreen  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
ESCAPE = 0xff1b  # an X keysym
MINUTE = 60000  # ms


class Touch(unittest.TestCase):
    def start(self, still=True, resting_ms=500):
        """A machine that is busy takes a finger that moves for one that rests, unless that takes
        longer: GTK's 500 ms only where they matter."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        settings = pathlib.Path(folder.name, 'config/gtk-4.0/settings.ini')
        settings.parent.mkdir(parents=True)
        settings.write_text(f'[Settings]\ngtk-enable-animations={"false" if still else "true"}\n'
                            f'gtk-long-press-time={resting_ms}\n', encoding='ascii')
        self.screen = Touchscreen((1024, 768))
        self.addCleanup(self.screen.close)
        self.app = Atlas(PROGRAM, home=folder.name, probed=True, also=self.screen.environment)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        wait_for(self.centre, what='the centre of the map in words')
        self.map = self.box('AcnMapView')
        self.timeline = self.box('AcnTimeline')

    def tearDown(self):
        self.assertIsNone(self.app.process.poll(), self.app.errors[-5:])
        # GTK warns of touches that end a popover: of their two halves it hides the first.
        self.assertEqual([line for line in self.app.errors
                          if 'WARNING' in line and 'Broken accounting' not in line], [])

    def box(self, kind):
        return next(w for w in self.app.widgets() if w.type == kind)

    def texts(self):
        return [w.text.replace('\xa0', ' ') for w in self.app.widgets() if w.text]

    def centre(self):
        """Longitude and latitude, degrees; with "E" and "N" as all of this is there."""
        for text in self.texts():
            found = re.search(r'(\d+\.\d+)° N, (\d+\.\d+)° E', text)
            if found:
                return float(found[2]), float(found[1])
        return None

    def date(self):
        return next((t for t in self.texts() if re.match(r'\d+ [A-Z][a-z]+ \d{4}$', t)), None)

    def middle(self):
        return self.map.x + self.map.wide // 2, self.map.y + self.map.high // 2 - 40

    def moved_by(self, dx, **how):
        """Degrees of longitude that the map goes with a finger from its middle."""
        x, y = self.middle()
        before = self.app.settled(self.centre, 2)
        self.screen.drag(x, y, x + dx, y, **how)
        wait_for(lambda: self.centre() != before, what='another centre of the map')
        after = self.app.settled(self.centre, 2)
        self.assertAlmostEqual(after[1], before[1], places=1)
        return before[0] - after[0]

    def tapped(self, before):
        """The date of the first event of the timeline that another date than @before comes with."""
        for y in range(20, 420, 20):
            self.screen.tap(self.timeline.x + 200, self.timeline.y + y)
            pump(0.6)
            if self.date() != before:
                return self.date()
        raise AssertionError(f'nothing but {before}')

    def menu(self):
        """Number of what lies over the window."""
        return self.screen.shown[-1] if self.screen.shown[-1] != self.screen.shown[0] else None

    def test_one_finger_moves_the_map_and_two_zoom(self):
        """Its middle is where the handle of the panel was before that was hidden, which GTK goes on
        to grasp."""
        self.start(resting_ms=MINUTE)
        wide = self.moved_by(-160)
        self.assertGreater(-wide, 2)
        self.assertAlmostEqual(self.moved_by(160), -wide, places=1)
        self.screen.pinch(*self.middle(), 50, 150)
        pump(1)
        self.assertLess(abs(self.moved_by(-160)), 0.6 * abs(wide))

    def test_a_map_that_is_thrown_goes_on(self):
        self.start(still=False, resting_ms=MINUTE)
        held = self.moved_by(120)
        thrown = self.moved_by(120, seconds=0.08, rest=0)
        self.assertGreater(thrown, 1.3 * held)

    def test_a_tap_selects_and_two_fingers_on_the_timeline_do_not(self):
        self.start(resting_ms=MINUTE)
        today = self.date()
        x, y = self.timeline.x + 200, self.timeline.y + 200
        self.screen.pinch(x, y, 30, 120)
        self.screen.pinch(x, y, 120, 30)
        pump(1)
        self.assertEqual(self.date(), today)
        first = self.tapped(today)
        # The same places, after a finger has moved what lies below them.
        self.screen.drag(x, y + 200, x, y)
        pump(0.5)
        self.assertNotEqual(self.tapped(first), today)

    def test_a_finger_that_rests_opens_menus(self):
        self.start()
        for x, y in (self.middle(), (self.timeline.x + 54, self.timeline.y + 10), self.middle()):
            self.screen.down(x, y)
            wait_for(self.menu, what=f'a menu at {x}, {y}')
            self.screen.up()
            self.screen.press(ESCAPE)
            wait_for(lambda: not self.menu(), what='the end of the menu')

    def choose(self, text):
        """Taps the item of a menu, once that stands still."""
        def place():
            return next(((w.x + w.wide // 2, w.y + w.high // 2) for w in self.app.menus()
                         if w.text.replace('\xa0', ' ') == text), None)

        wait_for(place, what=f'the item “{text}”')
        self.screen.tap(*self.app.settled(place, 0.3))

    def main_menu(self):
        """The middle of its button, the last of those at the top."""
        bar = self.box('AdwHeaderBar')
        return max((w.x + w.wide // 2, w.y + w.high // 2) for w in self.app.widgets()
                   if w.type == 'GtkMenuButton' and w.y < bar.y + bar.high)

    def rest(self, x, y):
        """A finger, until there is a menu, which stays when it goes."""
        self.screen.down(x, y)
        wait_for(self.menu, what=f'a menu at {x}, {y}')
        self.screen.up()
        pump(0.5)
        self.assertIsNotNone(self.menu())

    def test_an_item_of_a_menu_is_chosen(self):
        self.start()
        self.rest(*self.middle())
        self.choose('What If the Line Froze on 11 July 2024')
        wait_for(lambda: not self.menu(), what='the end of the menu')
        wait_for(lambda: 'Stop Supposing' in self.texts(), what='what is supposed')
        # And of the main menu one that holds others.
        self.screen.tap(*self.app.settled(self.main_menu))
        wait_for(self.menu, what='the main menu')
        self.choose('Open an Example')
        self.choose('German Unification')
        wait_for(lambda: 'German unification 1989–1990' in self.texts(), what='another dossier')

    def test_two_fingers_open_no_menu(self):
        """For longer than one rests until there is one."""
        self.start()
        self.screen.pinch(*self.middle(), 50, 150, seconds=1.5)
        pump(1)
        self.assertIsNone(self.menu())


if __name__ == '__main__':
    tap.main(tries=3)
