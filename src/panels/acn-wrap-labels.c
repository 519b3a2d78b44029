/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of buttons and headings are of one line, and a window is as wide as the longest of them.
 * Where texts are twice as large that is wider than the screen of a phone. */
#include "panels/acn-wrap-labels.h"

/**
 * acn_wrap_labels:
 * @widget: what has been built from a template
 *
 * Lets all labels below break into lines where they have no room. Those that end with an ellipsis
 * stay so, and the names of pages stay in one line.
 */
void
acn_wrap_labels (GtkWidget *widget)
{
  if (GTK_IS_STACK_SWITCHER (widget))
    return;
  if (GTK_IS_LABEL (widget) && gtk_label_get_ellipsize (GTK_LABEL (widget)) == PANGO_ELLIPSIZE_NONE)
    gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    acn_wrap_labels (child);
}

static void
cut (GtkWidget *widget, gboolean is_tab, PangoEllipsizeMode mode)
{
  is_tab = is_tab || GTK_IS_STACK_SWITCHER (widget);
  if (GTK_IS_LABEL (widget) && is_tab)
    gtk_label_set_ellipsize (GTK_LABEL (widget), mode);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    cut (child, is_tab, mode);
}

/**
 * acn_cut_tabs:
 * @widget: what has a switcher of pages somewhere below
 * @may: whether the names of pages may end with an ellipsis where they have no room, rather than
 *   make the window wider
 */
void
acn_cut_tabs (GtkWidget *widget, gboolean may)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  cut (widget, FALSE, may ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}
