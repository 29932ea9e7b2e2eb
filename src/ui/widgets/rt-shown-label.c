/* One personal value as it may be seen: clear, masked with a lock, or not there at all. */
#include "config.h"

#include "rt-shown-label.h"

#include <string.h>

#include "rt-lang.h"
#include "rt-private-copy.h"
#include "rt-text.h"
#include <glib/gi18n.h>

struct _RtShownLabel
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *lock; /* NULL until something masked is shown: most cells of a list never need it */
  GtkWidget *ask;  /* the lock where it can be pressed; NULL until then */
  GtkWidget *label;

  RtRevealSource source; /* desk NULL: nothing can be asked for here */
  RtFieldId field;       /* shown now */
  gboolean masked;       /* so is what is shown now */
};

G_DEFINE_FINAL_TYPE (RtShownLabel, rt_shown_label, GTK_TYPE_WIDGET)

static void
rt_shown_label_dispose (GObject *object)
{
  RtShownLabel *self = RT_SHOWN_LABEL (object);

  g_clear_pointer (&self->lock, gtk_widget_unparent);
  g_clear_pointer (&self->ask, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_shown_label_parent_class)->dispose (object);
}

static void
rt_shown_label_class_init (RtShownLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_shown_label_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "shown");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rt_shown_label_init (RtShownLabel *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 4);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->label, TRUE);
  rt_private_copy_watch (GTK_LABEL (self->label));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
rt_shown_label_new (void)
{
  return g_object_new (RT_TYPE_SHOWN_LABEL, NULL);
}

void
rt_shown_label_set_width_chars (RtShownLabel *self, int chars)
{
  gtk_label_set_width_chars (GTK_LABEL (self->label), chars);
}

char *
rt_shown_text (const RtShown *shown, RtFieldId field)
{
  const char *text;

  if (shown == NULL || !rt_shown_has (shown, field))
    return NULL;
  text = rt_shown_get_text (shown, field);
  if (rt_shown_get_show (shown, field) == RT_SHOW_MASKED && (text == NULL || text[0] == '\0'))
    return g_strdup (rt_field_info (field)->klass == RT_CLASS_SERVICE ? _("Text on file") : _("On file"));
  return rt_text_isolate (text);
}

/* --- Asking to see it --- */

static void
make_popover (GtkMenuButton *button, gpointer user_data)
{
  RtShownLabel *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, rt_reveal_popover_new (&self->source, self->field));
}

static void
add_ask (RtShownLabel *self)
{
  self->ask = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->ask), "rt-masked-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->ask), make_popover, self, NULL);
  gtk_widget_add_css_class (self->ask, "flat");
  gtk_widget_add_css_class (self->ask, "circular");
  gtk_widget_add_css_class (self->ask, "ask");
  gtk_widget_set_valign (self->ask, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->ask, _("Masked. Press to see it for a minute."));
  gtk_widget_insert_after (self->ask, GTK_WIDGET (self), self->lock);
}

static void
add_lock (RtShownLabel *self)
{
  self->lock = gtk_image_new_from_icon_name ("rt-masked-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->lock), 12);
  gtk_widget_insert_after (self->lock, GTK_WIDGET (self), NULL);
}

static gboolean
can_be_asked (RtShownLabel *self)
{
  return self->source.desk != NULL && rt_reveal_is_possible (rt_desk_get_person (self->source.desk),
                                                             rt_field_info (self->field)->klass, self->source.own_for);
}

/* GTK 4.8 gives the focus to a button inside the menu button: both are named. */
static void
show_ask (RtShownLabel *self, const char *text)
{
  /* Translators: a button beside a masked value; %s is the masked form, for example 138****8931. */
  g_autofree char *spoken = g_strdup_printf (_("Masked: %s. Press to see it."), text);

  if (self->ask == NULL)
    add_ask (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ask), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->ask)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_lock (RtShownLabel *self, const char *text, gboolean masked)
{
  gboolean ask = masked && text != NULL && can_be_asked (self);

  if (ask)
    show_ask (self, text);
  else if (self->ask != NULL)
    g_clear_pointer (&self->ask, gtk_widget_unparent);
  if (masked && !ask && self->lock == NULL)
    add_lock (self);
  if (self->lock != NULL)
    gtk_widget_set_visible (self->lock, masked && !ask);
}

/* Most cells of a list that is scrolled change from one clear text to another: nothing but the text is touched then. */
static gboolean
show_clear_again (RtShownLabel *self, const char *text, gboolean masked)
{
  if (text == NULL || text[0] == '\0' || masked || self->masked || self->ask != NULL ||
      !gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  if (strcmp (gtk_label_get_text (GTK_LABEL (self->label)), text) == 0)
    return TRUE;
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return TRUE;
}

static void
show_text (RtShownLabel *self, const char *text, gboolean masked)
{
  gboolean was_masked = self->masked;

  if (show_clear_again (self, text, masked))
    return;
  self->masked = masked;
  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL && text[0] != '\0');
  show_lock (self, text, masked);
  if (masked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "masked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "masked");
  if (masked && text != NULL)
    {
      /* Translators: what a screen reader says of a masked value; %s is the masked form, for example 138****8931. */
      g_autofree char *spoken = g_strdup_printf (_("masked: %s"), text);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                                   self->ask == NULL ? _("Masked: your work does not need it now.") : NULL);
    }
  else
    {
      /* Reset, GTK 4.8 would call it by its type. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      text != NULL ? text : "", -1);
      if (was_masked)
        gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
    }
}

void
rt_shown_label_allow_reveal (RtShownLabel *self, const RtRevealSource *source)
{
  self->source = *source;
}

void
rt_shown_label_set (RtShownLabel *self, const RtShown *shown, RtFieldId field)
{
  g_autofree char *text = rt_shown_text (shown, field);
  gboolean masked = shown != NULL && rt_shown_get_show (shown, field) == RT_SHOW_MASKED;

  if (text != NULL && !masked && rt_field_info (field)->kind == RT_FIELD_KIND_PHONE)
    {
      char *grouped = rt_phone_format (text);

      g_free (text);
      text = grouped;
    }
  self->field = field;
  show_text (self, text, masked);
}

void
rt_shown_label_set_address (RtShownLabel *self, const RtShown *shown)
{
  g_autofree char *text = shown != NULL ? rt_shown_format_address (shown, rt_lang_current ()) : NULL;

  self->field = RT_FIELD_STREET;
  show_text (self, text, shown != NULL && rt_shown_get_show (shown, RT_FIELD_STREET) == RT_SHOW_MASKED);
}

void
rt_shown_label_clear (RtShownLabel *self)
{
  show_text (self, NULL, FALSE);
}

void
rt_shown_label_set_selectable (RtShownLabel *self, gboolean selectable)
{
  gtk_label_set_selectable (GTK_LABEL (self->label), selectable);
  gtk_label_set_wrap (GTK_LABEL (self->label), selectable);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), selectable ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
}
