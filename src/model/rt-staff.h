/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *login, *name;
  RtRoles roles;
  char *state;            /* "invited", "waiting", "active", "disabled" */
  gint64 supervisor_id;   /* 0 none */
  char *supervisor;       /* name; NULL none */
  gboolean supervised;    /* new: masked until the supervisor or a manager says that they may see */
  gint64 last_sign_in;    /* 0 never */
  gboolean locked;        /* too many wrong attempts: rt_staff_unlock() */
  gboolean works_tickets; /* their roles may work tickets in this store: they can be given one */
  gboolean can_supervise; /* active, not new, and of roles that know the work */
} RtStaff;
void rt_staff_free (RtStaff *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtStaff, rt_staff_free)

/* Functions of the model that take an RtWork run inside rt_desk_run_async()/rt_desk_call(). */
GPtrArray *rt_staff_list (RtWork *work, GError **error); /* RtStaff; for signed-in people; no secrets */
/** rt_staff_name: the name of a person, for lists and details; kept for the length of the work. New string; NULL for
 * nobody (0, unknown). Never fails. */
char *rt_staff_name (RtWork *work, gint64 id);
/** rt_staff_add: STAFF_MANAGE. @first_password is chosen by the administrator and must be changed at first sign-in. Who
 * would see customers by their roles starts masked, until rt_staff_release(). @supervisor_id: somebody with
 * can_supervise; RT_ERROR_INVALID "staff.supervisor" without. Blocking Argon2id. Gives the id. */
gint64 rt_staff_add (RtWork *work, const char *login, const char *name, RtRoles roles, gint64 supervisor_id,
                     const RtSecret *first_password, RtKdfCost cost, GError **error);
/** rt_staff_set_supervisor: STAFF_MANAGE: somebody else looks after this person from now on. */
gboolean rt_staff_set_supervisor (RtWork *work, gint64 id, gint64 supervisor_id, GError **error);
/** rt_staff_release: by the person's supervisor or with STAFF_ADMIT, never by themself: from their next sign-in on they
 * see what their roles may see. RT_ERROR_INVALID when they are not new. */
gboolean rt_staff_release (RtWork *work, gint64 id, GError **error);
/** rt_staff_admit: STAFF_ADMIT: wraps the class keys the person's roles need; state becomes active. RT_ERROR_INVALID
 * unless waiting. */
gboolean rt_staff_admit (RtWork *work, gint64 id, GError **error);
gboolean rt_staff_set_roles (RtWork *work, gint64 id, RtRoles roles,
                             GError **error); /* STAFF_MANAGE; takes wraps away at once, gives new ones only when the
                                                 caller holds the keys, else state waiting */
gboolean rt_staff_set_disabled (
  RtWork *work, gint64 id, gboolean disabled,
  GError **error); /* STAFF_MANAGE; wraps are removed when disabled; the last active manager or
                      administrator cannot be. Enabled again, they choose a new password and wait */
gboolean rt_staff_reset (RtWork *work, gint64 id, const RtSecret *first_password, RtKdfCost cost,
                         GError **error); /* STAFF_MANAGE: new pair, invited again; their codes are void */

G_END_DECLS
