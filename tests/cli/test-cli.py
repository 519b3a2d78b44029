#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole command line, in an empty environment: what it prints, what it returns, and that no
locale, time zone or display changes a byte. Usage: test-cli.py PROGRAM"""
import csv
import hashlib
import html
import io
import json
import math
import os
import pathlib
import re
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

from shapely.geometry import shape
from shapely.ops import unary_union

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
DATA = os.environ['ACCESSION_DATA_DIR']
DOSSIER = os.path.join(DATA, 'ukraine-nato.dossier.json')
MINIMAL = {'format': 'accession-dossier', 'version': 1, 'id': 'small', 'title': 'Small'}


def run(*arguments, cwd=None, **environment):
    """Runs the program with nothing in its environment but the data folder."""
    environment.setdefault('ACCESSION_DATA_DIR', DATA)
    words = [one if isinstance(one, bytes) else str(one) for one in arguments]
    return subprocess.run([PROGRAM, *words], capture_output=True, timeout=120,
                          env={**tap.SANITIZERS, **environment}, cwd=cwd, check=False)


def length_km(lines):
    """Of lines in degrees, on a sphere of WGS 84's mean radius."""
    if hasattr(lines, 'geoms'):
        return sum(length_km(line) for line in lines.geoms)
    if lines.geom_type != 'LineString':
        return 0
    points = [(math.radians(x), math.radians(y)) for x, y in lines.coords]
    return sum(6371.0088 * math.hypot((b[0] - a[0]) * math.cos((a[1] + b[1]) / 2), b[1] - a[1])
               for a, b in zip(points, points[1:]))


def png_size(data):
    assert data[:8] == b'\x89PNG\r\n\x1a\n', 'no PNG'
    return struct.unpack('>II', data[16:24])


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding='utf-8')
        else:
            path.write_text(json.dumps(content), encoding='utf-8')
        return path

    def check(self, result, code, out=None, err=None):
        message = f'{result.args}\n{result.stdout[:800]}\n{result.stderr[:800]}'
        self.assertEqual(result.returncode, code, message)
        if out is not None:
            self.assertRegex(result.stdout.decode(), out)
        if err is not None:
            self.assertRegex(result.stderr.decode(), err)
        if code == 0:
            self.assertEqual(result.stderr, b'', message)
        return result.stdout


class Usage(Case):
    def test_version(self):
        self.check(run('--version'), 0, r'^accession \d+\.\d+\.\d+\n$')

    def test_help_names_every_subcommand(self):
        for option in ('--help', '-h'):
            out = self.check(run(option), 0).decode()
            for name in ('validate', 'info', 'export', 'ACCESSION_DATA_DIR'):
                self.assertIn(name, out)

    def test_subcommands_have_help(self):
        for name, option in (('validate', '--quiet'), ('info', '--json'), ('export', '--layers')):
            self.check(run(name, '--help'), 0, re.escape(option))

    def test_manual_and_completions_know_every_option(self):
        resources = pathlib.Path(__file__).resolve().parents[2] / 'resources'
        manual = (resources / 'accession.1').read_text(encoding='utf-8')
        for name in ('validate', 'info', 'export'):
            options = set(re.findall(r'--([a-z-]+)', ' '.join(
                line for line in self.check(run(name, '--help'), 0).decode()
                .splitlines() if line.startswith('  -')))) - {'help'}
            self.assertTrue(options)
            for option in options:
                self.assertRegex(manual, rf'(Fl|,) -{option}\b', option)
                for shell in ('accession', '_accession'):
                    self.assertIn(f'--{option}', (resources / 'completions' / shell).read_text(
                        encoding='utf-8'), shell)
                self.assertIn(f'-l {option} ', (resources / 'completions' / 'accession.fish')
                              .read_text(encoding='utf-8'))

    def test_wrong_usage_is_2(self):
        for arguments in (['--nonsense'], ['a.json', '--nonsense'], ['validate'], ['validate', '--nonsense', 'a'],
                          ['info', '--nonsense'], ['info', '--date'], ['info', 'a', 'b'],
                          ['info', '--date', '2024-02-30'], ['info', '--date', '2024-02'],
                          ['info', '--date', 'today'], ['export'], ['export', DOSSIER],
                          ['export', '-o', 'a.png', '--size', '10x10'],
                          ['export', '-o', 'a.png', '--size', '800'],
                          ['export', '-o', 'a.png', '--size', '-800x600'],
                          ['export', '-o', 'a.png', '--size', '800x600x'],
                          ['export', '-o', 'a.png', '--size', '99999999999999999999x600'],
                          ['export', '-o', 'a.png', '--scale', '0'],
                          ['export', '-o', 'a.png', '--scale', '9'],
                          ['export', '-o', 'a.png', '--scale', 'nan'],
                          ['export', '-o', 'a.png', '--scale', '0x2'],
                          ['export', '-o', 'a.png', '--style', 'pink'],
                          ['export', '-o', 'a.png', '--parts', 'legend,title'],
                          ['export', '-o', 'a.png', '--margin', '401'],
                          ['export', '-o', 'a.png', '--margin', '-1'],
                          ['export', '-o', 'a.png', '--title', b'\xff'],
                          ['export', '-o', 'a.png', '--caption', b'a\xc3'],
                          ['export', '-o', 'a-%d.png', '--from', '2022-02-30', '--to', '2022-03-01', '--step', '1d'],
                          ['export', '-o', 'a-%d.png', '--from', '2022-03-02', '--to', '2022-03-01', '--step', '1d'],
                          ['export', '-o', 'a-%d.png', '--from', '2022-03-01', '--to', '2022-03-02', '--step', '0d'],
                          ['export', '-o', 'a.xyz'], ['export', '-o', 'a']):
            with self.subTest(arguments=arguments):
                out = self.check(run(*arguments, cwd=self.folder), 2, err=r'^accession: .*\n')
                self.assertEqual(out, b'')
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_window_without_display_fails_in_words(self):
        result = run()
        self.assertNotEqual(result.returncode, 0)
        self.assertIn(b'display', result.stderr)


class Validate(Case):
    def test_shipped_dossier_is_valid(self):
        self.check(run('validate', DOSSIER), 0, r': valid')

    def test_quiet_says_nothing(self):
        self.assertEqual(self.check(run('validate', '-q', DOSSIER), 0), b'')

    def test_minimal_dossier_is_valid(self):
        self.check(run('validate', self.write('a.dossier.json', MINIMAL)), 0)

    def test_example_of_the_readme_is_valid(self):
        readme = (pathlib.Path(__file__).resolve().parents[2] / 'README.md').read_text('utf-8')
        example = re.search(r'```json\n(.*?)```', readme, re.DOTALL).group(1)
        (self.folder / 'my-first').mkdir()
        self.write('my-first/land.geojson', {'type': 'FeatureCollection', 'features': [
            {'type': 'Feature', 'id': 'a', 'properties': {}, 'geometry': {
                'type': 'Polygon', 'coordinates': [[[20, 40], [30, 40], [30, 50], [20, 40]]]}}]})
        path = self.write('my-first.dossier.json', example)
        self.check(run('validate', path), 0, ': valid')
        self.check(run('export', '-o', self.folder / 'a.png', path, '--size', '640x400'), 0)

    def test_option_end_lets_names_begin_with_a_dash(self):
        self.write('-a.dossier.json', MINIMAL)
        self.check(run('validate', '--', '-a.dossier.json', cwd=self.folder), 0)

    def test_names_in_any_bytes(self):
        path = os.fsencode(self.folder) + b'/\xd0\x84\xff.dossier.json'
        with open(path, 'wb') as file:
            file.write(json.dumps(MINIMAL).encode())
        self.check(run('validate', os.fsdecode(path)), 0)

    def test_faults_are_1_with_place_and_pointer(self):
        path = self.write('a.dossier.json', '{"format": "accession-dossier", "version": 1,\n'
                          ' "id": "a", "title": 7}')
        out = self.check(run('validate', path), 1).decode()
        self.assertRegex(out, re.escape(str(path)) + r':2:\d+: error: .+ \[/title\]\n')

    def test_one_bad_file_of_several_is_1(self):
        good = self.write('good.dossier.json', MINIMAL)
        bad = self.write('bad.dossier.json', '{')
        out = self.check(run('validate', good, bad, good), 1).decode()
        self.assertEqual(out.count(': valid'), 2)
        self.assertIn('bad.dossier.json:1:', out)

    def test_hostile_files_are_told_in_words(self):
        hostile = {
            'empty': b'', 'space': b' \n', 'cut': b'{"format": "acce', 'list': b'[]',
            'null': b'null', 'html': b'<html></html>', 'bom': b'\xef\xbb\xbf{}',
            'latin1': b'{"title": "\xe9"}', 'foreign': b'{"type": "FeatureCollection"}',
            'version': b'{"format": "accession-dossier", "version": 2, "id": "a", "title": "b"}',
            'brackets': b'[' * 100000, 'braces': b'{"a":' * 100000, 'million': b'[' * 1000000,
            'octal': b'{"version": 01}', 'huge': b'{"version": 1e999}', 'zeros': b'\0' * 4096,
        }
        for name, content in hostile.items():
            with self.subTest(name=name):
                path = self.write(f'{name}.dossier.json', content)
                out = self.check(run('validate', path), 1).decode()
                self.assertIn(': error: ', out)
                self.assertLess(len(out), 40000)
                for line in out.splitlines():
                    self.assertNotRegex(line, r'[\x00-\x08\x0b-\x1f]')

    def test_missing_file_and_folder_are_1(self):
        self.check(run('validate', self.folder / 'none.json'), 1, r'none\.json: error: ')
        self.check(run('validate', self.folder), 1, r': error: ')

    def test_json_tells_every_file(self):
        good = self.write('good.dossier.json', MINIMAL)
        bad = self.write('bad.dossier.json', '{"format": "accession-dossier", "version": 1,\n'
                         ' "id": "a", "title": 7}')
        none = self.folder / 'none.json'
        told = json.loads(self.check(run('validate', '--json', good, bad, none), 1))
        self.assertEqual([file['file'] for file in told], [str(good), str(bad), str(none)])
        self.assertEqual([file['valid'] for file in told], [True, False, False])
        self.assertEqual(told[0]['diagnostics'], [])
        fault = told[1]['diagnostics'][0]
        self.assertEqual((fault['severity'], fault['line'], fault['pointer']), ('error', 2, '/title'))
        self.assertNotIn('line', told[2]['diagnostics'][0])
        self.assertEqual(told[1]['errors'], len(told[1]['diagnostics']))
        self.assertTrue(json.loads(self.check(run('validate', '--json', DOSSIER), 0))[0]['valid'])

    def test_pointers_of_deep_faults_are_cut_for_people_only(self):
        path = self.write('deep.dossier.json', '{"a":' * 127 + '01' + '}' * 127)
        out = self.check(run('validate', path), 1).decode()
        self.assertRegex(out, r'\[/a/a/.*….*/a\]')
        self.assertLess(len(out), len(str(path)) + 300)
        told = json.loads(self.check(run('validate', '--json', path), 1))
        self.assertEqual(told[0]['diagnostics'][0]['pointer'], '/a' * 127)

    def test_long_texts_do_not_flood_the_messages(self):
        path = self.write('long.dossier.json', dict(MINIMAL, home={'view': 'я' * 100000}))
        out = self.check(run('validate', path), 1).decode()
        self.assertLess(len(out), len(str(path)) + 2000)

    def test_small_stack_survives_deep_nesting(self):
        path = self.write('deep.dossier.json', b'[' * 100000 + b']' * 100000)
        command = ['sh', '-c', f'ulimit -s 512; exec "{PROGRAM}" validate "{path}"']
        result = subprocess.run(command, capture_output=True, timeout=60, check=False,
                                env={'PATH': os.environ['PATH']})
        self.check(result, 1, r'128')


def png_pixels(path):
    """The compressed picture, without what the file says of itself."""
    data, at, parts = path.read_bytes(), 8, []
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        if kind == b'IDAT':
            parts.append(data[at + 8:at + 8 + length])
        at += length + 12
    return b''.join(parts)


def png_texts(data):
    """Keyword -> text of the iTXt chunks of a PNG (PNG, third edition, 11.3.3.4)."""
    texts, i = {}, 8
    while i < len(data):
        length, kind = struct.unpack('>I4s', data[i:i + 8])
        if kind == b'iTXt':
            keyword, rest = data[i + 8:i + 8 + length].split(b'\0', 1)
            texts[keyword.decode()] = rest[2:].split(b'\0', 2)[2].decode()
        i += 12 + length
    return texts


class Notes(Case):
    """What a figure says of itself, and that its command makes it again, byte for byte."""

    FIGURES = (
        (),
        ('--date', '2022-09-06', '--layers', 'occupied,nato', '--view', 'europe', '--style', 'dark',
         '--language', 'uk', '--scale', '1.5'),
        ('--scenario', 'reforms=done,end=armistice,freeze=2024-03-31', '--style', 'print'),
        ('--scene', 'japan-1960'),
        ('--claim', 'S-42', '--language', 'uk'),
        ('--title', "It's “50 %” & <more>", '--caption', 'A $HOME `caption`\\ of\ttext'),
        ('--scenario', 'reforms=done', '--beside', 'germany-1955'),
        ('--title', '', '--caption', '{a..c} [x] -y'),
        ('--title', '-1', '--layers', ''),
        ('--dates', '2014-04-01,2022-03-30,2024-07-11', '--style', 'grey', '--subtitle', 'Three days'),
        ('--parts', 'legend,timeline,inset,print', '--margin', '7.25', '--bbox', '22.1,44.3,40.7,52.9'),
        ('--parts', 'none', '--date', '2022-09-06'),
    )

    def test_made_again(self):
        os.symlink(DATA, self.folder / 'data')
        for i, arguments in enumerate(self.FIGURES):
            for suffix in ('png', 'svg', 'pdf'):
                with self.subTest(arguments=arguments, suffix=suffix):
                    first, again = self.folder / f'{i}.{suffix}', self.folder / f'{i}-again.{suffix}'
                    self.check(run('export', DOSSIER, '-o', first, '--size', '640x480',
                                   *arguments), 0)
                    if suffix == 'png':
                        command = png_texts(first.read_bytes())['Command']
                    words = shlex.split(command)
                    self.assertEqual(words[:3], ['accession', 'export', 'ukraine-nato.dossier.json'])
                    self.check(run(*words[1:], '-o', again, cwd=self.folder / 'data', LANG='tr_TR',
                                   TZ='Asia/Tokyo'), 0)
                    self.assertEqual(first.read_bytes(), again.read_bytes())

    def test_png(self):
        path = self.folder / 'a.png'
        self.check(run('export', '-o', path, '--size', '640x480', '--date', '2024-03-31'), 0)
        texts = png_texts(path.read_bytes())
        self.assertEqual(texts['Title'], 'Ukraine’s road to NATO')
        self.assertIn('31 March 2024', texts['Description'])
        self.assertIn('Hypothetical', texts['Description'])
        self.assertRegex(texts['Software'], r'^Accession \d')
        with open(DOSSIER, 'rb') as file:
            self.assertIn(hashlib.sha256(file.read()).hexdigest(), texts['Source'])

    def test_svg_is_text_and_nothing_foreign(self):
        path = self.folder / 'a.svg'
        self.check(run('export', '-o', path, '--size', '900x600', '--language', 'uk',
                       '--title', 'A\x01<script>alert(1)</script>'), 0)
        root = xml.etree.ElementTree.parse(path).getroot()
        names = {element.tag.split('}')[1] for element in root.iter()}
        self.assertLessEqual(names, {'svg', 'title', 'desc', 'metadata', 'RDF', 'Description',
                                     'source', 'creator', 'provenance', 'rect', 'path', 'circle',
                                     'text', 'g', 'clipPath'})
        texts = [e.text for e in root.iter('{http://www.w3.org/2000/svg}text')]
        self.assertIn('Київ', texts)
        self.assertIn('A\ufffd<script>alert(1)</script>', texts)
        for element in root.iter():
            self.assertFalse([a for a in element.attrib if a.startswith('on') or 'href' in a])

    def test_difference_of_two_days(self):
        told = json.loads(self.check(run('info', '--json', '--date', '2022-09-06',
                                         '--compare', '2022-09-15'), 0))['compare']['areas']
        plain, picture = self.folder / 'plain.png', self.folder / 'compared.png'
        table, shapes = self.folder / 'compared.csv', self.folder / 'compared.geojson'
        base = ('--date', '2022-09-15', '--size', '640x480')
        self.check(run('export', '-o', plain, *base), 0)
        self.check(run('export', '-o', picture, '-o', table, '-o', shapes, *base,
                       '--compare', '2022-09-06'), 0)
        self.assertNotEqual(plain.read_bytes(), picture.read_bytes())
        rows = {row['layer']: row for row in csv.DictReader(io.StringIO(table.read_text()))}
        features = {f['id']: f for f in json.loads(shapes.read_text())['features']}
        for change in ('gained', 'lost', 'unchanged'):
            expected = told['occupied'][f'{change}_km2']
            row, feature = rows[f'occupied-{change}'], features[f'occupied-{change}']
            self.assertEqual(row['date'], '2022-09-06/2022-09-15')
            self.assertAlmostEqual(float(row['area_km2'] or 0), expected, delta=0.06)
            self.assertAlmostEqual(feature['properties']['km2'], expected, delta=0.06)
            self.assertEqual(feature['properties']['compared'], '2022-09-06/2022-09-15')

    def test_interpolation_is_asked_for_and_marked(self):
        plain, picture = self.folder / 'plain.png', self.folder / 'between.svg'
        table, shapes = self.folder / 'between.csv', self.folder / 'between.geojson'
        figure, again = self.folder / 'between.json', self.folder / 'again.svg'
        base = ('--date', '2023-04-25', '--size', '640x480')
        self.check(run('export', '-o', plain, *base), 0)
        self.check(run('export', '-o', picture, '-o', table, '-o', shapes, '-o', figure, *base,
                       '--interpolate'), 0)
        text = picture.read_text(encoding='utf-8')
        self.assertIn('interpolated between the states of 20 March 2023 and of 20 May 2023, not '
                      'observed', ' '.join(re.sub('<[^>]*>', ' ', text).split()))
        self.assertIn(' --interpolate ', text)
        rows = {row['layer']: row for row in csv.DictReader(io.StringIO(table.read_text()))}
        features = {f['id']: f for f in json.loads(shapes.read_text())['features']}
        # What is held is told as observed; what may have come to it apart, as hypothetical.
        self.assertEqual(rows['occupied']['hypothetical'], 'false')
        gained = rows['occupied-interpolated-gained']
        self.assertEqual((gained['hypothetical'], gained['date']), ('true', '2023-04-25'))
        self.assertGreater(float(gained['area_km2']), 10)
        feature = features['occupied-gained-not-observed']['properties']
        self.assertEqual(feature['interpolated'], '2023-03-20/2023-05-20')
        self.assertAlmostEqual(feature['km2'], float(gained['area_km2']), delta=0.06)
        self.check(run('export', '-o', again, '--figure', figure), 0)
        self.assertEqual(again.read_bytes(), picture.read_bytes())
        # On the day of a state there is nothing between.
        observed, same = self.folder / 'observed.png', self.folder / 'same.png'
        for path, more in ((observed, ()), (same, ('--interpolate',))):
            self.check(run('export', '-o', path, '--date', '2023-03-20', '--size', '320x240',
                           *more), 0)
        self.assertEqual(png_pixels(observed), png_pixels(same))
        self.check(run('export', '-o', self.folder / 'no.png', '--interpolate', '--compare',
                       'next'), 2, err='--interpolate')

    def test_what_a_dossier_has_not(self):
        bare = self.folder / 'bare.dossier.json'
        bare.write_text(json.dumps({'format': 'accession-dossier', 'version': 1, 'id': 'bare', 'title': 'Bare',
                                    'span': '2020/2024', 'home': {'date': '2022-03-01'}}))
        path = self.folder / 'no.png'
        for status, arguments, said in (
                (2, ['--scenario', 'end=armistice'], 'the dossier has no scenario'),
                (1, ['--compare', '2022-03-01'], 'no areas to compare on two days'),
                (1, ['--claim', 'S-1'], 'no claim'), (1, ['--scene', 'x'], 'no scene'),
                (1, ['--view', 'x'], 'no view'), (1, ['--layers', 'x'], 'no layer'),
                (1, ['--language', 'uk'], 'no texts in')):
            with self.subTest(arguments=arguments):
                self.check(run('export', bare, '-o', path, *arguments), status, err=said)
        self.check(run('info', bare, '--scenario', 'end=armistice'), 2, err='the dossier has no scenario')
        self.assertFalse(path.exists())

    def test_difference_refuses(self):
        path = self.folder / 'no.png'
        self.check(run('export', '-o', path, '--compare', '2022-02-30'), 2, err='2022-02-30')
        self.check(run('export', '-o', path, '--compare', '1914-07-28'), 1, err='error: ')
        self.check(run('export', '-o', path, '--compare', '2022-03-01', '--beside', '2022-09-06'),
                   2, err='--compare')
        self.assertFalse(path.exists())

    def test_table_of_a_day(self):
        path = self.folder / 'day.csv'
        self.check(run('export', '-o', path, '--date', '2022-09-06', '--layers',
                       'nato,controlled,covered,occupied,border-russia,cities,events'), 0)
        rows = {row['layer']: row for row in csv.DictReader(io.StringIO(
            path.read_bytes().decode(), newline=''))}
        told = json.loads(self.check(run('info', '--json', '--date', '2022-09-06'), 0))
        self.assertEqual(set(rows), {'nato', 'controlled', 'covered', 'occupied', 'border-russia',
                                     'cities'})
        for layer in ('controlled', 'covered', 'occupied'):
            self.assertAlmostEqual(float(rows[layer]['area_km2']), told['areas'][layer]['km2'],
                                   delta=0.06)
            self.assertAlmostEqual(float(rows[layer]['share']), told['areas'][layer]['share'],
                                   delta=1e-5)
        self.assertEqual(rows['covered']['hypothetical'], 'true')
        self.assertAlmostEqual(float(rows['border-russia']['length_km']),
                               told['lengths']['border-russia']['km'], delta=0.06)
        self.assertEqual(rows['cities']['area_km2'], '')
        self.assertEqual(rows['nato']['share'], '')

    def test_overwriting_needs_force(self):
        path = self.folder / 'a.png'
        path.write_bytes(b'kept')
        self.check(run('export', '-o', path, '--size', '64x64'), 1, err='--force')
        self.assertEqual(path.read_bytes(), b'kept')
        self.check(run('export', '-o', path, '--size', '64x64', '--force'), 0)
        self.assertEqual(png_size(path.read_bytes()), (64, 64))

    def test_presets(self):
        listed = self.check(run('export', '--list-presets'), 0).decode()
        for line in listed.splitlines():
            name, size, _ = line.split('\t')
            path = self.folder / f'{name}.png'
            self.check(run('export', '-o', path, '--preset', name), 0)
            self.assertEqual('%dx%d' % png_size(path.read_bytes()), size)
        self.assertEqual(len(listed.splitlines()), 7)
        for arguments in (('--preset', 'a9'), ('--preset', 'a4', '--size', '10x10'),
                          ('--bbox', '1,2,3'), ('--bbox', '20,40,10,50'), ('--bbox', 'a,b,c,d')):
            self.check(run('export', '-o', self.folder / 'x.png', *arguments), 2, err='--')

    def test_dates_in_one_figure(self):
        path = self.folder / 'grid.svg'
        dates = ('2022-02-23', '2022-09-06')
        self.check(run('export', '-o', path, '-o', self.folder / 'grid.csv', '--dates', ','.join(dates)), 0)
        text = path.read_text('utf-8')
        for word in ('23 February 2022', '6 September 2022', 'Hypothetical', '68/262'):
            self.assertIn(word, text)
        self.assertIn('--dates=2022-02-23,2022-09-06', text)
        days = {line.split(',')[2] for line in (self.folder / 'grid.csv').read_text().splitlines()[1:]}
        self.assertEqual(days, set(dates))
        self.check(run('export', '-o', self.folder / 'x.geojson', '--dates', ','.join(dates)), 2, err='one day')
        for wrong in ('2022-02-23,', ',', '2022-02-23;2022-09-06', ','.join(['2022-02-23'] * 61)):
            self.check(run('export', '-o', self.folder / 'x.png', '--dates', wrong), 2, err='--dates|day|date')
        self.check(run('export', '-o', self.folder / 'x.png', '--dates', '1800-01-01'), 1, err='1800')
        self.check(run('export', '-o', self.folder / 'x.png', '--dates', dates[0], '--claim', 'S-57'), 2, err='--dates')

    def test_series(self):
        frames = self.folder / 'f-%02d.png'
        span = ('--from', '2022-02-23', '--to', '2022-02-26', '--size', '320x240')
        self.check(run('export', '-o', frames, *span, '--step', '1d'), 0)
        self.assertEqual(sorted(p.name for p in self.folder.glob('f-*')),
                         [f'f-0{i}.png' for i in range(1, 5)])
        self.check(run('export', '-o', frames, *span, '--step', '1d'), 1, err='--force')
        self.check(run('export', '-o', self.folder / 's.webp', *span, '--step', 'states'), 0)
        data = (self.folder / 's.webp').read_bytes()
        self.assertEqual((data[:4], data[8:12]), (b'RIFF', b'WEBP'))
        command = html.unescape(re.search(b'<xmp:Nickname>(.*?)</xmp:Nickname>', data, re.S)[1].decode())
        os.symlink(DATA, self.folder / 'data')
        self.check(run(*shlex.split(command)[1:], '-o', self.folder / 'again.webp', cwd=self.folder / 'data',
                       LANG='tr_TR', TZ='Asia/Tokyo'), 0)
        self.assertEqual(data, (self.folder / 'again.webp').read_bytes())
        for wrong in (('--step', '1d', '--from', '2022-02-23'), ('--step', 'often', *span),
                      ('--step', '1d', '--from', '2022-02-23', '--to', '2022-02-22'),
                      ('--step', '1d', '--seconds', '0', *span)):
            self.check(run('export', '-o', self.folder / 'g-%d.png', *wrong), 2, err='series|step|--to|--seconds')
        self.check(run('export', '-o', self.folder / 'plain.png', *span, '--step', '1d'), 2, err='number')
        self.assertEqual(list(self.folder.glob('g-*')), [])

    def test_interrupted_series_leaves_nothing(self):
        process = subprocess.Popen(
            [PROGRAM, 'export', '-o', self.folder / 'f-%04d.png', '--from', '2014-03-01', '--to', '2024-07-11',
             '--step', '1d', '--size', '640x480'])
        while not list(self.folder.glob('f-*.png')) and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(), 1)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_figure_file_makes_the_same_figure(self):
        first, again = self.folder / 'a.png', self.folder / 'b.png'
        figure = self.folder / 'figure.json'
        self.check(run('export', '-o', first, '-o', figure, '--date', '2022-09-06', '--language', 'uk', '--style', 'grey',
                       '--parts', 'legend,inset,timeline', '--margin', '12.5', '--subtitle', "it's “so”",
                       '--bbox', '22,44.2,40.4,52.5', '--size', '800x600', '--scale', '1.5'), 0)
        self.check(run('export', '--figure', figure, '-o', again), 0)
        self.assertEqual(first.read_bytes(), again.read_bytes())
        self.check(run('export', '--figure', figure, '--date', '2022-11-12', '-o', self.folder / 'c.png'), 0)
        self.assertNotEqual(first.read_bytes(), (self.folder / 'c.png').read_bytes())
        for content, why in (('{', 'error'), ('[]', 'no figure file'), ('{"figure": 2, "options": {}}', 'version'),
                             ('{"figure": 1, "options": {"colour": "red"}}', '/options/colour'),
                             ('{"figure": 1, "options": {"date": 3}}', '/options/date')):
            figure.write_text(content)
            self.check(run('export', '--figure', figure, '-f', '-o', again), 1, err=why)
        figure.write_text('{"figure": 1, "options": {"date": "soon"}}')
        self.check(run('export', '--figure', figure, '-f', '-o', again), 2, err='soon')
        self.check(run('export', '--figure', self.folder / 'none.json', '-o', again), 1, err='none.json')

    def test_large_figures_stay_small_in_memory(self):
        path = self.folder / 'large.png'
        code = ('import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); '
                'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)')
        told = subprocess.run([sys.executable, '-c', code, PROGRAM, 'export', '-o', path, '--size', '16384x8192'],
                              capture_output=True, check=True)
        self.assertEqual(png_size(path.read_bytes()), (16384, 8192))
        # The sanitizers keep twice as much.
        self.assertLess(int(told.stdout) / 1024, 600 if tap.SANITIZERS else 300)


MEMBER = 'reforms=done,end=armistice,invitation=given,ratification=all'


class WhatIf(Case):
    """Figures of what is supposed, of precedents and of claims."""

    def export(self, name, *arguments, code=0, err=None):
        path = self.folder / name
        self.check(run('export', '-o', path, '--size', '800x600', *arguments), code, err=err)
        return path.read_bytes() if path.exists() else None

    def test_outcomes_look_different(self):
        pictures = {self.export(f'{i}.png', '--scenario', state) for i, state in enumerate((
            'reforms=done', MEMBER, MEMBER + ',resumed=ukraine', MEMBER + ',freeze=2022-09-06'))}
        self.assertEqual(len(pictures), 4)
        self.assertEqual(self.export('again.png', '--scenario', MEMBER),
                         self.export('twice.png', '--scenario', MEMBER))

    def test_frozen_line_in_geojson(self):
        """What is covered keeps the line; the members are those of the day."""
        frozen = json.loads(self.export('a.geojson', '--layers', 'covered,nato', '--date',
                                        '2024-04-01', '--scenario', MEMBER + ',freeze=2022-09-06'))
        then = json.loads(self.export('b.geojson', '--layers', 'covered', '--date', '2022-09-06'))

        def geometry(collection):
            return [f['geometry'] for f in collection['features']
                    if f['properties']['layer'] == 'covered']

        self.assertEqual(geometry(frozen), geometry(then))
        self.assertIn('"Sweden"', json.dumps(frozen))

    def test_line_in_geojson(self):
        """The line of control is lines, as long as the table says."""
        options = ('--layers', 'control-line', '--date', '2022-09-06')
        rows = list(csv.DictReader(io.StringIO(self.export('a.csv', *options).decode())))
        feature, = json.loads(self.export('a.geojson', *options))['features']
        self.assertEqual(feature['geometry']['type'], 'MultiLineString')

        def length_km(a, b):
            (lon_a, lat_a), (lon_b, lat_b) = (map(math.radians, point) for point in (a, b))
            return 2 * 6371 * math.asin(math.sqrt(math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) *
                                                  math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2))

        sum_km = sum(length_km(*pair) for line in feature['geometry']['coordinates']
                     for pair in zip(line, line[1:]))
        self.assertGreater(sum_km, 500)
        self.assertAlmostEqual(sum_km, float(rows[0]['length_km']), delta=sum_km * 0.005)

    def test_table_of_two_lines(self):
        rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(self.export(
            'c.csv', '--scenario', MEMBER + ',freeze=2022-09-06',
            '--beside', '2024-03-31').decode()))}
        self.assertEqual(rows['line_of'][:2], ['2022-09-06', '2024-03-31'])
        for i, date in enumerate(rows['line_of'][:2]):
            told = json.loads(self.check(run('info', '--json', '--scenario', f'freeze={date}'), 0))
            extent = told['scenario']['extent']
            for name in ('covered_km2', 'excluded_km2', 'line_km'):
                self.assertAlmostEqual(float(rows[name][i]), extent[name], delta=0.06)
        for name in ('covered_km2', 'excluded_km2', 'line_km', 'covered_share'):
            a, b, difference = map(float, rows[name])
            self.assertAlmostEqual(difference, b - a, delta=0.11)

    def test_table_beside_a_precedent(self):
        rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(self.export(
            'c.csv', '--scenario', MEMBER, '--beside', 'japan-1960').decode()))}
        self.assertEqual(rows['state'][1], 'japan-1960')
        self.assertEqual(rows['status'][:2], ['in-force', 'in-force'])
        self.assertEqual(rows['covered_km2'][2], '', 'areas of two countries have no difference')
        self.assertAlmostEqual(float(rows['covered_share'][1]), 0.987, delta=0.003)

    def test_nothing_is_called_covered_that_is_not(self):
        for state, word in (('end=armistice', 'not-in-force'), (MEMBER, 'in-force'),
                            (MEMBER + ',resumed=ukraine', 'void')):
            with self.subTest(state):
                arguments = ('--scenario', state, '--beside', 'germany-1955', '--force')
                rows = list(csv.reader(io.StringIO(self.export('a.csv', *arguments).decode())))
                self.assertEqual(next(r for r in rows if r[0] == 'status')[1:3],
                                 [word, 'in-force'])
                for told in (self.export('a.svg', *arguments).decode(),
                             self.check(run('info', '--scenario', state), 0).decode()):
                    self.assertEqual('only if in force' in told, word != 'in-force')

    def test_pictures(self):
        for name, arguments in (('a.png', ('--scenario', MEMBER, '--beside', 'germany-1955')),
                                ('b.png', ('--scene', 'japan-1960')),
                                ('c.png', ('--claim', 'S-57', '--language', 'uk'))):
            with self.subTest(name):
                self.assertEqual(png_size(self.export(name, *arguments)), (800, 600))
        for name in ('a.svg', 'a.pdf'):
            data = self.export(name, '--scenario', MEMBER, '--beside', 'germany-1955')
            self.assertGreater(len(data), 20_000)

    def test_what_cannot_be(self):
        for arguments, code, message in (
                (('--scenario', 'ratification=all'), 2, 'only after they have invited'),
                (('--scenario', 'peace=now'), 2, 'no choice “peace”'),
                (('--scene', 'atlantis'), 1, 'germany-1955, japan-1960'),
                (('--scene', 'japan-1960', '--date', '2024-01-01'), 2, '--scene goes without'),
                (('--claim', 'S-999'), 1, 'no claim “S-999”'),
                (('--claim', 'S-1', '--layers', 'nato'), 2, '--claim goes without'),
                (('--claim', 'S-1', '--scenario', MEMBER), 2, '--claim goes without'),
                (('--beside', 'japan-1960'), 2, '--beside goes with'),
                (('--scenario', MEMBER, '--beside', 'japan-1960', '--title', 'x'), 2,
                 '--beside goes without'),
                (('--scenario', MEMBER, '--beside', '2022-02-30'), 2, '--scenario')):
            with self.subTest(arguments):
                self.assertIsNone(self.export('x.png', *arguments, code=code, err=message))


class Info(Case):
    def info(self, *arguments, **environment):
        return json.loads(self.check(run('info', '--json', *arguments, **environment), 0))

    def test_scenario(self):
        told = self.info('--scenario', 'reforms=done,end=armistice,freeze=2022-09-06')
        self.assertEqual(told['scenario']['outcome'], 'conditions-met')
        self.assertEqual(told['scenario']['status'], 'not-in-force')
        self.assertEqual(told['scenario']['state'], 'reforms=done,end=armistice,freeze=2022-09-06,'
                         'invitation=none,ratification=open,resumed=no')
        self.assertEqual(told['date'], '2022-09-06')
        self.assertEqual(told['areas'], self.info('--date', '2022-09-06')['areas'])

    def test_scenario_that_cannot_be(self):
        for state in ('ratification=all', 'peace=now', 'reforms', 'freeze=2022-02-30',
                      'reforms=done,reforms=done'):
            with self.subTest(state=state):
                result = run('info', '--scenario', state)
                self.assertEqual(result.returncode, 2)
                self.assertIn(b'--scenario', result.stderr)

    def test_extent(self):
        """Covered and not covered are the whole, and the line is where the two meet: measured here
        on the exported layers by shapely, on a sphere."""
        date = '2024-03-31'
        extent = self.info('--scenario', f'freeze={date}')['scenario']['extent']
        self.assertEqual(extent['line_of'], date)
        self.assertAlmostEqual(extent['covered_km2'] + extent['excluded_km2'], extent['whole_km2'],
                               delta=0.1)
        self.assertEqual(extent['covered_towns'][0], 'Kyiv')
        self.assertIn('Donetsk', extent['excluded_towns'])
        path = self.folder / 'day.geojson'
        self.check(run('export', '-o', path, '--layers', 'covered,occupied,contested',
                       '--date', date), 0)
        sides = {True: [], False: []}
        for feature in json.loads(path.read_text(encoding='utf-8'))['features']:
            sides[feature['properties']['layer'] == 'covered'].append(
                shape(feature['geometry']).buffer(0))
        covered, excluded = unary_union(sides[True]), unary_union(sides[False])
        line = covered.boundary.buffer(1e-6).intersection(excluded.boundary)
        self.assertAlmostEqual(extent['line_km'], length_km(line), delta=0.01 * extent['line_km'])

    def test_scenes(self):
        scenes = self.info()['scenes']
        self.assertEqual(scenes['germany-1955']['date'], '1955-05-06')
        self.assertAlmostEqual(scenes['germany-1955']['covered_share'], 0.69, delta=0.01)
        self.assertAlmostEqual(scenes['japan-1960']['covered_share'], 0.987, delta=0.003)

    def test_counts_are_those_of_the_readme(self):
        told = self.info()
        readme = pathlib.Path(__file__).resolve().parents[2] / 'data' / 'README.md'
        text = ' '.join(readme.read_text(encoding='utf-8').split())
        for what in ('events', 'claims', 'sources', 'layers', 'views'):
            self.assertRegex(text, rf'\b{told["counts"][what]} {what}\b')
        self.assertRegex(text, rf'\b{len(told["languages"])} languages\b')

    def test_members_by_date(self):
        for date, n in (('2008-04-02', 26), ('2009-04-01', 28), ('2017-06-05', 29),
                        ('2020-03-27', 30), ('2023-04-04', 31), ('2024-03-07', 32)):
            with self.subTest(date=date):
                self.assertEqual(len(self.info('--date', date)['members']), n)

    def test_members_are_sorted_codes(self):
        members = self.info('--date', '2024-07-11')['members']
        self.assertEqual(members, sorted(members))
        self.assertIn('FI', members)
        self.assertNotIn('UA', members)

    def test_date_is_the_one_asked_for(self):
        self.assertEqual(self.info('--date', '2022-09-06')['date'], '2022-09-06')

    def test_areas_add_up(self):
        for date in ('2010-01-01', '2015-06-01', '2022-03-30', '2024-03-31'):
            with self.subTest(date=date):
                areas = self.info('--date', date)['areas']
                whole = areas['ukraine']['km2']
                self.assertTrue(597_000 < whole < 607_000, whole)
                for area in areas.values():
                    self.assertGreaterEqual(area['low_km2'], 0)
                    self.assertLessEqual(area['low_km2'], area['km2'])
                    self.assertLessEqual(area['km2'], area['high_km2'])
                    if area['km2'] <= whole:
                        self.assertAlmostEqual(area['share'], area['km2'] / whole, places=9)
                    else:
                        self.assertNotIn('share', area)
                parts = sum(areas[part]['km2'] for part in ('controlled', 'contested', 'occupied')
                            if part in areas)
                self.assertLess(abs(parts - whole), 0.002 * whole)
                self.assertEqual(areas['ukraine']['low_km2'], whole)
                self.assertGreater(areas['occupied']['high_km2'] + (date < '2014') * 1,
                                   areas['occupied']['low_km2'])

    def test_compare_tells_gained_and_lost(self):
        told = self.info('--date', '2022-09-06', '--compare', '2022-09-15')
        compare = told['compare']
        self.assertEqual((compare['from'], compare['to']), ('2022-09-06', '2022-09-15'))
        before, after = told['areas'], self.info('--date', '2022-09-15')['areas']
        self.assertEqual(set(compare['areas']), {'controlled', 'contested', 'occupied'})
        for layer, part in compare['areas'].items():
            with self.subTest(layer=layer):
                self.assertAlmostEqual(part['unchanged_km2'] + part['lost_km2'],
                                       before[layer]['km2'], delta=0.1)
                self.assertAlmostEqual(part['unchanged_km2'] + part['gained_km2'],
                                       after[layer]['km2'], delta=0.1)
        self.assertGreater(compare['areas']['occupied']['lost_km2'], 5000)
        out = self.check(run('info', '-d', '2022-09-06', '-c', '2022-09-15'), 0).decode()
        self.assertRegex(out, r'(?m)^  occupied +gained .*, lost .*, unchanged ')
        self.assertNotIn('compare', self.info('--date', '2022-09-06'))

    def test_compare_refuses_what_is_no_day(self):
        self.check(run('info', '--compare', '2022-02-30'), 2, err='2022-02-30')
        self.check(run('info', '--compare', '1914-07-28'), 1, err='error: ')

    def test_head(self):
        info = self.info()
        with open(DOSSIER, 'rb') as file:
            self.assertEqual(info['sha256'], hashlib.sha256(file.read()).hexdigest())
        self.assertEqual(info['id'], 'ukraine-nato')
        self.assertEqual(info['languages'], ['en', 'uk'])
        for name in ('events', 'claims', 'sources', 'layers'):
            self.assertIsInstance(info['counts'][name], int)
        self.assertGreater(info['counts']['events'], 20)

    def test_words(self):
        out = self.check(run('info', '--date', '2024-03-31'), 0).decode()
        self.assertIn('31 March 2024', out)
        self.assertIn('km²', out)

    def test_border_is_as_long_as_the_dossier_tells(self):
        document = json.loads(pathlib.Path(DOSSIER).read_text(encoding='utf-8'))
        told = next(b for b in document['borders_with_russia'] if b['id'] == 'BOR-05')
        for date, km in (('2023-04-03', told['before_km']), ('2023-04-04', told['km'])):
            self.assertAlmostEqual(self.info('--date', date)['lengths'][told['layer']]['km'], km,
                                   delta=1.5)

    def test_date_outside_the_span_names_the_span(self):
        for date in ('1900-01-01', '2100-01-01'):
            self.check(run('info', '--date', date), 1,
                       err=r'outside.*\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d')

    def test_minimal_dossier(self):
        info = self.info(self.write('a.dossier.json', MINIMAL))
        self.assertEqual(info['areas'], {})
        self.assertEqual(info['members'], [])
        self.assertEqual(info['counts']['events'], 0)

    def test_broken_dossier_is_1_on_stderr(self):
        out = self.check(run('info', self.write('a.json', '{'), '--json'), 1, err=r'a\.json:1:')
        self.assertEqual(out, b'')

    def test_no_data_folder_is_1(self):
        self.check(run('info', ACCESSION_DATA_DIR=str(self.folder)), 1, err='error: ')


class Export(Case):
    def export(self, *arguments, suffix='.png', **environment):
        path = self.folder / f'figure{suffix}'
        out = self.check(run('export', '--force', '-o', path, *arguments, **environment), 0)
        self.assertEqual(out, b'')
        return path.read_bytes()

    def test_example_of_the_manual(self):
        data = self.export(DOSSIER, '--date', '2024-03-31', '--layers', 'covered,occupied',
                           '--view', 'ukraine', '--size', '1920x1080', '--scale', '1')
        self.assertEqual(png_size(data), (1920, 1080))

    def test_scale_multiplies_pixels(self):
        self.assertEqual(png_size(self.export('--size', '400x300', '--scale', '2.5')), (1000, 750))

    def test_date_layers_view_style_and_language_matter(self):
        base = ['--size', '640x400', '--date', '2024-03-31']
        seen = {self.export(*base)}
        for change in (['--date', '2021-01-01'], ['--layers', 'ukraine'], ['--layers', 'occupied'],
                       ['--style', 'dark'], ['--style', 'print'], ['--language', 'uk']):
            data = self.export(*base, *change)
            self.assertNotIn(data, seen, change)
            seen.add(data)

    def test_geojson_of_the_day(self):
        data = json.loads(self.export('--layers', 'occupied', '--date', '2022-03-30',
                                      suffix='.geojson'))
        self.assertEqual(data['type'], 'FeatureCollection')
        self.assertTrue(data['features'])
        for feature in data['features']:
            self.assertIn(feature['geometry']['type'], ('Polygon', 'MultiPolygon'))

    def test_reach_is_no_targeting_aid(self):
        for language, words in (('en', 'no aid to targeting'), ('uk', 'не засіб вибору цілей')):
            svg = self.export('--layers', 'reach-atacms-long', '--language', language,
                              suffix='.svg').decode()
            self.assertIn(words, svg)
            self.assertIn('300 ', svg)
        self.assertNotIn('targeting', self.export('--layers', 'occupied', suffix='.svg').decode())
        never = self.export('--layers', 'reach-taurus', suffix='.svg').decode()
        self.assertIn('Hypothetical: Taurus', never)
        table = self.export('--layers', 'reach-gmlrs,controlled', suffix='.csv').decode()
        self.assertIn('reach-gmlrs', table)

    def test_unknown_names_are_1_and_list_the_known(self):
        for arguments in (['--layers', 'occupied,nonsense'], ['--view', 'nonsense'],
                          ['--language', 'xx']):
            path = self.folder / 'a.png'
            self.check(run('export', '-o', path, *arguments), 1, err=r'it has \w+')
            self.assertFalse(path.exists())

    def test_nearly_right_names_are_suggested(self):
        path = self.folder / 'a.png'
        for arguments, code, meant in (
                (['--layers', 'ocupied'], 1, 'did you mean “occupied”[?] It has'),
                (['--view', 'ukrane'], 1, 'did you mean “ukraine”[?] It has'),
                (['--language', 'uck'], 1, 'no texts in “uck”; did you mean “uk”[?] it has en, uk'),
                (['--language', 'EN'], 1, 'did you mean “en”[?] it has'),
                (['--language', 'xx'], 1, 'no texts in “xx”; it has en, uk'),
                (['--scene', 'germany-1956'], 1, 'did you mean “germany-1955”[?]'),
                (['--preset', 'slid'], 2, 'did you mean “slide”[?] --list-presets'),
                (['--pressets', 'slide'], 2, 'did you mean --preset[?]'),
                (['--forcee'], 2, 'did you mean --force[?]')):
            with self.subTest(arguments=arguments):
                self.check(run('export', '-o', path, *arguments), code, err=meant)
                self.assertFalse(path.exists())
        self.check(run('exprot', '-o', path), 2, err='did you mean “export”[?]')
        self.check(run('valdate', path), 2, err='no command or file “valdate”; did you mean “validate”[?]')
        self.check(run('export', '-o', path, '--zzzzzz'), 2, err=r'--zzzzzz$|--zzzzzz\n')

    def test_what_was_meant_otherwise_is_told(self):
        path = self.folder / 'a.png'
        for arguments, code, words in (
                (['-o', path, '--layers', 'occupied:200'], 2, 'opacity of 0 to 100 per cent, but “occupied:200”'),
                (['-o', path, '--layers', 'occupied:x'], 2, 'opacity of 0 to 100 per cent, but “occupied:x”'),
                (['-o', path, '--layers', 'ocupied:20'], 1, 'no layer “ocupied”; did you mean “occupied”[?]'),
                (['-o', path, '--bbox', '40,50,20,60'], 2, 'west and south first'),
                (['-o', path, '--bbox', '0,-90,360,90'], 2, 'within ±180 and ±86'),
                (['-o', path, '--tiles', 'none.mbtiles'], 1, 'the tiles in “none.mbtiles” cannot be used'),
                (['-o', self.folder / 'a'], 2, 'no suffix that says the format: .png'),
                (['-o', ''], 2, 'no suffix that says the format: .png'),
                (['', '-o', path], 2, 'the name of the file is empty')):
            with self.subTest(arguments=arguments):
                self.check(run('export', *arguments), code, err=words)
                self.assertEqual(list(self.folder.iterdir()), [])
        self.check(run('info', ''), 2, err='the name of the file is empty')
        self.check(run('validate', ''), 2, err='the name of a file is empty')

    def test_names_of_files_steer_no_terminal(self):
        path = self.folder / 'a\x1b[31m.dossier.json'
        for text, code in ((json.dumps(MINIMAL), 0), ('{', 1)):
            path.write_text(text)
            result = run('validate', path)
            self.assertEqual(result.returncode, code)
            self.assertIn('a\ufffd[31m.dossier.json', result.stdout.decode())
            self.assertNotIn(b'\x1b', result.stdout + result.stderr)

    def test_lists(self):
        out = self.check(run('export', '--list-layers'), 0).decode()
        ids = [line.split('\t')[0] for line in out.splitlines()]
        for name in ('ukraine', 'occupied', 'covered', 'nato', 'cities'):
            self.assertIn(name, ids)
        out = self.check(run('export', '--list-views'), 0).decode()
        self.assertIn('ukraine', [line.split('\t')[0] for line in out.splitlines()])

    def test_folder_that_is_not_there_is_1(self):
        path = self.folder / 'none' / 'a.png'
        self.check(run('export', '-o', path, '--size', '320x200'), 1, err=re.escape('none'))

    def test_full_disk_is_told(self):
        if not os.path.exists('/dev/full'):
            self.skipTest('no /dev/full')
        with open('/dev/full', 'wb') as full:
            result = subprocess.run([PROGRAM, 'info', '--json'], stdout=full, check=False,
                                    stderr=subprocess.PIPE, env={**tap.SANITIZERS, 'ACCESSION_DATA_DIR': DATA})
        self.assertEqual(result.returncode, 1)
        self.assertIn(b'stdout', result.stderr)


class Same(Case):
    """The same arguments give the same bytes wherever they run."""

    WORLDS = ({}, {'LC_ALL': 'de_DE.UTF-8', 'LANG': 'de_DE.UTF-8'}, {'LC_ALL': 'tr_TR.UTF-8'},
              {'LC_ALL': 'C'}, {'LC_ALL': 'uk_UA.UTF-8', 'LANGUAGE': 'uk'},
              {'TZ': 'Pacific/Apia'}, {'TZ': 'America/Los_Angeles'}, {'TZ': 'nonsense'},
              {'DISPLAY': ':77'}, {'HOME': '/nonexistent'}, {'LANGUAGE': 'ar'})

    def test_info(self):
        outputs = {self.check(run('info', '--json', '--date', '2022-09-06', **world), 0)
                   for world in self.WORLDS}
        self.assertEqual(len(outputs), 1)

    def test_figure(self):
        outputs = set()
        for i, world in enumerate(self.WORLDS):
            path = self.folder / f'{i}.png'
            self.check(run('export', '-o', path, '--size', '640x400', '--date', '2022-09-06',
                           **world), 0)
            outputs.add(path.read_bytes())
        self.assertEqual(len(outputs), 1)

    def test_other_folder(self):
        here = self.check(run('info', '--json', DOSSIER), 0)
        there = self.check(run('info', '--json', os.path.basename(DOSSIER), cwd=DATA), 0)
        self.assertEqual(here, there)


if __name__ == '__main__':
    tap.main()
