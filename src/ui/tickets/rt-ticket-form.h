/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** The kind of draft under which an unfinished ticket is kept. */
#define RT_TICKET_DRAFT "ticket"

/**
 * RtTicketForm: a new ticket: on which order and line, what is wrong, how urgent. What is typed is kept sealed as it is
 * typed and survives locking and a crash. Signal "done" (gint64 id): saved; 0: left without saving.
 */
#define RT_TYPE_TICKET_FORM (rt_ticket_form_get_type ())
G_DECLARE_FINAL_TYPE (RtTicketForm, rt_ticket_form, RT, TICKET_FORM, GtkWidget)

/** rt_ticket_form_new: about @order and @line (0: not known yet; the whole order), beginning with what was left
 * unfinished about it. When something else was left unfinished, the person says first what becomes of it. */
GtkWidget *rt_ticket_form_new (RtWindow *window, gint64 order, gint64 line);
/** rt_ticket_form_ask_about: another order or line for the ticket that is being written; what is typed stays. */
void rt_ticket_form_ask_about (RtTicketForm *self, gint64 order, gint64 line);
/** rt_ticket_form_has_words: something is typed that is kept as unfinished. */
gboolean rt_ticket_form_has_words (RtTicketForm *self);

G_END_DECLS
