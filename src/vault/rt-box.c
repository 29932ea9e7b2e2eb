/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and content sealed to a public key, with the context they belong to inside. */
#include "config.h"

#include "rt-box.h"

#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"

typedef struct
{
  const char *label;
  gsize block;
} Kind;

static const Kind kind_key = { "rolltop-wrap-1", 64 };
static const Kind kind_content = { "rolltop-box-1", 256 };

typedef struct
{
  guint8 *data;
  gsize size;
} WipedData;

static void
wiped_data_free (gpointer user_data)
{
  WipedData *self = user_data;

  sodium_memzero (self->data, self->size);
  g_free (self->data);
  g_free (self);
}

GBytes *
rt_bytes_new_wiping (guint8 *data, gsize size)
{
  WipedData *wiped = g_new0 (WipedData, 1);

  wiped->data = data;
  wiped->size = size;
  return g_bytes_new_with_free_func (data, size, wiped_data_free, wiped);
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DAMAGED,
                       _("Something that was locked for this person does not open: the store's file may be damaged."));
}

static guint8 *
append (guint8 *out, gconstpointer data, gsize size)
{
  if (size > 0)
    memcpy (out, data, size);
  return out + size;
}

static GBytes *
seal (const Kind *kind, const guint8 public_key[RT_BOX_KEY_SIZE], const guint8 *content, gsize size,
      const char *context, GError **error)
{
  const gsize context_size = strlen (context);
  const guint16 length = GUINT16_TO_LE ((guint16) context_size);
  const gsize plain_size = strlen (kind->label) + sizeof length + context_size + size;
  const gsize room = (plain_size / kind->block + 1) * kind->block;
  gsize padded = 0;
  guint8 *plain = NULL, *sealed = NULL, *out = NULL;
  int failed;

  if (context_size == 0 || context_size > RT_BOX_MAX_CONTEXT)
    failed = -1;
  else
    {
      out = plain = g_malloc0 (room);
      out = append (out, kind->label, strlen (kind->label));
      out = append (out, &length, sizeof length);
      out = append (out, context, context_size);
      append (out, content, size);
      sodium_pad (&padded, plain, plain_size, kind->block, room);
      sealed = g_malloc (room + crypto_box_SEALBYTES);
      failed = crypto_box_seal (sealed, plain, room, public_key);
      sodium_memzero (plain, room);
      g_free (plain);
    }
  if (failed == 0)
    return g_bytes_new_take (sealed, room + crypto_box_SEALBYTES);
  g_free (sealed);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("This cannot be locked for that person."));
  return NULL;
}

/* Opens into new memory of *@size bytes, which the caller wipes and frees. */
static guint8 *
open_sealed (const RtSecret *secret_key, GBytes *sealed, gsize *size)
{
  gsize sealed_size = 0;
  const guint8 *data = sealed != NULL ? g_bytes_get_data (sealed, &sealed_size) : NULL;
  guint8 public_key[RT_BOX_KEY_SIZE];
  guint8 *plain = NULL;

  if (secret_key == NULL || rt_secret_get_size (secret_key) != RT_BOX_KEY_SIZE || sealed_size <= crypto_box_SEALBYTES)
    return NULL;
  *size = sealed_size - crypto_box_SEALBYTES;
  plain = g_malloc (*size);
  if (crypto_scalarmult_base (public_key, rt_secret_peek (secret_key)) == 0 &&
      crypto_box_seal_open (plain, data, sealed_size, public_key, rt_secret_peek (secret_key)) == 0)
    return plain;
  sodium_memzero (plain, *size);
  g_free (plain);
  return NULL;
}

/* Where the content begins; FALSE when label, context or padding are not what they must be. */
static gboolean
find_content (const Kind *kind, const guint8 *plain, gsize size, const char *context, gsize *start, gsize *content_size)
{
  const gsize label_size = strlen (kind->label);
  const gsize context_size = strlen (context);
  gsize unpadded = 0;
  guint16 length;

  *start = label_size + sizeof length + context_size;
  if (sodium_unpad (&unpadded, plain, size, kind->block) != 0 || unpadded < *start)
    return FALSE;
  memcpy (&length, plain + label_size, sizeof length);
  if (memcmp (plain, kind->label, label_size) != 0 || GUINT16_FROM_LE (length) != context_size ||
      memcmp (plain + label_size + sizeof length, context, context_size) != 0)
    return FALSE;
  *content_size = unpadded - *start;
  return TRUE;
}

GBytes *
rt_wrap_to (const guint8 public_key[RT_BOX_KEY_SIZE], const RtSecret *key, const char *context, GError **error)
{
  const gsize size = rt_secret_get_size (key);

  if (size == 0 || size > RT_WRAP_MAX_KEY)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("This cannot be locked for that person."));
      return NULL;
    }
  return seal (&kind_key, public_key, rt_secret_peek (key), size, context, error);
}

RtSecret *
rt_unwrap (const RtSecret *secret_key, GBytes *wrapped, const char *context, GError **error)
{
  gsize size = 0, start = 0, key_size = 0;
  guint8 *plain = open_sealed (secret_key, wrapped, &size);
  RtSecret *key = NULL;

  if (plain != NULL && find_content (&kind_key, plain, size, context, &start, &key_size) && key_size > 0)
    key = rt_secret_new_from (plain + start, key_size);
  else
    set_damaged (error);
  if (plain != NULL)
    sodium_memzero (plain, size);
  g_free (plain);
  return key;
}

GBytes *
rt_box_to (const guint8 public_key[RT_BOX_KEY_SIZE], GBytes *content, const char *context, GError **error)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (content, &size);

  if (size > RT_BOX_MAX_CONTENT)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_TOO_LARGE, _("This is too large to be kept."));
      return NULL;
    }
  return seal (&kind_content, public_key, data, size, context, error);
}

GBytes *
rt_unbox (const RtSecret *secret_key, GBytes *boxed, const char *context, GError **error)
{
  gsize size = 0, start = 0, content_size = 0;
  guint8 *plain = open_sealed (secret_key, boxed, &size);
  guint8 *content = NULL;

  if (plain == NULL || !find_content (&kind_content, plain, size, context, &start, &content_size))
    set_damaged (error);
  else
    {
      content = g_malloc (content_size + 1);
      memcpy (content, plain + start, content_size);
    }
  if (plain != NULL)
    sodium_memzero (plain, size);
  g_free (plain);
  return content != NULL ? rt_bytes_new_wiping (content, content_size) : NULL;
}
