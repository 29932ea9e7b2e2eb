/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order as the customer takes it home. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-paper-order.h"

#include "rt-lang.h"
#include "rt-paper-person.h"
#include "rt-paper-words.h"
#include "rt-text.h"

typedef struct
{
  RtPaperDoc *doc;
  const RtOrder *order;
  const char *lang;
} Paper;

static const char *
word (const Paper *paper, const char *msgid)
{
  return rt_lang_gettext (paper->lang, msgid);
}

static char *
money (const Paper *paper, RtMinor amount)
{
  return rt_money_format (amount, paper->order->currency, TRUE, paper->lang);
}

static void
add_title (const Paper *paper, const char *number)
{
  g_autofree char *day = rt_day_format (paper->order->ordered_on, 'l', paper->lang);
  g_autofree char *title = rt_paper_fill (paper->lang, N_("Order {number}"), "number", number, NULL);
  g_autofree char *with_day = rt_paper_fill (paper->lang, N_("Ordered on {day}"), "day", day, NULL);
  g_autofree char *with_name = rt_paper_fill (paper->lang, N_("Ordered on {day} · taken by {person}"), "day", day,
                                              "person", paper->order->taken_by_name, NULL);

  rt_paper_doc_add_title (paper->doc, title, rt_text_is_blank (paper->order->taken_by_name) ? with_day : with_name);
  if (paper->order->state == RT_ORDER_CANCELLED)
    rt_paper_doc_add_callout (paper->doc, NULL, word (paper, N_("This order is cancelled.")));
}

static void
add_delivery (const Paper *paper)
{
  const RtOrder *order = paper->order;
  const char *time = rt_paper_time_of_day (order->deliver_time, paper->lang);
  g_autofree char *days = rt_paper_days (order->deliver_from, order->deliver_to, paper->lang);
  g_autofree char *done = rt_day_format (order->delivered_on, 'l', paper->lang);

  if (days[0] == '\0' && time == NULL && done[0] == '\0')
    return;
  rt_paper_doc_add_heading (paper->doc, word (paper, N_("Delivery")));
  rt_paper_doc_begin_pairs (paper->doc, 1);
  if (days[0] != '\0')
    rt_paper_doc_add_pair (paper->doc, word (paper, N_("Day agreed")), days);
  if (time != NULL)
    rt_paper_doc_add_pair (paper->doc, word (paper, N_("Time of day")), time);
  if (done[0] != '\0')
    rt_paper_doc_add_pair (paper->doc, word (paper, N_("Delivered on")), done);
  rt_paper_doc_end_pairs (paper->doc);
}

static void
add_home (const Paper *paper)
{
  if (!rt_paper_person_has (paper->order->shown, RT_FIELD_STYLE, RT_FIELD_DESIGN_NOTE))
    return;
  rt_paper_doc_add_heading (paper->doc, word (paper, N_("Your home, kept with your consent")));
  rt_paper_doc_begin_pairs (paper->doc, 1);
  for (RtFieldId field = RT_FIELD_STYLE; field <= RT_FIELD_DESIGN_NOTE; field++)
    rt_paper_person_add (paper->doc, paper->order->shown, field);
  rt_paper_doc_end_pairs (paper->doc);
}

/* --- The lines --- */

static char *
warranty_text (const Paper *paper, const RtOrderLine *line)
{
  g_autofree char *until = rt_day_format (line->warranty_until, 'l', paper->lang);
  g_autofree char *months = g_strdup_printf ("%u", line->warranty_months);

  if (line->warranty == RT_WARRANTY_NONE || line->warranty_months == 0)
    return NULL;
  if (until[0] != '\0')
    return rt_paper_fill (paper->lang, N_("Warranty until {day}"), "day", until, NULL);
  /* Translators: the length of a warranty in months: 6, 12 or 24. */
  return rt_paper_fill (paper->lang, N_("Warranty: {months} months from delivery"), "months", months, NULL);
}

static char *
line_text (const Paper *paper, const RtOrderLine *line)
{
  g_autoptr (GString) text = g_string_new (line->description);
  g_autofree char *warranty = warranty_text (paper, line);

  if (line->custom_made && rt_text_is_blank (line->custom_note))
    g_string_append_printf (text, "\n%s", word (paper, N_("Made to order")));
  else if (line->custom_made)
    {
      g_autofree char *note =
        rt_paper_fill (paper->lang, N_("Made to order: {note}"), "note", line->custom_note, NULL);

      g_string_append_printf (text, "\n%s", note);
    }
  if (warranty != NULL)
    g_string_append_printf (text, "\n%s", warranty);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_line (const Paper *paper, const RtOrderLine *line, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  g_autofree char *text = line_text (paper, line);
  g_autofree char *quantity = g_strdup_printf ("%" G_GINT64_FORMAT, line->quantity);
  g_autofree char *price = money (paper, paper->order->money ? line->unit_price : RT_MINOR_NONE);
  g_autofree char *total = money (paper, paper->order->money ? line->line_total : RT_MINOR_NONE);
  const char *cells[] = { number, text, quantity, price, total, NULL };

  if (!paper->order->money)
    cells[3] = NULL;
  rt_paper_doc_add_row (paper->doc, cells);
}

static void
add_total (const Paper *paper)
{
  g_autofree char *pieces = g_strdup_printf ("%u", paper->order->pieces);
  g_autofree char *total = money (paper, paper->order->money ? paper->order->total : RT_MINOR_NONE);
  const char *cells[] = { "", word (paper, N_("Total")), pieces, "", total, NULL };

  if (!paper->order->money)
    cells[3] = NULL;
  rt_paper_doc_add_total_row (paper->doc, cells);
}

static gboolean
has_custom_made (const RtOrder *order)
{
  for (guint i = 0; i < order->lines->len; i++)
    if (((const RtOrderLine *) g_ptr_array_index (order->lines, i))->custom_made)
      return TRUE;
  return FALSE;
}

static void
add_lines (const Paper *paper)
{
  const RtOrder *order = paper->order;
  const RtPaperColumn columns[] = {
    { word (paper, N_("No.")), 0.6, RT_PAPER_ALIGN_START, FALSE },
    { word (paper, N_("Article")), 8, RT_PAPER_ALIGN_START, TRUE },
    { word (paper, N_("Pieces")), 1, RT_PAPER_ALIGN_END, FALSE },
    { word (paper, N_("Unit price")), 1, RT_PAPER_ALIGN_END, FALSE },
    { word (paper, N_("Amount")), 1, RT_PAPER_ALIGN_END, FALSE },
  };

  if (order->lines == NULL || order->lines->len == 0)
    return;
  rt_paper_doc_add_heading (paper->doc, word (paper, N_("What is ordered")));
  rt_paper_doc_begin_table (paper->doc, columns, order->money ? 5 : 3);
  for (guint i = 0; i < order->lines->len; i++)
    add_line (paper, g_ptr_array_index (order->lines, i), i);
  add_total (paper);
  rt_paper_doc_end_table (paper->doc);
  if (has_custom_made (order))
    /* Consumer Protection Law of China art. 25: goods made to the consumer's wishes. */
    rt_paper_doc_add_paragraph (paper->doc, word (paper, N_("What is marked “made to order” is made for you: the "
                                                             "seven-day return does not apply to it.")));
}

/* --- Money --- */

static const char *
payment_word (const Paper *paper, const char *id)
{
  static const struct
  {
    const char *id;
    const char *name;
  } words[] = {
    { "deposit", N_("Deposit") },   { "payment", N_("Payment") }, { "refund", N_("Refund") },
    { "cash", N_("Cash") },         { "card", N_("Card") },       { "transfer", N_("Bank transfer") },
    { "wechat", N_("WeChat Pay") }, { "alipay", N_("Alipay") },   { "other", N_("Other way") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (id, words[i].id) == 0)
      return word (paper, words[i].name);
  return "";
}

static void
add_payment (const Paper *paper, const RtPayment *payment)
{
  gboolean refund = g_strcmp0 (payment->kind, "refund") == 0;
  g_autofree char *day = rt_day_format (payment->paid_on, 'l', paper->lang);
  g_autofree char *amount =
    money (paper, refund && payment->amount != RT_MINOR_NONE ? -payment->amount : payment->amount);
  const char *cells[] = { day, payment_word (paper, payment->kind), payment_word (paper, payment->method), amount,
                          NULL };

  rt_paper_doc_add_row (paper->doc, cells);
}

static void
add_sum (const Paper *paper, const char *label, RtMinor amount)
{
  g_autofree char *text = money (paper, amount);
  const char *cells[] = { label, "", "", text, NULL };

  if (amount != RT_MINOR_NONE)
    rt_paper_doc_add_total_row (paper->doc, cells);
}

/* What is left to pay; below zero it is to be given back. */
static RtMinor
balance_of (const RtOrder *order)
{
  RtMinor balance;

  if (order->paid == RT_MINOR_NONE || !rt_money_add (order->total, -order->paid, &balance))
    return RT_MINOR_NONE;
  return balance;
}

static void
add_balance (const Paper *paper)
{
  RtMinor balance = balance_of (paper->order);

  if (balance < 0 && balance != RT_MINOR_NONE)
    add_sum (paper, word (paper, N_("To be given back")), -balance);
  else
    add_sum (paper, word (paper, N_("Left to pay")), balance);
}

static void
add_payments (const Paper *paper)
{
  const RtOrder *order = paper->order;
  const RtPaperColumn columns[] = {
    { word (paper, N_("Day")), 3, RT_PAPER_ALIGN_START, FALSE },
    { word (paper, N_("Kind")), 3, RT_PAPER_ALIGN_START, FALSE },
    { word (paper, N_("Paid by")), 3, RT_PAPER_ALIGN_START, FALSE },
    { word (paper, N_("Amount")), 1, RT_PAPER_ALIGN_END, FALSE },
  };

  if (!order->money)
    return;
  rt_paper_doc_begin_keep (paper->doc);
  rt_paper_doc_add_heading (paper->doc, word (paper, N_("Deposits and payments")));
  if (order->payments == NULL || order->payments->len == 0)
    rt_paper_doc_add_paragraph (paper->doc, word (paper, N_("Nothing has been paid yet.")));
  else
    {
      rt_paper_doc_begin_table (paper->doc, columns, G_N_ELEMENTS (columns));
      for (guint i = 0; i < order->payments->len; i++)
        add_payment (paper, g_ptr_array_index (order->payments, i));
      add_sum (paper, word (paper, N_("Paid")), order->paid);
      add_balance (paper);
      rt_paper_doc_end_table (paper->doc);
    }
  rt_paper_doc_end_keep (paper->doc);
}

/* --- The data statement --- */

static const char *
summary_of (const RtNotice *notice, const char *lang)
{
  const char *text = notice->summary[rt_lang_is_chinese (lang) ? 1 : 0];

  return rt_text_is_blank (text) ? NULL : text;
}

static char *
given_sentence (const Paper *paper)
{
  const GPtrArray *all = paper->order->acknowledgements;
  const RtAcknowledgement *last = all != NULL && all->len > 0 ? g_ptr_array_index (all, all->len - 1) : NULL;
  g_autofree char *version = NULL;
  g_autofree char *day = NULL;

  if (last == NULL)
    return NULL;
  version = g_strdup_printf ("%" G_GINT64_FORMAT, last->version);
  day = rt_day_format (rt_day_from_moment (last->at), 'l', paper->lang);
  if (rt_text_is_blank (last->taken_by_name))
    return rt_paper_fill (paper->lang, N_("Version {version} of the data-use notice was given on {day}."), "version",
                          version, "day", day, NULL);
  return rt_paper_fill (paper->lang, N_("Version {version} of the data-use notice was given on {day} by {person}."),
                        "version", version, "day", day, "person", last->taken_by_name, NULL);
}

static char *
statement_title (const Paper *paper, const RtNotice *notice)
{
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, notice->version);
  g_autofree char *day = rt_day_format (rt_day_from_moment (notice->published_at), 'l', paper->lang);

  if (!notice->published)
    return g_strdup (word (paper, N_("Your personal data")));
  return rt_paper_fill (paper->lang, N_("Your personal data (data-use notice, version {version}, {day})"), "version",
                        version, "day", day, NULL);
}

static void
add_statement (const Paper *paper, const RtNotice *notice)
{
  g_autofree char *title = NULL;
  g_autofree char *given = given_sentence (paper);

  if (notice == NULL || summary_of (notice, paper->lang) == NULL)
    return;
  title = statement_title (paper, notice);
  rt_paper_doc_begin_keep (paper->doc);
  rt_paper_doc_add_spacer (paper->doc, 6);
  rt_paper_doc_add_callout (paper->doc, title, summary_of (notice, paper->lang));
  rt_paper_doc_add_paragraph (paper->doc, word (paper, N_("I have been given the data-use notice, and what is written "
                                                           "above about my order is right.")));
  if (given != NULL)
    rt_paper_doc_add_small (paper->doc, given);
  rt_paper_doc_add_signature (paper->doc, word (paper, N_("Customer's signature")), word (paper, N_("Date")));
  rt_paper_doc_end_keep (paper->doc);
}

static RtPaperDoc *
begin (const RtStoreInfo *store, const RtNotice *notice, const char *lang, const char *number, gint64 sheet)
{
  g_autofree char *title = rt_paper_fill (lang, N_("Order {number}"), "number", number, NULL);
  g_autofree char *mark = rt_paper_sheet (sheet, lang);
  g_autofree char *version = NULL;
  g_autofree char *full = NULL;

  if (notice == NULL || !notice->published)
    return rt_paper_begin (store, lang, title, mark);
  version = g_strdup_printf ("%" G_GINT64_FORMAT, notice->version);
  /* Translators: at the foot of a page: the version of the data-use notice, then "sheet 17" or "preview". */
  full = rt_paper_fill (lang, N_("notice {version} · {sheet}"), "version", version, "sheet", mark, NULL);
  return rt_paper_begin (store, lang, title, full);
}

RtPaperDoc *
rt_paper_order (const RtOrder *order, const RtStoreInfo *store, const RtNotice *notice, const char *lang, gint64 number)
{
  g_autofree char *name = rt_order_number_format (order->number);
  g_autofree char *customer = order->customer_number > 0 ? rt_customer_number_format (order->customer_number) : NULL;
  Paper paper = { begin (store, notice, lang, name, number), order, lang };

  add_title (&paper, name);
  rt_paper_person_add_customer (paper.doc, order->shown, customer);
  add_delivery (&paper);
  add_home (&paper);
  add_lines (&paper);
  add_payments (&paper);
  add_statement (&paper, notice);
  return paper.doc;
}
