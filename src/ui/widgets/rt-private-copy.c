/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copying personal values: as the label shows them, and not for clipboard histories. */
#include "config.h"

#include "rt-private-copy.h"

#include "rt-secret.h"

#define HINT_TYPE "x-kde-passwordManagerHint"

static GdkContentProvider *
make_content (const char *text)
{
  g_autoptr (GBytes) hint = g_bytes_new_static ("secret", 6);
  GdkContentProvider *parts[] = { gdk_content_provider_new_typed (G_TYPE_STRING, text),
                                  gdk_content_provider_new_for_bytes (HINT_TYPE, hint) };

  return gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
}

static void
on_copy (GtkLabel *label, gpointer user_data)
{
  const char *text = gtk_label_get_text (label);
  g_autoptr (GdkContentProvider) content = NULL;
  char *selected;
  int from, to;

  g_signal_stop_emission_by_name (label, "copy-clipboard");
  if (!gtk_label_get_selection_bounds (label, &from, &to))
    return;
  selected = g_utf8_substring (text, from, to);
  content = make_content (selected);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (label)), content);
  rt_wipe_string (selected);
}

void
rt_private_copy_watch (GtkLabel *label)
{
  g_signal_connect (label, "copy-clipboard", G_CALLBACK (on_copy), NULL);
}
