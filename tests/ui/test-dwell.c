/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only what is stayed on is read, and only what is still wanted is shown. */
#include "config.h"

#include "rt-dwell.h"

/* A detail, and the requests it made, which end when the test says so. */
typedef struct
{
  GObject *detail;
  RtDwell *dwell;
  GPtrArray *tasks; /* GTask, in the order they were begun */
  GArray *asked;    /* gint64: for which record each */
  GPtrArray *shown; /* GTask: what was shown */
} Scene;

static void
begin_read (gpointer detail, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Scene *self = g_object_get_data (detail, "scene");
  GTask *task = g_task_new (detail, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_ptr_array_add (self->tasks, task);
  g_array_append_val (self->asked, id);
}

static void
on_read (gpointer detail, GObject *source, GAsyncResult *result)
{
  Scene *self = g_object_get_data (detail, "scene");

  g_ptr_array_add (self->shown, result);
}

static void
scene_set_up (Scene *self, gconstpointer data)
{
  self->detail = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data (self->detail, "scene", self);
  self->dwell = rt_dwell_new (self->detail, begin_read, on_read);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->asked = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->shown = g_ptr_array_new ();
}

static void
scene_tear_down (Scene *self, gconstpointer data)
{
  rt_dwell_free (self->dwell);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (self->tasks);
  g_array_unref (self->asked);
  g_ptr_array_unref (self->shown);
  g_assert_finalize_object (self->detail);
}

static void
await_asked (Scene *self, guint n)
{
  while (self->asked->len < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
end (Scene *self, guint i)
{
  g_task_return_boolean (g_ptr_array_index (self->tasks, i), TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gint64
asked (const Scene *self, guint i)
{
  return g_array_index (self->asked, gint64, i);
}

static void
test_passing (Scene *self, gconstpointer data)
{
  for (gint64 id = 1; id <= 40; id++)
    rt_dwell_on (self->dwell, id);
  await_asked (self, 1);
  end (self, 0);
  g_assert_cmpuint (self->asked->len, ==, 1);
  g_assert_cmpint (asked (self, 0), ==, 40);
  g_assert_cmpuint (self->shown->len, ==, 1);
  rt_dwell_on (self->dwell, 40); /* it is there already */
  rt_dwell_on (self->dwell, 41);
  await_asked (self, 2);
  g_assert_cmpint (asked (self, 1), ==, 41);
  end (self, 1);
}

static void
test_late (Scene *self, gconstpointer data)
{
  rt_dwell_on (self->dwell, 1);
  await_asked (self, 1);
  rt_dwell_on (self->dwell, 2);
  end (self, 0);
  g_assert_cmpuint (self->shown->len, ==, 0);
  await_asked (self, 2);
  end (self, 1);
  g_assert_cmpuint (self->shown->len, ==, 1);
  g_assert_true (g_ptr_array_index (self->shown, 0) == g_ptr_array_index (self->tasks, 1));
  rt_dwell_on (self->dwell, 3);
  await_asked (self, 3);
  rt_dwell_on (self->dwell, 0); /* nothing is wanted any more */
  end (self, 2);
  g_assert_cmpuint (self->shown->len, ==, 1);
}

static void
test_again (Scene *self, gconstpointer data)
{
  rt_dwell_again (self->dwell); /* nothing is there */
  rt_dwell_found (self->dwell, 7);
  for (guint i = 0; i < 5; i++)
    rt_dwell_again (self->dwell);
  await_asked (self, 1);
  end (self, 0);
  g_assert_cmpuint (self->asked->len, ==, 1);
  g_assert_cmpint (asked (self, 0), ==, 7);
  rt_dwell_again (self->dwell);
  await_asked (self, 2);
  rt_dwell_again (self->dwell); /* it has changed once more while it was read */
  await_asked (self, 3);
  end (self, 1);
  g_assert_cmpuint (self->shown->len, ==, 1);
  end (self, 2);
  g_assert_cmpuint (self->shown->len, ==, 2);
}

static void
test_gone (Scene *self, gconstpointer data)
{
  rt_dwell_on (self->dwell, 1);
  await_asked (self, 1);
  g_clear_pointer (&self->dwell, rt_dwell_free);
  end (self, 0);
  g_assert_cmpuint (self->shown->len, ==, 0);
  rt_dwell_on (NULL, 1);
  rt_dwell_again (NULL);
}

/* A window with two buttons: one stands for the detail's number, the other for where the person came from. */
static GtkWidget *
make_window (GtkWidget **number, GtkWidget **other)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *number = gtk_button_new ();
  *other = gtk_button_new ();
  gtk_box_append (GTK_BOX (box), *number);
  gtk_box_append (GTK_BOX (box), *other);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (*number))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (*other);
  return window;
}

static void
test_focus (Scene *self, gconstpointer data)
{
  GtkWidget *number, *other;
  GtkWidget *window = make_window (&number, &other);

  g_assert_false (rt_dwell_focus (self->dwell, number)); /* nothing is wanted */
  g_assert_false (rt_dwell_focus (NULL, number));
  rt_dwell_on (self->dwell, 1);
  g_assert_true (rt_dwell_focus (self->dwell, number));
  await_asked (self, 1);
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (window)));
  end (self, 0);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == number);
  gtk_widget_grab_focus (other);
  rt_dwell_again (self->dwell);
  await_asked (self, 2);
  end (self, 1);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == other); /* asked for once, given once */
  g_assert_true (rt_dwell_focus (self->dwell, number));                /* it is there already */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == number);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_focus_elsewhere (Scene *self, gconstpointer data)
{
  GtkWidget *number, *other;
  GtkWidget *window = make_window (&number, &other);

  rt_dwell_on (self->dwell, 1);
  rt_dwell_focus (self->dwell, number);
  gtk_widget_grab_focus (other); /* the person went back to where they were */
  await_asked (self, 1);
  end (self, 0);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == other);
  rt_dwell_on (self->dwell, 2);
  rt_dwell_focus (self->dwell, number);
  rt_dwell_on (self->dwell, 3); /* another one is wanted, and nobody asked to go there */
  await_asked (self, 2);
  end (self, 1);
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (window)));
  rt_dwell_on (self->dwell, 4);
  rt_dwell_focus (self->dwell, number);
  await_asked (self, 3);
  gtk_widget_set_visible (number, FALSE); /* it could not be shown */
  end (self, 2);
  g_assert_false (gtk_window_get_focus (GTK_WINDOW (window)) == number);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(name, test) g_test_add ("/dwell/" name, Scene, NULL, scene_set_up, test, scene_tear_down)

int
main (int argc, char **argv)
{
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("rows that are passed over are not read, the one that is stayed on is", test_passing);
  ADD ("what comes when another record, or none, is wanted is not shown", test_late);
  ADD ("several changes that come together are one reading", test_again);
  ADD ("the keyboard goes to what was opened when it has come", test_focus);
  ADD ("the keyboard stays where the person went meanwhile", test_focus_elsewhere);
  ADD ("after the end of the detail nothing is shown", test_gone);
  return g_test_run ();
}
