/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-field.h"
#include "rt-role.h"

G_BEGIN_DECLS

/** Ordered from least to most. Stored: never renumber. */
typedef enum
{
  RT_ACCESS_HIDDEN,
  RT_ACCESS_MASKED,
  RT_ACCESS_OWN_WORK, /* clear while it is their open job, masked otherwise */
  RT_ACCESS_CLEAR,
} RtAccess;

/* Everything here is pure: any thread, no error. A class, role or cell that does not exist is hidden. */

/** rt_access_id: "own-work": stable, static. NULL for no such access. */
const char *rt_access_id (RtAccess access);
/** rt_access_name: translated, static. NULL for no such access. */
const char *rt_access_name (RtAccess access);
/** rt_access_from_id: FALSE, leaving @access alone, when @id is NULL or no access's. */
gboolean rt_access_from_id (const char *id, RtAccess *access);

/** What a person gets to see of one value. Ordered. */
typedef enum
{
  RT_SHOW_HIDDEN,
  RT_SHOW_MASKED,
  RT_SHOW_CLEAR,
} RtShow;

/** What each role sees and may do in one store. Plain value: copy freely. Read it with rt_matrix_get() and
 * rt_matrix_may() only: the administrator's column is hidden, and fixed rights are as they are, whatever stands there.
 */
typedef struct
{
  guint8 cell[RT_N_CLASSES][RT_N_ROLES]; /* RtAccess */
  RtRights rights[RT_N_ROLES];
} RtMatrix;

/** rt_matrix_init_default: the table of product.md §4 and the rights of §1. */
void rt_matrix_init_default (RtMatrix *self);
RtAccess rt_matrix_get (const RtMatrix *self, RtClass klass, RtRole role);
/** rt_matrix_set: ignored for the administrator (product.md §1: no customer data at all) and for cells that do not
 * exist. */
void rt_matrix_set (RtMatrix *self, RtClass klass, RtRole role, RtAccess access);
/** rt_matrix_may: whether any role of the set was given the right, and all together see what it takes to use it:
 * whoever writes must be able to read that. FALSE for no such right. */
gboolean rt_matrix_may (const RtMatrix *self, RtRoles roles, RtRight right);
/** rt_matrix_has_right: whether the role was given the right, be it of use or not. FALSE for no such role or right. */
gboolean rt_matrix_has_right (const RtMatrix *self, RtRole role, RtRight right);
/** rt_matrix_describe_gap: why a right that the role was given is of no use to this role alone, a translated sentence;
 * NULL when it is, or was not given. New. */
char *rt_matrix_describe_gap (const RtMatrix *self, RtRole role, RtRight right);
/** rt_matrix_set_right: ignored for fixed rights (rt_role_right_is_fixed()). */
void rt_matrix_set_right (RtMatrix *self, RtRole role, RtRight right, gboolean allowed);
/** rt_matrix_equal: the same to everybody: compares what the two tables say when they are read. */
gboolean rt_matrix_equal (const RtMatrix *a, const RtMatrix *b);

/** Who is looking, as far as policy is concerned. */
typedef struct
{
  RtRoles roles;
  /* training expired or policy not acknowledged, or new and not yet let in: everything falls to masked */
  gboolean restricted;
} RtViewer;

/**
 * rt_policy_show: the one decision, product.md §4. For each role of the viewer: clear → clear; own work → clear when
 * @own_for has that role, else masked; masked; hidden. The most permissive role wins. Restricted viewers get at most
 * masked. A class whose masked form is nothing (access, money) is hidden when it would be masked.
 * @own_for: the roles for which the record is the viewer's own work now (rt-own-work.h).
 */
RtShow rt_policy_show (const RtMatrix *matrix, const RtViewer *viewer, RtClass klass, RtRoles own_for);

/** rt_policy_may_reveal: whether the person may ask to see @klass of a record for a minute (product.md §4): it is
 * masked for them in this record, one of their roles may ask, and they are not restricted. What is hidden, or clear
 * anyway, is never revealed; nor are access and money, which have no masked form. */
gboolean rt_policy_may_reveal (const RtMatrix *matrix, const RtViewer *viewer, RtClass klass, RtRoles own_for);

/** rt_policy_needs_key: whether a person with these roles is given the key of @klass: clear, own work, or masked with
 * the right to reveal, in at least one role (product.md §3). Administrators alone never. FALSE for money, which has no
 * key, and for classes that have no masked form when masked is the most the person gets. */
gboolean rt_policy_needs_key (const RtMatrix *matrix, RtRoles roles, RtClass klass);

/** rt_policy_best: the most a set of roles can ever get of a class. */
RtAccess rt_policy_best (const RtMatrix *matrix, RtRoles roles, RtClass klass);

G_END_DECLS
