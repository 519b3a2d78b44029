/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Style and motion as the person prefers them. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void acn_appearance_follow (GSettings *settings);

G_END_DECLS
