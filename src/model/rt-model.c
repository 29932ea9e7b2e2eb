/* Names the room: what the desk knows. Records, list models, session. */
#include "config.h"

#include "rt-model.h"

/**
 * rt_model_room:
 *
 * Returns: (transfer none): the room's name, as the architecture document gives it
 */
const char *
rt_model_room (void)
{
  return "model";
}
