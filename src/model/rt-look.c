/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the log says of a look, so that looks without a job can be found later: whose work a record was is known at that
 * moment only. */
#include "config.h"

#include "rt-field.h"
#include "rt-read.h"

const char *
rt_look_detail (RtRoles own_for, guint64 seen)
{
  for (int field = 0; field < RT_N_FIELDS && own_for == 0; field++)
    if ((seen & RT_FIELD_BIT (field)) != 0)
      switch (rt_field_info ((RtFieldId) field)->klass)
        {
        case RT_CLASS_CONTACT:
        case RT_CLASS_ADDRESS:
        case RT_CLASS_ACCESS:
        case RT_CLASS_HOME:
          return RT_LOOK_NO_JOB;
        case RT_CLASS_SERVICE:
        case RT_CLASS_MONEY:
        default:
          break;
        }
  return NULL;
}
