/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts: an administrator makes them, a manager, who holds the class keys, lets them in (product.md §3). */
#include "config.h"

#include "rt-staff.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-accounts.h"
#include "rt-error.h"
#include "rt-grants.h"
#include "rt-supervision-private.h"
#include "rt-rotation.h"
#include "rt-second-factor.h"
#include "rt-work-private.h"

typedef struct
{
  RtRoles roles;
  char *state;
  guint8 public_key[32];
} Member;

static void
member_clear (Member *self)
{
  g_clear_pointer (&self->state, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Member, member_clear)

void
rt_staff_free (RtStaff *self)
{
  if (self == NULL)
    return;
  g_free (self->login);
  g_free (self->name);
  g_free (self->state);
  g_free (self->supervisor);
  g_free (self);
}

static RtStaff *
staff_from_row (RtStatement *statement, const RtMatrix *matrix)
{
  RtStaff *self = g_new0 (RtStaff, 1);

  self->id = rt_statement_get_int (statement, 0);
  self->login = g_strdup (rt_statement_get_text (statement, 1));
  self->name = g_strdup (rt_statement_get_text (statement, 2));
  self->roles = (RtRoles) rt_statement_get_int (statement, 3);
  self->state = g_strdup (rt_statement_get_text (statement, 4));
  self->supervisor_id = rt_statement_get_int (statement, 5);
  self->last_sign_in = rt_statement_get_int (statement, 6);
  self->supervised = rt_statement_get_int (statement, 7) != 0;
  self->supervisor = g_strdup (rt_statement_get_text (statement, 8));
  self->locked = !rt_statement_is_null (statement, 9);
  self->works_tickets = rt_matrix_may (matrix, self->roles, RT_RIGHT_TICKET_WRITE);
  self->can_supervise =
    g_strcmp0 (self->state, "active") == 0 && !self->supervised && rt_supervision_fits (matrix, self->roles);
  return self;
}

/* As the language of the program sorts names. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const RtStaff *const *left = a, *const *right = b;

  return g_utf8_collate ((*left)->name, (*right)->name);
}

GPtrArray *
rt_staff_list (RtWork *work, GError **error)
{
  const RtMatrix *matrix = rt_work_get_matrix (work);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_staff_free);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT s.id, s.login, s.name, s.roles, s.state, s.supervisor_id, s.last_sign_in,"
                   " EXISTS (SELECT 1 FROM supervision v WHERE v.staff_id = s.id AND v.released_at IS NULL), b.name,"
                   " s.locked_at"
                   " FROM staff s LEFT JOIN staff b ON b.id = s.supervisor_id ORDER BY s.name, s.id",
                   error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (list, staff_from_row (statement, matrix));
    }
  g_ptr_array_sort (list, compare_names);
  return g_steal_pointer (&list);
}

static char *
read_name (RtWork *work, gint64 id)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT name FROM staff WHERE id = ?1", NULL);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "i", id);
  if (!rt_statement_step (statement, &row, NULL) || !row)
    return NULL;
  return g_strdup (rt_statement_get_text (statement, 0));
}

char *
rt_staff_name (RtWork *work, gint64 id)
{
  const char *known = NULL;
  char *name = NULL;

  if (id == 0)
    return NULL;
  if (work->staff_names == NULL)
    work->staff_names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  known = g_hash_table_lookup (work->staff_names, &id);
  if (known != NULL)
    return g_strdup (known);
  name = read_name (work, id);
  if (name != NULL)
    g_hash_table_insert (work->staff_names, g_memdup2 (&id, sizeof id), g_strdup (name));
  return name;
}

static gboolean
read_member (RtWork *work, gint64 id, Member *out, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT roles, state, public_key FROM staff WHERE id = ?1", error);
  const guint8 *key = NULL;
  gsize size = 0;
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", id);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  key = row ? rt_statement_peek_blob (statement, 2, &size) : NULL;
  if (key == NULL || size != sizeof out->public_key)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such person."));
      return FALSE;
    }
  out->roles = (RtRoles) rt_statement_get_int (statement, 0);
  out->state = g_strdup (rt_statement_get_text (statement, 1));
  memcpy (out->public_key, key, sizeof out->public_key);
  return TRUE;
}

static gboolean
write_state (RtWork *work, gint64 id, const char *state, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "UPDATE staff SET state = ?2, changed_at = ?3 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "isi", id, state, rt_work_get_now (work));
  return rt_statement_run (statement, error);
}

static gboolean
write_roles (RtWork *work, gint64 id, RtRoles roles, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "UPDATE staff SET roles = ?2, changed_at = ?3 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iii", id, (gint64) roles, rt_work_get_now (work));
  return rt_statement_run (statement, error);
}

static gboolean
record (RtWork *work, const char *action, gint64 id, const char *detail, GError **error)
{
  rt_work_changed (work, "staff", id);
  return rt_work_log (work, action, "staff", id, 0, NULL, detail, error);
}

static gboolean
check_roles (RtRoles roles, GError **error)
{
  if (roles != 0 && roles < RT_ROLES_OF (RT_N_ROLES))
    return TRUE;
  rt_error_set_invalid (error, "staff.roles", _("Choose at least one role."));
  return FALSE;
}

/* Somebody must be left who can let people in, and somebody who can make accounts. */
static gboolean
check_others_left (RtWork *work, gint64 id, const Member *before, RtRoles after, GError **error)
{
  static const RtRight needed[] = { RT_RIGHT_STAFF_ADMIT, RT_RIGHT_STAFF_MANAGE };
  const RtMatrix *matrix = rt_work_get_matrix (work);
  g_autoptr (GPtrArray) list = NULL;

  if (strcmp (before->state, "active") != 0)
    return TRUE;
  list = rt_staff_list (work, error);
  if (list == NULL)
    return FALSE;
  for (guint r = 0; r < G_N_ELEMENTS (needed); r++)
    {
      gboolean left = !rt_matrix_may (matrix, before->roles, needed[r]) || rt_matrix_may (matrix, after, needed[r]);

      for (guint i = 0; i < list->len && !left; i++)
        {
          const RtStaff *other = g_ptr_array_index (list, i);

          left =
            other->id != id && strcmp (other->state, "active") == 0 && rt_matrix_may (matrix, other->roles, needed[r]);
        }
      if (left)
        continue;
      rt_error_set_invalid (error, "staff.roles",
                            needed[r] == RT_RIGHT_STAFF_ADMIT
                              ? _("This is the last manager; let another one in first.")
                              : _("This is the last administrator; make another one first."));
      return FALSE;
    }
  return TRUE;
}

gint64
rt_staff_add (RtWork *work, const char *login, const char *name, RtRoles roles, gint64 supervisor_id,
              const RtSecret *first_password, RtKdfCost cost, GError **error)
{
  g_autofree char *clean_login = g_strdup (login);
  g_autofree char *clean_name = g_strdup (name);
  g_autofree char *detail = rt_roles_to_string (roles);
  g_auto (RtStaffLock) lock = { .sealed = NULL };
  gint64 id = 0;

  if (!rt_work_need (work, RT_RIGHT_STAFF_MANAGE, error) || !rt_account_clean (&clean_login, &clean_name, error) ||
      !check_roles (roles, error) || !rt_supervision_check (work, supervisor_id, 0, error) ||
      !rt_password_check (first_password, clean_login, error) ||
      !rt_staff_lock_make (&lock, first_password, cost, NULL, error) ||
      !rt_account_insert (rt_work_get_db (work), clean_login, clean_name, roles, "invited", &lock,
                          rt_work_get_now (work), &id, error) ||
      !record (work, "staff.add", id, detail, error) || !rt_supervision_begin (work, id, roles, supervisor_id, error))
    return 0;
  return id;
}

/* The caller's own keys, wrapped. */
static gboolean
give_keys (RtWork *work, gint64 id, RtRoles roles, const Member *member, guint *missing, GError **error)
{
  RtSession *session = rt_work_get_session (work);

  return rt_grants_give (rt_work_get_db (work), rt_session_get_keys (session), rt_work_get_matrix (work), roles, id,
                         member->public_key, missing, error);
}

gboolean
rt_staff_admit (RtWork *work, gint64 id, GError **error)
{
  g_auto (Member) member = { .state = NULL };
  g_autofree char *detail = NULL;
  guint missing = 0;

  if (!rt_work_need (work, RT_RIGHT_STAFF_ADMIT, error) || !read_member (work, id, &member, error))
    return FALSE;
  if (strcmp (member.state, "waiting") != 0)
    {
      rt_error_set_invalid (error, "staff.state",
                            _("Only somebody who has chosen their own password and is waiting can be let in."));
      return FALSE;
    }
  if (!give_keys (work, id, member.roles, &member, &missing, error))
    return FALSE;
  if (missing > 0)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                           _("You do not hold all the keys that this person needs; another manager can let them in."));
      return FALSE;
    }
  detail = rt_roles_to_string (member.roles);
  return write_state (work, id, "active", error) && record (work, "staff.admit", id, detail, error);
}

/* After a change of roles: the keys that are needed now, from the caller if they hold them, else the person waits for a
 * manager. */
static gboolean
complete_keys (RtWork *work, gint64 id, RtRoles roles, const Member *member, GError **error)
{
  const RtMatrix *matrix = rt_work_get_matrix (work);
  guint lacking = 0;

  if (strcmp (member->state, "active") != 0)
    return TRUE;
  if (!rt_grants_lacking (rt_work_get_db (work), matrix, roles, id, &lacking, error))
    return FALSE;
  if (lacking == 0)
    return TRUE;
  if (rt_person_may (rt_work_get_person (work), RT_RIGHT_STAFF_ADMIT) &&
      !give_keys (work, id, roles, member, &lacking, error))
    return FALSE;
  return lacking == 0 || write_state (work, id, "waiting", error);
}

/* Takes away what @roles do not need, and has each key renewed that the person held until now. */
static gboolean
take_keys (RtWork *work, gint64 id, RtRoles roles, const char *reason, GError **error)
{
  guint32 taken = 0;

  return rt_grants_take (rt_work_get_db (work), rt_work_get_matrix (work), roles, id, &taken, error) &&
         rt_rotation_ask_all (work, taken, reason, error);
}

gboolean
rt_staff_set_roles (RtWork *work, gint64 id, RtRoles roles, GError **error)
{
  g_auto (Member) member = { .state = NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = rt_roles_to_string (roles);
  g_autofree char *detail = NULL;

  if (!rt_work_need (work, RT_RIGHT_STAFF_MANAGE, error) || !check_roles (roles, error) ||
      !read_member (work, id, &member, error) || !check_others_left (work, id, &member, roles, error))
    return FALSE;
  before = rt_roles_to_string (member.roles);
  detail = g_strdup_printf ("%s > %s", before, after);
  return write_roles (work, id, roles, error) && take_keys (work, id, roles, RT_ROTATION_ROLES, error) &&
         complete_keys (work, id, roles, &member, error) && record (work, "staff.roles", id, detail, error);
}

/* Enabled again, a person chooses a new password and waits: the keys are gone, and whoever made the account may know
 * the former one. */
gboolean
rt_staff_set_disabled (RtWork *work, gint64 id, gboolean disabled, GError **error)
{
  g_auto (Member) member = { .state = NULL };

  if (!rt_work_need (work, RT_RIGHT_STAFF_MANAGE, error) || !read_member (work, id, &member, error))
    return FALSE;
  if (disabled == (strcmp (member.state, "disabled") == 0))
    return TRUE;
  if (!disabled)
    return write_state (work, id, "invited", error) && record (work, "staff.enable", id, NULL, error);
  return check_others_left (work, id, &member, 0, error) && take_keys (work, id, 0, RT_ROTATION_DISABLED, error) &&
         rt_second_factor_remove (rt_work_get_db (work), id, error) && write_state (work, id, "disabled", error) &&
         record (work, "staff.disable", id, NULL, error);
}

gboolean
rt_staff_reset (RtWork *work, gint64 id, const RtSecret *first_password, RtKdfCost cost, GError **error)
{
  g_auto (Member) member = { .state = NULL };
  g_auto (RtStaffLock) lock = { .sealed = NULL };

  return rt_work_need (work, RT_RIGHT_STAFF_MANAGE, error) && read_member (work, id, &member, error) &&
         check_others_left (work, id, &member, 0, error) && rt_password_check (first_password, NULL, error) &&
         rt_staff_lock_make (&lock, first_password, cost, NULL, error) &&
         take_keys (work, id, 0, RT_ROTATION_RESET, error) &&
         rt_account_set_lock (rt_work_get_db (work), id, &lock, "invited", rt_work_get_now (work), error) &&
         rt_second_factor_remove (rt_work_get_db (work), id, error) && record (work, "staff.reset", id, NULL, error);
}
