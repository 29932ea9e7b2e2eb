/* The open store: its two threads, jobs in order, cancelling, who holds the file, and letting go of it. */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "rt-vault-fixture.h"

#define INSERT  "INSERT INTO product (code, name) VALUES ('NEW', 'new')"
#define FOREVER "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

/* One answer of a job, kept by its callback. */
typedef struct
{
  gpointer result;
  GError *error;
  gboolean done;
  GThread *thread;
} Answer;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = rt_vault_run_finish (NULL, result, &answer->error);
  answer->thread = g_thread_self ();
  answer->done = TRUE;
}

static void
await (const Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

static gpointer
do_exec (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  if (!rt_db_begin (db, error))
    return NULL;
  if (!rt_db_exec (db, data, error))
    {
      rt_db_rollback (db);
      return NULL;
    }
  return rt_db_commit (db, error) ? GINT_TO_POINTER (1) : NULL;
}

static gpointer
do_get_int (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 value = 0;

  return rt_db_get_int (db, data, &value, error) ? GINT_TO_POINTER ((int) value) : NULL;
}

static gpointer
do_append_number (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GString *order = data;

  g_string_append_c (order, (char) ('a' + order->len % 26));
  return GINT_TO_POINTER ((int) order->len);
}

static RtGate *
gate_of (RtRole role)
{
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  return rt_gate_new (&matrix, RT_ROLES_OF (role));
}

static void
test_in_order (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = fixture_create (f);
  g_autoptr (GString) order = g_string_new ("");
  Answer answers[100] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    rt_vault_run_async (vault, RT_VAULT_WRITER, do_append_number, order, NULL, NULL, NULL, on_answer, &answers[i]);
  await (&answers[G_N_ELEMENTS (answers) - 1]);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_assert_no_error (answers[i].error);
      g_assert_cmpint (GPOINTER_TO_INT (answers[i].result), ==, i + 1);
      g_assert_true (answers[i].thread == g_thread_self ());
    }
}

static gpointer
do_get_thread (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_thread_self ();
}

static void
test_threads (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = fixture_create (f);
  GThread *writer = rt_vault_call (vault, RT_VAULT_WRITER, do_get_thread, NULL, NULL, NULL);
  GThread *reader = rt_vault_call (vault, RT_VAULT_READER, do_get_thread, NULL, NULL, NULL);

  g_assert_true (writer != reader && writer != g_thread_self () && reader != g_thread_self ());
  g_assert_true (rt_vault_call (vault, RT_VAULT_WRITER, do_get_thread, NULL, NULL, NULL) == writer);
}

static gpointer
do_steal_db (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return db;
}

static void
test_wrong_thread (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtVault) vault = fixture_create (f);
  RtDb *db = rt_vault_call (vault, RT_VAULT_WRITER, do_steal_db, NULL, NULL, NULL);
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK); /* it also says so in the log */

  g_assert_false (rt_db_exec (db, "SELECT 1", &error));
  g_log_set_always_fatal (fatal);
  g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
}

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean started;
  gboolean go;
} Gate;

static gpointer
do_wait (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;

  rt_db_begin (db, error);
  rt_db_exec (db, INSERT, error);
  g_mutex_lock (&gate->mutex);
  gate->started = TRUE;
  g_cond_broadcast (&gate->cond);
  while (!gate->go)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  rt_db_commit (db, error);
  return NULL;
}

static void
wait_started (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  while (!gate->started)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

static void
let_go (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->go = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

/* The writer stands in the middle of a transaction. */
static void
test_reader_goes_on (Fixture *f, gconstpointer data)
{
  static const char count[] = "SELECT count(*) FROM product";
  g_autoptr (GError) error = NULL;
  g_autoptr (RtGate) clerk = gate_of (RT_ROLE_CLERK);
  g_autoptr (RtVault) vault = NULL;
  Gate gate = { .started = FALSE };
  Answer answer = { 0 };

  fixture_make_store (f);
  vault = fixture_open (f);
  rt_vault_set_gate (vault, clerk);
  rt_vault_run_system_async (vault, do_wait, &gate, NULL, NULL, NULL, on_answer, &answer);
  wait_started (&gate);
  g_assert_cmpint (GPOINTER_TO_INT (rt_vault_call (vault, RT_VAULT_READER, do_get_int, (gpointer) count, NULL, &error)),
                   ==, 300);
  let_go (&gate);
  await (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpint (GPOINTER_TO_INT (rt_vault_call (vault, RT_VAULT_READER, do_get_int, (gpointer) count, NULL, &error)),
                   ==, 301);
}

static gpointer
do_open_gate_and_insert (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RtGate) gate = rt_gate_new_system ();

  rt_db_set_gate (db, gate);
  rt_db_exec (db, INSERT, error);
  return NULL;
}

static void
test_reader_cannot_write (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtVault) vault = fixture_create (f);

  rt_vault_call (vault, RT_VAULT_READER, do_open_gate_and_insert, NULL, NULL, &error);
  g_assert_error (error, RT_ERROR, RT_ERROR_READ_ONLY);
}

static void
test_new_is_locked (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = NULL;

  fixture_make_store (f);
  vault = fixture_open (f);
  for (RtVaultThread thread = RT_VAULT_WRITER; thread <= RT_VAULT_READER; thread++)
    {
      g_autoptr (GError) error = NULL;

      rt_vault_call (vault, thread, do_get_int, (gpointer) "SELECT count(*) FROM product", NULL, &error);
      g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
    }
}

/* Handed over before the gate closes it runs, after it does not; what runs as system leaves nothing open behind it. */
static void
test_gate_in_order (Fixture *f, gconstpointer data)
{
  static const char sql[] = "SELECT count(*) FROM customer";
  g_autoptr (RtVault) vault = fixture_create (f);
  g_autoptr (RtGate) clerk = gate_of (RT_ROLE_CLERK);
  g_autoptr (RtGate) locked = rt_gate_new_locked ();
  Answer before = { 0 }, after = { 0 }, system = { 0 }, last = { 0 };

  rt_vault_set_gate (vault, clerk);
  rt_vault_run_async (vault, RT_VAULT_WRITER, do_get_int, (gpointer) sql, NULL, NULL, NULL, on_answer, &before);
  rt_vault_set_gate (vault, locked);
  rt_vault_run_async (vault, RT_VAULT_WRITER, do_get_int, (gpointer) sql, NULL, NULL, NULL, on_answer, &after);
  rt_vault_run_system_async (vault, do_get_int, (gpointer) sql, NULL, NULL, NULL, on_answer, &system);
  rt_vault_run_async (vault, RT_VAULT_WRITER, do_get_int, (gpointer) sql, NULL, NULL, NULL, on_answer, &last);
  await (&last);
  g_assert_no_error (before.error);
  g_assert_error (after.error, RT_ERROR, RT_ERROR_DENIED);
  g_assert_no_error (system.error);
  g_assert_error (last.error, RT_ERROR, RT_ERROR_DENIED);
  g_clear_error (&after.error);
  g_clear_error (&last.error);
}

static gpointer
do_forget_commit (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  rt_db_begin (db, error);
  rt_db_exec (db, INSERT, error);
  return g_strdup ("result");
}

static void
count_free (gpointer data)
{
  g_free (data);
}

static void
test_open_transaction (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = fixture_create (f);
  Answer answer = { 0 };

  rt_vault_run_system_async (vault, do_forget_commit, NULL, NULL, count_free, NULL, on_answer, &answer);
  await (&answer);
  g_assert_error (answer.error, RT_ERROR, RT_ERROR_FAILED);
  g_assert_null (answer.result);
  g_clear_error (&answer.error);
  g_assert_cmpint (fixture_get_int (vault, "SELECT count(*) FROM product"), ==, 0);
}

static gpointer
do_run_forever (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 value = 0;

  let_go (data);
  rt_db_begin (db, error);
  if (rt_db_exec (db, INSERT, error) && rt_db_get_int (db, FOREVER, &value, error))
    rt_db_commit (db, error);
  return NULL;
}

static gpointer
cancel_when_it_runs (gpointer data)
{
  gpointer *both = data;
  Gate *gate = both[0];

  g_mutex_lock (&gate->mutex);
  while (!gate->go)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  g_cancellable_cancel (both[1]);
  return NULL;
}

static void
test_cancel_running (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtVault) vault = fixture_create (f);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Gate gate = { .started = FALSE };
  gpointer both[] = { &gate, cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_when_it_runs, both);

  rt_vault_call_system (vault, do_run_forever, &gate, cancellable, &error);
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (fixture_get_int (vault, "SELECT count(*) FROM product"), ==, 0);
}

/* One job runs, the next in the queue is cancelled: the first is not disturbed. */
static void
test_cancel_queued (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = fixture_create (f);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Gate gate = { .started = FALSE };
  Answer first = { 0 }, second = { 0 };

  rt_vault_run_system_async (vault, do_wait, &gate, NULL, NULL, NULL, on_answer, &first);
  rt_vault_run_system_async (vault, do_exec, (gpointer) INSERT, NULL, NULL, cancellable, on_answer, &second);
  wait_started (&gate);
  g_cancellable_cancel (cancellable);
  let_go (&gate);
  await (&second);
  g_assert_no_error (first.error);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&second.error);
  g_assert_cmpint (fixture_get_int (vault, "SELECT count(*) FROM product"), ==, 1);
}

static gpointer
do_commit_then_cancel (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gpointer result = do_exec (db, data, cancellable, error);

  g_cancellable_cancel (cancellable);
  return result;
}

static void
test_cancel_too_late (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = fixture_create (f);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 };

  rt_vault_run_system_async (vault, do_commit_then_cancel, (gpointer) INSERT, NULL, NULL, cancellable, on_answer,
                             &answer);
  await (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpint (GPOINTER_TO_INT (answer.result), ==, 1);
}

static gpointer
do_call_own_thread (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_vault_call (data, RT_VAULT_WRITER, do_get_thread, NULL, NULL, error);
}

static void
test_own_thread (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtVault) vault = fixture_create (f);
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK); /* it also says so in the log */

  rt_vault_call (vault, RT_VAULT_WRITER, do_call_own_thread, vault, NULL, &error);
  g_log_set_always_fatal (fatal);
  g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_nonnull (rt_vault_call (vault, RT_VAULT_READER, do_call_own_thread, vault, NULL, &error));
  g_assert_no_error (error);
}

static gpointer
do_nothing (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
drop_vault (gpointer data)
{
  rt_vault_unref (data);
}

/* The last reference goes away with the data of a job, on the thread that would have to wait for itself. */
static void
test_unref_on_own_thread (Fixture *f, gconstpointer data)
{
  for (RtVaultThread thread = RT_VAULT_WRITER; thread <= RT_VAULT_READER; thread++)
    {
      g_autoptr (GError) error = NULL;
      RtVault *vault = thread == RT_VAULT_WRITER ? fixture_create (f) : fixture_open (f);
      RtVault *again = NULL;
      Answer answer = { 0 };

      rt_vault_run_async (vault, thread, do_nothing, vault, drop_vault, NULL, NULL, on_answer, &answer);
      await (&answer);
      g_assert_no_error (answer.error);
      /* its thread lets go of the file as soon as it comes round to it */
      while (again == NULL)
        {
          g_clear_error (&error);
          again = rt_vault_open (f->path, f->key, f->clock, &error);
          g_assert_true (again != NULL || g_error_matches (error, RT_ERROR, RT_ERROR_BUSY));
          g_thread_yield ();
        }
      rt_vault_unref (again);
    }
}

static void
test_unref_waits (Fixture *f, gconstpointer data)
{
  RtVault *vault = fixture_create (f);
  Answer answers[20] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    rt_vault_run_system_async (vault, do_exec,
                               (gpointer) "INSERT INTO product (code, name) SELECT count(*), 'x' FROM product", NULL,
                               NULL, NULL, on_answer, &answers[i]);
  rt_vault_unref (vault);
  vault = fixture_open (f);
  g_assert_cmpint (fixture_get_int (vault, "SELECT count(*) FROM product"), ==, 20);
  await (&answers[19]);
  rt_vault_unref (vault);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->result = rt_vault_open_finish (result, &answer->error);
  answer->done = TRUE;
}

static void
test_open_async (Fixture *f, gconstpointer data)
{
  Answer create = { 0 }, open = { 0 }, wrong = { 0 };
  g_autoptr (RtSecret) other = rt_secret_new_random (32);

  rt_vault_open_async (f->path, f->key, TRUE, f->clock, NULL, on_opened, &create);
  await (&create);
  g_assert_no_error (create.error);
  g_assert_cmpstr (rt_vault_get_path (create.result), ==, f->path);
  g_assert_true (rt_vault_get_clock (create.result) == f->clock);
  rt_vault_unref (create.result);
  rt_vault_open_async (f->path, f->key, FALSE, f->clock, NULL, on_opened, &open);
  await (&open);
  g_assert_no_error (open.error);
  rt_vault_unref (open.result);
  rt_vault_open_async (f->path, other, FALSE, f->clock, NULL, on_opened, &wrong);
  await (&wrong);
  g_assert_error (wrong.error, RT_ERROR, RT_ERROR_WRONG_KEY);
  g_clear_error (&wrong.error);
}

static void
test_busy_here (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtVault) vault = fixture_create (f);

  g_assert_null (rt_vault_open (f->path, f->key, f->clock, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_BUSY);
}

/* Exit status of a child that tries to open or make the store: 0 done, else 1 + the error's code. */
static int
try_in_child (Fixture *f, gboolean create)
{
  g_autoptr (GError) error = NULL;
  RtVault *vault =
    create ? rt_vault_create (f->path, f->key, f->clock, &error) : rt_vault_open (f->path, f->key, f->clock, &error);

  if (vault == NULL)
    return 1 + error->code;
  rt_vault_unref (vault);
  return 0;
}

static int
status_of (pid_t child)
{
  int status = 0;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_busy_elsewhere (Fixture *f, gconstpointer data)
{
  int go[2];
  pid_t child;
  char byte = 0;
  RtVault *vault = NULL;

  g_assert_cmpint (pipe (go), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (read (go[0], &byte, 1) != 1)
        _exit (99);
      _exit (try_in_child (f, FALSE));
    }
  vault = fixture_create (f);
  g_assert_cmpint (write (go[1], "g", 1), ==, 1);
  g_assert_cmpint (status_of (child), ==, 1 + RT_ERROR_BUSY);
  rt_vault_unref (vault);
  close (go[0]);
  close (go[1]);
}

/* D12: of many that begin at once one makes the store; the others are told, and nobody writes over it. */
static void
test_race (Fixture *f, gconstpointer data)
{
  for (guint round = 0; round < 5; round++)
    {
      pid_t children[6];
      guint made = 0;
      int go[2];

      g_unlink (f->path);
      g_assert_cmpint (pipe (go), ==, 0);
      for (guint i = 0; i < G_N_ELEMENTS (children); i++)
        if ((children[i] = fork ()) == 0)
          {
            char byte = 0;

            close (go[1]);
            if (read (go[0], &byte, 1) != 0)
              _exit (99);
            _exit (try_in_child (f, TRUE));
          }
      close (go[0]);
      close (go[1]);
      for (guint i = 0; i < G_N_ELEMENTS (children); i++)
        {
          int status = status_of (children[i]);

          g_assert_true (status == 0 || status == 1 + RT_ERROR_EXISTS || status == 1 + RT_ERROR_BUSY);
          made += status == 0;
        }
      g_assert_cmpuint (made, ==, 1);
      rt_vault_unref (fixture_open (f));
    }
}

/* Whatever was closed in between, the locks of SQLite still stand: the stock program finds the store in use. */
static void
test_locks_stand (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = NULL;
  g_autofree char *id = NULL;
  g_autofree char *out = NULL;
  Gate gate = { .started = FALSE };
  Answer answer = { 0 };

  fixture_make_store (f);
  vault = fixture_open (f);
  rt_vault_run_system_async (vault, do_wait, &gate, NULL, NULL, NULL, on_answer, &answer);
  wait_started (&gate);
  id = rt_vault_read_store_id (f->path, NULL);
  out = fixture_sqlcipher (f, "DELETE FROM product;");
  g_assert_nonnull (strstr (out, "locked"));
  let_go (&gate);
  await (&answer);
  g_assert_no_error (answer.error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/vault/two processes cannot hold one store", test_busy_elsewhere);
  fixture_add ("/vault/of many that make the store at once one does", test_race);
  fixture_add ("/vault/jobs run in the order they were handed over, and answers come to the caller's thread",
               test_in_order);
  fixture_add ("/vault/writer and reader have a thread each", test_threads);
  fixture_add ("/vault/a connection is refused outside its thread", test_wrong_thread);
  fixture_add ("/vault/the reader does not wait for the writer", test_reader_goes_on);
  fixture_add ("/vault/the reader cannot write, whatever its gate", test_reader_cannot_write);
  fixture_add ("/vault/a store just opened is locked", test_new_is_locked);
  fixture_add ("/vault/a new gate holds for what is handed over later", test_gate_in_order);
  fixture_add ("/vault/a transaction left open is rolled back and reported", test_open_transaction);
  fixture_add ("/vault/a running job is stopped by cancelling", test_cancel_running);
  fixture_add ("/vault/cancelling a waiting job leaves the running one alone", test_cancel_queued);
  fixture_add ("/vault/cancelling after the commit does not deny it", test_cancel_too_late);
  fixture_add ("/vault/a job that waits for its own thread is refused", test_own_thread);
  fixture_add ("/vault/the last reference may go on one of its own threads", test_unref_on_own_thread);
  fixture_add ("/vault/closing does what was handed over first", test_unref_waits);
  fixture_add ("/vault/making and opening without waiting", test_open_async);
  fixture_add ("/vault/one process opens a store once", test_busy_here);
  fixture_add ("/vault/reading the number of an open store leaves its locks in place", test_locks_stand);
  return g_test_run ();
}
