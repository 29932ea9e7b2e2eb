/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix.h"

G_BEGIN_DECLS

/* What somebody with some roles would see and may do in a store, in plain words: for whoever gives the roles. Pure: any
 * thread, no error. Strings are new and translated. */

/** rt_outlook_sees: one line for each of clear, own work, masked and never, naming the classes, by the most permissive
 * role; what would be masked and has no masked form is never seen. "" for no roles. */
char *rt_outlook_sees (const RtMatrix *matrix, RtRoles roles);

/** rt_outlook_may: what the roles may do, in one line. "" when that is nothing. */
char *rt_outlook_may (const RtMatrix *matrix, RtRoles roles);

G_END_DECLS
