#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sandbox asks its portals for: files to read and to write, links, folders. The portals of
this test answer as those of a desktop do, and remember what they were asked.

    test-portals.py PROGRAM [TEST...]
"""
import json
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from atlas import PATIENCE_MS, Atlas, Gio, GLib, pump, wait_for  # noqa: E402
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
NAME = 'org.freedesktop.portal.Desktop'
PATH = '/org/freedesktop/portal/desktop'
ASKED = ''.join(
    f'<method name="{name}"><arg type="s" direction="in"/><arg type="{what}" direction="in"/>'
    '<arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>'
    for name, what in (('OpenFile', 's'), ('SaveFile', 's')))
LAUNCHED = ''.join(
    f'<method name="{name}"><arg type="s" direction="in"/><arg type="{what}" direction="in"/>'
    '<arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>'
    for name, what in (('OpenURI', 's'), ('OpenFile', 'h'), ('OpenDirectory', 'h')))
VERSION = '<property name="version" type="u" access="read"/>'
INTERFACES = Gio.DBusNodeInfo.new_for_xml(f'''<node>
  <interface name="org.freedesktop.portal.FileChooser">{ASKED}{VERSION}</interface>
  <interface name="org.freedesktop.portal.OpenURI">{LAUNCHED}{VERSION}</interface>
  </node>''').interfaces


class Portals:
    """@answer: the URI that a person chooses next; None: the dialog is dismissed."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        self.asked = []
        self.answer = None
        for interface in INTERFACES:
            self.bus.register_object(PATH, interface, self.called, self.get_version, None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                           'RequestName', GLib.Variant('(su)', (NAME, 0)), None,
                           Gio.DBusCallFlags.NONE, PATIENCE_MS, None)

    @staticmethod
    def get_version(*_):
        return GLib.Variant('u', 4)

    def called(self, bus, sender, _path, interface, method, parameters, invocation):
        _, what, options = parameters.unpack()
        if isinstance(what, int):  # a file that is open already
            files = invocation.get_message().get_unix_fd_list()
            descriptor = files.get(what)
            what = os.readlink(f'/proc/self/fd/{descriptor}')
            os.close(descriptor)
        request = f'{PATH}/request/{sender[1:].replace(".", "_")}/{options["handle_token"]}'
        self.asked.append((f'{interface.rsplit(".", 1)[1]}.{method}', what, options))
        invocation.return_value(GLib.Variant('(o)', (request,)))
        chosen = {'uris': GLib.Variant('as', [self.answer] if self.answer else [])}
        dismissed = interface.endswith('FileChooser') and self.answer is None
        bus.emit_signal(sender, request, 'org.freedesktop.portal.Request', 'Response',
                        GLib.Variant('(ua{sv})', (int(dismissed), chosen)))

    def wait(self, method):
        """The arguments of its first call since the last wait; then all calls are forgotten."""
        found = wait_for(lambda: next((call for call in self.asked if call[0] == method), None), 30,
                         f'a call of {method}')
        self.asked.clear()
        return found[1:]


class Sandbox(unittest.TestCase):
    portals = None

    @classmethod
    def setUpClass(cls):
        cls.portals = cls.portals or Portals()
        # A sandbox has no other programs.
        cls.share = tempfile.TemporaryDirectory()
        for item in pathlib.Path('/usr/share').iterdir():
            if item.name != 'applications':
                pathlib.Path(cls.share.name, item.name).symlink_to(item)
        cls.app = Atlas(PROGRAM, still=True, also={
            'GTK_USE_PORTAL': '1', 'GDK_DEBUG': 'portals', 'XDG_DATA_DIRS': cls.share.name})
        cls.app.wait_complete()

    @classmethod
    def tearDownClass(cls):
        cls.app.close()
        cls.share.cleanup()

    def setUp(self):
        self.portals.asked.clear()
        self.portals.answer = None

    def path(self, name):
        return pathlib.Path(self.app.folder.name, name)

    def test_1_a_dossier_is_chosen(self):
        path = self.path('chosen.dossier.json')
        path.write_text(json.dumps({
            'format': 'accession-dossier', 'version': 1, 'id': 'chosen', 'title': 'A chosen dossier',
            'lanes': [{'id': 'talks', 'title': 'Talks'}], 'events': [], 'sources': []}), 'utf-8')
        self.app.activate('open')  # dismissed: nothing changes
        title, options = self.portals.wait('FileChooser.OpenFile')
        self.assertEqual(title, 'Open a Dossier')
        self.assertTrue(options['filters'])
        pump(0.5)
        self.assertIsNotNone(self.app.find('^Ukraine’s road to NATO$'))
        self.portals.answer = path.as_uri()
        self.app.activate('open')
        self.app.wait('^A chosen dossier$')
        self.app.activate('open-shipped')
        self.app.wait('^Ukraine’s road to NATO$')

    def test_2_a_source_is_opened(self):
        self.app.activate('event', 'SUM-01')
        # Not by the title of its row, as libadwaita would have it since 1.4.
        self.app.press(self.app.wait('^Open “\\W?Bucharest Summit Declaration', 'button'))
        uri, _ = self.portals.wait('OpenURI.OpenURI')
        self.assertTrue(uri.startswith('https://www.nato.int/'), uri)

    def test_3_a_figure_is_saved_and_shown_in_its_folder(self):
        path = self.path('saved.png')
        self.portals.answer = path.as_uri()
        self.app.activate('export')
        self.app.wait('^Ukraine’s road to NATO, [0-9]')
        self.app.xdotool('key', 'ctrl+s')
        _, options = self.portals.wait('FileChooser.SaveFile')
        self.assertTrue(options['current_name'].endswith('.png'), options)
        wait_for(path.exists, what='the figure')
        self.assertEqual(path.read_bytes()[:4], b'\x89PNG')
        self.app.activate('show-in-folder', path.as_uri())
        wait_for(lambda: self.portals.asked, what='the folder')
        method, what, _ = self.portals.asked[0]
        # GTK 4.10 has a portal show the file in its folder, GTK 4.8 open the folder.
        self.assertIn((method, what), (('OpenURI.OpenDirectory', str(path)),
                                       ('OpenURI.OpenFile', str(path.parent))))


if __name__ == '__main__':
    tap.main(tries=3)
