#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `meson install` puts where, and that a desktop finds its way in it. Usage: test-install.py
MESON BUILD_FOLDER PREFIX"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

MESON, BUILD, PREFIX = sys.argv[1:4]
del sys.argv[1:4]
BUILD = pathlib.Path(BUILD).resolve()
APP_ID = 'io.github.accession.Accession'


def run(*arguments, **environment):
    return subprocess.run([str(a) for a in arguments], check=False, capture_output=True, timeout=300,
                          encoding='utf-8', env={**os.environ, **environment})


def files_below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob('*') if not path.is_dir())


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.destination = pathlib.Path(folder.name)
        result = run(MESON, 'install', '-C', BUILD, '--no-rebuild', '--quiet', '--destdir',
                     cls.destination)
        assert result.returncode == 0, result.stdout + result.stderr
        cls.root = cls.destination / PREFIX.lstrip('/')
        # What belongs to one machine's layout: /usr/lib/x86_64-linux-gnu or /usr/libexec.
        cls.files = files_below(cls.root)

    def test_nothing_outside_the_prefix(self):
        self.assertEqual(len(files_below(self.destination)), len(self.files))

    def test_list_of_files(self):
        wanted = (HERE / 'files.txt').read_text(encoding='utf-8').split()
        program = [name for name in self.files if not name.startswith('share/accession/')]
        self.assertEqual(program, wanted)

    def test_data_are_those_of_an_uninstalled_run(self):
        installed = self.root / 'share/accession'
        for name in files_below(installed):
            with self.subTest(name):
                self.assertEqual((installed / name).read_bytes(), (BUILD / 'data' / name).read_bytes())
        dossiers = [name for name in files_below(installed) if name.endswith('.dossier.json')]
        self.assertIn('ukraine-nato.dossier.json', dossiers)
        for name in dossiers:
            result = run(self.root / 'bin/accession', 'validate', installed / name)
            self.assertEqual(result.returncode, 0, result.stderr)

    def test_one_name_everywhere(self):
        for name in self.files:
            if re.search(r'(applications|metainfo|dbus-1|schemas|icons|mime)/', name):
                self.assertTrue(os.path.basename(name).startswith(APP_ID), name)
        service = (self.root / f'share/dbus-1/services/{APP_ID}.service').read_text('utf-8')
        self.assertIn(f'Name={APP_ID}\n', service)
        self.assertRegex(service, rf'(?m)^Exec={re.escape(PREFIX)}/bin/accession --gapplication-')

    def test_schema_compiles(self):
        schemas = self.root / 'share/glib-2.0/schemas'
        result = run('glib-compile-schemas', '--strict', '--dry-run', schemas)
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_type_of_a_dossier(self):
        """A file called so is of our type for a program that looks in this data folder."""
        mime = self.destination / 'data/mime'
        (mime / 'packages').mkdir(parents=True)
        for package in (pathlib.Path('/usr/share/mime/packages/freedesktop.org.xml'),
                        self.root / f'share/mime/packages/{APP_ID}.xml'):
            shutil.copy(package, mime / 'packages')
        result = run('update-mime-database', mime)
        self.assertEqual(result.returncode, 0, result.stderr)
        sample = self.destination / 'a.dossier.json'
        sample.write_text('{}', encoding='utf-8')
        told = run('gio', 'info', '-a', 'standard::content-type,standard::icon', sample,
                   XDG_DATA_HOME=str(self.destination / 'home'),
                   XDG_DATA_DIRS=str(self.destination / 'data')).stdout
        shutil.rmtree(self.destination / 'data')
        sample.unlink()
        self.assertIn('standard::content-type: application/vnd.accession.dossier+json', told)
        self.assertIn(f'{APP_ID}-dossier', told)
        self.assertIn(f'share/icons/hicolor/scalable/mimetypes/{APP_ID}-dossier.svg', self.files)

    def test_desktop_file_takes_dossiers_and_the_bus(self):
        text = (self.root / f'share/applications/{APP_ID}.desktop').read_text('utf-8')
        for line in ('DBusActivatable=true', 'Exec=accession %U',
                     'MimeType=application/vnd.accession.dossier+json;'):
            self.assertIn(line + '\n', text)

    def test_metainfo_is_of_this_version(self):
        root = ElementTree.parse(self.root / f'share/metainfo/{APP_ID}.metainfo.xml').getroot()
        version = run(self.root / 'bin/accession', '--version').stdout.split()[-1]
        self.assertEqual(root.find('releases/release').get('version'), version)
        summary = root.findtext('summary')
        self.assertLessEqual(len(summary), 35)
        self.assertFalse(summary.endswith('.'))
        shots = root.findall('screenshots/screenshot')
        self.assertGreaterEqual(len(shots), 3)
        self.assertEqual(shots[0].get('type'), 'default')
        for shot in shots:
            self.assertFalse(shot.findtext('caption').endswith('.'))
            name = shot.findtext('image').rsplit('/', 1)[1]
            self.assertTrue((HERE.parent.parent / 'resources/screenshots' / name).exists(), name)

    def test_manual_has_no_fault(self):
        page = self.root / 'share/man/man1/accession.1'
        result = run('mandoc', '-T', 'lint', '-W', 'warning', page)
        self.assertEqual(result.stdout + result.stderr, '')

    def test_programs_are_hardened(self):
        for name in ('bin/accession', 'libexec/accession-window'):
            told = run('readelf', '-W', '-h', '-l', '-d', self.root / name).stdout
            self.assertRegex(told, r'Type:\s+DYN')
            self.assertIn('GNU_RELRO', told)
            self.assertRegex(told, r'BIND_NOW|FLAGS.*\bNOW\b')


if __name__ == '__main__':
    tap.main()
