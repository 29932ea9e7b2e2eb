/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes any text fit to be laid out: nothing in it can reorder its neighbours, hide itself or show as an empty box. */
#include "config.h"

#include "rt-paper-text.h"

#define FSI         0x2068
#define PDI         0x2069
#define REPLACEMENT 0xFFFD

/* The bidirectional controls of UAX #9 that are never kept. FSI and PDI are: they only ever isolate. */
static gboolean
is_dropped (gunichar c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || c == 0x2066 || c == 0x2067 ||
         c == 0xFEFF || (c >= 0x206A && c <= 0x206F) || (c >= 0xE0000 && c <= 0xE007F);
}

static gboolean
is_unprintable (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
close_isolates (GString *out, guint *depth)
{
  for (; *depth > 0; (*depth)--)
    g_string_append_unichar (out, PDI);
}

static void
append_safe (GString *out, gunichar c, guint *depth, const char *newline)
{
  if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85)
    {
      close_isolates (out, depth);
      g_string_append (out, newline);
    }
  else if (c == '\t')
    g_string_append (out, "    ");
  else if (c == FSI)
    {
      (*depth)++;
      g_string_append_unichar (out, c);
    }
  else if (c == PDI)
    {
      if (*depth == 0)
        return;
      (*depth)--;
      g_string_append_unichar (out, c);
    }
  else if (is_unprintable (c))
    g_string_append_unichar (out, REPLACEMENT);
  else if (!is_dropped (c))
    g_string_append_unichar (out, c);
}

static char *
make_safe (const char *text, const char *newline)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) out = g_string_sized_new (strlen (valid) + 1);
  guint depth = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '\r')
        {
          if (p[1] != '\n')
            append_safe (out, '\n', &depth, newline);
        }
      else
        append_safe (out, g_utf8_get_char (p), &depth, newline);
    }
  close_isolates (out, &depth);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * rt_paper_text_safe:
 * @text: (nullable): any bytes; NULL is taken as empty
 *
 * What the paper shows of @text. Line ends of every kind become LF, tabs four spaces; bidirectional controls, tag
 * characters and the byte order mark go, but FSI…PDI pairs (rt_text_isolate()) stay and are closed at the end of their
 * line; other control, private-use and unassigned characters and broken UTF-8 become U+FFFD, so that they are seen and
 * have a glyph.
 *
 * Returns: (transfer full): valid UTF-8. Any thread.
 */
char *
rt_paper_text_safe (const char *text)
{
  return make_safe (text, "\n");
}

/**
 * rt_paper_text_safe_line:
 * @text: (nullable): any bytes
 *
 * As rt_paper_text_safe(), on one line: line ends become spaces.
 *
 * Returns: (transfer full): valid UTF-8 without LF. Any thread.
 */
char *
rt_paper_text_safe_line (const char *text)
{
  return make_safe (text, " ");
}
