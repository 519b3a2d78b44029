#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogues hold all that the program says, and nothing of it is broken. Usage:
test-catalogue.py SOURCE_ROOT."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

ROOT = pathlib.Path(sys.argv.pop(1)).resolve()
PO = ROOT / 'resources/po'
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3']


# What is put in when the program runs; “%%” is none.
PLACEHOLDER = re.compile(r'(?<!%)(?:%%)*%[-+ 0-9.$]*l*[a-zA-Z]')
# Noun or verb, of time or of place: nobody can tell from the word.
DOUBTFUL = {'Close', 'Claim', 'Contested', 'Dark', 'First', 'From', 'In force', 'Lane', 'Light',
            'Lower', 'Member', 'Note', 'Order', 'Page', 'Parts', 'Place', 'Position', 'Present',
            'Print', 'Quote', 'Raise', 'Second', 'Show', 'Step', 'Step Back', 'Step On', 'To', 'Used',
            'View', 'Void', 'Words'}


# What ends in a sentence for a person: a finding of a file, or why something was not done. The command
# line speaks English (`src/cli`), as programs read it.
TELLERS = re.compile(r'\b(acn_reader_(?:error|error_in|warn_in|tell_meant|report_at)|acn_diagnostics_add'
                     r'|acn_json_scanner_fail|g_set_error(?:_literal)?|g_error_new(?:_literal)?'
                     r'|g_task_return_new_error|report_derivation|report|tell|fail|set_failed) \(')
LITERAL = r'"(?:\\.|[^"\\\n])*"'
COMMENT = re.compile(r'/\*.*?\*/', re.S)
MARKED = re.compile(rf'\b(?:_|N_|C_|NC_|ngettext) \((?:\s*{LITERAL}\s*,?)+', re.S)


def tellings(code):
    """The arguments of each call that tells something, without comments."""
    code = COMMENT.sub('', code)
    for call in TELLERS.finditer(code):
        depth, at = 1, call.end()
        while depth > 0 and at < len(code):
            literal = re.compile(LITERAL).match(code, at)
            if literal:
                at = literal.end()
                continue
            depth += {'(': 1, ')': -1}.get(code[at], 0)
            at += 1
        yield code[call.end():at]


def bare_sentences(arguments):
    """Literals with a space in them that no translator sees."""
    return [text for text in re.findall(LITERAL, MARKED.sub('', arguments)) if re.search(r'\w \w', text)]


def run(*arguments):
    return subprocess.run([str(a) for a in arguments], cwd=ROOT, check=False, capture_output=True,
                          encoding='utf-8', timeout=120)


def entries(path):
    """(msgid, msgstr…) of each entry, wrapped lines joined."""
    text = run('msgcat', '--no-wrap', '--no-location', path).stdout
    for block in text.split('\n\n')[1:]:
        found = re.findall(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$', block, re.M)
        if found and not block.startswith('#~'):
            yield block, dict(found)


class Catalogue(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.template = pathlib.Path(cls.folder.name) / 'accession.pot'
        result = run('xgettext', '--from-code=UTF-8', '--add-comments=Translators',
                     f'--files-from={PO / "POTFILES"}', f'--directory={ROOT}', '-o', cls.template,
                     *(f'--keyword={word}' for word in KEYWORDS))
        assert result.returncode == 0, result.stderr
        cls.languages = (PO / 'LINGUAS').read_text(encoding='utf-8').split()
        assert cls.languages

    def test_listed(self):
        self.assertEqual(sorted(self.languages), sorted(p.stem for p in PO.glob('*.po')))

    def test_complete(self):
        for language in self.languages:
            with self.subTest(language):
                result = run('msgcmp', PO / f'{language}.po', self.template)
                self.assertEqual(result.returncode, 0, result.stderr)

    def test_sound(self):
        for language in self.languages:
            with self.subTest(language):
                result = run('msgfmt', '-c', '--check-accelerators=_', '-o', '/dev/null',
                             PO / f'{language}.po')
                self.assertEqual(result.returncode, 0, result.stderr)

    def test_notes_for_translators(self):
        """What cannot be translated from the words alone says what it is about."""
        n = 0
        for block, entry in entries(self.template):
            is_blank_to_fill = any(PLACEHOLDER.search(text) for text in entry.values())
            if is_blank_to_fill or entry['msgid'].replace('_', '') in DOUBTFUL:
                n += 1
                with self.subTest(entry['msgid']):
                    if is_blank_to_fill or 'msgctxt' not in block:
                        self.assertRegex(block, r'(?m)^#\. ')
        self.assertGreater(n, 40)

    def test_what_is_told_is_marked(self):
        self.assertEqual(bare_sentences(' error, 1, "no such “%s” here", name)'), ['"no such “%s” here"'])
        self.assertEqual(bare_sentences(' error, ngettext ("a b", "c d", n), _ ("e f"\n "g h"), "%s")'), [])
        n = 0
        for path in sorted((ROOT / 'src').glob('*/*.c')):
            if path.parent.name == 'cli':
                continue
            for arguments in tellings(path.read_text(encoding='utf-8')):
                n += 1
                self.assertEqual(bare_sentences(arguments), [], path.name)
        self.assertGreater(n, 200)

    def test_typography(self):
        """What begins and ends as a sentence does so in every language."""
        for language in self.languages:
            for block, entry in entries(PO / f'{language}.po'):
                for key, text in entry.items():
                    if not key.startswith('msgstr'):
                        continue
                    with self.subTest(f'{language}: {text}'):
                        self.assertNotIn('...', text)
                        self.assertNotRegex(text, r"(?<=[^\W\d_])['’](?=[^\W\d_])",
                                            'the apostrophe is ʼ')
                        self.assertEqual(entry['msgid'].endswith('…'), text.endswith('…'))
                        self.assertEqual(entry['msgid'].endswith('.'), text.endswith('.'), block)


if __name__ == '__main__':
    tap.main()
