/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-base-map-group.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acn-config.h"
#include "base/acn-isolate.h"
#include "compat/acn-compat.h"
#include "io/acn-tile-address.h"
#include "map/acn-base-map.h"
#include "tiles/acn-tile-disk.h"
#include "tiles/acn-tile-open.h"

struct _AcnBaseMapGroup
{
  AdwPreferencesGroup parent_instance;

  AcnBaseMap *base_map;
  GSettings  *settings;    /* or NULL */
  char       *other_place; /* what the third row stands for, or NULL */
  char       *offer_place; /* what the dossier names, or NULL */
  guint       count_id;
  gboolean    is_following; /* the rows, the choice */
  gboolean    asked;        /* a question of this group is open, or was answered */

  GtkCheckButton *built_in;
  GtkCheckButton *openstreetmap;
  GtkCheckButton *offer;
  AdwActionRow   *offer_row;
  GtkCheckButton *other;
  AdwActionRow   *other_row;
  AdwEntryRow    *address;
  AdwActionRow   *trouble_row;
  GtkWidget      *room_row;
  GtkSpinButton  *room;
  AdwActionRow   *kept_row;
  GtkWidget      *clear;
};

G_DEFINE_FINAL_TYPE (AcnBaseMapGroup, acn_base_map_group, ADW_TYPE_PREFERENCES_GROUP)

static void follow (AcnBaseMapGroup *self);

/* --- Trouble --------------------------------------------------------------------------------- */

static void
show_trouble (AcnBaseMapGroup *self, const char *message)
{
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_row), message != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trouble_row),
                                 message != NULL ? message : "");
  if (message != NULL)
    acn_compat_announce (GTK_WIDGET (self), message);
}

/* --- Consent --------------------------------------------------------------------------------- */

/* Question: about one server, for one place. */
typedef struct
{
  AcnBaseMapGroup *group; /* (owned) */
  char            *host;
  char            *place;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  /* Whoever said no sees the choice as it was. */
  question->group->asked = FALSE;
  follow (question->group);
  g_object_unref (question->group);
  g_free (question->host);
  g_free (question->place);
  g_free (question);
}

static void
agreed_cb (gpointer data)
{
  Question *question = data;

  acn_base_map_agree (question->group->base_map, question->host);
  acn_base_map_choose (question->group->base_map, question->place);
}

static void
ask (AcnBaseMapGroup *self, const char *host, const char *place)
{
  Question        *question = g_new (Question, 1);
  GtkRoot         *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *body =
      /* Translators: %s is the name of a server. */
      g_strdup_printf (_ ("The tiles come from %s. That server learns the network address of this "
                          "computer and which part of the world you look at. Nothing of the "
                          "dossier is sent."),
                       host);

  *question = (Question){ g_object_ref (self), g_strdup (host), g_strdup (place) };
  self->asked = TRUE;
  acn_compat_confirm (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                      _ ("Fetch the Map from the Network?"),
                      body,
                      _ ("_Cancel"),
                      _ ("_Fetch"),
                      agreed_cb,
                      question,
                      free_question);
}

/* Takes the place when it needs no consent, else asks for it. */
static void
consider (AcnBaseMapGroup *self, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *host = NULL, *trouble = NULL;

  show_trouble (self, NULL);
  if (!acn_tiles_is_address (place))
    {
      acn_base_map_choose (self->base_map, place);
      return;
    }
  if (!acn_tile_address_check (place, NULL, &error))
    {
      /* Translators: %s says why, without a full stop. */
      trouble = g_strdup_printf (_ ("This address cannot be used: %s."), error->message);
      follow (self);
      show_trouble (self, trouble);
      return;
    }
  host = acn_tile_address_host (place);
  if (acn_base_map_is_agreed (self->base_map, host))
    {
      acn_base_map_agree (self->base_map, host);
      acn_base_map_choose (self->base_map, place);
    }
  else
    ask (self, host, place);
}

/* --- Rows ------------------------------------------------------------------------------------ */

/* A query may hold a key, which is nobody’s business on a shared screen. */
static char *
shorten_place (const char *place)
{
  const char *query = acn_tiles_is_address (place) ? strchr (place, '?') : NULL;

  return query != NULL                  ? g_strdup_printf ("%.*s?…", (int) (query - place), place)
         : acn_tiles_is_address (place) ? g_strdup (place)
                                        : g_filename_display_name (place);
}

static void
show_other (AcnBaseMapGroup *self, const char *place)
{
  g_autofree char *name = NULL, *whole = NULL;

  if (place != NULL)
    {
      g_free (self->other_place);
      self->other_place = g_strdup (place);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->other_row), self->other_place != NULL);
  if (self->other_place == NULL)
    return;
  name = acn_tiles_is_address (self->other_place) ? acn_tile_address_host (self->other_place)
                                                  : g_filename_display_basename (self->other_place);
  whole = shorten_place (self->other_place);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->other_row), name);
  adw_action_row_set_subtitle (self->other_row, whole);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->other), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_kept (AcnBaseMapGroup *self)
{
  const guint64    size = acn_tile_disk_get_size ();
  g_autofree char *text = g_format_size (size);

  adw_action_row_set_subtitle (self->kept_row, text);
  gtk_widget_set_sensitive (self->clear, size > 0);
}

static gboolean
show_kept_cb (gpointer data)
{
  show_kept (data);
  return G_SOURCE_CONTINUE;
}

/* Makes the rows agree with the choice. */
static void
follow (AcnBaseMapGroup *self)
{
  const char    *place = acn_base_map_get_place (self->base_map);
  const gboolean is_osm = g_str_equal (place, ACN_TILES_OPENSTREETMAP);
  const gboolean is_offer = g_strcmp0 (place, self->offer_place) == 0;
  const gboolean is_other = *place != '\0' && !is_osm && !is_offer;

  self->is_following = TRUE;
  show_other (self, is_other ? place : NULL);
  gtk_check_button_set_active (is_offer   ? self->offer
                               : is_osm   ? self->openstreetmap
                               : is_other ? self->other
                                          : self->built_in,
                               TRUE);
  self->is_following = FALSE;
}

static void
changed_cb (AcnBaseMapGroup *self)
{
  const char      *refused = acn_base_map_get_refused (self->base_map);
  g_autofree char *place = NULL;

  follow (self);
  show_trouble (self, acn_base_map_get_trouble (self->base_map));
  /* A TileJSON may name tiles of another server. */
  if (refused != NULL && !self->asked && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      place = g_strdup (acn_base_map_get_tried (self->base_map));
      ask (self, refused, place);
    }
}

static void
toggled_cb (AcnBaseMapGroup *self, GtkCheckButton *button)
{
  g_autofree char *place = NULL;

  if (self->is_following || !gtk_check_button_get_active (button))
    return;
  place = g_strdup (button == self->openstreetmap ? ACN_TILES_OPENSTREETMAP
                    : button == self->offer       ? self->offer_place
                    : button == self->other       ? self->other_place
                                                  : "");
  consider (self, place);
}

static void
apply_cb (AcnBaseMapGroup *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address)));

  g_strstrip (text);
  if (*text == '\0')
    return;
  /* A path has its own row; here even a wrong scheme is an address. */
  if (acn_tiles_is_address (text))
    consider (self, text);
  else
    show_trouble (self, _ ("An address begins with https:// or http://."));
}

/* --- Files ----------------------------------------------------------------------------------- */

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AcnBaseMapGroup) self = data;
  g_autoptr (GFile) file = acn_compat_open_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    consider (self, path);
}

static void
choose_file_cb (AcnBaseMapGroup *self)
{
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) tiles = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (tiles, _ ("Map Tiles"));
  gtk_file_filter_add_suffix (tiles, "mbtiles");
  gtk_file_filter_add_suffix (tiles, "pmtiles");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tiles);
  g_list_store_append (filters, all);
  acn_compat_open_file (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                        _ ("Choose a File of Tiles"),
                        G_LIST_MODEL (filters),
                        file_chosen_cb,
                        g_object_ref (self));
}

/* --- Cache ----------------------------------------------------------------------------------- */

static void
clear_cb (AcnBaseMapGroup *self)
{
  acn_tile_disk_clear ();
  show_kept (self);
}

static GSettings *
find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, ACN_APP_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* --- Object ---------------------------------------------------------------------------------- */

static void
acn_base_map_group_map (GtkWidget *widget)
{
  AcnBaseMapGroup *self = ACN_BASE_MAP_GROUP (widget);

  GTK_WIDGET_CLASS (acn_base_map_group_parent_class)->map (widget);
  show_kept (self);
  if (self->count_id == 0)
    self->count_id = g_timeout_add_seconds (2, show_kept_cb, self);
}

static void
acn_base_map_group_unmap (GtkWidget *widget)
{
  AcnBaseMapGroup *self = ACN_BASE_MAP_GROUP (widget);

  g_clear_handle_id (&self->count_id, g_source_remove);
  GTK_WIDGET_CLASS (acn_base_map_group_parent_class)->unmap (widget);
}

static void
acn_base_map_group_dispose (GObject *object)
{
  AcnBaseMapGroup *self = ACN_BASE_MAP_GROUP (object);

  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->other_place, g_free);
  g_clear_pointer (&self->offer_place, g_free);
  G_OBJECT_CLASS (acn_base_map_group_parent_class)->dispose (object);
}

static void
acn_base_map_group_class_init (AcnBaseMapGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acn_base_map_group_dispose;
  widget_class->map = acn_base_map_group_map;
  widget_class->unmap = acn_base_map_group_unmap;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-base-map-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, built_in);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, openstreetmap);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, offer);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, offer_row);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, other);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, other_row);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, address);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, trouble_row);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, room_row);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, room);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, kept_row);
  gtk_widget_class_bind_template_child (widget_class, AcnBaseMapGroup, clear);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
acn_base_map_group_init (AcnBaseMapGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->base_map = acn_base_map_get_default ();
  self->settings = find_settings ();
  gtk_widget_set_visible (self->room_row, self->settings != NULL);
  if (self->settings != NULL)
    g_settings_bind (
        self->settings, "tile-cache-megabytes", self->room, "value", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (
      self->base_map, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

/**
 * acn_base_map_group_set_offer:
 * @place: an address of tiles that the dossier names
 * @title: (nullable): what it calls them; shown literally
 *
 * Adds them to what can be chosen. Whoever chooses them is asked as for any server.
 */
void
acn_base_map_group_set_offer (AcnBaseMapGroup *self, const char *place, const char *title)
{
  g_autofree char *host = NULL, *subtitle = NULL;

  g_return_if_fail (ACN_IS_BASE_MAP_GROUP (self));
  g_return_if_fail (place != NULL);

  g_free (self->offer_place);
  self->offer_place = g_strdup (place);
  host = acn_tile_address_host (place);
  /* Translators: %s is the name of a server. */
  subtitle = acn_isolate_printf (_ ("Named by the dossier, from the network: %s"), host);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->offer_row),
                                 title != NULL ? title : host);
  adw_action_row_set_subtitle (self->offer_row, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->offer),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : host,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->offer_row), TRUE);
  follow (self);
}
