/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tickets are worked: who has them, state, priority, diary, visits. */
#include "config.h"

#include "rt-ctl-ticket-work.h"

#include <glib/gi18n.h>

#include "rt-ctl-form.h"
#include "rt-ctl-list.h"
#include "rt-ctl-records.h"
#include "rt-error.h"
#include "rt-secret.h"

static char *from_option;
static gboolean nobody_option, call_off_option;

const GOptionEntry RT_CTL_TICKET_ASSIGN_OPTIONS[] = {
  { "nobody", 0, 0, G_OPTION_ARG_NONE, &nobody_option, N_("Take it from whoever has it"), NULL },
  { NULL },
};

const GOptionEntry RT_CTL_TICKET_FROM_OPTIONS[] = {
  RT_CTL_FROM_OPTION (&from_option),
  { NULL },
};

const GOptionEntry RT_CTL_TICKET_VISIT_OPTIONS[] = {
  RT_CTL_FROM_OPTION (&from_option),
  { "call-off", 0, 0, G_OPTION_ARG_NONE, &call_off_option, N_("Call the visit off"), NULL },
  { NULL },
};

typedef struct _Change Change;
typedef gboolean (*ChangeFunc) (RtWork *work, const RtTicket *ticket, const Change *change, GError **error);

/** One change of one ticket, on its way to the vault's thread. */
struct _Change
{
  ChangeFunc func;
  gint64 number;
  const char *login;
  RtTicketState state;
  RtPriority priority;
  RtDay day;
  char *time;
  char *values[RT_N_FIELDS];
};

static void
change_clear (Change *self)
{
  g_clear_pointer (&self->time, g_free);
  for (guint i = 0; i < RT_N_FIELDS; i++)
    g_clear_pointer (&self->values[i], rt_wipe_string);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static gboolean
read_number (const char *typed, gint64 *number, GError **error)
{
  return rt_ticket_number_parse (typed, number) ||
         rt_error_set_invalid (error, NULL, _("A ticket's number is written as ST-2071."));
}

/* --- Looking --- */

static gpointer
open_ticket (RtWork *work, gpointer data, GError **error)
{
  return rt_ticket_open_number (work, *(gint64 *) data, NULL, error);
}

RtTicket *
rt_ctl_open_ticket (RtCtl *ctl, const char *typed, GError **error)
{
  gint64 number = 0;

  if (!read_number (typed, &number, error) || !rt_ctl_sign_in (ctl, error))
    return NULL;
  return rt_desk_call (ctl->desk, TRUE, open_ticket, &number, NULL, error);
}

/* --- Changing --- */

/* Opened and changed in one piece of work, so that nobody is in between. */
static gpointer
change_ticket (RtWork *work, gpointer data, GError **error)
{
  const Change *change = data;
  g_autoptr (RtTicket) ticket = rt_ticket_open_number (work, change->number, NULL, error);

  return ticket != NULL && change->func (work, ticket, change, error) ? g_steal_pointer (&ticket) : NULL;
}

/* The person has signed in. */
static gboolean
run_change (RtCtl *ctl, Change *change, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RtTicket) ticket = rt_desk_call (ctl->desk, TRUE, change_ticket, change, NULL, &local);
  g_autofree char *number = NULL;

  if (ticket == NULL)
    {
      rt_ctl_form_name_field (local);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  number = rt_ticket_number_format (ticket->number);
  if (ctl->json)
    rt_ctl_say_new_number (TRUE, number);
  return TRUE;
}

/* These fields of the registry, under "personal". */
static gboolean
read_personal (JsonObject *form, const char *const *fields, Change *change, GError **error)
{
  JsonObject *personal = NULL;
  RtFieldId id = RT_FIELD_NAME;

  if (!rt_ctl_form_get_object (form, "personal", &personal, error))
    return FALSE;
  if (personal == NULL)
    return TRUE;
  if (!rt_ctl_form_only (personal, fields, error))
    return FALSE;
  for (guint i = 0; fields[i] != NULL; i++)
    if (rt_field_from_name (fields[i], &id) && !rt_ctl_form_get_text (personal, fields[i], &change->values[id], error))
      return FALSE;
  return TRUE;
}

/* An object that holds nothing but "personal". */
static gboolean
read_only_personal (const char *const *fields, Change *change, GError **error)
{
  static const char *const known[] = { "personal", NULL };
  g_autoptr (JsonNode) form = rt_ctl_form_read (from_option, error);

  return form != NULL && rt_ctl_form_only (json_node_get_object (form), known, error) &&
         read_personal (json_node_get_object (form), fields, change, error);
}

/* --- Whose it is --- */

static gboolean
assign (RtWork *work, const RtTicket *ticket, const Change *change, GError **error)
{
  gint64 staff_id = 0;

  if (!nobody_option)
    staff_id = change->login != NULL ? rt_ctl_find_person (work, change->login, error) : rt_work_get_me (work);
  return (nobody_option || staff_id != 0) && rt_ticket_assign (work, ticket->id, ticket->rev, staff_id, error);
}

gboolean
rt_ctl_run_ticket_assign (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Change) change = { .func = assign, .login = args[1] };

  if (nobody_option && args[1] != NULL)
    return rt_error_set_invalid (error, NULL, _("Name a person or use --nobody, not both."));
  return read_number (args[0], &change.number, error) && rt_ctl_sign_in (ctl, error) &&
         run_change (ctl, &change, error);
}

/* --- State and priority --- */

static gboolean
set_state (RtWork *work, const RtTicket *ticket, const Change *change, GError **error)
{
  return rt_ticket_set_state (work, ticket->id, ticket->rev, change->state, change->values[RT_FIELD_RESOLUTION], error);
}

gboolean
rt_ctl_run_ticket_state (RtCtl *ctl, char **args, GError **error)
{
  static const char *const fields[] = { "resolution", NULL };
  g_auto (Change) change = { .func = set_state };

  if (!rt_ticket_state_from_id (args[1], &change.state))
    return rt_error_set_invalid (error, NULL, _("There is no such state of a ticket."));
  return read_number (args[0], &change.number, error) && rt_ctl_sign_in (ctl, error) &&
         (from_option == NULL || read_only_personal (fields, &change, error)) && run_change (ctl, &change, error);
}

static gboolean
set_priority (RtWork *work, const RtTicket *ticket, const Change *change, GError **error)
{
  return rt_ticket_set_priority (work, ticket->id, ticket->rev, change->priority, error);
}

gboolean
rt_ctl_run_ticket_priority (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Change) change = { .func = set_priority };

  if (!rt_priority_from_id (args[1], &change.priority))
    return rt_error_set_invalid (error, NULL, _("The priority of a ticket is low, normal, high or urgent."));
  return read_number (args[0], &change.number, error) && rt_ctl_sign_in (ctl, error) &&
         run_change (ctl, &change, error);
}

/* --- Diary --- */

static gboolean
add_note (RtWork *work, const RtTicket *ticket, const Change *change, GError **error)
{
  return rt_ticket_add_note (work, ticket->id, change->values[RT_FIELD_DIARY_TEXT], error);
}

gboolean
rt_ctl_run_ticket_diary (RtCtl *ctl, char **args, GError **error)
{
  static const char *const fields[] = { "diary_text", NULL };
  g_auto (Change) change = { .func = add_note };
  g_autoptr (RtTicket) ticket = NULL;

  if (from_option != NULL)
    return read_number (args[0], &change.number, error) && rt_ctl_sign_in (ctl, error) &&
           read_only_personal (fields, &change, error) && run_change (ctl, &change, error);
  ticket = rt_ctl_open_ticket (ctl, args[0], error);
  if (ticket != NULL)
    rt_ctl_say_diary (ctl, ticket);
  return ticket != NULL;
}

/* --- Visits --- */

static gboolean
book_visit (RtWork *work, const RtTicket *ticket, const Change *change, GError **error)
{
  return rt_ticket_book_visit (work, ticket->id, ticket->rev, change->day, change->time,
                               change->values[RT_FIELD_DOOR_CODE], change->values[RT_FIELD_KEY_PLACE], error);
}

static gboolean
read_visit (Change *change, GError **error)
{
  static const char *const known[] = { "visit_on", "visit_time", "personal", NULL };
  static const char *const fields[] = { "door_code", "key_place", NULL };
  g_autoptr (JsonNode) form = rt_ctl_form_read (from_option, error);
  JsonObject *object = form != NULL ? json_node_get_object (form) : NULL;
  g_autofree char *day = NULL;

  if (object == NULL || !rt_ctl_form_only (object, known, error) ||
      !rt_ctl_form_get_text (object, "visit_on", &day, error) ||
      !rt_ctl_form_get_text (object, "visit_time", &change->time, error) ||
      !read_personal (object, fields, change, error))
    return FALSE;
  if (day == NULL)
    return rt_error_set_invalid (error, NULL, _("Say on which day the visit is, as “visit_on”: 2026-11-23."));
  return rt_ctl_read_day (day, &change->day, error);
}

gboolean
rt_ctl_run_ticket_visit (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Change) change = { .func = book_visit, .day = RT_DAY_NONE };

  if (call_off_option && from_option != NULL)
    return rt_error_set_invalid (error, NULL, _("Book a visit with --from or use --call-off, not both."));
  return read_number (args[0], &change.number, error) && rt_ctl_sign_in (ctl, error) &&
         (call_off_option || read_visit (&change, error)) && run_change (ctl, &change, error);
}

static gboolean
visit_done (RtWork *work, const RtTicket *ticket, const Change *change, GError **error)
{
  return rt_ticket_visit_done (work, ticket->id, ticket->rev, error);
}

gboolean
rt_ctl_run_ticket_visited (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Change) change = { .func = visit_done };

  return read_number (args[0], &change.number, error) && rt_ctl_sign_in (ctl, error) &&
         run_change (ctl, &change, error);
}
