/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What must not stand in free text, product.md §2. A set of bits. */
typedef enum
{
  RT_SCAN_NONE = 0,
  RT_SCAN_IDENTITY_CARD = 1 << 0, /* 18 characters, GB 11643 check digit and a date of birth that exists */
  RT_SCAN_BANK_CARD = 1 << 1,     /* 13-19 digits, ISO/IEC 7812 Luhn, a prefix that payment cards have */
  RT_SCAN_PHONE = 1 << 2,         /* Chinese mobile and fixed lines, 555-555-0123, +E.164 */
  RT_SCAN_EMAIL = 1 << 3,
} RtScanFinds;

typedef struct
{
  RtScanFinds kind;
  gsize start, length; /* bytes in the scanned text */
} RtScanHit;

/** rt_scan_text: finds in UTF-8 @text, full-width digits and spaces, dashes, dots or brackets between groups included.
 * Sorted by place; hits do not overlap. Numbers that are written like measures, prices, dates or order numbers are left
 * alone. New array of RtScanHit (may be empty; g_array_unref()). NULL and invalid UTF-8 have no hits. Pure; any thread.
 */
GArray *rt_scan_text (const char *text);
/** rt_scan_kinds: the union of the kinds rt_scan_text() finds. */
RtScanFinds rt_scan_kinds (const char *text);
/** rt_scan_advice: a translated sentence that asks the writer to take it out, about the gravest of @finds; static. NULL
 * for none. */
const char *rt_scan_advice (RtScanFinds finds);

G_END_DECLS
