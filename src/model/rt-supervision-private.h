/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New people and who looks after them: for the staff functions. Inside the model only. */
#pragma once

#include "rt-staff.h"

G_BEGIN_DECLS

/** rt_supervision_fits: whether somebody of these roles can look after a new person. */
gboolean rt_supervision_fits (const RtMatrix *matrix, RtRoles roles);
/** rt_supervision_check: RT_ERROR_INVALID "staff.supervisor" unless @supervisor_id can look after @staff_id (0:
 * somebody who is not there yet). */
gboolean rt_supervision_check (RtWork *work, gint64 supervisor_id, gint64 staff_id, GError **error);
/** rt_supervision_begin: a new person of @roles: masked from now on if they would see anything clear. Recorded. */
gboolean rt_supervision_begin (RtWork *work, gint64 id, RtRoles roles, gint64 supervisor_id, GError **error);
/** rt_supervision_end: by the recovery sheet, which needs nobody's word. In the caller's transaction. */
gboolean rt_supervision_end (RtDb *db, gint64 id, gint64 now, GError **error);

G_END_DECLS
