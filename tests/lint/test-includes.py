#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules that no compiler holds: a room includes only rooms listed before it in src/meson.build,
core knows no toolkit, timeline and map meet only in the session, versions of the toolkit are looked
at in src/compat alone."""
import pathlib
import re
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))
import tap  # noqa: E402

SRC = TESTS.parent / 'src'
GENERATED = {'acn-config.h', 'panels/acn-resources.h'}
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]', re.MULTILINE)
CORE = {'base', 'geo', 'model', 'io', 'state', 'scene'}
DRAWING = re.compile(r'^(cairo|pango|gtk/|gdk|gsk|adwaita|shumate)')
TOOLKIT = re.compile(r'^(gtk/|gdk|gsk|adwaita|shumate)')
VERSIONS = re.compile(r'GTK_CHECK_VERSION|ADW_CHECK_VERSION|SHUMATE_CHECK_VERSION'
                      r'|IGNORE_DEPRECATIONS|\bgtk_file_(chooser|dialog)_|\bgtk_show_uri\b'
                      r'|\badw_(message|alert)_dialog_|\badw_about_')


def rooms():
    text = (SRC / 'meson.build').read_text(encoding='utf-8')
    return re.findall(r"^subdir\('([a-z]+)'\)", text, re.MULTILINE)


def sources():
    for path in sorted(SRC.glob('*/*.[ch]')):
        yield path, path.parent.name, path.read_text(encoding='utf-8')


def includes(room, text):
    """The rooms that a text includes; a bare name of ours is of the same room."""
    for name in INCLUDE.findall(text):
        if '/' in name and (SRC / name.split('/')[0]).is_dir():
            yield name, name.split('/')[0]
        elif name.startswith('acn-') and name not in GENERATED:
            yield name, room


class Includes(unittest.TestCase):
    def test_every_room_is_listed(self):
        listed = rooms()
        for path, room, _ in sources():
            self.assertIn(room, listed, path)

    def test_rooms_include_earlier_rooms_only(self):
        order = {room: i for i, room in enumerate(rooms())}
        for path, room, text in sources():
            for name, other in includes(room, text):
                self.assertLessEqual(order[other], order[room], f'{path.name} includes {name}')

    def test_included_headers_exist(self):
        for path, room, text in sources():
            for name, other in includes(room, text):
                if name in GENERATED:
                    continue
                header = SRC / name if '/' in name else path.parent / name
                self.assertTrue(header.exists(), f'{path.name} includes {name}')

    def test_core_knows_no_toolkit(self):
        for path, room, text in sources():
            for name in INCLUDE.findall(text):
                if room in CORE:
                    self.assertIsNone(DRAWING.match(name), f'{path.name} includes {name}')
                if room in CORE | {'export', 'cli'}:
                    self.assertIsNone(TOOLKIT.match(name), f'{path.name} includes {name}')

    def test_timeline_and_map_do_not_meet(self):
        for path, room, text in sources():
            others = {other for _, other in includes(room, text)}
            if room == 'timeline':
                self.assertNotIn('map', others, path.name)
            if room == 'map':
                self.assertNotIn('timeline', others, path.name)

    def test_versions_stay_in_compat(self):
        for path, room, text in sources():
            if room != 'compat':
                self.assertIsNone(VERSIONS.search(text), path.name)

    def test_headers_begin_with_licence_and_guard(self):
        for path, _, text in sources():
            self.assertTrue(text.startswith('/* SPDX-License-Identifier: GPL-3.0-or-later */'),
                            path.name)
            if path.suffix == '.h':
                self.assertIn('#pragma once', text, path.name)


if __name__ == '__main__':
    tap.main()
