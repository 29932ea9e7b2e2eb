/* What must not stand in free text is found, and ordinary shop talk is left alone. Card numbers here are made up; the
 * identity card is the example of GB 11643 and others of a region that does not exist. */
#include "config.h"

#include <string.h>

#include "rt-scan.h"

/* The hits as "identity:11010519491231002X phone:138…", to compare at a glance. */
static char *
describe (const char *text)
{
  g_autoptr (GArray) hits = rt_scan_text (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const RtScanHit *hit = &g_array_index (hits, RtScanHit, i);
      const char *kind = hit->kind == RT_SCAN_IDENTITY_CARD ? "identity"
                         : hit->kind == RT_SCAN_BANK_CARD   ? "bank"
                         : hit->kind == RT_SCAN_PHONE       ? "phone"
                                                            : "email";

      g_string_append_printf (out, "%s%s:%.*s", i > 0 ? " | " : "", kind, (int) hit->length, text + hit->start);
    }
  return g_string_free (out, FALSE);
}

static void
test_found (void)
{
  static const char *const rows[][2] = {
    { "身份证11010519491231002X。", "identity:11010519491231002X" },
    { "id 11010519491231002x", "identity:11010519491231002x" },
    { "１１０１０５１９４９１２３１００２Ｘ", "identity:１１０１０５１９４９１２３１００２Ｘ" },
    { "110105 19491231 002X", "identity:110105 19491231 002X" },
    { "110105-19491231-002X", "identity:110105-19491231-002X" },
    { "99000019900101001 7", "identity:99000019900101001 7" },
    { "990000199001010017", "identity:990000199001010017" },
    { "card 4000000000000002 ok", "bank:4000000000000002" },
    { "4000 0000 0000 0002", "bank:4000 0000 0000 0002" },
    { "4000-0000-0000-0002.", "bank:4000-0000-0000-0002" },
    { "3700 000000 00002", "bank:3700 000000 00002" },
    { "卡号6200000000000000000", "bank:6200000000000000000" },
    { "６２００ ００００ ００００ ０００５", "bank:６２００ ００００ ００００ ０００５" },
    { "打13800000001找他", "phone:13800000001" },
    { "tel:138-0000-0001", "phone:138-0000-0001" },
    { "138 0000 0001", "phone:138 0000 0001" },
    { "+86 138 0000 0001", "phone:86 138 0000 0001" },
    { "8613800000001", "phone:8613800000001" },
    { "0086 13800000001", "phone:0086 13800000001" },
    { "１３８ ００００ ０００１", "phone:１３８ ００００ ０００１" },
    { "021-55550123", "phone:021-55550123" },
    { "(0571) 5555 0123", "phone:0571) 5555 0123" },
    { "(555) 555-0123", "phone:555) 555-0123" },
    { "call 555.555.0123.", "phone:555.555.0123" },
    { "1-555-555-0123", "phone:1-555-555-0123" },
    { "+442079460123", "phone:442079460123" },
    { "+15555550123,", "phone:15555550123" },
    { "写信jane@example.org谢谢", "email:jane@example.org" },
    { "<j.s+x@mail.example.co.uk>.", "email:j.s+x@mail.example.co.uk" },
    { "jane＠example.org", "email:jane＠example.org" },
    { "13800000001@example.org", "email:13800000001@example.org" },
    { "13800000001 13800000002", "phone:13800000001 | phone:13800000002" },
    { "2026-11-23 13800000001", "phone:13800000001" },
    { "13800000001, jane@example.org, 11010519491231002X",
      "phone:13800000001 | email:jane@example.org | identity:11010519491231002X" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = describe (rows[i][0]);

      g_assert_cmpstr (found, ==, rows[i][1]);
    }
}

static void
test_left_alone (void)
{
  static const char *const texts[] = {
    "",
    "SO-10482",
    "Order SO-10482, ticket ST-2026-00017",
    "2400 x 600 mm",
    "2400×600×750",
    "2400 600 750",
    "1500 600 2000",
    "200 300 1200",
    "1,234.50",
    "¥12,800.00 deposit 3,000.00",
    "$1,120.00 - $280.00",
    "2026-11-23",
    "2026-11-23 10:00 - 12:30",
    "20261123180500",
    "2026年11月23日",
    "12345678",
    "555-0123",
    "5555550123",
    "SKU 6901234567892",
    "A4000-12 B",
    "PL-0212 55550123x",
    "11010519491231003X",
    "110105194912310021",
    "990000199002300016",
    "99000019900101001",
    "4000000000000003",
    "4000 0000 0000 0003",
    "00000000000000000000",
    "40000000000000020000000",
    "jane@",
    "@jane",
    "jane @ example.org",
    "jane@example",
    "jane@example.1",
    "6 @ 12.50",
    "1.2.3.4",
    "+1234",
    "5+12345678",
    "drawer no. 3, leg 12 cm, 24 screws",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *found = describe (texts[i]);

      if (*found != '\0')
        g_error ("in \"%s\" was found %s", texts[i], found);
    }
  g_assert_cmpint (rt_scan_kinds (NULL), ==, RT_SCAN_NONE);
  g_assert_cmpint (rt_scan_kinds ("13800000001\xff"), ==, RT_SCAN_NONE);
}

/* Every wrong check digit, and every single digit changed, is no identity card and no bank card. */
static void
test_check_digits (void)
{
  char identity[] = "11010519491231002X";
  char card[] = "4000000000000002";

  for (gsize i = 0; i < 17; i++)
    {
      char kept = identity[i];

      for (char c = '0'; c <= '9'; c++)
        {
          identity[i] = c;
          g_assert_cmpint ((rt_scan_kinds (identity) & RT_SCAN_IDENTITY_CARD) != 0, ==, c == kept);
        }
      identity[i] = kept;
    }
  for (gsize i = 1; i < 16; i++)
    {
      char kept = card[i];

      for (char c = '0'; c <= '9'; c++)
        {
          card[i] = c;
          g_assert_cmpint ((rt_scan_kinds (card) & RT_SCAN_BANK_CARD) != 0, ==, c == kept);
        }
      card[i] = kept;
    }
}

static void
test_kinds (void)
{
  g_assert_cmpint (rt_scan_kinds ("13800000001 or jane@example.org"), ==, RT_SCAN_PHONE | RT_SCAN_EMAIL);
  g_assert_null (rt_scan_advice (RT_SCAN_NONE));
  for (guint finds = 1; finds < 16; finds++)
    {
      const char *advice = rt_scan_advice ((RtScanFinds) finds);

      g_assert_true (g_str_has_suffix (advice, "."));
      g_assert_cmpint (strstr (advice, "identity") != NULL, ==, (finds & RT_SCAN_IDENTITY_CARD) != 0);
    }
}

static void
assert_well_formed (const char *text)
{
  g_autoptr (GArray) hits = rt_scan_text (text);
  gsize end = 0;
  guint kinds = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      const RtScanHit *hit = &g_array_index (hits, RtScanHit, i);

      g_assert_cmpuint (hit->start, >=, end);
      g_assert_cmpuint (hit->length, >, 4);
      end = hit->start + hit->length;
      g_assert_cmpuint (end, <=, strlen (text));
      g_assert_true (g_utf8_validate (text + hit->start, (gssize) hit->length, NULL));
      kinds |= hit->kind;
    }
  g_assert_cmpint (rt_scan_kinds (text), ==, kinds);
}

static void
test_random (void)
{
  static const char *const pieces[] = { "0",
                                        "1",
                                        "3",
                                        "8",
                                        "4",
                                        "6",
                                        "12345",
                                        "13800000001",
                                        "4000000000000002",
                                        "11010519491231002",
                                        "X",
                                        "x",
                                        "-",
                                        " ",
                                        "(",
                                        ")",
                                        ".",
                                        "+",
                                        "@",
                                        "a",
                                        "example.org",
                                        "１",
                                        "＠",
                                        "张",
                                        "\u3000",
                                        "\n",
                                        "00000000000000000000" };
  GRand *rand = g_rand_new_with_seed (20261123);

  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_rand_int_range (rand, 0, 25); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      assert_well_formed (text->str);
    }
  g_rand_free (rand);
}

static void
test_large (void)
{
  static const char *const pieces[] = { "1", "1 ", "1-", "@", "a@", "a.", "１", "+1" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 1000000)
        g_string_append (text, pieces[i]);
      assert_well_formed (text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/cards, phones and addresses are found as people write them", test_found);
  g_test_add_func ("/policy/order numbers, measures, prices and dates are left alone", test_left_alone);
  g_test_add_func ("/policy/one wrong digit is no card", test_check_digits);
  g_test_add_func ("/policy/the gravest find is advised about", test_kinds);
  g_test_add_func ("/policy/finds lie in the text, in order, and do not overlap", test_random);
  g_test_add_func ("/policy/a megabyte of look-alikes is scanned", test_large);
  return g_test_run ();
}
