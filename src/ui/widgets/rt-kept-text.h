/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-ask-dialog.h"
#include "rt-desk.h"
#include "rt-field-entry.h"

G_BEGIN_DECLS

/** What a person writes in a dialogue, kept sealed for them until it is saved or given up: it is there again when they
 * open the dialogue after locking or a crash. One text of a kind at a time. */

/** rt_kept_text_watch: before @dialog is presented, once for a dialogue. @kind: of the draft (rt-draft.h), static;
 * @about: the row it is about. @entry is borrowed; it gets what is kept about that row, with a "changed", unless
 * something is typed already. */
void rt_kept_text_watch (RtAskDialog *dialog, RtDesk *desk, RtFieldEntry *entry, const char *kind, gint64 about);
/** The same for a form with several entries. read: all that is typed in it, a new string (rt-text-draft.h has the
 * lines for it), NULL for nothing; fill: puts a text that read() gave back into it; it is not called once something was
 * typed. */
typedef struct
{
  char *(*read) (gpointer owner);
  void (*fill) (gpointer owner, const char *text);
} RtKeptForm;
/** rt_kept_form_watch: before @dialog is presented, once for a dialogue. @owner is borrowed while the dialogue lasts.
 */
void rt_kept_form_watch (RtAskDialog *dialog, RtDesk *desk, const char *kind, gint64 about, const RtKeptForm *form,
                         gpointer owner);
/** rt_kept_form_typed: something in the form of @dialog, which is watched, was changed by the person. */
void rt_kept_form_typed (RtAskDialog *dialog);
/** rt_kept_text_done: it was saved: nothing is kept any more. May be called once the dialogue is closed. */
void rt_kept_text_done (RtAskDialog *dialog);

G_END_DECLS
