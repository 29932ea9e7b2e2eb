/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rt-history.h"

G_BEGIN_DECLS

/** rt_entry_row_new: one entry of the log as a calm row: the sentence, and below it when, what else, and its number. */
GtkWidget *rt_entry_row_new (const RtHistoryEntry *entry);

/** rt_entry_rows_set: @list shows these entries (RtHistoryEntry; held) and nothing else: as many as fill a window at
 * once, the rest bit by bit, so that the window goes on answering. NULL: none. */
void rt_entry_rows_set (GtkListBox *list, GPtrArray *entries);

G_END_DECLS
