/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that write the training: drafts of the policy and of modules, which are published for everybody to do. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-form.h"
#include "rt-ctl-input.h"
#include "rt-ctl-output.h"
#include "rt-ctl-records.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-lesson.h"

static char *from_option;
static gboolean yes_option;

static const GOptionEntry edit_options[] = { RT_CTL_FROM_OPTION (&from_option), { NULL } };
static const GOptionEntry yes_options[] = { { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes_option,
                                              N_("Do not ask whether to go on"), NULL },
                                            { NULL } };

/* What a command needs on the vault's thread; lives on the caller's stack. */
typedef struct
{
  gint64 topic; /* 0: a new module */
  JsonObject *form;
} Wanted;

static gboolean
read_topic (const char *typed, Wanted *wanted, GError **error)
{
  if (typed == NULL || g_ascii_string_to_signed (typed, 10, 1, G_MAXINT64, &wanted->topic, NULL))
    return TRUE;
  rt_error_set_invalid (error, "number",
                        _("A text of the training is told by its number, as “training texts” lists it."));
  return FALSE;
}

/* --- Showing one: { "title": { "en": "…", "zh_CN": "…" }, "text": { … }, "questions": [ … ] } --- */

static void
json_languages (JsonBuilder *json, const char *name, char *const *texts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (guint i = 0; i < RT_LESSON_LANGUAGES; i++)
    rt_ctl_json_string (json, rt_lesson_language_id (i), texts[i]);
  json_builder_end_object (json);
}

static void
json_question (JsonBuilder *json, const RtQuestion *question)
{
  json_builder_begin_object (json);
  json_languages (json, "text", question->text);
  json_builder_set_member_name (json, "answers");
  json_builder_begin_object (json);
  for (guint i = 0; i < RT_LESSON_LANGUAGES; i++)
    {
      json_builder_set_member_name (json, rt_lesson_language_id (i));
      json_builder_begin_array (json);
      for (guint a = 0; a < rt_lesson_count_answers (question, i); a++)
        json_builder_add_string_value (json, question->answers[i][a]);
      json_builder_end_array (json);
    }
  json_builder_end_object (json);
  rt_ctl_json_int (json, "right", question->right + 1);
  json_languages (json, "why", question->why);
  json_builder_end_object (json);
}

static void
print_lesson_json (const RtLesson *lesson)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  rt_ctl_json_int (json, "topic", lesson->topic);
  rt_ctl_json_int (json, "version", lesson->version);
  json_languages (json, "title", lesson->title);
  json_languages (json, "text", lesson->text);
  json_builder_set_member_name (json, "questions");
  json_builder_begin_array (json);
  for (guint i = 0; i < lesson->n_questions; i++)
    json_question (json, &lesson->questions[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static void
say_question (const RtQuestion *question, guint language)
{
  rt_ctl_say (question->text[language]);
  for (guint a = 0; a < rt_lesson_count_answers (question, language); a++)
    {
      g_autofree char *line =
        g_strdup_printf ("  %s %s", a == question->right ? "+" : "-", question->answers[language][a]);

      rt_ctl_say (line);
    }
  rt_ctl_say (question->why[language]);
  rt_ctl_say ("");
}

static void
say_lesson (const RtLesson *lesson)
{
  for (guint i = 0; i < RT_LESSON_LANGUAGES; i++)
    {
      g_auto (GStrv) lines = g_strsplit (lesson->text[i] != NULL ? lesson->text[i] : "", "\n", -1);

      rt_ctl_say_pair (_("Language"), rt_lesson_language_id (i));
      rt_ctl_say_pair (_("Title"), lesson->title[i]);
      for (gsize l = 0; lines[l] != NULL; l++)
        rt_ctl_say (lines[l]);
      rt_ctl_say ("");
      for (guint q = 0; q < lesson->n_questions; q++)
        say_question (&lesson->questions[q], i);
    }
}

static gpointer
get_draft (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_get_draft (work, ((const Wanted *) data)->topic, error);
}

static gboolean
run_draft (RtCtl *ctl, char **args, GError **error)
{
  Wanted wanted = { 0 };
  g_autoptr (RtLesson) draft = NULL;

  if (!read_topic (args[0], &wanted, error) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  draft = rt_desk_call (ctl->desk, TRUE, get_draft, &wanted, NULL, error);
  if (draft == NULL)
    return FALSE;
  if (ctl->json)
    print_lesson_json (draft);
  else
    say_lesson (draft);
  return TRUE;
}

/* --- All of them --- */

static gpointer
get_all (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_list_all (work, error);
}

static const char *
state_of (const RtLesson *lesson)
{
  return !lesson->published ? "draft" : lesson->retired ? "retired" : "published";
}

static const char *
state_name (const RtLesson *lesson)
{
  return !lesson->published ? C_("training", "draft")
         : lesson->retired  ? C_("training", "no longer asked for")
                            : C_("training", "published");
}

static void
json_text (JsonBuilder *json, gconstpointer record)
{
  const RtLesson *lesson = record;

  rt_ctl_json_int (json, "topic", lesson->topic);
  rt_ctl_json_int (json, "version", lesson->version);
  rt_ctl_json_string (json, "state", state_of (lesson));
  rt_ctl_json_string (json, "title", lesson->title[rt_lesson_language (lesson, NULL)]);
  rt_ctl_json_int (json, "questions", lesson->n_questions);
}

static void
say_texts (GPtrArray *texts)
{
  const char *titles[] = { _("No."), _("Version"), _("State"), _("Title"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < texts->len; i++)
    {
      const RtLesson *lesson = texts->pdata[i];

      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, lesson->topic));
      rt_ctl_table_take (table,
                         lesson->published ? g_strdup_printf ("%" G_GINT64_FORMAT, lesson->version) : g_strdup (""));
      rt_ctl_table_take (table, g_strdup (state_name (lesson)));
      rt_ctl_table_take (table, g_strdup (lesson->title[rt_lesson_language (lesson, NULL)]));
    }
  rt_ctl_table_print (table);
}

static gboolean
run_texts (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GPtrArray) texts = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  texts = rt_desk_call (ctl->desk, FALSE, get_all, NULL, NULL, error);
  if (texts == NULL)
    return FALSE;
  if (ctl->json)
    rt_ctl_print_records_json (texts, json_text);
  else
    say_texts (texts);
  return TRUE;
}

/* --- Changing the draft --- */

static gboolean
refuse_shape (GError **error)
{
  rt_error_set_invalid (error, "questions",
                        _("Each question has “text”, “answers”, “right” and “why”; see “rolltop-ctl --help”."));
  return FALSE;
}

/* { "en": "…", "zh_CN": "…" }; a language that is not named stays as it is. */
static gboolean
set_languages (JsonObject *form, const char *name, char **texts, GError **error)
{
  JsonObject *languages = NULL;

  if (!rt_ctl_form_get_object (form, name, &languages, error) ||
      (languages != NULL && !rt_ctl_form_only (languages, rt_lang_list (), error)))
    return FALSE;
  for (guint i = 0; languages != NULL && i < RT_LESSON_LANGUAGES; i++)
    if (!rt_ctl_form_get_text (languages, rt_lesson_language_id (i), &texts[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
set_answers (JsonObject *languages, guint language, RtQuestion *question, GError **error)
{
  JsonArray *answers = NULL;
  guint n;

  if (!rt_ctl_form_get_array (languages, rt_lesson_language_id (language), &answers, error))
    return FALSE;
  n = answers != NULL ? json_array_get_length (answers) : 0;
  if (n > RT_LESSON_ANSWERS)
    return refuse_shape (error);
  for (guint a = 0; a < n; a++)
    {
      JsonNode *node = json_array_get_element (answers, a);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse_shape (error);
      g_free (question->answers[language][a]);
      question->answers[language][a] = json_node_dup_string (node);
    }
  return TRUE;
}

static gboolean
set_right (JsonObject *form, RtQuestion *question, GError **error)
{
  g_autofree char *typed = NULL;
  guint64 right = 0;

  if (!rt_ctl_form_get_text (form, "right", &typed, error))
    return FALSE;
  if (typed == NULL || !g_ascii_string_to_unsigned (typed, 10, 1, RT_LESSON_ANSWERS, &right, NULL))
    return refuse_shape (error);
  question->right = (guint) right - 1;
  return TRUE;
}

static gboolean
set_question (JsonObject *form, RtQuestion *question, GError **error)
{
  static const char *const known[] = { "text", "answers", "right", "why", NULL };
  JsonObject *answers = NULL;

  if (!rt_ctl_form_only (form, known, error) || !set_languages (form, "text", question->text, error) ||
      !set_languages (form, "why", question->why, error) ||
      !rt_ctl_form_get_object (form, "answers", &answers, error) ||
      (answers != NULL && !rt_ctl_form_only (answers, rt_lang_list (), error)))
    return FALSE;
  for (guint i = 0; answers != NULL && i < RT_LESSON_LANGUAGES; i++)
    if (!set_answers (answers, i, question, error))
      return FALSE;
  return set_right (form, question, error);
}

static void
clear_questions (RtLesson *lesson)
{
  for (guint q = 0; q < RT_LESSON_QUESTIONS; q++)
    for (guint i = 0; i < RT_LESSON_LANGUAGES; i++)
      {
        g_clear_pointer (&lesson->questions[q].text[i], g_free);
        g_clear_pointer (&lesson->questions[q].why[i], g_free);
        for (guint a = 0; a < RT_LESSON_ANSWERS; a++)
          g_clear_pointer (&lesson->questions[q].answers[i][a], g_free);
      }
  lesson->n_questions = 0;
}

/* All of them are given, or none. */
static gboolean
set_questions (JsonObject *form, RtLesson *lesson, GError **error)
{
  JsonArray *questions = NULL;
  guint n;

  if (!rt_ctl_form_get_array (form, "questions", &questions, error))
    return FALSE;
  if (questions == NULL)
    return TRUE;
  n = json_array_get_length (questions);
  if (n > RT_LESSON_QUESTIONS)
    return refuse_shape (error);
  clear_questions (lesson);
  for (guint q = 0; q < n; q++)
    {
      JsonNode *node = json_array_get_element (questions, q);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse_shape (error);
      if (!set_question (json_node_get_object (node), &lesson->questions[q], error))
        return FALSE;
      lesson->n_questions++;
    }
  return TRUE;
}

static gpointer
edit (RtWork *work, gpointer data, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (RtLesson) draft = rt_lesson_get_draft (work, wanted->topic, error);

  if (draft == NULL || !set_languages (wanted->form, "title", draft->title, error) ||
      !set_languages (wanted->form, "text", draft->text, error) || !set_questions (wanted->form, draft, error) ||
      !rt_lesson_save (work, draft, error))
    return NULL;
  return g_memdup2 (&draft->topic, sizeof draft->topic);
}

static void
say_number (RtCtl *ctl, const char *name, const char *label, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autoptr (JsonBuilder) json = NULL;

  if (!ctl->json)
    {
      rt_ctl_say_pair (label, text);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  rt_ctl_json_int (json, name, number);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static gboolean
run_edit (RtCtl *ctl, char **args, GError **error)
{
  static const char *const known[] = { "title", "text", "questions", NULL };
  Wanted wanted = { 0 };
  g_autoptr (JsonNode) form = NULL;
  g_autofree gint64 *topic = NULL;

  if (!read_topic (args[0], &wanted, error) || !rt_ctl_sign_in (ctl, error) ||
      (form = rt_ctl_form_read (from_option, error)) == NULL ||
      !rt_ctl_form_only (json_node_get_object (form), known, error))
    return FALSE;
  wanted.form = json_node_get_object (form);
  topic = rt_desk_call (ctl->desk, TRUE, edit, &wanted, NULL, error);
  if (topic == NULL)
    return FALSE;
  say_number (ctl, "topic", _("No."), *topic);
  return TRUE;
}

/* --- Deciding about it --- */

/* The draft there is; one is not made for this. */
static RtLesson *
find_draft (RtWork *work, const Wanted *wanted, GError **error)
{
  g_autoptr (GPtrArray) texts = rt_lesson_list_all (work, error);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    {
      RtLesson *lesson = texts->pdata[i];

      if (lesson->topic == wanted->topic && !lesson->published)
        return rt_lesson_ref (lesson);
    }
  if (texts != NULL)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no draft of that text."));
  return NULL;
}

static gpointer
publish (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtLesson) draft = find_draft (work, data, error);
  g_autoptr (RtLesson) published = NULL;

  if (draft == NULL || !rt_lesson_publish (work, draft->id, error))
    return NULL;
  published = rt_lesson_get (work, draft->id, error);
  return published != NULL ? g_memdup2 (&published->version, sizeof published->version) : NULL;
}

static gboolean
run_publish (RtCtl *ctl, char **args, GError **error)
{
  Wanted wanted = { 0 };
  g_autofree gint64 *version = NULL;

  if (!read_topic (args[0], &wanted, error) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  if (!yes_option && !rt_ctl_confirm (_("Publish the draft? Everybody has to do it from then on. (y/n)"), error))
    return FALSE;
  version = rt_desk_call (ctl->desk, TRUE, publish, &wanted, NULL, error);
  if (version == NULL)
    return FALSE;
  say_number (ctl, "version", _("Published version"), *version);
  return TRUE;
}

static gpointer
discard (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtLesson) draft = find_draft (work, data, error);

  return draft != NULL && rt_lesson_discard (work, draft->id, error) ? data : NULL;
}

static gpointer
retire (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_retire (work, ((const Wanted *) data)->topic, error) ? data : NULL;
}

static gboolean
decide (RtCtl *ctl, char **args, const char *question, RtWorkFunc func, GError **error)
{
  Wanted wanted = { 0 };

  return read_topic (args[0], &wanted, error) && rt_ctl_sign_in (ctl, error) &&
         (yes_option || rt_ctl_confirm (question, error)) &&
         rt_desk_call (ctl->desk, TRUE, func, &wanted, NULL, error) != NULL;
}

static gboolean
run_discard (RtCtl *ctl, char **args, GError **error)
{
  return decide (ctl, args, _("Throw the draft away? (y/n)"), discard, error);
}

static gboolean
run_retire (RtCtl *ctl, char **args, GError **error)
{
  return decide (ctl, args, _("Ask nobody for this module any more? (y/n)"), retire, error);
}

const RtCtlCommand RT_CTL_LESSON_COMMANDS[] = {
  { "training texts", "", N_("List every version and draft of the policy and the modules"),
    "  rolltop-ctl --user zhao.min training texts --json", 0, 0, run_texts, NULL },
  { "training draft", "NO", N_("Show the draft of the next version of a text; it is made when there is none"),
    "  rolltop-ctl --user zhao.min training draft 2 --json", 1, 1, run_draft, NULL },
  { "training edit", "[NO]", N_("Change the draft of a text, or write a new module; nothing published changes"),
    "  rolltop-ctl --user zhao.min training edit --from module.json\n"
    "  module.json: { \"title\": { \"en\": \"Ladders\" }, \"text\": { \"en\": \"Two people carry one.\" },\n"
    "                 \"questions\": [ { \"text\": { \"en\": \"How many?\" }, \"answers\": { \"en\": [\"One\", \"Two\"] },\n"
    "                                  \"right\": 2, \"why\": { \"en\": \"It is heavy.\" } } ] }",
    0, 1, run_edit, edit_options },
  { "training publish", "NO", N_("Publish a draft; everybody has to do it from then on"),
    "  rolltop-ctl --user zhao.min training publish 4 --yes", 1, 1, run_publish, yes_options },
  { "training discard", "NO", N_("Throw a draft away"), "  rolltop-ctl --user zhao.min training discard 4 --yes", 1, 1,
    run_discard, yes_options },
  { "training retire", "NO", N_("Ask nobody for a module any more; what was done stays recorded"),
    "  rolltop-ctl --user zhao.min training retire 4 --yes", 1, 1, run_retire, yes_options },
  { NULL },
};
