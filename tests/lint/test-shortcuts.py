#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every key is told in the window of shortcuts, and no two letters of a menu are the same, in any
language. Usage: test-shortcuts.py SOURCE_ROOT."""
import collections
import pathlib
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

ROOT = pathlib.Path(sys.argv.pop(1)).resolve()
RESOURCES = ROOT / 'resources'


def read_accelerators():
    text = (ROOT / 'src/app/acn-application.c').read_text(encoding='utf-8')
    table = re.search(r'accelerators\[\] = \{(.*?)\n\};', text, re.S).group(1)
    return {action: re.findall(r'"([^"]+)"', keys)
            for action, keys in re.findall(r'\{ "([a-z.-]+)", \{ ([^}]*) \} \}', table)}


def read_catalogue(language):
    text = subprocess.run(['msgcat', '--no-wrap', '--no-location',
                           RESOURCES / f'po/{language}.po'], check=True, capture_output=True,
                          encoding='utf-8', timeout=60).stdout
    return dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', text, re.M))


class Shortcuts(unittest.TestCase):
    def test_all_are_told(self):
        told = re.findall(r'name="action-name">([^<]+)<',
                          (RESOURCES / 'acn-shortcuts.ui').read_text(encoding='utf-8'))
        keys = read_accelerators()
        self.assertGreater(len(keys), 25)
        self.assertEqual(sorted(keys), sorted(told))

    def test_no_key_twice(self):
        counts = collections.Counter(key for keys in read_accelerators().values() for key in keys)
        self.assertEqual([key for key, n in counts.items() if n > 1], [])

    def test_gnome_keys(self):
        """Those that every program of the desktop shares."""
        keys = read_accelerators()
        for action, key in (('app.preferences', '<Control>comma'), ('app.quit', '<Control>q'),
                            ('window.close', '<Control>w'), ('win.open', '<Control>o'),
                            ('win.find', '<Control>f'), ('win.back', '<Control>z'),
                            ('win.show-help-overlay', '<Control>question'),
                            ('win.fullscreen', 'F11'), ('win.show-panel', 'F9')):
            self.assertIn(key, keys[action], action)


class Mnemonics(unittest.TestCase):
    def menus(self):
        """Labels that are open at the same time."""
        for file in sorted(RESOURCES.glob('*.ui')):
            root = ElementTree.parse(file).getroot()
            for menu in list(root.iter('menu')) + list(root.iter('submenu')):
                yield f'{file.name} {menu.get("id")}', list(self.labels(menu))

    def labels(self, menu):
        for child in menu:
            if child.tag == 'section':
                yield from self.labels(child)
            elif child.tag in ('item', 'submenu'):
                yield from (a.text for a in child.findall('attribute')
                            if a.get('name') == 'label' and a.get('translatable') == 'yes')

    def test_no_letter_twice(self):
        catalogues = {'en': {}}
        for language in (RESOURCES / 'po/LINGUAS').read_text(encoding='utf-8').split():
            catalogues[language] = read_catalogue(language)
        n = 0
        for language, catalogue in catalogues.items():
            for name, labels in self.menus():
                words = [catalogue.get(label, label) for label in labels]
                letters = [m.group(1).lower() for m in re.finditer(r'_(\w)', '\n'.join(words))]
                n += len(letters)
                with self.subTest(f'{language} {name}'):
                    self.assertEqual(len(letters), len(set(letters)), words)
        self.assertGreater(n, 20)

    def test_main_menu_ends_as_it_should(self):
        labels = dict(self.menus())['acn-window.ui primary_menu']
        expected = ['_Preferences', '_Keyboard Shortcuts', '_Help', '_About Accession']
        self.assertEqual(labels[-1], expected[-1])
        self.assertEqual([label for label in labels if label in expected],
                         [label for label in expected if label in labels])
        self.assertIn('_Preferences', labels)


if __name__ == '__main__':
    tap.main()
