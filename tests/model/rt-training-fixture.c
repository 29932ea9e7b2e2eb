/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People who have their training to do, or do it. */
#include "config.h"

#include "rt-training-fixture.h"

#include "rt-error.h"
#include "rt-search.h"

static gpointer
get_mine (RtWork *work, gpointer data, GError **error)
{
  return rt_training_mine (work, error);
}

RtTraining *
rt_train_mine (RtFixture *f)
{
  return rt_fixture_read (f, get_mine, NULL);
}

gpointer
rt_train_acknowledge (RtWork *work, gpointer data, GError **error)
{
  rt_training_acknowledge (work, ((RtTry *) data)->id, "en", error);
  return NULL;
}

gpointer
rt_train_answer (RtWork *work, gpointer data, GError **error)
{
  RtTry *self = data;

  rt_training_answer (work, self->id, "zh_CN", self->answers, self->n, &self->result, error);
  return NULL;
}

RtTry
rt_train_right_answers (const RtLesson *lesson)
{
  RtTry self = { .id = lesson->id, .n = lesson->n_questions };

  for (guint i = 0; i < lesson->n_questions; i++)
    self.answers[i] = lesson->questions[i].right;
  return self;
}

static void
do_one (RtFixture *f, const RtLesson *lesson)
{
  RtTry self = rt_train_right_answers (lesson);

  rt_fixture_run (f, lesson->n_questions == 0 ? rt_train_acknowledge : rt_train_answer, &self);
}

/* What is due, rightly. */
void
rt_train_do_training (RtFixture *f)
{
  g_autoptr (RtTraining) training = rt_train_mine (f);

  for (guint i = 0; i < training->items->len; i++)
    {
      const RtTrainingItem *item = g_ptr_array_index (training->items, i);

      if (item->due)
        do_one (f, item->lesson);
    }
}

gboolean
rt_train_refresh (RtFixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_refresh_async (f->desk, NULL, rt_desk_await_cb, &result);
  return rt_desk_refresh_finish (f->desk, rt_desk_await (&result), error);
}

void
rt_train_refresh_surely (RtFixture *f)
{
  g_autoptr (GError) error = NULL;

  rt_train_refresh (f, &error);
  g_assert_no_error (error);
}

RtRestrictions
rt_train_restrictions (RtFixture *f)
{
  return rt_person_get_restrictions (rt_desk_get_person (f->desk));
}

static gpointer
count_keys (RtWork *work, gpointer data, GError **error)
{
  const RtClassKeys *keys = rt_session_get_keys (rt_work_get_session (work));
  guint *count = data;

  *count = 0;
  for (guint slot = 0; slot < RT_N_KEYS; slot++)
    *count += rt_class_keys_has (keys, slot) ? 1 : 0;
  return NULL;
}

guint
rt_train_keys_held (RtFixture *f)
{
  guint count = 0;

  rt_fixture_read (f, count_keys, &count);
  return count;
}

const RtLesson *
rt_train_lesson_of (const RtTraining *training, guint i)
{
  return ((const RtTrainingItem *) g_ptr_array_index (training->items, i))->lesson;
}

RtFixture *
rt_train_new_untrained (void)
{
  RtFixture *f = rt_fixture_new_empty ();
  g_autoptr (GError) error = NULL;

  f->untrained = TRUE;
  rt_fixture_create (f, NULL, "CN", &error);
  g_assert_no_error (error);
  return f;
}

static void
note_shown (const RtShown *shown, guint8 *seen)
{
  for (guint field = 0; field < RT_N_FIELDS; field++)
    seen[field] = shown != NULL && rt_shown_has (shown, (RtFieldId) field)
                    ? (guint8) rt_shown_get_show (shown, (RtFieldId) field)
                    : RT_SHOW_HIDDEN;
}

RtTrainSeen
rt_train_look (RtFixture *f, const RtTrainRecords *records)
{
  g_autoptr (RtOrder) order = rt_test_open (f, records->order, NULL);
  g_autoptr (RtCustomer) customer = order != NULL ? rt_test_open_customer (f, order->customer_id, NULL) : NULL;
  RtSceneChange change = { .id = records->ticket };
  RtTicket *ticket = rt_desk_call (f->desk, TRUE, rt_scene_look, &change, NULL, NULL);
  RtTrainSeen seen = { .money = order != NULL && order->money };

  note_shown (order != NULL ? order->shown : NULL, seen.order);
  note_shown (customer != NULL ? customer->shown : NULL, seen.customer);
  note_shown (ticket != NULL ? ticket->shown : NULL, seen.ticket);
  if (order != NULL)
    {
      g_autoptr (RtOrder) listed = rt_test_record (f, RT_LIST_ORDERS, records->order);

      note_shown (listed->shown, seen.in_list);
    }
  g_clear_pointer (&ticket, rt_ticket_unref);
  return seen;
}

static gpointer
search (RtWork *work, gpointer data, GError **error)
{
  if (!rt_search_prepare (work, error))
    return NULL;
  return rt_search (work, data, 20, error);
}

static gpointer
look_up (RtWork *work, gpointer data, GError **error)
{
  guint others = 0;

  return rt_customer_lookup (work, data, &others, error);
}

void
rt_train_check_masked (RtFixture *f, const RtTrainSeen *seen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  for (guint field = 0; field < RT_N_FIELDS; field++)
    {
      g_assert_cmpint (seen->order[field], <=, RT_SHOW_MASKED);
      g_assert_cmpint (seen->customer[field], <=, RT_SHOW_MASKED);
      g_assert_cmpint (seen->in_list[field], <=, RT_SHOW_MASKED);
      g_assert_cmpint (seen->ticket[field], <=, RT_SHOW_MASKED);
    }
  g_assert_false (seen->money);
  g_assert_cmpuint (rt_train_keys_held (f), ==, 0);
  rt_fixture_refuse (f, TRUE, look_up, (gpointer) "138 0000 0012", RT_ERROR_DENIED);
  found = rt_desk_call (f->desk, TRUE, search, (gpointer) "张伟", NULL, &error);
  g_assert_true (error != NULL || found->len == 0);
}

/* Reading, and what touches no customer and lets nobody in: nothing else. */
void
rt_train_check_rights (RtFixture *f)
{
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    if (rt_person_may (rt_desk_get_person (f->desk), (RtRight) right))
      g_assert_true (right == RT_RIGHT_ORDER_READ || right == RT_RIGHT_TICKET_READ || right == RT_RIGHT_CUSTOMER_READ ||
                     right == RT_RIGHT_NOTICE_READ || right == RT_RIGHT_STAFF_MANAGE || right == RT_RIGHT_LOG_READ ||
                     right == RT_RIGHT_TRAINING_WRITE);
}

/* Each role's own work, as far as it has any. */
RtTrainRecords
rt_train_make_records (RtFixture *f)
{
  RtTrainRecords records;
  gint64 service = rt_fixture_sign_in (f, RT_ROLE_SERVICE);

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  records.order = rt_test_order (f, 12);
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  records.ticket = rt_scene_ticket (f, records.order, TRUE, "The door does not close.");
  g_assert_cmpint (service, >, 0);
  return records;
}
