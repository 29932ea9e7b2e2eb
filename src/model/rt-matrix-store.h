/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix-change.h"
#include "rt-work.h"

G_BEGIN_DECLS

/** The store's own table of who sees what and who may do what. Vault threads, inside an RtWork. */

/** rt_matrix_store_get: the table as it stands. MATRIX_WRITE or REVIEW_READ: managers and privacy officers. */
gboolean rt_matrix_store_get (RtWork *work, RtMatrix *matrix, GError **error);

/** rt_matrix_problem: why @wanted cannot be saved, as a sentence: nobody active would be left who may do what no store
 * can do without. New string; NULL when it can be saved. @staff: GPtrArray of RtStaff. */
char *rt_matrix_problem (GPtrArray *staff, const RtMatrix *now, const RtMatrix *wanted);

/**
 * rt_matrix_save: MATRIX_WRITE. Each changed cell and right is recorded with @reason (needed, the person's words); who
 * needs other class keys now gets them from the caller's, or loses them, in the same transaction. Saves what @wanted
 * says otherwise than @seen, the table that the person looked at. Sessions of people whose roles it is about end at
 * their next action; the caller's own goes on under the new table.
 * RT_ERROR_CONFLICT when the table is not @seen any more: nothing is saved. RT_ERROR_INVALID with "reason" or "matrix"
 * as field. RT_ERROR_DENIED without the right, or when the caller lacks a key that somebody needs.
 */
gboolean rt_matrix_save (RtWork *work, const RtMatrix *seen, const RtMatrix *wanted, const char *reason,
                         GError **error);

G_END_DECLS
