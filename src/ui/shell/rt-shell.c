/* What the pages before sign-in share. */
#include "config.h"

#include "rt-shell.h"

#include "rt-secret.h"
#include "rt-totp.h"
#include <glib/gi18n.h>

#define PASSWORD_BYTES 256 /* longer than most are, before some of it was erased again */

GtkWidget *
rt_shell_header_new (void)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  /* Each language by its own name, never translated. */
  g_menu_append (menu, "English", "app.language::en");
  g_menu_append (menu, "简体中文", "app.language::zh_CN");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "rt-language-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Language"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Language"), -1);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), button);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new (_("Rolltop"), NULL));
  gtk_widget_add_css_class (bar, "flat");
  return bar;
}

/* An emptied entry keeps its letters behind an end mark, in memory that is not cleared when it is let go: so other ones
 * are written over them first. */
void
rt_shell_wipe_password (GtkEditable *entry)
{
  g_autofree char *filler = g_strnfill (MAX (strlen (gtk_editable_get_text (entry)), PASSWORD_BYTES), 'x');

  gtk_editable_set_text (entry, filler);
  gtk_editable_set_text (entry, "");
}

RtSecret *
rt_shell_take_password (GtkEditable *entry)
{
  const char *typed = gtk_editable_get_text (entry);
  RtSecret *password = typed[0] != '\0' ? rt_secret_new_from (typed, strlen (typed)) : NULL;

  rt_shell_wipe_password (entry);
  return password;
}

gboolean
rt_shell_is_whole_code (GtkEditable *entry)
{
  guint digits = 0;

  for (const char *p = gtk_editable_get_text (entry); *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      digits++;
    else if (*p != ' ')
      return FALSE;
  return digits == RT_TOTP_DIGITS;
}

void
rt_shell_add_shortcut (GtkWidget *widget, guint key, GdkModifierType modifiers, const char *action, GVariant *target)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_named_action_new (action));

  if (target != NULL)
    gtk_shortcut_set_arguments (shortcut, target);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (widget, controller);
}
