/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of the table of who sees what. */
#include "config.h"

#include "rt-matrix-cell.h"

#include "rt-tab-order.h"
#include <glib/gi18n.h>

struct _RtMatrixCell
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkWidget *choice; /* GtkDropDown; NULL where nobody can choose */
  GtkWidget *said;   /* the word alone */
  GtkWidget *back;

  RtClass klass;
  RtRole role;
  RtAccess standard, seen, access;
  gboolean showing;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtMatrixCell, rt_matrix_cell, GTK_TYPE_WIDGET)

/* The list in the order of what is seen: nothing first. */
static const char *const styles[] = { "sees-nothing", "sees-masks", "sees-own", "sees-all" };

/* A drop-down hands the focus to a button inside. */
static GtkWidget *
inner_button (RtMatrixCell *self)
{
  return gtk_widget_get_first_child (self->choice);
}

/* Later versions of the toolkit let a drop-down be called by what is chosen in it, which would come before the name. */
static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* "Contact, Clerk: Own work" */
static void
name_cell (RtMatrixCell *self)
{
  const char *klass = rt_class_name (self->klass), *role = rt_role_name (self->role);
  /* Translators: a cell of the table for a screen reader: a class of details, a role, what the role sees: “Contact,
     Clerk: Own work”. */
  g_autofree char *plain = g_strdup_printf (_("%1$s, %2$s: %3$s"), klass, role, rt_access_name (self->access));
  g_autofree char *changed =
    /* Translators: the same, chosen but not saved; the fourth is what is saved: “Contact, Clerk: Masked, not saved, was
       Own work”. */
    g_strdup_printf (_("%1$s, %2$s: %3$s, not saved, was %4$s"), klass, role, rt_access_name (self->access),
                     rt_access_name (self->seen));
  const char *name = self->access == self->seen ? plain : changed;

  set_name (GTK_WIDGET (self), name);
  if (self->choice != NULL)
    {
      set_name (self->choice, name);
      set_name (inner_button (self), name);
    }
}

static void
show_back (RtMatrixCell *self)
{
  const char *standard = rt_access_name (self->standard);
  /* Translators: a small button below a cell that goes back to the product's default, which it names: “↩ Own work”. */
  g_autofree char *words = g_strdup_printf (_("↩ %s"), standard);
  /* Translators: the same button for a screen reader: class, role, what the default is. */
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s: back to the default, %3$s"), rt_class_name (self->klass),
                                           rt_role_name (self->role), standard);

  gtk_button_set_label (GTK_BUTTON (self->back), words);
  gtk_widget_set_tooltip_text (self->back, _("Back to the product's default"));
  set_name (self->back, name);
  gtk_widget_set_visible (self->back, self->access != self->standard);
}

static void
refresh (RtMatrixCell *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), styles[self->access]);
  if (self->access != self->seen)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unsaved");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unsaved");
  gtk_label_set_text (GTK_LABEL (self->said), rt_access_name (self->access));
  name_cell (self);
  show_back (self);
}

static void
choose (RtMatrixCell *self, RtAccess access)
{
  if (access == self->access)
    return;
  self->access = access;
  self->showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), access);
  self->showing = FALSE;
  refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_selected (RtMatrixCell *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (!self->showing && selected <= RT_ACCESS_CLEAR)
    choose (self, (RtAccess) selected);
}

static void
on_back (RtMatrixCell *self)
{
  gtk_widget_grab_focus (self->choice);
  choose (self, self->standard);
}

static gboolean
rt_matrix_cell_grab_focus (GtkWidget *widget)
{
  RtMatrixCell *self = RT_MATRIX_CELL (widget);

  if (self->choice != NULL && gtk_widget_get_visible (self->choice))
    return gtk_widget_grab_focus (self->choice);
  return GTK_WIDGET_CLASS (rt_matrix_cell_parent_class)->grab_focus (widget);
}

static void
rt_matrix_cell_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  RT_MATRIX_CELL (object)->choice = NULL;
  G_OBJECT_CLASS (rt_matrix_cell_parent_class)->dispose (object);
}

static void
rt_matrix_cell_class_init (RtMatrixCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_matrix_cell_dispose;
  widget_class->grab_focus = rt_matrix_cell_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "matrixcell");
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_matrix_cell_init (RtMatrixCell *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  self->said = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->said, "said");
  self->back = gtk_button_new ();
  gtk_widget_add_css_class (self->back, "flat");
  gtk_widget_add_css_class (self->back, "caption");
  gtk_widget_add_css_class (self->back, "link-button");
}

static void
add_choice (RtMatrixCell *self)
{
  const char *words[RT_ACCESS_CLEAR + 2] = { NULL };

  for (guint i = 0; i <= RT_ACCESS_CLEAR; i++)
    words[i] = rt_access_name ((RtAccess) i);
  self->choice = gtk_drop_down_new_from_strings (words);
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
}

GtkWidget *
rt_matrix_cell_new (RtClass klass, RtRole role, RtAccess standard)
{
  RtMatrixCell *self = g_object_new (RT_TYPE_MATRIX_CELL, NULL);

  self->klass = klass;
  self->role = role;
  self->standard = standard;
  if (role != RT_ROLE_ADMINISTRATOR)
    add_choice (self);
  else
    gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                                 _("An administrator sees no customer; this is the same everywhere."));
  gtk_widget_set_parent (self->said, GTK_WIDGET (self));
  gtk_widget_set_parent (self->back, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
rt_matrix_cell_show (RtMatrixCell *self, RtAccess seen, RtAccess wanted, gboolean editable)
{
  gboolean chooses = editable && self->choice != NULL;

  self->seen = seen;
  self->access = wanted;
  self->showing = TRUE;
  if (self->choice != NULL)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), wanted);
      gtk_widget_set_visible (self->choice, chooses);
    }
  self->showing = FALSE;
  gtk_widget_set_visible (self->said, !chooses);
  gtk_widget_set_focusable (GTK_WIDGET (self), !chooses);
  gtk_widget_set_sensitive (self->back, chooses);
  refresh (self);
}

RtAccess
rt_matrix_cell_get_access (RtMatrixCell *self)
{
  return self->access;
}

RtClass
rt_matrix_cell_get_class (RtMatrixCell *self)
{
  return self->klass;
}

RtRole
rt_matrix_cell_get_role (RtMatrixCell *self)
{
  return self->role;
}

void
rt_matrix_cell_step (RtMatrixCell *self, int step)
{
  int wanted = (int) self->access + step;

  if (self->choice != NULL && gtk_widget_get_visible (self->choice) && wanted >= 0 && wanted <= RT_ACCESS_CLEAR)
    choose (self, (RtAccess) wanted);
}
