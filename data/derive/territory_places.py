# SPDX-License-Identifier: GPL-3.0-or-later
"""Who held which place when: the tables of ../territory read into places with dated histories.

control.csv has a row a settlement and a letter a date; front/*.csv have, a section of the front, the
villages between which the line ran, each placed from a settlement of control.csv (its geonameid, km,
bearing in degrees from north) and with the days on which it changed hands; turns.csv dates what
control.csv only brackets. Letters: U Ukraine, R Russia, C contested.
"""
import csv
import datetime
import math
import pathlib

TERRITORY = pathlib.Path(__file__).resolve().parent.parent / 'territory'

# Column of control.csv -> first day on which it is shown. The first two columns stand for what
# held from the seizure of Crimea and from the fall of Debaltseve, after which the line froze.
BEGINS = {'2014-03-21': '2014-02-27', '2021-12-31': '2015-02-18'}
FIRST_DAY = '2014-02-27'
TURN_KM = 90
KM_PER_DEG = 111.2
SQUEEZE = math.cos(math.radians(48.7))


class Place:
    """A named point and who held it: history is [(first day, letter)], each until the next."""

    def __init__(self, name, lon, lat, history, is_front):
        self.name, self.lon, self.lat = name, lon, lat
        self.history, self.is_front = history, is_front


def read_table(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def away_km(lon, lat, other_lon, other_lat):
    return math.hypot((lon - other_lon) * SQUEEZE, lat - other_lat) * KM_PER_DEG


def turn_day(place, letter, before, until, turns):
    """The day after before, at the latest until, on which a settlement came to be held so."""
    lon, lat = place
    near = [(away_km(lon, lat, float(t['lon']), float(t['lat'])), t['day'])
            for t in turns if t['to'] == letter and before < t['day'] <= until]
    km, day = min(near, default=(TURN_KM, until))
    return day if km < TURN_KM else until


def read_control():
    rows, turns = read_table(TERRITORY / 'control.csv'), read_table(TERRITORY / 'turns.csv')
    dates = [column for column in rows[0] if column[:2] == '20']
    begins = [BEGINS.get(date, date) for date in dates]
    places, by_id = [], {}
    for row in rows:
        point = (float(row['lon']), float(row['lat']))
        history = [(begins[0], row[dates[0]])]
        for i in range(1, len(dates)):
            letter = row[dates[i]]
            if letter != history[-1][1]:
                day = turn_day(point, letter, begins[i - 1], begins[i], turns)
                history.append((day, letter))
        places.append(Place(row['settlement'], *point, history, False))
        by_id.setdefault(row['geonameid'], point)
    return places, by_id


def move(point, km, bearing_deg):
    """The point that lies km from another in a direction, on a sphere flat for so short a way."""
    north = km * math.cos(math.radians(bearing_deg)) / KM_PER_DEG
    middle = math.radians(point[1] + north / 2)
    east = km * math.sin(math.radians(bearing_deg)) / KM_PER_DEG / math.cos(middle)
    return point[0] + east, point[1] + north


def parse_held(text):
    """'R 2022-03-05; U 2023-08-28' -> [(first day, letter)]; before the first it was Ukraine's."""
    history = [(FIRST_DAY, 'U')]
    for turn in text.split(';'):
        letter, day = turn.split()
        day = datetime.date.fromisoformat(day).isoformat()
        if letter not in ('U', 'R', 'C') or day < history[-1][0]:
            raise ValueError(f'not a turn after {history[-1][0]}: {turn}')
        if letter != history[-1][1]:
            history.append((day, letter))
    return history


def read_fronts(by_id):
    places = []
    for path in sorted((TERRITORY / 'front').glob('*.csv')):
        for row in read_table(path):
            point = move(by_id[row['geonameid']], float(row['km']), float(row['bearing']))
            places.append(Place(row['place'], *point, parse_held(row['held']), True))
    return places


def read_places():
    places, by_id = read_control()
    return places + read_fronts(by_id)
