/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing that this process lets go of keeps its contents. The toolkit copies what a window shows many times over, into
 * layouts, undo histories, messages to the accessibility bus, and frees the copies as they are; so free() and realloc()
 * of the whole process, the libraries' calls too, stand here and overwrite first. glibc's own M_PERTURB passes over
 * what goes into its caches of small pieces, and over the last word of every piece. */
#include "config.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <glib.h>

/* Calls of glibc, for programs that put their own in front. */
extern void __libc_free (void *memory);
extern void *__libc_realloc (void *memory, size_t size);

void
free (void *memory)
{
  if (memory == NULL)
    return;
  explicit_bzero (memory, malloc_usable_size (memory));
  __libc_free (memory);
}

/* Growing may move, and the old place is then nobody's: so it is moved here, where it can be overwritten. */
void *
realloc (void *memory, size_t size)
{
  size_t had = memory != NULL ? malloc_usable_size (memory) : 0;
  void *moved;

  if (memory == NULL)
    return __libc_realloc (NULL, size);
  if (size == 0)
    {
      free (memory);
      return NULL;
    }
  if (size <= had && size >= had / 2)
    {
      explicit_bzero ((char *) memory + size, had - size);
      return memory;
    }
  moved = malloc (size);
  if (moved == NULL)
    return NULL;
  memcpy (moved, memory, MIN (size, had));
  free (memory);
  return moved;
}

/* GLib before 2.76 keeps small pieces back in an allocator of its own, which free() never sees. It can be told not to
 * only before its first use, and that is in its constructors: before those only this runs. */
static void
give_slices_to_malloc (int argc, char **argv, char **environment)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_slice_set_config (G_SLICE_CONFIG_ALWAYS_MALLOC, TRUE);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

__attribute__ ((section (".preinit_array"),
                used)) static void (*const before_libraries) (int, char **, char **) = give_slices_to_malloc;
