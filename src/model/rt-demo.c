/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Example stores: staff, products, customers, orders and tickets, the same for the same seed. */
#include "config.h"

#include "rt-demo.h"

#include "rt-accounts.h"
#include "rt-demo-words.h"
#include "rt-grants.h"
#include "rt-lang.h"
#include "rt-notice.h"
#include "rt-product.h"
#include "rt-staff.h"
#include "rt-ticket.h"

#define STEP 50

const RtDemoStaff RT_DEMO_STAFF[] = {
  { "wang.fang", "Wang Fang", "王芳", RT_ROLES_OF (RT_ROLE_CLERK) },
  { "lin.mei", "Lin Mei", "林梅", RT_ROLES_OF (RT_ROLE_SERVICE) },
  { "chen.jie", "Chen Jie", "陈杰", RT_ROLES_OF (RT_ROLE_DISPATCHER) },
  { "liu.yang", "Liu Yang", "刘洋", RT_ROLES_OF (RT_ROLE_PRIVACY_OFFICER) },
  { "sun.lei", "Sun Lei", "孙磊", RT_ROLES_OF (RT_ROLE_ADMINISTRATOR) },
  { NULL, NULL, NULL, 0 },
};

typedef struct
{
  RtDemoSize size;
  char *language;
  /* while it runs */
  GRand *rand;
  gint64 staff[G_N_ELEMENTS (RT_DEMO_STAFF)];
  gint64 notice_id;
} Demo;

static void
demo_free (gpointer data)
{
  Demo *self = data;

  g_clear_pointer (&self->rand, g_rand_free);
  g_free (self->language);
  g_free (self);
}

static gboolean
is_chinese (Demo *self, guint i)
{
  return self->language != NULL ? rt_lang_is_chinese (self->language) : i % 2 == 1;
}

/* An account that can sign in at once: made, given its keys and let in by the manager who fills the store. */
static gboolean
add_person (RtWork *work, Demo *self, guint i, const RtSecret *password, GError **error)
{
  const RtDemoStaff *who = &RT_DEMO_STAFF[i];
  RtSession *session = rt_work_get_session (work);
  g_auto (RtStaffLock) lock = { 0 };
  guint missing = 0;

  return rt_staff_lock_make (&lock, password, RT_KDF_COST_DEFAULT, NULL, error)
         && rt_account_insert (rt_work_get_db (work), who->login, is_chinese (self, 0) ? who->name_zh : who->name_en, who->roles, "active", &lock,
                               rt_work_get_now (work), &self->staff[i], error)
         && rt_grants_give (rt_work_get_db (work), rt_session_get_keys (session), rt_session_get_matrix (session), who->roles, self->staff[i],
                            lock.public_key, &missing, error)
         && rt_work_log (work, "staff.add", "staff", self->staff[i], 0, "example", NULL, error);
}

static gboolean
add_staff (RtWork *work, Demo *self, GError **error)
{
  g_autoptr (RtSecret) password = rt_secret_new_from (RT_DEMO_PASSWORD, strlen (RT_DEMO_PASSWORD));

  for (guint i = 0; RT_DEMO_STAFF[i].login != NULL; i++)
    if (!add_person (work, self, i, password, error))
      return FALSE;
  rt_work_changed (work, "staff", 0);
  return TRUE;
}

static RtMinor
price_of (RtWork *work, guint product)
{
  int digits = rt_currency_digits (rt_work_get_store (work)->currency);
  RtMinor price = RT_DEMO_PRODUCTS[product].price;

  for (int i = 0; i < digits; i++)
    price *= 10;
  return price;
}

static gboolean
add_products (RtWork *work, Demo *self, GError **error)
{
  for (guint i = 0; i < RT_DEMO_N_PRODUCTS; i++)
    {
      const RtDemoProduct *from = &RT_DEMO_PRODUCTS[i];
      const RtProduct product = {
        .code = (char *) from->code,
        .name = (char *) (is_chinese (self, 0) ? from->name_zh : from->name_en),
        .category = (char *) "",
        .list_price = price_of (work, i),
        .warranty = from->warranty,
      };

      if (rt_product_save (work, &product, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static void
add_lines (RtWork *work, Demo *self, RtOrderEdit *edit, gboolean chinese)
{
  gint32 n = g_rand_int_range (self->rand, 1, 4);

  for (gint32 i = 0; i < n; i++)
    {
      guint product = (guint) g_rand_int_range (self->rand, 0, (gint32) RT_DEMO_N_PRODUCTS);
      RtLineEdit *line = rt_line_edit_new ();

      g_free (line->description);
      g_free (line->quantity);
      g_free (line->unit_price);
      line->description = g_strdup (chinese ? RT_DEMO_PRODUCTS[product].name_zh : RT_DEMO_PRODUCTS[product].name_en);
      line->quantity = g_strdup_printf ("%d", g_rand_int_range (self->rand, 1, 5));
      line->unit_price = rt_money_to_plain (price_of (work, product), rt_work_get_store (work)->currency);
      line->warranty = RT_DEMO_PRODUCTS[product].warranty;
      line->custom_made = g_rand_int_range (self->rand, 0, 5) == 0;
      g_ptr_array_add (edit->lines, line);
    }
}

static void
set_text (char **place, char *taken)
{
  g_free (*place);
  *place = taken;
}

static RtOrderEdit *
make_order (RtWork *work, Demo *self, guint i, RtDay day)
{
  RtOrderEdit *edit = rt_order_edit_new ();
  gboolean chinese = is_chinese (self, i);

  rt_demo_fill_person (self->rand, i, chinese, edit->values);
  add_lines (work, self, edit, chinese);
  set_text (&edit->ordered_on, rt_day_to_iso (day));
  set_text (&edit->deliver_from, rt_day_to_iso (day + g_rand_int_range (self->rand, 5, 20)));
  set_text (&edit->deliver_time, g_strdup (g_rand_boolean (self->rand) ? "morning" : "afternoon"));
  set_text (&edit->deposit, g_strdup (g_rand_boolean (self->rand) ? "100" : ""));
  set_text (&edit->deposit_method, g_strdup ("card"));
  edit->acknowledged = TRUE;
  set_text (&edit->ack_language, g_strdup (chinese ? "zh_CN" : "en"));
  set_text (&edit->ack_channel, g_strdup ("counter"));
  edit->notice_id = self->notice_id;
  return edit;
}

static gboolean
give_to_clerk (RtWork *work, gint64 order, gint64 clerk, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), "UPDATE orders SET taken_by = ?1 WHERE id = ?2", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", clerk, order);
  return rt_statement_run (statement, error);
}

/* Older orders are delivered; of every six, one clerk order is the manager's own. */
static gboolean
settle_order (RtWork *work, Demo *self, guint i, gint64 id, RtDay day, GError **error)
{
  RtDay today = rt_work_get_today (work);
  g_autoptr (RtOrder) order = NULL;

  if (i % 6 != 5 && !give_to_clerk (work, id, self->staff[0], error))
    return FALSE;
  if (today - day < 30)
    return TRUE;
  order = rt_order_open (work, id, "example", error);
  return order != NULL && rt_order_set_state (work, id, order->rev, RT_ORDER_DELIVERED, day + 21, error);
}

static gboolean
add_ticket (RtWork *work, Demo *self, guint i, gint64 order_id, GError **error)
{
  g_autoptr (RtOrder) order = rt_order_open (work, order_id, "example", error);
  g_autoptr (RtTicketEdit) edit = NULL;
  g_autoptr (RtTicket) ticket = NULL;
  const RtOrderLine *line;
  gint64 id;

  if (order == NULL)
    return FALSE;
  line = g_ptr_array_index (order->lines, 0);
  edit = rt_ticket_edit_new (order_id, line->id);
  edit->type = (RtTicketType) (i % RT_N_TICKET_TYPES);
  edit->priority = (RtPriority) (i % RT_N_PRIORITIES);
  set_text (&edit->text, g_strdup (rt_demo_complaint (self->rand, is_chinese (self, i))));
  id = rt_ticket_create (work, edit, error);
  if (id == 0 || i % 3 == 2)
    return id != 0;
  ticket = rt_ticket_open (work, id, "example", error);
  return ticket != NULL && rt_ticket_assign (work, id, ticket->rev, self->staff[1], error);
}

static gboolean
add_orders (RtWork *work, Demo *self, GError **error)
{
  RtDay today = rt_work_get_today (work);
  gint64 total = (gint64) self->size.orders;

  for (guint i = 0; i < self->size.orders; i++)
    {
      /* The last in the list is the newest. */
      RtDay day = today - (RtDay) ((self->size.orders - 1 - i) * 365 / MAX (self->size.orders, 1));
      g_autoptr (RtOrderEdit) edit = make_order (work, self, i, day);
      gint64 id = rt_order_save (work, edit, error);

      if (id == 0 || !settle_order (work, self, i, id, day, error))
        return FALSE;
      if (i >= self->size.orders - MIN (self->size.tickets, self->size.orders) && !add_ticket (work, self, i, id, error))
        return FALSE;
      if (!rt_work_progress (work, i + 1, total, error) || (i % STEP == STEP - 1 && !rt_work_commit_step (work, error)))
        return FALSE;
    }
  return TRUE;
}

static gpointer
fill (RtWork *work, gpointer data, GError **error)
{
  Demo *self = data;
  g_autoptr (RtNotice) notice = rt_notice_get_current (work, error);

  if (notice == NULL)
    return NULL;
  self->notice_id = notice->id;
  self->rand = g_rand_new_with_seed (self->size.seed);
  if (!add_staff (work, self, error) || !add_products (work, self, error) || !add_orders (work, self, error))
    return NULL;
  rt_work_changed (work, "orders", 0);
  rt_work_changed (work, "ticket", 0);
  rt_work_changed (work, "customer", 0);
  return g_strdup ("");
}

void
rt_demo_fill_async (RtDesk *desk, const RtDemoSize *size, RtDemoProgress progress, gpointer progress_data, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  Demo *self = g_new0 (Demo, 1);

  self->size = *size;
  self->language = g_strdup (size->language);
  rt_desk_run_long_async (desk, fill, self, demo_free, g_free, progress, progress_data, cancellable, callback, user_data);
}

gboolean
rt_demo_fill_finish (RtDesk *desk, GAsyncResult *result, GError **error)
{
  g_autofree char *done = rt_desk_run_finish (desk, result, error);

  return done != NULL;
}
