/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staff accounts as rows, with what opens their keys: for set-up, signing in and the staff functions. On the vault's
 * threads. For the model only. */
#pragma once

#include "rt-day.h"
#include "rt-db.h"
#include "rt-role.h"
#include "rt-staff-keys.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *login;
  char *name;
  RtRoles roles;
  char *state;
  RtStaffLock lock;
  gint64 failures;   /* wrong attempts in a row */
  gint64 not_before; /* moment of the last of them and the delay after it */
  gint64 locked_at;  /* there were too many; 0: not locked */
  GBytes *totp;      /* secret of the one-time codes, sealed; NULL: none set up */
  gint64 totp_step;  /* of the last code that was taken */
} RtAccount;
void rt_account_clear (RtAccount *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtAccount, rt_account_clear)

/** rt_account_clean: what may be stored of a login (folded, without blanks) and a name; both are replaced.
 * RT_ERROR_INVALID "staff.login" or "staff.name". */
gboolean rt_account_clean (char **login, char **name, GError **error);

/** rt_account_find: by folded login. System gate. *found FALSE without error when there is none. */
gboolean rt_account_find (RtDb *db, const char *login, RtAccount *out, gboolean *found, GError **error);

/** rt_account_insert: RT_ERROR_EXISTS when the login is taken. @lock gives keys. STAFF_MANAGE or system gate. */
gboolean rt_account_insert (RtDb *db, const char *login, const char *name, RtRoles roles, const char *state,
                            const RtStaffLock *lock, gint64 now, gint64 *id, GError **error);

/** rt_account_set_lock: another key pair or password, and the state that goes with it; wrong attempts are forgotten.
 * What was sealed to another pair (the secret of the codes) is to be taken away with rt_second_factor_remove(). */
gboolean rt_account_set_lock (RtDb *db, gint64 id, const RtStaffLock *lock, const char *state, gint64 now,
                              GError **error);

/** rt_account_strengthen: the same pair behind the same password at a higher cost, unless something changed since @seen
 * was read. System gate. */
gboolean rt_account_strengthen (RtDb *db, const RtAccount *seen, const RtStaffLock *lock, gboolean *fits,
                                GError **error);

/** What an attempt leaves behind. */
typedef struct
{
  gint64 failures, not_before, locked_at;
  gint64 totp_step;
  gboolean signed_in;
} RtAccountOutcome;

/** rt_account_count: writes the outcome of an attempt, but only when nothing else did since @seen was read
 * (compare-and-set): *fits FALSE then. A code is thereby good for one attempt alone (faults.md L1). */
gboolean rt_account_count (RtDb *db, const RtAccount *seen, const RtAccountOutcome *outcome, gint64 now, gboolean *fits,
                           GError **error);

/** rt_account_unlock: the wrong attempts of one account, or of all (@id 0), are forgotten. For whoever may do it, and
 * for the system when nobody is left who could: the recovery sheet (faults.md L5). The caller records it. ACCOUNTS or
 * system gate. */
gboolean rt_account_unlock (RtDb *db, gint64 id, gint64 now, GError **error);

/** rt_account_wanted_cost: what stretching a password costs in this store now: as measured at set-up, and never below
 * what the program asks for. Any gate. */
gboolean rt_account_wanted_cost (RtDb *db, RtKdfCost *cost, GError **error);

#define RT_ACCOUNT_MAX_COSTS 4
/** rt_account_list_costs: the different costs that accounts of this store have, at most RT_ACCOUNT_MAX_COSTS: one, or
 * two while a higher one spreads. System gate. */
gboolean rt_account_list_costs (RtDb *db, RtKdfCost costs[RT_ACCOUNT_MAX_COSTS], guint *n, GError **error);

/** rt_account_delay: seconds to wait after so many wrong attempts in a row: none up to the third, then 1, 2, 4 … 300.
 */
gint64 rt_account_delay (gint64 failures);

G_END_DECLS
