/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arrays that GeoJSON calls coordinates, read straight into doubles. */
#pragma once

#include "io/acn-json-scanner.h"

G_BEGIN_DECLS

/* Levels of arrays in coordinates: those of a MultiPolygon. */
#define ACN_COORDINATES_DEPTH_MAX 4

typedef enum
{
  ACN_COORDINATES_GOOD,
  ACN_COORDINATES_NOT_NUMBERS, /* something else than numbers and arrays of them */
  ACN_COORDINATES_UNEVEN,      /* positions at different levels */
  ACN_COORDINATES_TOO_DEEP,
  ACN_COORDINATES_SHORT,       /* a position with fewer than two numbers */
  ACN_COORDINATES_EMPTY_INNER, /* an empty array within others */
} AcnCoordinatesFault;

/* AcnCoordinates: what one array of coordinates holds.
 * @begin, @end: its bytes in the document
 * @depth: level of the positions, 1 (Point) to 4 (MultiPolygon); 0 when the array is empty
 * @xy: 2 * n_points doubles: the first two numbers of each position
 * @ring_ends: ends, in points, of the arrays of positions; none when depth is 1
 * @part_ends: ends, in rings, of the arrays of those; none when depth is below 3
 * @fault: what is wrong; then the arrays are cleared
 * @fault_offset: where
 */
typedef struct
{
  gsize               begin, end;
  guint               depth;
  double             *xy;
  guint               n_points;
  guint32            *ring_ends;
  guint               n_rings;
  guint32            *part_ends;
  guint               n_parts;
  AcnCoordinatesFault fault;
  gsize               fault_offset;
} AcnCoordinates;

gboolean    acn_coordinates_read (AcnCoordinates *self, AcnJsonScanner *scanner);
void        acn_coordinates_clear (AcnCoordinates *self);
const char *acn_coordinates_fault_message (AcnCoordinatesFault fault);

G_END_DECLS
