/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What drops down from the search box, and what an answer does that comes when it is no longer in a window. */
#include "config.h"

#include <adwaita.h>

#include "rt-lang.h"
#include "rt-order-fixture.h"
#include "rt-search-box.h"

typedef struct
{
  RtFixture *fixture;
  GtkWidget *window;
  GtkWidget *box;
  GtkWidget *entry;
  gboolean asked;
} Scene;

static void
on_asked (Scene *self)
{
  self->asked = TRUE;
}

/* A desk where nobody is signed in answers the next time that the loop turns. */
static void
await_answers (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
scene_set_up (Scene *self, gconstpointer data)
{
  self->fixture = rt_fixture_new_empty ();
  self->window = gtk_window_new ();
  self->box = g_object_ref_sink (g_object_new (RT_TYPE_SEARCH_BOX, NULL));
  self->entry = gtk_widget_get_first_child (self->box);
  rt_search_box_set_desk (RT_SEARCH_BOX (self->box), self->fixture->desk);
  gtk_window_set_child (GTK_WINDOW (self->window), self->box);
  gtk_window_present (GTK_WINDOW (self->window));
  while (!gtk_widget_get_mapped (self->box))
    g_main_context_iteration (NULL, TRUE);
  await_answers ();
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_asked), self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "1042");
  while (!self->asked)
    g_main_context_iteration (NULL, TRUE);
}

static void
scene_tear_down (Scene *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  await_answers ();
  g_assert_finalize_object (self->box);
  rt_fixture_free (self->fixture);
}

static gboolean
is_dropped_down (Scene *self)
{
  GtkWidget *popover = gtk_widget_get_last_child (self->box);

  g_assert_true (GTK_IS_POPOVER (popover));
  return gtk_widget_get_visible (popover);
}

static void
test_answer (Scene *self, gconstpointer data)
{
  while (!is_dropped_down (self))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_late_answer (Scene *self, gconstpointer data)
{
  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  await_answers ();
  g_assert_false (is_dropped_down (self));
}

/* Nobody who goes on elsewhere has what they found over it; who comes back has it again. */
static void
test_elsewhere (Scene *self, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *other = gtk_entry_new ();

  gtk_window_set_child (GTK_WINDOW (self->window), NULL);
  gtk_box_append (GTK_BOX (box), self->box);
  gtk_box_append (GTK_BOX (box), other);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  gtk_widget_grab_focus (self->box);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "1043");
  test_answer (self, NULL);
  gtk_widget_grab_focus (other);
  g_assert_false (is_dropped_down (self));
  await_answers ();
  g_assert_false (is_dropped_down (self));
  gtk_widget_grab_focus (self->box);
  g_assert_true (is_dropped_down (self));
}

static void
on_show_order (GSimpleAction *action, GVariant *parameter, gint64 *shown)
{
  *shown = g_variant_get_int64 (parameter);
}

static GtkWidget *
find_row (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_BOX_ROW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child);
  return found;
}

/* As a click on it does, or Return when Down has come to it. */
static void
test_open (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) show = g_simple_action_new ("show-order", G_VARIANT_TYPE_INT64);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = g_object_new (RT_TYPE_SEARCH_BOX, NULL);
  GtkWidget *row = NULL;
  gint64 shown = 0;
  gint64 order;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  order = rt_test_order (f, 10);
  g_signal_connect (show, "activate", G_CALLBACK (on_show_order), &shown);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (show));
  gtk_widget_insert_action_group (window, "desk", G_ACTION_GROUP (actions));
  gtk_window_set_child (GTK_WINDOW (window), box);
  rt_search_box_set_desk (RT_SEARCH_BOX (box), f->desk);
  gtk_window_present (GTK_WINDOW (window));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_first_child (box)), "SO-10001");
  while ((row = find_row (gtk_widget_get_last_child (box))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate (row);
  g_assert_cmpint (shown, ==, order);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_first_child (box))), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
  await_answers ();
}

int
main (int argc, char **argv)
{
  rt_lang_init ("en", NULL);
  gtk_disable_setlocale ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/search-box/an answer drops down below the box", Scene, NULL, scene_set_up, test_answer,
              scene_tear_down);
  g_test_add ("/search-box/an answer that comes when the box has left its window shows nothing", Scene, NULL,
              scene_set_up, test_late_answer, scene_tear_down);
  g_test_add ("/search-box/what was found is there while the keyboard is", Scene, NULL, scene_set_up, test_elsewhere,
              scene_tear_down);
  g_test_add_func ("/search-box/what was found is opened from its row", test_open);
  return g_test_run ();
}
