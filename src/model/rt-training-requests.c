/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training as asynchronous requests. */
#include "config.h"

#include "rt-training-requests.h"

#include "rt-staff.h"

#define DONE GINT_TO_POINTER (1)

typedef struct
{
  gint64 id;
  char *language;
  guint answers[RT_LESSON_QUESTIONS];
  guint n;
  RtLesson *edit;
} Args;

static void
args_free (gpointer data)
{
  Args *self = data;

  g_free (self->language);
  rt_lesson_unref (self->edit);
  g_free (self);
}

static Args *
args_new (gint64 id)
{
  Args *self = g_new0 (Args, 1);

  self->id = id;
  return self;
}

static gpointer
do_mine (RtWork *work, gpointer data, GError **error)
{
  return rt_training_mine (work, error);
}

void
rt_request_training (RtDesk *desk, RT_TRAINING_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_mine, NULL, NULL, (GDestroyNotify) rt_training_free, cancellable, callback,
                     user_data);
}

static gpointer
do_acknowledge (RtWork *work, gpointer data, GError **error)
{
  const Args *args = data;
  g_autoptr (RtTraining) mine = NULL;

  if (!rt_training_acknowledge (work, args->id, args->language, error))
    return NULL;
  mine = rt_training_mine (work, error);
  return mine != NULL ? g_memdup2 (&mine->n_due, sizeof mine->n_due) : NULL;
}

void
rt_request_training_acknowledge (RtDesk *desk, gint64 lesson_id, const char *language, RT_TRAINING_ARGS)
{
  Args *args = args_new (lesson_id);

  args->language = g_strdup (language);
  rt_desk_run_async (desk, TRUE, do_acknowledge, args, args_free, g_free, cancellable, callback, user_data);
}

static gpointer
do_answer (RtWork *work, gpointer data, GError **error)
{
  const Args *args = data;
  RtTrainingResult result;

  if (!rt_training_answer (work, args->id, args->language, args->answers, args->n, &result, error))
    return NULL;
  return g_memdup2 (&result, sizeof result);
}

void
rt_request_training_answer (RtDesk *desk, gint64 lesson_id, const char *language, const guint *answers, guint n,
                            RT_TRAINING_ARGS)
{
  Args *args = args_new (lesson_id);

  args->language = g_strdup (language);
  args->n = MIN (n, RT_LESSON_QUESTIONS);
  for (guint i = 0; i < args->n; i++)
    args->answers[i] = answers[i];
  rt_desk_run_async (desk, TRUE, do_answer, args, args_free, g_free, cancellable, callback, user_data);
}

/* --- For whoever writes it, or looks after the staff --- */

void
rt_training_office_free (RtTrainingOffice *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->lessons, g_ptr_array_unref);
  g_clear_pointer (&self->kept, g_array_unref);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_clear_pointer (&self->states, g_array_unref);
  g_free (self);
}

const RtTrainingState *
rt_training_office_find (const RtTrainingOffice *self, gint64 staff_id)
{
  for (guint i = 0; i < self->states->len; i++)
    if (g_array_index (self->states, RtTrainingState, i).staff_id == staff_id)
      return &g_array_index (self->states, RtTrainingState, i);
  return NULL;
}

gboolean
rt_training_office_has_kept (const RtTrainingOffice *self, gint64 topic)
{
  for (guint i = 0; i < self->kept->len; i++)
    if (g_array_index (self->kept, gint64, i) == topic)
      return TRUE;
  return FALSE;
}

static gpointer
do_staff (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtTrainingOffice) self = g_new0 (RtTrainingOffice, 1);

  self->states = rt_training_states (work, error);
  if (self->states == NULL)
    return NULL;
  self->staff = rt_staff_list (work, error);
  return self->staff != NULL ? g_steal_pointer (&self) : NULL;
}

static gpointer
do_office (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtTrainingOffice) self = do_staff (work, NULL, error);

  if (self == NULL)
    return NULL;
  self->lessons = rt_lesson_list_all (work, error);
  self->kept = self->lessons != NULL ? rt_lesson_list_kept (work, error) : NULL;
  return self->kept != NULL ? g_steal_pointer (&self) : NULL;
}

void
rt_request_training_office (RtDesk *desk, RT_TRAINING_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_office, NULL, NULL, (GDestroyNotify) rt_training_office_free, cancellable,
                     callback, user_data);
}

void
rt_request_staff_training (RtDesk *desk, RT_TRAINING_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_staff, NULL, NULL, (GDestroyNotify) rt_training_office_free, cancellable, callback,
                     user_data);
}

/* --- Writing --- */

static gpointer
do_draft (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_get_draft (work, ((const Args *) data)->id, error);
}

void
rt_request_lesson_draft (RtDesk *desk, gint64 topic, RT_TRAINING_ARGS)
{
  rt_desk_run_async (desk, TRUE, do_draft, args_new (topic), args_free, (GDestroyNotify) rt_lesson_unref, cancellable,
                     callback, user_data);
}

static gpointer
do_save (RtWork *work, gpointer data, GError **error)
{
  const Args *args = data;

  return rt_lesson_save (work, args->edit, error) ? rt_lesson_get (work, args->edit->id, error) : NULL;
}

void
rt_request_lesson_save (RtDesk *desk, RtLesson *edit, RT_TRAINING_ARGS)
{
  Args *args = args_new (edit->id);

  args->edit = rt_lesson_ref (edit);
  rt_desk_run_async (desk, TRUE, do_save, args, args_free, (GDestroyNotify) rt_lesson_unref, cancellable, callback,
                     user_data);
}

static gpointer
do_discard (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_discard (work, ((const Args *) data)->id, error) ? DONE : NULL;
}

void
rt_request_lesson_discard (RtDesk *desk, gint64 id, RT_TRAINING_ARGS)
{
  rt_desk_run_async (desk, TRUE, do_discard, args_new (id), args_free, NULL, cancellable, callback, user_data);
}

static gpointer
do_publish (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_publish (work, ((const Args *) data)->id, error) ? DONE : NULL;
}

void
rt_request_lesson_publish (RtDesk *desk, gint64 id, RT_TRAINING_ARGS)
{
  rt_desk_run_async (desk, TRUE, do_publish, args_new (id), args_free, NULL, cancellable, callback, user_data);
}

static gpointer
do_retire (RtWork *work, gpointer data, GError **error)
{
  return rt_lesson_retire (work, ((const Args *) data)->id, error) ? DONE : NULL;
}

void
rt_request_lesson_retire (RtDesk *desk, gint64 topic, RT_TRAINING_ARGS)
{
  rt_desk_run_async (desk, TRUE, do_retire, args_new (topic), args_free, NULL, cancellable, callback, user_data);
}
