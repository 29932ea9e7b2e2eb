/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What is known of the store itself (not personal, printed on every paper). Immutable, reference-counted. */
typedef struct
{
  char *uuid;
  char *name;
  char *contact;         /* address and telephone as printed, may have lines */
  char *privacy_contact; /* whom a customer asks about their data */
  char *currency;        /* ISO 4217 */
  char *region;          /* ISO 3166, "CN" or "US" */
  char *language;        /* "en" or "zh_CN": of papers unless chosen otherwise */
  gatomicrefcount refs;  /* private */
} RtStoreInfo;

RtStoreInfo *rt_store_info_new (const char *uuid, const char *name, const char *contact, const char *privacy_contact,
                                const char *currency, const char *region, const char *language);
RtStoreInfo *rt_store_info_ref (RtStoreInfo *self);
void rt_store_info_unref (RtStoreInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtStoreInfo, rt_store_info_unref)

G_END_DECLS
