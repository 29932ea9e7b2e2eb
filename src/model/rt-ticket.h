/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-order.h"

G_BEGIN_DECLS

typedef enum
{
  RT_TICKET_DEFECT,
  RT_TICKET_REPAIR,
  RT_TICKET_PARTS,
  RT_TICKET_VISIT,
  RT_TICKET_OTHER,
  RT_N_TICKET_TYPES
} RtTicketType;
typedef enum
{
  RT_PRIORITY_LOW,
  RT_PRIORITY_NORMAL,
  RT_PRIORITY_HIGH,
  RT_PRIORITY_URGENT,
  RT_N_PRIORITIES
} RtPriority;
typedef enum
{
  RT_TICKET_NEW,
  RT_TICKET_IN_PROGRESS,
  RT_TICKET_WAITING,
  RT_TICKET_RESOLVED,
  RT_TICKET_CLOSED,
  RT_N_TICKET_STATES
} RtTicketState;
const char *rt_ticket_type_id (RtTicketType type);
const char *rt_ticket_type_name (RtTicketType type);
gboolean rt_ticket_type_from_id (const char *id, RtTicketType *type);
const char *rt_priority_id (RtPriority priority);
const char *rt_priority_name (RtPriority priority);
gboolean rt_priority_from_id (const char *id, RtPriority *priority);
const char *rt_ticket_state_id (RtTicketState state);
const char *rt_ticket_state_name (RtTicketState state);
gboolean rt_ticket_state_from_id (const char *id, RtTicketState *state);
gboolean rt_ticket_state_is_open (RtTicketState state); /* new, in progress, waiting */
/** rt_ticket_state_next: bit set of the states that may follow. Resolving needs a resolution; closed is the end but for
 * reopening by a manager. */
guint rt_ticket_state_next (RtTicketState state);

typedef struct
{
  gint64 id, at, by;
  char *by_name;
  char *kind; /* "note", "state", "assigned", "visit", "priority" */
  char *from_word, *to_word;
  char *sentence; /* translated, for entries other than notes: "Lin Mei changed the state from New to In progress" */
  RtShown *shown; /* RT_FIELD_DIARY_TEXT */
} RtDiaryEntry;

typedef struct
{
  gint64 id, number; /* ST-2071 */
  gint64 order_id, order_number, line_id, customer_id;
  char *line_description; /* NULL none */
  RtTicketType type;
  RtPriority priority;
  RtTicketState state;
  gint64 assigned_to;
  char *assigned_name;
  gint64 opened_by;
  char *opened_by_name;
  gint64 opened_at, resolved_at;
  RtDay warranty_until; /* RT_DAY_NONE unknown (not delivered yet) */
  gboolean in_warranty; /* on the day it was opened */
  RtDay visit_on;
  char *visit_time;
  gint64 visit_planned_by;
  gboolean visit_done;
  RtShown *shown; /* contact, address, access, service */
  RtRoles own_for;
  gint64 rev;
  GPtrArray *diary; /* RtDiaryEntry, oldest first; NULL in lists */
  gatomicrefcount refs;
} RtTicket;
RtTicket *rt_ticket_ref (RtTicket *self);
void rt_ticket_unref (RtTicket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtTicket, rt_ticket_unref)
char *rt_ticket_number_format (gint64 number); /* "ST-2071" */
gboolean rt_ticket_number_parse (const char *text, gint64 *number);

typedef struct
{
  gint64 order_id, line_id; /* line 0: the whole order */
  RtTicketType type;
  RtPriority priority;
  gboolean assign_to_me;
  char *text;
} RtTicketEdit;
RtTicketEdit *rt_ticket_edit_new (gint64 order_id, gint64 line_id);
void rt_ticket_edit_free (RtTicketEdit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtTicketEdit, rt_ticket_edit_free)
GBytes *rt_ticket_edit_to_bytes (const RtTicketEdit *self);
RtTicketEdit *rt_ticket_edit_from_bytes (GBytes *bytes, GError **error);
GPtrArray *rt_ticket_edit_check (const RtTicketEdit *self); /* RtProblem */

/* Work */
gint64 rt_ticket_create (RtWork *work, const RtTicketEdit *edit, GError **error);       /* TICKET_WRITE */
RtTicket *rt_ticket_open (RtWork *work, gint64 id, const char *reason, GError **error); /* look recorded */
RtTicket *rt_ticket_open_number (RtWork *work, gint64 number, const char *reason, GError **error);
gboolean rt_ticket_add_note (RtWork *work, gint64 id, const char *text, GError **error); /* TICKET_WRITE */
gboolean rt_ticket_assign (RtWork *work, gint64 id, gint64 rev, gint64 staff_id,
                           GError **error); /* to oneself when unassigned: TICKET_WRITE; else TICKET_ASSIGN; only to
                                               people who may work tickets */
gboolean rt_ticket_set_state (RtWork *work, gint64 id, gint64 rev, RtTicketState state, const char *resolution,
                              GError **error);
gboolean rt_ticket_set_priority (RtWork *work, gint64 id, gint64 rev, RtPriority priority, GError **error);
/** rt_ticket_book_visit: day, time and access details (door code, where the key is); RT_DAY_NONE cancels and erases
 * them. PLAN, or TICKET_WRITE on one's own ticket. */
gboolean rt_ticket_book_visit (RtWork *work, gint64 id, gint64 rev, RtDay day, const char *time, const char *door_code,
                               const char *key_place, GError **error);
gboolean rt_ticket_visit_done (RtWork *work, gint64 id, gint64 rev,
                               GError **error); /* access details are erased in the same transaction */

G_END_DECLS
