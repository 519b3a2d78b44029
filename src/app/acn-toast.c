/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A toast of Adwaita cuts what does not fit into one line; of these a narrow window, or one with
 * large text, shows all words. */
#include "app/acn-toast.h"

#include "compat/acn-compat.h"

/* Around what a toast says: its margins, padding and the button that closes it, px. */
#define AROUND_PX 112
#define GAP_PX 12
/* Of a window that has no size yet, px. */
#define NARROWEST_PX 360

/* Adwaita announces what is the title of a toast, and no more. The label is not yet known to
 * assistive technology and GTK would drop what it says; its window is. */
static void
map_cb (GtkWidget *label)
{
  acn_compat_announce (GTK_WIDGET (gtk_widget_get_root (label)),
                       gtk_label_get_text (GTK_LABEL (label)));
}

/* What GtkButton does for an action of its own happens here before the toast goes, and is the same
 * for a pointer and for what presses by the bus of accessibility. */
static void
clicked_cb (GtkWidget *button, AdwToast *said)
{
  g_autoptr (AdwToast) toast = g_object_ref (said);
  const char *action = g_object_get_data (G_OBJECT (button), "action");

  if (action != NULL)
    gtk_widget_activate_action_variant (
        button, action, g_object_get_data (G_OBJECT (button), "target"));
  adw_toast_dismiss (toast);
}

/* Width for what a toast says, px. */
static int
get_room (GtkWidget *over)
{
  GtkRoot *root = gtk_widget_get_root (over);
  int      width = gtk_widget_get_width (over);
  int      height; /* GTK 4.8 writes it in any case */

  if (width <= 0 && GTK_IS_WINDOW (root))
    gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
  return MAX (width, NARROWEST_PX) - AROUND_PX;
}

static int
measure_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

/* Beside each other, below each other, on several lines: the first that fits. The overlay of toasts
 * asks for no height by width, so that one that wraps has its size set. */
static void
fit (GtkWidget *box, GtkWidget *label, int room)
{
  int height;

  if (measure_width (box) > room)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (box), GTK_ORIENTATION_VERTICAL);
      gtk_box_set_spacing (GTK_BOX (box), GAP_PX / 2);
    }
  if (measure_width (label) <= room)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label),
                               PANGO_ELLIPSIZE_END); /* in a window made narrower */
      return;
    }
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, room, NULL, &height, NULL, NULL);
  gtk_widget_set_size_request (label, room, height);
}

/**
 * acn_toast_new:
 * @over: what it will be shown over
 * @message: a short fact, shown literally, on as many lines as it needs
 * @button_label: (nullable): with an underscore before its mnemonic
 * @button: (out) (optional) (transfer none): that button; a click closes the toast
 *
 * Returns: (transfer full): to be given to an overlay of toasts, which takes it
 */
AdwToast *
acn_toast_new (GtkWidget *over, const char *message, const char *button_label, GtkWidget **button)
{
  AdwToast  *toast = adw_toast_new ("");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP_PX);
  GtkWidget *label = gtk_label_new (message);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  g_signal_connect (label, "map", G_CALLBACK (map_cb), NULL);
  gtk_box_append (GTK_BOX (box), label);
  if (button_label != NULL)
    {
      *button = gtk_button_new_with_mnemonic (button_label);
      gtk_widget_set_halign (*button, GTK_ALIGN_START);
      gtk_widget_set_valign (*button, GTK_ALIGN_CENTER);
      g_signal_connect_object (*button, "clicked", G_CALLBACK (clicked_cb), toast, 0);
      gtk_box_append (GTK_BOX (box), *button);
    }
  fit (box, label, get_room (over));
  adw_toast_set_custom_title (toast, box);
  return toast;
}

/**
 * acn_toast_set_action:
 * @button: one of acn_toast_new()
 * @action: what it does, "win.…"
 * @target: (nullable): for the action; a floating reference is taken
 */
void
acn_toast_set_action (GtkWidget *button, const char *action, GVariant *target)
{
  g_object_set_data_full (G_OBJECT (button), "action", g_strdup (action), g_free);
  if (target != NULL)
    g_object_set_data_full (
        G_OBJECT (button), "target", g_variant_ref_sink (target), (GDestroyNotify) g_variant_unref);
}

/**
 * acn_toast_show:
 * @toasts: where
 * @message: as for acn_toast_new()
 */
void
acn_toast_show (AdwToastOverlay *toasts, const char *message)
{
  adw_toast_overlay_add_toast (toasts, acn_toast_new (GTK_WIDGET (toasts), message, NULL, NULL));
}
