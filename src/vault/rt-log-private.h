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
void rt_log_step (RtSecret *key, const RtLogEntry *entry, const guint8 former_mac[RT_LOG_MAC_SIZE],
                  guint8 mac[RT_LOG_MAC_SIZE]);

/** State of table chain. */
typedef struct
{
  gint64 seq;
  guint8 mac[RT_LOG_MAC_SIZE];
  RtSecret *next_key;
} RtLogChain;

/** rt_log_chain_read: RT_ERROR_DAMAGED when there is none or it is malformed. The caller frees @next_key. Under the
 * vault's own work. */
gboolean rt_log_chain_read (RtDb *db, RtLogChain *chain, GError **error);

G_END_DECLS
