/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about tickets: lists, one with its diary, a new one. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-form.h"
#include "rt-ctl-list.h"
#include "rt-ctl-records.h"
#include "rt-ctl-ticket-work.h"
#include "rt-error.h"

static char *state_option, *assignee_option, *from_day_option, *to_day_option, *from_option;
static gboolean mine_option, unassigned_option;
static int limit_option;

static const GOptionEntry list_options[] = {
  { "state", 0, 0, G_OPTION_ARG_STRING, &state_option, N_("Only tickets in this state"), N_("STATE") },
  { "mine", 0, 0, G_OPTION_ARG_NONE, &mine_option, N_("Only tickets that you have"), NULL },
  { "unassigned", 0, 0, G_OPTION_ARG_NONE, &unassigned_option, N_("Only tickets that nobody has"), NULL },
  { "assignee", 0, 0, G_OPTION_ARG_STRING, &assignee_option, N_("Only tickets that this person has"), N_("LOGIN") },
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_day_option, N_("Opened on this day or later"), N_("YYYY-MM-DD") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &to_day_option, N_("Opened on this day or earlier"), N_("YYYY-MM-DD") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit_option, N_("At most so many, the newest first"), N_("N") },
  { NULL },
};

static const GOptionEntry from_options[] = {
  RT_CTL_FROM_OPTION (&from_option),
  { NULL },
};

/* --- Lists --- */

static gboolean
read_query (RtListQuery *query, GError **error)
{
  RtTicketState state = RT_TICKET_NEW;

  if (state_option != NULL && !rt_ticket_state_from_id (state_option, &state))
    {
      rt_error_set_invalid (error, "state", _("There is no such state of a ticket."));
      return FALSE;
    }
  query->states = state_option != NULL ? 1u << state : 0;
  query->mine = mine_option;
  query->unassigned = unassigned_option;
  return rt_ctl_read_day (from_day_option, &query->from, error) && rt_ctl_read_day (to_day_option, &query->to, error);
}

static void
json_ticket (JsonBuilder *json, gconstpointer ticket)
{
  rt_ctl_json_ticket (json, ticket);
}

static gboolean
run_list (RtCtl *ctl, char **args, GError **error)
{
  RtListQuery query = { .kind = RT_LIST_TICKETS, .sort = "number" };
  g_autoptr (GPtrArray) tickets = NULL;

  if (!read_query (&query, error) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  tickets = rt_ctl_list (ctl, &query, assignee_option, limit_option, error);
  if (tickets == NULL)
    return FALSE;
  if (ctl->json)
    rt_ctl_print_records_json (tickets, json_ticket);
  else
    rt_ctl_say_tickets (tickets);
  return TRUE;
}

/* --- One ticket --- */

static void
json_entry (JsonBuilder *json, gconstpointer record)
{
  const RtDiaryEntry *entry = record;
  g_autofree char *at = rt_moment_to_iso (entry->at);

  rt_ctl_json_int (json, "entry", entry->id);
  rt_ctl_json_string (json, "at", at);
  rt_ctl_json_string (json, "by", entry->by_name);
  rt_ctl_json_string (json, "kind", entry->kind);
  rt_ctl_json_string (json, "sentence", entry->sentence);
  rt_ctl_json_shown (json, entry->shown);
}

void
rt_ctl_say_diary (RtCtl *ctl, const RtTicket *ticket)
{
  const char *titles[] = { _("No."), _("When"), _("Who"), _("What"), NULL };
  g_autoptr (RtCtlTable) table = NULL;

  if (ctl->json)
    {
      rt_ctl_print_records_json (ticket->diary, json_entry);
      return;
    }
  table = rt_ctl_table_new (titles);
  for (guint i = 0; i < ticket->diary->len; i++)
    {
      const RtDiaryEntry *entry = ticket->diary->pdata[i];
      char *text = rt_ctl_shown_text (entry->shown, RT_FIELD_DIARY_TEXT);

      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, entry->id));
      rt_ctl_table_take (table, rt_moment_format (entry->at, NULL));
      rt_ctl_table_take (table, g_strdup (entry->by_name));
      if (text != NULL && entry->sentence != NULL)
        rt_ctl_table_take (table, g_strconcat (entry->sentence, " — ", text, NULL));
      else
        rt_ctl_table_take (table, g_strdup (text != NULL ? text : entry->sentence));
      rt_wipe_string (text);
    }
  rt_ctl_table_print (table);
}

static void
say_head (const RtTicket *ticket)
{
  g_autofree char *number = rt_ticket_number_format (ticket->number);
  g_autofree char *order = rt_order_number_format (ticket->order_number);
  g_autofree char *opened = rt_moment_format (ticket->opened_at, NULL);
  g_autofree char *resolved = ticket->resolved_at != 0 ? rt_moment_format (ticket->resolved_at, NULL) : NULL;

  rt_ctl_say_pair (_("Number"), number);
  rt_ctl_say_pair (_("Order"), order);
  rt_ctl_say_pair (_("Piece"), ticket->line_description);
  rt_ctl_say_pair (_("Type"), _ (rt_ticket_type_name (ticket->type)));
  rt_ctl_say_pair (_("Priority"), _ (rt_priority_name (ticket->priority)));
  rt_ctl_say_pair (_("State"), _ (rt_ticket_state_name (ticket->state)));
  rt_ctl_say_pair (_("Assigned to"), ticket->assigned_name);
  rt_ctl_say_pair (_("Opened by"), ticket->opened_by_name);
  rt_ctl_say_pair (_("Opened"), opened);
  rt_ctl_say_pair (_("Resolved"), resolved);
}

static void
say_ticket (RtCtl *ctl, const RtTicket *ticket)
{
  g_autofree char *until = rt_day_format (ticket->warranty_until, 'l', NULL);
  g_autofree char *visit = rt_day_format (ticket->visit_on, 'l', NULL);

  say_head (ticket);
  rt_ctl_say_pair (_("Warranty until"), until);
  rt_ctl_say_pair (_("Visit"), visit);
  rt_ctl_say_pair (_("Time of the visit"), ticket->visit_time);
  rt_ctl_say_shown (ticket->shown);
  rt_ctl_say ("");
  rt_ctl_say_diary (ctl, ticket);
}

static gboolean
run_show (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtTicket) ticket = rt_ctl_open_ticket (ctl, args[0], error);
  g_autoptr (JsonBuilder) json = NULL;

  if (ticket == NULL)
    return FALSE;
  if (!ctl->json)
    {
      say_ticket (ctl, ticket);
      return TRUE;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  rt_ctl_json_ticket (json, ticket);
  rt_ctl_json_records (json, "diary", ticket->diary, json_entry);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
  return TRUE;
}

/* --- A new one --- */

typedef struct
{
  RtTicketEdit *edit;
  gint64 order;    /* number */
  gint64 position; /* of the line, from 1; 0: the whole order */
} NewTicket;

static void
new_ticket_clear (NewTicket *self)
{
  g_clear_pointer (&self->edit, rt_ticket_edit_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NewTicket, new_ticket_clear)

static gboolean
read_words (JsonObject *form, NewTicket *self, GError **error)
{
  g_autofree char *order = NULL;
  g_autofree char *line = NULL;
  g_autofree char *type = NULL;
  g_autofree char *priority = NULL;

  if (!rt_ctl_form_get_text (form, "order", &order, error) || !rt_ctl_form_get_text (form, "line", &line, error) ||
      !rt_ctl_form_get_text (form, "type", &type, error) || !rt_ctl_form_get_text (form, "priority", &priority, error))
    return FALSE;
  if (order == NULL || !rt_order_number_parse (order, &self->order))
    return rt_error_set_invalid (error, NULL,
                                 _("Say which order the ticket is about, as “order”: a number such as SO-10482."));
  if (line != NULL && !g_ascii_string_to_signed (line, 10, 1, G_MAXINT32, &self->position, NULL))
    return rt_error_set_invalid (error, NULL, _("The line of an order is given by its number, the first is 1."));
  if (type != NULL && !rt_ticket_type_from_id (type, &self->edit->type))
    return rt_error_set_invalid (error, NULL, _("The type of a ticket is defect, repair, parts, visit or other."));
  if (priority != NULL && !rt_priority_from_id (priority, &self->edit->priority))
    return rt_error_set_invalid (error, NULL, _("The priority of a ticket is low, normal, high or urgent."));
  return TRUE;
}

static gboolean
read_ticket (NewTicket *self, GError **error)
{
  static const char *const known[] = { "order", "line", "type", "priority", "assign_to_me", "personal", NULL };
  static const char *const fields[] = { "ticket_text", NULL };
  g_autoptr (JsonNode) form = rt_ctl_form_read (from_option, error);
  JsonObject *object = form != NULL ? json_node_get_object (form) : NULL;
  JsonObject *personal = NULL;

  if (object == NULL || !rt_ctl_form_only (object, known, error) || !read_words (object, self, error) ||
      !rt_ctl_form_get_flag (object, "assign_to_me", &self->edit->assign_to_me, error) ||
      !rt_ctl_form_get_object (object, "personal", &personal, error))
    return FALSE;
  return personal == NULL || (rt_ctl_form_only (personal, fields, error) &&
                              rt_ctl_form_get_text (personal, "ticket_text", &self->edit->text, error));
}

static gboolean
find_line (const RtOrder *order, NewTicket *self, GError **error)
{
  for (guint i = 0; order->lines != NULL && i < order->lines->len; i++)
    {
      const RtOrderLine *line = order->lines->pdata[i];

      if (line->position + 1 == self->position)
        self->edit->line_id = line->id;
    }
  if (self->position == 0 || self->edit->line_id != 0)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("The order has no line with that number."));
  return FALSE;
}

static gpointer
create (RtWork *work, gpointer data, GError **error)
{
  NewTicket *self = data;
  g_autoptr (RtOrder) order = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  gint64 id = 0;

  if (!rt_work_need (work, RT_RIGHT_TICKET_WRITE, error))
    return NULL;
  order = rt_order_open_number (work, self->order, NULL, error);
  if (order == NULL || !find_line (order, self, error))
    return NULL;
  self->edit->order_id = order->id;
  id = rt_ticket_create (work, self->edit, error);
  saved = id != 0 ? rt_list_records (work, RT_LIST_TICKETS, &id, 1, error) : NULL;
  return saved != NULL && saved->pdata[0] != NULL ? rt_ticket_ref (saved->pdata[0]) : NULL;
}

static gboolean
run_new (RtCtl *ctl, char **args, GError **error)
{
  g_auto (NewTicket) self = { .edit = rt_ticket_edit_new (0, 0) };
  g_autoptr (RtTicket) ticket = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *number = NULL;

  if (!rt_ctl_sign_in (ctl, error) || !read_ticket (&self, error))
    return FALSE;
  ticket = rt_desk_call (ctl->desk, TRUE, create, &self, NULL, &local);
  if (ticket == NULL)
    {
      rt_ctl_form_name_field (local);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  number = rt_ticket_number_format (ticket->number);
  rt_ctl_say_new_number (ctl->json, number);
  return TRUE;
}

const RtCtlCommand RT_CTL_TICKET_COMMANDS[] = {
  { "ticket list", "", N_("List tickets, the newest first"),
    "  rolltop-ctl --user lin.mei ticket list --mine --state in-progress --json", 0, 0, run_list, list_options },
  { "ticket show", "NUMBER", N_("Show one ticket with its diary; the look is recorded"),
    "  rolltop-ctl --user lin.mei ticket show ST-2071", 1, 1, run_show, NULL },
  { "ticket new", "", N_("Open a ticket on an order"),
    "  rolltop-ctl --user lin.mei ticket new --from ticket.json\n"
    "  ticket.json: { \"order\": \"SO-10482\", \"line\": 1, \"type\": \"defect\", \"priority\": \"high\",\n"
    "                 \"personal\": { \"ticket_text\": \"A leg of the table is loose.\" } }",
    0, 0, run_new, from_options },
  { "ticket assign", "NUMBER [LOGIN]", N_("Give a ticket to a person, or take it yourself"),
    "  rolltop-ctl --user lin.mei ticket assign ST-2071\n"
    "  rolltop-ctl --user zhao.min ticket assign ST-2071 lin.mei\n"
    "  rolltop-ctl --user zhao.min ticket assign ST-2071 --nobody",
    1, 2, rt_ctl_run_ticket_assign, RT_CTL_TICKET_ASSIGN_OPTIONS },
  { "ticket state", "NUMBER STATE", N_("Change the state of a ticket; resolving says how"),
    "  rolltop-ctl --user lin.mei ticket state ST-2071 in-progress\n"
    "  echo '{ \"personal\": { \"resolution\": \"New leg.\" } }' |\n"
    "    rolltop-ctl --user lin.mei ticket state ST-2071 resolved --from -",
    2, 2, rt_ctl_run_ticket_state, RT_CTL_TICKET_FROM_OPTIONS },
  { "ticket priority", "NUMBER PRIORITY", N_("Change the priority of a ticket"),
    "  rolltop-ctl --user lin.mei ticket priority ST-2071 urgent", 2, 2, rt_ctl_run_ticket_priority, NULL },
  { "ticket diary", "NUMBER", N_("Show the diary of a ticket, or add a note with --from"),
    "  rolltop-ctl --user lin.mei ticket diary ST-2071\n"
    "  echo '{ \"personal\": { \"diary_text\": \"Called back.\" } }' |\n"
    "    rolltop-ctl --user lin.mei ticket diary ST-2071 --from -",
    1, 1, rt_ctl_run_ticket_diary, RT_CTL_TICKET_FROM_OPTIONS },
  { "ticket visit", "NUMBER", N_("Book a visit, with what is needed to get in, or call it off"),
    "  rolltop-ctl --user lin.mei ticket visit ST-2071 --from visit.json\n"
    "  visit.json: { \"visit_on\": \"2026-12-01\", \"visit_time\": \"14:30\",\n"
    "                \"personal\": { \"door_code\": \"12#34\" } }\n"
    "  rolltop-ctl --user lin.mei ticket visit ST-2071 --call-off",
    1, 1, rt_ctl_run_ticket_visit, RT_CTL_TICKET_VISIT_OPTIONS },
  { "ticket visited", "NUMBER", N_("Note that the visit is done; what was needed to get in is erased"),
    "  rolltop-ctl --user lin.mei ticket visited ST-2071", 1, 1, rt_ctl_run_ticket_visited, NULL },
  { NULL },
};
