/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What example stores are made of: invented people and streets, reserved telephone numbers, example domains. */
#include "config.h"

#include "rt-demo-words.h"

const RtDemoProduct RT_DEMO_PRODUCTS[] = {
  { "SOFA-3", "Three-seat sofa, linen", "亚麻三人沙发", 4280, RT_WARRANTY_UPHOLSTERY },
  { "SOFA-2", "Two-seat sofa, leather", "真皮双人沙发", 5160, RT_WARRANTY_UPHOLSTERY },
  { "ARM-1", "Armchair with footstool", "单人扶手椅配脚踏", 1690, RT_WARRANTY_UPHOLSTERY },
  { "WARD-4", "Four-door oak wardrobe", "四门橡木衣柜", 6900, RT_WARRANTY_HARDWOOD },
  { "WARD-2", "Two-door wardrobe, white", "白色双门衣柜", 2380, RT_WARRANTY_CASE },
  { "BED-180", "Bed frame 180 × 200, walnut", "胡桃木床架 180 × 200", 5480, RT_WARRANTY_HARDWOOD },
  { "BED-150", "Bed frame 150 × 200", "板式床架 150 × 200", 2260, RT_WARRANTY_CASE },
  { "TAB-6", "Dining table for six, solid elm", "实木榆木六人餐桌", 3980, RT_WARRANTY_HARDWOOD },
  { "CHAIR-D", "Dining chair", "餐椅", 420, RT_WARRANTY_CASE },
  { "GLASS-T", "Coffee table, glass top", "玻璃面茶几", 1180, RT_WARRANTY_GLASS },
  { "MIRROR-1", "Full-length mirror", "全身镜", 560, RT_WARRANTY_GLASS },
  { "SHELF-5", "Bookcase, five shelves", "五层书架", 1320, RT_WARRANTY_CASE },
  { "DESK-R", "Roll-top desk, cherry", "樱桃木卷盖书桌", 7450, RT_WARRANTY_HARDWOOD },
  { "KITCH-M", "Kitchen unit, by the metre", "定制橱柜（每米）", 2150, RT_WARRANTY_CASE },
};
const guint RT_DEMO_N_PRODUCTS = G_N_ELEMENTS (RT_DEMO_PRODUCTS);

static const char *const given_en[] = { "Alice", "Brian", "Carol", "David", "Erin", "Frank", "Grace", "Henry", "Irene", "James", "Karen", "Liam", "Maria", "Noah", "Olivia", "Peter" };
static const char *const family_en[] = { "Example", "Sample", "Testwell", "Mockford", "Specimen", "Placeholt", "Fictley", "Draftman", "Modelson", "Patternby" };
static const char *const family_zh[] = { "张", "王", "李", "赵", "陈", "杨", "黄", "周", "吴", "徐", "孙", "马", "欧阳" };
static const char *const given_zh[] = { "伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超" };
static const char *const streets_en[] = { "Sample Street", "Example Avenue", "Specimen Road", "Placeholder Lane", "Fiction Square" };
static const char *const streets_zh[] = { "示例路", "样板街", "模拟大道", "虚构巷", "范例路" };
static const char *const cities_en[] = { "Sampletown", "Exampleton", "Mockville" };
static const struct
{
  const char *province, *city, *district;
} cities_zh[] = { { "浙江省", "杭州市", "西湖区" }, { "江苏省", "南京市", "玄武区" }, { "广东省", "广州市", "天河区" } };
static const char *const complaints_en[] = {
  "The left drawer does not close; the runner is bent.",
  "A seam on the middle cushion has opened after two weeks.",
  "One shelf is missing from the box.",
  "The glass top has a scratch about a hand long.",
  "The door rubs against the frame since the delivery.",
};
static const char *const complaints_zh[] = {
  "左侧抽屉关不上，滑轨变形。", "中间坐垫缝线两周后开线。", "包装内缺一块层板。", "玻璃台面有一道约一掌长的划痕。", "送货后柜门与门框摩擦。",
};

#define PICK(rand, words) (words[g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (words))])

static void
fill_chinese (GRand *rand, guint serial, char **values)
{
  gint32 place = g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (cities_zh));

  values[RT_FIELD_NAME] = g_strconcat (PICK (rand, family_zh), PICK (rand, given_zh), NULL);
  values[RT_FIELD_PHONE] = g_strdup_printf ("1380000%04u", serial % 10000);
  values[RT_FIELD_REGION_PROVINCE] = g_strdup (cities_zh[place].province);
  values[RT_FIELD_REGION_CITY] = g_strdup (cities_zh[place].city);
  values[RT_FIELD_REGION_DISTRICT] = g_strdup (cities_zh[place].district);
  values[RT_FIELD_STREET] = g_strdup_printf ("%s%d号", PICK (rand, streets_zh), g_rand_int_range (rand, 1, 400));
  values[RT_FIELD_BUILDING] = g_strdup_printf ("%d幢", g_rand_int_range (rand, 1, 30));
  values[RT_FIELD_UNIT] = g_strdup_printf ("%d室", g_rand_int_range (rand, 101, 2604));
  values[RT_FIELD_WECHAT] = g_rand_boolean (rand) ? g_strdup_printf ("example_%u", serial) : NULL;
}

static void
fill_english (GRand *rand, guint serial, char **values)
{
  const char *given = PICK (rand, given_en);
  const char *family = PICK (rand, family_en);
  g_autofree char *local = g_ascii_strdown (given, -1);

  values[RT_FIELD_NAME] = g_strdup_printf ("%s %s", given, family);
  values[RT_FIELD_PHONE] = g_strdup_printf ("(%03u) 555-01%02u", 200 + serial / 100 % 700, serial % 100);
  values[RT_FIELD_EMAIL] = g_rand_boolean (rand) ? g_strdup_printf ("%s.%u@example.com", local, serial) : NULL;
  values[RT_FIELD_REGION_CITY] = g_strdup (PICK (rand, cities_en));
  values[RT_FIELD_STREET] = g_strdup_printf ("%d %s", g_rand_int_range (rand, 1, 400), PICK (rand, streets_en));
  values[RT_FIELD_UNIT] = g_rand_boolean (rand) ? g_strdup_printf ("Apt %d", g_rand_int_range (rand, 1, 40)) : NULL;
  values[RT_FIELD_FLOOR] = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 6));
}

void
rt_demo_fill_person (GRand *rand, guint serial, gboolean chinese, char **values)
{
  if (chinese)
    fill_chinese (rand, serial, values);
  else
    fill_english (rand, serial, values);
}

const char *
rt_demo_complaint (GRand *rand, gboolean chinese)
{
  return chinese ? PICK (rand, complaints_zh) : PICK (rand, complaints_en);
}
