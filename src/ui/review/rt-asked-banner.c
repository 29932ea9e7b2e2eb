/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody asks about the looks of whoever sits here. */
#include "config.h"

#include "rt-asked-banner.h"

#include <glib/gi18n.h>

#include "rt-review-dialogs.h"
#include "rt-review-requests.h"

struct _RtAskedBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer; /* owned by the widget tree */
  GtkLabel *words;

  RtWindow *window;          /* borrowed */
  GPtrArray *asked;          /* owned: RtFinding; NULL: none */
  GCancellable *cancellable; /* owned; NULL after dispose */
};

G_DEFINE_FINAL_TYPE (RtAskedBanner, rt_asked_banner, GTK_TYPE_WIDGET)

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskedBanner) self = user_data;
  g_autoptr (GPtrArray) asked = rt_desk_run_finish (RT_DESK (source), result, NULL);
  const RtFinding *first = asked != NULL && asked->len > 0 ? g_ptr_array_index (asked, 0) : NULL;
  g_autofree char *day = first != NULL ? rt_day_format (first->day, 's', NULL) : NULL;
  g_autofree char *words = NULL;

  if (self->cancellable == NULL)
    return;
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  self->asked = g_steal_pointer (&asked);
  gtk_revealer_set_reveal_child (self->revealer, first != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), first != NULL);
  if (first == NULL)
    return;
  /* Translators: who asks the person signed in to explain, and about which day: "Zhao Min asks about your looks on 12
   * Nov." */
  words = g_strdup_printf (_("%1$s asks about your looks on %2$s."),
                           first->asked_by != NULL ? first->asked_by : _("A manager"), day);
  gtk_label_set_text (self->words, words);
}

static void
load (RtAskedBanner *self)
{
  RtDesk *desk = rt_window_get_desk (self->window);

  if (rt_desk_get_person (desk) != NULL)
    rt_request_review_asked (desk, self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_changed (RtAskedBanner *self, const char *table, gint64 row)
{
  if (g_strcmp0 (table, "finding") == 0)
    load (self);
}

static void
on_explain (RtAskedBanner *self)
{
  if (self->asked != NULL && self->asked->len > 0)
    rt_review_dialog_explain (self->window, g_ptr_array_index (self->asked, 0));
}

static void
rt_asked_banner_dispose (GObject *object)
{
  RtAskedBanner *self = RT_ASKED_BANNER (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_asked_banner_parent_class)->dispose (object);
}

static void
rt_asked_banner_class_init (RtAskedBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_asked_banner_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rt_asked_banner_init (RtAskedBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *explain = gtk_button_new_with_mnemonic (_("E_xplain…"));

  self->cancellable = g_cancellable_new ();
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_set_valign (explain, GTK_ALIGN_CENTER);
  g_signal_connect_object (explain, "clicked", G_CALLBACK (on_explain), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), explain);
  gtk_widget_add_css_class (box, "banner");
  gtk_widget_add_css_class (box, "info");
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, box);
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rt_asked_banner_set_window (RtAskedBanner *self, RtWindow *window)
{
  self->window = window;
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  load (self);
}
