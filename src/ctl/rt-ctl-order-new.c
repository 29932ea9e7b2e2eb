/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order from a JSON object: the same form as in the window, filled in elsewhere. */
#include "config.h"

#include "rt-ctl-order-new.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-ctl-form.h"
#include "rt-ctl-list.h"
#include "rt-ctl-records.h"
#include "rt-draft.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-notice.h"
#include "rt-product.h"
#include "rt-secret.h"
#include "rt-text.h"

#define PERSONAL      (1u << RT_CLASS_CONTACT | 1u << RT_CLASS_ADDRESS | 1u << RT_CLASS_HOME)
#define MOST_PRODUCTS 1000

static char *from_option;

const GOptionEntry RT_CTL_ORDER_NEW_OPTIONS[] = {
  RT_CTL_FROM_OPTION (&from_option),
  { NULL },
};

/** What was read, on its way to the vault's thread. */
typedef struct
{
  RtOrderEdit *edit;
  gint64 customer;     /* number of one who is there; 0 none */
  char *phone;         /* or who is looked up; NULL none */
  gint64 version;      /* of the notice that was given; 0 none */
  GPtrArray *codes;    /* of products, one for each line; NULL: none */
  GPtrArray *problems; /* RtProblem, when it cannot be saved */
} NewOrder;

static void
new_order_clear (NewOrder *self)
{
  g_clear_pointer (&self->edit, rt_order_edit_free);
  g_clear_pointer (&self->phone, rt_wipe_string);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NewOrder, new_order_clear)

/* --- From JSON --- */

static gboolean
read_line (JsonObject *form, NewOrder *self, GError **error)
{
  static const char *const known[] = { "product",     "description", "quantity", "unit_price", "line_total",
                                       "custom_made", "custom_note", "warranty", NULL };
  RtLineEdit *line = rt_line_edit_new ();
  g_autofree char *warranty = NULL;
  char *code = NULL;

  g_ptr_array_add (self->edit->lines, line);
  if (!rt_ctl_form_only (form, known, error) ||
      !rt_ctl_form_get_text (form, "description", &line->description, error) ||
      !rt_ctl_form_get_text (form, "quantity", &line->quantity, error) ||
      !rt_ctl_form_get_text (form, "unit_price", &line->unit_price, error) ||
      !rt_ctl_form_get_text (form, "line_total", &line->line_total, error) ||
      !rt_ctl_form_get_flag (form, "custom_made", &line->custom_made, error) ||
      !rt_ctl_form_get_text (form, "custom_note", &line->custom_note, error) ||
      !rt_ctl_form_get_text (form, "warranty", &warranty, error) ||
      !rt_ctl_form_get_text (form, "product", &code, error))
    return FALSE;
  g_ptr_array_add (self->codes, code);
  line->total_typed = !rt_text_is_blank (line->line_total);
  if (warranty != NULL && code != NULL)
    return rt_error_set_invalid (error, NULL,
                                 _("A line with a product has the warranty of the product; leave the warranty out."));
  if (warranty != NULL && !rt_warranty_from_id (warranty, &line->warranty))
    return rt_error_set_invalid (error, NULL,
                                 _("The warranty of a line is upholstery, case, glass, hardwood or none."));
  return TRUE;
}

static gboolean
read_lines (JsonObject *form, NewOrder *self, GError **error)
{
  JsonArray *lines = NULL;

  if (!rt_ctl_form_get_array (form, "lines", &lines, error))
    return FALSE;
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      JsonNode *node = json_array_get_element (lines, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return rt_error_set_invalid (error, NULL, _("Each line of an order is an object between braces."));
      if (!read_line (json_node_get_object (node), self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_version (const char *text, gint64 *version, GError **error)
{
  if (text != NULL && g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, version, NULL))
    return TRUE;
  return rt_error_set_invalid (error, "notice", _("Say which version of the notice the customer was given."));
}

static gboolean
read_notice (JsonObject *form, NewOrder *self, GError **error)
{
  static const char *const known[] = { "version", "language", "channel", NULL };
  g_autofree char *version = NULL;
  JsonObject *notice = NULL;

  if (!rt_ctl_form_get_object (form, "notice", &notice, error))
    return FALSE;
  if (notice == NULL)
    return TRUE;
  self->edit->acknowledged = TRUE;
  if (!rt_ctl_form_only (notice, known, error) || !rt_ctl_form_get_text (notice, "version", &version, error) ||
      !read_version (version, &self->version, error) ||
      !rt_ctl_form_get_text (notice, "language", &self->edit->ack_language, error) ||
      !rt_ctl_form_get_text (notice, "channel", &self->edit->ack_channel, error))
    return FALSE;
  if (*self->edit->ack_language == '\0' || g_strv_contains (rt_lang_list (), self->edit->ack_language))
    return TRUE;
  return rt_error_set_invalid (error, "notice", _("The language is en or zh_CN."));
}

/* Days of a file are written in one way only, whatever the language. */
static gboolean
read_day (JsonObject *form, const char *name, char **out, GError **error)
{
  RtDay day = RT_DAY_NONE;

  return rt_ctl_form_get_text (form, name, out, error) && (**out == '\0' || rt_ctl_read_day (*out, &day, error));
}

static gboolean
read_customer (JsonObject *form, NewOrder *self, GError **error)
{
  g_autofree char *number = NULL;

  if (!rt_ctl_form_get_text (form, "customer", &number, error) ||
      !rt_ctl_form_get_text (form, "customer_phone", &self->phone, error))
    return FALSE;
  if (number != NULL && self->phone != NULL)
    return rt_error_set_invalid (error, NULL, _("Name the customer by number or by phone, not by both."));
  if (number != NULL && !rt_customer_number_parse (number, &self->customer))
    return rt_error_set_invalid (error, "customer", _("A customer's number is written as C-1042."));
  return TRUE;
}

static gboolean
read_order (JsonObject *form, NewOrder *self, GError **error)
{
  static const char *const known[] = { "customer",   "customer_phone", "personal",   "home_consent", "lines",
                                       "ordered_on", "deliver_from",   "deliver_to", "deliver_time", "deposit",
                                       "notice",     "deposit_method", NULL };
  RtOrderEdit *edit = self->edit;

  return rt_ctl_form_only (form, known, error) && read_customer (form, self, error) &&
         rt_ctl_form_get_values (form, PERSONAL, edit->values, error) &&
         rt_ctl_form_get_flag (form, "home_consent", &edit->home_consent, error) && read_lines (form, self, error) &&
         read_day (form, "ordered_on", &edit->ordered_on, error) &&
         read_day (form, "deliver_from", &edit->deliver_from, error) &&
         read_day (form, "deliver_to", &edit->deliver_to, error) &&
         rt_ctl_form_get_text (form, "deliver_time", &edit->deliver_time, error) &&
         rt_ctl_form_get_text (form, "deposit", &edit->deposit, error) &&
         rt_ctl_form_get_text (form, "deposit_method", &edit->deposit_method, error) && read_notice (form, self, error);
}

/* --- On the vault's thread --- */

static gboolean
deny (GError **error, int code, const char *message)
{
  g_set_error_literal (error, RT_ERROR, code, message);
  return FALSE;
}

/* What is not given stays as it is; what this person does not see clear they cannot give (product.md §4). */
static gboolean
merge_values (RtOrderEdit *edit, const RtCustomer *customer, GError **error)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      RtClass klass = rt_field_info ((RtFieldId) i)->klass;
      gboolean clear = rt_shown_get_show (customer->shown, (RtFieldId) i) == RT_SHOW_CLEAR;

      if ((klass != RT_CLASS_CONTACT && klass != RT_CLASS_ADDRESS) ||
          (klass == RT_CLASS_ADDRESS && customer->address_id == 0))
        continue;
      if (edit->values[i] != NULL && !clear)
        return deny (
          error, RT_ERROR_DENIED,
          _("You do not see this customer's details, so you cannot change them. Name the customer who stands here "
             "by their full phone number, as “customer_phone”."));
      if (edit->values[i] == NULL && clear)
        edit->values[i] = g_strdup (rt_shown_get_text (customer->shown, (RtFieldId) i));
    }
  return TRUE;
}

static gboolean
use_customer (RtWork *work, NewOrder *self, GError **error)
{
  g_autoptr (RtCustomer) customer = NULL;
  g_autoptr (GError) local = NULL;

  if (self->customer == 0 && self->phone == NULL)
    return TRUE;
  customer = self->phone != NULL ? rt_customer_lookup (work, self->phone, NULL, &local)
                                 : rt_customer_open_number (work, self->customer, NULL, &local);
  if (customer == NULL && local == NULL)
    return deny (error, RT_ERROR_NOT_FOUND, _("No customer has that phone number."));
  if (customer == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->edit->customer_id = customer->id;
  self->edit->customer_rev = customer->rev;
  self->edit->address_id = customer->address_id;
  return merge_values (self->edit, customer, error);
}

static const RtProduct *
find_code (GPtrArray *products, const char *code)
{
  for (guint i = 0; i < products->len; i++)
    if (g_strcmp0 (((RtProduct *) products->pdata[i])->code, code) == 0)
      return products->pdata[i];
  return NULL;
}

static void
fill (char **place, char *text)
{
  if (text == NULL || !rt_text_is_blank (*place))
    {
      g_free (text);
      return;
    }
  g_free (*place);
  *place = text;
}

static gboolean
use_product (RtWork *work, RtLineEdit *line, const char *code, GError **error)
{
  g_autoptr (GPtrArray) products = rt_product_search (work, code, MOST_PRODUCTS, error);
  const RtProduct *product = products != NULL ? find_code (products, code) : NULL;

  if (products == NULL)
    return FALSE;
  if (product == NULL)
    return deny (error, RT_ERROR_NOT_FOUND, _("There is no product with that code."));
  line->product_id = product->id;
  line->warranty = product->warranty;
  fill (&line->description, g_strdup (product->name));
  if (!line->total_typed)
    fill (&line->unit_price, rt_money_to_plain (product->list_price, rt_work_get_store (work)->currency));
  return TRUE;
}

static gboolean
use_products (RtWork *work, NewOrder *self, GError **error)
{
  for (guint i = 0; i < self->codes->len; i++)
    if (self->codes->pdata[i] != NULL && !use_product (work, self->edit->lines->pdata[i], self->codes->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
use_notice (RtWork *work, NewOrder *self, GError **error)
{
  g_autoptr (RtNotice) notice = NULL;

  if (!self->edit->acknowledged)
    return TRUE;
  notice = rt_notice_get_current (work, error);
  if (notice == NULL)
    return FALSE;
  self->edit->notice_id = notice->id;
  return notice->version == self->version ||
         deny (error, RT_ERROR_CONFLICT,
               _("The notice that was given is not the current one; give the customer that one."));
}

/* The order form that this person has open in the window, or left unfinished there, is another one and stays. */
static gint64
save_beside_draft (RtWork *work, const RtOrderEdit *edit, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) draft = rt_draft_load (work, "order", &local);
  gint64 id = 0;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  id = rt_order_save (work, edit, error);
  return id != 0 && (draft == NULL || rt_draft_save (work, "order", draft, error)) ? id : 0;
}

static gpointer
save (RtWork *work, gpointer data, GError **error)
{
  NewOrder *self = data;
  g_autoptr (GPtrArray) saved = NULL;
  gint64 id = 0;

  if (!rt_work_need (work, RT_RIGHT_ORDER_WRITE, error) || !use_customer (work, self, error) ||
      !use_products (work, self, error) || !use_notice (work, self, error))
    return NULL;
  self->problems = rt_order_edit_check (self->edit, rt_work_get_store (work), rt_work_get_today (work), NULL);
  id = save_beside_draft (work, self->edit, error);
  saved = id != 0 ? rt_list_records (work, RT_LIST_ORDERS, &id, 1, error) : NULL;
  return saved != NULL && saved->pdata[0] != NULL ? rt_order_ref (saved->pdata[0]) : NULL;
}

/* --- The command --- */

/* All problems in the order of the form; the last one becomes the error itself. */
static void
say_problems (const NewOrder *self, GError **error)
{
  guint n = self->problems != NULL ? self->problems->len : 0;

  for (guint i = 0; i < n; i++)
    {
      const RtProblem *problem = self->problems->pdata[i];
      g_autofree char *line = g_strconcat (problem->field, ": ", problem->message, NULL);

      if (i + 1 < n)
        {
          rt_ctl_say_error (line);
          continue;
        }
      g_clear_error (error);
      rt_error_set_invalid (error, problem->field, problem->message);
    }
}

static void
say_saved (RtCtl *ctl, const RtOrder *order)
{
  g_autofree char *number = rt_order_number_format (order->number);

  rt_ctl_say_new_number (ctl->json, number);
}

static gboolean
read_and_save (RtCtl *ctl, GError **error)
{
  g_auto (NewOrder) self = { .edit = rt_order_edit_new (), .codes = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (JsonNode) form = rt_ctl_form_read (from_option, error);
  g_autoptr (RtOrder) order = NULL;

  if (form == NULL || !read_order (json_node_get_object (form), &self, error))
    return FALSE;
  order = rt_desk_call (ctl->desk, TRUE, save, &self, NULL, error);
  if (order != NULL)
    say_saved (ctl, order);
  else
    say_problems (&self, error);
  return order != NULL;
}

gboolean
rt_ctl_run_order_new (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  if (read_and_save (ctl, &local))
    return TRUE;
  rt_ctl_form_name_field (local);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
