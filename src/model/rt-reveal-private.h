/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the reveal share. */
#pragma once

#include "rt-reveal.h"

G_BEGIN_DECLS

/** What a record is, as far as revealing goes. */
typedef struct
{
  const char *table; /* of the log's entry: "orders", "ticket", "customer"; static */
  gint64 row;
  gint64 number;
  gint64 order_id, ticket_id, diary_id; /* 0: none */
  gint64 customer_id, address_id;
  RtRoles own_for;
} RtRevealPlace;

/** rt_reveal_find: needs the right to read such records; RT_ERROR_DENIED, RT_ERROR_NOT_FOUND. (rt-reveal-place.c) */
gboolean rt_reveal_find (RtWork *work, const RtRevealRecord *record, RtRevealPlace *place, GError **error);

G_END_DECLS
