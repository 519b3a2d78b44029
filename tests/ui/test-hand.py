#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the hand does on the map of the real window. Usage: test-hand.py PROGRAM."""
import os
import pathlib
import re
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import PATIENCE, Atlas, difference, pump, read_clipboard, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
# The middle of the map at 1280x800 with timeline and panel beside it, clear of its buttons.
MAP = (440, 180, 440, 280)
MIDDLE = (698, 300)
KYIV = (679, 233)


class Hand(unittest.TestCase):
    def setUp(self):
        self.app = Atlas(PROGRAM, still=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        self.app.activate('view', 'ukraine')
        self.app.xdotool('mousemove', 20, 20)
        self.app.wait('^Centre of the map')

    def tearDown(self):
        self.assertIsNone(self.app.process.poll(), self.app.errors[-5:])

    def title(self):
        """What the line below the map says first."""
        for text in self.app.texts():
            if re.search(r'^[^·]+ Oblast, Ukraine · |^(Distance|Area)\b.*', text):
                return text
        return ''

    def menu(self, n_down, x=MIDDLE[0], y=MIDDLE[1]):
        def opened():
            self.app.xdotool('mousemove', x, y, 'click', 3)
            try:
                return self.app.wait('^Copy .*″', seconds=10)
            except AssertionError:  # the click only closed what was still going
                return None
        wait_for(opened, what='the menu', seconds=40)
        for _ in range(n_down):
            self.app.xdotool('key', 'Down')
        self.app.xdotool('key', 'Return')
        wait_for(lambda: self.app.find('^Copy .*″') is None, what='the end of the menu')

    def test_the_line_tells_what_is_here(self):
        self.app.xdotool('mousemove', *MIDDLE)
        self.app.wait('Oblast, Ukraine · Kyiv-controlled$')
        self.app.wait(r'^\d\d\.\d{3}°.N, \d\d\.\d{3}°.E · Sources: ')
        self.app.activate('view', 'donbas')
        self.app.wait('Oblast, Ukraine · (Occupied|Kyiv-controlled|Contested)')
        self.app.activate('language', 'uk')
        self.app.wait('область, Україна · ')

    def test_menu_copies_coordinates(self):
        self.menu(0)
        self.app.wait('^Copied$')
        self.assertRegex(read_clipboard(), r'^4[789]\.\d{5}, 3[0-3]\.\d{5}$')
        self.menu(1)
        wait_for(lambda: re.match(r'4\d°\d\d′\d\d″\u00a0N, 3\d°\d\d′\d\d″\u00a0E$', read_clipboard()),
                 what='degrees, minutes and seconds')

    def test_menu_by_key(self):
        self.app.xdotool('mousemove', 600, 300, 'click', 2)
        self.app.xdotool('mousemove', *MIDDLE, 'click', 3)
        self.app.wait('^Copy .*″')
        self.app.xdotool('key', 'Escape')
        wait_for(lambda: self.app.find('^Copy .*″') is None, what='the end of the menu')
        self.app.xdotool('key', 'Menu')
        self.app.wait('^Copy .*″')

    def test_measuring(self):
        before = self.app.screenshot().grid(MAP)
        self.menu(2)
        self.app.xdotool('mousemove', MIDDLE[0] + 150, MIDDLE[1])
        text = wait_for(lambda: re.match(r'Distance: (\d+).km', self.title()), what='a distance')
        self.assertTrue(150 < int(text.group(1)) < 900, text.group())
        self.app.xdotool('click', 1)
        self.app.xdotool('mousemove', MIDDLE[0] + 150, MIDDLE[1] - 100)
        wait_for(lambda: self.title() != text.group() and 'km' in self.title(), what='a longer way')
        self.assertGreater(difference(before, self.app.screenshot().grid(MAP)), 0.002)
        self.app.xdotool('key', 'Escape')
        self.app.wait(r'^\d\d\.\d{3}°.N')
        self.app.xdotool('mousemove', 20, 20)
        self.assertLess(difference(before, self.app.screenshot().grid(MAP)), 0.001)

    def test_measuring_an_area_by_keys(self):
        self.menu(3)
        self.app.xdotool('mousemove', 20, 20)
        for key in ('Right', 'Return', 'Down', 'Return'):
            self.app.xdotool('key', key)
        wait_for(lambda: re.match(r'Area: [\d,]+.km² · [\d,]+.km$', self.title()), what='an area')
        self.app.xdotool('key', 'BackSpace')
        wait_for(lambda: re.match(r'Area: [\d,]+.km$', self.title()), what='two points')
        self.app.xdotool('mousemove', 930, 716, 'click', 1)  # Done, which came after the tree was read
        wait_for(lambda: 'Area' not in self.title(), what='the end')

    def test_freezing_the_line_from_the_map(self):
        self.app.activate('day', '2022-09-06')
        self.menu(4)
        self.app.wait('^Neither condition is met$')
        self.app.activate('day', '2024-07-11')
        self.app.wait('^Line fixed on$')
        self.app.wait('^6 Sep(tember)? 2022$')

    def test_a_mark_of_several_events_lists_them(self):
        self.app.activate('day', '2022-03-30')
        self.app.wait('^30 March 2022$')
        pump(1)
        self.app.xdotool('mousemove', *KYIV, 'click', 1)
        self.app.wait(r'^\d+ (March|February) 2022 · ')
        self.app.xdotool('key', 'Down', 'key', 'Return')
        wait_for(lambda: self.app.find(r'^\d+ (March|February) 2022 · ') is None,
                 what='the end of the list')

    def test_events_in_view_by_key(self):
        self.app.activate('day', '2022-03-30')
        self.app.wait('^30 March 2022$')
        self.app.xdotool('mousemove', *MIDDLE, 'click', 1)
        pump(1)
        self.app.xdotool('key', 'Return')
        self.app.wait(r'^\d+ (March|February) 2022 · ')
        self.app.wait('^List of Events$')
        self.app.xdotool('key', 'Down', 'key', 'Return')
        wait_for(lambda: self.app.find('^List of Events$') is None, what='the end of the list')
        self.app.wait('^Sources of this event|^Sources$')

    def test_north_stays_up_and_keys_move(self):
        """Arrows, plus and minus, Home; back and forward through views."""
        def centre():
            return self.app.wait(r'Centre of the map').get_name()

        self.app.xdotool('mousemove', *MIDDLE, 'click', 1, 'mousemove', 20, 20)
        home = self.app.screenshot().grid(MAP)
        for key in ('Right', 'Down', 'plus', 'plus', 'minus', 'Left', 'Up'):
            before = self.app.screenshot(0.2).grid(MAP)
            self.app.xdotool('key', key)
            self.assertGreater(difference(before, self.app.screenshot(0.6).grid(MAP)), 0.01, key)
        pump(1)
        self.app.xdotool('key', 'Home')
        wait_for(lambda: difference(home, self.app.screenshot(0.3).grid(MAP)) < 0.01, what='home')
        pump(1)
        self.app.activate('view-back')
        wait_for(lambda: difference(home, self.app.screenshot(0.3).grid(MAP)) > 0.05,
                 what='where it was before')
        self.app.activate('view-forward')
        wait_for(lambda: difference(home, self.app.screenshot(0.3).grid(MAP)) < 0.01,
                 what='home again')

    def test_dragging_pans_and_a_throw_goes_on(self):
        """Names keep their places on the ground while the map is moved: the picture is the same, as
        far as the hand went."""
        before = self.app.screenshot()
        self.app.xdotool('mousemove', *MIDDLE, 'mousedown', 1)
        for step in range(1, 11):
            self.app.xdotool('mousemove', MIDDLE[0] - 6 * step, MIDDLE[1] - 4 * step)
        pump(0.6 * PATIENCE)  # held still: nothing is thrown
        self.app.xdotool('mouseup', 1, 'mousemove', 20, 20)
        box = (560, 240, 260, 180)

        def is_elsewhere():
            return difference(before.grid(box, 1), self.app.look().grid(box, 1)) > 0.1

        wait_for(is_elsewhere, what='the map elsewhere')
        after = self.app.screenshot()
        moved = (box[0] - 60, box[1] - 40, box[2], box[3])
        self.assertLess(difference(before.grid(box, 1), after.grid(moved, 1)), 0.02)
        self.assertGreater(difference(before.grid(box, 1), after.grid(box, 1)), 0.1)
        still = self.app.screenshot().grid(MAP)
        self.assertEqual(difference(after.grid(MAP), still), 0)
        # Thrown: let go while it moves, by one program, so that nothing comes between.
        before = after
        self.app.xdotool('mousemove', 760, 330, 'mousedown', 1,
                         *[word for x in range(748, 639, -12)
                           for word in ('mousemove', x, 330, 'sleep', 0.01)], 'mouseup', 1)
        self.app.xdotool('mousemove', 20, 20)
        wait_for(is_elsewhere, what='the map elsewhere')
        pump(1.5 * PATIENCE)
        after = self.app.screenshot()
        moved = (box[0] - 120, box[1], box[2], box[3])
        self.assertGreater(difference(before.grid(box, 1), after.grid(moved, 1)), 0.1)
        self.assertGreater(difference(before.grid(box, 1), after.grid(box, 1)), 0.1)

    def test_double_click_zooms(self):
        self.app.xdotool('mousemove', *MIDDLE)
        before = self.app.screenshot().grid(MAP)
        where = self.app.wait(r'^\d\d\.\d{3}°.N').get_name()[:20]

        def nearer():
            # On a busy machine two clicks may come too far apart to be one.
            self.app.xdotool('click', '--repeat', 2, '--delay', 80, 1)
            return difference(before, self.app.screenshot().grid(MAP)) > 0.1

        wait_for(nearer, what='a nearer map')
        pump(1)
        self.assertEqual(self.app.wait(r'^\d\d\.\d{3}°.N').get_name()[:20], where)
        self.assertIsNone(self.app.find('Sources of this event'))


if __name__ == '__main__':
    tap.main(tries=3)
