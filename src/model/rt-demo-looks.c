/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks in an example store: as many as a large one is to have, then four weeks so that there is something to review,
 * ordinary days and a few things that should not happen. The log goes by their own moments: the example's past. */
#include "config.h"

#include "rt-demo-private.h"
#include "rt-log.h"
#include "rt-read.h"
#include "rt-work-private.h"

#define WEEKS        4
#define LOOKS_A_DAY  7 /* of one person, about */
#define NIGHT_PEOPLE 31
#define SEED         20261128
#define OPENS        9 /* o'clock */
#define OPEN_HOURS   10
#define ORDERS_A_DAY 20 /* that one person has to do with: no more, or it would be worth a look */

typedef struct
{
  gint64 at;
  RtLogEntry entry;
} Look;

typedef struct
{
  GArray *looks; /* Look */
  GRand *dice;
  RtDay today;
  guint orders, customers;
} Past;

static gint
dice_below (Past *past, gint n)
{
  return g_rand_int_range (past->dice, 0, MAX (n, 1));
}

static void
add (Past *past, RtDay day, int hour, int minute, gint64 actor, const char *action, const char *table, gint64 row,
     const char *detail)
{
  gboolean look = table != NULL;
  const Look one = { rt_day_begin (day) + hour * 3600 + minute * 60 + dice_below (past, 60),
                     { .actor = actor,
                       .action = action,
                       .table = table,
                       .row = row,
                       .fields = look ? RT_FIELD_BIT (RT_FIELD_NAME) | RT_FIELD_BIT (RT_FIELD_PHONE) : 0,
                       .reason = look ? "list" : NULL,
                       .origin = "window",
                       .detail = detail } };

  if (actor != 0)
    g_array_append_val (past->looks, one);
}

/* The counter is busiest before noon and after four. */
static int
pick_hour (Past *past)
{
  static const int hours[] = { 9, 9, 10, 10, 10, 11, 11, 13, 14, 15, 16, 16, 17, 17, 18, 19 };

  return hours[dice_below (past, G_N_ELEMENTS (hours))];
}

static void
add_ordinary_days (Past *past, const RtDemoTeam *team)
{
  const gint64 people[] = { team->clerks[0], team->clerks[1], team->service[0], team->service[1], team->dispatcher };

  for (RtDay day = past->today - WEEKS * 7; day < past->today; day++)
    for (guint i = 0; i < G_N_ELEMENTS (people) && rt_day_weekday (day) != 7; i++)
      for (int n = 3 + dice_below (past, 2 * LOOKS_A_DAY - 5); n > 0; n--)
        add (past, day, pick_hour (past), dice_below (past, 60), people[i], "order.open", "orders",
             1 + dice_below (past, (gint) past->orders), NULL);
}

/* The dispatcher goes through the customers in the evening. */
static void
add_evening (Past *past, const RtDemoTeam *team)
{
  for (guint i = 0; i < MIN (NIGHT_PEOPLE, past->customers); i++)
    add (past, past->today - 3, 21, 10 + (int) i, team->dispatcher, "customer.open", "customer", 1 + i, RT_LOOK_NO_JOB);
}

/* A clerk comes back to one customer. */
static void
add_curiosity (Past *past, const RtDemoTeam *team)
{
  static const int days_ago[] = { 16, 12, 12, 9, 5, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (days_ago); i++)
    add (past, past->today - days_ago[i], 15, 40 + (int) i, team->clerks[1], "customer.open", "customer",
         1 + past->customers / 2, RT_LOOK_NO_JOB);
}

static void
add_doors (Past *past, const RtDemoTeam *team)
{
  for (int i = 0; i < 7; i++)
    add (past, past->today - 6, 11, 20 + 2 * i, team->service[1], "refused", NULL, 0, "export");
  for (int i = 0; i < 6; i++)
    add (past, past->today - 1, 8, 5 + i, team->clerks[0], "sign-in.refused", NULL, 0, "password");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Look *left = a;
  const Look *right = b;

  return left->at < right->at ? -1 : left->at > right->at;
}

static gboolean
append_all (RtWork *work, GArray *looks, GError **error)
{
  g_array_sort (looks, compare);
  for (guint i = 0; i < looks->len; i++)
    {
      Look *look = &g_array_index (looks, Look, i);
      g_autoptr (RtClock) clock = rt_clock_new_fake (look->at);

      if (!rt_log_append (rt_work_get_db (work), clock, &look->entry, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rt_demo_add_past (RtWork *work, guint orders, guint customers, const RtDemoTeam *team, guint *count, GError **error)
{
  g_autoptr (GArray) looks = g_array_new (FALSE, FALSE, sizeof (Look));
  g_autoptr (GRand) dice = g_rand_new_with_seed (SEED);
  Past past = { looks, dice, rt_work_get_today (work), orders, customers };

  *count = 0;
  if (orders == 0 || customers == 0)
    return TRUE;
  add_ordinary_days (&past, team);
  add_evening (&past, team);
  add_curiosity (&past, team);
  add_doors (&past, team);
  *count = looks->len;
  return append_all (work, looks, error);
}

/* Even over the open hours of each day, the later the higher the number. */
static gint64
moment_of (RtDay first, gint64 days, guint nth, guint total)
{
  gint64 place = nth * days;

  return rt_day_begin (first + (RtDay) (place / total)) + OPENS * 3600 + place % total * OPEN_HOURS * 3600 / total;
}

gboolean
rt_demo_add_look (RtWork *work, guint orders, const RtDemoTeam *team, guint nth, guint total, GRand *dice,
                  GError **error)
{
  const gint64 people[] = { team->clerks[0], team->clerks[1], team->service[0], team->service[1], team->dispatcher };
  const RtDay first = rt_work_get_today (work) - RT_DEMO_FOUNDED_DAYS + 1;
  const gint64 days = RT_DEMO_FOUNDED_DAYS - 1 - WEEKS * 7;
  guint who = (guint) g_rand_int_range (dice, 0, G_N_ELEMENTS (people));
  guint day = (guint) (nth * days / total);
  guint order = (day * (guint) G_N_ELEMENTS (people) + who) * ORDERS_A_DAY;
  RtLogEntry entry = {
    .actor = people[who],
    .action = "order.open",
    .table = "orders",
    .row = 1 + (order + (guint) g_rand_int_range (dice, 0, ORDERS_A_DAY)) % MAX (orders, 1),
    .fields = RT_FIELD_BIT (RT_FIELD_NAME) | RT_FIELD_BIT (RT_FIELD_PHONE),
    .reason = "list",
    .origin = "window",
  };

  if (work->log_clock != NULL)
    rt_clock_fake_advance (work->log_clock, moment_of (first, days, nth, total) - rt_clock_now (work->log_clock));
  return rt_log_append (rt_work_get_db (work), work->log_clock != NULL ? work->log_clock : rt_work_get_clock (work),
                        &entry, error);
}
