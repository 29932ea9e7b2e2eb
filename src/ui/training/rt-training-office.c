/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What whoever writes the training sees of it: the texts, and how everybody stands. */
#include "config.h"

#include "rt-training-office.h"

#include "rt-named-button.h"
#include "rt-lang.h"
#include "rt-pill.h"
#include "rt-staff.h"
#include <glib/gi18n.h>

#define SOON 30 /* days */

char *
rt_training_describe (const RtTrainingState *state)
{
  g_autofree char *day = NULL;

  if (state->n_due > 0)
    return g_strdup_printf (ngettext ("%u text to read or answer.", "%u texts to read or answer.", state->n_due),
                            state->n_due);
  if (state->until == RT_DAY_NONE)
    return g_strdup (_("Nothing to do."));
  day = rt_day_format (state->until, 'l', NULL);
  if (state->asked == 0)
    return g_strdup_printf (_("Everything done, good until %s."), day);
  /* Translators: a day; how many questions were right at the first try, and how many there were. */
  return g_strdup_printf (_("Everything done, good until %1$s. Right at the first try: %2$u of %3$u."), day,
                          state->right_first, state->asked);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *words)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *plain_title = g_markup_escape_text (title, -1);
  g_autofree char *plain_words = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), plain_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain_words);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_pill (GtkWidget *row, const char *words, const char *style)
{
  GtkWidget *pill = rt_pill_new ();

  rt_pill_set (RT_PILL (pill), words, style);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
}

static void
add_button (GtkWidget *row, const char *words, const char *title, const char *action, gint64 topic)
{
  g_autofree char *plain = g_strdup (words);
  g_autofree char *label = NULL;
  GtkWidget *button = NULL;

  g_strdelimit (plain, "_", ' ');
  label = g_strdup_printf ("%s: %s", g_strstrip (plain), title);
  button = rt_named_button_new (words, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", topic);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* --- Texts --- */

static char *
describe_version (const RtLesson *published)
{
  g_autofree char *moment = NULL;

  if (published == NULL)
    return g_strdup (_("Not published yet."));
  moment = rt_moment_format (published->published_at, NULL);
  if (published->published_by_name == NULL)
    /* Translators: a version number; date and time. */
    return g_strdup_printf (_("Version %1$d, came with Rolltop, in force since %2$s."), (int) published->version,
                            moment);
  /* Translators: a version number; date and time; a person's name. */
  return g_strdup_printf (_("Version %1$d, published on %2$s by %3$s."), (int) published->version, moment,
                          published->published_by_name);
}

static const char *
title_of (const RtLesson *lesson)
{
  const char *title = lesson->title[rt_lesson_language (lesson, rt_lang_current ())];

  return title != NULL && *title != '\0' ? title : _("A new module");
}

/* One topic: its draft and its newest version, whichever there are. @kept: this person typed something about it that is
 * not saved, and comes to it also when it is retired. */
static void
add_topic (AdwPreferencesGroup *group, const RtLesson *draft, const RtLesson *published, gboolean kept)
{
  const RtLesson *lesson = draft != NULL ? draft : published;
  g_autofree char *words = describe_version (published);
  GtkWidget *row = add_row (group, title_of (lesson), words);

  if (lesson->retired)
    {
      add_pill (row, _("Retired"), NULL);
      if (kept)
        add_button (row, _("_Edit…"), title_of (lesson), "training.edit", lesson->topic);
      return;
    }
  if (draft != NULL)
    add_pill (row, _("Draft"), "accent");
  if (lesson->topic == RT_TOPIC_POLICY)
    add_pill (row, _("Policy"), NULL);
  add_button (row, _("_Edit…"), title_of (lesson), "training.edit", lesson->topic);
  if (published != NULL && lesson->topic != RT_TOPIC_POLICY)
    add_button (row, _("Re_tire…"), title_of (lesson), "training.retire", lesson->topic);
}

static gboolean
has_topic (const RtTrainingOffice *office, gint64 topic)
{
  for (guint i = 0; i < office->lessons->len; i++)
    if (((const RtLesson *) g_ptr_array_index (office->lessons, i))->topic == topic)
      return TRUE;
  return FALSE;
}

/* Drafts that somebody else threw away while this person had typed something into them. */
static void
add_thrown_away (AdwPreferencesGroup *group, const RtTrainingOffice *office)
{
  for (guint i = 0; i < office->kept->len; i++)
    {
      const gint64 topic = g_array_index (office->kept, gint64, i);
      const char *title = _("A draft that was thrown away");

      if (has_topic (office, topic))
        continue;
      add_button (add_row (group, title, _("What you wrote into it and did not save is still here.")), _("_Edit…"),
                  title, "training.edit", topic);
    }
}

void
rt_training_office_add_texts (AdwPreferencesGroup *group, const RtTrainingOffice *office)
{
  for (guint i = 0; i < office->lessons->len;)
    {
      const RtLesson *draft = NULL, *published = NULL;
      gint64 topic = ((const RtLesson *) g_ptr_array_index (office->lessons, i))->topic;

      for (; i < office->lessons->len; i++)
        {
          const RtLesson *lesson = g_ptr_array_index (office->lessons, i);

          if (lesson->topic != topic)
            break;
          if (!lesson->published)
            draft = lesson;
          else if (published == NULL)
            published = lesson;
        }
      add_topic (group, draft, published, rt_training_office_has_kept (office, topic));
    }
  add_thrown_away (group, office);
}

/* --- People --- */

typedef struct
{
  const RtStaff *person;
  const RtTrainingState *state;
} Line;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *left = a, *right = b;

  if ((left->state->n_due > 0) != (right->state->n_due > 0))
    return left->state->n_due > 0 ? -1 : 1;
  if (left->state->until != right->state->until)
    return left->state->until < right->state->until ? -1 : 1;
  return g_utf8_collate (left->person->name, right->person->name);
}

static void
add_person (AdwPreferencesGroup *group, const Line *line, RtDay today)
{
  g_autofree char *words = rt_training_describe (line->state);
  GtkWidget *row = add_row (group, line->person->name, words);

  if (line->state->n_due > 0)
    add_pill (row, C_("training", "Due"), "warning");
  else if (line->state->until != RT_DAY_NONE && line->state->until - today <= SOON)
    add_pill (row, C_("training", "Due soon"), "accent");
  else
    add_pill (row, C_("training", "Done"), "success");
}

void
rt_training_office_add_people (AdwPreferencesGroup *group, const RtTrainingOffice *office, RtDay today)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint i = 0; i < office->staff->len; i++)
    {
      Line line = { .person = g_ptr_array_index (office->staff, i) };

      line.state = rt_training_office_find (office, line.person->id);
      if (line.state != NULL && g_strcmp0 (line.person->state, "disabled") != 0)
        g_array_append_val (lines, line);
    }
  g_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    add_person (group, &g_array_index (lines, Line, i), today);
}
