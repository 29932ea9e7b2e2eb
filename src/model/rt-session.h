/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-class-keys.h"
#include "rt-person.h"
#include "rt-secret.h"

G_BEGIN_DECLS

/** RtSession: a signed-in person with their keys. Lives on the vault's threads; refcounted; the last reference wipes.
 * Private to the model (and its tests). */
typedef struct _RtSession RtSession;
RtSession *rt_session_new (RtPerson *person, RtClassKeys *keys, RtSecret *secret_key, const guint8 public_key[32],
                           const char *origin); /* takes keys and secret_key */
RtSession *rt_session_ref (RtSession *self);
void rt_session_unref (RtSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtSession, rt_session_unref)
RtPerson *rt_session_get_person (RtSession *self);
const RtMatrix *rt_session_get_matrix (RtSession *self);
const RtViewer *rt_session_get_viewer (RtSession *self);
const RtClassKeys *rt_session_get_keys (RtSession *self);
/** rt_session_add_key: a new version of a key, made for a rotation; only once it is committed to the store, as values
 * are sealed under it from then on. Consumes @key. Any thread. */
void rt_session_add_key (RtSession *self, guint slot, guint32 version, RtSecret *key);
const RtSecret *rt_session_get_secret_key (RtSession *self);
const guint8 *rt_session_get_public_key (RtSession *self);
const char *rt_session_get_origin (RtSession *self);
/** rt_session_take_index: gives the session what the search remembers in memory, and drops what it had. @index is
 * consumed: freed with @unref, at once when the session has ended. NULL drops it. Any thread. */
void rt_session_take_index (RtSession *self, gpointer index, GDestroyNotify unref);
/** rt_session_ref_index: a reference made with @ref, or NULL when there is none. Any thread. */
gpointer rt_session_ref_index (RtSession *self, gpointer (*ref) (gpointer index));

/** rt_session_renew: the same person with the same keys under another table. New session; the former one is still to be
 * ended. Any thread. */
RtSession *rt_session_renew (RtSession *self, const RtMatrix *matrix);
/** rt_session_set_renewing: from any thread: the person has just changed the table themselves, and another session
 * takes this one's place in a moment. */
void rt_session_set_renewing (RtSession *self, gboolean renewing);
gboolean rt_session_is_renewing (RtSession *self);

/** rt_session_end: from any thread, at locking: work begun later with this session fails as RT_ERROR_LOCKED. Drops the
 * index. */
void rt_session_end (RtSession *self);
gboolean rt_session_has_ended (RtSession *self);

G_END_DECLS
