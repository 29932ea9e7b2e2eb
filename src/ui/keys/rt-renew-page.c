/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to a new recovery sheet. */
#include "config.h"

#include "rt-renew-page.h"

#include "rt-desk-keys.h"
#include "rt-field-entry.h"
#include "rt-focus-room.h"
#include "rt-paper-recovery.h"
#include "rt-print-job.h"
#include "rt-shell.h"
#include "rt-tab-order.h"
#include "rt-text-scale.h"
#include <glib/gi18n.h>
#include <string.h>

#define N_ASKED 2
#define LARGE   1.5 /* times the usual size of text */

struct _RtRenewPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  RtFieldEntry *current; /* NULL: not asked for */
  GtkLabel *sheet;
  RtFieldEntry *groups[N_ASKED];
  GtkProgressBar *progress;
  AdwStatusPage *outcome;
  GtkWidget *next[3]; /* of each step, where the focus goes when there is nothing to type */

  RtWindow *window;     /* borrowed */
  RtStoreInfo *store;   /* owned */
  RtRecovery *fresh;    /* owned; NULL before it was made and once it is valid */
  RtRecovery *in_force; /* owned, or NULL */
  guint asked[N_ASKED]; /* numbers of groups, from 1 */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (RtRenewPage, rt_renew_page, ADW_TYPE_BIN)

gboolean
rt_renew_page_is_working (RtRenewPage *self)
{
  return self->working;
}

static void
on_cancel (RtRenewPage *self)
{
  rt_window_show_area (self->window, "keys");
}

/* Four groups in a line, each with its number, as on paper; two, where large text has no room for more. */
static void
show_sheet (RtRenewPage *self)
{
  const guint in_line = rt_text_scale (GTK_WIDGET (self)) < LARGE ? 4 : 2;
  g_autoptr (RtSecret) text = rt_recovery_to_text (self->fresh);
  g_auto (GStrv) groups = g_strsplit ((const char *) rt_secret_peek (text), "-", -1);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    g_string_append_printf (lines, "%2u %s%s", i + 1, groups[i],
                            groups[i + 1] == NULL        ? ""
                            : i % in_line == in_line - 1 ? "\n"
                                                         : "   ");
  gtk_label_set_text (self->sheet, lines->str);
  memset (lines->str, 0, lines->len);
  for (guint i = 0; groups[i] != NULL; i++)
    memset (groups[i], 0, strlen (groups[i]));
}

static void
choose_groups (RtRenewPage *self)
{
  self->asked[0] = (guint) g_random_int_range (1, RT_RECOVERY_GROUPS);
  self->asked[1] = (guint) g_random_int_range ((gint32) self->asked[0] + 1, RT_RECOVERY_GROUPS + 1);
  for (guint i = 0; i < N_ASKED; i++)
    {
      /* Translators: %u is the number printed before the group of four characters on the recovery sheet. */
      g_autofree char *label = g_strdup_printf (_("Group %u of the new sheet"), self->asked[i]);

      g_object_set (self->groups[i], "label", label, NULL);
      rt_field_entry_set_text (self->groups[i], "");
      rt_field_entry_set_problem (self->groups[i], NULL);
    }
}

static void
on_start (RtRenewPage *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->in_force, rt_recovery_free);
  if (self->current != NULL)
    {
      self->in_force = rt_recovery_from_text (rt_field_entry_get_text (self->current), &error);
      rt_field_entry_set_problem (self->current, error != NULL ? error->message : NULL);
      if (self->in_force == NULL)
        {
          gtk_widget_grab_focus (GTK_WIDGET (self->current));
          return;
        }
    }
  if (self->fresh == NULL)
    self->fresh = rt_recovery_new_random ();
  show_sheet (self);
  gtk_stack_set_visible_child_name (self->stack, "sheet");
  gtk_widget_grab_focus (self->next[1]);
}

static RtPaperDoc *
make_paper (RtRenewPage *self)
{
  g_autoptr (RtSecret) text = rt_recovery_to_text (self->fresh);

  return rt_paper_recovery (self->store, text, self->store->language);
}

static void
on_print (RtRenewPage *self)
{
  g_autoptr (RtPaperDoc) doc = make_paper (self);

  rt_print_job_print (GTK_WINDOW (self->window), doc, _("Recovery sheet"), NULL);
}

static void
on_save (RtRenewPage *self)
{
  g_autoptr (RtPaperDoc) doc = make_paper (self);

  rt_print_job_save (GTK_WINDOW (self->window), doc, _("Recovery sheet"), NULL);
}

/* The sheet goes off the screen: what is typed next comes from paper. */
static void
on_have_it (RtRenewPage *self)
{
  gtk_label_set_text (self->sheet, "");
  choose_groups (self);
  gtk_stack_set_visible_child_name (self->stack, "confirm");
  gtk_widget_grab_focus (GTK_WIDGET (self->groups[0]));
}

static void
on_back_to_sheet (RtRenewPage *self)
{
  show_sheet (self);
  gtk_stack_set_visible_child_name (self->stack, "sheet");
  gtk_widget_grab_focus (self->next[1]);
}

static gboolean
check_groups (RtRenewPage *self)
{
  RtFieldEntry *wrong = NULL;

  for (guint i = 0; i < N_ASKED; i++)
    {
      gboolean fits = rt_recovery_has_group (self->fresh, self->asked[i], rt_field_entry_get_text (self->groups[i]));

      rt_field_entry_set_problem (self->groups[i], fits ? NULL : _("That is not what the new sheet says."));
      if (!fits && wrong == NULL)
        wrong = self->groups[i];
    }
  if (wrong != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (wrong));
  return wrong == NULL;
}

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  RtRenewPage *self = user_data;

  gtk_progress_bar_set_fraction (self->progress, (double) done / (double) MAX (total, 1));
}

static void
show_outcome (RtRenewPage *self, const GError *error)
{
  adw_status_page_set_icon_name (self->outcome, error == NULL ? "rt-done-symbolic" : "dialog-warning-symbolic");
  adw_status_page_set_title (self->outcome,
                             error == NULL ? _("The new sheet is valid") : _("The former sheet stays valid"));
  adw_status_page_set_description (
    self->outcome, error == NULL
                     ? _("The former sheet opens nothing in this store any more: destroy it. Copies of the "
                          "store that were made before still open with it.")
                     : error->message);
  gtk_stack_set_visible_child_name (self->stack, "outcome");
  gtk_widget_grab_focus (self->next[2]);
}

static void
on_renewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRenewPage) self = user_data;
  g_autoptr (GError) error = NULL;

  self->working = FALSE;
  if (rt_desk_renew_finish (RT_DESK (source), result, &error))
    g_clear_pointer (&self->fresh, rt_recovery_free);
  if (self->stack != NULL)
    show_outcome (self, error);
}

static void
on_confirm (RtRenewPage *self)
{
  if (!check_groups (self))
    return;
  self->working = TRUE;
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "working");
  rt_desk_renew_async (rt_window_get_desk (self->window), self->fresh, self->in_force, on_progress, self, on_renewed,
                       g_object_ref (self));
}

/* After a failure that left no store open, it is opened anew. */
static void
on_finished (RtRenewPage *self)
{
  g_autofree char *path = rt_application_dup_store_path (rt_window_get_app (self->window));

  if (rt_desk_is_open (rt_window_get_desk (self->window)))
    rt_window_show_desk (self->window);
  else
    rt_window_open_store (self->window, path);
}

static void
rt_renew_page_dispose (GObject *object)
{
  RtRenewPage *self = RT_RENEW_PAGE (object);

  if (self->sheet != NULL)
    gtk_label_set_text (self->sheet, "");
  self->sheet = NULL;
  self->stack = NULL;
  g_clear_pointer (&self->fresh, rt_recovery_free);
  g_clear_pointer (&self->in_force, rt_recovery_free);
  g_clear_pointer (&self->store, rt_store_info_unref);
  G_OBJECT_CLASS (rt_renew_page_parent_class)->dispose (object);
}

static gboolean
rt_renew_page_grab_focus (GtkWidget *widget)
{
  RtRenewPage *self = RT_RENEW_PAGE (widget);

  return gtk_widget_grab_focus (self->current != NULL ? GTK_WIDGET (self->current) : self->next[0]);
}

static void
rt_renew_page_class_init (RtRenewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_renew_page_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = rt_renew_page_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = rt_tab_order_focus;
}

static GtkWidget *
make_label (const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* A step: title, words, then what is appended to the box that is given back. */
static GtkBox *
add_step (RtRenewPage *self, const char *name, const char *title, const char *words)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), make_label (title, "title-1"));
  gtk_box_append (GTK_BOX (box), make_label (words, NULL));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  rt_text_scale_clamp (ADW_CLAMP (clamp));
  rt_focus_room_keep (GTK_SCROLLED_WINDOW (scrolled));
  gtk_stack_add_named (self->stack, scrolled, name);
  return GTK_BOX (box);
}

static GtkWidget *
add_button (RtRenewPage *self, GtkBox *row, const char *label, const char *style, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (row, button);
  return button;
}

static GtkBox *
add_buttons (GtkBox *box)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (box, row);
  return GTK_BOX (row);
}

static void
add_start (RtRenewPage *self, gboolean with_sheet)
{
  GtkBox *box =
    add_step (self, "start", _("A new recovery sheet"),
              _ (
                "The store gets a new sheet and a new key, and the former sheet opens nothing afterwards. Do this when "
                "the sheet was lost, or seen by somebody. You need a printer or pen and paper; the desk is locked "
                "while the store is written anew, for a minute in a small store."));
  GtkBox *row = NULL;

  if (with_sheet)
    {
      self->current = RT_FIELD_ENTRY (rt_field_entry_new (_("_Groups from the sheet that is valid now"), TRUE));
      gtk_box_append (box, GTK_WIDGET (self->current));
    }
  row = add_buttons (box);
  add_button (self, row, _("_Cancel"), NULL, G_CALLBACK (on_cancel));
  self->next[0] = add_button (self, row, _("_Make a new sheet"), "suggested-action", G_CALLBACK (on_start));
}

static void
add_sheet (RtRenewPage *self)
{
  GtkBox *box = add_step (
    self, "sheet", _("The new recovery sheet"),
    _("Print it now, or write it down, and lock it away. It is not shown again, and it is not valid yet: two of "
       "its groups are asked for first."));
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkBox *row = NULL;

  self->sheet = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->sheet), "recovery-sheet");
  gtk_widget_add_css_class (GTK_WIDGET (self->sheet), "monospace");
  gtk_widget_set_margin_top (GTK_WIDGET (self->sheet), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->sheet), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->sheet), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->sheet), 12);
  gtk_label_set_wrap (self->sheet, TRUE);
  gtk_frame_set_child (GTK_FRAME (frame), GTK_WIDGET (self->sheet));
  gtk_box_append (box, frame);
  row = add_buttons (box);
  self->next[1] = add_button (self, row, _("_Print the sheet"), NULL, G_CALLBACK (on_print));
  add_button (self, row, _("_Save as PDF"), NULL, G_CALLBACK (on_save));
  row = add_buttons (box);
  add_button (self, row, _("_Cancel"), NULL, G_CALLBACK (on_cancel));
  add_button (self, row, _("I _have it on paper"), "suggested-action", G_CALLBACK (on_have_it));
}

static void
add_confirm (RtRenewPage *self)
{
  GtkBox *box =
    add_step (self, "confirm", _("Two groups from the paper"),
              _("Type these two groups as they stand on the new sheet. From then on only the new sheet is valid."));
  GtkBox *row = NULL;

  for (guint i = 0; i < N_ASKED; i++)
    {
      self->groups[i] = RT_FIELD_ENTRY (rt_field_entry_new ("", FALSE));
      gtk_box_append (box, GTK_WIDGET (self->groups[i]));
      g_signal_connect_object (rt_field_entry_get_input (self->groups[i]), "activate", G_CALLBACK (on_confirm), self,
                               G_CONNECT_SWAPPED);
    }
  row = add_buttons (box);
  add_button (self, row, _("_Back to the sheet"), NULL, G_CALLBACK (on_back_to_sheet));
  add_button (self, row, _("_Replace the former sheet"), "suggested-action", G_CALLBACK (on_confirm));
}

static void
add_end (RtRenewPage *self)
{
  GtkBox *box =
    add_step (self, "working", _("Writing the store anew"),
              _("The store is copied under its new key and checked. Should the power go now, it opens with the "
                 "former sheet or with the new one."));
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Writing the store anew"), -1);
  gtk_box_append (box, GTK_WIDGET (self->progress));
  self->outcome = ADW_STATUS_PAGE (page);
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  self->next[2] = add_button (self, GTK_BOX (row), _("_Sign in"), "suggested-action", G_CALLBACK (on_finished));
  adw_status_page_set_child (self->outcome, row);
  gtk_stack_add_named (self->stack, page, "outcome");
}

static void
rt_renew_page_init (RtRenewPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), rt_shell_header_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
rt_renew_page_new (RtWindow *window, gboolean with_sheet)
{
  RtRenewPage *self = g_object_new (RT_TYPE_RENEW_PAGE, NULL);

  self->window = window;
  self->store = rt_store_info_ref (rt_desk_get_store (rt_window_get_desk (window)));
  add_start (self, with_sheet);
  add_sheet (self);
  add_confirm (self);
  add_end (self);
  return GTK_WIDGET (self);
}
