/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class keys one signed-in person holds, by slot and version, and the links that chain the versions of a key. */
#include "config.h"

#include "rt-class-keys.h"

#include <sodium.h>
#include <string.h>

#define LINK_LABEL  "rolltop-class-key-link-1"
#define VOUCH_LABEL "rolltop-class-key-vouch-1"

typedef struct
{
  guint32 version;
  RtSecret *key;
} HeldKey;

struct _RtClassKeys
{
  gatomicrefcount refs;
  GRWLock lock;
  GArray *slots[RT_N_KEYS]; /* of HeldKey, oldest version first; under lock */
};

static void
held_key_clear (gpointer data)
{
  HeldKey *held = data;

  g_clear_pointer (&held->key, rt_secret_free);
}

static gboolean
is_key (const RtSecret *key)
{
  return key != NULL && rt_secret_get_size (key) == RT_CLASS_KEY_SIZE;
}

/* The place of @version, or where it would stand. */
static guint
find_place (const GArray *slot, guint32 version, gboolean *found)
{
  guint place = 0;

  while (place < slot->len && g_array_index (slot, HeldKey, place).version < version)
    place++;
  *found = place < slot->len && g_array_index (slot, HeldKey, place).version == version;
  return place;
}

gboolean
rt_roles_need_key (const RtMatrix *matrix, RtRoles roles, guint slot)
{
  if (slot >= RT_N_KEYS || (slot < RT_N_CLASSES && !rt_class_is_sealed ((RtClass) slot)))
    return FALSE;
  if (rt_matrix_may (matrix, roles, RT_RIGHT_STAFF_ADMIT))
    return TRUE;
  if (slot == RT_KEY_LOOKUP)
    return rt_matrix_may (matrix, roles, RT_RIGHT_CUSTOMER_LOOKUP) ||
           rt_matrix_may (matrix, roles, RT_RIGHT_CUSTOMER_WRITE);
  if (slot == RT_KEY_AUDIT)
    return rt_matrix_may (matrix, roles, RT_RIGHT_LOG_VERIFY);
  return rt_policy_needs_key (matrix, roles, (RtClass) slot);
}

RtClassKeys *
rt_class_keys_new (void)
{
  RtClassKeys *self = g_new0 (RtClassKeys, 1);

  g_atomic_ref_count_init (&self->refs);
  g_rw_lock_init (&self->lock);
  for (guint i = 0; i < RT_N_KEYS; i++)
    {
      self->slots[i] = g_array_new (FALSE, TRUE, sizeof (HeldKey));
      g_array_set_clear_func (self->slots[i], held_key_clear);
    }
  return self;
}

RtClassKeys *
rt_class_keys_ref (RtClassKeys *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_class_keys_unref (RtClassKeys *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < RT_N_KEYS; i++)
    g_array_unref (self->slots[i]);
  g_rw_lock_clear (&self->lock);
  g_free (self);
}

gboolean
rt_class_keys_take (RtClassKeys *self, guint slot, guint32 version, RtSecret *key)
{
  HeldKey held = { version, key };
  gboolean found = FALSE;
  guint place;

  if (slot >= RT_N_KEYS || version == 0 || !is_key (key))
    {
      rt_secret_free (key);
      return FALSE;
    }
  g_rw_lock_writer_lock (&self->lock);
  place = find_place (self->slots[slot], version, &found);
  if (!found)
    g_array_insert_val (self->slots[slot], place, held);
  g_rw_lock_writer_unlock (&self->lock);
  if (found)
    rt_secret_free (key);
  return !found;
}

const RtSecret *
rt_class_keys_get (const RtClassKeys *keys, guint slot, guint32 version)
{
  RtClassKeys *self = (RtClassKeys *) keys; /* only its lock changes */
  const RtSecret *key = NULL;
  gboolean found = FALSE;
  guint place;

  if (self == NULL || slot >= RT_N_KEYS)
    return NULL;
  g_rw_lock_reader_lock (&self->lock);
  place = find_place (self->slots[slot], version, &found);
  key = found ? g_array_index (self->slots[slot], HeldKey, place).key : NULL;
  g_rw_lock_reader_unlock (&self->lock);
  return key;
}

guint32
rt_class_keys_current (const RtClassKeys *keys, guint slot)
{
  RtClassKeys *self = (RtClassKeys *) keys; /* only its lock changes */
  const GArray *held = NULL;
  guint32 version;

  if (self == NULL || slot >= RT_N_KEYS)
    return 0;
  g_rw_lock_reader_lock (&self->lock);
  held = self->slots[slot];
  version = held->len > 0 ? g_array_index (held, HeldKey, held->len - 1).version : 0;
  g_rw_lock_reader_unlock (&self->lock);
  return version;
}

gboolean
rt_class_keys_has (const RtClassKeys *self, guint slot)
{
  return rt_class_keys_current (self, slot) != 0;
}

void
rt_class_key_link (const RtSecret *former, const RtSecret *key, guint slot, guint32 version,
                   guint8 out[RT_CLASS_KEY_LINK_SIZE])
{
  const RtSecret *under = former != NULL ? former : key;
  const guint32 numbers[2] = { GUINT32_TO_LE (slot), GUINT32_TO_LE (version) };
  crypto_generichash_state state;

  if (!is_key (key) || !is_key (under))
    {
      memset (out, 0, RT_CLASS_KEY_LINK_SIZE); /* fits nothing, see rt_class_key_link_fits() */
      return;
    }
  crypto_generichash_init (&state, rt_secret_peek (under), RT_CLASS_KEY_SIZE, RT_CLASS_KEY_LINK_SIZE);
  crypto_generichash_update (&state, (const guint8 *) LINK_LABEL, strlen (LINK_LABEL));
  crypto_generichash_update (&state, (const guint8 *) numbers, sizeof numbers);
  crypto_generichash_update (&state, rt_secret_peek (key), RT_CLASS_KEY_SIZE);
  crypto_generichash_final (&state, out, RT_CLASS_KEY_LINK_SIZE);
  sodium_memzero (&state, sizeof state);
}

gboolean
rt_class_key_link_fits (const RtSecret *former, const RtSecret *key, guint slot, guint32 version, const guint8 *link,
                        gsize size)
{
  guint8 made[RT_CLASS_KEY_LINK_SIZE];

  if (link == NULL || size != sizeof made || !is_key (key) || (former != NULL && !is_key (former)))
    return FALSE;
  if (former != NULL && version == 1)
    return FALSE;
  rt_class_key_link (former, key, slot, version, made);
  return sodium_memcmp (made, link, sizeof made) == 0;
}

void
rt_class_key_vouch (const RtSecret *key, guint slot, guint32 version, gint64 staff_id, const guint8 public_key[32],
                    guint8 out[RT_CLASS_KEY_LINK_SIZE])
{
  const guint32 numbers[2] = { GUINT32_TO_LE (slot), GUINT32_TO_LE (version) };
  const gint64 little_id = GINT64_TO_LE (staff_id);
  crypto_generichash_state state;

  if (!is_key (key))
    {
      memset (out, 0, RT_CLASS_KEY_LINK_SIZE); /* fits nothing, see rt_class_key_vouches() */
      return;
    }
  crypto_generichash_init (&state, rt_secret_peek (key), RT_CLASS_KEY_SIZE, RT_CLASS_KEY_LINK_SIZE);
  crypto_generichash_update (&state, (const guint8 *) VOUCH_LABEL, strlen (VOUCH_LABEL));
  crypto_generichash_update (&state, (const guint8 *) numbers, sizeof numbers);
  crypto_generichash_update (&state, (const guint8 *) &little_id, sizeof little_id);
  crypto_generichash_update (&state, public_key, 32);
  crypto_generichash_final (&state, out, RT_CLASS_KEY_LINK_SIZE);
  sodium_memzero (&state, sizeof state);
}

gboolean
rt_class_key_vouches (const RtSecret *key, guint slot, guint32 version, gint64 staff_id, const guint8 public_key[32],
                      const guint8 *proof, gsize size)
{
  guint8 made[RT_CLASS_KEY_LINK_SIZE];

  if (proof == NULL || size != sizeof made || !is_key (key))
    return FALSE;
  rt_class_key_vouch (key, slot, version, staff_id, public_key, made);
  return sodium_memcmp (made, proof, sizeof made) == 0;
}
