/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rt-scene.h"

#include "rt-notice.h"
#include "rt-secret.h"

typedef struct
{
  const char *name, *phone;
  gint64 id;
} NewOrder;

static void
set_value (RtOrderEdit *edit, RtFieldId field, const char *text)
{
  rt_wipe_string (edit->values[field]);
  edit->values[field] = g_strdup (text);
}

static void
set_text (char **slot, const char *text)
{
  g_free (*slot);
  *slot = g_strdup (text);
}

static void
add_line (RtOrderEdit *edit)
{
  RtLineEdit *line = rt_line_edit_new ();

  set_text (&line->description, "Oak wardrobe");
  set_text (&line->quantity, "1");
  set_text (&line->unit_price, "6900.00");
  line->warranty = RT_WARRANTY_CASE;
  g_ptr_array_add (edit->lines, line);
}

static gpointer
save_order (RtWork *work, gpointer data, GError **error)
{
  NewOrder *order = data;
  g_autoptr (RtOrderEdit) edit = rt_order_edit_new ();
  g_autoptr (RtNotice) notice = rt_notice_get_current (work, error);

  if (notice == NULL)
    return NULL;
  set_value (edit, RT_FIELD_NAME, order->name);
  set_value (edit, RT_FIELD_PHONE, order->phone);
  set_value (edit, RT_FIELD_EMAIL, "j@example.org");
  set_value (edit, RT_FIELD_REGION_CITY, "杭州市");
  set_value (edit, RT_FIELD_STREET, "文三路 1 号");
  add_line (edit);
  set_text (&edit->ordered_on, "2026-11-20");
  edit->acknowledged = TRUE;
  edit->notice_id = notice->id;
  set_text (&edit->ack_channel, "counter");
  set_text (&edit->ack_language, "zh_CN");
  order->id = rt_order_save (work, edit, error);
  return NULL;
}

gint64
rt_scene_order (RtFixture *f, const char *name, const char *phone)
{
  NewOrder order = { name, phone, 0 };

  rt_fixture_run (f, save_order, &order);
  g_assert_cmpint (order.id, >, 0);
  return order.id;
}

typedef struct
{
  RtTicketEdit *edit;
  gint64 id;
} NewTicket;

static gpointer
create_ticket (RtWork *work, gpointer data, GError **error)
{
  NewTicket *ticket = data;

  ticket->id = rt_ticket_create (work, ticket->edit, error);
  return NULL;
}

gint64
rt_scene_ticket (RtFixture *f, gint64 order_id, gboolean assign_to_me, const char *text)
{
  g_autoptr (RtTicketEdit) edit = rt_ticket_edit_new (order_id, 0);
  NewTicket ticket = { edit, 0 };

  edit->assign_to_me = assign_to_me;
  edit->text = g_strdup (text);
  rt_fixture_run (f, create_ticket, &ticket);
  g_assert_cmpint (ticket.id, >, 0);
  return ticket.id;
}

gpointer
rt_scene_look (RtWork *work, gpointer data, GError **error)
{
  return rt_ticket_open (work, ((RtSceneChange *) data)->id, "detail", error);
}

RtTicket *
rt_scene_open (RtFixture *f, gint64 ticket_id)
{
  RtSceneChange change = { .id = ticket_id };
  RtTicket *ticket = rt_fixture_run (f, rt_scene_look, &change);

  g_assert_nonnull (ticket);
  return ticket;
}

gpointer
rt_scene_note (RtWork *work, gpointer data, GError **error)
{
  RtSceneChange *c = data;

  rt_ticket_add_note (work, c->id, c->text, error);
  return NULL;
}

gpointer
rt_scene_assign (RtWork *work, gpointer data, GError **error)
{
  RtSceneChange *c = data;

  rt_ticket_assign (work, c->id, c->rev, c->staff, error);
  return NULL;
}

gpointer
rt_scene_state (RtWork *work, gpointer data, GError **error)
{
  RtSceneChange *c = data;

  rt_ticket_set_state (work, c->id, c->rev, c->state, c->text, error);
  return NULL;
}

gpointer
rt_scene_priority (RtWork *work, gpointer data, GError **error)
{
  RtSceneChange *c = data;

  rt_ticket_set_priority (work, c->id, c->rev, c->priority, error);
  return NULL;
}

gpointer
rt_scene_visit (RtWork *work, gpointer data, GError **error)
{
  RtSceneChange *c = data;

  rt_ticket_book_visit (work, c->id, c->rev, c->day, c->time, c->code, c->key, error);
  return NULL;
}

gpointer
rt_scene_visit_done (RtWork *work, gpointer data, GError **error)
{
  RtSceneChange *c = data;

  rt_ticket_visit_done (work, c->id, c->rev, error);
  return NULL;
}

gint64
rt_scene_rev (RtFixture *f, gint64 ticket_id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rev FROM ticket WHERE id = %" G_GINT64_FORMAT, ticket_id);

  return rt_fixture_get_int (f, sql);
}
