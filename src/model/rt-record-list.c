/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of a million records that costs what its visible rows cost: ids in order, a few pages of records, rows only
 * while somebody holds them. */
#include "config.h"

#include <string.h>

#include "rt-error.h"
#include "rt-record-list-private.h"
#include "rt-stall-meter.h"

#define PAGE_SIZE  64
#define MOST_PAGES 16
#define MOST_READS 2
#define FIRST      48   /* rows of a list that comes up: a screenful, so that it is drawn at once */
#define REST_MS    100  /* until all the others are read too */
#define FILL_US    2000 /* for what came of records at one go */
#define AHEAD      2    /* pages read before their rows are asked for */

struct _RtRecordList
{
  GObject parent_instance;

  RtDesk *desk;
  RtListQuery query;

  GArray *ids;         /* gint64, in order */
  GHashTable *rows;    /* &id → RtRow, held weakly: an item stays the same object while somebody holds it */
  GHashTable *pages;   /* page number → RtPage */
  GQueue recent;       /* page numbers, latest used first */
  GHashTable *reading; /* set of page numbers on their way */
  guint needed;        /* page a row waited for last */
  int direction;       /* the way the list is gone through: 1 down, -1 up */

  guint generation;          /* grows with every refresh; answers to older questions are dropped */
  GCancellable *cancellable; /* of the refresh on its way */
  gboolean loading;
  GError *error;
  guint refresh_source;
  guint read_source;
  guint rest_source;
  guint fill_source;
};

enum
{
  PROP_LOADING = 1,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void on_row_gone (gpointer data, GObject *row);
static void schedule_read (RtRecordList *self);
static gboolean read_rest (gpointer data);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtRecordList, rt_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- State --- */

static void
set_loading (RtRecordList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Takes @error. */
static void
take_error (RtRecordList *self, GError *error)
{
  gboolean had = self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  if (had || error != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
drop_pages (RtRecordList *self)
{
  g_hash_table_remove_all (self->pages);
  g_queue_clear (&self->recent);
  g_hash_table_remove_all (self->reading);
}

/* The toolkit makes and moves widgets meanwhile. */
static void
tell_changed (RtRecordList *self, guint position, guint removed, guint added)
{
  RT_STALL_MARK (RT_STALL_TOOLKIT);

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static gint64
id_at (RtRecordList *self, guint position)
{
  return g_array_index (self->ids, gint64, position);
}

/* --- Rows --- */

/* Handlers of notify::record may ask for items meanwhile, so nothing is emitted while the table is walked. */
static void
forget_rows (RtRecordList *self)
{
  GHashTableIter iter;
  gpointer row;
  g_autoptr (GPtrArray) alive = g_ptr_array_new_with_free_func (g_object_unref);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      g_object_weak_unref (row, on_row_gone, self);
      g_ptr_array_add (alive, g_object_ref (row));
    }
  g_hash_table_remove_all (self->rows);
  for (guint i = 0; i < alive->len; i++)
    rt_row_set_record (g_ptr_array_index (alive, i), NULL);
}

/* The object is being disposed of: only its address is used, to find its entry. */
static void
on_row_gone (gpointer data, GObject *gone)
{
  RtRecordList *self = data;
  gint64 id = rt_row_get_id ((RtRow *) gone);

  g_hash_table_remove (self->rows, &id);
}

static RtRow *
get_row (RtRecordList *self, guint position)
{
  gint64 id = id_at (self, position);
  RtRow *row = g_hash_table_lookup (self->rows, &id);

  if (row != NULL)
    return g_object_ref (row);
  row = rt_row_new (self->query.kind, id);
  g_object_weak_ref (G_OBJECT (row), on_row_gone, self);
  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
  return row;
}

/* --- Pages --- */

static RtPage *
use_page (RtRecordList *self, guint number)
{
  RtPage *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page != NULL)
    {
      g_queue_remove (&self->recent, GUINT_TO_POINTER (number));
      g_queue_push_head (&self->recent, GUINT_TO_POINTER (number));
    }
  return page;
}

static void
keep_page (RtRecordList *self, guint number, RtPage *page)
{
  g_hash_table_replace (self->pages, GUINT_TO_POINTER (number), page);
  use_page (self, number);
  while (g_queue_get_length (&self->recent) > MOST_PAGES)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->recent));
}

static gboolean
row_from_page (RtRecordList *self, RtRow *row, guint position)
{
  RtPage *page = use_page (self, position / PAGE_SIZE);
  guint within = position % PAGE_SIZE;

  if (page == NULL || within >= page->n)
    return FALSE;
  if (page->records[within] != NULL)
    rt_row_set_record (row, page->records[within]);
  return TRUE;
}

typedef struct
{
  RtListKind kind;
  guint n;
  gint64 ids[PAGE_SIZE];
} ReadJob;

static gpointer
read_page (RtWork *work, gpointer data, GError **error)
{
  ReadJob *job = data;
  g_autoptr (GPtrArray) records = rt_list_records (work, job->kind, job->ids, job->n, error);

  return records != NULL ? rt_page_new (job->kind, records) : NULL;
}

static GPtrArray *
list_waiting (RtRecordList *self)
{
  GPtrArray *waiting = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (!rt_row_is_fresh (row) && rt_row_get_position (row) >= 0 &&
        (guint) rt_row_get_position (row) < self->ids->len &&
        g_hash_table_contains (self->pages, GUINT_TO_POINTER ((guint) rt_row_get_position (row) / PAGE_SIZE)))
      g_ptr_array_add (waiting, g_object_ref (row));
  return waiting;
}

/* A row's cells take their time to show it, and two hundred rows may wait: some now, the others when whoever else wants
 * the main loop had a turn. Handlers of notify::record may ask for other items meanwhile. */
static gboolean
fill_rows (gpointer data)
{
  RtRecordList *self = data;
  g_autoptr (GPtrArray) waiting = list_waiting (self);
  gint64 until = g_get_monotonic_time () + FILL_US;
  guint n = 0;
  RT_STALL_MARK (RT_STALL_OURS);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  for (; n < waiting->len && g_get_monotonic_time () < until; n++)
    {
      RtRow *row = g_ptr_array_index (waiting, n);
      int position = rt_row_get_position (row);

      if (position >= 0 && (guint) position < self->ids->len)
        row_from_page (self, row, (guint) position);
    }
  if (n < waiting->len)
    self->fill_source = g_idle_add_full (G_PRIORITY_DEFAULT, fill_rows, self, NULL);
  return G_SOURCE_REMOVE;
}

typedef struct
{
  RtRecordList *list;
  guint generation;
  guint number;
} ReadCall;

static void
on_page_read (GObject *source, GAsyncResult *result, gpointer data)
{
  ReadCall *call = data;
  g_autoptr (RtRecordList) self = call->list;
  g_autoptr (GError) error = NULL;
  RtPage *page = rt_desk_run_finish (RT_DESK (source), result, &error);
  gboolean current = call->generation == self->generation;
  guint number = call->number;
  RT_STALL_MARK (RT_STALL_OURS);

  g_free (call);
  if (!current)
    {
      rt_page_free (page);
      return;
    }
  g_hash_table_remove (self->reading, GUINT_TO_POINTER (number));
  if (page == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        take_error (self, g_steal_pointer (&error));
      return;
    }
  keep_page (self, number, page);
  fill_rows (self);
  schedule_read (self);
}

static void
start_read (RtRecordList *self, guint number)
{
  ReadJob *job = g_new0 (ReadJob, 1);
  ReadCall *call = g_new0 (ReadCall, 1);
  guint first = number * PAGE_SIZE;

  job->kind = self->query.kind;
  job->n = MIN (PAGE_SIZE, self->ids->len - first);
  for (guint i = 0; i < job->n; i++)
    job->ids[i] = id_at (self, first + i);
  call->list = g_object_ref (self);
  call->generation = self->generation;
  call->number = number;
  g_hash_table_add (self->reading, GUINT_TO_POINTER (number));
  rt_desk_run_async (self->desk, FALSE, read_page, job, g_free, (GDestroyNotify) rt_page_free, NULL, on_page_read,
                     call);
}

static gboolean
is_wanted (RtRecordList *self, gint64 number)
{
  return number >= 0 && number * PAGE_SIZE < self->ids->len && g_hash_table_size (self->reading) < MOST_READS &&
         !g_hash_table_contains (self->reading, GUINT_TO_POINTER ((guint) number)) &&
         !g_hash_table_contains (self->pages, GUINT_TO_POINTER ((guint) number));
}

/* A list that is scrolled asks for the neighbours next: rows that come with their record are laid out once. */
static void
read_ahead (RtRecordList *self)
{
  for (int i = 1; i <= AHEAD && g_hash_table_size (self->rows) > 0; i++)
    {
      gint64 number = (gint64) self->needed + self->direction * i;

      if (is_wanted (self, number))
        start_read (self, (guint) number);
    }
}

static void
note_needed (RtRecordList *self, guint number)
{
  if (number != self->needed)
    self->direction = number > self->needed ? 1 : -1;
  self->needed = number;
}

/* Reads what rows that somebody holds still wait for: whoever only runs over the list causes no reading. */
static gboolean
on_read (gpointer data)
{
  RtRecordList *self = data;
  GHashTableIter iter;
  gpointer row;
  RT_STALL_MARK (RT_STALL_OURS);

  self->read_source = 0;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_size (self->reading) < MOST_READS && g_hash_table_iter_next (&iter, NULL, &row))
    {
      int position = rt_row_get_position (row);
      guint number = (guint) MAX (position, 0) / PAGE_SIZE;

      if (position < 0 || rt_row_is_fresh (row) || !is_wanted (self, number))
        continue;
      note_needed (self, number);
      start_read (self, number);
    }
  read_ahead (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_read (RtRecordList *self)
{
  if (self->read_source == 0)
    self->read_source = g_idle_add_full (G_PRIORITY_DEFAULT, on_read, self, NULL);
}

/* --- Refreshing --- */

static gpointer
read_ids (RtWork *work, gpointer data, GError **error)
{
  return rt_list_ids (work, data, error);
}

/* Rows in front of the change stay where they are, those behind move, those between are not known to be in the list any
 * more. */
static void
move_rows (RtRecordList *self, guint prefix, guint old_end, int shift)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      int position = rt_row_get_position (row);

      rt_row_set_stale (row);
      if (position >= (int) old_end)
        rt_row_set_position (row, position + shift);
      else if (position >= (int) prefix)
        rt_row_set_position (row, -1);
    }
}

/* Reading a million ids takes longer than drawing a screenful, and the toolkit makes widgets for hundreds of rows at
 * once: for a list that comes up both wait until it is drawn. */
static void
show_first (RtRecordList *self, GArray *ids)
{
  gboolean more = ids->len > 2 * FIRST;

  g_array_unref (self->ids);
  self->ids = ids;
  if (more)
    g_array_set_size (ids, FIRST);
  tell_changed (self, 0, 0, ids->len);
  if (more)
    self->rest_source = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, read_rest, self, NULL);
}

/* The page that the first rows end in is not whole. */
static void
append_rest (RtRecordList *self, GArray *ids)
{
  guint n = self->ids->len;
  gpointer last = GUINT_TO_POINTER (n / PAGE_SIZE);

  g_array_unref (self->ids);
  self->ids = ids;
  g_queue_remove (&self->recent, last);
  g_hash_table_remove (self->pages, last);
  tell_changed (self, n, 0, ids->len - n);
  schedule_read (self);
}

static gboolean
begins_with (const GArray *ids, const GArray *first)
{
  return ids->len > first->len && memcmp (ids->data, first->data, first->len * sizeof (gint64)) == 0;
}

static void
replace_ids (RtRecordList *self, GArray *ids)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->ids);
  guint least = MIN (old->len, ids->len);
  guint prefix = 0;
  guint suffix = 0;

  while (prefix < least && g_array_index (old, gint64, prefix) == g_array_index (ids, gint64, prefix))
    prefix++;
  while (suffix < least - prefix &&
         g_array_index (old, gint64, old->len - 1 - suffix) == g_array_index (ids, gint64, ids->len - 1 - suffix))
    suffix++;
  self->ids = ids;
  drop_pages (self);
  move_rows (self, prefix, old->len - suffix, (int) ids->len - (int) old->len);
  tell_changed (self, prefix, old->len - prefix - suffix, ids->len - prefix - suffix);
  schedule_read (self);
}

typedef struct
{
  RtRecordList *list;
  guint generation;
  gboolean rest; /* of a list whose first rows are there */
} RefreshCall;

static void
on_ids_read (GObject *source, GAsyncResult *result, gpointer data)
{
  RefreshCall *call = data;
  g_autoptr (RtRecordList) self = call->list;
  g_autoptr (GError) error = NULL;
  GArray *ids = rt_desk_run_finish (RT_DESK (source), result, &error);
  gboolean current = call->generation == self->generation;
  gboolean rest = call->rest;

  g_free (call);
  if (!current)
    {
      g_clear_pointer (&ids, g_array_unref);
      return;
    }
  g_clear_object (&self->cancellable);
  if (ids != NULL && self->ids->len == 0)
    show_first (self, ids);
  else if (ids != NULL && rest && begins_with (ids, self->ids))
    append_rest (self, ids);
  else if (ids != NULL)
    replace_ids (self, ids);
  take_error (self, g_steal_pointer (&error));
  if (self->rest_source == 0)
    set_loading (self, FALSE);
}

static void
stop (RtRecordList *self)
{
  self->generation++;
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->reading != NULL)
    g_hash_table_remove_all (self->reading);
}

/* An empty list first asks for no more than it shows. */
static void
refresh (RtRecordList *self, gboolean rest)
{
  RefreshCall *call = g_new0 (RefreshCall, 1);
  RtListQuery *query = g_memdup2 (&self->query, sizeof self->query);

  stop (self);
  call->list = g_object_ref (self);
  call->generation = self->generation;
  call->rest = rest;
  query->most = self->ids->len == 0 ? 2 * FIRST + 1 : 0;
  self->cancellable = g_cancellable_new ();
  set_loading (self, TRUE);
  rt_desk_run_async (self->desk, TRUE, read_ids, query, g_free, (GDestroyNotify) g_array_unref, self->cancellable,
                     on_ids_read, call);
}

void
rt_record_list_refresh (RtRecordList *self)
{
  refresh (self, FALSE);
}

static gboolean
read_rest (gpointer data)
{
  RtRecordList *self = data;

  self->rest_source = 0;
  refresh (self, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
on_refresh (gpointer data)
{
  RtRecordList *self = data;

  self->refresh_source = 0;
  if (rt_desk_get_person (self->desk) != NULL)
    rt_record_list_refresh (self);
  return G_SOURCE_REMOVE;
}

/* Several saves in a row are one refresh. */
static void
on_changed (RtDesk *desk, const char *table, gint64 row, gpointer data)
{
  static const char *const tables[][4] = {
    [RT_LIST_ORDERS] = { "orders", "customer", NULL },
    [RT_LIST_TICKETS] = { "ticket", "customer", NULL },
    [RT_LIST_CUSTOMERS] = { "customer", "orders", "ticket", NULL },
  };
  RtRecordList *self = data;

  if (table != NULL && !g_strv_contains (tables[self->query.kind], table))
    return;
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add (on_refresh, self);
}

static void
clear (RtRecordList *self)
{
  guint n;

  stop (self);
  n = self->ids->len;
  drop_pages (self);
  g_array_set_size (self->ids, 0);
  if (n > 0)
    tell_changed (self, 0, n, 0);
  forget_rows (self); /* those that somebody holds still: the cells of the others are gone */
  set_loading (self, FALSE);
}

static void
on_locking (RtDesk *desk, gpointer data)
{
  clear (data);
}

/* --- GListModel --- */

static GType
get_item_type (GListModel *model)
{
  return RT_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return RT_RECORD_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RtRecordList *self = RT_RECORD_LIST (model);
  RtRow *row;
  RT_STALL_MARK (RT_STALL_OURS);

  if (position >= self->ids->len)
    return NULL;
  row = get_row (self, position);
  rt_row_set_position (row, (int) position);
  if (!rt_row_is_fresh (row) && (position / PAGE_SIZE != self->needed || !row_from_page (self, row, position)))
    {
      note_needed (self, position / PAGE_SIZE);
      row_from_page (self, row, position);
      schedule_read (self);
    }
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- GObject --- */

static void
rt_record_list_dispose (GObject *object)
{
  RtRecordList *self = RT_RECORD_LIST (object);

  stop (self);
  if (self->rows != NULL)
    forget_rows (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (rt_record_list_parent_class)->dispose (object);
}

static void
rt_record_list_finalize (GObject *object)
{
  RtRecordList *self = RT_RECORD_LIST (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_pointer (&self->reading, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_queue_clear (&self->recent);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (rt_record_list_parent_class)->finalize (object);
}

static void
rt_record_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  RtRecordList *self = RT_RECORD_LIST (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
rt_record_list_class_init (RtRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rt_record_list_dispose;
  object_class->finalize = rt_record_list_finalize;
  object_class->get_property = rt_record_list_get_property;
  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rt_record_list_init (RtRecordList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) rt_page_free);
  self->reading = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->recent);
  self->direction = 1;
}

RtRecordList *
rt_record_list_new (RtDesk *desk, const RtListQuery *query)
{
  RtRecordList *self = g_object_new (RT_TYPE_RECORD_LIST, NULL);

  self->desk = g_object_ref (desk);
  self->query = *query;
  g_signal_connect (desk, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (desk, "locking", G_CALLBACK (on_locking), self);
  rt_record_list_refresh (self);
  return self;
}

void
rt_record_list_set_query (RtRecordList *self, const RtListQuery *query)
{
  if (query->kind != self->query.kind)
    clear (self);
  self->query = *query;
  rt_record_list_refresh (self);
}

const RtListQuery *
rt_record_list_get_query (RtRecordList *self)
{
  return &self->query;
}

gboolean
rt_record_list_is_loading (RtRecordList *self)
{
  return self->loading;
}

const GError *
rt_record_list_get_error (RtRecordList *self)
{
  return self->error;
}

int
rt_record_list_find (RtRecordList *self, gint64 id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (id_at (self, i) == id)
      return (int) i;
  return -1;
}
