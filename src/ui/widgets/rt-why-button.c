/* "Why we ask": a question mark that opens the registry's sentence for the customer. */
#include "config.h"

#include "rt-why-button.h"

#include <glib/gi18n.h>

struct _RtWhyButton
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (RtWhyButton, rt_why_button, GTK_TYPE_WIDGET)

static void
rt_why_button_dispose (GObject *object)
{
  RtWhyButton *self = RT_WHY_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_why_button_parent_class)->dispose (object);
}

static void
rt_why_button_class_init (RtWhyButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_why_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rt_why_button_init (RtWhyButton *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "rt-why-symbolic");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "circular");
  gtk_widget_add_css_class (self->button, "why");
  gtk_widget_set_tooltip_text (self->button, _("Why we ask"));
  gtk_widget_set_can_focus (self->button, FALSE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * rt_why_button_new:
 * @field: the personal field asked for
 *
 * Returns: (transfer full): a button whose popover says what the field is for
 */
GtkWidget *
rt_why_button_new (RtFieldId field)
{
  RtWhyButton *self = g_object_new (RT_TYPE_WHY_BUTTON, NULL);
  const RtFieldInfo *info = rt_field_info (field);
  GtkWidget *label = gtk_label_new (_ (info->why));
  GtkWidget *popover = gtk_popover_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (info->why),
                                  -1);
  return GTK_WIDGET (self);
}

/** rt_why_button_popup: opens the sentence, as F1 in the entry does. */
void
rt_why_button_popup (RtWhyButton *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
