/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix-preview.h"
#include "rt-requests.h"
#include "rt-settings.h"

G_BEGIN_DECLS

/** The store's rules as requests for windows, as in rt-requests.h: the table of who sees what and who may do what, and
 * the settings. Main thread. */

#define RT_RULES_DRAFT "rules" /* kind of the draft that holds a table that is not saved yet */

void rt_request_matrix (RtDesk *desk, RT_REQUEST_ARGS);                                 /* RtMatrix *; g_free */
void rt_request_matrix_preview (RtDesk *desk, const RtMatrix *wanted, RT_REQUEST_ARGS); /* RtMatrixPreview */
/** rt_request_matrix_save: as rt_matrix_save(); the draft goes with it. RtMatrix *: as saved; g_free. Emits "changed"
 * for "matrix". When the caller's own roles are changed, "notify::person" comes before the answer. */
void rt_request_matrix_save (RtDesk *desk, const RtMatrix *seen, const RtMatrix *wanted, const char *reason,
                             RT_REQUEST_ARGS);
void rt_request_settings (RtDesk *desk, RT_REQUEST_ARGS); /* GPtrArray of RtSettingValue */
void rt_request_setting_set (RtDesk *desk, RtSettingId setting, gint64 value, const char *reason,
                             RT_REQUEST_ARGS); /* gint64 *: the value; g_free */

G_END_DECLS
