/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/* The print list. @kind "order", "ticket", "notice", "notice-counter", "recovery", "day" (row: the day). A sheet (the
 * same row, notice and language) has one number for good (R5); a number is never given to another. */

/** rt_printed_reserve: gives a sheet its number, before it is made: it stands on the list as not printed, and in the
 * log. What is called off leaves it so. */
gboolean rt_printed_reserve (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language,
                             gint64 *number, GError **error);
/** rt_printed_went: the sheet with this @number of rt_printed_reserve() has gone to the printer or into a file. */
gboolean rt_printed_went (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language,
                          gint64 number, GError **error);
/** rt_printed_record: both at once, where nothing can come between. */
gboolean rt_printed_record (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language,
                            gint64 *number, GError **error);

G_END_DECLS
