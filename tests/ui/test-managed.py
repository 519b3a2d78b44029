#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window under a window manager, which may say no. Usage: test-managed.py PROGRAM."""
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
import tap  # noqa: E402
from atlas import SCREEN, Atlas, pump, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
DEFAULT = (1000, 640)


class Managed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.home.cleanup)
        # Without its menus and keys, of which some are the program's.
        config = pathlib.Path(cls.home.name, 'rc.xml')
        config.write_text('<openbox_config xmlns="http://openbox.org/3.4/rc"/>', encoding='ascii')
        cls.manager = subprocess.Popen(['openbox', '--config-file', str(config)],
                                       stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.manager.wait)
        cls.addClassCleanup(cls.manager.terminate)

    def start(self):
        self.app = Atlas(PROGRAM, home=self.folder.name, still=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        self.window = wait_for(self.find_window, what='the window')

    def find_window(self):
        windows = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.app.process.pid)],
                                 check=False, capture_output=True, encoding='ascii').stdout.split()
        return next((w for w in windows if self.size_of(w)[0] > 200), None)

    @staticmethod
    def size_of(window):
        told = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', window], check=True,
                              capture_output=True, encoding='ascii').stdout
        return tuple(int(re.search(f'{name}=(-?\\d+)', told)[1]) for name in ('WIDTH', 'HEIGHT'))

    def size(self):
        return self.size_of(self.window)

    def await_size(self, size):
        wait_for(lambda: self.size() == size, what=lambda: f'{size}, not {self.size()},')

    def resize(self, width, height):
        """As a manager does when a person tiles the window: in one go."""
        self.app.xdotool('windowsize', self.window, width, height)

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        settings = pathlib.Path(self.folder.name, 'config/glib-2.0/settings/keyfile')
        settings.parent.mkdir(parents=True)
        settings.write_text('[io/github/accession/Accession]\nhints=false\n'
                            f'window-width={DEFAULT[0]}\nwindow-height={DEFAULT[1]}\n', encoding='ascii')
        self.start()

    def quit(self):
        self.app.activate_program('quit')
        self.app.wait_end(20)

    def test_full_screen_and_back(self):
        self.await_size(DEFAULT)
        for _ in range(2):
            self.app.xdotool('key', 'F11')
            self.await_size(SCREEN)
            self.app.xdotool('key', 'F11')
            self.await_size(DEFAULT)
        # Who quits there is not surprised by it the next time.
        self.app.xdotool('key', 'F11')
        self.await_size(SCREEN)
        self.quit()
        self.start()
        self.await_size(DEFAULT)

    def test_tiled_narrow(self):
        """The wide shapes need more than half of a small screen, and give way all the same. Without a
        compositor the frame has 5 px on each side."""
        for width, height in ((1180, 700), (683, 700), (1280, 700), (360, 700), (1180, 400), (360, 304),
                              (800, 600)):
            self.resize(width, height)
            self.await_size((width, height))
            pump(0.5)
            self.assertEqual(self.size(), (width, height))

    def test_presented_and_back(self):
        self.resize(420, 700)
        self.await_size((420, 700))
        pump(0.5)
        self.app.xdotool('key', 'F5')
        self.await_size(SCREEN)
        pump(1)
        self.app.xdotool('key', 'Escape')
        self.await_size((420, 700))
        self.quit()
        self.start()
        self.await_size((420, 700))

    def test_maximized_is_remembered(self):
        self.app.press(self.app.wait('^Maximize$', 'button'))
        wait_for(lambda: self.size()[0] == SCREEN[0], what='the whole screen')
        self.quit()
        self.start()
        wait_for(lambda: self.size()[0] == SCREEN[0], what='the whole screen again')
        self.app.press(self.app.wait('^(Restore|Maximize)$', 'button'))
        self.await_size(DEFAULT)

    def test_the_panel_comes_instead_of_the_timeline(self):
        self.resize(790, 700)
        self.await_size((790, 700))
        pump(0.5)
        self.assertIsNotNone(self.app.find('^Tools of the Timeline$'))
        self.app.xdotool('key', 'F9')
        self.app.wait('^Layers$', 'page tab|toggle button|button')
        wait_for(lambda: self.app.find('^Tools of the Timeline$') is None, what='room for the panel')
        self.assertEqual(self.size(), (790, 700))
        self.app.wait('^Map$')
        self.app.xdotool('key', 'F9')
        self.app.wait('^Tools of the Timeline$')
        # With room for all three they stand side by side.
        self.app.xdotool('key', 'F9')
        wait_for(lambda: self.app.find('^Tools of the Timeline$') is None, what='room for the panel')
        self.resize(1100, 700)
        self.app.wait('^Tools of the Timeline$')
        self.assertIsNotNone(self.app.find('^Layers$', 'page tab|toggle button|button'))


if __name__ == '__main__':
    tap.main(tries=3)
