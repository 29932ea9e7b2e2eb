/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying the log: stretch by stretch, each followed by the barest walk over the same entries. */
#include "config.h"

#include "rt-bench.h"

#include <sodium.h>
#include <string.h>

#include "rt-class-keys.h"

#define STRETCH 10000 /* so that the smallest store has some */
#define MOST    600

typedef struct
{
  RtBenchStore *store;
  sqlite3_stmt *walk;
  double began;
  gint64 done, entries;
  guint n;
  double ours[MOST], bare[MOST];
  guint8 key[32];
  RtLogReport report;
} Log;

/* One read and one keyed BLAKE2b of the same bytes for each entry. */
static double
bare_stretch (Log *self, gint64 from, gint64 to)
{
  double began = rt_now_ms ();

  sqlite3_bind_int64 (self->walk, 1, from);
  sqlite3_bind_int64 (self->walk, 2, to);
  while (sqlite3_step (self->walk) == SQLITE_ROW)
    {
      guint8 bytes[4096];
      guint8 out[64];
      gsize used = 0;

      for (int column = 0; column < 11; column++)
        {
          gsize size = (gsize) sqlite3_column_bytes (self->walk, column);
          const void *data = sqlite3_column_type (self->walk, column) == SQLITE_INTEGER
                               ? NULL
                               : sqlite3_column_blob (self->walk, column);

          if (data == NULL)
            {
              gint64 number = sqlite3_column_int64 (self->walk, column);

              memcpy (bytes + used, &number, sizeof number);
              used += sizeof number;
            }
          else if (used + size < sizeof bytes)
            {
              memcpy (bytes + used, data, size);
              used += size;
            }
        }
      crypto_generichash (out, sizeof out, bytes, used, self->key, sizeof self->key);
      memcpy (self->key, out + 32, sizeof self->key);
    }
  sqlite3_reset (self->walk);
  return rt_now_ms () - began;
}

/* Between two stretches of ours, on its thread. */
static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  Log *self = data;

  if (done == 0)
    self->began = rt_now_ms ();
  if (done - self->done < STRETCH || self->n == MOST)
    return;
  self->ours[self->n] = rt_now_ms () - self->began;
  self->bare[self->n] = bare_stretch (self, self->done + 1, done);
  self->n++;
  self->done = done;
  self->began = rt_now_ms ();
}

static gpointer
do_verify (RtWork *work, gpointer data, GError **error)
{
  Log *self = data;
  const RtSecret *key = rt_class_keys_get (rt_session_get_keys (rt_work_get_session (work)), RT_KEY_AUDIT, 1);

  return rt_log_verify (rt_work_get_db (work), key, NULL, on_progress, self, NULL, &self->report, error) ? data : NULL;
}

void
rt_bench_log (RtBenchStore *store, GPtrArray *results)
{
  Log self = { .store = store };
  RtResult *result = NULL;

  self.walk =
    rt_bench_prepare (store->bare, "SELECT seq, at, actor, action, subject, row, fields, reason, origin, detail, mac"
                                   " FROM log WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq");
  rt_bench_call (store, FALSE, do_verify, &self);
  if (self.report.verdict != RT_LOG_WHOLE)
    rt_bench_fail ("the log of the store is not whole", NULL);
  if (self.n > 0)
    {
      result = rt_measure_from_pairs ("log-verify", self.ours, self.bare, self.n, 2, 0);
      result->note = g_strdup_printf ("per %d entries, of %" G_GINT64_FORMAT, STRETCH, self.report.entries);
      g_ptr_array_add (results, result);
    }
  sqlite3_finalize (self.walk);
}
