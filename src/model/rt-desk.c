/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store on this desk and who sits at it: its state, locking and closing. Signing in, opening and work are in files
 * of their own. */
#include "config.h"

#include "rt-desk-private.h"

#include <glib/gi18n.h>

#include "rt-delays.h"
#include "rt-error.h"

enum
{
  PROP_0,
  PROP_PERSON,
  N_PROPS
};

enum
{
  CHANGED,
  LOCKING,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtDesk, rt_desk, G_TYPE_OBJECT)

typedef struct
{
  gint64 actor;
  char *action;
  char *detail;
  char *origin;
  RtClock *clock;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->action);
  g_free (note->detail);
  g_free (note->origin);
  rt_clock_unref (note->clock);
  g_free (note);
}

static gboolean
write_note (RtDb *db, gpointer data, GError **error)
{
  const Note *note = data;
  RtLogEntry entry = {
    .at = rt_clock_now (note->clock),
    .actor = note->actor,
    .action = note->action,
    .origin = note->origin,
    .detail = note->detail,
  };

  return rt_log_append (db, note->clock, &entry, error);
}

static gpointer
run_note (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_transact (db, write_note, data, error) ? RT_DONE : NULL;
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtVault) vault = data;
  g_autoptr (GError) error = NULL;

  rt_vault_run_finish (vault, result, &error);
  if (error != NULL)
    g_warning ("An entry of the log could not be written: %s", error->message);
}

void
rt_desk_log_later (RtDesk *self, gint64 actor, const char *action, const char *detail)
{
  Note *note = NULL;

  if (self->vault == NULL)
    return;
  note = g_new0 (Note, 1);
  note->actor = actor;
  note->action = g_strdup (action);
  note->detail = g_strdup (detail);
  note->origin = g_strdup (self->origin);
  note->clock = rt_clock_ref (self->clock);
  rt_vault_run_system_async (self->vault, run_note, note, note_free, NULL, NULL, on_noted, rt_vault_ref (self->vault));
}

gboolean
rt_transact (RtDb *db, RtTransactFunc func, gpointer data, GError **error)
{
  if (!rt_db_begin (db, error))
    return FALSE;
  if (!func (db, data, error))
    {
      rt_db_rollback (db);
      return FALSE;
    }
  return rt_db_commit (db, error);
}

gboolean
rt_desk_check_open (RtDesk *self, GError **error)
{
  if (self->vault != NULL)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED, _("No store is open."));
  return FALSE;
}

void
rt_opened_clear (RtOpened *self)
{
  g_clear_pointer (&self->vault, rt_vault_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->store_id, g_free);
  g_clear_pointer (&self->store, rt_store_info_unref);
  g_clear_pointer (&self->alarm, g_free);
}

static void
lock_gate (RtDesk *self)
{
  g_autoptr (RtGate) gate = rt_gate_new_locked ();

  rt_vault_set_gate (self->vault, gate);
}

void
rt_desk_take_opened (RtDesk *self, RtOpened *opened)
{
  rt_desk_close (self);
  self->vault = g_steal_pointer (&opened->vault);
  self->path = g_steal_pointer (&opened->path);
  self->store_id = g_steal_pointer (&opened->store_id);
  self->store = g_steal_pointer (&opened->store);
  self->alarm = g_steal_pointer (&opened->alarm);
  self->matrix = opened->matrix;
  self->uses_codes = opened->uses_codes;
  lock_gate (self);
}

void
rt_desk_begin_session (RtDesk *self, RtSession *session)
{
  RtRoles roles = rt_session_get_viewer (session)->roles;
  g_autoptr (RtGate) gate = NULL;

  rt_desk_lock (self, "change");
  self->matrix = *rt_session_get_matrix (session);
  gate = rt_gate_new (&self->matrix, roles);
  rt_vault_set_gate (self->vault, gate);
  self->session = session;
  self->generation++;
  rt_desk_want_head (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
}

/* The new session is there before anybody hears of it, so that unfinished work is kept by it. */
void
rt_desk_renew_session (RtDesk *self, const RtMatrix *matrix)
{
  g_autoptr (RtSession) former = g_steal_pointer (&self->session);
  g_autoptr (RtGate) gate = NULL;

  self->session = rt_session_renew (former, matrix);
  rt_session_end (former);
  self->matrix = *matrix;
  self->generation++;
  gate = rt_gate_new (matrix, rt_session_get_viewer (self->session)->roles);
  rt_vault_set_gate (self->vault, gate);
  rt_desk_log_later (self, rt_person_get_id (rt_desk_get_person (self)), "session.renew", "matrix");
  self->locking = TRUE;
  g_signal_emit (self, signals[LOCKING], 0);
  self->locking = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
}

/* Everybody hears of it while the session still takes work; what they hand over then runs before the gate closes, as
 * the vault keeps the order. */
void
rt_desk_lock (RtDesk *self, const char *why)
{
  g_autoptr (RtSession) session = NULL;

  rt_desk_give_up_enrolment (self);
  if (self->session == NULL || self->locking)
    return;
  self->locking = TRUE;
  g_signal_emit (self, signals[LOCKING], 0);
  self->locking = FALSE;
  session = g_steal_pointer (&self->session);
  rt_session_end (session);
  self->generation++;
  lock_gate (self);
  rt_desk_log_later (self, rt_person_get_id (rt_session_get_person (session)), "lock", why);
  rt_desk_want_head (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
}

void
rt_desk_close (RtDesk *self)
{
  if (self->vault == NULL)
    return;
  if (self->session != NULL)
    rt_desk_lock (self, "close");
  else
    rt_desk_want_head (self, TRUE);
  rt_desk_forget_head (self);
  self->generation++;
  g_clear_pointer (&self->vault, rt_vault_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->store_id, g_free);
  g_clear_pointer (&self->store, rt_store_info_unref);
  g_clear_pointer (&self->alarm, g_free);
  g_clear_pointer (&self->keyring_note, g_free);
  rt_desk_give_up_enrolment (self);
  rt_delays_forget (self->delays);
}

gboolean
rt_desk_is_open (RtDesk *self)
{
  return self->vault != NULL;
}

const char *
rt_desk_get_alarm (RtDesk *self)
{
  return self->alarm;
}

const char *
rt_desk_get_keyring_note (RtDesk *self)
{
  return self->keyring_note;
}

RtStoreInfo *
rt_desk_get_store (RtDesk *self)
{
  return self->store;
}

RtClock *
rt_desk_get_clock (RtDesk *self)
{
  return self->clock;
}

RtDay
rt_desk_get_today (RtDesk *self)
{
  return rt_clock_today (self->clock);
}

gboolean
rt_desk_uses_codes (RtDesk *self)
{
  return self->uses_codes;
}

gint64
rt_desk_get_codes_left (RtDesk *self)
{
  return self->codes_left;
}

RtPerson *
rt_desk_get_person (RtDesk *self)
{
  return self->session != NULL ? rt_session_get_person (self->session) : NULL;
}

void
rt_desk_emit_changed (RtDesk *self, const char *table, gint64 row)
{
  g_signal_emit (self, signals[CHANGED], 0, table, row);
}

void
rt_desk_await_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

GAsyncResult *
rt_desk_await (GAsyncResult **result)
{
  GMainContext *context = g_main_context_get_thread_default ();

  while (*result == NULL)
    g_main_context_iteration (context, TRUE);
  return *result;
}

static void
rt_desk_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PERSON)
    g_value_set_boxed (value, rt_desk_get_person (RT_DESK (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rt_desk_dispose (GObject *object)
{
  RtDesk *self = RT_DESK (object);

  self->in_dispose = TRUE;
  rt_desk_close (self);
  G_OBJECT_CLASS (rt_desk_parent_class)->dispose (object);
}

static void
rt_desk_finalize (GObject *object)
{
  RtDesk *self = RT_DESK (object);

  g_clear_pointer (&self->delays, rt_delays_free);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->former_keyring, g_free);
  g_clear_pointer (&self->clock, rt_clock_unref);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (rt_desk_parent_class)->finalize (object);
}

static void
rt_desk_class_init (RtDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rt_desk_get_property;
  object_class->dispose = rt_desk_dispose;
  object_class->finalize = rt_desk_finalize;
  properties[PROP_PERSON] =
    g_param_spec_boxed ("person", NULL, NULL, RT_TYPE_PERSON, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", RT_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_INT64);
  signals[LOCKING] = g_signal_new ("locking", RT_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_desk_init (RtDesk *self)
{
  rt_matrix_init_default (&self->matrix);
  self->context = g_main_context_ref_thread_default ();
  self->delays = rt_delays_new ();
  self->codes_left = -1;
}

RtDesk *
rt_desk_new (RtKeyring *keyring, RtClock *clock, const char *origin)
{
  RtDesk *self = g_object_new (RT_TYPE_DESK, NULL);

  self->keyring = g_object_ref (keyring);
  self->clock = rt_clock_ref (clock);
  self->origin = g_strdup (origin);
  return self;
}
