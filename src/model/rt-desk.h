/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-clock.h"
#include "rt-enrolment.h"
#include "rt-keyring.h"
#include "rt-person.h"
#include "rt-recovery.h"
#include "rt-store-info.h"
#include "rt-staff-keys.h"
#include "rt-work.h"

G_BEGIN_DECLS

/**
 * RtDesk:
 * The store on this desk and who sits at it. Main-thread object (of the main context it was made in). States: no store
 * open; open and locked; open and signed in. Signals: "notify::person" (NULL when locked); "changed" (const char
 * *table, gint64 row): something was saved, lists refresh; "locking": emitted before a session ends: close dialogs,
 * save unfinished work (synchronously hand it over), clear clipboards.
 */
#define RT_TYPE_DESK (rt_desk_get_type ())
G_DECLARE_FINAL_TYPE (RtDesk, rt_desk, RT, DESK, GObject)

RtDesk *rt_desk_new (RtKeyring *keyring, RtClock *clock, const char *origin); /* "window" or "ctl" */

/** How a store begins. Strings are borrowed during the call. */
typedef struct
{
  const RtStoreInfo *store;
  const char *manager_login, *manager_name;
  RtRoles manager_roles; /* must include manager */
  const RtSecret *manager_password;
  RtKdfCost cost;     /* of every password of the store; { 0 }: measured on this machine */
  RtRoles code_roles; /* who signs in with a code as well: setting code-roles */
  gboolean example;   /* an example store: its manager counts as trained */
} RtSetup;

/** rt_desk_create_async: recovery secret, store key, file with schema, keys, first person, notice version 1 in both
 * languages published, store key to the keyring, verified by reading it back. If the keyring refuses, the file is
 * removed again. Then open and locked (nobody signed in). _finish gives the recovery sheet's secret, to be shown and
 * printed once. RT_ERROR_EXISTS when @path exists. */
void rt_desk_create_async (RtDesk *self, const char *path, const RtSetup *setup, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
RtRecovery *rt_desk_create_finish (RtDesk *self, GAsyncResult *result, GError **error);

/** rt_desk_set_former_keyring: the program that kept the key of the store that is opened next, as
 * rt_desk_name_keyring_async() gave it then; NULL: not known. When another one answers, it is named. */
void rt_desk_set_former_keyring (RtDesk *self, const char *name);
/** rt_desk_name_keyring_async: what people call the program that keeps the keys; new, NULL when it cannot be told. */
void rt_desk_name_keyring_async (RtDesk *self, GAsyncReadyCallback callback, gpointer user_data);
char *rt_desk_name_keyring_finish (RtDesk *self, GAsyncResult *result);

/** rt_desk_open_async: key from the keyring, opens, checks the log's head kept in the keyring. Errors: NO_KEYRING,
 * LOCKED, KEY_MISSING (store there, key not), NOT_FOUND, WRONG_KEY, DAMAGED, NEWER, BUSY… An alarm about the log does
 * not stop it: rt_desk_get_alarm(). */
void rt_desk_open_async (RtDesk *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean rt_desk_open_finish (RtDesk *self, GAsyncResult *result, GError **error);
/** rt_desk_open_with_recovery_async: with the sheet instead of the keyring; when it opens, the key is put into the
 * keyring (K5). */
void rt_desk_open_with_recovery_async (RtDesk *self, const char *path, const RtRecovery *recovery,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_desk_open_with_recovery_finish (RtDesk *self, GAsyncResult *result, GError **error);
/** rt_desk_close: locks; the file is closed once what was handed over is done. rt_desk_close_async: the same, and tells
 * when the log's head has reached the keyring: for a command before it ends. Never fails. */
void rt_desk_close (RtDesk *self);
void rt_desk_close_async (RtDesk *self, GAsyncReadyCallback callback, gpointer user_data);
void rt_desk_close_finish (RtDesk *self, GAsyncResult *result);
/** rt_desk_settle: for the end of a program: closes, then runs the thread-default main context until what was handed
 * over is written, every file is closed and the log's head has reached the keyring, @seconds at most. FALSE when that
 * was too short. */
gboolean rt_desk_settle (RtDesk *self, guint seconds);
gboolean rt_desk_is_open (RtDesk *self);
const char *rt_desk_get_alarm (RtDesk *self); /* translated sentence about the log's head, or NULL */
const char *rt_desk_get_keyring_note (
  RtDesk *self); /* opened with the sheet, but the keyring did not take the key: translated sentence, or NULL */
RtStoreInfo *rt_desk_get_store (RtDesk *self); /* NULL when not open */
RtClock *rt_desk_get_clock (RtDesk *self);
RtDay rt_desk_get_today (RtDesk *self);

typedef struct
{
  gint64 id;
  char *login;
  char *name;
} RtSignInName;
/** rt_desk_list_names_async: people who can sign in at this desk (active, invited, waiting), for the sign-in list.
 * GPtrArray of RtSignInName. */
void rt_desk_list_names_async (RtDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *rt_desk_list_names_finish (RtDesk *self, GAsyncResult *result, GError **error);

/** rt_desk_uses_codes: whether somebody here signs in with a code, as of the last time names were listed or somebody
 * tried: whether to ask for one. It tells nothing about anybody in particular. */
gboolean rt_desk_uses_codes (RtDesk *self);

/** rt_desk_sign_in_async: @code: the six digits of now, or a recovery code; NULL where none was typed. Wrong name,
 * password and code are one answer, RT_ERROR_WRONG_LOGIN, with the same work for unknown names; RT_ERROR_WAIT (with the
 * time to wait in words); RT_ERROR_DENIED: disabled (told to who knows password and code), or too many wrong attempts
 * in a row with this name, which a manager or an administrator unlocks (told to everybody, of unknown names as well).
 * On success "person" is set, but for
 * - RT_SIGN_IN_CHOOSE_PASSWORD: a person in state "invited" is not signed in until rt_desk_choose_password;
 * - RT_SIGN_IN_ENROL_CODE: the store asks this person for codes and they have none: not signed in until they set them
 *   up, with rt_desk_get_enrolment() and rt_desk_enrol_async().
 * "waiting" people, those whose training is due and those whose supervisor has not released them are signed in without
 * class keys (restricted: everything masked). Delays grow: 1, 2, 4 … up to 300 s
 * from the 4th failure on; the setting sign-in-attempts says when the name is locked. All of it is recorded. A password
 * that was kept at a lower cost than the store's is kept at that cost from then on. */
typedef enum
{
  RT_SIGN_IN_DONE,
  RT_SIGN_IN_CHOOSE_PASSWORD,
  RT_SIGN_IN_ENROL_CODE
} RtSignIn;
void rt_desk_sign_in_async (RtDesk *self, const char *login, const RtSecret *password, const RtSecret *code,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_desk_sign_in_finish (RtDesk *self, GAsyncResult *result, RtSignIn *what, GError **error);
/** rt_desk_get_codes_left: recovery codes that the person who signed in last has left, when they used one; else -1. */
gint64 rt_desk_get_codes_left (RtDesk *self);

/** rt_desk_choose_password_async: for invited people and for changing one's own: old and new; @code as for signing in,
 * but not asked of who is signed in at this desk. An invited person gets a new key pair and waits to be let in; *what
 * then says whether codes are to be set up first. The answer about somebody else's change is RT_SIGN_IN_DONE. */
void rt_desk_choose_password_async (RtDesk *self, const char *login, const RtSecret *old_password, const RtSecret *code,
                                    const RtSecret *new_password, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_desk_choose_password_finish (RtDesk *self, GAsyncResult *result, RtSignIn *what, GError **error);

/** rt_desk_new_codes_async: ten new recovery codes for whoever sits here; the former ones are void, the authenticator
 * stays. Password and code (of now, or a recovery code that is left) are asked again, and count as attempts to sign in
 * do; recorded. RT_ERROR_WRONG_LOGIN, RT_ERROR_WAIT and RT_ERROR_DENIED as there; RT_ERROR_INVALID for who signs in
 * without codes. _finish gives them as text (RtSecret with NUL), to be shown once (transfer full). */
void rt_desk_new_codes_async (RtDesk *self, const RtSecret *password, const RtSecret *code, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rt_desk_new_codes_finish (RtDesk *self, GAsyncResult *result, GError **error);

/** rt_desk_get_enrolment: of the person whose password was right a moment ago (RT_SIGN_IN_ENROL_CODE). Borrowed: until
 * the next attempt, locking, closing, rt_desk_enrol_async() or giving up. NULL when there is none. */
RtEnrolment *rt_desk_get_enrolment (RtDesk *self);
void rt_desk_give_up_enrolment (RtDesk *self);
/** rt_desk_enrol_async: the codes are put away: stores them and signs the person in. Ends the enrolment.
 * RT_ERROR_INVALID before a code was confirmed, RT_ERROR_LOCKED when it took too long or was given up,
 * RT_ERROR_CONFLICT when the account changed meanwhile. */
void rt_desk_enrol_async (RtDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_desk_enrol_finish (RtDesk *self, GAsyncResult *result, GError **error);

/** rt_desk_refresh_async: begins a new session for whoever sits here, as signing in again would, without asking for the
 * password: what kept customers masked may be done (training, a supervisor's word). Windows hear of it as of a change
 * of person. RT_ERROR_LOCKED, and the desk locks, when the account is no longer what it was. Recorded. */
void rt_desk_refresh_async (RtDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_desk_refresh_finish (RtDesk *self, GAsyncResult *result, GError **error);

/** rt_desk_lock: at once: "locking", session ended, keys wiped, gate locked, log head to the keyring. Nothing to wait
 * for. @why "button", "idle", "quit"… */
void rt_desk_lock (RtDesk *self, const char *why);
RtPerson *rt_desk_get_person (RtDesk *self); /* NULL when locked; borrowed */

/** Work. The function runs on a vault thread inside a transaction for the person signed in now; RT_ERROR_LOCKED when
 * nobody is, or no longer when the result comes (then the result is freed, never delivered). @write: on the writer with
 * BEGIN IMMEDIATE (everything that logs); else on the reader. */
typedef gpointer (*RtWorkFunc) (RtWork *work, gpointer data, GError **error);
void rt_desk_run_async (RtDesk *self, gboolean write, RtWorkFunc func, gpointer data, GDestroyNotify data_free,
                        GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data);
gpointer rt_desk_run_finish (RtDesk *self, GAsyncResult *result, GError **error);
/** rt_desk_call: the same, waiting for the answer; not on a window's main thread. */
gpointer rt_desk_call (RtDesk *self, gboolean write, RtWorkFunc func, gpointer data, GCancellable *cancellable,
                       GError **error);
/** rt_desk_run_long_async: like a write, but @func reports with rt_work_progress(), and may commit in steps with
 * rt_work_commit_step(): import, demo. @progress is called on the desk's main context, newest numbers only; not after
 * the callback. Locking stops it. _finish with rt_desk_run_finish(). */
typedef void (*RtDeskProgress) (gint64 done, gint64 total, gpointer user_data);
void rt_desk_run_long_async (RtDesk *self, RtWorkFunc func, gpointer data, GDestroyNotify data_free,
                             GDestroyNotify result_free, RtDeskProgress progress, gpointer progress_data,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void rt_desk_emit_changed (RtDesk *self, const char *table, gint64 row);

/** RT_DESK_AWAIT: for rolltop-ctl and tests: runs the thread-default main context until *@result is set by
 * rt_desk_await_cb (user_data = &result), a new reference. */
void rt_desk_await_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *rt_desk_await (GAsyncResult **result);

G_END_DECLS
