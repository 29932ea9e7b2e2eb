/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/** RtHistoryEntry: one entry of the log as people read it, product.md §5: who, when, which record, which fields, why,
 * from where. No personal values. */
typedef struct
{
  gint64 seq, at;                 /* UTC seconds */
  char *actor;                    /* login; NULL: the program itself, or a name that nobody here has */
  char *name;                     /* of the actor; NULL as above */
  char *action;                   /* stable word: "order.open" */
  char *record;                   /* "SO-10482", "ST-2071", "C-1042", else "table 17"; NULL: none */
  guint64 fields;                 /* RT_FIELD_BIT of fields seen clear or changed */
  char *reason, *origin, *detail; /* NULL: none */
} RtHistoryEntry;
void rt_history_entry_free (RtHistoryEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtHistoryEntry, rt_history_entry_free)

/** RtHistoryQuery: which entries; zero and NULL mean any. Strings are borrowed. */
typedef struct
{
  const char *actor;  /* login */
  const char *action; /* stable word, or a pattern: "order.*" */
  const char *record; /* "SO-10482", "ST-2071", "C-1042" */
  RtDay from, to;     /* local days, both included; 0: any */
  gint64 before;      /* only entries with a smaller seq: the next page */
  guint limit;        /* most entries to give; 0: 200 */
} RtHistoryQuery;

/** rt_history_list: LOG_READ: entries, newest first; reading them is recorded itself. GPtrArray of RtHistoryEntry.
 * RT_ERROR_NOT_FOUND when nobody has the login, or there is no such record. */
GPtrArray *rt_history_list (RtWork *work, const RtHistoryQuery *query, GError **error);

/** rt_history_record: the number people know a record of the log by, as far as the person of the work may read it:
 * "SO-10482", else "table 17"; NULL: none. New string. */
char *rt_history_record (RtWork *work, const char *table, gint64 row);

/** rt_history_sentence: "Lin Mei opened order SO-10482." New string, translated. Any thread, as the next. */
char *rt_history_sentence (const RtHistoryEntry *entry);
/** rt_history_facts: what else there is to say: which details, why, from where: "Name, Phone · for: list · in the
 * window"; "" for nothing. New string, translated. */
char *rt_history_facts (const RtHistoryEntry *entry);

/** RtHistoryKind: what people filter the log by. */
typedef struct
{
  const char *name;    /* msgid with the context "log" */
  const char *pattern; /* for RtHistoryQuery; NULL: all */
} RtHistoryKind;
extern const RtHistoryKind RT_HISTORY_KINDS[]; /* ends with name NULL */

/** rt_history_verify: LOG_VERIFY: walks the whole log with its first key, tells rt_work_progress(), and records that it
 * was done. TRUE also when tampering was found: read @report. @outside: a head from a daily
 * sheet, or NULL; that in the keyring was compared when the store was opened: rt_desk_get_alarm(). RT_ERROR_DENIED
 * without the key. */
gboolean rt_history_verify (RtWork *work, const RtLogHead *outside, RtLogReport *report, GError **error);

/** rt_history_describe: what a report means, as a translated sentence. New string. Any thread. */
char *rt_history_describe (const RtLogReport *report);

G_END_DECLS
