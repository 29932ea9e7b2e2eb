/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_private_copy_watch: what is copied from @label goes to the clipboard with the hint by which clipboard histories
 * leave it out (x-kde-passwordManagerHint, faults.md P10). Only what the label shows can be copied, masked or not. */
void rt_private_copy_watch (GtkLabel *label);

G_END_DECLS
