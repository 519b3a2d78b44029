#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual in the window. Usage: test-help.py PROGRAM."""
import os
import pathlib
import re
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402
from atlas import Atlas, difference, read_clipboard, wait_for  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
DATA = HERE.parent.parent / 'data'
RESOURCES = HERE.parent.parent / 'resources'


class Help(unittest.TestCase):
    """By texts alone: libatspi 2.46 dies of windows that have gone."""

    FIRST = 'One Story, Two Views'

    def await_manual(self):
        wait_for(lambda: self.FIRST in self.app.texts(), what='the manual')

    @classmethod
    def setUpClass(cls):
        cls.app = Atlas(PROGRAM, still=True)
        cls.app.wait_complete()

    @classmethod
    def tearDownClass(cls):
        cls.app.close()

    def test_1_f1_opens_all_of_it_and_escape_ends_it(self):
        before = self.app.screenshot().grid()
        self.app.xdotool('key', 'F1')
        self.await_manual()
        text = (RESOURCES / 'acn-help-window.ui').read_text(encoding='utf-8')
        titles = re.findall(r'label" translatable="yes">([^<]{3,30})</property>', text)
        self.assertGreaterEqual(len(titles), 6)
        shown = self.app.texts()
        for title in titles:
            self.assertIn(title.replace('_', ''), shown)
        pictures = re.findall(r'<object class="GtkPicture".*?label" translatable="yes">([^<]+)<',
                              text, re.DOTALL)
        self.assertEqual(len(pictures), 3)
        for words in pictures:
            self.assertIn(words, shown)
        # Below each a line for those who see it.
        captions = re.findall(r'</object>\s*</child>\s*<child>\s*<object class="GtkLabel">\s*'
                              r'<property name="label" translatable="yes">([^<]+)</property>(?:(?!</object>).)*'
                              r'"caption"', text, re.DOTALL)
        self.assertEqual(len(captions), len(pictures))
        for words in captions:
            self.assertIn(words, shown)
        manual = self.app.screenshot().grid()
        self.assertGreater(difference(before, manual), 0.2)
        self.app.xdotool('key', 'Page_Down')
        wait_for(lambda: difference(manual, self.app.screenshot().grid()) > 0.05,
                 what='the page further down')
        self.app.xdotool('key', 'Escape')
        wait_for(lambda: self.FIRST not in self.app.texts(), what='the end of it')

    def test_2_one_window_is_enough(self):
        for _ in range(2):
            self.app.activate_program('help')
        self.await_manual()
        self.assertEqual(self.app.texts().count(self.FIRST), 1)


class Guide(unittest.TestCase):
    """The guide for authors is what the file of the language says."""

    def check(self, name, language):
        text = (DATA / name).read_text(encoding='utf-8')
        app = Atlas(PROGRAM, still=True, also={'LANGUAGE': language})
        self.addCleanup(app.close)
        app.wait_complete()
        app.activate_program('authoring')
        title = re.search('^# (.+)', text, re.MULTILINE)[1]
        wait_for(lambda: title in app.texts(), what='the guide')
        shown = app.texts()
        for heading in re.findall('^##? (.+)', text, re.MULTILINE):
            self.assertIn(heading, shown)
        examples = re.findall(r'^```.*?\n(.*?)\n```$', text, re.MULTILINE | re.DOTALL)
        self.assertEqual(len(examples), 6)
        for example in examples:
            self.assertIn(example, shown)
        items = re.findall(r'^- (?:.+\n)(?:  .+\n)*', text, re.MULTILINE)
        self.assertGreater(len(items), 8)
        for item in items:
            plain = re.sub(r'\s+', ' ', item[2:].strip()).replace('`', '')
            self.assertIn(re.sub(r'^\*([^*]+)\*', r'\1', plain), shown)
        app.xdotool('key', 'Escape')
        wait_for(lambda: title not in app.texts(), what='the end of it')

    def test_english(self):
        self.check('authoring.md', 'en')

    def test_ukrainian(self):
        self.check('authoring.uk.md', 'uk')

    def test_an_example_is_copied(self):
        app = Atlas(PROGRAM, still=True)
        self.addCleanup(app.close)
        app.wait_complete()
        app.activate_program('authoring')
        app.press(app.wait('^Copy .?small.dossier.json', 'button'))
        app.wait('^Copied$')
        text = (DATA / 'authoring.md').read_text(encoding='utf-8')
        example = re.search(r'^```json file=small.*?\n(.*?)\n```$', text, re.MULTILINE | re.DOTALL)[1]
        wait_for(lambda: read_clipboard() == example, what='the example on the clipboard')


class Hints(unittest.TestCase):
    def test_they_come_once_and_are_closed(self):
        text = (HERE.parent.parent / 'src/panels/acn-hint-bar.c').read_text(encoding='utf-8')
        hints = re.findall(r'N_ \("(.*)"\)', text)
        self.assertGreaterEqual(len(hints), 3)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)  # after the programs have ended, which write there
        app = Atlas(PROGRAM, home=folder.name, still=True, hints=True)
        self.addCleanup(app.close)
        app.wait_complete()
        for hint in hints:
            app.wait('^' + re.escape(hint) + '$')
            app.press(app.wait('Next Hint', 'button'))
        wait_for(lambda: app.find('Next Hint') is None, what='the end of the hints')
        app.activate_program('quit')
        app.wait_end(20)
        again = Atlas(PROGRAM, home=folder.name, still=True, hints=True)
        self.addCleanup(again.close)
        again.wait_complete()
        again.wait('^Date$', 'slider')
        self.assertIsNone(again.find('Next Hint'))

    def test_close(self):
        app = Atlas(PROGRAM, still=True, hints=True)
        self.addCleanup(app.close)
        app.wait_complete()
        app.press(app.wait('^Close the Hints$', 'button'))
        wait_for(lambda: app.find('^Close the Hints$') is None, what='the end of the hints')


class Pictures(unittest.TestCase):
    def test_every_language_has_every_picture(self):
        names = {}
        for path in (RESOURCES / 'help').glob('*.png'):
            name, language = path.stem.split('.')
            names.setdefault(name, set()).add(language)
        languages = set((RESOURCES / 'po/LINGUAS').read_text(encoding='utf-8').split()) | {'en'}
        self.assertEqual(set(names), {'figure', 'map', 'what-if'})
        for name, has in names.items():
            self.assertEqual(has, languages, name)


class Keys(unittest.TestCase):
    """The table of shortcuts."""

    def test_all_are_told_and_none_is_cut_where_texts_are_large(self):
        app = Atlas(PROGRAM, still=True, text_scale=2, probed=True)
        self.addCleanup(app.close)
        app.wait_complete()
        app.activate('show-help-overlay')

        def rows():
            return [w for w in app.widgets() if w.type == 'AdwActionRow' and w.style == 'row']
        text = (RESOURCES / 'acn-shortcuts.ui').read_text(encoding='utf-8')
        n = text.count('"GtkShortcutsShortcut"')
        self.assertGreater(n, 30)
        wait_for(lambda: len(rows()) == n, what='a row for each')
        told = [w.text for w in app.widgets() if w.type == 'GtkLabel']
        order = [told.index(title) for title in re.findall(
            r'"GtkShortcutsGroup">\s*<property name="title"[^>]*>([^<]+)<', text)]
        self.assertEqual(order, sorted(order))
        window = app.widgets()[0]
        for widget in app.widgets():
            self.assertGreaterEqual(widget.x, window.x, widget)
            self.assertLessEqual(widget.x + widget.wide, window.x + window.wide, widget)
        self.assertLessEqual(window.wide, 1280)
        for keys in (('Open a dossier', 'Ctrl', 'O'), ('Home view and date', 'Ctrl', '0')):
            at = told.index(keys[0])
            self.assertTrue(set(keys[1:]) <= set(told[at:at + 6]), told[at:at + 6])


if __name__ == '__main__':
    tap.main(tries=3)
