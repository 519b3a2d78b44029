/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean": the nearest of what there is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint       acn_edit_distance (const char *a, const char *b, guint limit);
const char *acn_suggest (const char *wrong, const char *const *candidates, guint n_candidates);

G_END_DECLS
