#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window with the shipped dossier: what a person sees and does. Usage: test-window.py
PROGRAM. With ACCESSION_TEST_KEEP=FOLDER the screenshots stay there."""
import calendar
import datetime
import json
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
from atlas import Atlas, Picture, difference, pump, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
DOSSIER = os.path.join(os.environ['ACCESSION_DATA_DIR'], 'ukraine-nato.dossier.json')
# The middle of the map at 1280x800 with timeline and panel beside it, clear of its buttons.
MAP = (420, 150, 460, 440)
DATE = re.compile(r'\d{1,2} [A-Z][a-z]+ (\d{4})')
CLASS_NAME = re.compile(r'^(Gtk|Adw|Shumate|Acn|Gdk)[A-Z]')


def read_dossier():
    with open(DOSSIER, encoding='utf-8') as file:
        return json.load(file)


def in_language(text, language):
    return text[language] if isinstance(text, dict) else text


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
        self.assertTrue(self.app.find('^' + re.escape(title)))
        year = int(self.dossier['home']['date'][:4])
        self.assertTrue(any(f' {year}' in text for text in self.app.texts()))

    def test_02_map_is_painted(self):
        colours = set(self.app.screenshot().grid(MAP, 3))
        self.assertGreater(len(colours), 40)

    def test_03_areas_are_told(self):
        self.assertRegex(self.occupied(), r'\d[\d,]+\skm², \d+\.\d\s?%')

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
        again = self.app.screenshot().grid(MAP)
        self.assertLess(difference(before, again), 0.002)

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


class Memory(unittest.TestCase):
    """What a window remembers is there when the program starts again."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name

    def run_once(self, *arguments, do=None):
        app = Atlas(PROGRAM, *arguments, home=self.home)
        try:
            app.wait_complete()
            if do is not None:
                do(app)
            return app.wait('^Date$', 'slider').get_description(), app.screenshot().grid(MAP, 4)
        finally:
            # By the window's own way out, so that what waits to be written is written.
            app.activate_program('quit')
            app.process.wait(20)
            app.close()

    def test_day_and_place_return(self):
        def move(app):
            app.activate('day', '2015-03-04')
            app.activate('view', 'crimea')
        first = self.run_once(do=move)
        second = self.run_once()
        self.assertIn('4 March 2015', first[0])
        self.assertEqual(first[0], second[0])
        self.assertLess(difference(first[1], second[1]), 0.02)

    def test_reading_goes_on_where_it_was_left(self):
        self.run_once(do=lambda app: (app.activate('claim', 'S-42'), app.wait('^42 of 103$'),
                                      app.xdotool('key', 'ctrl+Page_Down'),
                                      app.wait('^43 of 103$')))
        self.run_once(do=lambda app: (app.xdotool('key', 'F8'), app.wait('^43 of 103$')))

    def test_last_file_returns(self):
        other = pathlib.Path(self.home) / 'other.dossier.json'
        other.write_text(json.dumps({'format': 'accession-dossier', 'version': 1, 'id': 'other',
                                     'title': 'Quite another story'}), encoding='utf-8')
        self.run_once(str(other))
        app = Atlas(PROGRAM, home=self.home)
        self.addCleanup(app.close)
        app.wait('Quite another story')


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


class Argument(unittest.TestCase):
    """The argument from its first claim to its last, by the keyboard alone."""

    @staticmethod
    def last_day(when):
        """The last day that a date of the dossier means, in the words of the title bar."""
        end = when.split('/')[-1].rstrip('~?%')
        if end in ('', '..'):
            end = when.split('/')[0].rstrip('~?%')
            return None if len(end) != 10 else datetime.date.fromisoformat(end)
        year, month, day = [*map(int, end.split('-')), 0, 0][:3]
        if day:
            return datetime.date(year, month, day)
        month = month or 12
        return datetime.date(year, month, calendar.monthrange(year, month)[1])

    def shown_by(self, claims, index, layers):
        """What the map shows when the claims up to one have been told one after the other."""
        governed = {layer for claim in claims for layer in claim['layers']}
        visible = {layer['id']: layer.get('visible', True) for layer in layers}
        for claim in claims[:index + 1]:
            if claim['layers']:
                visible.update({layer: layer in claim['layers'] for layer in governed})
        return {layer for layer, shown in visible.items() if shown}

    def test_walk(self):
        dossier = read_dossier()
        claims, layers = dossier['claims'], dossier['layers']
        titles = {layer['id']: layer['title']['en'] for layer in layers}
        views = {view['id']: view['title']['en'] for view in dossier['views']}
        scenes = {scene['id']: scene for scene in dossier['scenes']}
        app = Atlas(PROGRAM, still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        app.xdotool('key', 'F8')
        chart = app.wait('^Map$')
        for i, claim in enumerate(claims):
            with self.subTest(claim=claim['id']):
                wanted = {f'{i + 1} of {len(claims)}', claim['title']['en']}
                day = self.last_day(claim['when'])
                shown = self.shown_by(claims, i, layers)
                if 'scene' in claim:
                    day = datetime.date.fromisoformat(scenes[claim['scene']]['date'])
                    shown = {scenes[claim['scene']]['layer']}
                if day is not None and day.isoformat() <= dossier['span'].split('/')[1]:
                    date = f'{day.day} {day:%B} {day.year}'
                    wanted.add(date)
                else:
                    date = r'\d+ [A-Z][a-z]+ \d+'
                wait_for(lambda: wanted <= set(app.texts()), what=str(wanted))
                names = ', '.join(re.escape(titles[layer['id']])
                                  + (r' \(Hypothetical\)' if layer.get('hypothetical') else '')
                                  for layer in layers if layer['id'] in shown)
                words = re.compile(f'^{re.escape(views[claim["view"]])}, {date}: {names}\\.$')
                wait_for(lambda: words.search(chart.get_description() or ''),
                         what=f'{words.pattern} instead of {chart.get_description()}')
            app.xdotool('key', 'ctrl+Page_Down')
        app.wait(f'^{len(claims)} of {len(claims)}$')

    def test_look_around_and_return(self):
        app = Atlas(PROGRAM, DOSSIER + '#S-42', still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        app.wait('^42 of 103$')
        chart = app.wait('^Map$')
        wait_for(lambda: (chart.get_description() or '').startswith('Ukraine, '), what='the view')
        before = chart.get_description()
        self.assertIsNone(app.find('^Return to Claim$'))
        app.activate('zoom-in')
        app.press(app.wait('^Return to Claim$'))
        wait_for(lambda: app.find('^Return to Claim$') is None, what='the way back')
        wait_for(lambda: chart.get_description() == before, what=before)

    def test_presenter_keys(self):
        app = Atlas(PROGRAM, DOSSIER + '#S-10', still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        app.wait('^10 of 103$')
        app.xdotool('key', 'F5')
        position = 10
        for key, step in (('space', 1), ('Right', 1), ('Left', -1), ('Page_Down', 1), ('Down', 1),
                          ('Page_Up', -1), ('Up', -1)):
            app.xdotool('key', key)
            position += step
            app.wait(f'^{position} of 103$')
        app.xdotool('key', 'Escape')
        app.wait('^Date$', 'slider')

    def test_figure_of_a_claim(self):
        app = Atlas(PROGRAM, DOSSIER + '#S-57', still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        path = os.path.join(app.folder.name, 'claim.png')
        app.activate('export-claim-to', path)
        app.wait('^Figure saved$')
        self.assertGreaterEqual(Picture(path).width, 2560)


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
        self.app.wait('2022-13-01')
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
        before = self.app.screenshot().grid()
        self.app.activate('show-positions')
        wait_for(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--name',
                                         'Positions on an Invitation'], check=False,
                                        capture_output=True).stdout.strip(), what='the table')
        table = self.app.screenshot()
        self.assertGreater(difference(before, table.grid()), 0.2)
        ink = [colour for colour in table.grid((20, 80, 700, 400), 1) if max(colour) < 110]
        self.assertGreater(len(ink), 500, 'no text in the table')


if __name__ == '__main__':
    tap.main()
