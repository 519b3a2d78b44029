#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that have no place in the program, whoever writes them."""
import pathlib
import re
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))
import tap  # noqa: E402

SRC = TESTS.parent / 'src'
COMMENT_OR_TEXT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.DOTALL)

# A pattern of calls, and why nobody needs them.
NEVER = (
    (r'(?<!g_)\b(strcpy|strcat|stpcpy|v?sprintf|gets|strncpy)', 'writes past the end'),
    (r'(?<!g_ascii_)\b(strtod|strtof|atof|atoi|atol)', 'reads by the locale, or without an error'),
    (r'\b(system|popen|exec[lv]p|g_spawn_\w+|g_subprocess_\w+)', 'starts another program'),
    (r'\bmmap|\bg_mapped_file_new\w*', 'a file cut short would end the program'),
    (r'\bgtk_tooltip_set_markup|\bgtk_widget_set_tooltip_markup', 'texts of a file are no markup'),
    (r'\blocaltime\w*|\bgmtime\w*|\bmktime|\bg_date_time_new_now_local',
     'days are calendar days, in no time zone'),
)

# The basemap is ours, written whole and never changed; the text of a file lies in memory without a
# file, which can be given back in part.
ALLOWED = {('acn-basemap.c', 'g_mapped_file_new ('), ('acn-file-text.c', 'mmap ('), ('acn-memory.c', 'mmap (')}


def sources():
    """Each file with its comments and texts blanked, so that only code is left."""
    for path in sorted(SRC.glob('*/*.[ch]')):
        yield path, COMMENT_OR_TEXT.sub('""', path.read_text(encoding='utf-8'))


def calls(pattern, code):
    return [match.group() for match in re.finditer(f'(?:{pattern}) ?\\(', code)]


class Gates(unittest.TestCase):
    def test_patterns_find_what_they_mean(self):
        for pattern, call in zip(NEVER, ('strcpy (a, b);', 'x = atof (s);', 'popen ("ls", "r");',
                                         'mmap (0, n);', 'gtk_tooltip_set_markup (t, s);',
                                         'localtime_r (&t, &tm);')):
            self.assertTrue(calls(pattern[0], call), call)
        self.assertFalse(calls(NEVER[1][0], 'g_ascii_strtod (s, NULL);'))

    def test_calls_that_are_never_made(self):
        for path, code in sources():
            for pattern, why in NEVER:
                found = [(path.name, call) for call in calls(pattern, code)]
                self.assertEqual([one for one in found if one not in ALLOWED], [], why)

    def test_mnemonics_are_our_own_words(self):
        for path, code in sources():
            for after in re.findall(r'gtk_label_new_with_mnemonic \((....)', code):
                self.assertEqual(after, '_ ("', path.name)

    def test_the_launcher_alone_becomes_another_program(self):
        files = [path.name for path, code in sources() if calls(r'\bexecv', code)]
        self.assertEqual(files, ['main.c'])

    def test_markup_is_made_in_one_place(self):
        for path, code in sources():
            if calls(r'\bgtk_label_set_markup\w*', code):
                self.assertRegex(path.read_text(encoding='utf-8'), r'acn-(markup|guide-text)\.h', path.name)

    def test_one_file_goes_to_the_network(self):
        files = [path.name for path, code in sources() if calls(r'\bsoup_session_new\w*', code)]
        self.assertLessEqual(len(files), 1, files)

    def test_building_fetches_nothing(self):
        """Neither do wraps of Meson nor programs that it runs; `./dev reproduce` builds without a network."""
        top = TESTS.parent
        recipes = [path for path in top.rglob('meson.build') if not path.relative_to(top).parts[0].startswith('_')]
        self.assertGreater(len(recipes), 20)
        for path in recipes:
            text = path.read_text(encoding='utf-8')
            self.assertNotRegex(text, r'\bsubproject *\(|\bfallback *:|curl|wget|git clone|https?://', path)
            for name in re.findall(r"files\('([^']+\.py)'\)", text):
                if path.parent.parent != TESTS:
                    code = (path.parent / name).read_text(encoding='utf-8')
                    self.assertNotRegex(code, r'\b(urllib|socket|http|requests|ftplib|ssl)\b', name)
        self.assertEqual(list(top.glob('subprojects')), [])
        manifest = (top / 'resources/packaging/io.github.accession.Accession.json').read_text(encoding='utf-8')
        self.assertEqual(manifest.count('"archive"'), len(re.findall('"sha256": "[0-9a-f]{64}"', manifest)))

    def test_files_of_others_are_read_with_a_limit(self):
        """All but files that we ship or write go through the opener beneath a folder."""
        allowed = {'acn-search-card.c', 'acn-settings.c'}
        for path, code in sources():
            if calls(r'\bg_file_get_contents|\bg_file_load_contents\w*', code):
                self.assertIn(path.name, allowed)


if __name__ == '__main__':
    tap.main()
