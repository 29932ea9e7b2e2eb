/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What is typed about one ticket and not saved yet, as the content of a draft (rt-draft.h). */

/** rt_text_draft_new: new bytes, wiped when freed; NULL when @text is blank: there is nothing to keep. */
GBytes *rt_text_draft_new (gint64 ticket, const char *text);
/** rt_text_draft_read: new string, to be freed with rt_wipe_string(), and the ticket it is about; NULL when @content
 * (may be NULL) is no such draft. */
char *rt_text_draft_read (GBytes *content, gint64 *ticket);

G_END_DECLS
