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

void
rt_text_draft_add (GString *text, const char *name, const char *value)
{
  char *escaped = g_strescape (value, NULL);

  g_string_append_printf (text, "%s=%s\n", name, escaped);
  rt_wipe_string (escaped);
}

char *
rt_text_draft_get (const char *text, const char *name)
{
  const gsize length = strlen (name);

  for (const char *line = text; line != NULL && *line != '\0';)
    {
      const char *end = strchr (line, '\n');

      if (strncmp (line, name, length) == 0 && line[length] == '=')
        {
          const char *from = line + length + 1;
          char *escaped = end != NULL ? g_strndup (from, (gsize) (end - from)) : g_strdup (from);
          char *value = g_strcompress (escaped);

          rt_wipe_string (escaped);
          if (g_utf8_validate (value, -1, NULL))
            return value;
          rt_wipe_string (value);
          return NULL;
        }
      line = end != NULL ? end + 1 : NULL;
    }
  return NULL;
}
