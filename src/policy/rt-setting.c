/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry of what a store may set: each number with its bounds, its reason and where it comes from. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-role.h"
#include "rt-setting.h"

#define SETTING(name, id, label, reason, source, unit, standard, least, most)                                          \
  [RT_SETTING_##name] = { RT_SETTING_##name, id, label, reason, source, RT_SETTING_UNIT_##unit, standard, least, most }

#define ALL_ROLES    ((1 << RT_N_ROLES) - 1)
#define REVEALS_WHY  N_("Asking for a masked value is for the one case; many in a day are looked at by a manager.")
#define MOST_REVEALS 500

static const RtSettingInfo settings[RT_N_SETTINGS] = {
  SETTING (LOCK_IDLE_MINUTES, "lock-idle-minutes", N_("The desk locks when nobody has touched the computer for"),
           N_("A desk left alone shows customers to whoever passes by."), "OWASP ASVS 5.0, 7.3.1", MINUTES, 5, 1, 60),
  SETTING (CODE_ROLES, "code-roles", N_("Roles that sign in with a code as well as a password"),
           N_("A password can be watched being typed; a code is good for one time only."), "RFC 6238", ROLES,
           ALL_ROLES, 0, ALL_ROLES),
  SETTING (SIGN_IN_ATTEMPTS, "sign-in-attempts", N_("Wrong attempts in a row until an account is locked"),
           N_("Whoever guesses must not be able to go on for ever."), "NIST SP 800-63B 5.2.2", TIMES, 12, 5, 100),
  SETTING (LOOKUPS_PER_HOUR, "lookups-per-hour", N_("Customers one person may look up by phone number in an hour"),
           N_("Nobody serves more customers than that at a counter."), "", TIMES, 60, 1, 1000),
  SETTING (LISTED_PER_DAY, "listed-per-day",
           N_("Records one person may list with rolltop-ctl in a day without the right to export"),
           N_("A store carried away list by list is carried away all the same."), "", TIMES, 1000, 100, 100000),
  SETTING (REVEALS_CLERK, "reveals-clerk", N_("Masked values a clerk may ask to see in a day"), REVEALS_WHY, "", TIMES,
           20, 0, MOST_REVEALS),
  SETTING (REVEALS_SERVICE, "reveals-service", N_("Masked values service may ask to see in a day"), REVEALS_WHY, "",
           TIMES, 20, 0, MOST_REVEALS),
  SETTING (REVEALS_DISPATCHER, "reveals-dispatcher", N_("Masked values a dispatcher may ask to see in a day"),
           REVEALS_WHY, "", TIMES, 20, 0, MOST_REVEALS),
  SETTING (REVEALS_MANAGER, "reveals-manager", N_("Masked values a manager may ask to see in a day"), REVEALS_WHY, "",
           TIMES, 100, 0, MOST_REVEALS),
  SETTING (REVEALS_PRIVACY_OFFICER, "reveals-privacy-officer",
           N_("Masked values a privacy officer may ask to see in a day"), REVEALS_WHY, "", TIMES, 20, 0, MOST_REVEALS),
  SETTING (REVIEW_PEOPLE_FIRST, "review-people-first", N_("Customers seen by one person in a day: worth a look from"),
           N_("Looking at many customers in a day is how collections of data leave a store."), "", PEOPLE, 25, 1,
           100000),
  SETTING (REVIEW_PEOPLE_SECOND, "review-people-second", N_("Customers seen by one person in a day: serious from"),
           N_("Looking at many customers in a day is how collections of data leave a store."), "", PEOPLE, 250, 2,
           100000),
  SETTING (REVIEW_PEOPLE_THIRD, "review-people-third", N_("Customers seen by one person in a day: an incident from"),
           N_("Looking at many customers in a day is how collections of data leave a store."), "", PEOPLE, 2500, 3,
           1000000),
  SETTING (REVIEW_DAY_BEGINS, "review-day-begins", N_("The working day begins at"),
           N_("Looks outside the hours of the store are looked at."), "", HOURS, 8, 0, 24),
  SETTING (REVIEW_DAY_ENDS, "review-day-ends", N_("The working day ends at"),
           N_("Looks outside the hours of the store are looked at."), "", HOURS, 21, 0, 24),
  SETTING (REVIEW_NEW_STAFF_DAYS, "review-new-staff-days", N_("A person counts as new for"),
           N_("Whoever is new is helped by a second pair of eyes."), "", DAYS, 30, 0, 365),
  SETTING (TRAINING_MONTHS, "training-months", N_("Training is renewed after"),
           N_("Whoever handles personal information is taught about it regularly."), "PIPL 51", MONTHS, 12, 1, 36),
};

const RtSettingInfo *
rt_setting_info (RtSettingId setting)
{
  return (guint) setting < RT_N_SETTINGS ? &settings[setting] : NULL;
}

gboolean
rt_setting_from_id (const char *id, RtSettingId *setting)
{
  for (guint i = 0; id != NULL && i < RT_N_SETTINGS; i++)
    if (strcmp (settings[i].id, id) == 0)
      {
        *setting = (RtSettingId) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
rt_setting_check (RtSettingId setting, gint64 value, GError **error)
{
  const RtSettingInfo *info = rt_setting_info (setting);
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;
  g_autofree char *sentence = NULL;

  if (info != NULL && value >= info->least && value <= info->most)
    return TRUE;
  if (info == NULL || info->unit == RT_SETTING_UNIT_ROLES)
    {
      rt_error_set_invalid (error, info != NULL ? info->id : "setting", _("There is no such setting."));
      return FALSE;
    }
  least = rt_setting_format (setting, info->least);
  most = rt_setting_format (setting, info->most);
  /* Translators: the bounds of a setting: “1 minute”, “60 minutes”. */
  sentence = g_strdup_printf (_("Choose something from %1$s to %2$s."), least, most);
  rt_error_set_invalid (error, info->id, sentence);
  return FALSE;
}

char *
rt_setting_format (RtSettingId setting, gint64 value)
{
  const RtSettingInfo *info = rt_setting_info (setting);
  gulong n = (gulong) MAX (value, 0);
  int number = (int) value;

  if (info == NULL)
    return g_strdup ("");
  switch (info->unit)
    {
    case RT_SETTING_UNIT_MINUTES:
      return g_strdup_printf (ngettext ("%d minute", "%d minutes", n), number);
    case RT_SETTING_UNIT_HOURS:
      /* Translators: an hour of the day: 8:00. */
      return g_strdup_printf (_("%d:00"), number);
    case RT_SETTING_UNIT_DAYS:
      return g_strdup_printf (ngettext ("%d day", "%d days", n), number);
    case RT_SETTING_UNIT_MONTHS:
      return g_strdup_printf (ngettext ("%d month", "%d months", n), number);
    case RT_SETTING_UNIT_PEOPLE:
      return g_strdup_printf (ngettext ("%d customer", "%d customers", n), number);
    case RT_SETTING_UNIT_ROLES:
      return value != 0 ? rt_roles_describe ((RtRoles) value) : g_strdup (C_("roles", "None"));
    case RT_SETTING_UNIT_TIMES:
    default:
      return g_strdup_printf ("%d", number);
    }
}

const char *
rt_setting_told (RtSettingId setting)
{
  if (setting != RT_SETTING_TRAINING_MONTHS)
    return NULL;
  return _("The data-use notice tells customers how often the staff are trained: check that it is still true, and "
            "publish a new version if not.");
}

char *
rt_setting_bounds (RtSettingId setting)
{
  const RtSettingInfo *info = rt_setting_info (setting);
  g_autofree char *standard = NULL;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (info == NULL)
    return g_strdup ("");
  standard = rt_setting_format (setting, info->standard);
  if (info->unit == RT_SETTING_UNIT_ROLES)
    /* Translators: the default of a setting that is a list of roles. */
    return g_strdup_printf (_("The default is: %s."), standard);
  least = rt_setting_format (setting, info->least);
  most = rt_setting_format (setting, info->most);
  /* Translators: bounds and default of a setting with their units: “From 1 minute to 60 minutes; the default is 5
     minutes.” */
  return g_strdup_printf (_("From %1$s to %2$s; the default is %3$s."), least, most, standard);
}
