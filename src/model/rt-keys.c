/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keys there are, who holds them, which are being renewed and why; and the drill of the recovery sheet. */
#include "config.h"

#include "rt-keys-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-db-copy.h"
#include "rt-error.h"
#include "rt-grants-renew.h"
#include "rt-grants.h"
#include "rt-rotation-pass.h"
#include "rt-rotation-step.h"
#include "rt-rotation.h"
#include "rt-staff.h"
#include "rt-work-private.h"

const char *
rt_key_name (guint slot)
{
  if (slot == RT_KEY_LOOKUP)
    return _("Look-up by phone number");
  if (slot == RT_KEY_AUDIT)
    return _("Beginning of the log");
  return rt_class_name ((RtClass) slot);
}

const char *
rt_rotation_reason_name (const char *reason)
{
  static const struct
  {
    const char *reason, *name;
  } names[] = {
    { RT_ROTATION_DISABLED, N_("An account was switched off") },
    { RT_ROTATION_RESET, N_("An account was reset") },
    { RT_ROTATION_ROLES, N_("Somebody lost a role") },
    { RT_ROTATION_MATRIX, N_("A role sees less than before") },
    { RT_ROTATION_WANTED, N_("New keys were asked for") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].reason, reason) == 0)
      return _ (names[i].name);
  return reason;
}

void
rt_key_info_free (RtKeyInfo *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->holders);
  g_free (self);
}

void
rt_rotation_info_free (RtRotationInfo *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self->asked_by);
  g_free (self);
}

static gboolean
read_holders (RtWork *work, RtKeyInfo *info, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT s.name FROM class_key_wrap w JOIN staff s ON s.id = w.staff_id"
                   " WHERE w.slot = ?1 AND w.version = ?2 ORDER BY s.name",
                   error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", (gint64) info->slot, (gint64) info->version);
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (names, g_strdup (rt_statement_get_text (statement, 0)));
    }
  g_ptr_array_add (names, NULL);
  info->holders = (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
  return TRUE;
}

GPtrArray *
rt_keys_list (RtWork *work, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_key_info_free);
  g_autoptr (RtStatement) statement = NULL;
  gboolean row = TRUE;

  if (!rt_work_need (work, RT_RIGHT_KEYS_MANAGE, error))
    return NULL;
  /* with a bare max() the other columns are those of that row */
  statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT slot, max (version), created_at FROM class_key GROUP BY slot ORDER BY slot", error);
  if (statement == NULL)
    return NULL;
  while (row)
    {
      RtKeyInfo *info = NULL;

      if (!rt_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      info = g_new0 (RtKeyInfo, 1);
      g_ptr_array_add (list, info);
      info->slot = (guint) rt_statement_get_int (statement, 0);
      info->version = (guint32) rt_statement_get_int (statement, 1);
      info->since = rt_statement_get_int (statement, 2);
      if (!read_holders (work, info, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

static gboolean
decide_state (RtWork *work, RtRotationInfo *info, gboolean begun, GError **error)
{
  const RtClassKeys *keys = rt_session_get_keys (rt_work_get_session (work));
  gboolean holds = FALSE, proven = FALSE;

  if (!rt_rotation_holds_all (work, info->slot, &holds, error) ||
      !rt_grants_sheet_is_proven (rt_work_get_db (work), keys, info->slot, &proven, error))
    return FALSE;
  if (!holds)
    info->state = RT_ROTATION_WAITS;
  else if (!begun && !proven)
    info->state = RT_ROTATION_NEEDS_SHEET;
  else
    info->state = info->damaged > 0 ? RT_ROTATION_DOES_NOT_OPEN : RT_ROTATION_READY;
  return TRUE;
}

static RtRotationInfo *
read_rotation (RtWork *work, RtStatement *statement, GError **error)
{
  g_autoptr (RtRotationInfo) info = g_new0 (RtRotationInfo, 1);
  const gboolean begun = rt_statement_get_int (statement, 4) != 0;
  const RtRotationPass pass = {
    .pass = rt_statement_get_int (statement, 5),
    .place = rt_statement_get_int (statement, 6),
    .cursor = rt_statement_get_int (statement, 7),
  };

  info->slot = (guint) rt_statement_get_int (statement, 0);
  info->reason = g_strdup (rt_statement_get_text (statement, 1));
  info->asked_at = rt_statement_get_int (statement, 2);
  info->asked_by = rt_staff_name (work, rt_statement_get_int (statement, 3));
  info->damaged = rt_statement_get_int (statement, 8);
  if (!decide_state (work, info, begun, error) ||
      (begun && !rt_rotation_pass_measure (rt_work_get_db (work), info->slot, &pass, &info->done, &info->total, error)))
    return NULL;
  return g_steal_pointer (&info);
}

GPtrArray *
rt_rotations_list (RtWork *work, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_rotation_info_free);
  g_autoptr (RtStatement) statement = NULL;
  gboolean row = TRUE;

  if (!rt_work_need (work, RT_RIGHT_KEYS_MANAGE, error))
    return NULL;
  rt_work_become_system (work); /* rows are counted, none is read */
  statement = rt_db_prepare (rt_work_get_db (work),
                             "SELECT slot, reason, min (asked_at), asked_by, min (version IS NOT NULL), pass, place,"
                             " cursor, damaged FROM rotation WHERE finished_at IS NULL GROUP BY slot ORDER BY id",
                             error);
  if (statement == NULL)
    return NULL;
  while (row)
    {
      RtRotationInfo *info = NULL;

      if (!rt_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      info = read_rotation (work, statement, error);
      if (info == NULL)
        return NULL;
      g_ptr_array_add (list, info);
    }
  return g_steal_pointer (&list);
}

static gboolean
last_logged (RtWork *work, const char *action, const char *detail, gint64 *at, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT max (at) FROM log WHERE action = ?1 AND detail = ?2 AND actor IN (SELECT id FROM staff)",
                   error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ss", action, detail);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *at = row ? rt_statement_get_int (statement, 0) : 0;
  return TRUE;
}

gboolean
rt_sheet_info (RtWork *work, RtSheetInfo *info, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  gint64 created = 0;

  if (!rt_work_need (work, RT_RIGHT_KEYS_MANAGE, error))
    return FALSE;
  rt_work_become_system (work);
  if (!rt_db_get_int (db, "SELECT created_at FROM store", &created, error) ||
      !last_logged (work, "recovery.new", "sheet", &info->made_at, error) ||
      !last_logged (work, "recovery.drill", "fits", &info->tested_at, error))
    return FALSE;
  info->made_at = MAX (info->made_at, created);
  if (info->tested_at < info->made_at)
    info->tested_at = 0; /* that was an earlier sheet */
  return TRUE;
}

void
rt_keys_status_free (RtKeysStatus *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->rotations, g_ptr_array_unref);
  g_free (self);
}

RtKeysStatus *
rt_keys_status (RtWork *work, GError **error)
{
  g_autoptr (RtKeysStatus) self = g_new0 (RtKeysStatus, 1);

  self->keys = rt_keys_list (work, error);
  if (self->keys == NULL)
    return NULL;
  self->rotations = rt_rotations_list (work, error);
  if (self->rotations == NULL || !rt_sheet_info (work, &self->sheet, error))
    return NULL;
  self->holds_all = TRUE;
  for (guint i = 0; i < self->keys->len; i++)
    {
      const RtKeyInfo *key = g_ptr_array_index (self->keys, i);
      gboolean holds = FALSE;

      if (!rt_rotation_holds_all (work, key->slot, &holds, error))
        return NULL;
      self->holds_all &= holds;
    }
  return g_steal_pointer (&self);
}

static gboolean
is_pair_of_store (RtDb *db, const guint8 public_key[32], gboolean *fits, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT recovery_key FROM store", error);
  gboolean row = FALSE;
  const guint8 *stored = NULL;
  gsize size = 0;

  if (statement == NULL || !rt_statement_step (statement, &row, error))
    return FALSE;
  stored = row ? rt_statement_peek_blob (statement, 0, &size) : NULL;
  *fits = stored != NULL && size == 32 && memcmp (stored, public_key, 32) == 0;
  return TRUE;
}

RtClassKeys *
rt_sheet_load_keys (RtDb *db, const RtRecovery *sheet, RtDrill *drill, GError **error)
{
  guint8 public_key[32];
  g_autoptr (RtSecret) secret_key = rt_recovery_secret_key (sheet, public_key);
  g_autoptr (RtClassKeys) keys = NULL;
  gint64 versions = 0, wrapped = 0;
  guint bad = 0;

  if (!is_pair_of_store (db, public_key, &drill->fits, error) ||
      !rt_db_get_int (db, "SELECT count(*) FROM class_key", &versions, error) ||
      !rt_db_get_int (db, "SELECT count(*) FROM class_key_wrap WHERE staff_id = 0", &wrapped, error))
    return NULL;
  keys = rt_grants_load (db, RT_GRANTS_RECOVERY, secret_key, &bad, error);
  drill->keys = (guint) versions;
  drill->opened = (guint) wrapped - MIN (bad, (guint) wrapped);
  return g_steal_pointer (&keys);
}

gboolean
rt_sheet_drill (RtWork *work, const RtRecovery *sheet, RtDrill *drill, GError **error)
{
  g_autoptr (RtSecret) store_key = rt_recovery_store_key (sheet);
  g_autoptr (RtClassKeys) keys = NULL;

  *drill = (RtDrill){ 0 };
  if (!rt_work_need (work, RT_RIGHT_KEYS_MANAGE, error))
    return FALSE;
  rt_work_become_system (work);
  keys = rt_sheet_load_keys (rt_work_get_db (work), sheet, drill, error);
  return keys != NULL && rt_db_opens_with (rt_work_get_db (work), store_key, &drill->opens, error) &&
         rt_work_log (work, "recovery.drill", NULL, 0, 0, NULL, rt_drill_is_good (drill) ? "fits" : "does not fit",
                      error);
}

gboolean
rt_drill_is_good (const RtDrill *drill)
{
  return drill->fits && drill->opens && drill->opened == drill->keys;
}

char *
rt_drill_describe (const RtDrill *drill)
{
  if (!drill->fits && !drill->opens)
    return g_strdup (
      _("This opens nothing: it is an earlier recovery sheet, or that of another store, or two of its groups "
         "have changed places."));
  if (!rt_drill_is_good (drill))
    return g_strdup_printf (_("The sheet opens only part of this store (%u of %u keys): make a new one."),
                            drill->opened, drill->keys);
  return g_strdup_printf (ngettext ("The sheet fits: it opens the store and its %u key.",
                                    "The sheet fits: it opens the store and all its %u keys.", drill->keys),
                          drill->keys);
}
