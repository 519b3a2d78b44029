/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share: the object by role, actions, loading, export. */
#pragma once

#include "app/acn-shape-bin.h"
#include "app/acn-window.h"
#include "base/acn-diagnostics.h"
#include "io/acn-file-watch.h"
#include "map/acn-map-view.h"
#include "panels/acn-diagnostics-view.h"
#include "state/acn-session.h"
#include "timeline/acn-scrubber.h"

G_BEGIN_DECLS

/* AcnWindowShape: what there is room for. */
typedef enum
{
  ACN_WINDOW_TINY,   /* the map alone, or the panel instead */
  ACN_WINDOW_NARROW, /* timeline under the map, the panel instead of both */
  ACN_WINDOW_MEDIUM, /* timeline beside the map, the panel when asked for */
  ACN_WINDOW_WIDE,   /* all three side by side */
} AcnWindowShape;

struct _AcnWindow
{
  AdwApplicationWindow parent_instance;

  GSettings     *settings; /* or NULL: not installed */
  GCancellable  *loading;  /* of the load in flight, else NULL */
  guint          loading_id;
  GSettings     *memory; /* of the open dossier, or NULL */
  guint          memory_id;
  gboolean       unwritten; /* settings could not be written, and that was told */
  guint          shape_id;
  AcnWindowShape shape;
  gboolean       shaped;        /* a size has been given once */
  gboolean       shape_changed; /* and not been applied */
  /* Widths, of the narrow shape heights, from which alone a shape fits, or 0. */
  int             needs_px[ACN_WINDOW_WIDE + 1];
  int             crowded_px;        /* below which the timeline makes way for the panel, or 0 */
  gboolean        timeline_across;   /* by choice */
  int             timeline_position; /* of the paned, px, while it turns; else -1 */
  guint           timeline_id;
  guint           forget_id;
  int             timeline_width_px; /* as a person made it, or 0 */
  int             timeline_height_px;
  int             panel_width_px;
  gboolean        panel_placed;
  guint           panel_id;
  char          **asked;         /* names of the load that was asked for last, or NULL */
  char           *pending_claim; /* to show when the dossier is there, or NULL */
  AdwAnimation   *flight;        /* of the map, or NULL */
  AcnCamera       flight_from;
  AcnCamera       flight_to;
  guint           flight_view;
  guint           away_id;
  guint           drawing_id;
  gboolean        completed;     /* the first complete picture was there */
  AcnFileWatch   *watch;         /* of the open dossier's files, or NULL */
  gpointer        kept;          /* what a reload keeps while it is in flight, or NULL */
  AcnDiagnostics *problems;      /* warnings of the open dossier, or NULL */
  GCancellable   *rereading;     /* of reading them in another language, else NULL */
  AdwToast       *undo;          /* (weak): that offers to bring something back, or NULL */
  guint           n_filter_acts; /* that it took to filter as now */
  guint           n_selected;

  AcnSession         *session;
  AcnShapeBin        *bin;
  AdwToastOverlay    *toasts;
  GtkRevealer        *notice;
  GtkLabel           *notice_label;
  GtkSpinner         *spinner;
  GtkWidget          *notice_reload;
  AdwWindowTitle     *heading;
  GtkStack           *pages;
  AcnDiagnosticsView *diagnostics;
  GtkWidget          *atlas;
  GtkPaned           *outer;
  GtkPaned           *inner;
  GtkWidget          *timeline;
  GtkStack           *left; /* timeline or argument */
  GtkWidget          *header;
  GtkWidget          *open_button;
  GtkWidget          *figure_button;
  GtkWidget          *map_tools;
  GtkWidget          *map_tools_toggle; /* of narrow windows, which unfolds map_buttons */
  GtkWidget          *map_buttons;
  GtkWidget          *zoom_buttons;
  GtkMenuButton      *menu_button;
  GMenuModel         *primary_menu;
  GtkMenuButton      *sample_button;
  GMenuModel         *sample_menu;
  GMenuModel         *compare_menu;
  GtkMenuButton      *views_button;
  GtkMenuButton      *compare_button;
  GtkWidget          *readout;
  GtkWidget          *map_side;
  AcnMapView         *map;
  GPtrArray          *added;          /* paths of added layers, or NULL */
  GCancellable       *adding;         /* of the change of them in flight, else NULL */
  GPtrArray          *removed;        /* paths before one was removed, or NULL */
  GVariant           *removed_layers; /* and how they lay then */
  GtkWidget          *second_map;     /* of the held day, beside the map, or NULL */
  AcnDay              held_day;
  GtkWidget          *panel;
  GtkStack           *panel_pages;
  AcnScrubber        *scrubber;
  AdwBin             *scenario; /* of the panel, once it has been seen */
  AdwBin             *argument; /* likewise */
  GtkWidget          *event_buttons;
  GtkWidget          *search;
  GMenu              *language_menu;
  GMenu              *views_menu;
  GMenu              *recent_menu;
  GCancellable       *finding_recent; /* of the worker that looks for them, else NULL */
};

void
acn_window_append_item (GMenu *menu, const char *label, const char *action, const char *target);

void acn_window_take_shape (AcnWindow *self, AcnWindow *other);
void acn_window_expect_shape (AcnWindow *self);
void acn_window_fit_shape (AcnWindow *self, int width, int height);
void acn_window_update_panes (AcnWindow *self);

/* acn-window-actions.c */
void acn_window_add_actions (AcnWindow *self);
void acn_window_update_actions (AcnWindow *self);

/* acn-window-argument.c */
void     acn_window_add_argument (AcnWindow *self);
void     acn_window_fly_to_view (AcnWindow *self, guint index);
gboolean acn_window_wants_panel (AcnWindow *self);
void     acn_window_fit_reading (AcnWindow *self);
void     acn_window_show_pending_claim (AcnWindow *self);

/* acn-window-scenario.c */
void acn_window_add_scenario (AcnWindow *self);
void acn_window_suppose (AcnWindow *self, const char *string);
void acn_window_follow_saved (AcnWindow *self);

/* acn-window-saved.c */
char *acn_window_dup_saved (AcnWindow *self, const char *name);
void  acn_window_put_saved (
     AcnWindow *self, const char *name, const char *state, const char *told, const char *before);

/* acn-window-timeline.c */
void acn_window_add_timeline (AcnWindow *self);
void acn_window_place_timeline (AcnWindow *self);
void acn_window_add_panes (AcnWindow *self);
void acn_window_end_panes (AcnWindow *self);
int  acn_window_get_timeline_size (AcnWindow *self, gboolean across);
void acn_window_end_timeline (AcnWindow *self);

/* acn-window-map.c */
void acn_window_add_map (AcnWindow *self);
void acn_window_fill_views (AcnWindow *self);
void acn_window_fit_map_tools (AcnWindow *self);

/* acn-window-added.c */
void acn_window_add_added (AcnWindow *self);
void acn_window_add_layers (AcnWindow *self, GPtrArray *files);
void acn_window_forget_added (AcnWindow *self);

/* acn-window-compare.c */
void acn_window_add_comparison (AcnWindow *self);
void acn_window_hold_day (AcnWindow *self, AcnDay day);

/* acn-window-load.c */
void acn_window_choose_dossier (AcnWindow *self);
void acn_window_cancel_loading (AcnWindow *self);
void acn_window_end_drawing (AcnWindow *self);

/* acn-window-problems.c */
void acn_window_add_problems (AcnWindow *self);
void acn_window_show_failure (AcnWindow *self, AcnDiagnostics *diagnostics);
void acn_window_take_problems (AcnWindow *self, AcnDiagnostics *diagnostics);
void acn_window_pass_problems (AcnWindow *self, AcnWindow *next);
void acn_window_forget_problems (AcnWindow *self);

/* acn-window-watch.c */
void acn_window_add_watch (AcnWindow *self);
void acn_window_begin_watch (AcnWindow *self);
void acn_window_end_watch (AcnWindow *self);
void acn_window_forget_kept (AcnWindow *self);
void acn_window_restore_kept (AcnWindow *self);

/* acn-window-undo.c */
void acn_window_add_undo (AcnWindow *self);
void acn_window_end_undo (AcnWindow *self);
void
acn_window_offer_undo (AcnWindow *self, const char *message, const char *action, GVariant *target);

/* acn-window-samples.c */
void acn_window_add_samples (AcnWindow *self);

/* acn-window-memory.c */
void acn_window_add_memory (AcnWindow *self);
void acn_window_begin_memory (AcnWindow *self);
void acn_window_write_memory (AcnWindow *self);
void acn_window_end_memory (AcnWindow *self);
void acn_window_tell_written (AcnWindow *self, gboolean written);

/* acn-window-recent.c */
void acn_window_add_recent (AcnWindow *self);
void acn_window_end_recent (AcnWindow *self);
void acn_window_remember_file (AcnWindow *self, const char *path);

/* acn-window-export.c */
void acn_window_choose_export (AcnWindow *self, gboolean of_claim);
void acn_window_export_to (AcnWindow *self, const char *path, gboolean of_claim);

G_END_DECLS
