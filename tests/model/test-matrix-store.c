/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing who sees what: recorded, compared with what the person saw, followed by keys and sessions, and told before
 * it is done. */
#include "config.h"

#include <string.h>

#include "rt-error.h"
#include "rt-gate.h"
#include "rt-matrix-preview.h"
#include "rt-order-fixture.h"
#include "rt-own-work.h"
#include "rt-read.h"
#include "rt-scene.h"

typedef struct
{
  RtMatrix seen, wanted;
  const char *reason;
} Save;

static gpointer
get (RtWork *work, gpointer data, GError **error)
{
  return rt_matrix_store_get (work, data, error) ? data : NULL;
}

static gpointer
save (RtWork *work, gpointer data, GError **error)
{
  const Save *it = data;

  return rt_matrix_save (work, &it->seen, &it->wanted, it->reason, error) ? data : NULL;
}

static gpointer
preview (RtWork *work, gpointer data, GError **error)
{
  return rt_matrix_preview (work, data, error);
}

static gpointer
do_nothing (RtWork *work, gpointer data, GError **error)
{
  return NULL;
}

static gpointer
need (RtWork *work, gpointer data, GError **error)
{
  return rt_work_need (work, *(RtRight *) data, error) ? data : NULL;
}

/* As it stands, seen by whoever is signed in. */
static Save
begin (RtFixture *f)
{
  Save it = { .reason = "the counter is short of hands" };

  g_assert_nonnull (rt_fixture_run (f, get, &it.seen));
  it.wanted = it.seen;
  return it;
}

G_GNUC_PRINTF (2, 3)
static gint64
count (RtFixture *f, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return rt_fixture_get_int (f, sql);
}

static void
test_recorded (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Save it;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  it = begin (f);
  rt_matrix_set (&it.wanted, RT_CLASS_CONTACT, RT_ROLE_CLERK, RT_ACCESS_MASKED);
  rt_matrix_set_right (&it.wanted, RT_ROLE_CLERK, RT_RIGHT_EXPORT, TRUE);
  rt_fixture_run (f, save, &it);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM matrix WHERE class = 0 AND role = 0 AND access = 1"),
                   ==, 1);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM log WHERE action = 'matrix.change' AND reason = 'the "
                                          "counter is short of hands' AND detail = 'contact/clerk: own-work > masked'"),
                   ==, 1);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM log WHERE action = 'right.change'"
                                          " AND detail = 'export/clerk: no > yes'"),
                   ==, 1);
  /* back to the default: no row is left, and each way is recorded */
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  it = begin (f);
  rt_matrix_init_default (&it.wanted);
  rt_fixture_run (f, save, &it);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT (SELECT count(*) FROM matrix) + (SELECT count(*) FROM role_right)"),
                   ==, 0);
  g_assert_cmpint (rt_fixture_count_log (f, "matrix.change"), ==, 2);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

static void
test_refused (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  static const char *const wrong[] = { NULL, "  ", "ask 138 1234 8931" };
  RtMatrix seen;
  Save it;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  it = begin (f);
  rt_matrix_set (&it.wanted, RT_CLASS_HOME, RT_ROLE_SERVICE, RT_ACCESS_CLEAR);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      it.reason = wrong[i];
      rt_fixture_refuse (f, TRUE, save, &it, RT_ERROR_INVALID);
    }
  it.reason = "why not";
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      rt_fixture_sign_in (f, (RtRole) role);
      if (role != RT_ROLE_MANAGER)
        rt_fixture_refuse (f, TRUE, save, &it, RT_ERROR_DENIED);
      if (role == RT_ROLE_MANAGER || role == RT_ROLE_PRIVACY_OFFICER)
        rt_fixture_read (f, get, &seen);
      else
        rt_fixture_refuse (f, FALSE, get, &seen, RT_ERROR_DENIED);
    }
  g_assert_cmpint (rt_fixture_count_log (f, "matrix.change"), ==, 0);
}

static void
test_conflict (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Save mine, theirs;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  mine = theirs = begin (f);
  rt_matrix_set (&theirs.wanted, RT_CLASS_HOME, RT_ROLE_SERVICE, RT_ACCESS_MASKED);
  rt_fixture_run (f, save, &theirs);
  rt_matrix_set (&mine.wanted, RT_CLASS_MONEY, RT_ROLE_SERVICE, RT_ACCESS_CLEAR);
  rt_fixture_refuse (f, TRUE, save, &mine, RT_ERROR_CONFLICT);
  g_assert_cmpint (rt_fixture_count_log (f, "matrix.change"), ==, 1);
}

/* What no store can do without stays with somebody who works here. */
static void
test_somebody_is_left (void)
{
  static const RtRight needed[] = { RT_RIGHT_SETTINGS_WRITE, RT_RIGHT_LOG_VERIFY, RT_RIGHT_NOTICE_WRITE,
                                    RT_RIGHT_REVIEW_SIGN, RT_RIGHT_KEYS_MANAGE };
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  rt_fixture_sign_in_owner (f);
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      Save it = begin (f);
      g_autoptr (RtMatrixPreview) told = NULL;

      for (guint role = 0; role < RT_N_ROLES; role++)
        rt_matrix_set_right (&it.wanted, (RtRole) role, needed[i], FALSE);
      told = rt_fixture_read (f, preview, &it.wanted);
      g_assert_nonnull (told->problem);
      rt_fixture_refuse (f, TRUE, save, &it, RT_ERROR_INVALID);
      /* a role that nobody has is nobody */
      rt_matrix_set_right (&it.wanted, RT_ROLE_SERVICE, needed[i], TRUE);
      rt_fixture_refuse (f, TRUE, save, &it, RT_ERROR_INVALID);
    }
  g_assert_cmpint (rt_fixture_count_log (f, "right.change"), ==, 0);
}

/* Keys follow in the same transaction. */
static void
test_keys (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 clerk = rt_fixture_sign_in (f, RT_ROLE_CLERK);
  gint64 officer = rt_fixture_sign_in (f, RT_ROLE_PRIVACY_OFFICER);
  Save it;

  g_assert_cmpint (count (f, "SELECT count(*) FROM class_key_wrap WHERE slot = 2 AND staff_id = %" G_GINT64_FORMAT,
                          clerk),
                   ==, 0);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  it = begin (f);
  rt_matrix_set (&it.wanted, RT_CLASS_ACCESS, RT_ROLE_CLERK, RT_ACCESS_OWN_WORK);
  rt_matrix_set_right (&it.wanted, RT_ROLE_PRIVACY_OFFICER, RT_RIGHT_REVEAL, FALSE);
  rt_fixture_run (f, save, &it);
  g_assert_cmpint (count (f, "SELECT count(*) FROM class_key_wrap WHERE slot = 2 AND staff_id = %" G_GINT64_FORMAT,
                          clerk),
                   ==, 1);
  /* contact and address were the officer's by reveal alone */
  g_assert_cmpint (count (f, "SELECT count(*) FROM class_key_wrap WHERE slot < 6 AND staff_id = %" G_GINT64_FORMAT,
                          officer),
                   ==, 0);
  g_assert_cmpint (
    count (f, "SELECT count(*) FROM log WHERE action = 'keys.give' AND detail = 'access' AND row = %" G_GINT64_FORMAT,
           clerk),
    ==, 1);
  g_assert_cmpint (count (f,
                          "SELECT count(*) FROM log WHERE action = 'keys.take' AND detail = 'contact,address'"
                          " AND row = %" G_GINT64_FORMAT,
                          officer),
                   ==, 1);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM rotation WHERE reason = 'matrix' AND slot IN (0, 1)"),
                   ==, 2);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

/* --- Every right, given and taken --- */

static void
check_right (RtFixture *f, RtRole role, RtRight right, gboolean allowed)
{
  g_autoptr (RtGate) gate = NULL;
  const RtPerson *person = NULL;

  rt_fixture_sign_in (f, role);
  person = rt_desk_get_person (f->desk);
  g_assert_cmpint (rt_person_may (person, right), ==, allowed);
  if (allowed)
    g_assert_nonnull (rt_fixture_run (f, need, &right));
  else
    rt_fixture_refuse (f, TRUE, need, &right, RT_ERROR_DENIED);
}

/* Columns and rows that one right alone opens, written out anew. */
static const struct
{
  RtRight right;
  const char *table, *column;
  gboolean write;
} doors[] = {
  { RT_RIGHT_TICKET_WRITE, "ticket", "priority", TRUE },
  { RT_RIGHT_CUSTOMER_LOOKUP, "customer", "phone_digest", FALSE },
  { RT_RIGHT_PRODUCT_WRITE, "product", "list_price", TRUE },
  { RT_RIGHT_NOTICE_WRITE, "notice_part", "text", TRUE },
  { RT_RIGHT_LOG_VERIFY, "log", "mac", FALSE },
  { RT_RIGHT_SETTINGS_WRITE, "setting", "value", TRUE },
  { RT_RIGHT_ORDER_WRITE, "order_line", "description", TRUE },
};

static void
check_doors (const RtPerson *person)
{
  g_autoptr (RtGate) gate = rt_gate_new (rt_person_get_matrix (person), rt_person_get_roles (person));

  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    g_assert_cmpint (rt_gate_may (gate, doors[i].table, doors[i].column, doors[i].write), ==,
                     rt_person_may (person, doors[i].right));
}

static void
test_every_right (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  for (guint role = 0; role < RT_N_ROLES; role++)
    rt_fixture_sign_in (f, (RtRole) role);
  /* the owner keeps what no store can do without, as a manager; so the manager's column stays */
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    {
      RtMatrix seen;
      Save it;

      rt_fixture_sign_in_owner (f);
      it = begin (f);
      seen = it.seen;
      for (guint role = 0; role < RT_N_ROLES; role++)
        if (role != RT_ROLE_MANAGER)
          rt_matrix_set_right (&it.wanted, (RtRole) role, (RtRight) right,
                               !rt_matrix_has_right (&seen, (RtRole) role, (RtRight) right));
      rt_fixture_run (f, save, &it);
      for (guint role = 0; role < RT_N_ROLES; role++)
        {
          gboolean had = rt_matrix_has_right (&seen, (RtRole) role, (RtRight) right);
          gboolean fixed = role == RT_ROLE_MANAGER || rt_role_right_is_fixed ((RtRole) role, (RtRight) right);

          g_assert_cmpint (rt_matrix_has_right (&it.wanted, (RtRole) role, (RtRight) right), ==, fixed ? had : !had);
          check_right (f, (RtRole) role, (RtRight) right,
                       rt_matrix_may (&it.wanted, RT_ROLES_OF (role), (RtRight) right));
          check_doors (rt_desk_get_person (f->desk));
        }
    }
}

/* --- Sessions under way --- */

/* Changed by somebody else, in another process. */
static void
test_session_of_another (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtDb) db = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  db = rt_db_open (f->path, RT_DB_WRITE, rt_fixture_keyring_peek (f->keyring, "store-key"), &error);
  g_assert_no_error (error);
  /* what other roles see is nothing to a clerk's session */
  rt_db_exec (db, "INSERT INTO matrix (class, role, access) VALUES (0, 1, 3)", &error);
  g_assert_no_error (error);
  rt_fixture_read (f, do_nothing, NULL);
  g_assert_nonnull (rt_desk_get_person (f->desk));
  rt_db_exec (db, "INSERT INTO matrix (class, role, access) VALUES (0, 0, 1)", &error);
  g_assert_no_error (error);
  rt_fixture_refuse (f, FALSE, do_nothing, NULL, RT_ERROR_LOCKED);
  g_assert_null (rt_desk_get_person (f->desk));
}

static void
on_person (guint *n)
{
  (*n)++;
}

/* A manager who takes something from managers loses it with the save, and goes on. */
static void
test_own_session (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtRight imports = RT_RIGHT_ORDER_IMPORT;
  g_autoptr (RtOrder) order = NULL;
  gint64 id;
  guint told = 0;
  Save it;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  id = rt_test_order (f, 31);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  g_signal_connect_swapped (f->desk, "notify::person", G_CALLBACK (on_person), &told);
  it = begin (f);
  rt_matrix_set (&it.wanted, RT_CLASS_CONTACT, RT_ROLE_CLERK, RT_ACCESS_CLEAR);
  rt_fixture_run (f, save, &it);
  g_assert_cmpuint (told, ==, 0);
  it = begin (f);
  rt_matrix_set (&it.wanted, RT_CLASS_CONTACT, RT_ROLE_MANAGER, RT_ACCESS_MASKED);
  rt_matrix_set_right (&it.wanted, RT_ROLE_MANAGER, RT_RIGHT_ORDER_IMPORT, FALSE);
  rt_fixture_run (f, save, &it);
  g_assert_cmpuint (told, ==, 1);
  g_assert_nonnull (rt_desk_get_person (f->desk));
  rt_fixture_refuse (f, TRUE, need, &imports, RT_ERROR_DENIED);
  order = rt_test_open (f, id, NULL);
  g_assert_cmpint (rt_shown_get_show (order->shown, RT_FIELD_NAME), ==, RT_SHOW_MASKED);
  g_assert_cmpint (rt_fixture_count_log (f, "session.renew"), ==, 1);
}

/* --- What is told before --- */

static const RtMatrixEffect *
find_effect (const RtMatrixPreview *told, const char *login)
{
  for (guint i = 0; i < told->people->len; i++)
    {
      const RtMatrixEffect *effect = g_ptr_array_index (told->people, i);

      if (strcmp (effect->login, login) == 0)
        return effect;
    }
  return NULL;
}

static const RtMatrixLine *
line (const RtMatrixEffect *effect, guint i)
{
  return g_ptr_array_index (effect->lines, i);
}

static void
test_preview (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtMatrixPreview) told = NULL;
  const RtMatrixEffect *effect;
  Save it;

  rt_fixture_add (f, "both", "Both Roles", RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_SERVICE), TRUE);
  rt_fixture_add (f, "new", "Not Yet", RT_ROLES_OF (RT_ROLE_CLERK), FALSE);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_test_order (f, 41);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_run (f, do_nothing, NULL);
  it = begin (f);
  rt_matrix_set (&it.wanted, RT_CLASS_CONTACT, RT_ROLE_CLERK, RT_ACCESS_MASKED);
  rt_matrix_set (&it.wanted, RT_CLASS_HOME, RT_ROLE_SERVICE, RT_ACCESS_CLEAR);
  rt_matrix_set_right (&it.wanted, RT_ROLE_CLERK, RT_RIGHT_EXPORT, TRUE);
  told = rt_fixture_read (f, preview, &it.wanted);
  g_assert_cmpuint (told->changes->len, ==, 3);
  g_assert_cmpuint (told->people->len, ==, 2);
  g_assert_null (told->problem);
  effect = find_effect (told, "clerk");
  g_assert_cmpuint (effect->lines->len, ==, 2);
  g_assert_cmpstr (line (effect, 0)->text, ==, "Contact: Own work → Masked");
  g_assert_cmpstr (line (effect, 0)->reach, ==, "Orders shown clear: 1 → 0");
  g_assert_false (line (effect, 0)->wider);
  g_assert_cmpstr (line (effect, 1)->text, ==, "May from now on: Export lists");
  effect = find_effect (told, "both");
  g_assert_cmpuint (effect->lines->len, ==, 3);
  g_assert_cmpstr (line (effect, 0)->text, ==, "Contact: Own work → Own work (Service)");
  g_assert_cmpstr (line (effect, 1)->text, ==, "Home and design: Own work → Clear");
  g_assert_cmpstr (line (effect, 1)->reach, ==, "Orders shown clear: 0 → 1");
  g_assert_true (line (effect, 1)->wider);
  g_assert_cmpuint (told->warnings->len, >=, 2);
}

/* Whoever may not count records is told without numbers. */
static void
test_preview_without_counts (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtMatrixPreview) told = NULL;
  Save it;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_test_order (f, 42);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  it = begin (f);
  rt_matrix_set_right (&it.wanted, RT_ROLE_MANAGER, RT_RIGHT_ORDER_READ, FALSE);
  rt_matrix_set_right (&it.wanted, RT_ROLE_MANAGER, RT_RIGHT_TICKET_READ, FALSE);
  rt_matrix_set_right (&it.wanted, RT_ROLE_MANAGER, RT_RIGHT_CUSTOMER_READ, FALSE);
  rt_matrix_set_right (&it.wanted, RT_ROLE_MANAGER, RT_RIGHT_PLAN, FALSE);
  rt_fixture_run (f, save, &it);
  it = begin (f);
  rt_matrix_set (&it.wanted, RT_CLASS_CONTACT, RT_ROLE_CLERK, RT_ACCESS_MASKED);
  told = rt_fixture_read (f, preview, &it.wanted);
  g_assert_null (line (find_effect (told, "clerk"), 0)->reach);
}

/* --- Counting own work: as the policy decides, one record at a time --- */

static gpointer
count_one_by_one (RtWork *work, gpointer data, GError **error)
{
  static const RtRole roles[] = { RT_ROLE_CLERK, RT_ROLE_SERVICE, RT_ROLE_DISPATCHER };
  gint64 *n = data;

  for (gint64 id = 1; id <= n[0]; id++)
    {
      RtRoles own = 0;

      g_assert_true (rt_order_read_own (work, id, &own, error));
      for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
        n[1 + i] += (own & RT_ROLES_OF (roles[i])) != 0 ? 1 : 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      gint64 counted = -1;

      g_assert_true (rt_matrix_count_own (work, rt_work_get_me (work), RT_ROLES_OF (roles[i]), FALSE, &counted, error));
      g_assert_cmpint (counted, ==, n[1 + i]);
    }
  return NULL;
}

static void
test_counts (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 n[4] = { 40, 0, 0, 0 };
  RtDay today = rt_day_new (2026, 11, 23);
  GString *sql = g_string_new (NULL);

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  for (guint i = 0; i < 40; i++)
    rt_test_order (f, i);
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  for (guint i = 0; i < 40; i++)
    rt_scene_ticket (f, i + 1, FALSE, "x");
  for (guint i = 1; i <= 40; i++)
    {
      static const char *const order_states[] = { "open", "awaiting-delivery", "delivered", "cancelled" };
      static const char *const ticket_states[] = { "new", "in-progress", "waiting", "resolved", "closed" };
      g_autofree char *delivered =
        g_test_rand_bit () ? g_strdup ("NULL") : g_strdup_printf ("%d", (int) today - g_test_rand_int_range (27, 34));

      g_string_append_printf (
        sql,
        "UPDATE orders SET taken_by = %d, state = '%s', delivered_on = %s, planned_by = %d, deliver_from = %d,"
        " deliver_to = %d WHERE id = %u; UPDATE ticket SET assigned_to = %d, state = '%s', visit_planned_by = %d,"
        " visit_on = %d, visit_done = %d WHERE order_id = %u;",
        g_test_rand_int_range (1, 3), order_states[g_test_rand_int_range (0, 4)], delivered,
        g_test_rand_int_range (1, 3), (int) today + g_test_rand_int_range (-1, 4), (int) today + 5, i,
        g_test_rand_int_range (1, 3), ticket_states[g_test_rand_int_range (0, 5)], g_test_rand_int_range (1, 3),
        (int) today + g_test_rand_int_range (-1, 4), g_test_rand_int_range (0, 2), i);
    }
  rt_fixture_exec (f, sql->str);
  g_string_free (sql, TRUE);
  rt_fixture_sign_in_owner (f);
  rt_fixture_read (f, count_one_by_one, n);
  g_assert_cmpint (n[1], >, 0);
  g_assert_cmpint (n[2], >, 0);
  g_assert_cmpint (n[3], >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/each changed cell and right is recorded with its reason, and the default needs no row",
                   test_recorded);
  g_test_add_func ("/matrix/without a reason or the right nothing changes", test_refused);
  g_test_add_func ("/matrix/a change over somebody else's is refused", test_conflict);
  g_test_add_func ("/matrix/what no store can do without stays with somebody", test_somebody_is_left);
  g_test_add_func ("/matrix/class keys follow the table", test_keys);
  g_test_add_func ("/matrix/every right that is given or taken is given or taken", test_every_right);
  g_test_add_func ("/matrix/a session under way loses what it lost at its next action", test_session_of_another);
  g_test_add_func ("/matrix/who changes their own role goes on under the new table", test_own_session);
  g_test_add_func ("/matrix/before saving it is told for whom what changes", test_preview);
  g_test_add_func ("/matrix/who may not count records is told without numbers", test_preview_without_counts);
  g_test_add_func ("/matrix/own work is counted as it is decided", test_counts);
  return g_test_run ();
}
