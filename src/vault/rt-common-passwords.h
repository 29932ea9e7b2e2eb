/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** rt_common_password_is: whether @text (lower case, @length bytes, need not end in NUL) is, or begins and otherwise
 * only holds digits and signs around, one of the passwords that are tried first everywhere: "password", "iloveyou",
 * "woaini". Any thread. */
gboolean rt_common_password_is (const char *text, gsize length);

G_END_DECLS
