/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "panels/acn-list.h"

/**
 * acn_list_clear:
 * @list: loses all its rows
 */
void
acn_list_clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}
