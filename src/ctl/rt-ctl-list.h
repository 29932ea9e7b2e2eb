/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and what their options have in common. */
#pragma once

#include "rt-ctl-private.h"
#include "rt-record-list.h"

G_BEGIN_DECLS

/** rt_ctl_list: the records of a list as the person who is signed in may see them: RtOrder, RtTicket or RtCustomer.
 * @assignee: tickets of the person with this login; NULL: of anyone. @limit: 0 or below: all. The list is recorded. */
GPtrArray *rt_ctl_list (RtCtl *ctl, const RtListQuery *query, const char *assignee, int limit, GError **error);
/** rt_ctl_read_day: RT_DAY_NONE for NULL. FALSE with RT_ERROR_INVALID when it is not written as 2026-11-23. */
gboolean rt_ctl_read_day (const char *text, RtDay *day, GError **error);
/** rt_ctl_find_person: the id of the person with this login; 0 with RT_ERROR_NOT_FOUND. On a vault's thread. */
gint64 rt_ctl_find_person (RtWork *work, const char *login, GError **error);

G_END_DECLS
