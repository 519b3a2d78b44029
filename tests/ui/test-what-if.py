#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The what-if and the filter of events. Usage: test-what-if.py PROGRAM."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import atlas  # noqa: E402
import tap  # noqa: E402
from atlas import Atlas, difference, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
# The middle of the map at 1280x800 with timeline and panel beside it, clear of its buttons.
MAP = (420, 150, 460, 440)


class Filter(unittest.TestCase):
    """Which events are shown."""

    def test_words(self):
        app = Atlas(PROGRAM, still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        hidden = re.compile(r'^(\d+) of 164 events are hidden$')

        def n_hidden():
            label = app.find(hidden.pattern)
            return int(hidden.match(label.get_name())[1]) if label is not None else 0

        x, y = app.at_rest(app.wait('^Filter events by words$'))
        app.xdotool('mousemove', x, y, 'click', 1)
        app.xdotool('type', 'missile ')
        wait_for(n_hidden, what='hidden events')
        some = n_hidden()
        self.assertGreater(some, 140)
        app.xdotool('type', 'hospital')
        wait_for(lambda: n_hidden() > some, what='more of them')
        app.press(app.wait('^Show _?All'))
        wait_for(lambda: n_hidden() == 0, what='all events')
        app.activate('back')
        wait_for(lambda: n_hidden() > some, what='the filter again')


class WhatIf(unittest.TestCase):
    """What is supposed, by the controls of its panel."""

    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)
        self.app = Atlas(PROGRAM, home=self.home.name, still=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        self.app.xdotool('key', 'F7')
        self.app.wait('^Neither condition is met$')

    def words(self):
        return self.app.wait('^Map$').get_description() or ''

    def suppose_membership(self):
        for option in ('Done', 'Ended by an armistice', 'Given by all members',
                       'By all 32 members'):
            self.app.choose(f'^{option}$')

    def test_from_nothing_to_void(self):
        outline = self.app.screenshot().grid(MAP)
        self.assertIsNotNone(self.app.find('^Members ratify an accession only after'))
        self.assertFalse(self.app.wait('^By all 32 members$', 'radio|check').get_state_set()
                         .contains(atlas.Atspi.StateType.SENSITIVE))
        self.suppose_membership()
        self.app.wait('^Article 5 would apply to the territory under Kyiv’s control')
        wait_for(lambda: 'Article 5 would apply to' in self.words(), what='the outcome in words')
        fill = self.app.screenshot().grid(MAP)
        self.assertGreater(difference(outline, fill), 0.2)
        self.app.choose('^It resumes by Ukrainian military action$')
        self.app.wait('^Void$')
        struck = self.app.screenshot().grid(MAP)
        self.assertGreater(difference(fill, struck), 0.2)
        self.app.activate('stop-scenario')
        wait_for(lambda: 'Article 5 would' not in self.words(), what='the end of the what-if')

    def test_a_claim_ends_it_and_the_key_brings_it_back(self):
        wait_for(lambda: 'Article 5 would' in self.words(), what='the outcome in words')
        self.app.activate('claim', 'S-42')
        self.app.wait('^42 of 103$')
        wait_for(lambda: 'Article 5 would' not in self.words(), what='the end of the what-if')
        self.app.xdotool('key', 'F7')
        wait_for(lambda: 'Article 5 would' in self.words(), what='the outcome again')

    def test_fixed_line(self):
        self.app.activate('scenario', 'reforms=done,freeze=2022-09-06')
        self.app.wait('^Line fixed on$')
        self.app.wait('^6 Sep(tember)? 2022$')
        self.app.wait(r'^Occupied: 12\d,\d{3}.km²')
        self.app.activate('scenario', 'freeze=2022-13-01')
        self.app.wait_told('2022-13-01')
        self.app.wait('^Line fixed on$')

    def test_saved_by_name(self):
        self.suppose_membership()
        self.app.wait('^Article 5 would apply to the territory')
        self.app.activate('save-scenario', 'Member')
        self.app.wait('^Member$')
        self.app.activate('stop-scenario')
        self.app.xdotool('key', 'F7')
        self.app.wait('^Neither condition is met$')
        self.app.activate('scenario', 'reforms=done,end=armistice')
        self.app.wait('^Both conditions are met$')
        self.app.close()
        self.app = Atlas(PROGRAM, home=self.home.name, still=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        self.app.xdotool('key', 'F7')
        self.app.wait('^Member$')
        self.app.activate('forget-scenario', 'Member')
        wait_for(lambda: self.app.find('^Member$') is None, what='the scenario forgotten')

    def test_side_by_side(self):
        self.suppose_membership()
        self.app.activate('compare-scenarios', 'germany-1955')
        told = self.app.wait('^In force · line of .*Federal Republic of Germany, 1955').get_name()
        self.assertRegex(told, r'Covered: 69\.3.%')
        self.assertRegex(told, r'Covered: 8\d\.\d.%')

    def test_who_stands_where(self):
        """By pixels: walking the tree of a column view of GTK 4.8 ends libatspi."""
        place = (0, 0, 740, 540)  # of the table, which has no window manager to move it
        self.app.xdotool('mousemove', 1270, 790)
        before = self.app.screenshot().grid(place)
        self.app.activate('show-positions')
        wait_for(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--name',
                                         'Positions on an Invitation'], check=False,
                                        capture_output=True).stdout.strip(), what='the table')
        table = self.app.screenshot()
        self.assertGreater(difference(before, table.grid(place)), 0.35)
        ink = [colour for colour in table.grid((20, 80, 700, 400), 1) if max(colour) < 110]
        self.assertGreater(len(ink), 500, 'no text in the table')


if __name__ == '__main__':
    tap.main(tries=3)
