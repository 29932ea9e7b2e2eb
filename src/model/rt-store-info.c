/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of the store itself, as it is printed on every paper. */
#include "config.h"

#include "rt-store-info.h"

RtStoreInfo *
rt_store_info_new (const char *uuid, const char *name, const char *contact, const char *privacy_contact,
                   const char *currency, const char *region, const char *language)
{
  RtStoreInfo *self = g_new0 (RtStoreInfo, 1);

  g_atomic_ref_count_init (&self->refs);
  self->uuid = g_strdup (uuid);
  self->name = g_strdup (name);
  self->contact = g_strdup (contact != NULL ? contact : "");
  self->privacy_contact = g_strdup (privacy_contact != NULL ? privacy_contact : "");
  self->currency = g_strdup (currency);
  self->region = g_strdup (region);
  self->language = g_strdup (language);
  return self;
}

RtStoreInfo *
rt_store_info_ref (RtStoreInfo *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_store_info_unref (RtStoreInfo *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->uuid);
  g_free (self->name);
  g_free (self->contact);
  g_free (self->privacy_contact);
  g_free (self->currency);
  g_free (self->region);
  g_free (self->language);
  g_free (self);
}
