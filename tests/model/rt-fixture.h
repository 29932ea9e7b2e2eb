/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store to test with: a real SQLCipher file in a folder of its own, a keyring that does as it is told, a clock that
 * stands still, staff of every role made when they are first needed, and passwords that cost next to nothing to
 * stretch.
 *
 *   g_autoptr (RtFixture) f = rt_fixture_new (NULL);
 *   rt_fixture_sign_in (f, RT_ROLE_CLERK);
 *   order = rt_fixture_run (f, save_an_order, &data);          // a write; the test fails when it does
 *   rt_fixture_refuse (f, TRUE, look_at_it, &data, RT_ERROR_DENIED);
 *
 * Everything runs to its end before a function returns (the main context is run meanwhile). Failures end the test. */
#pragma once

#include "rt-desk.h"
#include "rt-error.h"
#include "rt-export.h"
#include "rt-staff.h"

G_BEGIN_DECLS

/** A keyring that can be scripted. Secrets stay in the process. */
#define RT_TYPE_FIXTURE_KEYRING (rt_fixture_keyring_get_type ())
G_DECLARE_FINAL_TYPE (RtFixtureKeyring, rt_fixture_keyring, RT, FIXTURE_KEYRING, GObject)
RtFixtureKeyring *rt_fixture_keyring_new (void);
/** From now on look-ups or storing fail with this RtError; -1: they work again. */
void rt_fixture_keyring_fail_lookup (RtFixtureKeyring *self, int code);
void rt_fixture_keyring_fail_store (RtFixtureKeyring *self, int code);
/** What the program is called that keeps the keys; NULL, at first: it cannot be told. */
void rt_fixture_keyring_set_name (RtFixtureKeyring *self, const char *name);
/** Storing says it worked, but nothing is kept. */
void rt_fixture_keyring_lose (RtFixtureKeyring *self, gboolean lose);
/** Storing works, and the look-up after it fails: the keyring was locked in between. */
void rt_fixture_keyring_fail_after_store (RtFixtureKeyring *self);
/** Storing says nothing until this is called with FALSE again. */
void rt_fixture_keyring_hold (RtFixtureKeyring *self, gboolean hold);
/** How many such answers are held back. */
guint rt_fixture_keyring_get_held (RtFixtureKeyring *self);
/** How many items of @kind there are. */
guint rt_fixture_keyring_count (RtFixtureKeyring *self, const char *kind);
/** The newest secret of @kind, borrowed; NULL none. */
const RtSecret *rt_fixture_keyring_peek (RtFixtureKeyring *self, const char *kind);
/** Puts one in, as if it had been there, or takes all of @kind out. */
void rt_fixture_keyring_put (RtFixtureKeyring *self, const char *kind, const char *store_id, const RtSecret *secret);
void rt_fixture_keyring_forget (RtFixtureKeyring *self, const char *kind);

#define RT_FIXTURE_PASSWORD "plum teapot harbour"          /* everybody's */
#define RT_FIXTURE_OWNER    "owner"                        /* manager and administrator, made at set-up */
#define RT_FIXTURE_NOW      G_GINT64_CONSTANT (1795428000) /* 2026-11-23T10:00:00Z, when the clock stands still */
extern const RtKdfCost RT_FIXTURE_COST;

typedef struct
{
  char *folder;   /* removed with everything in it at the end */
  char *path;     /* of the store */
  RtClock *clock; /* fake */
  RtFixtureKeyring *keyring;
  RtDesk *desk;
  RtKdfCost cost;     /* of every password */
  RtSecret *sheet;    /* text of the recovery sheet */
  gboolean untrained; /* whoever is made from now on has their training to do; else it counts as done */
} RtFixture;

/** rt_fixture_new: a store in @region, "CN" (NULL too; CNY, zh_CN) or "US" (USD, en), open and locked. */
RtFixture *rt_fixture_new (const char *region);
/** rt_fixture_new_empty: folder, clock, keyring and desk, but no store yet. */
RtFixture *rt_fixture_new_empty (void);
/** rt_fixture_new_real: a store at @path as the programs themselves would make it: its key is in the keyring of the
 * desktop, the clock is the machine's, passwords cost what the programs accept. It stays when the fixture is freed;
 * what needs the scripted keyring cannot be asked. */
RtFixture *rt_fixture_new_real (const char *path, const char *region);
void rt_fixture_free (RtFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtFixture, rt_fixture_free)

/** rt_fixture_create: set-up as rt_fixture_new() does, at @path (NULL: self->path). FALSE with error. */
gboolean rt_fixture_create (RtFixture *self, const char *path, const char *region, GError **error);
/** rt_fixture_open: closes what is open and opens self->path with a new desk. */
gboolean rt_fixture_open (RtFixture *self, GError **error);

/** rt_fixture_sign_in: as the one person who has this role and no other (login: rt_role_id()); makes, admits and
 * remembers them first. Gives their id. */
gint64 rt_fixture_sign_in (RtFixture *self, RtRole role);
gint64 rt_fixture_sign_in_owner (RtFixture *self);
/** rt_fixture_sign_in_as: by login and the fixture's password; FALSE with error. @what may be NULL. */
gboolean rt_fixture_sign_in_as (RtFixture *self, const char *login, const char *password, RtSignIn *what,
                                GError **error);
/** rt_fixture_sign_in_with: the same with a code; NULL: none is typed. */
gboolean rt_fixture_sign_in_with (RtFixture *self, const char *login, const char *password, const char *code,
                                  RtSignIn *what, GError **error);
/** rt_fixture_enrol: sets up the codes that a sign-in has just asked for, with the code of now; the person is in. The
 * secret of the codes, and with @codes the ten recovery codes (RtSecret). */
RtSecret *rt_fixture_enrol (RtFixture *self, GPtrArray **codes);
/** rt_fixture_code: the code that an authenticator with @secret shows @steps after now. */
char *rt_fixture_code (RtFixture *self, const RtSecret *secret, gint64 steps);
gboolean rt_fixture_choose_password (RtFixture *self, const char *login, const char *former, const char *chosen,
                                     GError **error);
/** rt_fixture_add: a person of these roles, with the fixture's password, as the administrator leaves them (@admit
 * FALSE: waiting) or let in and
 * released by the owner, who supervises them. The desk is locked afterwards. Gives the id. */
gint64 rt_fixture_add (RtFixture *self, const char *login, const char *name, RtRoles roles, gboolean admit);
void rt_fixture_lock (RtFixture *self);

/** rt_fixture_run, _read: work as whoever is signed in, on the writer or the reader; must succeed. Gives what @func
 * gives. */
gpointer rt_fixture_run (RtFixture *self, RtWorkFunc func, gpointer data);
gpointer rt_fixture_read (RtFixture *self, RtWorkFunc func, gpointer data);
/** rt_fixture_refuse: must fail with @code. */
void rt_fixture_refuse (RtFixture *self, gboolean write, RtWorkFunc func, gpointer data, RtError code);

/** rt_fixture_export: an export from its beginning to its end, as windows and commands do it. -1 with error. */
gint64 rt_fixture_export (RtFixture *self, const RtExport *wanted, GCancellable *cancellable, GError **error);

/** rt_fixture_exec, _get_int: straight into the file, past policy and gate, with the desk closed meanwhile and opened
 * again (locked). For tampering and looking. */
void rt_fixture_exec (RtFixture *self, const char *sql);
gint64 rt_fixture_get_int (RtFixture *self, const char *sql);
/** rt_fixture_count_log: entries of @action so far. The session stays: read with a connection of the reader's kind
 * beside it. */
gint64 rt_fixture_count_log (RtFixture *self, const char *action);
/** rt_fixture_verify_log: the whole chain, with the first key from the recovery sheet; the desk is closed meanwhile.
 * TRUE when it is whole. */
gboolean rt_fixture_verify_log (RtFixture *self, RtLogReport *report);

RtSecret *rt_fixture_secret (const char *text);

G_END_DECLS
