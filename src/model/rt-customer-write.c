/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing customers and addresses: rows, seals, look-up digests. Rights and the log are the callers' matter. */
#include "config.h"

#include "rt-customer-private.h"
#include "rt-order-private.h"
#include "rt-read.h"
#include "rt-seal.h"
#include "rt-text.h"

void
rt_statement_bind_id (RtStatement *statement, int index, gint64 id)
{
  if (id == 0)
    rt_statement_bind_null (statement, index);
  else
    rt_statement_bind_int (statement, index, id);
}

/* The digest of one look-up value; *out NULL when there is none. */
static gboolean
make_digest (RtWork *work, const char *kind, const char *value, GBytes **out, GError **error)
{
  g_autofree char *folded = value != NULL ? rt_text_fold (value) : NULL;

  *out = NULL;
  if (folded == NULL)
    return TRUE;
  *out = rt_lookup_digest (rt_session_get_keys (rt_work_get_session (work)), kind, folded, error);
  return *out != NULL;
}

gboolean
rt_customer_write_contact (RtWork *work, gint64 id, char *const *values, char **digest, GError **error)
{
  static const char sql[] =
    "UPDATE customer SET contact_sealed = ?2, contact_masked = ?3, phone_digest = ?4, phone2_digest = ?5,"
    " email_digest = ?6, changed_at = ?7 WHERE id = ?1";
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) masked = NULL;
  g_autoptr (GBytes) phone = NULL;
  g_autoptr (GBytes) phone2 = NULL;
  g_autoptr (GBytes) email = NULL;
  g_autoptr (RtStatement) statement = NULL;

  if (!rt_work_seal (work, RT_CLASS_CONTACT, "customer", id, values, &sealed, &masked, error) ||
      !make_digest (work, "phone", values[RT_FIELD_PHONE], &phone, error) ||
      !make_digest (work, "phone", values[RT_FIELD_PHONE2], &phone2, error) ||
      !make_digest (work, "email", values[RT_FIELD_EMAIL], &email, error) ||
      (statement = rt_db_prepare (rt_work_get_db (work), sql, error)) == NULL)
    return FALSE;
  rt_statement_bind (statement, "ibbbbbi", id, sealed, masked, phone, phone2, email, rt_work_get_now (work));
  if (digest != NULL)
    *digest = rt_blob_digest (sealed);
  return rt_statement_run (statement, error);
}

gint64
rt_customer_insert (RtWork *work, const RtCustomerValue *value, char **digest, GError **error)
{
  static const char sql[] = "INSERT INTO customer (number, source, source_ref, created_at, created_by, changed_at)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?4)";
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  gint64 number, id;

  if (statement == NULL || !rt_work_next_number (work, "customer", &number, error))
    return 0;
  rt_statement_bind (statement, "issii", number, value->source, value->source_ref, rt_work_get_now (work),
                     rt_work_get_me (work));
  if (!rt_statement_run (statement, error))
    return 0;
  id = rt_db_last_insert_id (rt_work_get_db (work));
  return rt_customer_write_contact (work, id, value->values, digest, error) ? id : 0;
}

gboolean
rt_address_write (RtWork *work, gint64 id, char *const *values, char **digest, GError **error)
{
  static const char sql[] = "UPDATE address SET address_sealed = ?2, address_masked = ?3, rev = rev + 1 WHERE id = ?1";
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) masked = NULL;
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);

  if (statement == NULL || !rt_work_seal (work, RT_CLASS_ADDRESS, "address", id, values, &sealed, &masked, error))
    return FALSE;
  rt_statement_bind (statement, "ibb", id, sealed, masked);
  if (digest != NULL)
    *digest = rt_blob_digest (sealed);
  return rt_statement_run (statement, error);
}

gboolean
rt_values_have (char *const *values, RtClass klass)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (values[i] != NULL && rt_field_info ((RtFieldId) i)->klass == klass)
      return TRUE;
  return FALSE;
}

gint64
rt_address_insert (RtWork *work, gint64 customer_id, char *const *values, char **digest, GError **error)
{
  static const char sql[] = "INSERT INTO address (customer_id, created_at, rev) VALUES (?1, ?2, 0)";
  g_autoptr (RtStatement) statement = NULL;
  gint64 id;

  if (!rt_values_have (values, RT_CLASS_ADDRESS))
    return 0;
  statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  if (statement == NULL)
    return -1;
  rt_statement_bind (statement, "ii", customer_id, rt_work_get_now (work));
  if (!rt_statement_run (statement, error))
    return -1;
  id = rt_db_last_insert_id (rt_work_get_db (work));
  return rt_address_write (work, id, values, digest, error) ? id : -1;
}
