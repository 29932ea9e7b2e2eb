/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix.h"

G_BEGIN_DECLS

/** RtMatrixChange: one cell, or one right of one role, that two tables say differently. Plain value. */
typedef struct
{
  RtRole role;
  gboolean is_right;
  RtClass klass; /* a cell */
  RtAccess before, after;
  RtRight right; /* a right */
  gboolean had, has;
} RtMatrixChange;

/* Everything here is pure: any thread. Strings are new. */

/** rt_matrix_diff: what @after says otherwise than @before, cells first, by class and role. GArray of RtMatrixChange.
 */
GArray *rt_matrix_diff (const RtMatrix *before, const RtMatrix *after);
/** rt_matrix_apply: makes the changes from @base to @mine in @matrix too: what somebody edited, brought over to a table
 * that others changed meanwhile. */
void rt_matrix_apply (RtMatrix *matrix, const RtMatrix *base, const RtMatrix *mine);
/** rt_matrix_same_for: whether the two say the same to somebody of these roles. */
gboolean rt_matrix_same_for (const RtMatrix *a, const RtMatrix *b, RtRoles roles);

/** rt_matrix_change_id: for the log, stable: "contact/clerk: own-work > masked", "export/clerk: no > yes". */
char *rt_matrix_change_id (const RtMatrixChange *self);
/** rt_matrix_change_describe: for people, translated: "Contact, Clerk: Own work → Masked". */
char *rt_matrix_change_describe (const RtMatrixChange *self);
/** rt_matrix_change_is_wider: whether the role sees or may do more than before. */
gboolean rt_matrix_change_is_wider (const RtMatrixChange *self);

/** rt_matrix_to_text: one line of digits and rights by id, for keeping unfinished work. rt_matrix_from_text() reads it
 * back; FALSE, leaving @matrix alone, when @text (may be NULL) is no such line. */
char *rt_matrix_to_text (const RtMatrix *self);
gboolean rt_matrix_from_text (RtMatrix *self, const char *text);

G_END_DECLS
