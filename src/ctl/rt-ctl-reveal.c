/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that ask to see what is masked, and for more of it in a day. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-reveal-limit.h"
#include "rt-reveal.h"

static char *reason_option, *job_option;
static gint64 entry_option;

#define REVEAL_OPTIONS                                                                                                 \
  { "reason",                                                                                                          \
    0,                                                                                                                 \
    0,                                                                                                                 \
    G_OPTION_ARG_STRING,                                                                                               \
    &reason_option,                                                                                                    \
    N_("Why: call, delivery, complaint, data-request, each with words after a colon if need be, or words alone"),     \
    N_("WHY") },                                                                                                      \
  {                                                                                                                    \
    "job", 0, 0, G_OPTION_ARG_STRING, &job_option, N_("The order or ticket that it is needed for"), N_("NUMBER")     \
  }

static const GOptionEntry reveal_options[] = { REVEAL_OPTIONS, { NULL } };
static const GOptionEntry ticket_options[] = {
  REVEAL_OPTIONS,
  { "entry", 0, 0, G_OPTION_ARG_INT64, &entry_option,
    N_("The entry of its diary with this number, not what the ticket itself says"), N_("N") },
  { NULL }
};

static const GOptionEntry ask_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason_option, N_("Why, in your words"), N_("WHY") },
  { NULL },
};

/* --- The words of the command --- */

/* As it is typed: the number of an order, a ticket or a customer. */
static gboolean
parse_number (RtRevealKind kind, const char *text, gint64 *number, GError **error)
{
  switch (kind)
    {
    case RT_REVEAL_ORDER:
      if (rt_order_number_parse (text, number))
        return TRUE;
      rt_error_set_invalid (error, "number", _("An order's number is written as SO-10482."));
      return FALSE;
    case RT_REVEAL_TICKET:
    case RT_REVEAL_DIARY:
      if (rt_ticket_number_parse (text, number))
        return TRUE;
      rt_error_set_invalid (error, "number", _("A ticket's number is written as ST-2071."));
      return FALSE;
    case RT_REVEAL_CUSTOMER:
    default:
      if (rt_customer_number_parse (text, number))
        return TRUE;
      rt_error_set_invalid (error, "number", _("A customer's number is written as C-1042."));
      return FALSE;
    }
}

/* "delivery", "delivery: the van is late", or words that stand for themselves. */
static const char *
split_reason (const char *typed, RtRevealReason *reason)
{
  const char *colon = typed != NULL ? strchr (typed, ':') : NULL;
  g_autofree char *id = NULL;

  *reason = RT_REVEAL_FOR_OTHER;
  if (typed == NULL)
    return NULL;
  id = colon != NULL ? g_strndup (typed, (gsize) (colon - typed)) : g_strdup (typed);
  if (!rt_reveal_reason_from_id (g_strstrip (id), reason))
    return typed;
  return colon != NULL ? colon + 1 : NULL;
}

typedef struct
{
  RtRevealWish wish;
  gint64 number, job; /* as people call them */
} Asked;

static gboolean
read_asked (RtRevealKind kind, char **args, Asked *asked, GError **error)
{
  asked->wish.record.kind = kind;
  asked->wish.words = split_reason (reason_option, &asked->wish.reason);
  if (!parse_number (kind, args[0], &asked->number, error))
    return FALSE;
  if (!rt_class_from_id (args[1], &asked->wish.klass))
    {
      rt_error_set_invalid (error, "class", _("What can be asked for is contact, address, home or service."));
      return FALSE;
    }
  if (job_option == NULL)
    {
      /* An order or a ticket is its own job. */
      asked->wish.job.kind = kind;
      asked->job = asked->number;
      return TRUE;
    }
  asked->wish.job.kind = g_ascii_strncasecmp (job_option, "st", 2) == 0 ? RT_REVEAL_TICKET : RT_REVEAL_ORDER;
  return parse_number (asked->wish.job.kind, job_option, &asked->job, error);
}

static gpointer
reveal (RtWork *work, gpointer data, GError **error)
{
  Asked *asked = data;

  if (!rt_reveal_find_number (work, &asked->wish.record, asked->number, error) ||
      !rt_reveal_find_number (work, &asked->wish.job, asked->job, error) ||
      (entry_option != 0 && !rt_reveal_find_entry (work, &asked->wish.record, entry_option, error)))
    return NULL;
  return rt_reveal (work, &asked->wish, error);
}

/* --- Showing it --- */

static void
say_left (guint left)
{
  g_autofree char *words =
    g_strdup_printf (ngettext ("%u more can be asked for today.", "%u more can be asked for today.", left), left);

  rt_ctl_say_error (words);
}

static void
print_revealed_json (const Asked *asked, const RtRevealed *revealed)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  rt_ctl_json_string (json, "class", rt_class_id (asked->wish.klass));
  rt_ctl_json_shown (json, revealed->shown);
  rt_ctl_json_int (json, "left", revealed->left);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static gboolean
run_reveal (RtCtl *ctl, RtRevealKind kind, char **args, GError **error)
{
  g_autoptr (RtRevealed) revealed = NULL;
  Asked asked = { 0 };

  if (!read_asked (kind, args, &asked, error) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  revealed = rt_desk_call (ctl->desk, TRUE, reveal, &asked, NULL, error);
  if (revealed == NULL)
    return FALSE;
  if (ctl->json)
    {
      print_revealed_json (&asked, revealed);
      return TRUE;
    }
  rt_ctl_say_shown (revealed->shown);
  say_left (revealed->left);
  return TRUE;
}

static gboolean
run_order (RtCtl *ctl, char **args, GError **error)
{
  return run_reveal (ctl, RT_REVEAL_ORDER, args, error);
}

static gboolean
run_ticket (RtCtl *ctl, char **args, GError **error)
{
  return run_reveal (ctl, RT_REVEAL_TICKET, args, error);
}

static gboolean
run_customer (RtCtl *ctl, char **args, GError **error)
{
  return run_reveal (ctl, RT_REVEAL_CUSTOMER, args, error);
}

/* --- More of it in a day --- */

static gpointer
ask (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal_ask (work, reason_option, error) != 0 ? data : NULL;
}

static gboolean
run_ask (RtCtl *ctl, char **args, GError **error)
{
  if (!rt_ctl_sign_in (ctl, error) || rt_desk_call (ctl->desk, TRUE, ask, ctl, NULL, error) == NULL)
    return FALSE;
  rt_ctl_say_error (_("A manager who signs in sees your question."));
  return TRUE;
}

static gpointer
list_asks (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal_list_asks (work, error);
}

static void
print_asks_json (GPtrArray *asks)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < asks->len; i++)
    {
      const RtRevealAsk *one = asks->pdata[i];
      g_autofree char *at = rt_moment_to_iso (one->asked_at);

      json_builder_begin_object (json);
      rt_ctl_json_int (json, "question", one->id);
      rt_ctl_json_string (json, "by", one->name);
      rt_ctl_json_string (json, "at", at);
      rt_ctl_json_int (json, "used", one->used);
      rt_ctl_json_string (json, "reason", one->reason);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  rt_ctl_print_json (json);
}

static void
say_asks (GPtrArray *asks)
{
  const char *titles[] = { _("Number"), _("Who"), _("When"), _("Seen today"), _("Reason"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < asks->len; i++)
    {
      const RtRevealAsk *one = asks->pdata[i];

      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, one->id));
      rt_ctl_table_take (table, g_strdup (one->name));
      rt_ctl_table_take (table, rt_moment_format (one->asked_at, NULL));
      rt_ctl_table_take (table, g_strdup_printf ("%u", one->used));
      rt_ctl_table_take (table, g_strdup (one->reason));
    }
  rt_ctl_table_print (table);
}

static gboolean
run_list (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GPtrArray) asks = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  asks = rt_desk_call (ctl->desk, FALSE, list_asks, NULL, NULL, error);
  if (asks == NULL)
    return FALSE;
  if (ctl->json)
    print_asks_json (asks);
  else
    say_asks (asks);
  return TRUE;
}

typedef struct
{
  gint64 ask;
  guint64 extra;
} Answer;

static gpointer
answer_ask (RtWork *work, gpointer data, GError **error)
{
  const Answer *answer = data;

  return rt_reveal_answer (work, answer->ask, (guint) MIN (answer->extra, G_MAXUINT), error) ? data : NULL;
}

static gboolean
run_answer (RtCtl *ctl, char **args, GError **error)
{
  Answer answer = { 0, 0 };

  if (!g_ascii_string_to_signed (args[0], 10, 1, G_MAXINT64, &answer.ask, NULL) ||
      !g_ascii_string_to_unsigned (args[1], 10, 0, G_MAXUINT, &answer.extra, NULL))
    {
      rt_error_set_invalid (error, "number",
                            _("Give the number of the question and how many more to grant; 0 refuses."));
      return FALSE;
    }
  return rt_ctl_sign_in (ctl, error) && rt_desk_call (ctl->desk, TRUE, answer_ask, &answer, NULL, error) != NULL;
}

const RtCtlCommand RT_CTL_REVEAL_COMMANDS[] = {
  { "order reveal", "NUMBER CLASS",
    N_("Show one masked class of an order, for a job and a reason; recorded and limited"),
    "  rolltop-ctl --user wang.fang order reveal SO-10482 contact --reason call\n"
    "  rolltop-ctl --user wang.fang order reveal SO-10482 address --reason \"delivery: the van is lost\" --job ST-2071",
    2, 2, run_order, reveal_options },
  { "ticket reveal", "NUMBER CLASS",
    N_("Show one masked class of a ticket, for a job and a reason; recorded and limited"),
    "  rolltop-ctl --user wang.fang ticket reveal ST-2071 service --reason complaint\n"
    "  rolltop-ctl --user wang.fang ticket reveal ST-2071 service --entry 317 --reason complaint",
    2, 2, run_ticket, ticket_options },
  { "customer reveal", "NUMBER CLASS",
    N_("Show one masked class of a customer, for a job and a reason; recorded and limited"),
    "  rolltop-ctl --user zhao.min customer reveal C-1042 contact --job SO-10482 --reason data-request", 2, 2,
    run_customer, reveal_options },
  { "reveal ask", "", N_("Ask a manager to let you see more masked details today"),
    "  rolltop-ctl --user wang.fang reveal ask --reason \"six vans came back\"", 0, 0, run_ask, ask_options },
  { "reveal list", "", N_("List who asks to see more today"), "  rolltop-ctl --user lin.mei reveal list --json", 0, 0,
    run_list, NULL },
  { "reveal answer", "QUESTION N", N_("Let somebody see so many more masked details today; 0 refuses"),
    "  rolltop-ctl --user lin.mei reveal answer 3 10", 2, 2, run_answer, NULL },
  { NULL },
};
