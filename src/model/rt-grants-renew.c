/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New versions of class keys: made, wrapped to those for whom the former version vouches, and left alone in the end. */
#include "config.h"

#include "rt-grants-renew.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-error.h"
#include "rt-grants.h"

typedef struct
{
  gint64 id;
  guint8 public_key[32];
  gboolean proven;
} Holder;

void
rt_grants_renewed_clear (RtGrantsRenewed *self)
{
  g_clear_pointer (&self->key, rt_secret_free);
  g_clear_pointer (&self->unproven, g_array_unref);
}

/* Column @first is a public key, the next what stands beside the wrapped key. FALSE: no such key. */
static gboolean
take_holder (RtStatement *statement, int first, const RtClassKeys *keys, guint slot, Holder *holder)
{
  const guint32 version = rt_class_keys_current (keys, slot);
  gsize key_size = 0, proof_size = 0;
  const guint8 *public_key = rt_statement_peek_blob (statement, first, &key_size);
  const guint8 *proof = rt_statement_peek_blob (statement, first + 1, &proof_size);

  if (public_key == NULL || key_size != sizeof holder->public_key)
    return FALSE;
  memcpy (holder->public_key, public_key, sizeof holder->public_key);
  holder->proven = rt_class_key_vouches (rt_class_keys_get (keys, slot, version), slot, version, holder->id,
                                         holder->public_key, proof, proof_size);
  return TRUE;
}

static gboolean
read_sheet (RtDb *db, const RtClassKeys *keys, guint slot, Holder *sheet, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "SELECT s.recovery_key, w.vouched FROM store s LEFT JOIN class_key_wrap w"
                   " ON w.staff_id = 0 AND w.slot = ?1 AND w.version = ?2",
                   error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sheet->id = RT_GRANTS_RECOVERY;
  rt_statement_bind (statement, "ii", (gint64) slot, (gint64) rt_class_keys_current (keys, slot));
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row || !take_holder (statement, 0, keys, slot, sheet))
    sheet->proven = FALSE;
  return TRUE;
}

gboolean
rt_grants_sheet_is_proven (RtDb *db, const RtClassKeys *keys, guint slot, gboolean *proven, GError **error)
{
  Holder sheet = { 0 };

  if (!read_sheet (db, keys, slot, &sheet, error))
    return FALSE;
  *proven = sheet.proven;
  return TRUE;
}

/* Everybody active who holds the newest version and needs it, but not @me. */
static GArray *
read_holders (RtDb *db, const RtClassKeys *keys, const RtMatrix *matrix, guint slot, gint64 me, GError **error)
{
  g_autoptr (GArray) holders = g_array_new (FALSE, TRUE, sizeof (Holder));
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "SELECT s.id, s.roles, s.public_key, w.vouched FROM staff s JOIN class_key_wrap w"
                   " ON w.staff_id = s.id AND w.slot = ?1 AND w.version = ?2 WHERE s.state = 'active' AND s.id <> ?3",
                   error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "iii", (gint64) slot, (gint64) rt_class_keys_current (keys, slot), me);
  while (row)
    {
      Holder holder = { 0 };

      if (!rt_statement_step (statement, &row, error))
        return NULL;
      if (!row || !rt_roles_need_key (matrix, (RtRoles) rt_statement_get_int (statement, 1), slot))
        continue;
      holder.id = rt_statement_get_int (statement, 0);
      if (take_holder (statement, 2, keys, slot, &holder))
        g_array_append_val (holders, holder);
    }
  return g_steal_pointer (&holders);
}

static gboolean
set_waiting (RtDb *db, gint64 id, gint64 now, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "UPDATE staff SET state = 'waiting', changed_at = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", id, now);
  return rt_statement_run (statement, error);
}

static gboolean
give (RtDb *db, guint slot, const GArray *holders, gint64 now, RtGrantsRenewed *out, GError **error)
{
  for (guint i = 0; i < holders->len; i++)
    {
      const Holder *holder = &g_array_index (holders, Holder, i);

      if (holder->proven)
        {
          if (!rt_grants_wrap (db, slot, out->version, out->key, holder->id, holder->public_key, error))
            return FALSE;
          out->people++;
          continue;
        }
      if (!set_waiting (db, holder->id, now, error))
        return FALSE;
      g_array_append_val (out->unproven, holder->id);
    }
  return TRUE;
}

gboolean
rt_grants_renew (RtDb *db, const RtClassKeys *keys, const RtMatrix *matrix, guint slot, const RtGrantsHolder *me,
                 gint64 now, RtGrantsRenewed *out, GError **error)
{
  const guint32 former = rt_class_keys_current (keys, slot);
  g_autoptr (GArray) holders = read_holders (db, keys, matrix, slot, me->staff_id, error);
  Holder sheet = { 0 };

  if (holders == NULL || !read_sheet (db, keys, slot, &sheet, error))
    return FALSE;
  if (!sheet.proven)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                           _("The recovery sheet is not proven to be the store’s own; make a new one first."));
      return FALSE;
    }
  out->version = former + 1;
  out->key = rt_secret_new_random (RT_CLASS_KEY_SIZE);
  out->unproven = g_array_new (FALSE, FALSE, sizeof (gint64));
  out->people = 1;
  return rt_grants_store_key (db, slot, out->version, rt_class_keys_get (keys, slot, former), out->key, now, error) &&
         rt_grants_wrap (db, slot, out->version, out->key, RT_GRANTS_RECOVERY, sheet.public_key, error) &&
         rt_grants_wrap (db, slot, out->version, out->key, me->staff_id, me->public_key, error) &&
         give (db, slot, holders, now, out, error);
}

static gboolean
run_for (RtDb *db, const char *sql, guint slot, guint32 version, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", (gint64) slot, (gint64) version);
  return rt_statement_run (statement, error);
}

gboolean
rt_grants_settle (RtDb *db, const RtClassKeys *keys, guint slot, guint32 version, GError **error)
{
  const RtSecret *key = rt_class_keys_get (keys, slot, version);
  guint8 link[RT_CLASS_KEY_LINK_SIZE];
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "UPDATE class_key SET link = ?3 WHERE slot = ?1 AND version = ?2", error);

  if (statement == NULL)
    return FALSE;
  rt_class_key_link (NULL, key, slot, version, link);
  rt_statement_bind (statement, "ii", (gint64) slot, (gint64) version);
  rt_statement_bind_blob (statement, 3, link, sizeof link);
  return rt_statement_run (statement, error) &&
         run_for (db, "DELETE FROM class_key_wrap WHERE slot = ?1 AND version < ?2", slot, version, error) &&
         run_for (db, "DELETE FROM class_key WHERE slot = ?1 AND version < ?2", slot, version, error);
}
