/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of orders, tickets and customers as people say and type them. */
#include "config.h"

#include <string.h>

#include "rt-number.h"

#define MOST_DIGITS 15

char *
rt_number_format (const char *letters, gint64 number)
{
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, letters, number);
}

static const char *
skip_divider (const char *text)
{
  while (*text == ' ' || *text == '-' || *text == '#')
    text++;
  return text;
}

gboolean
rt_number_parse (const char *letters, const char *text, gint64 *number)
{
  g_autofree char *plain = NULL;
  const char *at;
  gsize digits;
  gint64 value = 0;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  at = g_strstrip (plain);
  if (g_ascii_strncasecmp (at, letters, strlen (letters)) == 0)
    at = skip_divider (at + strlen (letters));
  digits = strspn (at, "0123456789");
  if (digits == 0 || digits > MOST_DIGITS || at[digits] != '\0')
    return FALSE;
  for (gsize i = 0; i < digits; i++)
    value = value * 10 + (at[i] - '0');
  if (value == 0)
    return FALSE;
  *number = value;
  return TRUE;
}
