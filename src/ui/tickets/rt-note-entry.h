/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/**
 * RtNoteEntry: where a note is added to a ticket's diary; Ctrl+Return adds it. What is typed stays with its ticket
 * while the desk is open, and the last of it survives locking and a crash, sealed. The desk's "changed" tells that one
 * was added.
 */
#define RT_TYPE_NOTE_ENTRY (rt_note_entry_get_type ())
G_DECLARE_FINAL_TYPE (RtNoteEntry, rt_note_entry, RT, NOTE_ENTRY, GtkWidget)

void rt_note_entry_set_window (RtNoteEntry *self, RtWindow *window);
/** rt_note_entry_set_ticket: whose diary it is; 0: none. */
void rt_note_entry_set_ticket (RtNoteEntry *self, gint64 id);

G_END_DECLS
