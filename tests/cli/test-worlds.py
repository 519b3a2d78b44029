#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line in poor worlds, with no home, no fonts and little stack; in other languages and
time zones; and texts that mean harm. Usage: test-worlds.py PROGRAM"""
import gzip
import itertools
import json
import os
import pathlib
import re
import sqlite3
import struct
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

# Commas for points, letters without their dot, numbers of other digits, other scripts.
LOCALES = ('C', 'en_GB', 'de_DE', 'tr_TR', 'ar_SA', 'uk_UA')
# Odd quarters of an hour, more than half a day, a day left out, clocks turned at midnight.
ZONES = ('UTC', 'Europe/Kyiv', 'Europe/London', 'America/New_York', 'America/St_Johns', 'America/Sao_Paulo',
         'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tehran', 'Asia/Gaza', 'Australia/Lord_Howe', 'Pacific/Apia',
         'Pacific/Kiritimati', 'Pacific/Chatham', 'Pacific/Marquesas', 'Africa/Casablanca')


def run(*arguments, before=(), **environment):
    return subprocess.run([*before, PROGRAM, *map(str, arguments)], capture_output=True, timeout=120, check=False,
                          env={**tap.SANITIZERS, 'ACCESSION_DATA_DIR': DATA, 'PATH': os.environ['PATH'],
                               **environment})


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(os.path.realpath(folder.name))


class Worlds(Case):
    def export_without_fonts(self, suffix, *arguments):
        (self.folder / 'fonts.conf').write_text(
            f'<fontconfig><cachedir>{self.folder}/cache</cachedir></fontconfig>')
        return run('export', '-o', self.folder / f'plain{suffix}', '--size', '400x300', *arguments,
                   FONTCONFIG_FILE=str(self.folder / 'fonts.conf'))

    def test_no_fonts(self):
        """A figure of boxes would say neither what it shows nor what of it is hypothetical."""
        series = ('--from', '2022-03-01', '--to', '2022-03-03', '--step', '1d')
        for suffix, arguments in (('.png', ()), ('.svg', ()), ('.pdf', ()), ('.webp', series), ('-%02d.png', series),
                                  ('-pair.png', ('--scene', 'germany-1955', '--beside', 'germany-1955'))):
            with self.subTest(suffix=suffix):
                result = self.export_without_fonts(suffix, *arguments)
                self.assertEqual(result.returncode, 1, result.stderr)
                self.assertRegex(result.stderr.decode(), '^accession: error: there is no font to write a figure with; ')
        self.assertEqual([path.name for path in self.folder.iterdir() if 'plain' in path.name], [])

    def test_no_fonts_are_needed_for_what_is_not_painted(self):
        for suffix, arguments in (('.csv', ()), ('.json', ()), ('.geojson', ('--layers', 'occupied'))):
            result = self.export_without_fonts(suffix, *arguments)
            self.assertEqual((result.returncode, result.stderr), (0, b''), suffix)

    def test_damaged_base_map(self):
        """Whatever number of its head is another: it is refused, or painted."""
        data = self.folder / 'data'
        data.mkdir()
        whole = pathlib.Path(DATA, 'basemap.bin').read_bytes()
        path = self.folder / 'a.dossier.json'
        path.write_text(json.dumps({'format': 'accession-dossier', 'version': 1, 'id': 'a', 'title': 'A'}))
        refused = 0
        cases = [whole[:n] for n in (0, 7, 100, len(whole) // 2)]
        cases += [whole[:at] + b'\xff\xff\xff\x7f' + whole[at + 4:] for at in range(0, 128, 4)]
        for case in cases:
            (data / 'basemap.bin').write_bytes(case)
            result = run('export', path, '--force', '-o', self.folder / 'a.png', '--size', '160x120',
                         ACCESSION_DATA_DIR=str(data))
            self.assertIn(result.returncode, (0, 1), result.stderr)
            if result.returncode == 1:
                refused += 1
                self.assertIn('basemap.bin', result.stderr.decode())
        self.assertGreater(refused, 8)

    def test_no_home_and_little_stack(self):
        for home in ('/nonexistent', '/proc', '/dev/null'):
            result = run('export', '-o', self.folder / f'{len(home)}.csv', HOME=home,
                         XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home, XDG_RUNTIME_DIR=home,
                         before=['prlimit', '--stack=524288'])
            self.assertEqual(result.returncode, 0, result.stderr)

    def outputs(self, folder, **environment):
        """What programs read, of one world."""
        folder.mkdir()
        parts = {'info': run('info', os.path.join(DATA, 'samples', 'german-unification.dossier.json'), '--json',
                             '--date', '1990-07-01', **environment),
                 'validate': run('validate', '--json', self.folder / 'wrong.dossier.json', **environment),
                 'export': run('export', '-o', folder / 'a.csv', '-o', folder / 'a.svg', '-o', folder / 'a.geojson',
                               '--date', '2022-09-06', '--size', '320x240', '--layers', 'occupied', **environment)}
        self.assertEqual({name: result.returncode for name, result in parts.items()},
                         {'info': 0, 'validate': 1, 'export': 0}, parts)
        said = {name: result.stdout for name, result in parts.items()}
        # The command that makes a figure again has its folder in it.
        files = {path.name: path.read_bytes().replace(str(folder).encode(), b'') for path in folder.iterdir()}
        self.assertEqual(sorted(files), ['a.csv', 'a.geojson', 'a.svg'])
        return {**said, **files}

    def test_languages_and_zones(self):
        (self.folder / 'wrong.dossier.json').write_text(json.dumps({
            'format': 'accession-dossier', 'version': 1, 'id': 'WRONG', 'title': 'Wrong', 'span': '2022-02-30',
            'places': [{'id': 'I', 'title': 'I', 'coordinates': [1.5, 91.25]}]}))
        locales = self.folder / 'locales'
        locales.mkdir()
        for name in LOCALES[1:]:
            subprocess.run(['localedef', '--no-archive', '-i', name, '-f', 'UTF-8', locales / f'{name}.UTF-8'],
                           check=True, capture_output=True, timeout=120)
        # That they are there is not taken for granted.
        said = subprocess.run(['printf', '%.1f', '1,5'], env={'LOCPATH': str(locales), 'LC_ALL': 'de_DE.UTF-8'},
                              capture_output=True, executable='/usr/bin/printf', check=True)
        self.assertEqual(said.stdout, b'1,5')
        plain = self.outputs(self.folder / 'plain', LC_ALL='C', TZ='UTC')
        self.assertIn(b'1990-07-01', plain['info'])
        worlds = zip(ZONES, itertools.cycle(LOCALES))
        if os.environ.get('ACCESSION_TEST_ALL'):
            worlds = itertools.product(ZONES, LOCALES)
        for i, (zone, locale) in enumerate(worlds):
            self.assertTrue(os.path.exists(f'/usr/share/zoneinfo/{zone}'), zone)
            with self.subTest(zone=zone, locale=locale):
                there = self.outputs(self.folder / f'{i}', TZ=zone, LOCPATH=str(locales),
                                     LC_ALL=locale if locale == 'C' else f'{locale}.UTF-8')
                self.assertEqual([name for name in plain if plain[name] != there[name]], [])

    def test_read_only_home_without_bus_and_display(self):
        home = self.folder / 'home'
        home.mkdir()
        home.chmod(0o500)
        before = [] if os.geteuid() else ['setpriv', '--reuid', '65534', '--clear-groups']
        out = self.folder / 'out'
        out.mkdir()
        out.chmod(0o777)
        self.folder.chmod(0o755)
        # Where lines are counted, the counts go where this person may write.
        result = run('export', '-o', out / 'a.png', '--size', '320x240', before=before, HOME=str(home),
                     GCOV_PREFIX=str(out),
                     XDG_CACHE_HOME=str(home), DBUS_SESSION_BUS_ADDRESS='unix:path=/nonexistent', DISPLAY=':9999')
        self.assertEqual((result.returncode, result.stderr), (0, b''))
        self.assertEqual(os.listdir(home), [])

    def test_without_display_there_are_commands(self):
        there = self.folder / 'there.dossier.json'
        there.write_text('{}')
        nowhere = {'HOME': str(self.folder), 'XDG_RUNTIME_DIR': str(self.folder), 'LC_ALL': 'C.UTF-8',
                   'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/dev/null/bus'}
        for arguments, wrong in (((), None), ((there,), None), ((f'{there}#S-42',), None),
                                 (('foo.txt',), 'foo.txt'), (('atlas', there), 'atlas'),
                                 (('a\x1b[31m.json',), 'a\ufffd[31m.json')):
            for display in ({}, {'DISPLAY': ':9999'}, {'WAYLAND_DISPLAY': 'none'}):
                result = run(*arguments, **nowhere, **display)
                said = result.stderr.decode()
                self.assertEqual((result.returncode, result.stdout), (1, b''), said)
                lines = said.splitlines()
                if wrong:
                    told = lines.pop(0).replace('\u2068', '').replace('\u2069', '')
                    self.assertEqual(told, f'accession: there is no command or file “{wrong}”')
                self.assertEqual(lines[0], 'accession: there is no display to open a window on')
                self.assertIn('accession export FILE', said)
                self.assertNotIn('cannot open display', said)
        result = run('exprot', **nowhere)
        self.assertEqual(result.returncode, 2)
        self.assertIn('did you mean “export”?', result.stderr.decode())

    def test_two_at_once_write_one_file(self):
        target = self.folder / 'one.svg'
        commands = [[PROGRAM, 'export', '--force', '-o', target, '--size', '320x240', '--date', day]
                    for day in ('2015-01-01', '2022-09-06')] * 3
        both = []
        for command in commands[:2]:
            subprocess.run(command, check=True, env={**tap.SANITIZERS, 'ACCESSION_DATA_DIR': DATA}, timeout=120)
            both.append(target.read_bytes())
        started = [subprocess.Popen(command, env={**tap.SANITIZERS, 'ACCESSION_DATA_DIR': DATA}) for command in commands]
        self.assertEqual([process.wait(120) for process in started], [0] * len(started))
        self.assertIn(target.read_bytes(), both)
        self.assertEqual([path.name for path in self.folder.iterdir()], ['one.svg'])


class Nesting(Case):
    """What is nested deeper than 128 levels is refused where it begins, with little stack."""

    def check(self, result, place):
        self.assertEqual(result.returncode, 1, result.stderr[-300:])
        said = (result.stdout + result.stderr).decode()
        self.assertIn('nested deeper than 128 levels', said)
        self.assertIn(place, said)

    def refused(self, *arguments, place):
        self.check(run(*arguments, before=['prlimit', '--stack=524288']), place)

    def test_dossier(self):
        path = self.folder / 'deep.json'
        for begin, column in (('[', 129), ('{"a":', 641)):
            for n in (129, 1000, 100000, 1000000):
                path.write_text(begin * n)
                self.refused('validate', path, place=f':1:{column}: ')
        path.write_text('[' * 128 + ']' * 128)
        result = run('validate', path, before=['prlimit', '--stack=524288'])
        self.assertNotIn(b'nested', result.stdout + result.stderr)
        self.assertEqual(result.returncode, 1)

    def test_geojson(self):
        path = self.folder / 'a.dossier.json'
        path.write_text(json.dumps({'format': 'accession-dossier', 'version': 1, 'id': 'a', 'title': 'A',
                                    'layers': [{'id': 'land', 'title': 'L', 'data': 'land.geojson'}]}))
        land = self.folder / 'land.geojson'
        for text in ('{"type":"Polygon","coordinates":' + '[' * 100000, '{"type":"Feature","properties":' + '{"a":' * 1000,
                     '[' * 1000000, '{"type":"GeometryCollection","geometries":[' * 60):
            land.write_text(text)
            self.assertEqual(run('validate', path, before=['prlimit', '--stack=524288']).returncode, 1)
        land.write_text('{"a":' * 100000)
        self.refused('validate', path, place='land.geojson:1:641: ')

    def test_tiles(self):
        deep = '[' * 100000
        tiles = self.folder / 'deep.mbtiles'
        with sqlite3.connect(tiles) as base:
            base.executescript('create table metadata (name text, value text);'
                               'create table tiles (zoom_level integer, tile_column integer, tile_row integer, '
                               'tile_data blob);')
            base.executemany('insert into metadata values (?, ?)', [('format', 'png'), ('json', deep), ('name', 'x')])
        base.close()
        archive = self.folder / 'deep.pmtiles'
        text = gzip.compress(deep.encode())
        root = gzip.compress(bytes([1, 0, 1, 1, 1]))
        fields = [127, len(root), 127 + len(root), len(text), 0, 0, 127 + len(root) + len(text), 0, 1, 1, 1]
        archive.write_bytes(b'PMTiles\x03' + struct.pack('<11Q', *fields) +
                            bytes([1, 2, 1, 2, 0, 0]) + bytes(25) + root + text)
        for path in (tiles, archive):
            result = run('export', '--force', '-o', self.folder / 'a.png', '--size', '320x240', '--tiles', path,
                         before=['prlimit', '--stack=524288'])
            # Told, or done without what it says of itself; never a crash.
            self.assertIn(result.returncode, (0, 1), result.stderr[-300:])


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
        self.assertNotRegex(words, '[\u202d\u202e]')
        self.assertEqual(words.count('\u2067'), words.count('\u2069') - words.count('\u2068'))

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

    def test_other_directions_stay_where_they_are(self):
        """Names from right to left in sentences from left to right, each between FSI and PDI."""
        name = '\u05e9\u05dc\u05d5\u05dd \u202e2'
        shown = f'\u2068{name}\u2069'.replace('\u202e', '\ufffd')
        svg = self.export('.svg', name).decode()
        for sentence in (f'<desc>\u200e{shown}, 1 June 2021: {shown}; {shown}.',
                         f'\u200e{shown} 47,845\u00a0km\u00b2 (100.0\u00a0%)<',
                         f'>\u200e{shown} \u00b7 {shown} \u00b7 Map data: '):
            self.assertTrue(sentence in svg, sentence)
        # What stands alone needs none; a table is for programs.
        self.assertTrue(f'>{shown[1:-1]}</text>' in svg)
        self.assertNotIn('\u2068', self.export('.csv', name).decode())
        path = self.folder / 'x.json'
        path.write_text(json.dumps({'format': 'accession-dossier', 'version': 1, 'id': 'x', 'title': {name: '1'}}))
        said = run('validate', path).stdout.decode()
        self.assertIn(f'“\u200e{shown}” is not a language tag', said)
        said = run('export', path, '-o', self.folder / 'a.svg', '--view', name).stderr.decode()
        self.assertNotRegex(said, '[\u202e]')

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
