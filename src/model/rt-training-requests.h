/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-training.h"

G_BEGIN_DECLS

/**
 * Training as requests for windows: each hands functions of rt-training.h and rt-lesson.h to the vault's thread and
 * comes back on the caller's main context. Strings and edits are copied before the call returns. Finish each with
 * rt_desk_run_finish(); what it gives is said here, (transfer full). Errors are those of the function. Main thread.
 */
#define RT_TRAINING_ARGS GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data

void rt_request_training (RtDesk *desk, RT_TRAINING_ARGS); /* RtTraining */
/** rt_request_training_acknowledge: gives how many texts are due still, a guint *. */
void rt_request_training_acknowledge (RtDesk *desk, gint64 lesson_id, const char *language, RT_TRAINING_ARGS);
/** rt_request_training_answer: RtTrainingResult *, g_free. */
void rt_request_training_answer (RtDesk *desk, gint64 lesson_id, const char *language, const guint *answers, guint n,
                                 RT_TRAINING_ARGS);

/** What writers see at once. */
typedef struct
{
  GPtrArray *lessons; /* RtLesson, as rt_lesson_list_all() */
  GArray *kept;       /* gint64, as rt_lesson_list_kept() */
  GPtrArray *staff;   /* RtStaff */
  GArray *states;     /* RtTrainingState */
} RtTrainingOffice;
void rt_training_office_free (RtTrainingOffice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtTrainingOffice, rt_training_office_free)
/** rt_training_office_find: how @staff_id stands; NULL unknown. */
const RtTrainingState *rt_training_office_find (const RtTrainingOffice *self, gint64 staff_id);
/** rt_training_office_has_kept: whether something is kept that whoever asked typed about @topic and did not save. */
gboolean rt_training_office_has_kept (const RtTrainingOffice *self, gint64 topic);
void rt_request_training_office (RtDesk *desk, RT_TRAINING_ARGS); /* RtTrainingOffice; TRAINING_WRITE */
/** rt_request_staff_training: the same without lessons and what is kept, for STAFF_MANAGE and STAFF_ADMIT. */
void rt_request_staff_training (RtDesk *desk, RT_TRAINING_ARGS);

void rt_request_lesson_draft (RtDesk *desk, gint64 topic, RT_TRAINING_ARGS); /* RtLesson */
/** rt_request_lesson_save: gives the draft as it is stored now. @edit is held, not copied:
 * it must not change until the answer comes. RtLesson. */
void rt_request_lesson_save (RtDesk *desk, RtLesson *edit, RT_TRAINING_ARGS);
void rt_request_lesson_discard (RtDesk *desk, gint64 id,
                                RT_TRAINING_ARGS); /* gives something that is not NULL, nothing to free */
void rt_request_lesson_publish (RtDesk *desk, gint64 id, RT_TRAINING_ARGS);   /* the same */
void rt_request_lesson_retire (RtDesk *desk, gint64 topic, RT_TRAINING_ARGS); /* the same */

G_END_DECLS
