/* The version of the program. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *rt_version_get (void);

G_END_DECLS
