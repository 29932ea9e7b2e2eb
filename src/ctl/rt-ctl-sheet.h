/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-ctl-private.h"
#include "rt-recovery.h"

G_BEGIN_DECLS

/** rt_ctl_sheet_check: whether a sheet can be given to somebody at @path: a file that is not there yet, "-" standard
 * output, NULL the terminal if there is one. RT_ERROR_INVALID, RT_ERROR_EXISTS. */
gboolean rt_ctl_sheet_check (const char *path, GError **error);
/** rt_ctl_sheet_give: the sheet, once: shown after the sentence @shown, or as a PDF at @path and then @written. */
void rt_ctl_sheet_give (RtCtl *ctl, const RtStoreInfo *store, const RtRecovery *recovery, const char *path,
                        const char *shown, const char *written);
/** rt_ctl_sheet_ask: typed in, or the next line of --password-fd. */
RtRecovery *rt_ctl_sheet_ask (RtCtl *ctl, const char *prompt, GError **error);
/** rt_ctl_sheet_confirm: has two groups of a new sheet typed. RT_ERROR_INVALID when one does not fit. */
gboolean rt_ctl_sheet_confirm (RtCtl *ctl, const RtRecovery *recovery, GError **error);

G_END_DECLS
