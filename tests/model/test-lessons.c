/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of the training: ready-made and written, drafts, versions that are frozen, who writes them. */
#include "config.h"

#include "rt-training-fixture.h"

#include <string.h>

#include "rt-draft.h"
#include "rt-error.h"
#include "rt-lesson-private.h"

/* --- The ready-made texts --- */

static void
test_builtin (void)
{
  guint n = 0;

  for (RtLesson *lesson; (lesson = rt_lesson_builtin (n)) != NULL; n++)
    {
      g_autoptr (GError) error = NULL;

      rt_lesson_check (lesson, &error);
      g_assert_no_error (error);
      for (guint language = 0; language < RT_LESSON_LANGUAGES; language++)
        {
          g_assert_nonnull (lesson->title[language]);
          g_assert_cmpuint (rt_lesson_language (lesson, rt_lesson_language_id (language)), ==, language);
        }
      g_assert_cmpuint (lesson->n_questions, ==, n == 0 ? 0 : 4);
      rt_lesson_unref (lesson);
    }
  g_assert_cmpuint (n, ==, 3);
}

/* The right answer is the same in each language: the file of each marks it for itself. */
static void
test_builtin_answers (void)
{
  for (guint language = 0; language < RT_LESSON_LANGUAGES; language++)
    {
      g_autofree char *path =
        g_strdup_printf ("%s/data/training/%s.txt", g_getenv ("ROLLTOP_SOURCE_DIR"), rt_lesson_language_id (language));
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;
      guint question = 0, place = 0;
      RtLesson *lessons[] = { rt_lesson_builtin (1), rt_lesson_builtin (2) };

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lines = g_strsplit (strstr (text, "[counter.title]"), "\n", -1);
      for (gsize i = 0; lines[i] != NULL; i++)
        {
          gboolean begins = strstr (lines[i], ".question.") != NULL;

          if (begins)
            {
              question++;
              place = 0;
            }
          else if (question > 0 && g_str_has_prefix (lines[i], "- "))
            place++;
          else if (g_str_has_prefix (lines[i], "+ "))
            g_assert_cmpuint (lessons[(question - 1) / 4]->questions[(question - 1) % 4].right, ==, place);
        }
      g_assert_cmpuint (question, ==, 8);
      rt_lesson_unref (lessons[0]);
      rt_lesson_unref (lessons[1]);
    }
}

/* --- Texts --- */

typedef struct
{
  gint64 topic, id;
  const char *text;
  RtLesson *lesson;
} Edit;

static gpointer
get_draft (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_get_draft (work, ((Edit *) data)->topic, error);
}

static gpointer
save_draft (RtWork *work, gpointer data, GError **error)
{
  rt_lesson_save (work, ((Edit *) data)->lesson, error);
  return NULL;
}

static gpointer
publish (RtWork *work, gpointer data, GError **error)
{
  rt_lesson_publish (work, ((Edit *) data)->id, error);
  return NULL;
}

static gpointer
discard (RtWork *work, gpointer data, GError **error)
{
  rt_lesson_discard (work, ((Edit *) data)->id, error);
  return NULL;
}

static gpointer
retire (RtWork *work, gpointer data, GError **error)
{
  rt_lesson_retire (work, ((Edit *) data)->topic, error);
  return NULL;
}

static gpointer
list_all (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_list_all (work, error);
}

static void
set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* A new version of a text, published by whoever is signed in. */
static void
publish_new (RtFixture *f, gint64 topic, const char *text)
{
  Edit edit = { .topic = topic };
  g_autoptr (RtLesson) draft = rt_fixture_run (f, get_draft, &edit);

  set_text (&draft->text[0], text);
  set_text (&draft->text[1], text);
  edit.lesson = draft;
  edit.id = draft->id;
  rt_fixture_run (f, save_draft, &edit);
  rt_fixture_run (f, publish, &edit);
}

static void
test_new_policy (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtTraining) training = NULL;
  RtTry old;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_sign_in (f, RT_ROLE_PRIVACY_OFFICER);
  training = rt_train_mine (f);
  old = rt_train_right_answers (rt_train_lesson_of (training, 0));
  publish_new (f, RT_TOPIC_POLICY, "Be careful.");
  /* whoever published it goes on */
  rt_training_free (rt_train_mine (f));
  g_assert_cmpint (rt_train_restrictions (f), ==, 0);
  rt_fixture_refuse (f, TRUE, rt_train_acknowledge, &old, RT_ERROR_CONFLICT);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  g_assert_cmpint (rt_train_restrictions (f), ==, RT_RESTRICTED_TRAINING);
  g_clear_pointer (&training, rt_training_free);
  training = rt_train_mine (f);
  g_assert_cmpuint (training->n_due, ==, 1);
  g_assert_cmpstr (rt_train_lesson_of (training, 0)->text[0], ==, "Be careful.");
  rt_train_do_training (f);
  rt_train_refresh_surely (f);
  g_assert_cmpint (rt_train_restrictions (f), ==, 0);
}

static void
try_to_change (RtFixture *f, const char *sql)
{
  const RtSecret *key = rt_fixture_keyring_peek (f->keyring, "store-key");
  g_autoptr (GError) error = NULL;
  g_autoptr (RtDb) db = rt_db_open (f->path, RT_DB_WRITE, key, &error);

  g_assert_no_error (error);
  g_assert_false (rt_db_exec (db, sql, &error));
  g_assert_nonnull (error);
}

static void
test_frozen (void)
{
  static const char *const changes[] = {
    "UPDATE lesson_part SET text = 'x' WHERE lesson_id = 1",
    "DELETE FROM lesson_part WHERE lesson_id = 1",
    "INSERT INTO lesson_part (lesson_id, language, part, text) VALUES (1, 'en', 'more', 'x')",
    "UPDATE lesson_question SET right_answer = 1 WHERE lesson_id = 2",
    "DELETE FROM lesson_question WHERE lesson_id = 2",
    "INSERT INTO lesson_question (lesson_id, number, right_answer) VALUES (2, 7, 1)",
    "UPDATE lesson SET version = 9 WHERE id = 1",
    "DELETE FROM lesson WHERE id = 3",
    "UPDATE training_event SET until = 99999",
    "DELETE FROM training_event",
    "UPDATE supervision SET released_at = 1, released_by = staff_id",
    "UPDATE supervision SET released_at = 1",
  };
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  Edit edit = { .id = 1 };

  rt_fixture_add (f, "new.clerk", "New Clerk", RT_ROLES_OF (RT_ROLE_CLERK), FALSE);
  rt_fixture_sign_in_owner (f);
  rt_fixture_refuse (f, TRUE, publish, &edit, RT_ERROR_INVALID);
  rt_fixture_refuse (f, TRUE, discard, &edit, RT_ERROR_INVALID);
  edit.lesson = rt_lesson_new ();
  edit.lesson->id = 1;
  rt_fixture_refuse (f, TRUE, save_draft, &edit, RT_ERROR_INVALID);
  rt_lesson_unref (edit.lesson);
  rt_desk_close_async (f->desk, rt_desk_await_cb, &result);
  rt_desk_close_finish (f->desk, rt_desk_await (&result));
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    try_to_change (f, changes[i]);
}

/* A module from nothing to retired. */
static void
test_new_module (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Edit edit = { 0 };
  g_autoptr (RtLesson) draft = NULL;
  g_autoptr (RtTraining) training = NULL;
  RtQuestion *question;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  draft = rt_fixture_run (f, get_draft, &edit);
  edit = (Edit){ .topic = draft->topic, .id = draft->id, .lesson = draft };
  rt_fixture_refuse (f, TRUE, publish, &edit, RT_ERROR_INVALID);
  set_text (&draft->title[0], "The van");
  set_text (&draft->text[0], "Lock it.");
  draft->n_questions = 1;
  question = &draft->questions[0];
  set_text (&question->text[0], "What do you do with the van?");
  set_text (&question->answers[0][0], "Lock it.");
  set_text (&question->why[0], "Sheets lie in it.");
  rt_fixture_run (f, save_draft, &edit);
  rt_fixture_refuse (f, TRUE, publish, &edit, RT_ERROR_INVALID); /* one answer is none */
  set_text (&question->answers[0][1], "Leave it.");
  rt_fixture_run (f, save_draft, &edit);
  /* others change it meanwhile */
  rt_clock_fake_advance (f->clock, 60);
  rt_fixture_run (f, save_draft, &edit);
  rt_fixture_refuse (f, TRUE, save_draft, &edit, RT_ERROR_CONFLICT);
  rt_fixture_run (f, publish, &edit);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  training = rt_train_mine (f);
  g_assert_cmpuint (training->n_due, ==, 1);
  g_assert_cmpuint (training->items->len, ==, 4);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_run (f, retire, &edit);
  rt_fixture_refuse (f, TRUE, retire, &edit, RT_ERROR_NOT_FOUND);
  edit.topic = RT_TOPIC_POLICY;
  rt_fixture_refuse (f, TRUE, retire, &edit, RT_ERROR_INVALID);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  g_assert_cmpint (rt_train_restrictions (f), ==, 0);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

static void
test_drafts (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Edit edit = { .topic = 2 };
  g_autoptr (RtLesson) draft = NULL;
  g_autoptr (RtLesson) again = NULL;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  draft = rt_fixture_run (f, get_draft, &edit);
  again = rt_fixture_run (f, get_draft, &edit);
  g_assert_cmpint (draft->id, ==, again->id);
  edit.id = draft->id;
  rt_fixture_refuse (f, TRUE, publish, &edit, RT_ERROR_INVALID); /* says what is published already */
  rt_fixture_run (f, discard, &edit);
  rt_fixture_refuse (f, TRUE, discard, &edit, RT_ERROR_NOT_FOUND);
  edit.topic = 77;
  rt_fixture_refuse (f, TRUE, get_draft, &edit, RT_ERROR_NOT_FOUND);
}

/* What is typed and not saved: of one draft, with its moment; noise changes nothing. */
static void
test_unfinished (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Edit edit = { .topic = 2 };
  g_autoptr (RtLesson) stored = NULL;
  g_autoptr (RtLesson) typed = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) cut = NULL;
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  stored = rt_fixture_run (f, get_draft, &edit);
  typed = rt_fixture_run (f, get_draft, &edit);
  set_text (&typed->title[1], "门口的\n客户");
  set_text (&typed->questions[0].answers[0][1], "");
  set_text (&typed->questions[0].why[0], "Because <b> & “so”.");
  typed->questions[0].right = 1;
  typed->n_questions--;
  content = rt_lesson_to_draft (typed);
  cut = g_bytes_new_from_bytes (content, 0, g_bytes_get_size (content) - 3);
  g_assert_false (rt_lesson_from_draft (stored, NULL));
  g_assert_false (rt_lesson_from_draft (stored, empty));
  g_assert_false (rt_lesson_from_draft (stored, cut));
  g_assert_false (rt_lesson_says_the_same (stored, typed));
  stored->topic++;
  g_assert_false (rt_lesson_from_draft (stored, content));
  g_assert_false (rt_lesson_says_the_same (stored, typed));
  stored->topic--;
  stored->changed_at += 60;
  g_assert_true (rt_lesson_from_draft (stored, content));
  g_assert_true (rt_lesson_says_the_same (stored, typed));
  g_assert_cmpint (stored->changed_at, ==, typed->changed_at);
}

/* --- What somebody typed and did not save, when another writer ends the draft --- */

typedef struct
{
  RtFixture *f;
  Edit edit;
  RtLesson *typed;
} Kept;

static gpointer
keep (RtWork *work, gpointer data, GError **error)
{
  Kept *self = data;
  g_autofree char *kind = rt_lesson_draft_kind (self->typed->topic);
  g_autoptr (GBytes) content = rt_lesson_to_draft (self->typed);

  return rt_draft_save (work, kind, content, error) ? self : NULL;
}

/* As the editor opens it: the draft as it is stored, with what is kept of it over it. */
static gpointer
open_again (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtLesson) draft = rt_lesson_get_draft (work, ((Kept *) data)->edit.topic, error);
  g_autofree char *kind = draft != NULL ? rt_lesson_draft_kind (draft->topic) : NULL;
  g_autoptr (GBytes) content = draft != NULL ? rt_draft_load (work, kind, error) : NULL;

  rt_lesson_from_draft (draft, content);
  return g_steal_pointer (&draft);
}

static gpointer
list_kept (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_list_kept (work, error);
}

static gpointer
save_lesson (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_save (work, data, error) ? data : NULL;
}

static void
assert_kept (Kept *self, gint64 topic)
{
  g_autoptr (GArray) topics = rt_fixture_read (self->f, list_kept, NULL);

  g_assert_cmpuint (topics->len, ==, topic != 0 ? 1 : 0);
  g_assert_true (topic == 0 || g_array_index (topics, gint64, 0) == topic);
}

/* The privacy officer types into the draft of @topic (0: a new module) without saving, and the manager comes. */
static void
begin_kept (Kept *self, gint64 topic)
{
  self->f = rt_fixture_new (NULL);
  rt_fixture_sign_in (self->f, RT_ROLE_PRIVACY_OFFICER);
  self->edit.topic = topic;
  self->typed = rt_fixture_run (self->f, get_draft, &self->edit);
  self->edit.topic = self->typed->topic;
  self->edit.id = self->typed->id;
  set_text (&self->typed->title[0], "Ladders");
  set_text (&self->typed->text[0], "Two hands for the ladder.");
  rt_fixture_run (self->f, keep, self);
  assert_kept (self, self->edit.topic);
  rt_fixture_sign_in (self->f, RT_ROLE_MANAGER);
  assert_kept (self, 0);
  rt_clock_fake_advance (self->f->clock, 60);
}

static void
end_kept (Kept *self)
{
  rt_lesson_unref (self->typed);
  g_assert_true (rt_fixture_verify_log (self->f, NULL));
  rt_fixture_free (self->f);
}

static void
test_thrown_away (void)
{
  Kept self = { 0 };
  g_autoptr (RtLesson) other = NULL;
  g_autoptr (RtLesson) back = NULL;
  Edit new_module = { 0 };

  begin_kept (&self, 0);
  rt_fixture_run (self.f, discard, &self.edit);
  rt_fixture_refuse (self.f, TRUE, get_draft, &self.edit, RT_ERROR_NOT_FOUND); /* it is not theirs to bring back */
  other = rt_fixture_run (self.f, get_draft, &new_module);
  g_assert_cmpint (other->topic, !=, self.edit.topic);
  rt_fixture_sign_in (self.f, RT_ROLE_PRIVACY_OFFICER);
  assert_kept (&self, self.edit.topic);
  back = rt_fixture_run (self.f, open_again, &self);
  g_assert_true (rt_lesson_says_the_same (back, self.typed));
  rt_fixture_run (self.f, save_lesson, back); /* nobody is asked about a draft that nobody else wrote */
  self.edit.id = back->id;
  rt_fixture_run (self.f, discard, &self.edit);
  assert_kept (&self, 0);
  end_kept (&self);
}

static void
set_theirs (RtLesson *draft)
{
  set_text (&draft->title[0], "Steps");
  set_text (&draft->title[1], "梯子");
}

/* What was published or saved in a later draft is not written over without a question. */
static void
test_published_meanwhile (void)
{
  for (guint thrown = 0; thrown < 2; thrown++)
    {
      Kept self = { 0 };
      g_autoptr (RtLesson) theirs = NULL;
      g_autoptr (RtLesson) back = NULL;

      begin_kept (&self, 2);
      theirs = rt_fixture_run (self.f, get_draft, &self.edit);
      set_theirs (theirs);
      rt_fixture_run (self.f, save_lesson, theirs);
      rt_fixture_run (self.f, thrown ? discard : publish, &self.edit);
      rt_fixture_sign_in (self.f, RT_ROLE_PRIVACY_OFFICER);
      back = rt_fixture_run (self.f, open_again, &self);
      g_assert_cmpint (back->id, !=, self.edit.id);
      g_assert_true (rt_lesson_says_the_same (back, self.typed));
      rt_fixture_refuse (self.f, TRUE, save_lesson, back, RT_ERROR_CONFLICT);
      end_kept (&self);
    }
}

static void
test_writers (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Edit edit = { .topic = 2, .id = 2 };

  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      rt_fixture_sign_in (f, (RtRole) role);
      if (role == RT_ROLE_MANAGER || role == RT_ROLE_PRIVACY_OFFICER)
        {
          g_ptr_array_unref (rt_fixture_read (f, list_all, NULL));
          g_array_unref (rt_fixture_read (f, list_kept, NULL));
          continue;
        }
      rt_fixture_refuse (f, FALSE, list_kept, NULL, RT_ERROR_DENIED);
      rt_fixture_refuse (f, FALSE, list_all, NULL, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, get_draft, &edit, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, publish, &edit, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, discard, &edit, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, retire, &edit, RT_ERROR_DENIED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lessons/the ready-made texts are whole in each language", test_builtin);
  g_test_add_func ("/lessons/each language marks the same answers as right", test_builtin_answers);
  g_test_add_func ("/lessons/a new policy is due for everybody but who published it", test_new_policy);
  g_test_add_func ("/lessons/published texts and what was done cannot be changed", test_frozen);
  g_test_add_func ("/lessons/a module is written, published and retired", test_new_module);
  g_test_add_func ("/lessons/there is one draft of a text, and it can be thrown away", test_drafts);
  g_test_add_func ("/lessons/what is typed and not saved comes back over its own text alone", test_unfinished);
  g_test_add_func ("/lessons/what somebody typed outlasts that another throws their draft away", test_thrown_away);
  g_test_add_func ("/lessons/what somebody typed comes back over a later draft and is not saved unasked",
                   test_published_meanwhile);
  g_test_add_func ("/lessons/managers and privacy officers write it", test_writers);
  return g_test_run ();
}
