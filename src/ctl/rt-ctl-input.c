/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is asked for. */
#include "config.h"

#include "rt-ctl-input.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "rt-ctl-output.h"
#include "rt-error.h"

#define MAX_LINE 4096

/* What the terminal was like before its echo was switched off, for the signal handler. */
static struct termios before;
static volatile sig_atomic_t quiet_fd = -1;

static void
on_signal (int number)
{
  if (quiet_fd >= 0)
    tcsetattr (quiet_fd, TCSANOW, &before);
  signal (number, SIG_DFL);
  raise (number);
}

static void
watch_signals (gboolean watch)
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    signal (numbers[i], watch ? on_signal : SIG_DFL);
}

static void
echo_off (int fd)
{
  struct termios now;

  if (tcgetattr (fd, &before) != 0)
    return;
  now = before;
  now.c_lflag &= ~(tcflag_t) ECHO;
  quiet_fd = fd;
  watch_signals (TRUE);
  tcsetattr (fd, TCSAFLUSH, &now);
}

static void
echo_on (int fd)
{
  if (quiet_fd < 0)
    return;
  tcsetattr (fd, TCSAFLUSH, &before);
  watch_signals (FALSE);
  quiet_fd = -1;
}

/* Byte by byte, so that what follows the line stays for the next one. */
static RtSecret *
read_line (int fd, GError **error)
{
  g_autoptr (RtSecret) buffer = rt_secret_new (MAX_LINE);
  char *line = (char *) rt_secret_peek_writable (buffer);
  gsize length = 0;
  gssize got = 0;

  while (length < MAX_LINE)
    {
      got = read (fd, line + length, 1);
      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0 || line[length] == '\n')
        break;
      length++;
    }
  if (got <= 0 && length == 0)
    {
      rt_error_set_invalid (error, "password", _("No password could be read: there was no line to read."));
      return NULL;
    }
  if (length == MAX_LINE)
    {
      rt_error_set_invalid (error, "password", _("The line is too long."));
      return NULL;
    }
  if (length > 0 && line[length - 1] == '\r')
    length--;
  return rt_secret_new_from (line, length);
}

static int
open_terminal (GError **error)
{
  int fd = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

  if (fd < 0)
    rt_error_set_invalid (
      error, NULL,
      _ (
        "There is no terminal to ask on. Name the person with --user, give the password through --password-fd, and use --yes where it is needed."));
  return fd;
}

static void
say_to (int fd, const char *text)
{
  gssize written = write (fd, text, strlen (text));

  (void) written; /* a terminal that takes no prompt gives no answer either */
}

static RtSecret *
ask_terminal (const char *prompt, gboolean echo, GError **error)
{
  int fd = open_terminal (error);
  RtSecret *line = NULL;

  if (fd < 0)
    return NULL;
  /* First, so that nothing typed at the prompt is shown or lost. */
  if (!echo)
    echo_off (fd);
  say_to (fd, prompt);
  say_to (fd, " ");
  line = read_line (fd, error);
  if (!echo)
    {
      echo_on (fd);
      say_to (fd, "\n");
    }
  close (fd);
  return line;
}

RtSecret *
rt_ctl_ask_password (int fd, const char *prompt, GError **error)
{
  return fd >= 0 ? read_line (fd, error) : ask_terminal (prompt, FALSE, error);
}

RtSecret *
rt_ctl_ask_new_password (int fd, const char *prompt, GError **error)
{
  g_autoptr (RtSecret) first = rt_ctl_ask_password (fd, prompt, error);
  g_autoptr (RtSecret) again = NULL;

  if (first == NULL || fd >= 0)
    return g_steal_pointer (&first);
  again = ask_terminal (_("The same once more:"), FALSE, error);
  if (again == NULL)
    return NULL;
  if (!rt_secret_equal (first, again))
    {
      rt_error_set_invalid (error, "password", _("The two entries are not the same. Type the new password twice."));
      return NULL;
    }
  return g_steal_pointer (&first);
}

char *
rt_ctl_ask_word (const char *prompt, GError **error)
{
  g_autoptr (RtSecret) line = ask_terminal (prompt, TRUE, error);

  return line != NULL ? g_strndup ((const char *) rt_secret_peek (line), rt_secret_get_size (line)) : NULL;
}

gboolean
rt_ctl_confirm (const char *question, GError **error)
{
  g_autofree char *answer = rt_ctl_ask_word (question, error);

  if (answer == NULL)
    return FALSE;
  if (g_ascii_tolower (answer[0]) == 'y' || g_str_has_prefix (answer, "是"))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Nothing was done."));
  return FALSE;
}
