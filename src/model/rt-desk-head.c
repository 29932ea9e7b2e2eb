/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of the log on its way to the keyring (faults.md, finding 6): at most every few seconds, one at a time, and
 * never in anybody's way. */
#include "config.h"

#include "rt-desk-private.h"

#define HEAD_INTERVAL_US (5 * G_USEC_PER_SEC)
#define SETTLE_PAUSE_US  2000

/* Holds the store open until its head is told, also when the desk has closed it. */
typedef struct
{
  RtDesk *desk;
  RtVault *vault;
  char *path;
  char *store_id;
  gboolean again; /* the store was closed meanwhile: its last head follows this one */
} Move;

static void read_and_store (Move *move);

static void
move_free (Move *move)
{
  g_object_unref (move->desk);
  rt_vault_unref (move->vault);
  g_free (move->path);
  g_free (move->store_id);
  g_free (move);
}

static void
end_move (Move *move)
{
  RtDesk *desk = g_object_ref (move->desk);

  if (move->again)
    {
      move->again = FALSE;
      read_and_store (move);
      g_object_unref (desk);
      return;
    }
  if (desk->vault == move->vault)
    {
      desk->head_move = NULL;
      desk->head_moved_at = g_get_monotonic_time ();
      if (desk->head_wanted)
        rt_desk_want_head (desk, FALSE);
    }
  desk->heads_under_way--;
  move_free (move);
  rt_desk_check_settled (desk);
  g_object_unref (desk);
}

static void
on_head_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  Move *move = data;
  g_autoptr (GError) error = NULL;

  if (!rt_keyring_store_finish (RT_KEYRING (source), result, &error))
    g_message ("The head of the log was not kept in the keyring: %s", error->message);
  end_move (move);
}

static gpointer
read_head (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RtLogHead head;

  return rt_log_get_head (db, &head, error) ? rt_log_head_to_bytes (&head) : NULL;
}

static void
on_head_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Move *move = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) head = rt_vault_run_finish (move->vault, result, &error);

  if (head == NULL)
    {
      g_message ("The head of the log could not be read: %s", error != NULL ? error->message : "");
      end_move (move);
      return;
    }
  rt_keyring_store_async (move->desk->keyring, "log-head", move->store_id, move->path, head, NULL, on_head_stored,
                          move);
}

static void
read_and_store (Move *move)
{
  rt_vault_run_system_async (move->vault, read_head, NULL, NULL, (GDestroyNotify) rt_secret_free, NULL, on_head_read,
                             move);
}

static void
start_move (RtDesk *self)
{
  Move *move = g_new0 (Move, 1);

  move->desk = g_object_ref (self);
  move->vault = rt_vault_ref (self->vault);
  move->path = g_strdup (self->path);
  move->store_id = g_strdup (self->store_id);
  self->head_wanted = FALSE;
  self->head_move = move;
  self->heads_under_way++;
  read_and_store (move);
}

static gboolean
on_head_timer (gpointer data)
{
  RtDesk *self = data;

  g_clear_pointer (&self->head_timer, g_source_unref);
  if (self->vault != NULL && self->head_move == NULL)
    start_move (self);
  return G_SOURCE_REMOVE;
}

static void
start_timer (RtDesk *self, gint64 wait_us)
{
  if (self->head_timer != NULL)
    return;
  self->head_timer = g_timeout_source_new ((guint) (wait_us / 1000 + 1));
  g_source_set_callback (self->head_timer, on_head_timer, self, NULL);
  g_source_attach (self->head_timer, self->context);
}

static void
stop_timer (RtDesk *self)
{
  if (self->head_timer != NULL)
    g_source_destroy (self->head_timer);
  g_clear_pointer (&self->head_timer, g_source_unref);
}

void
rt_desk_want_head (RtDesk *self, gboolean now)
{
  gint64 wait_us = 0;

  if (self->vault == NULL || self->in_dispose)
    return;
  self->head_wanted = TRUE;
  if (self->head_move != NULL)
    return; /* end_move() goes on */
  if (self->head_moved_at != 0)
    wait_us = self->head_moved_at + HEAD_INTERVAL_US - g_get_monotonic_time ();
  if (!now && wait_us > 0)
    {
      start_timer (self, wait_us);
      return;
    }
  stop_timer (self);
  start_move (self);
}

void
rt_desk_forget_head (RtDesk *self)
{
  Move *move = self->head_move;

  /* Two on their way at once could arrive in the wrong order. */
  if (move != NULL && self->head_wanted)
    move->again = TRUE;
  stop_timer (self);
  self->head_wanted = FALSE;
  self->head_move = NULL;
  self->head_moved_at = 0;
}

static void
free_waiting (gpointer data)
{
  g_object_unref (data);
}

void
rt_desk_check_settled (RtDesk *self)
{
  g_autoptr (GPtrArray) waiting = NULL;

  if (self->heads_under_way > 0 || self->closing == NULL)
    return;
  waiting = g_steal_pointer (&self->closing);
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
}

void
rt_desk_close_async (RtDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rt_desk_close_async);
  rt_desk_close (self);
  if (self->closing == NULL)
    self->closing = g_ptr_array_new_with_free_func (free_waiting);
  g_ptr_array_add (self->closing, task);
  rt_desk_check_settled (self);
}

/* Outlives rt_desk_settle() when that gives up before the desk has closed. */
typedef struct
{
  gboolean closed, late, left;
} Settling;

static gboolean
on_late (gpointer data)
{
  ((Settling *) data)->late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer data)
{
  Settling *settling = data;

  settling->closed = TRUE;
  if (settling->left)
    g_free (settling);
}

/* What is on its way holds the vault until its answer was taken, so the context has to run. */
gboolean
rt_desk_settle (RtDesk *self, guint seconds)
{
  Settling *settling = g_new0 (Settling, 1);
  g_autoptr (GSource) deadline = g_timeout_source_new_seconds (seconds);
  gboolean late;

  g_source_set_callback (deadline, on_late, settling, NULL);
  g_source_attach (deadline, self->context);
  rt_desk_close_async (self, on_settled, settling);
  while (!settling->late && (!settling->closed || !rt_vault_all_closed ()))
    if (!g_main_context_iteration (self->context, FALSE))
      g_usleep (SETTLE_PAUSE_US);
  g_source_destroy (deadline);
  late = settling->late;
  settling->left = TRUE;
  if (settling->closed)
    g_free (settling);
  return !late;
}

void
rt_desk_close_finish (RtDesk *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}
