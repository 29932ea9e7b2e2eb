/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A look that cannot be recorded is not shown (product.md §5): the disk is full at every write that a look makes. */
#include "config.h"

#include "rt-scene.h"

#include "rt-customer.h"
#include "rt-db.h"
#include "rt-error.h"
#include "rt-reveal.h"

#define NEVER 1000000

typedef struct
{
  gint64 order, ticket, customer;
} Scene;

static gpointer
open_order (RtWork *work, gpointer data, GError **error)
{
  return rt_order_open (work, ((Scene *) data)->order, "work", error);
}

static gpointer
open_ticket (RtWork *work, gpointer data, GError **error)
{
  return rt_ticket_open (work, ((Scene *) data)->ticket, "work", error);
}

static gpointer
open_customer (RtWork *work, gpointer data, GError **error)
{
  return rt_customer_open (work, ((Scene *) data)->customer, "work", error);
}

static gpointer
look_up (RtWork *work, gpointer data, GError **error)
{
  return rt_customer_lookup (work, "13800000012", NULL, error);
}

static gpointer
reveal (RtWork *work, gpointer data, GError **error)
{
  const RtRevealRecord order = { RT_REVEAL_ORDER, ((Scene *) data)->order };
  const RtRevealWish wish = { .record = order, .klass = RT_CLASS_CONTACT, .job = order };

  return rt_reveal (work, &wish, error);
}

typedef struct
{
  RtWorkFunc func;
  GDestroyNotify free;
  const char *action;
} Look;

static const Look looks[] = {
  { open_order, (GDestroyNotify) rt_order_unref, "order.open" },
  { open_ticket, (GDestroyNotify) rt_ticket_unref, "ticket.open" },
  { open_customer, (GDestroyNotify) rt_customer_unref, "customer.open" },
  { look_up, (GDestroyNotify) rt_customer_unref, "lookup" },
  { reveal, (GDestroyNotify) rt_revealed_free, "reveal" },
};

/* The layer that makes faults lies only below connections opened after it was asked for. */
static void
reopen (RtFixture *f, RtRole role)
{
  g_autoptr (GError) error = NULL;

  rt_db_set_fault ("full", NEVER);
  rt_fixture_open (f, &error);
  g_assert_no_error (error);
  rt_fixture_sign_in (f, role);
}

/* TRUE when the @nth write was one of the look's. */
static gboolean
look_fails (RtFixture *f, Scene *scene, const Look *look, const char *kind, guint nth)
{
  g_autoptr (GError) error = NULL;
  gint64 before = rt_fixture_count_log (f, look->action);
  gpointer seen;
  gboolean fired;

  rt_db_set_fault (kind, nth);
  seen = rt_desk_call (f->desk, TRUE, look->func, scene, NULL, &error);
  fired = rt_db_fault_fired ();
  rt_db_set_fault ("full", NEVER);
  if (seen == NULL)
    {
      g_assert_true (fired);
      g_assert_nonnull (error);
      return TRUE;
    }
  look->free (seen);
  g_assert_no_error (error);
  g_assert_cmpint (rt_fixture_count_log (f, look->action), ==, before + 1);
  return FALSE;
}

static void
test_fault (const char *kind)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Scene scene = { 0 };
  g_autoptr (RtOrder) order = NULL;

  rt_fixture_sign_in_owner (f);
  scene.order = rt_scene_order (f, "张伟", "13800000012");
  scene.ticket = rt_scene_ticket (f, scene.order, FALSE, "门板有划痕");
  order = rt_fixture_run (f, open_order, &scene);
  scene.customer = order->customer_id;
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      guint failed = 0;

      reopen (f, RT_ROLE_SERVICE);
      while (look_fails (f, &scene, &looks[i], kind, failed + 1))
        {
          failed++;
          g_assert_cmpuint (failed, <, 100);
          reopen (f, RT_ROLE_SERVICE);
        }
      /* A look that writes nothing would pass for one that is recorded. */
      g_assert_cmpuint (failed, >, 0);
    }
  rt_db_set_fault (NULL, 0);
}

static void
test_full (void)
{
  test_fault ("full");
}

static void
test_sync (void)
{
  test_fault ("sync");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/looks/what cannot be recorded on a full disk is not shown", test_full);
  g_test_add_func ("/looks/what is recorded but may be lost with the power is not shown", test_sync);
  return g_test_run ();
}
