/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at a customer: opening one, and looking one up at the counter by the full phone number (product.md §4). Each is
 * recorded. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-error.h"
#include "rt-log.h"
#include "rt-read.h"
#include "rt-seal.h"
#include "rt-secret.h"
#include "rt-settings.h"
#include "rt-text.h"

#define HOUR 3600
#define DAY  (24 * HOUR)

/* --- Opening --- */

RtCustomer *
rt_customer_open (RtWork *work, gint64 id, const char *reason, GError **error)
{
  g_autoptr (RtCustomer) self = NULL;
  guint64 seen = 0;

  if (!rt_work_need (work, RT_RIGHT_CUSTOMER_READ, error))
    return NULL;
  self = rt_customer_read (work, id, 0, &seen, error);
  if (self == NULL || !rt_customer_read_about (work, self, &seen, error))
    return NULL;
  /* What was read is in this transaction with the entry, and leaves it only when both are written. */
  if (!rt_work_log (work, "customer.open", "customer", id, seen, reason, rt_look_detail (self->own_for, seen), error))
    return NULL;
  return g_steal_pointer (&self);
}

RtCustomer *
rt_customer_open_number (RtWork *work, gint64 number, const char *reason, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;
  gboolean row = FALSE;

  if (!rt_work_need (work, RT_RIGHT_CUSTOMER_READ, error))
    return NULL;
  statement = rt_db_prepare (rt_work_get_db (work), "SELECT id FROM customer WHERE number = ?1", error);
  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "i", number);
  if (!rt_statement_step (statement, &row, error))
    return NULL;
  if (row)
    return rt_customer_open (work, rt_statement_get_int (statement, 0), reason, error);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such customer."));
  return NULL;
}

/* --- Looking up --- */

gboolean
rt_customer_looked_up (RtWork *work, gint64 customer_id, gboolean *out, GError **error)
{
  gint64 count = 0;

  *out = FALSE;
  if (!rt_person_may (rt_work_get_person (work), RT_RIGHT_CUSTOMER_LOOKUP))
    return TRUE;
  if (!rt_log_count (rt_work_get_db (work), rt_work_get_me (work), "lookup", customer_id, rt_work_get_now (work) - DAY,
                     &count, error))
    return FALSE;
  *out = count > 0;
  return TRUE;
}

gboolean
rt_customer_check_known (RtWork *work, gint64 customer_id, GError **error)
{
  g_autoptr (RtCustomer) stored = rt_customer_read (work, customer_id, 0, NULL, error);
  gboolean known = FALSE;

  if (stored == NULL || !rt_customer_looked_up (work, customer_id, &known, error))
    return FALSE;
  for (guint klass = 0; !known && klass < RT_N_CLASSES; klass++)
    if (rt_work_decide (work, (RtClass) klass, stored->own_for) <
        rt_work_decide (work, (RtClass) klass, stored->own_for | RT_ROLES_OF (RT_ROLE_CLERK)))
      {
        g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                             _("Look the customer up by their phone number before you enter an order for them."));
        return FALSE;
      }
  return TRUE;
}

gboolean
rt_customer_lookups_left (RtWork *work, guint *left, GError **error)
{
  gint64 count = 0, most = 0;

  if (!rt_work_need (work, RT_RIGHT_CUSTOMER_LOOKUP, error) ||
      !rt_settings_get (rt_work_get_db (work), RT_SETTING_LOOKUPS_PER_HOUR, &most, error) ||
      !rt_log_count (rt_work_get_db (work), rt_work_get_me (work), "lookup", 0, rt_work_get_now (work) - HOUR, &count,
                     error))
    return FALSE;
  *left = count < most ? (guint) (most - count) : 0;
  return TRUE;
}

static gboolean
check_limit (RtWork *work, GError **error)
{
  guint left = 0;

  if (!rt_customer_lookups_left (work, &left, error))
    return FALSE;
  if (left > 0)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_WAIT,
    _("You have looked up as many customers as one person may in an hour; try again later, or ask a manager."));
  return FALSE;
}

static gboolean
find_by_phone (RtWork *work, GBytes *digest, gint64 *id, guint *others, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT id FROM customer WHERE phone_digest = ?1 OR phone2_digest = ?1 ORDER BY id DESC", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "b", digest);
  while (rt_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (*id != 0)
        (*others)++;
      else
        *id = rt_statement_get_int (statement, 0);
    }
  return FALSE;
}

/* While the look-up key is being renewed some customers are still found by the former one. */
static gboolean
find_by_digests (RtWork *work, const char *phone, gint64 *id, guint *others, GError **error)
{
  const RtClassKeys *keys = rt_session_get_keys (rt_work_get_session (work));
  guint32 version = rt_class_keys_current (keys, RT_KEY_LOOKUP);
  GBytes *digest = rt_lookup_digest (keys, "phone", phone, error);
  gboolean good = digest != NULL;

  *others = 0;
  while (good && digest != NULL)
    {
      good = find_by_phone (work, digest, id, others, error);
      g_bytes_unref (digest);
      digest = good ? rt_lookup_digest_before (keys, &version, "phone", phone) : NULL;
    }
  return good;
}

/* As a number of @region; *id stays 0 when nobody has it. */
static gboolean
find_typed (RtWork *work, const char *typed_phone, const char *region, gint64 *id, guint *others, GError **error)
{
  gboolean good;
  char *phone = NULL;

  if (!rt_field_check (RT_FIELD_PHONE, typed_phone, region, &phone, error))
    return FALSE;
  if (phone == NULL)
    {
      rt_error_set_invalid (error, "phone", _("Enter the customer's full phone number."));
      return FALSE;
    }
  good = find_by_digests (work, phone, id, others, error);
  rt_wipe_string (phone);
  return good;
}

/* Numbers of both countries are shown without their country code, and so they are typed: what nobody has as a number of
 * the store's country is looked for as one of the other. Still one look-up. */
static gboolean
find_typed_anywhere (RtWork *work, const char *typed_phone, gint64 *id, guint *others, GError **error)
{
  static const char *const regions[] = { "CN", "US" };
  const char *own = rt_work_get_store (work)->region;

  if (!find_typed (work, typed_phone, own, id, others, error))
    return FALSE;
  for (guint i = 0; *id == 0 && i < G_N_ELEMENTS (regions); i++)
    {
      g_autoptr (GError) local = NULL;

      if (g_strcmp0 (regions[i], own) == 0 || find_typed (work, typed_phone, regions[i], id, others, &local) ||
          g_error_matches (local, RT_ERROR, RT_ERROR_INVALID))
        continue;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

RtCustomer *
rt_customer_lookup (RtWork *work, const char *typed_phone, guint *others, GError **error)
{
  g_autoptr (RtCustomer) found = NULL;
  g_autofree char *detail = NULL;
  guint64 seen = 0;
  guint more = 0;
  gint64 id = 0;

  if (!check_limit (work, error) || !find_typed_anywhere (work, typed_phone, &id, &more, error))
    return NULL;
  if (id != 0)
    {
      found = rt_customer_read (work, id, rt_session_get_viewer (rt_work_get_session (work))->roles, &seen, error);
      if (found == NULL || !rt_customer_read_about (work, found, &seen, error))
        return NULL;
    }
  detail = g_strdup_printf ("found=%u", id != 0 ? more + 1 : 0);
  /* Kept whatever else becomes of this work: an order that fails afterwards would be a way to ask without being
   * counted.
   */
  if (!rt_work_log (work, "lookup", id != 0 ? "customer" : NULL, id, seen, "counter", detail, error) ||
      !rt_work_commit_step (work, error))
    return NULL;
  if (others != NULL)
    *others = more;
  return g_steal_pointer (&found);
}
