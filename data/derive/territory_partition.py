# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts a land into faces that share every vertex with their neighbours, on a grid of 0.0001°.

Overlapping outlines that were computed one by one meet only nearly; here their lines are cut at
each other and rounded to the grid until nothing moves, and the faces between them are what remains.
"""
import collections
import math

from shapely.geometry import LineString, MultiLineString
from shapely.ops import polygonize, unary_union
from shapely.prepared import prep

DECIMALS = 4
# A straight line on one projection is bent on another by less than a step of the grid.
LONGEST_DEG = 0.04
ROUNDS = 20


def rounded(point):
    return round(point[0], DECIMALS), round(point[1], DECIMALS)


def list_lines(geometry):
    if hasattr(geometry, 'geoms'):
        return [line for part in geometry.geoms for line in list_lines(part)]
    if geometry.geom_type == 'Polygon':
        return [geometry.exterior, *geometry.interiors]
    return [geometry] if geometry.geom_type in ('LineString', 'LinearRing') else []


def split_long(points):
    out = [points[0]]
    for a, b in zip(points, points[1:]):
        n = max(1, math.ceil(math.hypot(b[0] - a[0], b[1] - a[1]) / LONGEST_DEG))
        out += [(a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n) for i in range(1, n)]
        out.append(b)
    return out


def to_segments(lines):
    segments = set()
    for line in lines:
        points = [rounded(p) for p in line.coords]
        segments |= {(min(a, b), max(a, b)) for a, b in zip(points, points[1:]) if a != b}
    return segments


def cut_lines(areas):
    """Segments on the grid that meet only at their ends."""
    lines = [LineString(split_long(list(line.coords)))
             for area in areas for line in list_lines(area)]
    segments = to_segments(lines)
    for _ in range(ROUNDS):
        noded = unary_union(MultiLineString([list(s) for s in sorted(segments)]))
        after = to_segments(list_lines(noded))
        if after == segments:
            return noded
        segments = after
    raise ValueError('the lines do not come to rest on the grid')


def area_km2(polygon):
    """Roughly, for comparing with a limit."""
    return polygon.area * 111.2 * 111.2 * math.cos(math.radians(polygon.centroid.y))


def cut_faces(land, owned):
    """[(owner, face)] of a land cut along the areas of owned, [(owner, area)]; faces lie in one."""
    tests = [(owner, area.bounds, prep(area), area) for owner, area in owned]
    inside = prep(land)
    faces = []
    for face in polygonize(cut_lines([land] + [area for _, area in owned])):
        point = face.representative_point()
        if not inside.contains(point):
            continue
        found = [owner for owner, box, test, _ in tests
                 if box[0] <= point.x <= box[2] and box[1] <= point.y <= box[3]
                 and test.contains(point)]
        faces.append((found[0] if found else min(tests, key=lambda t: t[3].distance(point))[0],
                      face))
    return faces


def absorb_slivers(faces, least_km2):
    """The faces, where each smaller one that has neighbours goes to the one it borders longest."""
    sides = collections.defaultdict(list)
    for number, (_, face) in enumerate(faces):
        for line in list_lines(face):
            for a, b in zip(line.coords, line.coords[1:]):
                sides[min(a, b), max(a, b)].append(number)
    shared = collections.defaultdict(collections.Counter)
    for (a, b), numbers in sides.items():
        if len(numbers) == 2:
            km = math.hypot(a[0] - b[0], a[1] - b[1])
            shared[numbers[0]][numbers[1]] += km
            shared[numbers[1]][numbers[0]] += km
    owners = [owner for owner, _ in faces]
    small = [n for n, (_, face) in enumerate(faces) if area_km2(face) < least_km2]
    for number in sorted(small, key=lambda n: faces[n][1].area):
        if shared[number]:
            owners[number] = owners[shared[number].most_common(1)[0][0]]
    return [(owner, face) for owner, (_, face) in zip(owners, faces)]
