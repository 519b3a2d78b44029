/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/acn-read.h"

static const char *const hues[ACN_N_HUES] = { "none",  "blue",   "teal", "green",   "olive",
                                              "ochre", "orange", "red",  "crimson", "violet",
                                              "slate", "grey",   "ink" };
static const char *const hatches[] = { "none", "diagonal", "back-diagonal", "cross", "dots" };
static const char *const markers[] = { "dot", "city" };

/*
 * acn_read_style:
 * @reader: at @object
 * @object: has perhaps a member "style"
 * @style: (inout): what holds for members that are missing
 */
void
acn_read_style (AcnReader *reader, JsonObject *object, AcnStyle *style)
{
  JsonObject *own = acn_reader_object (reader, object, "style", FALSE);
  gsize       here;

  if (own == NULL)
    return;
  here = acn_reader_enter (reader, "style");
  style->fill = acn_reader_choice (reader, own, "fill", hues, ACN_N_HUES, style->fill);
  style->opacity = acn_reader_number (reader, own, "opacity", 0, 1, style->opacity);
  style->hatch =
      acn_reader_choice (reader, own, "hatch", hatches, G_N_ELEMENTS (hatches), style->hatch);
  style->stroke = acn_reader_choice (reader, own, "stroke", hues, ACN_N_HUES, style->stroke);
  style->width_px = acn_reader_number (reader, own, "width", 0, 50, style->width_px);
  style->dash = acn_reader_boolean (reader, own, "dash", style->dash);
  style->marker =
      acn_reader_choice (reader, own, "marker", markers, G_N_ELEMENTS (markers), style->marker);
  acn_reader_leave (reader, here);
}
