/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recovery codes of the second factor: their text, and the digest that stands for each in the store. */
#include "config.h"

#include "rt-spare-code.h"

#include <string.h>

#define CHARACTERS       10
#define GROUP            5
#define LABEL            "rolltop-recovery-code-1"
#define FULL_WIDTH_FIRST 0xff01 /* ! */
#define FULL_WIDTH_LAST  0xff5e /* ~ */
#define FULL_WIDTH_SHIFT 0xfee0

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

G_STATIC_ASSERT (sizeof alphabet == 33);
G_STATIC_ASSERT (RT_SPARE_CODE_TEXT == CHARACTERS + CHARACTERS / GROUP);

static gboolean
begins_with_digits (const RtSecret *text)
{
  guint digits = 0;

  while (digits < GROUP && g_ascii_isdigit (rt_secret_peek (text)[digits]))
    digits++;
  return digits == GROUP;
}

static RtSecret *
make_text (void)
{
  g_autoptr (RtSecret) random = rt_secret_new_random (CHARACTERS);
  RtSecret *text = rt_secret_new (RT_SPARE_CODE_TEXT);
  char *out = (char *) rt_secret_peek_writable (text);

  /* 32 characters: each takes five bits of its byte, evenly. */
  for (guint i = 0; i < CHARACTERS; i++)
    {
      if (i == GROUP)
        *out++ = '-';
      *out++ = alphabet[rt_secret_peek (random)[i] & 31];
    }
  *out = '\0';
  return text;
}

/* Its first group has a letter, so that it is never taken for six digits while it is typed. */
RtSecret *
rt_spare_code_new (void)
{
  RtSecret *text = make_text ();

  while (begins_with_digits (text))
    {
      rt_secret_free (text);
      text = make_text ();
    }
  return text;
}

static gunichar
to_narrow (gunichar c)
{
  return c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST ? c - FULL_WIDTH_SHIFT : c;
}

/* The character that is meant; 0: none of ours. */
static char
read_character (gunichar c)
{
  if (c >= 0x80)
    return 0;
  switch (g_ascii_toupper ((char) c))
    {
    case 'I':
    case 'L':
      return '1';
    case 'O':
      return '0';
    default:
      return c != 0 && strchr (alphabet, g_ascii_toupper ((char) c)) != NULL ? g_ascii_toupper ((char) c) : 0;
    }
}

static RtSecret *
read_typed (const RtSecret *typed)
{
  const char *p = (const char *) rt_secret_peek (typed);
  const char *end = p + rt_secret_get_size (typed);
  g_autoptr (RtSecret) text = rt_secret_new (CHARACTERS + 1);
  guint count = 0;

  while (end > p && end[-1] == '\0')
    end--;
  if (!g_utf8_validate_len (p, (gsize) (end - p), NULL))
    return NULL;
  for (; p < end; p = g_utf8_next_char (p))
    {
      const gunichar c = to_narrow (g_utf8_get_char (p));
      const char character = read_character (c);

      if (g_unichar_isspace (c) || c == '-')
        continue;
      if (character == 0 || count == CHARACTERS)
        return NULL;
      rt_secret_peek_writable (text)[count++] = (guint8) character;
    }
  return count == CHARACTERS ? g_steal_pointer (&text) : NULL;
}

GBytes *
rt_spare_code_digest (const RtSecret *secret_key, const RtSecret *typed)
{
  g_autoptr (RtSecret) text = typed != NULL ? read_typed (typed) : NULL;
  g_autoptr (RtSecret) key = text != NULL ? rt_secret_derive (secret_key, LABEL) : NULL;
  g_autoptr (RtSecret) digest = key != NULL ? rt_secret_derive (key, (const char *) rt_secret_peek (text)) : NULL;

  return digest != NULL ? g_bytes_new (rt_secret_peek (digest), rt_secret_get_size (digest)) : NULL;
}
