/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One attempt to sign in, to choose a password or to set up codes: what it is of, and what is decided, counted and
 * recorded about it in one transaction. For the desk only. */
#pragma once

#include "rt-desk-private.h"
#include "rt-second-factor.h"

G_BEGIN_DECLS

typedef struct
{
  /* given; main thread before the first step */
  RtVault *vault;
  RtClock *clock;
  char *origin;
  guint generation;
  char *login;    /* folded */
  GBytes *digest; /* in RtDelays */
  RtSecret *password;
  RtSecret *code;         /* NULL: none was typed */
  RtSecret *new_password; /* NULL: signing in */
  GPtrArray *new_codes;   /* RtSecret: recovery codes that take the place of the former ones; NULL: not about codes */
  gint64 signed_in;       /* id of who sits at the desk: has shown their code already; 0 nobody */

  /* read */
  gboolean known;
  RtAccount account; /* of an unknown name: its failures and nothing else */
  RtKdfCost wanted;
  RtKdfCost costs[RT_ACCOUNT_MAX_COSTS];
  guint n_costs;
  gint64 most_failures;
  gboolean code_wanted; /* the store asks the person's roles for codes */

  /* stretched, on a thread of its own */
  RtSecret *secret_key; /* NULL: the password was wrong */
  RtStaffLock new_lock; /* after choosing, or at a higher cost */
  RtSecret *new_key;    /* of an invited person's own pair */

  /* decided */
  gboolean locked; /* not looked at: too many wrong attempts before */
  gint64 wait;     /* seconds; 0: the attempt is looked at */
  gboolean right;
  GError *verdict; /* why not, after it was recorded */
  RtSignIn what;
  gint64 codes_left; /* recovery codes, when one was used; else -1 */
  RtSession *session;
} RtAttempt;
void rt_attempt_free (gpointer self); /* accepts NULL */
/** rt_attempt_move: what was in @self, which is empty then. */
RtAttempt *rt_attempt_move (RtAttempt *self);

/** rt_attempt_read: vault thread, system gate: the account, or what was counted for a name that nobody has. */
gboolean rt_attempt_read (RtAttempt *self, RtDb *db, GError **error);

/** rt_attempt_decide: RtTransactFunc: counts, records, and where everything is right opens the session (or says what is
 * to be done first). FALSE only when the store fails; a refusal is @verdict. */
gboolean rt_attempt_decide (RtDb *db, gpointer attempt, GError **error);

/** rt_attempt_open_session: the person is in: their keys, and the entry in the log. Takes the secret key. */
gboolean rt_attempt_open_session (RtAttempt *self, RtDb *db, GError **error);

/** rt_attempt_record: an entry about the attempt's account, or about nobody. */
gboolean rt_attempt_record (RtAttempt *self, RtDb *db, const char *action, const char *detail, GError **error);

G_END_DECLS
