/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching by name and telephone number, and getting ready for it. */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include "rt-bench.h"

#include <string.h>

#include "rt-customer.h"
#include "rt-demo.h"
#include "rt-search.h"
#include "rt-seal.h"
#include "rt-secret.h"
#include "rt-text.h"

#define HITS 50

typedef struct
{
  RtBenchStore *store;
  const char *text;
  GString *names; /* every name once more, folded, one a line */
  guint ours_found, bare_found;

  sqlite3_stmt *sealed;
  RtClassKeys *keys; /* borrowed */
} Search;

static gpointer
do_search (RtWork *work, gpointer data, GError **error)
{
  return rt_search (work, ((Search *) data)->text, HITS, error);
}

static void
ours_search (gpointer data)
{
  Search *self = data;
  g_autoptr (GPtrArray) hits = rt_bench_call (self->store, TRUE, do_search, self);

  self->ours_found = hits->len;
}

/* The same bytes walked once, for as many hits. */
static void
bare_scan (gpointer data)
{
  Search *self = data;
  g_autofree char *folded = rt_text_fold (self->text);
  gsize length = strlen (folded);
  const char *at = self->names->str;
  const char *end = at + self->names->len;

  self->bare_found = 0;
  while (self->bare_found < HITS && (at = memmem (at, (gsize) (end - at), folded, length)) != NULL)
    {
      at = memchr (at, '\n', (gsize) (end - at));
      self->bare_found++;
    }
}

static gboolean
found_agree (gpointer data)
{
  Search *self = data;

  return self->ours_found == self->bare_found;
}

/* --- Getting ready --- */

static gpointer
do_prepare (RtWork *work, gpointer data, GError **error)
{
  rt_session_take_index (rt_work_get_session (work), NULL, NULL);
  return rt_search_prepare (work, error) ? data : NULL;
}

static void
ours_prepare (gpointer data)
{
  rt_bench_call (((Search *) data)->store, FALSE, do_prepare, data);
}

static gpointer
get_keys (RtWork *work, gpointer data, GError **error)
{
  ((Search *) data)->keys = (RtClassKeys *) rt_session_get_keys (rt_work_get_session (work));
  return data;
}

/* Every sealed contact read and opened, its three values taken out; none is kept. */
static void
bare_open (gpointer data)
{
  Search *self = data;

  self->bare_found = 0;
  while (sqlite3_step (self->sealed) == SQLITE_ROW)
    {
      char *values[RT_N_FIELDS] = { NULL };

      if (!rt_open_fields (self->keys, RT_CLASS_CONTACT, "customer", sqlite3_column_int64 (self->sealed, 0),
                           sqlite3_column_blob (self->sealed, 3), (gsize) sqlite3_column_bytes (self->sealed, 3),
                           values, NULL))
        rt_bench_fail ("a sealed row does not open", NULL);
      self->bare_found += values[RT_FIELD_NAME] != NULL;
      for (guint i = 0; i < RT_N_FIELDS; i++)
        rt_wipe_string (values[i]);
    }
  sqlite3_reset (self->sealed);
}

static void
read_names (Search *self)
{
  self->names = g_string_new ("\n");
  while (sqlite3_step (self->sealed) == SQLITE_ROW)
    {
      char *values[RT_N_FIELDS] = { NULL };

      if (rt_open_fields (self->keys, RT_CLASS_CONTACT, "customer", sqlite3_column_int64 (self->sealed, 0),
                          sqlite3_column_blob (self->sealed, 3), (gsize) sqlite3_column_bytes (self->sealed, 3), values,
                          NULL))
        {
          g_autofree char *folded = rt_text_fold (values[RT_FIELD_NAME]);

          g_string_append_printf (self->names, "%s\n", folded);
        }
      for (guint i = 0; i < RT_N_FIELDS; i++)
        rt_wipe_string (values[i]);
    }
  sqlite3_reset (self->sealed);
}

static void
add (GPtrArray *results, Search *self, const char *name, const char *text, void (*bare) (gpointer), double most_ratio,
     double most_p99_ms)
{
  const RtMeasure measure = { .name = name,
                              .most_ratio = most_ratio,
                              .most_p99_ms = most_p99_ms,
                              .ours = ours_search,
                              .bare = bare,
                              .agree = bare != NULL ? found_agree : NULL,
                              .data = self,
                              .pairs = 101 };

  self->text = text;
  g_ptr_array_add (results, rt_measure_run (&measure));
}

void
rt_bench_search (RtBenchStore *store, GPtrArray *results)
{
  Search self = { .store = store };
  const RtMeasure ready = { .name = "index-ready",
                            .most_ratio = 1.5,
                            .ours = ours_prepare,
                            .bare = bare_open,
                            .data = &self,
                            .pairs = 21,
                            .self_pairs = 11 };

  rt_bench_call (store, FALSE, get_keys, &self);
  self.sealed = rt_bench_prepare (store->bare, "SELECT id, rev, changed_at, contact_sealed FROM customer ORDER BY id");
  read_names (&self);
  rt_bench_call (store, FALSE, do_prepare, &self);
  add (results, &self, "search-name", "wqz", bare_scan, 3, 16);
  add (results, &self, "search-name-chinese", "赵敏", bare_scan, 0, 16);
  add (results, &self, "search-name-common", "row", bare_scan, 0, 16);
  add (results, &self, "search-phone-last", "0123", NULL, 0, 16);
  add (results, &self, "search-phone-full", "138 0000 0123", NULL, 0, 2);
  g_ptr_array_add (results, rt_measure_run (&ready));
  sqlite3_finalize (self.sealed);
  g_string_free (self.names, TRUE);
}
