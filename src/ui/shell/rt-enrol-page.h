/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtEnrolPage: setting up the codes that the store asks a person for: the secret for their authenticator, a first
 * code, ten recovery codes. The desk's enrolment ends with the page. */
#define RT_TYPE_ENROL_PAGE (rt_enrol_page_get_type ())
G_DECLARE_FINAL_TYPE (RtEnrolPage, rt_enrol_page, RT, ENROL_PAGE, AdwBin)

/** rt_enrol_page_new: for rt_desk_get_enrolment(), which must be there. */
GtkWidget *rt_enrol_page_new (RtWindow *window);

G_END_DECLS
