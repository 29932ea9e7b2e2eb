/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything sealed in a store, opened past policy and gate, to compare before and after keys are renewed. */
#pragma once

#include "rt-class-keys.h"
#include "rt-fixture.h"

G_BEGIN_DECLS

/** rt_sealed_keys_of_sheet: the keys that open with the recovery sheet @text. */
RtClassKeys *rt_sealed_keys_of_sheet (RtDb *db, const char *text);
/** rt_sealed_keys_of_login: those of a person, by the fixture's password. */
RtClassKeys *rt_sealed_keys_of_login (RtDb *db, const char *login);

/** rt_sealed_read: "table.column.row" → the values in one text, of whatever opens with @keys, in every column of the
 * schema that is named *_sealed and holds a class; *closed (may be NULL) counts what does not open. */
GHashTable *rt_sealed_read (RtDb *db, const RtClassKeys *keys, guint *closed);
/** rt_sealed_check_same: the test fails unless both hold the same. */
void rt_sealed_check_same (GHashTable *before, GHashTable *after);
/** rt_sealed_columns: "customer.contact_sealed address.…", as the schema has them, sorted. New string. */
char *rt_sealed_columns (RtDb *db);

G_END_DECLS
