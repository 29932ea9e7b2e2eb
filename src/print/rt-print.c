/* Names the room: what leaves on paper. Cairo and Pango, no GTK. */
#include "config.h"

#include "rt-print.h"

/**
 * rt_print_room:
 *
 * Returns: (transfer none): the room's name, as the architecture document gives it
 */
const char *
rt_print_room (void)
{
  return "print";
}
