/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which passwords a person may choose. Works on characters in locked memory. */
#include "config.h"

#include "rt-password.h"

#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-common-passwords.h"
#include "rt-error.h"
#include "rt-kdf.h"

#define FIELD         "password"
#define LONGEST_PIECE 4 /* "abcdabcdabcd" is a piece of four, repeated */
#define MIN_LOGIN     3

/* Runs people type: the keyboard's rows (US, German, French), its columns, the alphabet, digits. Read in both
 * directions, each going round. */
static const char *const runs[] = {
  "1234567890",
  "0123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "yxcvbnm",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "!@#$%^&*()",
  "1q2w3e4r5t6y7u8i9o0p",
};

/* The password's characters, lower case. */
typedef struct
{
  RtSecret *memory;
  gunichar *chars;
  gsize length;
} Letters;

static void
letters_init (Letters *self, const RtSecret *text)
{
  const char *start = (const char *) rt_secret_peek (text);
  const char *end = start + rt_secret_get_size (text);

  self->memory = rt_secret_new (rt_secret_get_size (text) * sizeof (gunichar));
  self->chars = (gunichar *) (gpointer) rt_secret_peek_writable (self->memory);
  self->length = 0;
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    self->chars[self->length++] = g_unichar_tolower (g_utf8_get_char (p));
}

static RtSecret *
to_lower_utf8 (const Letters *self)
{
  RtSecret *text = rt_secret_new (self->length * 6);
  char *bytes = (char *) rt_secret_peek_writable (text);
  gsize size = 0;
  RtSecret *exact = NULL;

  for (gsize i = 0; i < self->length; i++)
    size += (gsize) g_unichar_to_utf8 (self->chars[i], bytes + size);
  exact = rt_secret_new_from (bytes, size);
  rt_secret_free (text);
  return exact;
}

static gboolean
repeats_piece (const Letters *self)
{
  for (gsize piece = 1; piece <= LONGEST_PIECE && piece * 2 <= self->length; piece++)
    {
      gsize i = piece;

      while (i < self->length && self->chars[i] == self->chars[i - piece])
        i++;
      if (i == self->length)
        return TRUE;
    }
  return FALSE;
}

/* Whether @b follows @a in @run, going round, in the direction of @step. */
static gboolean
follows (const char *run, gunichar a, gunichar b, int step)
{
  const int length = (int) strlen (run);
  const char *at = a > 0 && a < 0x80 ? strchr (run, (int) a) : NULL;
  const int next = at != NULL ? ((int) (at - run) + step + length) % length : 0;

  return at != NULL && (gunichar) run[next] == b;
}

/* How many steps of the password go along some run, in one direction. */
static gsize
count_run_steps (const Letters *self, int step)
{
  gsize count = 0;

  for (gsize i = 1; i < self->length; i++)
    {
      gboolean found = FALSE;

      for (gsize r = 0; r < G_N_ELEMENTS (runs) && !found; r++)
        found = follows (runs[r], self->chars[i - 1], self->chars[i], step);
      count += found ? 1 : 0;
    }
  return count;
}

/* "qwertyuiop1234": all but a few steps go along a run, in either direction. */
static gboolean
is_run (const Letters *self)
{
  const gsize steps = MAX (count_run_steps (self, 1), count_run_steps (self, -1));

  return self->length >= 2 && steps * 4 >= (self->length - 1) * 3;
}

/* The login, as it is or backwards, with nothing but a few digits and signs beside it. */
static gboolean
is_login (const Letters *self, const char *login)
{
  g_autofree gunichar *wanted =
    login != NULL && g_utf8_validate (login, -1, NULL) ? g_utf8_to_ucs4_fast (login, -1, NULL) : NULL;
  gsize length = 0, letters_beside = 0;

  while (wanted != NULL && wanted[length] != 0)
    {
      wanted[length] = g_unichar_tolower (wanted[length]);
      length++;
    }
  if (length < MIN_LOGIN || length > self->length)
    return FALSE;
  for (gsize start = 0; start + length <= self->length; start++)
    {
      gboolean same = TRUE, reversed = TRUE;

      for (gsize i = 0; i < length; i++)
        {
          same = same && self->chars[start + i] == wanted[i];
          reversed = reversed && self->chars[start + i] == wanted[length - 1 - i];
        }
      if (!same && !reversed)
        continue;
      letters_beside = 0;
      for (gsize i = 0; i < self->length; i++)
        letters_beside += (i < start || i >= start + length) && g_unichar_isalpha (self->chars[i]) ? 1 : 0;
      if (letters_beside < MIN_LOGIN)
        return TRUE;
    }
  return FALSE;
}

static const char *
find_fault (const Letters *letters, const char *login)
{
  g_autoptr (RtSecret) lower = NULL;

  if (letters->length < RT_PASSWORD_MIN_CHARACTERS)
    return _("The password needs at least 10 characters: a few words in a row are easy to keep in mind.");
  if (letters->length > RT_PASSWORD_MAX_CHARACTERS)
    return _("The password can have 256 characters at most.");
  if (is_login (letters, login))
    return _("The password must not be the sign-in name: please choose something else.");
  lower = to_lower_utf8 (letters);
  if (rt_common_password_is ((const char *) rt_secret_peek (lower), rt_secret_get_size (lower)))
    return _("This password is one of those that are tried first: please choose something else.");
  if (repeats_piece (letters) || is_run (letters))
    return _("The password repeats itself or follows the keyboard: please choose something else.");
  return NULL;
}

gboolean
rt_password_check (const RtSecret *password, const char *login, GError **error)
{
  g_autoptr (RtSecret) text = rt_password_normalise (password, error);
  Letters letters = { 0 };
  const char *fault = NULL;

  if (text == NULL)
    return FALSE;
  letters_init (&letters, text);
  fault = find_fault (&letters, login);
  rt_secret_free (letters.memory);
  if (fault != NULL)
    rt_error_set_invalid (error, FIELD, fault);
  return fault == NULL;
}

#define WORDS      5
#define SYLLABLES  2
#define WORD_BYTES (2 * SYLLABLES + 1) /* with the dash, or the NUL at the end */

RtSecret *
rt_password_new_random (void)
{
  static const char consonants[16] = "bdfghklmnprstvwz"; /* no NUL */
  static const char vowels[4] = "aiou";
  g_autoptr (RtSecret) random = rt_secret_new_random (WORDS * SYLLABLES);
  RtSecret *text = rt_secret_new (WORDS * WORD_BYTES);
  char *out = (char *) rt_secret_peek_writable (text);

  /* 64 syllables: each takes six bits of its byte, evenly. */
  for (guint i = 0; i < WORDS * SYLLABLES; i++)
    {
      const guint bits = rt_secret_peek (random)[i];

      if (i > 0 && i % SYLLABLES == 0)
        *out++ = '-';
      *out++ = consonants[bits >> 2 & 15];
      *out++ = vowels[bits & 3];
    }
  *out = '\0';
  return text;
}
