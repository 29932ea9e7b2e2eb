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
  gboolean here;       /* what is wanted is on the screen */
  GtkWidget *focus_to; /* borrowed; NULL: nothing waits for the keyboard */
};

typedef struct
{
  RtDwell *dwell; /* there while it is not cancelled */
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

static void
arrive (RtDwell *self)
{
  GtkWidget *to = g_steal_pointer (&self->focus_to);
  GtkRoot *root = to != NULL ? gtk_widget_get_root (to) : NULL;

  self->here = TRUE;
  if (root == NULL || gtk_root_get_focus (root) != NULL)
    return;
  if (gtk_widget_get_mapped (to))
    gtk_widget_grab_focus (to);
  else if (GTK_IS_WIDGET (self->detail)) /* what says that it could not be shown */
    gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
}

/* A request that is done counts even when it was cancelled: whether it is still wanted is asked here. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GObject) detail = reading->detail;
  g_autoptr (GCancellable) cancellable = reading->cancellable;

  if (g_cancellable_is_cancelled (cancellable))
    return;
  reading->done (detail, source, result);
  if (!g_cancellable_is_cancelled (cancellable))
    arrive (reading->dwell);
}

static gboolean
on_timer (gpointer user_data)
{
  RtDwell *self = user_data;
  Reading *reading = g_new (Reading, 1);

  self->timer = 0;
  stop (self);
  self->cancellable = g_cancellable_new ();
  reading->dwell = self;
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
  self->here = FALSE;
  self->focus_to = NULL;
  if (id != 0)
    self->timer = g_timeout_add (LOOK_DELAY_MS, on_timer, self);
}

void
rt_dwell_found (RtDwell *self, gint64 id)
{
  stop (self);
  self->id = id;
  arrive (self);
}

void
rt_dwell_again (RtDwell *self)
{
  if (self != NULL && self->id != 0 && self->timer == 0)
    self->timer = g_timeout_add (0, on_timer, self);
}

gboolean
rt_dwell_focus (RtDwell *self, GtkWidget *to)
{
  if (self == NULL || self->id == 0)
    return FALSE;
  if (self->here)
    return gtk_widget_grab_focus (to);
  /* Nothing has it meanwhile: who goes somewhere, be it back to where they were, stays there. */
  self->focus_to = to;
  if (gtk_widget_get_root (to) != NULL)
    gtk_root_set_focus (gtk_widget_get_root (to), NULL);
  return TRUE;
}
