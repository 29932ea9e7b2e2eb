/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rt-history.h"

G_BEGIN_DECLS

/** rt_entry_row_new: one entry of the log as a calm row: the sentence, and below it when, what else, and its number. */
GtkWidget *rt_entry_row_new (const RtHistoryEntry *entry);

G_END_DECLS
