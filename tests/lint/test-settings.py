#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each setting is used and explained, and none is used that there is not. Usage:
test-settings.py SOURCE_ROOT."""
import pathlib
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

ROOT = pathlib.Path(sys.argv.pop(1)).resolve()
SCHEMA = ROOT / 'resources/io.github.accession.Accession.gschema.xml'


class Settings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.keys = list(ElementTree.parse(SCHEMA).iter('key'))
        cls.names = {key.get('name') for key in cls.keys}
        cls.code = '\n'.join(path.read_text(encoding='utf-8')
                             for path in sorted(ROOT.glob('src/*/*.c')))
        assert len(cls.keys) > 15

    def test_explained(self):
        """With a summary that a person can read, as the tools that edit settings show it."""
        for key in self.keys:
            with self.subTest(key.get('name')):
                summary = key.findtext('summary') or ''
                self.assertRegex(summary, r'^[A-Z].{8,}[^.]$')
                self.assertIsNotNone(key.find('default'))

    def test_used(self):
        for name in sorted(self.names):
            with self.subTest(name):
                self.assertTrue(f'"{name}"' in self.code, f'nothing uses {name}')

    def test_none_that_there_is_not(self):
        """GSettings ends the program that asks for one."""
        asked = {name for call, name in re.findall(
            r'\bg_settings_(get|set|reset|bind)\w* \([^",;]+,\s*"([a-z-]+)"', self.code)}
        self.assertGreater(len(asked), 8)
        self.assertEqual(sorted(asked - self.names), [])

    def test_ranges(self):
        """Numbers have limits, as whoever edits them may write anything."""
        for key in self.keys:
            if key.get('type') in ('i', 'u', 'd'):
                with self.subTest(key.get('name')):
                    self.assertIsNotNone(key.find('range'))


if __name__ == '__main__':
    tap.main()
