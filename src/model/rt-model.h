/* The place of this room in the order of rooms. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *rt_model_room (void);

G_END_DECLS
