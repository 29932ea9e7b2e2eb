/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file layer between SQLite and the disk that makes faults on demand. It is put in only when a test asks for it. */
#include "config.h"

#include <string.h>

#include "rt-db-private.h"

#define VFS_NAME "rolltop-fault"

typedef enum
{
  FAULT_NONE,
  FAULT_FULL,    /* from the nth write on, all writes fail as on a full disk */
  FAULT_IO,      /* from the nth read, write, truncation or sync on, all of them fail */
  FAULT_IO_ONCE, /* the nth alone fails */
  FAULT_SYNC,    /* from the nth sync on, all fail */
  FAULT_CRASH, /* at the nth write the power goes: what was not synced is undone, and nothing reaches the disk any more
                */
} FaultKind;

typedef struct _FaultFile FaultFile;

/* One write since the last sync, as it was before. */
typedef struct
{
  sqlite3_int64 offset;
  sqlite3_int64 former_size;
  int length; /* of what was there */
  guint8 *bytes;
} Undo;

struct _FaultFile
{
  sqlite3_file base;
  FaultFile *next;    /* of all that are open */
  GQueue *undos;      /* Undo, latest first */
  sqlite3_file *real; /* in the same allocation */
};

static GMutex mutex; /* over everything below */
static FaultKind kind;
static guint countdown;
static gboolean fired;
static FaultFile *open_files;
static gboolean installed;
static sqlite3_vfs fault_vfs;
static sqlite3_io_methods methods;

static sqlite3_vfs *
real_vfs (void)
{
  return fault_vfs.pAppData;
}

static sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((FaultFile *) file)->real;
}

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_free (undo->bytes);
  g_free (undo);
}

static void
forget_undos (FaultFile *file)
{
  g_queue_free_full (file->undos, undo_free);
  file->undos = g_queue_new ();
}

static void
remember_for_undo (FaultFile *file, sqlite3_int64 offset, int length)
{
  Undo *undo = g_new0 (Undo, 1);
  sqlite3_int64 size = 0;

  file->real->pMethods->xFileSize (file->real, &size);
  undo->offset = offset;
  undo->former_size = size;
  undo->length = (int) CLAMP (size - offset, 0, length);
  undo->bytes = g_malloc0 ((gsize) undo->length + 1);
  if (undo->length > 0)
    file->real->pMethods->xRead (file->real, undo->bytes, undo->length, offset);
  g_queue_push_head (file->undos, undo);
}

static void
lose_unsynced (FaultFile *file)
{
  Undo *undo = NULL;

  while ((undo = g_queue_pop_head (file->undos)) != NULL)
    {
      if (undo->length > 0)
        file->real->pMethods->xWrite (file->real, undo->bytes, undo->length, undo->offset);
      file->real->pMethods->xTruncate (file->real, undo->former_size);
      undo_free (undo);
    }
}

static gboolean
reached (void)
{
  if (fired)
    return TRUE;
  if (countdown == 0 || --countdown > 0)
    return FALSE;
  fired = TRUE;
  if (kind == FAULT_CRASH)
    for (FaultFile *file = open_files; file != NULL; file = file->next)
      lose_unsynced (file);
  return TRUE;
}

static gboolean
io_fails (void)
{
  if (kind == FAULT_IO)
    return reached ();
  if (kind == FAULT_IO_ONCE && !fired)
    return reached ();
  return FALSE;
}

static int
on_close (sqlite3_file *file)
{
  FaultFile *self = (FaultFile *) file;
  FaultFile **link = NULL;
  int rc;

  g_mutex_lock (&mutex);
  for (link = &open_files; *link != NULL && *link != self;)
    link = &(*link)->next;
  if (*link == self)
    *link = self->next;
  g_queue_free_full (self->undos, undo_free);
  g_mutex_unlock (&mutex);
  rc = self->real->pMethods->xClose (self->real);
  return rc;
}

static int
on_read (sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset)
{
  gboolean fails;

  g_mutex_lock (&mutex);
  fails = io_fails ();
  g_mutex_unlock (&mutex);
  return fails ? SQLITE_IOERR_READ : real_file (file)->pMethods->xRead (real_file (file), bytes, amount, offset);
}

static int
on_write (sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
  FaultFile *self = (FaultFile *) file;
  int rc = SQLITE_OK;

  g_mutex_lock (&mutex);
  if (kind == FAULT_FULL && reached ())
    rc = SQLITE_FULL;
  else if (io_fails ())
    rc = SQLITE_IOERR_WRITE;
  else if (kind != FAULT_CRASH || !reached ())
    {
      if (kind == FAULT_CRASH)
        remember_for_undo (self, offset, amount);
      rc = self->real->pMethods->xWrite (self->real, bytes, amount, offset);
    }
  g_mutex_unlock (&mutex);
  return rc;
}

static int
on_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  FaultFile *self = (FaultFile *) file;
  sqlite3_int64 former = 0;
  int rc = SQLITE_OK;

  g_mutex_lock (&mutex);
  if (io_fails ())
    rc = SQLITE_IOERR_TRUNCATE;
  else if (kind != FAULT_CRASH || !fired)
    {
      self->real->pMethods->xFileSize (self->real, &former);
      if (kind == FAULT_CRASH && former > size)
        remember_for_undo (self, size, (int) (former - size));
      rc = self->real->pMethods->xTruncate (self->real, size);
    }
  g_mutex_unlock (&mutex);
  return rc;
}

static int
on_sync (sqlite3_file *file, int flags)
{
  FaultFile *self = (FaultFile *) file;
  int rc = SQLITE_OK;

  g_mutex_lock (&mutex);
  if ((kind == FAULT_SYNC && reached ()) || io_fails ())
    rc = SQLITE_IOERR_FSYNC;
  else if (kind != FAULT_CRASH || !fired)
    {
      rc = self->real->pMethods->xSync (self->real, flags);
      if (rc == SQLITE_OK)
        forget_undos (self);
    }
  g_mutex_unlock (&mutex);
  return rc;
}

static int
on_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return real_file (file)->pMethods->xFileSize (real_file (file), size);
}

static int
on_lock (sqlite3_file *file, int level)
{
  return real_file (file)->pMethods->xLock (real_file (file), level);
}

static int
on_unlock (sqlite3_file *file, int level)
{
  return real_file (file)->pMethods->xUnlock (real_file (file), level);
}

static int
on_check_reserved_lock (sqlite3_file *file, int *held)
{
  return real_file (file)->pMethods->xCheckReservedLock (real_file (file), held);
}

static int
on_file_control (sqlite3_file *file, int operation, void *argument)
{
  return real_file (file)->pMethods->xFileControl (real_file (file), operation, argument);
}

static int
on_sector_size (sqlite3_file *file)
{
  return real_file (file)->pMethods->xSectorSize (real_file (file));
}

static int
on_device_characteristics (sqlite3_file *file)
{
  return real_file (file)->pMethods->xDeviceCharacteristics (real_file (file));
}

static int
on_shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
  return real_file (file)->pMethods->xShmMap (real_file (file), region, size, extend, memory);
}

static int
on_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return real_file (file)->pMethods->xShmLock (real_file (file), offset, n, flags);
}

static void
on_shm_barrier (sqlite3_file *file)
{
  real_file (file)->pMethods->xShmBarrier (real_file (file));
}

static int
on_shm_unmap (sqlite3_file *file, int remove)
{
  return real_file (file)->pMethods->xShmUnmap (real_file (file), remove);
}

static int
on_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *self = (FaultFile *) file;
  int rc;

  memset (self, 0, sizeof *self);
  self->real = (sqlite3_file *) (self + 1);
  rc = real_vfs ()->xOpen (real_vfs (), name, self->real, flags, out_flags);
  if (rc != SQLITE_OK)
    return rc;
  self->undos = g_queue_new ();
  self->base.pMethods = &methods;
  g_mutex_lock (&mutex);
  self->next = open_files;
  open_files = self;
  g_mutex_unlock (&mutex);
  return SQLITE_OK;
}

static int
on_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  gboolean dead;

  g_mutex_lock (&mutex);
  dead = kind == FAULT_CRASH && fired;
  g_mutex_unlock (&mutex);
  return dead ? SQLITE_OK : real_vfs ()->xDelete (real_vfs (), name, sync);
}

static void
fill_methods (void)
{
  methods.iVersion = 2;
  methods.xClose = on_close;
  methods.xRead = on_read;
  methods.xWrite = on_write;
  methods.xTruncate = on_truncate;
  methods.xSync = on_sync;
  methods.xFileSize = on_file_size;
  methods.xLock = on_lock;
  methods.xUnlock = on_unlock;
  methods.xCheckReservedLock = on_check_reserved_lock;
  methods.xFileControl = on_file_control;
  methods.xSectorSize = on_sector_size;
  methods.xDeviceCharacteristics = on_device_characteristics;
  methods.xShmMap = on_shm_map;
  methods.xShmLock = on_shm_lock;
  methods.xShmBarrier = on_shm_barrier;
  methods.xShmUnmap = on_shm_unmap;
}

/* Everything that is not a file stays with the real layer: its functions take the layer only to hand it on. */
static void
install (void)
{
  sqlite3_vfs *real = sqlite3_vfs_find (NULL);

  fill_methods ();
  fault_vfs = *real;
  fault_vfs.pNext = NULL;
  fault_vfs.zName = VFS_NAME;
  fault_vfs.pAppData = real;
  fault_vfs.szOsFile = (int) sizeof (FaultFile) + real->szOsFile;
  fault_vfs.xOpen = on_open;
  fault_vfs.xDelete = on_delete;
  installed = sqlite3_vfs_register (&fault_vfs, 0) == SQLITE_OK;
}

static FaultKind
kind_from_word (const char *word)
{
  static const struct
  {
    const char *word;
    FaultKind kind;
  } words[] = { { "full", FAULT_FULL },
                { "io", FAULT_IO },
                { "io-once", FAULT_IO_ONCE },
                { "sync", FAULT_SYNC },
                { "crash", FAULT_CRASH } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i].word) == 0)
      return words[i].kind;
  return FAULT_NONE;
}

void
rt_db_set_fault (const char *word, guint nth)
{
  g_mutex_lock (&mutex);
  if (!installed)
    install ();
  kind = nth > 0 ? kind_from_word (word) : FAULT_NONE;
  countdown = nth;
  fired = FALSE;
  g_mutex_unlock (&mutex);
}

gboolean
rt_db_fault_fired (void)
{
  gboolean answer;

  g_mutex_lock (&mutex);
  answer = fired;
  g_mutex_unlock (&mutex);
  return answer;
}

const char *
rt_db_fault_vfs (void)
{
  const char *name;

  g_mutex_lock (&mutex);
  name = installed ? VFS_NAME : NULL;
  g_mutex_unlock (&mutex);
  return name;
}
