/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives of a line of control come as a file a day, the date in its name. Each file is a state:
 * it shows on its day and as many days on as files usually lie apart, never longer. What is missing
 * stays empty and is told in a lane of its own, as is a change of the files' form: nothing is
 * interpolated. Files are read by all cores. */
#include "io/acn-load-folder.h"

#include "base/acn-format.h"
#include "base/acn-isolate.h"
#include "io/acn-beneath.h"
#include "io/acn-geojson.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_FILES_MAX 20000

/* A dated file.
 * @form: its name with a star in the place of the date
 * @pyramids: (element-type AcnPyramid): its shapes; NULL where it could not be read */
typedef struct
{
  char           *name;
  char           *path;
  char           *form;
  AcnDay          day;
  GPtrArray      *pyramids;
  AcnDiagnostics *diagnostics;
  char           *sha256;
  GCancellable   *cancellable; /* lent */
} Sheet;

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->path);
  g_free (sheet->form);
  g_free (sheet->sha256);
  g_clear_pointer (&sheet->pyramids, g_ptr_array_unref);
  acn_diagnostics_unref (sheet->diagnostics);
  g_free (sheet);
}

/* --- Names ----------------------------------------------------------------------------------- */

static guint
count_digits (const char *text, guint max)
{
  guint n = 0;

  while (n < max && g_ascii_isdigit (text[n]))
    n++;
  return n;
}

/* How long a date at @text is: YYYYMMDD or YYYY-MM-DD, with - _ or . between; 0: there is none. */
static guint
read_date (const char *text, AcnDay *out_day)
{
  const gboolean   parted = count_digits (text, 4) == 4 && strchr ("-_.", text[4]) != NULL;
  const guint      length = parted ? 10 : 8, second = parted ? 5 : 4, third = parted ? 8 : 6;
  g_autofree char *iso = NULL;

  if (strlen (text) < length || count_digits (text, 4) < 4 || count_digits (text + second, 2) < 2 ||
      count_digits (text + third, 2) < 2 || g_ascii_isdigit (text[length]) ||
      (parted && text[7] != text[4]))
    return 0;
  iso = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + second, text + third);
  return acn_day_parse (iso, out_day) ? length : 0;
}

/**
 * acn_folder_parse_name:
 * @name: of a file
 * @out_day: (out): the first date in it, as YYYYMMDD or YYYY-MM-DD
 * @out_form: (out) (transfer full): the name with a star in the date's place
 *
 * Returns: whether there is a date
 */
gboolean
acn_folder_parse_name (const char *name, AcnDay *out_day, char **out_form)
{
  for (const char *p = name; *p != '\0'; p++)
    {
      guint length;

      if (p > name && g_ascii_isdigit (p[-1]))
        continue;
      length = read_date (p, out_day);
      if (length == 0)
        continue;
      *out_form = g_strdup_printf ("%.*s*%s", (int) (p - name), name, p + length);
      return TRUE;
    }
  return FALSE;
}

static int
compare_sheets (gconstpointer a, gconstpointer b)
{
  const Sheet *sheet_a = *(const Sheet *const *) a, *sheet_b = *(const Sheet *const *) b;

  if (sheet_a->day != sheet_b->day)
    return sheet_a->day < sheet_b->day ? -1 : 1;
  return strcmp (sheet_a->name, sheet_b->name);
}

static gboolean
is_geojson (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".geojson") || g_str_has_suffix (lower, ".json");
}

static void
tell (AcnDiagnostics *diagnostics, AcnSeverity severity, const char *file, const char *message)
{
  g_autofree char *shown = g_filename_display_name (file);

  acn_diagnostics_add (diagnostics, severity, shown, 0, 0, "", "%s", message);
}

static void
add_sheet (GPtrArray *sheets, const char *folder, const char *name, AcnDiagnostics *diagnostics)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  AcnDay           day;
  char            *form;
  Sheet           *sheet;

  if (!is_geojson (name))
    return;
  if (!acn_folder_parse_name (name, &day, &form))
    {
      tell (diagnostics,
            ACN_SEVERITY_WARNING,
            path,
            _ ("this file has no date in its name, such as 20220403 or 2022-04-03, and is not "
               "shown"));
      return;
    }
  sheet = g_new0 (Sheet, 1);
  sheet->name = g_strdup (name);
  sheet->path = g_steal_pointer (&path);
  sheet->form = form;
  sheet->day = day;
  sheet->diagnostics = acn_diagnostics_new ();
  g_ptr_array_add (sheets, sheet);
}

/* Two files of one day: the first counts, the other is told. */
static void
drop_doubles (GPtrArray *sheets, AcnDiagnostics *diagnostics)
{
  for (guint i = 1; i < sheets->len;)
    {
      const Sheet     *first = g_ptr_array_index (sheets, i - 1);
      const Sheet     *sheet = g_ptr_array_index (sheets, i);
      g_autofree char *message = NULL;

      if (sheet->day != first->day)
        {
          i++;
          continue;
        }
      message = acn_isolate_printf (/* Translators: %s is another file. */
                                    _ ("“%s” is of the same day; this file is not shown"),
                                    first->name);
      tell (diagnostics, ACN_SEVERITY_WARNING, sheet->path, message);
      g_ptr_array_remove_index (sheets, i);
    }
}

static GPtrArray *
list_sheets (const char *folder, AcnDiagnostics *diagnostics)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray  *sheets = g_ptr_array_new_with_free_func (free_sheet);
  const char *name;

  if (dir == NULL)
    {
      tell (diagnostics, ACN_SEVERITY_ERROR, folder, error->message);
      return sheets;
    }
  while ((name = g_dir_read_name (dir)) != NULL && sheets->len < N_FILES_MAX)
    add_sheet (sheets, folder, name, diagnostics);
  g_ptr_array_sort (sheets, compare_sheets);
  if (sheets->len == 0)
    tell (diagnostics,
          ACN_SEVERITY_ERROR,
          folder,
          _ ("this folder has no GeoJSON file with a date in its name, such as 20220403 or "
             "2022-04-03"));
  return sheets;
}

/* --- Reading --------------------------------------------------------------------------------- */

static void
read_sheet_cb (gpointer data, gpointer unused)
{
  Sheet           *sheet = data;
  g_autofree char *file = g_filename_display_name (sheet->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = acn_read_file (sheet->path, sheet->cancellable, &error);
  g_autoptr (AcnGeojson) geojson = NULL;
  g_autoptr (GPtrArray) pyramids =
      g_ptr_array_new_with_free_func ((GDestroyNotify) acn_pyramid_unref);

  if (bytes == NULL)
    {
      tell (sheet->diagnostics, ACN_SEVERITY_ERROR, sheet->path, error->message);
      return;
    }
  sheet->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  geojson = acn_geojson_new (bytes, file, FALSE, sheet->diagnostics, sheet->cancellable);
  if (geojson == NULL || acn_diagnostics_get_n_errors (sheet->diagnostics) > 0)
    return;
  for (guint i = 0; i < geojson->features->len; i++)
    {
      AcnPyramid *pyramid = g_array_index (geojson->features, AcnGeojsonFeature, i).pyramid;

      if (!acn_geometry_is_empty (acn_pyramid_get_geometry (pyramid)))
        g_ptr_array_add (pyramids, acn_pyramid_ref (pyramid));
    }
  sheet->pyramids = g_steal_pointer (&pyramids);
}

static void
read_sheets (GPtrArray *sheets, GCancellable *cancellable)
{
  const int    n = (int) CLAMP (g_get_num_processors (), 1, 8);
  GThreadPool *pool = g_thread_pool_new (read_sheet_cb, NULL, n, FALSE, NULL);

  for (guint i = 0; i < sheets->len; i++)
    {
      Sheet *sheet = g_ptr_array_index (sheets, i);

      sheet->cancellable = cancellable;
      g_thread_pool_push (pool, sheet, NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
}

/* What is wrong with a file is a warning while others can be shown: its day stays empty. */
static void
collect_faults (GPtrArray *sheets, AcnDiagnostics *diagnostics)
{
  gboolean any = FALSE;

  for (guint i = 0; i < sheets->len; i++)
    any |= ((Sheet *) g_ptr_array_index (sheets, i))->pyramids != NULL;
  for (guint i = 0; i < sheets->len; i++)
    {
      const Sheet *sheet = g_ptr_array_index (sheets, i);

      for (guint k = 0; k < acn_diagnostics_get_n (sheet->diagnostics); k++)
        {
          const AcnDiagnostic *d = acn_diagnostics_get (sheet->diagnostics, k);

          acn_diagnostics_add (diagnostics,
                               any ? ACN_SEVERITY_WARNING : d->severity,
                               d->file,
                               d->line,
                               d->column,
                               d->pointer,
                               "%s",
                               d->message);
        }
    }
  for (guint i = sheets->len; i > 0; i--)
    if (((Sheet *) g_ptr_array_index (sheets, i - 1))->pyramids == NULL)
      g_ptr_array_remove_index (sheets, i - 1);
}

/* --- Making the dossier ---------------------------------------------------------------------- */

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Days from one file to the next, as usual: the median. */
static int
find_step (GPtrArray *sheets)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 1; i < sheets->len; i++)
    {
      const int step = ((Sheet *) g_ptr_array_index (sheets, i))->day -
                       ((Sheet *) g_ptr_array_index (sheets, i - 1))->day;

      g_array_append_val (steps, step);
    }
  if (steps->len == 0)
    return 1;
  g_array_sort (steps, compare_ints);
  return g_array_index (steps, int, (steps->len - 1) / 2);
}

static const AcnText *
make_text (AcnDossierBuilder *builder, const char *en, const char *uk)
{
  AcnText *text = acn_text_new (g_intern_static_string ("en"), en);

  acn_text_set (text, g_intern_static_string ("uk"), uk);
  return acn_dossier_builder_take_text (builder, text);
}

static void
add_break (AcnDossierBuilder *builder, AcnSpan span, const char *en, const char *uk)
{
  g_autofree char *id = g_strdup_printf ("break-%u", builder->events->len + 1);
  AcnEvent         event = { .id = acn_dossier_builder_string (builder, id),
                             .title = make_text (builder, en, uk),
                             .when = { .span = span, .is_interval = span.end_day > span.begin_day + 1 },
                             .place = ACN_NONE,
                             .view = ACN_NONE,
                             .rank = 2 };

  g_array_append_val (builder->events, event);
}

static void
add_gap (AcnDossierBuilder *builder, AcnSpan span)
{
  const int        n = span.end_day - span.begin_day;
  g_autofree char *en =
      n == 1 ? g_strdup ("No file of this day") : g_strdup_printf ("No files for %d days", n);
  g_autofree char *uk =
      n == 1 ? g_strdup ("Немає файла за цей день") : g_strdup_printf ("Немає файлів, днів: %d", n);

  add_break (builder, span, en, uk);
}

static void
add_change (AcnDossierBuilder *builder, const Sheet *before, const Sheet *after)
{
  g_autofree char *en =
      g_strdup_printf ("Another form of file: %s after %s", after->form, before->form);
  g_autofree char *uk =
      g_strdup_printf ("Інша форма файлів: %s після %s", after->form, before->form);

  add_break (builder, (AcnSpan){ after->day, after->day + 1 }, en, uk);
}

static gboolean
is_area (AcnPyramid *pyramid)
{
  return acn_pyramid_get_geometry (pyramid)->kind == ACN_GEOMETRY_AREAS;
}

static gboolean
have_areas (GPtrArray *sheets)
{
  for (guint i = 0; i < sheets->len; i++)
    {
      const Sheet *sheet = g_ptr_array_index (sheets, i);

      for (guint k = 0; k < sheet->pyramids->len; k++)
        if (is_area (g_ptr_array_index (sheet->pyramids, k)))
          return TRUE;
    }
  return FALSE;
}

static void
add_features (AcnDossierBuilder *builder,
              GArray            *features,
              const Sheet       *sheet,
              AcnDay             end_day,
              gboolean           areas_only)
{
  g_autofree char *iso = acn_day_to_iso (sheet->day);

  for (guint i = 0; i < sheet->pyramids->len; i++)
    {
      AcnPyramid      *pyramid = g_ptr_array_index (sheet->pyramids, i);
      g_autofree char *id = g_strdup_printf ("%s#%u", iso, i + 1);
      AcnFeature       feature = { .id = acn_dossier_builder_string (builder, id),
                                   .when = { .span = { sheet->day, end_day }, .is_interval = 1 },
                                   .actor = ACN_NONE,
                                   .class_index = ACN_NONE,
                                   .rank = 5 };

      if (areas_only && !is_area (pyramid))
        continue;
      feature.pyramid = acn_pyramid_ref (pyramid);
      g_array_append_val (features, feature);
    }
}

static void
add_layer (AcnDossierBuilder *builder, GPtrArray *sheets, int step)
{
  AcnLayer       layer = { .id = "areas",
                           .title = builder->title,
                           .group = ACN_NONE,
                           .members_of = ACN_NONE,
                           .style = { .fill = ACN_HUE_CRIMSON,
                                      .opacity = 0.16,
                                      .hatch = ACN_HATCH_DIAGONAL,
                                      .stroke = ACN_HUE_CRIMSON,
                                      .width_px = 1.4 },
                           .visible = TRUE };
  GArray        *features = g_array_new (FALSE, TRUE, sizeof (AcnFeature));
  const gboolean areas_only = have_areas (sheets);

  for (guint i = 0; i < sheets->len; i++)
    {
      const Sheet *sheet = g_ptr_array_index (sheets, i);
      const Sheet *next = i + 1 < sheets->len ? g_ptr_array_index (sheets, i + 1) : NULL;
      AcnDay       end_day = sheet->day + step;

      if (next != NULL && next->day < end_day)
        end_day = next->day;
      add_features (builder, features, sheet, end_day, areas_only);
      if (next != NULL && next->day > end_day)
        add_gap (builder, (AcnSpan){ end_day, next->day });
      if (next != NULL && strcmp (next->form, sheet->form) != 0)
        add_change (builder, sheet, next);
    }
  layer.note =
      make_text (builder,
                 "Each file shows on its own days; gaps stay empty, nothing is interpolated",
                 "Кожен файл показано лише у його дні; прогалини порожні, нічого не "
                 "інтерпольовано");
  layer.features = acn_dossier_builder_take_array (builder, features, &layer.n_features);
  g_array_append_val (builder->layers, layer);
}

static void
add_view (AcnDossierBuilder *builder)
{
  const AcnLayer *layer = &g_array_index (builder->layers, AcnLayer, 0);
  AcnView         view = { .id = "all",
                           .title = make_text (builder, "All", "Усе"),
                           .bounds = ACN_BOUNDS_EMPTY };

  for (guint i = 0; i < layer->n_features; i++)
    {
      const AcnBounds b = acn_pyramid_get_geometry (layer->features[i].pyramid)->bounds;

      view.bounds = (AcnBounds){ MIN (view.bounds.west, b.west),
                                 MIN (view.bounds.south, b.south),
                                 MAX (view.bounds.east, b.east),
                                 MAX (view.bounds.north, b.north) };
    }
  if (view.bounds.west < view.bounds.east && view.bounds.south < view.bounds.north)
    {
      g_array_append_val (builder->views, view);
      builder->home_view = 0;
    }
}

/* Letters, digits and . _ - of a name, so that it is an id. */
static char *
make_id (const char *name)
{
  char *id = g_strdup (name);

  for (char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && (p == id || strchr ("._-", *p) == NULL))
      *p = p == id ? 'x' : '-';
  return id;
}

static void
name_dossier (AcnDossierBuilder *builder, const char *path, GPtrArray *sheets)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *base = g_path_get_basename (canonical);
  g_autofree char *shown = g_filename_display_name (base);
  g_autofree char *title = acn_text_make_literal (shown);
  g_autofree char *id = make_id (base);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < sheets->len; i++)
    {
      const Sheet *sheet = g_ptr_array_index (sheets, i);

      g_checksum_update (checksum, (const guchar *) sheet->sha256, -1);
    }
  builder->path = acn_dossier_builder_string (builder, path);
  builder->sha256 = acn_dossier_builder_string (builder, g_checksum_get_string (checksum));
  builder->id = acn_dossier_builder_string (builder, id);
  builder->title = make_text (builder, title, title);
  builder->language = g_intern_static_string ("en");
  g_ptr_array_add (builder->languages, (gpointer) g_intern_static_string ("en"));
  g_ptr_array_add (builder->languages, (gpointer) g_intern_static_string ("uk"));
}

/**
 * acn_read_folder:
 * @path: a folder
 * @diagnostics: gets what is wrong with its files, each with its place; errors only when nothing
 *   can be shown
 * @cancellable: (nullable): ends the reading
 *
 * Returns: (transfer full) (nullable): a dossier of one layer, not yet ended; NULL when there is an
 *   error or when cancelled
 */
AcnDossierBuilder *
acn_read_folder (const char *path, AcnDiagnostics *diagnostics, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) sheets = list_sheets (path, diagnostics);
  AcnDossierBuilder *builder;
  AcnLane            lane = { .id = "breaks" };
  int                step;

  read_sheets (sheets, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  collect_faults (sheets, diagnostics);
  drop_doubles (sheets, diagnostics);
  if (sheets->len == 0)
    return NULL;
  builder = acn_dossier_builder_new ();
  name_dossier (builder, path, sheets);
  lane.title = make_text (builder, "Breaks in the series", "Розриви ряду");
  g_array_append_val (builder->lanes, lane);
  step = find_step (sheets);
  add_layer (builder, sheets, step);
  add_view (builder);
  builder->span = (AcnSpan){ ((Sheet *) g_ptr_array_index (sheets, 0))->day,
                             ((Sheet *) g_ptr_array_index (sheets, sheets->len - 1))->day + step };
  builder->home_day = ((Sheet *) g_ptr_array_index (sheets, sheets->len - 1))->day;
  g_array_append_val (builder->readout_parts, (guint){ 0 });
  return builder;
}
