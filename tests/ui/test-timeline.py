#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline and its twin, the table of events, by keyboard and as a screen reader sees them.
Usage: test-timeline.py PROGRAM."""
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

PROGRAM = os.path.abspath(sys.argv.pop(1))
# Beside the labels of the timeline at 1280x800.
TIMELINE = (420, 300)


class Timeline(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)
        self.start()

    def start(self):
        self.app = Atlas(PROGRAM, home=self.home.name, still=True, probed=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        self.app.xdotool('mousemove', 20, 20)

    def tearDown(self):
        self.assertIsNone(self.app.process.poll(), self.app.errors[-5:])

    def said(self):
        """What the timeline says of the date and the selection."""
        return self.app.wait('^Timeline$').get_description()

    def wait_said(self, pattern):
        wait_for(lambda: re.search(pattern, self.said()), what=f'“{pattern}”')

    def focus_timeline(self):
        self.app.xdotool('mousemove', *TIMELINE, 'click', 1)

    def test_arrows_walk_time_and_lanes(self):
        self.focus_timeline()
        self.app.xdotool('key', 'Down')
        self.app.xdotool('key', 'Up')
        self.wait_said(r'Selected: ')
        for _ in range(12):
            self.app.xdotool('key', 'Left')
        self.wait_said(r'· NATO summits.*, \d+ of 15 in the lane$')
        place = int(re.search(r', (\d+) of 15', self.said()).group(1))
        self.app.xdotool('key', 'ctrl+Up')
        self.wait_said(f'· NATO summits.*, {place - 1} of 15 in the lane$')
        self.app.xdotool('key', 'Right')
        self.wait_said(r'· The war.*, \d+ of 39 in the lane$')
        self.app.xdotool('key', 'shift+Down')
        self.wait_said(r'\. 1 more is selected$')
        self.app.xdotool('key', 'shift+Up')
        self.wait_said(r'· The war.*, \d+ of 39 in the lane$')
        self.app.xdotool('key', 'Escape')
        wait_for(lambda: 'Selected' not in self.said(), what='nothing selected')

    def test_across(self):
        """Time runs to the right: the arrows change their parts."""
        self.app.activate('timeline-across')
        pump(1)
        self.app.xdotool('mousemove', 600, 730, 'click', 1)
        self.app.xdotool('key', 'Left')
        self.wait_said(r'Selected: ')
        for _ in range(12):
            self.app.xdotool('key', 'Up')
        self.wait_said(r'· NATO summits.*, \d+ of 15 in the lane$')

    def test_lanes_fold_and_move_by_keys(self):
        """What the keys do to a lane is told, taken back, and there again after a restart."""
        self.app.activate('event', 'WAR-17')
        self.wait_said(r'· The war, \d+ of 39 in the lane$')
        self.focus_timeline()
        self.app.activate('event', 'WAR-17')
        self.app.xdotool('key', 'BackSpace')
        self.wait_said(r'^The war: folded\. ')
        self.app.xdotool('key', 'BackSpace')
        self.wait_said(r'^The war: unfolded\. ')
        self.app.xdotool('key', 'ctrl+shift+Right')
        self.wait_said(r'^The war: lane 3 of 10\. ')
        self.app.xdotool('key', 'ctrl+shift+Down')  # along time: no place to go
        self.app.xdotool('key', 'Right')
        self.wait_said(r'· Ukraine’s path, ')
        self.app.activate('back')
        self.app.activate('back')
        self.app.xdotool('key', 'Right')
        self.wait_said(r'· Enlargement, ')
        self.app.activate('event', 'WAR-17')
        self.app.xdotool('key', 'ctrl+shift+Right')
        self.wait_said(r'^The war: lane 3 of 10\. ')
        pump(2)  # settings are written when nothing has changed for a while
        self.app.process.terminate()
        self.app.wait_end(20)
        self.start()
        self.app.activate('event', 'WAR-17')
        self.focus_timeline()
        self.app.activate('event', 'WAR-17')
        self.app.xdotool('key', 'Right')
        self.wait_said(r'· Ukraine’s path, ')

    def test_lanes_by_menu_and_pointer(self):
        self.app.xdotool('mousemove', 150, 102, 'click', 3)
        self.app.press(self.app.wait('^Fold$'))
        self.wait_said(r'^The war: folded\. ')
        def moved():
            """The first press may only close the menu, if that is still going."""
            self.app.xdotool('mousemove', 150, 102, 'mousedown', 1)
            for x in range(160, 281, 20):
                self.app.xdotool('mousemove', x, 102)
            self.app.xdotool('mouseup', 1)
            pump(1)
            return re.search(r'^The war: lane 3 of 10\. ', self.said())

        wait_for(moved, what='another place of the lane')

    def open_table(self):
        self.app.xdotool('key', 'ctrl+l')
        self.app.wait('^164 of 164 events$')

    def test_table_is_walked_sorted_and_filtered(self):
        self.open_table()
        self.app.wait('^North Atlantic Treaty signed$')
        self.app.press(self.app.wait('^When, sorted from first to last$'))
        self.app.wait('^When, sorted from last to first$')
        wait_for(lambda: self.app.find('^North Atlantic Treaty signed$') is None,
                 what='the end of the table')
        self.app.press(self.app.wait('^Event, sort$'))
        self.app.wait('^Event, sorted from first to last$')
        self.app.wait('^A law makes Ukraine non-bloc$')
        self.app.xdotool('type', '--delay', '80', 'bucharest')
        self.app.wait(r'^\d of 164 events$')
        self.app.wait('^Bucharest summit: ')

    def test_table_chooses_and_goes(self):
        self.open_table()
        self.app.wait('^North Atlantic Treaty signed$')
        for key in ('Home', 'Down', 'shift+Down'):
            self.app.xdotool('key', key)
        self.app.wait(r'^4 April 1949 to 18 February 1952: 1050 days\.')
        self.assertNotIn('1952', self.said().split('.')[0])
        self.app.xdotool('key', 'Return')
        self.wait_said(r'^18 February 1952\. Selected: Greece and Türkiye join ')
        self.app.xdotool('key', 'Escape')
        wait_for(lambda: self.app.find('^164 of 164 events$') is None, what='the end of the table')

    def test_table_extends_what_enter_chose(self):
        self.open_table()
        self.app.wait('^North Atlantic Treaty signed$')
        for key in ('Home', 'Down', 'Return'):
            self.app.xdotool('key', key)
        self.wait_said(r'^4 April 1949\. Selected: North Atlantic Treaty signed ')
        self.app.xdotool('key', 'shift+Down')
        self.wait_said(r'Selected: Greece and Türkiye join .*\. 1 more is selected$')

    def test_event_tells_its_day_and_neighbours(self):
        self.open_table()
        self.app.wait('^North Atlantic Treaty signed$')
        for key in ('Home', 'Down', 'Return', 'Escape'):
            self.app.xdotool('key', key)
        self.app.wait('^The map on 4 April 1949$')
        self.app.wait(r'^Kyiv-controlled: 100\.0.% · [\d,]+.km²')
        self.app.wait('^28 August – 5 September 1945: Soviet troops take the Northern Territories$')
        self.app.press(self.app.wait('^18 February 1952: Greece and Türkiye join$', 'button'))
        self.app.wait('^The map on 18 February 1952$')
        self.wait_said('Selected: Greece and Türkiye join')

    def test_filter_popover(self):
        self.app.xdotool(
            'mousemove', *self.app.at_rest(self.app.wait('^Which Events Are Shown$')), 'click', 1)
        self.app.wait('^The war$', 'check')
        for key in ('Tab', 'Tab', 'space'):
            self.app.xdotool('key', key)
        self.app.wait('^15 of 164 events are hidden$')
        self.app.xdotool('key', 'Escape')
        self.app.activate('back')
        wait_for(lambda: self.app.find('hidden$') is None, what='the filter taken back')
        self.app.activate('forward')
        self.app.wait('^15 of 164 events are hidden$')

    def test_playback_menu(self):
        speed = next(w for w in self.app.widgets() if w.text == '1×')
        self.app.xdotool('mousemove', speed.x + speed.wide // 2, speed.y + speed.high // 2, 'click', 1)
        self.app.press_button('^4× · four months a second$')
        self.app.wait('^4×$')


if __name__ == '__main__':
    tap.main(tries=3)
