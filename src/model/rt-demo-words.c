/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of example stores. Nobody here exists; the telephone numbers are those reserved for examples. */
#include "config.h"

#include "rt-demo-words.h"

const RtDemoProduct rt_demo_products[] = {
  { "SOFA-3",
    { "Linden three-seat sofa", "椴木三人沙发" },
    { "Sofas", "沙发" },
    { 1290, 8260 },
    RT_WARRANTY_UPHOLSTERY,
    FALSE },
  { "SOFA-2",
    { "Linden two-seat sofa", "椴木双人沙发" },
    { "Sofas", "沙发" },
    { 890, 5680 },
    RT_WARRANTY_UPHOLSTERY,
    FALSE },
  { "SOFA-C",
    { "Corner sofa, fabric to choose", "转角沙发（面料可选）" },
    { "Sofas", "沙发" },
    { 2150, 13800 },
    RT_WARRANTY_UPHOLSTERY,
    TRUE },
  { "ARM-1", { "Reading armchair", "阅读扶手椅" }, { "Chairs", "椅凳" }, { 420, 2680 }, RT_WARRANTY_UPHOLSTERY, FALSE },
  { "CHAIR-O", { "Oak dining chair", "橡木餐椅" }, { "Chairs", "椅凳" }, { 139, 860 }, RT_WARRANTY_HARDWOOD, FALSE },
  { "STOOL-1", { "Entrance stool", "换鞋凳" }, { "Chairs", "椅凳" }, { 95, 520 }, RT_WARRANTY_UPHOLSTERY, FALSE },
  { "WARD-2", { "Two-door wardrobe", "双门衣柜" }, { "Wardrobes", "衣柜" }, { 760, 4860 }, RT_WARRANTY_CASE, FALSE },
  { "WARD-M",
    { "Oak wardrobe, made to measure", "定制橡木衣柜" },
    { "Wardrobes", "衣柜" },
    { 2980, 18600 },
    RT_WARRANTY_HARDWOOD,
    TRUE },
  { "CHEST-5", { "Chest of five drawers", "五斗柜" }, { "Cabinets", "柜类" }, { 540, 3280 }, RT_WARRANTY_CASE, FALSE },
  { "BOOK-4",
    { "Bookcase, four shelves", "四层书柜" },
    { "Cabinets", "柜类" },
    { 310, 1980 },
    RT_WARRANTY_CASE,
    FALSE },
  { "TV-180",
    { "TV cabinet 180 cm", "电视柜 180 厘米" },
    { "Cabinets", "柜类" },
    { 460, 2960 },
    RT_WARRANTY_CASE,
    FALSE },
  { "GLASS-C",
    { "Glass display cabinet", "玻璃展示柜" },
    { "Cabinets", "柜类" },
    { 690, 4360 },
    RT_WARRANTY_GLASS,
    FALSE },
  { "TAB-160",
    { "Walnut dining table 160 cm", "胡桃木餐桌 160 厘米" },
    { "Tables", "桌类" },
    { 980, 6280 },
    RT_WARRANTY_HARDWOOD,
    FALSE },
  { "TAB-X", { "Extending dining table", "可伸缩餐桌" }, { "Tables", "桌类" }, { 820, 5260 }, RT_WARRANTY_CASE, FALSE },
  { "COF-G",
    { "Coffee table with glass top", "玻璃面茶几" },
    { "Tables", "桌类" },
    { 330, 2080 },
    RT_WARRANTY_GLASS,
    FALSE },
  { "DESK-1", { "Writing desk", "书桌" }, { "Tables", "桌类" }, { 410, 2580 }, RT_WARRANTY_CASE, FALSE },
  { "BED-150",
    { "Bed 150 × 200 cm", "双人床 150 × 200 厘米" },
    { "Beds", "床" },
    { 720, 4560 },
    RT_WARRANTY_CASE,
    FALSE },
  { "BED-180",
    { "Oak bed 180 × 200 cm", "橡木大床 180 × 200 厘米" },
    { "Beds", "床" },
    { 1180, 7560 },
    RT_WARRANTY_HARDWOOD,
    FALSE },
  { "MAT-180",
    { "Mattress 180 × 200 cm", "床垫 180 × 200 厘米" },
    { "Beds", "床" },
    { 640, 3980 },
    RT_WARRANTY_UPHOLSTERY,
    FALSE },
  { "MIR-1", { "Standing mirror", "落地镜" }, { "Mirrors", "镜子" }, { 180, 1080 }, RT_WARRANTY_GLASS, FALSE },
};
const guint rt_demo_n_products = G_N_ELEMENTS (rt_demo_products);

static const char *const first_names[] = { "Ada",  "Ben",    "Clara", "Daniel", "Elena", "Frank", "Grace",  "Henry",
                                           "Iris", "Jonas",  "Kate",  "Leo",    "Maria", "Noah",  "Olivia", "Paul",
                                           "Rosa", "Samuel", "Tara",  "Victor", "Wendy", "Zoe" };
static const char *const last_names[] = { "Archer", "Bennett", "Carver", "Dalton", "Ellis",  "Foster",
                                          "Garner", "Hale",    "Ingram", "Joyner", "Keller", "Lambert",
                                          "Mercer", "Norton",  "O'Dell", "Porter", "Quill",  "Rowan",
                                          "Sawyer", "Turner",  "Vance",  "Weaver" };
static const char *const surnames[] = { "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周",   "吴",
                                        "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "欧阳", "司马" };
static const char *const given_names[] = { "伟",   "芳",   "娜",   "敏",   "静",   "丽",   "强",
                                           "磊",   "军",   "洋",   "秀英", "建华", "晓明", "雨桐",
                                           "子涵", "思远", "文静", "志强", "海燕", "立新" };

static const struct
{
  const char *street, *city, *state, *postcode;
} places[] = {
  { "Example Avenue", "Springfield", "Oregon", "97477" }, { "Sample Street", "Riverton", "Utah", "84065" },
  { "Model Road", "Fairview", "Oregon", "97024" },        { "Pattern Lane", "Georgetown", "Texas", "78626" },
  { "Template Drive", "Franklin", "Ohio", "45005" },      { "Specimen Court", "Clinton", "Iowa", "52732" },
};
static const struct
{
  const char *street, *province, *city, *district, *postcode;
} chinese_places[] = {
  { "样例路", "浙江省", "杭州市", "西湖区", "310000" },   { "示范街", "浙江省", "宁波市", "海曙区", "315000" },
  { "模型大道", "江苏省", "苏州市", "姑苏区", "215000" }, { "样板巷", "上海市", "上海市", "徐汇区", "200030" },
  { "范例路", "广东省", "广州市", "天河区", "510000" },   { "标本街", "四川省", "成都市", "锦江区", "610000" },
};

#define PICK(list) ((list)[g_rand_int_range (dice, 0, (gint32) G_N_ELEMENTS (list))])

static void
english_person (guint index, GRand *dice, char **values)
{
  const char *first = PICK (first_names);
  const char *last = PICK (last_names);
  guint place = (guint) g_rand_int_range (dice, 0, (gint32) G_N_ELEMENTS (places));

  values[RT_FIELD_NAME] = g_strdup_printf ("%s %s", first, last);
  /* 555-0100 to 555-0199 in every area are reserved for examples. */
  values[RT_FIELD_PHONE] = g_strdup_printf ("+1%03u55501%02u", 212 + index / 100 % 700, index % 100);
  if (g_rand_int_range (dice, 0, 3) > 0)
    {
      g_autofree char *mail = g_strdup_printf ("%c%s%u@example.%s", first[0], last, index, index % 2 ? "com" : "org");
      g_autofree char *lower = g_ascii_strdown (mail, -1);

      values[RT_FIELD_EMAIL] = g_strdelimit (g_steal_pointer (&lower), "'", '-');
    }
  values[RT_FIELD_REGION_COUNTRY] = g_strdup ("United States");
  values[RT_FIELD_REGION_PROVINCE] = g_strdup (places[place].state);
  values[RT_FIELD_REGION_CITY] = g_strdup (places[place].city);
  values[RT_FIELD_POSTCODE] = g_strdup (places[place].postcode);
  values[RT_FIELD_STREET] = g_strdup_printf ("%d %s", g_rand_int_range (dice, 1, 999), places[place].street);
  if (g_rand_boolean (dice))
    values[RT_FIELD_UNIT] = g_strdup_printf ("Apartment %d", g_rand_int_range (dice, 1, 40));
  values[RT_FIELD_FLOOR] = g_strdup_printf ("%d", g_rand_int_range (dice, 1, 9));
  values[RT_FIELD_LIFT] = g_strdup (g_rand_boolean (dice) ? "Yes" : "No");
}

static void
chinese_person (guint index, GRand *dice, char **values)
{
  const char *surname = PICK (surnames);
  guint place = (guint) g_rand_int_range (dice, 0, (gint32) G_N_ELEMENTS (chinese_places));

  values[RT_FIELD_NAME] = g_strconcat (surname, PICK (given_names), NULL);
  values[RT_FIELD_PHONE] = g_strdup_printf ("+861380000%04u", index % 10000);
  if (g_rand_int_range (dice, 0, 3) == 0)
    values[RT_FIELD_EMAIL] = g_strdup_printf ("kehu%u@example.com", index);
  if (g_rand_boolean (dice))
    values[RT_FIELD_WECHAT] = g_strdup_printf ("example_%u", index);
  values[RT_FIELD_REGION_COUNTRY] = g_strdup ("中国");
  values[RT_FIELD_REGION_PROVINCE] = g_strdup (chinese_places[place].province);
  values[RT_FIELD_REGION_CITY] = g_strdup (chinese_places[place].city);
  values[RT_FIELD_REGION_DISTRICT] = g_strdup (chinese_places[place].district);
  values[RT_FIELD_POSTCODE] = g_strdup (chinese_places[place].postcode);
  values[RT_FIELD_STREET] = g_strdup_printf ("%s%d号", chinese_places[place].street, g_rand_int_range (dice, 1, 400));
  values[RT_FIELD_BUILDING] = g_strdup_printf ("%d幢", g_rand_int_range (dice, 1, 20));
  values[RT_FIELD_UNIT] =
    g_strdup_printf ("%d单元%d室", g_rand_int_range (dice, 1, 4), g_rand_int_range (dice, 101, 1802));
  values[RT_FIELD_FLOOR] = g_strdup_printf ("%d楼", g_rand_int_range (dice, 1, 18));
  values[RT_FIELD_LIFT] = g_strdup (g_rand_boolean (dice) ? "有电梯" : "无电梯");
}

void
rt_demo_person (guint index, guint chinese, GRand *dice, char **values)
{
  if (chinese)
    chinese_person (index, dice, values);
  else
    english_person (index, dice, values);
}

const char *
rt_demo_complaint (guint chinese, GRand *dice)
{
  static const char *const words[][2] = {
    { "The left door of the wardrobe does not close; the hinge has come loose.", "衣柜左门关不上，铰链松了。" },
    { "One leg of the table wobbles, although the floor is even.", "餐桌有一条腿晃动，地面是平的。" },
    { "The seam of the seat cushion has opened at the back.", "坐垫背面开线了。" },
    { "A drawer sticks half-way and cannot be pulled out.", "抽屉拉到一半就卡住了。" },
    { "The glass top arrived with a chipped corner.", "玻璃台面送到时有一个角崩了。" },
    { "The colour of the fabric is not the one that was chosen.", "面料颜色和选的不一样。" },
    { "Two screws were missing from the packet for the bed.", "床的五金包里少了两颗螺丝。" },
    { "The veneer is peeling off at the edge of the shelf.", "层板边缘的木皮翘起来了。" },
  };

  return PICK (words)[chinese];
}

const char *
rt_demo_note (guint chinese, GRand *dice)
{
  static const char *const words[][2] = {
    { "Called the customer; photos will follow.", "已电话联系顾客，顾客稍后发照片。" },
    { "Part ordered from the maker, two weeks.", "已向厂家订配件，约两周。" },
    { "Customer is at home on weekdays after five.", "顾客工作日五点以后在家。" },
    { "Looked at the photos: a repair at home will do.", "看过照片，上门维修即可。" },
    { "The maker confirms that the warranty covers it.", "厂家确认属于质保范围。" },
  };

  return PICK (words)[chinese];
}

const char *
rt_demo_resolution (guint chinese, GRand *dice)
{
  static const char *const words[][2] = {
    { "Hinge replaced, door adjusted.", "已更换铰链并调整柜门。" },
    { "Leg tightened and levelled.", "已紧固并调平桌腿。" },
    { "Cushion exchanged.", "已更换坐垫。" },
    { "Missing parts handed over.", "已补齐缺少的配件。" },
    { "Explained the care of the wood; nothing to repair.", "已说明木材保养方法，无需维修。" },
  };

  return PICK (words)[chinese];
}

const char *
rt_demo_custom_note (guint chinese, GRand *dice)
{
  static const char *const words[][2] = {
    { "Width 236 cm, height 240 cm, doors without handles.", "宽 236 厘米，高 240 厘米，无拉手。" },
    { "Fabric sample 14, grey-green, legs in natural oak.", "面料样 14 号，灰绿色，原木色脚。" },
    { "Left side 5 cm narrower because of the pipe.", "左侧因管道收窄 5 厘米。" },
  };

  return PICK (words)[chinese];
}
