/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For whom a changed table changes what, told before it is saved. */
#include "config.h"

#include "rt-matrix-preview.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-class-keys.h"
#include "rt-error.h"
#include "rt-own-work.h"
#include "rt-staff.h"

/* What a person sees of a class: of any record, and for which of their roles own work shows more. */
typedef struct
{
  RtShow base;
  RtRoles own;
} Sight;

typedef struct
{
  RtWork *work;
  const RtMatrix *before, *after;
  GPtrArray *staff; /* RtStaff */
  RtMatrixPreview *preview;
} Preview;

static void
line_free (gpointer data)
{
  RtMatrixLine *self = data;

  g_free (self->text);
  g_free (self->reach);
  g_free (self);
}

static void
effect_free (gpointer data)
{
  RtMatrixEffect *self = data;

  g_free (self->login);
  g_free (self->name);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
rt_matrix_preview_free (RtMatrixPreview *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->warnings);
  g_free (self->problem);
  g_free (self->summary);
  g_free (self);
}

/* Takes @text and @reach. */
static void
add_line (GPtrArray *lines, char *text, char *reach, gboolean wider)
{
  RtMatrixLine *line = g_new0 (RtMatrixLine, 1);

  line->text = text;
  line->reach = reach;
  line->wider = wider;
  g_ptr_array_add (lines, line);
}

/* --- Counting --- */

#define OPEN          "state IN ('new', 'in-progress', 'waiting')"
#define CLERKS_ORDER  "?3 AND o.taken_by = ?1 AND (o.delivered_on IS NULL OR o.delivered_on + ?6 >= ?2)"
#define PLANNED_VISIT "?5 AND visit_planned_by = ?1 AND visit_done = 0 AND " OPEN " AND visit_on - 1 <= ?2"

gboolean
rt_matrix_count_own (RtWork *work, gint64 staff_id, RtRoles roles, gboolean tickets, gint64 *n, GError **error)
{
  static const char orders_sql[] =
    "SELECT count(*) FROM (SELECT o.id FROM orders o WHERE " CLERKS_ORDER
    " UNION SELECT order_id FROM ticket WHERE ?4 AND assigned_to = ?1 AND " OPEN
    " UNION SELECT id FROM orders WHERE ?5 AND planned_by = ?1 AND state <> 'cancelled' AND delivered_on IS NULL"
    " AND deliver_from - 1 <= ?2 UNION SELECT order_id FROM ticket WHERE " PLANNED_VISIT ")";
  static const char tickets_sql[] =
    "SELECT count(*) FROM (SELECT t.id FROM ticket t JOIN orders o ON o.id = t.order_id WHERE " CLERKS_ORDER
    " UNION SELECT id FROM ticket WHERE ?4 AND assigned_to = ?1 AND " OPEN
    " UNION SELECT id FROM ticket WHERE " PLANNED_VISIT ")";
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), tickets ? tickets_sql : orders_sql, error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiiiii", staff_id, (gint64) rt_work_get_today (work),
                     (gint64) ((roles & RT_ROLES_OF (RT_ROLE_CLERK)) != 0),
                     (gint64) ((roles & RT_ROLES_OF (RT_ROLE_SERVICE)) != 0),
                     (gint64) ((roles & RT_ROLES_OF (RT_ROLE_DISPATCHER)) != 0),
                     (gint64) RT_OWN_WORK_DAYS_AFTER_DELIVERY);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *n = row ? rt_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
count_all (RtWork *work, gboolean tickets, gint64 *n, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), tickets ? "SELECT count(id) FROM ticket" : "SELECT count(id) FROM orders",
                   error);
  gboolean row = FALSE;

  if (statement == NULL || !rt_statement_step (statement, &row, error))
    return FALSE;
  *n = row ? rt_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
count_clear (Preview *self, const RtStaff *person, Sight sight, gboolean tickets, gint64 *n, GError **error)
{
  *n = 0;
  if (sight.base == RT_SHOW_CLEAR)
    return count_all (self->work, tickets, n, error);
  return sight.own == 0 || rt_matrix_count_own (self->work, person->id, sight.own, tickets, n, error);
}

/* In how many records the class is shown clear, before and after. NULL without error when the person who asks may not
 * count them. */
static char *
describe_reach (Preview *self, const RtStaff *person, RtClass klass, Sight before, Sight after, GError **error)
{
  gboolean tickets = klass == RT_CLASS_SERVICE || klass == RT_CLASS_ACCESS;
  g_autofree char *was_text = NULL;
  g_autofree char *is_text = NULL;
  g_autoptr (GError) local = NULL;
  gint64 was = 0, is = 0;

  if (!count_clear (self, person, before, tickets, &was, &local) ||
      !count_clear (self, person, after, tickets, &is, &local))
    {
      if (!g_error_matches (local, RT_ERROR, RT_ERROR_DENIED))
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (was == is)
    return NULL;
  was_text = g_strdup_printf ("%" G_GINT64_FORMAT, was);
  is_text = g_strdup_printf ("%" G_GINT64_FORMAT, is);
  /* Translators: two numbers: before and after a change: “Orders shown clear: 12 → 1764”. */
  return g_strdup_printf (tickets ? _("Tickets shown clear: %1$s → %2$s") : _("Orders shown clear: %1$s → %2$s"),
                          was_text, is_text);
}

/* --- People --- */

static Sight
sight_of (const RtMatrix *matrix, RtRoles roles, RtClass klass)
{
  const RtViewer viewer = { .roles = roles };
  Sight sight = { rt_policy_show (matrix, &viewer, klass, 0), 0 };

  for (guint role = 0; role < RT_N_ROLES && sight.base != RT_SHOW_CLEAR; role++)
    if ((roles & RT_ROLES_OF (role)) && rt_policy_show (matrix, &viewer, klass, RT_ROLES_OF (role)) == RT_SHOW_CLEAR)
      sight.own |= RT_ROLES_OF (role);
  return sight;
}

/* Own work of which roles is said where the person holds others besides. */
static char *
describe_sight (Sight sight, RtRoles roles)
{
  g_autofree char *own = rt_roles_describe (sight.own);

  if (sight.base == RT_SHOW_CLEAR)
    return g_strdup (rt_access_name (RT_ACCESS_CLEAR));
  if (sight.own != 0 && sight.own == roles)
    return g_strdup (rt_access_name (RT_ACCESS_OWN_WORK));
  if (sight.own != 0)
    /* Translators: clear for the person's own work in some of their roles: “Own work (Clerk, Service)”. */
    return g_strdup_printf (_("%1$s (%2$s)"), rt_access_name (RT_ACCESS_OWN_WORK), own);
  return g_strdup (rt_access_name (sight.base == RT_SHOW_MASKED ? RT_ACCESS_MASKED : RT_ACCESS_HIDDEN));
}

static gboolean
is_wider (Sight before, Sight after)
{
  return after.base > before.base || (after.base == before.base && (after.own & ~before.own) != 0);
}

static gboolean
add_classes (Preview *self, const RtStaff *person, GPtrArray *lines, GError **error)
{
  for (guint i = 0; i < RT_N_CLASSES; i++)
    {
      RtClass klass = (RtClass) i;
      Sight before = sight_of (self->before, person->roles, klass);
      Sight after = sight_of (self->after, person->roles, klass);
      g_autofree char *was = describe_sight (before, person->roles);
      g_autofree char *is = describe_sight (after, person->roles);
      g_autoptr (GError) local = NULL;
      char *reach = NULL;

      if (before.base == after.base && before.own == after.own)
        continue;
      reach = describe_reach (self, person, klass, before, after, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      /* Translators: a class of details, and what a person sees of it before and after a change. */
      add_line (lines, g_strdup_printf (_("%1$s: %2$s → %3$s"), rt_class_name (klass), was, is), reach,
                is_wider (before, after));
    }
  return TRUE;
}

static void
add_rights (Preview *self, const RtStaff *person, GPtrArray *lines)
{
  for (guint i = 0; i < RT_N_RIGHTS; i++)
    {
      RtRight right = (RtRight) i;
      gboolean had = rt_matrix_may (self->before, person->roles, right);
      gboolean has = rt_matrix_may (self->after, person->roles, right);

      if (has && !had)
        add_line (lines, g_strdup_printf (_("May from now on: %s"), rt_right_name (right)), NULL, TRUE);
      else if (had && !has)
        add_line (lines, g_strdup_printf (_("May no longer: %s"), rt_right_name (right)), NULL, FALSE);
    }
}

static gboolean
add_people (Preview *self, GError **error)
{
  for (guint i = 0; i < self->staff->len; i++)
    {
      const RtStaff *person = g_ptr_array_index (self->staff, i);
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
      RtMatrixEffect *effect = NULL;

      if (strcmp (person->state, "active") != 0)
        continue;
      if (!add_classes (self, person, lines, error))
        return FALSE;
      add_rights (self, person, lines);
      if (lines->len == 0)
        continue;
      effect = g_new0 (RtMatrixEffect, 1);
      effect->staff_id = person->id;
      effect->login = g_strdup (person->login);
      effect->name = g_strdup (person->name);
      effect->roles = person->roles;
      effect->me = person->id == rt_work_get_me (self->work);
      effect->lines = g_steal_pointer (&lines);
      g_ptr_array_add (self->preview->people, effect);
    }
  return TRUE;
}

/* --- What to think about --- */

static void
warn_about_cell (Preview *self, const RtMatrixChange *change)
{
  const char *role = rt_role_name (change->role), *klass = rt_class_name (change->klass);

  if (change->after == RT_ACCESS_CLEAR)
    g_ptr_array_add (self->preview->warnings,
                     /* Translators: a role, a class of details: “Service would see “Contact” of every customer …” */
                     g_strdup_printf (_("%1$s would see “%2$s” of every customer, not only where it is their work."),
                                      role, klass));
  else if (change->after == RT_ACCESS_MASKED && (change->klass == RT_CLASS_ACCESS || change->klass == RT_CLASS_MONEY))
    g_ptr_array_add (self->preview->warnings,
                     g_strdup_printf (_("“%s” has no masked form: masked shows as little as hidden."), klass));
}

/* Whether anybody who works here sees the class clear at all, at least for their own work. */
static gboolean
anybody_sees (Preview *self, const RtMatrix *matrix, RtClass klass)
{
  for (guint i = 0; i < self->staff->len; i++)
    {
      const RtStaff *person = g_ptr_array_index (self->staff, i);

      if (strcmp (person->state, "active") == 0 && rt_policy_best (matrix, person->roles, klass) >= RT_ACCESS_OWN_WORK)
        return TRUE;
    }
  return FALSE;
}

/* A right that is of no use, and was not before: whoever writes must read. */
static void
warn_about_gaps (Preview *self)
{
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      {
        g_autofree char *before = rt_matrix_describe_gap (self->before, (RtRole) role, (RtRight) right);
        char *after = rt_matrix_describe_gap (self->after, (RtRole) role, (RtRight) right);

        if (after != NULL && g_strcmp0 (before, after) != 0)
          g_ptr_array_add (self->preview->warnings, after);
        else
          g_free (after);
      }
}

static void
count_keys (Preview *self, guint *given, guint *taken)
{
  for (guint i = 0; i < self->staff->len; i++)
    {
      const RtStaff *person = g_ptr_array_index (self->staff, i);

      for (guint slot = 0; slot < RT_N_KEYS && strcmp (person->state, "active") == 0; slot++)
        {
          gboolean had = rt_roles_need_key (self->before, person->roles, slot);
          gboolean needs = rt_roles_need_key (self->after, person->roles, slot);

          *given += needs && !had ? 1 : 0;
          *taken += had && !needs ? 1 : 0;
        }
    }
}

static void
warn_about_keys (Preview *self)
{
  guint given = 0, taken = 0;

  count_keys (self, &given, &taken);
  if (given > 0)
    g_ptr_array_add (self->preview->warnings,
                     g_strdup_printf (ngettext ("%u key is given to somebody who did not have it.",
                                                "%u keys are given to people who did not have them.", given),
                                      given));
  if (taken > 0)
    g_ptr_array_add (
      self->preview->warnings,
      g_strdup_printf (
        ngettext ("%u key is taken from somebody who has it; what it opens is sealed anew in the background.",
                  "%u keys are taken from people who have them; what they open is sealed anew in the background.",
                  taken),
        taken));
}

static void
add_warnings (Preview *self, GArray *changes)
{
  gboolean wider = FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const RtMatrixChange *change = &g_array_index (changes, RtMatrixChange, i);

      if (!change->is_right)
        warn_about_cell (self, change);
      wider = wider || (!change->is_right && rt_matrix_change_is_wider (change));
    }
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    if (anybody_sees (self, self->before, (RtClass) klass) && !anybody_sees (self, self->after, (RtClass) klass))
      g_ptr_array_add (
        self->preview->warnings,
        g_strdup_printf (_("Nobody who works here would see “%s” any more, not even for their own work."),
                         rt_class_name ((RtClass) klass)));
  warn_about_gaps (self);
  warn_about_keys (self);
  if (wider)
    g_ptr_array_add (self->preview->warnings,
                     g_strdup (_("The data-use notice tells customers who inside may see what: check that it is still "
                                  "true, and publish a new version if not.")));
}

static char *
summarise (const RtMatrixPreview *preview)
{
  g_autofree char *changes =
    g_strdup_printf (ngettext ("%u change", "%u changes", preview->changes->len), preview->changes->len);
  g_autofree char *people =
    g_strdup_printf (ngettext ("%u person", "%u people", preview->people->len), preview->people->len);

  if (preview->changes->len == 0)
    return g_strdup (_("Nothing is changed yet."));
  if (preview->people->len == 0)
    /* Translators: “2 changes” */
    return g_strdup_printf (_("%s, for nobody who works here now."), changes);
  /* Translators: “2 changes”, “3 people” */
  return g_strdup_printf (_("%1$s, for %2$s."), changes, people);
}

RtMatrixPreview *
rt_matrix_preview (RtWork *work, const RtMatrix *wanted, GError **error)
{
  g_autoptr (RtMatrixPreview) preview = g_new0 (RtMatrixPreview, 1);
  g_autoptr (GPtrArray) staff = NULL;
  g_autoptr (GArray) changes = NULL;
  RtMatrix before;
  Preview self = { .work = work, .before = &before, .after = wanted, .preview = preview };

  preview->changes = g_ptr_array_new_with_free_func (line_free);
  preview->people = g_ptr_array_new_with_free_func (effect_free);
  preview->warnings = g_ptr_array_new_with_free_func (g_free);
  if (!rt_matrix_store_get (work, &before, error))
    return NULL;
  staff = self.staff = rt_staff_list (work, error);
  if (staff == NULL || !add_people (&self, error))
    return NULL;
  changes = rt_matrix_diff (&before, wanted);
  for (guint i = 0; i < changes->len; i++)
    {
      const RtMatrixChange *change = &g_array_index (changes, RtMatrixChange, i);

      add_line (preview->changes, rt_matrix_change_describe (change), NULL, rt_matrix_change_is_wider (change));
    }
  add_warnings (&self, changes);
  preview->problem = rt_matrix_problem (staff, &before, wanted);
  preview->summary = summarise (preview);
  return g_steal_pointer (&preview);
}
