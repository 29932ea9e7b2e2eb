/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes nobody else may see, in libsodium's guarded, locked memory, and the hardening of the process around them. */
#include "config.h"

#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-secret.h"

#define DERIVED_SIZE 32

struct _RtSecret
{
  gsize size;
  guint8 *bytes; /* sodium_malloc; never NULL, even for size 0 */
};

/* Finding 9 of the fault list: RLIMIT_CORE alone does not stop a core handler behind a pipe; not being dumpable does.
 */
static gboolean
forbid_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  return prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && setrlimit (RLIMIT_CORE, &none) == 0;
}

/* libsodium goes on without a word when memory cannot be locked (RLIMIT_MEMLOCK 0); the log must say so. */
static void
warn_when_memory_cannot_be_locked (void)
{
  guint8 probe[64] = { 0 };

  if (sodium_mlock (probe, sizeof probe) != 0)
    g_warning ("memory cannot be locked on this computer: keys may reach the swap space");
  else
    sodium_munlock (probe, sizeof probe);
}

gboolean
rt_secret_system_init (gboolean harden, GError **error)
{
  if (sodium_init () < 0)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_UNSUPPORTED,
                           _("Rolltop cannot start because the encryption library of this computer does not work."));
      return FALSE;
    }
  if (harden && !forbid_core_dumps ())
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_UNSUPPORTED,
                           _("Rolltop cannot start because this computer does not let it keep its memory private."));
      return FALSE;
    }
  if (harden)
    warn_when_memory_cannot_be_locked ();
  return TRUE;
}

RtSecret *
rt_secret_new (gsize size)
{
  RtSecret *self = g_new0 (RtSecret, 1);

  self->size = size;
  self->bytes = sodium_malloc (MAX (size, 1));
  if (self->bytes == NULL)
    g_error ("no memory for a secret of %" G_GSIZE_FORMAT " bytes", size);
  sodium_memzero (self->bytes, MAX (size, 1));
  return self;
}

RtSecret *
rt_secret_new_random (gsize size)
{
  RtSecret *self = rt_secret_new (size);

  randombytes_buf (self->bytes, size);
  return self;
}

RtSecret *
rt_secret_new_from (gconstpointer data, gsize size)
{
  RtSecret *self = rt_secret_new (size);

  if (size > 0)
    memcpy (self->bytes, data, size);
  return self;
}

RtSecret *
rt_secret_new_from_hex (const char *hex, gsize size)
{
  g_autoptr (RtSecret) self = NULL;
  gsize parsed = 0;

  if (hex == NULL || size > G_MAXSIZE / 2 - 1 || strnlen (hex, 2 * size + 1) != 2 * size)
    return NULL;
  self = rt_secret_new (size);
  if (sodium_hex2bin (self->bytes, size, hex, 2 * size, NULL, &parsed, NULL) != 0 || parsed != size)
    return NULL;
  return g_steal_pointer (&self);
}

RtSecret *
rt_secret_copy (const RtSecret *self)
{
  return self != NULL ? rt_secret_new_from (self->bytes, self->size) : NULL;
}

void
rt_secret_free (RtSecret *self)
{
  if (self == NULL)
    return;
  sodium_free (self->bytes);
  g_free (self);
}

gsize
rt_secret_get_size (const RtSecret *self)
{
  return self->size;
}

const guint8 *
rt_secret_peek (const RtSecret *self)
{
  return self->bytes;
}

guint8 *
rt_secret_peek_writable (RtSecret *self)
{
  return self->bytes;
}

gboolean
rt_secret_equal (const RtSecret *a, const RtSecret *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->size == b->size && sodium_memcmp (a->bytes, b->bytes, a->size) == 0;
}

RtSecret *
rt_secret_to_hex (const RtSecret *self)
{
  RtSecret *hex = rt_secret_new (2 * self->size + 1);

  sodium_bin2hex ((char *) hex->bytes, hex->size, self->bytes, self->size);
  return hex;
}

RtSecret *
rt_secret_derive (const RtSecret *self, const char *label)
{
  RtSecret *key = NULL;

  if (self->size < crypto_generichash_KEYBYTES_MIN || self->size > crypto_generichash_KEYBYTES_MAX)
    return NULL;
  key = rt_secret_new (DERIVED_SIZE);
  crypto_generichash (key->bytes, key->size, (const guint8 *) label, strlen (label), self->bytes, self->size);
  return key;
}

void
rt_wipe_string (char *text)
{
  if (text == NULL)
    return;
  sodium_memzero (text, strlen (text));
  g_free (text);
}
