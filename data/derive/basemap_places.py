# SPDX-License-Identifier: GPL-3.0-or-later
"""Populated places: which, with what names and how early on the map they are named."""

import csv
import os
import re

from shapely.geometry import Point

import basemap_inputs as inputs
import basemap_names as names

LEAST_POPULATION_UKRAINE = 8000
QUARTERS = {'PPLX', 'PPLH', 'PPLQ', 'PPLW'}
UKRAINIAN_ALPHABET = set ('абвгґдеєжзиіїйклмнопрстуфхцчшщьюя -ʼ')
# Resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010.
ROMAN = dict (zip ('абвгґдезиіїйклмнопрстуфєюя',
                   'a b v h g d e z y i i i k l m n o p r s t u f ie iu ia'.split ()))
ROMAN.update ({'ж': 'zh', 'х': 'kh', 'ц': 'ts', 'ч': 'ch', 'ш': 'sh', 'щ': 'shch',
              'ь': '', 'ʼ': ''})
ROMAN_FIRST = {'є': 'ye', 'ї': 'yi', 'й': 'y', 'ю': 'yu', 'я': 'ya'}
LARGE_SOUTHERN = {'IR', 'IQ', 'SY', 'DZ', 'MA', 'TN', 'LY', 'LB', 'IL', 'JO', 'AF', 'TM', 'UZ',
                  'KZ', 'PS', 'EG', 'SA'}


def romanise (ukrainian):
  words = []
  for word in re.split ('([ -])', ukrainian.lower ().replace ('зг', 'zgh')):
    letters = [ROMAN_FIRST[c] if i == 0 and c in ROMAN_FIRST else ROMAN.get (c, c)
               for i, c in enumerate (word)]
    text = ''.join (letters)
    words.append (text[:1].upper () + text[1:])
  return ''.join (words)


def one_apostrophe (text):
  return re.sub ('[\'’`"]', 'ʼ', text)


def is_ukrainian (text):
  return bool (text) and set (text.lower ()) <= UKRAINIAN_ALPHABET


def plain (text):
  return re.sub ('[^a-z]', '', text.lower ())


def read_towns (folder):
  """GeoNames rows: id, name, alternates, point, code, country, population."""
  towns = []
  with open (os.path.join (folder, 'cities500.txt'), encoding='utf-8') as stream:
    for row in csv.reader (stream, delimiter='\t', quoting=csv.QUOTE_NONE):
      towns.append ({'id': row[0], 'name': row[1], 'alternates': row[3].split (','),
                     'point': (float (row[5]), float (row[4])), 'code': row[7],
                     'country': row[8], 'population': int (row[14])})
  return towns


def ukrainian_town_name (town, translated):
  """By hand, else the catalogue where it agrees, else the alternate that romanises to the name."""
  if town['name'] in names.UKRAINIAN_TOWNS:
    return names.UKRAINIAN_TOWNS[town['name']]
  candidates = [one_apostrophe (a) for a in town['alternates']]
  exact = [a for a in candidates
           if is_ukrainian (a) and plain (romanise (a)) == plain (town['name'])]
  catalogue = one_apostrophe (translated.get (town['id'], ''))
  if is_ukrainian (catalogue):
    if not exact or plain (romanise (catalogue)) == plain (romanise (exact[0])):
      return catalogue
  return max (exact, key=lambda a: (len (a), a)) if exact else None


def rank_in_ukraine (english, population, code):
  if english in names.UKRAINE_RANKS:
    return names.UKRAINE_RANKS[english]
  if code == 'PPLA':
    return 3
  for rank, least in ((4, 100000), (5, 50000), (6, 25000), (7, 15000), (8, 10000)):
    if population >= least:
      return rank
  return 9


def town_feature (town, title, rank, capital=False, **more):
  properties = {'name': title, 'rank': rank, 'population': town['population'],
                'capital': capital, 'country': town['country'], **more}
  if not town['population']:
    del properties['population']
  return inputs.feature ('gn-' + town['id'], properties, Point (town['point']))


def ukrainian_towns (towns, translated):
  features = []
  for town in towns:
    if town['country'] != 'UA' or town['population'] < LEAST_POPULATION_UKRAINE:
      continue
    if town['code'] in QUARTERS or town['name'] in names.UKRAINE_LEFT_OUT:
      continue
    ukrainian = ukrainian_town_name (town, translated)
    if ukrainian is None:
      print ('  no Ukrainian name:', town['name'], town['population'])
      continue
    english = romanise (ukrainian)
    rank = rank_in_ukraine (english, town['population'], town['code'])
    features.append (town_feature (town, {'en': english, 'uk': ukrainian}, rank,
                                   town['code'] == 'PPLC'))
  return features


def near_point (towns, title, x, y):
  best = None
  for town in towns:
    dx, dy = town['point'][0] - x, town['point'][1] - y
    if town['country'] == 'UA' and abs (dx) < 0.12 and abs (dy) < 0.08:
      spellings = {plain (romanise (one_apostrophe (a))) for a in town['alternates']
                   if is_ukrainian (one_apostrophe (a))}
      if plain (title['en']) in spellings or plain (town['name']) == plain (title['en']):
        best = town
  return best


def war_places (towns):
  features = []
  for ukrainian, x, y, rank, precision_km in names.WAR_PLACES:
    title = {'en': romanise (ukrainian), 'uk': ukrainian}
    town = near_point (towns, title, x, y)
    if town is None:
      town = {'id': plain (title['en']), 'point': (x, y), 'population': 0, 'country': 'UA'}
      feature = town_feature (town, title, rank, precision_km=precision_km)
      feature['id'] = 'ua-' + town['id']
      features.append (feature)
    else:
      features.append (town_feature (town, title, rank))
  features.append (inputs.feature (
    'ua-snake-island', {'name': {'en': 'Snake Island', 'uk': 'Острів Зміїний'}, 'rank': 5,
                        'capital': False, 'country': 'UA', 'precision_km': 1},
    Point (names.SNAKE_ISLAND)))
  return features


def is_wanted_abroad (town):
  (x, y), country, population = town['point'], town['country'], town['population']
  if country == 'UA' or town['code'] in QUARTERS or town['id'] in names.FOREIGN_LEFT_OUT:
    return False
  if town['name'] in names.FOREIGN_LEFT_OUT_NAMES:
    return False
  if (town['name'], country) in names.FAR_TOWNS:
    return town['code'] == 'PPLC' or population > 100000
  if not (-25 < x < 66 and 33 < y < 72):
    return False
  return town['code'] == 'PPLC' or population >= least_population_abroad (x, y, country)


def least_population_abroad (x, y, country):
  if country in LARGE_SOUTHERN:
    return 1000000
  if country in ('BY', 'MD'):
    return 60000
  if 20 < x < 42 and 43.5 < y < 54.5 and country in ('RU', 'PL', 'RO', 'SK', 'HU'):
    return 70000
  if country in ('EE', 'LV', 'LT'):
    return 70000
  if 14 < x < 46 and 41 < y < 60 or country in ('NO', 'FI', 'SE', 'DK', 'IS'):
    return 100000
  return 300000


def rank_abroad (town):
  population = town['population']
  if town['code'] == 'PPLC':
    return 1 if population >= 1000000 else 2 if population >= 300000 else 3 \
        if population >= 40000 else 6
  for rank, least in ((1, 10000000), (2, 3000000), (3, 1000000), (4, 500000), (5, 250000),
                      (6, 120000)):
    if population >= least:
      return rank
  return 7


def foreign_title (town, translated):
  english, ukrainian = names.FOREIGN_TOWNS.get (town['id'], (None, None))
  english = english or names.ENGLISH_SPELLINGS.get (town['name'], town['name'])
  ukrainian = one_apostrophe (ukrainian or translated.get (town['id'], ''))
  ukrainian = names.UKRAINIAN_SPELLINGS.get (ukrainian, ukrainian)
  return {'en': english.replace ('’', '').replace ('\'', ''), 'uk': ukrainian}


def foreign_towns (towns, translated):
  features = []
  for town in filter (is_wanted_abroad, towns):
    title = foreign_title (town, translated)
    if not is_ukrainian (title['uk']):
      print ('  no Ukrainian name:', town['country'], town['name'], town['id'])
      continue
    features.append (town_feature (town, title, rank_abroad (town), town['code'] == 'PPLC'))
  return features


def make_cities (folder):
  towns, translated = read_towns (folder), inputs.ukrainian_names (folder)
  features = war_places (towns)
  taken = {f['id'] for f in features}
  features += [f for f in ukrainian_towns (towns, translated) if f['id'] not in taken]
  features += foreign_towns (towns, translated)
  return sorted (features, key=lambda f: (f['properties']['rank'],
                                          -f['properties'].get ('population', 0), f['id']))
