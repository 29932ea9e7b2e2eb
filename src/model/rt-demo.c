/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills a store with examples: people, products, two years of orders, tickets. The same every time for the same seed
 * and day. In steps: each is on disk. */
#include "config.h"

#include "rt-customer-private.h"
#include "rt-demo-private.h"
#include "rt-desk-private.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-secret.h"
#include "rt-work-private.h"

#define YEARS       2
#define DAYS(years) ((RtDay) (years) *365)
#define STEP        5000
#define LOOKS_STEP  100000
#define MOST_LINES  4

typedef struct
{
  RtDemoSize size;
  char *language;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->language);
  g_free (job);
}

typedef struct
{
  gint64 id, address_id;
  guint chinese;
} Person;

typedef struct
{
  RtWork *work;
  const Job *job;
  GRand *dice;
  RtDemoTeam team;
  GArray *people; /* Person */
  GArray *cases;  /* RtDemoCase */
  RtDay today;
  gint64 notice_id;
  gint64 done;
} Fill;

static void
fill_clear (Fill *self)
{
  g_clear_pointer (&self->dice, g_rand_free);
  g_clear_pointer (&self->people, g_array_unref);
  g_clear_pointer (&self->cases, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fill, fill_clear)

static gint
dice_below (Fill *self, gint n)
{
  return g_rand_int_range (self->dice, 0, n);
}

/* --- The store's own past --- */

#define FOUNDED_HOUR 9

RtDesk *
rt_demo_desk_new (RtDesk *beside)
{
  const RtDay day = rt_desk_get_today (beside) - RT_DEMO_FOUNDED_DAYS;
  g_autoptr (RtClock) clock = rt_clock_new_fake (rt_day_begin (day) + FOUNDED_HOUR * 3600);

  return rt_desk_new (beside->keyring, clock, beside->origin);
}

/* What is made is of now; what is recorded about it, of the desk's clock. Gives now, to be put back by leave_past(). */
static RtClock *
enter_past (RtWork *work, gint64 now)
{
  RtClock *clock = rt_clock_new_fake (now);

  work->log_clock = work->clock;
  work->clock = clock;
  rt_demo_set_day (work, RT_DAY_NONE);
  return clock;
}

/* From here on the desk's clock is now. */
static void
leave_past (RtWork *work)
{
  if (work->log_clock == NULL)
    return;
  rt_clock_fake_advance (work->log_clock, rt_clock_now (work->clock) - rt_clock_now (work->log_clock));
  work->clock = work->log_clock;
  work->log_clock = NULL;
}

/* --- People --- */

static guint
pick_language (Fill *self)
{
  if (self->job->language == NULL)
    return (guint) dice_below (self, 2);
  return rt_lang_is_chinese (self->job->language) ? 1 : 0;
}

static gboolean
new_person (Fill *self, Person *person, GError **error)
{
  RtCustomerValue value = { { NULL }, NULL, NULL };

  person->chinese = pick_language (self);
  rt_demo_person (self->people->len, person->chinese, self->dice, value.values);
  person->id = rt_customer_insert (self->work, &value, NULL, error);
  person->address_id = person->id != 0 ? rt_address_insert (self->work, person->id, value.values, NULL, error) : -1;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    rt_wipe_string (value.values[i]);
  g_array_append_val (self->people, *person);
  return person->address_id > 0;
}

/* Four in ten come back, or as many as it takes to have so many customers in the end. */
static gboolean
is_new (Fill *self, guint index)
{
  const RtDemoSize *size = &self->job->size;

  if (size->customers == 0)
    return self->people->len < 3 || dice_below (self, 10) < 6;
  return self->people->len < (guint) (((guint64) size->customers * (index + 1) + size->orders - 1) / size->orders);
}

static gboolean
get_person (Fill *self, guint index, Person *person, GError **error)
{
  if (is_new (self, index))
    return new_person (self, person, error);
  *person = g_array_index (self->people, Person, (guint) dice_below (self, (gint) self->people->len));
  return TRUE;
}

/* --- Orders --- */

static RtLineValue *
new_line (Fill *self, guint chinese)
{
  const RtDemoProduct *product = &rt_demo_products[dice_below (self, (gint) rt_demo_n_products)];
  guint yuan = g_strcmp0 (rt_work_get_store (self->work)->currency, "CNY") == 0;
  RtLineValue *line = g_new0 (RtLineValue, 1);

  line->description = g_strdup (product->name[chinese]);
  line->quantity = product->price[0] < 200 ? 1 + dice_below (self, 6) : 1;
  line->unit_price = product->price[yuan] * 100;
  line->line_total = line->unit_price * line->quantity;
  /* Now and then the counter gives a little off the line. */
  if (dice_below (self, 8) == 0)
    line->line_total -= line->line_total / 20;
  line->custom_made = product->custom;
  if (product->custom)
    line->custom_note = g_strdup (rt_demo_custom_note (chinese, self->dice));
  line->warranty = product->warranty;
  return line;
}

static void
set_lines (Fill *self, RtOrderRow *row, GPtrArray *lines, guint chinese)
{
  gint n = 1 + dice_below (self, MOST_LINES);

  for (gint i = 0; i < n; i++)
    {
      RtLineValue *line = new_line (self, chinese);

      row->total += line->line_total;
      row->pieces += line->quantity;
      g_ptr_array_add (lines, line);
    }
  row->lines = lines;
}

static void
set_state (Fill *self, RtOrderRow *row)
{
  static const char *const times[] = { "", "morning", "afternoon", "evening" };
  gint age = self->today - row->ordered_on;
  gint lag = 7 + dice_below (self, 28);
  gint luck = dice_below (self, 100);

  row->deliver_from = row->deliver_to = row->delivered_on = RT_DAY_NONE;
  row->state = RT_ORDER_OPEN;
  row->deliver_time = times[dice_below (self, 4)];
  if (luck < 4)
    row->state = RT_ORDER_CANCELLED;
  else if (age >= lag)
    {
      row->deliver_from = row->deliver_to = row->delivered_on = row->ordered_on + lag;
      row->state = age - lag > 30 ? RT_ORDER_COMPLETED : RT_ORDER_DELIVERED;
      row->planned_by = self->team.dispatcher;
    }
  else if (luck < 75)
    {
      row->deliver_from = MAX (row->ordered_on + lag, self->today);
      row->deliver_to = row->deliver_from + dice_below (self, 3);
      row->state = RT_ORDER_AWAITING_DELIVERY;
      row->planned_by = luck < 40 ? self->team.dispatcher : 0;
    }
}

static gboolean
add_payments (Fill *self, gint64 id, const RtOrderRow *row, GError **error)
{
  static const char *const methods[] = { "cash", "card", "transfer", "wechat", "alipay" };
  const char *method = methods[dice_below (self, G_N_ELEMENTS (methods))];
  RtMinor deposit = dice_below (self, 10) < 6 ? row->total / 5 / 100 * 100 : 0;

  if (deposit > 0 && !rt_payment_insert (self->work, id, "deposit", method, deposit, row->ordered_on, error))
    return FALSE;
  if (row->delivered_on == RT_DAY_NONE || row->total == deposit)
    return TRUE;
  return rt_payment_insert (self->work, id, "payment", method, row->total - deposit, row->delivered_on, error);
}

static void
note_case (Fill *self, gint64 id, const RtOrderRow *row, guint chinese)
{
  gint after = 2 + dice_below (self, 60);
  RtDemoCase about = { id, self->today, chinese };

  if (row->delivered_on == RT_DAY_NONE)
    return;
  about.opened_on = MIN (row->delivered_on + after, self->today);
  g_array_append_val (self->cases, about);
}

static gboolean
add_order (Fill *self, guint index, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_line_value_free);
  RtOrderRow row = { .currency = rt_work_get_store (self->work)->currency };
  RtDay days = DAYS (self->job->size.years);
  Person person;
  gint64 id;

  row.ordered_on = self->today - days + 1 + (RtDay) ((gint64) days * index / MAX (self->job->size.orders, 1));
  rt_demo_set_day (self->work, row.ordered_on);
  if (!get_person (self, index, &person, error))
    return FALSE;
  row.customer_id = person.id;
  row.address_id = person.address_id;
  row.taken_by = self->team.clerks[dice_below (self, 2)];
  row.created_at = rt_work_get_now (self->work);
  set_lines (self, &row, lines, person.chinese);
  set_state (self, &row);
  id = rt_order_insert (self->work, &row, NULL, error);
  if (id == 0 || !add_payments (self, id, &row, error) ||
      !rt_acknowledgement_insert (self->work, id, person.id, self->notice_id, person.chinese ? "zh_CN" : "en",
                                  dice_below (self, 5) == 0 ? "paper" : "counter", row.taken_by, row.created_at, error))
    return FALSE;
  note_case (self, id, &row, person.chinese);
  return TRUE;
}

/* --- Steps --- */

static gboolean
end_step (Fill *self, const char *what, guint count, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s=%u", what, count);

  rt_demo_set_day (self->work, RT_DAY_NONE);
  return rt_work_log (self->work, "demo.fill", NULL, 0, 0, "example", detail, error) &&
         rt_work_commit_step (self->work, error);
}

static gint64
get_total (const Job *job)
{
  return (gint64) job->size.orders + job->size.tickets + job->size.looks;
}

static gboolean
tell (Fill *self, GError **error)
{
  self->done++;
  return (self->done & 63) != 0 || rt_work_progress (self->work, self->done, get_total (self->job), error);
}

static gboolean
add_orders (Fill *self, GError **error)
{
  for (guint i = 0; i < self->job->size.orders; i++)
    {
      if (!add_order (self, i, error) || !tell (self, error))
        return FALSE;
      if ((i + 1) % STEP == 0 && !end_step (self, "orders", STEP, error))
        return FALSE;
    }
  return end_step (self, "orders", self->job->size.orders % STEP, error);
}

static gint
compare_cases (gconstpointer a, gconstpointer b)
{
  const RtDemoCase *left = a;
  const RtDemoCase *right = b;

  if (left->opened_on != right->opened_on)
    return left->opened_on < right->opened_on ? -1 : 1;
  return left->order_id < right->order_id ? -1 : left->order_id > right->order_id;
}

/* The last deliveries, so that there is something to do today. */
static gboolean
add_tickets (Fill *self, GError **error)
{
  guint first = self->cases->len > self->job->size.tickets ? self->cases->len - self->job->size.tickets : 0;

  if (first > 0)
    g_array_remove_range (self->cases, 0, first);
  g_array_sort (self->cases, compare_cases);
  for (guint i = 0; i < self->job->size.tickets && self->cases->len > 0; i++)
    {
      const RtDemoCase *about = &g_array_index (self->cases, RtDemoCase, i % self->cases->len);

      if (!rt_demo_add_ticket (self->work, about, &self->team, self->dice, error) || !tell (self, error))
        return FALSE;
      if ((i + 1) % STEP == 0 && !end_step (self, "tickets", STEP, error))
        return FALSE;
    }
  return end_step (self, "tickets", self->job->size.tickets % STEP, error);
}

static gboolean
add_looks (Fill *self, GError **error)
{
  guint looks = self->job->size.looks;

  for (guint i = 0; i < looks; i++)
    {
      if (!rt_demo_add_look (self->work, self->job->size.orders, &self->team, i, looks, self->dice, error) ||
          !tell (self, error))
        return FALSE;
      if ((i + 1) % LOOKS_STEP == 0 && !end_step (self, "looks", LOOKS_STEP, error))
        return FALSE;
    }
  return looks == 0 || end_step (self, "looks", looks % LOOKS_STEP, error);
}

static gboolean
add_past (Fill *self, GError **error)
{
  guint count = 0;

  if (!rt_demo_add_past (self->work, self->job->size.orders, self->people->len, &self->team, &count, error))
    return FALSE;
  leave_past (self->work);
  return end_step (self, "past", count, error);
}

static gpointer
fill (RtWork *work, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (RtClock) now = job->size.now != 0 ? enter_past (work, job->size.now) : NULL;
  g_auto (Fill) self = { .work = work, .job = job };
  gint64 total = get_total (job);
  guint chinese;

  self.dice = g_rand_new_with_seed (job->size.seed);
  self.people = g_array_new (FALSE, FALSE, sizeof (Person));
  self.cases = g_array_new (FALSE, FALSE, sizeof (RtDemoCase));
  self.today = rt_work_get_today (work);
  chinese = rt_lang_is_chinese (job->language != NULL ? job->language : rt_work_get_store (work)->language);
  if (!rt_work_need (work, RT_RIGHT_ORDER_IMPORT, error) || !rt_notice_current_id (work, &self.notice_id, error) ||
      !rt_demo_add_staff (work, chinese, &self.team, error) || !rt_demo_add_products (work, chinese, error) ||
      !end_step (&self, "staff", 0, error) || !add_orders (&self, error) || !add_tickets (&self, error) ||
      !add_looks (&self, error) || !add_past (&self, error) || !rt_work_progress (work, total, total, error))
    {
      leave_past (work);
      return NULL;
    }
  rt_work_changed (work, "orders", 0);
  rt_work_changed (work, "customer", 0);
  rt_work_changed (work, "ticket", 0);
  return GINT_TO_POINTER (1);
}

void
rt_demo_fill_async (RtDesk *desk, const RtDemoSize *size, RtDemoProgress progress, gpointer progress_data,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->size = *size;
  if (job->size.years == 0)
    job->size.years = YEARS;
  job->language = g_strdup (size->language);
  rt_desk_run_long_async (desk, fill, job, job_free, NULL, progress, progress_data, cancellable, callback, user_data);
}

gboolean
rt_demo_fill_finish (RtDesk *desk, GAsyncResult *result, GError **error)
{
  return rt_desk_run_finish (desk, result, error) != NULL;
}
