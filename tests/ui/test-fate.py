#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to an open dossier and to its window: misspelt and hostile texts, files that change
and go, signals, a lost display, broken settings. Usage: test-fate.py PROGRAM"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import atlas  # noqa: E402
import tap  # noqa: E402
from atlas import Atlas, pump, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
SQUARE = {'type': 'Polygon', 'coordinates': [[[29, 49], [32, 49], [32, 51], [29, 51], [29, 49]]]}
# Markup, mnemonics, entities, turned writing, controls, format strings, combining marks.
NAUGHTY = ('<b>&amp;_x</b> %s%n "\'\\', '\u202egnp.exe\u2067\u05d0', 'a\u0007\u001b[31mb\u0000c',
           'Z\u0351\u036b\u0343\u036a\u0302a\u0301\u0301\u0301\u0301\u0301l', '&#x41;]]><script>',
           '=HYPERLINK("http://x")', '\ufffe\uffff\U0010ffff\ud7ff', ' \t\n ', '👩‍👩‍👧‍👦🇺🇦', '_ _ __')
ENDING = 2  # seconds that ending may take


def make_dossier(**changes):
    dossier = {
        'format': 'accession-dossier', 'version': 1, 'id': 'fate', 'title': 'Fate',
        'span': '2020/2022', 'home': {'date': '2021-06-01', 'view': 'near'},
        'views': [{'id': 'near', 'title': 'Near', 'bbox': [25, 45, 38, 54]}],
        'lanes': [{'id': 'lane', 'title': 'Lane'}],
        'places': [{'id': 'place', 'title': 'Place', 'coordinates': [30.5, 50.4]}],
        'sources': [{'id': 'source', 'title': 'Source'}],
        'events': [{'id': 'event', 'title': 'Event', 'when': '2021-06-01', 'lane': 'lane',
                    'place': 'place', 'rank': 1, 'citations': [{'source': 'source'}]}],
        'layers': [{'id': 'land', 'title': 'Land', 'data': 'land.geojson'}],
    }
    dossier.update(changes)
    return dossier


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))
        self.path = self.folder / 'fate.dossier.json'
        self.write(make_dossier())
        self.write_land(SQUARE)

    def write(self, dossier, indent=1):
        new = self.path.with_suffix('.new')
        new.write_text(json.dumps(dossier, indent=indent), encoding='utf-8')
        new.replace(self.path)

    def write_land(self, geometry, **properties):
        (self.folder / 'land.geojson').write_text(
            json.dumps({'type': 'Feature', 'properties': properties, 'geometry': geometry}))

    def start(self, *arguments, **options):
        app = Atlas(PROGRAM, *map(str, arguments or [self.path]), **options)
        self.addCleanup(self.end, app)
        return app

    def end(self, app):
        if os.environ.get('ACCESSION_TEST_KEEP'):
            print('#', app.process.poll(), app.errors[-8:], app.texts()[:20])
            app.screenshot()
        if app.process.poll() is None:
            app.process.kill()
            app.wait_end()
        app.folder.cleanup()

    def keys(self):
        file = self.folder / 'home' / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
        return file.read_text(encoding='utf-8', errors='replace') if file.exists() else ''

    def start_at_home(self, *arguments):
        (self.folder / 'home').mkdir(exist_ok=True)
        return self.start(*arguments, home=str(self.folder / 'home'))


class Fate(Case):
    # What is wrong

    def use_editor(self):
        """A text editor of the desktop that writes down what it is told."""
        told = self.folder / 'told'
        program = self.folder / 'gedit'
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{told}.new\nmv {told}.new {told}\n')
        program.chmod(0o755)
        applications = self.folder / 'home' / 'data' / 'applications'
        applications.mkdir(parents=True)
        (applications / 'editor.desktop').write_text(
            f'[Desktop Entry]\nType=Application\nName=Editor\nExec={program} %U\nMimeType=text/plain;\n')
        (applications / 'mimeapps.list').write_text('[Default Applications]\ntext/plain=editor.desktop\n')
        return told

    def test_problems_are_listed_and_open_in_the_editor(self):
        told = self.use_editor()
        layers = [{'id': 'land', 'title': 'Land', 'data': 'land.geojson', 'visble': False}]
        self.path = self.folder / 'with 100 % & “spaces”.dossier.json'
        self.write(make_dossier(layers=layers))
        app = self.start_at_home(self.path)
        app.wait('^The dossier has 1 problem$')
        app.activate('show-problems')
        row = app.wait('“visble” is not known here; did you mean “visible”')
        app.wait('^1 warning$')
        x, y = app.at_rest(row)
        app.take_focus()
        app.xdotool('key', 'Tab', 'Tab', 'Tab', 'Return')
        if not told.exists():
            app.xdotool('mousemove', x, y, 'click', 1)
        wait_for(told.exists, what='the editor')
        line = next(i for i, text in enumerate(self.path.read_text().splitlines(), 1) if 'visble' in text)
        self.assertEqual(told.read_text().splitlines(), [f'+{line}:14', str(self.path)])

    def test_errors_are_listed(self):
        self.write(make_dossier(home={'view': 'neer'}, span=3))
        app = self.start()
        app.wait('there is no view “neer”; did you mean “near”')
        app.wait('“span” must be a string, not a number')
        app.wait('^2 errors$')

    # Files that change

    def date(self, app):
        for text in app.texts():
            match = re.search(r'\d{1,2} [A-Z][a-z]+ 20\d\d', text)
            if match:
                return match.group()
        return None

    def test_change_offers_to_reload(self):
        app = self.start()
        app.wait('^Fate$')
        app.activate('day', '2020-03-30')
        app.wait('30 March 2020')
        pump(0.5)
        for i in range(20):  # a burst
            self.write(make_dossier(title=f'Draft {i}'))
            pump(0.02)
        notice = app.wait('“fate.dossier.json” has changed on the disk')
        self.assertTrue(app.find('^Fate$'))
        self.assertIsNotNone(notice)
        app.press(app.wait('Reload$', 'button'))
        app.wait('^Draft 19$')
        app.wait('30 March 2020')
        wait_for(lambda: app.find('has changed on the disk') is None, what='the end of the notice')
        # The shapes belong to the dossier as much.
        self.write_land({'type': 'Polygon', 'coordinates': [[[29, 49], [32, 49], [32, 50], [29, 49]]]})
        app.wait('“land.geojson” has changed on the disk')
        app.activate('dismiss-notice')
        wait_for(lambda: app.find('has changed on the disk') is None, what='the end of the notice')

    def test_broken_change_leaves_what_is_shown(self):
        app = self.start()
        app.wait('^Fate$')
        self.path.write_text('{"format":')
        app.wait('has changed on the disk')
        app.activate('reload')
        app.wait(r'fate\.dossier\.json:1:11')
        app.wait('The one that was open stays open')
        self.assertIsNone(app.process.poll(), app.errors[-5:])

    def test_deletion_is_told_and_taken_back(self):
        app = self.start()
        app.wait('^Fate$')
        contents, status = self.path.read_bytes(), self.path.stat()
        aside = self.path.with_suffix('.aside')
        self.path.rename(aside)
        app.wait('“fate.dossier.json” is no longer there')
        self.assertIsNone(app.find('Reload$', 'button'))
        self.assertTrue(app.find('^Fate$'))
        aside.rename(self.path)
        self.assertEqual((contents, status.st_mtime_ns), (self.path.read_bytes(), self.path.stat().st_mtime_ns))
        wait_for(lambda: app.find('is no longer there') is None, what='the end of the notice')

    def test_truncated_while_open(self):
        app = self.start()
        app.wait('^Fate$')
        os.truncate(self.path, 0)
        os.truncate(self.folder / 'land.geojson', 0)
        app.wait('has changed on the disk')
        app.activate('day', '2020-05-05')
        app.wait('5 May 2020')
        self.assertIsNone(app.process.poll(), app.errors[-5:])

    # Ends

    def test_signals_end_at_once_and_keep_the_day(self):
        for number, day in ((signal.SIGTERM, '2020-01-05'), (signal.SIGINT, '2020-02-06'),
                            (signal.SIGHUP, '2020-03-07')):
            with self.subTest(signal=number):
                app = self.start_at_home(self.path)
                app.wait('^Fate$')
                app.activate('day', day)
                began = time.monotonic()
                app.process.send_signal(number)
                self.assertEqual(app.wait_end(), 0, app.errors[-5:])
                self.assertLess(time.monotonic() - began, 4 * ENDING)
                self.assertIn(f"day='{day}'", self.keys())
                app = self.start_at_home(self.path)
                app.wait(f'{int(day[8:])} [A-Z][a-z]+ 2020')
                app.process.kill()
                app.wait_end()

    def start_display(self):
        """Its name, and the server, which nothing else has to do with."""
        read, write = os.pipe()
        server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', '1280x800x24'],
                                  pass_fds=[write], stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        os.close(write)
        with os.fdopen(read) as file:
            return ':' + file.readline().strip(), server

    def test_lost_display_keeps_the_day(self):
        display, server = self.start_display()
        before = os.environ['DISPLAY']
        os.environ['DISPLAY'] = display
        try:
            app = self.start_at_home(self.path)
        finally:
            os.environ['DISPLAY'] = before
        app.wait('^Fate$')
        app.activate('day', '2020-04-08')
        wait_for(lambda: "day='2020-04-08'" in self.keys(), what='the day on the disk')
        server.kill()
        app.wait_end()
        self.assertIn("day='2020-04-08'", self.keys())

    def test_without_a_bus(self):
        """Neither of the session nor of accessibility: nobody hears what is announced."""
        display, _ = self.start_display()
        home = self.folder / 'home'
        home.mkdir()
        app = self.start(home=str(home), also={
            'DISPLAY': display, 'DBUS_SESSION_BUS_ADDRESS': f'unix:path={home}/nobody'})

        def xdotool(*arguments):
            return subprocess.run(['xdotool', *arguments], check=True, capture_output=True,
                                  encoding='ascii', env=dict(os.environ, DISPLAY=display)).stdout

        app.wait_complete()
        window = xdotool('search', '--onlyvisible', '--pid', str(app.process.pid)).split()[-1]
        xdotool('windowfocus', '--sync', window, 'mousemove', '60', '600', 'click', '1')
        for key in ('Down', 'Up', 'Down'):
            xdotool('key', key)
            pump(1)
        wait_for(lambda: re.search(r"day='20", self.keys()) or app.process.poll() is not None,
                 what='the day on the disk')
        self.assertIsNone(app.process.poll(), app.errors[-5:])

    def test_a_bare_system(self):
        """Without icons, pictures of SVG, fonts but one family, and other programs' files."""
        bare = self.folder / 'bare'
        bare.mkdir()
        (bare / 'fonts.conf').write_text('<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir>'
                                         f'<cachedir>{bare}/cache</cachedir></fontconfig>')
        app = self.start(also={'XDG_DATA_DIRS': str(bare), 'XDG_CONFIG_DIRS': str(bare),
                               'FONTCONFIG_FILE': str(bare / 'fonts.conf')})
        app.wait_complete()
        app.wait('^Fate$')
        app.activate('day', '2020-05-09')
        app.wait('9 May 2020')
        self.assertIsNone(app.process.poll())

    def test_no_fonts_are_told(self):
        (self.folder / 'fonts.conf').write_text(
            f'<fontconfig><cachedir>{self.folder}/cache</cachedir></fontconfig>')
        app = self.start(also={'FONTCONFIG_FILE': str(self.folder / 'fonts.conf')})
        self.assertEqual(app.wait_end(), 1)
        wait_for(lambda: app.errors, what='what is told')
        self.assertEqual([line for line in app.errors if 'dbus' not in line], [
            'accession: there is no font to write with; install one, such as Cantarell or DejaVu'])

    def test_a_pipe_holds_nothing_up(self):
        pipe = self.folder / 'pipe.dossier.json'
        os.mkfifo(pipe)
        app = self.start(pipe)
        app.wait('it is a device or a pipe, not a file')
        app.activate('open-path', str(self.path))
        app.wait('^Fate$')
        app.activate('open-path', str(pipe))
        app.wait('it is a device or a pipe, not a file')
        app.activate('day', '2020-05-09')
        app.wait('9 May 2020')

    # Settings

    def test_broken_settings_are_told(self):
        file = self.folder / 'home' / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
        file.parent.mkdir(parents=True)
        file.write_bytes(bytes(range(256)))
        app = self.start_at_home(self.path)
        app.wait('The settings could not be read; these are the defaults')
        app.wait('^Fate$')
        self.assertEqual((file.parent / 'keyfile.broken').read_bytes(), bytes(range(256)))
        app.process.terminate()
        self.assertEqual(app.wait_end(), 0)
        app = self.start_at_home(self.path)
        app.wait('^Fate$')
        self.assertIsNone(app.find('The settings could not be read'))

    def test_absurd_settings(self):
        file = self.folder / 'home' / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
        file.parent.mkdir(parents=True)
        file.write_text("[io/github/accession/Accession]\nwindow-width=-5\nlast-dossier='/proc/self/mem'\n"
                        "reading={'fate': 'nothing'}\n\n[io/github/accession/Accession/dossiers/fate]\n"
                        "day='9999-99-99'\ncamera=(nan, inf, -1e300)\nlayers=[('none', true, nan)]\n"
                        "scenarios={'x': '%s=%n', '': ''}\n")
        app = self.start_at_home(self.path)
        app.wait('^Fate$')
        app.wait('1 June 2021')
        self.assertIsNone(app.process.poll(), app.errors[-5:])


class Texts(Case):
    """Every text of a dossier is a hostile one."""

    def hostile(self, text):
        words = {'en': text}
        return make_dossier(
            title=text, summary=words, attribution=text, borders=text,
            views=[{'id': 'near', 'title': words, 'bbox': [25, 45, 38, 54]}],
            lanes=[{'id': 'lane', 'title': text, 'description': text}],
            places=[{'id': 'place', 'title': text, 'coordinates': [30.5, 50.4]}],
            actors=[{'id': 'actor', 'title': text, 'kind': 'state'}],
            sources=[{'id': 'source', 'title': text, 'author': [{'literal': text}], 'publisher': text,
                      'container-title': text, 'note': text, 'URL': 'https://example.org/'}],
            events=[{'id': 'event', 'title': text, 'when': '2021-06-01', 'lane': 'lane', 'place': 'place',
                     'rank': 1, 'text': text, 'outcome': text, 'note': text, 'actors': ['actor'],
                     'citations': [{'source': 'source', 'locator': text}]}],
            groups=[{'id': 'group', 'title': text}],
            layers=[{'id': 'land', 'title': text, 'data': 'land.geojson', 'group': 'group',
                     'legend': text, 'note': text,
                     'classes': [{'id': 'c', 'title': text}],
                     'citations': [{'source': 'source', 'locator': text}]},
                    {'id': 'events', 'title': text, 'content': 'events'}],
            sections=[{'id': 'part', 'title': text}],
            claims=[{'id': 'S-1', 'section': 'part', 'title': text, 'text': text, 'kind': 'fact',
                     'record': 'supported', 'record_note': text, 'when': '2021', 'view': 'near',
                     'layers': ['land'], 'events': ['event'], 'citations': [{'source': 'source'}]}])

    def runs_through(self, text):
        self.write(self.hostile(text))
        self.write_land(SQUARE, name=text, **{'class': 'c'})
        app = self.start(self.path)
        wait_for(lambda: app.find('^Layers$') or app.find('error'), what='the dossier')
        self.assertIsNone(app.find(r'^\d+ errors?$'), app.texts())
        app.activate('event', 'event')
        app.activate('show-events')
        pump(0.5)
        app.xdotool('key', 'Escape')
        app.activate('show-argument')
        app.activate('next-claim')
        app.activate('find')
        app.xdotool('type', text[:4].replace('\0', '').strip() or 'a')
        pump(0.5)
        app.activate('export-to', str(self.folder / 'figure.svg'))
        wait_for((self.folder / 'figure.svg').exists, what='the figure')
        self.assertIsNone(app.process.poll(), app.errors[-5:])
        wrong = [line for line in app.errors if re.search('Gtk|Pango|Adwaita|CRITICAL', line)]
        self.assertEqual(wrong, [])
        return app

    def test_naughty(self):
        # All at once in one run: each text is all of them, one after the other.
        app = self.runs_through(' '.join(NAUGHTY))
        self.assertTrue(any('<b>&amp;_x</b>' in text for text in app.texts()), app.texts())
        self.assertFalse(any(re.search('[\x07\x1b\u202e]', text) for text in app.texts()))
        # A name in Hebrew turns nothing in the sentence around it.
        self.assertTrue(any(re.search('\u2068[^\u2069]*\u05d0.*\u2069', text) for text in app.texts()), app.texts())

    def test_a_million_characters(self):
        self.runs_through('word ' * 200000)


if __name__ == '__main__':
    tap.main(tries=3)
