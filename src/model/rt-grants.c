/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which class keys are wrapped to whom: made at set-up, given when a manager lets somebody in, taken away with a role.
 */
#include "config.h"

#include "rt-grants.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-staff-keys.h"

const char *
rt_grants_name (guint slot)
{
  if (slot == RT_KEY_LOOKUP)
    return "lookup";
  if (slot == RT_KEY_AUDIT)
    return "audit";
  return rt_class_id ((RtClass) slot);
}

gboolean
rt_grants_slot_has_key (guint slot)
{
  return slot >= RT_N_CLASSES || rt_class_is_sealed ((RtClass) slot);
}

static char *
make_context (guint slot, guint32 version)
{
  return g_strdup_printf ("class %s %u", rt_grants_name (slot), version);
}

gboolean
rt_grants_wrap (RtDb *db, guint slot, guint32 version, const RtSecret *key, gint64 staff_id,
                const guint8 public_key[32], GError **error)
{
  g_autofree char *context = make_context (slot, version);
  g_autoptr (GBytes) wrapped = rt_wrap_to (public_key, key, context, error);
  g_autoptr (RtStatement) statement = NULL;
  guint8 vouched[RT_CLASS_KEY_LINK_SIZE];

  if (wrapped == NULL)
    return FALSE;
  statement =
    rt_db_prepare (db,
                   "INSERT INTO class_key_wrap (slot, version, staff_id, wrapped, vouched) VALUES (?1, ?2, ?3, ?4, ?5)",
                   error);
  if (statement == NULL)
    return FALSE;
  rt_class_key_vouch (key, slot, version, staff_id, public_key, vouched);
  rt_statement_bind (statement, "iiib", (gint64) slot, (gint64) version, staff_id, wrapped);
  rt_statement_bind_blob (statement, 5, vouched, sizeof vouched);
  return rt_statement_run (statement, error);
}

gboolean
rt_grants_store_key (RtDb *db, guint slot, guint32 version, const RtSecret *former, const RtSecret *key, gint64 now,
                     GError **error)
{
  guint8 link[RT_CLASS_KEY_LINK_SIZE];
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "INSERT INTO class_key (slot, version, link, created_at) VALUES (?1, ?2, ?3, ?4)", error);

  if (statement == NULL)
    return FALSE;
  rt_class_key_link (former, key, slot, version, link);
  rt_statement_bind_int (statement, 1, slot);
  rt_statement_bind_int (statement, 2, version);
  rt_statement_bind_blob (statement, 3, link, sizeof link);
  rt_statement_bind_int (statement, 4, now);
  return rt_statement_run (statement, error);
}

gboolean
rt_grants_newest (RtDb *db, guint slot, guint32 *version, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT max(version) FROM class_key WHERE slot = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", (gint64) slot);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *version = row ? (guint32) rt_statement_get_int (statement, 0) : 0;
  return TRUE;
}

gboolean
rt_grants_create (RtDb *db, gint64 now, const RtSecret *audit_key, const guint8 recovery_key[32], gint64 staff_id,
                  const guint8 public_key[32], GError **error)
{
  for (guint slot = 0; slot < RT_N_KEYS; slot++)
    {
      g_autoptr (RtSecret) key = NULL;

      if (!rt_grants_slot_has_key (slot))
        continue;
      key = slot == RT_KEY_AUDIT ? rt_secret_copy (audit_key) : rt_secret_new_random (RT_CLASS_KEY_SIZE);
      if (!rt_grants_store_key (db, slot, 1, NULL, key, now, error) ||
          !rt_grants_wrap (db, slot, 1, key, RT_GRANTS_RECOVERY, recovery_key, error) ||
          !rt_grants_wrap (db, slot, 1, key, staff_id, public_key, error))
        return FALSE;
    }
  return TRUE;
}

/* One row: FALSE when this key cannot be trusted to be the store's. */
static gboolean
load_one (RtStatement *statement, const RtSecret *secret_key, RtClassKeys *keys)
{
  guint slot = (guint) rt_statement_get_int (statement, 0);
  guint32 version = (guint32) rt_statement_get_int (statement, 1);
  gsize link_size = 0;
  const guint8 *link = rt_statement_peek_blob (statement, 2, &link_size);
  g_autoptr (GBytes) wrapped = rt_statement_dup_bytes (statement, 3);
  g_autofree char *context = NULL;
  g_autoptr (RtSecret) key = NULL;
  const RtSecret *former = NULL;

  if (slot >= RT_N_KEYS || version == 0)
    return FALSE;
  context = make_context (slot, version);
  key = rt_unwrap (secret_key, wrapped, context, NULL);
  former = rt_class_keys_get (keys, slot, version - 1);
  if (key == NULL || (former == NULL && rt_statement_get_int (statement, 4) != 0) ||
      !rt_class_key_link_fits (former, key, slot, version, link, link_size))
    return FALSE;
  return rt_class_keys_take (keys, slot, version, g_steal_pointer (&key));
}

RtClassKeys *
rt_grants_load (RtDb *db, gint64 staff_id, const RtSecret *secret_key, guint *bad, GError **error)
{
  g_autoptr (RtClassKeys) keys = rt_class_keys_new ();
  g_autoptr (RtStatement) statement = rt_db_prepare (
    db,
    "SELECT k.slot, k.version, k.link, w.wrapped,"
    " EXISTS (SELECT 1 FROM class_key f WHERE f.slot = k.slot AND f.version = k.version - 1)"
    " FROM class_key_wrap w JOIN class_key k USING (slot, version)"
    " WHERE w.staff_id = ?1 AND EXISTS (SELECT 1 FROM class_key_wrap n WHERE n.staff_id = w.staff_id"
    " AND n.slot = w.slot AND n.version = (SELECT max(m.version) FROM class_key m WHERE m.slot = w.slot))"
    " ORDER BY k.slot, k.version",
    error);
  gboolean row = TRUE;

  *bad = 0;
  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "i", staff_id);
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return NULL;
      if (row && !load_one (statement, secret_key, keys))
        (*bad)++;
    }
  return g_steal_pointer (&keys);
}

static gboolean
remove_wraps (RtDb *db, guint slot, gint64 staff_id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "DELETE FROM class_key_wrap WHERE slot = ?1 AND staff_id = ?2", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", (gint64) slot, staff_id);
  return rt_statement_run (statement, error);
}

static gboolean
give_slot (RtDb *db, const RtClassKeys *keys, guint slot, gint64 staff_id, const guint8 public_key[32], GError **error)
{
  guint32 newest = rt_class_keys_current (keys, slot);

  if (!remove_wraps (db, slot, staff_id, error))
    return FALSE;
  for (guint32 version = 1; version <= newest; version++)
    {
      const RtSecret *key = rt_class_keys_get (keys, slot, version);

      if (key != NULL && !rt_grants_wrap (db, slot, version, key, staff_id, public_key, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rt_grants_give (RtDb *db, const RtClassKeys *keys, const RtMatrix *matrix, RtRoles roles, gint64 staff_id,
                const guint8 public_key[32], guint *missing, GError **error)
{
  *missing = 0;
  for (guint slot = 0; slot < RT_N_KEYS; slot++)
    {
      if (!rt_roles_need_key (matrix, roles, slot))
        continue;
      if (!rt_class_keys_has (keys, slot))
        (*missing)++;
      else if (!give_slot (db, keys, slot, staff_id, public_key, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rt_grants_take (RtDb *db, const RtMatrix *matrix, RtRoles roles, gint64 staff_id, guint32 *taken, GError **error)
{
  *taken = 0;
  for (guint slot = 0; slot < RT_N_KEYS; slot++)
    {
      if (rt_roles_need_key (matrix, roles, slot))
        continue;
      if (!remove_wraps (db, slot, staff_id, error))
        return FALSE;
      if (rt_db_changes (db) > 0)
        *taken |= 1u << slot;
    }
  return TRUE;
}

gboolean
rt_grants_lacking (RtDb *db, const RtMatrix *matrix, RtRoles roles, gint64 staff_id, guint *lacking, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "SELECT DISTINCT slot FROM class_key_wrap WHERE staff_id = ?1", error);
  guint held = 0;
  gboolean row = TRUE;

  *lacking = 0;
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", staff_id);
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        held |= 1u << (guint) rt_statement_get_int (statement, 0);
    }
  for (guint slot = 0; slot < RT_N_KEYS; slot++)
    if (rt_roles_need_key (matrix, roles, slot) && (held & (1u << slot)) == 0)
      (*lacking)++;
  return TRUE;
}
