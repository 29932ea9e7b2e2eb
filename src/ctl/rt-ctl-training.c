/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about training: what is due, doing it, and how everybody stands. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-form.h"
#include "rt-ctl-input.h"
#include "rt-ctl-output.h"
#include "rt-ctl-records.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-staff.h"
#include "rt-training.h"

static char *from_option;

static const GOptionEntry do_options[] = { RT_CTL_FROM_OPTION (&from_option), { NULL } };

/* --- How one stands --- */

static gpointer
get_mine (RtWork *work, gpointer data, GError **error)
{
  return rt_training_mine (work, error);
}

static const char *
title_of (const RtLesson *lesson)
{
  return lesson->title[rt_lesson_language (lesson, NULL)];
}

static void
json_item (JsonBuilder *json, gconstpointer record)
{
  const RtTrainingItem *item = record;

  rt_ctl_json_int (json, "topic", item->lesson->topic);
  rt_ctl_json_int (json, "version", item->lesson->version);
  rt_ctl_json_string (json, "title", title_of (item->lesson));
  rt_ctl_json_int (json, "questions", item->lesson->n_questions);
  rt_ctl_json_bool (json, "due", item->due);
  rt_ctl_json_day (json, "until", item->until);
  rt_ctl_json_int (json, "right_at_first_try", item->right_first);
}

static void
json_trainee (JsonBuilder *json, gconstpointer record)
{
  const RtTrainee *trainee = record;

  rt_ctl_json_string (json, "name", trainee->name);
  rt_ctl_json_bool (json, "trained", trainee->trained);
}

static void
print_mine_json (const RtTraining *mine)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  rt_ctl_json_int (json, "due", mine->n_due);
  rt_ctl_json_day (json, "until", mine->until);
  rt_ctl_json_string (json, "supervisor", mine->supervisor);
  rt_ctl_json_bool (json, "supervised", mine->supervised);
  rt_ctl_json_records (json, "texts", mine->items, json_item);
  rt_ctl_json_records (json, "supervises", mine->supervises, json_trainee);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static char *
describe_until (gboolean due, RtDay until)
{
  return due || until == RT_DAY_NONE ? g_strdup (C_("training", "due")) : rt_day_format (until, 'm', NULL);
}

static void
print_mine (const RtTraining *mine)
{
  const char *titles[] = { _("No."), _("Title"), _("Good until"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < mine->items->len; i++)
    {
      const RtTrainingItem *item = mine->items->pdata[i];

      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, item->lesson->topic));
      rt_ctl_table_take (table, g_strdup (title_of (item->lesson)));
      rt_ctl_table_take (table, describe_until (item->due, item->until));
    }
  rt_ctl_table_print (table);
  rt_ctl_say_pair (_("Supervisor"), mine->supervisor);
  if (mine->n_due > 0)
    rt_ctl_say (_("Customers stay masked until you have done what is due: rolltop-ctl training do"));
  if (mine->supervised)
    rt_ctl_say (_("Customers stay masked until your supervisor or a manager says that you may see them."));
}

/* Of whoever is signed in. */
static gboolean
say_mine (RtCtl *ctl, GError **error)
{
  g_autoptr (RtTraining) mine = rt_desk_call (ctl->desk, FALSE, get_mine, NULL, NULL, error);

  if (mine == NULL)
    return FALSE;
  if (ctl->json)
    print_mine_json (mine);
  else
    print_mine (mine);
  return TRUE;
}

static gboolean
run_status (RtCtl *ctl, char **args, GError **error)
{
  return rt_ctl_sign_in (ctl, error) && say_mine (ctl, error);
}

/* --- How everybody stands --- */

typedef struct
{
  GPtrArray *staff; /* RtStaff */
  GArray *states;   /* RtTrainingState */
} Everybody;

static void
everybody_clear (Everybody *self)
{
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->states, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Everybody, everybody_clear)

static gpointer
get_everybody (RtWork *work, gpointer data, GError **error)
{
  Everybody *self = data;

  self->states = rt_training_states (work, error);
  self->staff = self->states != NULL ? rt_staff_list (work, error) : NULL;
  return self->staff;
}

static const RtTrainingState *
find_state (const Everybody *self, const RtStaff *staff)
{
  static const RtTrainingState nobody = { .until = RT_DAY_NONE };

  for (guint i = 0; i < self->states->len; i++)
    if (g_array_index (self->states, RtTrainingState, i).staff_id == staff->id)
      return &g_array_index (self->states, RtTrainingState, i);
  return &nobody;
}

static void
print_everybody_json (const Everybody *self)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < self->staff->len; i++)
    {
      const RtStaff *staff = self->staff->pdata[i];
      const RtTrainingState *state = find_state (self, staff);

      json_builder_begin_object (json);
      rt_ctl_json_string (json, "login", staff->login);
      rt_ctl_json_string (json, "name", staff->name);
      rt_ctl_json_int (json, "due", state->n_due);
      rt_ctl_json_day (json, "until", state->until);
      rt_ctl_json_int (json, "questions", state->asked);
      rt_ctl_json_int (json, "right_at_first_try", state->right_first);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  rt_ctl_print_json (json);
}

static gboolean
run_people (RtCtl *ctl, char **args, GError **error)
{
  const char *titles[] = { _("Short name"), _("Name"), _("Good until"), _("Right at the first try"), NULL };
  g_auto (Everybody) self = { NULL };
  g_autoptr (RtCtlTable) table = NULL;

  if (!rt_ctl_sign_in (ctl, error) || rt_desk_call (ctl->desk, FALSE, get_everybody, &self, NULL, error) == NULL)
    return FALSE;
  if (ctl->json)
    {
      print_everybody_json (&self);
      return TRUE;
    }
  table = rt_ctl_table_new (titles);
  for (guint i = 0; i < self.staff->len; i++)
    {
      const RtStaff *staff = self.staff->pdata[i];
      const RtTrainingState *state = find_state (&self, staff);

      rt_ctl_table_take (table, g_strdup (staff->login));
      rt_ctl_table_take (table, g_strdup (staff->name));
      rt_ctl_table_take (table, describe_until (state->n_due > 0, state->until));
      rt_ctl_table_take (table, state->asked > 0 ? g_strdup_printf ("%u/%u", state->right_first, state->asked) : NULL);
    }
  rt_ctl_table_print (table);
  return TRUE;
}

/* --- Doing it --- */

static void
say_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    rt_ctl_say (lines[i]);
  rt_ctl_say ("");
}

static void
say_lesson (const RtLesson *lesson)
{
  guint language = rt_lesson_language (lesson, NULL);

  say_lines (lesson->title[language]);
  say_lines (lesson->text[language]);
}

/* What one text's doing needs on the vault's thread; lives on the caller's stack. */
typedef struct
{
  const RtLesson *lesson;
  guint answers[RT_LESSON_QUESTIONS];
  RtTrainingResult result;
} Try;

static gpointer
hand_in (RtWork *work, gpointer data, GError **error)
{
  Try *self = data;
  const RtLesson *lesson = self->lesson;

  if (lesson->n_questions == 0)
    {
      self->result.passed = TRUE;
      return rt_training_acknowledge (work, lesson->id, rt_lang_current (), error) ? data : NULL;
    }
  return rt_training_answer (work, lesson->id, rt_lang_current (), self->answers, lesson->n_questions, &self->result,
                             error)
           ? data
           : NULL;
}

static gboolean
ask_number (guint most, guint *number, GError **error)
{
  while (TRUE)
    {
      g_autofree char *word = rt_ctl_ask_word (_("Number of the answer:"), error);
      guint64 typed = 0;

      if (word == NULL)
        return FALSE;
      if (g_ascii_string_to_unsigned (word, 10, 1, most, &typed, NULL))
        {
          *number = (guint) typed;
          return TRUE;
        }
    }
}

static gboolean
ask_question (const RtQuestion *question, guint language, guint *answer, GError **error)
{
  guint n = rt_lesson_count_answers (question, language);
  guint number = 0;

  rt_ctl_say (question->text[language]);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = g_strdup_printf ("  %u  %s", i + 1, question->answers[language][i]);

      rt_ctl_say (line);
    }
  if (!ask_number (n, &number, error))
    return FALSE;
  *answer = number - 1;
  return TRUE;
}

static void
say_result (const Try *self)
{
  guint language = rt_lesson_language (self->lesson, NULL);

  for (guint i = 0; i < self->lesson->n_questions; i++)
    {
      const char *word = (self->result.right & (1u << i)) != 0 ? C_("answer", "right") : C_("answer", "not right");
      /* Translators: the number of a question, “right” or “not right”, and the explanation. */
      g_autofree char *line =
        g_strdup_printf (_("%1$u: %2$s. %3$s"), i + 1, word, self->lesson->questions[i].why[language]);

      rt_ctl_say (line);
    }
  rt_ctl_say ("");
}

/* What was answered wrongly is asked again. */
static gboolean
do_on_terminal (RtCtl *ctl, const RtLesson *lesson, GError **error)
{
  guint language = rt_lesson_language (lesson, NULL);
  Try self = { .lesson = lesson };

  say_lesson (lesson);
  if (lesson->n_questions == 0)
    return rt_ctl_confirm (_("Have you read this, and will you keep to it? (y/n)"), error) &&
           rt_desk_call (ctl->desk, TRUE, hand_in, &self, NULL, error) != NULL;
  while (!self.result.passed)
    {
      for (guint i = 0; i < lesson->n_questions; i++)
        if ((self.result.right & (1u << i)) == 0 &&
            !ask_question (&lesson->questions[i], language, &self.answers[i], error))
          return FALSE;
      if (rt_desk_call (ctl->desk, TRUE, hand_in, &self, NULL, error) == NULL)
        return FALSE;
      say_result (&self);
    }
  return TRUE;
}

static gboolean
read_answers (JsonObject *form, Try *self, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, self->lesson->topic);
  JsonArray *array = NULL;

  if (!rt_ctl_form_get_array (form, name, &array, error))
    return FALSE;
  for (guint i = 0; i < self->lesson->n_questions; i++)
    {
      JsonNode *node = array != NULL && i < json_array_get_length (array) ? json_array_get_element (array, i) : NULL;
      gint64 number = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;

      self->answers[i] = number >= 1 && number <= RT_LESSON_ANSWERS ? (guint) number - 1 : RT_LESSON_ANSWERS;
    }
  return TRUE;
}

static gboolean
do_from_form (RtCtl *ctl, JsonObject *form, const RtLesson *lesson, GError **error)
{
  Try self = { .lesson = lesson };
  gboolean read = FALSE;

  if (lesson->n_questions == 0)
    {
      if (!rt_ctl_form_get_flag (form, "acknowledge", &read, error))
        return FALSE;
      if (!read)
        {
          rt_error_set_invalid (error, "acknowledge", _("The policy is due, and “acknowledge” is not true."));
          return FALSE;
        }
    }
  else if (!read_answers (form, &self, error))
    return FALSE;
  if (rt_desk_call (ctl->desk, TRUE, hand_in, &self, NULL, error) == NULL)
    return FALSE;
  if (self.result.passed)
    return TRUE;
  rt_error_set_invalid (error, "answers", _("Not every answer is right; read the text and try again."));
  return FALSE;
}

static gboolean
run_do (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtTraining) mine = NULL;
  g_autoptr (JsonNode) form = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  form = from_option != NULL ? rt_ctl_form_read (from_option, error) : NULL;
  if (from_option != NULL && form == NULL)
    return FALSE;
  mine = rt_desk_call (ctl->desk, FALSE, get_mine, NULL, NULL, error);
  for (guint i = 0; mine != NULL && i < mine->items->len; i++)
    {
      const RtTrainingItem *item = mine->items->pdata[i];

      if (item->due && !(form != NULL ? do_from_form (ctl, json_node_get_object (form), item->lesson, error)
                                      : do_on_terminal (ctl, item->lesson, error)))
        return FALSE;
    }
  return mine != NULL && say_mine (ctl, error);
}

/* --- Reading it --- */

static gpointer
get_texts (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_list_current (work, error);
}

static void
print_lesson_json (const RtLesson *lesson)
{
  guint language = rt_lesson_language (lesson, NULL);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  rt_ctl_json_int (json, "topic", lesson->topic);
  rt_ctl_json_int (json, "version", lesson->version);
  rt_ctl_json_int (json, "published_at", lesson->published_at);
  rt_ctl_json_string (json, "published_by", lesson->published_by_name);
  rt_ctl_json_string (json, "language", rt_lesson_language_id (language));
  rt_ctl_json_string (json, "title", lesson->title[language]);
  rt_ctl_json_string (json, "text", lesson->text[language]);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static gboolean
run_show (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GPtrArray) texts = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  texts = rt_desk_call (ctl->desk, FALSE, get_texts, NULL, NULL, error);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      const RtLesson *lesson = texts->pdata[i];
      g_autofree char *topic = g_strdup_printf ("%" G_GINT64_FORMAT, lesson->topic);

      if (!g_str_equal (topic, args[0] != NULL ? args[0] : "1"))
        continue;
      if (ctl->json)
        print_lesson_json (lesson);
      else
        say_lesson (lesson);
      return TRUE;
    }
  if (texts != NULL)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND,
                         _("There is no such text in the training of this store."));
  return FALSE;
}

const RtCtlCommand RT_CTL_TRAINING_COMMANDS[] = {
  { "training status", "", N_("Show what training you have done and what is due"),
    "  rolltop-ctl --user lin.mei training status --json", 0, 0, run_status, NULL },
  { "training do", "", N_("Read and answer what is due"),
    "  rolltop-ctl --user lin.mei training do\n"
    "  rolltop-ctl --user lin.mei training do --from answers.json\n"
    "  answers.json: { \"acknowledge\": true, \"2\": [3, 2, 3, 1], \"3\": [2, 3, 2, 1] }",
    0, 0, run_do, do_options },
  { "training show", "[NO]", N_("Show the policy, or another text of the training"), "  rolltop-ctl training show 2",
    0, 1, run_show, NULL },
  { "training people", "", N_("Show how everybody stands with their training"),
    "  rolltop-ctl --user zhao.min training people --json", 0, 0, run_people, NULL },
  { NULL },
};
