/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-order.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *code, *name, *category;
  RtMinor list_price;
  RtWarranty warranty;
} RtProduct; /* list_price RT_MINOR_NONE unknown or hidden */
void rt_product_free (RtProduct *self);
/** rt_product_search: active products whose code or name contains @text (all when blank), by name, at most @limit.
 * Nothing personal; not recorded. */
GPtrArray *rt_product_search (RtWork *work, const char *text, guint limit, GError **error);
gint64 rt_product_save (RtWork *work, const RtProduct *product,
                        GError **error); /* PRODUCT_WRITE; by code: new or changed */

G_END_DECLS
