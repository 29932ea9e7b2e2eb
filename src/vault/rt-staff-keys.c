/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff lock: a key pair per person, its secret half behind the password. */
#include "config.h"

#include "rt-staff-keys.h"

#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"

#define LABEL           "rolltop-staff-lock-1"
#define NONCE_SIZE      crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE        crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SECRET_KEY_SIZE crypto_box_SECRETKEYBYTES

G_STATIC_ASSERT (RT_STAFF_LOCK_SEALED_SIZE == NONCE_SIZE + SECRET_KEY_SIZE + TAG_SIZE);
G_STATIC_ASSERT (crypto_pwhash_SALTBYTES == RT_KDF_SALT_SIZE);

/* Additional data of the sealed half. */
typedef struct
{
  guint8 label[sizeof LABEL - 1];
  guint8 public_key[32];
  guint8 salt[RT_KDF_SALT_SIZE];
  guint8 ops[4];
  guint8 mem_kib[4];
} Bound;

G_STATIC_ASSERT (sizeof (Bound) == sizeof LABEL - 1 + 32 + RT_KDF_SALT_SIZE + 8);

static void
put_u32 (guint8 out[4], guint32 value)
{
  const guint32 little = GUINT32_TO_LE (value);

  memcpy (out, &little, sizeof little);
}

static void
bound_init (Bound *self, const RtStaffLock *lock)
{
  memcpy (self->label, LABEL, sizeof self->label);
  memcpy (self->public_key, lock->public_key, sizeof self->public_key);
  memcpy (self->salt, lock->salt, sizeof self->salt);
  put_u32 (self->ops, lock->cost.ops);
  put_u32 (self->mem_kib, lock->cost.mem_kib);
}

static void
set_wrong_login (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_WRONG_LOGIN, _("The name, the password or the code is not right."));
}

static gboolean
seal_secret_key (RtStaffLock *self, const RtSecret *secret_key, const RtSecret *password, GError **error)
{
  g_autoptr (RtSecret) key = NULL;
  guint8 *sealed = NULL;
  Bound bound;

  randombytes_buf (self->salt, sizeof self->salt);
  key = rt_kdf_stretch (password, self->salt, self->cost, error);
  if (key == NULL)
    return FALSE;
  bound_init (&bound, self);
  sealed = g_malloc (RT_STAFF_LOCK_SEALED_SIZE);
  randombytes_buf (sealed, NONCE_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE_SIZE, NULL, rt_secret_peek (secret_key), SECRET_KEY_SIZE,
                                              (const guint8 *) &bound, sizeof bound, NULL, sealed,
                                              rt_secret_peek (key));
  self->sealed = g_bytes_new_take (sealed, RT_STAFF_LOCK_SEALED_SIZE);
  return TRUE;
}

static gboolean
fits_public_key (const RtSecret *secret_key, const guint8 public_key[32])
{
  guint8 made[32];

  return secret_key != NULL && rt_secret_get_size (secret_key) == SECRET_KEY_SIZE &&
         crypto_scalarmult_base (made, rt_secret_peek (secret_key)) == 0 &&
         sodium_memcmp (made, public_key, sizeof made) == 0;
}

static RtSecret *
open_sealed (const RtStaffLock *self, const RtSecret *key)
{
  const guint8 *sealed = g_bytes_get_data (self->sealed, NULL);
  g_autoptr (RtSecret) secret_key = rt_secret_new (SECRET_KEY_SIZE);
  Bound bound;

  bound_init (&bound, self);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (rt_secret_peek_writable (secret_key), NULL, NULL, sealed + NONCE_SIZE,
                                                  RT_STAFF_LOCK_SEALED_SIZE - NONCE_SIZE, (const guint8 *) &bound,
                                                  sizeof bound, sealed, rt_secret_peek (key)) != 0)
    return NULL;
  return fits_public_key (secret_key, self->public_key) ? g_steal_pointer (&secret_key) : NULL;
}

void
rt_staff_lock_clear (RtStaffLock *self)
{
  g_clear_pointer (&self->sealed, g_bytes_unref);
  memset (self, 0, sizeof *self);
}

gboolean
rt_staff_lock_make (RtStaffLock *out, const RtSecret *password, RtKdfCost cost, RtSecret **secret_key, GError **error)
{
  g_autoptr (RtSecret) made = rt_secret_new (SECRET_KEY_SIZE);
  RtStaffLock lock = { .cost = cost };

  crypto_box_keypair (lock.public_key, rt_secret_peek_writable (made));
  if (!seal_secret_key (&lock, made, password, error))
    return FALSE;
  *out = lock;
  if (secret_key != NULL)
    *secret_key = g_steal_pointer (&made);
  return TRUE;
}

RtSecret *
rt_staff_lock_open (const RtStaffLock *self, const RtSecret *password, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (RtSecret) key = NULL;
  RtSecret *secret_key = NULL;

  if (self->sealed == NULL || g_bytes_get_size (self->sealed) != RT_STAFF_LOCK_SEALED_SIZE ||
      !rt_kdf_cost_is_allowed (self->cost))
    {
      g_set_error_literal (
        error, RT_ERROR, RT_ERROR_DAMAGED,
        _("This account's record in the store is damaged: a manager has to let the person in anew."));
      return NULL;
    }
  key = rt_kdf_stretch (password, self->salt, self->cost, &why);
  if (key == NULL && !g_error_matches (why, RT_ERROR, RT_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  secret_key = key != NULL ? open_sealed (self, key) : NULL;
  if (secret_key == NULL)
    set_wrong_login (error);
  return secret_key;
}

void
rt_staff_lock_open_nobody (const RtSecret *password, RtKdfCost cost, GError **error)
{
  const guint8 salt[RT_KDF_SALT_SIZE] = { 0 };
  g_autoptr (GError) why = NULL;
  g_autoptr (RtSecret) key = rt_kdf_stretch (password, salt, cost, &why);

  if (key == NULL && !g_error_matches (why, RT_ERROR, RT_ERROR_INVALID))
    g_propagate_error (error, g_steal_pointer (&why));
  else
    set_wrong_login (error);
}

gboolean
rt_staff_lock_change (RtStaffLock *self, const RtSecret *secret_key, const RtSecret *new_password, RtKdfCost cost,
                      GError **error)
{
  RtStaffLock changed = { .cost = cost };

  if (!fits_public_key (secret_key, self->public_key))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_WRONG_KEY, _("This key belongs to another account."));
      return FALSE;
    }
  memcpy (changed.public_key, self->public_key, sizeof changed.public_key);
  if (!seal_secret_key (&changed, secret_key, new_password, error))
    return FALSE;
  rt_staff_lock_clear (self);
  *self = changed;
  return TRUE;
}
