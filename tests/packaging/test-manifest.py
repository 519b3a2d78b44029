#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest, as far as it can be judged without its runtime: what it asks of the system,
what it builds and whence, and that nothing which the program needs is missing. Usage:
test-manifest.py"""
import fnmatch
import json
import pathlib
import re
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

APP_ID = 'io.github.accession.Accession'
MANIFEST = ROOT / f'resources/packaging/{APP_ID}.json'
# Sockets, display and pictures; the network, as a person may choose an online base map. No files:
# those come through portals.
ALLOWED = {'--share=ipc', '--share=network', '--socket=fallback-x11', '--socket=wayland', '--device=dri'}
MEMBERS = {'id', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'cleanup', 'modules'}
# What is in GNOME's runtime; all else that is linked has to be a module.
RUNTIME = {'m', 'glib-2.0', 'gio-2.0', 'gio-unix-2.0', 'json-glib-1.0', 'sqlite3', 'cairo', 'pangocairo',
           'libsoup-3.0', 'libjpeg', 'libpng', 'libwebp', 'libwebpmux', 'gtk4', 'libadwaita-1'}
MODULE_OF = {'geos_c': 'geos', 'proj': 'proj', 'shumate-1.0': 'libshumate'}


def version(text):
    return tuple(map(int, re.findall(r'\d+', text)))


def read_once(pairs):
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), f'one twice: {names}'
    return dict(pairs)


class Manifest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manifest = json.loads(MANIFEST.read_text(encoding='utf-8'), object_pairs_hook=read_once)
        cls.modules = {module['name']: module for module in cls.manifest['modules']}
        builds = [(ROOT / name).read_text(encoding='utf-8') for name in ('meson.build', 'src/meson.build')]
        cls.wanted = dict(re.findall(
            r"(?:dependency|find_library) ?\('([\w.+-]+)'(?:, version: '>= ([\d.]+)')?", ''.join(builds)))

    def test_names(self):
        self.assertEqual(set(self.manifest), MEMBERS)
        self.assertEqual(self.manifest['id'], APP_ID)
        self.assertEqual(self.manifest['runtime'], 'org.gnome.Platform')
        self.assertEqual(self.manifest['sdk'], 'org.gnome.Sdk')
        self.assertRegex(self.manifest['runtime-version'], r'^\d\d$')
        installed = (HERE / 'files.txt').read_text(encoding='utf-8').split()
        self.assertIn(f'bin/{self.manifest["command"]}', installed)

    def test_no_more_is_asked_than_is_needed(self):
        self.assertEqual(sorted(self.manifest['finish-args']), sorted(ALLOWED))

    def test_sources_are_named_by_version_and_checksum(self):
        for name, module in self.modules.items():
            if name == 'accession':
                continue
            with self.subTest(name):
                self.assertIn(module['buildsystem'], ('meson', 'cmake-ninja', 'autotools'))
                for source in module['sources']:
                    self.assertEqual(set(source), {'type', 'url', 'sha256'})
                    self.assertEqual(source['type'], 'archive')
                    self.assertRegex(source['url'], rf'^https://[^?#]*/{name}-\d+(\.\d+)+\.tar\.\w+$')
                    self.assertRegex(source['sha256'], r'^[0-9a-f]{64}$')

    def test_all_that_is_linked_is_there(self):
        self.assertGreater(len(self.wanted), 12)
        for name, least in self.wanted.items():
            with self.subTest(name):
                if name in RUNTIME:
                    continue
                url = self.modules[MODULE_OF[name]]['sources'][0]['url']
                self.assertGreaterEqual(version(url.rsplit('-', 1)[1]), version(least))

    def test_last_comes_the_program_from_this_tree(self):
        last = self.manifest['modules'][-1]
        self.assertEqual((last['name'], last['buildsystem']), ('accession', 'meson'))
        self.assertEqual([source['type'] for source in last['sources']], ['dir'])
        tree = (MANIFEST.parent / last['sources'][0]['path']).resolve()
        self.assertTrue((tree / 'meson.build').exists())
        # Nobody asks the network while it is built.
        self.assertNotIn('build-options', last)

    def test_what_is_cleaned_up_is_not_ours(self):
        installed = (HERE / 'files.txt').read_text(encoding='utf-8').split()
        for pattern in self.manifest['cleanup']:
            for name in installed:
                path = f'/{name}' if pattern.startswith('/') else name.rsplit('/', 1)[-1]
                with self.subTest(f'{pattern} {name}'):
                    self.assertFalse(fnmatch.fnmatch(path, pattern) or path.startswith(pattern + '/'))


if __name__ == '__main__':
    tap.main()
