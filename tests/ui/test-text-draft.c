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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-draft/what is typed comes back with its ticket", test_kept);
  g_test_add_func ("/text-draft/nothing typed is nothing kept, and noise is not read", test_nothing);
  return g_test_run ();
}
