/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rolltop-ctl order new. */
#pragma once

#include "rt-ctl-private.h"

G_BEGIN_DECLS

extern const GOptionEntry RT_CTL_ORDER_NEW_OPTIONS[];
gboolean rt_ctl_run_order_new (RtCtl *ctl, char **args, GError **error);

G_END_DECLS
