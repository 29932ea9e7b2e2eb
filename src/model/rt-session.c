/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A signed-in person with their keys. The desk holds one reference and each work under way another; the last one wipes.
 */
#include "config.h"

#include "rt-session.h"

#include <string.h>

struct _RtSession
{
  gatomicrefcount refs;
  RtPerson *person;
  RtClassKeys *keys;
  RtSecret *secret_key;
  guint8 public_key[32];
  char *origin;
  gint ended;    /* atomic */
  gint renewing; /* atomic */

  GMutex index_lock;
  gpointer index;
  GDestroyNotify index_unref;
};

RtSession *
rt_session_new (RtPerson *person, RtClassKeys *keys, RtSecret *secret_key, const guint8 public_key[32],
                const char *origin)
{
  RtSession *self = g_new0 (RtSession, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->index_lock);
  self->person = rt_person_ref (person);
  self->keys = keys;
  self->secret_key = secret_key;
  memcpy (self->public_key, public_key, sizeof self->public_key);
  self->origin = g_strdup (origin);
  return self;
}

RtSession *
rt_session_renew (RtSession *self, const RtMatrix *matrix)
{
  g_autoptr (RtPerson) person = rt_person_new_under (self->person, matrix);

  return rt_session_new (person, rt_class_keys_ref (self->keys), rt_secret_copy (self->secret_key), self->public_key,
                         self->origin);
}

RtSession *
rt_session_ref (RtSession *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_session_unref (RtSession *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  rt_session_take_index (self, NULL, NULL);
  g_mutex_clear (&self->index_lock);
  rt_class_keys_unref (self->keys);
  rt_secret_free (self->secret_key);
  rt_person_unref (self->person);
  g_free (self->origin);
  g_free (self);
}

RtPerson *
rt_session_get_person (RtSession *self)
{
  return self->person;
}

const RtMatrix *
rt_session_get_matrix (RtSession *self)
{
  return rt_person_get_matrix (self->person);
}

const RtViewer *
rt_session_get_viewer (RtSession *self)
{
  return rt_person_get_viewer (self->person);
}

const RtClassKeys *
rt_session_get_keys (RtSession *self)
{
  return self->keys;
}

void
rt_session_add_key (RtSession *self, guint slot, guint32 version, RtSecret *key)
{
  rt_class_keys_take (self->keys, slot, version, key);
}

const RtSecret *
rt_session_get_secret_key (RtSession *self)
{
  return self->secret_key;
}

const guint8 *
rt_session_get_public_key (RtSession *self)
{
  return self->public_key;
}

const char *
rt_session_get_origin (RtSession *self)
{
  return self->origin;
}

void
rt_session_take_index (RtSession *self, gpointer index, GDestroyNotify unref)
{
  gpointer former = NULL;
  GDestroyNotify former_unref = NULL;

  g_mutex_lock (&self->index_lock);
  if (index == NULL || !rt_session_has_ended (self))
    {
      former = self->index;
      former_unref = self->index_unref;
      self->index = index;
      self->index_unref = unref;
    }
  else
    {
      former = index;
      former_unref = unref;
    }
  g_mutex_unlock (&self->index_lock);
  if (former != NULL)
    former_unref (former);
}

gpointer
rt_session_ref_index (RtSession *self, gpointer (*ref) (gpointer index))
{
  gpointer index;

  g_mutex_lock (&self->index_lock);
  index = self->index != NULL ? ref (self->index) : NULL;
  g_mutex_unlock (&self->index_lock);
  return index;
}

void
rt_session_set_renewing (RtSession *self, gboolean renewing)
{
  g_atomic_int_set (&self->renewing, renewing);
}

gboolean
rt_session_is_renewing (RtSession *self)
{
  return g_atomic_int_get (&self->renewing) != 0;
}

void
rt_session_end (RtSession *self)
{
  g_atomic_int_set (&self->ended, 1);
  rt_session_take_index (self, NULL, NULL);
}

gboolean
rt_session_has_ended (RtSession *self)
{
  return g_atomic_int_get (&self->ended) != 0;
}
