/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives files to a fuzz target, one after the other, without the fuzzer: what once was found stays
 * mended. Usage: TARGET FOLDER… */
#include <gio/gio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static guint
replay_folder (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint       n = 0;

  g_assert_no_error (error);
  for (; (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize            size;

      g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
      LLVMFuzzerTestOneInput ((const guint8 *) contents, size);
    }
  return n;
}

int
main (int argc, char **argv)
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    n += replay_folder (argv[i]);
  g_assert_cmpuint (n, >, 0);
  g_print ("1..1\nok 1 - %u inputs\n", n);
  return 0;
}
