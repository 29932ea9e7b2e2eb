/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts: who makes them, who lets people in, and what a role takes away with it. */
#include "config.h"

#include "rt-fixture.h"

#include <string.h>

#include "rt-error.h"

typedef struct
{
  gint64 id;
  RtRoles roles;
  gboolean disabled;
  const char *login;
} Change;

static gpointer
set_roles (RtWork *work, gpointer data, GError **error)
{
  const Change *change = data;

  rt_staff_set_roles (work, change->id, change->roles, error);
  return NULL;
}

static gpointer
set_disabled (RtWork *work, gpointer data, GError **error)
{
  const Change *change = data;

  rt_staff_set_disabled (work, change->id, change->disabled, error);
  return NULL;
}

static gpointer
admit (RtWork *work, gpointer data, GError **error)
{
  rt_staff_admit (work, ((Change *) data)->id, error);
  return NULL;
}

static gpointer
reset (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtSecret) first = rt_fixture_secret ("first " RT_FIXTURE_PASSWORD);

  rt_staff_reset (work, ((Change *) data)->id, first, RT_FIXTURE_COST, error);
  return NULL;
}

static gpointer
add (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtSecret) first = rt_fixture_secret ("first " RT_FIXTURE_PASSWORD);
  const Change *change = data;

  rt_staff_add (work, change->login, "Somebody", change->roles, 1, first, RT_FIXTURE_COST, error);
  return NULL;
}

static gpointer
list (RtWork *work, gpointer data, GError **error)
{
  return rt_staff_list (work, error);
}

static gpointer
get_name (RtWork *work, gpointer data, GError **error)
{
  g_autofree char *again = rt_staff_name (work, *(gint64 *) data);

  g_assert_null (rt_staff_name (work, 0));
  g_assert_null (rt_staff_name (work, 12345));
  return g_strdup (again);
}

static gint64
count_wraps (RtFixture *f, gint64 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM class_key_wrap WHERE staff_id = %" G_GINT64_FORMAT, id);

  return rt_fixture_get_int (f, sql);
}

static gboolean
is_in_state (RtFixture *f, gint64 id, const char *state)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM staff WHERE id = %" G_GINT64_FORMAT " AND state = '%s'", id, state);

  return rt_fixture_get_int (f, sql) == 1;
}

static void
test_wraps_by_role (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      gint64 id = rt_fixture_sign_in (f, (RtRole) role);
      gint64 needed = 0;

      for (guint slot = 0; slot < RT_N_KEYS; slot++)
        needed += rt_roles_need_key (&matrix, RT_ROLES_OF (role), slot) ? 1 : 0;
      g_assert_cmpint (count_wraps (f, id), ==, needed);
    }
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

static void
test_roles_taken (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 id = rt_fixture_add (f, "lin.mei", "林梅", RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_SERVICE), TRUE);
  gint64 before = count_wraps (f, id);
  Change change = { id, RT_ROLES_OF (RT_ROLE_CLERK), FALSE, NULL };

  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  rt_fixture_run (f, set_roles, &change);
  g_assert_cmpint (count_wraps (f, id), <, before);
  g_assert_true (is_in_state (f, id, "active"));
  /* an administrator holds no key to give */
  change.roles |= RT_ROLES_OF (RT_ROLE_DISPATCHER);
  rt_fixture_run (f, set_roles, &change);
  g_assert_true (is_in_state (f, id, "waiting"));
  rt_fixture_refuse (f, TRUE, admit, &change, RT_ERROR_DENIED);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_run (f, admit, &change);
  g_assert_true (is_in_state (f, id, "active"));
  /* the owner does */
  rt_fixture_sign_in_owner (f);
  change.roles |= RT_ROLES_OF (RT_ROLE_SERVICE);
  rt_fixture_run (f, set_roles, &change);
  g_assert_true (is_in_state (f, id, "active"));
  g_assert_cmpint (count_wraps (f, id), >=, before);
}

static void
test_no_rights (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Change change = { 1, RT_ROLES_OF (RT_ROLE_CLERK), TRUE, "new.one" };

  for (guint role = 0; role < RT_ROLE_ADMINISTRATOR; role++)
    {
      rt_fixture_sign_in (f, (RtRole) role);
      rt_fixture_refuse (f, TRUE, add, &change, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, set_roles, &change, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, set_disabled, &change, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, reset, &change, RT_ERROR_DENIED);
    }
}

/* An administrator who makes themself a manager decides nothing until a manager lets them in. */
static void
test_self_made_manager (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 id = rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  Change change = { id, RT_ROLES_OF (RT_ROLE_ADMINISTRATOR) | RT_ROLES_OF (RT_ROLE_MANAGER), FALSE, NULL };

  rt_fixture_run (f, set_roles, &change);
  rt_fixture_refuse (f, TRUE, list, NULL, RT_ERROR_LOCKED);
  g_assert_true (rt_fixture_sign_in_as (f, "administrator", RT_FIXTURE_PASSWORD, NULL, NULL));
  g_assert_true (rt_person_is_waiting (rt_desk_get_person (f->desk)));
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    if (rt_person_may (rt_desk_get_person (f->desk), (RtRight) right))
      g_assert_true (right == RT_RIGHT_ORDER_READ || right == RT_RIGHT_TICKET_READ || right == RT_RIGHT_CUSTOMER_READ ||
                     right == RT_RIGHT_NOTICE_READ);
  rt_fixture_refuse (f, TRUE, admit, &change, RT_ERROR_DENIED);
}

static void
test_last_one (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Change change = { 1, RT_ROLES_OF (RT_ROLE_ADMINISTRATOR), TRUE, NULL };

  rt_fixture_sign_in_owner (f);
  rt_fixture_refuse (f, TRUE, set_disabled, &change, RT_ERROR_INVALID);
  rt_fixture_refuse (f, TRUE, set_roles, &change, RT_ERROR_INVALID);
  rt_fixture_refuse (f, TRUE, reset, &change, RT_ERROR_INVALID);
  rt_fixture_add (f, "second", "Second", RT_ROLES_OF (RT_ROLE_MANAGER) | RT_ROLES_OF (RT_ROLE_ADMINISTRATOR), FALSE);
  rt_fixture_sign_in_owner (f);
  rt_fixture_refuse (f, TRUE, set_disabled, &change, RT_ERROR_INVALID);
  change.id = 2;
  rt_fixture_run (f, admit, &change);
  change.id = 1;
  rt_fixture_run (f, set_disabled, &change);
  /* and that was the owner's last act */
  rt_fixture_refuse (f, FALSE, list, NULL, RT_ERROR_LOCKED);
  g_assert_null (rt_desk_get_person (f->desk));
}

static void
test_enable_again (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 id = rt_fixture_add (f, "lin.mei", "林梅", RT_ROLES_OF (RT_ROLE_SERVICE), TRUE);
  Change change = { id, 0, TRUE, NULL };
  RtSignIn what = RT_SIGN_IN_DONE;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, set_disabled, &change);
  g_assert_cmpint (count_wraps (f, id), ==, 0);
  change.disabled = FALSE;
  rt_fixture_run (f, set_disabled, &change);
  rt_fixture_lock (f);
  g_assert_true (rt_fixture_sign_in_as (f, "lin.mei", RT_FIXTURE_PASSWORD, &what, NULL));
  g_assert_cmpint (what, ==, RT_SIGN_IN_CHOOSE_PASSWORD);
}

static void
test_reset (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 id = rt_fixture_add (f, "lin.mei", "林梅", RT_ROLES_OF (RT_ROLE_SERVICE), TRUE);
  Change change = { id, 0, FALSE, NULL };
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  rt_fixture_run (f, reset, &change);
  g_assert_cmpint (count_wraps (f, id), ==, 0);
  g_assert_true (is_in_state (f, id, "invited"));
  rt_fixture_lock (f);
  g_assert_false (rt_fixture_sign_in_as (f, "lin.mei", RT_FIXTURE_PASSWORD, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_LOGIN);
  g_clear_error (&error);
  g_assert_true (rt_fixture_choose_password (f, "lin.mei", "first " RT_FIXTURE_PASSWORD, RT_FIXTURE_PASSWORD, &error));
}

/* Whoever is shut out, reset or changed while they sit there: the next thing they do is refused, reading too. */
static void
test_while_signed_in (void)
{
  static const RtWorkFunc changes[] = { set_disabled, reset, set_roles };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    for (guint write = 0; write < 2; write++)
      {
        g_autoptr (RtFixture) f = rt_fixture_new (NULL);
        gint64 id = rt_fixture_add (f, "second", "Second", RT_ROLES_OF (RT_ROLE_ADMINISTRATOR), TRUE);
        Change change = { id, RT_ROLES_OF (RT_ROLE_CLERK), TRUE, NULL };
        g_autoptr (GError) error = NULL;

        g_assert_true (rt_fixture_sign_in_as (f, "second", RT_FIXTURE_PASSWORD, NULL, &error));
        g_ptr_array_unref (rt_fixture_run (f, list, NULL));
        rt_fixture_run (f, changes[i], &change);
        rt_fixture_refuse (f, write == 1, list, NULL, RT_ERROR_LOCKED);
        g_assert_null (rt_desk_get_person (f->desk));
      }
}

static void
test_logins (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Change change = { 0, RT_ROLES_OF (RT_ROLE_CLERK), FALSE, "OWNER" };

  rt_fixture_sign_in_owner (f);
  rt_fixture_refuse (f, TRUE, add, &change, RT_ERROR_EXISTS);
  change.login = "two words";
  rt_fixture_refuse (f, TRUE, add, &change, RT_ERROR_INVALID);
  change.login = "  ";
  rt_fixture_refuse (f, TRUE, add, &change, RT_ERROR_INVALID);
  change.login = "Wang.Fang";
  rt_fixture_run (f, add, &change);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM staff WHERE login = 'wang.fang'"), ==, 1);
  change.login = "nobody";
  change.roles = 0;
  rt_fixture_refuse (f, TRUE, add, &change, RT_ERROR_INVALID);
  change.roles = RT_ROLES_OF (RT_N_ROLES);
  rt_fixture_refuse (f, TRUE, add, &change, RT_ERROR_INVALID);
}

static void
test_list (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 clerk = rt_fixture_sign_in (f, RT_ROLE_CLERK);
  g_autoptr (GPtrArray) people = rt_fixture_read (f, list, NULL);
  g_autofree char *name = rt_fixture_read (f, get_name, &clerk);

  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpstr (name, ==, "Wang Fang");
}

static gint64
count_asked (RtFixture *f, const char *reason)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM rotation WHERE reason = '%s' AND version IS NULL AND finished_at IS NULL",
                     reason);

  return rt_fixture_get_int (f, sql);
}

/* A clerk holds contact, address, home, service and the look-up key; a privacy officer may ask to see the first two. */
static void
test_keys_asked (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  const RtRoles both = RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_PRIVACY_OFFICER);
  gint64 id = rt_fixture_add (f, "lin.mei", "林梅", both, TRUE);
  gint64 other = rt_fixture_add (f, "wu.di", "吴迪", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  Change less = { .id = id, .roles = RT_ROLES_OF (RT_ROLE_PRIVACY_OFFICER) };
  Change off = { .id = other, .disabled = TRUE };

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, set_roles, &less);
  g_assert_cmpint (count_asked (f, "roles"), ==, 3);
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, set_disabled, &off);
  g_assert_cmpint (count_asked (f, "disabled"), ==, 2);
  g_assert_cmpint (count_asked (f, "roles"), ==, 3);
  g_assert_cmpint (rt_fixture_count_log (f, "keys.ask"), ==, 5);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

static void
test_nothing_asked (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 id = rt_fixture_add (f, "lin.mei", "林梅", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  gint64 waiting = rt_fixture_add (f, "wu.di", "吴迪", RT_ROLES_OF (RT_ROLE_MANAGER), FALSE);
  Change more = { .id = id, .roles = RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_SERVICE) };
  Change off = { .id = waiting, .disabled = TRUE };

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, set_roles, &more);
  rt_fixture_run (f, set_disabled, &off);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM rotation"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/staff/each role is given the keys it needs and no other", test_wraps_by_role);
  g_test_add_func ("/model/staff/a role taken away takes its keys along; a new one waits for its keys",
                   test_roles_taken);
  g_test_add_func ("/model/staff/only administrators make and change accounts", test_no_rights);
  g_test_add_func ("/model/staff/a self-made manager decides nothing", test_self_made_manager);
  g_test_add_func ("/model/staff/the last manager and administrator stay", test_last_one);
  g_test_add_func ("/model/staff/enabled again, a person chooses a new password", test_enable_again);
  g_test_add_func ("/model/staff/a reset takes the keys away and the old password with them", test_reset);
  g_test_add_func ("/model/staff/changed or shut out while signed in, the next thing they do is refused",
                   test_while_signed_in);
  g_test_add_func ("/model/staff/logins are one word and nobody has the same", test_logins);
  g_test_add_func ("/model/staff/the list holds everybody", test_list);
  g_test_add_func ("/model/staff/whoever loses keys has each of them renewed, once", test_keys_asked);
  g_test_add_func ("/model/staff/more roles, and keys never held, ask for nothing", test_nothing_asked);
  return g_test_run ();
}
