/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an order file is: delimiter, encoding, layout, first rows. Found out before anything is imported. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-import-private.h"
#include "rt-secret.h"
#include "rt-text.h"

#define MOST_PREVIEW  20
#define PREVIEW_BYTES 400

RtImportPlan *
rt_import_plan_ref (RtImportPlan *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
wipe_strv (gpointer data)
{
  char **cells = data;

  for (gsize i = 0; cells[i] != NULL; i++)
    rt_wipe_string (cells[i]);
  g_free (cells);
}

void
rt_import_plan_unref (RtImportPlan *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->path);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->preview, g_ptr_array_unref);
  g_free (self);
}

/* --- The first line --- */

typedef struct
{
  RtEncoding encoding;
  GPtrArray *columns;
  guint n;
} Header;

/* A header that is not text is a column without a name. */
static gboolean
take_header (gint64 line, const RtCsvCell *cells, guint n, gpointer data, GError **error)
{
  Header *header = data;

  header->n = n;
  for (guint i = 0; i < MIN (n, RT_CSV_MAX_COLUMNS); i++)
    {
      g_autofree char *text = rt_encoding_to_utf8 (header->encoding, &cells[i], NULL);
      char *clean = text != NULL ? rt_text_clean (text, -1, PREVIEW_BYTES, FALSE, NULL, NULL) : NULL;

      g_ptr_array_add (header->columns, clean != NULL ? clean : g_strdup (""));
    }
  return FALSE;
}

static gboolean
try_delimiter (RtImportPlan *self, char delimiter, guint *best, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  Header header = { self->encoding, columns, 0 };
  guint targets[RT_CSV_MAX_COLUMNS];
  const RtLayout *layout;
  guint known = 0;

  if (!rt_csv_read (self->path, delimiter, cancellable, take_header, &header, error))
    return FALSE;
  layout = rt_layout_find (columns, targets, &known);
  if (header.n > RT_CSV_MAX_COLUMNS)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_TOO_LARGE,
                           _("The file has more than 1,000 columns, which no table of orders has."));
      return FALSE;
    }
  if (layout == NULL || known <= *best)
    return TRUE;
  *best = known;
  self->layout = layout;
  self->delimiter = delimiter;
  memcpy (self->targets, targets, columns->len * sizeof *targets);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns = g_steal_pointer (&columns);
  return TRUE;
}

/* --- All lines --- */

static gboolean
take_record (gint64 line, const RtCsvCell *cells, guint n, gpointer data, GError **error)
{
  RtImportPlan *self = data;
  char **row;

  if (++self->n_records < 1 || self->preview->len == MOST_PREVIEW)
    return TRUE;
  row = g_new0 (char *, self->columns->len + 1);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RtCsvCell cell = { "", 0 };
      g_autofree char *text = NULL;

      if (i < n)
        cell = cells[i];
      text = cell.size <= PREVIEW_BYTES ? rt_encoding_to_utf8 (self->encoding, &cell, NULL) : NULL;
      row[i] = text != NULL ? rt_text_clean (text, -1, PREVIEW_BYTES, FALSE, NULL, NULL) : NULL;
      if (row[i] == NULL)
        row[i] = g_strdup ("…");
    }
  g_ptr_array_add (self->preview, row);
  return TRUE;
}

/* The file is read more than once, so it must be one that has an end and a beginning. */
static gboolean
check_kind (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_INVALID,
                       _("Only a file can be read in, and this is a folder, a pipe or a device."));
  return FALSE;
}

RtImportPlan *
rt_import_plan_new (const char *path, GCancellable *cancellable, GError **error)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  g_autoptr (RtImportPlan) self = g_new0 (RtImportPlan, 1);
  guint best = 0;

  g_atomic_ref_count_init (&self->refs);
  self->path = g_strdup (path);
  self->preview = g_ptr_array_new_with_free_func (wipe_strv);
  self->n_records = -1; /* the first line is none */
  if (!check_kind (path, error) || !rt_encoding_guess (path, &self->encoding, cancellable, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (!try_delimiter (self, delimiters[i], &best, cancellable, error))
      return NULL;
  if (self->layout == NULL)
    {
      g_set_error_literal (
        error, RT_ERROR, RT_ERROR_INVALID,
        _("The first line of the file does not name the columns of an order: at least an order number, a date, what "
           "was ordered and its price."));
      return NULL;
    }
  if (!rt_csv_read (path, self->delimiter, cancellable, take_record, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- In a thread --- */

static void
plan_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  RtImportPlan *plan = rt_import_plan_new (data, cancellable, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) rt_import_plan_unref);
  else
    g_task_return_error (task, error);
}

void
rt_import_plan_new_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rt_import_plan_new_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, plan_in_thread);
}

RtImportPlan *
rt_import_plan_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- What it found --- */

const char *
rt_import_plan_get_encoding (RtImportPlan *self)
{
  return rt_encoding_name (self->encoding);
}

char
rt_import_plan_get_delimiter (RtImportPlan *self)
{
  return self->delimiter;
}

const char *
rt_import_plan_get_layout_id (RtImportPlan *self)
{
  return self->layout->source;
}

const char *
rt_import_plan_get_layout_name (RtImportPlan *self)
{
  return _ (self->layout->name);
}

guint
rt_import_plan_get_n_columns (RtImportPlan *self)
{
  return self->columns->len;
}

const char *
rt_import_plan_get_column (RtImportPlan *self, guint column)
{
  return column < self->columns->len ? g_ptr_array_index (self->columns, column) : NULL;
}

const char *
rt_import_plan_get_target (RtImportPlan *self, guint column)
{
  return column < self->columns->len ? rt_target_name (self->targets[column]) : NULL;
}

const char *
rt_import_plan_get_target_id (RtImportPlan *self, guint column)
{
  return column < self->columns->len ? rt_target_id (self->targets[column]) : NULL;
}

guint
rt_import_plan_get_n_preview (RtImportPlan *self)
{
  return self->preview->len;
}

const char *
rt_import_plan_get_cell (RtImportPlan *self, guint row, guint column)
{
  if (row >= self->preview->len || column >= self->columns->len)
    return NULL;
  return ((char **) g_ptr_array_index (self->preview, row))[column];
}

gint64
rt_import_plan_get_n_records (RtImportPlan *self)
{
  return MAX (self->n_records, 0);
}
