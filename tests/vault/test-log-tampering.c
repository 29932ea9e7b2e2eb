/* A thousand random single tamperings with a log of ten thousand entries: every one is found, and the first bad entry
 * named where there is one (product.md §5, faults.md A1 to A7). */
#include "config.h"

#include <string.h>

#include "rt-log.h"
#include "rt-vault-fixture.h"

#define ENTRIES    10000
#define TAMPERINGS 1000
#define COPIES     12 /* of the whole file, taken while it grew */

typedef struct
{
  Fixture base;
  RtDb *db;
  RtSecret *first_key;
  RtLogHead head; /* as it was kept outside */
  char *copies[COPIES];
  gint64 copied_at[COPIES]; /* the last entry in each */
} Scene;

static void
exec (RtDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rt_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
append_one (Scene *f, guint i)
{
  static const char *const actions[] = { "order.open", "order.save", "sign-in", "reveal", "print", "lookup" };
  static const char *const tables[] = { "orders", NULL, "ticket", "customer" };
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = i % 3 == 0 ? g_strdup_printf ("lines %u", i) : NULL;
  RtLogEntry entry = { .actor = i % 7,
                       .action = actions[i % G_N_ELEMENTS (actions)],
                       .table = tables[i % G_N_ELEMENTS (tables)],
                       .row = i % 53,
                       .fields = i * 7,
                       .reason = i % 5 == 0 ? "list" : NULL,
                       .origin = i % 2 == 0 ? "window" : "ctl",
                       .detail = detail };

  rt_clock_fake_advance (f->base.clock, 3);
  rt_log_append (f->db, f->base.clock, &entry, &error);
  g_assert_no_error (error);
}

/* The file as somebody copies it who will put it back later. */
static void
copy_file (Scene *f, guint n, gint64 entries)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size = 0;

  exec (f->db, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_get_contents (f->base.path, &bytes, &size, &error));
  f->copies[n] = g_strdup_printf ("%s.%u", f->base.path, n);
  g_assert_true (g_file_set_contents (f->copies[n], bytes, (gssize) size, &error));
  f->copied_at[n] = entries;
}

static void
build (Scene *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rt_db_begin (f->db, &error));
  rt_log_start (f->db, f->base.clock, &f->first_key, &error);
  g_assert_no_error (error);
  for (guint i = 1; i < ENTRIES; i++)
    {
      append_one (f, i);
      if (i % (ENTRIES / COPIES) == 0 && i / (ENTRIES / COPIES) <= COPIES)
        {
          g_assert_true (rt_db_commit (f->db, &error));
          copy_file (f, i / (ENTRIES / COPIES) - 1, i + 1);
          g_assert_true (rt_db_begin (f->db, &error));
        }
    }
  g_assert_true (rt_db_commit (f->db, &error));
  rt_log_get_head (f->db, &f->head, &error);
  g_assert_no_error (error);
  g_assert_cmpint (f->head.seq, ==, ENTRIES);
}

static void
set_up (Scene *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&f->base, data);
  rt_vault_unref (fixture_create (&f->base));
  f->db = rt_db_open (f->base.path, RT_DB_WRITE, f->base.key, &error);
  g_assert_no_error (error);
  build (f);
}

static void
tear_down (Scene *f, gconstpointer data)
{
  rt_db_free (f->db);
  rt_secret_free (f->first_key);
  for (guint i = 0; i < COPIES; i++)
    g_free (f->copies[i]);
  fixture_tear_down (&f->base, data);
}

static gint64
pick (gint64 from, gint64 to)
{
  return g_test_rand_int_range ((gint32) from, (gint32) to + 1);
}

/* What was done, and what must come of it. */
typedef struct
{
  char *sql;
  gboolean follow_up; /* the chain is made to fit as far as somebody without its key can */
  gint64 first_bad;
  RtLogVerdict verdict;
} Tampering;

#define N        G_GINT64_FORMAT
#define CLOSE_UP "UPDATE log SET seq = -seq WHERE seq < 0;"

static Tampering
edit (void)
{
  static const char *const changes[] = { "at = at + 1 + abs (random () % 1000)",
                                         "actor = actor + 1",
                                         "action = action || 'x'",
                                         "subject = coalesce (subject, '') || 'x'",
                                         "row = coalesce (row, 0) + 1",
                                         "fields = fields + 1",
                                         "reason = coalesce (reason, '') || ' '",
                                         "origin = origin || 'l'",
                                         "detail = coalesce (detail, '') || '1'",
                                         "mac = randomblob (32)" };
  gint64 seq = pick (1, ENTRIES);

  return (Tampering){ g_strdup_printf ("UPDATE log SET %s WHERE seq = %" N, changes[pick (0, 9)], seq), FALSE, seq,
                      RT_LOG_EDITED };
}

static Tampering delete (void)
{
  gint64 seq = pick (1, ENTRIES - 1);

  if (pick (0, 1) == 0)
    return (Tampering){ g_strdup_printf ("DELETE FROM log WHERE seq = %" N, seq), FALSE, seq, RT_LOG_GAP };
  return (Tampering){ g_strdup_printf ("DELETE FROM log WHERE seq = %" N "; UPDATE log SET seq = -(seq - 1) WHERE seq "
                                       "> %" N ";" CLOSE_UP "UPDATE chain SET seq = seq - 1",
                                       seq, seq),
                      FALSE, seq, RT_LOG_EDITED };
}

static Tampering
insert (void)
{
  gint64 seq = pick (1, ENTRIES + 1);

  return (Tampering){ g_strdup_printf ("UPDATE log SET seq = -(seq + 1) WHERE seq >= %" N ";" CLOSE_UP
                                       "INSERT INTO log (seq, at, actor, action, mac)"
                                       " VALUES (%" N ", 1700000000, 1, 'sign-in', randomblob (32));"
                                       "UPDATE chain SET seq = seq + 1",
                                       seq, seq),
                      FALSE, seq, RT_LOG_EDITED };
}

static Tampering
swap (void)
{
  gint64 first = pick (1, ENTRIES - 1), second = pick (first + 1, ENTRIES);

  return (Tampering){ g_strdup_printf ("UPDATE log SET seq = -1 WHERE seq = %" N "; UPDATE log SET seq = %" N
                                       " WHERE seq = %" N "; UPDATE log SET seq = %" N " WHERE seq = -1",
                                       first, first, second, second),
                      FALSE, first, RT_LOG_EDITED };
}

static Tampering
truncate_tail (void)
{
  gint64 last = pick (0, ENTRIES - 1);

  return (Tampering){ g_strdup_printf ("DELETE FROM log WHERE seq > %" N, last), pick (0, 1) == 0 && last > 0, last + 1,
                      RT_LOG_CUT };
}

static RtLogReport
verify (Scene *f, RtDb *db, const RtLogHead *outside)
{
  g_autoptr (GError) error = NULL;
  RtLogReport report;

  rt_log_verify (db, f->first_key, outside, NULL, NULL, NULL, &report, &error);
  g_assert_no_error (error);
  return report;
}

static gboolean
tamper (Scene *f, Tampering (*way) (void))
{
  g_autoptr (GError) error = NULL;
  Tampering done = way ();
  RtLogReport report;

  g_assert_true (rt_db_begin (f->db, &error));
  exec (f->db, done.sql);
  if (done.follow_up)
    exec (f->db, "UPDATE chain SET seq = (SELECT max (seq) FROM log),"
                 " mac = (SELECT mac FROM log ORDER BY seq DESC LIMIT 1)");
  report = verify (f, f->db, NULL);
  rt_db_rollback (f->db);
  g_assert_cmpint (report.verdict, ==, done.verdict);
  g_assert_cmpint (report.first_bad, ==, done.first_bad);
  g_assert_cmpint (report.trusted_until, ==, done.first_bad - 1);
  g_free (done.sql);
  return report.first_bad != 0;
}

/* The whole file as it once was is whole in itself: only what was kept outside tells. */
static gboolean
roll_back (Scene *f)
{
  g_autoptr (GError) error = NULL;
  guint n = (guint) pick (0, COPIES - 1);
  g_autoptr (RtDb) db = rt_db_open (f->copies[n], RT_DB_WRITE, f->base.key, &error);
  RtLogReport report;

  g_assert_no_error (error);
  report = verify (f, db, &f->head);
  g_assert_cmpint (report.verdict, ==, RT_LOG_ROLLED_BACK);
  g_assert_cmpint (report.first_bad, ==, f->copied_at[n] + 1);
  g_assert_cmpint (report.trusted_until, ==, f->copied_at[n]);
  g_assert_false (rt_log_check_head (db, &f->head, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
  return TRUE;
}

static void
test_thousand (Scene *f, gconstpointer data)
{
  Tampering (*const ways[]) (void) = { edit, edit, delete, insert, swap, truncate_tail };
  guint found = 0;

  for (guint i = 0; i < TAMPERINGS; i++)
    found += i % 7 == 6 ? roll_back (f) : tamper (f, ways[i % 7]);
  g_assert_cmpuint (found, ==, TAMPERINGS);
  g_assert_cmpint (verify (f, f->db, &f->head).verdict, ==, RT_LOG_WHOLE);
}

/* The head on a daily sheet is as good as the one in the keyring. */
static void
test_paper (Scene *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = rt_log_head_to_code (&f->head);
  g_autoptr (RtDb) db = rt_db_open (f->copies[3], RT_DB_WRITE, f->base.key, &error);
  RtLogHead paper;
  RtLogReport report;

  g_assert_true (rt_log_head_from_code (f->head.seq, code, &paper, &error));
  g_assert_cmpint (verify (f, f->db, &paper).verdict, ==, RT_LOG_WHOLE);
  report = verify (f, db, &paper);
  g_assert_cmpint (report.verdict, ==, RT_LOG_ROLLED_BACK);
  g_assert_cmpint (report.first_bad, ==, f->copied_at[3] + 1);
}

static void
refuse_code (gint64 seq, const char *typed)
{
  g_autoptr (GError) error = NULL;
  RtLogHead head;

  g_assert_false (rt_log_head_from_code (seq, typed, &head, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
  g_assert_cmpstr (rt_error_get_field (error), ==, "head");
}

static void
test_code (void)
{
  g_autoptr (GError) error = NULL;
  RtLogHead head = { .seq = 10482 }, back;
  g_autofree char *code = NULL;
  g_autofree char *sloppy = NULL;

  for (guint i = 0; i < sizeof head.mac; i++)
    head.mac[i] = (guint8) (i * 37 + 5);
  code = rt_log_head_to_code (&head);
  g_assert_cmpuint (strlen (code), ==, RT_LOG_CODE_GROUPS * 5 - 1);
  sloppy = g_ascii_strdown (code, -1);
  g_strdelimit (sloppy, "-", ' ');
  g_assert_true (rt_log_head_from_code (10482, code, &back, &error));
  g_assert_true (rt_log_head_from_code (10482, sloppy, &back, &error));
  g_assert_cmpint (back.seq, ==, 10482);
  g_assert_cmpuint (back.known, ==, 16);
  g_assert_cmpmem (back.mac, 16, head.mac, 16);
  refuse_code (10483, code);
  refuse_code (0, code);
  refuse_code (10482, NULL);
  refuse_code (10482, "");
  refuse_code (10482, "U7KQ");
  for (guint i = 0; code[i] != '\0'; i++)
    if (code[i] != '-')
      {
        g_autofree char *wrong = g_strdup (code);
        g_autofree char *more = g_strconcat (code, "0", NULL);

        wrong[i] = wrong[i] == '7' ? '8' : '7';
        refuse_code (10482, wrong);
        refuse_code (10482, more);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/log/of a thousand tamperings with ten thousand entries all are found, each where it is", Scene, NULL,
              set_up, test_thousand, tear_down);
  g_test_add ("/log/the head on paper finds an older copy", Scene, NULL, set_up, test_paper, tear_down);
  g_test_add_func ("/log/number and code of a head go to paper and back, and a slip of the pen is noticed", test_code);
  return g_test_run ();
}
