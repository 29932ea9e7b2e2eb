/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What is typed about one ticket (or another row) and not saved yet, as the content of a draft (rt-draft.h). */

/** rt_text_draft_new: new bytes, wiped when freed; NULL when @text is blank: there is nothing to keep. */
GBytes *rt_text_draft_new (gint64 ticket, const char *text);
/** rt_text_draft_read: new string, to be freed with rt_wipe_string(), and the ticket it is about; NULL when @content
 * (may be NULL) is no such draft. */
char *rt_text_draft_read (GBytes *content, gint64 *ticket);

/** Of a form with several entries that text is a line for each. rt_text_draft_add: appends @value, whatever it is,
 * under
 * @name (ASCII without "=" and line feeds). rt_text_draft_get: that value, a new string to be freed with
 * rt_wipe_string(); NULL when @text has none of that name or no UTF-8 in it. */
void rt_text_draft_add (GString *text, const char *name, const char *value);
char *rt_text_draft_get (const char *text, const char *name);

G_END_DECLS
