/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revealing and exporting as asynchronous requests. */
#include "config.h"

#include "rt-reveal-requests.h"

static gpointer
id_or_null (gint64 id)
{
  return id > 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

/* --- Revealing --- */

typedef struct
{
  RtRevealWish wish;
  char *words;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_free (self->words);
  g_free (self);
}

static Wish *
wish_new (const char *words)
{
  Wish *self = g_new0 (Wish, 1);

  self->words = g_strdup (words);
  return self;
}

void
rt_reveal_choice_free (RtRevealChoice *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_free (self);
}

static gpointer
do_choice (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtRevealChoice) choice = g_new0 (RtRevealChoice, 1);

  choice->jobs = rt_reveal_list_jobs (work, data, error);
  if (choice->jobs == NULL || !rt_reveal_limit_get (work, &choice->limit, error))
    return NULL;
  return g_steal_pointer (&choice);
}

void
rt_request_reveal_choice (RtDesk *desk, const RtRevealRecord *record, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_choice, g_memdup2 (record, sizeof *record), g_free,
                     (GDestroyNotify) rt_reveal_choice_free, cancellable, callback, user_data);
}

static gpointer
do_reveal (RtWork *work, gpointer data, GError **error)
{
  Wish *wish = data;

  return rt_reveal (work, &wish->wish, error);
}

void
rt_request_reveal (RtDesk *desk, const RtRevealWish *wanted, RT_REQUEST_ARGS)
{
  Wish *wish = wish_new (wanted->words);

  wish->wish = *wanted;
  wish->wish.words = wish->words;
  rt_desk_run_async (desk, TRUE, do_reveal, wish, wish_free, (GDestroyNotify) rt_revealed_free, cancellable, callback,
                     user_data);
}

static gpointer
do_ask (RtWork *work, gpointer data, GError **error)
{
  return id_or_null (rt_reveal_ask (work, ((Wish *) data)->words, error));
}

void
rt_request_reveal_ask (RtDesk *desk, const char *reason, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, TRUE, do_ask, wish_new (reason), wish_free, g_free, cancellable, callback, user_data);
}

static gpointer
do_asks (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal_list_asks (work, error);
}

void
rt_request_reveal_asks (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_asks, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                     user_data);
}

typedef struct
{
  gint64 ask;
  guint extra;
} Answer;

static gpointer
do_answer (RtWork *work, gpointer data, GError **error)
{
  const Answer *answer = data;

  return rt_reveal_answer (work, answer->ask, answer->extra, error) ? id_or_null (answer->ask) : NULL;
}

void
rt_request_reveal_answer (RtDesk *desk, gint64 ask, guint extra, RT_REQUEST_ARGS)
{
  const Answer answer = { ask, extra };

  rt_desk_run_async (desk, TRUE, do_answer, g_memdup2 (&answer, sizeof answer), g_free, g_free, cancellable, callback,
                     user_data);
}
