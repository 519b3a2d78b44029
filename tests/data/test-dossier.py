#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped dossier: true to its schema, complete in both languages, every reference resolves,
every statement cited. Usage: test-dossier.py PROGRAM"""
import datetime
import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest
import urllib.parse

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv.pop(1))
DATA = pathlib.Path(__file__).resolve().parents[2] / 'data'
DOSSIER = json.loads((DATA / 'ukraine-nato.dossier.json').read_text(encoding='utf-8'))
SCHEMA = json.loads((DATA / 'dossier.schema.json').read_text(encoding='utf-8'))
SUMMITS = [f'SUM-{n:02d}' for n in range(1, 16)]
# Member states on the day of the Washington summit, ISO 3166-1 alpha-2.
MEMBERS_2024 = set('AL BE BG CA HR CZ DK EE FI FR DE GR HU IS IT LV LT LU ME NL MK NO PL PT RO SK '
                   'SI ES SE TR GB US'.split())

# Types of CSL-JSON that are one short piece each, cited as a whole; so is what has a genre.
WHOLE_TYPES = {'article', 'article-magazine', 'article-newspaper', 'chapter', 'dataset',
               'personal_communication', 'speech', 'webpage'}
# Whose addresses are where: the end of the host's name, and a word of the author or publisher.
HOSTS = {
    'aerotime.aero': 'AeroTime', 'baltictimes.com': 'Baltic Times', 'cia.gov': 'Central Intelligence',
    'clerk.house.gov': 'House of Representatives', 'einpresswire.com': 'EIN Presswire',
    'euromaidanpress.com': 'Euromaidan Press', 'forcesnews.com': 'Forces News',
    'geonames.org': 'GeoNames', 'govinfo.gov': 'United States', 'history.state.gov':
    'Department of State', 'intellinews.com': 'IntelliNews', 'interfax.com.ua': 'Interfax-Ukraine',
    'kaitseministeerium.ee': 'Estonian Ministry of Defence', 'kremlin.ru': 'Putin',
    'kyivindependent.com': 'Kyiv Independent', 'mod.gov.ua': 'Ministry of Defence of Ukraine',
    'mofa.go.jp': 'Ministry of Foreign Affairs of Japan', 'nato.int': 'North Atlantic Treaty',
    'naturalearthdata.com': 'Natural Earth', 'politico.eu': 'Politico', 'rada.gov.ua':
    'Verkhovna Rada', 'rbc.ua': 'RBC-Ukraine', 'rferl.org': 'RFE/RL', 'thetimes.co.uk': 'The Times',
    'uacrisis.org': 'Ukraine Crisis Media Center', 'undocs.org': 'United Nations', 'volyn.com.ua':
    'Volyn', 'washingtonpost.com': 'Washington Post'}


def ids(section):
    return [item['id'] for item in DOSSIER.get(section, [])]


def walk(value, path=''):
    """Every value of the dossier with its JSON pointer."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, f'{path}/{key}')
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, f'{path}/{index}')


def ends(edtf):
    """First and last day that a date may mean, as ISO text that sorts."""
    def bound(text, last):
        text = text.rstrip('~?%')
        if text == '..':
            return '9999' if last else '0000'
        if len(text) == 4:
            return text + ('-12-31' if last else '-01-01')
        if len(text) == 7:
            first = datetime.date.fromisoformat(text + '-01')
            if not last:
                return first.isoformat()
            after = (first + datetime.timedelta(days=32)).replace(day=1)
            return (after - datetime.timedelta(days=1)).isoformat()
        return datetime.date.fromisoformat(text).isoformat()
    begin, _, end = edtf.partition('/')
    return bound(begin, False), bound(end or begin, True)


def citations():
    """Every citation of the dossier with its JSON pointer."""
    for path, value in walk(DOSSIER):
        if isinstance(value, list) and path.endswith('/citations'):
            for index, citation in enumerate(value):
                yield f'{path}/{index}', citation


@functools.lru_cache(None)
def info(*arguments):
    """What the program tells of the dossier."""
    done = subprocess.run([PROGRAM, 'info', DATA / 'ukraine-nato.dossier.json', '--json', *arguments],
                          check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


class TestDossier(unittest.TestCase):
    def test_schema(self):
        validator = jsonschema.Draft202012Validator(SCHEMA)
        validator.check_schema(SCHEMA)
        faults = [f'/{"/".join(map(str, e.absolute_path))}: {e.message}'
                  for e in validator.iter_errors(DOSSIER)]
        self.assertEqual(faults, [])

    def test_schema_refuses(self):
        validator = jsonschema.Draft202012Validator(SCHEMA)
        for change in ({'version': 2}, {'format': 'other'}, {'title': 3}, {'span': '2022-13'},
                       {'layers': [{'id': 'a', 'data': 'a', 'content': 'events'}]},
                       {'events': [{'id': 'a b', 'when': '2022'}]}):
            self.assertFalse(validator.is_valid({**DOSSIER, **change}), change)

    def test_ids_are_unique(self):
        for section in ('sources', 'views', 'places', 'actors', 'lanes', 'events', 'groups',
                        'layers', 'claims'):
            found = ids(section)
            self.assertEqual(len(found), len(set(found)), section)

    def test_references(self):
        known = {name: set(ids(name)) for name in
                 ('sources', 'views', 'places', 'actors', 'lanes', 'groups', 'layers')}
        for event in DOSSIER['events']:
            self.assertIn(event['lane'], known['lanes'], event['id'])
            for member, section in (('place', 'places'), ('view', 'views')):
                if member in event:
                    self.assertIn(event[member], known[section], event['id'])
        for path, value in walk(DOSSIER):
            if path.rsplit('/', 1)[-1] == 'source' and isinstance(value, str):
                self.assertIn(value, known['sources'], path)
        for layer in DOSSIER['layers']:
            self.assertIn(layer['group'], known['groups'])
            for operand in layer.get('derivation', {}).get('of', []):
                self.assertIn(operand, known['layers'])

    def test_everything_is_cited(self):
        lists = [DOSSIER[name] for name in ('events', 'claims', 'positions', 'borders_with_russia',
                                            'published_areas', 'scenes')]
        lists += [DOSSIER['ranges']['systems'], DOSSIER['scenario']['outcomes']]
        lists += [measure['states'] for measure in DOSSIER['measures']]
        lists += [system['states'] for system in DOSSIER['ranges']['systems']]
        lists += [actor.get('memberships', []) for actor in DOSSIER['actors']]
        lists += [[layer for layer in DOSSIER['layers'] if 'content' not in layer and
                   'range' not in layer.get('derivation', {})]]  # a range has its own
        for item in [item for items in lists for item in items]:
            self.assertTrue(item['citations'], item)

    def test_every_shape_is_cited(self):
        """By itself or by its layer."""
        known = set(ids('sources'))
        for layer in DOSSIER['layers']:
            if 'data' not in layer:
                continue
            data = json.loads((DATA / layer['data']).read_text(encoding='utf-8'))
            for feature in data['features']:
                cited = [c['source'] for c in feature['properties'].get('citations', [])]
                self.assertLessEqual(set(cited), known, layer['id'])
                self.assertTrue(cited or layer['citations'], layer['id'])

    def test_every_citation_says_where(self):
        """A locator, unless the source is one short piece: see data/README.md, Sources."""
        sources = {source['id']: source for source in DOSSIER['sources']}
        n_located = 0
        for path, citation in citations():
            source = sources[citation['source']]
            if 'locator' in citation:
                self.assertTrue(citation['locator'].strip(), path)
                n_located += 1
            else:
                self.assertTrue(source['type'] in WHOLE_TYPES or 'genre' in source,
                                f'{path}: where in {source["id"]}?')
        self.assertGreater(n_located, 400)

    def test_every_source_can_be_found(self):
        """By who issued it, and when; what has no date is kept up to date or says why."""
        for source in DOSSIER['sources']:
            with self.subTest(source['id']):
                self.assertTrue(source['author'])
                if 'issued' not in source:
                    self.assertTrue(source['type'] in ('chapter', 'dataset', 'webpage') or
                                    source['id'] in ('isw-rocas', 'ua-agreements') or
                                    source['note'].startswith('Not looked up'))

    def test_addresses_are_the_publishers(self):
        """Or the note says whose. None was opened for the dossier, so none says when."""
        for source in DOSSIER['sources']:
            with self.subTest(source['id']):
                self.assertNotIn('accessed', source)
                if 'URL' not in source:
                    continue
                address = urllib.parse.urlsplit(source['URL'])
                self.assertIn(address.scheme, ('http', 'https'))
                self.assertNotRegex(source['URL'], r'[\s<>"]')
                if re.search('[Tt]he address is that of', source.get('note', '')):
                    continue
                names = ' '.join([source.get('publisher', '')] + [
                    a.get('literal') or a['family'] for a in source['author']])
                owners = [word for host, word in HOSTS.items()
                          if ('.' + address.hostname).endswith('.' + host)]
                self.assertEqual(len(owners), 1, address.hostname)
                self.assertIn(owners[0], names)

    def test_every_source_is_used(self):
        used = {value for path, value in walk(DOSSIER)
                if path.endswith('/source') and isinstance(value, str)}
        for name in sorted((DATA / 'ukraine-nato').glob('*.geojson')):
            used |= {value for path, value in walk(json.loads(name.read_text(encoding='utf-8')))
                     if path.endswith('/source') and isinstance(value, str)}
        self.assertEqual(sorted(set(ids('sources')) - used), [])

    def test_both_languages(self):
        for path, value in walk(DOSSIER):
            if isinstance(value, dict) and 'en' in value:
                self.assertEqual(sorted(value), ['en', 'uk'], path)
                self.assertTrue(value['en'].strip() and value['uk'].strip(), path)
        for section in ('views', 'places', 'actors', 'lanes', 'events', 'groups', 'layers'):
            for item in DOSSIER[section]:
                self.assertIsInstance(item['title'], dict, item['id'])

    def test_ukrainian_is_ukrainian(self):
        for path, value in walk(DOSSIER):
            if path.endswith('/uk'):
                self.assertNotRegex(value, '[ыэёъЫЭЁЪ]', path)
                self.assertNotIn('’', value, path)  # the letter apostrophe ʼ is meant

    def test_places_are_romanised_from_ukrainian(self):
        for path, value in walk(DOSSIER):
            if path.endswith('/en'):
                self.assertNotRegex(value, r'\b(Kiev|Kharkov|Odessa|Lvov|Nikolaev|Dnieper)\b', path)

    def test_dates(self):
        begin, end = ends(DOSSIER['span'])
        for event in DOSSIER['events']:
            first, last = ends(event['when'])
            self.assertLessEqual(first, last, event['id'])
            self.assertLessEqual(begin, first, event['id'])
            self.assertLessEqual(last, end, event['id'])

    def test_summits(self):
        summits = [e for e in DOSSIER['events'] if e['lane'] == 'summits']
        self.assertEqual(sorted(e['id'] for e in summits), SUMMITS)
        for event in summits:
            self.assertIn('outcome', event)
            self.assertIn('place', event)
        self.assertEqual(min(e['when'] for e in summits), '2008-04-02/2008-04-04')
        self.assertEqual(max(e['when'] for e in summits), '2024-07-09/2024-07-11')

    def test_members(self):
        since = {a['id']: m['when'] for a in DOSSIER['actors'] for m in a.get('memberships', [])
                 if m['organisation'] == 'nato'}
        self.assertEqual(set(since), MEMBERS_2024)
        self.assertEqual(since['FI'], '2023-04-04/..')
        self.assertEqual(since['SE'], '2024-03-07/..')
        self.assertEqual(sum(1 for when in since.values() if when < '2008'), 26)

    def test_claims(self):
        claims = DOSSIER['claims']
        self.assertEqual([c['id'] for c in claims], [f'S-{n:02d}' for n in range(1, 104)])
        known = {name: set(ids(name)) for name in ('sections', 'views', 'layers', 'events')}
        begin, end = ends(DOSSIER['span'])
        order = ids('sections')
        self.assertEqual([order.index(c['section']) for c in claims],
                         sorted(order.index(c['section']) for c in claims))
        for claim in claims:
            self.assertIn(claim['view'], known['views'], claim['id'])
            self.assertLessEqual(set(claim['layers']), known['layers'], claim['id'])
            self.assertLessEqual(set(claim.get('events', [])), known['events'], claim['id'])
            self.assertTrue(claim['citations'], claim['id'])
            first, last = ends(claim['when'])
            self.assertLessEqual(first, last, claim['id'])
            self.assertTrue(begin <= first and last <= end, claim['id'])
            if claim['record'] in ('contested', 'simplified'):
                self.assertIn('record_note', claim, claim['id'])
            if claim['record'] == 'overtaken' and claim['id'] != 'S-06':
                self.assertIn('later', claim, claim['id'])

    def test_what_is_later_is_marked(self):
        """Events by their day; a claim that cites or names a later one says what happened since."""
        made = ends(DOSSIER['argument']['when'])[1]
        later = {e['id'] for e in DOSSIER['events'] if ends(e['when'])[0] > made}
        self.assertLessEqual({'SUM-15', 'AID-22', 'AGR-08', 'WAR-38'}, later)
        self.assertFalse({'AID-27', 'AID-36', 'AGR-07', 'WAR-37'} & later)
        for claim in DOSSIER['claims']:
            if ends(claim['when'])[0] > made or set(claim.get('events', [])) & later:
                told = set(claim) & {'later', 'record_note'}
                self.assertTrue(told or claim['record'] == 'supported', claim['id'])

    def test_coordinates_are_no_finer_than_known(self):
        for place in DOSSIER['places']:
            with self.subTest(place['id']):
                self.assertGreaterEqual(place['precision_km'], 1)
                for number in place['coordinates']:
                    self.assertEqual(number, round(number, 3))

    def test_ranges_are_told(self):
        for system in DOSSIER['ranges']['systems']:
            with self.subTest(system['id']):
                self.assertGreater(system['km'], 0)
                for member in ('title', 'text', 'note', 'when', 'states', 'citations'):
                    self.assertTrue(system[member], member)

    def test_published_areas(self):
        """The map's own areas are near what others publish, and within what they disagree on."""
        figures = {f['id']: f for f in DOSSIER['published_areas']}
        self.assertEqual(len(figures), len(DOSSIER['published_areas']))
        for name, day, off in (('TER-01', '2022-02-23', 0.05), ('TER-09', '2023-02-19', 0.04),
                               ('TER-11', '2023-12-31', 0.025), ('TER-12', '2024-03-31', 0.025),
                               ('TER-13', '2024-05-31', 0.025), ('TER-14', '2024-07-30', 0.025)):
            with self.subTest(name):
                area = info('--date', day)['areas'][figures[name]['layer']]
                self.assertAlmostEqual(area['km2'] / figures[name]['km2'], 1, delta=off)
                self.assertAlmostEqual(area['share'] * 100, figures[name]['percent'], delta=1.1)
        peak = info('--date', '2022-03-25')['areas']['occupied']['km2']
        self.assertLess(figures['TER-03']['km2'], peak)
        self.assertLess(peak, figures['TER-04']['km2'])

    def test_counts_of_the_readme(self):
        text = ' '.join((DATA / 'README.md').read_text(encoding='utf-8').split())
        lanes = {lane: sum(e['lane'] == lane for e in DOSSIER['events']) for lane in ids('lanes')}
        members = sum(any(m['organisation'] == 'nato' for m in a.get('memberships', []))
                      for a in DOSSIER['actors'])
        told = info()
        counts = [
            (told['counts']['events'], 'events'), (lanes['summits'], 'summits'),
            (lanes['war'], 'of the war'), (lanes['enlargement'], 'of enlargement'),
            (lanes['path'], 'of Ukraine’s own path'), (lanes['aid'], 'of aid'),
            (lanes['weapons'], 'of weapons'), (lanes['coalitions'], 'of coalitions'),
            (lanes['agreements'], 'security agreements'), (lanes['politics'], 'of politics'),
            (lanes['precedents'], 'of the precedents'), (told['counts']['claims'], 'claims'),
            (len(DOSSIER['sections']), 'sections'), (members, 'members'),
            (told['counts']['sources'], 'sources'), (told['counts']['layers'], 'layers'),
            (told['counts']['views'], 'views'), (told['counts']['places'], 'places'),
            (told['counts']['lanes'], 'lanes'), (len(told['languages']), 'languages'),
            (len(DOSSIER['published_areas']), 'published figures'),
            (sum('locator' in citation for _, citation in citations()), 'citations are made with a locator'), (len(DOSSIER['positions']), 'documented positions'),
            (len(DOSSIER['measures']), 'measures'),
            (len(DOSSIER['borders_with_russia']), 'figures of the border'),
            (len(DOSSIER['scenario']['outcomes']), 'outcomes'), (len(DOSSIER['scenes']), 'scenes')]
        for number, what in counts:
            with self.subTest(what=what):
                self.assertRegex(text, rf'\b{number} {what}\b')

    def test_every_event_lies_in_its_lanes_span(self):
        spans = {lane['id']: ends(lane['span']) for lane in DOSSIER['lanes']}
        for event in DOSSIER['events']:
            first, last = ends(event['when'])
            begin, end = spans[event['lane']]
            with self.subTest(event=event['id']):
                self.assertLessEqual(begin, first)
                self.assertLessEqual(first, end)
                if not event['when'].endswith('..'):
                    self.assertLessEqual(last, end)

    def test_spelling(self):
        """By hunspell; names that its dictionaries lack stand in words.en.txt and words.uk.txt."""
        here = pathlib.Path(__file__).resolve().parent
        for language, dictionary in (('en', 'en_GB'), ('uk', 'uk_UA')):
            text = ' '.join(value[language] for _, value in walk(DOSSIER)
                            if isinstance(value, dict) and 'en' in value and 'uk' in value)
            words = set(re.findall(r"[^\W\d_]+(?:[ʼ’][^\W\d_]+)*", re.sub(r'https?://\S+', '', text)))
            self.assertGreater(len(words), 1500)
            plain = {word.replace('ʼ', "'").replace('’', "'") for word in words}
            checked = subprocess.run(
                ['hunspell', '-d', dictionary, '-l', '-i', 'utf-8'], check=True, encoding='utf-8',
                input='\n'.join(sorted(plain)), stdout=subprocess.PIPE).stdout.split()
            kept = set((here / f'words.{language}.txt').read_text(encoding='utf-8').split())
            self.assertEqual(sorted(set(checked) - kept), [], language)
            self.assertEqual(sorted(kept - plain), [], 'nobody writes these')

    def test_layer_files(self):
        for layer in DOSSIER['layers']:
            if 'data' in layer:
                self.assertTrue((DATA / layer['data']).is_file(), layer['data'])

    def test_required_layers(self):
        for name in ('ukraine', 'occupied', 'covered', 'nato', 'cities', 'contested', 'events'):
            self.assertIn(name, ids('layers'))
        hypothetical = [l['id'] for l in DOSSIER['layers'] if l.get('hypothetical')]
        self.assertEqual(hypothetical, ['covered', 'reach-taurus'])


if __name__ == '__main__':
    tap.main()
