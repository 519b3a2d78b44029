/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

AdwToast *
acn_toast_new (GtkWidget *over, const char *message, const char *button_label, GtkWidget **button);
void acn_toast_set_action (GtkWidget *button, const char *action, GVariant *target);
void acn_toast_show (AdwToastOverlay *toasts, const char *message);
