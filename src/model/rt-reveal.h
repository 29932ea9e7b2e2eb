/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-customer.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

/* Asking to see what is masked, for a minute: for which job and why, recorded first (product.md §4). */

#define RT_REVEAL_SECONDS 60

/** What a value stands on. */
typedef enum
{
  RT_REVEAL_ORDER,
  RT_REVEAL_TICKET,
  RT_REVEAL_CUSTOMER,
  RT_REVEAL_DIARY, /* one entry of a ticket's diary: its own words only */
} RtRevealKind;

/** Plain value. @id: of the row. */
typedef struct
{
  RtRevealKind kind;
  gint64 id;
} RtRevealRecord;

/** Why somebody asks. The ids go into the log: never renamed. */
typedef enum
{
  RT_REVEAL_FOR_CALL,
  RT_REVEAL_FOR_DELIVERY,
  RT_REVEAL_FOR_COMPLAINT,
  RT_REVEAL_FOR_REQUEST,
  RT_REVEAL_FOR_OTHER, /* needs words */
  RT_N_REVEAL_REASONS
} RtRevealReason;
const char *rt_reveal_reason_id (RtRevealReason reason);   /* "call"; static; NULL for no such */
const char *rt_reveal_reason_name (RtRevealReason reason); /* translated, static; NULL for no such */
/** rt_reveal_reason_from_id: FALSE, leaving @reason alone, when @id is NULL or no reason's. */
gboolean rt_reveal_reason_from_id (const char *id, RtRevealReason *reason);

/** rt_reveal_is_possible: whether @person may ask to see @klass of a record that is own work for @own_for:
 * rt_policy_may_reveal(): what a window asks before it offers it; rt_reveal() asks again. Any thread. */
gboolean rt_reveal_is_possible (const RtPerson *person, RtClass klass, RtRoles own_for);

/** What somebody asks to see. Strings are borrowed during the call. */
typedef struct
{
  RtRevealRecord record;
  RtClass klass;
  RtRevealRecord job; /* order or ticket of the same customer */
  RtRevealReason reason;
  const char *words; /* through rt_reason_clean(); NULL or "": none */
} RtRevealWish;

/** The values of one class of one record, and nothing else; show them for RT_REVEAL_SECONDS, then free. */
typedef struct
{
  RtShown *shown;
  guint left; /* how many more today */
} RtRevealed;
void rt_revealed_free (RtRevealed *self); /* wipes; accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtRevealed, rt_revealed_free)

/** rt_reveal: REVEAL, and the right to read such records; on the writer. Recorded as "reveal" with the fields, the job
 * and the reason, about the order, ticket or customer; counts against the day's limit. RT_ERROR_DENIED when the class
 * is not masked for this person here; RT_ERROR_WAIT at the limit (rt-reveal-limit.h); RT_ERROR_INVALID with "class",
 * "job" or "reason"; RT_ERROR_NOT_FOUND for no such record and when nothing is on file. */
RtRevealed *rt_reveal (RtWork *work, const RtRevealWish *wish, GError **error);

/** rt_reveal_find_number: fills the id of @record from the number people call it by; needs the right to read such
 * records. Not for entries of diaries. RT_ERROR_NOT_FOUND. */
gboolean rt_reveal_find_number (RtWork *work, RtRevealRecord *record, gint64 number, GError **error);

/** rt_reveal_find_entry: makes of @record, a ticket, its entry of the diary with this id (RtDiaryEntry). As above. */
gboolean rt_reveal_find_entry (RtWork *work, RtRevealRecord *record, gint64 entry, GError **error);

/** A job that an order, ticket or customer can be looked at for. */
typedef struct
{
  RtRevealRecord record;
  gint64 number;
  char *words; /* "SO-10482 · Delivered" */
} RtRevealJob;
void rt_reveal_job_free (RtRevealJob *self);

/** rt_reveal_list_jobs: what may be named as the job for @record, the likeliest first: itself, its order or tickets;
 * of a customer all their orders and tickets, the newest first. Only what the person may read. Either connection; not
 * recorded: numbers and states only. GPtrArray of RtRevealJob. */
GPtrArray *rt_reveal_list_jobs (RtWork *work, const RtRevealRecord *record, GError **error);

G_END_DECLS
