/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The languages people can choose: "en" and "zh_CN". */
const char *const *rt_lang_list (void);

/** rt_lang_current: the language of messages now, one of rt_lang_list(). Set once at start by rt_lang_init() from settings or the environment. */
const char *rt_lang_current (void);
void rt_lang_init (const char *wanted, const char *localedir);  /* setlocale, bindtextdomain; @wanted NULL: from LANGUAGE/LC_ALL/LANG */
/** rt_lang_switch: changes the language of messages at run time (main thread). */
void rt_lang_switch (const char *wanted);

/** rt_lang_gettext: translation of @msgid into @lang whatever the process's language is (printed papers, stored notices). Borrowed, static.
 *  Thread-safe: reads the compiled catalogue itself. Falls back to @msgid. */
const char *rt_lang_gettext (const char *lang, const char *msgid);

G_END_DECLS
