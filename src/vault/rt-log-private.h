/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of the log's chain, shared by appending and verifying. For src/vault only. */
#pragma once

#include "rt-log.h"

G_BEGIN_DECLS

#define RT_LOG_KEY_SIZE 32
#define RT_LOG_MAC_SIZE 32

/**
 * rt_log_step: mac_i ‖ key_{i+1} = BLAKE2b-512 (key_i, "rolltop-log-1" ‖ seq ‖ mac_{i-1} ‖ length-prefixed fields).
 * Every field has its length before it, so no content of one can pass for the next (faults.md A10); NULL is told from
 * "". @key is overwritten with the next key. @mac may be the same bytes as @former_mac.
 */
void rt_log_step (guint8 key[RT_LOG_KEY_SIZE], const RtLogEntry *entry, const guint8 former_mac[RT_LOG_MAC_SIZE],
                  guint8 mac[RT_LOG_MAC_SIZE]);

/** rt_log_head_fits: whether @mac is that of the head, as far as it is known. Constant time. */
gboolean rt_log_head_fits (const RtLogHead *head, const guint8 mac[RT_LOG_MAC_SIZE]);

/** State of table chain. Made for one entry after the other: no locked memory is allocated; wipe it with
 * rt_log_chain_clear(). */
typedef struct
{
  gint64 seq;
  guint8 mac[RT_LOG_MAC_SIZE];
  guint8 next_key[RT_LOG_KEY_SIZE];
} RtLogChain;
void rt_log_chain_clear (RtLogChain *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtLogChain, rt_log_chain_clear)

/** rt_log_chain_read: RT_ERROR_DAMAGED when there is none or it is malformed. Under the vault's own work. */
gboolean rt_log_chain_read (RtDb *db, RtLogChain *chain, GError **error);

G_END_DECLS
