/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages as SQLCipher 4 seals them, looked at one by one, to tell a wrong key from a damaged beginning (faults.md D8):
 * SQLite itself gives up at page 1. */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "rt-db-private.h"

#define SALT_SIZE 16
#define SALT_MASK 0x3a /* the salt of the code's key is the file's, each byte XORed with this */
#define MAC_SIZE  crypto_auth_hmacsha512_BYTES
#define MAC_KEY   32
#define MOST      64 /* pages looked at: with the right key nearly all fit */

static void
hmac (guint8 mac[MAC_SIZE], gconstpointer key, gsize key_size, const guint8 *data, gsize size, guint32 number_be)
{
  crypto_auth_hmacsha512_state state;
  guint8 number[4];

  memcpy (number, &number_be, sizeof number);
  crypto_auth_hmacsha512_init (&state, key, key_size);
  crypto_auth_hmacsha512_update (&state, data, size);
  if (number_be != 0)
    crypto_auth_hmacsha512_update (&state, number, sizeof number);
  crypto_auth_hmacsha512_final (&state, mac);
  sodium_memzero (&state, sizeof state);
}

/* PBKDF2-HMAC-SHA512 of the raw key, 2 rounds. */
static RtSecret *
derive_mac_key (const RtSecret *key, const guint8 salt[SALT_SIZE])
{
  RtSecret *mac_key = rt_secret_new (MAC_SIZE);
  guint8 *out = rt_secret_peek_writable (mac_key);
  guint8 masked[SALT_SIZE], first[MAC_SIZE], second[MAC_SIZE];

  for (guint i = 0; i < SALT_SIZE; i++)
    masked[i] = salt[i] ^ SALT_MASK;
  hmac (first, rt_secret_peek (key), rt_secret_get_size (key), masked, sizeof masked, GUINT32_TO_BE (1));
  hmac (second, rt_secret_peek (key), rt_secret_get_size (key), first, sizeof first, 0);
  for (guint i = 0; i < MAC_SIZE; i++)
    out[i] = first[i] ^ second[i];
  sodium_memzero (first, sizeof first);
  sodium_memzero (second, sizeof second);
  return mac_key;
}

static gboolean
page_fits (sqlite3_file *file, const RtSecret *mac_key, guint32 number)
{
  guint8 page[RT_DB_PAGE_SIZE];
  guint8 mac[MAC_SIZE];

  if (file->pMethods->xRead (file, page, sizeof page, (sqlite3_int64) (number - 1) * RT_DB_PAGE_SIZE) != SQLITE_OK)
    return FALSE;
  hmac (mac, rt_secret_peek (mac_key), MAC_KEY, page, RT_DB_PAGE_SIZE - MAC_SIZE, GUINT32_TO_LE (number));
  return sodium_memcmp (mac, page + RT_DB_PAGE_SIZE - MAC_SIZE, MAC_SIZE) == 0;
}

gboolean
rt_sqlite_fits_later_page (sqlite3 *handle, const RtSecret *key)
{
  g_autoptr (RtSecret) mac_key = NULL;
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  guint8 salt[SALT_SIZE];

  if (sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == NULL ||
      file->pMethods == NULL || file->pMethods->xFileSize (file, &size) != SQLITE_OK ||
      file->pMethods->xRead (file, salt, sizeof salt, 0) != SQLITE_OK)
    return FALSE;
  mac_key = derive_mac_key (key, salt);
  for (guint32 number = 2; number <= MIN (size / RT_DB_PAGE_SIZE, MOST); number++)
    if (page_fits (file, mac_key, number))
      return TRUE;
  return FALSE;
}
