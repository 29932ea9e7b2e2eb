/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-area.h"

G_BEGIN_DECLS

/** RtTicketsPage: the service tickets: which ones (filters), the list, what about the one selected; the form takes its
 * place while one is written. */
#define RT_TYPE_TICKETS_PAGE (rt_tickets_page_get_type ())
G_DECLARE_FINAL_TYPE (RtTicketsPage, rt_tickets_page, RT, TICKETS_PAGE, GtkWidget)

GtkWidget *rt_tickets_page_new (RtWindow *window);

G_END_DECLS
