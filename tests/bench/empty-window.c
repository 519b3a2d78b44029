/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The floor that cold start is measured against: an empty libadwaita window with a ShumateMap. Says
 * when its first frame is painted, in ms of the monotonic clock. */
#include <adwaita.h>
#include <shumate/shumate.h>

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  static gboolean told;

  if (!told)
    g_printerr ("empty: complete %" G_GINT64_FORMAT "\n", g_get_monotonic_time () / 1000);
  told = TRUE;
}

static void
realize_cb (GtkWidget *window)
{
  g_signal_connect (
      gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window),
                                      GTK_WIDGET (shumate_map_new ()));
  g_signal_connect_after (window, "realize", G_CALLBACK (realize_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("io.github.accession.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
