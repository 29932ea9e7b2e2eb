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

gboolean
rt_matrix_has_right (const RtMatrix *self, RtRole role, RtRight right)
{
  RtRights rights;

  if ((guint) role >= RT_N_ROLES || (guint) right >= RT_N_RIGHTS)
    return FALSE;
  rights = rt_role_right_is_fixed (role, right) ? rt_role_default_rights (role) : self->rights[role];
  return (rights & RT_RIGHTS_OF (right)) != 0;
}

static gboolean
any_has (const RtMatrix *self, RtRoles roles, RtRight right)
{
  for (guint i = 0; i < RT_N_ROLES; i++)
    if ((roles & RT_ROLES_OF (i)) && rt_matrix_has_right (self, (RtRole) i, right))
      return TRUE;
  return FALSE;
}

/* --- Who writes must read --- */

#define RIGHT(right) RT_RIGHTS_OF (RT_RIGHT_##right)
#define CLASS(klass) (1u << RT_CLASS_##klass)

/* Whoever writes something must see it: one of these rights, and all of these classes. Reading needs nothing. */
static const struct
{
  RtRights rights;
  guint classes;
} needs[RT_N_RIGHTS] = {
  [RT_RIGHT_ORDER_WRITE] = { RIGHT (ORDER_READ), CLASS (MONEY) },
  [RT_RIGHT_ORDER_IMPORT] = { RIGHT (ORDER_READ), CLASS (CONTACT) | CLASS (ADDRESS) | CLASS (MONEY) },
  [RT_RIGHT_TICKET_WRITE] = { RIGHT (TICKET_READ), CLASS (SERVICE) },
  [RT_RIGHT_TICKET_ASSIGN] = { RIGHT (TICKET_READ), 0 },
  [RT_RIGHT_CUSTOMER_WRITE] = { RIGHT (CUSTOMER_READ) | RIGHT (ORDER_READ), CLASS (CONTACT) },
  [RT_RIGHT_PAYMENT_WRITE] = { RIGHT (ORDER_READ), CLASS (MONEY) },
  [RT_RIGHT_NOTICE_WRITE] = { RIGHT (NOTICE_READ), 0 },
  [RT_RIGHT_PLAN] = { RIGHT (ORDER_READ) | RIGHT (TICKET_READ), 0 },
  [RT_RIGHT_REVIEW_SIGN] = { RIGHT (REVIEW_READ), 0 },
};

/* The key to seal with comes with seeing; money has none. */
static gboolean
sees (const RtMatrix *self, RtRoles roles, RtClass klass)
{
  return rt_class_is_sealed (klass) ? rt_policy_needs_key (self, roles, klass)
                                    : rt_policy_best (self, roles, klass) > RT_ACCESS_MASKED;
}

/* The first right of which one is needed and none is there; RT_N_RIGHTS: none is missing. */
static RtRight
find_missing_right (const RtMatrix *self, RtRoles roles, RtRight right)
{
  guint first = RT_N_RIGHTS;

  for (guint i = RT_N_RIGHTS; i-- > 0;)
    if (needs[right].rights & RT_RIGHTS_OF (i))
      {
        if (any_has (self, roles, (RtRight) i))
          return RT_N_RIGHTS;
        first = i;
      }
  return (RtRight) first;
}

/* RT_N_CLASSES: none is missing. */
static guint
find_missing_class (const RtMatrix *self, RtRoles roles, RtRight right)
{
  guint klass = 0;

  while (klass < RT_N_CLASSES && (!(needs[right].classes & (1u << klass)) || sees (self, roles, (RtClass) klass)))
    klass++;
  return klass;
}

gboolean
rt_matrix_may (const RtMatrix *self, RtRoles roles, RtRight right)
{
  return (guint) right < RT_N_RIGHTS && any_has (self, roles, right) &&
         find_missing_right (self, roles, right) == RT_N_RIGHTS &&
         find_missing_class (self, roles, right) == RT_N_CLASSES;
}

char *
rt_matrix_describe_gap (const RtMatrix *self, RtRole role, RtRight right)
{
  RtRight missing;

  if (!rt_matrix_has_right (self, role, right) || rt_matrix_may (self, RT_ROLES_OF (role), right))
    return NULL;
  missing = find_missing_right (self, RT_ROLES_OF (role), right);
  if (missing != RT_N_RIGHTS)
    /* Translators: a role, a right it was given, and the right without which that is of no use: “Clerk: “Enter and
       change orders” is of no use without “See orders”.” */
    return g_strdup_printf (_("%1$s: “%2$s” is of no use without “%3$s”."), rt_role_name (role), rt_right_name (right),
                            rt_right_name (missing));
  /* Translators: a role, a right it was given, and the class of details it would have to see: “Clerk: “Enter payments”
     is of no use while “Money” is not seen.” */
  return g_strdup_printf (_("%1$s: “%2$s” is of no use while “%3$s” is not seen."), rt_role_name (role),
                          rt_right_name (right),
                          rt_class_name ((RtClass) find_missing_class (self, RT_ROLES_OF (role), right)));
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
        if (rt_matrix_has_right (a, (RtRole) role, (RtRight) right) !=
            rt_matrix_has_right (b, (RtRole) role, (RtRight) right))
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
