/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-db.h"
#include "rt-matrix.h"
#include "rt-clock.h"

G_BEGIN_DECLS

/**
 * The log, product.md §5. Appended inside the caller's transaction: no entry, no data. Forward-secure: for entry i,
 *   mac_i ‖ key_{i+1} = BLAKE2b-512 (key_i, "rolltop-log-1" ‖ seq ‖ mac_{i-1} ‖ length-prefixed fields)
 * key_i is overwritten in table chain with key_{i+1}; key_1 is kept only wrapped as RT_KEY_AUDIT. Entries hold no
 * personal values.
 */
typedef struct
{
  gint64 seq;             /* filled by append */
  gint64 at;              /* UTC seconds */
  gint64 actor;           /* staff id, 0 the program itself */
  const char *actor_name; /* login as typed is never logged for unknown names; NULL there */
  const char *action; /* stable word: "order.open", "order.save", "list.orders", "sign-in", "sign-in.refused", "reveal",
                         "lookup", "print", … */
  const char *table;  /* "orders", NULL */
  gint64 row;         /* 0 none */
  guint64 fields;     /* bit set of RtFieldId seen clear or changed */
  const char *reason; /* why, a stable word or the person's words; NULL */
  const char *origin; /* "window", "ctl" */
  const char *detail; /* counts, ids, digests: never values; NULL */
} RtLogEntry;

/** rt_log_append: on the writer, inside a transaction, under any gate. @entry->seq and @entry->at are filled. When it
 * fails, the caller rolls back (A11). */
gboolean rt_log_append (RtDb *db, RtClock *clock, RtLogEntry *entry, GError **error);

/** rt_log_count: how many entries of @actor with @action there are since @since (UTC seconds); @row 0: about any row.
 * For limits per hour and day; under any gate, since it tells only a number about oneself. */
gboolean rt_log_count (RtDb *db, gint64 actor, const char *action, gint64 row, gint64 since, gint64 *count,
                       GError **error);

/** rt_log_sum: the same, but the sum of the numbers N of those whose detail is "count=N". */
gboolean rt_log_sum (RtDb *db, gint64 actor, const char *action, gint64 since, gint64 *sum, GError **error);

/** rt_log_start: makes chain state and the genesis entry; set-up only, in its transaction, under the system gate.
 * *first_key is wrapped by the caller. RT_ERROR_EXISTS when the log has begun. */
gboolean rt_log_start (RtDb *db, RtClock *clock, RtSecret **first_key, GError **error);

typedef struct
{
  gint64 seq; /* last entry */
  guint8 mac[32];
  guint known; /* bytes of mac that are known, from its beginning; 0: all */
} RtLogHead;
/** rt_log_get_head: the last entry's number and mac, under any gate; seq 0 before the first. Either connection. */
gboolean rt_log_get_head (RtDb *db, RtLogHead *head, GError **error);
RtSecret *rt_log_head_to_bytes (const RtLogHead *head); /* 40 bytes, for the keyring: seq little-endian, mac */
/** rt_log_head_from_bytes: FALSE (without error) when @bytes are not such a head. */
gboolean rt_log_head_from_bytes (const RtSecret *bytes, RtLogHead *head);
/** rt_log_head_to_code: a head for paper, beside its number: 8 groups of 4 characters of Crockford's base 32 (no I, L,
 * O, U): the first 16 bytes of the mac, and 4 bytes of BLAKE2b over number and these, so that a slip of the pen is told
 * from another log. 16 bytes: nobody without the chain's key makes an entry that fits. New string; any thread, as the
 * next. */
#define RT_LOG_CODE_GROUPS 8
char *rt_log_head_to_code (const RtLogHead *head);
/** rt_log_head_from_code: @seq and @typed as they stand on a daily sheet; forgiving about case, spaces, dashes, I/L/1
 * and O/0. RT_ERROR_INVALID, field "head", when they do not belong together. @typed may be NULL. */
gboolean rt_log_head_from_code (gint64 seq, const char *typed, RtLogHead *head, GError **error);
/** rt_log_check_head: is @outside (from keyring or paper) part of this log? RT_ERROR_DAMAGED with a sentence when the
 * tail is cut, an older copy was swapped in, or that entry differs. */
gboolean rt_log_check_head (RtDb *db, const RtLogHead *outside, GError **error);

typedef enum
{
  RT_LOG_WHOLE,
  RT_LOG_EDITED,      /* an entry's content or mac does not fit */
  RT_LOG_GAP,         /* a sequence number is missing */
  RT_LOG_CUT,         /* the tail is missing: chain state is ahead, or behind */
  RT_LOG_ROLLED_BACK, /* the head kept outside is ahead of the whole file */
  RT_LOG_CLOCK,       /* a moment earlier than the entry before: not tampering by itself, reported */
} RtLogVerdict;
typedef struct
{
  RtLogVerdict verdict;
  gint64 entries;       /* checked */
  gint64 first_bad;     /* seq, 0 none */
  gint64 trusted_until; /* seq up to which everything is trustworthy */
  gint64 clock_steps;   /* entries earlier than their predecessor */
  gint64 first_step;    /* the first of them: seq, 0 none */
} RtLogReport;

typedef void (*RtLogProgress) (gint64 done, gint64 total, gpointer user_data);
/** rt_log_verify: walks all entries with @first_key. On a vault thread; long; cancellable. TRUE also when tampering was
 * found: read the report.
 *  @outside: a head kept elsewhere, or NULL. @progress may be NULL; it is called on the vault's thread, every 1,000
 * entries and at the end. The session's gate must allow reading the log (LOG_VERIFY). */
gboolean rt_log_verify (RtDb *db, const RtSecret *first_key, const RtLogHead *outside, RtLogProgress progress,
                        gpointer user_data, GCancellable *cancellable, RtLogReport *report, GError **error);

G_END_DECLS
