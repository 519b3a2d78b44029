/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-help-window.h"

#include "app/acn-language.h"
#include "panels/acn-wrap-labels.h"

/* Pictures in other languages than these are shown in English. */
#define PICTURE_FORMAT "/io/github/accession/Accession/help/%s.%s.png"

struct _AcnHelpWindow
{
  AdwWindow parent_instance;

  GtkWidget  *page;
  GtkPicture *map;
  GtkPicture *what_if;
  GtkPicture *figure;
  GtkWidget  *guide_button;
};

G_DEFINE_FINAL_TYPE (AcnHelpWindow, acn_help_window, ADW_TYPE_WINDOW)

static void
show_picture (GtkPicture *picture, const char *name)
{
  g_autofree char *path = g_strdup_printf (PICTURE_FORMAT, name, acn_language_get ());

  if (!g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
    {
      g_free (path);
      path = g_strdup_printf (PICTURE_FORMAT, name, "en");
    }
  gtk_picture_set_resource (picture, path);
}

static void
acn_help_window_class_init (AcnHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/accession/Accession/acn-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnHelpWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcnHelpWindow, map);
  gtk_widget_class_bind_template_child (widget_class, AcnHelpWindow, what_if);
  gtk_widget_class_bind_template_child (widget_class, AcnHelpWindow, figure);
  gtk_widget_class_bind_template_child (widget_class, AcnHelpWindow, guide_button);
}

static void
acn_help_window_init (AcnHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  acn_wrap_labels (self->guide_button);
  show_picture (self->map, "map");
  show_picture (self->what_if, "what-if");
  show_picture (self->figure, "figure");
  gtk_window_set_focus (GTK_WINDOW (self), self->page);
}

/**
 * acn_help_window_show:
 * @application: the program, which owns the window; one that is open is brought to the front
 */
void
acn_help_window_show (GtkApplication *application)
{
  GtkWindow *active = gtk_application_get_active_window (application);
  GtkWindow *help = NULL;

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (ACN_IS_HELP_WINDOW (l->data))
      help = l->data;
  if (help == NULL)
    help = g_object_new (
        ACN_TYPE_HELP_WINDOW, "application", application, "transient-for", active, NULL);
  gtk_window_present (help);
}
