/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealing and opening the personal fields of a record by class, their masked forms, and the look-up digest. */
#include "config.h"

#include "rt-seal.h"

#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-packed.h"

#define LABEL          "rolltop-seal"
#define LOOKUP_LABEL   "rolltop-lookup-1"
#define HEADER_SIZE    6
#define NONCE_SIZE     crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE       crypto_aead_xchacha20poly1305_ietf_ABYTES
#define MAX_TABLE_NAME 64
#define STACK_SIZE     1024
#define DIGEST_SIZE    32

G_STATIC_ASSERT (RT_SEAL_OVERHEAD == HEADER_SIZE + NONCE_SIZE + TAG_SIZE);
G_STATIC_ASSERT (crypto_aead_xchacha20poly1305_ietf_KEYBYTES == RT_CLASS_KEY_SIZE);

/* What a blob is bound to; the bytes that go into the tag. */
typedef struct
{
  guint8 bytes[sizeof LABEL - 1 + HEADER_SIZE + 2 + MAX_TABLE_NAME + 8];
  gsize size;
} Bound;

/* A buffer for clear text: on the stack while small, and wiped. */
typedef struct
{
  guint8 stack[STACK_SIZE];
  guint8 *data;
  gsize size;
} Scratch;

static void
scratch_init (Scratch *self, gsize size)
{
  self->size = size;
  self->data = size <= sizeof self->stack ? self->stack : g_malloc (size);
}

static void
scratch_clear (Scratch *self)
{
  sodium_memzero (self->data, self->size);
  if (self->data != self->stack)
    g_free (self->data);
}

static void
put_header (guint8 out[HEADER_SIZE], RtClass klass, guint32 version)
{
  const guint32 little = GUINT32_TO_LE (version);

  out[0] = RT_SEAL_FORMAT;
  out[1] = (guint8) klass;
  memcpy (out + 2, &little, sizeof little);
}

static gboolean
bound_init (Bound *self, const guint8 header[HEADER_SIZE], const char *table, gint64 row)
{
  const gsize length = strlen (table);
  const guint16 little_length = GUINT16_TO_LE ((guint16) length);
  const gint64 little_row = GINT64_TO_LE (row);
  guint8 *out = self->bytes;

  if (length == 0 || length > MAX_TABLE_NAME || row <= 0)
    return FALSE;
  out = (guint8 *) memcpy (out, LABEL, sizeof LABEL - 1) + sizeof LABEL - 1;
  out = (guint8 *) memcpy (out, header, HEADER_SIZE) + HEADER_SIZE;
  out = (guint8 *) memcpy (out, &little_length, sizeof little_length) + sizeof little_length;
  out = (guint8 *) memcpy (out, table, length) + length;
  out = (guint8 *) memcpy (out, &little_row, sizeof little_row) + sizeof little_row;
  self->size = (gsize) (out - self->bytes);
  return TRUE;
}

static void
set_denied (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED, _("Your role does not include these personal details."));
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_DAMAGED,
    _("Personal details in the store are damaged or were put in the wrong place: nothing of them is shown."));
}

static gboolean
are_text (RtClass klass, char *const *values)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      const RtFieldInfo *info = rt_field_info ((RtFieldId) i);

      if (info != NULL && info->klass == klass && values[i] != NULL && !g_utf8_validate (values[i], -1, NULL))
        return FALSE;
    }
  return TRUE;
}

/* Encrypts the padded @plain into a new blob. NULL when there is no such place to bind it to. */
static GBytes *
seal (const RtSecret *key, const guint8 header[HEADER_SIZE], const char *table, gint64 row, const Scratch *plain)
{
  const gsize size = RT_SEAL_OVERHEAD + plain->size;
  guint8 *blob = NULL;
  Bound bound;

  if (!bound_init (&bound, header, table, row))
    return NULL;
  blob = g_malloc (size);
  memcpy (blob, header, HEADER_SIZE);
  randombytes_buf (blob + HEADER_SIZE, NONCE_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (blob + HEADER_SIZE + NONCE_SIZE, NULL, plain->data, plain->size,
                                              bound.bytes, bound.size, NULL, blob + HEADER_SIZE, rt_secret_peek (key));
  return g_bytes_new_take (blob, size);
}

GBytes *
rt_seal_fields (const RtClassKeys *keys, RtClass klass, const char *table, gint64 row, char *const *values,
                GError **error)
{
  const guint32 version = rt_class_keys_current (keys, klass);
  const RtSecret *key = rt_class_keys_get (keys, klass, version);
  const char *const *texts = (const char *const *) values;
  const gsize size = rt_packed_size (klass, texts, FALSE);
  const gsize room = (size / RT_SEAL_BLOCK + 1) * RT_SEAL_BLOCK;
  guint8 header[HEADER_SIZE];
  GBytes *blob = NULL;
  Scratch plain;

  if (size == 0)
    return NULL;
  if (key == NULL || !rt_class_is_sealed (klass))
    {
      set_denied (error);
      return NULL;
    }
  if (!are_text (klass, values))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_INVALID,
                           _("These personal details are not text and cannot be kept."));
      return NULL;
    }
  if (room + RT_SEAL_OVERHEAD > RT_SEAL_MAX_SIZE)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_TOO_LARGE, _("These personal details are too long to be kept."));
      return NULL;
    }
  put_header (header, klass, version);
  scratch_init (&plain, room);
  rt_packed_write (klass, texts, FALSE, plain.data);
  sodium_pad (NULL, plain.data, size, RT_SEAL_BLOCK, room);
  blob = seal (key, header, table, row, &plain);
  scratch_clear (&plain);
  if (blob == NULL)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("These personal details have no record to be kept in."));
  return blob;
}

guint32
rt_seal_version (const guint8 *blob, gsize size)
{
  guint32 version;

  if (blob == NULL || size < RT_SEAL_OVERHEAD + RT_SEAL_BLOCK || size > RT_SEAL_MAX_SIZE || blob[0] != RT_SEAL_FORMAT ||
      (size - RT_SEAL_OVERHEAD) % RT_SEAL_BLOCK != 0)
    return 0;
  memcpy (&version, blob + 2, sizeof version);
  return GUINT32_FROM_LE (version);
}

static gboolean
decrypt (const RtSecret *key, const Bound *bound, const guint8 *blob, Scratch *plain)
{
  return crypto_aead_xchacha20poly1305_ietf_decrypt (plain->data, NULL, NULL, blob + HEADER_SIZE + NONCE_SIZE,
                                                     plain->size + TAG_SIZE, bound->bytes, bound->size,
                                                     blob + HEADER_SIZE, rt_secret_peek (key)) == 0;
}

static gboolean
open_into (const RtSecret *key, RtClass klass, const Bound *bound, const guint8 *blob, Scratch *plain, char **values)
{
  gsize size = 0;

  return decrypt (key, bound, blob, plain) && sodium_unpad (&size, plain->data, plain->size, RT_SEAL_BLOCK) == 0 &&
         rt_packed_read (klass, plain->data, size, values);
}

gboolean
rt_open_fields (const RtClassKeys *keys, RtClass klass, const char *table, gint64 row, const guint8 *blob, gsize size,
                char **values, GError **error)
{
  const guint32 version = rt_seal_version (blob, size);
  const RtSecret *key = NULL;
  gboolean opened = FALSE;
  Scratch plain;
  Bound bound;

  if (blob == NULL || size == 0)
    return TRUE;
  if (!rt_class_keys_has (keys, klass))
    {
      set_denied (error);
      return FALSE;
    }
  if (version == 0 || blob[1] != (guint8) klass || !bound_init (&bound, blob, table, row))
    {
      set_damaged (error);
      return FALSE;
    }
  key = rt_class_keys_get (keys, klass, version);
  if (key == NULL)
    {
      set_denied (error);
      return FALSE;
    }
  scratch_init (&plain, size - RT_SEAL_OVERHEAD);
  opened = open_into (key, klass, &bound, blob, &plain, values);
  scratch_clear (&plain);
  if (!opened)
    set_damaged (error);
  return opened;
}

GBytes *
rt_seal_renew (const RtClassKeys *keys, RtClass klass, const char *table, gint64 row, const guint8 *blob, gsize size,
               GError **error)
{
  const guint32 version = rt_seal_version (blob, size);
  const guint32 newest = rt_class_keys_current (keys, klass);
  const RtSecret *former = rt_class_keys_get (keys, klass, version);
  const RtSecret *key = rt_class_keys_get (keys, klass, newest);
  guint8 header[HEADER_SIZE];
  GBytes *renewed = NULL;
  Scratch plain;
  Bound bound;

  if (version == 0 || blob[1] != (guint8) klass || !bound_init (&bound, blob, table, row))
    {
      set_damaged (error);
      return NULL;
    }
  if (former == NULL || key == NULL)
    {
      set_denied (error);
      return NULL;
    }
  put_header (header, klass, newest);
  scratch_init (&plain, size - RT_SEAL_OVERHEAD);
  if (decrypt (former, &bound, blob, &plain))
    renewed = seal (key, header, table, row, &plain);
  scratch_clear (&plain);
  if (renewed == NULL)
    set_damaged (error);
  return renewed;
}

GBytes *
rt_mask_fields (RtClass klass, char *const *values)
{
  char *masked[RT_N_FIELDS] = { NULL };
  gsize size;
  guint8 *packed = NULL;

  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      const RtFieldInfo *info = rt_field_info ((RtFieldId) i);

      if (info != NULL && info->klass == klass && values[i] != NULL && values[i][0] != '\0')
        masked[i] = rt_field_mask ((RtFieldId) i, values[i]);
    }
  size = rt_packed_size (klass, (const char *const *) masked, TRUE);
  if (size > 0)
    {
      packed = g_malloc (size);
      rt_packed_write (klass, (const char *const *) masked, TRUE, packed);
    }
  for (guint i = 0; i < RT_N_FIELDS; i++)
    g_free (masked[i]);
  return packed != NULL ? g_bytes_new_take (packed, size) : NULL;
}

gboolean
rt_unpack_masked (RtClass klass, const guint8 *blob, gsize size, char **values, GError **error)
{
  if (blob == NULL || size == 0 || rt_packed_read (klass, blob, size, values))
    return TRUE;
  set_damaged (error);
  return FALSE;
}

static GBytes *
make_digest (const RtSecret *key, const char *kind, const char *normalised)
{
  crypto_generichash_state state;
  guint8 digest[DIGEST_SIZE];

  crypto_generichash_init (&state, rt_secret_peek (key), RT_CLASS_KEY_SIZE, sizeof digest);
  crypto_generichash_update (&state, (const guint8 *) LOOKUP_LABEL, strlen (LOOKUP_LABEL));
  crypto_generichash_update (&state, (const guint8 *) kind, strlen (kind) + 1);
  crypto_generichash_update (&state, (const guint8 *) normalised, strlen (normalised));
  crypto_generichash_final (&state, digest, sizeof digest);
  sodium_memzero (&state, sizeof state);
  return g_bytes_new (digest, sizeof digest);
}

GBytes *
rt_lookup_digest (const RtClassKeys *keys, const char *kind, const char *normalised, GError **error)
{
  const RtSecret *key = rt_class_keys_get (keys, RT_KEY_LOOKUP, rt_class_keys_current (keys, RT_KEY_LOOKUP));

  if (key == NULL)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED, _("Your role does not include looking customers up."));
      return NULL;
    }
  if (!g_str_equal (kind, "phone") && !g_str_equal (kind, "email"))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("Customers cannot be looked up by this."));
      return NULL;
    }
  return make_digest (key, kind, normalised);
}

GBytes *
rt_lookup_digest_before (const RtClassKeys *keys, guint32 *version, const char *kind, const char *normalised)
{
  const RtSecret *key = NULL;

  while (key == NULL && *version > 1)
    key = rt_class_keys_get (keys, RT_KEY_LOOKUP, --*version);
  return key != NULL ? make_digest (key, kind, normalised) : NULL;
}
