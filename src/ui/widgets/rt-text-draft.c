/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed about one ticket and not saved yet: its id, then the text. */
#include "config.h"

#include "rt-text-draft.h"

#include "rt-secret.h"
#include "rt-text.h"
#include <string.h>

static void
wipe_bytes (gpointer text)
{
  rt_wipe_string (text);
}

GBytes *
rt_text_draft_new (gint64 ticket, const char *text)
{
  char *all;

  if (rt_text_is_blank (text))
    return NULL;
  all = g_strdup_printf ("%" G_GINT64_FORMAT "\n%s", ticket, text);
  return g_bytes_new_with_free_func (all, strlen (all), wipe_bytes, all);
}

char *
rt_text_draft_read (GBytes *content, gint64 *ticket)
{
  gsize size = 0;
  const char *data = content != NULL ? g_bytes_get_data (content, &size) : NULL;
  const char *end = size > 0 ? memchr (data, '\n', size) : NULL;
  g_autofree char *head = end != NULL ? g_strndup (data, (gsize) (end - data)) : NULL;
  gsize rest = end != NULL ? size - (gsize) (end + 1 - data) : 0;

  if (head == NULL || !g_ascii_string_to_signed (head, 10, 1, G_MAXINT64, ticket, NULL) ||
      !g_utf8_validate_len (end + 1, rest, NULL))
    return NULL;
  return g_strndup (end + 1, rest);
}
