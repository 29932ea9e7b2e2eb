/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changes between two wordings, line by line. */
#include "config.h"

#include "rt-notice-difference.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LINES 400

/* Longest common subsequence of the lines from i and j on; a row for each i, n + 1 wide. */
static guint *
measure (char **a, guint m, char **b, guint n)
{
  guint width = n + 1;
  guint *length = g_new0 (guint, (gsize) (m + 1) * width);

  for (guint i = m; i-- > 0;)
    for (guint j = n; j-- > 0;)
      length[i * width + j] = strcmp (a[i], b[j]) == 0 ? length[(i + 1) * width + j + 1] + 1
                                                       : MAX (length[(i + 1) * width + j], length[i * width + j + 1]);
  return length;
}

static void
add_line (GtkBox *box, const char *line, gboolean comes)
{
  GtkWidget *label;
  /* Translators: a line of the notice that is taken out. */
  g_autofree char *words = g_strdup_printf (comes ? _("New: %s") : _("Gone: %s"), line);

  if (line[0] == '\0')
    return;
  label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, comes ? "difference-new" : "difference-gone");
  gtk_box_append (box, label);
}

gboolean
rt_notice_difference_add (GtkBox *box, const char *title, const char *before, const char *after)
{
  g_auto (GStrv) a = g_strsplit (before != NULL ? before : "", "\n", MAX_LINES);
  g_auto (GStrv) b = g_strsplit (after != NULL ? after : "", "\n", MAX_LINES);
  guint m = g_strv_length (a), n = g_strv_length (b);
  g_autofree guint *length = NULL;
  GtkWidget *heading;
  guint i = 0, j = 0;

  if (g_strcmp0 (before != NULL ? before : "", after != NULL ? after : "") == 0)
    return FALSE;
  heading = gtk_label_new (title);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (box, heading);
  length = measure (a, m, b, n);
  while (i < m || j < n)
    if (i < m && j < n && strcmp (a[i], b[j]) == 0)
      i++, j++;
    else if (i < m && (j == n || length[(i + 1) * (n + 1) + j] >= length[i * (n + 1) + j + 1]))
      add_line (box, a[i++], FALSE);
    else
      add_line (box, b[j++], TRUE);
  return TRUE;
}
