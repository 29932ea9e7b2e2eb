/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order form understood: every text read, every problem told at once, each with the field it is about. Pure. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-order-private.h"
#include "rt-customer-private.h"
#include "rt-scan.h"
#include "rt-secret.h"
#include "rt-text.h"

#define DESCRIPTION_BYTES 400
#define NOTE_BYTES        2000
#define MOST_LINES        500
#define MOST_PIECES       100000

/* --- Small vocabularies of the store's tables --- */

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

gboolean
rt_payment_kind_known (const char *kind)
{
  static const char *const words[] = { "deposit", "payment", "refund", NULL };

  return is_one_of (kind, words);
}

gboolean
rt_payment_method_known (const char *method)
{
  static const char *const words[] = { "cash", "card", "transfer", "wechat", "alipay", "other", NULL };

  return is_one_of (method, words);
}

gboolean
rt_deliver_time_known (const char *word)
{
  static const char *const words[] = { "", "morning", "afternoon", "evening", NULL };

  return is_one_of (word, words);
}

gboolean
rt_ack_channel_known (const char *channel)
{
  static const char *const words[] = { "counter", "telephone", "paper", NULL };

  return is_one_of (channel, words);
}

/* --- Values --- */

void
rt_line_value_free (RtLineValue *self)
{
  if (self == NULL)
    return;
  g_free (self->description);
  g_free (self->custom_note);
  g_free (self->source_ref);
  g_free (self);
}

void
rt_order_value_free (RtOrderValue *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

void
rt_problem_free (RtProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->field);
  g_free (self->message);
  g_free (self);
}

static void
add_problem (GPtrArray *problems, const char *field, const char *message)
{
  RtProblem *problem = g_new (RtProblem, 1);

  problem->field = g_strdup (field);
  problem->message = g_strdup (message);
  g_ptr_array_add (problems, problem);
}

static void
add_line_problem (GPtrArray *problems, guint line, const char *part, const char *message)
{
  g_autofree char *field = g_strdup_printf ("lines.%u.%s", line, part);

  add_problem (problems, field, message);
}

/* --- Personal fields --- */

static gboolean
any_set (char *const *values, RtClass klass)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (rt_field_info ((RtFieldId) i)->klass == klass && !rt_text_is_blank (values[i]))
      return TRUE;
  return FALSE;
}

static void
check_fields (const RtOrderEdit *self, RtClass klass, gboolean is_new, const char *region, GPtrArray *problems)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      const RtFieldInfo *info = rt_field_info ((RtFieldId) i);
      g_autoptr (GError) error = NULL;
      char *clean = NULL;

      if (info->klass != klass)
        continue;
      if (!rt_field_check ((RtFieldId) i, self->values[i], region, &clean, &error))
        add_problem (problems, info->name, error->message);
      else if (clean == NULL && info->needed && (is_new || self->values[i] != NULL))
        add_problem (problems, info->name, rt_field_missing_sentence ((RtFieldId) i));
      rt_wipe_string (clean);
    }
}

static void
check_person (const RtOrderEdit *self, const RtStoreInfo *store, GPtrArray *problems)
{
  gboolean new_customer = self->id == 0 && self->customer_id == 0;
  gboolean new_address = self->id == 0 && self->address_id == 0;

  check_fields (self, RT_CLASS_CONTACT, new_customer, store->region, problems);
  check_fields (self, RT_CLASS_ADDRESS,
                new_address || (self->address_id == 0 && any_set (self->values, RT_CLASS_ADDRESS)), store->region,
                problems);
  check_fields (self, RT_CLASS_HOME, FALSE, store->region, problems);
  if (!self->home_consent && any_set (self->values, RT_CLASS_HOME))
    add_problem (
      problems, "home_consent",
      _ (
        "Details about the home are kept only when the customer consents to it; take them out or ask for the consent."));
}

/* --- Lines --- */

static gboolean
parse_quantity (const char *typed, gint64 *quantity)
{
  g_autofree char *plain = g_utf8_normalize (typed != NULL ? typed : "", -1, G_NORMALIZE_NFKC);

  return plain != NULL && g_ascii_string_to_signed (g_strstrip (plain), 10, 1, MOST_PIECES, quantity, NULL);
}

static gboolean
read_total (const RtLineEdit *line, gint64 quantity, const char *currency, RtMinor *unit_price, RtMinor *total,
            GError **error)
{
  gboolean has_unit = !rt_text_is_blank (line->unit_price);

  *unit_price = RT_MINOR_NONE;
  *total = RT_MINOR_NONE;
  if (has_unit && !rt_money_parse (line->unit_price, currency, unit_price, error))
    return FALSE;
  if (!rt_text_is_blank (line->line_total) && (line->total_typed || !has_unit))
    return rt_money_parse (line->line_total, currency, total, error);
  if (!has_unit)
    {
      rt_error_set_invalid (error, NULL, _("Enter a price, or the total of the line."));
      return FALSE;
    }
  if (!rt_money_mul (*unit_price, quantity, total))
    {
      rt_error_set_invalid (error, NULL, _("This amount is larger than can be kept."));
      return FALSE;
    }
  return TRUE;
}

gboolean
rt_line_edit_total (const RtLineEdit *self, const char *currency, RtMinor *out)
{
  RtMinor unit_price, total;
  gint64 quantity;

  if (!parse_quantity (self->quantity, &quantity) || !read_total (self, quantity, currency, &unit_price, &total, NULL))
    return FALSE;
  *out = total;
  return TRUE;
}

static char *
read_text (const char *typed, gsize max_bytes, gboolean multiline, GPtrArray *problems, guint line, const char *part)
{
  g_autoptr (GError) error = NULL;
  char *clean = rt_text_clean (typed, -1, max_bytes, multiline, part, &error);

  /* Lines are not sealed: nothing that leads to a person may stand in them. */
  if (clean == NULL)
    add_line_problem (problems, line, part, error->message);
  else if (rt_scan_kinds (clean) != RT_SCAN_NONE)
    add_line_problem (problems, line, part, rt_scan_advice (rt_scan_kinds (clean)));
  return clean;
}

static RtLineValue *
read_line (const RtLineEdit *line, guint index, const char *currency, GPtrArray *problems)
{
  RtLineValue *value = g_new0 (RtLineValue, 1);
  g_autoptr (GError) error = NULL;

  value->id = line->id;
  value->product_id = line->product_id;
  value->description = read_text (line->description, DESCRIPTION_BYTES, FALSE, problems, index, "description");
  value->custom_note = read_text (line->custom_note, NOTE_BYTES, TRUE, problems, index, "custom_note");
  value->custom_made = line->custom_made;
  value->warranty = line->warranty;
  value->line_total = value->unit_price = RT_MINOR_NONE;
  if (value->description != NULL && *value->description == '\0')
    add_line_problem (problems, index, "description", _("Say what is ordered, or take the line out."));
  if (!parse_quantity (line->quantity, &value->quantity))
    add_line_problem (problems, index, "quantity", _("Enter how many pieces, as a whole number from 1 to 100,000."));
  else if (!read_total (line, value->quantity, currency, &value->unit_price, &value->line_total, &error))
    add_line_problem (problems, index, rt_text_is_blank (line->unit_price) ? "line_total" : "unit_price",
                      error->message);
  else if (value->line_total < 0)
    add_line_problem (problems, index, "line_total", _("The total of a line cannot be below zero."));
  return value;
}

static void
read_lines (RtOrderValue *value, const RtOrderEdit *self, const char *currency, GPtrArray *problems)
{
  value->total = 0;
  if (self->lines->len == 0)
    add_problem (problems, "lines", _("An order needs at least one line."));
  if (self->lines->len > MOST_LINES)
    {
      add_problem (problems, "lines", _("An order has at most 500 lines; divide it into two orders."));
      return;
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      RtLineValue *line = read_line (g_ptr_array_index (self->lines, i), i, currency, problems);

      g_ptr_array_add (value->lines, line);
      value->pieces += line->quantity;
      if (value->total != RT_MINOR_NONE && !rt_money_add (value->total, line->line_total, &value->total))
        value->total = RT_MINOR_NONE;
    }
}

/* --- Days, deposit, notice --- */

static RtDay
read_day (const char *typed, RtDay today, GPtrArray *problems, const char *field)
{
  RtDay day;

  if (rt_text_is_blank (typed))
    return RT_DAY_NONE;
  day = rt_day_parse (typed, today);
  if (day == RT_DAY_NONE)
    add_problem (problems, field, _("This is not a date; write it like 2026-11-23."));
  return day;
}

static void
read_days (RtOrderValue *value, const RtOrderEdit *self, RtDay today, GPtrArray *problems)
{
  value->ordered_on = read_day (self->ordered_on, today, problems, "ordered_on");
  value->deliver_from = read_day (self->deliver_from, today, problems, "deliver_from");
  value->deliver_to = read_day (self->deliver_to, today, problems, "deliver_to");
  if (rt_text_is_blank (self->ordered_on))
    value->ordered_on = today;
  else if (value->ordered_on != RT_DAY_NONE && value->ordered_on > today)
    add_problem (problems, "ordered_on", _("An order cannot be dated in the future."));
  if (value->deliver_from == RT_DAY_NONE)
    value->deliver_from = value->deliver_to;
  if (value->deliver_to == RT_DAY_NONE)
    value->deliver_to = value->deliver_from;
  if (value->deliver_to < value->deliver_from)
    add_problem (problems, "deliver_to", _("The delivery window ends before it begins."));
  else if (value->deliver_from != RT_DAY_NONE && value->ordered_on != RT_DAY_NONE &&
           value->deliver_from < value->ordered_on)
    add_problem (problems, "deliver_from", _("The delivery window begins before the day of the order."));
  if (!rt_deliver_time_known (self->deliver_time != NULL ? self->deliver_time : ""))
    add_problem (problems, "deliver_time", _("The time of day is morning, afternoon or evening, or left open."));
}

static void
read_deposit (RtOrderValue *value, const RtOrderEdit *self, const char *currency, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;

  value->deposit = RT_MINOR_NONE;
  if (rt_text_is_blank (self->deposit))
    return;
  if (!rt_money_parse (self->deposit, currency, &value->deposit, &error))
    add_problem (problems, "deposit", error->message);
  else if (value->deposit <= 0)
    add_problem (problems, "deposit", _("Enter the deposit as an amount above zero, or leave it empty."));
  else if (value->total != RT_MINOR_NONE && value->deposit > value->total)
    add_problem (problems, "deposit", _("The deposit is more than the order costs."));
  if (!rt_payment_method_known (self->deposit_method))
    add_problem (problems, "deposit_method", _("Choose how the deposit was paid."));
}

static void
check_notice (const RtOrderEdit *self, GPtrArray *problems)
{
  if (self->id == 0 && !self->acknowledged)
    add_problem (problems, "acknowledged", _("Give the customer the current notice and note that they have read it."));
  if (!self->acknowledged)
    return;
  if (!rt_ack_channel_known (self->ack_channel))
    add_problem (problems, "ack_channel",
                 _("Say whether the notice was given at the counter, on the telephone or on paper."));
}

RtOrderValue *
rt_order_edit_read (const RtOrderEdit *edit, const RtStoreInfo *store, RtDay today, GPtrArray *problems)
{
  RtOrderValue *value = g_new0 (RtOrderValue, 1);

  value->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_line_value_free);
  check_person (edit, store, problems);
  read_lines (value, edit, store->currency, problems);
  read_days (value, edit, today, problems);
  read_deposit (value, edit, store->currency, problems);
  check_notice (edit, problems);
  return value;
}

GPtrArray *
rt_order_edit_check (const RtOrderEdit *self, const RtStoreInfo *store, RtDay today, RtMinor *total)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_problem_free);
  g_autoptr (RtOrderValue) value = rt_order_edit_read (self, store, today, problems);

  if (total != NULL)
    *total = value->total;
  return problems;
}
