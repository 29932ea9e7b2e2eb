/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is signed in, as windows and commands may know. */
#include "config.h"

#include "rt-person.h"

#include <glib/gi18n.h>

struct _RtPerson
{
  gatomicrefcount refs;
  gint64 id;
  char *login;
  char *name;
  RtViewer viewer;
  RtMatrix matrix;
  RtRestrictions restrictions;
};

G_DEFINE_BOXED_TYPE (RtPerson, rt_person, rt_person_ref, rt_person_unref)

RtPerson *
rt_person_new (gint64 id, const char *login, const char *name, const RtViewer *viewer, const RtMatrix *matrix)
{
  RtPerson *self = g_new0 (RtPerson, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = id;
  self->login = g_strdup (login);
  self->name = g_strdup (name);
  self->viewer = *viewer;
  self->matrix = *matrix;
  return self;
}

RtPerson *
rt_person_new_restricted (gint64 id, const char *login, const char *name, RtRoles roles, RtRestrictions why,
                          const RtMatrix *matrix)
{
  const RtViewer viewer = { .roles = roles, .restricted = TRUE };
  RtPerson *self = rt_person_new (id, login, name, &viewer, matrix);

  self->restrictions = why;
  return self;
}

RtPerson *
rt_person_new_under (const RtPerson *former, const RtMatrix *matrix)
{
  RtPerson *self = rt_person_new (former->id, former->login, former->name, &former->viewer, matrix);

  self->restrictions = former->restrictions;
  return self;
}

RtPerson *
rt_person_ref (RtPerson *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_person_unref (RtPerson *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->login);
  g_free (self->name);
  g_free (self);
}

gint64
rt_person_get_id (const RtPerson *self)
{
  return self->id;
}

const char *
rt_person_get_login (const RtPerson *self)
{
  return self->login;
}

const char *
rt_person_get_name (const RtPerson *self)
{
  return self->name;
}

RtRoles
rt_person_get_roles (const RtPerson *self)
{
  return self->viewer.roles;
}

/* Reading alone, of what a restricted viewer sees masked. */
static gboolean
may_while_waiting (RtRight right)
{
  switch ((int) right)
    {
    case RT_RIGHT_ORDER_READ:
    case RT_RIGHT_TICKET_READ:
    case RT_RIGHT_CUSTOMER_READ:
    case RT_RIGHT_NOTICE_READ:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What needs no key of a customer's and lets nobody in: somebody must be shut out at once whoever's training has run
 * out, and a text that cannot be passed must be mended. */
static gboolean
may_while_restricted (RtRight right)
{
  switch ((int) right)
    {
    case RT_RIGHT_STAFF_MANAGE:
    case RT_RIGHT_LOG_READ:
    case RT_RIGHT_TRAINING_WRITE:
      return TRUE;
    default:
      return may_while_waiting (right);
    }
}

gboolean
rt_person_may (const RtPerson *self, RtRight right)
{
  if (self == NULL || (rt_person_is_waiting (self) && !may_while_waiting (right)) ||
      (self->restrictions != 0 && !may_while_restricted (right)))
    return FALSE;
  return rt_matrix_may (&self->matrix, self->viewer.roles, right);
}

/* What somebody could do whose roles do not allow it, or do not yet. */
const char *
rt_person_why_not (const RtPerson *self, RtRight right)
{
  if (rt_person_may (self, right))
    return NULL;
  if (self == NULL || !rt_matrix_may (&self->matrix, self->viewer.roles, right))
    return _("Your roles do not allow this. Ask a manager if your work needs it.");
  if ((self->restrictions & RT_RESTRICTED_TRAINING) != 0)
    return _("There is training for you to do first.");
  if ((self->restrictions & RT_RESTRICTED_WAITING) != 0)
    return _("A manager has to let you in first.");
  return _("Your supervisor or a manager has to say first that you may see customers.");
}

gboolean
rt_person_sees (const RtPerson *self, RtClass klass)
{
  /* Own work of every role: the most this person can ever get. */
  return self != NULL && rt_policy_show (&self->matrix, &self->viewer, klass, self->viewer.roles) != RT_SHOW_HIDDEN;
}

gboolean
rt_person_is_restricted (const RtPerson *self)
{
  return self->viewer.restricted;
}

gboolean
rt_person_is_waiting (const RtPerson *self)
{
  return (self->restrictions & RT_RESTRICTED_WAITING) != 0;
}

RtRestrictions
rt_person_get_restrictions (const RtPerson *self)
{
  return self->restrictions;
}

const RtViewer *
rt_person_get_viewer (const RtPerson *self)
{
  return &self->viewer;
}

const RtMatrix *
rt_person_get_matrix (const RtPerson *self)
{
  return &self->matrix;
}
