/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtKeysProgress: the renewal of keys in a corner of the desk: runs it for whoever may, shows how far it is, and lets
 * it wait until the next sign-in. Not there while there is nothing to renew. */
#define RT_TYPE_KEYS_PROGRESS (rt_keys_progress_get_type ())
G_DECLARE_FINAL_TYPE (RtKeysProgress, rt_keys_progress, RT, KEYS_PROGRESS, GtkWidget)

/** rt_keys_progress_start: for the person signed in at @desk, now and whenever a key is asked to be renewed. */
void rt_keys_progress_start (RtKeysProgress *self, RtDesk *desk);

G_END_DECLS
