#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a dossier of N made-up events, the same for the same N and seed.
Usage: make-events.py N FILE.dossier.json [SEED]"""
import datetime
import random
import sys

LANES = 10
FIRST = datetime.date(1949, 4, 4).toordinal()
LAST = datetime.date(2030, 1, 1).toordinal()
NOUNS = ('Summit', 'Ceasefire', 'Decision', 'Delivery', 'Agreement', 'Offensive', 'Vote', 'Visit')
PLACES = ('in the north', 'at the river', 'of the alliance', 'on the coast', 'in the capital')


def when(rand):
    """Mostly days, also months, years, approximate days, intervals and open ends, denser later."""
    day = FIRST + int((LAST - FIRST) * rand.random() ** 0.5)
    date = datetime.date.fromordinal(day).isoformat()
    kind = rand.random()
    if kind < 0.80:
        return date
    if kind < 0.85:
        return date[:7]
    if kind < 0.87:
        return date[:4]
    if kind < 0.90:
        return date + '~'
    if kind < 0.99:
        end = min(day + 1 + int(rand.expovariate(1 / 60)), LAST)
        return f'{date}/{datetime.date.fromordinal(end).isoformat()}'
    return date + '/..'


def main():
    n, path = int(sys.argv[1]), sys.argv[2]
    rand = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    with open(path, 'w', encoding='utf-8') as file:
        lanes = ','.join(f'{{"id":"l{i}","title":"Lane {i}"}}' for i in range(LANES))
        file.write('{"format":"accession-dossier","version":1,"id":"many","title":"Many events",'
                   f'"lanes":[{lanes}],"sources":[{{"id":"s","type":"report","title":"A source"}}],'
                   '"events":[')
        for i in range(n):
            rank = 1 + min(int(rand.expovariate(0.5)), 4) if rand.random() < 0.3 else 5
            file.write(f'{"," if i else ""}\n{{"id":"e{i}","title":"{rand.choice(NOUNS)} {i} '
                       f'{rand.choice(PLACES)}","when":"{when(rand)}","lane":"l{rand.randrange(LANES)}",'
                       f'"rank":{rank},"text":"What was told about number {i}.",'
                       f'"citations":[{{"source":"s","locator":"p. {i % 900}"}}]}}')
        file.write(']}\n')


main()
