/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the program under test on machines that are busy with something else: what it says
 * for some seconds stands longer there, by the factor that all the tests have patience. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <glib.h>
#include <stdlib.h>

/* The shortest time for which a toast stands, ms. */
#define SHORTEST_MS 5000

typedef guint (*AddFunc) (guint interval, GSourceFunc function, gpointer data);

guint
g_timeout_add (guint interval, GSourceFunc function, gpointer data)
{
  AddFunc     add = (AddFunc) dlsym (RTLD_NEXT, "g_timeout_add");
  const char *patience = getenv ("ACCESSION_TEST_PATIENCE");

  if (interval >= SHORTEST_MS && patience != NULL)
    interval = (guint) (interval * MAX (atof (patience), 1));
  return add (interval, function, data);
}
