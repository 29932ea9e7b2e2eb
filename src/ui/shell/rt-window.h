/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-application.h"

G_BEGIN_DECLS

/**
 * RtWindow: the one window: first run, set-up, problems with their ways out, sign-in, and the desk itself. What a
 * signed-in person saw is destroyed when the desk locks. Actions: "win.focus-search", and what the pages add.
 */
#define RT_TYPE_WINDOW (rt_window_get_type ())
G_DECLARE_FINAL_TYPE (RtWindow, rt_window, RT, WINDOW, AdwApplicationWindow)

RtWindow *rt_window_new (RtApplication *app);
RtApplication *rt_window_get_app (RtWindow *self);
RtDesk *rt_window_get_desk (RtWindow *self);
/** rt_window_toast: says what was done. @words is plain text. */
void rt_window_toast (RtWindow *self, const char *words);
/** rt_window_toast_error: a failed request in its own words; nothing when it was cancelled or the desk locked. */
void rt_window_toast_error (RtWindow *self, const GError *error);
/** rt_window_answer_key: @key with Ctrl, which does something for those who have @right, says why not to who is signed
 * in now and has it not, while the keyboard is in @page and nothing there took the key. */
void rt_window_answer_key (RtWindow *self, GtkWidget *page, guint key, RtRight right);
/** rt_window_when_done: for rt_window_tell_done(): what to say, translated. */
gpointer rt_window_when_done (RtWindow *self, const char *words);
/** rt_window_tell_done: the callback of a request that gives a number: says in a toast that it is done, or why it is
 * not. @user_data: of rt_window_when_done(), freed. */
void rt_window_tell_done (GObject *source, GAsyncResult *result, gpointer user_data);
/** rt_window_activate: an action of the page that is shown, for other windows. @target may be NULL. */
void rt_window_activate (RtWindow *self, const char *action, GVariant *target);
/** rt_window_of: the window of a widget; NULL while it is in none. */
RtWindow *rt_window_of (GtkWidget *widget);

/* Ways between the pages, for the pages. */
void rt_window_show_welcome (RtWindow *self);
void rt_window_show_setup (RtWindow *self, gboolean example);
void rt_window_show_recovery (RtWindow *self, const char *path);
void rt_window_show_enrol (RtWindow *self); /* there is an enrolment */
void rt_window_show_sign_in (RtWindow *self);
void rt_window_show_desk (RtWindow *self); /* or signing in, when nobody sits there */
/** rt_window_show_area: the desk, at the place of its sidebar with this id, which the person may go to. */
void rt_window_show_area (RtWindow *self, const char *id);
/** rt_window_show_renew: the way to a new recovery sheet. @with_sheet: the one in force is asked for. */
void rt_window_show_renew (RtWindow *self, gboolean with_sheet);
void rt_window_open_store (RtWindow *self, const char *path);
void rt_window_choose_store (RtWindow *self);

G_END_DECLS
