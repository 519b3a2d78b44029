/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar of day and areas, in a window of its own. */
#include "panels/acn-readout.h"

#include "../shipped.h"

static void
pump_ms (guint ms)
{
  const gint64 end = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static char *
dup_words (GtkWidget *readout)
{
  char *words;

  g_object_get (readout, "words", &words, NULL);
  return words;
}

static int
measure_height (GtkWidget *readout)
{
  int natural;

  gtk_widget_measure (readout, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* Its height once it is on screen and has kept it for a while; on a busy machine that takes longer.
 */
static int
wait_for_height (GtkWidget *readout)
{
  const gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  int          height = -1;

  for (guint same = 0; same < 15 && g_get_monotonic_time () < end;)
    {
      pump_ms (20);
      same =
          gtk_widget_get_width (readout) > 0 && measure_height (readout) == height ? same + 1 : 0;
      height = measure_height (readout);
    }
  return height;
}

/* The map below stays where it is when the numbers come. */
static void
test_numbers_have_room (gconstpointer width)
{
  g_autoptr (AcnDossier) dossier = load_shipped ();
  g_autoptr (AcnSession) session = acn_session_new ();
  GtkWidget       *window = gtk_window_new (), *readout = g_object_new (ACN_TYPE_READOUT, NULL);
  g_autofree char *words = NULL;
  const gint64     end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  int              first, before;

  acn_session_set_dossier (session, dossier);
  acn_session_set_drawing (session, TRUE); /* which puts the measuring off */
  g_object_set (readout, "session", session, NULL);
  first = measure_height (readout);
  gtk_window_set_default_size (GTK_WINDOW (window), GPOINTER_TO_INT (width), 300);
  gtk_widget_set_valign (readout, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (window), readout);
  gtk_window_present (GTK_WINDOW (window));
  before = wait_for_height (readout);
  words = dup_words (readout);
  g_assert_null (words);
  acn_session_set_drawing (session, FALSE);
  while ((words = dup_words (readout)) == NULL && g_get_monotonic_time () < end)
    pump_ms (20);
  g_assert_nonnull (words);
  g_assert_cmpint (wait_for_height (readout), ==, before);
  if (GPOINTER_TO_INT (width) >= 544) /* as in most windows: nothing is known of others at first */
    g_assert_cmpint (first, ==, before);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gssize width = 300; width <= 1200; width += width < 700 ? 61 : 250)
    {
      g_autofree char *name =
          g_strdup_printf ("/panels/readout/numbers-have-room-%" G_GSSIZE_FORMAT, width);

      g_test_add_data_func (name, GSIZE_TO_POINTER (width), test_numbers_have_room);
    }
  return g_test_run ();
}
