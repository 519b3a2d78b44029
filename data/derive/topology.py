# SPDX-License-Identifier: GPL-3.0-or-later
"""Shared-arc topology: polygons that meet keep meeting on the very same vertices.

Administrative units go in as rings. Every stretch of ring between two junctions becomes one
arc that knows which units lie along it, so that coasts, borders and country outlines can all be
put together from the same arcs, and an arc is simplified once for everyone who uses it.
"""

import collections
import math

from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import polygonize
from shapely.strtree import STRtree


def simplify_open (points, tolerance_deg):
  """Douglas-Peucker with the longitude shrunk by the latitude; both ends stay."""
  keep = [False] * len (points)
  keep[0] = keep[-1] = True
  stack = [(0, len (points) - 1)]
  while stack:
    first, last = stack.pop ()
    index, distance = farthest (points, first, last)
    if distance > tolerance_deg:
      keep[index] = True
      stack += [(first, index), (index, last)]
  return [p for p, kept in zip (points, keep) if kept]


def farthest (points, first, last):
  shrink = math.cos (math.radians (points[first][1]))
  ax, ay = points[first][0] * shrink, points[first][1]
  dx, dy = points[last][0] * shrink - ax, points[last][1] - ay
  length2 = dx * dx + dy * dy
  best, best_distance2 = first, -1.0
  for i in range (first + 1, last):
    px, py = points[i][0] * shrink - ax, points[i][1] - ay
    t = max (0.0, min (1.0, (px * dx + py * dy) / length2)) if length2 > 0 else 0.0
    distance2 = (px - t * dx) ** 2 + (py - t * dy) ** 2
    if distance2 > best_distance2:
      best, best_distance2 = i, distance2
  return best, math.sqrt (max (best_distance2, 0.0))


def simplify_outside (points, tolerance_deg, box):
  """Simplify the stretches of a line that lie outside box; inside it every vertex stays."""
  inside = [box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in points]
  out = [points[0]]
  start = 0
  for i in range (1, len (points)):
    if inside[i] or inside[i - 1] or i == len (points) - 1:
      out += simplify_run (points[start:i + 1], tolerance_deg)
      start = i
  return out


def simplify_run (run, tolerance_deg):
  if len (run) < 3:
    return run[1:]
  if run[0] == run[-1]:
    middle, _ = farthest (run, 0, len (run) - 1)
    return (simplify_open (run[:middle + 1], tolerance_deg)[1:]
            + simplify_open (run[middle:], tolerance_deg)[1:])
  return simplify_open (run, tolerance_deg)[1:]


def crossing_lines (lines):
  """The indices of lines that cross themselves or one another anywhere but at their ends."""
  shapes = [LineString (points) for points in lines]
  index_of = {id (s): i for i, s in enumerate (shapes)}
  tree = STRtree (shapes)
  found = set ()
  for i, shape in enumerate (shapes):
    if not shape.is_simple:
      found.add (i)
    for other in tree.query (shape):
      if index_of[id (other)] < i and meets_inside (shape, other):
        found |= {i, index_of[id (other)]}
  return found


def meets_inside (a, b):
  return a.crosses (b) or a.overlaps (b) or a.covers (b) or b.covers (a)


class Topology:
  """Units are any hashable names; arcs carry the set of units along them.

  A segment that one unit passes twice is inside that unit and cancels out.
  """

  def __init__ (self):
    self.segments = collections.defaultdict (set)
    self.polygons = []
    self.owners = []

  def add (self, unit, polygon_coordinates):
    shell, *holes = polygon_coordinates
    self.polygons.append (Polygon (shell, holes))
    self.owners.append (unit)
    for ring in polygon_coordinates:
      for a, b in zip (ring, ring[1:]):
        if a != b:
          self.segments[(a, b) if a < b else (b, a)] ^= {unit}

  def build (self):
    self.tree = STRtree (self.polygons)
    self.index_of = {id (p): i for i, p in enumerate (self.polygons)}
    kept = {s: frozenset (u) for s, u in self.segments.items () if u}
    at = collections.defaultdict (list)
    for (a, b), label in kept.items ():
      at[a].append ((b, label))
      at[b].append ((a, label))
    self.nodes = {p for p, ends in at.items () if len (ends) != 2 or ends[0][1] != ends[1][1]}
    self.arcs = []
    self.seen = set ()
    for start in sorted (self.nodes):
      for after, label in sorted (at[start], key=lambda e: e[0]):
        self.follow (start, after, label, at)
    for (a, b), label in sorted (kept.items (), key=lambda e: e[0]):
      self.follow (a, b, label, at)

  def follow (self, start, after, label, at):
    if ((start, after) if start < after else (after, start)) in self.seen:
      return
    points = [start]
    here, ahead = start, after
    while True:
      self.seen.add ((here, ahead) if here < ahead else (ahead, here))
      points.append (ahead)
      if ahead in self.nodes or ahead == start:
        break
      ends = at[ahead]
      following = ends[0][0] if ends[0][0] != here else ends[1][0]
      here, ahead = ahead, following
    self.arcs.append ((label, points))

  def owner_at (self, point):
    for polygon in self.tree.query (point):
      if polygon.intersects (point):
        return self.owners[self.index_of[id (polygon)]]
    return None

  def shape (self, arcs, belongs):
    """The polygons of all units for which belongs (unit), from the arcs around them."""
    edges = [points for label, points in arcs
             if any (map (belongs, label)) and (len (label) < 2 or not all (map (belongs, label)))]
    faces = []
    for face in polygonize ([LineString (e) for e in edges]):
      owner = self.owner_at (face.representative_point ())
      if owner is not None and belongs (owner):
        faces.append (face)
    return MultiPolygon (faces)
