/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a store has set otherwise than the registry's standard. */
#include "config.h"

#include "rt-settings.h"

#include "rt-reason.h"
#include "rt-staff.h"

static gboolean
is_allowed (RtSettingId setting, gint64 value)
{
  return rt_setting_check (setting, value, NULL);
}

/* What stands in the row, when it is a number within bounds. */
static gint64
take_value (RtSettingId setting, const char *text)
{
  gint64 value;

  if (text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL) &&
      is_allowed (setting, value))
    return value;
  return rt_setting_info (setting)->standard;
}

gboolean
rt_settings_get (RtDb *db, RtSettingId setting, gint64 *value, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT value FROM setting WHERE id = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "s", rt_setting_info (setting)->id);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *value = take_value (setting, row ? rt_statement_get_text (statement, 0) : NULL);
  return TRUE;
}

void
rt_setting_value_free (RtSettingValue *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self->changed_by);
  g_free (self);
}

static RtSettingValue *
read_one (RtWork *work, RtStatement *statement, RtSettingId setting, GError **error)
{
  g_autoptr (RtSettingValue) self = g_new0 (RtSettingValue, 1);
  gboolean row = FALSE;

  rt_statement_bind (statement, "s", rt_setting_info (setting)->id);
  if (!rt_statement_step (statement, &row, error))
    return NULL;
  self->setting = setting;
  self->value = take_value (setting, row ? rt_statement_get_text (statement, 0) : NULL);
  if (row)
    {
      self->reason = g_strdup (rt_statement_get_text (statement, 1));
      self->changed_at = rt_statement_get_int (statement, 2);
      self->changed_by = rt_staff_name (work, rt_statement_get_int (statement, 3));
    }
  rt_statement_reset (statement);
  return g_steal_pointer (&self);
}

GPtrArray *
rt_settings_list (RtWork *work, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_setting_value_free);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT value, reason, changed_at, changed_by FROM setting WHERE id = ?1",
                   error);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < RT_N_SETTINGS; i++)
    {
      RtSettingValue *one = read_one (work, statement, (RtSettingId) i, error);

      if (one == NULL)
        return NULL;
      g_ptr_array_add (list, one);
    }
  return g_steal_pointer (&list);
}

static gboolean
write_value (RtWork *work, RtSettingId setting, gint64 value, const char *reason, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "INSERT INTO setting (id, value, reason, changed_at, changed_by) VALUES (?1, ?2, ?3, ?4, ?5)"
                   " ON CONFLICT (id) DO UPDATE SET value = ?2, reason = ?3, changed_at = ?4, changed_by = ?5",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "sssii", rt_setting_info (setting)->id, text, reason, rt_work_get_now (work),
                     rt_work_get_me (work));
  return rt_statement_run (statement, error);
}

gboolean
rt_settings_set (RtWork *work, RtSettingId setting, gint64 value, const char *typed_reason, GError **error)
{
  g_autofree char *reason = NULL;
  g_autofree char *detail = NULL;
  gint64 before = 0;

  if (!rt_work_need (work, RT_RIGHT_SETTINGS_WRITE, error) || !rt_setting_check (setting, value, error))
    return FALSE;
  reason = rt_reason_clean (typed_reason, error);
  if (reason == NULL || !rt_settings_get (rt_work_get_db (work), setting, &before, error))
    return FALSE;
  if (before == value)
    return TRUE;
  detail =
    g_strdup_printf ("%s: %" G_GINT64_FORMAT " > %" G_GINT64_FORMAT, rt_setting_info (setting)->id, before, value);
  rt_work_changed (work, "setting", 0);
  return write_value (work, setting, value, reason, error) &&
         rt_work_log (work, "setting.change", "setting", 0, 0, reason, detail, error);
}
