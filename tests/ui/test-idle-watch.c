/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When nobody touches the desktop: what the watch makes of the answers, and whom it asks. The sources here are
 * scripted; nothing waits for time to pass. */
#include "config.h"

#include <gtk/gtk.h>

#include "rt-bus-idle.h"
#include "rt-desk.h"
#include "rt-idle-watch.h"
#include "rt-name-keys.h"
#include "rt-own-idle.h"
#include "rt-x11-idle.h"

#define LIMIT (5 * 60 * 1000)

/* --- a scripted source --- */

#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GObject)

struct _TestSource
{
  GObject parent_instance;
  gint64 idle_ms; /* -1: fails */
  guint asked;
  gint64 expected_ms;
};

static void test_source_init_iface (RtIdleSourceInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (TestSource, test_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_IDLE_SOURCE, test_source_init_iface))

static void
test_source_ask (RtIdleSource *source, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  TestSource *self = TEST_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->asked++;
  if (self->idle_ms >= 0)
    g_task_return_int (task, self->idle_ms);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "not here");
}

static gint64
test_source_answer (RtIdleSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
test_source_expect (RtIdleSource *source, gint64 idle_ms)
{
  TEST_SOURCE (source)->expected_ms = idle_ms;
}

static void
test_source_init_iface (RtIdleSourceInterface *iface)
{
  iface->ask_async = test_source_ask;
  iface->ask_finish = test_source_answer;
  iface->expect = test_source_expect;
}

static void
test_source_class_init (TestSourceClass *klass)
{
}

static void
test_source_init (TestSource *self)
{
}

/* --- what the watch said --- */

typedef struct
{
  TestSource *first, *second;
  RtIdleWatch *watch;
  int warned; /* seconds; 0: not, or active again since */
  guint idle;
} Seat;

static void
on_warning (Seat *seat, int seconds)
{
  seat->warned = seconds;
}

static void
on_active (Seat *seat)
{
  seat->warned = 0;
}

static void
on_idle (Seat *seat)
{
  seat->idle++;
}

static void
seat_begin (Seat *seat)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_object_unref);

  *seat = (Seat){ .first = g_object_new (TEST_TYPE_SOURCE, NULL), .second = g_object_new (TEST_TYPE_SOURCE, NULL) };
  g_ptr_array_add (sources, seat->first);
  g_ptr_array_add (sources, seat->second);
  seat->watch = rt_idle_watch_new (sources);
  g_signal_connect_swapped (seat->watch, "warning", G_CALLBACK (on_warning), seat);
  g_signal_connect_swapped (seat->watch, "active", G_CALLBACK (on_active), seat);
  g_signal_connect_swapped (seat->watch, "idle", G_CALLBACK (on_idle), seat);
}

static void
answer (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
say (Seat *seat, gint64 idle_ms)
{
  seat->first->idle_ms = idle_ms;
  rt_idle_watch_check (seat->watch);
  answer ();
}

static void
test_warns_and_ends (void)
{
  Seat seat;

  seat_begin (&seat);
  rt_idle_watch_start (seat.watch, LIMIT);
  answer ();
  say (&seat, LIMIT - RT_IDLE_WARNING_MS - 1);
  g_assert_cmpint (seat.warned, ==, 0);
  say (&seat, LIMIT - RT_IDLE_WARNING_MS);
  g_assert_cmpint (seat.warned, ==, RT_IDLE_WARNING_MS / 1000);
  say (&seat, LIMIT - 1);
  g_assert_cmpuint (seat.idle, ==, 0);
  say (&seat, LIMIT);
  g_assert_cmpuint (seat.idle, ==, 1);
  say (&seat, LIMIT * 2);
  g_assert_cmpuint (seat.idle, ==, 1);
  g_object_unref (seat.watch);
}

static void
test_input_keeps_open (void)
{
  Seat seat;

  seat_begin (&seat);
  rt_idle_watch_start (seat.watch, LIMIT);
  answer ();
  for (guint i = 0; i < 3; i++)
    {
      say (&seat, LIMIT - 5000);
      g_assert_cmpint (seat.warned, ==, 5);
      say (&seat, 0);
      g_assert_cmpint (seat.warned, ==, 0);
    }
  g_assert_cmpuint (seat.idle, ==, 0);
  g_object_unref (seat.watch);
}

static void
test_stopped (void)
{
  Seat seat;

  seat_begin (&seat);
  say (&seat, LIMIT);
  g_assert_cmpuint (seat.first->asked, ==, 0);
  rt_idle_watch_start (seat.watch, LIMIT);
  rt_idle_watch_stop (seat.watch); /* with the answer under way */
  answer ();
  g_assert_cmpuint (seat.idle, ==, 0);
  g_assert_cmpint (seat.first->expected_ms, ==, 0);
  rt_idle_watch_start (seat.watch, LIMIT / 2);
  answer ();
  g_assert_cmpuint (seat.idle, ==, 1);
  g_object_unref (seat.watch);
}

static void
test_next_source (void)
{
  Seat seat;

  seat_begin (&seat);
  seat.first->idle_ms = -1;
  rt_idle_watch_start (seat.watch, LIMIT);
  answer ();
  g_assert_cmpuint (seat.second->asked, ==, 1);
  g_assert_cmpint (seat.first->expected_ms, ==, 0);
  g_assert_cmpint (seat.second->expected_ms, ==, LIMIT - RT_IDLE_WARNING_MS);
  seat.second->idle_ms = LIMIT;
  g_signal_emit_by_name (seat.second, "stirred");
  answer ();
  g_assert_cmpuint (seat.idle, ==, 1);
  g_assert_cmpuint (seat.first->asked, ==, 1);
  rt_idle_watch_start (seat.watch, LIMIT);
  answer ();
  g_assert_cmpuint (seat.first->asked, ==, 2);
  g_object_unref (seat.watch);
}

static void
test_timer (void)
{
  Seat seat;

  seat_begin (&seat);
  seat.first->idle_ms = 0;
  rt_idle_watch_start (seat.watch, 20);
  answer ();
  seat.first->idle_ms = 20;
  while (seat.idle == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seat.first->asked, >=, 2);
  g_object_unref (seat.watch);
}

/* --- real sources --- */

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gint64
ask (RtIdleSource *source, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_idle_source_ask_async (source, NULL, on_asked, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return rt_idle_source_ask_finish (source, result, error);
}

static void
test_x11_counts (void)
{
  g_autoptr (RtIdleSource) source = rt_x11_idle_new (gdk_display_get_default ());
  g_autoptr (GError) error = NULL;
  gint64 first = ask (source, &error);
  gint64 later;

  g_assert_no_error (error);
  g_assert_cmpint (first, >=, 0);
  g_usleep (50000);
  later = ask (source, &error);
  g_assert_no_error (error);
  g_assert_cmpint (later, >=, first + 40);
}

static void
assert_cannot_tell (RtIdleSource *source)
{
  g_autoptr (GError) error = NULL;

  rt_idle_source_expect (source, 1000);
  g_assert_cmpint (ask (source, &error), ==, -1);
  g_assert_nonnull (error);
}

static void
test_no_service (void)
{
  g_autoptr (RtIdleSource) mutter = rt_bus_idle_new_mutter ();
  g_autoptr (RtIdleSource) screen_saver = rt_bus_idle_new_screen_saver ();

  assert_cannot_tell (mutter);
  assert_cannot_tell (screen_saver);
}

static void
test_own_windows (void)
{
  g_autoptr (GtkApplication) app = gtk_application_new (NULL, G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (RtIdleSource) source = rt_own_idle_new (app);
  g_autoptr (GError) error = NULL;

  g_usleep (20000);
  g_assert_cmpint (ask (source, &error), >=, 20);
  g_assert_no_error (error);
}

/* --- the list of names --- */

static void
add_name (GPtrArray *names, const char *name, const char *login)
{
  RtSignInName *one = g_new0 (RtSignInName, 1);

  one->name = (char *) name;
  one->login = (char *) login;
  g_ptr_array_add (names, one);
}

static void
test_names (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpuint (rt_name_keys_step (names, 0, GDK_KEY_a), ==, 0);
  add_name (names, "Chen Jing", "chen.jing");
  add_name (names, "Lin Mei", "lin.mei");
  add_name (names, "李娜", "li.na");
  add_name (names, "Élodie", "elodie");
  g_assert_cmpuint (rt_name_keys_step (names, 0, GDK_KEY_Up), ==, 0);
  g_assert_cmpuint (rt_name_keys_step (names, 0, GDK_KEY_Down), ==, 1);
  g_assert_cmpuint (rt_name_keys_step (names, 3, GDK_KEY_Down), ==, 3);
  g_assert_cmpuint (rt_name_keys_step (names, 0, GDK_KEY_l), ==, 1);
  g_assert_cmpuint (rt_name_keys_step (names, 1, GDK_KEY_L), ==, 2);
  g_assert_cmpuint (rt_name_keys_step (names, 2, GDK_KEY_l), ==, 1);
  g_assert_cmpuint (rt_name_keys_step (names, 0, GDK_KEY_e), ==, 3);
  g_assert_cmpuint (rt_name_keys_step (names, 0, GDK_KEY_Eacute), ==, 3);
  g_assert_cmpuint (rt_name_keys_step (names, 2, GDK_KEY_z), ==, 2);
  g_assert_cmpuint (rt_name_keys_step (names, 2, GDK_KEY_space), ==, 2);
}

int
main (int argc, char **argv)
{
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/idle/it warns before the end, and tells the end once", test_warns_and_ends);
  g_test_add_func ("/ui/idle/any input takes the warning back", test_input_keeps_open);
  g_test_add_func ("/ui/idle/nothing is told once it is stopped, whatever was under way", test_stopped);
  g_test_add_func ("/ui/idle/the next source is asked when one cannot tell", test_next_source);
  g_test_add_func ("/ui/idle/it asks again by itself", test_timer);
  g_test_add_func ("/ui/idle/the X server counts", test_x11_counts);
  g_test_add_func ("/ui/idle/a service that is not there is an error and no wait", test_no_service);
  g_test_add_func ("/ui/idle/our own windows always have an answer", test_own_windows);
  g_test_add_func ("/ui/idle/a letter or an arrow chooses a name", test_names);
  return g_test_run ();
}
