/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file is the guide: it lies where an author finds the schema and the samples as well, and what
 * is shown here is read from it, so that the two cannot differ. */
#include "app/acn-guide-window.h"

#include <glib/gi18n.h>

#include "app/acn-language.h"
#include "app/acn-toast.h"
#include "base/acn-isolate.h"
#include "base/acn-paths.h"
#include "compat/acn-compat.h"
#include "io/acn-beneath.h"
#include "panels/acn-guide-text.h"
#include "panels/acn-wrap-labels.h"

#define GUIDE "authoring.md"
#define GUIDE_FORMAT "authoring.%s.md"

struct _AcnGuideWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget       *page;
  GtkBox          *text;
  GtkWidget       *files_button;
  char            *path; /* of the file that is shown */
};

G_DEFINE_FINAL_TYPE (AcnGuideWindow, acn_guide_window, ADW_TYPE_WINDOW)

/* In the language of the interface where somebody has written it, in English else. */
static char *
find_guide (void)
{
  g_autofree char *name = g_strdup_printf (GUIDE_FORMAT, acn_language_get ());
  g_autofree char *path = acn_data_file (name);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);
  return acn_data_file (GUIDE);
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkWidget *
make_markup_label (const char *text)
{
  g_autofree char *markup = acn_guide_text_to_markup (text);
  GtkWidget       *label = make_label (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  return label;
}

static GtkWidget *
make_heading (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label",
                                   text,
                                   "wrap",
                                   TRUE,
                                   "xalign",
                                   0.0,
                                   "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING,
                                   NULL);

  gtk_widget_add_css_class (label, style);
  gtk_widget_set_margin_top (label, 12);
  return label;
}

static GtkWidget *
make_item (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_label_new ("•");
  GtkWidget *label = make_markup_label (text);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
copy_cb (GtkButton *button, gpointer data)
{
  AcnGuideWindow *self = ACN_GUIDE_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  const char     *text = gtk_label_get_text (data);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  acn_toast_show (self->toasts, _ ("Copied"));
}

static GtkWidget *
make_copy_button (GtkWidget *code, const char *file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: %s is the name of a file that is shown as an example. */
  g_autofree char *label =
      file != NULL ? acn_isolate_printf (_ ("Copy %s"), file) : g_strdup (_ ("Copy the Lines"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), code, 0);
  return button;
}

/* Lines of code are not broken; where the window is narrow they scroll. */
static GtkWidget *
make_example (const AcnGuideBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (block->file != NULL ? block->file : _ ("Terminal"));
  GtkWidget *code = gtk_label_new (block->text);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (name, "heading");
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), make_copy_button (code, block->file));
  gtk_widget_add_css_class (head, "example-head");
  gtk_label_set_xalign (GTK_LABEL (code), 0);
  gtk_label_set_selectable (GTK_LABEL (code), TRUE);
  gtk_widget_add_css_class (code, "code");
  /* Code reads from left to right in every language. */
  gtk_widget_set_direction (scroller, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (code, GTK_TEXT_DIR_LTR);
  gtk_scrolled_window_set_policy (
      GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), code);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_add_css_class (box, "card");
  return box;
}

static GtkWidget *
make_widget (const AcnGuideBlock *block)
{
  switch (block->kind)
    {
    case ACN_GUIDE_TITLE:
      return make_heading (block->text, "title-1");
    case ACN_GUIDE_HEADING:
      return make_heading (block->text, "title-2");
    case ACN_GUIDE_ITEM:
      return make_item (block->text);
    case ACN_GUIDE_EXAMPLE:
      return make_example (block);
    case ACN_GUIDE_PARAGRAPH:
    default:
      return make_markup_label (block->text);
    }
}

static void
fill (AcnGuideWindow *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) blocks = NULL;

  self->path = find_guide ();
  bytes = acn_read_file (self->path, NULL, &error);
  if (bytes == NULL)
    {
      gtk_box_append (self->text, make_label (error->message));
      return;
    }
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  blocks = acn_guide_text_read (text != NULL ? text : "");
  for (guint i = 0; i < blocks->len; i++)
    gtk_box_append (self->text, make_widget (blocks->pdata[i]));
}

static void
show_files_cb (AcnGuideWindow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);

  acn_compat_show_in_folder (GTK_WINDOW (self), file);
}

static void
acn_guide_window_finalize (GObject *object)
{
  g_free (ACN_GUIDE_WINDOW (object)->path);
  G_OBJECT_CLASS (acn_guide_window_parent_class)->finalize (object);
}

static void
acn_guide_window_class_init (AcnGuideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = acn_guide_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/accession/Accession/acn-guide-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcnGuideWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AcnGuideWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcnGuideWindow, text);
  gtk_widget_class_bind_template_child (widget_class, AcnGuideWindow, files_button);
  gtk_widget_class_bind_template_callback (widget_class, show_files_cb);
}

static void
acn_guide_window_init (AcnGuideWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  acn_wrap_labels (self->files_button);
  fill (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->page);
}

/**
 * acn_guide_window_show:
 * @application: the program, which owns the window; one that is open is brought to the front
 */
void
acn_guide_window_show (GtkApplication *application)
{
  GtkWindow *active = gtk_application_get_active_window (application);
  GtkWindow *guide = NULL;

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (ACN_IS_GUIDE_WINDOW (l->data))
      guide = l->data;
  if (guide == NULL)
    guide = g_object_new (
        ACN_TYPE_GUIDE_WINDOW, "application", application, "transient-for", active, NULL);
  gtk_window_present (guide);
}
