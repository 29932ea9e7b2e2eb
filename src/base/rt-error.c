/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain: codes for programs, sentences for clerks, and the field an invalid value belongs to. */
#include "config.h"

#include "rt-error.h"

typedef struct
{
  char *field;
} RtErrorPrivate;

static void
rt_error_private_init (RtErrorPrivate *priv)
{
  priv->field = NULL;
}

static void
rt_error_private_copy (const RtErrorPrivate *from, RtErrorPrivate *to)
{
  to->field = g_strdup (from->field);
}

static void
rt_error_private_clear (RtErrorPrivate *priv)
{
  g_clear_pointer (&priv->field, g_free);
}

G_DEFINE_EXTENDED_ERROR (RtError, rt_error)

gboolean
rt_error_set_invalid (GError **error, const char *field, const char *message)
{
  if (error == NULL)
    return FALSE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_INVALID, message);
  rt_error_get_private (*error)->field = g_strdup (field);
  return FALSE;
}

gboolean
rt_error_refuse (GError **error, RtError code, const char *message)
{
  g_set_error_literal (error, RT_ERROR, code, message);
  return FALSE;
}

void
rt_error_set_field (GError *error, const char *field)
{
  RtErrorPrivate *priv;

  if (!g_error_matches (error, RT_ERROR, RT_ERROR_INVALID))
    return;
  priv = rt_error_get_private (error);
  if (priv->field == NULL)
    priv->field = g_strdup (field);
}

const char *
rt_error_get_field (const GError *error)
{
  if (!g_error_matches (error, RT_ERROR, RT_ERROR_INVALID))
    return NULL;
  return rt_error_get_private (error)->field;
}

const char *
rt_error_code_name (int code)
{
  static const char *const names[] = {
    [RT_ERROR_FAILED] = "failed",
    [RT_ERROR_DENIED] = "denied",
    [RT_ERROR_LOCKED] = "locked",
    [RT_ERROR_WRONG_KEY] = "wrong-key",
    [RT_ERROR_KEY_MISSING] = "key-missing",
    [RT_ERROR_NO_KEYRING] = "no-keyring",
    [RT_ERROR_DAMAGED] = "damaged",
    [RT_ERROR_BUSY] = "busy",
    [RT_ERROR_DISK_FULL] = "disk-full",
    [RT_ERROR_READ_ONLY] = "read-only",
    [RT_ERROR_NEWER] = "newer",
    [RT_ERROR_CONFLICT] = "conflict",
    [RT_ERROR_INVALID] = "invalid",
    [RT_ERROR_NOT_FOUND] = "not-found",
    [RT_ERROR_EXISTS] = "exists",
    [RT_ERROR_WRONG_LOGIN] = "wrong-login",
    [RT_ERROR_WAIT] = "wait",
    [RT_ERROR_UNSUPPORTED] = "unsupported",
    [RT_ERROR_TOO_LARGE] = "too-large",
  };

  if (code < 0 || code >= (int) G_N_ELEMENTS (names))
    return names[RT_ERROR_FAILED];
  return names[code];
}
