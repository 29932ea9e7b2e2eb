/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ring that runs out, and what copying a personal value puts on the clipboard. */
#include "config.h"

#include <adwaita.h>

#include "rt-reveal-ring.h"
#include "rt-shown-label.h"

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
on_over (RtRevealRing *ring, guint *over)
{
  (*over)++;
}

static void
test_ring (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *ring = rt_reveal_ring_new ();
  guint over = 0;

  g_signal_connect (ring, "over", G_CALLBACK (on_over), &over);
  gtk_window_set_child (GTK_WINDOW (window), ring);
  gtk_window_present (GTK_WINDOW (window));
  rt_reveal_ring_start (RT_REVEAL_RING (ring), 60);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find (ring, GTK_TYPE_LABEL))), ==, "60");
  rt_reveal_ring_start (RT_REVEAL_RING (ring), 1);
  while (over == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find (ring, GTK_TYPE_LABEL))), ==, "0");
  g_assert_cmpuint (over, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
copy_all (GtkWidget *shown)
{
  GtkWidget *label = find (shown, GTK_TYPE_LABEL);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (label);
  char *text = NULL;

  gtk_label_select_region (GTK_LABEL (label), 0, -1);
  g_signal_emit_by_name (label, "copy-clipboard");
  g_assert_true (gdk_clipboard_is_local (clipboard));
  g_assert_true (
    gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "x-kde-passwordManagerHint"));
  gdk_clipboard_read_text_async (clipboard, NULL, on_read, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  return text;
}

/* Every way a value can be shown: what is copied is what can be read, and histories are told to leave it out. */
static void
test_copy (void)
{
  static const struct
  {
    RtShow show;
    const char *text, *copied;
  } ways[] = {
    { RT_SHOW_CLEAR, "+8613800000012", "138 0000 0012" },
    { RT_SHOW_MASKED, "138****0012", "138****0012" },
  };
  GtkWidget *window = gtk_window_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GtkWidget *label = rt_shown_label_new ();
      RtShownBuilder *builder = rt_shown_builder_new ();
      g_autoptr (RtShown) shown = NULL;
      g_autofree char *copied = NULL;

      rt_shown_builder_set (builder, RT_FIELD_PHONE, ways[i].show, ways[i].text);
      shown = rt_shown_builder_end (builder);
      rt_shown_label_set_selectable (RT_SHOWN_LABEL (label), TRUE);
      rt_shown_label_set (RT_SHOWN_LABEL (label), shown, RT_FIELD_PHONE);
      gtk_window_set_child (GTK_WINDOW (window), label);
      gtk_window_present (GTK_WINDOW (window));
      copied = copy_all (label);
      g_assert_cmpstr (copied, ==, ways[i].copied);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/reveal widgets/the ring runs out once", test_ring);
  g_test_add_func ("/reveal widgets/what is copied is what is shown, and no history is to keep it", test_copy);
  return g_test_run ();
}
