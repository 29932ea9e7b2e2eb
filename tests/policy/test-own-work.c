/* When a record is somebody's own work, row by row. */
#include "config.h"

#include "rt-own-work.h"

#define CLERK      RT_ROLES_OF (RT_ROLE_CLERK)
#define SERVICE    RT_ROLES_OF (RT_ROLE_SERVICE)
#define DISPATCHER RT_ROLES_OF (RT_ROLE_DISPATCHER)
#define NONE       RT_DAY_NONE
#define TODAY      20000

static void
test_orders (void)
{
  static const struct
  {
    const char *when;
    RtOrderFacts facts;
    RtRoles own;
  } rows[] = {
    { "nothing to do with it", { FALSE, NONE, FALSE, FALSE, NONE, FALSE, FALSE }, 0 },
    { "somebody else's, delivered today", { FALSE, TODAY, FALSE, FALSE, TODAY, FALSE, FALSE }, 0 },
    { "taken, not delivered", { TRUE, NONE, FALSE, FALSE, NONE, FALSE, FALSE }, CLERK },
    { "taken, delivered today", { TRUE, TODAY, FALSE, FALSE, TODAY, FALSE, FALSE }, CLERK },
    { "taken, delivery recorded for tomorrow", { TRUE, TODAY + 1, FALSE, FALSE, TODAY, FALSE, FALSE }, CLERK },
    { "taken, day 29", { TRUE, TODAY - 29, FALSE, FALSE, NONE, FALSE, FALSE }, CLERK },
    { "taken, day 30", { TRUE, TODAY - 30, FALSE, FALSE, NONE, FALSE, FALSE }, CLERK },
    { "taken, day 31", { TRUE, TODAY - 31, FALSE, FALSE, NONE, FALSE, FALSE }, 0 },
    { "taken, cancelled, not settled", { TRUE, NONE, TRUE, FALSE, NONE, FALSE, FALSE }, CLERK },
    { "taken, cancelled, settled 31 days ago", { TRUE, TODAY - 31, TRUE, FALSE, NONE, FALSE, FALSE }, 0 },
    { "facts nobody filled", { TRUE, 0, FALSE, FALSE, 0, FALSE, FALSE }, 0 },
    { "my open ticket", { FALSE, TODAY - 400, FALSE, FALSE, NONE, TRUE, FALSE }, SERVICE },
    { "delivery not booked", { FALSE, NONE, FALSE, TRUE, NONE, FALSE, FALSE }, 0 },
    { "delivery in two days", { FALSE, NONE, FALSE, TRUE, TODAY + 2, FALSE, FALSE }, 0 },
    { "delivery tomorrow", { FALSE, NONE, FALSE, TRUE, TODAY + 1, FALSE, FALSE }, DISPATCHER },
    { "delivery today", { FALSE, NONE, FALSE, TRUE, TODAY, FALSE, FALSE }, DISPATCHER },
    { "delivery late", { FALSE, NONE, FALSE, TRUE, TODAY - 60, FALSE, FALSE }, DISPATCHER },
    { "delivery today, done", { FALSE, TODAY, FALSE, TRUE, TODAY, FALSE, FALSE }, 0 },
    { "delivery today, cancelled", { FALSE, NONE, TRUE, TRUE, TODAY, FALSE, FALSE }, 0 },
    { "delivery of another planner", { FALSE, NONE, FALSE, FALSE, TODAY, FALSE, FALSE }, 0 },
    { "visit due", { FALSE, TODAY - 400, FALSE, FALSE, NONE, FALSE, TRUE }, DISPATCHER },
    { "visit due on a cancelled order", { FALSE, NONE, TRUE, FALSE, NONE, FALSE, TRUE }, DISPATCHER },
    { "everything at once", { TRUE, NONE, FALSE, TRUE, TODAY, TRUE, TRUE }, CLERK | SERVICE | DISPATCHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rt_own_work_order (&rows[i].facts, TODAY) != rows[i].own)
      g_error ("an order with \"%s\" is not judged as it should be", rows[i].when);
}

static void
test_tickets (void)
{
  static const struct
  {
    const char *when;
    RtTicketFacts facts;
    RtRoles own;
  } rows[] = {
    { "nothing to do with it", { FALSE, TRUE, FALSE, NONE, FALSE, FALSE }, 0 },
    { "mine and open", { TRUE, TRUE, FALSE, NONE, FALSE, FALSE }, SERVICE },
    { "mine and closed", { TRUE, FALSE, FALSE, NONE, FALSE, FALSE }, 0 },
    { "visit without a day", { FALSE, TRUE, TRUE, NONE, FALSE, FALSE }, 0 },
    { "visit in two days", { FALSE, TRUE, TRUE, TODAY + 2, FALSE, FALSE }, 0 },
    { "visit tomorrow", { FALSE, TRUE, TRUE, TODAY + 1, FALSE, FALSE }, DISPATCHER },
    { "visit last week", { FALSE, TRUE, TRUE, TODAY - 7, FALSE, FALSE }, DISPATCHER },
    { "visit done", { FALSE, TRUE, TRUE, TODAY, TRUE, FALSE }, 0 },
    { "visit of a closed ticket", { FALSE, FALSE, TRUE, TODAY, FALSE, FALSE }, 0 },
    { "another planner's visit", { FALSE, TRUE, FALSE, TODAY, FALSE, FALSE }, 0 },
    { "my order's ticket", { FALSE, FALSE, FALSE, NONE, FALSE, TRUE }, CLERK },
    { "everything at once", { TRUE, TRUE, TRUE, TODAY, FALSE, TRUE }, CLERK | SERVICE | DISPATCHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rt_own_work_ticket (&rows[i].facts, TODAY) != rows[i].own)
      g_error ("a ticket with \"%s\" is not judged as it should be", rows[i].when);
}

static void
test_due (void)
{
  g_assert_false (rt_own_work_job_due (TODAY + 2, TODAY));
  g_assert_true (rt_own_work_job_due (TODAY + 1, TODAY));
  g_assert_true (rt_own_work_job_due (TODAY, TODAY));
  g_assert_true (rt_own_work_job_due (TODAY - 1, TODAY));
  g_assert_false (rt_own_work_job_due (RT_DAY_NONE, TODAY));
  g_assert_false (rt_own_work_job_due (TODAY, RT_DAY_NONE));
  g_assert_false (rt_own_work_job_due (G_MAXINT32, TODAY));
}

/* Only the three roles that have jobs ever have own work. */
static void
test_no_other_role (void)
{
  for (guint bits = 0; bits < 32; bits++)
    {
      RtOrderFacts order = {
        bits & 1, NONE, (bits & 2) != 0, (bits & 4) != 0, TODAY, (bits & 8) != 0, (bits & 16) != 0
      };
      RtTicketFacts ticket = { bits & 1, (bits & 2) != 0, (bits & 4) != 0, TODAY, (bits & 8) != 0, (bits & 16) != 0 };

      g_assert_cmpuint (rt_own_work_order (&order, TODAY) & ~(CLERK | SERVICE | DISPATCHER), ==, 0);
      g_assert_cmpuint (rt_own_work_ticket (&ticket, TODAY) & ~(CLERK | SERVICE | DISPATCHER), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/an order is own work from taking to day 30, by ticket, and by the day before a job",
                   test_orders);
  g_test_add_func ("/policy/a ticket is own work while open and assigned, and by the day before a visit", test_tickets);
  g_test_add_func ("/policy/a job is due from the day before", test_due);
  g_test_add_func ("/policy/nobody but clerk, service and dispatcher has own work", test_no_other_role);
  return g_test_run ();
}
