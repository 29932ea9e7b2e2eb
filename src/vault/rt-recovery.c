/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The secret of the recovery sheet: how it is written on paper, read back from typing, and what is derived from it. */
#include "config.h"

#include "rt-recovery.h"

#include <sodium.h>
#include <glib/gi18n.h>

#include "rt-error.h"

#define SECRET_SIZE       32
#define SECRET_CHARACTERS 52
#define CHARACTERS        (RT_RECOVERY_GROUPS * RT_RECOVERY_GROUP_SIZE)
#define PRIME             1021
#define NOWHERE           (-1)
#define STORE_KEY_LABEL   "rolltop-store-key-1"
#define PAIR_LABEL        "rolltop-recovery-pair-1"
#define FIELD             "recovery"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct _RtRecovery
{
  RtSecret *secret;
};

/* Both sums over the first 52 values, 0 … 1020. */
static void
compute_sums (const guint8 values[CHARACTERS], guint *plain, guint *weighted)
{
  *plain = 0;
  *weighted = 0;
  for (guint i = 0; i < SECRET_CHARACTERS; i++)
    {
      *plain += values[i];
      *weighted += (i + 1) * values[i];
    }
  *plain %= PRIME;
  *weighted %= PRIME;
}

static void
encode (const RtSecret *secret, guint8 values[CHARACTERS])
{
  const guint8 *bytes = rt_secret_peek (secret);
  guint plain, weighted;

  for (guint i = 0; i < SECRET_CHARACTERS; i++)
    {
      const guint bit = 5 * i;
      const guint next = bit / 8 + 1 < SECRET_SIZE ? bytes[bit / 8 + 1] : 0;
      const guint window = ((guint) bytes[bit / 8] << 8) | next;

      values[i] = (guint8) ((window >> (11 - bit % 8)) & 31);
    }
  compute_sums (values, &plain, &weighted);
  values[SECRET_CHARACTERS] = (guint8) (plain >> 5);
  values[SECRET_CHARACTERS + 1] = (guint8) (plain & 31);
  values[SECRET_CHARACTERS + 2] = (guint8) (weighted >> 5);
  values[SECRET_CHARACTERS + 3] = (guint8) (weighted & 31);
}

static RtSecret *
decode (const guint8 values[CHARACTERS])
{
  RtSecret *secret = rt_secret_new (SECRET_SIZE);
  guint8 *bytes = rt_secret_peek_writable (secret);

  for (guint bit = 0; bit < 8 * SECRET_SIZE; bit++)
    if (values[bit / 5] & (16u >> (bit % 5)))
      bytes[bit / 8] = (guint8) (bytes[bit / 8] | (128u >> (bit % 8)));
  return secret;
}

/* Full-width letters and digits, as Chinese input methods make them, become plain ones; lower case becomes upper. */
static gunichar
plain_character (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c = c - 0xff01 + '!';
  return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == '-' || c == '_' || c == '.' || c == 0x2212 || (c >= 0x2010 && c <= 0x2015);
}

/* -1 for what is no character of the sheet. */
static int
value_of (gunichar c)
{
  if (c == 'I' || c == 'L')
    return 1;
  if (c == 'O')
    return 0;
  for (int i = 0; i < 32; i++)
    if ((gunichar) alphabet[i] == c)
      return i;
  return -1;
}

static void
set_wrong_group (GError **error, guint character)
{
  const guint group = character / RT_RECOVERY_GROUP_SIZE + 1;
  /* Translators: %u is the number printed before the group of four characters on the recovery sheet. */
  g_autofree char *message =
    g_strdup_printf (_("The recovery key does not fit: please compare group %u with the sheet."), group);

  rt_error_set_invalid (error, FIELD, message);
}

static void
set_wrong_somewhere (GError **error)
{
  rt_error_set_invalid (
    error, FIELD,
    _ (
      "The recovery key does not fit: please compare each group with the sheet, two characters may have changed places."));
}

static void
set_wrong (GError **error, int place)
{
  if (place == NOWHERE)
    set_wrong_somewhere (error);
  else
    set_wrong_group (error, (guint) place);
}

static void
set_wrong_length (GError **error, guint count)
{
  g_autofree char *message =
    g_strdup_printf (ngettext ("The recovery key has 56 characters in 14 groups, and %u was entered.",
                               "The recovery key has 56 characters in 14 groups, and %u were entered.", count),
                     count);

  rt_error_set_invalid (error, FIELD, message);
}

static gboolean
read_values (const char *typed, guint8 values[CHARACTERS], GError **error)
{
  guint count = 0;

  if (!g_utf8_validate (typed, -1, NULL))
    {
      set_wrong_somewhere (error);
      return FALSE;
    }
  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = plain_character (g_utf8_get_char (p));
      const int value = value_of (c);

      if (is_separator (c))
        continue;
      if (value < 0 && count < CHARACTERS)
        {
          set_wrong_group (error, count);
          return FALSE;
        }
      if (count < CHARACTERS)
        values[count] = (guint8) value;
      count++;
    }
  if (count != CHARACTERS)
    set_wrong_length (error, count);
  return count == CHARACTERS;
}

/* One wrong character at place i, off by d, makes the sums differ by d and i·d. The place that explains both, or
 * NOWHERE. */
static int
find_wrong_character (guint plain_off, guint weighted_off)
{
  if (weighted_off == 0)
    return SECRET_CHARACTERS;
  if (plain_off > 31 && plain_off < PRIME - 31)
    return NOWHERE;
  for (guint i = 1; i <= SECRET_CHARACTERS; i++)
    if (i * plain_off % PRIME == weighted_off)
      return (int) i - 1;
  return NOWHERE;
}

/* Two neighbours that changed places leave the plain sum alone and move the weighted one by their difference, and so
 * may one wrong character in the checksum's second half. The place when only one group can be meant, else NOWHERE. */
static int
find_swap (const guint8 values[CHARACTERS], guint expected, guint weighted_off)
{
  const gboolean maybe_checksum =
    expected / 32 == values[SECRET_CHARACTERS + 2] || expected % 32 == values[SECRET_CHARACTERS + 3];
  int place = maybe_checksum ? SECRET_CHARACTERS : NOWHERE;

  for (int i = 0; i + 1 < SECRET_CHARACTERS; i++)
    {
      const guint moved = (PRIME + (guint) values[i + 1] - (guint) values[i]) % PRIME;

      if (moved != weighted_off)
        continue;
      if (place != NOWHERE && place / RT_RECOVERY_GROUP_SIZE != i / RT_RECOVERY_GROUP_SIZE)
        return NOWHERE;
      place = i;
    }
  return place;
}

static gboolean
check_values (const guint8 values[CHARACTERS], GError **error)
{
  const guint written_plain = values[SECRET_CHARACTERS] * 32u + values[SECRET_CHARACTERS + 1];
  const guint written_weighted = values[SECRET_CHARACTERS + 2] * 32u + values[SECRET_CHARACTERS + 3];
  guint plain, weighted, plain_off, weighted_off;
  int place;

  if (written_plain >= PRIME || written_weighted >= PRIME)
    {
      set_wrong_group (error, SECRET_CHARACTERS);
      return FALSE;
    }
  compute_sums (values, &plain, &weighted);
  plain_off = (plain + PRIME - written_plain) % PRIME;
  weighted_off = (weighted + PRIME - written_weighted) % PRIME;
  if (plain_off == 0 && weighted_off == 0 && (values[SECRET_CHARACTERS - 1] & 15) == 0)
    return TRUE;
  if (plain_off == 0 && weighted_off == 0)
    place = SECRET_CHARACTERS - 1;
  else if (plain_off == 0)
    place = find_swap (values, weighted, weighted_off);
  else
    place = find_wrong_character (plain_off, weighted_off);
  set_wrong (error, place);
  return FALSE;
}

RtRecovery *
rt_recovery_new_random (void)
{
  RtRecovery *self = g_new0 (RtRecovery, 1);

  self->secret = rt_secret_new_random (SECRET_SIZE);
  return self;
}

void
rt_recovery_free (RtRecovery *self)
{
  if (self == NULL)
    return;
  rt_secret_free (self->secret);
  g_free (self);
}

RtRecovery *
rt_recovery_copy (const RtRecovery *self)
{
  RtRecovery *copy = NULL;

  if (self == NULL)
    return NULL;
  copy = g_new0 (RtRecovery, 1);
  copy->secret = rt_secret_copy (self->secret);
  return copy;
}

RtSecret *
rt_recovery_to_text (const RtRecovery *self)
{
  RtSecret *text = rt_secret_new (RT_RECOVERY_TEXT_LENGTH + 1);
  char *out = (char *) rt_secret_peek_writable (text);
  guint8 values[CHARACTERS];

  encode (self->secret, values);
  for (guint i = 0; i < CHARACTERS; i++)
    {
      if (i > 0 && i % RT_RECOVERY_GROUP_SIZE == 0)
        *out++ = '-';
      *out++ = alphabet[values[i]];
    }
  sodium_memzero (values, sizeof values);
  return text;
}

RtRecovery *
rt_recovery_from_text (const char *typed, GError **error)
{
  RtRecovery *self = NULL;
  guint8 values[CHARACTERS] = { 0 };

  if (read_values (typed != NULL ? typed : "", values, error) && check_values (values, error))
    {
      self = g_new0 (RtRecovery, 1);
      self->secret = decode (values);
    }
  sodium_memzero (values, sizeof values);
  return self;
}

gboolean
rt_recovery_has_group (const RtRecovery *self, guint group, const char *typed)
{
  guint8 values[CHARACTERS];
  const guint8 *expected = values;
  guint count = 0;
  gboolean same = TRUE;

  if (typed == NULL || group < 1 || group > RT_RECOVERY_GROUPS || !g_utf8_validate (typed, -1, NULL))
    return FALSE;
  expected += (group - 1) * RT_RECOVERY_GROUP_SIZE;
  encode (self->secret, values);
  for (const char *p = typed; same && *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = plain_character (g_utf8_get_char (p));

      if (is_separator (c))
        continue;
      same = count < RT_RECOVERY_GROUP_SIZE && value_of (c) == expected[count];
      count++;
    }
  sodium_memzero (values, sizeof values);
  return same && count == RT_RECOVERY_GROUP_SIZE;
}

RtSecret *
rt_recovery_store_key (const RtRecovery *self)
{
  return rt_secret_derive (self->secret, STORE_KEY_LABEL);
}

RtSecret *
rt_recovery_secret_key (const RtRecovery *self, guint8 public_key[32])
{
  g_autoptr (RtSecret) seed = rt_secret_derive (self->secret, PAIR_LABEL);
  RtSecret *secret_key = rt_secret_new (crypto_box_SECRETKEYBYTES);

  crypto_box_seed_keypair (public_key, rt_secret_peek_writable (secret_key), rt_secret_peek (seed));
  return secret_key;
}
