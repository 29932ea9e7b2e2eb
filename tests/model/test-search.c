/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search over a real store: finds what the person may see clear, and by nothing else. */
#include "config.h"

#include <string.h>

#include "rt-lang.h"
#include "rt-order-fixture.h"
#include "rt-requests.h"
#include "rt-scene.h"
#include "rt-search.h"
#include "rt-session.h"

typedef struct
{
  RtFixture *f;
  gint64 order, ticket; /* of the clerk, of service */
  gint64 stranger;      /* an order that is another clerk's */
} Scene;

static Scene *
scene_new (void)
{
  Scene *scene = g_new0 (Scene, 1);
  RtFixture *f = scene->f = rt_fixture_new (NULL);

  rt_fixture_add (f, "clerk2", "Other Clerk", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  g_assert_true (rt_fixture_sign_in_as (f, "clerk2", RT_FIXTURE_PASSWORD, NULL, NULL));
  scene->stranger = rt_scene_order (f, "李小伟", "138 0000 0099");
  rt_scene_order (f, "O'Neil 100%_sure", "138 0000 0098");
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  scene->order = rt_scene_order (f, "张伟", "138 0000 0012");
  rt_scene_order (f, "Jane Smith", "138 0000 0013");
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  scene->ticket = rt_scene_ticket (f, scene->order, TRUE, "The left door hangs low.");
  return scene;
}

static void
scene_free (Scene *scene)
{
  rt_fixture_free (scene->f);
  g_free (scene);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static gpointer
prepare (RtWork *work, gpointer data, GError **error)
{
  rt_search_prepare (work, error);
  return NULL;
}

static gpointer
search (RtWork *work, gpointer data, GError **error)
{
  return rt_search (work, data, 20, error);
}

/* "title | subtitle" of each hit, a line each. */
static char *
find (Scene *scene, const char *text)
{
  g_autoptr (GPtrArray) hits = rt_fixture_run (scene->f, search, (gpointer) text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const RtHit *hit = g_ptr_array_index (hits, i);

      g_string_append_printf (out, "%s%s | %s", i > 0 ? "\n" : "", hit->title, hit->subtitle);
    }
  return g_string_free (out, FALSE);
}

static void
sign_in (Scene *scene, RtRole role)
{
  rt_fixture_sign_in (scene->f, role);
  rt_fixture_read (scene->f, prepare, NULL);
}

static guint
count_hits (Scene *scene, const char *text)
{
  g_autoptr (GPtrArray) hits = rt_fixture_run (scene->f, search, (gpointer) text);

  return hits->len;
}

static void
assert_one (Scene *scene, const char *text, const char *title)
{
  g_autoptr (GPtrArray) hits = rt_fixture_run (scene->f, search, (gpointer) text);

  g_test_message ("%s", text);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((RtHit *) g_ptr_array_index (hits, 0))->title, ==, title);
}

static void
test_manager (void)
{
  g_autoptr (Scene) scene = scene_new ();

  sign_in (scene, RT_ROLE_MANAGER);
  g_assert_cmpuint (count_hits (scene, "伟"), ==, 2);
  assert_one (scene, "李", "李小伟");
  assert_one (scene, "JA", "Jane Smith");
  assert_one (scene, "ith", "Jane Smith");
  assert_one (scene, "0099", "李小伟");
  assert_one (scene, "138 0000 0012", "张伟");
  assert_one (scene, "+86 138-0000-0012", "张伟");
  g_assert_cmpuint (count_hits (scene, "j"), ==, 0); /* one letter is too little */
  g_assert_cmpuint (count_hits (scene, "  "), ==, 0);
}

static void
test_literal (void)
{
  g_autoptr (Scene) scene = scene_new ();

  sign_in (scene, RT_ROLE_MANAGER);
  assert_one (scene, "%_", "O'Neil 100%_sure");
  assert_one (scene, "o'", "O'Neil 100%_sure");
  g_assert_cmpuint (count_hits (scene, "%%"), ==, 0);
  g_assert_cmpuint (count_hits (scene, "__"), ==, 0);
  g_assert_cmpuint (count_hits (scene, "' OR 1=1 --"), ==, 0);
  g_assert_cmpuint (count_hits (scene, "\"*"), ==, 0);
}

static void
test_own_work (void)
{
  static const char *const strangers[] = { "李", "李小伟", "小", "0099", "138 0000 0099", "O'Neil", "0098" };
  static const RtRole roles[] = { RT_ROLE_CLERK, RT_ROLE_SERVICE, RT_ROLE_DISPATCHER, RT_ROLE_PRIVACY_OFFICER };
  g_autoptr (Scene) scene = scene_new ();

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      sign_in (scene, roles[i]);
      for (guint s = 0; s < G_N_ELEMENTS (strangers); s++)
        {
          g_test_message ("role %s, %s", rt_role_id (roles[i]), strangers[s]);
          g_assert_cmpuint (count_hits (scene, strangers[s]), ==, 0);
        }
      /* 张伟 is the clerk's and, by the ticket, service's; nobody else's. */
      g_assert_cmpuint (count_hits (scene, "张"), ==, roles[i] == RT_ROLE_CLERK || roles[i] == RT_ROLE_SERVICE ? 1 : 0);
      g_assert_cmpuint (count_hits (scene, "Jane"), ==, roles[i] == RT_ROLE_CLERK ? 1 : 0);
    }
}

/* An order's number may be known; its customer is masked where the order is not one's own. */
static void
test_numbers (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autofree char *sql = g_strdup_printf ("SELECT number FROM orders WHERE id = %" G_GINT64_FORMAT, scene->stranger);
  g_autofree char *stranger = rt_order_number_format (rt_fixture_get_int (scene->f, sql));
  g_autofree char *ticket = rt_ticket_number_format (rt_fixture_get_int (scene->f, "SELECT number FROM ticket"));
  g_autofree char *clerk_sees = NULL;
  g_autofree char *manager_sees = NULL;
  g_autofree char *service_sees = NULL;

  rt_fixture_sign_in (scene->f, RT_ROLE_CLERK); /* numbers need no index */
  clerk_sees = find (scene, stranger);
  g_assert_nonnull (strstr (clerk_sees, "李**"));
  g_assert_null (strstr (clerk_sees, "小"));
  rt_fixture_sign_in (scene->f, RT_ROLE_MANAGER);
  manager_sees = find (scene, stranger);
  g_assert_nonnull (strstr (manager_sees, "李小伟"));
  rt_fixture_sign_in (scene->f, RT_ROLE_SERVICE);
  service_sees = find (scene, ticket);
  g_assert_nonnull (strstr (service_sees, "张伟"));
  rt_fixture_sign_in (scene->f, RT_ROLE_PRIVACY_OFFICER);
  g_assert_cmpuint (count_hits (scene, ticket), ==, 0);
}

static void
test_administrator (void)
{
  g_autoptr (Scene) scene = scene_new ();

  rt_fixture_sign_in (scene->f, RT_ROLE_ADMINISTRATOR);
  rt_fixture_read (scene->f, prepare, NULL);
  rt_fixture_refuse (scene->f, TRUE, search, (gpointer) "张", RT_ERROR_DENIED);
}

/* What ceased to be own work since the index was made is not found by it. */
static void
test_stale (void)
{
  g_autoptr (Scene) scene = scene_new ();
  RtSceneChange done = { .id = scene->ticket, .state = RT_TICKET_RESOLVED, .text = "New hinge." };

  sign_in (scene, RT_ROLE_SERVICE);
  g_assert_cmpuint (count_hits (scene, "张"), ==, 1);
  done.rev = rt_scene_rev (scene->f, scene->ticket);
  rt_fixture_run (scene->f, rt_scene_state, &done);
  g_assert_cmpuint (count_hits (scene, "张"), ==, 0);
}

static void
test_refresh (void)
{
  g_autoptr (Scene) scene = scene_new ();

  rt_fixture_add (scene->f, "both", "Both", RT_ROLES_OF (RT_ROLE_MANAGER) | RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  g_assert_true (rt_fixture_sign_in_as (scene->f, "both", RT_FIXTURE_PASSWORD, NULL, NULL));
  rt_fixture_read (scene->f, prepare, NULL);
  g_assert_cmpuint (count_hits (scene, "欧阳"), ==, 0);
  rt_clock_fake_advance (scene->f->clock, 60);
  rt_scene_order (scene->f, "欧阳明", "138 0000 0050");
  rt_fixture_read (scene->f, prepare, NULL);
  assert_one (scene, "欧阳", "欧阳明");
  g_assert_cmpuint (count_hits (scene, "伟"), ==, 2);
}

/* So many that the index is made in parts. */
static void
import_customers (RtFixture *f, guint n)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (RtImportResult) done = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (rows, "R-%u,2026-01-05,Person p%uq,139%08u,Road %u,Town,Chair,1,9.00\n", i, i, i, i);
  done = rt_test_import (f, rows->str);
  g_assert_cmpint (done->customers, ==, n);
}

/* The paper from before the store had Rolltop bears another number. */
static void
test_references (void)
{
  g_autoptr (Scene) scene = scene_new ();
  const RtRole masked[] = { RT_ROLE_CLERK, RT_ROLE_SERVICE };
  g_autofree char *manager_sees = NULL;

  rt_fixture_sign_in_owner (scene->f);
  import_customers (scene->f, 12);
  sign_in (scene, RT_ROLE_MANAGER);
  manager_sees = find (scene, " R-11 ");
  g_assert_true (g_str_has_suffix (manager_sees, " | Person p11q · R-11"));
  g_assert_cmpuint (count_hits (scene, "R-7"), ==, 1);
  g_assert_cmpuint (count_hits (scene, "R-"), ==, 0);
  g_assert_cmpuint (count_hits (scene, "R-12"), ==, 0);
  g_assert_cmpuint (count_hits (scene, "R-%"), ==, 0);
  g_assert_cmpint (
    rt_fixture_get_int (scene->f,
                        "SELECT count (*) FROM log WHERE action = 'search' AND detail LIKE 'kind=reference%hits=1'"),
    ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (masked); i++)
    {
      g_autofree char *found = NULL;

      sign_in (scene, masked[i]);
      found = find (scene, "R-7");
      g_assert_nonnull (strstr (found, "R-7"));
      g_assert_null (strstr (found, "p7q"));
    }
}

static void
await_preparation (RtFixture *f, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *done = rt_desk_run_finish (f->desk, rt_desk_await (result), &error);

  g_assert_no_error (error);
  g_assert_nonnull (done);
}

static void
test_parts (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  rt_fixture_sign_in_owner (scene->f);
  import_customers (scene->f, 10003);
  rt_clock_fake_advance (scene->f->clock, 60);
  rt_request_search_prepare (scene->f->desk, NULL, rt_desk_await_cb, &first);
  rt_scene_order (scene->f, "欧阳明", "138 0000 0050"); /* between the parts, or before, or after */
  await_preparation (scene->f, &first);
  for (guint i = 0; i < 10003; i += 999)
    {
      g_autofree char *name = g_strdup_printf ("p%uq", i);

      g_assert_cmpuint (count_hits (scene, name), ==, 1);
    }
  g_assert_cmpuint (count_hits (scene, "p10002q"), ==, 1);
  rt_request_search_prepare (scene->f->desk, NULL, rt_desk_await_cb, &second);
  await_preparation (scene->f, &second);
  g_assert_cmpuint (count_hits (scene, "欧阳"), ==, 1);
  g_assert_cmpuint (count_hits (scene, "p10002q"), ==, 1);
}

static gpointer
get_session (RtWork *work, gpointer data, GError **error)
{
  return rt_session_ref (rt_work_get_session (work));
}

static gpointer
same (gpointer index)
{
  return index;
}

static void
test_locked (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (RtSession) session = NULL;

  sign_in (scene, RT_ROLE_MANAGER);
  session = rt_fixture_run (scene->f, get_session, NULL);
  g_assert_nonnull (rt_session_ref_index (session, same));
  rt_fixture_lock (scene->f);
  g_assert_null (rt_session_ref_index (session, same));
  rt_session_take_index (session, g_strdup ("too late"), g_free);
  g_assert_null (rt_session_ref_index (session, same));
}

static void
test_log (void)
{
  g_autoptr (Scene) scene = scene_new ();

  sign_in (scene, RT_ROLE_MANAGER);
  g_assert_cmpint (rt_fixture_count_log (scene->f, "search"), ==, 0);
  count_hits (scene, "张伟");
  g_assert_cmpint (rt_fixture_count_log (scene->f, "search"), ==, 1);
  g_assert_cmpint (
    rt_fixture_get_int (scene->f, "SELECT count (*) FROM log WHERE action = 'search' AND detail = 'kind=name hits=1'"),
    ==, 1);
  g_assert_cmpint (rt_fixture_get_int (scene->f, "SELECT fields FROM log WHERE action = 'search'"), ==,
                   (gint64) (RT_FIELD_BIT (RT_FIELD_NAME) | RT_FIELD_BIT (RT_FIELD_PHONE)));
  g_assert_cmpint (rt_fixture_get_int (scene->f, "SELECT count (*) FROM log WHERE coalesce (detail, '') LIKE '%张%'"),
                   ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rt_lang_init ("en", NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/search/a manager finds anybody by one Chinese character, two letters or four digits",
                   test_manager);
  g_test_add_func ("/search/an order is found by the number it had where it came from, and nobody sees more by it",
                   test_references);
  g_test_add_func ("/search/signs that mean something elsewhere are only signs", test_literal);
  g_test_add_func ("/search/nobody finds a customer who is not own work by name or number", test_own_work);
  g_test_add_func ("/search/an order found by its number shows its customer as the person may see them", test_numbers);
  g_test_add_func ("/search/an administrator searches for nobody", test_administrator);
  g_test_add_func ("/search/what is no longer own work is no longer found", test_stale);
  g_test_add_func ("/search/a refreshed index knows the new customer and the former ones", test_refresh);
  g_test_add_func ("/search/an index made in parts is whole, and what came meanwhile is found the next time",
                   test_parts);
  g_test_add_func ("/search/after locking there is no index, and none comes late", test_locked);
  g_test_add_func ("/search/the log knows that and what kind, never the words", test_log);
  return g_test_run ();
}
