/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/acn-appearance.h"

#include <adwaita.h>

static void
apply_style (GSettings *settings)
{
  g_autofree char     *style = g_settings_get_string (settings, "style");
  const AdwColorScheme scheme = g_str_equal (style, "light")  ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                : g_str_equal (style, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                              : ADW_COLOR_SCHEME_DEFAULT;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

/* The toolkit's own switch, so that nothing that moves needs to ask twice. */
static void
apply_motion (GSettings *settings)
{
  GtkSettings *toolkit = gtk_settings_get_default ();

  if (toolkit == NULL)
    return;
  if (g_settings_get_boolean (settings, "reduce-motion"))
    g_object_set (toolkit, "gtk-enable-animations", FALSE, NULL);
  else
    gtk_settings_reset_property (toolkit, "gtk-enable-animations");
}

/**
 * acn_appearance_follow:
 * @settings: of the program, which live as long as it does
 *
 * Applies what is preferred, now and whenever it changes.
 */
void
acn_appearance_follow (GSettings *settings)
{
  g_signal_connect (settings, "changed::style", G_CALLBACK (apply_style), NULL);
  g_signal_connect (settings, "changed::reduce-motion", G_CALLBACK (apply_motion), NULL);
  apply_style (settings);
  apply_motion (settings);
}
