/* Names the room: who may see what. Pure: data and functions. */
#include "config.h"

#include "rt-policy.h"

/**
 * rt_policy_room:
 *
 * Returns: (transfer none): the room's name, as the architecture document gives it
 */
const char *
rt_policy_room (void)
{
  return "policy";
}
