/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite's result codes as errors a clerk understands. SQLite's own texts are never shown: they may hold SQL. */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>

#include "rt-db-private.h"
#include "rt-error.h"

typedef struct
{
  int code;
  const char *sentence; /* msgid */
} Meaning;

static const Meaning disk_full = { RT_ERROR_DISK_FULL,
                                   N_("The disk is full; make room and try again. What was saved before is safe.") };
static const Meaning read_only = { RT_ERROR_READ_ONLY,
                                   N_("The store cannot be written to: its disk or its file is read-only.") };
static const Meaning damaged = {
  RT_ERROR_DAMAGED,
  N_("A part of the store file is damaged and cannot be read; nothing was changed. Restore it from a backup.")
};

static Meaning
mean_io (int rc, int system_errno)
{
  if (rc == SQLITE_IOERR_DATA || rc == SQLITE_IOERR_CORRUPTFS)
    return damaged;
  if (system_errno == ENOSPC || system_errno == EDQUOT)
    return disk_full;
  if (system_errno == EROFS)
    return read_only;
  return (Meaning){
    RT_ERROR_FAILED, N_("The disk did not answer as it should, so nothing was changed; try again, and check the disk.")
  };
}

static Meaning
mean_constraint (int rc)
{
  switch (rc)
    {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return (Meaning){ RT_ERROR_EXISTS, N_("There is already a record of this name or number.") };
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return (Meaning){ RT_ERROR_CONFLICT, N_("A record that this one belongs to is no longer there.") };
    case SQLITE_CONSTRAINT_TRIGGER:
      return (Meaning){ RT_ERROR_CONFLICT, N_("A published notice is frozen and cannot be changed.") };
    default:
      return (Meaning){ RT_ERROR_FAILED, N_("The store refused this record because it is not complete.") };
    }
}

static Meaning
mean (int rc, int system_errno)
{
  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      return disk_full;
    case SQLITE_READONLY:
      return read_only;
    case SQLITE_IOERR:
      return mean_io (rc, system_errno);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damaged;
    case SQLITE_CONSTRAINT:
      return mean_constraint (rc);
    case SQLITE_AUTH:
      return (Meaning){ RT_ERROR_DENIED, N_("Your role does not allow this.") };
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return (Meaning){ RT_ERROR_BUSY, N_("Another program is using the store; close it there and try again.") };
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      if (system_errno == ENOSPC || system_errno == EDQUOT)
        return disk_full;
      return (Meaning){ RT_ERROR_READ_ONLY,
                        N_("The store file, or a file beside it, could not be opened by this account.") };
    case SQLITE_NOMEM:
      return (Meaning){ RT_ERROR_FAILED, N_("There is not enough memory; close other programs and try again.") };
    case SQLITE_TOOBIG:
      return (Meaning){ RT_ERROR_TOO_LARGE, N_("This is too large to be kept.") };
    default:
      return (Meaning){ RT_ERROR_FAILED,
                        N_("The store could not do this because of a fault in the program; nothing was changed.") };
    }
}

gboolean
rt_sqlite_is_damage (int rc)
{
  return (rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB || rc == SQLITE_IOERR_DATA ||
         rc == SQLITE_IOERR_CORRUPTFS;
}

gboolean
rt_sqlite_set_error (sqlite3 *handle, int rc, GError **error)
{
  Meaning meaning;

  if ((rc & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           _("It was stopped before it was done; nothing was changed."));
      return FALSE;
    }
  meaning = mean (rc, handle != NULL ? sqlite3_system_errno (handle) : 0);
  g_debug ("store: result code %d", rc);
  g_set_error_literal (error, RT_ERROR, meaning.code, _ (meaning.sentence));
  return FALSE;
}

gboolean
rt_db_set_error (RtDb *self, int rc, GError **error)
{
  if (rt_sqlite_is_damage (rc))
    self->poisoned = TRUE;
  /* a function that is refused comes back as any other mistake in a statement */
  if ((rc & 0xff) == SQLITE_ERROR && self->denied)
    rc = SQLITE_AUTH;
  self->denied = FALSE;
  return rt_sqlite_set_error (self->handle, rc, error);
}

gboolean
rt_db_check_thread (RtDb *self, GError **error)
{
  if (self->owner != g_thread_self ())
    {
      g_critical ("a connection to the store was used outside its thread");
      g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED,
                           _("The store could not do this because of a fault in the program; nothing was changed."));
      return FALSE;
    }
  if (self->poisoned)
    {
      g_set_error_literal (error, RT_ERROR, damaged.code, _ (damaged.sentence));
      return FALSE;
    }
  return TRUE;
}
