#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings and saved scenarios on a disk that is full or must not be written, and with two programs at
once. Usage: test-disk.py PROGRAM FAULTIO"""
import errno
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
import tap  # noqa: E402
from atlas import BUS_NAME, PATIENCE_MS, WINDOW_PATH, Atlas, pump, wait_for  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402

FAULTIO = os.path.abspath(sys.argv.pop(2))
PROGRAM = os.path.abspath(sys.argv.pop(1))
SQUARE = {'type': 'Polygon', 'coordinates': [[[29, 49], [32, 49], [32, 51], [29, 51], [29, 49]]]}
CITED = {'citations': [{'source': 'source'}]}
DOSSIER = {
    'format': 'accession-dossier', 'version': 1, 'id': 'disk', 'title': 'Disk', 'span': '2020/2022',
    'home': {'date': '2021-06-01', 'view': 'near'},
    'views': [{'id': 'near', 'title': 'Near', 'bbox': [25, 45, 38, 54]}],
    'sources': [{'id': 'source', 'title': 'Source'}],
    'layers': [{'id': 'land', 'title': 'Land', 'data': 'land.geojson', 'style': {'fill': 'blue'}},
               {'id': 'part', 'title': 'Part', 'data': 'land.geojson', 'style': {'fill': 'teal'}}],
    'scenario': {
        'title': 'What if', 'text': 'Text', 'whole': 'land', 'covered': 'part', 'excluded': ['land'], **CITED,
        'choices': [{'id': 'end', 'title': 'End', 'kind': 'option', 'default': 'war', **CITED,
                     'options': [{'id': 'war', 'title': 'War'}, {'id': 'peace', 'title': 'Peace'}]}],
        'table': [{'when': {'end': 'peace'}, 'outcome': 'o'}, {'when': {'end': 'war'}, 'outcome': 'o'}],
        'outcomes': [{'id': 'o', 'status': 'in-force', 'title': 'Outcome', 'text': 'Text.', 'clause': 'Clause',
                      'shade': {'layer': 'part', 'how': 'fill'}, **CITED}]}}


class Disk(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))
        self.path = self.folder / 'disk.dossier.json'
        self.path.write_text(json.dumps(DOSSIER))
        (self.folder / 'land.geojson').write_text(
            json.dumps({'type': 'Feature', 'properties': {}, 'geometry': SQUARE}))
        self.home = self.folder / 'home'
        self.file = self.home / 'config' / 'glib-2.0' / 'settings' / 'keyfile'

    def start(self, **also):
        self.home.mkdir(exist_ok=True)
        app = Atlas(PROGRAM, str(self.path), home=str(self.home), also=also)
        self.addCleanup(self.end, app)
        app.wait_complete()
        return app

    @staticmethod
    def end(app):
        if app.process.poll() is None:
            app.process.kill()
            app.wait_end()
        app.folder.cleanup()

    def keys(self):
        return self.file.read_text(encoding='utf-8', errors='replace') if self.file.exists() else ''

    def test_full_disk_is_told_once_and_loses_nothing(self):
        full = self.folder / 'full'
        app = self.start(LD_PRELOAD=FAULTIO, FAULT_OP='write', FAULT_N='1', FAULT_ALL='1',
                                 FAULT_ERRNO=str(errno.ENOSPC), FAULT_WHILE=str(full),
                                 FAULT_FOLDER=str(self.file.parent))
        app.activate('scenario', 'end=peace')
        app.activate('save-scenario', 'before')
        wait_for(lambda: 'before' in self.keys(), what='the scenario on the disk')
        whole = self.file.read_bytes()
        full.touch()
        app.activate('save-scenario', 'while it is full')
        app.wait_told('Nothing can be saved: the disk is full')
        self.assertFalse([line for line in app.errors if 'told Scenario saved as “while' in line])
        wait_for(lambda: app.find('Nothing can be saved') is None, what='the end of what was told')
        # Told once; what is on the disk stays whole, and nothing else lies beside it.
        for day in ('2020-03-04', '2020-05-06'):
            app.activate('day', day)
            pump(1.3)
        self.assertEqual(len([line for line in app.errors if 'told Nothing can be saved' in line]), 1)
        self.assertEqual(self.file.read_bytes(), whole)
        self.assertEqual([path.name for path in self.file.parent.iterdir()], ['keyfile'])
        # With room again all of it is written.
        full.unlink()
        app.activate('day', '2020-07-08')
        wait_for(lambda: "day='2020-07-08'" in self.keys(), what='the day on the disk')
        self.assertIn('while it is full', self.keys())
        self.assertIn("'before'", self.keys())

    def test_settings_that_must_not_be_written(self):
        self.file.parent.mkdir(parents=True)
        self.file.write_text('[io/github/accession/Accession]\nhints=false\n')
        # Root writes anywhere, and so the calls fail.
        app = self.start(LD_PRELOAD=FAULTIO, FAULT_OP='rename', FAULT_N='1', FAULT_ALL='1',
                                 FAULT_ERRNO=str(errno.EROFS), FAULT_FOLDER=str(self.home / 'config'))
        app.activate('day', '2020-03-04')
        app.wait_told('Nothing can be saved')
        app.wait('4 March 2020')
        self.assertEqual(self.file.read_text(), '[io/github/accession/Accession]\nhints=false\n')
        app.process.terminate()
        self.assertEqual(app.wait_end(), 0)

    # A disk that takes its time

    def start_slow(self, sleep_ms):
        """Waits so long for each fsync of settings while the file that it returns is there; then the
        other one that it returns tells from which threads that was."""
        slow, mark = self.folder / 'slow', self.folder / 'mark'
        app = self.start(LD_PRELOAD=FAULTIO, FAULT_OP='fsync', FAULT_N='1', FAULT_ALL='1',
                         FAULT_SLEEP=str(sleep_ms), FAULT_WHILE=str(slow), FAULT_MARK=str(mark),
                         FAULT_FOLDER=str(self.file.parent))
        app.activate('scenario', 'end=peace')
        wait_for(lambda: 'camera' in self.keys(), what='the settings on the disk')
        return app, slow, mark

    def test_slow_disk_is_waited_for_by_nobody(self):
        app, slow, mark = self.start_slow(1500)
        slow.touch()
        app.activate('save-scenario', 'patient')
        wait_for(mark.exists, what='the disk')
        # What is saved is told when it is there, and the window goes on meanwhile.
        app.activate('day', '2020-03-04')
        app.wait('4 March 2020')
        app.activate('save-scenario', 'in time')
        app.wait_told('Scenario saved as “patient')
        self.assertIn("'patient'", self.keys())
        app.wait_told('Scenario saved as “in time')
        wait_for(lambda: "'in time'" in self.keys(), what='the second one on the disk')
        wait_for(lambda: "day='2020-03-04'" in self.keys(), what='the day on the disk')
        self.assertIn("'patient'", self.keys())
        self.assertFalse([line for line in app.errors if 'told Nothing can be saved' in line])
        self.assertEqual(set(mark.read_text()), {'w'})

    def test_slow_disk_gets_all_before_the_end(self):
        for signal, sleep_ms in (('terminate', 700), ('interrupt', 700), ('close', 700)):
            app, slow, _ = self.start_slow(sleep_ms)
            slow.touch()
            app.activate('day', '2020-07-08')
            app.activate('save-scenario', signal)
            app.activate('day', '2020-08-09')
            if signal == 'close':
                app.activate_program('quit')
            else:
                app.process.send_signal({'terminate': 15, 'interrupt': 2}[signal])
            self.assertEqual(app.wait_end(), 0, app.errors[-5:])
            self.assertIn("day='2020-08-09'", self.keys(), signal)
            self.assertIn(f"'{signal}'", self.keys())
            self.assertEqual([path.name for path in self.file.parent.iterdir()], ['keyfile'])
            slow.unlink()

    def test_loading_is_cancelled(self):
        """What is left is a page that leads on, by keyboard as well."""
        self.home.mkdir()
        app = Atlas(PROGRAM, str(self.path), home=str(self.home), also={
            'LD_PRELOAD': FAULTIO, 'FAULT_OP': 'read', 'FAULT_N': '1', 'FAULT_SLEEP': '5000',
            'FAULT_FOLDER': str(self.path)})
        self.addCleanup(self.end, app)
        app.wait('^Opening…$')
        app.activate('cancel-loading')
        app.wait('^No Dossier Open$')
        app.wait('^Open an Example$')
        app.xdotool('key', 'F10')  # the main menu goes on without a dossier
        app.wait('^Open…$', 'menu item')
        app.xdotool('key', 'Escape')
        app.activate('open-sample', 'german-unification')
        app.wait('^German unification 1989')

    def test_disk_that_never_answers_is_left(self):
        app, slow, mark = self.start_slow(120000)
        whole = self.file.read_bytes()
        slow.touch()
        app.activate('save-scenario', 'never')
        wait_for(mark.exists, what='the disk')
        app.activate('day', '2020-03-04')
        app.wait('4 March 2020')
        app.wait_told('Nothing can be saved')
        app.process.terminate()
        self.assertEqual(app.wait_end(20), 0, app.errors[-5:])
        self.assertEqual(self.file.read_bytes(), whole)

    def traced(self, *arguments):
        """The program, with all that it asks of files written down."""
        log, wrapper = self.folder / 'trace', self.folder / 'wrapper'
        wrapper.write_text(f'#!/bin/sh\nexec strace -D -f -qq -y -e trace=%file,inotify_add_watch,fsync,flock '
                           f'-o {log} {PROGRAM} "$@"\n')
        wrapper.chmod(0o755)
        self.home.mkdir(exist_ok=True)
        app = Atlas(str(wrapper), *arguments, home=str(self.home))
        self.addCleanup(self.end, app)
        app.wait_complete()
        return app, log

    def test_only_workers_ask_the_disk(self):
        """The dossier's folder may be on a disk that hangs: the main thread never looks there."""
        there = self.folder / 'there'
        there.mkdir()
        for name in ('disk.dossier.json', 'land.geojson'):
            (there / name).write_text((self.folder / name).read_text())
        (there / 'bad.dossier.json').write_text('{')
        path = str(there / 'disk.dossier.json')
        app, log = self.traced(f'{path}#none')
        app.wait('The dossier has no such claim')
        app.activate('day', '2020-03-04')
        app.activate('scenario', 'end=peace')
        app.activate('save-scenario', 'seen')
        app.wait_told('Scenario saved as “seen')
        app.activate('add-layer-path', str(there / 'land.geojson'))
        app.wait_told('Added “')
        os.utime(path)
        app.wait('has changed on the disk')
        app.activate('reload')
        wait_for(lambda: app.find('has changed on the disk') is None, what='the end of the notice')
        app.activate('open-path', str(there / 'bad.dossier.json'))
        app.wait('bad.dossier.json')
        app.activate('open-path', str(there))
        app.wait('bad.dossier.json')
        everything = log.read_text(encoding='utf-8', errors='replace')
        lines = [line for line in everything.splitlines() if line.startswith(f'{app.process.pid} ')]
        asked = [line for line in lines if str(there) in line and 'execve' not in line]
        self.assertFalse(asked, asked)
        # Settings are read before there is a window, and written by others. (What GTK keeps of recent
        # files lies elsewhere.)
        settings = [line for line in lines if str(self.file.parent) in line]
        self.assertEqual(len([line for line in settings if 'openat' in line and f'"{self.file}"' in line]), 2)
        waited = [line for line in settings if re.search(r' (fsync|flock|rename)\(', line)]
        self.assertFalse(waited, waited)
        # The workers did.
        self.assertGreater(everything.count(f'"{path}"'), 4)

    # Two programs

    def start_apart(self):
        """A program on a session bus of its own, with the settings that the first one has."""
        runtime = self.folder / 'runtime'
        runtime.mkdir(mode=0o700)
        bus = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--print-address=1'], stdout=subprocess.PIPE,
                               encoding='ascii', env={**os.environ, 'XDG_RUNTIME_DIR': str(runtime)})
        self.addCleanup(bus.stdout.close)
        self.addCleanup(bus.wait)
        self.addCleanup(bus.terminate)
        address = bus.stdout.readline().strip()
        app = self.start(DBUS_SESSION_BUS_ADDRESS=address, XDG_RUNTIME_DIR=str(runtime))
        connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)

        def activate(name, parameter):
            return connection.call_sync(
                BUS_NAME, WINDOW_PATH, 'org.gtk.Actions', 'Activate',
                GLib.Variant('(sava{sv})', (name, [GLib.Variant('s', parameter)], {})), None,
                Gio.DBusCallFlags.NONE, PATIENCE_MS, None)

        return app, activate

    def test_two_programs_keep_what_both_save(self):
        first = self.start()
        second, activate = self.start_apart()
        self.assertIsNone(first.process.poll())
        first.activate('scenario', 'end=peace')
        activate('scenario', 'end=war')
        names = []
        for i in range(6):
            # At once, in turn, and while the other is just writing.
            first.activate('save-scenario', f'first {i}')
            activate('save-scenario', f'second {i}')
            names += [f'first {i}', f'second {i}']
            pump(0.1 * i)
        wait_for(lambda: all(f"'{name}'" in self.keys() for name in names), what='all that was saved')
        first.activate('forget-scenario', 'second 0')
        wait_for(lambda: "'second 0'" not in self.keys(), what='the end of one')
        # Days of both, and both end: the last one there is kept, scenarios as they are.
        first.activate('day', '2020-03-04')
        activate('day', '2020-05-06')
        for app in (first, second):
            app.process.terminate()
        for app in (first, second):
            self.assertEqual(app.wait_end(), 0, app.errors[-5:])
        keys = self.keys()
        self.assertRegex(keys, "day='2020-0(3-04|5-06)'")
        self.assertEqual([name for name in names if f"'{name}'" not in keys], ['second 0'])


if __name__ == '__main__':
    tap.main(tries=3)
