/* The language of messages, on a system that has no locale but C.UTF-8, and the reader of compiled catalogues. */
#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "rt-catalogue.h"
#include "rt-lang.h"

/* --- A catalogue made by hand --- */

typedef struct
{
  const char *original, *translation;
  gsize original_size, translation_size;
} Entry;

#define ENTRY(o, t)                                                                                                    \
  {                                                                                                                    \
    o, t, sizeof (o) - 1, sizeof (t) - 1                                                                               \
  }

/* In the order of strcmp(), as msgfmt writes them. */
static const Entry entries[] = {
  ENTRY ("", "Content-Type: text/plain; charset=UTF-8\n"),
  ENTRY ("%u order\0%u orders", "%u 个订单"),
  ENTRY ("Empty", ""),
  ENTRY ("Order", "订单"),
  ENTRY ("menu\004Order", "排序"),
};

static void
put_u32 (GByteArray *bytes, guint32 value, gboolean swapped)
{
  guint32 stored = swapped ? GUINT32_SWAP_LE_BE (value) : value;

  g_byte_array_append (bytes, (const guint8 *) &stored, 4);
}

static GByteArray *
make_catalogue (gboolean swapped)
{
  GByteArray *bytes = g_byte_array_new ();
  guint32 count = G_N_ELEMENTS (entries);
  guint32 offset = 28 + 16 * count;

  put_u32 (bytes, 0x950412de, swapped);
  put_u32 (bytes, 0, swapped);
  put_u32 (bytes, count, swapped);
  put_u32 (bytes, 28, swapped);
  put_u32 (bytes, 28 + 8 * count, swapped);
  put_u32 (bytes, 0, swapped);
  put_u32 (bytes, 0, swapped);
  for (int table = 0; table < 2; table++)
    for (gsize i = 0; i < count; i++)
      {
        guint32 size = (guint32) (table == 0 ? entries[i].original_size : entries[i].translation_size);

        put_u32 (bytes, size, swapped);
        put_u32 (bytes, offset, swapped);
        offset += size + 1;
      }
  for (gsize i = 0; i < count; i++)
    g_byte_array_append (bytes, (const guint8 *) entries[i].original, (guint) entries[i].original_size + 1);
  for (gsize i = 0; i < count; i++)
    g_byte_array_append (bytes, (const guint8 *) entries[i].translation, (guint) entries[i].translation_size + 1);
  return bytes;
}

static RtCatalogue *
open_copy (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return rt_catalogue_new (bytes);
}

static void
test_catalogue (void)
{
  for (int swapped = 0; swapped < 2; swapped++)
    {
      g_autoptr (GByteArray) made = make_catalogue (swapped);
      g_autoptr (RtCatalogue) catalogue = open_copy (made->data, made->len);

      g_assert_nonnull (catalogue);
      g_assert_cmpstr (rt_catalogue_lookup (catalogue, "Order", 0), ==, "订单");
      g_assert_cmpstr (rt_catalogue_lookup (catalogue, "menu\004Order", 0), ==, "排序");
      g_assert_cmpstr (rt_catalogue_lookup (catalogue, "%u order", 0), ==, "%u 个订单");
      g_assert_null (rt_catalogue_lookup (catalogue, "%u order", 1));
      g_assert_null (rt_catalogue_lookup (catalogue, "Empty", 0));
      g_assert_null (rt_catalogue_lookup (catalogue, "Orde", 0));
      g_assert_null (rt_catalogue_lookup (catalogue, "Orders", 0));
      g_assert_null (rt_catalogue_lookup (catalogue, "zzz", 0));
    }
  g_assert_null (rt_catalogue_open ("/nonexistent/rolltop.mo"));
  rt_catalogue_free (NULL);
}

static void
look_everything_up (const guint8 *data, gsize size)
{
  g_autoptr (RtCatalogue) catalogue = open_copy (data, size);

  for (gsize i = 0; catalogue != NULL && i < G_N_ELEMENTS (entries); i++)
    {
      rt_catalogue_lookup (catalogue, entries[i].original, 0);
      rt_catalogue_lookup (catalogue, entries[i].original, 3);
    }
}

/* Every cut and every damaged byte; the checks of memory tools do the rest. */
static void
test_damaged (void)
{
  g_autoptr (GByteArray) made = make_catalogue (FALSE);

  for (gsize size = 0; size < made->len; size++)
    look_everything_up (made->data, size);
  for (gsize i = 0; i < made->len; i++)
    for (int value = 0; value < 256; value += 51)
      {
        guint8 kept = made->data[i];

        made->data[i] = (guint8) value;
        look_everything_up (made->data, made->len);
        made->data[i] = kept;
      }
}

/* --- The process's language --- */

static void
test_from_environment (void)
{
  static const struct
  {
    const char *language, *lc_all, *lang, *expected;
  } cases[] = {
    { NULL, NULL, NULL, "en" },          { NULL, NULL, "zh_CN.UTF-8", "zh_CN" }, { NULL, "C", "zh_CN.UTF-8", "en" },
    { "zh_CN", NULL, "C", "zh_CN" },     { "de:zh_CN:en", NULL, NULL, "zh_CN" }, { "de", NULL, "zh_TW", "zh_CN" },
    { "en", "zh_CN.UTF-8", NULL, "en" }, { "", "", "zh-Hans", "zh_CN" },         { NULL, NULL, "zhuang", "en" },
    { NULL, "C.UTF-8", NULL, "en" },
  };

  g_unsetenv ("LC_MESSAGES");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cases[i].language != NULL ? g_setenv ("LANGUAGE", cases[i].language, TRUE) : g_unsetenv ("LANGUAGE");
      cases[i].lc_all != NULL ? g_setenv ("LC_ALL", cases[i].lc_all, TRUE) : g_unsetenv ("LC_ALL");
      cases[i].lang != NULL ? g_setenv ("LANG", cases[i].lang, TRUE) : g_unsetenv ("LANG");
      rt_lang_init (NULL, "/nonexistent");
      g_assert_cmpstr (rt_lang_current (), ==, cases[i].expected);
    }
}

/* Chinese for a message that every version of the catalogue has had. */
#define MESSAGE "Print the version and exit"

static void
test_switch (void)
{
  static const char *const locales[] = { "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8", "nonsense" };
  g_autofree char *localedir = g_build_filename (g_getenv ("ROLLTOP_BUILD_DIR"), "po", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_setenv ("LC_ALL", locales[i], TRUE);
      rt_lang_init ("zh_CN", localedir);
      g_assert_cmpstr (_ (MESSAGE), !=, MESSAGE);
      g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, MESSAGE), ==, _ (MESSAGE));
      rt_lang_switch ("en");
      g_assert_cmpstr (rt_lang_current (), ==, "en");
      g_assert_cmpstr (_ (MESSAGE), ==, MESSAGE);
      rt_lang_switch ("xx");
      g_assert_cmpstr (rt_lang_current (), ==, "en");
      rt_lang_switch ("zh_CN");
      g_assert_cmpstr (_ (MESSAGE), !=, MESSAGE);
      g_assert_true (g_utf8_validate (_ (MESSAGE), -1, NULL));
      g_assert_true (g_get_charset (NULL));
    }
}

static void
test_by_name (void)
{
  const char *chinese;

  rt_lang_switch ("en");
  chinese = rt_lang_gettext ("zh_CN", MESSAGE);
  g_assert_cmpstr (chinese, !=, MESSAGE);
  g_assert_true (rt_lang_gettext ("zh_CN", MESSAGE) == chinese);
  g_assert_cmpstr (rt_lang_gettext ("en", MESSAGE), ==, MESSAGE);
  g_assert_cmpstr (rt_lang_gettext (NULL, MESSAGE), ==, MESSAGE);
  g_assert_cmpstr (rt_lang_gettext ("zh_CN", "not in any catalogue"), ==, "not in any catalogue");
  g_assert_cmpstr (rt_lang_gettext ("zh_CN", ""), ==, "");
  g_assert_cmpstr (rt_lang_pgettext ("zh_CN", "no context", "Order"), ==, "Order");
  g_assert_cmpstr (rt_lang_ngettext ("en", "%u page of this", "%u pages of this", 1), ==, "%u page of this");
  g_assert_cmpstr (rt_lang_ngettext ("en", "%u page of this", "%u pages of this", 2), ==, "%u pages of this");
  rt_lang_switch ("zh_CN");
  g_assert_cmpstr (rt_lang_gettext (NULL, MESSAGE), ==, _ (MESSAGE));
  g_assert_cmpstr (rt_lang_gettext ("en", MESSAGE), ==, MESSAGE);
  rt_lang_switch ("en");
}

static gpointer
translate_a_lot (gpointer data)
{
  for (int i = 0; i < 20000; i++)
    {
      const char *text = _ (MESSAGE);

      if (*text == '\0' || rt_lang_gettext ("zh_CN", MESSAGE) == NULL)
        return NULL;
    }
  return data;
}

static void
test_switch_while_others_translate (void)
{
  GThread *thread = g_thread_new ("translator", translate_a_lot, GINT_TO_POINTER (1));

  for (int i = 0; i < 2000; i++)
    rt_lang_switch (rt_lang_list ()[i % 2]);
  g_assert_nonnull (g_thread_join (thread));
  rt_lang_switch ("en");
}

int
main (int argc, char **argv)
{
  g_unsetenv ("ROLLTOP_LOCALEDIR");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/a catalogue of either byte order is read", test_catalogue);
  g_test_add_func ("/base/a cut or damaged catalogue has no translations and does no harm", test_damaged);
  g_test_add_func ("/base/the language is the first of ours the environment names", test_from_environment);
  g_test_add_func ("/base/messages switch between Chinese and English whatever locales are installed", test_switch);
  g_test_add_func ("/base/a message is had in either language whatever the process speaks", test_by_name);
  g_test_add_func ("/base/the language may change while another thread translates", test_switch_while_others_translate);
  return g_test_run ();
}
