/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compat/acn-compat.h"

/**
 * acn_compat_announce:
 * @widget: where the news belongs
 * @message: a sentence for people who use a screen reader
 *
 * Says @message at once where the toolkit can; elsewhere a change of the description of a focused
 * widget is the only channel, which the caller keeps in any case.
 */
void
acn_compat_announce (GtkWidget *widget, const char *message)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  gtk_accessible_announce (
      GTK_ACCESSIBLE (widget), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
#endif
}

/**
 * acn_compat_show_about:
 * @parent: the window that asks
 * @about: what to say
 */
void
acn_compat_show_about (GtkWindow *parent, const AcnAbout *about)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwAboutDialog *window = ADW_ABOUT_DIALOG (adw_about_dialog_new ());
#define set(name, value) adw_about_dialog_set_##name (window, value)
#else
  AdwAboutWindow *window = ADW_ABOUT_WINDOW (adw_about_window_new ());
#define set(name, value) adw_about_window_set_##name (window, value)
#endif

  set (application_name, about->name);
  set (application_icon, about->icon_name);
  set (version, about->version);
  set (developer_name, about->developer);
  set (comments, about->comments);
  set (license_type, GTK_LICENSE_GPL_3_0);
  set (debug_info, about->debug_info);
  set (debug_info_filename, "accession.txt");
  if (about->website != NULL)
    set (website, about->website);
#undef set
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_about_dialog_add_legal_section (
      window, about->legal_title, NULL, GTK_LICENSE_CUSTOM, about->legal_text);
  adw_dialog_present (ADW_DIALOG (window), GTK_WIDGET (parent));
#else
  adw_about_window_add_legal_section (
      window, about->legal_title, NULL, GTK_LICENSE_CUSTOM, about->legal_text);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_present (GTK_WINDOW (window));
#endif
}
