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
  const char *action; /* stable word */
  gint64 before;      /* only entries with a smaller seq: the next page */
  guint limit;        /* most entries to give; 0: 200 */
} RtHistoryQuery;

/** rt_history_list: LOG_READ: entries, newest first; reading them is recorded itself. GPtrArray of RtHistoryEntry.
 * RT_ERROR_NOT_FOUND when nobody has the login. */
GPtrArray *rt_history_list (RtWork *work, const RtHistoryQuery *query, GError **error);

/** rt_history_verify: LOG_VERIFY: walks the whole log with its first key, tells rt_work_progress(), and records that it
 * was done. TRUE also when tampering was found: read @report. The head kept outside was compared when the store was
 * opened: rt_desk_get_alarm(). RT_ERROR_DENIED without the key. */
gboolean rt_history_verify (RtWork *work, RtLogReport *report, GError **error);

/** rt_history_describe: what a report means, as a translated sentence. New string. Any thread. */
char *rt_history_describe (const RtLogReport *report);

G_END_DECLS
