#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window for those who do not use a mouse, or do not see well: a walk by keyboard, texts that
stand out from what is behind them, and what is told of map and timeline. Usage: test-access.py
PROGRAM."""
import collections
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
from atlas import Atlas, Atspi, GLib, pump, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
SAMPLE = os.path.join(os.environ['ACCESSION_DATA_DIR'], 'samples/german-unification.dossier.json')
# What is no name but that of a class.
CLASS_NAME = re.compile(r'^(Gtk|Adw|Acn|Shumate)[A-Z]')
STOPS_MAX = 90
# Of the smallest ring, around a button, and 2 px wide, are there 200 and more.
RING_PIXELS_MIN = 100


def luminance(colour):
    """WCAG 2.1, relative luminance."""
    parts = [c / 255 for c in colour]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_contrast(colours):
    """Of a text on one ground: of the colour there is most of, and the one that is farthest from
    it, as the middle of a stroke is."""
    counts = collections.Counter(colours)
    ground = counts.most_common(1)[0][0]
    return max(contrast(ground, colour) for colour in counts)


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name

    def start(self, *arguments, environment=None):
        before = {name: os.environ.get(name) for name in environment or {}}
        os.environ.update(environment or {})
        self.app = Atlas(PROGRAM, *arguments, home=self.home, still=True, probed=True)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        wait_for(self.app.tree.is_there, what='the tree')
        return self.app

    def box(self, item):
        return self.app.tree.ask(item[0][1], 'org.a11y.atspi.Component.GetExtents',
                                 GLib.Variant('(u)', (int(Atspi.CoordType.WINDOW),)))

    def focused(self):
        """Path, name, role and box of what has the focus."""
        found = [item for item in self.app.tree.read()[0]
                 if item[9][0] >> int(Atspi.StateType.FOCUSED) & 1
                 and item[7] != int(Atspi.Role.FRAME)]
        return (found[-1][0][1], found[-1][6], found[-1][7], self.box(found[-1])) if found else None


class Keyboard(Case):
    def test_walk(self):
        """Tab goes through the window, each stop says what it is and shows that it is there, and
        comes back to where it began."""
        app = self.start(SAMPLE)
        pump(1)
        stops, before = [], app.look()
        for _ in range(STOPS_MAX):
            app.xdotool('key', 'Tab')
            stop = self.focused()
            if stop is None:
                continue
            if stops and stop[0] == stops[0][0]:
                break
            now = app.look()
            x, y, wide, high = stop[3]
            # Some draw the ring around, some in themselves.
            around = max(x - 8, 0), max(y - 8, 0), min(wide + 16, 1279 - x), min(high + 16, 799 - y)
            with self.subTest(f'stop {len(stops)}: “{stop[1]}”'):
                self.assertTrue(stop[1].strip(), 'no name')
                self.assertIsNone(CLASS_NAME.match(stop[1]))
                self.assertGreater(stop[2], 0)
                stronger = sum(1 for a, b in zip(before.grid(around, 1), now.grid(around, 1))
                               if a != b and contrast(a, b) >= 3)
                self.assertGreater(stronger, RING_PIXELS_MIN, 'no visible focus')
            before = now
            stops.append(stop)
        else:
            self.fail(f'{STOPS_MAX} stops, and not where it began')
        self.assertEqual(len({stop[0] for stop in stops}), len(stops), 'one twice: a trap')
        names = [stop[1] for stop in stops]
        for group in (('Map', 'Find', 'Zoom In'), ('Map', 'Layers', 'Event'),
                      ('Play', 'Date'), ('Open a Dossier', 'Main Menu')):
            places = [names.index(name) for name in group]
            self.assertEqual(places, sorted(places), group)
        app.xdotool('key', 'shift+Tab')
        self.assertEqual(self.focused()[0], stops[-1][0], 'the same way back')


class Contrast(Case):
    def check_new_labels(self, known, ask=None):
        """Those on screen that are not known yet."""
        picture = self.app.screenshot()
        n = 0
        for label in (ask or self.app.widgets)():
            text = label.text.strip()
            # A thin digit alone has no pixel of its full colour.
            if not label.is_live or len(text) < 2 or label in known:
                continue
            known.add(label)
            x, y, wide, high = label[4:]
            if x < 0 or y < 0 or x + wide > 1270 or y + high > 730 or wide < 4 or high < 8:
                continue  # scrolled away
            n += 1
            with self.subTest(text):
                place = x, y, wide, high
                if text_contrast(picture.grid(place, 1)) < 4.5:  # it may not have been painted yet
                    wait_for(lambda place=place: text_contrast(self.app.screenshot().grid(place, 1)) >= 4.5, 10,
                             f'a contrast of 4.5 of “{text}” at {x}, {y}')
        return n

    def check_labels(self, **environment):
        self.start(environment=environment)
        pump(1)
        known = set()
        self.assertGreater(self.check_new_labels(known), 12)
        self.app.activate('event', 'SUM-01')
        pump(1.5)
        self.assertGreater(self.check_new_labels(known), 6)

    def test_light(self):
        self.check_labels()

    def test_dark(self):
        self.check_labels(ADW_DISABLE_PORTAL='1', ADW_DEBUG_COLOR_SCHEME='prefer-dark')

    def test_menus(self):
        """Keys and heads as well."""
        self.start(SAMPLE)
        self.app.xdotool('key', 'F10')
        wait_for(lambda: any(w.text == 'Preferences' for w in self.app.menus()), what='the menu')
        pump(1)
        self.assertGreater(self.check_new_labels(set(), self.app.menus), 12)
        self.app.xdotool('key', 'Escape')
        speed = next(w for w in self.app.widgets() if w.text == '1×')
        self.app.xdotool('mousemove', speed.x + speed.wide // 2, speed.y + speed.high // 2, 'click', 1)
        wait_for(lambda: any(w.text == 'A Month' for w in self.app.menus()), what='the menu of playback')
        pump(1)
        self.assertGreater(self.check_new_labels(set(), self.app.menus), 10)

    def test_high_contrast(self):
        self.check_labels(ADW_DISABLE_PORTAL='1', ADW_DEBUG_HIGH_CONTRAST='1')


    def check_other_windows(self, **environment):
        app = self.start(environment=environment)
        app.activate('what-if')
        pump(1)
        for title, show in app.other_windows():
            show()
            wait_for(lambda: any(w.text == title for w in app.widgets()), what=title)
            pump(1)
            with self.subTest(title):
                self.assertGreater(self.check_new_labels(set()), 2)
            app.xdotool('key', 'Escape')
            wait_for(lambda: not any(w.text == title for w in app.widgets()), what=f'the end of {title}')

    def test_other_windows(self):
        self.check_other_windows()

    def test_other_windows_dark(self):
        self.check_other_windows(ADW_DISABLE_PORTAL='1', ADW_DEBUG_COLOR_SCHEME='prefer-dark')


class Told(Case):
    def test_names_without_the_marks_of_mnemonics(self):
        """GTK 4.8 would read “_Compare… Compare…”."""
        self.start()
        self.app.xdotool('key', 'F7')
        self.app.wait('^Compare…$', 'button')
        self.app.wait('^Copy$', 'button')
        self.app.activate_program('help')
        self.app.wait('^Open the Guide for Authors$', 'button')
        self.assertEqual([name for name in self.app.texts() if re.search(r'(^|\s)\w*_\w', name)], [])

    def hear(self, pattern):
        def found():
            return any(re.search(pattern, str(text)) for text in self.app.tree.heard)

        wait_for(found, what=lambda: f'“{pattern}” among {self.app.tree.heard}')

    def test_date_and_outcome_are_announced(self):
        app = self.start()
        app.tree.listen()
        app.activate('day', '2022-09-06')
        self.hear('6 September 2022')
        app.activate('what-if')
        app.wait('^Neither condition is met$')
        app.choose('^Done$')
        app.choose('^Ended by an armistice$')
        self.hear(r'^\W*Not in force\W*\. \W*Both conditions are met')

    def test_what_a_toast_says_is_announced_once(self):
        """In its own words, and its button is none of them. GTK before 4.14 has only the description
        of a button with the focus to say it by."""
        app = self.start()
        app.take_focus()
        for _ in range(STOPS_MAX):
            app.xdotool('key', 'Tab')
            stop = self.focused()
            if stop is not None and stop[2] == int(Atspi.Role.PUSH_BUTTON):
                break
        app.tree.listen()
        app.activate('claim', 'none-of-this-name')
        self.hear('^The dossier has no such claim')
        app.activate('export-to', os.path.join(self.home, 'figure.png'))
        self.hear('^Figure saved')
        pump(1)
        said = [text for text in app.tree.heard if re.search('no such claim|Figure saved|Show', str(text))]
        self.assertEqual(said, ['The dossier has no such claim.', 'Figure saved'])

    def test_map_timeline_and_date_in_words(self):
        app = self.start()

        def words(name):
            return app.wait(name).get_description() or ''
        app.activate('day', '2022-09-06')
        wait_for(lambda: '6 September 2022' in words('^Map$'), what='the date in the map’s words')
        told = words('^Map$')
        for pattern in (r'[Oo]ccupied', r'\d\d\.\d.%', r'km²', r'\d+ events?'):
            self.assertRegex(told, pattern)
        app.activate('event', 'SUM-01')
        wait_for(lambda: 'Bucharest' in words('^Timeline$'), what='the event in the words')
        wait_for(lambda: '2008' in words('^Date$'), what='the date in the slider’s words')


if __name__ == '__main__':
    tap.main(tries=3)
