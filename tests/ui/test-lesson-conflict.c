/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody else saved the draft of a lesson while it was written: whose is kept, and what is said when neither can be.
 */
#include "config.h"

#include <adwaita.h>

#include "rt-ask-dialog.h"
#include "rt-field-entry.h"
#include "rt-fixture.h"
#include "rt-lang.h"
#include "rt-lesson-editor.h"
#include "rt-training-private.h"

#define MINE   "Two people carry a wardrobe"
#define THEIRS "Three people carry a wardrobe"

typedef struct
{
  RtFixture *fixture;
  GtkWidget *window; /* that the editor stands over */
  GtkWindow *editor;
  gint64 topic, id;
} Scene;

/* The editor asks its window for no more than this: the window is a plain one, the desk a fixture's. */
static RtDesk *the_desk;

RtDesk *__wrap_rt_window_get_desk (RtWindow *window);
RtApplication *__wrap_rt_window_get_app (RtWindow *window);
void __wrap_rt_window_toast (RtWindow *window, const char *words);

RtDesk *
__wrap_rt_window_get_desk (RtWindow *window)
{
  return the_desk;
}

RtApplication *
__wrap_rt_window_get_app (RtWindow *window)
{
  return NULL;
}

void
__wrap_rt_window_toast (RtWindow *window, const char *words)
{
}

/* --- What stands on the screen --- */

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static const char *
words_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_CHECK_BUTTON (widget))
    return gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  return GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
}

/* The first of @type that is shown, with these @words; NULL: with any, or none. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *words)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (words == NULL || g_strcmp0 (words_of (widget), words) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
await (GtkWindow *window, GType type, const char *words)
{
  GtkWidget *found = NULL;

  while ((found = find (GTK_WIDGET (window), type, words)) == NULL || !gtk_widget_is_sensitive (found))
    g_main_context_iteration (NULL, TRUE);
  return found;
}

static RtFieldEntry *
title_entry (Scene *self)
{
  return RT_FIELD_ENTRY (await (self->editor, RT_TYPE_FIELD_ENTRY, NULL));
}

static void
press (GtkWindow *window, const char *words)
{
  g_signal_emit_by_name (await (window, GTK_TYPE_BUTTON, words), "clicked");
}

/* --- What is stored --- */

static gpointer
make_draft (RtWork *work, gpointer data, GError **error)
{
  Scene *self = data;
  g_autoptr (RtLesson) draft = rt_lesson_get_draft (work, self->topic, error);

  if (draft == NULL)
    return NULL;
  self->topic = draft->topic;
  self->id = draft->id;
  return self;
}

static gpointer
save_theirs (RtWork *work, gpointer data, GError **error)
{
  Scene *self = data;
  g_autoptr (RtLesson) draft = rt_lesson_get_draft (work, self->topic, error);

  if (draft == NULL)
    return NULL;
  g_free (draft->title[0]);
  draft->title[0] = g_strdup (THEIRS);
  return rt_lesson_save (work, draft, error) ? self : NULL;
}

static gpointer
discard (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_discard (work, ((Scene *) data)->id, error) ? data : NULL;
}

static gpointer
dup_title (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtLesson) draft = rt_lesson_get (work, ((Scene *) data)->id, error);

  return draft != NULL ? g_strdup (draft->title[0]) : NULL;
}

static void
assert_stored (Scene *self, const char *title)
{
  g_autofree char *stored = rt_fixture_read (self->fixture, dup_title, self);

  g_assert_cmpstr (stored, ==, title);
}

static gpointer
do_nothing (RtWork *work, gpointer data, GError **error)
{
  return data;
}

/* Nothing is kept for its author to go on with: once all that was asked for has been written. */
static void
assert_nothing_kept (Scene *self)
{
  rt_fixture_run (self->fixture, do_nothing, self);
  g_assert_cmpint (rt_fixture_get_int (self->fixture, "SELECT count (*) FROM draft"), ==, 0);
}

/* --- The scene: both have written, and the question is asked --- */

static void
scene_set_up (Scene *self, gconstpointer data)
{
  self->fixture = rt_fixture_new ("US");
  rt_fixture_sign_in_owner (self->fixture);
  rt_fixture_run (self->fixture, make_draft, self);
  the_desk = self->fixture->desk;
  self->window = gtk_window_new ();
  rt_lesson_editor_open ((RtWindow *) self->window, self->topic);
  self->editor = find_window (RT_TYPE_LESSON_EDITOR);
  await (self->editor, GTK_TYPE_BUTTON, "_Save the draft");
  rt_clock_fake_advance (self->fixture->clock, 60);
  rt_fixture_run (self->fixture, save_theirs, self);
  rt_field_entry_set_text (title_entry (self), MINE);
  press (self->editor, "_Save the draft");
  while (find_window (RT_TYPE_ASK_DIALOG) == NULL)
    g_main_context_iteration (NULL, TRUE);
  await (self->editor, GTK_TYPE_LABEL, "Somebody else saved this draft meanwhile; yours is not stored yet.");
  assert_stored (self, THEIRS);
}

static void
scene_tear_down (Scene *self, gconstpointer data)
{
  if (find_window (RT_TYPE_LESSON_EDITOR) != NULL)
    gtk_window_destroy (self->editor);
  gtk_window_destroy (GTK_WINDOW (self->window));
  rt_fixture_free (self->fixture);
}

static void
choose (const char *whose)
{
  GtkWindow *dialog = find_window (RT_TYPE_ASK_DIALOG);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (await (dialog, GTK_TYPE_CHECK_BUTTON, whose)), TRUE);
  press (dialog, "_Keep this one");
  g_assert_null (find_window (RT_TYPE_ASK_DIALOG));
}

static void
await_closed (void)
{
  while (find_window (RT_TYPE_LESSON_EDITOR) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Theirs stands in the form, and counts as stored: closing saves nothing and asks nothing. */
static void
test_theirs (Scene *self, gconstpointer data)
{
  choose ("What _they saved");
  g_assert_cmpstr (rt_field_entry_get_text (title_entry (self)), ==, THEIRS);
  g_assert_null (find (GTK_WIDGET (self->editor), GTK_TYPE_LABEL,
                       "Somebody else saved this draft meanwhile; yours is not stored yet."));
  rt_clock_fake_advance (self->fixture->clock, 60);
  gtk_window_close (self->editor);
  await_closed ();
  assert_stored (self, THEIRS);
  assert_nothing_kept (self);
}

static void
test_mine (Scene *self, gconstpointer data)
{
  choose ("What _you wrote");
  await_closed ();
  assert_stored (self, MINE);
  assert_nothing_kept (self);
}

/* The draft is gone by the time that one is chosen: it is said, and what was typed stays in the form. */
static void
test_gone (Scene *self, gconstpointer whose)
{
  rt_fixture_run (self->fixture, discard, self);
  choose (whose);
  await (self->editor, GTK_TYPE_LABEL, "There is no such text in the training of this store.");
  g_assert_cmpstr (rt_field_entry_get_text (title_entry (self)), ==, MINE);
  g_assert_nonnull (await (self->editor, GTK_TYPE_BUTTON, "_Save the draft"));
}

int
main (int argc, char **argv)
{
  rt_lang_init ("en", NULL);
  gtk_disable_setlocale ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define CASE(name, test, data) g_test_add ("/lesson-conflict/" name, Scene, data, scene_set_up, test, scene_tear_down)
  CASE ("what they saved takes the place of what was written", test_theirs, NULL);
  CASE ("what was written is stored over what they saved", test_mine, NULL);
  CASE ("a draft that is gone when theirs is chosen leaves what was written", test_gone, "What _they saved");
  CASE ("a draft that is gone when one's own is chosen leaves what was written", test_gone, "What _you wrote");
#undef CASE
  return g_test_run ();
}
