/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-export.h"
#include "rt-requests.h"

G_BEGIN_DECLS

/** rt_request_export: an export from its beginning to its end (rt-export.h), as a request in the manner of
 * rt-requests.h. gint64 *: the number of records. @progress, unless NULL, is called between two steps, not after the
 * callback. Locking stops it, as cancelling does; what has its name was done. */
void rt_request_export (RtDesk *desk, const RtExport *wanted, RtDeskProgress progress, gpointer progress_data,
                        RT_REQUEST_ARGS);

G_END_DECLS
