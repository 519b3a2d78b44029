/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-json-coordinates.h"

#include "base/acn-memory.h"

#include <glib/gi18n.h>
#include <string.h>

/* What grows while an array is read. */
typedef struct
{
  AcnCoordinates *out;
  gsize           room_points, room_rings, room_parts;
  guint           base; /* depth of the scanner outside the array */
  guint           n_here[ACN_COORDINATES_DEPTH_MAX + 1]; /* values of each open level so far */
  double          ordinates[2];
} Reading;

static void
set_fault (AcnCoordinates *self, AcnCoordinatesFault fault, gsize offset)
{
  if (self->fault != ACN_COORDINATES_GOOD)
    return;
  self->fault = fault;
  self->fault_offset = offset;
}

static inline void
push_point (Reading *reading, double x, double y)
{
  AcnCoordinates *out = reading->out;

  if (G_UNLIKELY (out->n_points == reading->room_points))
    {
      reading->room_points = MAX (16, reading->room_points * 2);
      out->xy = g_renew (double, out->xy, 2 * reading->room_points);
      acn_memory_expect (out->xy, 2 * reading->room_points * sizeof (double));
    }
  out->xy[2 * out->n_points] = x;
  out->xy[2 * out->n_points + 1] = y;
  out->n_points++;
}

static void
push_end (guint32 **ends, guint *n, gsize *room, guint32 end)
{
  if (*n == *room)
    {
      *room = MAX (4, *room * 2);
      *ends = g_renew (guint32, *ends, *room);
    }
  (*ends)[(*n)++] = end;
}

static void
read_number (Reading *reading, const AcnJsonScanner *scanner, guint level)
{
  AcnCoordinates *out = reading->out;

  if (out->depth == 0)
    out->depth = level;
  if (out->depth != level)
    {
      set_fault (out, ACN_COORDINATES_UNEVEN, scanner->begin);
      return;
    }
  if (reading->n_here[level] < 2)
    reading->ordinates[reading->n_here[level]] = scanner->number;
  reading->n_here[level]++;
}

static void
open_array (Reading *reading, const AcnJsonScanner *scanner, guint level)
{
  AcnCoordinates *out = reading->out;

  if (level > ACN_COORDINATES_DEPTH_MAX)
    set_fault (out, ACN_COORDINATES_TOO_DEEP, scanner->begin);
  else if (out->depth != 0 && level > out->depth)
    set_fault (out, ACN_COORDINATES_UNEVEN, scanner->begin);
  else
    {
      reading->n_here[level] = 0;
      reading->n_here[level - 1]++;
    }
}

static void
close_array (Reading *reading, const AcnJsonScanner *scanner, guint level)
{
  AcnCoordinates *out = reading->out;
  const guint     n = reading->n_here[level];

  if (n == 0 && level > 1)
    set_fault (out,
               level == out->depth ? ACN_COORDINATES_SHORT : ACN_COORDINATES_EMPTY_INNER,
               scanner->begin);
  else if (out->depth == 0)
    return;
  else if (level == out->depth && n < 2)
    set_fault (out, ACN_COORDINATES_SHORT, scanner->begin);
  else if (level == out->depth)
    push_point (reading, reading->ordinates[0], reading->ordinates[1]);
  else if (level + 1 == out->depth)
    push_end (&out->ring_ends, &out->n_rings, &reading->room_rings, out->n_points);
  else if (level + 2 == out->depth)
    push_end (&out->part_ends, &out->n_parts, &reading->room_parts, out->n_rings);
}

/* Positions in a row at the level of positions. */
static void
read_positions (Reading *reading, AcnJsonScanner *scanner)
{
  AcnCoordinates *out = reading->out;
  const guint     level = scanner->depth - reading->base + 1;
  double          x, y;

  if (level < 2 || level > ACN_COORDINATES_DEPTH_MAX || out->fault != ACN_COORDINATES_GOOD ||
      (out->depth != 0 && out->depth != level))
    return;
  while (acn_json_scanner_next_position (scanner, &x, &y))
    {
      out->depth = level;
      reading->n_here[level - 1]++;
      push_point (reading, x, y);
    }
}

static void
shrink (AcnCoordinates *self)
{
  self->xy = g_renew (double, self->xy, 2 * (gsize) self->n_points);
  self->ring_ends = g_renew (guint32, self->ring_ends, self->n_rings);
  self->part_ends = g_renew (guint32, self->part_ends, self->n_parts);
}

/**
 * acn_coordinates_read:
 * @self: (out caller-allocates): what the array holds
 * @scanner: a scanner that has just read the beginning of the array
 *
 * Reads to the end of the array. Third and later numbers of a position are skipped (altitude is
 * none of this program's business). What is JSON but no coordinates is a fault in @self.
 *
 * Returns: %FALSE when it is not JSON: see the scanner
 */
gboolean
acn_coordinates_read (AcnCoordinates *self, AcnJsonScanner *scanner)
{
  Reading reading = { .out = self, .base = scanner->depth - 1 };

  memset (self, 0, sizeof *self);
  self->begin = scanner->begin;
  while (scanner->depth > reading.base)
    {
      AcnJsonToken token;
      guint        level;

      read_positions (&reading, scanner);
      token = acn_json_scanner_next (scanner);
      if (token == ACN_JSON_ERROR)
        return FALSE;
      if (self->fault != ACN_COORDINATES_GOOD)
        continue;
      level = scanner->depth - reading.base;
      if (token == ACN_JSON_NUMBER)
        read_number (&reading, scanner, level);
      else if (token == ACN_JSON_ARRAY_BEGIN)
        open_array (&reading, scanner, level);
      else if (token == ACN_JSON_ARRAY_END)
        close_array (&reading, scanner, level + 1);
      else
        set_fault (self, ACN_COORDINATES_NOT_NUMBERS, scanner->begin);
    }
  self->end = scanner->end;
  if (self->fault != ACN_COORDINATES_GOOD)
    self->n_points = self->n_rings = self->n_parts = self->depth = 0;
  shrink (self);
  return TRUE;
}

/**
 * acn_coordinates_clear:
 * @self: coordinates
 */
void
acn_coordinates_clear (AcnCoordinates *self)
{
  g_clear_pointer (&self->xy, g_free);
  g_clear_pointer (&self->ring_ends, g_free);
  g_clear_pointer (&self->part_ends, g_free);
}

/**
 * acn_coordinates_fault_message:
 * @fault: what is wrong
 *
 * Returns: a sentence without its period
 */
const char *
acn_coordinates_fault_message (AcnCoordinatesFault fault)
{
  switch (fault)
    {
    case ACN_COORDINATES_NOT_NUMBERS:
      return _ ("coordinates hold nothing but numbers and arrays of them");
    case ACN_COORDINATES_UNEVEN:
      return _ ("all positions of one geometry stand at the same level of arrays");
    case ACN_COORDINATES_TOO_DEEP:
      return _ ("coordinates with more than four levels of arrays fit no geometry");
    case ACN_COORDINATES_SHORT:
      return _ ("a position is a longitude and a latitude");
    case ACN_COORDINATES_EMPTY_INNER:
      return _ ("an empty array where positions should be");
    case ACN_COORDINATES_GOOD:
    default:
      return "";
    }
}
