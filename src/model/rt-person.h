/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix.h"
#include <glib-object.h>

G_BEGIN_DECLS

/** RtPerson: who is signed in, as windows and commands may know: immutable, reference-counted, any thread, no secrets.
 */
typedef struct _RtPerson RtPerson;
#define RT_TYPE_PERSON (rt_person_get_type ())
GType rt_person_get_type (void);
RtPerson *rt_person_new (gint64 id, const char *login, const char *name, const RtViewer *viewer,
                         const RtMatrix *matrix);

/** Why somebody sees customers masked whatever their roles say (product.md §4). A set of bits; 0: they do not. */
typedef enum
{
  RT_RESTRICTED_WAITING = 1 << 0,    /* no manager has let them in yet */
  RT_RESTRICTED_TRAINING = 1 << 1,   /* the policy is not acknowledged, a module not passed, or it has run out */
  RT_RESTRICTED_SUPERVISED = 1 << 2, /* new: their supervisor has not said yet that they may see */
} RtRestrictions;
/** rt_person_new_restricted: a person for whom @why (not 0) holds. While they wait, they have of their roles' rights
 * only those to read orders, tickets, customers and notices, so that an account made or changed by an administrator
 * alone decides nothing. Otherwise they keep besides what touches no customer and lets nobody in: accounts, the log,
 * the texts of the training. */
RtPerson *rt_person_new_restricted (gint64 id, const char *login, const char *name, RtRoles roles, RtRestrictions why,
                                    const RtMatrix *matrix);
/** rt_person_new_under: the same person under another table. */
RtPerson *rt_person_new_under (const RtPerson *former, const RtMatrix *matrix);
RtPerson *rt_person_ref (RtPerson *self);
void rt_person_unref (RtPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtPerson, rt_person_unref)

gint64 rt_person_get_id (const RtPerson *self);
const char *rt_person_get_login (const RtPerson *self);
const char *rt_person_get_name (const RtPerson *self);
RtRoles rt_person_get_roles (const RtPerson *self); /* for showing ("Clerk, Service"), never for deciding */
gboolean
rt_person_may (const RtPerson *self,
               RtRight right); /* what windows ask to show or enable a thing; the model and the gate check again */
/** rt_person_why_not: why @self, or nobody, may not do this, and what to do about it: one translated sentence, static;
 * NULL: they may. */
const char *rt_person_why_not (const RtPerson *self, RtRight right);
gboolean rt_person_sees (const RtPerson *self,
                         RtClass klass); /* FALSE: the class is hidden: no column, no row, no heading */
gboolean rt_person_is_restricted (const RtPerson *self);
gboolean rt_person_is_waiting (const RtPerson *self); /* restricted because no manager has let them in yet */
RtRestrictions rt_person_get_restrictions (const RtPerson *self);
/* For the model only: what rt_policy_show() is asked with. Borrowed. */
const RtViewer *rt_person_get_viewer (const RtPerson *self);
const RtMatrix *rt_person_get_matrix (const RtPerson *self);

G_END_DECLS
