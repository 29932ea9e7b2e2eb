/* A translation unit of its own for the vault's types, so that the header compiles alone. */
#include "config.h"

#include "rt-vault-types.h"
