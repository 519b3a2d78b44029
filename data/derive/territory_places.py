# SPDX-License-Identifier: GPL-3.0-or-later
"""Who held which place when: the tables of ../territory read into places with dated histories.

control.csv has a row a settlement and a letter a date; front/*.csv have, a section of the front, the
villages between which the line ran, each placed from a settlement of control.csv (its geonameid, km,
bearing in degrees from north) and with the days on which it changed hands; turns.csv dates what
control.csv only brackets; known.csv tells better what control.csv has wrong or too coarse;
donbas-2014.csv has the towns of the Donbas with what came before the line of 2015. Letters: U
Ukraine, R Russia, C contested. A day with ~ behind it is right to some days.
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
FROZEN_DAY = '2015-02-18'
MINSK_DAY = '2014-09-05'
INVASION = '2022-02-24'
# The map behind 30 March 2022 fills the ground between the roads, those of the weeks around it do
# not: who is held on it alone is held from the passing of the columns on.
FILLED, BEFORE, AFTER, LATER = '2022-03-30', '2022-03-25', '2022-04-08', '2022-09-06'
TURN_KM = 90
# A village of a front's table takes the place of a settlement of control.csv that is so near.
SAME_KM = 0.8
KM_PER_DEG = 111.2
SQUEEZE = math.cos(math.radians(48.7))
# The daily series that is cited by the day when a table names no other document.
DAILY = 'isw-rocas'
SERIES = (DAILY, 'osce-smm-2014')
OWN_TABLE = 'settlement-control'


class Place:
    """A named point and who held it: history is [(first day, letter)], each until the next;
    documents has, for a first day, what tells it: [(source, locator or '')]; neighbours has
    how far the line to each neighbour of another history may be off, in km, and that history."""

    def __init__(self, name, lon, lat, history, documents):
        self.name, self.lon, self.lat = name, lon, lat
        self.history, self.documents = history, documents
        self.neighbours = []


def read_table(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def away_km(lon, lat, other_lon, other_lat):
    return math.hypot((lon - other_lon) * SQUEEZE, lat - other_lat) * KM_PER_DEG


def read_segments(rule):
    """The features of segments.csv that have that part in the drawing."""
    return [row['feature'] for row in read_table(TERRITORY / 'segments.csv') if row['rule'] == rule]


def cite_day(day):
    """What tells who held what on a day of which no row names a document, right to some days."""
    if day >= INVASION:
        return DAILY, day + '~'
    return ('osce-smm-2014', day + '~') if day < '2015' else ('osce-smm-2015-02', '')


def cite(sources, day, about=''):
    """'isw-rocas maliar-2023-08-28' -> [(source, locator)]; of a series the issue of the day."""
    if not sources.strip():
        sources = DAILY if day >= INVASION else OWN_TABLE
    return [(source, day + about if source in SERIES else '') for source in sources.split()]


def turn_of(place, letter, before, until, turns):
    """(day, documents): the day after before, at the latest until, on which a settlement came to
    be held so, and what tells it."""
    lon, lat = place
    near = [(away_km(lon, lat, float(t['lon']), float(t['lat'])), t['day'], t['documents'])
            for t in turns if t['to'] == letter and before < t['day'] <= until]
    km, day, sources = min(near, default=(TURN_KM, until, ''))
    if km < TURN_KM:
        return day, cite(sources, day, '~')
    return until, [cite_day(until)]


def smooth(row):
    """A settlement's letters without what only the manner of one map explains."""
    letters = {date: letter for date, letter in row.items() if date[:2] == '20'}
    if letters[FILLED] == 'R' and letters[BEFORE] == letters[AFTER] == 'U' != letters[LATER]:
        return letters
    if letters[FILLED] == 'R' and letters[BEFORE] == letters[AFTER] == 'U':
        letters[BEFORE] = 'R'
    for before, date, after in ((BEFORE, FILLED, AFTER), (FILLED, AFTER, LATER)):
        if letters[date] == 'U' and letters[before] == letters[after] == 'R':
            letters[date] = 'R'
    return letters


def read_control():
    rows, turns = read_table(TERRITORY / 'control.csv'), read_table(TERRITORY / 'turns.csv')
    places, by_id = [], {}
    for row in rows:
        letters = smooth(row)
        dates = list(letters)
        begins = [BEGINS.get(date, date) for date in dates]
        point = (float(row['lon']), float(row['lat']))
        history, documents = [(begins[0], letters[dates[0]])], {}
        for i in range(1, len(dates)):
            letter = letters[dates[i]]
            if letter != history[-1][1]:
                day, documents[day] = turn_of(point, letter, begins[i - 1], begins[i], turns)
                history.append((day, letter))
        places.append(Place(row['settlement'], *point, history, documents))
        by_id.setdefault(row['geonameid'], point)
    return places, by_id


def move(point, km, bearing_deg):
    """The point that lies km from another in a direction, on a sphere flat for so short a way."""
    north = km * math.cos(math.radians(bearing_deg)) / KM_PER_DEG
    middle = math.radians(point[1] + north / 2)
    east = km * math.sin(math.radians(bearing_deg)) / KM_PER_DEG / math.cos(middle)
    return point[0] + east, point[1] + north


def parse_held(text, sources=''):
    """'R 2022-03-05~; U 2023-08-28' -> ([(first day, letter)], {first day: documents}); before the
    first it was Ukraine's."""
    history, documents = [(FIRST_DAY, 'U')], {}
    turns = text.split(';')
    told = sources.split(';') + [''] * len(turns)
    for turn, source in zip(turns, told):
        letter, day = turn.split()
        about = '~' if day.endswith('~') else ''
        day = datetime.date.fromisoformat(day.rstrip('~')).isoformat()
        if letter not in ('U', 'R', 'C') or day < history[-1][0]:
            raise ValueError(f'not a turn after {history[-1][0]}: {turn}')
        if letter != history[-1][1]:
            history.append((day, letter))
            documents[day] = cite(source, day, about)
    return history, documents


def read_fronts(by_id):
    places = []
    for path in sorted((TERRITORY / 'front').glob('*.csv')):
        for row in read_table(path):
            point = move(by_id[row['geonameid']], float(row['km']), float(row['bearing']))
            places.append(Place(row['place'], *point,
                                *parse_held(row['held'], row['documents'])))
    return places


def correct(places):
    """Gives the settlements around a row of known.csv its history from 2015 on."""
    for row in read_table(TERRITORY / 'known.csv'):
        history, documents = parse_held(row['held'], row['documents'])
        for place in places:
            if away_km(place.lon, place.lat, float(row['lon']), float(row['lat'])) \
                    <= float(row['radius_km']):
                place.history, place.documents = list(history), dict(documents)


def prepend_2014(places, by_id):
    """Gives each place what the nearest town of donbas-2014.csv has before the line of 2015."""
    towns = [(by_id[row['geonameid']], float(row['radius_km']),
              *parse_held(row['held'], row['documents']))
             for row in read_table(TERRITORY / 'donbas-2014.csv')]
    for place in places:
        near = min((away_km(place.lon, place.lat, *point), n)
                   for n, (point, _, _, _) in enumerate(towns))
        _, radius_km, earlier, told = towns[near[1]]
        if near[0] > radius_km or any(FIRST_DAY < day < FROZEN_DAY for day, _ in place.history):
            continue
        line = [letter for day, letter in place.history if day <= FROZEN_DAY][-1]
        later = [turn for turn in place.history if turn[0] > FROZEN_DAY]
        if earlier[-1][1] != line:
            # Its own side of the line since the Protocol, unless the town itself turned later.
            earlier = [turn for turn in earlier if turn[0] < MINSK_DAY]
            if earlier[-1][1] != line:
                earlier.append((MINSK_DAY, line))
            told = {**told, MINSK_DAY: [('minsk-protocol', '')]}
        place.history = earlier + later
        place.documents = {**told, **{day: place.documents[day] for day, _ in later}}


def read_places():
    settlements, by_id = read_control()
    correct(settlements)
    fronts = read_fronts(by_id)
    places = [place for place in settlements
              if all(away_km(place.lon, place.lat, other.lon, other.lat) > SAME_KM
                     for other in fronts)] + fronts
    prepend_2014(places, by_id)
    return places
