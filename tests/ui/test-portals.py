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

from atlas import PATIENCE_MS, Atlas, Gio, GLib, difference, pump, wait_for  # noqa: E402
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
  <interface name="org.freedesktop.portal.Settings">
    <method name="Read"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/></method>
    <method name="ReadOne"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/></method>
    <method name="ReadAll"><arg type="as" direction="in"/><arg type="a{{sa{{sv}}}}" direction="out"/></method>
    <signal name="SettingChanged"><arg type="s"/><arg type="s"/><arg type="v"/></signal>{VERSION}
  </interface>
  </node>''').interfaces


class Portals:
    """@answer: the URI that a person chooses next; None: the dialog is dismissed."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        self.asked = []
        self.answer = None
        # Of the desktop: high contrast has the first name for libadwaita before 1.6.
        self.settings = {('org.gnome.desktop.a11y.interface', 'high-contrast'): GLib.Variant('b', False),
                         ('org.freedesktop.appearance', 'contrast'): GLib.Variant('u', 0),
                         ('org.freedesktop.appearance', 'color-scheme'): GLib.Variant('u', 0)}
        for interface in INTERFACES:
            self.bus.register_object(PATH, interface, self.called, self.get_version, None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                           'RequestName', GLib.Variant('(su)', (NAME, 0)), None,
                           Gio.DBusCallFlags.NONE, PATIENCE_MS, None)

    @staticmethod
    def get_version(*_):
        return GLib.Variant('u', 4)

    def read(self, method, parameters):
        """As the portal of settings answers, with a variant in a variant where it is asked so."""
        if method == 'ReadAll':
            found = {}
            for (group, name), value in self.settings.items():
                found.setdefault(group, {})[name] = value
            return GLib.Variant('(a{sa{sv}})', (found,))
        value = self.settings[parameters.unpack()]
        return GLib.Variant('(v)', (value if method == 'ReadOne' else GLib.Variant('v', value),))

    def change(self, name, value):
        """What a person changes in the settings of the desktop, whichever of them @name is."""
        for key in self.settings:
            if key[1] == name:
                self.settings[key] = value
                self.bus.emit_signal(None, PATH, 'org.freedesktop.portal.Settings', 'SettingChanged',
                                     GLib.Variant('(ssv)', (*key, value)))

    def called(self, bus, sender, _path, interface, method, parameters, invocation):
        if interface.endswith('.Settings'):
            try:
                invocation.return_value(self.read(method, parameters))
            except KeyError:
                invocation.return_dbus_error('org.freedesktop.portal.Error.NotFound', 'no such setting')
            return
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


class Style(unittest.TestCase):
    def test_the_look_follows_the_desktop_at_once(self):
        portals = Sandbox.portals = Sandbox.portals or Portals()
        app = Atlas(PROGRAM, still=True, also={'ADW_DISABLE_PORTAL': '0'})
        self.addCleanup(app.close)
        app.wait_complete()

        def ground():
            """Of the header bar, where nothing stands; 765 is white."""
            return sum(app.screenshot(0.2).at(800, 8))

        self.assertGreater(ground(), 600)
        portals.change('color-scheme', GLib.Variant('u', 1))
        wait_for(lambda: ground() < 300, what='a dark window')
        low = app.screenshot().grid()
        portals.change('high-contrast', GLib.Variant('b', True))
        portals.change('contrast', GLib.Variant('u', 1))
        # The lines between the parts of the window stand out.
        wait_for(lambda: difference(low, app.screenshot(0.2).grid()) > 0.003, what='high contrast')
        portals.change('color-scheme', GLib.Variant('u', 2))
        wait_for(lambda: ground() > 600, what='a light window')
        portals.change('high-contrast', GLib.Variant('b', False))
        portals.change('contrast', GLib.Variant('u', 0))


if __name__ == '__main__':
    tap.main(tries=3)
