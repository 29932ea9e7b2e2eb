/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RtListMemory: how one person left one list on this desk: columns, sort, filter. Kept in the desk's settings under the
 * list's name and the number of the member of staff; short words of the program's own, never anything about a customer.
 */
typedef struct _RtListMemory RtListMemory;

/** rt_list_memory_new: @settings NULL: nothing is remembered. */
RtListMemory *rt_list_memory_new (GSettings *settings, const char *list, gint64 person);
void rt_list_memory_free (RtListMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtListMemory, rt_list_memory_free)
/** rt_list_memory_dup: what was kept under @name; NULL when nothing. */
char *rt_list_memory_dup (RtListMemory *self, const char *name);
/** rt_list_memory_set: @words NULL forgets. */
void rt_list_memory_set (RtListMemory *self, const char *name, const char *words);

G_END_DECLS
