/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_named_button_new: a button that shows @words (with a mnemonic) and is called @name by a screen reader: "Edit…" of
 * one row among many. */
GtkWidget *rt_named_button_new (const char *words, const char *name);

G_END_DECLS
