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
  gint ended; /* atomic */
};

RtSession *
rt_session_new (RtPerson *person, RtClassKeys *keys, RtSecret *secret_key, const guint8 public_key[32],
                const char *origin)
{
  RtSession *self = g_new0 (RtSession, 1);

  g_atomic_ref_count_init (&self->refs);
  self->person = rt_person_ref (person);
  self->keys = keys;
  self->secret_key = secret_key;
  memcpy (self->public_key, public_key, sizeof self->public_key);
  self->origin = g_strdup (origin);
  return self;
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
rt_session_end (RtSession *self)
{
  g_atomic_int_set (&self->ended, 1);
}

gboolean
rt_session_has_ended (RtSession *self)
{
  return g_atomic_int_get (&self->ended) != 0;
}
