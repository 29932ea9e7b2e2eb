/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** rt_name_keys_step: where in @names (GPtrArray of RtSignInName) the key leads from the place @from: up and down by
 * one, stopping at the ends; a letter to the next whose name or login begins with it, round and round. @from when it
 * leads nowhere. Pure. */
guint rt_name_keys_step (GPtrArray *names, guint from, guint key);

/** rt_name_keys_add: in a row that shows @names in their order, while its list is closed: those keys choose, and Return
 * goes on to @next, which is borrowed and lives as long as the row. */
void rt_name_keys_add (AdwComboRow *row, GPtrArray *names, GtkWidget *next);

G_END_DECLS
