/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that leaves the store. Until it is whole it has no name, so that nothing is left of it however the program
 * ends. Where a file system knows no such files (FAT, NFS) it has a hidden one, and what a killed program left so is
 * taken away by the next file for that folder. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "config.h"

#include "rt-out-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "rt-error.h"

#define PART_BEGIN ".rolltop-"
#define PART_END   ".part"

struct _RtOutFile
{
  char *path;
  char *part;       /* the hidden name */
  gboolean named;   /* whether it has that name now */
  gboolean replace; /* a file that is there already */
  int fd;
};

static gboolean
set_errno (GError **error, int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DISK_FULL,
                           _("The file was not saved because the disk is full. Make room or choose another place."));
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_READ_ONLY,
                           _("The file was not saved because nothing may be written there. Choose another folder."));
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND,
                           _("The file was not saved because that folder does not exist. Choose another folder."));
      break;
    case EISDIR:
    case EEXIST:
    case ENOTEMPTY:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS,
                           _("The file was not saved because something has that name. Choose another name."));
      break;
    default:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED,
                           _("The file could not be saved. Choose another place and try again."));
    }
  return FALSE;
}

static gboolean
check_name (const char *path, gboolean replace, GError **error)
{
  struct stat there;

  if (lstat (path, &there) != 0)
    return errno == ENOENT || set_errno (error, errno);
  return (replace && !S_ISDIR (there.st_mode)) || set_errno (error, EEXIST);
}

/* --- What a killed program left --- */

/* Whoever writes one holds it locked as long as they live. */
static void
drop_if_left (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);

  if (fd < 0)
    return;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    g_unlink (path);
  close (fd);
}

static void
drop_left (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PART_BEGIN) && g_str_has_suffix (name, PART_END))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        drop_if_left (path);
      }
}

/* --- Opening --- */

static gboolean
open_nameless (RtOutFile *self, const char *folder)
{
  self->fd = g_open (folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0600);
  return self->fd >= 0;
}

static gboolean
open_named (RtOutFile *self, GError **error)
{
  self->fd = g_open (self->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    return set_errno (error, errno);
  self->named = TRUE;
  flock (self->fd, LOCK_EX | LOCK_NB);
  return TRUE;
}

static RtOutFile *
new_file (const char *path, gboolean replace, gboolean nameless, GError **error)
{
  g_autoptr (RtOutFile) self = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (PART_BEGIN, id, PART_END, NULL);

  if (path == NULL || path[0] == '\0')
    {
      rt_error_set_invalid (error, "path", _("Choose a folder of this computer to save the file in."));
      return NULL;
    }
  if (!check_name (path, replace, error))
    return NULL;
  folder = g_path_get_dirname (path);
  drop_left (folder);
  self = g_new0 (RtOutFile, 1);
  self->path = g_strdup (path);
  self->replace = replace;
  self->fd = -1;
  self->part = g_build_filename (folder, name, NULL);
  if (!(nameless && open_nameless (self, folder)) && !open_named (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

RtOutFile *
rt_out_file_new (const char *path, gboolean replace, GError **error)
{
  return new_file (path, replace, TRUE, error);
}

RtOutFile *
rt_out_file_new_named (const char *path, gboolean replace, GError **error)
{
  return new_file (path, replace, FALSE, error);
}

gboolean
rt_out_file_write (RtOutFile *self, const char *data, gsize size, GError **error)
{
  while (size > 0)
    {
      gssize n = write (self->fd, data, size);

      if (n < 0 && errno != EINTR)
        return set_errno (error, errno);
      if (n > 0)
        {
          data += n;
          size -= (gsize) n;
        }
    }
  return TRUE;
}

gboolean
rt_out_file_settle (RtOutFile *self, GError **error)
{
  return fsync (self->fd) == 0 || set_errno (error, errno);
}

static gboolean
give_name (RtOutFile *self, const char *path, GError **error)
{
  g_autofree char *file = g_strdup_printf ("/proc/self/fd/%d", self->fd);

  return linkat (AT_FDCWD, file, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 || set_errno (error, errno);
}

gboolean
rt_out_file_publish (RtOutFile *self, GError **error)
{
  /* A link takes nobody's place; whoever is to be replaced is so by renaming. */
  if (!self->named && !self->replace)
    return give_name (self, self->path, error);
  if (!self->named)
    {
      flock (self->fd, LOCK_EX | LOCK_NB);
      if (!give_name (self, self->part, error))
        return FALSE;
      self->named = TRUE;
    }
  if (!self->replace && !check_name (self->path, FALSE, error))
    return FALSE;
  if (rename (self->part, self->path) != 0)
    return set_errno (error, errno);
  self->named = FALSE;
  return TRUE;
}

void
rt_out_file_free (RtOutFile *self)
{
  if (self == NULL)
    return;
  if (self->named)
    g_unlink (self->part);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->part);
  g_free (self->path);
  g_free (self);
}
