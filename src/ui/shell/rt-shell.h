/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** rt_shell_header_new: the header bar of the pages before sign-in: a language switch in the corner and nothing else.
 */
GtkWidget *rt_shell_header_new (void);

/** rt_shell_add_shortcut: a key that does @action wherever in the window the focus is. @target is taken; NULL none. */
void rt_shell_add_shortcut (GtkWidget *widget, guint key, GdkModifierType modifiers, const char *action,
                            GVariant *target);

/** rt_shell_take_password: what was typed into a password entry, as locked bytes; the entry is emptied. NULL when
 * nothing was typed. */
struct _RtSecret *rt_shell_take_password (GtkEditable *entry);

/** rt_shell_wipe_password: empties a password entry, and leaves nothing of what was typed in its memory. */
void rt_shell_wipe_password (GtkEditable *entry);

/** rt_shell_is_whole_code: whether what was typed is six digits, with blanks or without: nothing is missing. */
gboolean rt_shell_is_whole_code (GtkEditable *entry);

G_END_DECLS
