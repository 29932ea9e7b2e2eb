/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix-preview.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtRulesPane: what a changed table would do, person by person, with what to think about first, and the buttons that
 * save or discard it (actions "rules.save" and "rules.discard" of a parent). */
#define RT_TYPE_RULES_PANE (rt_rules_pane_get_type ())
G_DECLARE_FINAL_TYPE (RtRulesPane, rt_rules_pane, RT, RULES_PANE, GtkWidget)

GtkWidget *rt_rules_pane_new (void);
/** rt_rules_pane_show: @told borrowed during the call; NULL: nothing is changed. */
void rt_rules_pane_show (RtRulesPane *self, const RtMatrixPreview *told);
/** rt_rules_pane_show_failure: it cannot be told: @sentence. */
void rt_rules_pane_show_failure (RtRulesPane *self, const char *sentence);
/** rt_rules_pane_set_meanwhile: what somebody else changed since the person began: RtMatrixChange; NULL nothing. */
void rt_rules_pane_set_meanwhile (RtRulesPane *self, GArray *changes);

G_END_DECLS
