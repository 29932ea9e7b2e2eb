/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a password to a key: Argon2id over the NFC form. The normalising is done here, because GLib's leaves copies in
 * the heap. */
#include "config.h"

#include "rt-kdf.h"

#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"

const RtKdfCost RT_KDF_COST_DEFAULT = { 3, 64 * 1024 };
const RtKdfCost RT_KDF_COST_MINIMUM = { 2, 19 * 1024 };
const RtKdfCost RT_KDF_COST_MAXIMUM = { 16, 1024 * 1024 };

#define WEAKEST_MEM_KIB 8 /* what Argon2 itself asks for */
#define KEY_SIZE        32
#define FIELD           "password"

static gint weak_allowed;

/* Characters being normalised, in locked memory. */
typedef struct
{
  RtSecret *memory;
  gunichar *chars;
  gsize length;
} Chars;

static void
sort_marks (gunichar *chars, gsize length)
{
  for (gsize i = 1; i < length; i++)
    {
      const gunichar c = chars[i];
      const int klass = g_unichar_combining_class (c);
      gsize place = i;

      if (klass == 0)
        continue;
      while (place > 0 && g_unichar_combining_class (chars[place - 1]) > klass)
        {
          chars[place] = chars[place - 1];
          place--;
        }
      chars[place] = c;
    }
}

/* UAX #15, canonical decomposition and canonical order. */
static void
decompose (Chars *self, const char *text, gsize size)
{
  const char *end = text + size;

  self->memory = rt_secret_new (size * G_UNICHAR_MAX_DECOMPOSITION_LENGTH * sizeof (gunichar));
  self->chars = (gunichar *) (gpointer) rt_secret_peek_writable (self->memory);
  self->length = 0;
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    self->length += g_unichar_fully_decompose (g_utf8_get_char (p), FALSE, self->chars + self->length,
                                               G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
  sort_marks (self->chars, self->length);
}

/* UAX #15, canonical composition: a character joins the last starter unless one of its own class or a starter stands
 * between. */
static void
compose (Chars *self)
{
  gsize starter = 0, kept = 0;
  gboolean has_starter = FALSE;
  int last_class = 0;

  for (gsize i = 0; i < self->length; i++)
    {
      const gunichar c = self->chars[i];
      const int klass = g_unichar_combining_class (c);
      const gboolean adjacent = has_starter && starter + 1 == kept;
      gunichar joined;

      if (has_starter && (adjacent || (last_class < klass && last_class != 0)) &&
          g_unichar_compose (self->chars[starter], c, &joined))
        {
          self->chars[starter] = joined;
          continue;
        }
      if (klass == 0)
        {
          starter = kept;
          has_starter = TRUE;
        }
      last_class = klass;
      self->chars[kept++] = c;
    }
  self->length = kept;
}

static RtSecret *
to_utf8 (const Chars *self)
{
  RtSecret *text = NULL;
  char *out = NULL;
  gsize size = 0;

  for (gsize i = 0; i < self->length; i++)
    size += (gsize) g_unichar_to_utf8 (self->chars[i], NULL);
  text = rt_secret_new (size);
  out = (char *) rt_secret_peek_writable (text);
  for (gsize i = 0; i < self->length; i++)
    out += g_unichar_to_utf8 (self->chars[i], out);
  return text;
}

static gboolean
is_text (const RtSecret *password)
{
  const gsize size = password != NULL ? rt_secret_get_size (password) : 0;

  return size > 0 && size <= RT_PASSWORD_MAX_BYTES &&
         g_utf8_validate_len ((const char *) rt_secret_peek (password), size, NULL);
}

gboolean
rt_kdf_cost_is_allowed (RtKdfCost cost)
{
  const gboolean weak = g_atomic_int_get (&weak_allowed) != 0;

  return cost.ops >= (weak ? 1 : RT_KDF_COST_MINIMUM.ops) && cost.ops <= RT_KDF_COST_MAXIMUM.ops &&
         cost.mem_kib >= (weak ? WEAKEST_MEM_KIB : RT_KDF_COST_MINIMUM.mem_kib) &&
         cost.mem_kib <= RT_KDF_COST_MAXIMUM.mem_kib;
}

void
rt_kdf_allow_weak (gboolean allow)
{
  g_atomic_int_set (&weak_allowed, allow);
}

RtSecret *
rt_password_normalise (const RtSecret *password, GError **error)
{
  Chars chars = { 0 };
  RtSecret *text = NULL;

  if (!is_text (password))
    {
      rt_error_set_invalid (error, FIELD, _("This cannot be a password: it is empty, too long or not text."));
      return NULL;
    }
  decompose (&chars, (const char *) rt_secret_peek (password), rt_secret_get_size (password));
  compose (&chars);
  text = to_utf8 (&chars);
  rt_secret_free (chars.memory);
  return text;
}

RtSecret *
rt_kdf_stretch (const RtSecret *password, const guint8 salt[RT_KDF_SALT_SIZE], RtKdfCost cost, GError **error)
{
  g_autoptr (RtSecret) text = NULL;
  g_autoptr (RtSecret) key = NULL;

  if (!rt_kdf_cost_is_allowed (cost))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_UNSUPPORTED,
                           _("This password is kept with a strength that Rolltop does not accept."));
      return NULL;
    }
  text = rt_password_normalise (password, error);
  if (text == NULL)
    return NULL;
  key = rt_secret_new (KEY_SIZE);
  if (crypto_pwhash (rt_secret_peek_writable (key), KEY_SIZE, (const char *) rt_secret_peek (text),
                     rt_secret_get_size (text), salt, cost.ops, (gsize) cost.mem_kib * 1024,
                     crypto_pwhash_ALG_ARGON2ID13) == 0)
    return g_steal_pointer (&key);
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_UNSUPPORTED,
    _("The computer has too little free memory to check a password: please close other programs and try again."));
  return NULL;
}
