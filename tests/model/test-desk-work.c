/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work for the person signed in, and what locking does to it. */
#include "config.h"

#include "rt-draft.h"
#include "rt-fixture.h"
#include "rt-printed.h"

#include <string.h>

#include "rt-desk-private.h"
#include "rt-error.h"

static gpointer
do_nothing (RtWork *work, gpointer data, GError **error)
{
  return NULL;
}

static gpointer
take_number (RtWork *work, gpointer data, GError **error)
{
  rt_work_next_number (work, "order", data, error);
  return NULL;
}

static gpointer
take_number_and_fail (RtWork *work, gpointer data, GError **error)
{
  gint64 number = 0;

  if (rt_work_next_number (work, "order", &number, error) &&
      rt_work_log (work, "order.save", "orders", 1, 0, NULL, NULL, error))
    rt_error_set_invalid (error, "order", "Told to fail.");
  return NULL;
}

static gpointer
need_matrix (RtWork *work, gpointer data, GError **error)
{
  rt_work_need (work, RT_RIGHT_MATRIX_WRITE, error);
  return NULL;
}

static gpointer
name_hidden (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), "SELECT secret_sealed FROM staff", error);

  return NULL;
}

static gpointer
save_draft (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (GBytes) content = data != NULL ? g_bytes_new (data, strlen (data)) : NULL;

  rt_draft_save (work, "order", content, error);
  return NULL;
}

static gpointer
load_draft (RtWork *work, gpointer data, GError **error)
{
  return rt_draft_load (work, "order", error);
}

static void
test_locked (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  rt_fixture_refuse (f, TRUE, do_nothing, NULL, RT_ERROR_LOCKED);
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, do_nothing, NULL);
  rt_fixture_read (f, do_nothing, NULL);
  rt_fixture_lock (f);
  rt_fixture_refuse (f, FALSE, do_nothing, NULL, RT_ERROR_LOCKED);
}

static void
test_numbers (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 number = 0;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, take_number, &number);
  g_assert_cmpint (number, ==, 10001);
  rt_fixture_refuse (f, TRUE, take_number_and_fail, NULL, RT_ERROR_INVALID);
  rt_fixture_run (f, take_number, &number);
  g_assert_cmpint (number, ==, 10002);
  g_assert_cmpint (rt_fixture_count_log (f, "order.save"), ==, 0);
}

static void
test_refusal (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, TRUE, need_matrix, NULL, RT_ERROR_DENIED);
  g_assert_cmpint (rt_fixture_get_int (f,
                                       "SELECT count(*) FROM log WHERE action = 'refused' AND detail = 'matrix-write'"),
                   ==, 1);
  rt_fixture_refuse (f, FALSE, need_matrix, NULL, RT_ERROR_DENIED);
  g_assert_cmpint (rt_fixture_count_log (f, "refused"), ==, 2);
  rt_fixture_refuse (f, FALSE, name_hidden, NULL, RT_ERROR_DENIED);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM log WHERE action = 'refused' AND detail = 'policy'"),
                   ==, 1);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

static void
test_dismissed (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 clerk = rt_fixture_sign_in (f, RT_ROLE_CLERK);
  g_autoptr (RtPerson) person = rt_person_ref (rt_desk_get_person (f->desk));
  g_autoptr (GError) error = NULL;

  /* behind the desk's back, as another process with the keys could */
  g_assert_cmpint (clerk, >, 0);
  rt_fixture_run (f, do_nothing, NULL);
  {
    g_autoptr (RtDb) db = rt_db_open (f->path, RT_DB_WRITE, rt_fixture_keyring_peek (f->keyring, "store-key"), &error);

    g_assert_no_error (error);
    rt_db_exec (db, "UPDATE staff SET state = 'disabled' WHERE login = 'clerk'", &error);
    g_assert_no_error (error);
  }
  rt_fixture_refuse (f, FALSE, do_nothing, NULL, RT_ERROR_LOCKED);
  g_assert_null (rt_desk_get_person (f->desk));
}

typedef struct
{
  RtFixture *f;
  GAsyncResult *draft;
  GAsyncResult *read;
  guint count;
} Locking;

static void
on_locking (RtDesk *desk, gpointer data)
{
  Locking *locking = data;

  locking->count++;
  g_assert_nonnull (rt_desk_get_person (desk));
  rt_desk_run_async (desk, TRUE, save_draft, (gpointer) "half an order", NULL, NULL, NULL, rt_desk_await_cb,
                     &locking->draft);
  rt_desk_run_async (desk, FALSE, load_draft, NULL, NULL, (GDestroyNotify) g_bytes_unref, NULL, rt_desk_await_cb,
                     &locking->read);
  rt_desk_lock (desk, "again");
}

static void
test_lock (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Locking locking = { f, NULL, NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) draft = NULL;

  rt_fixture_sign_in_owner (f);
  g_signal_connect (f->desk, "locking", G_CALLBACK (on_locking), &locking);
  rt_fixture_lock (f);
  g_assert_cmpuint (locking.count, ==, 1);
  g_assert_null (rt_desk_get_person (f->desk));
  g_signal_handlers_disconnect_by_func (f->desk, on_locking, &locking);
  /* neither is delivered, but the draft was kept */
  rt_desk_run_finish (f->desk, rt_desk_await (&locking.draft), &error);
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (rt_desk_run_finish (f->desk, rt_desk_await (&locking.read), &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_object_unref (locking.draft);
  g_object_unref (locking.read);
  rt_fixture_sign_in_owner (f);
  draft = rt_fixture_read (f, load_draft, NULL);
  g_assert_cmpmem (g_bytes_get_data (draft, NULL), (int) g_bytes_get_size (draft), "half an order", 13);
}

static gpointer
steal_draft (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "UPDATE draft SET sealed = (SELECT sealed FROM draft WHERE staff_id = ?1)"
                   " WHERE staff_id = ?2",
                   error);

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "ii", *(gint64 *) data, rt_work_get_me (work));
  rt_statement_run (statement, error);
  return NULL;
}

static void
test_draft_of_another (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 clerk = rt_fixture_sign_in (f, RT_ROLE_CLERK);

  rt_fixture_run (f, save_draft, (gpointer) "the clerk's");
  rt_fixture_lock (f);
  for (guint i = 0; i < 2; i++)
    {
      if (i == 0)
        rt_fixture_sign_in (f, RT_ROLE_SERVICE);
      else
        rt_fixture_sign_in_owner (f);
      g_assert_null (rt_fixture_read (f, load_draft, NULL));
      rt_fixture_run (f, save_draft, (gpointer) "my own");
      rt_fixture_run (f, steal_draft, &clerk);
      rt_fixture_refuse (f, FALSE, load_draft, NULL, RT_ERROR_DAMAGED);
      rt_fixture_run (f, save_draft, NULL);
      g_assert_null (rt_fixture_read (f, load_draft, NULL));
    }
}

static gpointer
change_something (RtWork *work, gpointer data, GError **error)
{
  rt_work_changed (work, "orders", 17);
  if (data != NULL)
    rt_error_set_invalid (error, "order", "Told to fail.");
  return NULL;
}

static void
on_changed (RtDesk *desk, const char *table, gint64 row, gpointer data)
{
  g_assert_cmpstr (table, ==, "orders");
  g_assert_cmpint (row, ==, 17);
  (*(guint *) data)++;
}

static void
test_changed (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  guint count = 0;

  rt_fixture_sign_in_owner (f);
  g_signal_connect (f->desk, "changed", G_CALLBACK (on_changed), &count);
  rt_fixture_run (f, change_something, NULL);
  g_assert_cmpuint (count, ==, 1);
  rt_fixture_refuse (f, TRUE, change_something, f, RT_ERROR_INVALID);
  g_assert_cmpuint (count, ==, 1);
}

static gpointer
work_long (RtWork *work, gpointer data, GError **error)
{
  for (gint64 i = 1; i <= 100; i++)
    if (!rt_work_progress (work, i, 100, error))
      return NULL;
  return data;
}

static gpointer
work_until_stopped (RtWork *work, gpointer data, GError **error)
{
  g_atomic_int_set ((gint *) data, 1);
  while (rt_work_progress (work, 1, 0, error))
    g_usleep (200);
  return NULL;
}

static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  g_assert_cmpint (done, <=, total == 0 ? done : total);
  *(gint64 *) data = done;
}

static void
test_long (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;
  gint64 told = 0;
  gint begun = 0;

  rt_fixture_sign_in_owner (f);
  rt_desk_run_long_async (f->desk, work_long, f, NULL, NULL, on_progress, &told, NULL, rt_desk_await_cb, &result);
  g_assert_true (rt_desk_run_finish (f->desk, rt_desk_await (&result), &error) == f);
  g_assert_cmpint (told, >, 0);
  rt_desk_run_long_async (f->desk, work_until_stopped, &begun, NULL, NULL, on_progress, &told, NULL, rt_desk_await_cb,
                          &stopped);
  while (g_atomic_int_get (&begun) == 0)
    g_main_context_iteration (NULL, FALSE);
  rt_fixture_lock (f);
  rt_desk_run_finish (f->desk, rt_desk_await (&stopped), &error);
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
}

static gpointer
print_notice (RtWork *work, gpointer data, GError **error)
{
  rt_printed_record (work, "notice", 1, 1, "en", data, error);
  return NULL;
}

static void
test_printed (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 first = 0;
  gint64 again = 0;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, print_notice, &first);
  rt_fixture_run (f, print_notice, &again);
  g_assert_cmpint (first, ==, 1);
  g_assert_cmpint (again, ==, first);
  g_assert_cmpint (rt_fixture_count_log (f, "print"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "print.again"), ==, 1);
  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  rt_fixture_refuse (f, TRUE, print_notice, &again, RT_ERROR_DENIED);
}

static gpointer
reserve_notice (RtWork *work, gpointer data, GError **error)
{
  rt_printed_reserve (work, "notice", 1, 1, "zh_CN", data, error);
  return NULL;
}

static gpointer
notice_went (RtWork *work, gpointer data, GError **error)
{
  rt_printed_went (work, "notice", 1, 1, "zh_CN", *(gint64 *) data, error);
  return NULL;
}

static gpointer
count_waiting (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT count(*), sum(went_at IS NULL) FROM printed", error);
  gboolean found;

  if (statement != NULL && rt_statement_step (statement, &found, error))
    {
      ((gint64 *) data)[0] = rt_statement_get_int (statement, 0);
      ((gint64 *) data)[1] = rt_statement_get_int (statement, 1);
    }
  return NULL;
}

static void
test_not_printed (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 number = 0;
  gint64 other = 0;
  gint64 wrong = 77;
  gint64 counts[2];

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, reserve_notice, &number);
  rt_fixture_run (f, print_notice, &other);
  g_assert_cmpint (number, !=, other);
  rt_fixture_run (f, count_waiting, counts);
  g_assert_cmpint (counts[0], ==, 2);
  g_assert_cmpint (counts[1], ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "print"), ==, 1);
  /* Called off and begun anew: the same number, and no second line. */
  rt_fixture_run (f, reserve_notice, &wrong);
  g_assert_cmpint (wrong, ==, number);
  rt_fixture_run (f, notice_went, &number);
  rt_fixture_run (f, count_waiting, counts);
  g_assert_cmpint (counts[0], ==, 2);
  g_assert_cmpint (counts[1], ==, 0);
  g_assert_cmpint (rt_fixture_count_log (f, "print"), ==, 2);
  g_assert_cmpint (rt_fixture_count_log (f, "print.begin"), ==, 3);
  wrong = 77;
  rt_fixture_refuse (f, TRUE, notice_went, &wrong, RT_ERROR_FAILED);
}

static void
test_head (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  RtLogHead head;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_lock (f);
  g_assert_true (rt_fixture_open (f, &error));
  g_assert_null (rt_desk_get_alarm (f->desk));
  g_assert_true (rt_log_head_from_bytes (rt_fixture_keyring_peek (f->keyring, "log-head"), &head));
  g_assert_cmpint (head.seq, ==, rt_fixture_get_int (f, "SELECT max(seq) FROM log"));
  g_assert_cmpint (rt_fixture_count_log (f, "lock"), >, 0);
}

/* A keyring answers when it likes: two heads on their way at once could arrive in the wrong order. */
static void
test_one_head (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RtLogHead head;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_keyring_hold (f->keyring, TRUE);
  rt_fixture_lock (f);
  while (rt_fixture_keyring_get_held (f->keyring) == 0)
    g_main_context_iteration (NULL, TRUE);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_desk_close_async (f->desk, rt_desk_await_cb, &result);
  g_assert_cmpuint (f->desk->heads_under_way, ==, 1);
  rt_fixture_keyring_hold (f->keyring, FALSE);
  rt_desk_close_finish (f->desk, rt_desk_await (&result));
  g_assert_true (rt_log_head_from_bytes (rt_fixture_keyring_peek (f->keyring, "log-head"), &head));
  g_assert_true (rt_fixture_open (f, &error));
  g_assert_null (rt_desk_get_alarm (f->desk));
  g_assert_cmpint (head.seq, ==, rt_fixture_get_int (f, "SELECT max(seq) FROM log"));
}

/* The program ends: what was handed over just before is on the disk, and no thread holds the file any more. */
static void
test_settle (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GBytes) draft = NULL;
  GAsyncResult *results[20] = { NULL };
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    rt_desk_run_async (f->desk, i % 2 == 0, i % 2 == 0 ? save_draft : load_draft, (gpointer) "the last words", NULL,
                       NULL, NULL, rt_desk_await_cb, &results[i]);
  g_assert_true (rt_desk_settle (f->desk, 60));
  g_assert_true (rt_vault_all_closed ());
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_assert_nonnull (results[i]);
      g_object_unref (results[i]);
    }
  g_assert_true (rt_fixture_open (f, &error));
  g_assert_null (rt_desk_get_alarm (f->desk));
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  draft = rt_fixture_read (f, load_draft, NULL);
  g_assert_cmpmem (g_bytes_get_data (draft, NULL), (int) g_bytes_get_size (draft), "the last words", 14);
}

/* A keyring that never answers keeps no program from ending. */
static void
test_settle_late (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_keyring_hold (f->keyring, TRUE);
  rt_fixture_lock (f);
  g_assert_false (rt_desk_settle (f->desk, 1));
  rt_fixture_keyring_hold (f->keyring, FALSE);
  g_assert_true (rt_desk_settle (f->desk, 60));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/work/nothing is done while the desk is locked", test_locked);
  g_test_add_func ("/model/work/what fails takes its numbers and its log back", test_numbers);
  g_test_add_func ("/model/work/a refusal is recorded, from either thread, and the log verifies", test_refusal);
  g_test_add_func ("/model/work/somebody disabled meanwhile gets no further", test_dismissed);
  g_test_add_func ("/model/work/locking delivers nothing and keeps unfinished work", test_lock);
  g_test_add_func ("/model/work/a draft opens for its author alone", test_draft_of_another);
  g_test_add_func ("/model/work/changes are told once they are committed", test_changed);
  g_test_add_func ("/model/work/long work tells its progress and ends with the session", test_long);
  g_test_add_func ("/model/work/a reprint keeps its number", test_printed);
  g_test_add_func ("/model/work/a sheet that was called off stands on the list as not printed", test_not_printed);
  g_test_add_func ("/model/work/the head of the log is in the keyring when the desk is closed", test_head);
  g_test_add_func ("/model/work/one head of the log at a time goes to the keyring, the last one last", test_one_head);
  g_test_add_func ("/model/work/when the program ends what was handed over is written and the file is closed",
                   test_settle);
  g_test_add_func ("/model/work/a keyring that never answers keeps no program from ending", test_settle_late);
  return g_test_run ();
}
