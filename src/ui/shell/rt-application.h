/* The desktop application. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RT_TYPE_APPLICATION (rt_application_get_type ())
G_DECLARE_FINAL_TYPE (RtApplication, rt_application, RT, APPLICATION, AdwApplication)

RtApplication *rt_application_new (void);

G_END_DECLS
