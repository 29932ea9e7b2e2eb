/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-application.h"
#include "rt-bench-store.h"
#include "rt-results.h"
#include "rt-stall-meter.h"

G_BEGIN_DECLS

/** RtBenchDesk: the program's real window in this process, on a store. Needs a display, a session bus and a keyring. */
typedef struct
{
  RtApplication *app;
  RtDesk *desk;
  GtkWindow *window;
} RtBenchDesk;

/** rt_bench_desk_keep_key: puts the store's key into the keyring of the desktop, where the program looks for it. */
void rt_bench_desk_keep_key (RtBenchStore *store);
/** rt_bench_desk_open: starts it on @path; the window is drawn and shows the sign-in page. */
RtBenchDesk *rt_bench_desk_open (const char *path);
void rt_bench_desk_free (RtBenchDesk *self);

/** rt_bench_desk_sign_in: returns when the password was accepted. */
void rt_bench_desk_sign_in (RtBenchDesk *self);
void rt_bench_desk_lock (RtBenchDesk *self);
/** rt_bench_desk_wait_list: until the list of orders stands in the window with its first rows in it, drawn. */
GtkWidget *rt_bench_desk_wait_list (RtBenchDesk *self);
/** rt_bench_wait_frame: until @widget's window has been drawn once more. */
void rt_bench_wait_frame (GtkWidget *widget);
/** rt_bench_run: the main loop for @ms, or until nothing is left to do. */
void rt_bench_run (guint ms);
/** rt_bench_find: the first widget of @type below @widget that is shown; NULL none. */
GtkWidget *rt_bench_find (GtkWidget *widget, GType type);
/** rt_bench_find_window: the same among the windows of the program; rt_bench_wait_window: until there is one, drawn. */
GtkWidget *rt_bench_find_window (GType type);
GtkWidget *rt_bench_wait_window (GType type);
/** rt_bench_wait: until @ready says so; ends the program after a minute. @what: that it waited for. */
void rt_bench_wait (gboolean (*ready) (gpointer data), gpointer data, const char *what);

/** rt_bench_keep_worst: what the stall meter has now goes into @worst, where it is worse; it begins anew.
 * rt_bench_set_stall: puts it into the result. */
void rt_bench_keep_worst (RtStall *worst);
void rt_bench_set_stall (RtResult *result, const RtStall *worst);

G_END_DECLS
