/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures: the map of a dossier on a day as a file, with title, date, legend, scale bar,
 * attribution and the hypothetical mark. Needs no display. */
#pragma once

#include "scene/acn-display-list.h"
#include "scene/acn-furniture.h"
#include "scene/acn-map-spec.h"
#include "state/acn-session.h"

G_BEGIN_DECLS

#define ACN_FIGURE_ERROR (acn_figure_error_quark ())
typedef enum
{
  ACN_FIGURE_ERROR_SIZE,   /* width or height out of 16..16384, or scale out of 1..8 */
  ACN_FIGURE_ERROR_FORMAT, /* no writer for that suffix */
  ACN_FIGURE_ERROR_LAYER,  /* a layer that cannot be written in that format */
  ACN_FIGURE_ERROR_SERIES, /* no days, too many, or no name for frames */
  ACN_FIGURE_ERROR_FONTS,  /* none to write with */
  ACN_FIGURE_ERROR_FAILED, /* what paints or packs it could not, as without memory */
} AcnFigureError;
GQuark acn_figure_error_quark (void);

/* What a figure has by choice. Title, date, note and hypothetical mark are no choice. */
typedef enum
{
  ACN_FIGURE_LEGEND = 1 << 0,
  ACN_FIGURE_SCALE_BAR = 1 << 1,
  ACN_FIGURE_READOUT = 1 << 2,
  ACN_FIGURE_TIMELINE = 1 << 3,    /* a strip of the dossier's span */
  ACN_FIGURE_INSET = 1 << 4,       /* where in the world the map is */
  ACN_FIGURE_SMALL_PRINT = 1 << 5, /* dossier, program and command in small print */
} AcnFigureParts;
#define ACN_FIGURE_PARTS_DEFAULT (ACN_FIGURE_LEGEND | ACN_FIGURE_SCALE_BAR | ACN_FIGURE_READOUT)

/* AcnFigure: what to draw, on what paper. */
typedef struct
{
  AcnMapSpec *map;                 /* day, layers, language, theme */
  AcnBounds   bounds;              /* the part of the world that must be seen whole */
  int         width_px, height_px; /* logical size */
  double      scale;               /* device pixels per logical pixel, 1..8 */
  char       *title;               /* instead of the dossier’s, or NULL */
  char       *caption;             /* under the map, or NULL */
  char       *subtitle;            /* under the title, or NULL */
  guint       parts;               /* AcnFigureParts */
  double      margin_px;           /* free at all sides, 0.. */
  AcnDay     *days;                /* a map for each instead of one of the map's day, or NULL */
  guint       n_days;
} AcnFigure;

/* AcnFigurePreset: a paper that people use, at 96 logical pixels an inch; the scale gives what a
 * printer wants. */
typedef struct
{
  const char *name;
  int         width_px, height_px;
  const char *what;
} AcnFigurePreset;

const AcnFigurePreset *acn_figure_get_presets (guint *n);

/* AcnPaper: how large a picture is. */
typedef struct
{
  int    width_px, height_px; /* logical size */
  double scale;               /* device pixels per logical pixel, 1..8 */
} AcnPaper;

char      *acn_figure_parts_print (guint parts);
gboolean   acn_figure_parts_parse (const char *text, guint *out_parts);
void       acn_figure_init (AcnFigure *self, AcnMapSpec *map);
char      *acn_figure_to_csv (const AcnFigure *figure, GError **error);
void       acn_figure_tell_claim (AcnFigure *figure, guint claim);
void       acn_figure_clear (AcnFigure *figure);
AcnFigure *acn_figure_copy (const AcnFigure *figure);
void       acn_figure_free (AcnFigure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcnFigure, acn_figure_free)

/* AcnFigureNotes: what a file says of itself; any may be NULL.
 * @description: the figure in words (alt text)
 * @software: program and version
 * @source: id, edition and SHA-256 of the dossier
 * @command: the command line that makes it again
 */
typedef struct
{
  char *title;
  char *description;
  char *software;
  char *source;
  char *command;
} AcnFigureNotes;

/* AcnFigureOption: a long option of “accession export” and its value. */
typedef struct
{
  const char *name;
  char       *value;
} AcnFigureOption;

GArray     *acn_figure_get_options (const AcnFigure *figure);
char       *acn_figure_to_json (const AcnFigure *figure);
char       *acn_figure_describe (const AcnFigure *figure, GError **error);
const char *acn_figure_get_title (const AcnFigure *figure);
char       *acn_figure_get_command (const AcnFigure *figure);
gboolean acn_figure_make_notes (const AcnFigure *figure, AcnFigureNotes *out_notes, GError **error);
void     acn_figure_notes_clear (AcnFigureNotes *notes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcnFigureNotes, acn_figure_notes_clear)

/* The suffix of @path picks the format: .png, .svg, .pdf, or .geojson (the layers at the day). */
gboolean        acn_figure_add_map (AcnMapSpec           *map,
                                    const AcnFrame       *frame,
                                    double                clear_height,
                                    AcnCamera             camera,
                                    double                scale,
                                    const AcnDisplayList *furniture,
                                    AcnDisplayList       *list,
                                    GError              **error);
gboolean        acn_figure_check_fonts (GError **error);
GBytes         *acn_paper_encode (AcnPaper              paper,
                                  const AcnDisplayList *list,
                                  const AcnFigureNotes *notes,
                                  const char           *suffix,
                                  GError              **error);
AcnDisplayList *acn_figure_layout (const AcnFigure *figure, GError **error);
GBytes         *acn_figure_encode (const AcnFigure *figure, const char *suffix, GError **error);
gboolean        acn_figure_save (const AcnFigure *figure,
                                 const char      *path,
                                 GCancellable    *cancellable,
                                 GError         **error);

G_END_DECLS
