/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-auto-lock.h"
#include "rt-desk.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** RtApplication: the one process on this desktop: its desk, its window, its actions. A second start raises the first
 * window (faults.md D12). */
#define RT_TYPE_APPLICATION (rt_application_get_type ())
G_DECLARE_FINAL_TYPE (RtApplication, rt_application, RT, APPLICATION, AdwApplication)

RtApplication *rt_application_new (void);
RtDesk *rt_application_get_desk (RtApplication *self);
RtAutoLock *rt_application_get_auto_lock (RtApplication *self);
/** rt_application_get_expected: the number of the member of staff who will most likely sign in next: who sat here last,
 * or, when people change (@changing), who sat here before them; 0 when nobody has yet. */
gint64 rt_application_get_expected (RtApplication *self, gboolean *changing);
GSettings *rt_application_get_settings (RtApplication *self);
/** rt_application_dup_store_path: where the store of this desk lies: the one given at start, the one last opened, or
 * the usual place. */
char *rt_application_dup_store_path (RtApplication *self);
/** rt_application_set_store_path: remembers @path, which is open, as this desk's store, and what keeps its key. */
void rt_application_set_store_path (RtApplication *self, const char *path);
/** rt_application_dup_keyring: the program that kept the key of the store at @path when it was open last; NULL when
 * that is not known. */
char *rt_application_dup_keyring (RtApplication *self, const char *path);
/** rt_application_set_language: "en" or "zh_CN": kept, and the window is made anew; only while nobody is signed in. */
void rt_application_set_language (RtApplication *self, const char *language);

G_END_DECLS
