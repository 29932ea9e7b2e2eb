/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What roles would show, in words. */
#include "config.h"

#include "rt-outlook.h"

#include <glib/gi18n.h>

/* What somebody gets of a class at their best: of their own work, and of everything else. */
static RtAccess
get_best (const RtMatrix *matrix, RtRoles roles, RtClass klass)
{
  const RtViewer viewer = { .roles = roles };
  const RtShow own = rt_policy_show (matrix, &viewer, klass, roles);
  const RtShow other = rt_policy_show (matrix, &viewer, klass, 0);

  if (other == RT_SHOW_CLEAR)
    return RT_ACCESS_CLEAR;
  if (own == RT_SHOW_CLEAR)
    return RT_ACCESS_OWN_WORK;
  return other == RT_SHOW_MASKED ? RT_ACCESS_MASKED : RT_ACCESS_HIDDEN;
}

static char *
join (GPtrArray *names, const char *between)
{
  g_ptr_array_add (names, NULL);
  return g_strjoinv (between, (char **) names->pdata);
}

/* @words has one place, for the names of classes. */
static void
add_line (GString *lines, const RtMatrix *matrix, RtRoles roles, RtAccess access, const char *words)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *line = NULL;

  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    if (get_best (matrix, roles, (RtClass) klass) == access)
      g_ptr_array_add (names, (gpointer) rt_class_name ((RtClass) klass));
  if (names->len == 0)
    return;
  /* Translators: stands between the members of a list */
  joined = join (names, C_("list", ", "));
  parts = g_strsplit (words, "%s", 2);
  line = g_strjoinv (joined, parts);
  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
}

char *
rt_outlook_sees (const RtMatrix *matrix, RtRoles roles)
{
  GString *lines = g_string_new (NULL);

  if (roles != 0)
    {
      /* Translators: %s is a list of kinds of details, "Contact, Address": what somebody with the chosen roles sees */
      add_line (lines, matrix, roles, RT_ACCESS_CLEAR, _("Sees of every customer: %s"));
      add_line (lines, matrix, roles, RT_ACCESS_OWN_WORK, _("Sees of their own work only: %s"));
      add_line (lines, matrix, roles, RT_ACCESS_MASKED, _("Sees masked: %s"));
      add_line (lines, matrix, roles, RT_ACCESS_HIDDEN, _("Never sees: %s"));
    }
  return g_string_free (lines, FALSE);
}

char *
rt_outlook_may (const RtMatrix *matrix, RtRoles roles)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint right = 0; right < RT_N_RIGHTS; right++)
    if (rt_matrix_may (matrix, roles, (RtRight) right))
      g_ptr_array_add (names, (gpointer) rt_right_name ((RtRight) right));
  if (names->len == 0)
    return g_strdup ("");
  joined = join (names, " · ");
  /* Translators: %s is a list of what somebody with the chosen roles may do: "See orders · See tickets" */
  return g_strdup_printf (_("May: %s"), joined);
}
