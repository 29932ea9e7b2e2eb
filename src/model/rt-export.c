/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list as a file. The records are those of the list (rt_list_records()), so what is masked there is masked here. */
#include "config.h"

#include "rt-export-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
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

/* One export under way, on the vault's thread. */
typedef struct
{
  RtWork *work;
  const RtExport *wanted;
  GPtrArray *columns; /* const RtExportColumn * */
  RtExportFile *file;
  GString *text; /* of one page; wiped */
  guint64 seen;
  gint64 done;
} Export;

static void
export_clear (Export *self)
{
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->file, rt_export_file_free);
  if (self->text != NULL)
    rt_wipe_string (g_string_free (g_steal_pointer (&self->text), FALSE));
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

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
note_seen (Export *self, const RtExportColumn *column, const RtShown *shown, gboolean any)
{
  if (column->field >= RT_N_FIELDS || !any)
    return;
  if (column->kind != RT_CELL_PERSONAL || rt_shown_get_show (shown, column->field) == RT_SHOW_CLEAR)
    self->seen |= RT_FIELD_BIT (column->field);
}

static char *
cell_text (Export *self, const RtExportColumn *column, gpointer record)
{
  const RtShown *shown = rt_export_get_shown (self->wanted->query.kind, record);
  char *text = column->kind == RT_CELL_PERSONAL ? personal_text (shown, column->field) : column->text (record);

  note_seen (self, column, shown, text != NULL);
  return text;
}

/* --- CSV --- */

static void
add_csv_head (Export *self)
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
add_csv_record (Export *self, gpointer record)
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
add_json_personal (Export *self, JsonBuilder *json, const RtExportColumn *column, gpointer record)
{
  const RtShown *shown = rt_export_get_shown (self->wanted->query.kind, record);
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
add_json_cell (Export *self, JsonBuilder *json, const RtExportColumn *column, gpointer record)
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
add_json_record (Export *self, gpointer record)
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

/* --- The whole --- */

static gboolean
flush (Export *self, GError **error)
{
  gboolean ok = rt_export_file_write (self->file, self->text->str, self->text->len, error);

  memset (self->text->str, 0, self->text->len);
  g_string_truncate (self->text, 0);
  return ok;
}

static void
add_head (Export *self)
{
  if (self->wanted->format == RT_EXPORT_CSV)
    add_csv_head (self);
  else
    g_string_append (self->text, "[");
}

static gboolean
add_page (Export *self, const GArray *ids, guint first, GError **error)
{
  guint n = MIN (PAGE, ids->len - first);
  g_autoptr (GPtrArray) records =
    rt_list_records (self->work, self->wanted->query.kind, &g_array_index (ids, gint64, first), n, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      gpointer record = records->pdata[i];

      if (record == NULL)
        continue;
      if (self->wanted->format == RT_EXPORT_CSV)
        add_csv_record (self, record);
      else
        add_json_record (self, record);
      self->done++;
    }
  return records != NULL && flush (self, error) && rt_work_progress (self->work, first + n, ids->len, error);
}

static gboolean
write_records (Export *self, const GArray *ids, GError **error)
{
  add_head (self);
  for (guint first = 0; first < ids->len; first += PAGE)
    if (!add_page (self, ids, first, error))
      return FALSE;
  if (self->wanted->format == RT_EXPORT_JSON)
    g_string_append (self->text, "\n]\n");
  return flush (self, error) && rt_export_file_settle (self->file, error);
}

static gboolean
choose_columns (Export *self, GError **error)
{
  RtListKind kind = self->wanted->query.kind;
  const RtPerson *person = rt_work_get_person (self->work);
  g_autofree const char **all = rt_export_columns (kind, person);
  const char *const *ids = self->wanted->columns != NULL ? self->wanted->columns : (const char *const *) all;

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

static gboolean
record_it (Export *self, const char *reason, GError **error)
{
  RtListKind kind = self->wanted->query.kind;
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autofree char *detail = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    g_string_append_printf (columns, "%s%s", i > 0 ? "," : "", ((const RtExportColumn *) self->columns->pdata[i])->id);
  detail = g_strdup_printf ("list=%s count=%" G_GINT64_FORMAT " format=%s columns=%s", lists[kind], self->done,
                            rt_export_format_id (self->wanted->format), columns->str);
  /* On the disk before anybody can read the file. */
  return rt_work_log (self->work, "export", NULL, 0, self->seen, reason, detail, error) &&
         rt_work_commit_step (self->work, error);
}

gint64
rt_export (RtWork *work, const RtExport *wanted, GError **error)
{
  g_auto (Export) self = { .work = work, .wanted = wanted };
  g_autofree char *reason = NULL;
  g_autoptr (GArray) ids = NULL;

  if (!rt_work_need (work, RT_RIGHT_EXPORT, error) || (reason = rt_reason_clean (wanted->reason, error)) == NULL ||
      !choose_columns (&self, error))
    return -1;
  self.file = rt_export_file_new (wanted->path, wanted->replace, rt_db_get_path (rt_work_get_db (work)), error);
  ids = self.file != NULL ? rt_list_ids (work, &wanted->query, error) : NULL;
  if (ids == NULL)
    return -1;
  self.text = g_string_sized_new (64 * 1024);
  if (!write_records (&self, ids, error) || !record_it (&self, reason, error) ||
      !rt_export_file_publish (self.file, error))
    return -1;
  return self.done;
}
