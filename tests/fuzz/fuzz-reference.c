/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reference that is accepted never leads out of the dossier's folder. */
#include <string.h>

#include "io/acn-beneath.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *reference = g_strndup ((const char *) data, size);
  g_auto (GStrv) steps = NULL;

  if (!g_utf8_validate (reference, -1, NULL) || !acn_check_reference (reference, NULL))
    return 0;
  g_assert_true (*reference != '\0' && *reference != '/');
  steps = g_strsplit (reference, "/", -1);
  for (guint i = 0; steps[i] != NULL; i++)
    g_assert_cmpstr (steps[i], !=, "..");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      acn_beneath_forbid_openat2 (i == 1);
      bytes = acn_read_beneath ("/proc/self/fdinfo/nothing", reference, NULL, NULL);
      g_assert_null (bytes);
    }
  return 0;
}
