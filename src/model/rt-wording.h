/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ready-made texts that come with the program: a file per language, divided into named sections. For the model
 * only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** rt_wording_load: the sections of the file at @path of @resource: name → text, without the white space around it; a
 * text in quotation marks keeps what is inside them. "[name]" alone on a line begins a section; what stands before the
 * first is a comment. Empty when there is no such file. New table. Any thread. */
GHashTable *rt_wording_load (GResource *resource, const char *path);

G_END_DECLS
