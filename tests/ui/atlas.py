# SPDX-License-Identifier: GPL-3.0-or-later
"""The window program under test: started on a display and session bus of its own, seen through the
accessibility tree, touched through keys, pointer and actions on the bus, looked at as pixels."""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

INSIDE = 'ACCESSION_TEST_INSIDE'
SCREEN = tuple(map(int, os.environ.get('ACCESSION_TEST_SCREEN', '1280x800').split('x')))
# A factor for machines that are busy with something else.
PATIENCE = float(os.environ.get('ACCESSION_TEST_PATIENCE', '1'))
PATIENCE_MS = round(10000 * PATIENCE)  # with a program that is asked on a bus
DOSSIER = os.path.join(os.environ['ACCESSION_DATA_DIR'], 'ukraine-nato.dossier.json')


def isolate():
    """Starts this program again with its own session bus and display, once."""
    if INSIDE in os.environ:
        os.dup2(int(os.environ.pop(INSIDE)), sys.stdout.fileno())
        return
    # What the session starts writes elsewhere than the test does.
    told = os.dup(sys.stdout.fileno())
    os.environ[INSIDE] = str(told)
    for name in ('GTK_A11Y', 'WAYLAND_DISPLAY', 'DISPLAY', 'DBUS_SESSION_BUS_ADDRESS'):
        os.environ.pop(name, None)
    os.environ.update(GSK_RENDERER='cairo', ADW_DISABLE_PORTAL='1', NO_AT_BRIDGE='0',
                      GTK_USE_PORTAL='0', LC_ALL='C.UTF-8')
    read, write = os.pipe()
    # Without a reset: the first client that goes would take the second one, the registry, with it.
    with subprocess.Popen(['Xvfb', '-displayfd', str(write), '-nolisten', 'tcp', '-noreset',
                           '-screen', '0', f'{SCREEN[0]}x{SCREEN[1]}x24'], pass_fds=[write],
                          stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read, encoding='ascii') as pipe:
            os.environ['DISPLAY'] = ':' + pipe.readline().strip()
        # The bus of accessibility has its socket there, and sessions side by side would share it.
        # What the bus has started mounts something there, and has not always gone yet.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as runtime:
            os.environ['XDG_RUNTIME_DIR'] = runtime
            try:
                code = subprocess.run(['dbus-run-session', '--', sys.executable, *sys.argv],
                                      stdout=sys.stderr, pass_fds=[told], check=False).returncode
            finally:
                server.terminate()
    sys.exit(code)


isolate()

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import gi  # noqa: E402
import tap  # noqa: E402

gi.require_version('Atspi', '2.0')
gi.require_version('GdkPixbuf', '2.0')
from gi.repository import Atspi, GdkPixbuf, Gio, GLib  # noqa: E402

FORGETS_NONE = hasattr(Atspi, 'get_version')  # that of Debian 13
BUS_NAME = 'io.github.accession.Accession'
PROBE = os.path.join(os.environ.get('G_TEST_BUILDDIR', ''), 'ui/probe.so')
PATIENT = os.path.join(os.environ.get('G_TEST_BUILDDIR', ''), 'ui/patience.so')
FAULTIO = os.path.join(os.environ.get('G_TEST_BUILDDIR', ''), 'faults/faultio.so')
# One on screen: type, name in style sheets, text of a label, whether a pointer does something with it
# (of a label: whether it can be read: not greyed, not under a dialog, not scrolled away), place in the
# window.
Widget = collections.namedtuple('Widget', 'type style text is_live x y wide high')
# The areas of the shipped dossier take a while to work out; they are kept from start to start.
CACHE = tempfile.TemporaryDirectory()
WINDOW_PATH = '/io/github/accession/Accession/window/1'


def read_dossier():
    with open(DOSSIER, encoding='utf-8') as file:
        return json.load(file)


def in_language(text, language):
    return text[language] if isinstance(text, dict) else text


def pump(seconds=0.05):
    context = GLib.MainContext.default()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        while context.pending():
            context.iteration(False)
        time.sleep(0.01)


class OwnTime(threading.Thread):
    """Seconds in which this program ran: while all stand still, because the machine was suspended or is
    measured, nothing that is waited for can come."""
    TICK = 0.25
    MOST = 2  # that a tick lasts on a busy machine

    def __init__(self):
        super().__init__(daemon=True)
        self.seconds = 0
        self.start()

    def run(self):
        last = time.monotonic()
        while True:
            time.sleep(self.TICK)
            now = time.monotonic()
            self.seconds += min(now - last, self.MOST)
            last = now


OWN_TIME = OwnTime()


def wait_for(question, seconds=30, what='what was awaited'):
    """The first true answer to question(); fails when there is none in time, in the words of @what,
    which may be a function."""
    end = OWN_TIME.seconds + seconds * PATIENCE
    while True:
        try:
            answer = question()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        if OWN_TIME.seconds > end:
            raise AssertionError(f'{what() if callable(what) else what} did not come in {seconds} s')
        pump(0.1)


READ_CLIPBOARD = '''
import gi
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk
Gtk.init()
loop = GLib.MainLoop()
def done(clipboard, result):
    print(clipboard.read_text_finish(result), end='')
    loop.quit()
Gdk.Display.get_default().get_clipboard().read_text_async(None, done)
loop.run()
'''


def read_clipboard():
    """As another program would."""
    return subprocess.run([sys.executable, '-c', READ_CLIPBOARD], check=True, timeout=60,
                          capture_output=True, encoding='utf-8').stdout


class Picture:
    """Pixels of a PNG file, or of the screen."""

    def __init__(self, path=None):
        self.pixbuf = self.of_screen() if path is None else GdkPixbuf.Pixbuf.new_from_file(str(path))
        self.width = self.pixbuf.get_width()
        self.height = self.pixbuf.get_height()
        self.stride = self.pixbuf.get_rowstride()
        self.n = self.pixbuf.get_n_channels()
        self.bytes = self.pixbuf.get_pixels()

    @staticmethod
    def of_screen():
        """Without packing and unpacking a PNG file, which takes longer than all else."""
        pixels = subprocess.run(['import', '-silent', '-window', 'root', '-depth', '8', 'rgb:-'],
                                check=True, stdout=subprocess.PIPE).stdout
        assert len(pixels) == SCREEN[0] * SCREEN[1] * 3, len(pixels)
        return GdkPixbuf.Pixbuf.new_from_bytes(GLib.Bytes(pixels), GdkPixbuf.Colorspace.RGB, False, 8,
                                               *SCREEN, SCREEN[0] * 3)

    def at(self, x, y):
        i = y * self.stride + x * self.n
        return tuple(self.bytes[i:i + 3])

    def grid(self, box=None, step=4):
        """The colours of every step-th pixel of a box (x, y, width, height)."""
        x0, y0, width, height = box or (0, 0, self.width, self.height)
        return [self.at(x, y) for y in range(y0, y0 + height, step)
                for x in range(x0, x0 + width, step)]


def difference(a, b):
    """The share of colours that differ visibly between two grids."""
    assert len(a) == len(b)
    return sum(1 for p, q in zip(a, b) if max(abs(i - j) for i, j in zip(p, q)) > 12) / len(a)


class Tree:
    """The accessibility tree of a program, most of it as one message gives it: asking node by node
    takes half a second for a window, and takes it from the program as well."""

    ROOT = '/org/a11y/atspi/accessible/root'

    def __init__(self):
        self.pid = None
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, Gio.DBusCallFlags.NONE, PATIENCE_MS, None).unpack()[0]
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.name = None
        # A program that is sooner than the registry is never told of.
        self.ask(self.ROOT, 'org.a11y.atspi.Accessible.GetChildren', name='org.a11y.atspi.Registry')

    def ask(self, path, method, parameters=None, name=None):
        interface, member = method.rsplit('.', 1)
        return self.bus.call_sync(name or self.name, path, interface, member, parameters, None,
                                  Gio.DBusCallFlags.NONE, 20000, None).unpack()[0]

    def listen(self):
        """From now on @heard has what the program announces and what it describes anew, as a screen
        reader gets to hear it."""
        self.heard = []
        for event in ('object:announcement', 'object:property-change:accessible-description'):
            self.bus.call_sync('org.a11y.atspi.Registry', '/org/a11y/atspi/registry',
                               'org.a11y.atspi.Registry', 'RegisterEvent',
                               GLib.Variant('(sass)', (event, [], '')), None,
                               Gio.DBusCallFlags.NONE, PATIENCE_MS, None)

        def hear(_bus, sender, _path, _interface, signal, parameters):
            detail, _, _, text = parameters.unpack()[:4]
            if sender == self.name and (signal == 'Announcement' or detail == 'accessible-description'):
                self.heard.append(text)

        self.bus.signal_subscribe(None, 'org.a11y.atspi.Event.Object', None, None, None,
                                  Gio.DBusSignalFlags.NONE, hear)

    def is_there(self):
        if self.name is None:
            for name, _ in self.ask(self.ROOT, 'org.a11y.atspi.Accessible.GetChildren',
                                    name='org.a11y.atspi.Registry'):
                if self.ask('/org/freedesktop/DBus',
                            'org.freedesktop.DBus.GetConnectionUnixProcessID',
                            GLib.Variant('(s)', (name,)), 'org.freedesktop.DBus') == self.pid:
                    self.name = name
        return self.name is not None

    @staticmethod
    def is_visible(item):
        return bool(item[9][0] >> int(Atspi.StateType.VISIBLE) & 1)

    def has_size(self, item):
        """GTK 4.8 gives nobody but the window the state SHOWING: a size tells as well."""
        if item[7] == int(Atspi.Role.APPLICATION):
            return True
        if not self.is_visible(item):
            return item[6] == 'GtkStackPage'
        if 'org.a11y.atspi.Component' not in item[5]:
            return True
        return self.is_wide(item[0][1])

    def is_wide(self, path):
        try:
            box = self.ask(path, 'org.a11y.atspi.Component.GetExtents',
                           GLib.Variant('(u)', (int(Atspi.CoordType.WINDOW),)))
        except GLib.Error as error:
            return error.matches(Gio.dbus_error_quark(), Gio.DBusError.UNKNOWN_METHOD)
        return box[2] > 0 and box[3] > 0

    def discover(self, path, known):
        """Asks for what is below a path and has not been asked for; True when there is something."""
        told = [child for _, child in self.ask(path, 'org.a11y.atspi.Accessible.GetChildren')
                if child not in known]
        for child in told:
            known.add(child)
            if self.is_wide(child):
                self.discover(child, known)
        return bool(told)

    def shown_ones(self, items):
        """Whether an item and all above it are on screen, each asked for once."""
        by_path = {item[0][1]: item for item in items}
        known = {}

        def is_shown(item):
            path = item[0][1]
            if path not in known:
                above = by_path.get(item[2][1])
                known[path] = (above is None or is_shown(above)) and self.has_size(item)
            return known[path]

        return is_shown

    def read(self):
        """All that is known of the program, parents before children, in reading order, and what
        tells whether one is shown. A program tells only of what was asked for once, so that what
        is new is asked for."""
        while True:
            items = self.ask('/org/a11y/atspi/cache', 'org.a11y.atspi.Cache.GetItems')
            is_shown = self.shown_ones(items)
            known = {item[0][1] for item in items}
            children = {}
            for item in items:
                children.setdefault(item[2][1], []).append(item)
            found, new = [], False
            stack = [item for item in items if item[0][1] == self.ROOT]
            while stack:
                item = stack.pop()
                path = item[0][1]
                found.append(item)
                # What a combo box lists comes and goes, and libatspi 2.46 dies of it.
                if item[7] == int(Atspi.Role.COMBO_BOX):
                    continue
                below = sorted(children.get(path, ()), key=lambda child: child[3])
                # GTK 4.18 counts those that are shown, and forgets none: of a stack it may know
                # another page than is shown.
                if (len(below) < (item[4] or path == self.ROOT) or (
                        FORGETS_NONE and item[4] == 1)) and is_shown(item):
                    new = self.discover(path, known) or new
                stack.extend(reversed(below))
            if not new:
                return found, is_shown

    def walk(self, wanted=re.compile('.')):
        """Name and way of those on screen whose name matches, parents before children, in reading
        order. A way is path and index in each parent from the program down."""
        if not self.is_there():
            return
        found, is_shown = self.read()
        by_path = {item[0][1]: item for item in found}
        for item in found:
            if item[6] and wanted.search(item[6]) and is_shown(item):
                name, way = item[6], []
                while item is not None and item[0][1] != self.ROOT:
                    way.insert(0, (item[0][1], item[3]))
                    item = by_path.get(item[2][1])
                yield name, way


class Atlas:
    """With a @home, settings outlive the program there. @still: the desktop wants no animations.
    @hints: as for a person who starts the program for the first time. @text_scale: how large the
    desktop wants texts to be. @probed: whether widgets() is asked. @also: of its environment."""

    def __init__(self, program, *arguments, home=None, still=False, hints=False, text_scale=1,
                 probed=False, also=None):
        self.folder = tempfile.TemporaryDirectory()
        home = home or self.folder.name
        with open(os.path.join(home, '.Xdefaults'), 'w', encoding='ascii') as file:
            file.write(f'Xft.dpi: {round(96 * text_scale)}\n')
        self.write_once(home, 'gtk-4.0/settings.ini',
                        f'[Settings]\ngtk-enable-animations={"false" if still else "true"}\n')
        self.write_once(home, 'glib-2.0/settings/keyfile',
                        f'[io/github/accession/Accession]\nhints={"true" if hints else "false"}\n')
        self.errors = []
        cache = os.environ.get('XDG_CACHE_HOME', CACHE.name)
        environment = dict(os.environ, ACCESSION_TRACE='1', GSETTINGS_BACKEND='keyfile', HOME=home,
                           XDG_CACHE_HOME=cache, XDG_CONFIG_HOME=os.path.join(home, 'config'),
                           XDG_DATA_HOME=os.path.join(home, 'data'), G_DEBUG='fatal-criticals', **(also or {}))
        preloaded = ([PROBE] if probed else []) + ([PATIENT] if PATIENCE > 1 else []) + environment.get('LD_PRELOAD', '').split()
        if preloaded:
            environment['LD_PRELOAD'] = tap.preload(*preloaded)
        self.tree = Tree()
        self.process = subprocess.Popen([program, *arguments], env=environment,
                                        stderr=subprocess.PIPE, encoding='utf-8')
        self.tree.pid = self.process.pid
        threading.Thread(target=self._read_errors, daemon=True).start()

    @staticmethod
    def write_once(home, name, text):
        path = os.path.join(home, 'config', name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not os.path.exists(path):
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text)

    def _read_errors(self):
        for line in self.process.stderr:
            self.errors.append(line.rstrip())

    def wait_end(self, seconds=10):
        """The exit status of a program that is to end by itself."""
        end = OWN_TIME.seconds + seconds * PATIENCE
        while True:
            try:
                return self.process.wait(0.5)
            except subprocess.TimeoutExpired:
                if OWN_TIME.seconds > end:
                    self.process.kill()  # so that it stands in no other's way
                    raise

    def close(self):
        self.process.terminate()
        self.wait_end()
        self.folder.cleanup()

    # What is there

    def application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                child.clear_cache()
                return child
        return None

    @staticmethod
    def is_hidden(node):
        """GTK 4.8 gives nobody but the window the state SHOWING: a size tells as well."""
        if node.get_role() == Atspi.Role.APPLICATION:
            return False
        if not node.get_state_set().contains(Atspi.StateType.VISIBLE):
            return node.get_name() != 'GtkStackPage'
        component = node.get_component_iface()
        if component is None:
            return False
        extents = component.get_extents(Atspi.CoordType.WINDOW)
        return extents.width <= 0 or extents.height <= 0

    def showing(self):
        """The nodes on screen, parents before children, in reading order."""
        stack = [self.application()]
        while stack:
            node = stack.pop()
            try:
                if node is None or self.is_hidden(node):
                    continue
                # What a combo box lists comes and goes, and libatspi 2.46 dies of it.
                children = [] if node.get_role() == Atspi.Role.COMBO_BOX else [
                    node.get_child_at_index(i) for i in range(node.get_child_count())]
            except GLib.Error:
                continue
            yield node
            stack.extend(reversed(children))

    def node(self, way):
        """The control at the end of a way, None when it has gone."""
        node = self.application()
        for path, index in way if node is not None else ():
            child = node.get_child_at_index(index)
            if child is None or child.path != path:
                children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
                child = next((c for c in children if c is not None and c.path == path), None)
            if child is None:
                return None
            node = child
        return node

    def find(self, name, role=None):
        """The first control on screen whose name matches a pattern, None without."""
        for found, way in self.tree.walk(re.compile(name)):
            try:
                node = self.node(way)
                if (node is not None and node.get_name() == found
                        and (role is None or re.search(role, node.get_role_name()))):
                    return node
            except GLib.Error:
                continue
        return None

    def goes_on(self):
        """Fails where nothing can come any more, with the last words of the program."""
        if self.process.poll() is not None:
            pump(0.2)
            raise AssertionError('\n'.join([f'the program has ended: {self.process.poll()}', *self.errors[-40:]]))
        return True

    def wait(self, name, role=None, seconds=30):
        return wait_for(lambda: self.goes_on() and self.find(name, role), seconds, f'a control named “{name}”')

    def wait_told(self, message):
        """A notice, which may have gone again before a slow machine has looked for it."""
        wait_for(lambda: self.find(message) or any(re.search(f'^accession: told .*{message}', line)
                                                   for line in self.errors), what=f'the notice “{message}”')

    def wait_complete(self):
        wait_for(lambda: any(line.startswith('accession: complete') for line in self.errors) or not self.goes_on(), 90,
                 'the first complete picture')

    @staticmethod
    def ask_probe(method):
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)

        def ask():
            return bus.call_sync(BUS_NAME, '/probe', 'test.Probe', method, None, None,
                                 Gio.DBusCallFlags.NONE, PATIENCE_MS, None).unpack()[0]

        return wait_for(ask, what='the probe')

    def widgets(self):
        """Those of the window, parents before children, where they really are."""
        return [Widget(*told[:4], *map(round, told[4:])) for told in self.ask_probe('Widgets')]

    def menus(self):
        """The same of what lies over the window."""
        return [Widget(*told[:4], *map(round, told[4:])) for told in self.ask_probe('Menus')]

    def focus(self):
        """What has the focus in the window: type, name in style sheets and where it really is; a
        type of '' without."""
        kind, style, *box = self.ask_probe('Focus')
        return kind, style, *map(round, box)

    def texts(self):
        return [name for name, _ in self.tree.walk()]

    # What is done

    @staticmethod
    def press(node):
        action = node.get_action_iface()
        assert action is not None and action.get_n_actions() > 0, node.get_name()
        action.do_action(0)
        pump(0.2)

    def press_button(self, name):
        """The part of a button that can be pressed: one with a menu is in the tree twice."""
        def find():
            for _, way in self.tree.walk(re.compile(name)):
                node = self.node(way)
                action = node.get_action_iface() if node is not None else None
                if action is not None and action.get_n_actions() > 0:
                    return node
            return None

        self.press(wait_for(find, what=f'a button named “{name}”'))

    def take_focus(self):
        """Without a window manager nobody gives the focus on when a window goes."""
        def ask(*arguments):
            return subprocess.run(['xdotool', *arguments], check=False, capture_output=True,
                                  encoding='ascii').stdout.split()

        if ask('getwindowfocus', 'getwindowpid') == [str(self.process.pid)]:
            return
        windows = wait_for(lambda: ask('search', '--onlyvisible', '--pid', str(self.process.pid)),
                           what='a window')
        ask('windowfocus', '--sync', windows[-1])

    def xdotool(self, *arguments):
        if arguments[0] == 'key':
            self.take_focus()
        subprocess.run(['xdotool', *map(str, arguments)], check=True)
        pump(0.2)

    def drag(self, x0, y0, x1, y1, steps=12):
        self.xdotool('mousemove', x0, y0, 'mousedown', 1)
        for i in range(1, steps + 1):
            self.xdotool('mousemove', x0 + (x1 - x0) * i // steps, y0 + (y1 - y0) * i // steps)
        self.xdotool('mouseup', 1)

    @staticmethod
    def settled(question, seconds=1):
        """The answer to question() once it has been the same for so long."""
        answers = [question()]
        while len(answers) < 10 * seconds * PATIENCE or len(set(answers[-int(10 * seconds):])) > 1:
            pump(0.1)
            answers.append(question())
            assert len(answers) < 300 * PATIENCE, f'no rest: {answers[-3:]}'
        return answers[-1]

    def at_rest(self, node):
        """Where a control is, once it has stopped moving."""
        last = None
        while True:
            box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
            place = box.x + box.width // 2, box.y + box.height // 2
            if place == last:
                return place
            last = place
            pump(0.15)

    def choose(self, name, role='radio|check'):
        """Clicks a control of the side panel by its name, scrolled into sight by the wheel, until
        it is checked."""
        def checked():
            return self.wait(name, role).get_state_set().contains(Atspi.StateType.CHECKED)

        for _ in range(60):
            x, y = self.at_rest(self.wait(name, role))
            if not 120 < y < SCREEN[1] - 90:
                self.xdotool('mousemove', x, SCREEN[1] // 2, 'click', 5 if y > SCREEN[1] // 2 else 4)
                continue
            self.xdotool('mousemove', x, y, 'click', 1)
            for _ in range(10):
                if checked():
                    return
                pump(0.1)
        raise AssertionError(f'“{name}” could not be checked')

    def activate(self, action, parameter=None, window=WINDOW_PATH):
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        parameters = [] if parameter is None else [GLib.Variant('s', parameter)]
        bus.call_sync(BUS_NAME, window, 'org.gtk.Actions', 'Activate',
                      GLib.Variant('(sava{sv})', (action, parameters, {})), None,
                      Gio.DBusCallFlags.NONE, PATIENCE_MS, None)
        pump(0.2)

    @staticmethod
    def activate_program(action):
        """An action of the program, not of its window."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        bus.call_sync(BUS_NAME, '/io/github/accession/Accession', 'org.gtk.Actions', 'Activate',
                      GLib.Variant('(sava{sv})', (action, [], {})), None,
                      Gio.DBusCallFlags.NONE, PATIENCE_MS, None)

    def other_windows(self):
        """Title of each window beside the main one, and what shows it."""
        return (('Preferences', lambda: self.activate_program('preferences')),
                ('Help', lambda: self.activate_program('help')),
                ('Guide for Authors', lambda: self.activate_program('authoring')),
                ('Keyboard Shortcuts', lambda: self.activate('show-help-overlay')),
                ('Base Map', lambda: self.activate('base-map')),
                ('Figure', lambda: self.activate('export')),
                ('Events', lambda: self.activate('show-events')),
                ('Positions on an Invitation', lambda: self.activate('show-positions')),
                ('Compare', lambda: self.activate('compare-scenarios', 'germany-1955')))

    @staticmethod
    def look():
        return Picture()

    def screenshot(self, settle=0.5):
        """The screen, once it has stopped changing, at the latest after five seconds."""
        pump(settle * PATIENCE)
        picture = self.look()
        for _ in range(10):
            last = picture
            pump(0.2)
            picture = self.look()
            if picture.bytes == last.bytes:
                break
        keep = os.environ.get('ACCESSION_TEST_KEEP')
        if keep:
            self.n_shots = getattr(self, 'n_shots', 0) + 1
            picture.pixbuf.savev(os.path.join(keep, f'{self.process.pid}-{self.n_shots}.png'),
                                 'png', [], [])
        return picture
