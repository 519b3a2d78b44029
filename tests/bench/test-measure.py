#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benches say of a ratio: worse than kept, as good, missed."""
import json
import os
import pathlib
import sys
import tempfile
import unittest
import unittest.mock

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE), str(HERE.parent)]
import measure  # noqa: E402
import tap  # noqa: E402


class Ratios(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / 'ratios.json'
        self.said = self.enterContext(unittest.mock.patch.object(measure, 'print', create=True))
        self.table = measure.Table()

    def keep(self, **ratios):
        self.path.write_text(json.dumps(ratios), encoding='ascii')

    def test_within_the_tolerance(self):
        self.keep(pan=1.0)
        self.table.add('pan', 1.2)
        self.assertFalse(self.table.check(self.path, 0.2))

    def test_worse(self):
        self.keep(pan=1.0, zoom=1.0)
        self.table.add('pan', 1.21)
        self.table.add('zoom', 0.1)
        self.assertTrue(self.table.check(self.path, 0.2))
        self.said.assert_any_call('WORSE  pan: 1.0 -> 1.21')
        self.assertEqual(['pan'], list(self.table.worse(self.path, 0.2)))

    def test_counts_have_less_to_spare(self):
        self.keep(**{'instructions: areas': 100.0})
        self.table.add_count('instructions: areas', 104e6)
        self.assertTrue(self.table.check(self.path, 0.2))

    def test_next_to_nothing(self):
        self.keep(idle=0.0)
        self.table.add('idle', measure.NEGLIGIBLE)
        self.assertFalse(self.table.check(self.path, 0.2))

    def test_the_pace_of_the_machine(self):
        self.keep(**{'load to 2 s': 0.5, 'time to that of 80 MB/s': 0.3, 'to mapnik': 0.5})
        self.table.pace = 2
        self.table.add('load to 2 s', 1.1, 1.0)
        self.table.add('time to that of 80 MB/s', 0.61)
        self.table.add('to mapnik', 0.5)
        self.assertFalse(self.table.check(self.path, 0.2))
        self.assertEqual(['load to 2 s'], self.table.missed)  # the limit is one of the clock
        self.table.add('load to 2 s', 1.3)
        self.table.add('to mapnik', 0.7)
        self.assertEqual(['load to 2 s', 'to mapnik'], sorted(self.table.worse(self.path, 0.2)))

    def test_what_is_not_kept_yet(self):
        self.keep()
        self.table.add('new', 9.0)
        self.assertFalse(self.table.check(self.path, 0.2))

    def measured_twice(self, first, second):
        self.keep(pan=1.0)
        self.table.add('pan', first, 2.0)
        self.table.again(lambda: self.table.add('pan', second, 2.0))
        return self.table.check(self.path, 0.2)

    def test_once_more(self):
        self.assertFalse(self.measured_twice(1.5, 1.1))
        self.assertFalse(self.measured_twice(1.1, 1.5))
        self.assertTrue(self.measured_twice(1.5, 1.4))
        self.assertEqual(1.4, self.table.ratios['pan'])

    def test_a_limit_missed_once_is_missed(self):
        self.measured_twice(2.1, 1.0)
        self.assertEqual(['pan'], self.table.missed)

    def test_threads_that_end_or_begin(self):
        self.assertEqual(7, measure.wake_ups_between({1: 10, 2: 50}, {1: 13, 3: 4}))
        self.assertGreater(sum(measure.wake_ups(os.getpid()).values()), 0)

    def test_keep_and_widen(self):
        self.keep(pan=1.0, zoom=1.0)
        self.table.add('pan', 0.5)
        self.table.keep(self.path, widens=True)
        self.assertEqual({'pan': 1.0, 'zoom': 1.0}, json.loads(self.path.read_text(encoding='ascii')))
        self.table.keep(self.path)
        self.assertEqual({'pan': 0.5, 'zoom': 1.0}, json.loads(self.path.read_text(encoding='ascii')))


if __name__ == '__main__':
    tap.main()
