/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Classes of personal data, product.md §2. Stored: never renumber. */
typedef enum
{
  RT_CLASS_CONTACT,
  RT_CLASS_ADDRESS,
  RT_CLASS_ACCESS,
  RT_CLASS_HOME,
  RT_CLASS_SERVICE,
  RT_CLASS_MONEY,
} RtClass;
#define RT_N_CLASSES 6

/* Everything here is pure: any thread. Strings that char * functions return are new; const char * ones are static. */

/** rt_class_id: "contact": stable. NULL for no such class. */
const char *rt_class_id (RtClass klass);
/** rt_class_name: translated. NULL for no such class. */
const char *rt_class_name (RtClass klass);
/** rt_class_from_id: FALSE, leaving @klass alone, when @id is NULL or no class's. */
gboolean rt_class_from_id (const char *id, RtClass *klass);
/** rt_class_is_sealed: all but money, which the gate alone guards so that totals can be summed and sorted. */
gboolean rt_class_is_sealed (RtClass klass);

/** Every personal field there is. A field that is not here cannot be stored. The order is the order of forms and
 * papers. */
typedef enum
{
  /* contact, on the customer */
  RT_FIELD_NAME,
  RT_FIELD_PHONE,
  RT_FIELD_PHONE2,
  RT_FIELD_EMAIL,
  RT_FIELD_WECHAT,
  /* address, on the address; the region (country, province, city, district) is its masked form and is stored
     readable */
  RT_FIELD_REGION_COUNTRY,
  RT_FIELD_REGION_PROVINCE,
  RT_FIELD_REGION_CITY,
  RT_FIELD_REGION_DISTRICT,
  RT_FIELD_POSTCODE,
  RT_FIELD_STREET,
  RT_FIELD_BUILDING,
  RT_FIELD_UNIT,
  RT_FIELD_FLOOR,
  RT_FIELD_LIFT,
  RT_FIELD_PARKING,
  /* access, on the ticket with a booked visit; erased when the visit is done */
  RT_FIELD_DOOR_CODE,
  RT_FIELD_KEY_PLACE,
  /* home, on the order, only under consent */
  RT_FIELD_STYLE,
  RT_FIELD_HOUSEHOLD,
  RT_FIELD_MEASURES,
  RT_FIELD_DESIGN_NOTE,
  /* service: ticket text, resolution; diary entry text */
  RT_FIELD_TICKET_TEXT,
  RT_FIELD_RESOLUTION,
  RT_FIELD_DIARY_TEXT,
  /* money, on the order */
  RT_FIELD_PRICES,
  RT_FIELD_PAYMENTS,
  RT_N_FIELDS
} RtFieldId;

typedef enum
{
  RT_FIELD_KIND_TEXT,
  RT_FIELD_KIND_MULTILINE,
  RT_FIELD_KIND_NAME,
  RT_FIELD_KIND_PHONE,
  RT_FIELD_KIND_EMAIL,
  RT_FIELD_KIND_MONEY,
} RtFieldKind;

typedef enum
{
  RT_PURPOSE_ORDER, /* carry out the order */
  RT_PURPOSE_DELIVERY,
  RT_PURPOSE_AFTER_SALES,
  RT_PURPOSE_VISIT,
  RT_PURPOSE_DESIGN, /* optional: under consent */
  RT_PURPOSE_ACCOUNTS,
  RT_N_PURPOSES
} RtPurpose;
/** rt_purpose_id: "after-sales": stable. NULL for no such purpose. */
const char *rt_purpose_id (RtPurpose purpose);
/** rt_purpose_name: a msgid, spoken to the customer ("Delivering to you"): translate with _() or rt_lang_gettext().
 * NULL for no such. */
const char *rt_purpose_name (RtPurpose purpose);

typedef struct
{
  RtFieldId id;
  const char *name;  /* stable: "phone"; JSON key and error field */
  const char *label; /* msgid */
  const char *why;   /* msgid: one sentence for the customer, product.md §2 */
  RtClass klass;
  RtFieldKind kind;
  RtPurpose purpose;
  gboolean needed; /* an order (ticket) cannot be completed without it; the form says so: imported orders may lack it */
  gboolean by_consent; /* only under its own consent */
  gboolean region;     /* part of the masked form of the address: stored readable, shown when the class is masked */
  guint max_bytes;
  const char *retention; /* setting id: "keep-orders", "keep-access", "keep-money" */
} RtFieldInfo;

/** rt_field_info: the registry, static. NULL for no such field. */
const RtFieldInfo *rt_field_info (RtFieldId id);
/** rt_field_from_name: FALSE, leaving @id alone, when @name is NULL or no field's. */
gboolean rt_field_from_name (const char *name, RtFieldId *id);

/** rt_field_check: cleans and validates a typed value (NULL or blank → *out NULL). FALSE with RT_ERROR_INVALID naming
 * the field. An identity-card or bank-card number in a text is refused with the sentence of rt_scan_advice()
 * (product.md §2: never collected). Also FALSE with RT_ERROR_TOO_LARGE. @region: "CN", "US" for phone numbers; NULL for
 * none. @out: a new string, personal: wipe it with rt_wipe_string(). Money fields are amounts on lines and payments,
 * not text, and are refused here. */
gboolean rt_field_check (RtFieldId id, const char *typed, const char *region, char **out, GError **error);

/**
 * rt_field_mask: the masked form of product.md §2, which tells nothing of the value's length.
 * Names: "张**" (Han, also of two-character surnames), "J*** S***" (Latin, each of the first three words), else the
 * first character and ***. Phones: "138****8931": the first 3 and last 4 of 11 or more national digits and of North
 * American numbers; of others with 8 digits or more the last 4, of shorter ones the last 2. E-mail "j***@example.org".
 * WeChat "w***". Region fields: the value itself; the rest of the address: NULL, as the region is what stays of it.
 * Service and home: "" (something is there): "text on file" and "on file" are said by the window. Access and money:
 * NULL, nothing is shown. New string; NULL when @value is NULL or "".
 */
char *rt_field_mask (RtFieldId id, const char *value);

G_END_DECLS
