/* What happened when the store was opened and the ways out; and the choice at the first start. */
#include "config.h"

#include "rt-problem-page.h"

#include "rt-error.h"
#include "rt-shell.h"
#include "rt-tab-order.h"
#include <glib/gi18n.h>

struct _RtProblemPage
{
  AdwBin parent_instance;

  /* borrowed */
  RtWindow *window;
  AdwStatusPage *status;
  GtkBox *buttons;

  /* owned */
  char *path;
};

G_DEFINE_FINAL_TYPE (RtProblemPage, rt_problem_page, ADW_TYPE_BIN)

static void
on_retry (RtProblemPage *self)
{
  rt_window_open_store (self->window, self->path);
}

static void
on_recovery (RtProblemPage *self)
{
  rt_window_show_recovery (self->window, self->path);
}

static void
on_choose (RtProblemPage *self)
{
  rt_window_choose_store (self->window);
}

static void
on_setup (RtProblemPage *self)
{
  rt_window_show_setup (self->window, FALSE);
}

static void
on_example (RtProblemPage *self)
{
  rt_window_show_setup (self->window, TRUE);
}

static void
add_button (RtProblemPage *self, const char *label, GCallback callback, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (self->buttons, button);
}

static void
rt_problem_page_finalize (GObject *object)
{
  g_free (RT_PROBLEM_PAGE (object)->path);
  G_OBJECT_CLASS (rt_problem_page_parent_class)->finalize (object);
}

static gboolean
rt_problem_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (RT_PROBLEM_PAGE (widget)->buttons), GTK_DIR_TAB_FORWARD);
}

static void
rt_problem_page_class_init (RtProblemPageClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = rt_problem_page_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = rt_tab_order_focus;
  G_OBJECT_CLASS (klass)->finalize = rt_problem_page_finalize;
}

static void
rt_problem_page_init (RtProblemPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  self->buttons = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_set_halign (GTK_WIDGET (self->buttons), GTK_ALIGN_CENTER);
  adw_status_page_set_child (self->status, GTK_WIDGET (self->buttons));
  gtk_widget_set_vexpand (GTK_WIDGET (self->status), TRUE);
  gtk_box_append (GTK_BOX (box), rt_shell_header_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->status));
  adw_bin_set_child (ADW_BIN (self), box);
}

static const char *
title_for (const GError *error)
{
  if (error->domain != RT_ERROR)
    return _("The store cannot be opened");
  switch (error->code)
    {
    case RT_ERROR_NO_KEYRING:
      return _("No keyring answers");
    case RT_ERROR_LOCKED:
      return _("The keyring is locked");
    case RT_ERROR_KEY_MISSING:
      return _("The key of this store is not in the keyring");
    case RT_ERROR_WRONG_KEY:
      return _("The key does not fit this store");
    case RT_ERROR_DAMAGED:
      return _("The store file is damaged");
    case RT_ERROR_NEWER:
      return _("This store was written by a newer Rolltop");
    case RT_ERROR_BUSY:
      return _("The store is open elsewhere");
    default:
      return _("The store cannot be opened");
    }
}

/* Whether the recovery sheet can help: the key is what is missing. */
static gboolean
sheet_helps (const GError *error)
{
  return g_error_matches (error, RT_ERROR, RT_ERROR_NO_KEYRING) || g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED) ||
         g_error_matches (error, RT_ERROR, RT_ERROR_KEY_MISSING) ||
         g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_KEY);
}

/* The keyring answers and has not what is needed: it will not have it the next time either. */
static gboolean
trying_is_vain (const GError *error)
{
  return g_error_matches (error, RT_ERROR, RT_ERROR_KEY_MISSING) ||
         g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_KEY);
}

GtkWidget *
rt_problem_page_new (RtWindow *window, const char *path, const GError *error)
{
  RtProblemPage *self = g_object_new (RT_TYPE_PROBLEM_PAGE, NULL);
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);
  g_autofree char *file = g_markup_escape_text (path, -1);
  g_autofree char *words = NULL;

  self->window = window;
  self->path = g_strdup (path);
  /* Translators: %1$s is what happened, a whole sentence; %2$s the path of the store. */
  words = g_strdup_printf (_("%1$s\n\nThe file was not changed: %2$s"), sentence, file);
  adw_status_page_set_icon_name (self->status, "rt-masked-symbolic");
  adw_status_page_set_title (self->status, title_for (error));
  adw_status_page_set_description (self->status, words);
  add_button (self, g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED) ? _("_Unlock the keyring") : _("_Try again"),
              G_CALLBACK (on_retry), !trying_is_vain (error));
  if (sheet_helps (error))
    add_button (self, _("Use the _recovery sheet"), G_CALLBACK (on_recovery), trying_is_vain (error));
  add_button (self, _("_Open another store"), G_CALLBACK (on_choose), FALSE);
  return GTK_WIDGET (self);
}

GtkWidget *
rt_problem_page_new_welcome (RtWindow *window)
{
  RtProblemPage *self = g_object_new (RT_TYPE_PROBLEM_PAGE, NULL);

  self->window = window;
  adw_status_page_set_icon_name (self->status, RT_APPLICATION_ID);
  adw_status_page_set_title (self->status, _("Welcome to Rolltop"));
  adw_status_page_set_description (
    self->status, _("The desk for orders, service and notices. What customers entrust to the store stays locked."));
  add_button (self, _("_Set up a store"), G_CALLBACK (on_setup), TRUE);
  add_button (self, _("_Open a store"), G_CALLBACK (on_choose), FALSE);
  add_button (self, _("_Try with an example store"), G_CALLBACK (on_example), FALSE);
  return GTK_WIDGET (self);
}
