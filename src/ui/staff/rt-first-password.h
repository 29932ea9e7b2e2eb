/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rt-secret.h"

G_BEGIN_DECLS

/** RtFirstPassword: the first password of somebody else: typed, or made here and shown once, to be written down or read
 * out. Emits "changed" when one was made or typed. */
#define RT_TYPE_FIRST_PASSWORD (rt_first_password_get_type ())
G_DECLARE_FINAL_TYPE (RtFirstPassword, rt_first_password, RT, FIRST_PASSWORD, GtkWidget)

GtkWidget *rt_first_password_new (void);

/** rt_first_password_take: what was typed or made, kept until it is forgotten, so that it need not be typed again when
 * something else is put right; the entry is emptied. Borrowed; NULL: neither. */
const RtSecret *rt_first_password_take (RtFirstPassword *self);

/** rt_first_password_forget: it will not do: another one is to be typed or made. */
void rt_first_password_forget (RtFirstPassword *self);

G_END_DECLS
