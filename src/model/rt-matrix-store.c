/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store's table of who sees what: saved cell by cell, with the class keys that follow from it. */
#include "config.h"

#include "rt-matrix-store.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-error.h"
#include "rt-grants.h"
#include "rt-reason.h"
#include "rt-rotation.h"
#include "rt-staff.h"

gboolean
rt_matrix_store_get (RtWork *work, RtMatrix *matrix, GError **error)
{
  if (!rt_person_may (rt_work_get_person (work), RT_RIGHT_MATRIX_WRITE) &&
      !rt_work_need (work, RT_RIGHT_REVIEW_READ, error))
    return FALSE;
  *matrix = *rt_work_get_matrix (work);
  return TRUE;
}

/* --- What no store can do without --- */

static gboolean
anybody_may (GPtrArray *staff, const RtMatrix *matrix, RtRight right)
{
  for (guint i = 0; i < staff->len; i++)
    {
      const RtStaff *person = g_ptr_array_index (staff, i);

      if (strcmp (person->state, "active") == 0 && rt_matrix_may (matrix, person->roles, right))
        return TRUE;
    }
  return FALSE;
}

char *
rt_matrix_problem (GPtrArray *staff, const RtMatrix *now, const RtMatrix *wanted)
{
  static const RtRight needed[] = {
    RT_RIGHT_SETTINGS_WRITE, RT_RIGHT_KEYS_MANAGE, RT_RIGHT_LOG_READ,       RT_RIGHT_LOG_VERIFY,
    RT_RIGHT_REVIEW_READ,    RT_RIGHT_REVIEW_SIGN, RT_RIGHT_TRAINING_WRITE, RT_RIGHT_NOTICE_WRITE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (anybody_may (staff, now, needed[i]) && !anybody_may (staff, wanted, needed[i]))
      /* Translators: what somebody may do, as in the table of rights: “Verify the log”. */
      return g_strdup_printf (_("Nobody who works here would be left who may do this: %s. Leave it to one role."),
                              rt_right_name (needed[i]));
  return NULL;
}

/* --- Rows --- */

/* The default needs no row. */
static gboolean
write_cell (RtWork *work, const RtMatrixChange *change, const RtMatrix *standard, GError **error)
{
  gboolean is_standard = change->after == rt_matrix_get (standard, change->klass, change->role);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   is_standard ? "DELETE FROM matrix WHERE class = ?1 AND role = ?2"
                               : "INSERT INTO matrix (class, role, access) VALUES (?1, ?2, ?3)"
                                 " ON CONFLICT (class, role) DO UPDATE SET access = excluded.access",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", (gint64) change->klass, (gint64) change->role);
  if (!is_standard)
    rt_statement_bind_int (statement, 3, change->after);
  return rt_statement_run (statement, error);
}

static gboolean
write_right (RtWork *work, const RtMatrixChange *change, GError **error)
{
  gboolean standard = (rt_role_default_rights (change->role) & RT_RIGHTS_OF (change->right)) != 0;
  gboolean is_standard = change->has == standard;
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   is_standard ? "DELETE FROM role_right WHERE role = ?1 AND right = ?2"
                               : "INSERT INTO role_right (role, right, allowed) VALUES (?1, ?2, ?3)"
                                 " ON CONFLICT (role, right) DO UPDATE SET allowed = excluded.allowed",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "is", (gint64) change->role, rt_right_id (change->right));
  if (!is_standard)
    rt_statement_bind_int (statement, 3, change->has);
  return rt_statement_run (statement, error);
}

static gboolean
write_changes (RtWork *work, GArray *changes, const char *reason, GError **error)
{
  RtMatrix standard;

  rt_matrix_init_default (&standard);
  for (guint i = 0; i < changes->len; i++)
    {
      const RtMatrixChange *change = &g_array_index (changes, RtMatrixChange, i);
      g_autofree char *detail = rt_matrix_change_id (change);

      if (!(change->is_right ? write_right (work, change, error) : write_cell (work, change, &standard, error)) ||
          !rt_work_log (work, change->is_right ? "right.change" : "matrix.change",
                        change->is_right ? "role_right" : "matrix", 0, 0, reason, detail, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Keys --- */

static char *
name_slots (guint slots)
{
  GString *text = g_string_new (NULL);

  for (guint slot = 0; slot < RT_N_KEYS; slot++)
    if (slots & (1u << slot))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", rt_grants_name (slot));
  return g_string_free (text, FALSE);
}

static guint
slots_needed (const RtMatrix *matrix, RtRoles roles)
{
  guint slots = 0;

  for (guint slot = 0; slot < RT_N_KEYS; slot++)
    if (rt_roles_need_key (matrix, roles, slot))
      slots |= 1u << slot;
  return slots;
}

static gboolean
log_keys (RtWork *work, const char *action, const RtStaff *person, guint slots, const char *reason, GError **error)
{
  g_autofree char *detail = name_slots (slots);

  return slots == 0 || rt_work_log (work, action, "staff", person->id, 0, reason, detail, error);
}

static gboolean
give_keys (RtWork *work, const RtStaff *person, const RtMatrix *matrix, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT public_key FROM staff WHERE id = ?1", error);
  const guint8 *key = NULL;
  gsize size = 0;
  gboolean row = FALSE;
  guint missing = 0;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", person->id);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  key = row ? rt_statement_peek_blob (statement, 0, &size) : NULL;
  if (key == NULL || size != 32)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such person."));
      return FALSE;
    }
  if (!rt_grants_give (rt_work_get_db (work), rt_session_get_keys (rt_work_get_session (work)), matrix, person->roles,
                       person->id, key, &missing, error))
    return FALSE;
  if (missing == 0)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                       _("You do not hold all the keys that people would need now; another manager can save this."));
  return FALSE;
}

/* One person's keys after the change. *taken gathers the keys that somebody held and may not any more. */
static gboolean
follow (RtWork *work, const RtStaff *person, const RtMatrix *before, const RtMatrix *after, const char *reason,
        guint32 *taken, GError **error)
{
  guint had = slots_needed (before, person->roles);
  guint needs = slots_needed (after, person->roles);
  guint32 held = 0;

  if (had == needs)
    return TRUE;
  if (!rt_grants_take (rt_work_get_db (work), after, person->roles, person->id, &held, error))
    return FALSE;
  *taken |= held;
  return ((needs & ~had) == 0 || give_keys (work, person, after, error)) &&
         log_keys (work, "keys.give", person, needs & ~had, reason, error) &&
         log_keys (work, "keys.take", person, held, reason, error);
}

/* Only people who were let in hold keys. What was held by somebody who may not any more is sealed anew. */
static gboolean
move_keys (RtWork *work, GPtrArray *staff, const RtMatrix *before, const RtMatrix *after, const char *reason,
           GError **error)
{
  guint32 taken = 0;

  for (guint i = 0; i < staff->len; i++)
    {
      const RtStaff *person = g_ptr_array_index (staff, i);

      if (strcmp (person->state, "active") == 0 && !follow (work, person, before, after, reason, &taken, error))
        return FALSE;
    }
  return rt_rotation_ask_all (work, taken, RT_ROTATION_MATRIX, error);
}

static gboolean
check_save (RtWork *work, GPtrArray *staff, const RtMatrix *seen, const RtMatrix *wanted, GError **error)
{
  const RtMatrix *now = rt_work_get_matrix (work);
  g_autofree char *problem = NULL;

  if (!rt_matrix_equal (seen, now))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_CONFLICT,
                           _("Somebody else has changed the table meanwhile; look at both before you save yours."));
      return FALSE;
    }
  problem = rt_matrix_problem (staff, now, wanted);
  if (problem != NULL)
    rt_error_set_invalid (error, "matrix", problem);
  return problem == NULL;
}

gboolean
rt_matrix_save (RtWork *work, const RtMatrix *seen, const RtMatrix *wanted, const char *typed_reason, GError **error)
{
  const RtMatrix before = *rt_work_get_matrix (work);
  g_autofree char *reason = NULL;
  g_autoptr (GPtrArray) staff = NULL;
  g_autoptr (GArray) changes = rt_matrix_diff (&before, wanted);

  if (!rt_work_need (work, RT_RIGHT_MATRIX_WRITE, error))
    return FALSE;
  reason = rt_reason_clean (typed_reason, error);
  staff = reason != NULL ? rt_staff_list (work, error) : NULL;
  if (staff == NULL || !check_save (work, staff, seen, wanted, error))
    return FALSE;
  if (changes->len == 0)
    return TRUE;
  if (!write_changes (work, changes, reason, error) || !move_keys (work, staff, &before, wanted, reason, error))
    return FALSE;
  rt_work_adopt_matrix (work, wanted);
  rt_work_changed (work, "matrix", 0);
  return TRUE;
}
