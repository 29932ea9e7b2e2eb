/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys being renewed in the background of a desk. */
#include "config.h"

#include "rt-keys-progress.h"

#include "rt-error.h"
#include "rt-rotation-run.h"
#include <glib/gi18n.h>

struct _RtKeysProgress
{
  GtkWidget parent_instance;

  GtkProgressBar *bar;

  RtDesk *desk;              /* owned; NULL before it is started and after dispose */
  GCancellable *cancellable; /* owned; NULL: nothing runs */
  gboolean again;            /* something was asked for while it ran */
  gboolean later;            /* the person wants it to wait */
};

G_DEFINE_FINAL_TYPE (RtKeysProgress, rt_keys_progress, GTK_TYPE_WIDGET)

static void run (RtKeysProgress *self);

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  RtKeysProgress *self = user_data;

  gtk_progress_bar_set_fraction (self->bar, (double) done / (double) MAX (total, 1));
  gtk_widget_set_visible (GTK_WIDGET (self), !self->later);
}

static void
on_run (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtKeysProgress) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean good = rt_rotation_run_finish (RT_DESK (source), result, NULL, &error);

  if (!good && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    g_warning ("Keys could not be renewed: %s", error->message);
  g_clear_object (&self->cancellable);
  if (self->desk == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (good && self->again && !self->later)
    run (self);
}

static void
run (RtKeysProgress *self)
{
  self->again = FALSE;
  self->cancellable = g_cancellable_new ();
  rt_rotation_run_async (self->desk, on_progress, self, self->cancellable, on_run, g_object_ref (self));
}

static void
on_changed (RtKeysProgress *self, const char *table, gint64 row)
{
  const RtPerson *person = self->desk != NULL ? rt_desk_get_person (self->desk) : NULL;

  if (g_strcmp0 (table, "rotation") != 0 || self->later || person == NULL)
    return;
  if (self->cancellable != NULL)
    self->again = TRUE;
  else
    run (self);
}

static void
on_later (RtKeysProgress *self)
{
  self->later = TRUE;
  g_cancellable_cancel (self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
rt_keys_progress_dispose (GObject *object)
{
  RtKeysProgress *self = RT_KEYS_PROGRESS (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_keys_progress_parent_class)->dispose (object);
}

static void
rt_keys_progress_class_init (RtKeysProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_keys_progress_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rt_keys_progress_init (RtKeysProgress *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_("Renewing keys"));
  GtkWidget *later = gtk_button_new_with_label (_("Later"));

  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (later, "flat");
  gtk_widget_set_halign (later, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (later, _("It goes on at the next sign-in"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Renewing keys"), -1);
  g_signal_connect_object (later, "clicked", G_CALLBACK (on_later), self, G_CONNECT_SWAPPED);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), later);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rt_keys_progress_start (RtKeysProgress *self, RtDesk *desk)
{
  const RtPerson *person = rt_desk_get_person (desk);

  if (person == NULL || !rt_person_may (person, RT_RIGHT_KEYS_MANAGE))
    return;
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  run (self);
}
