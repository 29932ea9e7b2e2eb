/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-order.h"

G_BEGIN_DECLS

/** What example stores are made of: invented people and streets, reserved telephone numbers, example domains. */
typedef struct
{
  const char *code, *name_en, *name_zh;
  RtMinor price; /* whole units of the currency */
  RtWarranty warranty;
} RtDemoProduct;

extern const RtDemoProduct RT_DEMO_PRODUCTS[];
extern const guint RT_DEMO_N_PRODUCTS;

/** rt_demo_fill_person: name, phone, e-mail and address of one invented customer. @serial makes the telephone number; @values as RtOrderEdit's. */
void rt_demo_fill_person (GRand *rand, guint serial, gboolean chinese, char **values);
/** rt_demo_complaint: what is wrong, for a ticket. Static. */
const char *rt_demo_complaint (GRand *rand, gboolean chinese);

G_END_DECLS
