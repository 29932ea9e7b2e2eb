/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds in free text what is never collected or belongs in a field of its own (product.md §2). What a number is, is in
 * rt-scan-number.c. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-scan.h"
#include "rt-scan-number.h"

#define MAX_SEPARATOR 3 /* characters between two groups of one number, as in ") - " */

static int
digit_of (gunichar c)
{
  if (c >= '0' && c <= '9')
    return (int) (c - '0');
  if (c >= 0xFF10 && c <= 0xFF19)
    return (int) (c - 0xFF10);
  return -1;
}

static gboolean
is_letter_x (gunichar c)
{
  return c == 'X' || c == 'x' || c == 0xFF38 || c == 0xFF58;
}

static gboolean
is_ascii_word (gunichar c)
{
  return c < 0x80 && g_ascii_isalnum ((char) c);
}

static gboolean
is_space (gunichar c)
{
  return c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F || c == 0x3000;
}

static gboolean
is_mark (gunichar c)
{
  return c == '-' || c == '.' || c == '(' || c == ')' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D ||
         c == 0xFF08 || c == 0xFF09;
}

/* --- Groups of digits --- */

/* The digits that begin at @p. Returns what comes after them. */
static const char *
read_group (RtScanGroup *group, const char *text, const char *p)
{
  group->start = (gsize) (p - text);
  for (; digit_of (g_utf8_get_char (p)) >= 0; p = g_utf8_next_char (p))
    {
      if (group->count < RT_SCAN_MAX_DIGITS)
        group->digits[group->count] = (char) ('0' + digit_of (g_utf8_get_char (p)));
      group->count = MIN (group->count + 1, RT_SCAN_MAX_DIGITS + 1u);
    }
  group->end = (gsize) (p - text);
  if (is_letter_x (g_utf8_get_char (p)) && !is_ascii_word (g_utf8_get_char (g_utf8_next_char (p))))
    group->x_end = (gsize) (g_utf8_next_char (p) - text);
  return p;
}

/* Whether a plus sign that itself follows no digit stands before @p. */
static gboolean
has_plus_before (const char *text, const char *p)
{
  gunichar c;

  if (p == text)
    return FALSE;
  p = g_utf8_prev_char (p);
  c = g_utf8_get_char (p);
  return (c == '+' || c == 0xFF0B) && (p == text || digit_of (g_utf8_get_char (g_utf8_prev_char (p))) < 0);
}

/* What lies between the end of the group before and @p: whether it joins them, and whether it is more than space. */
static void
note_separator (RtScanGroup *group, const char *from, const char *p)
{
  guint count = 0;

  group->joined = from != NULL;
  for (const char *q = from; q != NULL && q < p; q = g_utf8_next_char (q))
    {
      gunichar c = g_utf8_get_char (q);

      if (++count > MAX_SEPARATOR || !(is_space (c) || is_mark (c)))
        {
          group->joined = FALSE;
          return;
        }
      group->marked = group->marked || is_mark (c);
    }
}

static GArray *
read_groups (const char *text)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (RtScanGroup));
  const char *previous_end = NULL;

  for (const char *p = text; *p != '\0';)
    {
      RtScanGroup group = { 0 };

      if (digit_of (g_utf8_get_char (p)) < 0)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      note_separator (&group, previous_end, p);
      group.plus = has_plus_before (text, p);
      group.bound = p > text && is_ascii_word (g_utf8_get_char (g_utf8_prev_char (p)));
      p = read_group (&group, text, p);
      group.bound_after = is_ascii_word (g_utf8_get_char (p));
      previous_end = p;
      g_array_append_val (groups, group);
    }
  return groups;
}

/* How many groups from @first on are written as one number, and are not too many digits for any. */
static guint
chain_length (GArray *groups, guint first)
{
  guint digits = 0;
  guint length = 0;

  for (guint i = first; i < groups->len; i++, length++)
    {
      const RtScanGroup *group = &g_array_index (groups, RtScanGroup, i);

      digits += group->count;
      if (digits > RT_SCAN_MAX_DIGITS || (i > first && (!group->joined || group->plus)))
        break;
    }
  return length;
}

static void
find_numbers (const char *text, GArray *hits)
{
  g_autoptr (GArray) groups = read_groups (text);

  for (guint i = 0; i < groups->len; i++)
    for (guint length = chain_length (groups, i); length > 0; length--)
      {
        gsize end = 0;
        const RtScanGroup *first = &g_array_index (groups, RtScanGroup, i);
        RtScanFinds kind = rt_scan_number_kind (first, length, &end);
        RtScanHit hit = { kind, first->start, end - first->start };

        if (kind == RT_SCAN_NONE)
          continue;
        g_array_append_val (hits, hit);
        i += length - 1;
        break;
      }
}

/* --- E-mail addresses --- */

static gboolean
is_local_char (char c)
{
  return g_ascii_isalnum (c) || strchr ("._%+-", c) != NULL;
}

static gsize
domain_length (const char *p)
{
  gsize length = 0;
  gsize end = 0;
  gsize last_dot = 0;

  while (p[length] != '\0' && (g_ascii_isalnum (p[length]) || p[length] == '.' || p[length] == '-'))
    length++;
  while (length > 0 && !g_ascii_isalnum (p[length - 1]))
    length--;
  for (end = 0; end < length; end++)
    if (p[end] == '.')
      last_dot = end;
  return last_dot > 0 && length - last_dot > 2 && g_ascii_isalpha (p[last_dot + 1]) ? length : 0;
}

static void
find_emails (const char *text, GArray *hits)
{
  gsize floor = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *after = g_utf8_next_char (p);
      gsize start = (gsize) (p - text);
      gsize length;

      if (*p != '@' && g_utf8_get_char (p) != 0xFF20)
        continue;
      while (start > floor && text[start - 1] != '\0' && is_local_char (text[start - 1]))
        start--;
      length = domain_length (after);
      if (start < (gsize) (p - text) && length > 0)
        {
          RtScanHit hit = { RT_SCAN_EMAIL, start, (gsize) (after - text) + length - start };

          g_array_append_val (hits, hit);
        }
      floor = (gsize) (after - text);
    }
}

/* --- All --- */

static int
compare_place (gconstpointer a, gconstpointer b)
{
  const RtScanHit *left = a;
  const RtScanHit *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->length > right->length ? -1 : left->length < right->length;
}

/* Of two that overlap the first stays, so 13800000000@example.org is one address. */
static void
drop_overlaps (GArray *hits)
{
  gsize end = 0;
  guint kept = 0;

  g_array_sort (hits, compare_place);
  for (guint i = 0; i < hits->len; i++)
    {
      RtScanHit hit = g_array_index (hits, RtScanHit, i);

      if (kept > 0 && hit.start < end)
        continue;
      g_array_index (hits, RtScanHit, kept++) = hit;
      end = hit.start + hit.length;
    }
  g_array_set_size (hits, kept);
}

GArray *
rt_scan_text (const char *text)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (RtScanHit));

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return hits;
  find_numbers (text, hits);
  find_emails (text, hits);
  drop_overlaps (hits);
  return hits;
}

RtScanFinds
rt_scan_kinds (const char *text)
{
  g_autoptr (GArray) hits = rt_scan_text (text);
  guint kinds = RT_SCAN_NONE;

  for (guint i = 0; i < hits->len; i++)
    kinds |= g_array_index (hits, RtScanHit, i).kind;
  return (RtScanFinds) kinds;
}

const char *
rt_scan_advice (RtScanFinds finds)
{
  if (finds & RT_SCAN_IDENTITY_CARD)
    return _("This looks like an identity-card number, which we never keep; please take it out.");
  if (finds & RT_SCAN_BANK_CARD)
    return _("This looks like a bank-card number, which we never keep; please take it out.");
  if ((finds & RT_SCAN_PHONE) && (finds & RT_SCAN_EMAIL))
    return _ (
      "This looks like a phone number and an e-mail address; please take them out here, they have their own fields.");
  if (finds & RT_SCAN_PHONE)
    return _("This looks like a phone number; please take it out here, it has its own field.");
  if (finds & RT_SCAN_EMAIL)
    return _("This looks like an e-mail address; please take it out here, it has its own field.");
  return NULL;
}
