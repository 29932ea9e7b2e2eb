/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in wording: whole in both languages, made from registry and matrix. */
#include "config.h"

#include <string.h>

#include "rt-field.h"
#include "rt-lang.h"
#include "rt-notice-private.h"
#include "rt-secret.h"
#include "rt-text.h"

static RtStoreInfo *
make_store (const char *contact, const char *privacy)
{
  return rt_store_info_new ("u", "Oak & Elm {store}", contact, privacy, "CNY", "CN", "en");
}

static RtNotice *
make_notice (const char *contact, const char *privacy)
{
  g_autoptr (RtStoreInfo) store = make_store (contact, privacy);
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  return rt_notice_new_builtin (store, &matrix);
}

static const RtNoticePart all_parts[] = { RT_NOTICE_WHO,     RT_NOTICE_WHAT,   RT_NOTICE_PROTECTION, RT_NOTICE_OUTSIDE,
                                          RT_NOTICE_KEEPING, RT_NOTICE_RIGHTS, RT_NOTICE_COMPLAIN };

static void
test_complete (void)
{
  g_autoptr (RtNotice) notice = make_notice ("1 High Street\n555-0100", "Ms Lin");
  g_autoptr (RtNotice) bare = make_notice ("", "");

  g_assert_cmpuint (G_N_ELEMENTS (all_parts), ==, RT_N_NOTICE_PARTS);
  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    {
      g_assert_cmpuint (rt_notice_missing (notice, rt_notice_language (i)), ==, 0);
      g_assert_cmpuint (rt_notice_missing (bare, rt_notice_language (i)), ==, 0);
      g_assert_false (rt_text_is_blank (notice->summary[i]));
    }
  g_assert_cmpuint (rt_notice_missing (notice, "fr"), ==, (1u << RT_N_NOTICE_PARTS) - 1);
}

/* The store's own braces stay what they are; no others are left. */
static void
assert_no_placeholder (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "{store}", -1);
  g_autofree char *rest = g_strjoinv ("", pieces);

  g_assert_null (strchr (rest, '{'));
  g_assert_null (strchr (rest, '}'));
  g_assert_null (strstr (rest, "(null)"));
  g_assert_null (strstr (rest, "\n\n"));
}

static void
test_no_placeholder (void)
{
  static const char *const contacts[] = { "1 High Street\n555-0100", "" };

  for (guint c = 0; c < G_N_ELEMENTS (contacts); c++)
    {
      g_autoptr (RtNotice) notice = make_notice (contacts[c], contacts[c]);

      for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
        {
          for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
            assert_no_placeholder (notice->text[i][part]);
          assert_no_placeholder (notice->summary[i]);
        }
    }
}

static void
test_contacts (void)
{
  g_autoptr (RtNotice) notice = make_notice ("1 High Street\n555-0100", "Ms Lin\n555-0101");

  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    {
      g_assert_nonnull (strstr (notice->text[i][RT_NOTICE_WHO], "Oak & Elm {store}"));
      g_assert_nonnull (strstr (notice->text[i][RT_NOTICE_WHO], "1 High Street\n555-0100"));
      g_assert_nonnull (strstr (notice->text[i][RT_NOTICE_RIGHTS], "Ms Lin"));
      g_assert_nonnull (strstr (notice->text[i][RT_NOTICE_COMPLAIN], "555-0101"));
      g_assert_nonnull (strstr (notice->summary[i], "Ms Lin"));
    }
}

/* Every field with its reason, in the language of the paper. */
static void
test_registry (void)
{
  g_autoptr (RtNotice) notice = make_notice ("c", "p");

  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    for (guint id = 0; id < RT_N_FIELDS; id++)
      {
        const RtFieldInfo *info = rt_field_info (id);
        const char *lang = rt_notice_language (i);

        g_assert_nonnull (strstr (notice->text[i][RT_NOTICE_WHAT], rt_lang_gettext (lang, info->label)));
        g_assert_nonnull (strstr (notice->text[i][RT_NOTICE_WHAT], rt_lang_gettext (lang, info->why)));
      }
}

static gboolean
has_han (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (rt_text_is_han (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static void
test_chinese (void)
{
  g_autoptr (RtNotice) notice = make_notice ("", "");

  for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
    {
      g_auto (GStrv) lines = g_strsplit (notice->text[1][part], "\n", -1);

      for (gsize i = 0; lines[i] != NULL; i++)
        g_assert_true (has_han (lines[i]));
      g_assert_false (has_han (notice->text[0][part]));
    }
  for (guint id = 0; id < RT_N_FIELDS; id++)
    g_assert_true (has_han (rt_lang_gettext ("zh_CN", rt_field_info (id)->why)));
}

static char *
protection_of (const RtMatrix *matrix)
{
  g_autoptr (RtStoreInfo) store = make_store ("c", "p");

  return rt_notice_compose (RT_NOTICE_PROTECTION, store, matrix, "en");
}

static void
test_matrix (void)
{
  RtMatrix matrix;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  rt_matrix_init_default (&matrix);
  before = protection_of (&matrix);
  g_assert_nonnull (
    strstr (before,
            "- Contact details: managers in full; sales clerks, service staff and dispatchers in full, but only while "
            "they are working on your order or repair; the privacy officer only in part.\n"));
  g_assert_nonnull (
    strstr (before,
            "- Service after the sale: service staff and managers in full; dispatchers in full, but only while they "
            "are working on your order or repair; sales clerks only the kind of case and that a text is on file.\n"));
  g_assert_nonnull (strstr (before, "- Nothing about any customer: the computer administrator.\n"));
  rt_matrix_set (&matrix, RT_CLASS_ACCESS, RT_ROLE_SERVICE, RT_ACCESS_HIDDEN);
  rt_matrix_set (&matrix, RT_CLASS_ACCESS, RT_ROLE_DISPATCHER, RT_ACCESS_MASKED);
  after = protection_of (&matrix);
  g_assert_nonnull (strstr (after, "- Getting in for a booked visit: nobody.\n"));
}

static void
test_numbers (void)
{
  g_autoptr (RtNotice) notice = make_notice ("c", "p");

  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    {
      const char *keeping = notice->text[i][RT_NOTICE_KEEPING];

      g_assert_nonnull (strstr (keeping, i == 0 ? "3 years after the order" : "质保期届满后3年"));
      g_assert_nonnull (strstr (keeping, i == 0 ? "10 years" : "10年"));
      g_assert_nonnull (strstr (notice->text[i][RT_NOTICE_RIGHTS], i == 0 ? "15 working days" : "15个工作日"));
      g_assert_nonnull (strstr (notice->text[i][RT_NOTICE_PROTECTION], i == 0 ? "72 hours" : "72小时"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rt_lang_init ("en", NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/notice/the built-in wording has every part in both languages", test_complete);
  g_test_add_func ("/notice/nothing is left to be filled in", test_no_placeholder);
  g_test_add_func ("/notice/it says how to reach the store and whom to ask about data", test_contacts);
  g_test_add_func ("/notice/every field of the registry is told with its reason", test_registry);
  g_test_add_func ("/notice/the Chinese text is Chinese throughout", test_chinese);
  g_test_add_func ("/notice/who sees what is read from the matrix", test_matrix);
  g_test_add_func ("/notice/periods are those of the store's numbers", test_numbers);
  return g_test_run ();
}
