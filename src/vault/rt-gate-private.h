/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the connection asks the gate. For src/vault only. */
#pragma once

#include "rt-gate.h"

G_BEGIN_DECLS

/** rt_gate_authorise: the answer for sqlite3_set_authorizer(): SQLITE_OK or SQLITE_DENY. @self NULL: nothing may be
 * named.
 *  @own_work: the vault's own work on log, chain and sequence. Called while a statement is prepared; no allocation, no
 * lock. */
int rt_gate_authorise (const RtGate *self, gboolean own_work, int action, const char *first, const char *second,
                       const char *database);

/** RtGateNeed: what a cell of the table below asks of a class besides the rights. */
typedef enum
{
  RT_NEED_NOTHING,
  RT_NEED_KEY,    /* the roles can be given the key of the class */
  RT_NEED_MASKED, /* the class is not hidden */
  RT_NEED_CLEAR,  /* more than masked: for money, which has no masked form */
} RtGateNeed;

/** One line of the table of who may name what: some columns of one table. Rights are sets of (1 << RtRight), any of
 * which suffices; 0 nobody. */
typedef struct
{
  const char *table;
  const char *columns; /* separated by blanks */
  RtGateNeed need;
  RtClass klass; /* for @need */
  guint32 read;
  guint32 update;
  gboolean update_freely; /* writing does not ask for @need: erasing */
} RtGateColumns;

/** Whole rows of one table. */
typedef struct
{
  const char *table;
  guint32 insert;
  guint32 delete;
} RtGateRows;

#define RT_GATE_SIGNED_IN (1u << 31) /* anybody who is signed in */
G_STATIC_ASSERT (RT_N_RIGHTS < 31);

extern const RtGateColumns rt_gate_columns[]; /* ends with table NULL */
extern const RtGateRows rt_gate_rows[];
extern const RtGateColumns rt_gate_locked_columns[]; /* nobody signed in: read and update as SIGNED_IN or 0 */
extern const RtGateColumns rt_gate_own_columns[];    /* the vault's own work */
extern const RtGateRows rt_gate_own_rows[];

G_END_DECLS
