/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What example stores are made of: invented people with reserved numbers, made-up streets, furniture. English at 0,
 * Chinese at 1. */
#pragma once

#include "rt-order.h"

G_BEGIN_DECLS

typedef struct
{
  const char *code;
  const char *name[2], *category[2];
  gint64 price[2]; /* whole dollars, whole yuan */
  RtWarranty warranty;
  gboolean custom; /* made to measure */
} RtDemoProduct;
extern const RtDemoProduct rt_demo_products[];
extern const guint rt_demo_n_products;

/** rt_demo_person: cleaned values of the @index-th invented person; the same for the same index and dice. Fills contact
 * and address of @values (all NULL before). */
void rt_demo_person (guint index, guint chinese, GRand *dice, char **values);
/** What customers write, what is answered, how it ended. Static. */
const char *rt_demo_complaint (guint chinese, GRand *dice);
const char *rt_demo_note (guint chinese, GRand *dice);
const char *rt_demo_resolution (guint chinese, GRand *dice);
const char *rt_demo_custom_note (guint chinese, GRand *dice);

G_END_DECLS
