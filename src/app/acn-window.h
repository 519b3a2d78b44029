/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window: one session, and the views that share it. */
#pragma once

#include "app/acn-application.h"

G_BEGIN_DECLS

#define ACN_TYPE_WINDOW (acn_window_get_type ())
G_DECLARE_FINAL_TYPE (AcnWindow, acn_window, ACN, WINDOW, AdwApplicationWindow)

AcnWindow *acn_window_new (AcnApplication *application);
void       acn_window_replace (AcnWindow *self);
void       acn_window_show_claim (AcnWindow *self, const char *id);
void       acn_window_open (AcnWindow *self, const char *path);
void       acn_window_open_first (AcnWindow *self, const char *const *names, const char *claim);
void       acn_window_open_shipped (AcnWindow *self);
void       acn_window_toast (AcnWindow *self, const char *message);
void       acn_window_toast_until_closed (AcnWindow *self, const char *message);
char      *acn_window_dup_last_dossier (GSettings *settings);

G_END_DECLS
