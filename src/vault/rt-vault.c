/* Names the room: how it is kept. SQLCipher, keys, keyring, log chain. */
#include "config.h"

#include "rt-vault.h"

/**
 * rt_vault_room:
 *
 * Returns: (transfer none): the room's name, as the architecture document gives it
 */
const char *
rt_vault_room (void)
{
  return "vault";
}
