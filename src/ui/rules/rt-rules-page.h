/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-area.h"

G_BEGIN_DECLS

/** RtRulesPage: who sees what, what roles may do, and the settings. Managers change the two tables, with a pane that
 * says for whom what changes before it is saved; privacy officers read them. What is not saved is kept sealed. Actions:
 * "rules.save", "rules.discard", "rules.refresh". */
#define RT_TYPE_RULES_PAGE (rt_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (RtRulesPage, rt_rules_page, RT, RULES_PAGE, GtkWidget)

/** rt_rules_page_new: @window is borrowed and outlives the page. */
GtkWidget *rt_rules_page_new (RtWindow *window);

G_END_DECLS
