/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of who sees what, and the one decision made from it (product.md §4). */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-matrix.h"

static const struct
{
  const char *id;
  const char *name;
} access_table[] = {
  [RT_ACCESS_HIDDEN] = { "hidden", NC_("access", "Hidden") },
  [RT_ACCESS_MASKED] = { "masked", NC_("access", "Masked") },
  [RT_ACCESS_OWN_WORK] = { "own-work", NC_("access", "Own work") },
  [RT_ACCESS_CLEAR] = { "clear", NC_("access", "Clear") },
};

#define HIDDEN   RT_ACCESS_HIDDEN
#define MASKED   RT_ACCESS_MASKED
#define OWN_WORK RT_ACCESS_OWN_WORK
#define CLEAR    RT_ACCESS_CLEAR

/* Columns: clerk, service, dispatcher, manager, privacy officer, administrator. */
static const guint8 default_cells[RT_N_CLASSES][RT_N_ROLES] = {
  [RT_CLASS_CONTACT] = { OWN_WORK, OWN_WORK, OWN_WORK, CLEAR, MASKED, HIDDEN },
  [RT_CLASS_ADDRESS] = { OWN_WORK, OWN_WORK, OWN_WORK, CLEAR, MASKED, HIDDEN },
  [RT_CLASS_ACCESS] = { HIDDEN, OWN_WORK, OWN_WORK, HIDDEN, HIDDEN, HIDDEN },
  [RT_CLASS_HOME] = { OWN_WORK, OWN_WORK, HIDDEN, MASKED, HIDDEN, HIDDEN },
  [RT_CLASS_SERVICE] = { MASKED, CLEAR, OWN_WORK, CLEAR, HIDDEN, HIDDEN },
  [RT_CLASS_MONEY] = { CLEAR, HIDDEN, HIDDEN, CLEAR, HIDDEN, HIDDEN },
};

const char *
rt_access_id (RtAccess access)
{
  return (guint) access < G_N_ELEMENTS (access_table) ? access_table[access].id : NULL;
}

const char *
rt_access_name (RtAccess access)
{
  return (guint) access < G_N_ELEMENTS (access_table) ? g_dpgettext2 (NULL, "access", access_table[access].name) : NULL;
}

gboolean
rt_access_from_id (const char *id, RtAccess *access)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (access_table); i++)
    if (strcmp (access_table[i].id, id) == 0)
      {
        *access = (RtAccess) i;
        return TRUE;
      }
  return FALSE;
}

/* Where the table has a say: not in the administrator's column, which is hidden whatever a damaged table says. */
static gboolean
cell_exists (RtClass klass, RtRole role)
{
  return (guint) klass < RT_N_CLASSES && (guint) role < RT_N_ROLES && role != RT_ROLE_ADMINISTRATOR;
}

void
rt_matrix_init_default (RtMatrix *self)
{
  memcpy (self->cell, default_cells, sizeof self->cell);
  for (guint role = 0; role < RT_N_ROLES; role++)
    self->rights[role] = rt_role_default_rights ((RtRole) role);
}

RtAccess
rt_matrix_get (const RtMatrix *self, RtClass klass, RtRole role)
{
  if (!cell_exists (klass, role) || self->cell[klass][role] > RT_ACCESS_CLEAR)
    return RT_ACCESS_HIDDEN;
  return (RtAccess) self->cell[klass][role];
}

void
rt_matrix_set (RtMatrix *self, RtClass klass, RtRole role, RtAccess access)
{
  if (cell_exists (klass, role) && (guint) access <= RT_ACCESS_CLEAR)
    self->cell[klass][role] = (guint8) access;
}

static gboolean
role_may (const RtMatrix *self, RtRole role, RtRight right)
{
  RtRights rights = rt_role_right_is_fixed (role, right) ? rt_role_default_rights (role) : self->rights[role];

  return (rights & RT_RIGHTS_OF (right)) != 0;
}

gboolean
rt_matrix_may (const RtMatrix *self, RtRoles roles, RtRight right)
{
  if ((guint) right >= RT_N_RIGHTS)
    return FALSE;
  for (guint i = 0; i < RT_N_ROLES; i++)
    if ((roles & RT_ROLES_OF (i)) && role_may (self, (RtRole) i, right))
      return TRUE;
  return FALSE;
}

void
rt_matrix_set_right (RtMatrix *self, RtRole role, RtRight right, gboolean allowed)
{
  if (rt_role_right_is_fixed (role, right))
    return;
  if (allowed)
    self->rights[role] |= RT_RIGHTS_OF (right);
  else
    self->rights[role] &= ~RT_RIGHTS_OF (right);
}

gboolean
rt_matrix_equal (const RtMatrix *a, const RtMatrix *b)
{
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      for (guint right = 0; right < RT_N_RIGHTS; right++)
        if (role_may (a, (RtRole) role, (RtRight) right) != role_may (b, (RtRole) role, (RtRight) right))
          return FALSE;
      for (guint klass = 0; klass < RT_N_CLASSES; klass++)
        if (rt_matrix_get (a, (RtClass) klass, (RtRole) role) != rt_matrix_get (b, (RtClass) klass, (RtRole) role))
          return FALSE;
    }
  return TRUE;
}

static gboolean
has_masked_form (RtClass klass)
{
  return klass != RT_CLASS_ACCESS && klass != RT_CLASS_MONEY;
}

static RtShow
show_to_role (RtAccess access, gboolean own)
{
  switch (access)
    {
    case RT_ACCESS_CLEAR:
      return RT_SHOW_CLEAR;
    case RT_ACCESS_OWN_WORK:
      return own ? RT_SHOW_CLEAR : RT_SHOW_MASKED;
    case RT_ACCESS_MASKED:
      return RT_SHOW_MASKED;
    case RT_ACCESS_HIDDEN:
    default:
      return RT_SHOW_HIDDEN;
    }
}

RtShow
rt_policy_show (const RtMatrix *matrix, const RtViewer *viewer, RtClass klass, RtRoles own_for)
{
  RtShow best = RT_SHOW_HIDDEN;

  for (guint i = 0; i < RT_N_ROLES; i++)
    if (viewer->roles & RT_ROLES_OF (i))
      best = MAX (best, show_to_role (rt_matrix_get (matrix, klass, (RtRole) i), (own_for & RT_ROLES_OF (i)) != 0));
  if (viewer->restricted)
    best = MIN (best, RT_SHOW_MASKED);
  if (best == RT_SHOW_MASKED && !has_masked_form (klass))
    best = RT_SHOW_HIDDEN;
  return best;
}

gboolean
rt_policy_may_reveal (const RtMatrix *matrix, const RtViewer *viewer, RtClass klass, RtRoles own_for)
{
  return !viewer->restricted && has_masked_form (klass) && rt_matrix_may (matrix, viewer->roles, RT_RIGHT_REVEAL) &&
         rt_policy_show (matrix, viewer, klass, own_for) == RT_SHOW_MASKED;
}

gboolean
rt_policy_needs_key (const RtMatrix *matrix, RtRoles roles, RtClass klass)
{
  if (!rt_class_is_sealed (klass))
    return FALSE;
  switch (rt_policy_best (matrix, roles, klass))
    {
    case RT_ACCESS_CLEAR:
    case RT_ACCESS_OWN_WORK:
      return TRUE;
    case RT_ACCESS_MASKED:
      return has_masked_form (klass) && rt_matrix_may (matrix, roles, RT_RIGHT_REVEAL);
    case RT_ACCESS_HIDDEN:
    default:
      return FALSE;
    }
}

RtAccess
rt_policy_best (const RtMatrix *matrix, RtRoles roles, RtClass klass)
{
  RtAccess best = RT_ACCESS_HIDDEN;

  for (guint i = 0; i < RT_N_ROLES; i++)
    if (roles & RT_ROLES_OF (i))
      best = MAX (best, rt_matrix_get (matrix, klass, (RtRole) i));
  return best;
}
