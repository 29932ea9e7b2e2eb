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
/** rt_person_new_waiting: a person whom no manager has let in yet: restricted, and of their roles' rights only those to
 * read orders, tickets, customers and notices, so that an account made or changed by an administrator alone decides
 * nothing. */
RtPerson *rt_person_new_waiting (gint64 id, const char *login, const char *name, RtRoles roles, const RtMatrix *matrix);
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
gboolean rt_person_sees (const RtPerson *self,
                         RtClass klass); /* FALSE: the class is hidden: no column, no row, no heading */
gboolean rt_person_is_restricted (const RtPerson *self);
gboolean rt_person_is_waiting (const RtPerson *self); /* restricted because no manager has let them in yet */
/* For the model only: what rt_policy_show() is asked with. Borrowed. */
const RtViewer *rt_person_get_viewer (const RtPerson *self);
const RtMatrix *rt_person_get_matrix (const RtPerson *self);

G_END_DECLS
