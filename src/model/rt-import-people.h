/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/**
 * RtImportPeople: which customer of the store an imported order belongs to: by the file's own customer number, else by
 * phone or e-mail (within the file alone for whoever sees customers masked), else by name and postcode within the file.
 * Keeps keyed digests only, no values. Vault threads.
 */
typedef struct _RtImportPeople RtImportPeople;
RtImportPeople *rt_import_people_new (const char *source);
void rt_import_people_free (RtImportPeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtImportPeople, rt_import_people_free)

/** rt_import_people_find: the customer and address to use, made when there is none. @values: cleaned. @reference: NULL
 * none. *address_id 0: none. */
gboolean rt_import_people_find (RtImportPeople *self, RtWork *work, const char *reference, char *const *values,
                                gint64 *customer_id, gint64 *address_id, GError **error);
gint64 rt_import_people_get_added (RtImportPeople *self);

G_END_DECLS
