#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The composer: a figure as it will be, and what may be chosen about it. A process of its own with
one program: libatspi 2.46 dies of a program that ended with a dialog open.

    test-composer.py PROGRAM [TEST...]
"""
import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from atlas import Atlas, Picture, difference, pump, wait_for  # noqa: E402
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))


class Composer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.app = Atlas(PROGRAM, still=True)
        cls.app.wait_complete()
        cls.app.activate('export')
        cls.app.wait('^Ukraine’s road to NATO, 11 July 2024: ')

    @classmethod
    def tearDownClass(cls):
        cls.app.close()

    def click(self, name, role=None):
        x, y = self.app.at_rest(self.app.wait(name, role))
        self.app.xdotool('mousemove', x, y, 'click', 1)

    def test_1_words_are_in_the_preview(self):
        self.click('^Title$')
        self.app.xdotool('key', 'ctrl+a')
        self.app.xdotool('type', 'Where it stands')
        self.app.wait('^Where it stands, 11 July 2024: ')

    def test_2_copy(self):
        self.app.press(self.app.wait('^Copy Picture$', 'button'))
        self.app.wait('^Picture copied$')

    def test_3_parts(self):
        before = self.app.screenshot()
        self.click('^Legend$', 'check|switch')
        wait_for(lambda: difference(before.grid(), self.app.screenshot().grid()) > 0.002,
                 what='a picture without legend')

    def test_4_save_writes_what_is_chosen(self):
        path = os.path.join(self.app.folder.name, 'composed.png')
        self.app.xdotool('key', 'ctrl+s')
        pump(3)  # the dialog's list cannot be walked here
        self.app.xdotool('key', 'ctrl+a')
        self.app.xdotool('type', path)
        self.app.xdotool('key', 'Return')
        wait_for(lambda: os.path.exists(path), what='the figure')
        self.app.wait('^Copy Alt Text$')
        self.assertIn('Where it stands, 11 July 2024'.encode(), pathlib.Path(path).read_bytes())
        self.assertEqual(Picture(path).width % 2, 0)


if __name__ == '__main__':
    tap.main(tries=3)
