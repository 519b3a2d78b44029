/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of a dossier for labels: a small subset of Markdown, everything else literal. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *acn_markup_from_text (const char *text);

G_END_DECLS
