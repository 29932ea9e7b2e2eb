/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-scan.h"

G_BEGIN_DECLS

#define RT_SCAN_MAX_DIGITS 19 /* the longest bank card */

/** Digits that stand together in a text, as rt-scan.c reads them. Plain value. */
typedef struct
{
  gsize start, end;                /* bytes */
  gsize x_end;                     /* end with the X of an identity card after it, or 0 */
  char digits[RT_SCAN_MAX_DIGITS]; /* ASCII; the first of them when there are more */
  guint count;                     /* RT_SCAN_MAX_DIGITS + 1 stands for more */
  gboolean joined;                 /* only space, dash, dot or bracket lies between the group before and this */
  gboolean marked;                 /* and it is more than space */
  gboolean plus;                   /* '+' before it */
  gboolean bound;                  /* a Latin letter before it */
  gboolean bound_after;            /* a Latin letter after it */
} RtScanGroup;

/** rt_scan_number_kind: what the @length groups from @groups on are when read as one number of at most
 * RT_SCAN_MAX_DIGITS digits, or RT_SCAN_NONE. @end: the byte after it, when it is something. Pure; any thread. */
RtScanFinds rt_scan_number_kind (const RtScanGroup *groups, guint length, gsize *end);

G_END_DECLS
