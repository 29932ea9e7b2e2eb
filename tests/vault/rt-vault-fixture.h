/* A folder, a key and a fake clock for tests on a real file. */
#pragma once

#include "rt-vault.h"
#include "rt-error.h"

typedef struct
{
  char *folder;
  char *path;
  RtSecret *key;
  RtClock *clock;
} Fixture;

void fixture_set_up (Fixture *f, gconstpointer data);
void fixture_tear_down (Fixture *f, gconstpointer data);
#define fixture_add(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

/* A file in f->folder; new string. */
char *fixture_name (Fixture *f, const char *name);

RtVault *fixture_create (Fixture *f);
RtVault *fixture_open (Fixture *f);
/* A store with 300 products, closed, and its bytes. */
void fixture_make_store (Fixture *f);
GBytes *fixture_read (const char *path);
void fixture_write (const char *path, gconstpointer data, gsize size);
void fixture_flip (const char *path, gsize offset);

/* Runs statements on the writer under the system gate. */
void fixture_exec (RtVault *vault, const char *sql);
gint64 fixture_get_int (RtVault *vault, const char *sql);
/* Runs the sqlcipher program on f->path with f->key; its output. */
char *fixture_sqlcipher (Fixture *f, const char *sql);

/* Checks that opening fails with @code and a whole sentence, and that the file's bytes are untouched. */
void fixture_check_refused (Fixture *f, int code);
