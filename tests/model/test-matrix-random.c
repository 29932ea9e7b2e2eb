/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table is changed at random, again and again; after each change, what orders, customers, tickets, lists, exported
 * files, the search, the gate and asking to be shown give every role equals an independent reading of the table: own
 * work, not, and revealed. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rt-any-table.h"
#include "rt-error.h"
#include "rt-export.h"
#include "rt-reveal.h"
#include "rt-scene.h"
#include "rt-search.h"

#define ROUNDS         25
#define REVEALS_ROUNDS 15 /* as many as one day allows */

static void
check_shown (RtAnyTable *table, const RtShown *shown, RtClass klass, RtRole role, RtRole whose)
{
  RtShow show = rt_any_table_expected (table, klass, role, whose);

  for (gsize i = 0; i < G_N_ELEMENTS (RT_ANY_VALUES); i++)
    if (RT_ANY_VALUES[i].klass == klass)
      {
        const char *text = rt_shown_get_text (shown, RT_ANY_VALUES[i].field);

        g_assert_cmpint (rt_shown_get_show (shown, RT_ANY_VALUES[i].field), ==, show);
        if (show == RT_SHOW_CLEAR)
          g_assert_cmpstr (text, ==, RT_ANY_VALUES[i].clear);
        else if (show == RT_SHOW_HIDDEN)
          g_assert_null (text);
        else if (RT_ANY_VALUES[i].masked != NULL)
          g_assert_cmpstr (text, ==, RT_ANY_VALUES[i].masked);
        else
          g_assert_true (text == NULL || strstr (text, RT_ANY_VALUES[i].clear) == NULL);
      }
}

static void
check_order (RtAnyTable *table, RtRole role, RtRole whose)
{
  gint64 id = table->orders[whose];
  g_autoptr (GError) error = NULL;
  g_autoptr (RtOrder) order = rt_test_open (table->f, id, &error);
  g_autoptr (RtOrder) listed = NULL;
  gboolean money = rt_any_table_expected (table, RT_CLASS_MONEY, role, whose) == RT_SHOW_CLEAR;

  g_assert_no_error (error);
  listed = rt_test_record (table->f, RT_LIST_ORDERS, id);
  check_shown (table, order->shown, RT_CLASS_CONTACT, role, whose);
  check_shown (table, order->shown, RT_CLASS_ADDRESS, role, whose);
  check_shown (table, order->shown, RT_CLASS_HOME, role, whose);
  check_shown (table, listed->shown, RT_CLASS_CONTACT, role, whose);
  check_shown (table, listed->shown, RT_CLASS_ADDRESS, role, whose);
  g_assert_cmpint (order->money, ==, money);
  g_assert_cmpint (listed->money, ==, money);
  g_assert_cmpint (order->total == RT_MINOR_NONE, ==, !money);
  g_assert_cmpint (listed->total == RT_MINOR_NONE, ==, !money);
}

static void
check_customer (RtAnyTable *table, RtRole role, RtRole whose)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtCustomer) customer = rt_test_open_customer (table->f, table->customers[whose], &error);
  g_autoptr (RtCustomer) listed = NULL;

  g_assert_no_error (error);
  listed = rt_test_record (table->f, RT_LIST_CUSTOMERS, table->customers[whose]);
  check_shown (table, customer->shown, RT_CLASS_CONTACT, role, whose);
  check_shown (table, customer->shown, RT_CLASS_ADDRESS, role, whose);
  check_shown (table, listed->shown, RT_CLASS_CONTACT, role, whose);
}

static void
check_ticket (RtAnyTable *table, RtRole role, RtRole whose)
{
  static const RtClass classes[] = { RT_CLASS_CONTACT, RT_CLASS_ADDRESS, RT_CLASS_ACCESS, RT_CLASS_SERVICE };
  RtSceneChange look = { .id = table->tickets[whose] };
  g_autoptr (RtTicket) ticket = NULL;
  g_autoptr (RtTicket) listed = NULL;

  if (role == RT_ROLE_PRIVACY_OFFICER)
    {
      rt_fixture_refuse (table->f, TRUE, rt_scene_look, &look, RT_ERROR_DENIED);
      return;
    }
  ticket = rt_scene_open (table->f, look.id);
  listed = rt_test_record (table->f, RT_LIST_TICKETS, look.id);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    check_shown (table, ticket->shown, classes[i], role, whose);
  check_shown (table, listed->shown, RT_CLASS_CONTACT, role, whose);
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

static char *
number_of (RtAnyTable *table, RtListKind kind, RtRole whose)
{
  const gint64 *ids = kind == RT_LIST_ORDERS    ? table->orders
                      : kind == RT_LIST_TICKETS ? table->tickets
                                                : table->customers;

  if (kind == RT_LIST_ORDERS)
    {
      g_autoptr (RtOrder) order = rt_test_record (table->f, kind, ids[whose]);

      return rt_order_number_format (order->number);
    }
  if (kind == RT_LIST_TICKETS)
    {
      g_autoptr (RtTicket) ticket = rt_test_record (table->f, kind, ids[whose]);

      return rt_ticket_number_format (ticket->number);
    }
  g_autoptr (RtCustomer) customer = rt_test_record (table->f, kind, ids[whose]);

  return rt_customer_number_format (customer->number);
}

/* A name finds somebody exactly where it can be read; a number, which is no detail of theirs, everywhere. */
static void
check_search (RtAnyTable *table, RtRole role, RtRole whose)
{
  g_autofree char *number = number_of (table, RT_LIST_CUSTOMERS, whose);
  g_autoptr (GPtrArray) hits = rt_fixture_run (table->f, search, (gpointer) RT_ANY_NAMES[whose]);
  g_autoptr (GPtrArray) by_number = rt_fixture_run (table->f, search, number);

  g_assert_cmpuint (by_number->len, ==, 1);

  g_assert_cmpint (hits->len > 0, ==, rt_any_table_expected (table, RT_CLASS_CONTACT, role, whose) == RT_SHOW_CLEAR);
}

/* --- Asked for --- */

static gpointer
reveal (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal (work, data, error);
}

/* What comes is the class that was asked for, clear, and nothing of another. */
static void
check_revealed (const RtShown *shown, RtClass klass)
{
  for (gsize i = 0; i < G_N_ELEMENTS (RT_ANY_VALUES); i++)
    {
      const char *text = rt_shown_get_text (shown, RT_ANY_VALUES[i].field);

      g_assert_cmpstr (text, ==, RT_ANY_VALUES[i].klass == klass ? RT_ANY_VALUES[i].clear : NULL);
    }
}

static void
ask (RtAnyTable *table, RtRevealRecord record, RtClass klass, RtRole role, RtRole whose)
{
  static const guint classes_on[] = {
    [RT_REVEAL_ORDER] = 1u << RT_CLASS_CONTACT | 1u << RT_CLASS_ADDRESS | 1u << RT_CLASS_HOME,
    [RT_REVEAL_TICKET] = 1u << RT_CLASS_CONTACT | 1u << RT_CLASS_ADDRESS | 1u << RT_CLASS_SERVICE,
    [RT_REVEAL_CUSTOMER] = 1u << RT_CLASS_CONTACT | 1u << RT_CLASS_ADDRESS,
  };
  RtRevealWish wish = { .record = record, .klass = klass, .job = { RT_REVEAL_ORDER, table->orders[whose] } };
  gboolean expected = (classes_on[record.kind] & 1u << klass) != 0 &&
                      (record.kind != RT_REVEAL_TICKET || rt_any_table_reads_tickets (role)) &&
                      rt_any_table_can_ask (table, klass, role, whose);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRevealed) revealed = rt_desk_call (table->f->desk, TRUE, reveal, &wish, NULL, &error);

  g_assert_cmpint (revealed != NULL, ==, expected);
  if (revealed != NULL)
    check_revealed (revealed->shown, klass);
  else
    g_assert_false (g_error_matches (error, RT_ERROR, RT_ERROR_WAIT));
}

static void
check_reveals (RtAnyTable *table, RtRole role, RtRole whose)
{
  const RtRevealRecord records[] = { { RT_REVEAL_ORDER, table->orders[whose] },
                                     { RT_REVEAL_TICKET, table->tickets[whose] },
                                     { RT_REVEAL_CUSTOMER, table->customers[whose] } };
  gint64 before = rt_fixture_count_log (table->f, "reveal");

  for (gsize r = 0; r < G_N_ELEMENTS (records); r++)
    for (guint klass = 0; klass < RT_N_CLASSES; klass++)
      ask (table, records[r], (RtClass) klass, role, whose);
  if (role == RT_ROLE_ADMINISTRATOR)
    g_assert_cmpint (rt_fixture_count_log (table->f, "reveal"), ==, before);
}

/* --- Exported --- */

/* The line of one record; both formats have one for each. */
static char *
line_with (const char *text, const char *number)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], number) != NULL)
      return g_strdup (lines[i]);
  g_assert_not_reached ();
}

static void
check_cell (const char *line, const char *clear, const char *masked, RtShow show)
{
  g_assert_cmpint (strstr (line, clear) != NULL, ==, show == RT_SHOW_CLEAR);
  g_assert_cmpint (strstr (line, masked) != NULL, ==, show == RT_SHOW_MASKED);
}

static void
check_line (RtAnyTable *table, RtListKind kind, gboolean csv, const char *line, RtRole role, RtRole whose)
{
  RtShow contact = rt_any_table_expected (table, RT_CLASS_CONTACT, role, whose);
  g_autofree char *first = g_utf8_substring (RT_ANY_NAMES[whose], 0, 1);
  g_autofree char *name = g_strconcat (first, "**", NULL);
  g_autofree char *phone =
    csv ? g_strdup_printf ("138 0000 00%02u", 20 + whose) : g_strdup_printf ("+86138000000%02u", 20 + whose);
  g_autofree char *masked = g_strdup_printf ("138****00%02u", 20 + whose);

  check_cell (line, RT_ANY_NAMES[whose], name, contact);
  if (kind != RT_LIST_TICKETS)
    check_cell (line, phone, masked, contact);
  if (kind == RT_LIST_CUSTOMERS)
    g_assert_cmpint (strstr (line, "杭州市") != NULL, ==,
                     rt_any_table_expected (table, RT_CLASS_ADDRESS, role, whose) != RT_SHOW_HIDDEN);
  if (kind == RT_LIST_ORDERS)
    g_assert_cmpint (strstr (line, RT_ANY_TOTAL) != NULL, ==,
                     rt_any_table_expected (table, RT_CLASS_MONEY, role, whose) == RT_SHOW_CLEAR);
  for (gsize i = 0; i < G_N_ELEMENTS (RT_ANY_VALUES); i++)
    if (RT_ANY_VALUES[i].field != RT_FIELD_REGION_CITY)
      g_assert_null (strstr (line, RT_ANY_VALUES[i].clear)); /* no list shows them */
}

static void
check_export (RtAnyTable *table, RtListKind kind, RtExportFormat format, const char *path, RtRole role)
{
  RtExport wanted = { .query = { .kind = kind, .from = RT_DAY_NONE, .to = RT_DAY_NONE },
                      .format = format,
                      .path = path,
                      .reason = "for the test" };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 done = rt_fixture_export (table->f, &wanted, NULL, &error);

  if (role == RT_ROLE_ADMINISTRATOR || (kind == RT_LIST_TICKETS && !rt_any_table_reads_tickets (role)))
    {
      g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (done, >=, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (RT_ANY_WHOSE); i++)
    {
      g_autofree char *number = number_of (table, kind, RT_ANY_WHOSE[i]);
      g_autofree char *line = line_with (text, number);

      check_line (table, kind, format == RT_EXPORT_CSV, line, role, RT_ANY_WHOSE[i]);
    }
  g_unlink (path);
}

static void
check_exports (RtAnyTable *table, RtRole role)
{
  static const RtListKind kinds[] = { RT_LIST_ORDERS, RT_LIST_TICKETS, RT_LIST_CUSTOMERS };
  g_autofree char *folder = g_dir_make_tmp ("rt-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list", NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint format = 0; format < RT_N_EXPORT_FORMATS; format++)
      check_export (table, kinds[k], (RtExportFormat) format, path, role);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
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
gate_lets (RtAnyTable *table, const char *sql)
{
  Try try = { sql, FALSE };

  rt_fixture_read (table->f, try_statement, &try);
  return try.let;
}

static void
check_gate (RtAnyTable *table, RtRole role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      RtAnyCell cell = table->cells[columns[i].klass][role];
      gboolean may = role != RT_ROLE_ADMINISTRATOR && (!columns[i].of_ticket || role != RT_ROLE_PRIVACY_OFFICER);
      /* every role but the administrator's may ask for a masked value, and is given the key for it */
      gboolean key = cell >= RT_CELL_OWN || (cell == RT_CELL_MASK && rt_any_table_has_mask (columns[i].klass));

      g_assert_cmpint (gate_lets (table, columns[i].sealed), ==, may && key);
      if (columns[i].masked != NULL)
        g_assert_cmpint (gate_lets (table, columns[i].masked), ==, may && cell != RT_CELL_NOTHING);
    }
}

static void
check_wraps (RtAnyTable *table, RtRole role)
{
  for (guint klass = 0; klass < RT_CLASS_MONEY; klass++)
    {
      RtAnyCell cell = table->cells[klass][role];
      gboolean needs = role == RT_ROLE_MANAGER || cell >= RT_CELL_OWN ||
                       (cell == RT_CELL_MASK && rt_any_table_has_mask ((RtClass) klass));
      g_autofree char *sql =
        g_strdup_printf ("SELECT count(*) FROM class_key_wrap WHERE slot = %u AND staff_id = %" G_GINT64_FORMAT, klass,
                         table->staff[role]);

      g_assert_cmpint (rt_fixture_get_int (table->f, sql), ==, needs && role != RT_ROLE_ADMINISTRATOR);
    }
}

static void
check_role (RtAnyTable *table, RtRole role, gboolean asks)
{
  rt_fixture_sign_in (table->f, role);
  rt_fixture_read (table->f, prepare, NULL);
  check_gate (table, role);
  check_exports (table, role);
  for (gsize i = 0; i < G_N_ELEMENTS (RT_ANY_WHOSE); i++)
    {
      RtRole whose = RT_ANY_WHOSE[i];

      if (asks)
        check_reveals (table, role, whose);
      if (role == RT_ROLE_ADMINISTRATOR)
        {
          g_assert_null (rt_test_open (table->f, table->orders[whose], NULL));
          g_assert_null (rt_test_open_customer (table->f, table->customers[whose], NULL));
          continue;
        }
      check_order (table, role, whose);
      check_customer (table, role, whose);
      check_ticket (table, role, whose);
      check_search (table, role, whose);
    }
}

static void
test_random (void)
{
  g_autoptr (RtAnyTable) table = rt_any_table_new ();

  for (guint round = 0; round < ROUNDS; round++)
    {
      if (round == 0)
        rt_any_table_use_product (table);
      else
        rt_any_table_change (table);
      for (guint role = 0; role < RT_N_ROLES; role++)
        check_role (table, (RtRole) role, round < REVEALS_ROUNDS);
    }
  for (guint role = 0; role < RT_N_ROLES; role++)
    check_wraps (table, (RtRole) role);
  g_assert_true (rt_fixture_verify_log (table->f, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/who sees what/after every change of the table, everything shows each role what the table says",
                   test_random);
  return g_test_run ();
}
