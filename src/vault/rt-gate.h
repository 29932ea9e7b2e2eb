/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix.h"

G_BEGIN_DECLS

/**
 * RtGate:
 * What a connection may name in a statement, compiled from a person's rights into a table for sqlite3_set_authorizer
 * (architecture.md, Must hold 2). Unknown tables, columns, functions, pragmas, ATTACH, triggers and schema changes are
 * refused. Immutable; any thread.
 *
 * Sealed columns (contact_sealed …) of a class may be read only when the roles can be given its key; masked columns
 * when the class is not hidden; money columns when money can be clear; the same for writing with the right to write.
 * Table staff's secrets only by the system. The table of who may name what is rt-gate-table.c.
 */
typedef struct _RtGate RtGate;

/** rt_gate_new_system: schema steps, set-up, sign-in, key management: everything but ATTACH. */
RtGate *rt_gate_new_system (void);
/** rt_gate_new_locked: nobody is signed in: what sign-in needs. (Appending to the log needs no right under any gate.)
 */
RtGate *rt_gate_new_locked (void);
/** rt_gate_new: for a person of @roles under @matrix; both are only read now. */
RtGate *rt_gate_new (const RtMatrix *matrix, RtRoles roles);
RtGate *rt_gate_ref (RtGate *self);
void rt_gate_unref (RtGate *self); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtGate, rt_gate_unref)

/** rt_gate_may: the question the authoriser asks, for tests: may @column of @table be read (@write FALSE) or updated
 * (@write TRUE). @column NULL: may any of it be read, may rows be inserted. SQLite does not ask for single columns of
 * an INSERT. @self NULL: nothing may. Any thread. */
gboolean rt_gate_may (const RtGate *self, const char *table, const char *column, gboolean write);
/** rt_gate_may_delete: may rows of @table be deleted. */
gboolean rt_gate_may_delete (const RtGate *self, const char *table);

G_END_DECLS
