/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell of a file that spreadsheets open: data, never a formula (faults.md I1; OWASP ASVS 1.2.10). */
#include "config.h"

#include "rt-export-private.h"

#include <string.h>

/* -12, -12.50, -1,234.50: what somebody typed as a number. A plus is no such sign: it begins telephone numbers. */
static gboolean
is_negative_number (const char *text)
{
  const char *p = text + 1;

  if (text[0] != '-' || !g_ascii_isdigit (*p))
    return FALSE;
  for (; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) && !((*p == '.' || *p == ',') && g_ascii_isdigit (p[1])))
      return FALSE;
  return TRUE;
}

/* Also the full-width forms, which some programs take for the same. */
static gboolean
begins_formula (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  return strchr ("=+-@\t\r\n|%", (int) (first < 128 ? first : 'x')) != NULL || first == 0xFF1D || first == 0xFF0B ||
         first == 0xFF0D || first == 0xFF20;
}

static gboolean
is_dangerous (const char *text)
{
  const char *p = text;

  if (is_negative_number (text))
    return FALSE;
  if (begins_formula (text))
    return TRUE;
  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p != text && *p != '\0' && begins_formula (p);
}

void
rt_csv_append_cell (GString *line, const char *text, gboolean number)
{
  gboolean dangerous;

  if (text == NULL || text[0] == '\0')
    return;
  dangerous = !number && is_dangerous (text);
  if (!dangerous && strpbrk (text, ",;\"\r\n\t") == NULL)
    {
      g_string_append (line, text);
      return;
    }
  g_string_append_c (line, '"');
  if (dangerous)
    g_string_append_c (line, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}
