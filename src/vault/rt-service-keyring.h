/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-keyring.h"

G_BEGIN_DECLS

/**
 * RtServiceKeyring:
 * The desktop's Secret Service as an RtKeyring. The talking is done on a thread of its own (rt-secret-service.h),
 * because libsecret has calls that wait; the time limits are kept on the caller's main context, so they hold whatever
 * happens there.
 */
#define RT_TYPE_SERVICE_KEYRING (rt_service_keyring_get_type ())
G_DECLARE_FINAL_TYPE (RtServiceKeyring, rt_service_keyring, RT, SERVICE_KEYRING, GObject)

/** rt_service_keyring_set_limits: milliseconds without (30,000) and with a prompt (120,000), for calls from now on. */
void rt_service_keyring_set_limits (RtServiceKeyring *self, guint quiet_ms, guint prompt_ms);

G_END_DECLS
