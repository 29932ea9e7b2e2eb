/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table is changed at random, again and again; after each change, what orders, customers, tickets, lists, the
 * search and the gate give every role equals an independent reading of the table: own work or not. */
#include "config.h"

#include <string.h>

#include "rt-error.h"
#include "rt-matrix-store.h"
#include "rt-order-fixture.h"
#include "rt-scene.h"
#include "rt-search.h"

#define ROUNDS 25
#define CODE   "4711#"
#define TEXT   "The left door hangs low."

/* The table as this test wrote it: the number is how much is seen. */
typedef enum
{
  NOTHING,
  MASK,
  OWN,
  ALL
} Cell;

typedef struct
{
  RtFixture *f;
  gint64 staff[RT_N_ROLES];
  gint64 orders[RT_N_ROLES], tickets[RT_N_ROLES],
    customers[RT_N_ROLES]; /* own work of that role; manager's: nobody's */
  Cell cells[RT_N_CLASSES][RT_N_ROLES];
} Scene;

#define NOBODYS RT_ROLE_MANAGER

/* One field of each class tells of the whole class here; that every field follows its class is tested elsewhere. */
static const struct
{
  RtClass klass;
  RtFieldId field;
  const char *clear;
} values[] = {
  { RT_CLASS_CONTACT, RT_FIELD_EMAIL, "zhang.wei@example.com" },
  { RT_CLASS_ADDRESS, RT_FIELD_REGION_CITY, "杭州市" },
  { RT_CLASS_ACCESS, RT_FIELD_DOOR_CODE, CODE },
  { RT_CLASS_HOME, RT_FIELD_STYLE, "modern" },
  { RT_CLASS_SERVICE, RT_FIELD_TICKET_TEXT, TEXT },
};

static const char *const names[RT_N_ROLES] = { "欧阳一", "司马二", "诸葛三", "皇甫四" };

/* --- The scene: one order with a ticket and a booked visit for each of three kinds of own work, and one of nobody ---
 */

G_GNUC_PRINTF (2, 3)
static void
exec (RtFixture *f, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  rt_fixture_exec (f, sql);
}

static void
make_orders (Scene *scene)
{
  rt_fixture_sign_in (scene->f, RT_ROLE_CLERK);
  for (guint role = RT_ROLE_CLERK; role <= NOBODYS; role++)
    {
      g_autoptr (RtOrderEdit) edit = rt_test_edit (20 + role);
      g_autoptr (GError) error = NULL;

      rt_test_set (edit, RT_FIELD_NAME, names[role]);
      rt_test_set (edit, RT_FIELD_STYLE, "modern");
      edit->home_consent = TRUE;
      scene->orders[role] = rt_test_save (scene->f, edit, &error);
      g_assert_no_error (error);
    }
}

static void
make_tickets (Scene *scene)
{
  rt_fixture_sign_in (scene->f, RT_ROLE_SERVICE);
  for (guint role = RT_ROLE_CLERK; role <= NOBODYS; role++)
    scene->tickets[role] = rt_scene_ticket (scene->f, scene->orders[role], FALSE, TEXT);
  rt_fixture_sign_in (scene->f, RT_ROLE_DISPATCHER);
  for (guint role = RT_ROLE_CLERK; role <= NOBODYS; role++)
    {
      RtSceneChange visit = { .id = scene->tickets[role], .rev = 1, .day = rt_day_new (2026, 11, 24), .code = CODE };

      rt_fixture_run (scene->f, rt_scene_visit, &visit);
    }
}

static Scene *
scene_new (void)
{
  Scene *scene = g_new0 (Scene, 1);
  RtFixture *f = scene->f = rt_fixture_new (NULL);

  make_orders (scene);
  make_tickets (scene);
  for (guint role = 0; role < RT_N_ROLES; role++)
    scene->staff[role] = rt_fixture_sign_in (f, (RtRole) role);
  rt_fixture_exec (f, "UPDATE orders SET taken_by = 1; UPDATE ticket SET visit_planned_by = 1, assigned_to = NULL");
  exec (f, "UPDATE orders SET taken_by = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT,
        scene->staff[RT_ROLE_CLERK], scene->orders[RT_ROLE_CLERK]);
  exec (f, "UPDATE ticket SET assigned_to = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT,
        scene->staff[RT_ROLE_SERVICE], scene->tickets[RT_ROLE_SERVICE]);
  exec (f, "UPDATE ticket SET visit_planned_by = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT,
        scene->staff[RT_ROLE_DISPATCHER], scene->tickets[RT_ROLE_DISPATCHER]);
  for (guint role = RT_ROLE_CLERK; role <= NOBODYS; role++)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT customer_id FROM orders WHERE id = %" G_GINT64_FORMAT, scene->orders[role]);

      scene->customers[role] = rt_fixture_get_int (f, sql);
    }
  return scene;
}

static void
scene_free (Scene *scene)
{
  rt_fixture_free (scene->f);
  g_free (scene);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

/* --- Changing the table --- */

static gpointer
get_matrix (RtWork *work, gpointer data, GError **error)
{
  return rt_matrix_store_get (work, data, error) ? data : NULL;
}

static gpointer
save_matrix (RtWork *work, gpointer data, GError **error)
{
  RtMatrix *both = data;

  return rt_matrix_save (work, &both[0], &both[1], "at random", error) ? data : NULL;
}

static void
change_at_random (Scene *scene)
{
  static const RtAccess access_of[] = { RT_ACCESS_HIDDEN, RT_ACCESS_MASKED, RT_ACCESS_OWN_WORK, RT_ACCESS_CLEAR };
  RtMatrix both[2];

  rt_fixture_sign_in_owner (scene->f);
  g_assert_nonnull (rt_fixture_run (scene->f, get_matrix, &both[0]));
  both[1] = both[0];
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_ROLE_ADMINISTRATOR; role++)
      {
        Cell cell = (Cell) g_test_rand_int_range (NOTHING, ALL + 1);

        scene->cells[klass][role] = cell;
        rt_matrix_set (&both[1], (RtClass) klass, (RtRole) role, access_of[cell]);
      }
  g_assert_nonnull (rt_fixture_run (scene->f, save_matrix, both));
}

/* --- The independent reading --- */

static gboolean
has_mask (RtClass klass)
{
  return klass != RT_CLASS_ACCESS && klass != RT_CLASS_MONEY;
}

static RtShow
expected (Scene *scene, RtClass klass, RtRole role, gboolean own)
{
  Cell cell = scene->cells[klass][role];

  if (cell == ALL || (cell == OWN && own))
    return RT_SHOW_CLEAR;
  return cell != NOTHING && has_mask (klass) ? RT_SHOW_MASKED : RT_SHOW_HIDDEN;
}

static void
check_shown (Scene *scene, const RtShown *shown, RtClass klass, RtRole role, gboolean own)
{
  RtShow show = expected (scene, klass, role, own);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i].klass == klass)
      {
        const char *text = rt_shown_get_text (shown, values[i].field);

        g_assert_cmpint (rt_shown_get_show (shown, values[i].field), ==, show);
        if (show == RT_SHOW_CLEAR)
          g_assert_cmpstr (text, ==, values[i].clear);
        else if (show == RT_SHOW_HIDDEN)
          g_assert_null (text);
        else if (values[i].field != RT_FIELD_REGION_CITY)
          g_assert_true (text == NULL || strstr (text, values[i].clear) == NULL);
      }
}

static void
check_order (Scene *scene, RtRole role, RtRole whose)
{
  gint64 id = scene->orders[whose];
  gboolean own = role == whose && whose != NOBODYS;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtOrder) order = rt_test_open (scene->f, id, &error);
  g_autoptr (RtOrder) listed = NULL;
  gboolean money = expected (scene, RT_CLASS_MONEY, role, own) == RT_SHOW_CLEAR;

  g_assert_no_error (error);
  listed = rt_test_record (scene->f, RT_LIST_ORDERS, id);
  check_shown (scene, order->shown, RT_CLASS_CONTACT, role, own);
  check_shown (scene, order->shown, RT_CLASS_ADDRESS, role, own);
  check_shown (scene, order->shown, RT_CLASS_HOME, role, own);
  check_shown (scene, listed->shown, RT_CLASS_CONTACT, role, own);
  check_shown (scene, listed->shown, RT_CLASS_ADDRESS, role, own);
  g_assert_cmpint (order->money, ==, money);
  g_assert_cmpint (listed->money, ==, money);
  g_assert_cmpint (order->total == RT_MINOR_NONE, ==, !money);
  g_assert_cmpint (listed->total == RT_MINOR_NONE, ==, !money);
}

static void
check_customer (Scene *scene, RtRole role, RtRole whose)
{
  gboolean own = role == whose && whose != NOBODYS;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtCustomer) customer = rt_test_open_customer (scene->f, scene->customers[whose], &error);
  g_autoptr (RtCustomer) listed = NULL;

  g_assert_no_error (error);
  listed = rt_test_record (scene->f, RT_LIST_CUSTOMERS, scene->customers[whose]);
  check_shown (scene, customer->shown, RT_CLASS_CONTACT, role, own);
  check_shown (scene, customer->shown, RT_CLASS_ADDRESS, role, own);
  check_shown (scene, listed->shown, RT_CLASS_CONTACT, role, own);
}

static void
check_ticket (Scene *scene, RtRole role, RtRole whose)
{
  static const RtClass classes[] = { RT_CLASS_CONTACT, RT_CLASS_ADDRESS, RT_CLASS_ACCESS, RT_CLASS_SERVICE };
  RtSceneChange look = { .id = scene->tickets[whose] };
  gboolean own = role == whose && whose != NOBODYS;
  g_autoptr (RtTicket) ticket = NULL;
  g_autoptr (RtTicket) listed = NULL;

  if (role == RT_ROLE_PRIVACY_OFFICER)
    {
      rt_fixture_refuse (scene->f, TRUE, rt_scene_look, &look, RT_ERROR_DENIED);
      return;
    }
  ticket = rt_scene_open (scene->f, look.id);
  listed = rt_test_record (scene->f, RT_LIST_TICKETS, look.id);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    check_shown (scene, ticket->shown, classes[i], role, own);
  check_shown (scene, listed->shown, RT_CLASS_CONTACT, role, own);
}

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

/* A name finds somebody exactly where it can be read. */
static void
check_search (Scene *scene, RtRole role, RtRole whose)
{
  gboolean own = role == whose && whose != NOBODYS;
  g_autoptr (GPtrArray) hits = rt_fixture_run (scene->f, search, (gpointer) names[whose]);

  g_assert_cmpint (hits->len > 0, ==, expected (scene, RT_CLASS_CONTACT, role, own) == RT_SHOW_CLEAR);
}

/* --- The gate, by the statements themselves --- */

typedef struct
{
  RtClass klass;
  const char *sealed, *masked;
  gboolean of_ticket;
} Columns;

static const Columns columns[] = {
  { RT_CLASS_CONTACT, "SELECT contact_sealed FROM customer", "SELECT contact_masked FROM customer", FALSE },
  { RT_CLASS_ADDRESS, "SELECT address_sealed FROM address", "SELECT address_masked FROM address", FALSE },
  { RT_CLASS_ACCESS, "SELECT access_sealed FROM ticket", NULL, TRUE },
  { RT_CLASS_HOME, "SELECT home_sealed FROM orders", "SELECT home_masked FROM orders", FALSE },
  { RT_CLASS_SERVICE, "SELECT service_sealed FROM ticket", "SELECT service_masked FROM ticket", TRUE },
  { RT_CLASS_MONEY, "SELECT total FROM orders", NULL, FALSE },
};

typedef struct
{
  const char *sql;
  gboolean let;
} Try;

static gpointer
try_statement (RtWork *work, gpointer data, GError **error)
{
  Try *try = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), try->sql, &local);

  try->let = statement != NULL;
  if (statement == NULL)
    g_assert_error (local, RT_ERROR, RT_ERROR_DENIED);
  return NULL;
}

static gboolean
gate_lets (Scene *scene, const char *sql)
{
  Try try = { sql, FALSE };

  rt_fixture_read (scene->f, try_statement, &try);
  return try.let;
}

static void
check_gate (Scene *scene, RtRole role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      Cell cell = scene->cells[columns[i].klass][role];
      gboolean may = role != RT_ROLE_ADMINISTRATOR && (!columns[i].of_ticket || role != RT_ROLE_PRIVACY_OFFICER);
      /* every role but the administrator's may ask for a masked value, and is given the key for it */
      gboolean key = cell >= OWN || (cell == MASK && has_mask (columns[i].klass));

      g_assert_cmpint (gate_lets (scene, columns[i].sealed), ==, may && key);
      if (columns[i].masked != NULL)
        g_assert_cmpint (gate_lets (scene, columns[i].masked), ==, may && cell != NOTHING);
    }
}

static void
check_wraps (Scene *scene, RtRole role)
{
  for (guint klass = 0; klass < RT_CLASS_MONEY; klass++)
    {
      Cell cell = scene->cells[klass][role];
      gboolean needs = role == RT_ROLE_MANAGER || cell >= OWN || (cell == MASK && has_mask ((RtClass) klass));
      g_autofree char *sql =
        g_strdup_printf ("SELECT count(*) FROM class_key_wrap WHERE slot = %u AND staff_id = %" G_GINT64_FORMAT, klass,
                         scene->staff[role]);

      g_assert_cmpint (rt_fixture_get_int (scene->f, sql), ==, needs && role != RT_ROLE_ADMINISTRATOR);
    }
}

static void
check_role (Scene *scene, RtRole role)
{
  static const RtRole kinds[] = { RT_ROLE_CLERK, RT_ROLE_SERVICE, RT_ROLE_DISPATCHER, NOBODYS };

  rt_fixture_sign_in (scene->f, role);
  rt_fixture_read (scene->f, prepare, NULL);
  check_gate (scene, role);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (role == RT_ROLE_ADMINISTRATOR)
        {
          g_assert_null (rt_test_open (scene->f, scene->orders[kinds[i]], NULL));
          g_assert_null (rt_test_open_customer (scene->f, scene->customers[kinds[i]], NULL));
          continue;
        }
      check_order (scene, role, kinds[i]);
      check_customer (scene, role, kinds[i]);
      check_ticket (scene, role, kinds[i]);
      check_search (scene, role, kinds[i]);
    }
}

static void
test_random (void)
{
  g_autoptr (Scene) scene = scene_new ();

  for (guint round = 0; round < ROUNDS; round++)
    {
      change_at_random (scene);
      for (guint role = 0; role < RT_N_ROLES; role++)
        check_role (scene, (RtRole) role);
    }
  for (guint role = 0; role < RT_N_ROLES; role++)
    check_wraps (scene, (RtRole) role);
  g_assert_true (rt_fixture_verify_log (scene->f, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/who sees what/after every change of the table, everything shows each role what the table says",
                   test_random);
  return g_test_run ();
}
