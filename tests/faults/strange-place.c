/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded before the C library, it makes a folder or the database library look like something else, for any account and
 * without mounting anything. From the environment:
 *
 *   STRANGE_READ_ONLY=PATH   nothing whose name begins so can be written, as on a read-only file system (EROFS)
 *   STRANGE_NETWORK=N        every file lies on a file system of this magic number (hex)
 *   STRANGE_CIPHER=TEXT      what PRAGMA cipher_version says
 */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS /* both names of each function are meant */
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

typedef int (*OpenFunc) (const char *path, int flags, ...);
typedef int (*AccessFunc) (const char *path, int mode);
typedef int (*StatfsFunc) (const char *path, struct statfs *out);
typedef const unsigned char *(*TextFunc) (void *statement, int column);
typedef const char *(*SqlFunc) (void *statement);

int open (const char *path, int flags, ...);
int open64 (const char *path, int flags, ...);
int access (const char *path, int mode);
int mkdir (const char *path, mode_t mode);
int statfs (const char *path, struct statfs *out);
int statfs64 (const char *path, struct statfs64 *out);
const unsigned char *sqlite3_column_text (void *statement, int column);

static int
is_read_only (const char *path)
{
  const char *begin = getenv ("STRANGE_READ_ONLY");

  return begin != NULL && strncmp (path, begin, strlen (begin)) == 0;
}

static int
open_as (const char *symbol, const char *path, int flags, int mode)
{
  OpenFunc real = (OpenFunc) dlsym (RTLD_NEXT, symbol);

  if (((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0) && is_read_only (path))
    {
      errno = EROFS;
      return -1;
    }
  return real (path, flags, mode);
}

int
open (const char *path, int flags, ...)
{
  va_list list;
  int mode;

  va_start (list, flags);
  mode = (flags & O_CREAT) != 0 ? va_arg (list, int) : 0;
  va_end (list);
  return open_as ("open", path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  va_list list;
  int mode;

  va_start (list, flags);
  mode = (flags & O_CREAT) != 0 ? va_arg (list, int) : 0;
  va_end (list);
  return open_as ("open64", path, flags, mode);
}

int
access (const char *path, int mode)
{
  if ((mode & W_OK) != 0 && is_read_only (path))
    {
      errno = EROFS;
      return -1;
    }
  return ((AccessFunc) dlsym (RTLD_NEXT, "access")) (path, mode);
}

int
mkdir (const char *path, mode_t mode)
{
  if (is_read_only (path))
    {
      errno = EROFS;
      return -1;
    }
  return ((int (*) (const char *, mode_t)) dlsym (RTLD_NEXT, "mkdir")) (path, mode);
}

int
statfs (const char *path, struct statfs *out)
{
  const char *magic = getenv ("STRANGE_NETWORK");
  int result = ((StatfsFunc) dlsym (RTLD_NEXT, "statfs")) (path, out);

  if (magic != NULL)
    out->f_type = (__fsword_t) strtoul (magic, NULL, 16);
  return result;
}

/* The same structure on the 64-bit computers that Debian builds for. */
int
statfs64 (const char *path, struct statfs64 *out)
{
  _Static_assert(sizeof (struct statfs) == sizeof (struct statfs64), "one structure");
  return statfs (path, (struct statfs *) out);
}

const unsigned char *
sqlite3_column_text (void *statement, int column)
{
  const char *version = getenv ("STRANGE_CIPHER");
  const char *sql = ((SqlFunc) dlsym (RTLD_NEXT, "sqlite3_sql")) (statement);

  if (version != NULL && sql != NULL && strcmp (sql, "PRAGMA cipher_version") == 0)
    return version[0] != '\0' ? (const unsigned char *) version : NULL;
  return ((TextFunc) dlsym (RTLD_NEXT, "sqlite3_column_text")) (statement, column);
}
