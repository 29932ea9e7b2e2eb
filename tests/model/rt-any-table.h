/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store whose table of who sees what is changed at random, and an independent reading of that table. There is an
 * order with a ticket and a booked visit for each of three kinds of own work, and one of nobody. */
#pragma once

#include "rt-matrix.h"
#include "rt-order-fixture.h"

G_BEGIN_DECLS

/** The table as this test wrote it: the number is how much is seen. */
typedef enum
{
  RT_CELL_NOTHING,
  RT_CELL_MASK,
  RT_CELL_OWN,
  RT_CELL_ALL
} RtAnyCell;

typedef struct
{
  RtFixture *f;
  gint64 staff[RT_N_ROLES];
  /* by whose own work they are; those of RT_ANY_NOBODY are nobody's */
  gint64 orders[RT_N_ROLES], tickets[RT_N_ROLES], customers[RT_N_ROLES];
  RtAnyCell cells[RT_N_CLASSES][RT_N_ROLES];
} RtAnyTable;

#define RT_ANY_NOBODY RT_ROLE_MANAGER
#define RT_ANY_TOTAL  "13800.00"

/** Whose records there are. */
extern const RtRole RT_ANY_WHOSE[4];
/** The customer's name, by whose work the order is; found nowhere else. */
extern const char *const RT_ANY_NAMES[RT_N_ROLES];

/** A value of each class. @masked: what is left of it; NULL: nothing that could be read. */
typedef struct
{
  RtClass klass;
  RtFieldId field;
  const char *clear, *masked;
} RtAnyValue;
extern const RtAnyValue RT_ANY_VALUES[6];

RtAnyTable *rt_any_table_new (void);
void rt_any_table_free (RtAnyTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtAnyTable, rt_any_table_free)

/** rt_any_table_use_product: the table of product.md §4; rt_any_table_change: each cell anew, at random. By a manager,
 * through the model. Everybody but an administrator may export from then on. */
void rt_any_table_use_product (RtAnyTable *self);
void rt_any_table_change (RtAnyTable *self);

/** rt_any_table_is_own: whether the records of @whose are own work of @role. */
gboolean rt_any_table_is_own (RtRole role, RtRole whose);
/** rt_any_table_expected: the reading: what @role sees of @klass in the records of @whose. */
RtShow rt_any_table_expected (const RtAnyTable *self, RtClass klass, RtRole role, RtRole whose);
/** rt_any_table_can_ask: whether @role can have it shown for a minute: exactly when it is masked. */
gboolean rt_any_table_can_ask (const RtAnyTable *self, RtClass klass, RtRole role, RtRole whose);
/** rt_any_table_reads_tickets: by the rights of product.md §1. */
gboolean rt_any_table_reads_tickets (RtRole role);
gboolean rt_any_table_has_mask (RtClass klass);

G_END_DECLS
