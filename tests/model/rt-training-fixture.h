/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People who have their training to do, or do it; and what each of them sees meanwhile. */
#pragma once

#include "rt-order-fixture.h"
#include "rt-scene.h"
#include "rt-training-private.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  guint answers[RT_LESSON_QUESTIONS];
  guint n;
  RtTrainingResult result;
} RtTry;

/** rt_train_acknowledge, rt_train_answer: RtWorkFunc; data is an RtTry. */
gpointer rt_train_acknowledge (RtWork *work, gpointer data, GError **error);
gpointer rt_train_answer (RtWork *work, gpointer data, GError **error);
RtTry rt_train_right_answers (const RtLesson *lesson);

/** rt_train_new_untrained: a store whose first manager has everything to do. */
RtFixture *rt_train_new_untrained (void);
RtTraining *rt_train_mine (RtFixture *f);
const RtLesson *rt_train_lesson_of (const RtTraining *training, guint i);
/** rt_train_do_training: what is due for whoever is signed in, rightly. */
void rt_train_do_training (RtFixture *f);
gboolean rt_train_refresh (RtFixture *f, GError **error);
void rt_train_refresh_surely (RtFixture *f);
RtRestrictions rt_train_restrictions (RtFixture *f);
guint rt_train_keys_held (RtFixture *f);

/** What somebody sees of an order, its customer and its ticket: RtShow by field. */
typedef struct
{
  guint8 order[RT_N_FIELDS], customer[RT_N_FIELDS], in_list[RT_N_FIELDS], ticket[RT_N_FIELDS];
  gboolean money;
} RtTrainSeen;

typedef struct
{
  gint64 order, ticket;
} RtTrainRecords;

/** rt_train_make_records: an order of the clerk's own with a ticket of service's own. */
RtTrainRecords rt_train_make_records (RtFixture *f);
RtTrainSeen rt_train_look (RtFixture *f, const RtTrainRecords *records);
/** rt_train_check_masked: nothing clear, no key, no look-up, nothing found by name. */
void rt_train_check_masked (RtFixture *f, const RtTrainSeen *seen);
/** rt_train_check_rights: reading, and what touches no customer and lets nobody in: nothing else. */
void rt_train_check_rights (RtFixture *f);

G_END_DECLS
