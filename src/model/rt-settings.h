/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-setting.h"
#include "rt-work.h"

G_BEGIN_DECLS

/** rt_settings_get: what the store has set, else the standard of the registry; a stored value out of bounds counts as
 * not set. Any gate, either connection, vault thread. */
gboolean rt_settings_get (RtDb *db, RtSettingId setting, gint64 *value, GError **error);

/** RtSettingValue: one setting as it stands. */
typedef struct
{
  RtSettingId setting;
  gint64 value;
  char *reason;      /* why it was changed; NULL: it is the standard */
  char *changed_by;  /* name; NULL */
  gint64 changed_at; /* UTC seconds; 0 */
} RtSettingValue;
void rt_setting_value_free (RtSettingValue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtSettingValue, rt_setting_value_free)

/** rt_settings_list: all of them, in the order of the registry, for whoever is signed in: nothing personal is in them.
 * GPtrArray of RtSettingValue. */
GPtrArray *rt_settings_list (RtWork *work, GError **error);

/** rt_settings_set: SETTINGS_WRITE: recorded with what it was before. @reason: the person's words, needed.
 * RT_ERROR_INVALID with the setting's id, or "reason", as field. */
gboolean rt_settings_set (RtWork *work, RtSettingId setting, gint64 value, const char *reason, GError **error);

G_END_DECLS
