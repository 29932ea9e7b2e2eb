/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-lesson.h"
#include "rt-person.h"

G_BEGIN_DECLS

/** What one person has done of one text that is taught now. */
typedef struct
{
  RtLesson *lesson;
  gboolean due;   /* never done in this version, or run out */
  gint64 done_at; /* 0: never in this version */
  RtDay until;    /* good through this day; RT_DAY_NONE when never done */
  guint asked, right_first;
  gboolean written; /* this person published it, so has no need to be taught it */
} RtTrainingItem;

/** A new person, as their supervisor sees them. */
typedef struct
{
  gint64 id;
  char *name;
  gboolean trained;
} RtTrainee;

/** What somebody who sits here has to do and has done. */
typedef struct
{
  GPtrArray *items; /* RtTrainingItem, the policy first */
  guint n_due;
  RtDay until;         /* all of it is good through this day; RT_DAY_NONE while something is due or nothing is taught */
  char *supervisor;    /* name; NULL none */
  gboolean supervised; /* customers stay masked until the supervisor or a manager says otherwise */
  GPtrArray *supervises; /* RtTrainee: new people who wait for this person's word */
} RtTraining;
void rt_training_free (RtTraining *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtTraining, rt_training_free)

/** rt_training_mine: for whoever is signed in, about themself. */
RtTraining *rt_training_mine (RtWork *work, GError **error);

/** rt_training_acknowledge: the person signed in has read the policy @lesson_id and will keep to it. RT_ERROR_CONFLICT
 * when another version is in force by now. Recorded. */
gboolean rt_training_acknowledge (RtWork *work, gint64 lesson_id, const char *language, GError **error);

/** What came of answering. */
typedef struct
{
  guint asked;
  guint right; /* bit set of the questions answered rightly now */
  gboolean passed;
  guint right_first; /* how many were right at the first try */
} RtTrainingResult;
/** rt_training_answer: the answers of the person signed in to the questions of a module, indices in the order of its
 * questions. Passed when all are right; it can be tried again, and the score of the first try is what is kept.
 * RT_ERROR_CONFLICT when another version is in force by now, RT_ERROR_INVALID when an answer is missing. Recorded. */
gboolean rt_training_answer (RtWork *work, gint64 lesson_id, const char *language, const guint *answers, guint n,
                             RtTrainingResult *result, GError **error);

/** How somebody else stands. */
typedef struct
{
  gint64 staff_id;
  guint n_due;
  RtDay until; /* as in RtTraining */
  guint asked, right_first;
  gboolean supervised;
} RtTrainingState;
/** rt_training_states: TRAINING_WRITE, STAFF_MANAGE or STAFF_ADMIT: of everybody, in the order of staff.id. GArray of
 * RtTrainingState. */
GArray *rt_training_states (RtWork *work, GError **error);

/** rt_training_restrictions: the one decision on why somebody sees customers masked whose account is in order: a text
 * that is taught now is not acknowledged or passed, or no longer (product.md §4), and new people whose supervisor has
 * not said yet that they may see. Bits of RT_RESTRICTED_TRAINING and RT_RESTRICTED_SUPERVISED. Any gate but the locked
 * one, either connection, vault thread. */
gboolean rt_training_restrictions (RtDb *db, gint64 staff_id, RtDay today, RtRestrictions *out, GError **error);

G_END_DECLS
