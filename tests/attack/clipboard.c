/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another program of the same desktop. "clipboard read" prints what is on the clipboard, and nothing when nothing is;
 * "clipboard own TEXT" puts TEXT there and stays until it is ended. */
#include <gtk/gtk.h>

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  g_print ("%s\n", text != NULL ? text : "");
  g_main_loop_quit (user_data);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GdkClipboard *clipboard;

  if (!gtk_init_check () || argc < 2)
    return 1;
  clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  if (g_str_equal (argv[1], "own") && argc == 3)
    {
      gdk_clipboard_set_text (clipboard, argv[2]);
      g_print ("owned\n");
    }
  else
    gdk_clipboard_read_text_async (clipboard, NULL, on_read, loop);
  g_main_loop_run (loop);
  return 0;
}
