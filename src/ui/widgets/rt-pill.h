/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtPill: a word on a soft ground: a state. Colour only underlines what the word says. */
#define RT_TYPE_PILL (rt_pill_get_type ())
G_DECLARE_FINAL_TYPE (RtPill, rt_pill, RT, PILL, GtkWidget)

GtkWidget *rt_pill_new (void);
/** rt_pill_set: @style "success", "warning", "error", "accent" or NULL; @text NULL: invisible. */
void rt_pill_set (RtPill *self, const char *text, const char *style);

G_END_DECLS
