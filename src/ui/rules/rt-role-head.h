/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-role.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_role_head_new: the name of a role above its column, in two lines where it is longer than @chars characters. */
GtkWidget *rt_role_head_new (RtRole role, int chars);

G_END_DECLS
