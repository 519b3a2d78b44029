#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the offline basemap promises: run with python3 and shapely, no arguments."""

import json
import os
import re
import sys
import unittest

from shapely.geometry import LinearRing, Point, box, shape

sys.path.insert (0, os.path.join (os.path.dirname (os.path.abspath (__file__)), os.pardir))
import tap  # noqa: E402

DATA = os.path.join (os.path.dirname (os.path.abspath (__file__)), os.pardir, os.pardir, 'data')
FILES = ('basemap/land', 'basemap/borders', 'basemap/oblasts', 'basemap/lakes', 'basemap/rivers',
         'basemap/labels', 'ukraine-nato/countries', 'ukraine-nato/oblasts', 'ukraine-nato/cities')
MEMBERS = ('AL BE BG CA HR CZ DK EE FI FR DE GR HU IS IT LV LT LU ME NL MK NO PL PT RO SK SI ES SE '
           'TR GB US').split ()
NEIGHBOURS = 'UA RU BY MD GE AM AZ AT CH IE RS BA XK CY MT JP'.split ()
CORE = (20, 43, 42, 54)
GREATEST_TOTAL_BYTES = 6000000
KINDS = {'country', 'sea', 'ocean', 'region', 'river'}


def load (name):
  with open (os.path.join (DATA, name + '.geojson'), encoding='utf-8') as stream:
    return json.load (stream)


def polygons_of (geometry):
  return {'Polygon': [geometry['coordinates']],
          'MultiPolygon': geometry['coordinates']}.get (geometry['type'], [])


def points_of (coordinates):
  if isinstance (coordinates[0], (int, float)):
    yield tuple (coordinates)
  else:
    for part in coordinates:
      yield from points_of (part)


def in_core (point):
  return CORE[0] <= point[0] <= CORE[2] and CORE[1] <= point[1] <= CORE[3]


class Basemap (unittest.TestCase):
  @classmethod
  def setUpClass (cls):
    cls.files = {name: load (name) for name in FILES}
    cls.countries = {f['id']: f for f in cls.files['ukraine-nato/countries']['features']}
    cls.shapes = {i: shape (f['geometry']) for i, f in cls.countries.items ()}

  def every_feature (self):
    for name, collection in self.files.items ():
      for f in collection['features']:
        yield name, f

  def core_points (self, name):
    return {p for f in self.files[name]['features']
            for p in points_of (f['geometry']['coordinates']) if in_core (p)}

  def test_is_geojson (self):
    for name, collection in self.files.items ():
      with self.subTest (name):
        self.assertEqual (collection['type'], 'FeatureCollection')
        self.assertNotIn ('crs', collection)
        self.assertTrue (collection['features'])
        ids = [f['id'] for f in collection['features']]
        self.assertTrue (all (isinstance (i, str) and i for i in ids))
        self.assertEqual (len (ids), len (set (ids)))

  def test_coordinates (self):
    for name, f in self.every_feature ():
      for x, y in points_of (f['geometry']['coordinates']):
        if not (-180 <= x <= 180 and -90 <= y <= 90 and round (x, 5) == x and round (y, 5) == y):
          self.fail ('%s %s: %r %r' % (name, f['id'], x, y))

  def test_geometry_is_valid (self):
    for name, f in self.every_feature ():
      geometry = shape (f['geometry'])
      if not geometry.is_valid or geometry.is_empty:
        self.fail ('%s %s is not valid' % (name, f['id']))

  def test_winding (self):
    for name, f in self.every_feature ():
      for polygon in polygons_of (f['geometry']):
        for i, ring in enumerate (polygon):
          self.assertEqual (ring[0], ring[-1], (name, f['id']))
          self.assertEqual (LinearRing (ring).is_ccw, i == 0, (name, f['id'], i))

  def test_both_languages (self):
    cyrillic = re.compile ('[А-Яа-яІіЇїЄєҐґ]')
    for name, f in self.every_feature ():
      for title in [f['properties'].get ('name')] + f['properties'].get ('sides', []):
        if title is not None:
          self.assertEqual (set (title), {'en', 'uk'}, (name, f['id']))
          self.assertRegex (title['uk'], cyrillic, (name, f['id']))
          self.assertNotRegex (title['uk'], '[ЫыЭэЪъЁё]', (name, f['id']))
          self.assertNotRegex (title['en'], cyrillic, (name, f['id']))
    for name in ('basemap/labels', 'ukraine-nato/countries', 'ukraine-nato/oblasts',
                 'ukraine-nato/cities'):
      for f in self.files[name]['features']:
        self.assertIn ('name', f['properties'], (name, f['id']))

  def test_members_and_neighbours (self):
    actors = {f['properties']['actor'] for f in self.countries.values ()}
    self.assertEqual (len (MEMBERS), 32)
    for code in MEMBERS + NEIGHBOURS:
      self.assertIn (code, actors)
    self.assertEqual (self.countries['DE-1949']['properties']['when'], '../1990-10-02')
    self.assertEqual (self.countries['DE']['properties']['when'], '1990-10-03/..')
    self.assertTrue (self.shapes['DE'].buffer (1e-6).contains (self.shapes['DE-1949']))

  def test_ukraine_is_whole (self):
    ukraine, russia = self.shapes['UA'], self.shapes['RU']
    for place in ((34.10, 44.95), (33.60, 44.62), (36.40, 45.32), (37.80, 48.00), (39.31, 48.57),
                  (37.55, 47.10), (32.70, 46.70), (35.14, 47.84), (30.52, 50.45), (24.03, 49.84)):
      self.assertTrue (ukraine.contains (Point (place)), place)
      self.assertFalse (russia.contains (Point (place)), place)
    west, south, east, north = ukraine.bounds
    for value, wanted in ((west, 22.13), (south, 44.38), (east, 40.16), (north, 52.37)):
      self.assertAlmostEqual (value, wanted, delta=0.02)
    self.assertLess (ukraine.intersection (russia).area, 1e-9)

  def test_oblasts_make_up_ukraine (self):
    shapes = [shape (f['geometry']) for f in self.files['ukraine-nato/oblasts']['features']]
    self.assertEqual (len (shapes), 27)
    self.assertAlmostEqual (sum (s.area for s in shapes), self.shapes['UA'].area, places=6)

  def test_no_border_inside_ukraine (self):
    inside = self.shapes['UA'].buffer (-0.001)
    for f in self.files['basemap/borders']['features']:
      self.assertIn (f['properties']['class'], ('state', 'disputed'))
      self.assertFalse (shape (f['geometry']).intersects (inside), f['id'])
      if 'UA' in f['properties']['actors']:
        self.assertEqual (f['properties']['class'], 'state')
    pairs = {tuple (f['properties']['actors']) for f in self.files['basemap/borders']['features']}
    for code in ('BY', 'HU', 'MD', 'PL', 'RO', 'RU', 'SK'):
      self.assertIn (tuple (sorted (('UA', code))), pairs)

  def test_countries_do_not_overlap (self):
    shapes = [(i, shape_) for i, shape_ in self.shapes.items () if i != 'DE-1949']
    for n, (i, one) in enumerate (shapes):
      for j, other in shapes[n + 1:]:
        if box (*one.bounds).intersects (box (*other.bounds)):
          self.assertLess (one.intersection (other).area, 1e-3, (i, j))

  def test_vertices_are_shared (self):
    land, borders = self.core_points ('basemap/land'), self.core_points ('basemap/borders')
    countries = self.core_points ('ukraine-nato/countries')
    oblasts = self.core_points ('ukraine-nato/oblasts')
    lines = self.core_points ('basemap/oblasts')
    self.assertEqual (countries - land - borders, set ())
    self.assertEqual (borders - countries, set ())
    self.assertEqual (oblasts - lines - land - borders, set ())
    self.assertEqual (lines - oblasts, set ())
    self.assertGreater (len (land), 1500)

  def test_the_far_world_is_there (self):
    land = [shape (f['geometry']) for f in self.files['basemap/land']['features']]
    for place in ((-77.1, 38.95), (-79.4, 43.8), (138.5, 36.0), (-58.5, -34.7), (30.5, 50.5)):
      self.assertTrue (any (p.contains (Point (place)) for p in land), place)
    self.assertEqual ({f['properties']['detail'] for f in self.files['basemap/land']['features']},
                      {'10m', '50m', 'mixed'})

  def test_article_6_leaves_out (self):
    for code, place in (('US', (-155.5, 19.6)), ('FR', (-53.0, 4.0)), ('ES', (-5.31, 35.89)),
                        ('ES', (-2.94, 35.29)), ('FR', (55.5, -21.1))):
      self.assertFalse (self.shapes[code].buffer (0.02).contains (Point (place)), (code, place))
    for code, place in (('US', (-152.0, 64.0)), ('PT', (-25.5, 37.78)), ('ES', (-15.6, 28.0)),
                        ('NO', (17.0, 79.0)), ('TR', (33.0, 39.5)), ('GL', (-42.0, 72.0))):
      self.assertTrue (self.shapes[code].contains (Point (place)), (code, place))

  def test_waters (self):
    named = {f['properties']['name']['en']: f for f in self.files['basemap/lakes']['features']
             if 'name' in f['properties']}
    for title in ('Kakhovka Reservoir', 'Kremenchuk Reservoir', 'Kyiv Reservoir', 'Syvash'):
      self.assertIn (title, named)
    self.assertEqual (named['Kakhovka Reservoir']['properties']['when'], '../2023-06')
    rivers = {f['properties']['name']['en'] for f in self.files['basemap/rivers']['features']
              if 'name' in f['properties']}
    for title in ('Dnipro', 'Dniester', 'Southern Buh', 'Danube', 'Siverskyi Donets', 'Desna',
                  'Don', 'Vistula', 'Volga', 'Prypiat'):
      self.assertIn (title, rivers)

  def test_labels (self):
    for f in self.files['basemap/labels']['features']:
      p, g = f['properties'], f['geometry']
      self.assertIn (p['kind'], KINDS)
      self.assertIn (p['rank'], range (1, 11))
      if g['type'] == 'LineString':
        self.assertLess (g['coordinates'][0][0], g['coordinates'][-1][0], f['id'])

  def test_cities (self):
    cities = self.files['ukraine-nato/cities']['features']
    capitals = {f['properties']['country'] for f in cities if f['properties']['capital']}
    self.assertEqual (set (MEMBERS) - capitals, set ())
    ukraine = self.shapes['UA'].buffer (0.03)
    home = {f['properties']['name']['en']: f for f in cities if f['properties']['country'] == 'UA'}
    for title in ('Kyiv', 'Odesa', 'Kharkiv', 'Dnipro', 'Mykolaiv', 'Zaporizhzhia', 'Bakhmut',
                  'Avdiivka', 'Robotyne', 'Chasiv Yar', 'Vuhledar', 'Izium', 'Kupiansk', 'Lyman',
                  'Balakliia', 'Soledar', 'Popasna', 'Snake Island', 'Sevastopol', 'Simferopol'):
      self.assertIn (title, home)
    for f in home.values ():
      if f['id'] != 'ua-snake-island':
        self.assertTrue (ukraine.contains (shape (f['geometry'])), f['id'])
    for f in cities:
      self.assertIn (f['properties']['rank'], range (1, 11))

  def test_size (self):
    total = sum (os.path.getsize (os.path.join (DATA, name + '.geojson')) for name in FILES)
    self.assertLess (total, GREATEST_TOTAL_BYTES)


if __name__ == '__main__':
  tap.main ()
