/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paper as it will print, in a window of our own. */
#include "config.h"

#include "rt-print-preview.h"

#include <glib/gi18n.h>

#include "rt-paper-view.h"
#include "rt-print-job.h"

struct _RtPrintPreview
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwWindowTitle *heading;
  RtPaperView *view;
  GtkWidget *print;
  GtkWidget *save;

  /* owned */
  RtPaperDoc *doc;
  RtSheet *sheet; /* NULL when the paper has no number yet */
  char *name;
  RtPrintWay way;
  gpointer way_data;
  GDestroyNotify way_destroy;
};

G_DEFINE_FINAL_TYPE (RtPrintPreview, rt_print_preview, ADW_TYPE_WINDOW)

static void
on_changed (RtPrintPreview *self)
{
  guint n = rt_paper_view_get_n_pages (self->view);
  /* Translators: the number of the page that is seen, and how many there are. */
  g_autofree char *words = g_strdup_printf (_("Page %1$u of %2$u"), rt_paper_view_get_page (self->view) + 1, n);

  adw_window_title_set_subtitle (self->heading, n > 0 ? words : "");
}

/* Only what is on the print list, or will be by then, may leave. */
static void
let_leave (RtPrintPreview *self, gboolean may)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.print", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.save", may);
  gtk_widget_set_visible (self->print, may);
  gtk_widget_set_visible (self->save, may);
}

static void
clear_way (RtPrintPreview *self)
{
  GDestroyNotify destroy = g_steal_pointer (&self->way_destroy);

  self->way = NULL;
  if (destroy != NULL)
    destroy (self->way_data);
  self->way_data = NULL;
}

/* Called off, the preview is still there. */
static void
on_leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RtPrintPreview *self = RT_PRINT_PREVIEW (widget);
  gboolean save = g_str_equal (action, "preview.save");

  if (self->doc == NULL)
    return;
  if (self->way != NULL)
    self->way (GTK_WINDOW (self), save, self->way_data);
  else if (save)
    rt_print_job_save (GTK_WINDOW (self), self->doc, self->name, self->sheet);
  else
    rt_print_job_print (GTK_WINDOW (self), self->doc, self->name, self->sheet);
}

static void
rt_print_preview_dispose (GObject *object)
{
  RtPrintPreview *self = RT_PRINT_PREVIEW (object);

  clear_way (self);
  g_clear_object (&self->doc);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (rt_print_preview_parent_class)->dispose (object);
}

static void
rt_print_preview_class_init (RtPrintPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_print_preview_dispose;
  /* The inspector can read any widget: its keys do nothing here (faults.md P6). */
  GTK_WINDOW_CLASS (klass)->enable_debugging = NULL;
  g_type_ensure (RT_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/paper/rt-print-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, RtPrintPreview, heading);
  gtk_widget_class_bind_template_child (widget_class, RtPrintPreview, view);
  gtk_widget_class_bind_template_child (widget_class, RtPrintPreview, print);
  gtk_widget_class_bind_template_child (widget_class, RtPrintPreview, save);
  gtk_widget_class_install_action (widget_class, "preview.print", NULL, on_leave);
  gtk_widget_class_install_action (widget_class, "preview.save", NULL, on_leave);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "preview.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "preview.save", NULL);
}

static void
rt_print_preview_init (RtPrintPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  let_leave (self, FALSE);
  g_signal_connect_swapped (self->view, "changed", G_CALLBACK (on_changed), self);
}

RtPrintPreview *
rt_print_preview_new (GtkWindow *parent, RtPaperDoc *doc, const RtPaperSetup *setup, const char *name)
{
  RtPrintPreview *self = g_object_new (RT_TYPE_PRINT_PREVIEW, "transient-for", parent, "modal", parent != NULL,
                                       "destroy-with-parent", TRUE, NULL);
  g_autoptr (GError) error = NULL;

  /* So that it is among the windows that close when the desk locks. */
  if (parent != NULL)
    gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));
  self->doc = g_object_ref (doc);
  self->name = g_strdup (name);
  adw_window_title_set_title (self->heading, name);
  gtk_window_set_title (GTK_WINDOW (self), name);
  if (setup != NULL)
    rt_paper_view_set_setup (self->view, setup);
  if (!rt_paper_view_set_doc (self->view, doc, &error))
    adw_window_title_set_subtitle (self->heading, error->message);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->view));
  return self;
}

void
rt_print_preview_set_way (RtPrintPreview *self, RtPrintWay way, gpointer user_data, GDestroyNotify destroy)
{
  clear_way (self);
  self->way = way;
  self->way_data = user_data;
  self->way_destroy = destroy;
  let_leave (self, TRUE);
}

void
rt_print_preview_set_listed (RtPrintPreview *self, RtSheet *sheet)
{
  g_set_object (&self->sheet, sheet);
  let_leave (self, TRUE);
}
