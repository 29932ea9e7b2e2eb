/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be stored and shown of text from people and files. Phones and addresses are in rt-phone.c. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-text.h"

#define FSI 0x2068
#define PDI 0x2069

/* The 12 bidirectional controls of UAX #9. */
static gboolean
is_bidi_control (gunichar c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
is_control (gunichar c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* Printable ASCII and ordinary Chinese characters (U+4E00 to U+9FFF) alone: such text is in every normal form, and
 * holds nothing that must be taken out. Most of what is stored is such. */
static gboolean
is_settled (const char *text, gsize size)
{
  const guchar *p = (const guchar *) text;
  const guchar *end = p + size;

  while (p < end)
    if (*p >= ' ' && *p < 0x7f)
      p++;
    else if (end - p >= 3 && *p >= 0xe4 && *p <= 0xe9 && (*p != 0xe4 || p[1] >= 0xb8) && (p[1] & 0xc0) == 0x80 &&
             (p[2] & 0xc0) == 0x80)
      p += 3;
    else
      return FALSE;
  return TRUE;
}

static gboolean
refuse_length (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_TOO_LARGE,
                       _("This text is too long to be kept here; please shorten it."));
  return FALSE;
}

static gboolean
check_raw (const char *text, gssize len, gsize max_bytes, const char *field, gsize *size, GError **error)
{
  /* White space around, decomposed accents and removed marks may make the raw text longer than what is left of it. */
  gsize limit = max_bytes < G_MAXSIZE / 8 ? max_bytes * 4 + 1024 : G_MAXSIZE / 4;

  *size = len < 0 ? strnlen (text, limit + 1) : (gsize) len;
  if (*size > limit)
    return refuse_length (error);
  if (memchr (text, '\0', *size) != NULL || !g_utf8_validate_len (text, *size, NULL))
    {
      rt_error_set_invalid (error, field, _("This text holds bytes that are not text; please type it again."));
      return FALSE;
    }
  return TRUE;
}

/* One character of the text; FALSE when it may not be stored. */
static gboolean
append_clean (GString *out, gunichar c, gboolean multiline)
{
  if (is_line_end (c))
    g_string_append_c (out, multiline ? '\n' : ' ');
  else if (c == '\t')
    g_string_append_c (out, multiline ? '\t' : ' ');
  else if (is_control (c))
    return FALSE;
  else if (!is_bidi_control (c))
    g_string_append_unichar (out, c);
  return TRUE;
}

static char *
filter (const char *text, gsize size, gboolean multiline)
{
  g_autoptr (GString) out = g_string_sized_new (size + 1);
  const char *end = text + size;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      if (*p == '\r' && p + 1 < end && p[1] == '\n')
        continue;
      if (!append_clean (out, g_utf8_get_char (p), multiline))
        return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Trims in place by Unicode white space; g_strstrip() knows ASCII only. */
static char *
trim (char *text)
{
  char *start = text;
  char *end;

  while (*start != '\0' && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  end = start + strlen (start);
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  *end = '\0';
  memmove (text, start, (gsize) (end - start) + 1);
  return text;
}

char *
rt_text_clean (const char *text, gssize len, gsize max_bytes, gboolean multiline, const char *field, GError **error)
{
  g_autofree char *composed = NULL;
  gsize size = 0;

  if (text == NULL)
    return g_strdup ("");
  if (!check_raw (text, len, max_bytes, field, &size, error))
    return NULL;
  if (is_settled (text, size))
    composed = g_strndup (text, size);
  else
    {
      g_autofree char *kept = filter (text, size, multiline);

      if (kept == NULL)
        {
          rt_error_set_invalid (error, field,
                                _("This text holds control characters that cannot be stored; please type it again."));
          return NULL;
        }
      composed = g_utf8_normalize (kept, -1, G_NORMALIZE_NFC);
    }
  if (composed == NULL || strlen (trim (composed)) > max_bytes)
    {
      refuse_length (error);
      return NULL;
    }
  return g_steal_pointer (&composed);
}

static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) ||
         (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

char *
rt_text_isolate (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean rtl = FALSE;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      rtl = rtl || is_right_to_left (c);
      if (!is_bidi_control (c))
        g_string_append_unichar (out, c);
    }
  if (rtl)
    {
      g_string_prepend_unichar (out, FSI);
      g_string_append_unichar (out, PDI);
    }
  return g_string_free (out, FALSE);
}

static char *
fold_any (const char *text)
{
  g_autofree char *compatible = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_NFKC) : NULL;
  g_autofree char *lower = compatible != NULL ? g_utf8_casefold (compatible, -1) : NULL;
  g_autofree char *folded = lower != NULL ? g_utf8_normalize (lower, -1, G_NORMALIZE_NFKC) : NULL;
  GString *out = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = folded != NULL ? folded : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          gap = out->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (out, ' ');
      gap = FALSE;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Folded without a copy on the way, when it is settled and has no space at either end or two in a row: only the letters
 * change then. Most names are such. NULL when it is something else. */
static char *
fold_plain (const char *text)
{
  gsize length = strlen (text);
  g_autofree char *folded = NULL;

  if (!is_settled (text, length) || length == 0 || text[0] == ' ' || text[length - 1] == ' ' ||
      strstr (text, "  ") != NULL)
    return NULL;
  folded = g_malloc (length + 1);
  for (gsize i = 0; i <= length; i++)
    folded[i] = g_ascii_tolower (text[i]);
  return g_steal_pointer (&folded);
}

char *
rt_text_fold (const char *text)
{
  char *plain = text != NULL ? fold_plain (text) : NULL;

  return plain != NULL ? plain : fold_any (text);
}
gboolean
rt_text_is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

gboolean
rt_text_is_blank (const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}
