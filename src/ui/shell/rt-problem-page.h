/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtProblemPage: what happened when the store was opened, in a sentence, and the ways out; also the first start, which
 * is the same kind of choice. */
#define RT_TYPE_PROBLEM_PAGE (rt_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (RtProblemPage, rt_problem_page, RT, PROBLEM_PAGE, AdwBin)

GtkWidget *rt_problem_page_new (RtWindow *window, const char *path, const GError *error);
GtkWidget *rt_problem_page_new_welcome (RtWindow *window);

G_END_DECLS
