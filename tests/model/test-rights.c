/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every right, every role, every action that a right guards: who may do what equals the table of this test, the one of
 * product.md §1 and others made at random. What is allowed is really done (and rolled back), what is not is refused. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rt-day-sheet.h"
#include "rt-error.h"
#include "rt-export.h"
#include "rt-history.h"
#include "rt-import.h"
#include "rt-keys.h"
#include "rt-lesson.h"
#include "rt-looks.h"
#include "rt-matrix-store.h"
#include "rt-notice.h"
#include "rt-order-fixture.h"
#include "rt-printed.h"
#include "rt-product.h"
#include "rt-reveal-limit.h"
#include "rt-reveal.h"
#include "rt-review.h"
#include "rt-rotation.h"
#include "rt-scene.h"
#include "rt-search.h"
#include "rt-settings.h"
#include "rt-staff-access.h"
#include "rt-training.h"

#define ROUNDS     8
#define ORDER      1
#define TICKET     1

#define BIT(right) RT_RIGHTS_OF (RT_RIGHT_##right)

typedef struct
{
  RtFixture *f;
  char *folder, *list, *orders; /* a place to export to; a file to import */
  RtRights rights[RT_N_ROLES];  /* the table, as this test wrote it */
  gint64 waiting, colleague;    /* people: one not let in yet, and who can be given a ticket */
} Scene;

/* --- Actions: each really does what it is called --- */

typedef gboolean (*Act) (RtWork *work, Scene *scene, GError **error);

static gboolean
gone (gpointer object, GDestroyNotify free_it)
{
  if (object == NULL)
    return FALSE;
  free_it (object);
  return TRUE;
}

static gboolean
list (RtWork *work, RtListKind kind, GError **error)
{
  RtListQuery query = { .kind = kind, .from = RT_DAY_NONE, .to = RT_DAY_NONE };

  return gone (rt_list_ids (work, &query, error), (GDestroyNotify) g_array_unref);
}

static gboolean
list_orders (RtWork *work, Scene *scene, GError **error)
{
  return list (work, RT_LIST_ORDERS, error);
}

static gboolean
list_tickets (RtWork *work, Scene *scene, GError **error)
{
  return list (work, RT_LIST_TICKETS, error);
}

static gboolean
list_customers (RtWork *work, Scene *scene, GError **error)
{
  return list (work, RT_LIST_CUSTOMERS, error);
}

static gboolean
open_order (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_order_open (work, ORDER, "test", error), (GDestroyNotify) rt_order_unref);
}

static gboolean
open_ticket (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_ticket_open (work, TICKET, "test", error), (GDestroyNotify) rt_ticket_unref);
}

static gboolean
open_customer (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_customer_open (work, 1, "test", error), (GDestroyNotify) rt_customer_unref);
}

static gboolean
search (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_search (work, "SO-10001", 5, error), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
enter_order (RtWork *work, Scene *scene, GError **error)
{
  g_autoptr (RtOrderEdit) edit = rt_test_edit (33);

  edit->notice_id = 1;
  rt_test_set_text (&edit->deposit, "");
  return rt_order_save (work, edit, error) != 0;
}

static gboolean
enter_paid_order (RtWork *work, Scene *scene, GError **error)
{
  g_autoptr (RtOrderEdit) edit = rt_test_edit (34);

  edit->notice_id = 1;
  return rt_order_save (work, edit, error) != 0;
}

static gboolean
change_order_state (RtWork *work, Scene *scene, GError **error)
{
  return rt_order_set_state (work, ORDER, 1, RT_ORDER_CANCELLED, RT_DAY_NONE, error);
}

static gboolean
take_order_over (RtWork *work, Scene *scene, GError **error)
{
  return rt_order_take_over (work, ORDER, "for the test", error);
}

static gboolean
plan_delivery (RtWork *work, Scene *scene, GError **error)
{
  return rt_order_plan (work, ORDER, 1, rt_day_new (2026, 12, 1), rt_day_new (2026, 12, 2), "morning", error);
}

static gboolean
enter_payment (RtWork *work, Scene *scene, GError **error)
{
  return rt_order_add_payment (work, ORDER, "payment", "card", 100, rt_day_new (2026, 11, 23), error);
}

static gboolean
open_new_ticket (RtWork *work, Scene *scene, GError **error)
{
  g_autoptr (RtTicketEdit) edit = rt_ticket_edit_new (ORDER, 0);

  edit->text = g_strdup ("It creaks.");
  return rt_ticket_create (work, edit, error) != 0;
}

static gboolean
note_on_ticket (RtWork *work, Scene *scene, GError **error)
{
  return rt_ticket_add_note (work, TICKET, "looked at it", error);
}

static gboolean
change_ticket_state (RtWork *work, Scene *scene, GError **error)
{
  return rt_ticket_set_state (work, TICKET, 1, RT_TICKET_WAITING, NULL, error);
}

static gboolean
change_priority (RtWork *work, Scene *scene, GError **error)
{
  return rt_ticket_set_priority (work, TICKET, 1, RT_PRIORITY_HIGH, error);
}

static gboolean
hand_ticket_on (RtWork *work, Scene *scene, GError **error)
{
  return rt_ticket_assign (work, TICKET, 1, scene->colleague, error);
}

static gboolean
take_ticket (RtWork *work, Scene *scene, GError **error)
{
  return rt_ticket_assign (work, TICKET, 1, rt_work_get_me (work), error);
}

static gboolean
book_visit (RtWork *work, Scene *scene, GError **error)
{
  return rt_ticket_book_visit (work, TICKET, 1, rt_day_new (2026, 11, 25), "morning", NULL, NULL, error);
}

static gboolean
enter_customer (RtWork *work, Scene *scene, GError **error)
{
  g_autoptr (RtCustomerEdit) edit = rt_customer_edit_new ();

  rt_customer_edit_set (edit, RT_FIELD_NAME, "李雷");
  rt_customer_edit_set (edit, RT_FIELD_PHONE, "138 0000 0055");
  return rt_customer_save (work, edit, TRUE, NULL, error) != 0;
}

static gboolean
look_up (RtWork *work, Scene *scene, GError **error)
{
  guint others = 0;

  return gone (rt_customer_lookup (work, "138 0000 0012", &others, error), (GDestroyNotify) rt_customer_unref);
}

static gboolean
change_product (RtWork *work, Scene *scene, GError **error)
{
  RtProduct product = { .code = (char *) "T-1", .name = (char *) "Table", .list_price = 100 };

  return rt_product_save (work, &product, error) != 0;
}

static gboolean
read_notice (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_notice_get_current (work, error), (GDestroyNotify) rt_notice_unref);
}

static gboolean
draft_notice (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_notice_get_draft (work, error), (GDestroyNotify) rt_notice_unref);
}

static gboolean
publish_notice (RtWork *work, Scene *scene, GError **error)
{
  g_autoptr (RtNotice) draft = rt_notice_get_draft (work, error);

  return draft != NULL && rt_notice_publish (work, draft->id, error);
}

static gboolean
export_orders (RtWork *work, Scene *scene, GError **error)
{
  RtExport wanted = { .query = { .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE },
                      .path = scene->list,
                      .replace = TRUE,
                      .reason = "for the test" };
  g_autoptr (RtExportRun) run = rt_export_run_new (&wanted);

  return rt_export_run_begin (work, run, error);
}

static gboolean
read_log (RtWork *work, Scene *scene, GError **error)
{
  RtHistoryQuery query = { .limit = 3 };

  return gone (rt_history_list (work, &query, error), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
make_day_sheet (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_day_sheet_read (work, rt_work_get_today (work), error), (GDestroyNotify) rt_day_sheet_unref);
}

static gboolean
verify_log (RtWork *work, Scene *scene, GError **error)
{
  RtLogReport report;

  return rt_history_verify (work, NULL, &report, error);
}

static gboolean
add_staff (RtWork *work, Scene *scene, GError **error)
{
  g_autoptr (RtSecret) password = rt_fixture_secret (RT_FIXTURE_PASSWORD);

  return rt_staff_add (work, "newcomer", "New Comer", RT_ROLES_OF (RT_ROLE_CLERK), 1, password, RT_FIXTURE_COST,
                       error) != 0;
}

static gboolean
disable_staff (RtWork *work, Scene *scene, GError **error)
{
  return rt_staff_set_disabled (work, scene->waiting, TRUE, error);
}

static gboolean
reset_staff (RtWork *work, Scene *scene, GError **error)
{
  g_autoptr (RtSecret) password = rt_fixture_secret ("another first password 7");

  return rt_staff_reset (work, scene->waiting, password, RT_FIXTURE_COST, error);
}

static gboolean
change_roles (RtWork *work, Scene *scene, GError **error)
{
  return rt_staff_set_roles (work, scene->waiting, RT_ROLES_OF (RT_ROLE_DISPATCHER), error);
}

static gboolean
change_supervisor (RtWork *work, Scene *scene, GError **error)
{
  return rt_staff_set_supervisor (work, scene->waiting, scene->colleague, error);
}

static gboolean
admit_staff (RtWork *work, Scene *scene, GError **error)
{
  return rt_staff_admit (work, scene->waiting, error);
}

static gboolean
unlock_staff (RtWork *work, Scene *scene, GError **error)
{
  return rt_staff_unlock (work, scene->waiting, error);
}

static gboolean
reset_code (RtWork *work, Scene *scene, GError **error)
{
  return rt_staff_reset_code (work, scene->waiting, error);
}

static gboolean
change_table (RtWork *work, Scene *scene, GError **error)
{
  RtMatrix wanted = *rt_work_get_matrix (work);

  rt_matrix_set (&wanted, RT_CLASS_HOME, RT_ROLE_PRIVACY_OFFICER, RT_ACCESS_MASKED);
  return rt_matrix_save (work, rt_work_get_matrix (work), &wanted, "for the test", error);
}

static gboolean
change_setting (RtWork *work, Scene *scene, GError **error)
{
  return rt_settings_set (work, RT_SETTING_LOOKUPS_PER_HOUR, 7, "for the test", error);
}

static gboolean
ask_for_more (RtWork *work, Scene *scene, GError **error)
{
  return rt_reveal_ask (work, "for the test", error) != 0;
}

static gboolean
see_who_asks (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_reveal_list_asks (work, error), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
see_findings (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_review_list (work, RT_REVIEW_LIST_ALL, error), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
see_looks (RtWork *work, Scene *scene, GError **error)
{
  RtDay today = rt_work_get_today (work);

  return gone (rt_looks_read (work, today, today, error), (GDestroyNotify) rt_looks_unref);
}

static gboolean
sign_finding (RtWork *work, Scene *scene, GError **error)
{
  return rt_review_sign (work, 1, RT_VERDICT_FINE, NULL, error);
}

static gboolean
ask_about_finding (RtWork *work, Scene *scene, GError **error)
{
  return rt_review_ask (work, 1, error);
}

static gboolean
see_lessons (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_lesson_list_all (work, error), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
retire_lesson (RtWork *work, Scene *scene, GError **error)
{
  return rt_lesson_retire (work, 3, error);
}

static gboolean
see_training (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_training_states (work, error), (GDestroyNotify) g_array_unref);
}

static gboolean
see_keys (RtWork *work, Scene *scene, GError **error)
{
  return gone (rt_keys_status (work, error), (GDestroyNotify) rt_keys_status_free);
}

static gboolean
renew_keys (RtWork *work, Scene *scene, GError **error)
{
  return rt_rotation_ask_every (work, error);
}

static gboolean
reserve (RtWork *work, const char *kind, gint64 row, GError **error)
{
  gint64 number = 0;

  return rt_printed_reserve (work, kind, row, strcmp (kind, "notice") == 0 ? row : 0, "en", &number, error);
}

static gboolean
print_order (RtWork *work, Scene *scene, GError **error)
{
  return reserve (work, "order", ORDER, error);
}

static gboolean
print_ticket (RtWork *work, Scene *scene, GError **error)
{
  return reserve (work, "ticket", TICKET, error);
}

static gboolean
print_notice (RtWork *work, Scene *scene, GError **error)
{
  return reserve (work, "notice", 1, error);
}

/* Which of these rights an action needs: all of @all, and one of @any when there are some; who writes must read too.
 * Who may do it and also has @reads does it surely; else it is refused or not, as the columns are that it touches.
 * @found: what it answers to whoever may, when there is nothing to do it to; -1: it is done. */
static const struct
{
  const char *name;
  Act act;
  RtRights all, any, reads;
  int found;
} actions[] = {
  { "list orders", list_orders, BIT (ORDER_READ), 0, 0, -1 },
  { "list tickets", list_tickets, BIT (TICKET_READ), 0, 0, -1 },
  { "list customers", list_customers, BIT (CUSTOMER_READ), 0, 0, -1 },
  { "open an order", open_order, BIT (ORDER_READ), 0, 0, -1 },
  { "open a ticket", open_ticket, BIT (TICKET_READ), 0, 0, -1 },
  { "open a customer", open_customer, BIT (CUSTOMER_READ), 0, 0, -1 },
  { "search", search, 0, BIT (ORDER_READ) | BIT (TICKET_READ) | BIT (CUSTOMER_READ), 0, -1 },
  { "enter an order", enter_order, BIT (ORDER_WRITE) | BIT (CUSTOMER_WRITE) | BIT (ORDER_READ), 0, 0, -1 },
  { "enter a paid order", enter_paid_order,
    BIT (ORDER_WRITE) | BIT (CUSTOMER_WRITE) | BIT (PAYMENT_WRITE) | BIT (ORDER_READ), 0, 0, -1 },
  { "change an order's state", change_order_state, BIT (ORDER_WRITE) | BIT (ORDER_READ), 0, 0, -1 },
  { "take an order over", take_order_over, BIT (ORDER_WRITE) | BIT (ORDER_READ), 0, 0, -1 },
  { "plan a delivery", plan_delivery, BIT (PLAN), 0, BIT (ORDER_READ), -1 },
  { "enter a payment", enter_payment, BIT (PAYMENT_WRITE) | BIT (ORDER_READ), 0, 0, -1 },
  { "open a new ticket", open_new_ticket, BIT (TICKET_WRITE) | BIT (TICKET_READ), 0, 0, -1 },
  { "note on a ticket", note_on_ticket, BIT (TICKET_WRITE) | BIT (TICKET_READ), 0, 0, -1 },
  { "change a ticket's state", change_ticket_state, BIT (TICKET_WRITE) | BIT (TICKET_READ), 0, 0, -1 },
  { "change a ticket's priority", change_priority, BIT (TICKET_WRITE) | BIT (TICKET_READ), 0, 0, -1 },
  { "hand a ticket on", hand_ticket_on, BIT (TICKET_READ) | BIT (TICKET_ASSIGN), 0, 0, -1 },
  { "take a ticket", take_ticket, BIT (TICKET_READ) | BIT (TICKET_WRITE), 0, 0, -1 },
  { "book a visit", book_visit, BIT (PLAN), 0, BIT (TICKET_READ), -1 },
  { "enter a customer", enter_customer, BIT (CUSTOMER_WRITE), 0, BIT (CUSTOMER_READ), -1 },
  { "look a customer up", look_up, BIT (CUSTOMER_LOOKUP), 0, BIT (CUSTOMER_READ), -1 },
  { "change a product", change_product, BIT (PRODUCT_WRITE), 0, BIT (ORDER_READ), -1 },
  { "read the notice", read_notice, BIT (NOTICE_READ), 0, 0, -1 },
  { "draft a notice", draft_notice, BIT (NOTICE_WRITE) | BIT (NOTICE_READ), 0, 0, -1 },
  { "publish a notice", publish_notice, BIT (NOTICE_WRITE) | BIT (NOTICE_READ), 0, 0, -1 },
  { "export orders", export_orders, BIT (EXPORT) | BIT (ORDER_READ), 0, 0, -1 },
  { "read the log", read_log, BIT (LOG_READ), 0, 0, -1 },
  { "make a daily sheet", make_day_sheet, BIT (LOG_READ), 0, 0, -1 },
  { "verify the log", verify_log, BIT (LOG_VERIFY), 0, 0, -1 },
  { "add staff", add_staff, BIT (STAFF_MANAGE), 0, 0, -1 },
  { "disable staff", disable_staff, BIT (STAFF_MANAGE), 0, 0, -1 },
  { "reset staff", reset_staff, BIT (STAFF_MANAGE), 0, 0, -1 },
  { "change roles", change_roles, BIT (STAFF_MANAGE), 0, 0, -1 },
  { "change a supervisor", change_supervisor, BIT (STAFF_MANAGE), 0, 0, -1 },
  { "let staff in", admit_staff, BIT (STAFF_ADMIT), 0, 0, -1 },
  { "unlock staff", unlock_staff, 0, BIT (STAFF_MANAGE) | BIT (STAFF_ADMIT), 0, -1 },
  { "take codes away", reset_code, 0, BIT (STAFF_MANAGE) | BIT (STAFF_ADMIT), 0, -1 },
  { "change the table", change_table, BIT (MATRIX_WRITE), 0, 0, -1 },
  { "change a setting", change_setting, BIT (SETTINGS_WRITE), 0, 0, -1 },
  { "ask to be shown more", ask_for_more, BIT (REVEAL), 0, 0, -1 },
  { "see who asks for more", see_who_asks, BIT (REVEAL_GRANT), 0, 0, -1 },
  { "see the findings", see_findings, BIT (REVIEW_READ), 0, 0, -1 },
  { "see the looks", see_looks, BIT (REVIEW_READ), 0, 0, -1 },
  { "sign a finding off", sign_finding, BIT (REVIEW_SIGN) | BIT (REVIEW_READ), 0, 0, RT_ERROR_NOT_FOUND },
  { "ask about a finding", ask_about_finding, BIT (REVIEW_SIGN) | BIT (REVIEW_READ), 0, 0, RT_ERROR_NOT_FOUND },
  { "see the drafts of lessons", see_lessons, BIT (TRAINING_WRITE), 0, 0, -1 },
  { "retire a lesson", retire_lesson, BIT (TRAINING_WRITE), 0, 0, -1 },
  { "see everybody's training", see_training, 0, BIT (STAFF_MANAGE) | BIT (STAFF_ADMIT) | BIT (TRAINING_WRITE), 0, -1 },
  { "see the keys", see_keys, BIT (KEYS_MANAGE), 0, 0, -1 },
  { "renew the keys", renew_keys, BIT (KEYS_MANAGE), 0, 0, -1 },
  { "print an order", print_order, BIT (ORDER_READ), 0, 0, -1 },
  { "print a ticket", print_ticket, BIT (TICKET_READ), 0, 0, -1 },
  { "print the notice", print_notice, BIT (NOTICE_READ), 0, 0, -1 },
};

/* --- Trying --- */

typedef struct
{
  Scene *scene;
  Act act;
  GError *error;
  gboolean done;
} Try;

/* Whatever was done is taken back: the job fails at its end. */
static gpointer
try_action (RtWork *work, gpointer data, GError **error)
{
  Try *try = data;

  try->done = try->act (work, try->scene, &try->error);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_BUSY, "taken back");
  return NULL;
}

/* The sentence of whoever finds a hole must say where it is. */
static void
fail (RtRole role, gsize i, const char *how)
{
  g_error ("%s, %s: %s", rt_role_id (role), actions[i].name, how);
}

static void
check_action (Scene *scene, RtRole role, gsize i)
{
  RtRights has = scene->rights[role];
  gboolean may = (has & actions[i].all) == actions[i].all && (actions[i].any == 0 || (has & actions[i].any) != 0);
  gboolean surely = may && (has & actions[i].reads) == actions[i].reads;
  Try try = { scene, actions[i].act, NULL, FALSE };
  g_autoptr (GError) taken_back = NULL;
  gboolean refused;

  rt_desk_call (scene->f->desk, TRUE, try_action, &try, NULL, &taken_back);
  refused = g_error_matches (try.error, RT_ERROR, RT_ERROR_DENIED);
  if (!may && !refused)
    fail (role, i, "done without the right to");
  if (may && !surely && !refused && try.error != NULL && !g_error_matches (try.error, RT_ERROR, actions[i].found))
    fail (role, i, try.error->message);
  if (surely && (actions[i].found == -1 ? !try.done : !g_error_matches (try.error, RT_ERROR, actions[i].found)))
    fail (role, i, try.error != NULL ? try.error->message : "not done");
  g_clear_error (&try.error);
}

/* Importing is work of its own; the same file adds nothing the second time. */
static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
check_import (Scene *scene, RtRole role)
{
  const RtRights needs = BIT (ORDER_IMPORT) | BIT (ORDER_READ);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtImportPlan) plan = rt_import_plan_new (scene->orders, NULL, &error);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (RtImportResult) result = NULL;

  g_assert_no_error (error);
  rt_import_run_async (scene->f->desk, plan, FALSE, NULL, NULL, NULL, on_imported, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = rt_import_run_finish (scene->f->desk, answer, &error);
  if ((scene->rights[role] & needs) == needs)
    g_assert_no_error (error);
  else
    g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
  g_assert_cmpint (result != NULL, ==, error == NULL);
}

static void
check_everybody (Scene *scene)
{
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      rt_fixture_sign_in (scene->f, (RtRole) role);
      for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
        check_action (scene, (RtRole) role, i);
      check_import (scene, (RtRole) role);
    }
}

/* --- The table --- */

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

/* Everything is clear to everybody who sees customers, so that nothing but rights decides. */
static void
write_table (Scene *scene)
{
  RtMatrix both[2];

  rt_fixture_sign_in_owner (scene->f);
  g_assert_nonnull (rt_fixture_run (scene->f, get_matrix, &both[0]));
  both[1] = both[0];
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      for (guint klass = 0; klass < RT_N_CLASSES; klass++)
        rt_matrix_set (&both[1], (RtClass) klass, (RtRole) role, RT_ACCESS_CLEAR);
      for (guint right = 0; right < RT_N_RIGHTS; right++)
        rt_matrix_set_right (&both[1], (RtRole) role, (RtRight) right,
                             (scene->rights[role] & RT_RIGHTS_OF (right)) != 0);
    }
  g_assert_nonnull (rt_fixture_run (scene->f, save_matrix, both));
}

/* product.md §1, in words of this test. */
static void
use_product (Scene *scene)
{
  const RtRights reads = BIT (ORDER_READ) | BIT (TICKET_READ) | BIT (CUSTOMER_READ) | BIT (NOTICE_READ);
  const RtRights asks = BIT (CUSTOMER_LOOKUP) | BIT (REVEAL);

  scene->rights[RT_ROLE_CLERK] = reads | asks | BIT (ORDER_WRITE) | BIT (CUSTOMER_WRITE) | BIT (PAYMENT_WRITE);
  scene->rights[RT_ROLE_SERVICE] = reads | asks | BIT (TICKET_WRITE);
  scene->rights[RT_ROLE_DISPATCHER] = reads | asks | BIT (TICKET_ASSIGN) | BIT (PLAN);
  scene->rights[RT_ROLE_MANAGER] = (BIT (KEYS_MANAGE) * 2 - 1) & ~BIT (STAFF_MANAGE);
  scene->rights[RT_ROLE_PRIVACY_OFFICER] = BIT (ORDER_READ) | BIT (CUSTOMER_READ) | BIT (NOTICE_READ) | BIT (REVEAL) |
                                           BIT (LOG_READ) | BIT (LOG_VERIFY) | BIT (REVIEW_READ) | BIT (TRAINING_WRITE);
  scene->rights[RT_ROLE_ADMINISTRATOR] = BIT (STAFF_MANAGE) | BIT (SETTINGS_WRITE) | BIT (KEYS_MANAGE);
}

/* Who writes notices must read them, who signs findings off must see them. */
static RtRights
of_use (RtRights rights)
{
  if (!(rights & BIT (NOTICE_READ)))
    rights &= ~BIT (NOTICE_WRITE);
  if (!(rights & BIT (REVIEW_READ)))
    rights &= ~BIT (REVIEW_SIGN);
  return rights;
}

/* Letting people in and the table stay with the manager, accounts with the administrator, who gets nothing that shows
 * a customer; and what no store can do without stays with somebody. */
static void
use_any (Scene *scene)
{
  const RtRights fixed = BIT (STAFF_ADMIT) | BIT (MATRIX_WRITE) | BIT (STAFF_MANAGE);
  const RtRights without_customers =
    BIT (SETTINGS_WRITE) | BIT (KEYS_MANAGE) | BIT (LOG_READ) | BIT (LOG_VERIFY) | BIT (TRAINING_WRITE);
  const RtRights needed = without_customers | BIT (REVIEW_READ) | BIT (REVIEW_SIGN) | BIT (NOTICE_WRITE);
  RtRights together = 0;

  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      scene->rights[role] = 0;
      for (guint right = 0; right < RT_N_RIGHTS; right++)
        if (g_test_rand_bit ())
          scene->rights[role] |= RT_RIGHTS_OF (right);
      scene->rights[role] &= role == RT_ROLE_ADMINISTRATOR ? without_customers : ~fixed;
      together |= of_use (scene->rights[role]);
    }
  scene->rights[RT_ROLE_MANAGER] |= BIT (STAFF_ADMIT) | BIT (MATRIX_WRITE) | BIT (NOTICE_READ) | BIT (REVIEW_READ);
  scene->rights[RT_ROLE_MANAGER] |= needed & ~together;
  scene->rights[RT_ROLE_ADMINISTRATOR] |= BIT (STAFF_MANAGE);
  scene->rights[RT_ROLE_SERVICE] |= BIT (TICKET_READ) | BIT (TICKET_WRITE); /* so that somebody can be given a ticket */
}

/* --- The store --- */

static gpointer
open_one_ticket (RtWork *work, gpointer data, GError **error)
{
  return open_new_ticket (work, data, error) ? data : NULL;
}

static void
scene_open (Scene *self)
{
  g_autoptr (GError) error = NULL;
  static const char csv[] = "Order number,Date,Customer number,Customer,Phone,Product,Quantity,Unit price\n"
                            "K-1,2026-02-01,C-1,Han Meimei,13800000099,Oak chair,1,10.00\n";

  self->f = rt_fixture_new (NULL);
  self->folder = g_dir_make_tmp ("rt-rights-XXXXXX", &error);
  self->list = g_build_filename (self->folder, "list.csv", NULL);
  self->orders = g_build_filename (self->folder, "orders.csv", NULL);
  g_assert_true (g_file_set_contents (self->orders, csv, -1, &error));
  rt_fixture_sign_in (self->f, RT_ROLE_CLERK);
  g_assert_cmpint (rt_test_order (self->f, 12), ==, ORDER);
  rt_fixture_sign_in (self->f, RT_ROLE_SERVICE);
  rt_fixture_run (self->f, open_one_ticket, self);
  self->waiting = rt_fixture_add (self->f, "waiting", "Waiting", RT_ROLES_OF (RT_ROLE_CLERK), FALSE);
  self->colleague = rt_fixture_add (self->f, "colleague", "Colleague",
                                    RT_ROLES_OF (RT_ROLE_SERVICE) | RT_ROLES_OF (RT_ROLE_MANAGER), TRUE);
}

static void
scene_close (Scene *self)
{
  g_unlink (self->list);
  g_unlink (self->orders);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  rt_fixture_free (self->f);
  g_free (self->folder);
  g_free (self->list);
  g_free (self->orders);
}

static void
test_rights (void)
{
  Scene scene = { 0 };

  scene_open (&scene);
  for (guint round = 0; round < ROUNDS; round++)
    {
      if (round == 0)
        use_product (&scene);
      else
        use_any (&scene);
      write_table (&scene);
      check_everybody (&scene);
    }
  scene_close (&scene);
}

/* Whoever adds a right must say here what it guards. */
static void
test_every_right (void)
{
  RtRights named = BIT (ORDER_IMPORT);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    named |= actions[i].all | actions[i].any;
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    g_assert_true ((named & RT_RIGHTS_OF (right)) != 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rights/every role does what its rights let it and nothing else, under any table", test_rights);
  g_test_add_func ("/rights/no right is left out", test_every_right);
  return g_test_run ();
}
