/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry of personal fields (product.md §2): forms, masks, notices, reports and erasure are all driven from here.
 */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-field.h"

#define NAME_BYTES    200
#define PHONE_BYTES   32
#define EMAIL_BYTES   254
#define WECHAT_BYTES  64
#define ADDRESS_BYTES 300
#define TEXT_BYTES    8000
#define AMOUNT_BYTES  64

#define KEEP_ORDERS   "keep-orders"
#define KEEP_ACCESS   "keep-access"
#define KEEP_MONEY    "keep-money"

static const char why_region[] = N_("So that we can plan the delivery and the visits in your area.");

static const RtFieldInfo registry[RT_N_FIELDS] = {
  { RT_FIELD_NAME, "name", N_("Name"), N_("So that we know whom the order belongs to and whom to ask for."),
    RT_CLASS_CONTACT, RT_FIELD_KIND_NAME, RT_PURPOSE_ORDER, TRUE, FALSE, FALSE, NAME_BYTES, KEEP_ORDERS },
  { RT_FIELD_PHONE, "phone", N_("Phone"),
    N_("So that we can agree the delivery time with you and reach you on the day."), RT_CLASS_CONTACT,
    RT_FIELD_KIND_PHONE, RT_PURPOSE_DELIVERY, TRUE, FALSE, FALSE, PHONE_BYTES, KEEP_ORDERS },
  { RT_FIELD_PHONE2, "phone2", N_("Second phone"),
    N_("So that we can reach somebody when your first number does not answer on the day; you can leave it out."),
    RT_CLASS_CONTACT, RT_FIELD_KIND_PHONE, RT_PURPOSE_DELIVERY, FALSE, FALSE, FALSE, PHONE_BYTES, KEEP_ORDERS },
  { RT_FIELD_EMAIL, "email", N_("E-mail"),
    N_("So that we can send you the order and its papers; you can leave it out."), RT_CLASS_CONTACT,
    RT_FIELD_KIND_EMAIL, RT_PURPOSE_ORDER, FALSE, FALSE, FALSE, EMAIL_BYTES, KEEP_ORDERS },
  { RT_FIELD_WECHAT, "wechat", N_("WeChat"),
    N_("So that you can reach us and we can reach you there, if you prefer it; you can leave it out."),
    RT_CLASS_CONTACT, RT_FIELD_KIND_TEXT, RT_PURPOSE_AFTER_SALES, FALSE, FALSE, FALSE, WECHAT_BYTES, KEEP_ORDERS },
  { RT_FIELD_REGION_COUNTRY, "country", N_("Country"), why_region, RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT,
    RT_PURPOSE_DELIVERY, FALSE, FALSE, TRUE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_REGION_PROVINCE, "province", N_("Province or state"), why_region, RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT,
    RT_PURPOSE_DELIVERY, FALSE, FALSE, TRUE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_REGION_CITY, "city", N_("City"), why_region, RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT, RT_PURPOSE_DELIVERY,
    TRUE, FALSE, TRUE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_REGION_DISTRICT, "district", N_("District"), why_region, RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT,
    RT_PURPOSE_DELIVERY, FALSE, FALSE, TRUE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_POSTCODE, "postcode", N_("Postcode"), why_region, RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT,
    RT_PURPOSE_DELIVERY, FALSE, FALSE, FALSE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_STREET, "street", N_("Street and number"),
    N_("So that we can bring the furniture to your door and come when something has to be repaired."),
    RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT, RT_PURPOSE_DELIVERY, TRUE, FALSE, FALSE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_BUILDING, "building", N_("Building"),
    N_("So that the driver finds the right building without asking around."), RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT,
    RT_PURPOSE_DELIVERY, FALSE, FALSE, FALSE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_UNIT, "unit", N_("Unit and door"), N_("So that the driver rings at your door and not at a neighbour's."),
    RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT, RT_PURPOSE_DELIVERY, FALSE, FALSE, FALSE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_FLOOR, "floor", N_("Floor"), N_("So that we send enough people to carry the furniture up."),
    RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT, RT_PURPOSE_DELIVERY, FALSE, FALSE, FALSE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_LIFT, "lift", N_("Lift"), N_("So that we know whether the pieces fit in a lift or have to be carried."),
    RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT, RT_PURPOSE_DELIVERY, FALSE, FALSE, FALSE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_PARKING, "parking", N_("Parking"),
    N_("So that the van can stop close by and unload without blocking anyone."), RT_CLASS_ADDRESS, RT_FIELD_KIND_TEXT,
    RT_PURPOSE_DELIVERY, FALSE, FALSE, FALSE, ADDRESS_BYTES, KEEP_ORDERS },
  { RT_FIELD_DOOR_CODE, "door_code", N_("Door or gate code"),
    N_("So that the people of the booked visit can get in; it is erased when the visit is done."), RT_CLASS_ACCESS,
    RT_FIELD_KIND_TEXT, RT_PURPOSE_VISIT, FALSE, FALSE, FALSE, ADDRESS_BYTES, KEEP_ACCESS },
  { RT_FIELD_KEY_PLACE, "key_place", N_("Where the key is"),
    N_("So that the people of the booked visit can get in while you are away; it is erased when the visit is done."),
    RT_CLASS_ACCESS, RT_FIELD_KIND_TEXT, RT_PURPOSE_VISIT, FALSE, FALSE, FALSE, ADDRESS_BYTES, KEEP_ACCESS },
  { RT_FIELD_STYLE, "style", N_("Style preferences"),
    N_("So that we can suggest furniture you will like; only if you agree to it."), RT_CLASS_HOME,
    RT_FIELD_KIND_MULTILINE, RT_PURPOSE_DESIGN, FALSE, TRUE, FALSE, TEXT_BYTES, KEEP_ORDERS },
  { RT_FIELD_HOUSEHOLD, "household", N_("Household needs"),
    N_("So that the furniture suits everyone who will use it; only if you agree to it."), RT_CLASS_HOME,
    RT_FIELD_KIND_MULTILINE, RT_PURPOSE_DESIGN, FALSE, TRUE, FALSE, TEXT_BYTES, KEEP_ORDERS },
  { RT_FIELD_MEASURES, "measures", N_("Room measures"),
    N_("So that what we make fits into your rooms; only if you agree to it."), RT_CLASS_HOME, RT_FIELD_KIND_MULTILINE,
    RT_PURPOSE_DESIGN, FALSE, TRUE, FALSE, TEXT_BYTES, KEEP_ORDERS },
  { RT_FIELD_DESIGN_NOTE, "design_note", N_("Design notes"),
    N_("So that we can draw and change a design for your home with you; only if you agree to it."), RT_CLASS_HOME,
    RT_FIELD_KIND_MULTILINE, RT_PURPOSE_DESIGN, FALSE, TRUE, FALSE, TEXT_BYTES, KEEP_ORDERS },
  { RT_FIELD_TICKET_TEXT, "ticket_text", N_("What is wrong"),
    N_("So that we understand what is wrong and bring the right parts and people."), RT_CLASS_SERVICE,
    RT_FIELD_KIND_MULTILINE, RT_PURPOSE_AFTER_SALES, TRUE, FALSE, FALSE, TEXT_BYTES, KEEP_ORDERS },
  { RT_FIELD_RESOLUTION, "resolution", N_("How it was resolved"),
    N_("So that you and we can see later what was done under the warranty."), RT_CLASS_SERVICE,
    RT_FIELD_KIND_MULTILINE, RT_PURPOSE_AFTER_SALES, FALSE, FALSE, FALSE, TEXT_BYTES, KEEP_ORDERS },
  { RT_FIELD_DIARY_TEXT, "diary_text", N_("Diary entry"),
    N_("So that whoever helps you next knows what was agreed and done, and you need not explain it again."),
    RT_CLASS_SERVICE, RT_FIELD_KIND_MULTILINE, RT_PURPOSE_AFTER_SALES, FALSE, FALSE, FALSE, TEXT_BYTES, KEEP_ORDERS },
  { RT_FIELD_PRICES, "prices", N_("Prices"), N_("So that order and invoice state what was agreed."), RT_CLASS_MONEY,
    RT_FIELD_KIND_MONEY, RT_PURPOSE_ACCOUNTS, TRUE, FALSE, FALSE, AMOUNT_BYTES, KEEP_MONEY },
  { RT_FIELD_PAYMENTS, "payments", N_("Deposits and payments"),
    N_("So that you and we can show what has been paid and what is left to pay."), RT_CLASS_MONEY, RT_FIELD_KIND_MONEY,
    RT_PURPOSE_ACCOUNTS, FALSE, FALSE, FALSE, AMOUNT_BYTES, KEEP_MONEY },
};

static const struct
{
  const char *id;
  const char *name;
} class_table[RT_N_CLASSES] = {
  [RT_CLASS_CONTACT] = { "contact", NC_("class", "Contact") },
  [RT_CLASS_ADDRESS] = { "address", NC_("class", "Address") },
  [RT_CLASS_ACCESS] = { "access", NC_("class", "Access to the home") },
  [RT_CLASS_HOME] = { "home", NC_("class", "Home and design") },
  [RT_CLASS_SERVICE] = { "service", NC_("class", "Service") },
  [RT_CLASS_MONEY] = { "money", NC_("class", "Money") },
};

static const struct
{
  const char *id;
  const char *name;
} purpose_table[RT_N_PURPOSES] = {
  [RT_PURPOSE_ORDER] = { "order", N_("Carrying out your order") },
  [RT_PURPOSE_DELIVERY] = { "delivery", N_("Delivering to you") },
  [RT_PURPOSE_AFTER_SALES] = { "after-sales", N_("Helping you after the sale") },
  [RT_PURPOSE_VISIT] = { "visit", N_("Visiting you at a booked time") },
  [RT_PURPOSE_DESIGN] = { "design", N_("Advice and design for your home") },
  [RT_PURPOSE_ACCOUNTS] = { "accounts", N_("Invoices and accounts") },
};

const char *
rt_class_id (RtClass klass)
{
  return (guint) klass < RT_N_CLASSES ? class_table[klass].id : NULL;
}

const char *
rt_class_name (RtClass klass)
{
  return (guint) klass < RT_N_CLASSES ? g_dpgettext2 (NULL, "class", class_table[klass].name) : NULL;
}

gboolean
rt_class_from_id (const char *id, RtClass *klass)
{
  for (guint i = 0; id != NULL && i < RT_N_CLASSES; i++)
    if (strcmp (class_table[i].id, id) == 0)
      {
        *klass = (RtClass) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
rt_class_is_sealed (RtClass klass)
{
  return (guint) klass < RT_N_CLASSES && klass != RT_CLASS_MONEY;
}

const char *
rt_purpose_id (RtPurpose purpose)
{
  return (guint) purpose < RT_N_PURPOSES ? purpose_table[purpose].id : NULL;
}

const char *
rt_purpose_name (RtPurpose purpose)
{
  return (guint) purpose < RT_N_PURPOSES ? purpose_table[purpose].name : NULL;
}

const RtFieldInfo *
rt_field_info (RtFieldId id)
{
  return (guint) id < RT_N_FIELDS ? &registry[id] : NULL;
}

gboolean
rt_field_from_name (const char *name, RtFieldId *id)
{
  for (guint i = 0; name != NULL && i < RT_N_FIELDS; i++)
    if (strcmp (registry[i].name, name) == 0)
      {
        *id = (RtFieldId) i;
        return TRUE;
      }
  return FALSE;
}
