/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the customers of imported orders again. */
#include "config.h"

#include "rt-import-people.h"

#include <sodium.h>
#include <string.h>

#include "rt-customer-private.h"
#include "rt-seal.h"
#include "rt-secret.h"
#include "rt-text.h"

#define DIGEST_BYTES 16

struct _RtImportPeople
{
  const char *source; /* static */
  guint8 key[crypto_generichash_KEYBYTES];
  GHashTable *named;  /* digest of name and postcode → customer id */
  GHashTable *placed; /* digest of customer and address → address id */
  gint64 added;
};

static guint
digest_hash (gconstpointer digest)
{
  guint hash;

  memcpy (&hash, digest, sizeof hash);
  return hash;
}

static gboolean
digest_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, DIGEST_BYTES) == 0;
}

RtImportPeople *
rt_import_people_new (const char *source)
{
  RtImportPeople *self = g_new0 (RtImportPeople, 1);

  self->source = source;
  randombytes_buf (self->key, sizeof self->key);
  self->named = g_hash_table_new_full (digest_hash, digest_equal, g_free, g_free);
  self->placed = g_hash_table_new_full (digest_hash, digest_equal, g_free, g_free);
  return self;
}

void
rt_import_people_free (RtImportPeople *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->named);
  g_hash_table_unref (self->placed);
  sodium_memzero (self->key, sizeof self->key);
  g_free (self);
}

/* Keyed, lengths included, so that nothing can be read back from memory and no two texts run together. */
static void
digest_of (RtImportPeople *self, gint64 id, const char *const *texts, gsize n, guint8 out[DIGEST_BYTES])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, self->key, sizeof self->key, DIGEST_BYTES);
  crypto_generichash_update (&state, (const guint8 *) &id, sizeof id);
  for (gsize i = 0; i < n; i++)
    {
      char *folded = rt_text_fold (texts[i]);
      guint64 size = strlen (folded);

      crypto_generichash_update (&state, (const guint8 *) &size, sizeof size);
      crypto_generichash_update (&state, (const guint8 *) folded, size);
      rt_wipe_string (folded);
    }
  crypto_generichash_final (&state, out, DIGEST_BYTES);
}

static void
remember (GHashTable *table, const guint8 digest[DIGEST_BYTES], gint64 id)
{
  g_hash_table_replace (table, g_memdup2 (digest, DIGEST_BYTES), g_memdup2 (&id, sizeof id));
}

static gint64
recall (GHashTable *table, const guint8 digest[DIGEST_BYTES])
{
  const gint64 *id = g_hash_table_lookup (table, digest);

  return id != NULL ? *id : 0;
}

static gboolean
first_id (RtStatement *statement, gint64 *id, GError **error)
{
  gboolean row = FALSE;

  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *id = row ? rt_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
find_reference (RtImportPeople *self, RtWork *work, const char *reference, gint64 *id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT id FROM customer WHERE source = ?1 AND source_ref = ?2", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ss", self->source, reference);
  return first_id (statement, id, error);
}

static gboolean
find_one_digest (RtWork *work, const char *sql, GBytes *digest, gint64 *id, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "b", digest);
  return first_id (statement, id, error);
}

/* While the look-up key is being renewed some customers are still found by the former one. */
static gboolean
find_digest (RtWork *work, const char *kind, const char *sql, const char *value, gint64 *id, GError **error)
{
  const RtClassKeys *keys = rt_session_get_keys (rt_work_get_session (work));
  guint32 version = rt_class_keys_current (keys, RT_KEY_LOOKUP);
  g_autofree char *folded = NULL;
  GBytes *digest = NULL;
  gboolean good;

  if (*id != 0 || value == NULL)
    return TRUE;
  folded = rt_text_fold (value);
  digest = rt_lookup_digest (keys, kind, folded, error);
  good = digest != NULL;
  while (good && digest != NULL)
    {
      good = find_one_digest (work, sql, digest, id, error);
      g_bytes_unref (digest);
      digest = good && *id == 0 ? rt_lookup_digest_before (keys, &version, kind, folded) : NULL;
    }
  return good;
}

static void
name_digest (RtImportPeople *self, char *const *values, guint8 out[DIGEST_BYTES])
{
  const char *const texts[] = { values[RT_FIELD_NAME], values[RT_FIELD_POSTCODE] };

  digest_of (self, 0, texts, G_N_ELEMENTS (texts), out);
}

static const RtFieldId contacts[] = { RT_FIELD_PHONE, RT_FIELD_EMAIL };

static void
contact_digest (RtImportPeople *self, RtFieldId field, char *const *values, guint8 out[DIGEST_BYTES])
{
  const char *const texts[] = { values[field] };

  digest_of (self, -1 - (gint64) field, texts, 1, out);
}

/* Among those that this import itself made. */
static gint64
recall_contact (RtImportPeople *self, char *const *values)
{
  guint8 digest[DIGEST_BYTES];
  gint64 id = 0;

  for (guint i = 0; id == 0 && i < G_N_ELEMENTS (contacts); i++)
    if (values[contacts[i]] != NULL)
      {
        contact_digest (self, contacts[i], values, digest);
        id = recall (self->named, digest);
      }
  return id;
}

static void
remember_contact (RtImportPeople *self, char *const *values, gint64 id)
{
  guint8 digest[DIGEST_BYTES];

  for (guint i = 0; i < G_N_ELEMENTS (contacts); i++)
    if (values[contacts[i]] != NULL)
      {
        contact_digest (self, contacts[i], values, digest);
        remember (self->named, digest, id);
      }
}

/* Whoever sees customers masked would learn from a file of guesses who is one: for them a stranger of the file is a new
 * customer, as in the form. */
static gboolean
find_customer (RtImportPeople *self, RtWork *work, const char *reference, char *const *values, gint64 *id,
               GError **error)
{
  static const char by_phone[] = "SELECT id FROM customer WHERE phone_digest = ?1 ORDER BY id LIMIT 1";
  static const char by_email[] = "SELECT id FROM customer WHERE email_digest = ?1 ORDER BY id LIMIT 1";
  guint8 digest[DIGEST_BYTES];

  *id = 0;
  if (reference != NULL)
    return find_reference (self, work, reference, id, error);
  *id = recall_contact (self, values);
  if (rt_work_decide (work, RT_CLASS_CONTACT, 0) == RT_SHOW_CLEAR &&
      (!find_digest (work, "phone", by_phone, values[RT_FIELD_PHONE], id, error) ||
       !find_digest (work, "email", by_email, values[RT_FIELD_EMAIL], id, error)))
    return FALSE;
  if (*id == 0 && values[RT_FIELD_PHONE] == NULL && values[RT_FIELD_EMAIL] == NULL && values[RT_FIELD_NAME] != NULL)
    {
      name_digest (self, values, digest);
      *id = recall (self->named, digest);
    }
  return TRUE;
}

static gboolean
make_customer (RtImportPeople *self, RtWork *work, const char *reference, char *const *values, gint64 *id,
               GError **error)
{
  RtCustomerValue value = { { NULL }, reference != NULL ? self->source : NULL, reference };
  guint8 digest[DIGEST_BYTES];

  for (guint i = 0; i < RT_N_FIELDS; i++)
    value.values[i] = values[i];
  *id = rt_customer_insert (work, &value, NULL, error);
  if (*id == 0)
    return FALSE;
  self->added++;
  name_digest (self, values, digest);
  remember (self->named, digest, *id);
  remember_contact (self, values, *id);
  return TRUE;
}

static gboolean
find_address (RtImportPeople *self, RtWork *work, gint64 customer_id, char *const *values, gint64 *id, GError **error)
{
  const char *texts[RT_N_FIELDS] = { NULL };
  guint8 digest[DIGEST_BYTES];

  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (rt_field_info ((RtFieldId) i)->klass == RT_CLASS_ADDRESS)
      texts[i] = values[i];
  digest_of (self, customer_id, texts, RT_N_FIELDS, digest);
  *id = recall (self->placed, digest);
  if (*id != 0)
    return TRUE;
  *id = rt_address_insert (work, customer_id, values, NULL, error);
  if (*id < 0)
    return FALSE;
  if (*id != 0)
    remember (self->placed, digest, *id);
  return TRUE;
}

gboolean
rt_import_people_find (RtImportPeople *self, RtWork *work, const char *reference, char *const *values,
                       gint64 *customer_id, gint64 *address_id, GError **error)
{
  if (!find_customer (self, work, reference, values, customer_id, error) ||
      (*customer_id == 0 && !make_customer (self, work, reference, values, customer_id, error)))
    return FALSE;
  return find_address (self, work, *customer_id, values, address_id, error);
}

gint64
rt_import_people_get_added (RtImportPeople *self)
{
  return self->added;
}
