/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The numbers a store may set, product.md §10. A setting that is not here cannot be stored. */
typedef enum
{
  RT_SETTING_LOCK_IDLE_MINUTES,
  RT_SETTING_CODE_ROLES,
  RT_SETTING_SIGN_IN_ATTEMPTS,
  RT_SETTING_LOOKUPS_PER_HOUR,
  RT_SETTING_LISTED_PER_DAY,
  RT_SETTING_REVEALS_CLERK,
  RT_SETTING_REVEALS_SERVICE,
  RT_SETTING_REVEALS_DISPATCHER,
  RT_SETTING_REVEALS_MANAGER,
  RT_SETTING_REVEALS_PRIVACY_OFFICER,
  RT_SETTING_REVIEW_PEOPLE_FIRST,
  RT_SETTING_REVIEW_PEOPLE_SECOND,
  RT_SETTING_REVIEW_PEOPLE_THIRD,
  RT_SETTING_REVIEW_DAY_BEGINS,
  RT_SETTING_REVIEW_DAY_ENDS,
  RT_SETTING_REVIEW_NEW_STAFF_DAYS,
  RT_SETTING_TRAINING_MONTHS,
  RT_N_SETTINGS
} RtSettingId;

/** What the number of a setting is. */
typedef enum
{
  RT_SETTING_UNIT_MINUTES,
  RT_SETTING_UNIT_HOURS, /* of the day, 0 to 24 */
  RT_SETTING_UNIT_DAYS,
  RT_SETTING_UNIT_MONTHS,
  RT_SETTING_UNIT_TIMES,
  RT_SETTING_UNIT_PEOPLE,
  RT_SETTING_UNIT_ROLES, /* RtRoles */
} RtSettingUnit;

typedef struct
{
  RtSettingId number;
  const char *id;     /* stable: "lock-idle-minutes" */
  const char *label;  /* msgid */
  const char *reason; /* msgid: one sentence: why it is so */
  const char *source; /* "NIST SP 800-63B 5.2.2"; "" where it is this store's own */
  RtSettingUnit unit;
  gint64 standard, least, most;
} RtSettingInfo;

/* Everything here is pure: any thread. */

/** rt_setting_info: the registry, static. NULL for no such setting. */
const RtSettingInfo *rt_setting_info (RtSettingId setting);
/** rt_setting_from_id: FALSE, leaving @setting alone, when @id is NULL or no setting's. */
gboolean rt_setting_from_id (const char *id, RtSettingId *setting);
/** rt_setting_check: RT_ERROR_INVALID, field the setting's id, when @value is out of its bounds. */
gboolean rt_setting_check (RtSettingId setting, gint64 value, GError **error);
/** rt_setting_format: a value as people read it: "5 minutes", "Manager, Administrator". New string, translated. */
char *rt_setting_format (RtSettingId setting, gint64 value);
/** rt_setting_told: what to do about the data-use notice when this setting is changed, because customers are told its
 * value there; NULL when they are not. Static, translated. */
const char *rt_setting_told (RtSettingId setting);
/** rt_setting_bounds: "From 1 minute to 60 minutes; the default is 5 minutes." New string, translated. */
char *rt_setting_bounds (RtSettingId setting);

G_END_DECLS
