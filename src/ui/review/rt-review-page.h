/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-area.h"

G_BEGIN_DECLS

/** RtReviewPage: the review of the log: findings, the picture of looks, the log itself; each as far as the person may.
 * Opening it reads the log with the rules. */
#define RT_TYPE_REVIEW_PAGE (rt_review_page_get_type ())
G_DECLARE_FINAL_TYPE (RtReviewPage, rt_review_page, RT, REVIEW_PAGE, GtkWidget)

GtkWidget *rt_review_page_new (RtWindow *window);

G_END_DECLS
