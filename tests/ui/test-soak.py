#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random things done to the window for long: it lives, answers, and its memory stays flat.
Usage: test-soak.py PROGRAM [N [SEED]]. With N it prints what was measured."""
import json
import os
import pathlib
import random
import re
import statistics
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import BUS_NAME, DOSSIER, WINDOW_PATH, Atlas, pump  # noqa: E402
from gi.repository import Gio, GLib  # noqa: E402

# The program starts itself again inside a session of its own, with the same arguments.
ARGUMENTS = sys.argv[1:]
PROGRAM = os.path.abspath(ARGUMENTS[0])
N = int(ARGUMENTS[1]) if len(ARGUMENTS) > 1 else 300
SEED = int(ARGUMENTS[2]) if len(ARGUMENTS) > 2 else 1
del sys.argv[1:]
N_SAMPLES = 100
LONG = 5000
OFTEN, SELDOM = 12, 1
SLOW_S = 0.5
# Of processor time of the main thread: what a person feels on an idle machine.
BUSY_S = 0.1


class Soak(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        with open(DOSSIER, encoding='utf-8') as file:
            self.dossier = json.load(file)
        self.random = random.Random(SEED)
        self.app = Atlas(PROGRAM, still=True)
        self.addCleanup(self.app.close)
        self.app.wait_complete()
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)

    def call(self, method, *arguments):
        """Waits until the main loop of the window has answered."""
        signature = {'Activate': '(sava{sv})', 'SetState': '(sva{sv})'}[method]
        self.bus.call_sync(BUS_NAME, WINDOW_PATH, 'org.gtk.Actions', method,
                           GLib.Variant(signature, (*arguments, {})), None, Gio.DBusCallFlags.NONE, 30000, None)

    def activate(self, name, *parameters):
        self.last = name
        self.call('Activate', name, [GLib.Variant('s', text) for text in parameters])

    def change(self, name, value):
        self.last = name
        self.call('SetState', name, GLib.Variant('s' if isinstance(value, str) else 'b', value))

    def pick(self, name):
        return self.random.choice(self.dossier[name])['id']

    def some_day(self):
        return f'{self.random.randint(2008, 2024)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}'

    def scenario(self):
        end = self.random.choice(('armistice', 'peace', 'war', 'nonsense'))
        return f'reforms=done,end={end},freeze={self.some_day()}'

    def act(self):
        """One thing: moving in time and place often, what builds a new window seldom."""
        things = (
            (3 * OFTEN, lambda: self.activate('day', self.some_day())),
            (2 * OFTEN, lambda: self.activate(self.random.choice(('previous-month', 'next-month', 'previous-day',
                                                                  'next-day', 'previous-event', 'next-event')))),
            (2 * OFTEN, lambda: self.activate(self.random.choice(('zoom-in', 'zoom-out')))),
            (OFTEN, lambda: self.activate('view', self.pick('views'))),
            (OFTEN, lambda: self.activate('event', self.pick('events'))),
            (3, lambda: self.activate('claim', self.pick('claims'))),
            (3, lambda: self.activate('scenario', self.scenario())),
            (3, lambda: self.activate('stop-scenario')),
            (3, lambda: self.activate(self.random.choice(('view-back', 'view-forward', 'back', 'forward')))),
            (2, lambda: self.change('compare', self.random.choice(('off', 'swipe', 'beside')))),
            (2, lambda: self.change('language', self.random.choice(('en', 'uk')))),
            (2, lambda: self.change('show-panel', self.random.random() < 0.5)),
            (2, lambda: self.change('play', self.random.random() < 0.5)),
            (SELDOM, lambda: self.activate('export-to', str(self.folder / 'figure.svg'))),
            (SELDOM, lambda: self.activate('go-home')),
            (SELDOM, lambda: self.activate('open-path', DOSSIER)),
        )
        self.random.choices([thing for _, thing in things], [weight for weight, _ in things])[0]()

    def measure(self):
        """Memory of its own in KiB, open files, threads."""
        process = pathlib.Path('/proc', str(self.app.process.pid))
        roll = (process / 'smaps_rollup').read_text()
        return (int(re.search(r'^Private_Dirty: +(\d+)', roll, re.M).group(1)),
                len(list((process / 'fd').iterdir())), len(list((process / 'task').iterdir())))

    def main_thread_s(self):
        """Time that it has run, and time that it has waited for a processor."""
        pid = self.app.process.pid
        ran, waited, _ = pathlib.Path(f'/proc/{pid}/task/{pid}/schedstat').read_text().split()
        return int(ran) / 1e9, int(waited) / 1e9

    def test_flat(self):
        samples, began, slowest, slow, busy = [], time.monotonic(), (0, ''), 0, {}
        for i in range(N):
            at, (ran, waited) = time.monotonic(), self.main_thread_s()
            self.act()
            took, (ran_now, waited_now) = time.monotonic() - at, self.main_thread_s()
            slow += took > SLOW_S
            slowest = max(slowest, (took, self.last))
            # The rest is the way there and back, or what it waited for: a file, a lock.
            busy.setdefault(self.last, []).append((ran_now - ran, took - (ran_now - ran) - (waited_now - waited)))
            self.assertIsNone(self.app.process.poll(), self.app.errors[-5:])
            if i % max(1, N // N_SAMPLES) == 0:
                pump(0.02)
                samples.append(self.measure())
        wrong = [line for line in self.app.errors if re.search('Gtk-|Pango-|Adwaita-|GLib-|CRITICAL', line)]
        self.assertEqual(wrong, [])
        fifth = len(samples) // 5
        early, late = samples[fifth:2 * fifth], samples[-fifth:]
        figures = [[statistics.median(sample[k] for sample in part) for part in (early, late)] for k in range(3)]
        if ARGUMENTS[1:]:
            print(f'# {N} actions, seed {SEED}, {time.monotonic() - began:.0f} s, {slow} answers '
                  f'after more than {SLOW_S} s, the slowest ({slowest[1]}) after {slowest[0]:.2f} s; '
                  f'from the second fifth to the last: {figures[0][0] / 1024:.1f} to {figures[0][1] / 1024:.1f} MiB, '
                  f'{figures[1][0]:.0f} to {figures[1][1]:.0f} files, {figures[2][0]:.0f} to {figures[2][1]:.0f} '
                  f'threads', flush=True)
            for name, costs in sorted(busy.items(), key=lambda item: -max(item[1])[0]):
                print(f'# {name}: {len(costs)} times, {sum(ran > BUSY_S for ran, _ in costs)} busy for more than '
                      f'{BUSY_S} s; median {statistics.median(ran for ran, _ in costs):.3f} s, at most '
                      f'{max(costs)[0]:.3f} s; asleep at most {max(rest for _, rest in costs):.3f} s', flush=True)
        # A tenth; in a short run also what is still being filled: areas (54 MB at most), tiles, laid-out names.
        self.assertLess(figures[0][1], 1.1 * figures[0][0] + (0 if N >= LONG else 24 * 1024))
        self.assertLess(figures[1][1], figures[1][0] + 12)
        self.assertLess(figures[2][1], figures[2][0] + 12)


if __name__ == '__main__':
    tap.main(tries=3)
