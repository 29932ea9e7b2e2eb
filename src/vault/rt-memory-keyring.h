/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-keyring.h"

G_BEGIN_DECLS

/** How a scripted keyring behaves. */
typedef enum
{
  RT_MEMORY_KEYRING_OPEN,      /* answers at once */
  RT_MEMORY_KEYRING_LOCKED,    /* asks, the person unlocks: one prompt more, open from then on */
  RT_MEMORY_KEYRING_DISMISSED, /* asks, the person closes the prompt: RT_ERROR_LOCKED each time */
  RT_MEMORY_KEYRING_GONE,      /* no Secret Service: RT_ERROR_NO_KEYRING */
  RT_MEMORY_KEYRING_HANGING,   /* never answers until cancelled or the behaviour changes */
} RtMemoryKeyringBehaviour;

/**
 * RtMemoryKeyring:
 * A keyring that lives in this process, for tests and for walking through the program without a desktop. Main thread
 * (the thread that made it) only. Callbacks never come before the _async call has returned.
 */
#define RT_TYPE_MEMORY_KEYRING (rt_memory_keyring_get_type ())
G_DECLARE_FINAL_TYPE (RtMemoryKeyring, rt_memory_keyring, RT, MEMORY_KEYRING, GObject)

/** rt_memory_keyring_new: empty and open. */
RtMemoryKeyring *rt_memory_keyring_new (void);

/** rt_memory_keyring_set_behaviour: for calls from now on, and for those that hang. */
void rt_memory_keyring_set_behaviour (RtMemoryKeyring *self, RtMemoryKeyringBehaviour behaviour);

/** rt_memory_keyring_add: puts an item beside those that are there, also a second one of the same names (K8). @text is
 * what the item holds, hex or anything a test wants. @path may be NULL. */
void rt_memory_keyring_add (RtMemoryKeyring *self, const char *kind, const char *store_id, const char *path,
                            const char *text);
void rt_memory_keyring_clear (RtMemoryKeyring *self);
guint rt_memory_keyring_get_n_items (RtMemoryKeyring *self);
/** rt_memory_keyring_get_text: what the first item of these names holds, borrowed; NULL when there is none. */
const char *rt_memory_keyring_get_text (RtMemoryKeyring *self, const char *kind, const char *store_id);
/** rt_memory_keyring_get_n_prompts: how often the person was asked to unlock. */
guint rt_memory_keyring_get_n_prompts (RtMemoryKeyring *self);

G_END_DECLS
