/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records for the tests of the papers, built by hand as the model would build them. */
#include "config.h"

#include "rt-sample.h"

#include "rt-lang.h"
#include "rt-notice-private.h"
#include "rt-order-private.h"
#include "rt-ticket-private.h"

static const char *const values[RT_N_FIELDS][2] = {
  [RT_FIELD_NAME] = { "Jane Sample", "张晓明" },
  [RT_FIELD_PHONE] = { "+15555550123", "+8613800001234" },
  [RT_FIELD_PHONE2] = { "+15555550199", "+8613800005678" },
  [RT_FIELD_EMAIL] = { "jane@example.org", "zhang@example.com" },
  [RT_FIELD_WECHAT] = { "jsample77", "zxm_home88" },
  [RT_FIELD_REGION_COUNTRY] = { "United States", "中国" },
  [RT_FIELD_REGION_PROVINCE] = { "Oregon", "浙江省" },
  [RT_FIELD_REGION_CITY] = { "Springfield", "杭州市" },
  [RT_FIELD_REGION_DISTRICT] = { "Northside", "西湖区" },
  [RT_FIELD_POSTCODE] = { "97477", "310012" },
  [RT_FIELD_STREET] = { "742 Evergreen Lane", "文三路478号" },
  [RT_FIELD_BUILDING] = { "Building C", "华星花园3幢" },
  [RT_FIELD_UNIT] = { "Apt 12", "2单元1501室" },
  [RT_FIELD_FLOOR] = { "4th floor", "十五楼" },
  [RT_FIELD_LIFT] = { "Yes, 1.1 m wide", "有货梯，门宽一米一" },
  [RT_FIELD_PARKING] = { "Loading bay at the back", "北门可临时停车" },
  [RT_FIELD_DOOR_CODE] = { "Gate 4471#", "门禁4471#" },
  [RT_FIELD_KEY_PLACE] = { "With the caretaker", "钥匙在物业前台" },
  [RT_FIELD_STYLE] = { "Plain oak, no gloss", "原木风，不要亮光漆" },
  [RT_FIELD_HOUSEHOLD] = { "Table must seat eight", "餐桌要坐八个人" },
  [RT_FIELD_MEASURES] = { "Dining room 4.10 × 3.60 m", "餐厅长4.1米宽3.6米" },
  [RT_FIELD_DESIGN_NOTE] = { "Round the corners by the door", "靠门一侧倒圆角" },
  [RT_FIELD_TICKET_TEXT] = { "The left drawer sticks and the front has a crack of about 3 cm.",
                             "左侧抽屉推拉不顺，面板有一条约三厘米的裂纹。" },
  [RT_FIELD_RESOLUTION] = { "Runner replaced, front sanded", "已更换滑轨，面板打磨修补" },
  [RT_FIELD_DIARY_TEXT] = { "Asked for photos of the runner", "请顾客补拍滑轨照片" },
  [RT_FIELD_PRICES] = { NULL, NULL },
  [RT_FIELD_PAYMENTS] = { NULL, NULL },
};

static guint
index_of (const char *lang)
{
  return rt_lang_is_chinese (lang) ? 1 : 0;
}

RtStoreInfo *
rt_sample_store (const char *lang)
{
  if (index_of (lang) == 1)
    return rt_store_info_new ("0f0e", "好木家居（示例路店）", "宁波市海曙区示例路1号\n0574-5550 0100",
                              "个人信息保护负责人，privacy@example.com，0574-5550 0101", "CNY", "CN", "zh_CN");
  return rt_store_info_new ("0f0e", "Good Wood Furniture", "1 Example Street, Rivertown, OH 44101\n(555) 555-0100",
                            "Privacy officer, privacy@example.com, (555) 555-0101", "USD", "US", "en");
}

const char *
rt_sample_value (RtFieldId field, const char *lang)
{
  return values[field][index_of (lang)];
}

RtShown *
rt_sample_shown (const RtShow show[RT_N_FIELDS], const char *lang)
{
  RtShownBuilder *builder = rt_shown_builder_new ();

  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    {
      const char *value = rt_sample_value (field, lang);
      g_autofree char *mask = value != NULL ? rt_field_mask (field, value) : NULL;

      rt_shown_builder_set (builder, field, show[field], show[field] == RT_SHOW_MASKED ? mask : value);
    }
  return rt_shown_builder_end (builder);
}

RtShown *
rt_sample_shown_all (RtShow show, const char *lang)
{
  RtShow all[RT_N_FIELDS];

  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    all[field] = show;
  return rt_sample_shown (all, lang);
}

RtShown *
rt_sample_shown_for (RtRole role, RtRoles own_for, const char *lang)
{
  RtViewer viewer = { .roles = RT_ROLES_OF (role) };
  RtShow all[RT_N_FIELDS];
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    all[field] = rt_policy_show (&matrix, &viewer, rt_field_info (field)->klass, own_for);
  return rt_sample_shown (all, lang);
}

/* --- Orders --- */

static RtOrderLine *
new_line (guint index, gboolean money, const char *lang)
{
  static const struct
  {
    const char *name[2];
    const char *note[2];
    RtWarranty warranty;
    RtMinor price;
  } articles[] = {
    { { "Oak dining table, 180 × 90 cm", "橡木餐桌 180 × 90 厘米" },
      { "200 cm long, rounded corners, oiled", "加长至200厘米，圆角，木蜡油" },
      RT_WARRANTY_HARDWOOD,
      124000 },
    { { "Dining chair “Linden”, grey cushion", "“菩提”餐椅，灰色坐垫" }, { "", "" }, RT_WARRANTY_UPHOLSTERY, 18950 },
    { { "Wall mirror, round, 80 cm", "圆形壁镜 80 厘米" }, { "", "" }, RT_WARRANTY_GLASS, 9900 },
    { { "Felt pads", "毛毡脚垫" }, { "", "" }, RT_WARRANTY_NONE, 450 },
  };
  guint n = index % G_N_ELEMENTS (articles);
  guint l = index_of (lang);
  RtOrderLine *line = g_new0 (RtOrderLine, 1);

  line->position = index;
  line->description = g_strdup (articles[n].name[l]);
  line->quantity = n == 1 ? 6 : n + 1;
  line->unit_price = money ? articles[n].price : RT_MINOR_NONE;
  line->line_total = money ? articles[n].price * line->quantity : RT_MINOR_NONE;
  line->custom_made = n == 0;
  line->custom_note = g_strdup (articles[n].note[l]);
  line->warranty = articles[n].warranty;
  line->warranty_months = rt_warranty_months (line->warranty);
  line->warranty_until = RT_DAY_NONE;
  return line;
}

static void
add_lines (RtOrder *order, guint n_lines, const char *lang)
{
  order->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_order_line_free);
  order->total = order->money ? 0 : RT_MINOR_NONE;
  for (guint i = 0; i < n_lines; i++)
    {
      RtOrderLine *line = new_line (i, order->money, lang);

      g_ptr_array_add (order->lines, line);
      order->pieces += (guint) line->quantity;
      if (order->money)
        order->total += line->line_total;
    }
}

static void
add_payments (RtOrder *order)
{
  RtPayment *payment = g_new0 (RtPayment, 1);

  payment->kind = g_strdup ("deposit");
  payment->method = g_strdup ("card");
  payment->amount = 50000;
  payment->paid_on = rt_day_new (2026, 11, 23);
  order->payments = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_payment_free);
  g_ptr_array_add (order->payments, payment);
  order->paid = payment->amount;
}

static void
add_acknowledgement (RtOrder *order, const char *lang)
{
  RtAcknowledgement *ack = g_new0 (RtAcknowledgement, 1);

  ack->version = 3;
  ack->language = g_strdup (lang);
  ack->channel = g_strdup ("counter");
  ack->taken_by_name = g_strdup (index_of (lang) == 1 ? "王芳" : "Wang Fang");
  ack->at = 1795399200;
  order->acknowledgements = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_acknowledgement_free);
  g_ptr_array_add (order->acknowledgements, ack);
}

RtOrder *
rt_sample_order (RtShown *shown, gboolean money, guint n_lines, const char *lang)
{
  RtOrder *order = rt_order_new ();

  order->number = 10482;
  order->customer_number = 1042;
  order->state = RT_ORDER_AWAITING_DELIVERY;
  order->ordered_on = rt_day_new (2026, 11, 23);
  order->deliver_from = rt_day_new (2026, 12, 7);
  order->deliver_to = rt_day_new (2026, 12, 9);
  order->deliver_time = g_strdup ("morning");
  order->taken_by_name = g_strdup (index_of (lang) == 1 ? "王芳" : "Wang Fang");
  g_strlcpy (order->currency, index_of (lang) == 1 ? "CNY" : "USD", sizeof order->currency);
  order->money = money;
  order->shown = shown;
  add_lines (order, n_lines, lang);
  if (money)
    add_payments (order);
  add_acknowledgement (order, lang);
  return order;
}

/* --- Tickets --- */

static RtDiaryEntry *
new_entry (guint index, const RtShown *shown, const char *lang)
{
  RtDiaryEntry *entry = rt_diary_entry_new ();
  RtShow show = rt_shown_get_show (shown, RT_FIELD_DIARY_TEXT);
  RtShownBuilder *builder = rt_shown_builder_new ();
  g_autofree char *note = g_strdup_printf ("%s (%u)", rt_sample_value (RT_FIELD_DIARY_TEXT, lang), index);
  g_autofree char *mask = rt_field_mask (RT_FIELD_DIARY_TEXT, note);

  entry->at = 1795399200 + index * 3600;
  entry->by_name = g_strdup (index_of (lang) == 1 ? "林梅" : "Lin Mei");
  entry->kind = g_strdup (index == 0 ? "state" : index == 1 ? "priority" : "note");
  entry->from_word = g_strdup (index == 1 ? "normal" : NULL);
  entry->to_word = g_strdup (index == 0 ? "new" : index == 1 ? "high" : NULL);
  if (index >= 2)
    rt_shown_builder_set (builder, RT_FIELD_DIARY_TEXT, show, show == RT_SHOW_MASKED ? mask : note);
  entry->shown = rt_shown_builder_end (builder);
  return entry;
}

RtTicket *
rt_sample_ticket (RtShown *shown, guint n_entries, const char *lang)
{
  RtTicket *ticket = rt_ticket_new ();

  ticket->number = 2071;
  ticket->order_number = 10482;
  ticket->line_description = g_strdup (index_of (lang) == 1 ? "橡木餐边柜" : "Oak sideboard");
  ticket->type = RT_TICKET_REPAIR;
  ticket->priority = RT_PRIORITY_HIGH;
  ticket->state = RT_TICKET_IN_PROGRESS;
  ticket->assigned_name = g_strdup (index_of (lang) == 1 ? "林梅" : "Lin Mei");
  ticket->opened_by_name = g_strdup (index_of (lang) == 1 ? "王芳" : "Wang Fang");
  ticket->opened_at = 1795399200;
  ticket->warranty_until = rt_day_new (2027, 6, 30);
  ticket->in_warranty = TRUE;
  ticket->visit_on = rt_day_new (2026, 11, 26);
  ticket->visit_time = g_strdup ("afternoon");
  ticket->shown = shown;
  ticket->diary = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_diary_entry_free);
  for (guint i = 0; i < n_entries; i++)
    g_ptr_array_add (ticket->diary, new_entry (i, shown, lang));
  return ticket;
}

RtNotice *
rt_sample_notice (const RtStoreInfo *store)
{
  RtNotice *notice;
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  notice = rt_notice_new_builtin (store, &matrix);
  notice->version = 3;
  notice->published = TRUE;
  notice->published_at = 1793500000;
  return notice;
}

char *
rt_sample_text (RtPaperDoc *doc, guint *n_pages)
{
  RtPaperSetup a4 = rt_paper_setup_a4 ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RtPaperLayout) layout = rt_paper_layout_new (doc, &a4, NULL, &error);
  GString *all = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (rt_paper_layout_count_missing_glyphs (layout), ==, 0);
  for (guint i = 0; i < rt_paper_layout_get_n_pages (layout); i++)
    {
      g_autofree char *page = rt_paper_layout_dup_page_text (layout, i);

      g_string_append (all, page);
    }
  if (n_pages != NULL)
    *n_pages = rt_paper_layout_get_n_pages (layout);
  return g_string_free (all, FALSE);
}
