/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the program under test: tells on the session bus where its widgets really are, and
 * which has the focus. The accessibility tree leaves out padding, each version of GTK in a way of
 * its own, tells of no focus in some windows, and not where menus are. */
#include <gtk/gtk.h>

#define TRY_EVERY_MS 50

static const char interface_xml[] =
    "<node><interface name='test.Probe'>"
    "<method name='Widgets'><arg type='a(sssbdddd)' direction='out'/></method>"
    "<method name='Menus'><arg type='a(sssbdddd)' direction='out'/></method>"
    "<method name='Focus'><arg type='(ssdddd)' direction='out'/></method>"
    "</interface></node>";

/* Whether a pointer does something with it. Not scroll bars: wheel, keys and fingers scroll, and
 * they grow below a pointer. */
static gboolean
is_target (GtkWidget *widget)
{
  if (!gtk_widget_get_can_target (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  if (GTK_IS_LIST_BOX_ROW (widget))
    return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));
  if (GTK_IS_RANGE (widget))
    return !GTK_IS_SCROLLBAR (gtk_widget_get_parent (widget));
  return GTK_IS_ACTIONABLE (widget) || GTK_IS_ENTRY (widget) || GTK_IS_DROP_DOWN (widget);
}

/* Whether a label can be read: it is not greyed, and its middle is neither under something, as
 * under a dialog of the same window, nor where it was scrolled out of sight. */
static gboolean
is_read (GtkWidget *label, GtkWidget *root, const graphene_rect_t *bounds)
{
  GtkWidget *top = gtk_widget_pick (root,
                                    bounds->origin.x + bounds->size.width / 2,
                                    bounds->origin.y + bounds->size.height / 2,
                                    GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);

  return gtk_widget_is_sensitive (label) && top != NULL &&
         (top == label || gtk_widget_is_ancestor (label, top) ||
          gtk_widget_is_ancestor (top, label));
}

/* Where the content of a window or a menu begins on the surface of the window. */
static void
get_origin (GtkNative *native, double *x, double *y)
{
  GdkSurface *surface = gtk_native_get_surface (native);

  gtk_native_get_surface_transform (native, x, y);
  for (; GDK_IS_POPUP (surface); surface = gdk_popup_get_parent (GDK_POPUP (surface)))
    {
      *x += gdk_popup_get_position_x (GDK_POPUP (surface));
      *y += gdk_popup_get_position_y (GDK_POPUP (surface));
    }
}

/* Type, name of style, text of a label, whether it is a target, place in the window. */
static void
add_widget (GVariantBuilder *list, GtkWidget *widget, GtkWidget *root)
{
  graphene_rect_t bounds;
  double          x, y;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_compute_bounds (widget, root, &bounds) ||
      bounds.size.width <= 0 || bounds.size.height <= 0)
    return;
  get_origin (GTK_NATIVE (root), &x, &y);
  g_variant_builder_add (list,
                         "(sssbdddd)",
                         G_OBJECT_TYPE_NAME (widget),
                         gtk_widget_get_css_name (widget),
                         GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "",
                         GTK_IS_LABEL (widget) ? is_read (widget, root, &bounds)
                                               : is_target (widget),
                         x + bounds.origin.x,
                         y + bounds.origin.y,
                         (double) bounds.size.width,
                         (double) bounds.size.height);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      add_widget (list, child, root);
}

/* The same of all that lies over the window below a widget of it. */
static void
add_menus (GVariantBuilder *list, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_POPOVER (widget))
    add_widget (list, widget, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_menus (list, child);
}

/* Type, name of style and place in the window of what has the focus; "" without. */
static GVariant *
tell_focus (GtkWindow *window)
{
  GtkWidget      *focus = window != NULL ? gtk_window_get_focus (window) : NULL;
  GtkNative      *native = focus != NULL ? gtk_widget_get_native (focus) : NULL;
  graphene_rect_t bounds;
  double          x, y;

  if (native == NULL || !gtk_widget_compute_bounds (focus, GTK_WIDGET (native), &bounds))
    return g_variant_new ("((ssdddd))", "", "", 0.0, 0.0, 0.0, 0.0);
  get_origin (native, &x, &y);
  return g_variant_new ("((ssdddd))",
                        G_OBJECT_TYPE_NAME (focus),
                        gtk_widget_get_css_name (focus),
                        x + bounds.origin.x,
                        y + bounds.origin.y,
                        (double) bounds.size.width,
                        (double) bounds.size.height);
}

static void
called_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               data)
{
  GVariantBuilder list;
  GtkWindow      *window =
      gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ()));
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (gtk_widget_get_mapped (l->data) && gtk_window_is_active (l->data))
      window = l->data;
  if (g_str_equal (method, "Focus"))
    {
      g_dbus_method_invocation_return_value (invocation, tell_focus (window));
      return;
    }
  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(sssbdddd)"));
  if (window != NULL && g_str_equal (method, "Menus"))
    add_menus (&list, GTK_WIDGET (window));
  else if (window != NULL)
    add_widget (&list, GTK_WIDGET (window), GTK_WIDGET (window));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a(sssbdddd))", &list));
}

static gboolean
export_cb (gpointer data)
{
  static const GDBusInterfaceVTable table = { .method_call = called_cb };
  GApplication                     *application = g_application_get_default ();
  GDBusConnection *connection = application != NULL && g_application_get_is_registered (application)
                                    ? g_application_get_dbus_connection (application)
                                    : NULL;
  g_autoptr (GDBusNodeInfo) node = NULL;

  if (connection == NULL)
    return G_SOURCE_CONTINUE;
  node = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_dbus_connection_register_object (
      connection, "/probe", node->interfaces[0], &table, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

__attribute__ ((constructor)) static void
begin (void)
{
  g_timeout_add (TRY_EVERY_MS, export_cb, NULL);
}
