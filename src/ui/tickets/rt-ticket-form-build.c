/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the ticket form: groups in the order of talking. */
#include "config.h"

#include "rt-ticket-form-private.h"

#include "rt-choice.h"
#include "rt-form-group.h"
#include "rt-scan.h"
#include "rt-text.h"
#include "rt-ticket-words.h"
#include <glib/gi18n.h>

#define TEXT_HEIGHT 126 /* pixels for what is wrong: some six lines */

static GtkLabel *
add_words (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_visible (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkDropDown *
add_choice (GtkBox *place, const char *label, GtkWidget **outer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new_with_mnemonic (label);
  GtkWidget *choice = gtk_drop_down_new_from_strings (NULL);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_label_set_mnemonic_widget (GTK_LABEL (caption), choice);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), choice);
  rt_choice_set_label (GTK_DROP_DOWN (choice), caption);
  gtk_box_append (place, box);
  if (outer != NULL)
    *outer = box;
  return GTK_DROP_DOWN (choice);
}

static void
on_number_left (RtTicketForm *self)
{
  if (self->order == NULL && !rt_text_is_blank (rt_field_entry_get_text (self->number)))
    rt_ticket_form_look_up (self);
}

static void
on_line (RtTicketForm *self)
{
  rt_ticket_form_show_warranty (self);
  rt_ticket_form_changed (self);
}

static void
build_about (RtTicketForm *self, GtkBox *page)
{
  GtkWidget *card = rt_form_group_append (page, C_("form", "About"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->number = RT_FIELD_ENTRY (rt_field_entry_new (_("Order number"), FALSE));
  rt_field_entry_set_placeholder (self->number, _("SO-10482, then Return"));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->number));
  g_signal_connect_object (self->number, "changed", G_CALLBACK (rt_ticket_form_number_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->number, "activate", G_CALLBACK (rt_ticket_form_look_up), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_number_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->number), focus);
  self->found = add_words (card, "dim-label");
  self->line = add_choice (GTK_BOX (card), _("_What it is about"), &self->line_box);
  gtk_widget_set_visible (self->line_box, FALSE);
  g_signal_connect_object (self->line, "notify::selected", G_CALLBACK (on_line), self, G_CONNECT_SWAPPED);
  self->warranty = add_words (card, NULL);
}

static void
on_text (RtTicketForm *self)
{
  rt_field_entry_set_advice (self->text, rt_scan_advice (rt_scan_kinds (rt_field_entry_get_text (self->text))));
  rt_ticket_form_changed (self);
}

static void
fill_choices (RtTicketForm *self)
{
  g_autoptr (GtkStringList) types = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) priorities = gtk_string_list_new (NULL);

  for (guint i = 0; i < RT_N_TICKET_TYPES; i++)
    gtk_string_list_append (types, _ (rt_ticket_type_name ((RtTicketType) i)));
  for (guint i = 0; i < RT_N_PRIORITIES; i++)
    gtk_string_list_append (priorities, _ (rt_priority_name ((RtPriority) i)));
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (types));
  gtk_drop_down_set_model (self->priority, G_LIST_MODEL (priorities));
  gtk_drop_down_set_selected (self->priority, RT_PRIORITY_NORMAL);
}

static void
build_what (RtTicketForm *self, GtkBox *page)
{
  GtkWidget *card = rt_form_group_append (page, _("The case"));
  GtkWidget *choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scroller;

  gtk_box_set_homogeneous (GTK_BOX (choices), TRUE);
  self->type = add_choice (GTK_BOX (choices), _("_Kind"), NULL);
  self->priority = add_choice (GTK_BOX (choices), _("_Priority"), NULL);
  fill_choices (self);
  gtk_box_append (GTK_BOX (card), choices);
  self->text = RT_FIELD_ENTRY (rt_field_entry_new_personal (RT_FIELD_TICKET_TEXT));
  scroller = gtk_widget_get_parent (rt_field_entry_get_input (self->text));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), TEXT_HEIGHT);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->text));
  self->mine = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_("_I work on it myself")));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->mine));
  g_signal_connect_object (self->type, "notify::selected", G_CALLBACK (rt_ticket_form_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->priority, "notify::selected", G_CALLBACK (rt_ticket_form_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (on_text), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mine, "toggled", G_CALLBACK (rt_ticket_form_changed), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
build_banner (RtTicketForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *discard = gtk_button_new_with_mnemonic (_("_Discard it"));

  gtk_widget_add_css_class (box, "banner");
  gtk_widget_add_css_class (box, "info");
  self->banner_words = add_words (box, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->banner_words), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->banner_words), TRUE);
  gtk_label_set_text (self->banner_words,
                      _("You have an unfinished ticket about something else. What becomes of it?"));
  self->banner_continue = GTK_BUTTON (gtk_button_new_with_mnemonic (_("_Continue it")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->banner_continue));
  gtk_box_append (GTK_BOX (box), discard);
  g_signal_connect_object (self->banner_continue, "clicked", G_CALLBACK (rt_ticket_form_continue_other), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (discard, "clicked", G_CALLBACK (rt_ticket_form_discard_other), self, G_CONNECT_SWAPPED);
  self->banner = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->banner, box);
  return GTK_WIDGET (self->banner);
}

static GtkWidget *
build_bottom (RtTicketForm *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *leave = gtk_button_new_with_mnemonic (_("_Close"));

  gtk_widget_set_tooltip_text (leave, _("Back to the list; what is typed is kept"));
  gtk_box_append (GTK_BOX (bar), leave);
  self->problem = add_words (bar, "error");
  gtk_widget_set_hexpand (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  self->save = GTK_BUTTON (gtk_button_new_with_mnemonic (_("_Save the ticket")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->save), _("Save the ticket (Ctrl+S)"));
  gtk_widget_add_css_class (GTK_WIDGET (self->save), "suggested-action");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->save));
  gtk_widget_add_css_class (bar, "form-bar");
  g_signal_connect_object (leave, "clicked", G_CALLBACK (rt_ticket_form_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (rt_ticket_form_save), self, G_CONNECT_SWAPPED);
  return bar;
}

void
rt_ticket_form_build (RtTicketForm *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *title = gtk_label_new (_("New ticket"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-1");
  gtk_widget_add_css_class (page, "detail");
  gtk_box_append (GTK_BOX (page), title);
  build_about (self, GTK_BOX (page));
  build_what (self, GTK_BOX (page));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  self->body = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->body), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->body), clamp);
  gtk_widget_set_vexpand (self->body, TRUE);
  gtk_box_append (GTK_BOX (outer), build_banner (self));
  gtk_box_append (GTK_BOX (outer), self->body);
  gtk_box_append (GTK_BOX (outer), build_bottom (self));
  gtk_widget_set_parent (outer, GTK_WIDGET (self));
}

/* The order found */
static void
fill_lines (RtTicketForm *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint chosen = 0;

  gtk_string_list_append (words, _("The whole order"));
  for (guint i = 0; self->order != NULL && self->order->lines != NULL && i < self->order->lines->len; i++)
    {
      const RtOrderLine *line = g_ptr_array_index (self->order->lines, i);
      g_autofree char *plain = rt_text_isolate (line->description);

      gtk_string_list_append (words, plain);
      if (line->id == self->line_id)
        chosen = i + 1;
    }
  self->quiet = TRUE;
  gtk_drop_down_set_model (self->line, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->line, chosen);
  self->quiet = FALSE;
}

void
rt_ticket_form_show_warranty (RtTicketForm *self)
{
  guint chosen = gtk_drop_down_get_selected (self->line);
  RtDay today = rt_desk_get_today (rt_window_get_desk (self->window));
  g_autofree char *words = NULL;

  if (self->order != NULL && self->order->lines != NULL && chosen > 0 && chosen <= self->order->lines->len)
    words = rt_ticket_words_line_warranty (g_ptr_array_index (self->order->lines, chosen - 1), today);
  gtk_label_set_text (self->warranty, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->warranty), words != NULL);
}

void
rt_ticket_form_show_order (RtTicketForm *self)
{
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;

  if (self->order != NULL)
    {
      const char *name = rt_shown_get_text (self->order->shown, RT_FIELD_NAME);

      day = rt_day_format (self->order->ordered_on, 'l', NULL);
      if (name != NULL)
        /* Translators: the order a ticket is about: the day it was ordered, the customer (perhaps masked). */
        words = g_strdup_printf (_("Ordered on %1$s by %2$s"), day, name);
      else
        /* Translators: %s is a date. */
        words = g_strdup_printf (_("Ordered on %s"), day);
    }
  gtk_label_set_text (self->found, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->found), words != NULL);
  gtk_widget_set_visible (self->line_box, self->order != NULL);
  fill_lines (self);
  rt_ticket_form_show_warranty (self);
}
