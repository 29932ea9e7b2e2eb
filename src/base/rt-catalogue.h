/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RtCatalogue:
 * A compiled message catalogue (GNU .mo file, either byte order), mapped and looked up without trusting anything in it.
 * Immutable; any thread.
 */
typedef struct _RtCatalogue RtCatalogue;

/** rt_catalogue_open: NULL when there is no such file or it is not a catalogue; that is no error, it only has no
 * translations. */
RtCatalogue *rt_catalogue_open (const char *path);
/** rt_catalogue_new: as rt_catalogue_open(), of bytes in memory, which it keeps a reference to. */
RtCatalogue *rt_catalogue_new (GBytes *bytes);
void rt_catalogue_free (RtCatalogue *self); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtCatalogue, rt_catalogue_free)

/** rt_catalogue_lookup: plural form @form (0 for messages without plural) of the translation of @msgid; NULL when there
 * is none or it is empty. Borrowed from @self. */
const char *rt_catalogue_lookup (const RtCatalogue *self, const char *msgid, guint form);

G_END_DECLS
