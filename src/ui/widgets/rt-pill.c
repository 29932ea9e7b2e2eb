/* A word on a soft ground. */
#include "config.h"

#include "rt-pill.h"

struct _RtPill
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *label;
  char *style;
};

G_DEFINE_FINAL_TYPE (RtPill, rt_pill, GTK_TYPE_WIDGET)

static void
rt_pill_dispose (GObject *object)
{
  RtPill *self = RT_PILL (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->style, g_free);
  G_OBJECT_CLASS (rt_pill_parent_class)->dispose (object);
}

static void
rt_pill_class_init (RtPillClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_pill_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rt_pill_init (RtPill *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "pill-label");
  gtk_widget_set_valign (self->label, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
rt_pill_new (void)
{
  return g_object_new (RT_TYPE_PILL, NULL);
}

void
rt_pill_set (RtPill *self, const char *text, const char *style)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (self->label, self->style);
  g_free (self->style);
  self->style = g_strdup (style);
  if (style != NULL)
    gtk_widget_add_css_class (self->label, style);
  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}
