/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-field.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtWhyButton: the small "why we ask" beside a personal entry: opens the sentence for the customer. Not in the tab
 * order, so that tabbing is the order of talking; F1 in the entry opens it (rt_why_button_popup). */
#define RT_TYPE_WHY_BUTTON (rt_why_button_get_type ())
G_DECLARE_FINAL_TYPE (RtWhyButton, rt_why_button, RT, WHY_BUTTON, GtkWidget)

GtkWidget *rt_why_button_new (RtFieldId field);
void rt_why_button_popup (RtWhyButton *self);

G_END_DECLS
