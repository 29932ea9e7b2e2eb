/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed about a ticket and kept until it is saved. */
#include "config.h"

#include <string.h>

#include "rt-secret.h"
#include "rt-text-draft.h"

static void
test_kept (void)
{
  static const char *const texts[] = { "The leg wobbles", "两行\n第二行\n", "12\n34", " <b>&amp; " };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) content = rt_text_draft_new (2071, texts[i]);
      gint64 ticket = 0;
      char *text = rt_text_draft_read (content, &ticket);

      g_assert_cmpstr (text, ==, texts[i]);
      g_assert_cmpint (ticket, ==, 2071);
      rt_wipe_string (text);
    }
}

static void
test_nothing (void)
{
  static const char *const noise[] = { "", "x", "0\ntext", "-4\ntext", "12", "9999999999999999999999\nx", "7\n\xFF" };
  gint64 ticket = 0;

  g_assert_null (rt_text_draft_new (1, ""));
  g_assert_null (rt_text_draft_new (1, " \n"));
  g_assert_null (rt_text_draft_read (NULL, &ticket));
  for (gsize i = 0; i < G_N_ELEMENTS (noise); i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_static (noise[i], strlen (noise[i]));

      g_assert_null (rt_text_draft_read (content, &ticket));
    }
}

static void
test_form (void)
{
  static const char *const values[] = { "",     "17 Ambergris Lane", "两行\n第二行\r\n", "a=b\nphone=c", "\\n \"x\" \\",
                                        " <b> " };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *name = g_strdup_printf ("name%u", (guint) i);

      rt_text_draft_add (text, name, values[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *name = g_strdup_printf ("name%u", (guint) i);
      char *value = rt_text_draft_get (text->str, name);

      g_assert_cmpstr (value, ==, values[i]);
      rt_wipe_string (value);
    }
  g_assert_null (rt_text_draft_get (text->str, "name"));
  g_assert_null (rt_text_draft_get (text->str, "phone"));
  g_assert_null (rt_text_draft_get (NULL, "name0"));
  g_assert_null (rt_text_draft_get ("name0=\\377", "name0"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-draft/what is typed comes back with its ticket", test_kept);
  g_test_add_func ("/text-draft/nothing typed is nothing kept, and noise is not read", test_nothing);
  g_test_add_func ("/text-draft/whatever stands in an entry of a form comes back under its name", test_form);
  return g_test_run ();
}
