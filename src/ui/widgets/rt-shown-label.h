/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-reveal-popover.h"
#include "rt-shown.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RtShownLabel: one personal value as it may be seen. Clear: the text. Masked: the masked form in a softer tone with a
 * lock, which can be pressed where the person may ask to see it; a screen reader says "masked". Hidden, or nothing on
 * file: the widget is invisible. It never gets more than RtShown holds.
 */
#define RT_TYPE_SHOWN_LABEL (rt_shown_label_get_type ())
G_DECLARE_FINAL_TYPE (RtShownLabel, rt_shown_label, RT, SHOWN_LABEL, GtkWidget)

GtkWidget *rt_shown_label_new (void);
/** rt_shown_label_allow_reveal: what is set from now on stands there, and can be asked for where it is masked and the
 * person may. For details, never for lists. @source is copied. */
void rt_shown_label_allow_reveal (RtShownLabel *self, const RtRevealSource *source);
void rt_shown_label_set (RtShownLabel *self, const RtShown *shown, RtFieldId field);
/** rt_shown_label_set_address: the whole address in one, as far as it may be seen. */
void rt_shown_label_set_address (RtShownLabel *self, const RtShown *shown);
void rt_shown_label_clear (RtShownLabel *self);
/** rt_shown_label_set_selectable: for details (not for list cells), lets the text be selected and copied; wraps. */
void rt_shown_label_set_selectable (RtShownLabel *self, gboolean selectable);
/** rt_shown_label_set_width_chars: room for a list cell. */
void rt_shown_label_set_width_chars (RtShownLabel *self, int chars);
/** rt_shown_text: the same for a plain-text place: masked "on file" forms in words. New string; NULL when there is
 * nothing to show. */
char *rt_shown_text (const RtShown *shown, RtFieldId field);

G_END_DECLS
