/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a ticket's detail. */
#include "config.h"

#include "rt-ticket-rows.h"

#include "rt-detail-row.h"
#include "rt-shown-label.h"
#include "rt-text.h"
#include "rt-ticket-words.h"
#include <glib/gi18n.h>

void
rt_ticket_rows_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_LIST_BOX (box))
        gtk_list_box_remove (GTK_LIST_BOX (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

/* A box with nothing to show leaves no gap. */
static void
settle (GtkBox *box)
{
  gboolean any = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    any = any || gtk_widget_get_visible (child);
  gtk_widget_set_visible (GTK_WIDGET (box), any);
}

static RtRevealSource
source_of (const RtTicket *ticket, RtDesk *desk)
{
  return (RtRevealSource){ desk, { RT_REVEAL_TICKET, ticket->id }, ticket->own_for };
}

void
rt_ticket_rows_fill_customer (GtkBox *box, const RtTicket *ticket, RtDesk *desk)
{
  const RtRevealSource source = source_of (ticket, desk);
  static const RtFieldId contact[] = { RT_FIELD_NAME, RT_FIELD_PHONE, RT_FIELD_PHONE2, RT_FIELD_EMAIL,
                                       RT_FIELD_WECHAT };
  static const RtFieldId place[] = { RT_FIELD_FLOOR, RT_FIELD_LIFT, RT_FIELD_PARKING };
  GtkWidget *address = rt_detail_row_new (_("Address"));

  rt_ticket_rows_clear (GTK_WIDGET (box));
  for (guint i = 0; i < G_N_ELEMENTS (contact); i++)
    rt_detail_row_append_shown (box, &source, ticket->shown, contact[i]);
  rt_detail_row_allow_reveal (RT_DETAIL_ROW (address), &source);
  rt_detail_row_set_address (RT_DETAIL_ROW (address), ticket->shown);
  gtk_box_append (box, address);
  for (guint i = 0; i < G_N_ELEMENTS (place); i++)
    rt_detail_row_append_shown (box, &source, ticket->shown, place[i]);
  settle (box);
}

void
rt_ticket_rows_fill_facts (GtkBox *box, const RtTicket *ticket)
{
  g_autofree char *opened = rt_moment_format (ticket->opened_at, NULL);
  g_autofree char *resolved = ticket->resolved_at != 0 ? rt_moment_format (ticket->resolved_at, NULL) : NULL;
  g_autofree char *by = NULL;

  if (ticket->opened_by_name != NULL)
    /* Translators: when a ticket was opened and by whom. */
    by = g_strdup_printf (_("%1$s by %2$s"), opened, ticket->opened_by_name);
  rt_ticket_rows_clear (GTK_WIDGET (box));
  rt_detail_row_append_text (box, _("Kind"), _ (rt_ticket_type_name (ticket->type)));
  rt_detail_row_append_text (box, _("Assigned to"),
                             ticket->assigned_to != 0 ? ticket->assigned_name : _("Nobody yet"));
  rt_detail_row_append_text (box, _("Opened"), by != NULL ? by : opened);
  rt_detail_row_append_text (box, _("Resolved"), resolved);
  settle (box);
}

void
rt_ticket_rows_fill_visit (GtkBox *box, const RtTicket *ticket, RtDesk *desk)
{
  const RtRevealSource source = source_of (ticket, desk);
  g_autofree char *visit = rt_ticket_words_visit (ticket);

  rt_ticket_rows_clear (GTK_WIDGET (box));
  rt_detail_row_append_text (box, _("Visit"), visit);
  rt_detail_row_append_shown (box, &source, ticket->shown, RT_FIELD_DOOR_CODE);
  rt_detail_row_append_shown (box, &source, ticket->shown, RT_FIELD_KEY_PLACE);
  settle (box);
}

static void
add_words (GtkBox *box, const RtRevealSource *source, const char *title, const RtShown *shown, RtFieldId field)
{
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *words = rt_shown_label_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "section-title");
  rt_shown_label_set_selectable (RT_SHOWN_LABEL (words), TRUE);
  rt_shown_label_allow_reveal (RT_SHOWN_LABEL (words), source);
  rt_shown_label_set (RT_SHOWN_LABEL (words), shown, field);
  gtk_widget_set_visible (heading, gtk_widget_get_visible (words));
  gtk_box_append (box, heading);
  gtk_box_append (box, words);
}

void
rt_ticket_rows_fill_words (GtkBox *box, const RtTicket *ticket, RtDesk *desk)
{
  const RtRevealSource source = source_of (ticket, desk);
  rt_ticket_rows_clear (GTK_WIDGET (box));
  add_words (box, &source, _("What is wrong"), ticket->shown, RT_FIELD_TICKET_TEXT);
  add_words (box, &source, _("How it was resolved"), ticket->shown, RT_FIELD_RESOLUTION);
  settle (box);
}

/* The diary */
static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_entry (const RtDiaryEntry *entry, const RtRevealSource *source)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *words = rt_shown_label_new ();
  g_autofree char *when = rt_moment_format (entry->at, NULL);
  g_autofree char *head = NULL;
  GtkWidget *caption;

  if (entry->sentence == NULL && entry->by_name != NULL)
    /* Translators: the head of a note: who wrote it and when. */
    head = g_strdup_printf (_("%1$s · %2$s"), entry->by_name, when);
  caption = make_label (head != NULL ? head : when, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), caption);
  if (entry->sentence != NULL)
    gtk_box_append (GTK_BOX (box), make_label (entry->sentence, "dim-label"));
  rt_shown_label_set_selectable (RT_SHOWN_LABEL (words), TRUE);
  rt_shown_label_allow_reveal (RT_SHOWN_LABEL (words), source);
  rt_shown_label_set (RT_SHOWN_LABEL (words), entry->shown, RT_FIELD_DIARY_TEXT);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (box, "diary-entry");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

void
rt_ticket_rows_fill_diary (GtkListBox *list, const RtTicket *ticket, RtDesk *desk)
{
  rt_ticket_rows_clear (GTK_WIDGET (list));
  for (guint i = 0; ticket->diary != NULL && i < ticket->diary->len; i++)
    {
      const RtDiaryEntry *entry = g_ptr_array_index (ticket->diary, i);
      const RtRevealSource source = { desk, { RT_REVEAL_DIARY, entry->id }, ticket->own_for };

      /* A note whose words the person may not even know of is not there. */
      if (entry->sentence == NULL && (entry->shown == NULL || !rt_shown_has (entry->shown, RT_FIELD_DIARY_TEXT)))
        continue;
      gtk_list_box_append (list, make_entry (entry, &source));
    }
}
