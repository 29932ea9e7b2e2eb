/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of exported records: private, whole or not at all, and never among the files of the store. */
#include "config.h"

#include "rt-export-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "rt-error.h"

struct _RtExportFile
{
  char *path;
  char *part;
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
                           _("The list was not saved because the disk is full. Make room or choose another place."));
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_READ_ONLY,
                           _("The list was not saved because nothing may be written there. Choose another folder."));
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND,
                           _("The list was not saved because that folder does not exist. Choose another folder."));
      break;
    case EISDIR:
    case EEXIST:
    case ENOTEMPTY:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS,
                           _("The list was not saved because something has that name. Choose another name."));
      break;
    default:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED,
                           _("The list could not be saved. Choose another place and try again."));
    }
  return FALSE;
}

/* Folders are compared as the disk knows them, whatever way leads there. */
static gboolean
check_place (const char *folder, const char *store_path, GError **error)
{
  g_autofree char *store_folder = g_path_get_dirname (store_path);
  struct stat here, there;

  if (stat (folder, &here) != 0)
    return set_errno (error, errno);
  if (stat (store_folder, &there) != 0 || here.st_dev != there.st_dev || here.st_ino != there.st_ino)
    return TRUE;
  rt_error_set_invalid (error, "path", _("Choose another folder: exported lists do not belong beside the store."));
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

RtExportFile *
rt_export_file_new (const char *path, gboolean replace, const char *store_path, GError **error)
{
  g_autoptr (RtExportFile) self = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (".", id, ".part", NULL);

  if (path == NULL || path[0] == '\0')
    {
      rt_error_set_invalid (error, "path", _("Say where the list is to be saved."));
      return NULL;
    }
  folder = g_path_get_dirname (path);
  if (!check_place (folder, store_path, error) || !check_name (path, replace, error))
    return NULL;
  self = g_new0 (RtExportFile, 1);
  self->path = g_strdup (path);
  self->fd = -1;
  self->part = g_build_filename (folder, name, NULL);
  self->fd = g_open (self->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    {
      int code = errno;

      g_clear_pointer (&self->part, g_free);
      set_errno (error, code);
      return NULL;
    }
  return g_steal_pointer (&self);
}

gboolean
rt_export_file_write (RtExportFile *self, const char *data, gsize size, GError **error)
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
rt_export_file_settle (RtExportFile *self, GError **error)
{
  int fd = self->fd;

  if (fsync (fd) != 0)
    return set_errno (error, errno);
  self->fd = -1;
  return close (fd) == 0 || set_errno (error, errno);
}

gboolean
rt_export_file_publish (RtExportFile *self, GError **error)
{
  if (rename (self->part, self->path) != 0)
    return set_errno (error, errno);
  g_clear_pointer (&self->part, g_free);
  return TRUE;
}

void
rt_export_file_free (RtExportFile *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  if (self->part != NULL)
    g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_free (self);
}
