/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of the log in a list. */
#include "config.h"

#include "rt-entry-row.h"

#include "rt-day.h"

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
