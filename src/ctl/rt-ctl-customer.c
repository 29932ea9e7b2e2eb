/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about customers. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-form.h"
#include "rt-ctl-input.h"
#include "rt-ctl-list.h"
#include "rt-ctl-records.h"
#include "rt-customer.h"
#include "rt-error.h"
#include "rt-requests.h"

static int limit_option;
static char *from_option;

static const GOptionEntry list_options[] = {
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit_option, N_("At most so many, the newest first"), N_("N") },
  { NULL },
};

static const GOptionEntry from_options[] = {
  RT_CTL_FROM_OPTION (&from_option),
  { NULL },
};

static void
json_customer (JsonBuilder *json, gconstpointer customer)
{
  rt_ctl_json_customer (json, customer);
}

static gboolean
run_list (RtCtl *ctl, char **args, GError **error)
{
  const RtListQuery query = { .kind = RT_LIST_CUSTOMERS, .sort = "number", .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  g_autoptr (GPtrArray) customers = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  customers = rt_ctl_list (ctl, &query, NULL, limit_option, error);
  if (customers == NULL)
    return FALSE;
  if (ctl->json)
    rt_ctl_print_records_json (customers, json_customer);
  else
    rt_ctl_say_customers (customers);
  return TRUE;
}

/* --- One customer --- */

static void
json_order (JsonBuilder *json, gconstpointer order)
{
  rt_ctl_json_order (json, order);
}

static void
print_customer_json (const RtCustomer *customer, const guint *others)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  rt_ctl_json_customer (json, customer);
  if (customer->orders != NULL)
    rt_ctl_json_records (json, "orders", customer->orders, json_order);
  if (others != NULL)
    rt_ctl_json_int (json, "others", *others);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static void
say_customer (const RtCustomer *customer)
{
  g_autofree char *number = rt_customer_number_format (customer->number);
  g_autofree char *orders = g_strdup_printf ("%u", customer->n_orders);
  g_autofree char *tickets = g_strdup_printf ("%u", customer->n_open_tickets);

  rt_ctl_say_pair (_("Number"), number);
  rt_ctl_say_shown (customer->shown);
  rt_ctl_say_pair (_("Orders"), orders);
  rt_ctl_say_pair (_("Open tickets"), tickets);
  if (customer->orders == NULL || customer->orders->len == 0)
    return;
  rt_ctl_say ("");
  rt_ctl_say_orders (customer->orders);
}

static gpointer
open_customer (RtWork *work, gpointer data, GError **error)
{
  return rt_customer_open_number (work, *(gint64 *) data, NULL, error);
}

static gboolean
run_show (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtCustomer) customer = NULL;
  gint64 number = 0;

  if (!rt_customer_number_parse (args[0], &number))
    {
      rt_error_set_invalid (error, "number", _("A customer's number is written as C-1042."));
      return FALSE;
    }
  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  customer = rt_desk_call (ctl->desk, TRUE, open_customer, &number, NULL, error);
  if (customer == NULL)
    return FALSE;
  if (ctl->json)
    print_customer_json (customer, NULL);
  else
    say_customer (customer);
  return TRUE;
}

/* --- A new one --- */

static RtCustomerEdit *
read_edit (GError **error)
{
  static const char *const known[] = { "personal", NULL };
  g_autoptr (JsonNode) form = rt_ctl_form_read (from_option, error);
  g_autoptr (RtCustomerEdit) edit = rt_customer_edit_new ();

  if (form == NULL || !rt_ctl_form_only (json_node_get_object (form), known, error) ||
      !rt_ctl_form_get_values (json_node_get_object (form), 1u << RT_CLASS_CONTACT | 1u << RT_CLASS_ADDRESS,
                               edit->values, error))
    return NULL;
  return g_steal_pointer (&edit);
}

static gpointer
save (RtWork *work, gpointer data, GError **error)
{
  gint64 address_id = 0;
  gint64 id = rt_customer_save (work, data, TRUE, &address_id, error);
  g_autoptr (GPtrArray) saved = id != 0 ? rt_list_records (work, RT_LIST_CUSTOMERS, &id, 1, error) : NULL;
  const RtCustomer *customer = saved != NULL ? saved->pdata[0] : NULL;

  return customer != NULL ? rt_customer_number_format (customer->number) : NULL;
}

static gboolean
run_new (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtCustomerEdit) edit = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *number = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  edit = read_edit (error);
  if (edit == NULL)
    return FALSE;
  number = rt_desk_call (ctl->desk, TRUE, save, edit, NULL, &local);
  if (number == NULL)
    {
      rt_ctl_form_name_field (local);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  rt_ctl_say_new_number (ctl->json, number);
  return TRUE;
}

/* --- Looking up --- */

static char *
read_phone (GError **error)
{
  static const char *const known[] = { "phone", NULL };
  g_autoptr (JsonNode) form = NULL;
  char *phone = NULL;

  if (from_option == NULL)
    return rt_ctl_ask_word (_("The customer's full phone number:"), error);
  form = rt_ctl_form_read (from_option, error);
  if (form == NULL || !rt_ctl_form_only (json_node_get_object (form), known, error) ||
      !rt_ctl_form_get_text (json_node_get_object (form), "phone", &phone, error))
    return NULL;
  return phone != NULL ? phone : g_strdup ("");
}

typedef struct
{
  const char *phone;
  guint others;
} LookUp;

static gpointer
look_up (RtWork *work, gpointer data, GError **error)
{
  LookUp *lookup = data;
  RtCustomer *customer = rt_customer_lookup (work, lookup->phone, &lookup->others, error);

  return customer;
}

static void
say_found (RtCtl *ctl, const RtCustomer *customer, guint others)
{
  if (ctl->json)
    {
      print_customer_json (customer, &others);
      return;
    }
  say_customer (customer);
  if (others > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("One more customer has that number.", "%u more customers have that number.", others),
                         others);

      rt_ctl_say_error (text);
    }
}

static gboolean
run_lookup (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtCustomer) customer = NULL;
  g_autoptr (GError) local = NULL;
  LookUp lookup = { NULL, 0 };
  char *phone = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  phone = read_phone (error);
  if (phone == NULL)
    return FALSE;
  lookup.phone = phone;
  customer = rt_desk_call (ctl->desk, TRUE, look_up, &lookup, NULL, &local);
  rt_wipe_string (phone);
  if (customer != NULL)
    say_found (ctl, customer, lookup.others);
  else if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("No customer has that phone number."));
  return customer != NULL;
}

const RtCtlCommand RT_CTL_CUSTOMER_COMMANDS[] = {
  { "customer list", "", N_("List customers, the newest first"),
    "  rolltop-ctl --user zhao.min customer list --limit 20 --json", 0, 0, run_list, list_options },
  { "customer show", "NUMBER", N_("Show one customer and their orders; the look is recorded"),
    "  rolltop-ctl --user zhao.min customer show C-1042", 1, 1, run_show, NULL },
  { "customer new", "", N_("Add a customer"),
    "  rolltop-ctl --user wang.fang customer new --from customer.json\n"
    "  customer.json: { \"personal\": { \"name\": \"Ann Lee\", \"phone\": \"(555) 555-0123\",\n"
    "                   \"street\": \"1 Elm St\", \"city\": \"Springfield\", \"province\": \"MA\" } }",
    0, 0, run_new, from_options },
  { "customer lookup", "", N_("Find the customer who stands here by their full phone number; recorded and limited"),
    "  rolltop-ctl --user wang.fang customer lookup\n"
    "  echo '{ \"phone\": \"(555) 555-0123\" }' | rolltop-ctl --user wang.fang customer lookup --from -",
    0, 0, run_lookup, from_options },
  { NULL },
};
