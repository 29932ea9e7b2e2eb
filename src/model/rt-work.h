/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-day.h"
#include "rt-db.h"
#include "rt-log.h"
#include "rt-session.h"
#include "rt-shown.h"
#include "rt-store-info.h"

G_BEGIN_DECLS

/**
 * RtWork:
 * One unit of work for one person: a transaction on a vault thread, the session it is done for, and the clock. The
 * functions of the model that read or write take one; rt_desk_run_async() and rt_desk_call() make it, begin and commit.
 * When the function fails, everything is rolled back, the log included, and a refusal (RT_ERROR_DENIED) is then
 * recorded in a transaction of its own. Only inside the function, on its thread.
 */
typedef struct _RtWork RtWork;

RtDb *rt_work_get_db (RtWork *self);
RtSession *rt_work_get_session (RtWork *self);
RtPerson *rt_work_get_person (RtWork *self);
RtClock *rt_work_get_clock (RtWork *self);
GCancellable *rt_work_get_cancellable (RtWork *self);
const RtStoreInfo *rt_work_get_store (RtWork *self);
RtDay rt_work_get_today (RtWork *self);
gint64 rt_work_get_now (RtWork *self);
gint64 rt_work_get_me (RtWork *self); /* staff id */

/** rt_work_get_matrix: the table as it stands in this transaction: for deciding about other people. What the session's
 * person sees and may do is rt_work_decide() and rt_work_need(). */
const RtMatrix *rt_work_get_matrix (RtWork *self);
/** rt_work_adopt_matrix: the table was saved as @matrix: once this is committed the session goes on with it. */
void rt_work_adopt_matrix (RtWork *self, const RtMatrix *matrix);

/** rt_work_need: RT_ERROR_DENIED with a sentence unless the session's person has @right. The refusal is recorded after
 * rollback. */
gboolean rt_work_need (RtWork *self, RtRight right, GError **error);

/** rt_work_decide: what the person gets to see of @klass in a record that is own work for @own_for: rt_policy_show()
 * for this session. */
RtShow rt_work_decide (RtWork *self, RtClass klass, RtRoles own_for);

/** rt_work_changed: says that @row of @table (0: several) was saved; once the work is committed the desk emits
 * "changed" for it. @table: static string. */
void rt_work_changed (RtWork *self, const char *table, gint64 row);

/** rt_work_progress: of a long work: @done of @total (0: unknown) to whoever asked for progress with
 * rt_desk_run_long_async(). FALSE with G_IO_ERROR_CANCELLED or, when the desk was locked meanwhile, RT_ERROR_LOCKED:
 * stop and return. Cheap: call it for every record. */
gboolean rt_work_progress (RtWork *self, gint64 done, gint64 total, GError **error);
/** rt_work_commit_step: commits what was done so far and goes on in a new transaction (resumable long work only; an
 * all-or-nothing import never calls it). */
gboolean rt_work_commit_step (RtWork *self, GError **error);
/** rt_work_take_back: everything the job has written since it began, or since its last step, is taken back; the job
 * goes on in a new transaction. */
gboolean rt_work_take_back (RtWork *self, GError **error);

/** rt_work_log: records in this transaction. @fields: bit set of RtFieldId (RT_FIELD_BIT). @detail never holds values.
 */
gboolean rt_work_log (RtWork *self, const char *action, const char *table, gint64 row, guint64 fields,
                      const char *reason, const char *detail, GError **error);
#define RT_FIELD_BIT(field) (G_GUINT64_CONSTANT (1) << (field))

/** rt_work_next_number: takes the next of a sequence ("order", "ticket", "customer", "print"). */
gboolean rt_work_next_number (RtWork *self, const char *sequence, gint64 *number, GError **error);

/** rt_work_show: opens and masks one class of one row into @builder under the session's policy: the way from a blob
 * to a value. Decides with rt_policy_show(@own_for); clear: opens @sealed; masked: reads @masked; hidden: neither.
 * Adds the bits of the fields shown clear to *@seen (may be NULL). */
gboolean rt_work_show (RtWork *self, RtShownBuilder *builder, RtClass klass, const char *table, gint64 row,
                       RtRoles own_for, const guint8 *sealed, gsize sealed_size, const guint8 *masked,
                       gsize masked_size, guint64 *seen, GError **error);

/** rt_work_reveal: opens one class of one row for a person who sees it masked and asked for it
 * (rt_policy_may_reveal()): the second and only other way from a blob to a value. The caller records it before anything
 * leaves the work. RT_ERROR_DENIED when it may not be revealed, or without the key. */
gboolean rt_work_reveal (RtWork *self, RtShownBuilder *builder, RtClass klass, const char *table, gint64 row,
                         RtRoles own_for, const guint8 *sealed, gsize sealed_size, guint64 *seen, GError **error);

/** rt_work_open: rt_work_show() for thousands of rows of which only clear values are wanted: what is shown clear is put
 * into @values (RT_N_FIELDS entries, as rt_open_fields() does), anything else leaves them alone. */
gboolean rt_work_open (RtWork *self, RtClass klass, const char *table, gint64 row, RtRoles own_for,
                       const guint8 *sealed, gsize sealed_size, char **values, GError **error);

/** rt_work_seal: seals and masks one class of typed values for storing; both NULL when there is nothing. */
gboolean rt_work_seal (RtWork *self, RtClass klass, const char *table, gint64 row, char *const *values, GBytes **sealed,
                       GBytes **masked, GError **error);

/** rt_work_merge: for a save over an existing row: when the person may not see @klass clear there, what was typed is
 * dropped and @values gets what is stored (faults.md P15). RT_ERROR_DENIED when something is stored and the person has
 * no key for it: leave that class as it is. Not for new rows. */
gboolean rt_work_merge (RtWork *self, RtClass klass, const char *table, gint64 row, RtRoles own_for,
                        const guint8 *sealed, gsize size, char **values, GError **error);

G_END_DECLS
