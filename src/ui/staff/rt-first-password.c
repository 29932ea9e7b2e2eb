/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A first password for somebody else. */
#include "config.h"

#include "rt-first-password.h"

#include "rt-password.h"
#include "rt-private-copy.h"
#include "rt-shell.h"
#include <glib/gi18n.h>

struct _RtFirstPassword
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *shown; /* with the words about it, while one that was made here is shown */
  GtkLabel *made;

  RtSecret *password; /* owned: as typed or made; NULL: neither */
  gboolean taking;    /* the entry is being emptied: nobody types */
};

G_DEFINE_FINAL_TYPE (RtFirstPassword, rt_first_password, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_placeholder (RtFirstPassword *self, const char *words)
{
  g_object_set (self->entry, "placeholder-text", words, NULL);
}

static void
hide_made (RtFirstPassword *self)
{
  gtk_label_set_text (self->made, "");
  gtk_widget_set_visible (self->shown, FALSE);
}

static RtSecret *
take_typed (RtFirstPassword *self)
{
  RtSecret *typed = NULL;

  self->taking = TRUE;
  typed = rt_shell_take_password (GTK_EDITABLE (self->entry));
  self->taking = FALSE;
  return typed;
}

/* What is typed takes the place of what was made. */
static void
on_typed (RtFirstPassword *self)
{
  if (self->taking || gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] == '\0')
    return;
  if (gtk_widget_get_visible (self->shown))
    rt_first_password_forget (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_make (RtFirstPassword *self)
{
  g_autoptr (RtSecret) text = rt_password_new_random ();
  g_autoptr (RtSecret) typed = take_typed (self);

  rt_secret_free (self->password);
  self->password = rt_secret_new_from (rt_secret_peek (text), rt_secret_get_size (text) - 1);
  gtk_label_set_text (self->made, (const char *) rt_secret_peek (text));
  gtk_widget_set_visible (self->shown, TRUE);
  set_placeholder (self, _("The one below"));
  /* so that it is read out */
  gtk_widget_grab_focus (GTK_WIDGET (self->made));
  gtk_label_select_region (self->made, 0, 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

const RtSecret *
rt_first_password_take (RtFirstPassword *self)
{
  RtSecret *typed = take_typed (self);

  if (typed != NULL)
    {
      rt_secret_free (self->password);
      self->password = typed;
      set_placeholder (self, _("Kept as you typed it"));
    }
  return self->password;
}

void
rt_first_password_forget (RtFirstPassword *self)
{
  g_clear_pointer (&self->password, rt_secret_free);
  hide_made (self);
  set_placeholder (self, NULL);
}

static gboolean
rt_first_password_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RT_FIRST_PASSWORD (widget)->entry);
}

static void
rt_first_password_dispose (GObject *object)
{
  RtFirstPassword *self = RT_FIRST_PASSWORD (object);

  if (self->box != NULL)
    gtk_label_set_text (self->made, "");
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->password, rt_secret_free);
  G_OBJECT_CLASS (rt_first_password_parent_class)->dispose (object);
}

static void
rt_first_password_class_init (RtFirstPasswordClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_first_password_dispose;
  widget_class->grab_focus = rt_first_password_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_shown (RtFirstPassword *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *words = gtk_label_new (_("Write it down or read it out now: it is not shown again."));

  self->made = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_selectable (self->made, TRUE);
  rt_private_copy_watch (self->made);
  gtk_label_set_xalign (self->made, 0);
  gtk_label_set_wrap (self->made, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->made), "monospace");
  gtk_widget_add_css_class (GTK_WIDGET (self->made), "title-4");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->made));
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
rt_first_password_init (RtFirstPassword *self)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_First password"));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *make = gtk_button_new_with_mnemonic (_("_Make one"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->entry = gtk_password_entry_new ();
  g_object_set (self->entry, "show-peek-icon", TRUE, "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("First password"),
                                  -1);
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (make, "clicked", G_CALLBACK (on_make), self, G_CONNECT_SWAPPED);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->entry);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), make);
  self->shown = make_shown (self);
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->shown);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
rt_first_password_new (void)
{
  return g_object_new (RT_TYPE_FIRST_PASSWORD, NULL);
}
