/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-class-keys.h"
#include "rt-db.h"
#include "rt-keys.h"

G_BEGIN_DECLS

/** rt_sheet_load_keys: the keys that @sheet opens; @drill (but not opens) says how well it fits. NULL with error only
 * when the store cannot be read. System gate. */
RtClassKeys *rt_sheet_load_keys (RtDb *db, const RtRecovery *sheet, RtDrill *drill, GError **error);

G_END_DECLS
