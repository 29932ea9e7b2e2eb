/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store as a file: what can be told from outside before SQLite touches it, and the lock against a second process.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "rt-error.h"
#include "rt-store-file.h"

#define PLAIN_HEADER "SQLite format 3"
#define PAGE_SIZE    4096

typedef struct
{
  guint64 device;
  guint64 inode;
  guint holders;
  guint8 header[RT_STORE_HEADER_SIZE];
} Held;

struct _RtStoreFile
{
  char *path;
  Held *held;
};

static GMutex held_mutex;
static GPtrArray *held_files; /* Held; under held_mutex */

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static gboolean
fail (GError **error, RtError code, const char *sentence)
{
  g_set_error_literal (error, RT_ERROR, code, sentence);
  return FALSE;
}

static gboolean
fail_from_errno (int number, GError **error)
{
  switch (number)
    {
    case ENOENT:
    case ENOTDIR:
      return fail (error, RT_ERROR_NOT_FOUND, _("There is no store file at this place."));
    case EEXIST:
      return fail (error, RT_ERROR_EXISTS, _("There is already a file of this name, and it is never replaced."));
    case EACCES:
    case EPERM:
    case EROFS:
      return fail (error, RT_ERROR_READ_ONLY,
                   _("The folder of the store or its file cannot be written to by this account."));
    case ENOSPC:
    case EDQUOT:
      return fail (error, RT_ERROR_DISK_FULL, _("The disk is full; make room and try again."));
    default:
      return fail (error, RT_ERROR_FAILED, _("The store file could not be reached on the disk."));
    }
}

/* wal.in: shared memory and locks do not hold across a network (D13). FUSE is refused only where it is a network in
 * disguise, which is named sshfs. */
static gboolean
is_network_file_system (const char *path)
{
  static const guint32 magic[] = { 0x6969 /* NFS */,      0x517b /* SMB */,    0xff534d42 /* CIFS */,
                                   0xfe534d42 /* SMB2 */, 0x564c /* NCP */,    0x5346414f /* AFS */,
                                   0x73757245 /* Coda */, 0x01021997 /* 9P */, 0x00c36400 /* Ceph */ };
  struct statfs fs;

  if (statfs (path, &fs) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (magic); i++)
    if ((guint32) fs.f_type == magic[i])
      return TRUE;
  return FALSE;
}

/* The mount table tells which FUSE it is: statfs knows only "FUSE". */
static gboolean
is_network_fuse (guint64 device)
{
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *number = g_strdup_printf (" %u:%u ", (guint) ((device >> 8) & 0xfff),
                                             (guint) ((device & 0xff) | ((device >> 12) & 0xfff00)));

  if (!g_file_get_contents ("/proc/self/mountinfo", &table, NULL, NULL))
    return FALSE;
  lines = g_strsplit (table, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], number) != NULL &&
        (strstr (lines[i], " - fuse.sshfs ") != NULL || strstr (lines[i], " - fuse.rclone ") != NULL ||
         strstr (lines[i], " - fuse.gvfsd-fuse ") != NULL || strstr (lines[i], " - fuse.davfs") != NULL))
      return TRUE;
  return FALSE;
}

static gboolean
check_place (const char *path, const struct stat *status, GError **error)
{
  if (is_network_file_system (path) || is_network_fuse (status->st_dev))
    return fail (
      error, RT_ERROR_UNSUPPORTED,
      _("The store lies on a network drive, where it would be damaged; move it to a disk of this computer."));
  return TRUE;
}

gboolean
rt_store_file_has_wal (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat status;

  return stat (wal, &status) == 0 && status.st_size > 0;
}

static gssize
read_header (int fd, guint8 header[RT_STORE_HEADER_SIZE])
{
  gssize got;

  do
    got = pread (fd, header, RT_STORE_HEADER_SIZE, 0);
  while (got < 0 && errno == EINTR);
  return got;
}

/* A last page cut short by a full disk is mended from the -wal, so with one beside it the size alone is no verdict. */
static gboolean
check_content (const char *path, const struct stat *status, const guint8 *header, gssize got, GError **error)
{
  if (status->st_size == 0)
    return fail (
      error, RT_ERROR_DAMAGED,
      _ (
        "The store file is empty: its set-up was interrupted, or its content was lost. Restore a backup, or remove the "
        "file and set the store up again."));
  if (got == RT_STORE_HEADER_SIZE && memcmp (header, PLAIN_HEADER, sizeof PLAIN_HEADER) == 0)
    return fail (error, RT_ERROR_DAMAGED,
                 _("This file is a database without encryption, which Rolltop never makes: it is not a store."));
  if (status->st_size < PAGE_SIZE || (status->st_size % PAGE_SIZE != 0 && !rt_store_file_has_wal (path)))
    return fail (error, RT_ERROR_DAMAGED,
                 _("The store file was cut short and is not whole; restore it from a backup."));
  return TRUE;
}

static Held *
find_held (const struct stat *status)
{
  if (held_files == NULL)
    held_files = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < held_files->len; i++)
    {
      Held *held = g_ptr_array_index (held_files, i);

      if (held->device == status->st_dev && held->inode == status->st_ino)
        return held;
    }
  return NULL;
}

/* Under held_mutex, so that no connection of this process is opened between reading and closing. */
static Held *
look_at_file (const char *path, gboolean fresh, GError **error)
{
  g_autofree Held *held = g_new0 (Held, 1);
  struct stat status;
  gssize got;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

  if (fd < 0 || fstat (fd, &status) != 0)
    {
      fail_from_errno (errno, error);
      close_fd (&fd);
      return NULL;
    }
  got = read_header (fd, held->header);
  close_fd (&fd);
  if (!check_place (path, &status, error) || (!fresh && !check_content (path, &status, held->header, got, error)))
    return NULL;
  held->device = status.st_dev;
  held->inode = status.st_ino;
  g_ptr_array_add (held_files, held);
  return g_steal_pointer (&held);
}

static gboolean
stat_regular (const char *path, struct stat *status, GError **error)
{
  if (stat (path, status) != 0)
    return fail_from_errno (errno, error);
  if (!S_ISREG (status->st_mode))
    return fail (error, RT_ERROR_NOT_FOUND, _("There is no store file at this place."));
  return TRUE;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int result = fd < 0 ? -1 : fsync (fd);
  int number = errno;

  close_fd (&fd);
  return result == 0 || fail_from_errno (number, error);
}

gboolean
rt_store_file_create (const char *path, GError **error)
{
  int fd = open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return errno == ENOENT ? fail (error, RT_ERROR_NOT_FOUND, _("The folder for the store does not exist."))
                           : fail_from_errno (errno, error);
  close_fd (&fd);
  return sync_folder (path, error);
}

RtStoreFile *
rt_store_file_hold (const char *path, gboolean fresh, GError **error)
{
  struct stat status;
  RtStoreFile *self = NULL;
  Held *held = NULL;

  if (!stat_regular (path, &status, error))
    return NULL;
  g_mutex_lock (&held_mutex);
  held = find_held (&status);
  if (held == NULL)
    held = look_at_file (path, fresh, error);
  if (held != NULL)
    {
      held->holders++;
      self = g_new0 (RtStoreFile, 1);
      self->path = g_strdup (path);
      self->held = held;
    }
  g_mutex_unlock (&held_mutex);
  return self;
}

void
rt_store_file_release (RtStoreFile *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&held_mutex);
  if (--self->held->holders == 0)
    g_ptr_array_remove_fast (held_files, self->held);
  g_mutex_unlock (&held_mutex);
  g_free (self->path);
  g_free (self);
}

const char *
rt_store_file_get_path (const RtStoreFile *self)
{
  return self->path;
}

void
rt_store_file_set_header (RtStoreFile *self, const guint8 header[RT_STORE_HEADER_SIZE])
{
  g_mutex_lock (&held_mutex);
  memcpy (self->held->header, header, RT_STORE_HEADER_SIZE);
  g_mutex_unlock (&held_mutex);
}

gboolean
rt_store_file_is_same (const RtStoreFile *self)
{
  struct stat status;

  return stat (self->path, &status) == 0 && status.st_dev == self->held->device && status.st_ino == self->held->inode;
}

static char *
header_to_hex (const guint8 *header)
{
  GString *hex = g_string_sized_new (2 * RT_STORE_HEADER_SIZE);

  for (gsize i = 0; i < RT_STORE_HEADER_SIZE; i++)
    g_string_append_printf (hex, "%02x", header[i]);
  return g_string_free (hex, FALSE);
}

static gboolean
read_unheld_header (const char *path, guint8 *header, GError **error)
{
  gssize got;
  int number;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    return fail_from_errno (errno, error);
  got = read_header (fd, header);
  number = errno;
  close_fd (&fd);
  if (got < 0)
    return fail_from_errno (number, error);
  if (got < RT_STORE_HEADER_SIZE)
    return fail (error, RT_ERROR_DAMAGED,
                 _("The store file was cut short and is not whole; restore it from a backup."));
  return TRUE;
}

char *
rt_store_file_read_id (const char *path, GError **error)
{
  struct stat status;
  guint8 header[RT_STORE_HEADER_SIZE] = { 0 };
  Held *held = NULL;
  gboolean good = TRUE;

  if (!stat_regular (path, &status, error))
    return NULL;
  g_mutex_lock (&held_mutex);
  held = find_held (&status);
  if (held != NULL)
    memcpy (header, held->header, sizeof header);
  else
    good = read_unheld_header (path, header, error);
  g_mutex_unlock (&held_mutex);
  return good ? header_to_hex (header) : NULL;
}

int
rt_store_file_lock (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  int fd = open (name, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
  int number;

  if (fd < 0)
    {
      if (errno == ENOENT)
        fail (error, RT_ERROR_NOT_FOUND, _("There is no store file at this place."));
      else
        fail_from_errno (errno, error);
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  number = errno;
  close_fd (&fd);
  if (number == EWOULDBLOCK)
    fail (error, RT_ERROR_BUSY, _("The store is already open in another window or program; close it there first."));
  else
    fail_from_errno (number, error);
  return -1;
}
