/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rt-desk.h"

G_BEGIN_DECLS

/** RtRoleChoice: the roles of a person, to be ticked; below them stands in words what somebody with the ticked ones
 * will see and may do in this store. */
#define RT_TYPE_ROLE_CHOICE (rt_role_choice_get_type ())
G_DECLARE_FINAL_TYPE (RtRoleChoice, rt_role_choice, RT, ROLE_CHOICE, GtkWidget)

GtkWidget *rt_role_choice_new (RtDesk *desk, RtRoles roles);
RtRoles rt_role_choice_get_roles (RtRoleChoice *self);

G_END_DECLS
