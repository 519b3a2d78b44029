/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-readout-cell.h"

#include <math.h>

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "paint/acn-swatch.h"

/* As in the template. */
#define SPACING_PX 4

struct _AcnReadoutCell
{
  GtkWidget parent_instance;

  char *name;
  char *mark; /* "Hypothetical" where so, else NULL */

  GtkWidget *body;
  GtkWidget *name_row;
  AcnSwatch *swatch;
  AcnSwatch *lone_swatch; /* stands in where there is no room for the name */
  GtkLabel  *title;
  GtkLabel  *km2;
  GtkLabel  *range;
  GtkLabel  *km2_below; /* the third line is one of these */
  GtkLabel  *range_below;
  GtkLabel  *share;
};

G_DEFINE_FINAL_TYPE (AcnReadoutCell, acn_readout_cell, GTK_TYPE_WIDGET)

static void
acn_readout_cell_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ACN_TYPE_READOUT_CELL);
  G_OBJECT_CLASS (acn_readout_cell_parent_class)->dispose (object);
}

static void
acn_readout_cell_finalize (GObject *object)
{
  AcnReadoutCell *self = ACN_READOUT_CELL (object);

  g_free (self->name);
  g_free (self->mark);
  G_OBJECT_CLASS (acn_readout_cell_parent_class)->finalize (object);
}

static void
acn_readout_cell_class_init (AcnReadoutCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_readout_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = acn_readout_cell_finalize;
  g_type_ensure (ACN_TYPE_SWATCH);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-readout-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, body);
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, name_row);
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, swatch);
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, lone_swatch);
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, title);
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, km2);
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, range);
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, km2_below);
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, range_below);
  gtk_widget_class_bind_template_child (widget_class, AcnReadoutCell, share);
}

static void
acn_readout_cell_init (AcnReadoutCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* As wide as the numbers will be, more or less, so that nothing moves when they come. */
static void
leave_room (AcnReadoutCell *self)
{
  /* As wide as a digit, three bytes each. */
  static const char spaces[] = "\u2007\u2007\u2007\u2007\u2007\u2007\u2007\u2007\u2007"
                               "\u2007\u2007\u2007\u2007\u2007\u2007\u2007\u2007";
  g_autofree char  *km2 = g_strndup (spaces, 11 * 3), *share = g_strndup (spaces, 5 * 3);

  gtk_label_set_text (self->km2, km2);
  gtk_label_set_text (self->range, spaces);
  gtk_label_set_text (self->km2_below, km2);
  gtk_label_set_text (self->range_below, spaces);
  gtk_label_set_text (self->share, share);
}

/**
 * acn_readout_cell_new:
 * @layer: the layer whose area is told
 * @language: of its title
 *
 * Returns: a cell without numbers
 */
GtkWidget *
acn_readout_cell_new (const AcnLayer *layer, const char *language)
{
  AcnReadoutCell *self = g_object_new (ACN_TYPE_READOUT_CELL, NULL);

  self->name = g_strdup (acn_text_get (layer->title, language));
  if (layer->hypothetical)
    self->mark = g_strdup (acn_phrase (ACN_PHRASE_HYPOTHETICAL, language));
  gtk_label_set_text (self->title, self->name);
  acn_swatch_set_style (self->swatch, &layer->style);
  acn_swatch_set_style (self->lone_swatch, &layer->style);
  leave_room (self);
  return GTK_WIDGET (self);
}

/* "(107,900–110,900)", or nothing where the area is certain. */
static char *
format_range (const AcnAreaRange *area, const char *language)
{
  g_autofree char *limits = NULL;

  if (area->high_km2 - area->low_km2 < 1)
    return g_strdup ("");
  limits = acn_format_limits (area->low_km2, area->high_km2, language);
  return acn_isolate_printf ("(%s)", limits);
}

/**
 * acn_readout_cell_set_area:
 * @self: a cell
 * @area: area, and between which limits it lies
 * @share: share of the whole, 0..1, NaN when there is no whole
 * @language: for the numbers
 */
void
acn_readout_cell_set_area (AcnReadoutCell     *self,
                           const AcnAreaRange *area,
                           double              share,
                           const char         *language)
{
  g_autofree char *km2 = acn_format_km2 (area->km2, language);
  g_autofree char *range = format_range (area, language);
  g_autofree char *percent = isfinite (share) ? acn_format_share (share, language) : g_strdup ("");
  g_autofree char *sentence = NULL;

  g_return_if_fail (ACN_IS_READOUT_CELL (self));

  sentence = acn_isolate_printf ("%s: %s%s%s, %s%s%s",
                                 self->name,
                                 km2,
                                 *range != '\0' ? " " : "",
                                 range,
                                 percent,
                                 self->mark != NULL ? ", " : "",
                                 self->mark != NULL ? self->mark : "");
  gtk_label_set_text (self->km2, km2);
  gtk_label_set_text (self->range, range);
  gtk_label_set_text (self->km2_below, km2);
  gtk_label_set_text (self->range_below, range);
  gtk_label_set_text (self->share, percent);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), sentence);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

/**
 * acn_readout_cell_set_detail:
 * @self: a cell
 * @detail: how much to show
 */
void
acn_readout_cell_set_detail (AcnReadoutCell *self, AcnReadoutDetail detail)
{
  g_return_if_fail (ACN_IS_READOUT_CELL (self));

  gtk_widget_set_visible (self->name_row, detail >= ACN_READOUT_NAMES);
  gtk_widget_set_visible (GTK_WIDGET (self->lone_swatch), detail < ACN_READOUT_NAMES);
  gtk_widget_set_visible (GTK_WIDGET (self->km2),
                          detail >= ACN_READOUT_FULL && detail != ACN_READOUT_SIZES);
  gtk_widget_set_visible (GTK_WIDGET (self->range), detail == ACN_READOUT_RANGES);
  gtk_widget_set_visible (GTK_WIDGET (self->km2_below), detail == ACN_READOUT_SIZES);
  gtk_widget_set_visible (GTK_WIDGET (self->range_below), detail == ACN_READOUT_LIMITS);
}

static int
measure_text (GtkLabel *label)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (label), gtk_label_get_text (label));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/**
 * acn_readout_cell_measure:
 * @self: a cell
 * @detail: how much would be shown
 *
 * Returns: the width that this needs, px, whatever is shown now
 */
int
acn_readout_cell_measure (AcnReadoutCell *self, AcnReadoutDetail detail)
{
  int share;

  g_return_val_if_fail (ACN_IS_READOUT_CELL (self), 0);

  share = measure_text (self->share);
  if (detail == ACN_READOUT_SHARES)
    return ACN_SWATCH_WIDTH_PX + SPACING_PX + share;
  if (detail == ACN_READOUT_SIZES)
    share = MAX (share, measure_text (self->km2));
  else if (detail >= ACN_READOUT_FULL)
    share += SPACING_PX + measure_text (self->km2);
  if (detail == ACN_READOUT_RANGES)
    share += SPACING_PX + measure_text (self->range);
  if (detail == ACN_READOUT_LIMITS)
    share = MAX (share, measure_text (self->range));
  return MAX (share, ACN_SWATCH_WIDTH_PX + SPACING_PX + measure_text (self->title));
}
