/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the desk share among themselves. Main thread, but where said otherwise. */
#pragma once

#include "rt-accounts.h"
#include "rt-desk.h"
#include "rt-error.h"
#include "rt-vault.h"

G_BEGIN_DECLS

struct _RtDesk
{
  GObject parent_instance;

  /* given */
  RtKeyring *keyring;
  RtClock *clock;
  char *origin;
  GMainContext *context;
  char *former_keyring; /* the program that kept the key of the store to be opened; NULL not known */

  /* the open store; vault NULL: none */
  RtVault *vault;
  char *path;
  char *store_id;
  RtStoreInfo *store;
  RtMatrix matrix;
  char *alarm;
  char *keyring_note;

  /* who sits here */
  RtSession *session; /* NULL: locked */
  guint generation;   /* goes up whenever a session begins or ends, or the store is closed */
  gboolean locking;
  struct _RtDelays *delays; /* after wrong attempts, of this process */
  RtEnrolment *enrolment;   /* codes being set up; NULL none */
  gboolean uses_codes;
  gint64 codes_left;

  /* the log's head on its way to the keyring */
  GSource *head_timer;
  gboolean head_wanted;
  gpointer head_move;    /* the one under way for the store that is open; NULL none */
  gint64 head_moved_at;  /* monotonic, µs; 0 never */
  guint heads_under_way; /* also of stores closed since */
  GPtrArray *closing;    /* GTask of rt_desk_close_async(); NULL none */
  gboolean in_dispose;   /* nothing new is begun that would hold the desk */
};

/** rt_desk_fail_without_key: lets @task, which opens a store, fail with @code: KEY_MISSING or WRONG_KEY. The sentence
 * names the program that keeps the keys, the former one when it is another (K5), and the way out. Takes @task. */
void rt_desk_fail_without_key (RtDesk *self, GTask *task, RtError code);

/** RtOpened: a vault that opened, with what the desk needs to know of it. */
typedef struct
{
  RtVault *vault;
  char *path;
  char *store_id;
  RtStoreInfo *store;
  RtMatrix matrix;
  gboolean uses_codes;
  char *alarm;
} RtOpened;
void rt_opened_clear (RtOpened *self);
/** rt_opened_read: vault thread, system gate: store and matrix. */
gboolean rt_opened_read (RtOpened *self, RtDb *db, GError **error);
/** rt_matrix_read: the default with what the tables matrix and role_right change of it. */
gboolean rt_matrix_read (RtMatrix *matrix, RtDb *db, GError **error);
/** rt_desk_take_opened: the desk is now open and locked; empties @opened. */
void rt_desk_take_opened (RtDesk *self, RtOpened *opened);

/** rt_desk_make_person: vault thread, system gate: who the owner of @account is now, with every reason why they see
 * customers masked (rt-training.h). NULL with an error when that cannot be told. */
RtPerson *rt_desk_make_person (RtDb *db, const RtAccount *account, const RtMatrix *matrix, RtDay today, GError **error);

/** rt_desk_begin_session: signs in; consumes @session. Ends the one before. */
void rt_desk_begin_session (RtDesk *self, RtSession *session);
/** rt_desk_renew_session: the person changed what they themselves see or may do: they go on, under @matrix, as if they
 * had signed in anew. What is on the screen goes, unfinished work is kept: "locking", then "notify::person". */
void rt_desk_renew_session (RtDesk *self, const RtMatrix *matrix);
/** rt_desk_check_open: RT_ERROR_LOCKED when no store is open. */
gboolean rt_desk_check_open (RtDesk *self, GError **error);

/** rt_desk_log_later: an entry of the program's own about @actor, in a transaction of its own; @action and @detail are
 * copied; nobody waits. */
void rt_desk_log_later (RtDesk *self, gint64 actor, const char *action, const char *detail);

/** rt_desk_want_head: something was logged: the head goes to the keyring soon; @now: at once (locking, closing). */
void rt_desk_want_head (RtDesk *self, gboolean now);
/** rt_desk_forget_head: the store is closed: one that is under way is followed by the last one of this store. */
void rt_desk_forget_head (RtDesk *self);
void rt_desk_check_settled (RtDesk *self);

/** rt_transact: vault thread: @func inside a transaction; rolled back when it fails. */
typedef gboolean (*RtTransactFunc) (RtDb *db, gpointer data, GError **error);
gboolean rt_transact (RtDb *db, RtTransactFunc func, gpointer data, GError **error);

#define RT_DONE GINT_TO_POINTER (1) /* what a vault function gives when there is nothing to give */

G_END_DECLS
