/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening an order with its look recorded, and saving a new one, both on the disk before anybody is told. */
#include "config.h"

#include "rt-bench.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "rt-notice.h"
#include "rt-order.h"
#include "rt-secret.h"

#define STATEMENTS 8

typedef struct
{
  RtBenchStore *store;
  guint turn;
  gint64 id;
  RtOrderEdit *edit;
  gint64 customer; /* of the order that is read */
  sqlite3_stmt *statements[STATEMENTS];
  guint8 noise[1024];
} Orders;

static gint64
next_id (Orders *self)
{
  return 1 + (gint64) (++self->turn * 7919u % self->store->orders);
}

static gpointer
do_open (RtWork *work, gpointer data, GError **error)
{
  return rt_order_open (work, ((Orders *) data)->id, "list", error);
}

static void
ours_open (gpointer data)
{
  Orders *self = data;

  self->id = next_id (self);
  rt_order_unref (rt_bench_call (self->store, TRUE, do_open, self));
}

/* Every row of it raw: the order with its customer and address, lines, payments, acknowledgements, consents, tickets;
 * and one row that says so, in the same transaction. */
static const char *const open_sql[] = {
  "SELECT o.*, c.*, a.* FROM orders o JOIN customer c ON c.id = o.customer_id LEFT JOIN address a"
  " ON a.id = o.address_id WHERE o.id = ?1",
  "SELECT * FROM order_line WHERE order_id = ?1 ORDER BY position",
  "SELECT * FROM payment WHERE order_id = ?1 ORDER BY id",
  "SELECT k.*, n.version, s.name FROM acknowledgement k JOIN notice n ON n.id = k.notice_id LEFT JOIN staff s"
  " ON s.id = k.taken_by WHERE k.order_id = ?1",
  "SELECT * FROM consent_event WHERE order_id = ?1 ORDER BY id DESC LIMIT 1",
  "SELECT * FROM ticket WHERE order_id = ?1 ORDER BY id",
  "INSERT INTO bench.look (at, row, mac) VALUES (?2, ?1, ?3)",
  NULL,
};

static void
read_all (sqlite3_stmt *statement, gint64 id)
{
  sqlite3_bind_int64 (statement, 1, id);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int column = 0; column < sqlite3_column_count (statement); column++)
      {
        sqlite3_column_blob (statement, column);
        sqlite3_column_bytes (statement, column);
      }
  sqlite3_reset (statement);
}

static void
run_insert (Orders *self, sqlite3_stmt *statement, gint64 id)
{
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, g_get_real_time ());
  sqlite3_bind_blob (statement, 3, self->noise, 32, SQLITE_STATIC);
  if (sqlite3_step (statement) != SQLITE_DONE)
    rt_bench_fail (sqlite3_errmsg (self->store->bare), NULL);
  sqlite3_reset (statement);
}

static void
bare_open (gpointer data)
{
  Orders *self = data;
  gint64 id = next_id (self);

  rt_bench_exec (self->store->bare, "BEGIN IMMEDIATE");
  for (guint i = 0; open_sql[i + 1] != NULL; i++)
    read_all (self->statements[i], id);
  run_insert (self, self->statements[6], id);
  rt_bench_exec (self->store->bare, "COMMIT");
}

/* As after the start of the computer: nothing of the file is in the memory of the system, but for what SQLite keeps. */
static void
forget_file (gpointer data)
{
  Orders *self = data;
  int fd = open (self->store->path, O_RDONLY | O_CLOEXEC);

  if (fd < 0 || posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED) != 0)
    rt_bench_fail ("the system keeps the file in its memory", NULL);
  close (fd);
}

/* --- Saving --- */

static void
set (RtOrderEdit *edit, RtFieldId field, const char *value)
{
  edit->values[field] = g_strdup (value);
}

static void
add_line (RtOrderEdit *edit, const char *words, const char *price)
{
  RtLineEdit *line = rt_line_edit_new ();

  g_free (line->description);
  g_free (line->quantity);
  g_free (line->unit_price);
  line->description = g_strdup (words);
  line->quantity = g_strdup ("2");
  line->unit_price = g_strdup (price);
  g_ptr_array_add (edit->lines, line);
}

static gpointer
get_notice (RtWork *work, gpointer data, GError **error)
{
  return rt_notice_get_current (work, error);
}

static RtOrderEdit *
make_edit (RtBenchStore *store)
{
  RtOrderEdit *edit = rt_order_edit_new ();
  RtNotice *notice = rt_bench_call (store, FALSE, get_notice, NULL);

  set (edit, RT_FIELD_NAME, "Jane Sample");
  set (edit, RT_FIELD_PHONE, "+15555550142");
  set (edit, RT_FIELD_EMAIL, "jane@example.com");
  set (edit, RT_FIELD_REGION_PROVINCE, "Example State");
  set (edit, RT_FIELD_REGION_CITY, "Sampletown");
  set (edit, RT_FIELD_REGION_DISTRICT, "North");
  set (edit, RT_FIELD_POSTCODE, "01234");
  set (edit, RT_FIELD_STREET, "12 Example Street");
  add_line (edit, "Oak wardrobe", "690.00");
  add_line (edit, "Chair", "89.00");
  add_line (edit, "Table", "420.00");
  edit->acknowledged = TRUE;
  edit->notice_id = notice->id;
  g_free (edit->ack_language);
  edit->ack_language = g_strdup ("en");
  g_free (edit->ack_channel);
  edit->ack_channel = g_strdup ("counter");
  rt_notice_unref (notice);
  return edit;
}

static gpointer
do_save (RtWork *work, gpointer data, GError **error)
{
  Orders *self = data;

  return rt_order_save (work, self->edit, error) != 0 ? data : NULL;
}

static void
ours_save (gpointer data)
{
  Orders *self = data;

  rt_bench_call (self->store, TRUE, do_save, self);
}

/* The same rows into tables of the same columns and indexes, with noise of the same length where ours seals; the rows
 * go with the next checkpoint. */
static void
bare_save (gpointer data)
{
  Orders *self = data;

  rt_bench_exec (self->store->bare, "BEGIN IMMEDIATE");
  rt_bench_exec (
    self->store->bare,
    "INSERT INTO bench.customer (number, contact_sealed, contact_masked, phone_digest, email_digest,"
    " created_at, created_by, changed_at) VALUES ((SELECT coalesce (max (number), 0) + 1 FROM bench.customer),"
    " randomblob (174), randomblob (60), randomblob (32), randomblob (32), 1, 1, 1)");
  rt_bench_exec (self->store->bare,
                 "INSERT INTO bench.address (customer_id, address_sealed, address_masked, created_at) VALUES"
                 " (last_insert_rowid (), randomblob (174), randomblob (60), 1)");
  rt_bench_exec (
    self->store->bare,
    "INSERT INTO bench.orders (number, customer_id, address_id, state, ordered_on, taken_by, currency,"
    " total, created_at, created_by, changed_at, n_lines, pieces) VALUES ((SELECT coalesce (max (number), 0)"
    " + 1 FROM bench.orders), 1, last_insert_rowid (), 'open', 20000, 1, 'USD', 239800, 1, 1, 1, 3, 6)");
  for (guint i = 0; i < 3; i++)
    rt_bench_exec (self->store->bare,
                   "INSERT INTO bench.order_line (order_id, position, description, quantity, unit_price, line_total)"
                   " VALUES ((SELECT max (id) FROM bench.orders), 1, 'Oak wardrobe', 2, 69000, 138000)");
  rt_bench_exec (self->store->bare,
                 "INSERT INTO bench.acknowledgement (order_id, customer_id, notice_id, language, channel, taken_by, at)"
                 " VALUES ((SELECT max (id) FROM bench.orders), 1, 1, 'en', 'counter', 1, 1)");
  run_insert (self, self->statements[6], 1);
  rt_bench_exec (self->store->bare, "COMMIT");
}

/* --- The bare side writes into a file of its own, so that the store stays what it is; by the same library, under the
 * same key, with the same tables. --- */

static void
attach_scratch (Orders *self)
{
  static const char *const tables[] = { "customer", "address", "orders", "order_line", "acknowledgement" };
  g_autoptr (RtSecret) hex = rt_secret_to_hex (self->store->key);
  g_autofree char *sql = g_strdup_printf ("ATTACH '%s.scratch' AS bench KEY \"x'%s'\"", self->store->path,
                                          (const char *) rt_secret_peek (hex));

  rt_bench_exec (self->store->bare, "PRAGMA foreign_keys = OFF");
  rt_bench_exec (self->store->bare, sql);
  rt_bench_exec (self->store->bare, "PRAGMA bench.journal_mode = WAL; PRAGMA bench.synchronous = FULL;"
                                    "CREATE TABLE IF NOT EXISTS bench.look (seq INTEGER PRIMARY KEY, at, row, mac)");
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      sqlite3_stmt *statement = rt_bench_prepare (
        self->store->bare,
        "SELECT sql FROM main.sqlite_schema WHERE tbl_name = ?1 AND sql IS NOT NULL AND type <> 'trigger' ORDER BY rootpage");

      sqlite3_bind_text (statement, 1, tables[i], -1, SQLITE_STATIC);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          g_autoptr (GString) create = g_string_new ((const char *) sqlite3_column_text (statement, 0));

          g_string_replace (create, "CREATE TABLE ", "CREATE TABLE bench.", 1);
          g_string_replace (create, "CREATE INDEX ", "CREATE INDEX bench.", 1);
          g_string_replace (create, "CREATE UNIQUE INDEX ", "CREATE UNIQUE INDEX bench.", 1);
          sqlite3_exec (self->store->bare, create->str, NULL, NULL, NULL); /* there from an earlier run: fine */
        }
      sqlite3_finalize (statement);
    }
}

/* The slowest wait for the disk, whoever they are. */
static void
add_durable (GPtrArray *results, const RtMeasure *measure)
{
  RtResult *result = rt_measure_run (measure);

  result->note = g_strdup_printf ("p99 of bare %.3f ms", result->bare_p99_ms);
  g_ptr_array_add (results, result);
}

void
rt_bench_orders (RtBenchStore *store, GPtrArray *results)
{
  Orders self = { .store = store };
  const RtMeasure open = { .name = "order-open",
                           .most_ratio = 1.5,
                           .ours = ours_open,
                           .bare = bare_open,
                           .data = &self,
                           .pairs = 151 };
  const RtMeasure save = { .name = "order-save",
                           .most_ratio = 1.5,
                           .ours = ours_save,
                           .bare = bare_save,
                           .data = &self,
                           .pairs = 151 };

  const RtMeasure cold = { .name = "order-open-cold",
                           .prepare = forget_file,
                           .ours = ours_open,
                           .bare = bare_open,
                           .data = &self,
                           .pairs = 151,
                           .self_pairs = 51 };

  randombytes_buf (self.noise, sizeof self.noise);
  attach_scratch (&self);
  for (guint i = 0; open_sql[i] != NULL; i++)
    self.statements[i] = rt_bench_prepare (store->bare, open_sql[i]);
  self.edit = make_edit (store);
  add_durable (results, &open);
  add_durable (results, &save);
  g_ptr_array_add (results, rt_measure_run (&cold));
  rt_order_edit_free (self.edit);
  for (guint i = 0; open_sql[i] != NULL; i++)
    sqlite3_finalize (self.statements[i]);
  rt_bench_exec (store->bare, "DETACH bench");
}
