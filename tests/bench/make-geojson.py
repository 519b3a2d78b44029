#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes look-alikes for benches. make-geojson.py FILE N_VERTICES [N_PER_RING]: one collection of wavy areas;
make-geojson.py --folder FOLDER N_FILES N_VERTICES: as many files, one a day, of the form of public
archives of a line of control: areas of N_VERTICES in all that change a little from day to day."""
import datetime
import math
import pathlib
import random
import sys


def ring(x, y, radius, n, noise):
    points = []
    for i in range(n):
        angle = i * 2 * math.pi / n
        r = radius * (1 + 0.2 * math.sin(9 * angle) + 0.05 * noise.random())
        points.append(f'[{x + r * math.cos(angle):.6f},{y + 0.6 * r * math.sin(angle):.6f}]')
    return '[' + ','.join(points + points[:1]) + ']'


def write(path, n_vertices, seed, per_ring=400, properties='{"name":"area"}'):
    noise = random.Random(seed)
    with open(path, 'w', encoding='ascii') as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        n_rings = max(1, n_vertices // per_ring)
        columns = math.ceil(math.sqrt(n_rings))
        for i in range(n_rings):
            x, y = 22 + 18 * (i % columns) / columns, 44 + 8 * (i // columns) / columns
            file.write(',\n' if i else '')
            file.write(f'{{"type":"Feature","properties":{properties},"geometry":{{"type":"Polygon",'
                       f'"coordinates":[{ring(x, y, 6 / columns, per_ring, noise)}]}}}}')
        file.write('\n]}\n')


def main():
    if sys.argv[1] == '--folder':
        folder, n_files, n_vertices = pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
        folder.mkdir(parents=True, exist_ok=True)
        for i in range(n_files):
            day = datetime.date(2022, 4, 3) + datetime.timedelta(i)
            write(folder / f'line_{day:%Y%m%d}.geojson', n_vertices // n_files, i, 300, '{}')
    else:
        write(sys.argv[1], int(sys.argv[2]), 1, *map(int, sys.argv[3:]))


main()
