/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: one instance, windows, actions that belong to no window. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACN_TYPE_APPLICATION (acn_application_get_type ())
G_DECLARE_FINAL_TYPE (AcnApplication, acn_application, ACN, APPLICATION, AdwApplication)

AcnApplication *acn_application_new (void);
GSettings      *acn_application_get_settings (AcnApplication *self);

G_END_DECLS
