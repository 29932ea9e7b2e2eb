/* A label and its value in a detail; invisible as a whole when there is nothing to show. */
#include "config.h"

#include "rt-detail-row.h"

#include "rt-shown-label.h"
#include <glib/gi18n.h>

struct _RtDetailRow
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *label;
  GtkWidget *value;
  GtkWidget *text;
};

enum
{
  PROP_0,
  PROP_LABEL
};

G_DEFINE_FINAL_TYPE (RtDetailRow, rt_detail_row, GTK_TYPE_WIDGET)

static void
rt_detail_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  gtk_label_set_text (GTK_LABEL (RT_DETAIL_ROW (object)->label),
                      g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
}

static void
rt_detail_row_dispose (GObject *object)
{
  RtDetailRow *self = RT_DETAIL_ROW (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->value, gtk_widget_unparent);
  g_clear_pointer (&self->text, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_detail_row_parent_class)->dispose (object);
}

static void
rt_detail_row_class_init (RtDetailRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_detail_row_dispose;
  G_OBJECT_CLASS (klass)->set_property = rt_detail_row_set_property;
  g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_LABEL,
                                   g_param_spec_string ("label", NULL, NULL, NULL,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rt_detail_row_init (RtDetailRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_yalign (GTK_LABEL (self->label), 0);
  gtk_label_set_width_chars (GTK_LABEL (self->label), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 14);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_set_valign (self->label, GTK_ALIGN_START);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  self->value = rt_shown_label_new ();
  rt_shown_label_set_selectable (RT_SHOWN_LABEL (self->value), TRUE);
  gtk_widget_set_hexpand (self->value, TRUE);
  gtk_widget_set_parent (self->value, GTK_WIDGET (self));
  self->text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (self->text), TRUE);
  gtk_widget_set_hexpand (self->text, TRUE);
  gtk_widget_set_visible (self->text, FALSE);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
rt_detail_row_new (const char *label)
{
  return g_object_new (RT_TYPE_DETAIL_ROW, "label", label, NULL);
}

GtkWidget *
rt_detail_row_new_personal (RtFieldId field)
{
  return rt_detail_row_new (_ (rt_field_info (field)->label));
}

void
rt_detail_row_set_text (RtDetailRow *self, const char *text)
{
  gboolean any = text != NULL && text[0] != '\0';

  gtk_label_set_text (GTK_LABEL (self->text), any ? text : "");
  gtk_widget_set_visible (self->text, any);
  gtk_widget_set_visible (self->value, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

void
rt_detail_row_allow_reveal (RtDetailRow *self, const RtRevealSource *source)
{
  rt_shown_label_allow_reveal (RT_SHOWN_LABEL (self->value), source);
}

void
rt_detail_row_set_shown (RtDetailRow *self, const RtShown *shown, RtFieldId field)
{
  gtk_widget_set_visible (self->text, FALSE);
  rt_shown_label_set (RT_SHOWN_LABEL (self->value), shown, field);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->value));
}

void
rt_detail_row_set_address (RtDetailRow *self, const RtShown *shown)
{
  gtk_widget_set_visible (self->text, FALSE);
  rt_shown_label_set_address (RT_SHOWN_LABEL (self->value), shown);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->value));
}

void
rt_detail_row_append_shown (GtkBox *box, const RtRevealSource *source, const RtShown *shown, RtFieldId field)
{
  GtkWidget *row = rt_detail_row_new_personal (field);

  rt_detail_row_allow_reveal (RT_DETAIL_ROW (row), source);
  rt_detail_row_set_shown (RT_DETAIL_ROW (row), shown, field);
  gtk_box_append (box, row);
}

void
rt_detail_row_append_text (GtkBox *box, const char *label, const char *text)
{
  GtkWidget *row = rt_detail_row_new (label);

  rt_detail_row_set_text (RT_DETAIL_ROW (row), text);
  gtk_box_append (box, row);
}
