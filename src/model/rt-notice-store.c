/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data-use notices in the store: one draft at a time, published versions frozen. product.md §6. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-field.h"
#include "rt-lang.h"
#include "rt-notice-private.h"
#include "rt-text.h"

#define SUMMARY_ID "summary"
#define PART_BYTES 20000

/* --- Reading --- */

static char **
find_slot (RtNotice *self, const char *language, const char *part_id)
{
  guint index = 0;

  if (part_id == NULL || !rt_notice_language_index (language, &index, NULL))
    return NULL;
  for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
    if (strcmp (part_id, rt_notice_part_id (part)) == 0)
      return &self->text[index][part];
  return strcmp (part_id, SUMMARY_ID) == 0 ? &self->summary[index] : NULL;
}

static gboolean
read_parts (RtDb *db, RtNotice *self, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db, "SELECT language, part, text FROM notice_part WHERE notice_id = ?1", error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", self->id);
  while (rt_statement_step (st, &row, error))
    {
      char **slot;

      if (!row)
        return TRUE;
      slot = find_slot (self, rt_statement_get_text (st, 0), rt_statement_get_text (st, 1));
      if (slot != NULL)
        {
          g_free (*slot);
          *slot = g_strdup (rt_statement_get_text (st, 2));
        }
    }
  return FALSE;
}

#define NOTICE_COLUMNS                                                                                                 \
  "SELECT n.id, n.version, n.state, n.published_at, s.name FROM notice n LEFT JOIN staff s ON s.id = n.published_by "

static RtNotice *
read_notice (RtDb *db, RtStatement *st, GError **error)
{
  g_autoptr (RtNotice) self = rt_notice_new ();

  self->id = rt_statement_get_int (st, 0);
  self->version = rt_statement_get_int (st, 1);
  self->published = g_strcmp0 (rt_statement_get_text (st, 2), "published") == 0;
  self->published_at = rt_statement_get_int (st, 3);
  self->published_by_name = g_strdup (rt_statement_get_text (st, 4));
  return read_parts (db, self, error) ? g_steal_pointer (&self) : NULL;
}

/* *out stays NULL when there is no row. @id is bound when it is not 0. */
static gboolean
query_one (RtDb *db, const char *sql, gint64 id, RtNotice **out, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (db, sql, error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  if (id != 0)
    rt_statement_bind (st, "i", id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (row)
    *out = read_notice (db, st, error);
  return !row || *out != NULL;
}

static gboolean
query_current (RtDb *db, RtNotice **out, GError **error)
{
  return query_one (db, NOTICE_COLUMNS "WHERE n.state = 'published' ORDER BY n.version DESC LIMIT 1", 0, out, error);
}

static gboolean
set_not_found (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such notice in this store."));
  return FALSE;
}

RtNotice *
rt_notice_get_current (RtWork *work, GError **error)
{
  g_autoptr (RtNotice) notice = NULL;

  if (!rt_work_need (work, RT_RIGHT_NOTICE_READ, error) || !query_current (rt_work_get_db (work), &notice, error))
    return NULL;
  if (notice == NULL)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("No data-use notice has been published yet."));
  return g_steal_pointer (&notice);
}

static RtNotice *
get_by_id (RtWork *work, gint64 id, GError **error)
{
  RtNotice *notice = NULL;

  if (query_one (rt_work_get_db (work), NOTICE_COLUMNS "WHERE n.id = ?1", id, &notice, error) && notice == NULL)
    set_not_found (error);
  return notice;
}

RtNotice *
rt_notice_get (RtWork *work, gint64 id, GError **error)
{
  if (!rt_work_need (work, RT_RIGHT_NOTICE_READ, error))
    return NULL;
  return get_by_id (work, id, error);
}

GPtrArray *
rt_notice_list (RtWork *work, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_notice_unref);
  g_autoptr (RtStatement) st = NULL;
  gboolean row = FALSE;

  if (!rt_work_need (work, RT_RIGHT_NOTICE_READ, error))
    return NULL;
  st =
    rt_db_prepare (rt_work_get_db (work), NOTICE_COLUMNS "WHERE n.state = 'published' ORDER BY n.version DESC", error);
  if (st == NULL)
    return NULL;
  while (rt_statement_step (st, &row, error))
    {
      RtNotice *notice = row ? read_notice (rt_work_get_db (work), st, error) : NULL;

      if (!row)
        return g_steal_pointer (&list);
      if (notice == NULL)
        return NULL;
      g_ptr_array_add (list, notice);
    }
  return NULL;
}

/* --- Writing --- */

static gboolean
write_part (RtDb *db, gint64 id, const char *language, const char *part, const char *text, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db,
                   "INSERT INTO notice_part (notice_id, language, part, text) VALUES (?1, ?2, ?3, ?4)"
                   " ON CONFLICT (notice_id, language, part) DO UPDATE SET text = excluded.text",
                   error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "isss", id, language, part, text != NULL ? text : "");
  return rt_statement_run (st, error);
}

/* Stores @notice as a draft; gives its id, 0 with an error. */
static gint64
write_draft (RtDb *db, const RtNotice *notice, gint64 now, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (db, "INSERT INTO notice (state, changed_at) VALUES ('draft', ?1)", error);
  gint64 id;

  if (st == NULL)
    return 0;
  rt_statement_bind (st, "i", now);
  if (!rt_statement_run (st, error))
    return 0;
  id = rt_db_last_insert_id (db);
  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    {
      for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
        if (!write_part (db, id, rt_notice_language (i), rt_notice_part_id (part), notice->text[i][part], error))
          return 0;
      if (!write_part (db, id, rt_notice_language (i), SUMMARY_ID, notice->summary[i], error))
        return 0;
    }
  return id;
}

/* Gives a draft its version number and freezes it (the schema's triggers refuse every later change). */
static gboolean
freeze (RtDb *db, gint64 id, gint64 version, gint64 now, gint64 staff, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (
    db,
    "UPDATE notice SET state = 'published', version = ?2, published_at = ?3, published_by = ?4, changed_at = ?3"
    " WHERE id = ?1 AND state = 'draft'",
    error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "iiii", id, version, now, staff);
  if (!rt_statement_run (st, error))
    return FALSE;
  return rt_db_changes (db) == 1 || set_not_found (error);
}

static gboolean
last_version (RtDb *db, gint64 *version, GError **error)
{
  return rt_db_get_int (db, "SELECT coalesce (max (version), 0) FROM notice", version, error);
}

/* A paper that is frozen for good must not say half of it in another language. */
static gboolean
check_catalogue (GError **error)
{
  const char *label = rt_field_info (RT_FIELD_NAME)->label;

  if (strcmp (rt_lang_gettext (rt_notice_language (1), label), label) != 0)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_UNSUPPORTED,
    _("The Chinese wording is missing from this installation, so the data-use notice cannot be written; "
       "install Rolltop again, whole."));
  return FALSE;
}

gboolean
rt_notice_store_builtin (RtDb *db, const RtStoreInfo *store, const RtMatrix *matrix, gint64 now, gint64 staff,
                         GError **error)
{
  g_autoptr (RtNotice) notice = rt_notice_new_builtin (store, matrix);
  gint64 version = 0;
  gint64 id;

  if (!check_catalogue (error) || !last_version (db, &version, error))
    return FALSE;
  if (version != 0)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS, _("This store has published a data-use notice already."));
      return FALSE;
    }
  id = write_draft (db, notice, now, error);
  return id != 0 && freeze (db, id, 1, now, staff, error);
}

RtNotice *
rt_notice_get_draft (RtWork *work, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  g_autoptr (RtNotice) draft = NULL;
  g_autoptr (RtNotice) base = NULL;
  gint64 id;

  if (!rt_work_need (work, RT_RIGHT_NOTICE_WRITE, error))
    return NULL;
  if (!query_one (db, NOTICE_COLUMNS "WHERE n.state = 'draft' ORDER BY n.id LIMIT 1", 0, &draft, error))
    return NULL;
  if (draft != NULL)
    return g_steal_pointer (&draft);
  if (!query_current (db, &base, error))
    return NULL;
  if (base == NULL)
    base = rt_notice_new_builtin (rt_work_get_store (work), rt_work_get_matrix (work));
  id = write_draft (db, base, rt_work_get_now (work), error);
  if (id == 0 || !rt_work_log (work, "notice.draft", "notice", id, 0, NULL, NULL, error))
    return NULL;
  return get_by_id (work, id, error);
}

static gboolean
refuse_published (const RtNotice *notice, GError **error)
{
  if (!notice->published)
    return TRUE;
  rt_error_set_invalid (error, "notice",
                        _("A published notice stays as it is. Change the draft of the next version instead."));
  return FALSE;
}

gboolean
rt_notice_set_part (RtWork *work, gint64 id, const char *lang, RtNoticePart part, const char *text, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  const char *part_id = rt_notice_part_id (part);
  g_autoptr (RtNotice) notice = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *detail = NULL;
  guint index = 0;

  if (!rt_work_need (work, RT_RIGHT_NOTICE_WRITE, error) || !rt_notice_language_index (lang, &index, error))
    return FALSE;
  if (part_id == NULL)
    return set_not_found (error);
  clean = rt_text_clean (text, -1, PART_BYTES, TRUE, part_id, error);
  notice = clean != NULL ? get_by_id (work, id, error) : NULL;
  if (notice == NULL || !refuse_published (notice, error) || !write_part (db, id, lang, part_id, clean, error))
    return FALSE;
  detail = g_strdup_printf ("part=%s language=%s", part_id, lang);
  return rt_work_log (work, "notice.edit", "notice", id, 0, NULL, detail, error);
}

/* product.md §6: it cannot be published while a part is missing. */
static gboolean
check_complete (const RtNotice *notice, GError **error)
{
  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    {
      guint missing = rt_notice_missing (notice, rt_notice_language (i));

      for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
        if (missing & (1u << part))
          {
            /* Translators: the first is a language in its own words, the second the title of a part of the notice. */
            g_autofree char *message =
              g_strdup_printf (_("The notice cannot be published yet: in %s, the part “%s” is empty."),
                               i == 0 ? "English" : "简体中文", _ (rt_notice_part_title (part)));
            g_autofree char *field = g_strdup_printf ("%s.%s", rt_notice_language (i), rt_notice_part_id (part));

            rt_error_set_invalid (error, field, message);
            return FALSE;
          }
    }
  return TRUE;
}

gboolean
rt_notice_publish (RtWork *work, gint64 id, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  g_autoptr (RtNotice) notice = NULL;
  g_autofree char *detail = NULL;
  gint64 version = 0;

  if (!rt_work_need (work, RT_RIGHT_NOTICE_WRITE, error))
    return FALSE;
  notice = get_by_id (work, id, error);
  if (notice == NULL || !refuse_published (notice, error) || !check_complete (notice, error))
    return FALSE;
  if (!last_version (db, &version, error))
    return FALSE;
  version++;
  if (!freeze (db, id, version, rt_work_get_now (work), rt_work_get_me (work), error))
    return FALSE;
  detail = g_strdup_printf ("version=%" G_GINT64_FORMAT, version);
  return rt_work_log (work, "notice.publish", "notice", id, 0, NULL, detail, error);
}

static gboolean
count (RtDb *db, const char *sql, gint64 *n, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (db, sql, error);
  gboolean row = FALSE;

  if (st == NULL || !rt_statement_step (st, &row, error))
    return FALSE;
  *n = row ? rt_statement_get_int (st, 0) : 0;
  return TRUE;
}

gboolean
rt_notice_reach (RtWork *work, gint64 reach[2], GError **error)
{
  RtDb *db = rt_work_get_db (work);

  if (!rt_work_need (work, RT_RIGHT_NOTICE_WRITE, error))
    return FALSE;
  return count (db, "SELECT count (*) FROM orders WHERE state IN ('open', 'awaiting-delivery')", &reach[0], error) &&
         count (db,
                "SELECT count (DISTINCT customer_id) FROM consent_event AS e WHERE event = 'given' AND NOT EXISTS"
                " (SELECT 1 FROM consent_event AS l WHERE l.customer_id = e.customer_id AND l.purpose = e.purpose"
                " AND l.id > e.id)",
                &reach[1], error);
}
