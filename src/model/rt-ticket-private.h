/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-ticket.h"

G_BEGIN_DECLS

/* Inside the model only. */

/** rt_ticket_new: an empty one with one reference. */
RtTicket *rt_ticket_new (void);
RtDiaryEntry *rt_diary_entry_new (void);
void rt_diary_entry_free (RtDiaryEntry *self); /* accepts NULL */

/** rt_ticket_warranty_end: the last day of a line's warranty, that day included: @months after the delivery day.
 * RT_DAY_NONE when it is not delivered or has no warranty. Pure. */
RtDay rt_ticket_warranty_end (RtDay delivered_on, guint months);

/** rt_diary_sentence: what an entry says in the language of messages, "Lin Mei changed the state from New to In
 * progress."; NULL for notes.
 *  @to_name: the person an "assigned" entry names; NULL none. New string. Pure. */
char *rt_diary_sentence (const char *kind, const char *by_name, const char *from_word, const char *to_word,
                         gboolean to_self, const char *to_name);

/** rt_ticket_read_diary: the entries of a ticket, oldest first. (rt-ticket-read.c) */
GPtrArray *rt_ticket_read_diary (RtWork *work, gint64 ticket_id, RtRoles own_for, guint64 *seen, GError **error);

/** rt_ticket_add_diary: one entry; @text is sealed, NULL none. */
gboolean rt_ticket_add_diary (RtWork *work, gint64 ticket_id, const char *kind, const char *from_word,
                              const char *to_word, const char *text, GError **error);

G_END_DECLS
