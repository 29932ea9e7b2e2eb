/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The papers of real records, under the table of product.md §4 and under tables made at random: what is printed equals
 * an independent reading of the table, own work or not, and after everything that can be was revealed. */
#include "config.h"

#include <string.h>

#include "rt-any-table.h"
#include "rt-lang.h"
#include "rt-paper-order.h"
#include "rt-paper-ticket.h"
#include "rt-reveal.h"
#include "rt-sample.h"
#include "rt-scene.h"

#define ROUNDS         10
#define REVEALS_ROUNDS 8 /* as many as one day allows */

static char *
order_paper (RtAnyTable *table, RtRole whose, const char *lang)
{
  g_autoptr (RtStoreInfo) store = rt_sample_store (lang);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtOrder) order = rt_test_open (table->f, table->orders[whose], &error);
  g_autoptr (RtPaperDoc) doc = NULL;

  g_assert_no_error (error);
  doc = rt_paper_order (order, store, NULL, lang, 17);
  return rt_sample_text (doc, NULL);
}

static char *
ticket_paper (RtAnyTable *table, RtRole whose, const char *lang)
{
  g_autoptr (RtStoreInfo) store = rt_sample_store (lang);
  g_autoptr (RtTicket) ticket = rt_scene_open (table->f, table->tickets[whose]);
  g_autoptr (RtPaperDoc) doc = rt_paper_ticket (ticket, store, lang, 17);

  return rt_sample_text (doc, NULL);
}

/* Every value of the record is on the paper as the table says: clear, its masked form, or nothing. */
static void
check_value (const char *text, const char *clear, const char *masked, RtShow show)
{
  gboolean says = strstr (text, clear) != NULL;

  if (masked != NULL && strcmp (clear, masked) == 0)
    g_assert_cmpint (says, ==, show != RT_SHOW_HIDDEN);
  else
    g_assert_cmpint (says, ==, show == RT_SHOW_CLEAR);
  if (masked != NULL && show == RT_SHOW_MASKED)
    g_assert_nonnull (strstr (text, masked));
}

static void
check_paper (RtAnyTable *table, const char *text, gboolean ticket, RtRole role, RtRole whose)
{
  RtShow contact = rt_any_table_expected (table, RT_CLASS_CONTACT, role, whose);
  g_autofree char *phone = g_strdup_printf ("138 0000 00%02u", 20 + whose);
  g_autofree char *masked = g_strdup_printf ("138****00%02u", 20 + whose);
  gboolean money = !ticket && rt_any_table_expected (table, RT_CLASS_MONEY, role, whose) == RT_SHOW_CLEAR;

  check_value (text, RT_ANY_NAMES[whose], "**", contact);
  check_value (text, phone, masked, contact);
  g_assert_cmpint (strstr (text, "13,800.00") != NULL, ==, money);
  for (gsize i = 0; i < G_N_ELEMENTS (RT_ANY_VALUES); i++)
    {
      const RtAnyValue *value = &RT_ANY_VALUES[i];
      gboolean here = value->klass == RT_CLASS_CONTACT || value->klass == RT_CLASS_ADDRESS ||
                      (value->klass == RT_CLASS_HOME) != ticket;

      check_value (text, value->clear, value->masked,
                   here ? rt_any_table_expected (table, value->klass, role, whose) : RT_SHOW_HIDDEN);
    }
}

static void
check_papers (RtAnyTable *table, RtRole role, RtRole whose)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autofree char *order = order_paper (table, whose, *lang);

      check_paper (table, order, FALSE, role, whose);
      if (rt_any_table_reads_tickets (role))
        {
          g_autofree char *ticket = ticket_paper (table, whose, *lang);

          check_paper (table, ticket, TRUE, role, whose);
        }
    }
}

static gpointer
reveal (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal (work, data, error);
}

/* Has everything shown that can be; gives what must be freed when the papers are made. */
static GPtrArray *
reveal_all (RtAnyTable *table, RtRole role, RtRole whose)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_revealed_free);
  const RtRevealRecord records[] = { { RT_REVEAL_ORDER, table->orders[whose] },
                                     { RT_REVEAL_TICKET, table->tickets[whose] } };

  for (gsize r = 0; r < G_N_ELEMENTS (records); r++)
    for (guint klass = 0; klass < RT_N_CLASSES; klass++)
      {
        RtRevealWish wish = { .record = records[r], .klass = (RtClass) klass, .job = records[0] };
        RtRevealed *revealed = rt_desk_call (table->f->desk, TRUE, reveal, &wish, NULL, NULL);

        if (revealed != NULL)
          g_ptr_array_add (all, revealed);
      }
  if (rt_any_table_can_ask (table, RT_CLASS_CONTACT, role, whose))
    g_assert_cmpuint (all->len, >, 0);
  return all;
}

static gpointer
look (RtWork *work, gpointer data, GError **error)
{
  return rt_order_open (work, *(gint64 *) data, "print", error);
}

static void
check_role (RtAnyTable *table, RtRole role, gboolean asks)
{
  rt_fixture_sign_in (table->f, role);
  for (gsize i = 0; i < G_N_ELEMENTS (RT_ANY_WHOSE); i++)
    {
      RtRole whose = RT_ANY_WHOSE[i];

      if (role == RT_ROLE_ADMINISTRATOR)
        {
          rt_fixture_refuse (table->f, TRUE, look, &table->orders[whose], RT_ERROR_DENIED);
          continue;
        }
      check_papers (table, role, whose);
      if (asks)
        {
          g_autoptr (GPtrArray) revealed = reveal_all (table, role, whose);

          check_papers (table, role, whose);
        }
    }
}

static void
test_papers (void)
{
  g_autoptr (RtAnyTable) table = rt_any_table_new ();

  for (guint round = 0; round < ROUNDS; round++)
    {
      if (round == 0)
        rt_any_table_use_product (table);
      else
        rt_any_table_change (table);
      for (guint role = 0; role < RT_N_ROLES; role++)
        check_role (table, (RtRole) role, round < REVEALS_ROUNDS);
    }
}

int
main (int argc, char **argv)
{
  rt_lang_init ("en", NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/real records print what the table says, whatever it is, and nothing that was revealed",
                   test_papers);
  return g_test_run ();
}
