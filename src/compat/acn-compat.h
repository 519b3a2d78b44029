/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between the versions of GTK and libadwaita that we support: the only code that looks
 * at them. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void   acn_compat_open_file (GtkWindow          *parent,
                             const char         *title,
                             GListModel         *filters,
                             GAsyncReadyCallback callback,
                             gpointer            data);
void   acn_compat_open_folder (GtkWindow          *parent,
                               const char         *title,
                               GAsyncReadyCallback callback,
                               gpointer            data);
GFile *acn_compat_open_file_finish (GAsyncResult *result, GError **error);
void   acn_compat_save_file (GtkWindow          *parent,
                             const char         *title,
                             const char         *name,
                             GListModel         *filters,
                             GAsyncReadyCallback callback,
                             gpointer            data);
GFile *acn_compat_save_file_finish (GAsyncResult *result, GError **error);
void   acn_compat_show_uri (GtkWindow *parent, const char *uri);
void   acn_compat_show_in_folder (GtkWindow *parent, GFile *file);
void   acn_compat_edit_file (GtkWindow *parent, GFile *file, guint line, guint column);
void   acn_compat_announce (GtkWidget *widget, const char *message);
void   acn_compat_close_by_keys (GtkWindow *window);
void   acn_compat_name_mnemonics (void);
void   acn_compat_keep_frames (GtkWindow *window);

/* Called when the person agrees. */
typedef void (*AcnAgreed) (gpointer data);

void acn_compat_confirm (GtkWindow     *parent,
                         const char    *heading,
                         const char    *body,
                         const char    *cancel,
                         const char    *agree,
                         AcnAgreed      agreed,
                         gpointer       data,
                         GDestroyNotify free_data);
void acn_compat_ask (GtkWindow     *parent,
                     const char    *heading,
                     const char    *body,
                     const char    *cancel,
                     const char    *agree,
                     AcnAgreed      agreed,
                     gpointer       data,
                     GDestroyNotify free_data);

/* AcnAbout: what the about window says; all texts are lent and translated. */
typedef struct
{
  const char        *name;
  const char        *icon_name;
  const char        *version;
  const char        *developer;
  const char        *comments;
  const char        *website; /* or NULL */
  const char        *credits_title;
  const char *const *credits;     /* "name address", NULL-terminated */
  const char        *translators; /* a line each; the msgid itself where nobody has translated */
  const char        *legal_title;
  const char        *legal_text; /* markup */
  const char        *debug_info;
} AcnAbout;

void acn_compat_show_about (GtkWindow *parent, const AcnAbout *about);

/* The table of shortcuts of a resource, whose "shortcuts" it is. */
void
acn_compat_show_shortcuts (GtkApplicationWindow *window, const char *resource, const char *title);

/* The preferences: a window of its own, or a dialog in @parent. */
GtkWidget *acn_compat_show_preferences (GtkWindow *parent, AdwPreferencesPage *page);
GtkWidget *acn_compat_show_pages (GtkWindow *parent, AdwPreferencesPage *page, gboolean has_search);
void       acn_compat_toast_preferences (GtkWidget *preferences, AdwToast *toast);
void       acn_compat_close_preferences (GtkWidget *preferences);

G_END_DECLS
