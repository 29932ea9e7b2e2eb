/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How the language of messages is set. glibc's gettext() takes the language from LANGUAGE, but ignores LANGUAGE while
 * the locale of messages is "C" (and, from glibc 2.39 on, "C.UTF-8"), which is all a bare Debian has. So rt_lang_init()
 * makes sure that the locale of messages is some other one: the environment's if it is installed, else "C_ZZ.UTF-8", a
 * name that glibc resolves to the C.UTF-8 every Debian has (language C in no territory) without treating it as C. From
 * then on LANGUAGE decides for gettext(), dgettext() and GtkBuilder alike, and no system locale has to be installed.
 * Dates and money are written by our own code from the language alone (rt-day.h, rt-money.h).
 *
 * LANGUAGE is set with putenv() of two fixed strings: at run time that only swaps a pointer in place, which getenv() in
 * another thread cannot trip over. gtk_init() would call setlocale (LC_ALL, "") and undo the choice: the windows call
 * gtk_disable_setlocale() first.
 */

/** rt_lang_list: the languages people can choose: "en" and "zh_CN". NULL-terminated, static. */
const char *const *rt_lang_list (void);

/** rt_lang_current: the language of messages now, one of rt_lang_list(). Set once at start by rt_lang_init() from
 * settings or the environment; "en" before. Static. Any thread. */
const char *rt_lang_current (void);

/** rt_lang_init: sets locale, message domain and catalogue folder of the process. Main thread, before any other thread
 * runs.
 *  @wanted: one of rt_lang_list(); NULL or another: the first of LANGUAGE, LC_ALL, LC_MESSAGES, LANG that names one,
 * else English.
 *  @localedir: where the compiled catalogues are; NULL: where they are installed. ROLLTOP_LOCALEDIR in the environment
 * wins over both (a program that is run from its build directory). */
void rt_lang_init (const char *wanted, const char *localedir);

/** rt_lang_switch: changes the language of messages at run time (main thread, after rt_lang_init()). Text fetched
 * before stays as it is: rebuild the windows. Something that is not in rt_lang_list() is ignored. */
void rt_lang_switch (const char *wanted);

/** rt_lang_gettext: translation of @msgid into @lang whatever the process's language is (printed papers, stored
 * notices). Borrowed, lives as long as the process (or is @msgid itself, when there is no translation). Reads the
 * compiled catalogue itself, every offset checked: a damaged catalogue has no translations. @lang NULL: the process's
 * language. Any thread. */
const char *rt_lang_gettext (const char *lang, const char *msgid);

/** rt_lang_pgettext: as rt_lang_gettext(), for a @msgid that C_() marked with @context. */
const char *rt_lang_pgettext (const char *lang, const char *context, const char *msgid);

/** rt_lang_ngettext: as rt_lang_gettext(), with the plural form for @n; without translation @msgid for one and @plural
 * for others. */
const char *rt_lang_ngettext (const char *lang, const char *msgid, const char *plural, gulong n);

/** rt_lang_is_chinese: whether @lang (NULL: the process's language) is Chinese. Any thread. */
gboolean rt_lang_is_chinese (const char *lang);

/** rt_lang_is_month_first: whether the environment (LC_ALL, LC_TIME, LANG) names a country that writes 11/23/2026: the
 * United States, the Philippines or Micronesia. Read once, by rt_lang_init(). Any thread. */
gboolean rt_lang_is_month_first (void);

G_END_DECLS
