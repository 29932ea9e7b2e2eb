/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list as a file. The records are those of the list (rt_list_records()), so what is masked there is masked here. */
#include "config.h"

#include "rt-export-private.h"

#include <string.h>
#include <sys/stat.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-out-file.h"
#include "rt-reason.h"
#include "rt-secret.h"
#include "rt-text.h"

#define PAGE 100

static const char *const formats[] = { [RT_EXPORT_CSV] = "csv", [RT_EXPORT_JSON] = "json" };

static const char *const lists[] = {
  [RT_LIST_ORDERS] = "orders",
  [RT_LIST_TICKETS] = "tickets",
  [RT_LIST_CUSTOMERS] = "customers",
};

const char *
rt_export_format_id (RtExportFormat format)
{
  return (guint) format < G_N_ELEMENTS (formats) ? formats[format] : NULL;
}

gboolean
rt_export_format_from_id (const char *id, RtExportFormat *format)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i], id) == 0)
      {
        *format = (RtExportFormat) i;
        return TRUE;
      }
  return FALSE;
}

char *
rt_export_suggest_name (RtListKind kind, RtExportFormat format, RtDay today)
{
  g_autofree char *day = rt_day_to_iso (today);

  return g_strdup_printf ("%s-%s.%s", lists[kind], day != NULL ? day : "list", rt_export_format_id (format));
}

struct _RtExportRun
{
  gatomicrefcount refs;
  RtExport wanted; /* its strings are those below */
  char **column_ids;
  char *path, *reason;

  gint64 owner;       /* staff id */
  GPtrArray *columns; /* const RtExportColumn * */
  RtOutFile *file;
  GArray *ids; /* gint64 */
  guint next;
  GString *text; /* of one page; wiped */
  guint64 seen;
  gint64 done;
};

RtExportRun *
rt_export_run_new (const RtExport *wanted)
{
  RtExportRun *self = g_new0 (RtExportRun, 1);

  g_atomic_ref_count_init (&self->refs);
  self->wanted = *wanted;
  self->wanted.columns = (const char *const *) (self->column_ids = g_strdupv ((char **) wanted->columns));
  self->wanted.path = self->path = g_strdup (wanted->path);
  self->wanted.reason = self->reason = g_strdup (wanted->reason);
  self->text = g_string_sized_new (64 * 1024);
  return self;
}

RtExportRun *
rt_export_run_ref (RtExportRun *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_export_run_unref (RtExportRun *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  rt_out_file_free (self->file);
  rt_wipe_string (g_string_free (self->text, FALSE));
  g_strfreev (self->column_ids);
  g_free (self->path);
  g_free (self->reason);
  g_free (self);
}

/* --- Cells --- */

static char *
personal_text (const RtShown *shown, RtFieldId field)
{
  const char *text = rt_shown_get_text (shown, field);

  if (text == NULL)
    return NULL;
  if (rt_shown_get_show (shown, field) == RT_SHOW_CLEAR && rt_field_info (field)->kind == RT_FIELD_KIND_PHONE)
    return rt_phone_format (text);
  return g_strdup (text);
}

static void
note_seen (RtExportRun *self, const RtExportColumn *column, const RtShown *shown, gboolean any)
{
  if (column->field >= RT_N_FIELDS || !any)
    return;
  if (column->kind != RT_CELL_PERSONAL || rt_shown_get_show (shown, column->field) == RT_SHOW_CLEAR)
    self->seen |= RT_FIELD_BIT (column->field);
}

static char *
cell_text (RtExportRun *self, const RtExportColumn *column, gpointer record)
{
  const RtShown *shown = rt_export_get_shown (self->wanted.query.kind, record);
  char *text = column->kind == RT_CELL_PERSONAL ? personal_text (shown, column->field) : column->text (record);

  note_seen (self, column, shown, text != NULL);
  return text;
}

/* --- CSV --- */

static void
add_csv_head (RtExportRun *self)
{
  /* So that spreadsheets take it for UTF-8. */
  g_string_append (self->text, "\xEF\xBB\xBF");
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (self->text, ',');
      rt_csv_append_cell (self->text, _ (((const RtExportColumn *) self->columns->pdata[i])->title), FALSE);
    }
  g_string_append (self->text, "\r\n");
}

static void
add_csv_record (RtExportRun *self, gpointer record)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RtExportColumn *column = self->columns->pdata[i];
      char *text = cell_text (self, column, record);

      if (i > 0)
        g_string_append_c (self->text, ',');
      rt_csv_append_cell (self->text, text, column->kind == RT_CELL_NUMBER);
      rt_wipe_string (text);
    }
  g_string_append (self->text, "\r\n");
}

/* --- JSON --- */

static void
add_json_personal (RtExportRun *self, JsonBuilder *json, const RtExportColumn *column, gpointer record)
{
  const RtShown *shown = rt_export_get_shown (self->wanted.query.kind, record);
  const char *text = rt_shown_get_text (shown, column->field);

  note_seen (self, column, shown, text != NULL);
  if (text == NULL)
    {
      json_builder_add_null_value (json);
      return;
    }
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "show");
  json_builder_add_string_value (json, rt_shown_get_show (shown, column->field) == RT_SHOW_CLEAR ? "clear" : "masked");
  json_builder_set_member_name (json, "text");
  json_builder_add_string_value (json, text);
  json_builder_end_object (json);
}

static void
add_json_cell (RtExportRun *self, JsonBuilder *json, const RtExportColumn *column, gpointer record)
{
  g_autofree char *text = NULL;

  json_builder_set_member_name (json, column->id);
  if (column->kind == RT_CELL_PERSONAL)
    {
      add_json_personal (self, json, column, record);
      return;
    }
  text = column->word != NULL ? column->word (record) : column->text (record);
  note_seen (self, column, NULL, text != NULL);
  if (text != NULL && text[0] != '\0')
    json_builder_add_string_value (json, text);
  else
    json_builder_add_null_value (json);
}

static void
add_json_record (RtExportRun *self, gpointer record)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (json);
  for (guint i = 0; i < self->columns->len; i++)
    add_json_cell (self, json, self->columns->pdata[i], record);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, FALSE);
  g_string_append (self->text, self->done > 0 ? ",\n" : "\n");
  g_string_append (self->text, text);
  rt_wipe_string (text);
}

/* --- The steps --- */

static gboolean
flush (RtExportRun *self, GError **error)
{
  gboolean ok = rt_out_file_write (self->file, self->text->str, self->text->len, error);

  memset (self->text->str, 0, self->text->len);
  g_string_truncate (self->text, 0);
  return ok;
}

static gboolean
choose_columns (RtExportRun *self, const RtPerson *person, GError **error)
{
  RtListKind kind = self->wanted.query.kind;
  g_autofree const char **all = rt_export_columns (kind, person);
  const char *const *ids = self->wanted.columns != NULL ? self->wanted.columns : (const char *const *) all;

  self->columns = g_ptr_array_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const RtExportColumn *column = rt_export_find_column (kind, person, ids[i]);

      if (column == NULL)
        {
          rt_error_set_invalid (error, "columns", _("This list has no such column."));
          return FALSE;
        }
      g_ptr_array_add (self->columns, (gpointer) column);
    }
  if (self->columns->len > 0)
    return TRUE;
  rt_error_set_invalid (error, "columns", _("Choose at least one column."));
  return FALSE;
}

/* Never among the files of the store. Folders are compared as the disk knows them, whatever way leads there. */
static gboolean
check_place (const char *path, const char *store_path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path != NULL ? path : "");
  g_autofree char *store_folder = g_path_get_dirname (store_path);
  struct stat here, there;

  if (path == NULL || stat (folder, &here) != 0 || stat (store_folder, &there) != 0 || here.st_dev != there.st_dev ||
      here.st_ino != there.st_ino)
    return TRUE; /* whether the folder is there at all the file itself finds out */
  rt_error_set_invalid (error, "path", _("Choose another folder: exported lists do not belong beside the store."));
  return FALSE;
}

static gboolean
record_it (RtWork *work, RtExportRun *self, const char *action, gint64 count, GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autofree char *detail = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    g_string_append_printf (columns, "%s%s", i > 0 ? "," : "", ((const RtExportColumn *) self->columns->pdata[i])->id);
  detail = g_strdup_printf ("list=%s count=%" G_GINT64_FORMAT " format=%s columns=%s", lists[self->wanted.query.kind],
                            count, rt_export_format_id (self->wanted.format), columns->str);
  return rt_work_log (work, action, NULL, 0, self->seen, self->reason, detail, error);
}

static gboolean
take_clean_reason (RtExportRun *self, GError **error)
{
  char *reason = rt_reason_clean (self->reason, error);

  if (reason == NULL)
    return FALSE;
  g_free (self->reason);
  self->wanted.reason = self->reason = reason;
  return TRUE;
}

gboolean
rt_export_run_begin (RtWork *work, RtExportRun *self, GError **error)
{
  self->owner = rt_work_get_me (work);
  if (!rt_work_need (work, RT_RIGHT_EXPORT, error) || !take_clean_reason (self, error) ||
      !choose_columns (self, rt_work_get_person (work), error) ||
      !check_place (self->path, rt_db_get_path (rt_work_get_db (work)), error) ||
      (self->file = rt_out_file_new (self->path, self->wanted.replace, error)) == NULL ||
      (self->ids = rt_list_ids (work, &self->wanted.query, error)) == NULL)
    return FALSE;
  if (self->wanted.format == RT_EXPORT_CSV)
    add_csv_head (self);
  else
    g_string_append (self->text, "[");
  return flush (self, error) && record_it (work, self, "export.begin", self->ids->len, error);
}

/* Whoever signed in meanwhile does not go on with it; nor does anybody once the desk was locked. */
static gboolean
check_going_on (RtWork *work, RtExportRun *self, GError **error)
{
  if (self->ids != NULL && self->owner == rt_work_get_me (work))
    return rt_work_progress (work, self->next, self->ids->len, error);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED, _("The desk was locked before this was finished."));
  return FALSE;
}

gboolean
rt_export_run_read (RtWork *work, RtExportRun *self, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  guint n;

  *more = FALSE;
  if (!rt_work_need (work, RT_RIGHT_EXPORT, error) || !check_going_on (work, self, error))
    return FALSE;
  n = MIN (PAGE, self->ids->len - self->next);
  records = rt_list_records (work, self->wanted.query.kind, &g_array_index (self->ids, gint64, self->next), n, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      gpointer record = records->pdata[i];

      if (record == NULL)
        continue;
      if (self->wanted.format == RT_EXPORT_CSV)
        add_csv_record (self, record);
      else
        add_json_record (self, record);
      self->done++;
    }
  self->next += n;
  *more = self->next < self->ids->len;
  return records != NULL && flush (self, error);
}

gboolean
rt_export_run_settle (RtExportRun *self, GError **error)
{
  if (self->wanted.format == RT_EXPORT_JSON)
    g_string_append (self->text, "\n]\n");
  return flush (self, error) && rt_out_file_settle (self->file, error);
}

gint64
rt_export_run_end (RtWork *work, RtExportRun *self, GError **error)
{
  /* On the disk before anybody can read the file. */
  if (!rt_work_need (work, RT_RIGHT_EXPORT, error) || !check_going_on (work, self, error) ||
      !record_it (work, self, "export", self->done, error) || !rt_work_commit_step (work, error) ||
      !rt_out_file_publish (self->file, error))
    return -1;
  return self->done;
}

gint64
rt_export_run_get_total (RtExportRun *self, gint64 *done)
{
  *done = self->next;
  return self->ids != NULL ? self->ids->len : 0;
}
