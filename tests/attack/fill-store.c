/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enters the records that standard input names into a store, through the model, and tells every personal value that the
 * store then holds. For test-readable.py, beside the real keyring: fill-store STORE LOGIN PASSWORD
 *
 * In: one "field<TAB>value" per line; an empty line ends a record (an order with everything, a ticket on it, a booked
 * visit, a diary note), which is answered by "entered" while the store stays open. Out, at the end of the input:
 * "field<TAB>value" per line. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "rt-customer.h"
#include "rt-draft.h"
#include "rt-error.h"
#include "rt-notice.h"
#include "rt-record-list.h"
#include "rt-secret.h"
#include "rt-ticket.h"

typedef struct
{
  char *values[RT_N_FIELDS];
} Record;

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static RtOrderEdit *
make_edit (const Record *record, gint64 notice_id)
{
  RtOrderEdit *edit = rt_order_edit_new ();
  RtLineEdit *line = rt_line_edit_new ();

  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (rt_field_info ((RtFieldId) i)->klass != RT_CLASS_ACCESS &&
        rt_field_info ((RtFieldId) i)->klass < RT_CLASS_SERVICE)
      set_text (&edit->values[i], record->values[i]);
  edit->home_consent = TRUE;
  set_text (&line->description, "Oak wardrobe");
  set_text (&line->quantity, "1");
  set_text (&line->unit_price, "6900.00");
  g_ptr_array_add (edit->lines, line);
  set_text (&edit->deposit, "1000");
  set_text (&edit->deposit_method, "card");
  edit->acknowledged = TRUE;
  edit->notice_id = notice_id;
  set_text (&edit->ack_language, "en");
  set_text (&edit->ack_channel, "counter");
  return edit;
}

static gboolean
book (RtWork *work, gint64 id, const Record *record, GError **error)
{
  g_autoptr (RtTicket) ticket = rt_ticket_open (work, id, "detail", error);

  return ticket != NULL &&
         rt_ticket_book_visit (work, id, ticket->rev, rt_work_get_today (work) + 3, "morning",
                               record->values[RT_FIELD_DOOR_CODE], record->values[RT_FIELD_KEY_PLACE], error);
}

static gboolean
resolve (RtWork *work, gint64 order, const Record *record, GError **error)
{
  g_autoptr (RtTicketEdit) edit = rt_ticket_edit_new (order, 0);
  g_autoptr (RtTicket) ticket = NULL;
  gint64 id;

  set_text (&edit->text, record->values[RT_FIELD_TICKET_TEXT]);
  edit->assign_to_me = TRUE;
  id = rt_ticket_create (work, edit, error);
  ticket = id != 0 ? rt_ticket_open (work, id, "detail", error) : NULL;
  if (ticket == NULL || !rt_ticket_set_state (work, id, ticket->rev, RT_TICKET_IN_PROGRESS, NULL, error))
    return FALSE;
  return rt_ticket_set_state (work, id, ticket->rev + 1, RT_TICKET_RESOLVED, record->values[RT_FIELD_RESOLUTION],
                              error);
}

static gboolean
enter_ticket (RtWork *work, gint64 order, const Record *record, GError **error)
{
  g_autoptr (RtTicketEdit) edit = rt_ticket_edit_new (order, 0);
  gint64 id;

  set_text (&edit->text, record->values[RT_FIELD_TICKET_TEXT]);
  id = rt_ticket_create (work, edit, error);
  return id != 0 && rt_ticket_add_note (work, id, record->values[RT_FIELD_DIARY_TEXT], error) &&
         book (work, id, record, error) && resolve (work, order, record, error);
}

/* Order, tickets, and the same order once more as an unfinished one. */
static gpointer
enter (RtWork *work, gpointer data, GError **error)
{
  const Record *record = data;
  g_autoptr (RtNotice) notice = rt_notice_get_current (work, error);
  g_autoptr (RtOrderEdit) edit = NULL;
  g_autoptr (GBytes) draft = NULL;
  gint64 order;

  if (notice == NULL)
    return NULL;
  edit = make_edit (record, notice->id);
  draft = rt_order_edit_to_bytes (edit);
  order = rt_order_save (work, edit, error);
  if (order == 0 || !enter_ticket (work, order, record, error) || !rt_draft_save (work, "order", draft, error))
    return NULL;
  return GINT_TO_POINTER (1);
}

static void
tell_shown (const RtShown *shown)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      const char *text = rt_shown_get_text (shown, (RtFieldId) i);
      g_autofree char *line = NULL;

      if (text == NULL || rt_shown_get_show (shown, (RtFieldId) i) != RT_SHOW_CLEAR)
        continue;
      line = g_strescape (text, NULL);
      printf ("%s\t%s\n", rt_field_info ((RtFieldId) i)->name, line);
    }
}

static gboolean
tell_one (RtWork *work, RtListKind kind, gint64 id, GError **error)
{
  g_autoptr (RtTicket) ticket = NULL;
  g_autoptr (RtOrder) order = NULL;

  if (kind == RT_LIST_ORDERS)
    {
      order = rt_order_open (work, id, "detail", error);
      if (order != NULL)
        tell_shown (order->shown);
      return order != NULL;
    }
  ticket = rt_ticket_open (work, id, "detail", error);
  if (ticket == NULL)
    return FALSE;
  tell_shown (ticket->shown);
  for (guint i = 0; i < ticket->diary->len; i++)
    tell_shown (((RtDiaryEntry *) ticket->diary->pdata[i])->shown);
  return TRUE;
}

static gpointer
tell (RtWork *work, gpointer data, GError **error)
{
  static const RtListKind kinds[] = { RT_LIST_ORDERS, RT_LIST_TICKETS };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      RtListQuery query = { .kind = kinds[k], .from = RT_DAY_NONE, .to = RT_DAY_NONE, .sort = "number" };
      g_autoptr (GArray) ids = rt_list_ids (work, &query, error);

      if (ids == NULL)
        return NULL;
      for (guint i = 0; i < ids->len; i++)
        if (!tell_one (work, kinds[k], g_array_index (ids, gint64, i), error))
          return NULL;
    }
  return GINT_TO_POINTER (1);
}

static gboolean
read_record (Record *record)
{
  char line[4096];
  gboolean any = FALSE;

  while (fgets (line, sizeof line, stdin) != NULL && line[0] != '\n')
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), "\t", 2);
      RtFieldId field;

      if (g_strv_length (words) != 2 || !rt_field_from_name (words[0], &field))
        {
          fprintf (stderr, "there is no field %s\n", words[0]);
          continue;
        }
      set_text (&record->values[field], words[1]);
      any = TRUE;
    }
  return any;
}

static gboolean
enter_all (RtDesk *desk, GError **error)
{
  for (;;)
    {
      Record record = { { NULL } };
      gboolean any = read_record (&record);
      gboolean done = any && rt_desk_call (desk, TRUE, enter, &record, NULL, error) != NULL;

      for (guint i = 0; i < RT_N_FIELDS; i++)
        g_free (record.values[i]);
      if (!done)
        return !any;
      puts ("entered");
      fflush (stdout);
    }
}

static gboolean
sign_in (RtDesk *desk, const char *path, const char *login, const char *password, GError **error)
{
  g_autoptr (RtSecret) secret = rt_secret_new_from (password, strlen (password));
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  RtSignIn what = RT_SIGN_IN_DONE;

  rt_desk_open_async (desk, path, NULL, rt_desk_await_cb, &opened);
  if (!rt_desk_open_finish (desk, rt_desk_await (&opened), error))
    return FALSE;
  rt_desk_sign_in_async (desk, login, secret, NULL, NULL, rt_desk_await_cb, &signed_in);
  return rt_desk_sign_in_finish (desk, rt_desk_await (&signed_in), &what, error);
}

static gboolean
run (char **argv, GError **error)
{
  g_autoptr (RtKeyring) keyring = rt_keyring_new_service ();
  g_autoptr (RtClock) clock = rt_clock_new_system ();
  g_autoptr (RtDesk) desk = rt_desk_new (keyring, clock, "ctl");
  g_autoptr (GAsyncResult) closed = NULL;
  gboolean done = sign_in (desk, argv[1], argv[2], argv[3], error) && enter_all (desk, error) &&
                  rt_desk_call (desk, TRUE, tell, NULL, NULL, error) != NULL;

  rt_desk_close_async (desk, rt_desk_await_cb, &closed);
  rt_desk_close_finish (desk, rt_desk_await (&closed));
  return done;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc == 4 && rt_secret_system_init (TRUE, &error) && run (argv, &error))
    return 0;
  if (error != NULL)
    fprintf (stderr, "%s\n", error->message);
  return 1;
}
