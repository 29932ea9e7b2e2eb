/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RtDwell: which record a detail is to show, and the reading of it. Arrow keys pass over rows: only a record that is
 * stayed on is read, and recorded as a look. What is read too late, when another one is wanted, is dropped. Main
 * thread.
 */
typedef struct _RtDwell RtDwell;

/** RtDwellRead: begins to read the record @id of @detail's kind; a request with these last three arguments. */
typedef void (*RtDwellRead) (gpointer detail, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
/** RtDwellDone: finishes the request and shows what it gave, or why it failed; not cancelled. */
typedef void (*RtDwellDone) (gpointer detail, GObject *source, GAsyncResult *result);

/** rt_dwell_new: for @detail, a GObject that outlives it. */
RtDwell *rt_dwell_new (gpointer detail, RtDwellRead read, RtDwellDone done);
void rt_dwell_free (RtDwell *self);
/** rt_dwell_on: the record @id is wanted and will be read when it is stayed on; 0: none, and nothing comes any more.
 * NULL, as a detail has after its end: does nothing. */
void rt_dwell_on (RtDwell *self, gint64 id);
/** rt_dwell_found: the record @id is on the screen already, come by another way. */
void rt_dwell_found (RtDwell *self, gint64 id);
/** rt_dwell_again: what is on the screen has changed and is read anew, once for several changes that come together.
 * NULL: does nothing. */
void rt_dwell_again (RtDwell *self);
/** rt_dwell_focus: @to, a part of the detail, gets the keyboard: now, or, while the record that is wanted has not come,
 * when it has, unless the person took the keyboard somewhere meanwhile. FALSE: it does not get it; no record is wanted,
 * or
 * @self is NULL. */
gboolean rt_dwell_focus (RtDwell *self, GtkWidget *to);

G_END_DECLS
