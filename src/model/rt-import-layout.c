/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order files we know, by their headers. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-import-private.h"
#include "rt-text.h"

#define FIELD(field) (RT_TARGET_FIELD + RT_FIELD_##field)

static const RtHeader superstore[] = {
  { "order id", RT_TARGET_ORDER },
  { "order date", RT_TARGET_ORDERED_ON },
  { "ship date", RT_TARGET_SHIPPED_ON },
  { "customer id", RT_TARGET_CUSTOMER },
  { "customer name", FIELD (NAME) },
  { "country", FIELD (REGION_COUNTRY) },
  { "country/region", FIELD (REGION_COUNTRY) },
  { "city", FIELD (REGION_CITY) },
  { "state", FIELD (REGION_PROVINCE) },
  { "state/province", FIELD (REGION_PROVINCE) },
  { "postal code", FIELD (POSTCODE) },
  { "product id", RT_TARGET_PRODUCT_CODE },
  { "sub-category", RT_TARGET_KIND },
  { "product name", RT_TARGET_PRODUCT },
  { "sales", RT_TARGET_LINE_TOTAL },
  { "quantity", RT_TARGET_QUANTITY },
  { NULL, 0 },
};

/* As a shop's order export comes from Shopify. Where it is delivered counts before where the bill goes. */
static const RtHeader shopify[] = {
  { "name", RT_TARGET_ORDER },
  { "email", FIELD (EMAIL) },
  { "created at", RT_TARGET_ORDERED_ON },
  { "fulfilled at", RT_TARGET_SHIPPED_ON },
  { "cancelled at", RT_TARGET_CANCELLED },
  { "currency", RT_TARGET_CURRENCY },
  { "lineitem name", RT_TARGET_PRODUCT },
  { "lineitem sku", RT_TARGET_PRODUCT_CODE },
  { "lineitem quantity", RT_TARGET_QUANTITY },
  { "lineitem price", RT_TARGET_UNIT_PRICE },
  { "lineitem discount", RT_TARGET_DISCOUNT },
  { "shipping name", FIELD (NAME) },
  { "shipping phone", FIELD (PHONE) },
  { "shipping street", FIELD (STREET) },
  { "shipping city", FIELD (REGION_CITY) },
  { "shipping zip", FIELD (POSTCODE) },
  { "shipping province", FIELD (REGION_PROVINCE) },
  { "shipping country", FIELD (REGION_COUNTRY) },
  { "billing name", FIELD (NAME) },
  { "billing phone", FIELD (PHONE) },
  { "billing street", FIELD (STREET) },
  { "billing city", FIELD (REGION_CITY) },
  { "billing zip", FIELD (POSTCODE) },
  { "billing province", FIELD (REGION_PROVINCE) },
  { "billing country", FIELD (REGION_COUNTRY) },
  { "phone", FIELD (PHONE) },
  { NULL, 0 },
};

static const RtHeader rolltop[] = {
  { "order number", RT_TARGET_ORDER },
  { "date", RT_TARGET_ORDERED_ON },
  { "delivered", RT_TARGET_SHIPPED_ON },
  { "currency", RT_TARGET_CURRENCY },
  { "customer number", RT_TARGET_CUSTOMER },
  { "customer", FIELD (NAME) },
  { "phone", FIELD (PHONE) },
  { "second phone", FIELD (PHONE2) },
  { "e-mail", FIELD (EMAIL) },
  { "email", FIELD (EMAIL) },
  { "wechat", FIELD (WECHAT) },
  { "country", FIELD (REGION_COUNTRY) },
  { "province", FIELD (REGION_PROVINCE) },
  { "state", FIELD (REGION_PROVINCE) },
  { "city", FIELD (REGION_CITY) },
  { "district", FIELD (REGION_DISTRICT) },
  { "postcode", FIELD (POSTCODE) },
  { "street", FIELD (STREET) },
  { "building", FIELD (BUILDING) },
  { "unit", FIELD (UNIT) },
  { "product", RT_TARGET_PRODUCT },
  { "product code", RT_TARGET_PRODUCT_CODE },
  { "quantity", RT_TARGET_QUANTITY },
  { "unit price", RT_TARGET_UNIT_PRICE },
  { "total", RT_TARGET_LINE_TOTAL },
  { "订单号", RT_TARGET_ORDER },
  { "订单编号", RT_TARGET_ORDER },
  { "日期", RT_TARGET_ORDERED_ON },
  { "下单日期", RT_TARGET_ORDERED_ON },
  { "送货日期", RT_TARGET_SHIPPED_ON },
  { "币种", RT_TARGET_CURRENCY },
  { "客户编号", RT_TARGET_CUSTOMER },
  { "客户", FIELD (NAME) },
  { "姓名", FIELD (NAME) },
  { "电话", FIELD (PHONE) },
  { "手机", FIELD (PHONE) },
  { "备用电话", FIELD (PHONE2) },
  { "邮箱", FIELD (EMAIL) },
  { "微信", FIELD (WECHAT) },
  { "国家", FIELD (REGION_COUNTRY) },
  { "省份", FIELD (REGION_PROVINCE) },
  { "省", FIELD (REGION_PROVINCE) },
  { "城市", FIELD (REGION_CITY) },
  { "市", FIELD (REGION_CITY) },
  { "区县", FIELD (REGION_DISTRICT) },
  { "区", FIELD (REGION_DISTRICT) },
  { "邮编", FIELD (POSTCODE) },
  { "地址", FIELD (STREET) },
  { "街道", FIELD (STREET) },
  { "楼栋", FIELD (BUILDING) },
  { "单元", FIELD (UNIT) },
  { "商品", RT_TARGET_PRODUCT },
  { "产品", RT_TARGET_PRODUCT },
  { "商品编号", RT_TARGET_PRODUCT_CODE },
  { "数量", RT_TARGET_QUANTITY },
  { "单价", RT_TARGET_UNIT_PRICE },
  { "金额", RT_TARGET_LINE_TOTAL },
  { "总价", RT_TARGET_LINE_TOTAL },
  { NULL, 0 },
};

static const RtLayout layouts[] = {
  { "superstore", N_("Superstore"), superstore, RT_DATES_MONTH_FIRST },
  { "shopify", N_("Shopify orders"), shopify, RT_DATES_ISO },
  { "rolltop", N_("Rolltop"), rolltop, RT_DATES_TYPED },
};

static guint
target_of (const RtLayout *layout, const char *folded)
{
  for (const RtHeader *header = layout->headers; header->header != NULL; header++)
    if (strcmp (header->header, folded) == 0)
      return header->target;
  return RT_TARGET_NONE;
}

static guint
match (const RtLayout *layout, const GPtrArray *folded, guint *targets)
{
  gboolean has[RT_N_TARGETS] = { FALSE };
  guint known = 0;

  for (guint i = 0; i < folded->len; i++)
    {
      targets[i] = target_of (layout, g_ptr_array_index (folded, i));
      has[targets[i]] = TRUE;
      known += targets[i] != RT_TARGET_NONE;
    }
  if (!has[RT_TARGET_ORDER] || !has[RT_TARGET_PRODUCT] || !has[RT_TARGET_ORDERED_ON] ||
      (!has[RT_TARGET_LINE_TOTAL] && !has[RT_TARGET_UNIT_PRICE]))
    return 0;
  return known;
}

const RtLayout *
rt_layout_find (const GPtrArray *headers, guint *targets, guint *known)
{
  g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *found = g_new0 (guint, MAX (headers->len, 1));
  const RtLayout *best = NULL;

  *known = 0;
  for (guint i = 0; i < headers->len; i++)
    g_ptr_array_add (folded, rt_text_fold (g_ptr_array_index ((GPtrArray *) headers, i)));
  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      guint n = match (&layouts[i], folded, found);

      if (n <= *known)
        continue;
      *known = n;
      best = &layouts[i];
      memcpy (targets, found, headers->len * sizeof *targets);
    }
  return best;
}

const char *
rt_layout_source (guint i)
{
  return i < G_N_ELEMENTS (layouts) ? layouts[i].source : NULL;
}

const char *
rt_target_name (guint target)
{
  static const char *const names[] = {
    [RT_TARGET_ORDER] = N_("Order number"),
    [RT_TARGET_ORDERED_ON] = N_("Ordered on"),
    [RT_TARGET_SHIPPED_ON] = N_("Delivered on"),
    [RT_TARGET_CANCELLED] = N_("Cancelled"),
    [RT_TARGET_CUSTOMER] = N_("Customer number"),
    [RT_TARGET_CURRENCY] = N_("Currency"),
    [RT_TARGET_PRODUCT] = N_("Description"),
    [RT_TARGET_PRODUCT_CODE] = N_("Product code"),
    [RT_TARGET_KIND] = N_("Warranty"),
    [RT_TARGET_QUANTITY] = N_("Quantity"),
    [RT_TARGET_UNIT_PRICE] = N_("Unit price"),
    [RT_TARGET_LINE_TOTAL] = N_("Line total"),
    [RT_TARGET_DISCOUNT] = N_("Discount"),
  };

  if (target >= RT_TARGET_FIELD && target < RT_N_TARGETS)
    return _ (rt_field_info ((RtFieldId) (target - RT_TARGET_FIELD))->label);
  return target != RT_TARGET_NONE && target < G_N_ELEMENTS (names) ? _ (names[target]) : NULL;
}

const char *
rt_target_id (guint target)
{
  static const char *const ids[] = {
    [RT_TARGET_ORDER] = "order",
    [RT_TARGET_ORDERED_ON] = "ordered_on",
    [RT_TARGET_SHIPPED_ON] = "delivered_on",
    [RT_TARGET_CANCELLED] = "cancelled",
    [RT_TARGET_CUSTOMER] = "customer",
    [RT_TARGET_CURRENCY] = "currency",
    [RT_TARGET_PRODUCT] = "description",
    [RT_TARGET_PRODUCT_CODE] = "product_code",
    [RT_TARGET_KIND] = "warranty",
    [RT_TARGET_QUANTITY] = "quantity",
    [RT_TARGET_UNIT_PRICE] = "unit_price",
    [RT_TARGET_LINE_TOTAL] = "line_total",
    [RT_TARGET_DISCOUNT] = "discount",
  };

  if (target >= RT_TARGET_FIELD && target < RT_N_TARGETS)
    return rt_field_info ((RtFieldId) (target - RT_TARGET_FIELD))->name;
  return target < G_N_ELEMENTS (ids) ? ids[target] : NULL;
}
