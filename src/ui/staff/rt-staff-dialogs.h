/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-staff.h"
#include "rt-window.h"

G_BEGIN_DECLS

/* Dialogues about accounts. @window is borrowed and outlives them; @person is borrowed for the call. The model decides
 * what is allowed. Main thread. */

/** rt_staff_dialog_add: name, short name, roles, supervisor and a first password. @staff: RtStaff, who is there. */
void rt_staff_dialog_add (RtWindow *window, GPtrArray *staff);
/** rt_staff_dialog_supervisor: somebody else who looks after @person. */
void rt_staff_dialog_supervisor (RtWindow *window, const RtStaff *person, GPtrArray *staff);
/** rt_staff_dialog_roles: other roles for @person. */
void rt_staff_dialog_roles (RtWindow *window, const RtStaff *person);
/** rt_staff_dialog_reset: a new first password for @person, who then waits to be let in again. */
void rt_staff_dialog_reset (RtWindow *window, const RtStaff *person);
/** rt_staff_dialog_disable: asks, then @person cannot sign in any more. */
void rt_staff_dialog_disable (RtWindow *window, const RtStaff *person);
/** rt_staff_dialog_reset_code: asks, then @person's codes are void, and they set up new ones. */
void rt_staff_dialog_reset_code (RtWindow *window, const RtStaff *person);

G_END_DECLS
