/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One search for orders, tickets and customers. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-form.h"
#include "rt-ctl-output.h"
#include "rt-customer.h"
#include "rt-error.h"
#include "rt-order.h"
#include "rt-search.h"
#include "rt-secret.h"
#include "rt-ticket.h"

#define MOST_WORDS 32

static char *from_option;
static int limit_option = 50;

static const GOptionEntry find_options[] = {
  RT_CTL_FROM_OPTION (&from_option),
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit_option, N_("At most so many"), N_("N") },
  { NULL },
};

static const struct
{
  const char *id;
  const char *name;
  char *(*format) (gint64 number);
} kinds[] = {
  [RT_HIT_ORDER] = { "order", N_("Order"), rt_order_number_format },
  [RT_HIT_TICKET] = { "ticket", N_("Ticket"), rt_ticket_number_format },
  [RT_HIT_CUSTOMER] = { "customer", N_("Customer"), rt_customer_number_format },
};

static char *
read_words (char **args, GError **error)
{
  static const char *const known[] = { "words", NULL };
  g_autoptr (JsonNode) form = NULL;
  char *words = NULL;

  if (from_option == NULL && args[0] != NULL)
    return g_strjoinv (" ", args);
  if (from_option != NULL && args[0] != NULL)
    {
      rt_error_set_invalid (error, NULL, _("Give the words to find as arguments or with --from, not both."));
      return NULL;
    }
  form = rt_ctl_form_read (from_option, error);
  if (form == NULL || !rt_ctl_form_only (json_node_get_object (form), known, error) ||
      !rt_ctl_form_get_text (json_node_get_object (form), "words", &words, error))
    return NULL;
  return words != NULL ? words : g_strdup ("");
}

static gpointer
prepare (RtWork *work, gpointer data, GError **error)
{
  return rt_search_prepare (work, error) ? data : NULL;
}

static gpointer
find (RtWork *work, gpointer data, GError **error)
{
  return rt_search (work, data, limit_option > 0 ? (guint) limit_option : G_MAXUINT, error);
}

static void
print_hits_json (GPtrArray *hits)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < hits->len; i++)
    {
      const RtHit *hit = hits->pdata[i];
      g_autofree char *number = kinds[hit->kind].format (hit->number);

      json_builder_begin_object (json);
      rt_ctl_json_string (json, "kind", kinds[hit->kind].id);
      rt_ctl_json_string (json, "number", number);
      rt_ctl_json_string (json, "title", hit->title);
      rt_ctl_json_string (json, "subtitle", hit->subtitle);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  rt_ctl_print_json (json);
}

static void
say_hits (GPtrArray *hits)
{
  const char *titles[] = { _("Kind"), _("Number"), _("Found"), "", NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < hits->len; i++)
    {
      const RtHit *hit = hits->pdata[i];

      rt_ctl_table_take (table, g_strdup (_ (kinds[hit->kind].name)));
      rt_ctl_table_take (table, kinds[hit->kind].format (hit->number));
      rt_ctl_table_take (table, g_strdup (hit->title));
      rt_ctl_table_take (table, g_strdup (hit->subtitle));
    }
  rt_ctl_table_print (table);
}

static gboolean
run_find (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GPtrArray) hits = NULL;
  char *words = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  words = read_words (args, error);
  if (words == NULL)
    return FALSE;
  if (rt_desk_call (ctl->desk, FALSE, prepare, words, NULL, error) != NULL)
    hits = rt_desk_call (ctl->desk, TRUE, find, words, NULL, error);
  rt_wipe_string (words);
  if (hits == NULL)
    return FALSE;
  if (ctl->json)
    print_hits_json (hits);
  else
    say_hits (hits);
  return TRUE;
}

const RtCtlCommand RT_CTL_FIND_COMMANDS[] = {
  { "find", "[WORD...]", N_("Find orders, tickets and customers by number, name or phone; recorded without the words"),
    "  rolltop-ctl --user wang.fang find SO-10482\n"
    "  echo '{ \"words\": \"Ann Lee\" }' | rolltop-ctl --user wang.fang find --from -",
    0, MOST_WORDS, run_find, find_options },
  { NULL },
};
