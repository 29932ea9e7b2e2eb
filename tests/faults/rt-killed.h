/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that is killed: the test runs itself again with "--child PATH", hands the key of the store over, and ends
 * it with SIGKILL at a moment that chance chooses. */
#pragma once

#include "rt-fixture.h"

G_BEGIN_DECLS

/** rt_killed_begin: in the child: opens the store at @path and signs its owner in, then says that it has begun. *more
 * (may be NULL): the line that the parent gave along. New fixture, whose folder goes with the parent's. */
RtFixture *rt_killed_begin (const char *path, char **more);
/** rt_killed_run: in the parent, whose own desk is closed: starts the child, waits until it has begun, and kills it
 * within
 * @longest_us after that. @more: a line for the child, NULL none. */
void rt_killed_run (RtFixture *f, const char *program, const char *more, gint32 longest_us);

G_END_DECLS
