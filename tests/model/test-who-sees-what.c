/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For every role and every personal field, own work or not: what orders and customers show equals the table of
 * product.md §4, written out here anew. */
#include "config.h"

#include "rt-order-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rt-error.h"
#include "rt-export.h"
#include "rt-record-list.h"
#include "rt-reveal.h"
#include "rt-text.h"

typedef enum
{
  CLEAR,
  OWN,
  MASKED,
  HIDDEN
} Cell;

/* product.md §4, row by row; clerk, service, dispatcher, manager, privacy officer, administrator. */
static const struct
{
  RtClass klass;
  Cell cells[RT_N_ROLES];
} table[] = {
  { RT_CLASS_CONTACT, { OWN, OWN, OWN, CLEAR, MASKED, HIDDEN } },
  { RT_CLASS_ADDRESS, { OWN, OWN, OWN, CLEAR, MASKED, HIDDEN } },
  { RT_CLASS_HOME, { OWN, OWN, HIDDEN, MASKED, HIDDEN, HIDDEN } },
};
static const Cell money[RT_N_ROLES] = { CLEAR, HIDDEN, HIDDEN, CLEAR, HIDDEN, HIDDEN };

/* What was typed, and what the masked form of each is. NULL masked: something is on file, and that is all. */
static const struct
{
  RtFieldId field;
  const char *clear, *masked;
} values[] = {
  { RT_FIELD_NAME, "张伟", "张**" },
  { RT_FIELD_PHONE, "+8613800000012", "138****0012" },
  { RT_FIELD_EMAIL, "zhang.wei@example.com", "z***@example.com" },
  { RT_FIELD_WECHAT, "zhangwei-example", NULL },
  { RT_FIELD_REGION_PROVINCE, "浙江省", "浙江省" },
  { RT_FIELD_REGION_CITY, "杭州市", "杭州市" },
  { RT_FIELD_REGION_DISTRICT, "西湖区", "西湖区" },
  { RT_FIELD_STREET, "样例路12号", NULL },
  { RT_FIELD_UNIT, "3单元", NULL },
  { RT_FIELD_STYLE, "modern", NULL },
};

static Cell
cell_of (RtClass klass, RtRole role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].klass == klass)
      return table[i].cells[role];
  return HIDDEN;
}

static RtShow
expected_show (RtClass klass, RtRole role, gboolean own)
{
  switch (cell_of (klass, role))
    {
    case CLEAR:
      return RT_SHOW_CLEAR;
    case OWN:
      return own ? RT_SHOW_CLEAR : RT_SHOW_MASKED;
    case MASKED:
      return RT_SHOW_MASKED;
    case HIDDEN:
    default:
      return RT_SHOW_HIDDEN;
    }
}

static void
check_value (const RtShown *shown, gsize i, RtShow show)
{
  const char *text = rt_shown_get_text (shown, values[i].field);

  g_assert_cmpint (rt_shown_get_show (shown, values[i].field), ==, show);
  if (show == RT_SHOW_CLEAR)
    g_assert_cmpstr (text, ==, values[i].clear);
  else if (show == RT_SHOW_HIDDEN)
    g_assert_null (text);
  else if (values[i].masked != NULL)
    g_assert_cmpstr (text, ==, values[i].masked);
  else
    g_assert_true (text == NULL || strstr (text, values[i].clear) == NULL);
}

/* @whole FALSE: lists hold no home details, whoever looks. */
static void
check_shown (const RtShown *shown, RtRole role, gboolean own, gboolean whole)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      RtClass klass = rt_field_info (values[i].field)->klass;

      if (klass == RT_CLASS_HOME && !whole)
        check_value (shown, i, RT_SHOW_HIDDEN);
      else
        check_value (shown, i, expected_show (klass, role, own));
    }
}

static void
check_money (const RtOrder *order, RtRole role)
{
  gboolean shown = money[role] == CLEAR;

  g_assert_cmpint (order->money, ==, shown);
  g_assert_cmpint (order->total == RT_MINOR_NONE, ==, !shown);
  g_assert_cmpint (order->paid == RT_MINOR_NONE, ==, !shown);
  if (order->lines != NULL)
    for (guint i = 0; i < order->lines->len; i++)
      {
        const RtOrderLine *line = g_ptr_array_index (order->lines, i);

        g_assert_cmpint (line->line_total == RT_MINOR_NONE, ==, !shown);
        g_assert_cmpint (line->unit_price == RT_MINOR_NONE, ==, !shown);
      }
  if (order->lines != NULL)
    g_assert_cmpint (order->payments != NULL, ==, shown);
}

static gint64
make_order (RtFixture *f)
{
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (GError) error = NULL;
  gint64 id;

  rt_test_set (edit, RT_FIELD_STYLE, "modern");
  edit->home_consent = TRUE;
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  id = rt_test_save (f, edit, &error);
  g_assert_no_error (error);
  return id;
}

static void
check_role (RtFixture *f, gint64 id, RtRole role, gboolean own)
{
  gint64 looks = rt_fixture_count_log (f, "order.open");
  g_autoptr (GError) error = NULL;
  g_autoptr (RtOrder) order = rt_test_open (f, id, &error);

  if (role == RT_ROLE_ADMINISTRATOR)
    {
      g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
      g_assert_null (rt_test_open_customer (f, 1, NULL));
      g_assert_cmpint (rt_fixture_count_log (f, "order.open"), ==, looks);
      return;
    }
  g_assert_no_error (error);
  check_shown (order->shown, role, own, TRUE);
  check_money (order, role);
  g_assert_cmpint (rt_fixture_count_log (f, "order.open"), ==, looks + 1);
  {
    g_autoptr (RtOrder) listed = rt_test_record (f, RT_LIST_ORDERS, id);
    g_autoptr (RtCustomer) opened = rt_test_open_customer (f, order->customer_id, &error);
    g_autoptr (RtCustomer) row = rt_test_record (f, RT_LIST_CUSTOMERS, order->customer_id);

    g_assert_no_error (error);
    check_shown (listed->shown, role, own, FALSE);
    check_money (listed, role);
    check_shown (opened->shown, role, own, FALSE);
    check_shown (row->shown, role, own, FALSE);
  }
}

/* --- Exported --- */

/* As the file writes it: numbers grouped in CSV. */
static gboolean
file_says (const char *text, const char *value)
{
  g_autofree char *grouped = rt_phone_format (value);

  return strstr (text, value) != NULL || strstr (text, grouped) != NULL;
}

static void
check_file (const char *text, RtListKind kind, RtRole role, gboolean own)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      RtFieldId field = values[i].field;
      gboolean column = field == RT_FIELD_NAME || field == RT_FIELD_PHONE ||
                        (field == RT_FIELD_REGION_CITY && kind == RT_LIST_CUSTOMERS);
      RtShow show = column ? expected_show (rt_field_info (field)->klass, role, own) : RT_SHOW_HIDDEN;
      gboolean same = values[i].masked != NULL && strcmp (values[i].clear, values[i].masked) == 0;

      g_assert_cmpint (file_says (text, values[i].clear), ==,
                       show == RT_SHOW_CLEAR || (show == RT_SHOW_MASKED && same));
      if (show == RT_SHOW_MASKED)
        g_assert_true (file_says (text, values[i].masked));
    }
  g_assert_cmpint (file_says (text, "13800.00"), ==, kind == RT_LIST_ORDERS && money[role] == CLEAR);
}

/* Everybody but the administrator may export here; the file holds what their list shows. */
static void
check_exports (RtFixture *f, RtRole role, gboolean own)
{
  static const RtListKind kinds[] = { RT_LIST_ORDERS, RT_LIST_CUSTOMERS };
  g_autofree char *folder = g_dir_make_tmp ("rt-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list", NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint format = 0; format < RT_N_EXPORT_FORMATS; format++)
      {
        RtExport wanted = { .query = { .kind = kinds[k], .from = RT_DAY_NONE, .to = RT_DAY_NONE },
                            .format = (RtExportFormat) format,
                            .path = path,
                            .reason = "for the test" };
        g_autoptr (GError) error = NULL;
        g_autofree char *text = NULL;
        gint64 done = rt_fixture_export (f, &wanted, NULL, &error);

        if (role == RT_ROLE_ADMINISTRATOR)
          {
            g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
            continue;
          }
        g_assert_no_error (error);
        g_assert_cmpint (done, ==, 1);
        g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
        check_file (text, kinds[k], role, own);
        g_unlink (path);
      }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* --- Revealed --- */

static gpointer
reveal (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal (work, data, error);
}

/* What was revealed is the asked class, clear, and nothing of any other. */
static void
check_revealed (const RtRevealed *revealed, RtClass klass)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    check_value (revealed->shown, i, rt_field_info (values[i].field)->klass == klass ? RT_SHOW_CLEAR : RT_SHOW_HIDDEN);
}

/* Exactly what is masked for them in this record can be revealed, once each, and it does not stay. */
static void
check_reveals (RtFixture *f, gint64 order_id, RtRole role, gboolean own)
{
  static const RtRevealKind kinds[] = { RT_REVEAL_ORDER, RT_REVEAL_CUSTOMER };
  gint64 customer_id = 1;

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint klass = 0; klass < RT_N_CLASSES; klass++)
      {
        RtRevealWish wish = { .record = { kinds[k], kinds[k] == RT_REVEAL_ORDER ? order_id : customer_id },
                              .klass = (RtClass) klass,
                              .job = { RT_REVEAL_ORDER, order_id } };
        gboolean there = klass == RT_CLASS_CONTACT || klass == RT_CLASS_ADDRESS ||
                         (klass == RT_CLASS_HOME && kinds[k] == RT_REVEAL_ORDER);
        gint64 recorded = rt_fixture_count_log (f, "reveal");
        g_autoptr (GError) error = NULL;
        g_autoptr (RtRevealed) revealed = rt_desk_call (f->desk, TRUE, reveal, &wish, NULL, &error);
        gboolean expected = there && expected_show ((RtClass) klass, role, own) == RT_SHOW_MASKED;

        g_assert_cmpint (revealed != NULL, ==, expected);
        g_assert_cmpint (rt_fixture_count_log (f, "reveal"), ==, recorded + expected);
        if (revealed != NULL)
          check_revealed (revealed, (RtClass) klass);
        else
          g_assert_nonnull (error);
      }
}

/* Gives the order to the person of the role in the only way their role has. */
static void
make_own (RtFixture *f, gint64 id, RtRole role, gint64 staff)
{
  g_autofree char *sql = NULL;

  switch (role)
    {
    case RT_ROLE_CLERK:
      sql =
        g_strdup_printf ("UPDATE orders SET taken_by = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT, staff, id);
      break;
    case RT_ROLE_SERVICE:
      sql = g_strdup_printf (
        "INSERT INTO ticket (number, order_id, customer_id, type, priority, state, assigned_to, opened_by, opened_at,"
        " changed_at) SELECT 9001, id, customer_id, 'defect', 'normal', 'waiting', %" G_GINT64_FORMAT ", 1, 0, 0"
        " FROM orders WHERE id = %" G_GINT64_FORMAT,
        staff, id);
      break;
    case RT_ROLE_DISPATCHER:
      sql = g_strdup_printf ("UPDATE orders SET planned_by = %" G_GINT64_FORMAT
                             ", deliver_from = %d, deliver_to = %d WHERE id = %" G_GINT64_FORMAT,
                             staff, rt_day_new (2026, 11, 24), rt_day_new (2026, 11, 25), id);
      break;
    default:
      return;
    }
  rt_fixture_exec (f, sql);
}

static void
test_matrix (void)
{
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      g_autoptr (RtFixture) f = rt_fixture_new (NULL);
      gint64 id = make_order (f);
      gint64 staff;

      rt_fixture_exec (f, "UPDATE orders SET taken_by = 1"); /* the owner's: nobody's here */
      for (guint other = 0; other < RT_N_ROLES; other++)
        {
          g_autofree char *sql =
            g_strdup_printf ("INSERT INTO role_right (role, right, allowed) VALUES (%u, 'export', 1)", other);

          rt_fixture_exec (f, sql);
        }
      staff = rt_fixture_sign_in (f, (RtRole) role);
      check_role (f, id, (RtRole) role, FALSE);
      check_exports (f, (RtRole) role, FALSE);
      check_reveals (f, id, (RtRole) role, FALSE);
      check_role (f, id, (RtRole) role, FALSE);
      check_exports (f, (RtRole) role, FALSE);
      make_own (f, id, (RtRole) role, staff);
      rt_fixture_sign_in (f, (RtRole) role);
      check_role (f, id, (RtRole) role, TRUE);
      check_exports (f, (RtRole) role, TRUE);
      check_reveals (f, id, (RtRole) role, TRUE);
    }
}

/* Another role's kind of work is not one's own: a clerk with a ticket, a dispatcher who took the order. */
static void
test_other_kind_of_work (void)
{
  static const struct
  {
    RtRole role, kind;
  } pairs[] = {
    { RT_ROLE_CLERK, RT_ROLE_SERVICE },         { RT_ROLE_CLERK, RT_ROLE_DISPATCHER },
    { RT_ROLE_SERVICE, RT_ROLE_CLERK },         { RT_ROLE_SERVICE, RT_ROLE_DISPATCHER },
    { RT_ROLE_DISPATCHER, RT_ROLE_CLERK },      { RT_ROLE_DISPATCHER, RT_ROLE_SERVICE },
    { RT_ROLE_PRIVACY_OFFICER, RT_ROLE_CLERK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (RtFixture) f = rt_fixture_new (NULL);
      gint64 id = make_order (f);
      gint64 staff;

      rt_fixture_exec (f, "UPDATE orders SET taken_by = 1");
      staff = rt_fixture_sign_in (f, pairs[i].role);
      make_own (f, id, pairs[i].kind, staff);
      rt_fixture_sign_in (f, pairs[i].role);
      check_role (f, id, pairs[i].role, FALSE);
    }
}

static gpointer
list_ids (RtWork *work, gpointer data, GError **error)
{
  return rt_list_ids (work, data, error);
}

static void
test_no_side_doors (void)
{
  RtListQuery query = { .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  make_order (f);
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      rt_fixture_sign_in (f, (RtRole) role);
      query.sort = "total";
      if (money[role] == CLEAR)
        g_array_unref (rt_fixture_run (f, list_ids, &query));
      else
        rt_fixture_refuse (f, TRUE, list_ids, &query, RT_ERROR_DENIED);
      query.sort = "name";
      rt_fixture_refuse (f, TRUE, list_ids, &query, role == RT_ROLE_ADMINISTRATOR ? RT_ERROR_DENIED : RT_ERROR_INVALID);
    }
}

/* Waiting to be let in: everything falls to masked, money to nothing. */
static void
test_restricted (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 id = make_order (f);
  g_autoptr (RtOrder) order = NULL;
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_owner (f);
  rt_fixture_add (f, "new.clerk", "New Clerk", RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_MANAGER), FALSE);
  g_assert_true (rt_fixture_sign_in_as (f, "new.clerk", RT_FIXTURE_PASSWORD, NULL, NULL));
  order = rt_test_open (f, id, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    check_value (order->shown, i, RT_SHOW_MASKED);
  g_assert_false (order->money);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func (
    "/who sees what/orders and customers show each role what the table says, own work, not, and revealed", test_matrix);
  g_test_add_func ("/who sees what/work of another kind is not one's own", test_other_kind_of_work);
  g_test_add_func ("/who sees what/nobody sorts by what they may not see", test_no_side_doors);
  g_test_add_func ("/who sees what/somebody not let in yet sees masks", test_restricted);
  return g_test_run ();
}
