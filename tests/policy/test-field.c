/* The registry is complete, values are checked by it, and masks tell no more than they say. */
#include "config.h"

#include <string.h>

#include "rt-error.h"
#include "rt-field.h"

static void
test_registry (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      const RtFieldInfo *info = rt_field_info ((RtFieldId) i);
      RtFieldId id;

      g_assert_cmpint (info->id, ==, i);
      g_assert_true (g_hash_table_add (names, (gpointer) info->name));
      g_assert_true (rt_field_from_name (info->name, &id) && id == info->id);
      g_assert_cmpuint (strlen (info->label), >, 0);
      g_assert_true (g_str_has_suffix (info->why, ".") && g_str_has_prefix (info->why, "So that "));
      g_assert_nonnull (rt_class_id (info->klass));
      g_assert_nonnull (rt_purpose_id (info->purpose));
      g_assert_cmpuint (info->max_bytes, >, 0);
      g_assert_true (g_str_has_prefix (info->retention, "keep-"));
      g_assert_cmpint (info->by_consent, ==, info->klass == RT_CLASS_HOME);
      g_assert_false (info->by_consent && info->needed);
      g_assert_false (info->region && info->klass != RT_CLASS_ADDRESS);
      g_assert_cmpint (strcmp (info->retention, "keep-access") == 0, ==, info->klass == RT_CLASS_ACCESS);
      g_assert_cmpint (strcmp (info->retention, "keep-money") == 0, ==, info->klass == RT_CLASS_MONEY);
    }
  g_assert_null (rt_field_info (RT_N_FIELDS));
  g_assert_false (rt_field_from_name ("identity_card", &(RtFieldId){ 0 }));
  g_assert_false (rt_field_from_name (NULL, &(RtFieldId){ 0 }));
}

static void
test_classes (void)
{
  for (guint i = 0; i < RT_N_CLASSES; i++)
    {
      RtClass klass;

      g_assert_true (rt_class_from_id (rt_class_id ((RtClass) i), &klass) && klass == i);
      g_assert_nonnull (rt_class_name (klass));
      g_assert_cmpint (rt_class_is_sealed (klass), ==, klass != RT_CLASS_MONEY);
    }
  for (guint i = 0; i < RT_N_PURPOSES; i++)
    g_assert_true (rt_purpose_id ((RtPurpose) i) != NULL && rt_purpose_name ((RtPurpose) i) != NULL);
  g_assert_null (rt_class_id ((RtClass) RT_N_CLASSES));
  g_assert_null (rt_class_name ((RtClass) RT_N_CLASSES));
  g_assert_null (rt_purpose_id (RT_N_PURPOSES));
  g_assert_null (rt_purpose_name (RT_N_PURPOSES));
  g_assert_false (rt_class_is_sealed ((RtClass) RT_N_CLASSES));
}

static void
test_needed (void)
{
  static const RtFieldId needed[] = { RT_FIELD_NAME, RT_FIELD_PHONE, RT_FIELD_REGION_CITY, RT_FIELD_STREET };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    g_assert_true (rt_field_info (needed[i])->needed);
  g_assert_false (rt_field_info (RT_FIELD_EMAIL)->needed);
  g_assert_false (rt_field_info (RT_FIELD_WECHAT)->needed);
}

static void
assert_check (RtFieldId id, const char *typed, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  if (!rt_field_check (id, typed, "CN", &value, &error))
    g_error ("%s: %s", rt_field_info (id)->name, error->message);
  g_assert_cmpstr (value, ==, expected);
}

static void
assert_invalid (RtFieldId id, const char *typed)
{
  g_autoptr (GError) error = NULL;
  char *value = (char *) "untouched";

  g_assert_false (rt_field_check (id, typed, "CN", &value, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
  g_assert_cmpstr (rt_error_get_field (error), ==, rt_field_info (id)->name);
  g_assert_null (value);
  g_assert_null (*typed != '\0' ? strstr (error->message, typed) : NULL);
}

static void
test_check (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strnfill (201, 'x');
  char *value = NULL;

  assert_check (RT_FIELD_NAME, " 张伟 ", "张伟");
  assert_check (RT_FIELD_PHONE, "138 0000 0001", "+8613800000001");
  assert_check (RT_FIELD_EMAIL, " jane@example.org\n", "jane@example.org");
  assert_check (RT_FIELD_TICKET_TEXT, "one\r\ntwo", "one\ntwo");
  assert_check (RT_FIELD_STREET, "one\r\ntwo", "one two");
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      assert_check ((RtFieldId) i, NULL, NULL);
      assert_check ((RtFieldId) i, " \u3000\t", NULL);
    }
  assert_invalid (RT_FIELD_PHONE, "call me");
  assert_invalid (RT_FIELD_EMAIL, "jane@");
  assert_invalid (RT_FIELD_NAME, "a\x01");
  assert_invalid (RT_FIELD_PRICES, "12.50");
  assert_invalid (RT_FIELD_TICKET_TEXT, "11010519491231002X");
  assert_invalid (RT_FIELD_STREET, "4000 0000 0000 0002");
  assert_check (RT_FIELD_DIARY_TEXT, "call 555-555-0123", "call 555-555-0123");
  g_assert_false (rt_field_check (RT_FIELD_NAME, name, NULL, &value, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_TOO_LARGE);
  g_assert_false (rt_field_check (RT_N_FIELDS, "x", NULL, &value, NULL));
}

static void
test_masks (void)
{
  static const struct
  {
    RtFieldId field;
    const char *value, *masked;
  } rows[] = {
    { RT_FIELD_NAME, "张伟", "张**" },
    { RT_FIELD_NAME, "张", "张**" },
    { RT_FIELD_NAME, "欧阳建国", "欧**" },
    { RT_FIELD_NAME, "古丽·买买提", "古**" },
    { RT_FIELD_NAME, "Jane Smith", "J*** S***" },
    { RT_FIELD_NAME, "Jane", "J***" },
    { RT_FIELD_NAME, "O'Neil  Smith-Jones", "O*** S***" },
    { RT_FIELD_NAME, "A B C D E F", "A*** B*** C***" },
    { RT_FIELD_NAME, "Élodie d'Arc", "É*** d***" },
    { RT_FIELD_NAME, "(Bob) 42", "B***" },
    { RT_FIELD_NAME, "张 John", "张***" },
    { RT_FIELD_NAME, "John 张", "J***" },
    { RT_FIELD_NAME, "مريم حداد", "م***" },
    { RT_FIELD_NAME, "Анна Иванова", "А***" },
    { RT_FIELD_NAME, "たなか", "た***" },
    { RT_FIELD_NAME, "42", "4***" },
    { RT_FIELD_PHONE, "+8613800008931", "138****8931" },
    { RT_FIELD_PHONE, "13800008931", "138****8931" },
    { RT_FIELD_PHONE, "+15555550123", "555****0123" },
    { RT_FIELD_PHONE2, "+862155550123", "****0123" },
    { RT_FIELD_PHONE, "55550123", "****0123" },
    { RT_FIELD_PHONE, "5550123", "****23" },
    { RT_FIELD_PHONE, "95588", "****88" },
    { RT_FIELD_PHONE, "+442079460123", "442****0123" },
    { RT_FIELD_EMAIL, "jane@example.org", "j***@example.org" },
    { RT_FIELD_EMAIL, "j@example.org", "j***@example.org" },
    { RT_FIELD_EMAIL, "no address", "***" },
    { RT_FIELD_WECHAT, "weixin_1", "w***" },
    { RT_FIELD_WECHAT, "微信号", "微***" },
    { RT_FIELD_REGION_CITY, "杭州市", "杭州市" },
    { RT_FIELD_POSTCODE, "310000", NULL },
    { RT_FIELD_STREET, "1 Oak Street", NULL },
    { RT_FIELD_BUILDING, "3", NULL },
    { RT_FIELD_PARKING, "behind", NULL },
    { RT_FIELD_DOOR_CODE, "1234#", NULL },
    { RT_FIELD_KEY_PLACE, "under the mat", NULL },
    { RT_FIELD_STYLE, "oak", "" },
    { RT_FIELD_DIARY_TEXT, "called", "" },
    { RT_FIELD_PRICES, "12.50", NULL },
    { RT_FIELD_NAME, "\xff\xfe", "***" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *masked = rt_field_mask (rows[i].field, rows[i].value);

      g_assert_cmpstr (masked, ==, rows[i].masked);
    }
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      g_assert_null (rt_field_mask ((RtFieldId) i, NULL));
      g_assert_null (rt_field_mask ((RtFieldId) i, ""));
    }
  g_assert_null (rt_field_mask (RT_N_FIELDS, "x"));
}

/* Numbers of one length from 5 to 15 digits: how much of each is shown. */
static void
test_phone_digits (void)
{
  for (gsize length = 5; length <= 15; length++)
    {
      g_autofree char *number = g_strnfill (length, '7');
      g_autofree char *masked = rt_field_mask (RT_FIELD_PHONE, number);
      gsize shown = 0;

      for (const char *p = masked; *p != '\0'; p++)
        shown += g_ascii_isdigit (*p) ? 1 : 0;
      g_assert_cmpuint (shown, <=, 7);
      if (length >= 8)
        g_assert_cmpuint (length - shown, >=, 4);
      else
        g_assert_cmpuint (shown, ==, 2);
    }
}

/* Names that differ only behind what is shown have one mask: their lengths are not told. */
static void
test_length_is_not_told (void)
{
  g_autofree char *short_name = rt_field_mask (RT_FIELD_NAME, "Jo Li");
  g_autofree char *long_name = rt_field_mask (RT_FIELD_NAME, "Josephine Littlewood-Harrington");
  g_autofree char *short_mail = rt_field_mask (RT_FIELD_EMAIL, "j@example.org");
  g_autofree char *long_mail = rt_field_mask (RT_FIELD_EMAIL, "josephine.littlewood@example.org");

  g_assert_cmpstr (short_name, ==, long_name);
  g_assert_cmpstr (short_mail, ==, long_mail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/every field of the registry says what it is, why and how long", test_registry);
  g_test_add_func ("/policy/classes and purposes have stable names", test_classes);
  g_test_add_func ("/policy/an order needs name, phone, street and city", test_needed);
  g_test_add_func ("/policy/values are cleaned and refused with their field, never repeated", test_check);
  g_test_add_func ("/policy/masked forms are those of the product's table", test_masks);
  g_test_add_func ("/policy/a masked phone shows seven digits at most and hides four", test_phone_digits);
  g_test_add_func ("/policy/a mask does not tell the length", test_length_is_not_told);
  return g_test_run ();
}
