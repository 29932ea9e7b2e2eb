/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/** Unfinished work, sealed to its author's key pair: there after locking or a crash, for its author only. Not logged
 * (nobody else's data is looked at). */
gboolean rt_draft_save (RtWork *work, const char *kind, GBytes *content, GError **error); /* NULL content removes */
GBytes *rt_draft_load (RtWork *work, const char *kind,
                       GError **error); /* NULL without error when there is none; wiped when freed */

/** rt_draft_kinds: which unfinished work I have: kinds in their order, NULL-terminated, (transfer full). */
char **rt_draft_kinds (RtWork *work, GError **error);

G_END_DECLS
