/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ready-made texts that come with the program, by section. Pure. */
#include "config.h"

#include "rt-wording.h"

#include <string.h>

static void
end_section (GHashTable *sections, char *name, GString *text)
{
  g_autofree char *body = g_strstrip (g_string_free (text, FALSE));
  gsize length = strlen (body);

  if (name == NULL)
    return;
  if (length >= 2 && body[0] == '"' && body[length - 1] == '"')
    g_hash_table_insert (sections, name, g_strndup (body + 1, length - 2));
  else
    g_hash_table_insert (sections, name, g_strdup (body));
}

static GHashTable *
parse (const char *text)
{
  GHashTable *sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *body = g_string_new (NULL);
  char *name = NULL;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      gsize length = strlen (lines[i]);

      if (length > 2 && lines[i][0] == '[' && lines[i][length - 1] == ']')
        {
          end_section (sections, name, body);
          name = g_strndup (lines[i] + 1, length - 2);
          body = g_string_new (NULL);
        }
      else
        g_string_append_printf (body, "%s\n", lines[i]);
    }
  end_section (sections, name, body);
  return sections;
}

GHashTable *
rt_wording_load (GResource *resource, const char *path)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return parse ("");
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return parse (text);
}
