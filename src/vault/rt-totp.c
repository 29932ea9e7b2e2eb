/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-time codes: the number that liboath makes of secret and step, and what may be said about a typed one. */
#include "config.h"

#include "rt-totp.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"

#define BASE32_SIZE  (RT_TOTP_SECRET_SIZE * 8 / 5)
#define GROUP        4
#define STEPS_AROUND 1
#define FULL_WIDTH_0 0xff10
#define FULL_WIDTH_9 0xff19

G_STATIC_ASSERT (RT_TOTP_SECRET_SIZE * 8 == BASE32_SIZE * 5);

RtSecret *
rt_totp_new_secret (void)
{
  return rt_secret_new_random (RT_TOTP_SECRET_SIZE);
}

gint64
rt_totp_step (gint64 now)
{
  return now >= 0 ? now / RT_TOTP_PERIOD : 0;
}

/* libgcrypt, where liboath uses it, wants to be told before the first code. */
static gboolean
init_oath (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    g_once_init_leave (&done, oath_init () == OATH_OK ? 1 : 2);
  return done == 1;
}

RtSecret *
rt_totp_code (const RtSecret *secret, gint64 step, guint digits, GError **error)
{
  g_autoptr (RtSecret) code = rt_secret_new (RT_TOTP_MAX_DIGITS + 1);

  if (init_oath () && secret != NULL && step >= 0 && digits >= RT_TOTP_DIGITS && digits <= RT_TOTP_MAX_DIGITS &&
      oath_hotp_generate ((const char *) rt_secret_peek (secret), rt_secret_get_size (secret), (guint64) step, digits,
                          FALSE, OATH_HOTP_DYNAMIC_TRUNCATION, (char *) rt_secret_peek_writable (code)) == OATH_OK)
    return g_steal_pointer (&code);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("A sign-in code could not be computed on this computer."));
  return NULL;
}

/* Six digits of what was typed into @digits; FALSE when it is anything else. */
static gboolean
read_digits (const RtSecret *typed, char digits[RT_TOTP_DIGITS])
{
  const char *p = typed != NULL ? (const char *) rt_secret_peek (typed) : NULL;
  const char *end = typed != NULL ? p + rt_secret_get_size (typed) : NULL;
  guint count = 0;

  if (typed == NULL || !g_utf8_validate_len (p, (gsize) (end - p), NULL))
    return FALSE;
  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == '-')
        continue;
      if (c >= FULL_WIDTH_0 && c <= FULL_WIDTH_9)
        c = c - FULL_WIDTH_0 + '0';
      if (c < '0' || c > '9' || count == RT_TOTP_DIGITS)
        return FALSE;
      digits[count++] = (char) c;
    }
  return count == RT_TOTP_DIGITS;
}

gboolean
rt_totp_check (const RtSecret *secret, const RtSecret *typed, gint64 now, gint64 last_step, gint64 *step)
{
  g_autoptr (RtSecret) digits = rt_secret_new (RT_TOTP_DIGITS);
  const gint64 middle = rt_totp_step (now);
  gboolean found = FALSE;

  if (!read_digits (typed, (char *) rt_secret_peek_writable (digits)))
    return FALSE;
  for (gint64 s = MAX (middle - STEPS_AROUND, 0); s <= middle + STEPS_AROUND; s++)
    {
      g_autoptr (RtSecret) code = rt_totp_code (secret, s, RT_TOTP_DIGITS, NULL);

      if (code == NULL || sodium_memcmp (rt_secret_peek (code), rt_secret_peek (digits), RT_TOTP_DIGITS) != 0 ||
          s <= last_step || found)
        continue;
      found = TRUE;
      *step = s;
    }
  return found;
}

/* RFC 4648 6: 160 bits need no padding. */
static void
to_base32 (const RtSecret *secret, char out[BASE32_SIZE])
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const guint8 *bytes = rt_secret_peek (secret);

  for (guint i = 0; i < BASE32_SIZE; i++)
    {
      const guint bit = i * 5;
      const guint pair = (guint) bytes[bit / 8] << 8 | (bit / 8 + 1 < RT_TOTP_SECRET_SIZE ? bytes[bit / 8 + 1] : 0);

      out[i] = alphabet[pair >> (11 - bit % 8) & 31];
    }
}

RtSecret *
rt_totp_secret_text (const RtSecret *secret)
{
  g_autoptr (RtSecret) plain = rt_secret_new (BASE32_SIZE);
  RtSecret *text = rt_secret_new (BASE32_SIZE + BASE32_SIZE / GROUP);
  char *out = (char *) rt_secret_peek_writable (text);

  to_base32 (secret, (char *) rt_secret_peek_writable (plain));
  for (guint i = 0; i < BASE32_SIZE; i += GROUP)
    {
      memcpy (out, rt_secret_peek (plain) + i, GROUP);
      out += GROUP;
      *out++ = i + GROUP < BASE32_SIZE ? ' ' : '\0';
    }
  return text;
}

RtSecret *
rt_totp_uri (const RtSecret *secret, const char *issuer, const char *account)
{
  g_autofree char *shop = g_uri_escape_string (issuer, NULL, TRUE);
  g_autofree char *login = g_uri_escape_string (account, NULL, TRUE);
  g_autofree char *before = g_strdup_printf ("otpauth://totp/%s:%s?secret=", shop, login);
  g_autofree char *after =
    g_strdup_printf ("&issuer=%s&algorithm=SHA1&digits=%d&period=%d", shop, RT_TOTP_DIGITS, RT_TOTP_PERIOD);
  const gsize start = strlen (before), rest = strlen (after) + 1;
  RtSecret *uri = rt_secret_new (start + BASE32_SIZE + rest);
  char *out = (char *) rt_secret_peek_writable (uri);

  memcpy (out, before, start);
  to_base32 (secret, out + start);
  memcpy (out + start + BASE32_SIZE, after, rest);
  return uri;
}
