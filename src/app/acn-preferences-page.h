/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: each row is bound to a key of the settings, and holds at once. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACN_TYPE_PREFERENCES_PAGE (acn_preferences_page_get_type ())
G_DECLARE_FINAL_TYPE (
    AcnPreferencesPage, acn_preferences_page, ACN, PREFERENCES_PAGE, AdwPreferencesPage)

/* Signals: told (AdwToast*)  something to tell the person; the receiver shows it */
AcnPreferencesPage *acn_preferences_page_new (GSettings *settings);

G_END_DECLS
