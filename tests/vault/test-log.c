/* The log: what is appended, and that every way of tampering is found where it happened (product.md §5, faults.md A1 to
 * A11). */
#include "config.h"

#include <string.h>

#include "rt-log.h"
#include "rt-vault-fixture.h"

#define ENTRIES 500
#define ROUNDS  50

typedef struct
{
  Fixture base;
  RtDb *db;
  RtSecret *first_key;
} LogFixture;

static void
exec (RtDb *db, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  va_list values;

  va_start (values, format);
  sql = g_strdup_vprintf (format, values);
  va_end (values);
  rt_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static gint64
get_int (RtDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  rt_db_get_int (db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
append (LogFixture *f, RtLogEntry *entry)
{
  g_autoptr (GError) error = NULL;

  rt_log_append (f->db, f->base.clock, entry, &error);
  g_assert_no_error (error);
}

static void
append_many (LogFixture *f, guint n)
{
  static const char *const actions[] = { "order.open", "order.save", "sign-in", "reveal" };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *detail = i % 3 == 0 ? g_strdup_printf ("lines %u", i) : NULL;
      RtLogEntry entry = { .actor = i % 7,
                           .action = actions[i % 4],
                           .table = i % 2 ? "orders" : NULL,
                           .row = i % 5,
                           .fields = i,
                           .detail = detail };

      rt_clock_fake_advance (f->base.clock, 3);
      append (f, &entry);
    }
}

static void
set_up (LogFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&f->base, data);
  rt_vault_unref (fixture_create (&f->base));
  f->db = rt_db_open (f->base.path, RT_DB_WRITE, f->base.key, &error);
  g_assert_no_error (error);
  g_assert_true (rt_db_begin (f->db, &error));
  rt_log_start (f->db, f->base.clock, &f->first_key, &error);
  g_assert_no_error (error);
  append_many (f, ENTRIES - 1);
  g_assert_true (rt_db_commit (f->db, &error));
}

static void
tear_down (LogFixture *f, gconstpointer data)
{
  rt_db_free (f->db);
  rt_secret_free (f->first_key);
  fixture_tear_down (&f->base, data);
}

static RtLogReport
verify (LogFixture *f, const RtLogHead *outside)
{
  g_autoptr (GError) error = NULL;
  RtLogReport report;

  rt_log_verify (f->db, f->first_key, outside, NULL, NULL, NULL, &report, &error);
  g_assert_no_error (error);
  return report;
}

static void
check_found (LogFixture *f, RtLogVerdict verdict, gint64 first_bad)
{
  RtLogReport report = verify (f, NULL);

  g_assert_cmpint (report.verdict, ==, verdict);
  g_assert_cmpint (report.first_bad, ==, first_bad);
  g_assert_cmpint (report.trusted_until, ==, first_bad - 1);
}

static void
check_whole (LogFixture *f, gint64 entries)
{
  RtLogReport report = verify (f, NULL);

  g_assert_cmpint (report.verdict, ==, RT_LOG_WHOLE);
  g_assert_cmpint (report.first_bad, ==, 0);
  g_assert_cmpint (report.entries, ==, entries);
  g_assert_cmpint (report.trusted_until, ==, entries);
}

/* An attacker with SQL access, in a transaction that is taken back. */
static void
begin (LogFixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rt_db_begin (f->db, &error));
}

static gint64
pick (gint64 from, gint64 to)
{
  return g_test_rand_int_range ((gint32) from, (gint32) to + 1);
}

static void
test_whole (LogFixture *f, gconstpointer data)
{
  check_whole (f, ENTRIES);
}

static void
test_edited (LogFixture *f, gconstpointer data)
{
  static const char *const changes[] = { "at = at + 1",
                                         "actor = actor + 1",
                                         "action = action || 'x'",
                                         "subject = coalesce (subject, '') || 'x'",
                                         "row = coalesce (row, 0) + 1",
                                         "fields = fields + 1",
                                         "reason = ''",
                                         "origin = 'ctl'",
                                         "detail = coalesce (detail, '') || ' '",
                                         "mac = zeroblob (32)",
                                         "mac = x''" };

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 seq = pick (1, ENTRIES);

      begin (f);
      exec (f->db, "UPDATE log SET %s WHERE seq = %" G_GINT64_FORMAT, changes[i % G_N_ELEMENTS (changes)], seq);
      check_found (f, RT_LOG_EDITED, seq);
      rt_db_rollback (f->db);
    }
  check_whole (f, ENTRIES);
}

/* The same letters in other fields are another entry (A10). */
static void
test_moved_between_fields (LogFixture *f, gconstpointer data)
{
  RtLogEntry entry = { .action = "print", .reason = "ab", .origin = "c" };

  begin (f);
  append (f, &entry);
  exec (f->db, "UPDATE log SET reason = 'a', origin = 'bc' WHERE seq = %d", ENTRIES + 1);
  check_found (f, RT_LOG_EDITED, ENTRIES + 1);
  exec (f->db, "UPDATE log SET reason = 'ab', origin = 'c', detail = '' WHERE seq = %d", ENTRIES + 1);
  check_found (f, RT_LOG_EDITED, ENTRIES + 1);
  exec (f->db, "UPDATE log SET detail = NULL WHERE seq = %d", ENTRIES + 1);
  check_whole (f, ENTRIES + 1);
  exec (f->db, "UPDATE log SET origin = CAST (x'630078' AS TEXT) WHERE seq = %d", ENTRIES + 1);
  check_found (f, RT_LOG_EDITED, ENTRIES + 1);
  rt_db_rollback (f->db);
}

static void
test_deleted (LogFixture *f, gconstpointer data)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 seq = pick (1, ENTRIES - 1);

      begin (f);
      exec (f->db, "DELETE FROM log WHERE seq = %" G_GINT64_FORMAT, seq);
      check_found (f, RT_LOG_GAP, seq);
      rt_db_rollback (f->db);
    }
}

/* Deleted, and the rest moved up so that no number is missing. */
static void
test_deleted_and_closed_up (LogFixture *f, gconstpointer data)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 seq = pick (1, ENTRIES - 1);

      begin (f);
      exec (f->db,
            "DELETE FROM log WHERE seq = %" G_GINT64_FORMAT ";"
            "UPDATE log SET seq = -(seq - 1) WHERE seq > %" G_GINT64_FORMAT "; UPDATE log SET seq = -seq WHERE seq < 0;"
            "UPDATE chain SET seq = seq - 1",
            seq, seq);
      check_found (f, RT_LOG_EDITED, seq);
      rt_db_rollback (f->db);
    }
}

static void
test_inserted (LogFixture *f, gconstpointer data)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 seq = pick (1, ENTRIES);

      begin (f);
      exec (f->db,
            "UPDATE log SET seq = -(seq + 1) WHERE seq >= %" G_GINT64_FORMAT
            "; UPDATE log SET seq = -seq WHERE seq < 0;"
            "INSERT INTO log (seq, at, actor, action, mac) VALUES (%" G_GINT64_FORMAT
            ", 1700000000, 1, 'sign-in', randomblob (32));"
            "UPDATE chain SET seq = seq + 1",
            seq, seq);
      check_found (f, RT_LOG_EDITED, seq);
      rt_db_rollback (f->db);
    }
}

static void
test_forged_tail (LogFixture *f, gconstpointer data)
{
  begin (f);
  exec (
    f->db,
    "INSERT INTO log (seq, at, actor, action, mac) SELECT max (seq) + 1, max (at), 1, 'sign-in', randomblob (32) FROM log");
  check_found (f, RT_LOG_EDITED, ENTRIES + 1);
  rt_db_rollback (f->db);
  begin (f);
  exec (f->db, "INSERT INTO log (seq, at, actor, action, mac) VALUES (0, 1, 1, 'sign-in', randomblob (32))");
  g_assert_cmpint (verify (f, NULL).verdict, ==, RT_LOG_EDITED);
  rt_db_rollback (f->db);
}

static void
test_swapped (LogFixture *f, gconstpointer data)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 first = pick (1, ENTRIES - 1), second = pick (first + 1, ENTRIES);

      begin (f);
      exec (f->db,
            "UPDATE log SET seq = -1 WHERE seq = %" G_GINT64_FORMAT "; UPDATE log SET seq = %" G_GINT64_FORMAT
            " WHERE seq = %" G_GINT64_FORMAT ";"
            "UPDATE log SET seq = %" G_GINT64_FORMAT " WHERE seq = -1",
            first, first, second, second);
      check_found (f, RT_LOG_EDITED, first);
      rt_db_rollback (f->db);
    }
}

/* The tail is cut, with the chain's number and mac set back as well: the key that belongs there is gone for ever. */
static void
test_cut (LogFixture *f, gconstpointer data)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 last = pick (1, ENTRIES - 1);

      begin (f);
      exec (f->db, "DELETE FROM log WHERE seq > %" G_GINT64_FORMAT, last);
      check_found (f, RT_LOG_CUT, last + 1);
      exec (
        f->db,
        "UPDATE chain SET seq = (SELECT max (seq) FROM log), mac = (SELECT mac FROM log ORDER BY seq DESC LIMIT 1)");
      check_found (f, RT_LOG_CUT, last + 1);
      rt_db_rollback (f->db);
    }
}

static void
test_emptied (LogFixture *f, gconstpointer data)
{
  begin (f);
  exec (f->db, "DELETE FROM log");
  check_found (f, RT_LOG_CUT, 1);
  exec (f->db, "DELETE FROM chain");
  check_found (f, RT_LOG_CUT, 1);
  rt_db_rollback (f->db);
}

static RtLogHead
get_head (LogFixture *f)
{
  g_autoptr (GError) error = NULL;
  RtLogHead head;

  rt_log_get_head (f->db, &head, &error);
  g_assert_no_error (error);
  return head;
}

/* The whole file as it was earlier, whole in itself: only the head outside knows (A7). */
static void
test_rolled_back (LogFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ROUNDS; i++)
    {
      guint ahead = (guint) pick (1, 20);
      RtLogHead outside;
      RtLogReport report;

      begin (f);
      append_many (f, ahead);
      outside = get_head (f);
      g_assert_true (rt_log_check_head (f->db, &outside, &error));
      rt_db_rollback (f->db);

      report = verify (f, &outside);
      g_assert_cmpint (report.verdict, ==, RT_LOG_ROLLED_BACK);
      g_assert_cmpint (report.first_bad, ==, ENTRIES + 1);
      g_assert_false (rt_log_check_head (f->db, &outside, &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
      g_clear_error (&error);

      /* and grown again past the place where the head was seen */
      begin (f);
      rt_clock_fake_advance (f->base.clock, 1000);
      append_many (f, ahead + 5);
      report = verify (f, &outside);
      g_assert_cmpint (report.verdict, ==, RT_LOG_ROLLED_BACK);
      g_assert_cmpint (report.first_bad, ==, outside.seq);
      g_assert_false (rt_log_check_head (f->db, &outside, &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
      g_clear_error (&error);
      rt_db_rollback (f->db);
    }
}

static void
test_head (LogFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RtLogHead head = get_head (f), back = { 0 };
  g_autoptr (RtSecret) bytes = rt_log_head_to_bytes (&head);
  g_autoptr (RtSecret) wrong = rt_secret_new (39);

  g_assert_cmpint (head.seq, ==, ENTRIES);
  g_assert_cmpuint (rt_secret_get_size (bytes), ==, 40);
  g_assert_true (rt_log_head_from_bytes (bytes, &back));
  g_assert_cmpint (back.seq, ==, head.seq);
  g_assert_cmpmem (back.mac, sizeof back.mac, head.mac, sizeof head.mac);
  g_assert_false (rt_log_head_from_bytes (wrong, &back));
  g_assert_true (rt_log_check_head (f->db, &head, &error));
  begin (f);
  append_many (f, 10);
  g_assert_true (rt_log_check_head (f->db, &head, &error)); /* an earlier one is part of this log too */
  g_assert_cmpint (verify (f, &head).verdict, ==, RT_LOG_WHOLE);
  rt_db_rollback (f->db);
}

/* Somebody with SQL access and the key of today writes entries of their own: yesterday's stay out of reach (A9). */
static void
test_wrong_key (LogFixture *f, gconstpointer data)
{
  g_autoptr (RtSecret) other = rt_secret_new_random (32);

  rt_secret_free (f->first_key);
  f->first_key = g_steal_pointer (&other);
  check_found (f, RT_LOG_EDITED, 1);
}

static void
test_clock (LogFixture *f, gconstpointer data)
{
  RtLogReport report;

  begin (f);
  append_many (f, 3);
  rt_clock_fake_advance (f->base.clock, -2 * 365 * 86400);
  append_many (f, 3);
  rt_clock_fake_advance (f->base.clock, 12 * 365 * 86400);
  append_many (f, 3);
  report = verify (f, NULL);
  g_assert_cmpint (report.verdict, ==, RT_LOG_CLOCK);
  g_assert_cmpint (report.clock_steps, ==, 1);
  g_assert_cmpint (report.first_bad, ==, 0);
  g_assert_cmpint (report.entries, ==, ENTRIES + 9);
  rt_db_rollback (f->db);
}

static GBytes *
get_next_key (LogFixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtStatement) statement = rt_db_prepare (f->db, "SELECT next_key FROM chain", &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  g_assert_true (rt_statement_step (statement, &row, &error) && row);
  return rt_statement_dup_bytes (statement, 0);
}

static char *
to_hex (gconstpointer data, gsize size)
{
  g_autoptr (RtSecret) secret = rt_secret_new_from (data, size);
  g_autoptr (RtSecret) hex = rt_secret_to_hex (secret);

  return g_ascii_strup ((const char *) rt_secret_peek (hex), -1);
}

/* Not in any decrypted page, unused bytes included. */
static void
test_forgets (LogFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = get_next_key (f);
  g_autoptr (GBytes) after = NULL;
  g_autofree char *pages = NULL, *first = NULL, *former = NULL, *latest = NULL;

  begin (f);
  append_many (f, 1);
  g_assert_true (rt_db_commit (f->db, &error));
  after = get_next_key (f);
  g_clear_pointer (&f->db, rt_db_free);
  pages = fixture_sqlcipher (&f->base, "SELECT hex (data) FROM sqlite_dbpage;");
  first = to_hex (rt_secret_peek (f->first_key), 32);
  former = to_hex (g_bytes_get_data (before, NULL), 32);
  latest = to_hex (g_bytes_get_data (after, NULL), 32);
  g_assert_cmpuint (strlen (pages), >, 2 * 4096 * 10);
  g_assert_nonnull (strstr (pages, latest));
  g_assert_null (strstr (pages, former));
  g_assert_null (strstr (pages, first));
}

/* No entry, no data, and only inside a transaction. */
static void
test_transaction (LogFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RtLogEntry entry = { .action = "order.save" };

  g_assert_false (rt_log_append (f->db, f->base.clock, &entry, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
  begin (f);
  append (f, &entry);
  g_assert_cmpint (entry.seq, ==, ENTRIES + 1);
  g_assert_cmpint (entry.at, ==, rt_clock_now (f->base.clock));
  rt_db_rollback (f->db);
  check_whole (f, ENTRIES);
}

static void
test_started_once (LogFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) key = NULL;

  begin (f);
  g_assert_false (rt_log_start (f->db, f->base.clock, &key, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_EXISTS);
  rt_db_rollback (f->db);
}

/* Under the narrowest gates one can be looked at while looking, but not look into the log. */
static void
test_under_gates (LogFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RtMatrix matrix;
  RtLogReport report;
  gint64 count = 0;

  rt_matrix_init_default (&matrix);
  for (int role = -1; role < RT_N_ROLES; role++)
    {
      g_autoptr (RtGate) gate = role < 0 ? rt_gate_new_locked () : rt_gate_new (&matrix, RT_ROLES_OF (role));
      gboolean may = role == RT_ROLE_MANAGER || role == RT_ROLE_PRIVACY_OFFICER;

      rt_db_set_gate (f->db, gate);
      begin (f);
      append_many (f, 2);
      get_head (f);
      g_assert_true (rt_log_count (f->db, 3, "sign-in", 0, 0, &count, &error));
      /* the very statements of the log's own work are refused outside it, cached or not */
      g_assert_null (rt_db_prepare (f->db, "SELECT seq, next_key, mac FROM chain WHERE id = 1", &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
      g_clear_error (&error);
      g_assert_cmpint (rt_log_verify (f->db, f->first_key, NULL, NULL, NULL, NULL, &report, &error), ==, may);
      if (!may)
        g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
      g_clear_error (&error);
      rt_db_rollback (f->db);
    }
}

static void
test_count (LogFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RtLogEntry entry = { .actor = 42, .action = "lookup", .table = "customer", .row = 7 };
  gint64 count = 0, now;

  begin (f);
  append (f, &entry);
  rt_clock_fake_advance (f->base.clock, 3600);
  now = rt_clock_now (f->base.clock);
  entry.row = 8;
  append (f, &entry);
  append (f, &entry);
  g_assert_true (rt_log_count (f->db, 42, "lookup", 0, 0, &count, &error));
  g_assert_cmpint (count, ==, 3);
  g_assert_true (rt_log_count (f->db, 42, "lookup", 0, now, &count, &error));
  g_assert_cmpint (count, ==, 2);
  g_assert_true (rt_log_count (f->db, 42, "lookup", 7, 0, &count, &error));
  g_assert_cmpint (count, ==, 1);
  g_assert_true (rt_log_count (f->db, 42, "reveal", 0, 0, &count, &error));
  g_assert_cmpint (count, ==, 0);
  rt_db_rollback (f->db);
}

static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  gint64 *last = data;

  g_assert_cmpint (total, ==, ENTRIES);
  g_assert_cmpint (done, >=, *last);
  *last = done;
}

static void
test_progress (LogFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 last = -1;
  RtLogReport report;

  g_assert_true (rt_log_verify (f->db, f->first_key, NULL, on_progress, &last, cancellable, &report, &error));
  g_assert_cmpint (last, ==, ENTRIES);
  g_cancellable_cancel (cancellable);
  g_assert_false (rt_log_verify (f->db, f->first_key, NULL, NULL, NULL, cancellable, &report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (rt_db_in_transaction (f->db));
  g_assert_cmpint (get_int (f->db, "SELECT count(*) FROM log"), ==, ENTRIES);
}

#define add(name, func) g_test_add (name, LogFixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/log/a log nobody touched is whole", test_whole);
  add ("/log/an edited entry is named", test_edited);
  add ("/log/letters moved from one field to the next are an edit", test_moved_between_fields);
  add ("/log/a deleted entry is named", test_deleted);
  add ("/log/a deleted entry is named also when the rest moves up", test_deleted_and_closed_up);
  add ("/log/an inserted entry is named", test_inserted);
  add ("/log/a forged entry at either end is found", test_forged_tail);
  add ("/log/two swapped entries are found at the first", test_swapped);
  add ("/log/a cut tail is found without anything kept outside", test_cut);
  add ("/log/an emptied log is found", test_emptied);
  add ("/log/an older copy is found by the head kept outside, also when it has grown again", test_rolled_back);
  add ("/log/the head goes to bytes and back, and an earlier head is part of the log", test_head);
  add ("/log/another first key fits nothing", test_wrong_key);
  add ("/log/a clock set back is reported and is not tampering", test_clock);
  add ("/log/the key before the last is nowhere in the file", test_forgets);
  add ("/log/nothing is appended outside a transaction, and a rollback takes the entry along", test_transaction);
  add ("/log/a log begins once", test_started_once);
  add ("/log/everybody is recorded and only those who may look into it", test_under_gates);
  add ("/log/entries are counted by person, action, row and time", test_count);
  add ("/log/checking tells how far it is and can be cancelled", test_progress);
  return g_test_run ();
}
