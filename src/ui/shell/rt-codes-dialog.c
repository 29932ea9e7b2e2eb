/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New recovery codes for oneself: asked for with password and code, then shown once. */
#include "config.h"

#include "rt-codes-dialog.h"

#include "rt-ask-dialog.h"
#include "rt-error.h"
#include "rt-paper-codes.h"
#include "rt-print-job.h"
#include "rt-shell.h"
#include <glib/gi18n.h>

#define COLUMNS 2

/* Freed with its dialogue; the widgets are held: an answer may come after it was closed. */
typedef struct
{
  RtWindow *window;           /* borrowed */
  GtkWidget *password, *code; /* owned */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_object_unref (ask->password);
  g_object_unref (ask->code);
  g_free (ask);
}

/* --- The codes --- */

static void
on_print (RtAskDialog *dialog)
{
  RtWindow *window = g_object_get_data (G_OBJECT (dialog), "rt-window");
  GPtrArray *codes = g_object_get_data (G_OBJECT (dialog), "rt-codes");
  RtDesk *desk = rt_window_get_desk (window);
  const RtPerson *person = rt_desk_get_person (desk);
  RtStoreInfo *store = rt_desk_get_store (desk);
  g_autoptr (RtPaperDoc) doc = NULL;

  if (person == NULL)
    return;
  doc = rt_paper_codes (store, rt_person_get_name (person), codes, store->language);
  rt_print_job_print (GTK_WINDOW (dialog), doc, _("Recovery codes"), NULL);
}

static void
on_put_away (RtAskDialog *dialog, RtWindow *window)
{
  rt_ask_dialog_done (dialog);
  rt_window_toast (window, _("The former recovery codes do not work any more."));
}

static GtkWidget *
make_codes (GPtrArray *codes)
{
  GtkWidget *grid = gtk_grid_new ();
  const int rows = ((int) codes->len + COLUMNS - 1) / COLUMNS;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 36);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_halign (grid, GTK_ALIGN_CENTER);
  for (int i = 0; i < (int) codes->len; i++)
    {
      GtkWidget *label = gtk_label_new ((const char *) rt_secret_peek (g_ptr_array_index (codes, (guint) i)));

      gtk_widget_add_css_class (label, "monospace");
      gtk_widget_add_css_class (label, "title-4");
      gtk_grid_attach (GTK_GRID (grid), label, i / rows, i % rows, 1, 1);
    }
  return grid;
}

/* Takes @codes. */
static void
show_codes (RtWindow *window, GPtrArray *codes)
{
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), _("Your new recovery codes"),
    _ (
      "Each signs you in once, when your telephone is not there. Write them down or print them, and keep them away from "
      "the desk: they are not shown again."),
    _("I have put them _away"));
  GtkWidget *print = gtk_button_new_with_mnemonic (_("_Print the codes"));

  rt_ask_dialog_set_done_already (dialog);
  g_object_set_data (G_OBJECT (dialog), "rt-window", window);
  g_object_set_data_full (G_OBJECT (dialog), "rt-codes", codes, (GDestroyNotify) g_ptr_array_unref);
  gtk_widget_set_halign (print, GTK_ALIGN_CENTER);
  g_signal_connect_object (print, "clicked", G_CALLBACK (on_print), dialog, G_CONNECT_SWAPPED);
  rt_ask_dialog_append (dialog, make_codes (codes));
  rt_ask_dialog_append (dialog, print);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_put_away), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (print);
}

/* --- The question --- */

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  RtWindow *window = ask->window;
  g_autoptr (GError) error = NULL;
  GPtrArray *codes = rt_desk_new_codes_finish (RT_DESK (source), result, &error);

  rt_ask_dialog_set_busy (dialog, FALSE);
  if (codes != NULL)
    {
      rt_ask_dialog_done (dialog);
      show_codes (window, codes);
      return;
    }
  if (g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    return;
  rt_ask_dialog_set_problem (dialog, g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_LOGIN)
                                       ? _("The password or the code is not right.")
                                       : error->message);
  gtk_widget_grab_focus (ask->password);
}

static void
on_accepted (RtAskDialog *dialog, Ask *ask)
{
  g_autoptr (RtSecret) password = rt_shell_take_password (GTK_EDITABLE (ask->password));
  g_autoptr (RtSecret) code = rt_shell_take_password (GTK_EDITABLE (ask->code));

  if (password == NULL)
    {
      rt_ask_dialog_set_problem (dialog, _("Type your password and a code."));
      gtk_widget_grab_focus (ask->password);
      return;
    }
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_desk_new_codes_async (rt_window_get_desk (ask->window), password, code, NULL, on_made, g_object_ref (dialog));
}

void
rt_codes_dialog_present (RtWindow *window)
{
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (window), _("New recovery codes"),
                       _ (
                         "Ten new codes take the place of those you have, which stop working; your authenticator stays "
                         "as it is. So that nobody else does this at your desk, your password and a code are asked for "
                         "once more."),
                       _("_Make new codes"));
  Ask *ask = g_new0 (Ask, 1);
  GtkWidget *password = gtk_password_entry_new ();

  ask->window = window;
  g_object_set (password, "show-peek-icon", TRUE, NULL);
  ask->password = rt_ask_dialog_append_entry (dialog, _("Password"), password);
  ask->code = rt_ask_dialog_append_entry (dialog, _("Code of now, or a recovery code"), gtk_entry_new ());
  g_object_set_data_full (G_OBJECT (dialog), "rt-ask", ask, ask_free);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_accepted), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (ask->password);
}
