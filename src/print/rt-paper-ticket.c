/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ticket sheet for the fitter. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-paper-ticket.h"

#include "rt-lang.h"
#include "rt-paper-person.h"
#include "rt-paper-words.h"
#include "rt-secret.h"
#include "rt-text.h"

#define WRITING_LINES  4
#define WRITING_HEIGHT 14.0 /* with the gap of the rules: 9 mm from line to line */

typedef struct
{
  RtPaperDoc *doc;
  const RtTicket *ticket;
  const char *lang;
} Paper;

static const char *
word (const Paper *paper, const char *msgid)
{
  return rt_lang_gettext (paper->lang, msgid);
}

static void
add_title (const Paper *paper, const char *title)
{
  const RtTicket *ticket = paper->ticket;
  /* Translators: under a ticket's number: its type, its priority and its state. */
  g_autofree char *subtitle = rt_paper_fill (paper->lang, N_("{type} · Priority: {priority} · State: {state}"), "type",
                                             word (paper, rt_ticket_type_name (ticket->type)), "priority",
                                             word (paper, rt_priority_name (ticket->priority)), "state",
                                             word (paper, rt_ticket_state_name (ticket->state)), NULL);

  rt_paper_doc_add_title (paper->doc, title, subtitle);
}

static char *
warranty_text (const Paper *paper)
{
  g_autofree char *day = rt_day_format (paper->ticket->warranty_until, 'l', paper->lang);

  if (day[0] == '\0')
    return NULL;
  if (paper->ticket->in_warranty)
    return rt_paper_fill (paper->lang, N_("Under warranty, until {day}"), "day", day, NULL);
  return rt_paper_fill (paper->lang, N_("Out of warranty, ended on {day}"), "day", day, NULL);
}

static char *
opened_text (const Paper *paper)
{
  g_autofree char *moment = rt_moment_format (paper->ticket->opened_at, paper->lang);

  if (rt_text_is_blank (paper->ticket->opened_by_name))
    return g_steal_pointer (&moment);
  /* Translators: a moment, and the name of a member of staff. */
  return rt_paper_fill (paper->lang, N_("{moment}, {person}"), "moment", moment, "person",
                        paper->ticket->opened_by_name, NULL);
}

static char *
visit_text (const Paper *paper)
{
  const char *time = rt_paper_time_of_day (paper->ticket->visit_time, paper->lang);
  g_autofree char *day = rt_day_format (paper->ticket->visit_on, 'l', paper->lang);

  if (day[0] == '\0')
    return NULL;
  if (paper->ticket->visit_done)
    return rt_paper_fill (paper->lang, N_("{day}, done"), "day", day, NULL);
  /* Translators: a date, and "Morning", "Afternoon" or "Evening". */
  return time == NULL ? g_steal_pointer (&day)
                      : rt_paper_fill (paper->lang, N_("{day}, {time}"), "day", day, "time", time, NULL);
}

static void
add_pair (const Paper *paper, const char *label, const char *value)
{
  if (!rt_text_is_blank (value))
    rt_paper_doc_add_pair (paper->doc, word (paper, label), value);
}

static void
add_job (const Paper *paper)
{
  const RtTicket *ticket = paper->ticket;
  g_autofree char *order = ticket->order_number > 0 ? rt_order_number_format (ticket->order_number) : NULL;
  g_autofree char *warranty = warranty_text (paper);
  g_autofree char *opened = opened_text (paper);
  g_autofree char *visit = visit_text (paper);

  rt_paper_doc_begin_pairs (paper->doc, 2);
  add_pair (paper, N_("Visit"), visit);
  add_pair (paper, N_("Article"), ticket->line_description);
  add_pair (paper, N_("Warranty"), warranty);
  add_pair (paper, N_("Order"), order);
  add_pair (paper, N_("Assigned to"), ticket->assigned_name);
  add_pair (paper, N_("Opened"), opened);
  rt_paper_doc_end_pairs (paper->doc);
}

static void
add_access (const Paper *paper)
{
  const RtShown *shown = paper->ticket->shown;

  if (!rt_paper_person_has (shown, RT_FIELD_DOOR_CODE, RT_FIELD_KEY_PLACE))
    return;
  rt_paper_doc_add_heading (paper->doc, word (paper, N_("Getting in")));
  rt_paper_doc_begin_pairs (paper->doc, 2);
  rt_paper_person_add (paper->doc, shown, RT_FIELD_DOOR_CODE);
  rt_paper_person_add (paper->doc, shown, RT_FIELD_KEY_PLACE);
  rt_paper_doc_end_pairs (paper->doc);
  rt_paper_doc_add_small (paper->doc, word (paper, N_("For this visit only. Do not copy it, and destroy this "
                                                       "sheet when the visit is done.")));
}

static void
add_long_text (const Paper *paper, RtFieldId field)
{
  char *text = rt_paper_person_dup_text (paper->doc, paper->ticket->shown, field);

  if (text != NULL)
    {
      rt_paper_doc_add_heading (paper->doc, word (paper, rt_field_info (field)->label));
      rt_paper_doc_add_paragraph (paper->doc, text);
    }
  rt_wipe_string (text);
}

/* --- The diary --- */

/* Turns the stored word of a change into its msgid. */
typedef const char *(*NameOf) (const char *id);

static const char *
state_of (const char *id)
{
  RtTicketState state;

  return rt_ticket_state_from_id (id, &state) ? rt_ticket_state_name (state) : NULL;
}

static const char *
priority_of (const char *id)
{
  RtPriority priority;

  return rt_priority_from_id (id, &priority) ? rt_priority_name (priority) : NULL;
}

static char *
change_text (const Paper *paper, const RtDiaryEntry *entry, const char *format, NameOf name_of)
{
  const char *from = entry->from_word != NULL ? name_of (entry->from_word) : NULL;
  const char *to = entry->to_word != NULL ? name_of (entry->to_word) : NULL;

  if (from == NULL || to == NULL)
    return NULL;
  return rt_paper_fill (paper->lang, format, "from", word (paper, from), "to", word (paper, to), NULL);
}

static char *
visit_change_text (const Paper *paper, const RtDiaryEntry *entry)
{
  g_autofree char *day = rt_day_format (rt_day_parse_iso (entry->to_word), 'l', paper->lang);

  if (g_strcmp0 (entry->to_word, "done") == 0)
    return g_strdup (word (paper, N_("Visit done")));
  if (entry->to_word == NULL)
    return g_strdup (word (paper, N_("Visit called off")));
  return day[0] == '\0' ? NULL : rt_paper_fill (paper->lang, N_("Visit booked for {day}"), "day", day, NULL);
}

/* What a change says in the paper's language. entry->sentence is in the window's, and is used when only it knows: it
 * names colleagues. */
static char *
entry_change (const Paper *paper, const RtDiaryEntry *entry)
{
  char *text = NULL;

  if (g_strcmp0 (entry->kind, "state") == 0 && entry->from_word == NULL)
    text = g_strdup (word (paper, N_("Ticket opened")));
  else if (g_strcmp0 (entry->kind, "state") == 0)
    text = change_text (paper, entry, N_("State: {from} → {to}"), state_of);
  else if (g_strcmp0 (entry->kind, "priority") == 0)
    text = change_text (paper, entry, N_("Priority: {from} → {to}"), priority_of);
  else if (g_strcmp0 (entry->kind, "visit") == 0)
    text = visit_change_text (paper, entry);
  return text != NULL ? text : g_strdup (entry->sentence);
}

static void
add_entry (const Paper *paper, const RtDiaryEntry *entry)
{
  g_autofree char *moment = rt_moment_format (entry->at, paper->lang);
  g_autofree char *change = entry_change (paper, entry);
  char *note = rt_paper_person_dup_text (paper->doc, entry->shown, RT_FIELD_DIARY_TEXT);
  char *both = change != NULL && note != NULL ? g_strconcat (change, "\n", note, NULL) : NULL;
  const char *text = both != NULL ? both : note != NULL ? note : change;
  const char *cells[] = { moment, entry->by_name != NULL ? entry->by_name : "", text, NULL };

  if (text != NULL)
    rt_paper_doc_add_row (paper->doc, cells);
  rt_wipe_string (both);
  rt_wipe_string (note);
}

static gboolean
has_entry (const Paper *paper)
{
  const GPtrArray *diary = paper->ticket->diary;

  for (guint i = 0; diary != NULL && i < diary->len; i++)
    {
      const RtDiaryEntry *entry = g_ptr_array_index (diary, i);
      g_autofree char *change = entry_change (paper, entry);

      if (change != NULL || (entry->shown != NULL && rt_shown_has (entry->shown, RT_FIELD_DIARY_TEXT)))
        return TRUE;
    }
  return FALSE;
}

static void
add_diary (const Paper *paper)
{
  const RtPaperColumn columns[] = {
    { word (paper, N_("When")), 2.6, RT_PAPER_ALIGN_START, FALSE },
    { word (paper, N_("Who")), 2, RT_PAPER_ALIGN_START, FALSE },
    { word (paper, N_("What")), 6, RT_PAPER_ALIGN_START, FALSE },
  };

  if (!has_entry (paper))
    return;
  rt_paper_doc_add_heading (paper->doc, word (paper, N_("Diary")));
  rt_paper_doc_begin_table (paper->doc, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < paper->ticket->diary->len; i++)
    add_entry (paper, g_ptr_array_index (paper->ticket->diary, i));
  rt_paper_doc_end_table (paper->doc);
}

/* --- What the fitter fills in --- */

static void
add_work_done (const Paper *paper)
{
  rt_paper_doc_begin_keep (paper->doc);
  rt_paper_doc_add_heading (paper->doc, word (paper, N_("Work done, parts used")));
  for (guint i = 0; i < WRITING_LINES; i++)
    {
      rt_paper_doc_add_spacer (paper->doc, WRITING_HEIGHT);
      rt_paper_doc_add_rule (paper->doc);
    }
  rt_paper_doc_add_paragraph (paper->doc, word (paper, N_("The work described above was done.")));
  rt_paper_doc_add_signature (paper->doc, word (paper, N_("Customer's signature")), word (paper, N_("Date")));
  rt_paper_doc_add_signature (paper->doc, word (paper, N_("Fitter's signature")), word (paper, N_("Date")));
  rt_paper_doc_end_keep (paper->doc);
}

RtPaperDoc *
rt_paper_ticket (const RtTicket *ticket, const RtStoreInfo *store, const char *lang, gint64 number)
{
  g_autofree char *name = rt_ticket_number_format (ticket->number);
  g_autofree char *title = rt_paper_fill (lang, N_("Service ticket {number}"), "number", name, NULL);
  g_autofree char *mark = rt_paper_sheet (number, lang);
  Paper paper = { rt_paper_begin (store, lang, title, mark), ticket, lang };

  add_title (&paper, title);
  add_job (&paper);
  rt_paper_person_add_customer (paper.doc, ticket->shown, NULL);
  add_access (&paper);
  add_long_text (&paper, RT_FIELD_TICKET_TEXT);
  add_long_text (&paper, RT_FIELD_RESOLUTION);
  add_diary (&paper);
  add_work_done (&paper);
  return paper.doc;
}
