/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing roles, and what they will show. */
#include "config.h"

#include "rt-role-choice.h"

#include "rt-staff-requests.h"
#include "rt-text-scale.h"
#include <glib/gi18n.h>

#define COLUMNS 2
#define OUTLOOK_HEIGHT                                                                                                 \
  112 /* in pixels, with text of the usual size: of most roles; what is below stays where it is                        \
       */

struct _RtRoleChoice
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkWidget *box;
  GtkWidget *ticks[RT_N_ROLES];
  GtkLabel *sees, *may;

  RtDesk *desk;              /* owned */
  GCancellable *cancellable; /* owned; NULL after dispose */
};

G_DEFINE_FINAL_TYPE (RtRoleChoice, rt_role_choice, GTK_TYPE_WIDGET)

static void
say (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), words[0] != '\0');
}

static void
on_outlook (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRoleChoice) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtStaffOutlook) outlook = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || outlook == NULL)
    return;
  say (self->sees, outlook->sees[0] != '\0' ? outlook->sees
                                            : _("Choose at least one role: what it shows and allows is said here."));
  say (self->may, outlook->may);
}

static void
ask_outlook (RtRoleChoice *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_staff_outlook (self->desk, rt_role_choice_get_roles (self), self->cancellable, on_outlook,
                            g_object_ref (self));
}

RtRoles
rt_role_choice_get_roles (RtRoleChoice *self)
{
  RtRoles roles = 0;

  for (guint i = 0; i < RT_N_ROLES; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->ticks[i])))
      roles |= RT_ROLES_OF (i);
  return roles;
}

static gboolean
rt_role_choice_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RT_ROLE_CHOICE (widget)->ticks[0]);
}

static void
rt_role_choice_dispose (GObject *object)
{
  RtRoleChoice *self = RT_ROLE_CHOICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_role_choice_parent_class)->dispose (object);
}

static void
rt_role_choice_class_init (RtRoleChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_role_choice_dispose;
  widget_class->grab_focus = rt_role_choice_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
make_outlook (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_visible (label, FALSE);
  return GTK_LABEL (label);
}

static GtkWidget *
make_ticks (RtRoleChoice *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; i < RT_N_ROLES; i++)
    {
      self->ticks[i] = gtk_check_button_new_with_label (rt_role_name ((RtRole) i));
      gtk_grid_attach (GTK_GRID (grid), self->ticks[i], i % COLUMNS, i / COLUMNS, 1, 1);
    }
  return grid;
}

static void
rt_role_choice_init (RtRoleChoice *self)
{
  GtkWidget *heading = gtk_label_new (_("Roles"));
  GtkWidget *outlook = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->cancellable = g_cancellable_new ();
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "accessible-role",
                            GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Roles"), -1);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), make_ticks (self));
  self->sees = make_outlook ();
  self->may = make_outlook ();
  gtk_widget_add_css_class (GTK_WIDGET (self->may), "dim-label");
  gtk_box_append (GTK_BOX (outlook), GTK_WIDGET (self->sees));
  gtk_box_append (GTK_BOX (outlook), GTK_WIDGET (self->may));
  gtk_widget_set_size_request (outlook, -1, (int) (OUTLOOK_HEIGHT * rt_text_scale (GTK_WIDGET (self))));
  gtk_box_append (GTK_BOX (self->box), outlook);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
rt_role_choice_new (RtDesk *desk, RtRoles roles)
{
  RtRoleChoice *self = g_object_new (RT_TYPE_ROLE_CHOICE, NULL);

  self->desk = g_object_ref (desk);
  for (guint i = 0; i < RT_N_ROLES; i++)
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->ticks[i]), (roles & RT_ROLES_OF (i)) != 0);
      g_signal_connect_object (self->ticks[i], "toggled", G_CALLBACK (ask_outlook), self, G_CONNECT_SWAPPED);
    }
  ask_outlook (self);
  return GTK_WIDGET (self);
}
