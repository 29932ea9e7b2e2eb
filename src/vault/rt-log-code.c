/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of the log as it stands on a daily sheet. */
#include "config.h"

#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-log-private.h"

#define LABEL      "rolltop-log-code-1"
#define KNOWN      16
#define CHECK      4
#define BYTES      (KNOWN + CHECK)
#define GROUP      4
#define CHARACTERS (RT_LOG_CODE_GROUPS * GROUP)

G_STATIC_ASSERT (CHARACTERS * 5 == BYTES * 8);
G_STATIC_ASSERT (CHECK <= crypto_generichash_BYTES_MIN);

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
make_check (gint64 seq, const guint8 *mac, guint8 out[CHECK])
{
  guint64 number = GUINT64_TO_LE ((guint64) seq);
  guint8 digest[crypto_generichash_BYTES_MIN];
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, sizeof digest);
  crypto_generichash_update (&state, (const guint8 *) LABEL, strlen (LABEL));
  crypto_generichash_update (&state, (const guint8 *) &number, sizeof number);
  crypto_generichash_update (&state, mac, KNOWN);
  crypto_generichash_final (&state, digest, sizeof digest);
  memcpy (out, digest, CHECK);
}

char *
rt_log_head_to_code (const RtLogHead *head)
{
  g_autoptr (GString) code = g_string_new (NULL);
  guint8 bytes[BYTES];
  guint bits = 0, held = 0;

  memcpy (bytes, head->mac, KNOWN);
  make_check (head->seq, head->mac, bytes + KNOWN);
  for (guint i = 0, n = 0; i < BYTES; i++)
    for (bits = (bits << 8) | bytes[i], held += 8; held >= 5; held -= 5, n++)
      {
        if (n > 0 && n % GROUP == 0)
          g_string_append_c (code, '-');
        g_string_append_c (code, alphabet[(bits >> (held - 5)) & 31]);
      }
  return g_string_free (g_steal_pointer (&code), FALSE);
}

/* -1 for what is no character of the code. */
static int
value_of (char c)
{
  const char *place = NULL;

  c = g_ascii_toupper (c);
  if (c == 'I' || c == 'L')
    c = '1';
  else if (c == 'O')
    c = '0';
  place = c != '\0' ? strchr (alphabet, c) : NULL;
  return place != NULL ? (int) (place - alphabet) : -1;
}

static gboolean
read_bytes (const char *typed, guint8 bytes[BYTES])
{
  guint bits = 0, held = 0, n = 0;

  for (; typed != NULL && *typed != '\0'; typed++)
    {
      int value = value_of (*typed);

      if (*typed == ' ' || *typed == '-')
        continue;
      if (value < 0 || n == BYTES)
        return FALSE;
      bits = (bits << 5) | (guint) value;
      held += 5;
      if (held >= 8)
        {
          held -= 8;
          bytes[n++] = (guint8) (bits >> held);
        }
    }
  return n == BYTES && held == 0;
}

gboolean
rt_log_head_from_code (gint64 seq, const char *typed, RtLogHead *head, GError **error)
{
  guint8 bytes[BYTES] = { 0 };
  guint8 check[CHECK];

  memset (head, 0, sizeof *head);
  if (seq > 0 && read_bytes (typed, bytes))
    {
      make_check (seq, bytes, check);
      if (memcmp (check, bytes + KNOWN, CHECK) == 0)
        {
          head->seq = seq;
          head->known = KNOWN;
          memcpy (head->mac, bytes, KNOWN);
          return TRUE;
        }
    }
  rt_error_set_invalid (error, "head",
                        _("Number and code do not belong together: please compare each group with the daily sheet."));
  return FALSE;
}

gboolean
rt_log_head_fits (const RtLogHead *head, const guint8 mac[RT_LOG_MAC_SIZE])
{
  return sodium_memcmp (head->mac, mac, head->known > 0 ? MIN (head->known, RT_LOG_MAC_SIZE) : RT_LOG_MAC_SIZE) == 0;
}
