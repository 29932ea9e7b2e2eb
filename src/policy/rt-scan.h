/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What must not stand in free text, product.md §2. */
typedef enum
{
  RT_SCAN_NONE = 0,
  RT_SCAN_IDENTITY_CARD = 1 << 0,   /* GB 11643 check digit */
  RT_SCAN_BANK_CARD = 1 << 1,       /* 13-19 digits, ISO/IEC 7812 Luhn */
  RT_SCAN_PHONE = 1 << 2,
  RT_SCAN_EMAIL = 1 << 3,
} RtScanFinds;

typedef struct
{
  RtScanFinds kind;
  gsize start, length;   /* bytes in the scanned text */
} RtScanHit;

/** rt_scan_text: finds in UTF-8 @text, full-width digits and spaces or dashes between groups included. Array of RtScanHit (may be empty), owned by caller. */
GArray *rt_scan_text (const char *text);
RtScanFinds rt_scan_kinds (const char *text);
/** A translated sentence that asks the writer to take it out; static. */
const char *rt_scan_advice (RtScanFinds finds);

G_END_DECLS
