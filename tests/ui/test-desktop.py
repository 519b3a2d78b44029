#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window among others on a desktop: languages, preferences, sizes, files. Usage:
test-desktop.py PROGRAM."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
import pseudo  # noqa: E402
from atlas import Atlas, Atspi, Gio, GLib, pump, wait_for, BUS_NAME, FAULTIO, PATIENCE_MS, WINDOW_PATH  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
DATA = os.environ['ACCESSION_DATA_DIR']
SECOND_PATH = f'{WINDOW_PATH[:-1]}2'  # of the window that takes the place of the first
SMALL = {'format': 'accession-dossier', 'version': 1, 'id': 'small', 'title': 'A small dossier',
         'lanes': [{'id': 'talks', 'title': 'Talks'}],
         'events': [{'id': 'one', 'title': 'One', 'when': '2008-04-02', 'lane': 'talks',
                     'citations': [{'source': 'paper'}]}],
         'sources': [{'id': 'paper', 'type': 'report', 'title': 'A paper'}]}


DRAG_SOURCE = '''
import sys
import gi
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, GObject, Gtk
Gtk.init()
files = Gdk.FileList.new_from_list([Gio.File.new_for_path(sys.argv[1])])
value = GObject.Value(Gdk.FileList, files)
source = Gtk.DragSource(content=Gdk.ContentProvider.new_for_value(value))
label = Gtk.Label(label='Drag me', width_request=150, height_request=150)
label.add_controller(source)
window = Gtk.Window(child=label, decorated=False)
window.present()
GLib.timeout_add(500, lambda: print('shown', flush=True))
GLib.MainLoop().run()
'''


class Control:
    """One on screen, asked over the bus: libatspi 2.46 dies of windows that come and go."""

    def __init__(self, tree, item):
        self.tree = tree
        self.path = item[0][1]
        self.name = item[6]
        self.role = item[7]
        self.states = item[9]

    def has(self, state):
        return bool(self.states[int(state) // 32] >> int(state) % 32 & 1)

    def box(self):
        return self.tree.ask(self.path, 'org.a11y.atspi.Component.GetExtents',
                             GLib.Variant('(u)', (int(Atspi.CoordType.WINDOW),)))

    def value(self):
        return self.tree.ask(self.path, 'org.freedesktop.DBus.Properties.Get', GLib.Variant(
            '(ss)', ('org.a11y.atspi.Value', 'CurrentValue')))

    def press(self):
        self.tree.ask(self.path, 'org.a11y.atspi.Action.DoAction', GLib.Variant('(i)', (0,)))
        pump(0.2)

    def focus(self):
        self.tree.ask(self.path, 'org.a11y.atspi.Component.GrabFocus')


def controls(app):
    """All on screen, in reading order."""
    if not app.tree.is_there():
        return []
    found, is_shown = app.tree.read()
    return [Control(app.tree, item) for item in found if is_shown(item)]


def see(app, pattern, role=None, seconds=30):
    """The first whose name matches."""
    return wait_for(lambda: next((c for c in controls(app) if re.search(pattern, c.name or '') and
                                  role in (None, c.role)), None), seconds, f'“{pattern}”')


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name

    def settings_file(self):
        return os.path.join(self.home, 'config/glib-2.0/settings/keyfile')

    def start(self, *arguments, still=True, environment=None, complete=True, probed=False,
              text_scale=1, **settings):
        os.makedirs(os.path.dirname(self.settings_file()), exist_ok=True)
        with open(self.settings_file(), 'w', encoding='utf-8') as file:
            file.write('[io/github/accession/Accession]\n')
            file.writelines(f'{k.replace("_", "-")}={v}\n' for k, v in settings.items())
        before = {name: os.environ.get(name) for name in environment or {}}
        os.environ.update(environment or {})
        self.app = Atlas(PROGRAM, *arguments, home=self.home, still=still, probed=probed,
                         text_scale=text_scale)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
        self.addCleanup(self.app.close)
        if complete:
            self.app.wait_complete()
        return self.app

    def read_setting(self, key):
        found = re.search(rf'^{key}=(.*)$', pathlib.Path(self.settings_file()).read_text(
            encoding='utf-8'), re.M)
        return found.group(1) if found else None


class Language(Case):
    def test_change_without_a_restart(self):
        app = self.start()
        app.activate('day', '2022-09-06')
        app.activate('what-if')
        see(app, '^Not in force$')
        self.speak_ukrainian(app)
        see(app, '^Шлях України до НАТО$')
        texts = [c.name for c in controls(app) if c.name]
        self.assertIn('Не чинна', texts)
        self.assertTrue(any(t.startswith('6 вересня 2022') for t in texts), texts)
        self.assertFalse([t for t in texts if re.search(
            r'^(Layers|Event|What If|Timeline|Playback|Stop Supposing|Find)$', t)])
        self.assertEqual(self.read_setting('language'), "'uk'")
        self.assertIsNone(app.process.poll())

    def write(self, **members):
        path = os.path.join(self.home, 'small.dossier.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump({**SMALL, **members}, file)
        return path

    def speak_ukrainian(self, app):
        app.activate_program('preferences')
        see(app, '^Preferences$')
        app.xdotool('key', 'space')
        pump(0.5)
        app.xdotool('key', 'Down', 'Down', 'Return')
        see(app, '^Параметри$')  # they come back
        app.xdotool('key', 'Escape')

    def test_findings_are_in_ukrainian(self):
        path = self.write(home={'view': 'neer'}, span=3, lanes=[{'id': 'talks'}])
        app = self.start(path, environment={'LANGUAGE': 'uk'}, complete=False)
        see(app, '^3 помилки$')
        see(app, '^немає такого елемента: вид «neer»$')
        see(app, '^«span» має бути рядком, а не числом$')
        see(app, '^немає «title»$')

    def test_findings_change_with_the_language(self):
        app = self.start(self.write(span=3), complete=False)
        see(app, '^“span” must be a string, not a number$')
        self.speak_ukrainian(app)
        see(app, '^Не вдалося відкрити досьє$')
        see(app, '^«span» має бути рядком, а не числом$')
        self.assertFalse([c.name for c in controls(app) if 'must be' in (c.name or '')])

    def test_problems_of_the_open_dossier_change_with_the_language(self):
        """They stay in the menu, and are told in the new words; its files are still watched."""
        path = self.write(spam='2008')
        app = self.start(path)
        see(app, '^The dossier has 1 problem$')
        self.speak_ukrainian(app)

        def is_told():
            """A worker reads the file again meanwhile; the list shows what there is."""
            app.activate('show-problems', window=SECOND_PATH)
            see(app, '^1 попередження$')
            told = [c.name for c in controls(app) if 'spam' in (c.name or '')]
            app.xdotool('key', 'Escape')
            return 'поле «spam» тут невідоме; можливо, малося на увазі «span»?' in told
        wait_for(is_told, what='the problem in other words')
        self.write(title='Another')
        see(app, '^«small.dossier.json» змінено на диску[.]$')

    def test_added_layers_stay_when_the_language_changes(self):
        for name in ('one', 'two'):
            with open(os.path.join(self.home, f'{name}.geojson'), 'w', encoding='utf-8') as file:
                json.dump({'type': 'Point', 'coordinates': [30, 50]}, file)
        with open(os.path.join(self.home, 'bad.geojson'), 'w', encoding='utf-8') as file:
            json.dump({'type': 'Point', 'coordinates': [190, 50]}, file)
        app = self.start(self.write())
        app.activate('add-layer-path', os.path.join(self.home, 'one.geojson'))
        see(app, '^one.geojson$')
        self.speak_ukrainian(app)
        see(app, '^one.geojson$')
        app.activate('add-layer-path', os.path.join(self.home, 'two.geojson'), window=SECOND_PATH)
        see(app, '^two.geojson$')
        see(app, '^one.geojson$')
        app.activate('add-layer-path', os.path.join(self.home, 'bad.geojson'), window=SECOND_PATH)
        see(app, '^довгота 190 виходить за ±180°$')

    def test_why_a_base_map_is_none_is_in_ukrainian(self):
        path = os.path.join(self.home, 'none.mbtiles')
        pathlib.Path(path).write_text('no database', encoding='utf-8')
        app = self.start(base_map=f"'{path}'", environment={'LANGUAGE': 'uk'})
        app.wait_told('«none.mbtiles» не можна використати: це не файл MBTiles: це не база даних[.]$')

    def test_the_system_speaks_ukrainian(self):
        """Without a locale of that language on the system, month names and all."""
        app = self.start(environment={'LANGUAGE': 'uk'})
        see(app, '^11 липня 2024')
        see(app, '^Шари$')

    def test_right_to_left(self):
        pseudo.build(self.home)
        app = self.start(environment={'LANGUAGE': pseudo.LANGUAGE,
                                      'ACCESSION_LOCALE_DIR': self.home})
        timeline, tab = see(app, '^⟦Timeline~*⟧$'), see(app, '^⟦Layers~*⟧$')
        image = see(app, '^⟦Map~*⟧$', int(Atspi.Role.IMAGE))
        self.assertGreater(timeline.box()[0], image.box()[0])
        self.assertGreater(image.box()[0], tab.box()[0])
        # The map does not mirror: its legend stands on the left, its buttons on the right.
        buttons = see(app, '^⟦Zoom In~*⟧$')
        self.assertGreater(buttons.box()[0], image.box()[0] + image.box()[2] / 2)
        with open(os.path.join(DATA, 'ukraine-nato.dossier.json'), encoding='utf-8') as file:
            dossier = file.read()
        # GTK's own texts are in its own catalogue; those of window buttons since GTK 4.10.
        toolkit = ('Minimize', 'Maximize', 'Close')
        bare = [c.name for c in controls(app) if c.has(Atspi.StateType.FOCUSABLE)
                and '⟦' not in c.name and c.name not in toolkit
                and json.dumps(c.name.split(' · ')[0], ensure_ascii=False)[1:-1] not in dossier]
        self.assertEqual([n for n in bare if re.search(r'[A-Za-z]{3}', n)], [], 'never marked')
        # Time keeps its direction: a key to the right goes on.
        slider = see(app, '^⟦Date~*⟧$', int(Atspi.Role.SLIDER))
        last = slider.value()
        app.activate('day', '2015-01-01')
        wait_for(lambda: slider.value() < last, 10, 'the day')
        x, y, wide, high = slider.box()
        days = []
        for share in (0.2, 0.5, 0.8):
            app.xdotool('mousemove', int(x + wide * share), y + high // 2, 'click', 1)
            days.append(slider.value())
        self.assertEqual(days, sorted(days))
        self.assertLess(days[0], days[2])


class Sizes(Case):
    def assert_whole(self, width):
        """Nothing that can be used is beyond the window's edge; GTK 4.18 counts from within its
        border."""
        left = see(self.app, 'road to NATO$|^Шлях України', int(Atspi.Role.FRAME)).box()[0]
        n = 0
        for control in controls(self.app):
            if not control.has(Atspi.StateType.FOCUSABLE) or control.role in (
                    int(Atspi.Role.FRAME), int(Atspi.Role.LIST_ITEM), int(Atspi.Role.TEXT),
                    int(Atspi.Role.LABEL)):
                continue
            x, _, wide, _ = control.box()
            n += 1
            with self.subTest(f'{control.role} “{control.name}”'):
                self.assertGreaterEqual(x, left - 1)
                self.assertLessEqual(x + wide, left + width)
        self.assertGreater(n, 8)

    def test_phone(self):
        self.start(environment={'LANGUAGE': 'uk'}, window_width=360, window_height=640)
        pump(1)
        self.app.activate('show-panel') # before the tree is read: GTK 4.8 tells no later change
        pump(1)
        see(self.app, '^Шари$')
        frame = see(self.app, '^Шлях України до НАТО$', int(Atspi.Role.FRAME))
        self.assertLessEqual(frame.box()[2], 360)
        self.assert_whole(360)

    def test_the_map_of_a_phone(self):
        """Its buttons are folded into one, and so is the legend, which has no room."""
        self.start(window_width=420, window_height=800)
        self.app.activate('legend')
        pump(0.5)
        self.app.activate('legend')  # hidden and back: the tree tells no later change
        toggle = see(self.app, '^Buttons of the Map$')
        self.assertEqual([c.name for c in controls(self.app) if c.name == 'Zoom In'], [])
        x, y, wide, high = toggle.box()
        self.assertLess(y, 200)
        toggle.press()
        buttons = [see(self.app, name) for name in ('^Find$', '^Zoom In$', '^Zoom Out$',
                                                    '^Go to a View$', '^Compare Two Dates$')]
        lefts = [button.box()[0] for button in buttons]
        self.assertEqual(lefts, sorted(lefts))
        self.assertLessEqual(lefts[-1], x + 1)
        # Below the mark of what is hypothetical, which has two lines at most here.
        self.assertGreaterEqual(min(button.box()[1] for button in buttons), y + high + 8)
        self.assertEqual({button.box()[1] for button in buttons[1:3]}, {buttons[1].box()[1]})
        self.assert_whole(420)
        legend = see(self.app, '^Legend$')
        left, top, wide, high = legend.box()
        self.app.xdotool('mousemove', left + wide // 2, top + high // 2, 'click', 1)
        see(self.app, '^Occupied by Russia since 2022$')
        see(self.app, 'what a hypothetical Article 5 guarantee would cover$')

    def test_a_low_map(self):
        """Its buttons stand on it, and not on the areas above."""
        app = self.start(window_width=1280, window_height=800, timeline_across='true')
        pump(1)
        _, top, _, high = see(app, '^Map$').box()
        for name in ('^Find$', '^Zoom In$', '^Zoom Out$', '^Go to a View$', '^Compare Two Dates$'):
            _, y, _, tall = see(app, name).box()
            self.assertGreaterEqual(y, top)
            self.assertLessEqual(y + tall, top + high)

    def test_smallest(self):
        self.start(window_width=360, window_height=294)
        box = see(self.app, 'road to NATO$', int(Atspi.Role.FRAME)).box()
        self.assertLessEqual(box[2], 360)
        self.assertLessEqual(box[3], 294)
        self.assert_whole(360)


class LargeText(Case):
    """Texts twice as large, in the language with the longer words: nothing makes the window wider
    than it is, and no word ends beyond its edge."""

    def check(self, width):
        widgets = self.app.widgets()
        self.assertGreater(len(widgets), 100)
        for widget in widgets:
            with self.subTest(str(widget)):
                self.assertGreaterEqual(widget.x, 0)
                self.assertLessEqual(widget.x + widget.wide, width)

    def check_pages(self, width, height):
        app = self.start(text_scale=2, probed=True, environment={'LANGUAGE': 'uk'},
                         window_width=width, window_height=height)
        pump(1)
        self.check(width)
        for action, parameter in (('show-panel', None), ('event', 'SUM-01'), ('what-if', None),
                                  ('show-argument', None)):
            if width > 1000 and action == 'show-panel':
                continue  # it is there already
            app.activate(action, parameter)
            pump(1.5)
            with self.subTest(action):
                self.check(width)

    def test_phone(self):
        self.check_pages(420, 800)

    def test_window(self):
        self.check_pages(1280, 800)

    def resize(self, width):
        """All windows of the program; those that stay wider by themselves do so."""
        for window in subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.app.process.pid)],
                                     check=True, capture_output=True, encoding='ascii').stdout.split():
            self.app.xdotool('windowsize', window, width, 800)
        return self.app.settled(lambda: tuple(self.app.widgets()))

    def test_other_windows(self):
        """Each can be as narrow, with a title that can be read; examples of code scroll, and so do
        tables."""
        app = self.start(text_scale=2, probed=True, environment={'LANGUAGE': 'uk'},
                         window_width=420, window_height=800)
        app.activate('what-if')

        def in_front():
            """The type of the window, or of a dialog in it, as libadwaita 1.5 has them."""
            types = [widget.type for widget in app.widgets()]
            return next((kind for kind in types if kind.endswith('Dialog')), types[0])

        main = in_front()
        for title, show in app.other_windows():
            show()
            wait_for(lambda: in_front() != main, what=title)
            if title == 'Figure':
                wide = self.resize(1000)
                self.resize(700)  # where its choices go below the picture
            widgets = self.resize(420)
            with self.subTest(title):
                if title in ('Events', 'Positions on an Invitation'):
                    table = next(i for i, w in enumerate(widgets) if w.type == 'GtkScrolledWindow')
                    self.assertLessEqual(widgets[table].y + widgets[table].high, 800)
                    widgets = widgets[:table + 1]
                if title == 'Figure':
                    before, now = (next(w.wide for w in shown if w.text == 'Рисунок')
                                   for shown in (wide, widgets))
                    self.assertGreaterEqual(now, before, 'its title')
                for widget in widgets:
                    if not re.match(r'[{$]|while ', widget.text):
                        self.assertGreaterEqual(widget.x, 0, widget)
                        self.assertLessEqual(widget.x + widget.wide, 420, widget)
            app.take_focus()
            app.xdotool('key', 'Escape')
            wait_for(lambda: in_front() == main, what=f'the end of {title}')

    def test_no_dossier(self):
        """What stands in its place, a list of errors or nothing."""
        path = os.path.join(self.home, 'slow.dossier.json')
        event = {'title': 'One', 'when': '2008-04-02', 'lane': 'talks', 'citations': [{'source': 'paper'}]}
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(SMALL, file)
        slow = {'LD_PRELOAD': FAULTIO, 'FAULT_OP': 'read', 'FAULT_N': '1', 'FAULT_SLEEP': '8000',
                'FAULT_FOLDER': path}
        app = self.start(path, text_scale=2, probed=True, environment={'LANGUAGE': 'uk', **slow},
                         complete=False, window_width=420, window_height=800)
        wait_for(lambda: any('Відкриття' in w.text for w in app.widgets()), what='the loading')
        app.activate('cancel-loading')
        wait_for(lambda: any('не відкрито' in w.text for w in app.widgets()), what='the page')
        self.check_page()
        self.assertFalse(any(w.type == 'AcnLayerPanel' for w in app.widgets()))
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(dict(SMALL, events=[dict(event, id='e', lane='none')], layers=7), file)
        app.activate('open-path', path)
        wait_for(lambda: any('none' in w.text for w in app.widgets()), what='the errors')
        self.check_page()

    def told(self, text):
        """A toast and what is in it."""
        def find():
            widgets = self.app.widgets()
            first = next((i for i, w in enumerate(widgets) if w.style == 'toast'), len(widgets))
            return widgets[first:] if any(w.text == text for w in widgets[first:]) else None

        found = wait_for(find, what=f'“{text}”')
        toast, label = found[0], next(w for w in found if w.text == text)
        within = [w for w in found if toast.y <= w.y and w.y + w.high <= toast.y + toast.high]
        self.assertLessEqual(toast.x + toast.wide, 420)
        for widget in within:
            with self.subTest(str(widget)):
                self.assertGreaterEqual(widget.x, toast.x)
                self.assertLessEqual(widget.x + widget.wide, toast.x + toast.wide)
        return label, within

    def test_toasts(self):
        """All words of one can be read, and its button stands below where it has no room beside."""
        app = self.start(text_scale=2, probed=True, environment={'LANGUAGE': 'uk'},
                         window_width=420, window_height=800)
        app.activate('claim', 'none-of-this-name')
        label, _ = self.told('У досьє немає такої тези.')
        self.assertGreater(label.high, 55, 'one line would be 31')
        app.activate('export-to', os.path.join(self.home, 'figure.png'))
        label, within = self.told('Рисунок збережено')
        self.assertGreater(label.high, 55)
        button = next(w for w in within if w.text == 'Показати в теці')
        self.assertGreaterEqual(button.y, label.y + label.high)

    def check_page(self):
        pump(0.5)
        for widget in self.app.widgets():
            with self.subTest(str(widget)):
                self.assertLessEqual(widget.x + widget.wide, 420)


class Hints(Case):
    """Those of the first time: over the rest, or, where the window is too low for both, nowhere."""

    def check(self, are_there, **settings):
        app = self.start(hints='true', probed=True, environment={'LANGUAGE': 'uk'}, **settings)
        pump(1)
        widgets = app.widgets()
        at = next(i for i, w in enumerate(widgets) if w.type == 'AcnHintBar')
        whole = widgets[at]
        hints = [w for w in widgets if w.type == 'GtkRevealer' and w.y == whole.y and w.wide == whole.wide]
        self.assertEqual(len(hints), int(are_there))
        rest = next(w for w in widgets[at + 1:] if w.type == 'GtkBox' and w.wide == whole.wide
                    and w.y + w.high == whole.y + whole.high)
        # Nothing is empty.
        self.assertEqual(rest.high + sum(w.high for w in hints), whole.high)

    def test_window(self):
        self.check(True, window_width=1280, window_height=800)

    def test_phone(self):
        self.check(True, window_width=420, window_height=800)

    def test_phone_with_large_texts(self):
        self.check(False, window_width=420, window_height=800, text_scale=2)


class Targets(Case):
    """WCAG 2.2, 2.5.8: what a pointer can hit is 24 px wide and high at least."""

    def check(self, least=20, widgets=None):
        targets = [w for w in widgets or self.app.widgets() if w.is_live and w.style != 'label']
        for widget in targets:
            with self.subTest(str(widget)):
                self.assertGreaterEqual(min(widget.wide, widget.high), 24)
        self.assertGreater(len(targets), least)

    def test_window(self):
        app = self.start(hints='true', probed=True)
        pump(1)
        self.check()
        for action in ('show-argument', 'what-if'):
            app.activate(action)
            pump(1)
            with self.subTest(action):
                self.check()
        app.activate('event', 'SUM-01')
        pump(1)
        self.check()

    def test_phone(self):
        self.start(probed=True, window_width=360, window_height=640)
        pump(1)
        self.check()
        self.app.activate('show-panel')
        pump(1)
        self.check()


    def test_other_windows(self):
        """And each closes by Escape and by Ctrl+W, as all of the desktop do."""
        app = self.start(probed=True)
        app.activate('what-if')
        pump(1)
        main = app.widgets()[0]
        for title, show in app.other_windows():
            show()
            wait_for(lambda: any(w.text == title for w in app.widgets()), what=title)
            pump(0.5)
            with self.subTest(title):
                self.check(0)
            for key in ('Escape', 'ctrl+w'):
                app.take_focus()
                app.xdotool('key', key)
                wait_for(lambda: app.widgets()[0] == main, what=f'the end of {title} by {key}')
                if key == 'Escape':
                    show()
                    wait_for(lambda: any(w.text == title for w in app.widgets()), what=title)


class Manners(Case):
    def test_preferences_apply_at_once_and_can_be_reset(self):
        app = self.start(style="'dark'", playback_speed="'2×'")
        see(app, '^2×$')
        self.assertLess(sum(app.screenshot(0.2).at(900, 20)), 300)
        app.activate_program('preferences')
        see(app, 'Reset All Preferences$', int(Atspi.Role.PUSH_BUTTON)).press()
        see(app, '^Preferences reset$')
        see(app, '^1×$')
        self.assertGreater(sum(app.screenshot(0.2).at(900, 20)), 600)

    def test_about_names_what_it_is_made_with(self):
        app = self.start()
        app.activate_program('about')
        for page, names in (('Credits', ('GTK', 'libadwaita', 'libshumate', 'GEOS', 'PROJ', 'Natural Earth',
                                         'GeoNames')),
                            ('Legal', ('GNU General Public License', 'CC BY 4\\.0'))):
            row = see(app, f'^{page}$', int(Atspi.Role.LIST_ITEM))
            x, y, wide, high = row.box()
            app.xdotool('mousemove', x + wide // 2, y + high // 2, 'click', 1)
            for name in names:
                see(app, name)
            app.xdotool('key', 'alt+Left')

    def test_folder_opens_its_first_dossier(self):
        folder = os.path.join(self.home, 'dossiers')
        os.makedirs(folder)
        for name, title in (('b', 'The second'), ('a', 'The first')):
            with open(f'{folder}/{name}.dossier.json', 'w', encoding='utf-8') as file:
                json.dump(dict(SMALL, title=title), file)
        app = self.start(folder, complete=False)
        see(app, '^The first$')
        see(app, '^The first of 2 dossiers in this folder$')

    def test_a_window_left_alone_sleeps(self):
        app = self.start()
        status = pathlib.Path(f'/proc/{app.process.pid}/status')

        def wake_ups_in_2_s():
            before = re.search(r'^voluntary_ctxt_switches:\s+(\d+)', status.read_text(), re.M)
            time.sleep(2)
            after = re.search(r'^voluntary_ctxt_switches:\s+(\d+)', status.read_text(), re.M)
            return int(after.group(1)) - int(before.group(1))
        wait_for(lambda: wake_ups_in_2_s() < 20, 60, 'a window that moves nothing to rest')

    def write_small(self):
        path = os.path.join(self.home, 'small.dossier.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(SMALL, file)
        return path

    def test_recent_files(self):
        app = self.start(self.write_small(), complete=False)
        see(app, '^A small dossier$')
        app.activate('open-shipped')
        see(app, '^Ukraine’s road to NATO$')
        app.xdotool('key', 'F10')
        see(app, 'Open Recent$', int(Atspi.Role.MENU_ITEM))
        app.xdotool('key', 'r')
        see(app, '^small.dossier.json$', int(Atspi.Role.MENU_ITEM))
        app.xdotool('key', 'Down', 'Return')
        see(app, '^A small dossier$')

    def test_a_file_is_dropped(self):
        """As a file manager does it."""
        app = self.start()
        with subprocess.Popen([sys.executable, '-c', DRAG_SOURCE, self.write_small()],
                              stdout=subprocess.PIPE, encoding='utf-8') as source:
            self.addCleanup(source.kill)
            self.assertEqual(source.stdout.readline(), 'shown\n')
            pump(1)
            app.drag(60, 60, 700, 300, steps=24)
            see(app, '^A small dossier$')
            source.kill()

    def test_started_by_the_bus(self):
        """As by an icon: no window until one is asked for, then the session as it was."""
        path = os.path.join(self.home, 'small.dossier.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(SMALL, file)
        app = self.start('--gapplication-service', complete=False)
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)

        def call(method, arguments):
            return bus.call_sync(BUS_NAME, '/io/github/accession/Accession',
                                 'org.freedesktop.Application', method, arguments, None,
                                 Gio.DBusCallFlags.NONE, PATIENCE_MS, None)
        wait_for(lambda: call('Open', GLib.Variant('(asa{sv})', (
            [pathlib.Path(path).as_uri()], {}))) is not None, what='the program on the bus')
        see(app, '^A small dossier$')
        call('Activate', GLib.Variant('(a{sv})', ({},)))
        pump(1)
        frames = [c for c in controls(app) if c.role == int(Atspi.Role.FRAME)]
        self.assertEqual(len(frames), 1)

    def test_a_second_start_uses_the_first(self):
        app = self.start()
        path = os.path.join(self.home, 'small.dossier.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(SMALL, file)

        def again(*arguments):
            subprocess.run([PROGRAM, *arguments], check=True, timeout=60, env=dict(
                os.environ, HOME=self.home, XDG_CONFIG_HOME=f'{self.home}/config'))
        again(path)
        see(app, '^A small dossier$')
        again('--new-window')
        wait_for(lambda: sum(
            c.role == int(Atspi.Role.FRAME) for c in controls(app)) == 2,
                 what='a second window')


if __name__ == '__main__':
    tap.main(tries=3)
