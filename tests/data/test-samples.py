#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample dossiers and the examples of the guide: valid, complete in their languages, cited, and
drawn. Usage: test-samples.py PROGRAM"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parents[1] / 'data'
SAMPLES = {name: json.loads((DATA / f'samples/{name}.dossier.json').read_text(encoding='utf-8'))
           for name in ('german-unification', 'eu-enlargement')}
VALIDATOR = jsonschema.Draft202012Validator(
    json.loads((DATA / 'dossier.schema.json').read_text(encoding='utf-8')))
# Members on a day that this table knows, of the European Communities and the European Union.
MEMBERS = {'1957-12-31': 0, '1958-01-01': 6, '1972-12-31': 6, '1973-01-01': 9, '1981-01-01': 10,
           '1986-01-01': 12, '1995-01-01': 15, '2004-04-30': 15, '2004-05-01': 25,
           '2007-01-01': 27, '2013-07-01': 28, '2020-01-31': 28, '2020-02-01': 27}


def run(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, encoding='utf-8')
    return done.returncode, done.stdout


def walk(value):
    yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(item)


def texts(dossier):
    return [value for value in walk(dossier) if isinstance(value, dict) and set(value) == {'en', 'uk'}]


class TestSamples(unittest.TestCase):
    def test_valid(self):
        for name, dossier in SAMPLES.items():
            path = DATA / f'samples/{name}.dossier.json'
            self.assertEqual(run('validate', path), (0, f'{path}: valid\n'))
            self.assertEqual([e.message for e in VALIDATOR.iter_errors(dossier)], [])

    def test_small_and_whole(self):
        for name, dossier in SAMPLES.items():
            with self.subTest(name):
                self.assertTrue(15 <= len(dossier['events']) <= 30)
                lanes = {event['lane'] for event in dossier['events']}
                self.assertEqual(lanes, {lane['id'] for lane in dossier['lanes']})
                places = {event['place'] for event in dossier['events']}
                self.assertEqual(places, {place['id'] for place in dossier['places']})
                cited = {c['source'] for value in walk(dossier) if isinstance(value, dict)
                         for c in value.get('citations', [])}
                self.assertEqual(cited, {source['id'] for source in dossier['sources']})
                for member in ('views', 'home', 'borders', 'attribution', 'summary', 'licence'):
                    self.assertTrue(dossier[member])

    def test_both_languages(self):
        for name, dossier in SAMPLES.items():
            for members in ('events', 'lanes', 'views', 'places', 'layers', 'groups'):
                for item in dossier.get(members, []):
                    self.assertEqual(sorted(item['title']), ['en', 'uk'], item['id'])
            for text in texts(dossier):
                self.assertTrue(text['en'].strip() and text['uk'].strip())
                self.assertNotRegex(text['uk'], '[ыэёъЫЭЁЪ’]')

    def test_every_citation_says_where(self):
        """As in the shipped dossier: a locator, or a source that is one short piece."""
        whole = {'dataset', 'speech', 'webpage', 'personal_communication'}
        for name, dossier in SAMPLES.items():
            sources = {source['id']: source for source in dossier['sources']}
            for value in walk(dossier):
                for citation in value.get('citations', []) if isinstance(value, dict) else ():
                    source = sources[citation['source']]
                    self.assertTrue('locator' in citation or source['type'] in whole or
                                    'genre' in source, (name, citation))

    def test_spelling(self):
        for language, dictionary in (('en', 'en_GB'), ('uk', 'uk_UA')):
            text = ' '.join(t[language] for d in SAMPLES.values() for t in texts(d))
            words = {word.replace('ʼ', "'").replace('’', "'") for word in
                     re.findall(r"[^\W\d_]+(?:[ʼ’][^\W\d_]+)*", text)}
            self.assertGreater(len(words), 400)
            checked = subprocess.run(
                ['hunspell', '-d', dictionary, '-l', '-i', 'utf-8'], check=True, encoding='utf-8',
                input='\n'.join(sorted(words)), stdout=subprocess.PIPE).stdout.split()
            kept = set((HERE / f'words-samples.{language}.txt').read_text(encoding='utf-8').split())
            self.assertEqual(sorted(set(checked) - kept), [], language)
            self.assertEqual(sorted(kept - words), [], 'nobody writes these')

    def test_members_by_date(self):
        actors = SAMPLES['eu-enlargement']['actors']
        spans = {a['id']: m['when'].split('/') for a in actors for m in a.get('memberships', [])}
        for day, n in MEMBERS.items():
            held = {actor for actor, (begin, end) in spans.items()
                    if begin <= day and (end == '..' or day <= end)}
            self.assertEqual(len(held), n, day)

    def test_shapes(self):
        """Every member has its shape; the German states end when the united one begins."""
        shapes = json.loads((DATA / 'samples/eu-enlargement/members.geojson').read_text(encoding='utf-8'))
        drawn = {feature['properties']['actor'] for feature in shapes['features']}
        self.assertEqual(drawn, {a['id'] for a in SAMPLES['eu-enlargement']['actors']
                                 if 'memberships' in a})
        code, text = run('info', DATA / 'samples/german-unification.dossier.json', '--json',
                         '--date', '1990-10-02')
        self.assertEqual(code, 0)
        before = json.loads(text)['areas']['states']['km2']
        after = json.loads(run('info', DATA / 'samples/german-unification.dossier.json', '--json',
                               '--date', '1990-10-03')[1])['areas']['states']['km2']
        self.assertAlmostEqual(before / after, 1, delta=0.002)
        self.assertAlmostEqual(after, 357_000, delta=3_600)  # km², published

    def test_figures(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in SAMPLES:
                for language in ('en', 'uk'):
                    out = pathlib.Path(folder) / f'{name}-{language}.svg'
                    code, told = run('export', DATA / f'samples/{name}.dossier.json', '-o', out,
                                     '--language', language)
                    self.assertEqual(code, 0, told)
                    title = SAMPLES[name]['title'][language]
                    self.assertIn(title.split()[0], out.read_text(encoding='utf-8'))


GUIDES = {'en': DATA / 'authoring.md', 'uk': DATA / 'authoring.uk.md'}


class TestGuide(unittest.TestCase):
    def test_both_languages(self):
        """The same parts in the same order, the same examples byte by byte, the same code in the text."""
        shapes = {}
        for language, path in GUIDES.items():
            text = path.read_text(encoding='utf-8')
            examples = re.findall(r'^```.*?^```$', text, re.DOTALL | re.MULTILINE)
            rest = re.sub(r'^```.*?^```$', '```', text, flags=re.DOTALL | re.MULTILINE)
            parts = [part.split()[0] for part in re.split(r'\n\n|\n(?=- )', rest.strip())
                     if re.match(r'#+ |```|- ', part)]
            code = [re.sub(r'\s+', ' ', words) for words in re.findall(r'`([^`]+)`', rest.replace('```', ''))]
            shapes[language] = parts, examples, code
            self.assertGreater(len(parts), 15)
            self.assertGreater(len(code), 20)
        self.assertEqual(shapes['uk'], shapes['en'])

    def test_each_in_its_language(self):
        for language, path in GUIDES.items():
            text = re.sub(r'```.*?```|`[^`]+`', '', path.read_text(encoding='utf-8'), flags=re.DOTALL)
            cyrillic = len(re.findall('[а-яіїєґ]', text, re.IGNORECASE))
            latin = len(re.findall('[a-z]', text, re.IGNORECASE))
            self.assertGreater(cyrillic if language == 'uk' else latin, 0.8 * (cyrillic + latin), path)
            self.assertNotRegex(text, r"(?<=[а-яіїєґ])['’](?=[а-яіїєґ])", 'the apostrophe is ʼ')

    def test_examples(self):
        guide = (DATA / 'authoring.md').read_text(encoding='utf-8')
        found = dict(re.findall(r'^```json file=(\S+)\n(.*?)^```', guide, re.DOTALL | re.MULTILINE))
        self.assertEqual(sorted(found), ['bridge.dossier.json', 'bridge/banks.geojson',
                                         'small.dossier.json'])
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for name, body in found.items():
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_text(body, encoding='utf-8')
            for name in ('small.dossier.json', 'bridge.dossier.json'):
                self.assertEqual(run('validate', folder / name), (0, f'{folder / name}: valid\n'))
                self.assertTrue(VALIDATOR.is_valid(json.loads(found[name])))
            wrong = json.loads(found['bridge.dossier.json'])
            wrong['events'][0]['lane'] = 'lav'
            (folder / 'wrong.dossier.json').write_text(json.dumps(wrong), encoding='utf-8')
            code, told = run('validate', folder / 'wrong.dossier.json')
            self.assertNotEqual(code, 0)
            self.assertRegex(told, r':\d+:\d+: error: there is no lane “lav”; did you mean “law”\? '
                                   r'\[/events/0/lane\]')
            code, told = run('export', folder / 'bridge.dossier.json', '-o', folder / 'bridge.png',
                             '--date', '2002-07-01')
            self.assertEqual(code, 0, told)


if __name__ == '__main__':
    tap.main()
