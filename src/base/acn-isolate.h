/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of files inside of sentences, so that none turns the words around it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places of a format; sentences have fewer. */
#define ACN_ISOLATE_PLACES_MAX 12

char *acn_isolate (const char *text);
char *acn_isolate_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);
char *acn_isolate_vprintf (const char *format, va_list args) G_GNUC_PRINTF (1, 0);
void  acn_isolate_append (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
