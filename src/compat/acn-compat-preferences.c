/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compat/acn-compat.h"

/**
 * acn_compat_show_pages:
 * @page: (transfer floating): all there is to show
 * @has_search: whether its rows can be searched
 *
 * Returns: (transfer none): what is shown, until the person closes it
 */
GtkWidget *
acn_compat_show_pages (GtkWindow *parent, AdwPreferencesPage *page, gboolean has_search)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = adw_preferences_dialog_new ();

  adw_dialog_set_title (dialog, adw_preferences_page_get_title (page));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_preferences_dialog_set_search_enabled (ADW_PREFERENCES_DIALOG (dialog), has_search);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
  return GTK_WIDGET (dialog);
#else
  GtkWidget *window = adw_preferences_window_new ();

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  gtk_window_set_title (GTK_WINDOW (window), adw_preferences_page_get_title (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), has_search);
  acn_compat_close_by_keys (GTK_WINDOW (window));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
  return window;
#endif
}

/**
 * acn_compat_show_preferences:
 * @page: (transfer floating): all there is to prefer
 *
 * Returns: (transfer none): what is shown, until the person closes it
 */
GtkWidget *
acn_compat_show_preferences (GtkWindow *parent, AdwPreferencesPage *page)
{
  return acn_compat_show_pages (parent, page, FALSE);
}

/**
 * acn_compat_toast_preferences:
 * @preferences: from acn_compat_show_preferences()
 * @toast: (transfer none): shown above the preferences
 */
void
acn_compat_toast_preferences (GtkWidget *preferences, AdwToast *toast)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (preferences), g_object_ref (toast));
#else
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (preferences), g_object_ref (toast));
#endif
}

/**
 * acn_compat_close_preferences:
 * @preferences: from acn_compat_show_preferences()
 */
void
acn_compat_close_preferences (GtkWidget *preferences)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_force_close (ADW_DIALOG (preferences));
#else
  gtk_window_destroy (GTK_WINDOW (preferences));
#endif
}
