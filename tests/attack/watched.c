/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked into the windows' program for a test: what the process itself could find in its memory. Nobody else can look,
 * that is what test-process.py shows. Lines on standard input, each answered by one on standard output:
 *
 *   keys PATH     the keys of who is signed in, in hex, one per line
 *   shown PATH    the words of every label that is in a window now
 *   memory PATH   every writable mapping, one after the other */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rt-application.h"
#include "rt-desk-private.h"

static void
write_line (int fd, const RtSecret *key)
{
  g_autoptr (RtSecret) hex = rt_secret_to_hex (key);
  gsize size = rt_secret_get_size (hex);

  rt_secret_peek_writable (hex)[size - 1] = '\n';
  if (write (fd, rt_secret_peek (hex), size) != (gssize) size)
    g_error ("the keys cannot be written");
}

static void
write_labels (int fd, GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    {
      const char *words = gtk_label_get_text (GTK_LABEL (widget));

      if (write (fd, words, strlen (words)) < 0 || write (fd, "\n", 1) != 1)
        g_error ("the words cannot be written");
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    write_labels (fd, child);
}

typedef struct
{
  char path[4096];
  void (*tell) (int fd);
  gboolean done;
  GMutex lock;
  GCond cond;
} Wish;

static void
tell_keys (int fd)
{
  RtDesk *desk = rt_application_get_desk (RT_APPLICATION (g_application_get_default ()));
  const RtClassKeys *keys = desk->session != NULL ? rt_session_get_keys (desk->session) : NULL;

  for (guint slot = 0; keys != NULL && slot < RT_N_KEYS; slot++)
    for (guint version = 1; version < 100; version++)
      {
        const RtSecret *key = rt_class_keys_get (keys, slot, version);

        if (key != NULL)
          write_line (fd, key);
      }
  if (desk->session != NULL)
    write_line (fd, rt_session_get_secret_key (desk->session));
}

static void
tell_shown (int fd)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (g_application_get_default ()));

  for (GList *l = windows; l != NULL; l = l->next)
    write_labels (fd, l->data);
}

static gboolean
fulfil (gpointer data)
{
  Wish *wish = data;
  int fd = open (wish->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  wish->tell (fd);
  close (fd);
  g_mutex_lock (&wish->lock);
  wish->done = TRUE;
  g_cond_signal (&wish->cond);
  g_mutex_unlock (&wish->lock);
  return G_SOURCE_REMOVE;
}

static void
wish_for (void (*tell) (int fd), const char *path)
{
  static Wish wish;

  g_strlcpy (wish.path, path, sizeof wish.path);
  wish.tell = tell;
  wish.done = FALSE;
  g_idle_add (fulfil, &wish);
  g_mutex_lock (&wish.lock);
  while (!wish.done)
    g_cond_wait (&wish.cond, &wish.lock);
  g_mutex_unlock (&wish.lock);
}

/* Straight from where it lies: a copy of it here would be found the next time. */
static void
write_mapping (int fd, char *at, char *end)
{
  while (at < end)
    {
      gssize written = write (fd, at, (gsize) (end - at));

      if (written <= 0)
        return;
      at += written;
    }
}

static void
tell_memory (const char *path)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  FILE *maps = fopen ("/proc/self/maps", "re");
  char line[512];

  while (fgets (line, sizeof line, maps) != NULL)
    {
      guintptr start, end;
      char may[5];

      if (sscanf (line, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &start, &end, may) == 3 &&
          may[0] == 'r' && may[1] == 'w')
        write_mapping (fd, (char *) start, (char *) end);
    }
  fclose (maps);
  close (fd);
}

static gpointer
serve (gpointer data)
{
  char line[4096];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\n")] = '\0';
      if (g_str_has_prefix (line, "memory "))
        tell_memory (line + strlen ("memory "));
      else if (g_str_has_prefix (line, "keys "))
        wish_for (tell_keys, line + strlen ("keys "));
      else if (g_str_has_prefix (line, "shown "))
        wish_for (tell_shown, line + strlen ("shown "));
      puts ("watched");
      fflush (stdout);
    }
  return NULL;
}

__attribute__ ((constructor)) static void
begin (void)
{
  g_thread_unref (g_thread_new ("watch", serve, NULL));
}
