/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-notice.h"

G_BEGIN_DECLS

/* Inside the model only. */

#define RT_N_NOTICE_LANGUAGES 2

/** rt_notice_language: "en" for 0, "zh_CN" for 1, the order of RtNotice.text. Static; NULL for no such. Any thread. */
const char *rt_notice_language (guint index);
/** rt_notice_language_index: FALSE with RT_ERROR_INVALID when notices are not written in @lang. */
gboolean rt_notice_language_index (const char *lang, guint *index, GError **error);

/** rt_notice_new: an empty one with one reference. */
RtNotice *rt_notice_new (void);
/** rt_notice_new_builtin: a draft of the built-in wording in both languages. Pure. */
RtNotice *rt_notice_new_builtin (const RtStoreInfo *store, const RtMatrix *matrix);

/**
 * rt_notice_store_builtin: set-up: stores the built-in wording of both languages and publishes it as version 1.
 * On the writer, inside the caller's transaction, under the system gate. @now: UTC seconds; @staff: who publishes it.
 * RT_ERROR_EXISTS when a notice has been published already; RT_ERROR_UNSUPPORTED when the Chinese catalogue is not
 * there (rt_lang_init() not called, or not installed): the labels and reasons of the registry come from it.
 */
gboolean rt_notice_store_builtin (RtDb *db, const RtStoreInfo *store, const RtMatrix *matrix, gint64 now, gint64 staff,
                                  GError **error);

G_END_DECLS
