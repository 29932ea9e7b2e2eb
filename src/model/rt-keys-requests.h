/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-keys.h"
#include "rt-requests.h"

G_BEGIN_DECLS

/* Requests about keys, as those of rt-requests.h. */
void rt_request_keys (RtDesk *desk, RT_REQUEST_ARGS);           /* RtKeysStatus */
void rt_request_keys_renew_all (RtDesk *desk, RT_REQUEST_ARGS); /* nothing: RT_DONE; asks for all */
void rt_request_sheet_drill (RtDesk *desk, const RtRecovery *sheet, RT_REQUEST_ARGS); /* RtDrill, g_free */

G_END_DECLS
