#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two dates on the map of the real window. Usage: test-compare.py PROGRAM."""
import os
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import Atlas, difference, pump, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
# Left and right of the divider in the middle of the map, clear of dates, legend and buttons.
LEFT = (520, 200, 160, 270)
RIGHT = (716, 200, 190, 270)
HELD = '^12 July 2023$'


class Compare(unittest.TestCase):
    def setUp(self):
        self.app = Atlas(PROGRAM, still=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        self.app.activate('view', 'ukraine')
        self.app.xdotool('mousemove', 20, 20)
        self.app.wait('^Centre of the map')
        pump(1)

    def tearDown(self):
        self.assertIsNone(self.app.process.poll(), self.app.errors[-5:])

    def grid(self, box):
        return self.app.screenshot().grid(box)

    def hold(self, iso):
        self.app.xdotool('mousemove', 605, 172, 'click', 1)
        self.app.wait('^Date on the left$')
        self.app.xdotool('key', 'ctrl+a', 'type', iso)
        self.app.xdotool('key', 'Return')
        self.app.xdotool('mousemove', 20, 20)

    def test_swipe(self):
        left, right = self.grid(LEFT), self.grid(RIGHT)
        self.app.xdotool('key', 'ctrl+d')
        self.app.wait(HELD)
        self.app.wait('^Divider between Two Dates$')
        self.hold('2022-03-30')
        self.app.wait('^30 March 2022$')
        wait_for(lambda: difference(left, self.grid(LEFT)) > 0.01, what='the occupied north')
        self.assertLess(difference(right, self.grid(RIGHT)), 0.002)
        # By keys: to the right end the held date is all there is.
        self.app.xdotool('mousemove', 698, 330, 'click', 1, 'key', 'End')
        self.app.xdotool('mousemove', 20, 20)
        wait_for(lambda: difference(right, self.grid(RIGHT)) > 0.01, what='the held date')
        self.app.xdotool('key', 'ctrl+d')
        self.app.xdotool('key', 'ctrl+d')
        wait_for(lambda: difference(left, self.grid(LEFT)) < 0.002, what='one map again')

    def describe(self):
        return self.app.wait('^Map$').get_description() or ''

    def test_interpolation(self):
        """Off until it is asked for; said in words; gone on the day of a state."""
        words = 'interpolated between the states of 15 September 2022 and of 26 September 2022'
        self.app.activate('day', '2022-09-20')
        wait_for(lambda: '20 September 2022' in self.describe(), what='the day')
        pump(1)
        self.assertNotIn(words, self.describe())
        before = self.grid((400, 120, 420, 400))
        self.app.activate('compare', 'between')
        wait_for(lambda: words + ', not observed' in self.describe(), what=words)
        wait_for(lambda: difference(before, self.grid((400, 120, 420, 400))) > 0.0005,
                 what='the hatch')
        self.app.wait('^20 September 2022\ninterpolated, not observed$')
        self.app.activate('day', '2022-09-26')
        self.app.wait('^26 September 2022\nnothing interpolated$')
        wait_for(lambda: '26 September 2022' in self.describe()
                 and words not in self.describe(), what='the state itself')

    def test_changes_name_the_date(self):
        self.app.activate('compare', 'changes')
        self.app.wait(HELD)
        self.app.xdotool('mousemove', 605, 172, 'click', 1)
        self.app.wait('^Date to compare with$')
        self.assertIsNone(self.app.find('^Date on the left$'))

    def test_side_by_side(self):
        self.app.xdotool('key', 'ctrl+d')
        self.app.wait(HELD)
        self.app.xdotool('key', 'ctrl+d')
        self.app.wait('^Map of the Date That Is Held$')
        self.app.wait(HELD)
        before = self.app.screenshot()
        self.app.activate('zoom-in')
        # Both move: the cameras are one.
        upper, lower = (450, 220, 380, 100), (450, 520, 380, 100)
        for box in (upper, lower):
            wait_for(lambda b=box: difference(before.grid(b), self.grid(b)) > 0.05,
                     what=f'a nearer map in {box}')


if __name__ == '__main__':
    tap.main(tries=3)
