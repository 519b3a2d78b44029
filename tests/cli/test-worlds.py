#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line in poor worlds, with no home, no fonts and little stack; and texts that mean harm.
Usage: test-worlds.py PROGRAM"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
DATA = os.environ['ACCESSION_DATA_DIR']
# Markup, entities, format strings, the end of CDATA, turned writing, controls, formulas.
HOSTILE = ('</text><script>alert(1)</script>&lt;&#x41;]]>%s%n <a href="file:///etc/passwd">x</a> \u202eexe\u2067 '
           '\u0007\u001b[31m "\'\\ \ufffe [link](javascript:alert(1)) [out](file:///etc/passwd)')


def run(*arguments, before=(), **environment):
    return subprocess.run([*before, PROGRAM, *map(str, arguments)], capture_output=True, timeout=120, check=False,
                          env={'ACCESSION_DATA_DIR': DATA, 'PATH': os.environ['PATH'], **environment})


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))


class Worlds(Case):
    def test_no_fonts(self):
        (self.folder / 'fonts.conf').write_text(
            f'<fontconfig><cachedir>{self.folder}/cache</cachedir></fontconfig>')
        for suffix in ('.png', '.svg', '.pdf'):
            result = run('export', '-o', self.folder / f'plain{suffix}', '--size', '400x300',
                         FONTCONFIG_FILE=str(self.folder / 'fonts.conf'))
            self.assertEqual(result.returncode, 0, result.stderr)
        xml.etree.ElementTree.parse(self.folder / 'plain.svg')

    def test_no_home_and_little_stack(self):
        for home in ('/nonexistent', '/proc', '/dev/null'):
            result = run('export', '-o', self.folder / f'{len(home)}.csv', HOME=home,
                         XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home, XDG_RUNTIME_DIR=home,
                         before=['prlimit', '--stack=524288'])
            self.assertEqual(result.returncode, 0, result.stderr)


class Texts(Case):
    def dossier(self, text):
        path = self.folder / 'hostile.dossier.json'
        (self.folder / 'land.geojson').write_text(json.dumps({
            'type': 'Feature', 'properties': {'name': text},
            'geometry': {'type': 'Polygon', 'coordinates': [[[29, 49], [32, 49], [32, 51], [29, 51], [29, 49]]]}}))
        path.write_text(json.dumps({
            'format': 'accession-dossier', 'version': 1, 'id': 'hostile', 'title': text, 'summary': text,
            'attribution': text, 'borders': text, 'span': '2020/2022',
            'home': {'date': '2021-06-01', 'view': 'near'},
            'views': [{'id': 'near', 'title': text, 'bbox': [25, 45, 38, 54]}],
            'readout': {'whole': 'land', 'parts': ['land']},
            'lanes': [{'id': 'lane', 'title': text}],
            'places': [{'id': 'place', 'title': text, 'coordinates': [30.5, 50.4]}],
            'sources': [{'id': 'source', 'title': text, 'URL': 'https://example.org/?a=1&b="2"'}],
            'events': [{'id': 'event', 'title': text, 'when': '2021-06-01', 'lane': 'lane', 'place': 'place',
                        'rank': 1, 'text': text, 'citations': [{'source': 'source', 'locator': text}]}],
            'layers': [{'id': 'land', 'title': text, 'legend': text, 'note': text, 'data': 'land.geojson',
                        'style': {'fill': 'blue'}, 'citations': [{'source': 'source'}]},
                       {'id': 'events', 'title': text, 'content': 'events'}]}))
        return path

    def export(self, suffix, text):
        out = self.folder / f'figure{suffix}'
        result = run('export', self.dossier(text), '--force', '-o', out,
                     '--parts', 'legend,scale,readout,timeline,inset,print')
        self.assertEqual(result.returncode, 0, result.stderr)
        return out.read_bytes()

    def test_svg_is_text_only(self):
        data = self.export('.svg', HOSTILE)
        tree = xml.etree.ElementTree.fromstring(data)
        tags = {element.tag.rsplit('}', 1)[-1] for element in tree.iter()}
        self.assertFalse(tags & {'script', 'a', 'foreignObject', 'iframe', 'use'}, tags)
        for element in tree.iter():
            for name, value in element.attrib.items():
                self.assertFalse(name.rsplit('}', 1)[-1] in ('href', 'src') and not value.startswith(('#', 'data:image/png')),
                                 (name, value))
                self.assertFalse(name.startswith('on'), name)
        words = ''.join(tree.itertext())
        self.assertIn('<script>', words)
        self.assertNotRegex(words, '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]')
        self.assertEqual(words.count('\u202e'), words.count('\u202c'))

    def test_pdf_does_nothing(self):
        data = self.export('.pdf', HOSTILE)
        for action in (b'/JavaScript', b'/JS', b'/Launch', b'/EmbeddedFile', b'/OpenAction', b'/AA '):
            self.assertNotIn(action, data)
        for uri in re.findall(rb'/URI\s*\(([^)]*)', data):
            self.assertRegex(uri, rb'^https?://')

    def test_png_and_words(self):
        self.assertTrue(self.export('.png', HOSTILE).startswith(b'\x89PNG'))
        self.export('.csv', HOSTILE)

    def test_million_characters(self):
        for suffix in ('.svg', '.pdf', '.png'):
            self.assertLess(len(self.export(suffix, 'word ' * 200000)), 5000000)

    def test_terminal_is_not_steered(self):
        result = run('validate', self.dossier(HOSTILE))
        self.assertNotRegex(result.stderr.decode() + result.stdout.decode(), '[\x07\x1b\u202e]')
        path = self.folder / 'x.json'
        path.write_text(json.dumps({'format': 'accession-dossier', 'version': 1, 'id': HOSTILE, 'title': {HOSTILE: 1}}))
        result = run('validate', path)
        self.assertEqual(result.returncode, 1)
        self.assertNotRegex(result.stderr.decode() + result.stdout.decode(), '[\x07\x1b\u202e]')


if __name__ == '__main__':
    tap.main()
