/* A record shows what was put in it for its viewer, and nothing that is hidden. */
#include "config.h"

#include "rt-shown.h"

static void
test_hidden (void)
{
  g_autoptr (RtShownBuilder) builder = rt_shown_builder_new ();
  g_autoptr (RtShown) shown = NULL;

  rt_shown_builder_set (builder, RT_FIELD_NAME, RT_SHOW_CLEAR, "张伟");
  rt_shown_builder_set (builder, RT_FIELD_PHONE, RT_SHOW_HIDDEN, "+8613800000001");
  rt_shown_builder_set (builder, RT_FIELD_EMAIL, RT_SHOW_CLEAR, "jane@example.org");
  rt_shown_builder_set (builder, RT_FIELD_EMAIL, RT_SHOW_HIDDEN, "jane@example.org");
  rt_shown_builder_set (builder, RT_FIELD_WECHAT, (RtShow) 7, "w");
  rt_shown_builder_set (builder, RT_FIELD_STYLE, RT_SHOW_MASKED, "");
  rt_shown_builder_set (builder, RT_FIELD_STREET, RT_SHOW_CLEAR, NULL);
  rt_shown_builder_set (builder, RT_N_FIELDS, RT_SHOW_CLEAR, "x");
  shown = rt_shown_builder_end (g_steal_pointer (&builder));

  g_assert_cmpstr (rt_shown_get_text (shown, RT_FIELD_NAME), ==, "张伟");
  g_assert_null (rt_shown_get_text (shown, RT_FIELD_PHONE));
  g_assert_null (rt_shown_get_text (shown, RT_FIELD_EMAIL));
  g_assert_cmpint (rt_shown_get_show (shown, RT_FIELD_EMAIL), ==, RT_SHOW_HIDDEN);
  g_assert_null (rt_shown_get_text (shown, RT_FIELD_WECHAT));
  g_assert_cmpint (rt_shown_get_show (shown, RT_FIELD_WECHAT), ==, RT_SHOW_HIDDEN);
  g_assert_true (rt_shown_has (shown, RT_FIELD_STYLE));
  g_assert_cmpstr (rt_shown_get_text (shown, RT_FIELD_STYLE), ==, "");
  g_assert_false (rt_shown_has (shown, RT_FIELD_STREET));
  g_assert_cmpint (rt_shown_get_show (shown, RT_FIELD_STREET), ==, RT_SHOW_CLEAR);
  g_assert_cmpint (rt_shown_get_show (shown, RT_FIELD_DOOR_CODE), ==, RT_SHOW_HIDDEN);
  g_assert_cmpint (rt_shown_get_show (shown, RT_N_FIELDS), ==, RT_SHOW_HIDDEN);
  g_assert_null (rt_shown_get_text (shown, (RtFieldId) -1));
}

typedef struct
{
  const char *province, *city, *district, *postcode, *street, *building, *unit;
} Address;

static void
assert_address (const Address *a, RtShow show, const char *lang, const char *expected)
{
  RtShownBuilder *builder = rt_shown_builder_new ();
  g_autoptr (RtShown) shown = NULL;
  g_autofree char *line = NULL;

  rt_shown_builder_set (builder, RT_FIELD_REGION_PROVINCE, show, a->province);
  rt_shown_builder_set (builder, RT_FIELD_REGION_CITY, show, a->city);
  rt_shown_builder_set (builder, RT_FIELD_REGION_DISTRICT, show, a->district);
  rt_shown_builder_set (builder, RT_FIELD_POSTCODE, show, a->postcode);
  rt_shown_builder_set (builder, RT_FIELD_STREET, show, show == RT_SHOW_CLEAR ? a->street : NULL);
  rt_shown_builder_set (builder, RT_FIELD_BUILDING, show, show == RT_SHOW_CLEAR ? a->building : NULL);
  rt_shown_builder_set (builder, RT_FIELD_UNIT, show, show == RT_SHOW_CLEAR ? a->unit : NULL);
  shown = rt_shown_builder_end (builder);
  line = rt_shown_format_address (shown, lang);
  g_assert_cmpstr (line, ==, expected);
}

static void
test_address (void)
{
  static const Address hangzhou = { "浙江省", "杭州市", "西湖区", "310000", "文三路1号", "8幢", "2单元" };
  static const Address shanghai = { "上海市", "上海市", "黄浦区", NULL, "中山路5号", NULL, NULL };
  static const Address austin = { "Texas", "Austin", NULL, "78701", "1 Oak Street", NULL, "Apt 4" };
  static const Address nothing = { NULL, NULL, NULL, NULL, NULL, NULL, NULL };

  assert_address (&hangzhou, RT_SHOW_CLEAR, "zh_CN", "浙江省杭州市西湖区文三路1号8幢2单元");
  assert_address (&hangzhou, RT_SHOW_MASKED, "zh_CN", "浙江省杭州市西湖区");
  assert_address (&shanghai, RT_SHOW_CLEAR, "zh_CN", "上海市黄浦区中山路5号");
  assert_address (&austin, RT_SHOW_CLEAR, "en", "1 Oak Street, Apt 4, Austin, Texas 78701");
  assert_address (&austin, RT_SHOW_MASKED, "en", "Austin, Texas 78701");
  assert_address (&austin, RT_SHOW_CLEAR, "zh_CN", "Texas Austin 1 Oak Street Apt 4");
  assert_address (&austin, RT_SHOW_HIDDEN, "en", "");
  assert_address (&nothing, RT_SHOW_CLEAR, "en", "");
}

static void
test_references (void)
{
  RtShown *shown = rt_shown_builder_end (rt_shown_builder_new ());
  RtShown *again = rt_shown_ref (shown);

  rt_shown_unref (shown);
  g_assert_false (rt_shown_has (again, RT_FIELD_NAME));
  rt_shown_unref (again);
  rt_shown_unref (NULL);
  rt_shown_builder_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/a hidden value is not in the record", test_hidden);
  g_test_add_func ("/policy/an address line holds the parts that are shown, in the language's order", test_address);
  g_test_add_func ("/policy/records are counted by reference", test_references);
  return g_test_run ();
}
