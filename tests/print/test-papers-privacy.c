/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed of a person is what RtShown holds, field by field, and nothing else. */
#include "config.h"

#include <string.h>

#include "rt-lang.h"
#include "rt-paper-order.h"
#include "rt-paper-ticket.h"
#include "rt-sample.h"
#include "rt-text.h"

typedef enum
{
  ORDER,
  TICKET,
  N_PAPERS
} PaperKind;

static char *
paper_text (PaperKind kind, RtShown *shown, gboolean money, const char *lang)
{
  g_autoptr (RtStoreInfo) store = rt_sample_store (lang);
  g_autoptr (RtPaperDoc) doc = NULL;

  if (kind == ORDER)
    {
      g_autoptr (RtOrder) order = rt_sample_order (shown, money, 4, lang);

      doc = rt_paper_order (order, store, NULL, lang, 17);
    }
  else
    {
      g_autoptr (RtTicket) ticket = rt_sample_ticket (shown, 4, lang);

      doc = rt_paper_ticket (ticket, store, lang, 17);
    }
  return rt_sample_text (doc, NULL);
}

/* Line breaks and cells do not matter to what is said. */
static gboolean
says (const char *text, const char *part)
{
  g_autofree char *folded = g_strdelimit (g_strdup (text), "\n\t", ' ');
  g_autofree char *wanted = g_strdelimit (g_strdup (part), "\n\t", ' ');

  return strstr (folded, wanted) != NULL;
}

static gboolean
has_place (PaperKind kind, RtFieldId field)
{
  switch (rt_field_info (field)->klass)
    {
    case RT_CLASS_CONTACT:
    case RT_CLASS_ADDRESS:
      return TRUE;
    case RT_CLASS_HOME:
      return kind == ORDER;
    case RT_CLASS_ACCESS:
    case RT_CLASS_SERVICE:
      return kind == TICKET;
    case RT_CLASS_MONEY:
    default:
      return FALSE;
    }
}

/* The words a paper must show for a field, NULL for none. */
static char *
expected (const RtShown *shown, RtFieldId field, const char *lang)
{
  const char *text = rt_shown_get_text (shown, field);
  gboolean masked = rt_shown_get_show (shown, field) == RT_SHOW_MASKED;

  if (rt_shown_get_show (shown, field) == RT_SHOW_HIDDEN || text == NULL)
    return NULL;
  if (masked && text[0] == '\0')
    return g_strdup (
      rt_lang_gettext (lang, rt_field_info (field)->klass == RT_CLASS_SERVICE ? "Text on file" : "On file"));
  if (!masked && rt_field_info (field)->kind == RT_FIELD_KIND_PHONE)
    return rt_phone_format (text);
  return g_strdup (text);
}

static gboolean
is_in_address_line (RtFieldId field)
{
  return field >= RT_FIELD_REGION_COUNTRY && field <= RT_FIELD_UNIT;
}

/* Only a label that is a whole cell: "Repair" may be part of other words. */
static gboolean
has_row (const char *text, RtFieldId field, const char *lang)
{
  const char *label = rt_lang_gettext (lang, is_in_address_line (field) ? "Address" : rt_field_info (field)->label);
  g_auto (GStrv) cells = g_strsplit_set (text, "\n\t", -1);

  return g_strv_contains ((const char *const *) cells, label);
}

static void
check_field (PaperKind kind, const char *text, const RtShown *shown, RtFieldId field, const char *lang)
{
  const char *value = rt_sample_value (field, lang);
  g_autofree char *formatted = value != NULL ? rt_phone_format (value) : NULL;
  g_autofree char *wanted = has_place (kind, field) ? expected (shown, field, lang) : NULL;

  if (wanted != NULL)
    g_assert_true (says (text, wanted));
  if (value != NULL && (wanted == NULL || (strcmp (wanted, value) != 0 && strcmp (wanted, formatted) != 0)))
    {
      g_assert_false (says (text, value));
      g_assert_false (says (text, formatted));
    }
  /* Amounts have a test of their own; the diary's heading, in Chinese the same words, stays over its other entries. */
  if (wanted == NULL && !is_in_address_line (field) && field != RT_FIELD_DIARY_TEXT &&
      rt_field_info (field)->klass != RT_CLASS_MONEY)
    g_assert_false (has_row (text, field, lang));
}

/* An address of which only the region is shown is marked, although nothing stands for the street itself. */
static gboolean
any_masked_place (PaperKind kind, const RtShown *shown)
{
  gboolean address = FALSE;
  gboolean masked = FALSE;

  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    {
      gboolean is_masked = rt_shown_get_show (shown, field) == RT_SHOW_MASKED;

      if (is_in_address_line (field))
        {
          address = address || rt_shown_has (shown, field);
          masked = masked || is_masked;
        }
      else if (has_place (kind, field) && is_masked && rt_shown_has (shown, field))
        return TRUE;
    }
  return address && masked;
}

/* @shown (transfer full) */
static void
check_paper (PaperKind kind, RtShown *shown, const char *lang)
{
  g_autoptr (RtShown) kept = rt_shown_ref (shown);
  g_autofree char *text = paper_text (kind, shown, TRUE, lang);

  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    check_field (kind, text, kept, field, lang);
  g_assert_cmpint (says (text, rt_lang_gettext (lang, "masked")), ==, any_masked_place (kind, kept));
  g_assert_false (says (text, "—"));
  g_assert_false (says (text, "(null)"));
}

static void
test_every_field (void)
{
  static const RtShow background[] = { RT_SHOW_HIDDEN, RT_SHOW_CLEAR };

  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    for (PaperKind kind = 0; kind < N_PAPERS; kind++)
      for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
        for (RtShow show = RT_SHOW_HIDDEN; show <= RT_SHOW_CLEAR; show++)
          for (gsize b = 0; b < G_N_ELEMENTS (background); b++)
            {
              RtShow all[RT_N_FIELDS];

              for (RtFieldId other = 0; other < RT_N_FIELDS; other++)
                all[other] = other == field ? show : background[b];
              check_paper (kind, rt_sample_shown (all, *lang), *lang);
            }
}

/* product.md, section 4, the default table: c clear, o own work (masked otherwise), m masked, h hidden; a column for
 * each of clerk, service, dispatcher, manager, privacy officer, administrator. */
static const struct
{
  RtClass klass;
  const char *access;
} who_sees_what[] = {
  { RT_CLASS_CONTACT, "ooocmh" }, { RT_CLASS_ADDRESS, "ooocmh" }, { RT_CLASS_ACCESS, "hoohhh" },
  { RT_CLASS_HOME, "oohmhh" },    { RT_CLASS_SERVICE, "mcochh" }, { RT_CLASS_MONEY, "chhchh" },
};

static const RtRole columns[] = { RT_ROLE_CLERK,   RT_ROLE_SERVICE,         RT_ROLE_DISPATCHER,
                                  RT_ROLE_MANAGER, RT_ROLE_PRIVACY_OFFICER, RT_ROLE_ADMINISTRATOR };

static RtShow
may_see (guint column, RtClass klass, gboolean own)
{
  for (gsize i = 0; i < G_N_ELEMENTS (who_sees_what); i++)
    if (who_sees_what[i].klass == klass)
      switch (who_sees_what[i].access[column])
        {
        case 'c':
          return RT_SHOW_CLEAR;
        case 'o':
          return own ? RT_SHOW_CLEAR : RT_SHOW_MASKED;
        case 'm':
          return RT_SHOW_MASKED;
        default:
          return RT_SHOW_HIDDEN;
        }
  g_assert_not_reached ();
}

/* The paper of what the policy gives this role, against the table alone. */
static void
check_role (PaperKind kind, guint column, gboolean own, const char *lang)
{
  RtRole role = columns[column];
  gboolean money = may_see (column, RT_CLASS_MONEY, own) == RT_SHOW_CLEAR;
  g_autoptr (RtShown) wanted = NULL;
  g_autofree char *text = NULL;
  RtShow all[RT_N_FIELDS];

  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    all[field] = may_see (column, rt_field_info (field)->klass, own);
  wanted = rt_sample_shown (all, lang);
  text = paper_text (kind, rt_sample_shown_for (role, own ? RT_ROLES_OF (role) : 0, lang), money, lang);
  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    check_field (kind, text, wanted, field, lang);
  g_assert_cmpint (says (text, rt_lang_gettext (lang, "masked")), ==, any_masked_place (kind, wanted));
  g_assert_cmpint (says (text, rt_currency_sign (rt_lang_is_chinese (lang) ? "CNY" : "USD")), ==,
                   money && kind == ORDER);
}

static void
test_every_role (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (columns), ==, RT_N_ROLES);
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    for (PaperKind kind = 0; kind < N_PAPERS; kind++)
      for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
        {
          check_role (kind, column, FALSE, *lang);
          check_role (kind, column, TRUE, *lang);
        }
}

static void
test_any_mixture (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (10482);

  for (guint i = 0; i < 200; i++)
    {
      const char *lang = rt_lang_list ()[i % 2];
      RtShow all[RT_N_FIELDS];

      for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
        all[field] = (RtShow) g_rand_int_range (rand, 0, 3);
      check_paper ((PaperKind) (i / 2 % N_PAPERS), rt_sample_shown (all, lang), lang);
    }
}

static void
test_hidden_has_no_heading (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    for (PaperKind kind = 0; kind < N_PAPERS; kind++)
      {
        g_autofree char *text = paper_text (kind, rt_sample_shown_all (RT_SHOW_HIDDEN, *lang), TRUE, *lang);

        g_assert_false (says (text, rt_lang_gettext (*lang, "Getting in")));
        g_assert_false (says (text, rt_lang_gettext (*lang, "Your home, kept with your consent")));
        g_assert_false (says (text, rt_lang_gettext (*lang, "What is wrong")));
        /* An order has the customer's number, which is no personal value of the registry. */
        g_assert_cmpint (says (text, rt_lang_gettext (*lang, "Customer number")), ==, kind == ORDER);
      }
}

/* Amounts as a paper writes them, with sign and without. */
static void
refuse_amount (const char *text, RtMinor amount, const char *currency)
{
  g_autofree char *plain = rt_money_to_plain (amount, currency);
  g_autofree char *grouped = rt_money_format (amount, currency, FALSE, NULL);

  g_assert_false (says (text, plain));
  g_assert_false (says (text, grouped));
}

static void
test_money (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      const char *currency = rt_lang_is_chinese (*lang) ? "CNY" : "USD";
      g_autoptr (RtOrder) order = rt_sample_order (rt_sample_shown_all (RT_SHOW_CLEAR, *lang), TRUE, 4, *lang);
      g_autofree char *text = NULL;
      g_autofree char *total = rt_money_format (order->total, currency, TRUE, *lang);
      g_autoptr (RtStoreInfo) store = rt_sample_store (*lang);
      g_autoptr (RtNotice) notice = rt_sample_notice (store);
      g_autoptr (RtPaperDoc) doc = NULL;
      g_autofree char *hidden = NULL;

      doc = rt_paper_order (order, store, notice, *lang, 17);
      text = rt_sample_text (doc, NULL);
      g_assert_true (says (text, total));
      /* The record still has its amounts, as if somebody had forgotten to leave them out: the paper says none. */
      order->money = FALSE;
      g_clear_object (&doc);
      doc = rt_paper_order (order, store, notice, *lang, 17);
      hidden = rt_sample_text (doc, NULL);
      refuse_amount (hidden, order->total, currency);
      refuse_amount (hidden, order->paid, currency);
      refuse_amount (hidden, order->total - order->paid, currency);
      for (guint i = 0; i < order->lines->len; i++)
        {
          const RtOrderLine *line = g_ptr_array_index (order->lines, i);

          refuse_amount (hidden, line->unit_price, currency);
          refuse_amount (hidden, line->line_total, currency);
        }
      g_assert_false (says (hidden, rt_currency_sign (currency)));
      g_assert_false (says (hidden, rt_lang_gettext (*lang, "Amount")));
      g_assert_false (says (hidden, rt_lang_gettext (*lang, "Deposits and payments")));
    }
}

int
main (int argc, char **argv)
{
  rt_lang_init ("en", NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/every field is printed as it is shown: clear, masked or not at all", test_every_field);
  g_test_add_func ("/print/every role prints, own work or not, what the product's table lets it see", test_every_role);
  g_test_add_func ("/print/any mixture of shown fields prints so", test_any_mixture);
  g_test_add_func ("/print/what is hidden leaves no heading", test_hidden_has_no_heading);
  g_test_add_func ("/print/hidden money leaves no amount", test_money);
  return g_test_run ();
}
