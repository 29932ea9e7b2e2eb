/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making the copy: pages, then in it the new sheet's keys and the entry of the log, then opened once more. */
#include "config.h"

#include "rt-renewal.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "rt-desk-private.h"
#include "rt-error.h"
#include "rt-grants.h"
#include "rt-keys-private.h"
#include "rt-log.h"

#define PLACE ".renewed"

RtRenewal *
rt_renewal_new (const char *path, const RtRecovery *fresh, const RtRecovery *current, RtClock *clock)
{
  RtRenewal *self = g_new0 (RtRenewal, 1);

  self->place = g_strconcat (path, PLACE, NULL);
  self->fresh = rt_recovery_copy (fresh);
  self->current = rt_recovery_copy (current);
  self->store_key = rt_recovery_store_key (fresh);
  self->clock = rt_clock_ref (clock);
  return self;
}

void
rt_renewal_free (RtRenewal *self)
{
  if (self == NULL)
    return;
  g_free (self->place);
  rt_class_keys_unref (self->keys);
  rt_recovery_free (self->fresh);
  rt_recovery_free (self->current);
  rt_secret_free (self->store_key);
  rt_clock_unref (self->clock);
  g_free (self->actor_login);
  g_free (self->origin);
  g_free (self);
}

static void
drop (const char *place)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (place, endings[i], NULL);

      g_unlink (path);
    }
}

void
rt_renewal_drop (const RtRenewal *self)
{
  drop (self->place);
}

void
rt_renewal_drop_left (const char *path)
{
  g_autofree char *place = g_strconcat (path, PLACE, NULL);

  drop (place);
}

static gboolean
take_keys_of_sheet (RtRenewal *self, RtDb *db, GError **error)
{
  RtDrill drill = { 0 };

  if (self->current == NULL)
    return TRUE;
  g_clear_pointer (&self->keys, rt_class_keys_unref);
  self->keys = rt_sheet_load_keys (db, self->current, &drill, error);
  if (self->keys == NULL)
    return FALSE;
  if (drill.fits && drill.opened == drill.keys)
    return TRUE;
  rt_error_set_invalid (
    error, "recovery",
    _("This is not the recovery sheet that is valid for this store now, or two of its groups have changed places."));
  return FALSE;
}

/* Runs @func for every version of every key there is; @db may be the store or the copy. */
typedef gboolean (*ForKey) (RtRenewal *self, RtDb *db, guint slot, guint32 version, GError **error);

static gboolean
for_each_key (RtRenewal *self, RtDb *db, ForKey func, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "SELECT slot, version FROM class_key ORDER BY slot, version", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row && !func (self, db, (guint) rt_statement_get_int (statement, 0),
                        (guint32) rt_statement_get_int (statement, 1), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_held (RtRenewal *self, RtDb *db, guint slot, guint32 version, GError **error)
{
  if (rt_class_keys_get (self->keys, slot, version) != NULL)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_DENIED,
    _("You do not hold every key of this store: type in the recovery sheet that is valid now, or ask a manager."));
  return FALSE;
}

static gboolean
wrap_key (RtRenewal *self, RtDb *db, guint slot, guint32 version, GError **error)
{
  guint8 public_key[32];
  g_autoptr (RtSecret) unused = rt_recovery_secret_key (self->fresh, public_key);

  return rt_grants_wrap (db, slot, version, rt_class_keys_get (self->keys, slot, version), RT_GRANTS_RECOVERY,
                         public_key, error);
}

static gboolean
write_sheet (RtRenewal *self, RtDb *db, GError **error)
{
  guint8 public_key[32];
  g_autoptr (RtSecret) unused = rt_recovery_secret_key (self->fresh, public_key);
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "UPDATE store SET recovery_key = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_blob (statement, 1, public_key, sizeof public_key);
  return rt_statement_run (statement, error) &&
         rt_db_exec (db, "DELETE FROM class_key_wrap WHERE staff_id = 0", error) &&
         for_each_key (self, db, wrap_key, error);
}

static gboolean
fill_copy (RtDb *db, gpointer data, GError **error)
{
  RtRenewal *self = data;
  RtLogEntry entry = {
    .at = rt_clock_now (self->clock),
    .actor = self->actor,
    .actor_name = self->actor_login,
    .action = "recovery.new",
    .origin = self->origin,
    .reason = self->current != NULL ? "by the former sheet" : NULL,
    .detail = "sheet",
  };

  return write_sheet (self, db, error) && rt_log_append (db, self->clock, &entry, error);
}

static gboolean
change_copy (RtRenewal *self, GError **error)
{
  RtDb *db = rt_db_open (self->place, RT_DB_WRITE, self->store_key, error);
  gboolean good;

  if (db == NULL)
    return FALSE;
  good = rt_transact (db, fill_copy, self, error);
  return rt_db_close (db, good ? error : NULL) && good;
}

/* As whoever will need it one day opens it: with the new sheet alone. */
static gboolean
try_copy (RtRenewal *self, GError **error)
{
  g_autoptr (RtDb) db = rt_db_open (self->place, RT_DB_READ, self->store_key, error);
  g_autoptr (RtClassKeys) keys = NULL;
  RtDrill drill = { 0 };

  if (db == NULL)
    return FALSE;
  keys = rt_sheet_load_keys (db, self->fresh, &drill, error);
  if (keys == NULL)
    return FALSE;
  if (drill.fits && drill.opened == drill.keys)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DAMAGED,
                       _("The new sheet does not open the copy of the store; nothing was changed."));
  return FALSE;
}

gboolean
rt_renewal_make (RtRenewal *self, RtDb *db, GError **error)
{
  rt_renewal_drop (self);
  if (!take_keys_of_sheet (self, db, error) || !for_each_key (self, db, check_held, error))
    return FALSE;
  if (rt_db_backup_to (db, self->place, self->store_key, self->progress, self->progress_data, error) &&
      change_copy (self, error) && try_copy (self, error))
    return TRUE;
  rt_renewal_drop (self);
  return FALSE;
}
