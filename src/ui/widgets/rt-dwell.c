/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what somebody stays on. */
#include "config.h"

#include "rt-dwell.h"

#define LOOK_DELAY_MS 180

struct _RtDwell
{
  GObject *detail; /* borrowed */
  RtDwellRead read;
  RtDwellDone done;
  gint64 id;                 /* 0: none */
  GCancellable *cancellable; /* of the reading under way; NULL: none was begun */
  guint timer;
};

typedef struct
{
  GObject *detail;
  RtDwellDone done;
  GCancellable *cancellable;
} Reading;

RtDwell *
rt_dwell_new (gpointer detail, RtDwellRead read, RtDwellDone done)
{
  RtDwell *self = g_new0 (RtDwell, 1);

  self->detail = detail;
  self->read = read;
  self->done = done;
  return self;
}

static void
stop (RtDwell *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
rt_dwell_free (RtDwell *self)
{
  if (self == NULL)
    return;
  stop (self);
  g_free (self);
}

/* A request that is done counts even when it was cancelled: whether it is still wanted is asked here. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GObject) detail = reading->detail;
  g_autoptr (GCancellable) cancellable = reading->cancellable;

  if (!g_cancellable_is_cancelled (cancellable))
    reading->done (detail, source, result);
}

static gboolean
on_timer (gpointer user_data)
{
  RtDwell *self = user_data;
  Reading *reading = g_new (Reading, 1);

  self->timer = 0;
  stop (self);
  self->cancellable = g_cancellable_new ();
  reading->detail = g_object_ref (self->detail);
  reading->done = self->done;
  reading->cancellable = g_object_ref (self->cancellable);
  self->read (self->detail, self->id, self->cancellable, on_read, reading);
  return G_SOURCE_REMOVE;
}

void
rt_dwell_on (RtDwell *self, gint64 id)
{
  if (self == NULL || (id == self->id && id != 0))
    return;
  stop (self);
  self->id = id;
  if (id != 0)
    self->timer = g_timeout_add (LOOK_DELAY_MS, on_timer, self);
}

void
rt_dwell_found (RtDwell *self, gint64 id)
{
  stop (self);
  self->id = id;
}

void
rt_dwell_again (RtDwell *self)
{
  if (self != NULL && self->id != 0 && self->timer == 0)
    self->timer = g_timeout_add (0, on_timer, self);
}
