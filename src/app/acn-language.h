/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of the interface. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The choice that follows the desktop. */
#define ACN_LANGUAGE_SYSTEM "system"

void        acn_language_start (void);
void        acn_language_choose (const char *choice);
const char *acn_language_get (void);

GtkTextDirection acn_language_get_direction (void);

G_END_DECLS
