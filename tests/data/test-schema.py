#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema and the reader accept and refuse the same files: every member that the schema knows is
mutated in every way that its definition suggests, and both are asked. What a schema cannot say is
in SEMANTIC. Usage: test-schema.py PROGRAM"""
import collections
import copy
import json
import os
import pathlib
import re
import shutil
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
SCHEMA = json.loads((DATA / 'dossier.schema.json').read_text(encoding='utf-8'))
SHIPPED = json.loads((DATA / 'ukraine-nato.dossier.json').read_text(encoding='utf-8'))
EVERYTHING = json.loads((HERE / 'everything.dossier.json').read_text(encoding='utf-8'))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SQUARE = {'type': 'FeatureCollection', 'features': [{
    'type': 'Feature', 'properties': {'actor': 'AA', 'class': 'a'}, 'geometry': {
        'type': 'Polygon', 'coordinates': [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}}]}

# Put in the place of any member, whatever it is.
ANYTHING = (None, True, 7, -1, '', 'a b', [], {}, [7], {'en': 7}, {'a b': 'x'})
# Put in the place of members of these definitions.
BY_DEFINITION = {
    'id': ('-a', '.a', 'a/b', 'a b'),
    'language': ('e', 'toolonglanguage', 'en_GB', 'en-', '1a', 'uk-Cyrl-UA'),
    'text': ({'en': 'x', 'uk': None}, {'e': 'x'}, {'en': 'x', 'uk-UA': 'x'}),
    'day': ('2024', '2024-02', '2024-2-1', '2024-13-01', '2024-02-32', '2024-02-01~', '..'),
    'edtf': ('2024-13', '2024-1', '2024-01-32', 'today', '2024/', '/2024', '2024/2025/2026', '2024~?',
             '2024-01-01T00:00', '24', '20240101', '..', '../..', '2024 ', '2024-?'),
}
BY_MEMBER = {
    'URL': ('example.org', 'ftp://example.org', 'http://', 'https:// example.org', 'javascript:1',
            'https://example.org/a b', 'HTTPS://example.org'),
    'bbox': ([1, 2, 3], [1, 2, 3, 4, 5], ['1', 2, 3, 4], [0, 0, 181, 1]),
    'coordinates': ([1], [1, 2, 3, 4], [181, 0], [0, 91], ['1', 2], [1, 2, 3]),
    'date-parts': ([[]], [[2024, 1, 1, 1]], [['x']], [[2024.5]], [2024], [['2024']], [[2024, 13]],
                   [[2024], [2025], [2026]]),
}
# Faults that a schema cannot express: what the reader says of them, and a file that has it.
SEMANTIC = (
    (r'there is no \w+ “', ('events', 0, 'citations', 0, 'source'), 'nobody'),
    (r'there is no outcome “', ('scenario', 'table', 0, 'outcome'), 'nothing'),
    (r'the \w+ “.*” is already there at line', ('views',), EVERYTHING['views'] * 2),
    (r"the dossier's own language “.*” is not in the list", ('languages',), ['uk']),
    (r'this layer is derived from itself', ('layers', 1, 'derivation', 'of'), ['part']),
    (r'has no areas; only areas can be derived from', ('layers', 1, 'derivation', 'of'), ['events']),
    (r'the layer “.*” has no class “', ('scenes', 0, 'classes', 0, 'id'), 'none'),
    (r"is outside the dossier's “span”", ('home', 'date'), '1999-01-01'),
    (r'west before east and south before north', ('views', 0, 'bbox'), [10, 0, 0, 10]),
    (r'the combination .* has no outcome', ('scenario', 'impossible'), []),
    (r'no possible combination comes to this rule', ('scenario', 'table'),
     EVERYTHING['scenario']['table'] * 2),
    (r'the defaults of the choices cannot be together', ('scenario', 'choices', 0, 'default'), 'done'),
    (r'a date does not decide the outcome', ('scenario', 'choices', 0, 'kind'), 'date'),
    (r'has 28 days|has only 2[89] days|no such day|is no day', ('scenes', 0, 'date'), '2023-02-30'),
    (r'ends before it begins|before its beginning|end.* before', ('events', 0, 'when'), '2025/2024'),
    (r'two of them in order', ('sources', 0, 'issued', 'date-parts'), [[2024], [2023]]),
    (r'the file “.*” could not be opened', ('layers', 0, 'data'), 'none.geojson'),
    (r'is no address that begins', ('sources', 0, 'URL'), 'https://example.org/%zz'),
)
UNTOLD = [re.compile(message) for message, _, _ in SEMANTIC]


def resolve(schema):
    """A schema with what it refers to, and the place of that in the schema."""
    place = None
    while '$ref' in schema:
        place = schema['$ref']
        target = SCHEMA
        for part in place[2:].split('/'):
            target = target[part]
        schema = {**target, **{k: v for k, v in schema.items() if k != '$ref'}}
    return schema, place


def sites(schema, value, place='#', path=()):
    """Every value with its path, schema, and where in the schema that stands."""
    schema, definition = resolve(schema)
    yield path, place, schema, definition
    place = definition or place
    for branch in schema.get('oneOf', ()):
        if 'required' not in branch and VALIDATOR.evolve(schema=branch).is_valid(value):
            yield from sites(branch, value, place, path)
    if isinstance(value, dict):
        for name, item in value.items():
            if name in schema.get('properties', {}):
                yield from sites(schema['properties'][name], item, f'{place}/{name}', path + (name,))
            elif isinstance(schema.get('additionalProperties'), dict):
                yield from sites(schema['additionalProperties'], item, f'{place}/*', path + (name,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            parts = schema.get('prefixItems', [])
            if index < len(parts):
                yield from sites(parts[index], item, f'{place}/{index}', path + (index,))
            elif isinstance(schema.get('items'), dict):
                yield from sites(schema['items'], item, f'{place}/[]', path + (index,))


def put(document, path, value):
    """A copy with another value there; path () is the whole."""
    if not path:
        return value
    document = copy.copy(document)
    document[path[0]] = put(document[path[0]], path[1:], value)
    return document


def drop(document, path):
    if len(path) > 1:
        document = copy.copy(document)
        document[path[0]] = drop(document[path[0]], path[1:])
        return document
    if isinstance(document, list):
        return document[:path[0]] + document[path[0] + 1:]
    return {k: v for k, v in document.items() if k != path[0]}


def replacements(path, schema, definition):
    yield from ANYTHING
    yield from BY_DEFINITION.get((definition or '').rpartition('/')[2], ())
    if path:
        yield from BY_MEMBER.get(path[-1], ())
    if 'enum' in schema:
        yield from schema['enum']
        yield 'zzz'
    for bound in ('minimum', 'maximum', 'exclusiveMinimum'):
        if bound in schema:
            yield from (schema[bound] - 0.5, schema[bound], schema[bound] + 0.5)


def fits_schema(document, member=None):
    """Whether it fits; if only that member of a document that fits was changed, by that alone."""
    if member not in document:
        return VALIDATOR.is_valid(document)
    return VALIDATOR.evolve(schema=SCHEMA['properties'][member]).is_valid(document[member])


def mutants(document):
    """Names, documents and the member changed: each place of the schema once, in every way."""
    seen = set()
    for path, place, schema, definition in sites(SCHEMA, document):
        if not path or place in seen:
            continue
        seen.add(place)
        if definition:
            seen.add(definition)
        yield f'{place}: dropped at {list(path)}', drop(document, path), path[0]
        for value in replacements(path, schema, definition):
            yield f'{place}: {value!r} at {list(path)}', put(document, path, value), path[0]


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / 'square.geojson').write_text(json.dumps(SQUARE), encoding='utf-8')

    def ask(self, documents):
        """The reader's errors for each document."""
        names = []
        for index, document in enumerate(documents):
            names.append(self.folder / f'{index}.dossier.json')
            names[-1].write_text(json.dumps(document), encoding='utf-8')
        told = []
        for begin in range(0, len(names), 500):
            done = subprocess.run([PROGRAM, 'validate', '--json', *names[begin:begin + 500]],
                                  stdout=subprocess.PIPE, check=False)
            told += json.loads(done.stdout)
        self.assertEqual(len(told), len(names))
        return [[d for d in entry['diagnostics'] if d['severity'] == 'error'] if not entry['valid']
                else [] for entry in told]

    def compare(self, documents):
        """Fails where schema and reader differ; counts both verdicts."""
        verdicts, differences = collections.Counter(), []
        names, documents, members = zip(*documents)
        for name, document, member, errors in zip(names, documents, members, self.ask(documents)):
            fits = fits_schema(document, member)
            semantic = errors and all(any(s.search(e['message']) for s in UNTOLD) for e in errors)
            verdicts['accepted' if fits and not errors else
                     'semantic' if fits and semantic else
                     'refused' if errors and not fits else 'different'] += 1
            if bool(errors) == fits and not (fits and semantic):
                why = errors[0]['message'] if errors else 'the schema refuses, the reader accepts'
                differences.append(f'{name}: {why}')
        self.assertEqual(differences, [])
        return verdicts


class TestSchema(Case):
    def test_the_files_are_right(self):
        self.assertEqual(self.ask([EVERYTHING]), [[]])
        self.assertEqual([e.message for e in VALIDATOR.iter_errors(EVERYTHING)], [])

    def test_everything_is_there(self):
        """So that no member of the schema goes without mutants."""
        reached = set()
        for _, place, _, definition in sites(SCHEMA, EVERYTHING):
            reached |= {place, definition}
        wanted = {f'#/{name}' for name in SCHEMA['properties']}
        for name, definition in SCHEMA['$defs'].items():
            wanted |= {f'#/$defs/{name}/{member}' for member in definition.get('properties', {})}
        self.assertEqual(sorted(wanted - reached), [])

    def test_mutants(self):
        verdicts = self.compare(list(mutants(EVERYTHING)))
        self.assertGreater(verdicts['refused'], 1500)
        self.assertGreater(verdicts['accepted'], 200)

    def test_what_a_schema_cannot_say(self):
        documents = [put(EVERYTHING, path, value) for _, path, value in SEMANTIC]
        for (message, path, value), document, errors in zip(SEMANTIC, documents, self.ask(documents)):
            with self.subTest(message):
                self.assertTrue(VALIDATOR.is_valid(document))
                self.assertRegex(' '.join(e['message'] for e in errors), message)

    def test_mutants_of_the_shipped_dossier(self):
        """One a list: what is told of the small file holds in the large one."""
        shutil.copytree(DATA / 'ukraine-nato', self.folder / 'ukraine-nato')
        documents = []
        for name, value in SHIPPED.items():
            documents.append((f'no {name}', drop(SHIPPED, (name,)), name))
            if isinstance(value, list) and isinstance(value[0], dict):
                documents.append((f'{name} without id',
                                  drop(SHIPPED, (name, len(value) - 1, 'id')), name))
        for path in (('events', 0, 'when'), ('claims', 9, 'kind'), ('layers', 3, 'derivation'),
                     ('sources', 50, 'title'), ('ranges', 'systems', 0, 'km')):
            documents.append((str(path), put(SHIPPED, path, {'none': 7}), path[0]))
        verdicts = self.compare(documents)
        self.assertGreater(verdicts['refused'], 20)


if __name__ == '__main__':
    tap.main()
