/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of the log in a list. */
#include "config.h"

#include "rt-entry-row.h"

#include "rt-day.h"

#define AT_ONCE 16 /* as many as are seen without scrolling */

/* What a list does not show yet; freed with it, or when it shows something else. */
typedef struct
{
  GtkListBox *list;   /* borrowed: holds this */
  GPtrArray *entries; /* owned */
  guint next;
  guint idle;
} Filling;

static void
filling_free (gpointer data)
{
  Filling *self = data;

  g_clear_handle_id (&self->idle, g_source_remove);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/* Appends the next few; FALSE when that was all. */
static gboolean
fill (Filling *self)
{
  for (guint i = 0; i < AT_ONCE && self->next < self->entries->len; i++)
    gtk_list_box_append (self->list, rt_entry_row_new (g_ptr_array_index (self->entries, self->next++)));
  return self->next < self->entries->len;
}

/* A list that was taken out of its window is not filled any more. */
static gboolean
on_idle (gpointer user_data)
{
  Filling *self = user_data;

  if (gtk_widget_get_parent (GTK_WIDGET (self->list)) != NULL && fill (self))
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

GtkWidget *
rt_entry_row_new (const RtHistoryEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *number = gtk_label_new (NULL);
  g_autofree char *plain = rt_history_sentence (entry);
  g_autofree char *sentence = g_markup_escape_text (plain, -1);
  g_autofree char *moment = rt_moment_format (entry->at, NULL);
  g_autofree char *facts = rt_history_facts (entry);
  g_autofree char *both = facts[0] != '\0' ? g_strconcat (moment, " · ", facts, NULL) : g_strdup (moment);
  g_autofree char *subtitle = g_markup_escape_text (both, -1);
  g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, entry->seq);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_label_set_text (GTK_LABEL (number), seq);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  return row;
}

void
rt_entry_rows_set (GtkListBox *list, GPtrArray *entries)
{
  Filling *filling;
  GtkWidget *row;

  g_object_set_data (G_OBJECT (list), "rt-filling", NULL);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
  if (entries == NULL)
    return;
  filling = g_new0 (Filling, 1);
  filling->list = list;
  filling->entries = g_ptr_array_ref (entries);
  g_object_set_data_full (G_OBJECT (list), "rt-filling", filling, filling_free);
  if (fill (filling))
    filling->idle = g_idle_add (on_idle, filling);
}
