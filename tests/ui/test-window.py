#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window with the shipped dossier: what a person sees and does. Usage: test-window.py
PROGRAM. With ACCESSION_TEST_KEEP=FOLDER the screenshots stay there."""
import os
import pathlib
import re
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import atlas  # noqa: E402
import tap  # noqa: E402
from atlas import Atlas, Picture, difference, in_language, pump, read_dossier, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
# The middle of the map at 1280x800 with timeline and panel beside it, clear of its buttons.
MAP = (420, 150, 460, 440)
DATE = re.compile(r'\d{1,2} [A-Z][a-z]+ (\d{4})')
CLASS_NAME = re.compile(r'^(Gtk|Adw|Shumate|Acn|Gdk)[A-Z]')


class Window(unittest.TestCase):
    """The cases share one window and go in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.dossier = read_dossier()
        cls.app = Atlas(PROGRAM)
        cls.app.wait_complete()

    @classmethod
    def tearDownClass(cls):
        cls.app.close()

    def tearDown(self):
        self.assertIsNone(self.app.process.poll(), self.app.errors[-5:])

    def year(self):
        scale = self.app.wait('^Date$', 'slider')
        for text in (scale.get_description() or '', *self.app.texts()):
            match = DATE.search(text)
            if match:
                return int(match.group(1))
        self.fail('no date on screen')

    def occupied(self):
        return self.app.wait(r'^Occupied.*km²').get_name()

    def test_01_title_and_home_date(self):
        title = in_language(self.dossier['title'], 'en')
        # The map may be done before the bus knows of the window.
        self.assertTrue(self.app.wait('^' + re.escape(title)))
        year = int(self.dossier['home']['date'][:4])
        self.assertTrue(any(f' {year}' in text for text in self.app.texts()))

    def test_02_map_is_painted(self):
        colours = set(self.app.screenshot().grid(MAP, 3))
        self.assertGreater(len(colours), 40)

    def test_03_areas_are_told(self):
        self.assertRegex(self.occupied(), r'\d[\d,]+\skm² \([\d,]+–[\d,]+\), \d+\.\d\s?%')

    def test_04_every_control_has_a_name(self):
        nameless = []
        for node in self.app.showing():
            states = node.get_state_set()
            if not states.contains(atlas.Atspi.StateType.FOCUSABLE):
                continue
            # GTK 4.18 calls scrolled windows and viewports focusable; they only hand focus on.
            if node.get_role_name() in ('panel', 'scroll pane') and node.get_child_count() > 0:
                continue
            name = node.get_name() or ''
            if not name or CLASS_NAME.match(name):
                nameless.append((node.get_role_name(), name, node.get_description()))
        self.assertEqual(nameless, [])

    def test_05_scale_moves_the_playhead(self):
        before = self.app.screenshot().grid(MAP)
        areas = self.occupied()
        value = self.app.wait('^Date$', 'slider')
        value.set_current_value(value.get_minimum_value()
                                + (value.get_maximum_value() - value.get_minimum_value()) * 0.4)
        wait_for(lambda: self.year() < 2024, what='an earlier year')
        wait_for(lambda: self.occupied() != areas, what='other areas')
        self.assertGreater(difference(before, self.app.screenshot().grid(MAP)), 0.005)

    def test_06_dragging_the_scrubber_moves_the_playhead(self):
        year = self.year()
        x, y = atlas.SCREEN[0], atlas.SCREEN[1] - 26
        self.app.drag(x * 45 // 100, y, x * 72 // 100, y)
        wait_for(lambda: self.year() != year, what='another year')

    def test_07_keys_move_the_playhead(self):
        self.app.activate('day', '2022-03-30')
        self.app.wait('30 March 2022')
        self.app.xdotool('key', 'alt+Right')
        self.app.wait('31 March 2022')
        self.app.xdotool('key', 'alt+Down')
        self.app.wait('30 April 2022')

    def test_08_switch_hides_a_layer(self):
        self.app.activate('day', '2022-03-30')
        pump(1)
        layer = next(layer for layer in self.dossier['layers'] if layer['id'] == 'occupied')
        before = self.app.screenshot().grid(MAP)
        switch = self.app.wait('^' + re.escape(in_language(layer['title'], 'en')) + '$',
                               'switch|toggle|check')
        self.app.press(switch)
        hidden = self.app.screenshot().grid(MAP)
        self.assertGreater(difference(before, hidden), 0.005)
        self.app.press(switch)
        wait_for(lambda: difference(before, self.app.screenshot().grid(MAP)) < 0.002,
                 what='the layer again')

    def test_09_selecting_an_event_shows_its_details(self):
        event = next(event for event in self.dossier['events'] if event.get('rank') == 1)
        self.app.activate('event', event['id'])
        self.app.wait('^' + re.escape(in_language(event['title'], 'en')) + '$', 'label|static|text')
        self.assertEqual(self.year(), int(re.search(r'\d{4}', event['when']).group()))
        sources = {source['id']: source for source in self.dossier['sources']}
        cited = sources[event['citations'][0]['source']]
        self.app.wait(re.escape(cited['title']))

    def test_10_next_event_by_key(self):
        texts = self.app.texts()
        self.app.xdotool('key', 'ctrl+bracketright')
        wait_for(lambda: self.app.texts() != texts, what='other details')

    def test_11_export_writes_the_figure(self):
        path = os.path.join(self.app.folder.name, 'figure.png')
        self.app.activate('export-to', path)
        wait_for(lambda: os.path.exists(path), what='the figure')
        self.app.wait('Figure saved')
        self.app.wait('Show in Folder')
        picture = Picture(path)
        self.assertGreaterEqual(picture.width, 1280)
        self.assertGreater(len(set(picture.grid(step=5))), 60)

    def test_12_export_fault_is_told(self):
        self.app.activate('export-to', '/proc/none/figure.png')
        self.app.wait('none')

    def test_13_broken_file_leaves_the_dossier_open(self):
        title = in_language(self.dossier['title'], 'en')
        path = os.path.join(self.app.folder.name, 'broken.dossier.json')
        pathlib.Path(path).write_text('{"format": "accession-dossier",\n "version": }\n',
                                      encoding='utf-8')
        self.app.activate('open-path', path)
        self.app.wait('stays open')
        self.assertTrue(any(re.search(r'broken\.dossier\.json:2:\d+', text)
                            for text in self.app.texts()), self.app.texts())
        self.app.xdotool('key', 'Escape')
        wait_for(lambda: not self.app.find('stays open'), what='the end of the dialog')
        self.assertTrue(self.app.find('^' + re.escape(title)))

    def test_14_other_language(self):
        self.app.activate('language', 'uk')
        self.app.wait('^' + re.escape(in_language(self.dossier['title'], 'uk')))
        self.app.activate('language', 'en')
        self.app.wait('^' + re.escape(in_language(self.dossier['title'], 'en')))

    def test_15_panel_hides_and_returns_by_key(self):
        self.app.wait('^Layers$')
        self.app.xdotool('key', 'F9')
        wait_for(lambda: not self.app.find('^Layers$', 'radio|toggle|button'), what='no panel')
        self.app.xdotool('key', 'F9')
        self.app.wait('^Layers$')

    def test_16_nothing_was_logged(self):
        bad = [line for line in self.app.errors if re.search('CRITICAL|WARNING|ERROR', line)
               and not re.search('dconf|portal|theme|Vulkan', line)]
        self.assertEqual(bad, [])


class Faults(unittest.TestCase):
    """A file that cannot be opened at the start: the window says why."""

    def start(self, content):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, 'bad.dossier.json')
        if content is not None:
            pathlib.Path(path).write_bytes(content)
        app = Atlas(PROGRAM, path)
        self.addCleanup(app.close)
        app.wait('Could Not Be Opened')
        return app

    def test_missing_file(self):
        app = self.start(None)
        self.assertTrue(any('bad.dossier.json' in text for text in app.texts()))
        self.assertTrue(app.find('Open Another'))

    def test_100000_brackets(self):
        app = self.start(b'[' * 100000)
        self.assertTrue(any('128' in text for text in app.texts()))

    def test_foreign_json(self):
        app = self.start(b'{"type": "FeatureCollection", "features": []}')
        self.assertTrue(any('not an Accession dossier' in text for text in app.texts()),
                        app.texts())


if __name__ == '__main__':
    tap.main(tries=3)
