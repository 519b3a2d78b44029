/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compat/acn-compat.h"

#if GTK_CHECK_VERSION(4, 14, 0)
/* Where no bus of accessibility is found, GTK 4.18 puts that of its own tests in the place, and
 * calls its announcement, which it has not. */
static gboolean
can_announce (GtkWidget *widget)
{
  g_autoptr (GtkATContext) context = gtk_accessible_get_at_context (GTK_ACCESSIBLE (widget));

  return context != NULL && !g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkTestATContext");
}
#else
static GtkWidget *described; /* (weak): what the last message describes, or NULL */

/* Buttons and rows have no description that changes by itself; others tell of themselves. */
static gboolean
is_describable (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget);
}

static void
describe (GtkWidget *widget, const char *text)
{
  if (text != NULL)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
describe_focus (GtkWidget *widget, const char *message)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (described != NULL && described != focus)
    describe (described, gtk_widget_get_tooltip_text (described)); /* as GTK does */
  g_set_weak_pointer (&described, focus != NULL && is_describable (focus) ? focus : NULL);
  if (described != NULL)
    describe (described, message);
}
#endif

/**
 * acn_compat_announce:
 * @widget: where the news belongs
 * @message: a sentence for people who use a screen reader
 *
 * Says @message at once where the toolkit can. GTK before 4.14 tells a screen reader of nothing but
 * a change of the description of what has the focus: there @message is that until the next, if a
 * button or a row of the same window has the focus.
 */
void
acn_compat_announce (GtkWidget *widget, const char *message)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  if (can_announce (widget))
    gtk_accessible_announce (
        GTK_ACCESSIBLE (widget), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
#else
  describe_focus (widget, message);
#endif
}

/**
 * acn_compat_close_by_keys:
 * @window: one beside the main window
 *
 * Escape and Ctrl+W close it; the keys of the application reach no window that is not one of its
 * own.
 */
void
acn_compat_close_by_keys (GtkWindow *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape|<Control>w"),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}

/**
 * acn_compat_show_about:
 * @parent: the window that asks
 * @about: what to say
 */
void
acn_compat_show_about (GtkWindow *parent, const AcnAbout *about)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwAboutDialog *window = ADW_ABOUT_DIALOG (adw_about_dialog_new ());
#define set(name, value) adw_about_dialog_set_##name (window, value)
#else
  AdwAboutWindow *window = ADW_ABOUT_WINDOW (adw_about_window_new ());
#define set(name, value) adw_about_window_set_##name (window, value)
#endif

  set (application_name, about->name);
  set (application_icon, about->icon_name);
  set (version, about->version);
  set (developer_name, about->developer);
  set (comments, about->comments);
  set (license_type, GTK_LICENSE_GPL_3_0);
  set (debug_info, about->debug_info);
  set (debug_info_filename, "accession.txt");
  if (!g_str_equal (about->translators, "translator-credits"))
    set (translator_credits, about->translators);
  if (about->website != NULL)
    set (website, about->website);
#undef set
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_about_dialog_add_credit_section (
      window, about->credits_title, (const char **) about->credits);
  adw_about_dialog_add_legal_section (
      window, about->legal_title, NULL, GTK_LICENSE_CUSTOM, about->legal_text);
  adw_dialog_present (ADW_DIALOG (window), GTK_WIDGET (parent));
#else
  adw_about_window_add_credit_section (
      window, about->credits_title, (const char **) about->credits);
  adw_about_window_add_legal_section (
      window, about->legal_title, NULL, GTK_LICENSE_CUSTOM, about->legal_text);
  acn_compat_close_by_keys (GTK_WINDOW (window));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_present (GTK_WINDOW (window));
#endif
}

/* --- Asking ---------------------------------------------------------------------------------- */

/* Question: lives as long as its dialog. */
typedef struct
{
  AcnAgreed      agreed;
  gpointer       data;
  GDestroyNotify free_data;
} Question;

static void
free_question (Question *question, GClosure *closure)
{
  if (question->free_data != NULL)
    question->free_data (question->data);
  g_free (question);
}

static void
response_cb (GObject *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "agree"))
    question->agreed (question->data);
}

/* Takes @question. Who only presses Enter has not agreed. */
static void
show_question (GtkWindow            *parent,
               const char           *heading,
               const char           *body,
               const char           *cancel,
               const char           *agree,
               AdwResponseAppearance appearance,
               Question             *question)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (dialog), "cancel", cancel, "agree", agree, NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "agree", appearance);
  g_signal_connect_data (
      dialog, "response", G_CALLBACK (response_cb), question, (GClosureNotify) free_question, 0);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
#else
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "cancel", cancel, "agree", agree, NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "agree", appearance);
  g_signal_connect_data (
      dialog, "response", G_CALLBACK (response_cb), question, (GClosureNotify) free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

static Question *
new_question (AcnAgreed agreed, gpointer data, GDestroyNotify free_data)
{
  Question *question = g_new (Question, 1);

  *question = (Question){ agreed, data, free_data };
  return question;
}

/**
 * acn_compat_ask:
 * @cancel, @agree: words of the buttons, with mnemonics
 * @agreed: called when the person agrees to what destroys something
 * @free_data: (nullable): frees @data when the question is over
 */
void
acn_compat_ask (GtkWindow     *parent,
                const char    *heading,
                const char    *body,
                const char    *cancel,
                const char    *agree,
                AcnAgreed      agreed,
                gpointer       data,
                GDestroyNotify free_data)
{
  show_question (parent,
                 heading,
                 body,
                 cancel,
                 agree,
                 ADW_RESPONSE_DESTRUCTIVE,
                 new_question (agreed, data, free_data));
}

/**
 * acn_compat_confirm:
 *
 * As acn_compat_ask(), for what destroys nothing.
 */
void
acn_compat_confirm (GtkWindow     *parent,
                    const char    *heading,
                    const char    *body,
                    const char    *cancel,
                    const char    *agree,
                    AcnAgreed      agreed,
                    gpointer       data,
                    GDestroyNotify free_data)
{
  show_question (parent,
                 heading,
                 body,
                 cancel,
                 agree,
                 ADW_RESPONSE_SUGGESTED,
                 new_question (agreed, data, free_data));
}
