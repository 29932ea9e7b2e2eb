/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is asked for: passwords without echo, words, yes or no. */
#pragma once

#include "rt-secret.h"

G_BEGIN_DECLS

/** rt_ctl_ask_password: one line from @fd, or, when @fd is -1, from the terminal without echo after @prompt. Each call
 * reads one line more. Never from an argument or the environment. RT_ERROR_INVALID when there is no terminal, no line,
 * or an overlong one. */
RtSecret *rt_ctl_ask_password (int fd, const char *prompt, GError **error);
/** rt_ctl_ask_new_password: the same; on the terminal it is typed twice. */
RtSecret *rt_ctl_ask_new_password (int fd, const char *prompt, GError **error);
/** rt_ctl_ask_word: one line from the terminal, with echo. New string. */
char *rt_ctl_ask_word (const char *prompt, GError **error);
/** rt_ctl_confirm: TRUE only for an answer that begins with y or 是. */
gboolean rt_ctl_confirm (const char *question, GError **error);

G_END_DECLS
