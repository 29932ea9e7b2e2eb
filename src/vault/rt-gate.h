/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix.h"

G_BEGIN_DECLS

/**
 * RtGate:
 * What a connection may name in a statement, compiled from a person's rights into a table for sqlite3_set_authorizer (architecture.md, Must hold 2).
 * Unknown tables, columns, functions, pragmas, ATTACH, triggers and schema changes are refused. Immutable; any thread.
 *
 * Sealed columns (contact_sealed …) of a class may be read only when the roles can be given its key; masked columns when the class is not hidden;
 * money columns when money is not hidden; the same for writing with the right to write. Table staff's secrets only by the system.
 */
typedef struct _RtGate RtGate;

RtGate *rt_gate_new_system (void);                      /* schema steps, set-up, import of accounts, the vault's own work: everything */
RtGate *rt_gate_new_locked (void);                      /* nobody is signed in: what sign-in needs, and appending to the log */
RtGate *rt_gate_new (const RtMatrix *matrix, RtRoles roles);
RtGate *rt_gate_ref (RtGate *self);
void rt_gate_unref (RtGate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtGate, rt_gate_unref)

/** rt_gate_may: the question the authoriser asks, for tests: may @column of @table be read (@write FALSE) or written. */
gboolean rt_gate_may (const RtGate *self, const char *table, const char *column, gboolean write);

G_END_DECLS
