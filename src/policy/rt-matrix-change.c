/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two tables of who sees what say differently, and how that is told. */
#include "config.h"

#include "rt-matrix-change.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_cells (GArray *list, const RtMatrix *before, const RtMatrix *after)
{
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      {
        const RtMatrixChange change = {
          .role = (RtRole) role,
          .klass = (RtClass) klass,
          .before = rt_matrix_get (before, (RtClass) klass, (RtRole) role),
          .after = rt_matrix_get (after, (RtClass) klass, (RtRole) role),
        };

        if (change.before != change.after)
          g_array_append_val (list, change);
      }
}

static void
add_rights (GArray *list, const RtMatrix *before, const RtMatrix *after)
{
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      {
        const RtMatrixChange change = {
          .role = (RtRole) role,
          .is_right = TRUE,
          .right = (RtRight) right,
          .had = rt_matrix_has_right (before, (RtRole) role, (RtRight) right),
          .has = rt_matrix_has_right (after, (RtRole) role, (RtRight) right),
        };

        if (change.had != change.has)
          g_array_append_val (list, change);
      }
}

GArray *
rt_matrix_diff (const RtMatrix *before, const RtMatrix *after)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (RtMatrixChange));

  add_cells (list, before, after);
  add_rights (list, before, after);
  return list;
}

void
rt_matrix_apply (RtMatrix *matrix, const RtMatrix *base, const RtMatrix *mine)
{
  g_autoptr (GArray) list = rt_matrix_diff (base, mine);

  for (guint i = 0; i < list->len; i++)
    {
      const RtMatrixChange *change = &g_array_index (list, RtMatrixChange, i);

      if (change->is_right)
        rt_matrix_set_right (matrix, change->role, change->right, change->has);
      else
        rt_matrix_set (matrix, change->klass, change->role, change->after);
    }
}

gboolean
rt_matrix_same_for (const RtMatrix *a, const RtMatrix *b, RtRoles roles)
{
  g_autoptr (GArray) list = rt_matrix_diff (a, b);

  for (guint i = 0; i < list->len; i++)
    if (roles & RT_ROLES_OF (g_array_index (list, RtMatrixChange, i).role))
      return FALSE;
  return TRUE;
}

char *
rt_matrix_change_id (const RtMatrixChange *self)
{
  if (self->is_right)
    return g_strdup_printf ("%s/%s: %s > %s", rt_right_id (self->right), rt_role_id (self->role),
                            self->had ? "yes" : "no", self->has ? "yes" : "no");
  return g_strdup_printf ("%s/%s: %s > %s", rt_class_id (self->klass), rt_role_id (self->role),
                          rt_access_id (self->before), rt_access_id (self->after));
}

char *
rt_matrix_change_describe (const RtMatrixChange *self)
{
  if (!self->is_right)
    /* Translators: a class of details, a role, and what the role sees of it before and after a change: “Contact, Clerk:
       Own work → Masked”. */
    return g_strdup_printf (_("%1$s, %2$s: %3$s → %4$s"), rt_class_name (self->klass), rt_role_name (self->role),
                            rt_access_name (self->before), rt_access_name (self->after));
  if (self->has)
    /* Translators: a role and what it may do from now on: “Clerk may from now on: Export lists”. */
    return g_strdup_printf (_("%1$s may from now on: %2$s"), rt_role_name (self->role), rt_right_name (self->right));
  /* Translators: a role and what it may not do any longer: “Clerk may no longer: Export lists”. */
  return g_strdup_printf (_("%1$s may no longer: %2$s"), rt_role_name (self->role), rt_right_name (self->right));
}

gboolean
rt_matrix_change_is_wider (const RtMatrixChange *self)
{
  return self->is_right ? self->has : self->after > self->before;
}

char *
rt_matrix_to_text (const RtMatrix *self)
{
  GString *text = g_string_new (NULL);

  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      g_string_append_c (text, (char) ('0' + rt_matrix_get (self, (RtClass) klass, (RtRole) role)));
  for (guint role = 0; role < RT_N_ROLES; role++)
    for (guint right = 0; right < RT_N_RIGHTS; right++)
      if (rt_matrix_has_right (self, (RtRole) role, (RtRight) right))
        g_string_append_printf (text, " %s/%s", rt_role_id ((RtRole) role), rt_right_id ((RtRight) right));
  return g_string_free (text, FALSE);
}

static gboolean
read_cells (RtMatrix *matrix, const char *digits)
{
  if (digits == NULL || strlen (digits) != RT_N_CLASSES * RT_N_ROLES)
    return FALSE;
  for (guint i = 0; i < RT_N_CLASSES * RT_N_ROLES; i++)
    {
      if (digits[i] < '0' || digits[i] > '0' + RT_ACCESS_CLEAR)
        return FALSE;
      rt_matrix_set (matrix, (RtClass) (i / RT_N_ROLES), (RtRole) (i % RT_N_ROLES), (RtAccess) (digits[i] - '0'));
    }
  return TRUE;
}

static gboolean
read_right (RtMatrix *matrix, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "/", 2);
  RtRole role;
  RtRight right;

  if (!rt_role_from_id (parts[0], &role) || !rt_right_from_id (parts[1], &right))
    return FALSE;
  rt_matrix_set_right (matrix, role, right, TRUE);
  return TRUE;
}

gboolean
rt_matrix_from_text (RtMatrix *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);
  RtMatrix read;

  rt_matrix_init_default (&read);
  for (guint role = 0; role < RT_N_ROLES; role++)
    for (guint right = 0; right < RT_N_RIGHTS; right++)
      rt_matrix_set_right (&read, (RtRole) role, (RtRight) right, FALSE);
  if (!read_cells (&read, words[0]))
    return FALSE;
  for (guint i = 1; words[i] != NULL; i++)
    if (!read_right (&read, words[i]))
      return FALSE;
  *self = read;
  return TRUE;
}
