/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tickets without a store: states, words, numbers, drafts, what a form refuses. */
#include "config.h"

#include <string.h>

#include "rt-error.h"
#include "rt-lang.h"
#include "rt-secret.h"
#include "rt-ticket-private.h"

/* An independent reading of the states: rows from, columns to. */
static const char *const allowed[RT_N_TICKET_STATES] = {
  [RT_TICKET_NEW] = ".xxx.",      [RT_TICKET_IN_PROGRESS] = "..xx.", [RT_TICKET_WAITING] = ".x.x.",
  [RT_TICKET_RESOLVED] = ".x..x", [RT_TICKET_CLOSED] = ".x...",
};

static void
test_states (void)
{
  for (guint from = 0; from < RT_N_TICKET_STATES; from++)
    for (guint to = 0; to < RT_N_TICKET_STATES; to++)
      {
        gboolean may = (rt_ticket_state_next (from) & (1u << to)) != 0;

        g_assert_cmpint (may, ==, allowed[from][to] == 'x');
      }
  g_assert_cmpuint (rt_ticket_state_next ((RtTicketState) 99), ==, 0);
}

static void
test_words (void)
{
  RtTicketState state;
  RtTicketType type;
  RtPriority priority;

  for (guint i = 0; i < RT_N_TICKET_STATES; i++)
    {
      g_assert_true (rt_ticket_state_from_id (rt_ticket_state_id (i), &state) && state == i);
      g_assert_cmpint (rt_ticket_state_is_open (i), ==, i < RT_TICKET_RESOLVED);
      g_assert_nonnull (rt_ticket_state_name (i));
    }
  for (guint i = 0; i < RT_N_TICKET_TYPES; i++)
    g_assert_true (rt_ticket_type_from_id (rt_ticket_type_id (i), &type) && type == i);
  for (guint i = 0; i < RT_N_PRIORITIES; i++)
    g_assert_true (rt_priority_from_id (rt_priority_id (i), &priority) && priority == i);
  g_assert_false (rt_ticket_state_from_id ("open", &state));
  g_assert_false (rt_ticket_type_from_id (NULL, &type));
  g_assert_null (rt_ticket_state_id ((RtTicketState) 99));
}

static void
test_numbers (void)
{
  static const char *const good[] = { "ST-2071", "st2071", "2071", " ST 2071 ", "ＳＴ－2071" };
  static const char *const bad[] = {
    "SO-2071", "ST-", "", "ST-0", "-5", "20 71", "2071x", "99999999999999999999", NULL
  };
  g_autofree char *text = rt_ticket_number_format (2071);

  g_assert_cmpstr (text, ==, "ST-2071");
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 number = 0;

      g_assert_true (rt_ticket_number_parse (good[i], &number));
      g_assert_cmpint (number, ==, 2071);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 number = 7;

      g_assert_false (rt_ticket_number_parse (bad[i], &number));
      g_assert_cmpint (number, ==, 7);
    }
}

static void
test_warranty (void)
{
  RtDay delivered = rt_day_new (2026, 1, 31);

  g_assert_cmpint (rt_ticket_warranty_end (delivered, 12), ==, rt_day_new (2027, 1, 31));
  g_assert_cmpint (rt_ticket_warranty_end (delivered, 6), ==, rt_day_new (2026, 7, 31));
  g_assert_cmpint (rt_ticket_warranty_end (delivered, 0), ==, RT_DAY_NONE);
  g_assert_cmpint (rt_ticket_warranty_end (RT_DAY_NONE, 12), ==, RT_DAY_NONE);
}

static void
test_draft (void)
{
  g_autoptr (RtTicketEdit) edit = rt_ticket_edit_new (12, 3);
  g_autoptr (RtTicketEdit) back = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  edit->type = RT_TICKET_PARTS;
  edit->priority = RT_PRIORITY_URGENT;
  edit->assign_to_me = TRUE;
  edit->text = g_strdup ("门板开裂\nsecond line <b>&\n");
  bytes = rt_ticket_edit_to_bytes (edit);
  back = rt_ticket_edit_from_bytes (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->order_id, ==, 12);
  g_assert_cmpint (back->line_id, ==, 3);
  g_assert_cmpint (back->type, ==, RT_TICKET_PARTS);
  g_assert_cmpint (back->priority, ==, RT_PRIORITY_URGENT);
  g_assert_true (back->assign_to_me);
  g_assert_cmpstr (back->text, ==, edit->text);
}

static void
test_draft_noise (void)
{
  static const char *const noise[] = { "",
                                       "ticket 1",
                                       "ticket 1 1 2 defect normal 0",
                                       "ticket 2 1 2 defect normal 0\n",
                                       "ticket 1 -1 2 defect normal 0\n",
                                       "ticket 1 1 2 bad normal 0\n",
                                       "ticket 1 1 2 defect normal 0\n\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (noise); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (noise[i], strlen (noise[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (rt_ticket_edit_from_bytes (bytes, &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
    }
}

static gboolean
has_problem (const RtTicketEdit *edit, const char *field)
{
  g_autoptr (GPtrArray) problems = rt_ticket_edit_check (edit);

  for (guint i = 0; i < problems->len; i++)
    {
      const RtProblem *problem = g_ptr_array_index (problems, i);

      if (strcmp (problem->field, field) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_check (void)
{
  g_autoptr (RtTicketEdit) edit = rt_ticket_edit_new (0, 0);

  edit->text = g_strdup ("  \n ");
  g_assert_true (has_problem (edit, "order"));
  g_assert_true (has_problem (edit, "ticket_text"));
  edit->order_id = 1;
  rt_wipe_string (edit->text);
  edit->text = g_strdup ("A door hangs low, call 138 0000 0012.");
  g_assert_false (has_problem (edit, "order"));
  g_assert_false (has_problem (edit, "ticket_text"));
}

/* product.md §2: these two are never collected; the first is the example of GB 11643, the second a test number of card
 * schemes. */
static void
test_never_collected (void)
{
  static const char *const never[] = { "Her card is 11010519491231002X, she said", "paid with 4111 1111 1111 1111" };

  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    {
      g_autoptr (RtTicketEdit) edit = rt_ticket_edit_new (1, 0);

      edit->text = g_strdup (never[i]);
      g_assert_true (has_problem (edit, "ticket_text"));
    }
}

static void
assert_sentence (const char *kind, const char *from, const char *to, gboolean self, const char *name,
                 const char *expected)
{
  g_autofree char *sentence = rt_diary_sentence (kind, "Lin Mei", from, to, self, name);

  g_assert_cmpstr (sentence, ==, expected);
}

static void
test_sentences (void)
{
  assert_sentence ("state", NULL, "new", FALSE, NULL, "Lin Mei opened the ticket.");
  assert_sentence ("state", "new", "in-progress", FALSE, NULL, "Lin Mei changed the state from New to In progress.");
  assert_sentence ("assigned", NULL, "4", TRUE, "Lin Mei", "Lin Mei took the ticket.");
  assert_sentence ("assigned", "4", "5", FALSE, "Wang Fang", "Lin Mei gave the ticket to Wang Fang.");
  assert_sentence ("assigned", "4", NULL, FALSE, NULL, "Lin Mei left the ticket to nobody in particular.");
  assert_sentence ("visit", NULL, "2026-11-12", FALSE, NULL, "Lin Mei booked a visit for 12 November 2026.");
  assert_sentence ("visit", "2026-11-12", "done", FALSE, NULL, "Lin Mei noted that the visit is done.");
  assert_sentence ("visit", "2026-11-12", NULL, FALSE, NULL, "Lin Mei called the visit off.");
  assert_sentence ("priority", "low", "urgent", FALSE, NULL, "Lin Mei changed the priority from Low to Urgent.");
  assert_sentence ("note", NULL, NULL, FALSE, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rt_lang_init ("en", NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/ticket/a state leads to the states it may lead to and to no other", test_states);
  g_test_add_func ("/ticket/words of types, priorities and states read back", test_words);
  g_test_add_func ("/ticket/numbers are read as people type them and nothing else is", test_numbers);
  g_test_add_func ("/ticket/the warranty runs whole months from the delivery", test_warranty);
  g_test_add_func ("/ticket/unfinished work reads back as it was typed", test_draft);
  g_test_add_func ("/ticket/noise is no unfinished work", test_draft_noise);
  g_test_add_func ("/ticket/a form says what is missing", test_check);
  g_test_add_func ("/ticket/identity-card and bank-card numbers are refused", test_never_collected);
  g_test_add_func ("/ticket/the diary speaks in sentences", test_sentences);
  return g_test_run ();
}
