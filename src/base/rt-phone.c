/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phone numbers as they are dialled and read (ITU-T E.164), and what can be an e-mail address. Declared in rt-text.h.
 */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-text.h"

#define MAX_TYPED_BYTES 96
#define MIN_DIGITS      5
#define MAX_DIGITS      15

static gboolean
is_cn_mobile (const char *digits)
{
  return strlen (digits) == 11 && digits[0] == '1' && digits[1] >= '3';
}

/* North American numbering plan: neither area nor exchange begins with 0 or 1. */
static gboolean
is_nanp (const char *digits)
{
  return strlen (digits) == 10 && digits[0] >= '2' && digits[3] >= '2';
}

/* Digits only, with a leading '+' when one was typed; NULL when there is something else in it. */
static char *
take_digits (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isdigit ((char) c))
        g_string_append_c (out, (char) c);
      else if (c == '+' && out->len == 0)
        g_string_append_c (out, '+');
      else if (c != '(' && c != ')' && c != '-' && c != '.' && c != '/' && !g_unichar_isspace (c) &&
               !(c >= 0x2010 && c <= 0x2015) && c != 0x2212) /* typographic dashes */
        return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
add_country (const char *digits, const char *region)
{
  if (g_str_has_prefix (digits, "00"))
    return g_strconcat ("+", digits + 2, NULL);
  if (g_strcmp0 (region, "CN") == 0)
    {
      if (is_cn_mobile (digits))
        return g_strconcat ("+86", digits, NULL);
      if (g_str_has_prefix (digits, "86") && is_cn_mobile (digits + 2))
        return g_strconcat ("+", digits, NULL);
      /* A fixed line with its trunk 0: area of 2 or 3 digits and 7 or 8 more. */
      if (digits[0] == '0' && strlen (digits) >= 10 && strlen (digits) <= 12)
        return g_strconcat ("+86", digits + 1, NULL);
    }
  if (g_strcmp0 (region, "US") == 0)
    {
      if (is_nanp (digits))
        return g_strconcat ("+1", digits, NULL);
      if (digits[0] == '1' && is_nanp (digits + 1))
        return g_strconcat ("+", digits, NULL);
    }
  return g_strdup (digits);
}

char *
rt_phone_normalise (const char *text, const char *region, GError **error)
{
  g_autofree char *plain = NULL;
  g_autofree char *digits = NULL;
  g_autofree char *number = NULL;

  if (text != NULL && strnlen (text, MAX_TYPED_BYTES + 1) <= MAX_TYPED_BYTES)
    plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  if (plain != NULL)
    digits = take_digits (plain);
  if (digits != NULL)
    number = *digits == '+' ? g_strdup (digits) : add_country (digits, region);
  if (number != NULL)
    {
      const char *first = *number == '+' ? number + 1 : number;

      if (strlen (first) >= MIN_DIGITS && strlen (first) <= MAX_DIGITS && (first == number || *first != '0'))
        return g_steal_pointer (&number);
    }
  rt_error_set_invalid (error, NULL, _("This cannot be a phone number; it needs 5 to 15 digits and no letters."));
  return NULL;
}

char *
rt_phone_format (const char *normalised)
{
  if (normalised == NULL)
    return g_strdup ("");
  if (g_str_has_prefix (normalised, "+86") && is_cn_mobile (normalised + 3))
    return g_strdup_printf ("%.3s %.4s %s", normalised + 3, normalised + 6, normalised + 10);
  if (g_str_has_prefix (normalised, "+1") && is_nanp (normalised + 2))
    return g_strdup_printf ("(%.3s) %.3s-%s", normalised + 2, normalised + 5, normalised + 8);
  return g_strdup (normalised);
}

static gboolean
email_is_plausible (const char *text)
{
  const char *at;

  if (text == NULL || strnlen (text, 255) > 254 || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || (c < 0x80 && strchr ("<>()[],;:\\\"", (int) c) != NULL))
        return FALSE;
    }
  at = strchr (text, '@');
  if (at == NULL || at == text || at - text > 64 || strchr (at + 1, '@') != NULL)
    return FALSE;
  if (text[0] == '.' || at[-1] == '.' || strstr (text, "..") != NULL)
    return FALSE;
  return at[1] != '.' && at[1] != '-' && strchr (at, '.') != NULL && text[strlen (text) - 1] != '.';
}

gboolean
rt_email_check (const char *text, GError **error)
{
  if (email_is_plausible (text))
    return TRUE;
  rt_error_set_invalid (error, NULL, _("This cannot be an e-mail address; it looks like name@example.org."));
  return FALSE;
}
