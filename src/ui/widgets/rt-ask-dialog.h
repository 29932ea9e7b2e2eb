/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RtAskDialog: a question with a few entries and one button that does it. What was typed stays until it was accepted:
 * the dialogue closes only when the one who asked calls rt_ask_dialog_done(). Signal "accepted".
 */
#define RT_TYPE_ASK_DIALOG (rt_ask_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RtAskDialog, rt_ask_dialog, RT, ASK_DIALOG, AdwWindow)

RtAskDialog *rt_ask_dialog_new (GtkWindow *parent, const char *title, const char *words, const char *button);
/** rt_ask_dialog_set_destructive: the button takes something away. */
void rt_ask_dialog_set_destructive (RtAskDialog *self);
/** rt_ask_dialog_set_done_already: it only tells what was done: there is nothing to cancel. */
void rt_ask_dialog_set_done_already (RtAskDialog *self);
void rt_ask_dialog_append (RtAskDialog *self, GtkWidget *widget);
/** rt_ask_dialog_append_entry: an entry (taken) with its name above it; Return in it accepts. Gives the entry back with
 * a reference of the caller's own: an answer may come after the dialogue was closed. */
GtkWidget *rt_ask_dialog_append_entry (RtAskDialog *self, const char *words, GtkWidget *entry);
/** rt_ask_dialog_set_busy: while the answer is being saved. */
void rt_ask_dialog_set_busy (RtAskDialog *self, gboolean busy);
/** rt_ask_dialog_set_problem: a sentence below the entries, always in sight; NULL none. */
void rt_ask_dialog_set_problem (RtAskDialog *self, const char *sentence);
void rt_ask_dialog_done (RtAskDialog *self);
/** rt_ask_dialog_is_open: FALSE once it was closed: an answer may still come after that. */
gboolean rt_ask_dialog_is_open (RtAskDialog *self);

G_END_DECLS
