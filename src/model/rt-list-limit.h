/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/** How much of the store one person may be handed as lists, without the right to export: so many records at a time, and
 * so many in a day (RT_SETTING_LISTED_PER_DAY), however the lists are cut up. A window's list is not handed over: it is
 * read as far as somebody scrolls. */
#define RT_LIST_MOST 500

/** rt_list_limit_take: of @wanted records, how many may be handed over now: all with EXPORT, else what is left of the
 * day; recorded ("list.given" with the number). RT_ERROR_DENIED, recorded as a refusal, when nothing is left. On a
 * vault thread inside a work; either connection. */
gboolean rt_list_limit_take (RtWork *work, guint wanted, guint *given, GError **error);

G_END_DECLS
