/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Service tickets: their words, their states, the record. Pure. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-text.h"
#include "rt-ticket-private.h"

typedef struct
{
  const char *id;
  const char *name; /* msgid */
} Word;

static const Word types[RT_N_TICKET_TYPES] = {
  [RT_TICKET_DEFECT] = { "defect", N_("Defect") },     [RT_TICKET_REPAIR] = { "repair", N_("Repair") },
  [RT_TICKET_PARTS] = { "parts", N_("Parts") },        [RT_TICKET_VISIT] = { "visit", N_("Visit") },
  [RT_TICKET_OTHER] = { "other", N_("Other matter") },
};

static const Word priorities[RT_N_PRIORITIES] = {
  [RT_PRIORITY_LOW] = { "low", N_("Low") },
  [RT_PRIORITY_NORMAL] = { "normal", N_("Normal") },
  [RT_PRIORITY_HIGH] = { "high", N_("High") },
  [RT_PRIORITY_URGENT] = { "urgent", N_("Urgent") },
};

static const Word states[RT_N_TICKET_STATES] = {
  [RT_TICKET_NEW] = { "new", N_("New") },
  [RT_TICKET_IN_PROGRESS] = { "in-progress", N_("In progress") },
  [RT_TICKET_WAITING] = { "waiting", N_("Waiting") },
  [RT_TICKET_RESOLVED] = { "resolved", N_("Resolved") },
  [RT_TICKET_CLOSED] = { "closed", N_("Closed") },
};

#define STATE(state) (1u << RT_TICKET_##state)

static const guint next_states[RT_N_TICKET_STATES] = {
  [RT_TICKET_NEW] = STATE (IN_PROGRESS) | STATE (WAITING) | STATE (RESOLVED),
  [RT_TICKET_IN_PROGRESS] = STATE (WAITING) | STATE (RESOLVED),
  [RT_TICKET_WAITING] = STATE (IN_PROGRESS) | STATE (RESOLVED),
  [RT_TICKET_RESOLVED] = STATE (IN_PROGRESS) | STATE (CLOSED),
  [RT_TICKET_CLOSED] = STATE (IN_PROGRESS),
};

static gboolean
find_word (const Word *words, guint n, const char *id, guint *index)
{
  for (guint i = 0; id != NULL && i < n; i++)
    if (strcmp (words[i].id, id) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

const char *
rt_ticket_type_id (RtTicketType type)
{
  return (guint) type < RT_N_TICKET_TYPES ? types[type].id : NULL;
}

const char *
rt_ticket_type_name (RtTicketType type)
{
  return (guint) type < RT_N_TICKET_TYPES ? types[type].name : NULL;
}

gboolean
rt_ticket_type_from_id (const char *id, RtTicketType *type)
{
  guint index = 0;

  if (!find_word (types, RT_N_TICKET_TYPES, id, &index))
    return FALSE;
  *type = (RtTicketType) index;
  return TRUE;
}

const char *
rt_priority_id (RtPriority priority)
{
  return (guint) priority < RT_N_PRIORITIES ? priorities[priority].id : NULL;
}

const char *
rt_priority_name (RtPriority priority)
{
  return (guint) priority < RT_N_PRIORITIES ? priorities[priority].name : NULL;
}

gboolean
rt_priority_from_id (const char *id, RtPriority *priority)
{
  guint index = 0;

  if (!find_word (priorities, RT_N_PRIORITIES, id, &index))
    return FALSE;
  *priority = (RtPriority) index;
  return TRUE;
}

const char *
rt_ticket_state_id (RtTicketState state)
{
  return (guint) state < RT_N_TICKET_STATES ? states[state].id : NULL;
}

const char *
rt_ticket_state_name (RtTicketState state)
{
  return (guint) state < RT_N_TICKET_STATES ? states[state].name : NULL;
}

gboolean
rt_ticket_state_from_id (const char *id, RtTicketState *state)
{
  guint index = 0;

  if (!find_word (states, RT_N_TICKET_STATES, id, &index))
    return FALSE;
  *state = (RtTicketState) index;
  return TRUE;
}

gboolean
rt_ticket_state_is_open (RtTicketState state)
{
  return state == RT_TICKET_NEW || state == RT_TICKET_IN_PROGRESS || state == RT_TICKET_WAITING;
}

guint
rt_ticket_state_next (RtTicketState state)
{
  return (guint) state < RT_N_TICKET_STATES ? next_states[state] : 0;
}

/* --- Numbers --- */

char *
rt_ticket_number_format (gint64 number)
{
  return g_strdup_printf ("ST-%" G_GINT64_FORMAT, number);
}

gboolean
rt_ticket_number_parse (const char *text, gint64 *number)
{
  g_autofree char *folded = rt_text_fold (text);
  const char *digits = folded;
  guint64 value = 0;

  if (g_str_has_prefix (digits, "st"))
    digits += 2;
  digits += strspn (digits, digits == folded ? "" : " -");
  if (!g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT64, &value, NULL))
    return FALSE;
  *number = (gint64) value;
  return TRUE;
}

RtDay
rt_ticket_warranty_end (RtDay delivered_on, guint months)
{
  if (delivered_on == RT_DAY_NONE || months == 0 || months > 1200)
    return RT_DAY_NONE;
  return rt_day_add_months (delivered_on, (int) months);
}

/* --- The diary --- */

RtDiaryEntry *
rt_diary_entry_new (void)
{
  return g_new0 (RtDiaryEntry, 1);
}

void
rt_diary_entry_free (RtDiaryEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->by_name);
  g_free (self->kind);
  g_free (self->from_word);
  g_free (self->to_word);
  g_free (self->sentence);
  rt_shown_unref (self->shown);
  g_free (self);
}

static const char *
translate_word (const Word *words, guint n, const char *id)
{
  guint index = 0;

  return find_word (words, n, id, &index) ? _ (words[index].name) : "?";
}

static char *
state_sentence (const char *by, const char *from, const char *to)
{
  if (from == NULL)
    /* Translators: the name of a member of staff. */
    return g_strdup_printf (_("%s opened the ticket."), by);
  /* Translators: the name of a member of staff, the state before, the state now. */
  return g_strdup_printf (_("%1$s changed the state from %2$s to %3$s."), by,
                          translate_word (states, RT_N_TICKET_STATES, from),
                          translate_word (states, RT_N_TICKET_STATES, to));
}

static char *
assigned_sentence (const char *by, gboolean to_self, const char *to_name)
{
  if (to_self)
    /* Translators: the name of a member of staff. */
    return g_strdup_printf (_("%s took the ticket."), by);
  if (to_name == NULL)
    /* Translators: the name of a member of staff. */
    return g_strdup_printf (_("%s left the ticket to nobody in particular."), by);
  /* Translators: the names of two members of staff. */
  return g_strdup_printf (_("%1$s gave the ticket to %2$s."), by, to_name);
}

static char *
visit_sentence (const char *by, const char *to)
{
  g_autofree char *day = NULL;

  if (to == NULL)
    /* Translators: the name of a member of staff. */
    return g_strdup_printf (_("%s called the visit off."), by);
  if (strcmp (to, "done") == 0)
    /* Translators: the name of a member of staff. */
    return g_strdup_printf (_("%s noted that the visit is done."), by);
  day = rt_day_format (rt_day_parse_iso (to), 'l', NULL);
  /* Translators: the name of a member of staff, a date. */
  return g_strdup_printf (_("%1$s booked a visit for %2$s."), by, day);
}

char *
rt_diary_sentence (const char *kind, const char *by_name, const char *from_word, const char *to_word, gboolean to_self,
                   const char *to_name)
{
  const char *by = by_name != NULL ? by_name : _("Somebody");

  if (strcmp (kind, "state") == 0)
    return state_sentence (by, from_word, to_word);
  if (strcmp (kind, "assigned") == 0)
    return assigned_sentence (by, to_self, to_name);
  if (strcmp (kind, "visit") == 0)
    return visit_sentence (by, to_word);
  if (strcmp (kind, "priority") == 0)
    /* Translators: the name of a member of staff, the priority before, the priority now. */
    return g_strdup_printf (_("%1$s changed the priority from %2$s to %3$s."), by,
                            translate_word (priorities, RT_N_PRIORITIES, from_word),
                            translate_word (priorities, RT_N_PRIORITIES, to_word));
  return NULL;
}

/* --- The record --- */

RtTicket *
rt_ticket_new (void)
{
  RtTicket *self = g_new0 (RtTicket, 1);

  g_atomic_ref_count_init (&self->refs);
  self->warranty_until = RT_DAY_NONE;
  self->visit_on = RT_DAY_NONE;
  return self;
}

RtTicket *
rt_ticket_ref (RtTicket *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_ticket_unref (RtTicket *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->line_description);
  g_free (self->assigned_name);
  g_free (self->opened_by_name);
  g_free (self->visit_time);
  rt_shown_unref (self->shown);
  g_clear_pointer (&self->diary, g_ptr_array_unref);
  g_free (self);
}
