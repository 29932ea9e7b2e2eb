/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the log says to people who read it. */
#include "config.h"

#include "rt-history.h"

#include <fnmatch.h>
#include <string.h>

/* Each word that the model writes into the log, as its source says it. */
static GHashTable *
list_actions (void)
{
  static const char *const built[] = { "training.acknowledged", "training.passed", "training.tried",
                                       "training.published",    "matrix.change",   "sign-in.refused",
                                       "password.refused",      "code.refused",    "text.found" };
  GHashTable *actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = g_build_filename (g_getenv ("ROLLTOP_SOURCE_DIR"), "src", "model", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GRegex) word = g_regex_new ("(?:rt_work_log|record|log_keys|rt_attempt_record|rt_desk_log_later) "
                                         "?\\([^;]*?\"([a-z-]+\\.[a-z-]+)\"|\\.action = \"([a-z.-]+)\"",
                                         0, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (built); i++)
    g_hash_table_add (actions, g_strdup (built[i]));
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *source = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      if (!g_str_has_suffix (name, ".c"))
        continue;
      g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
      for (g_regex_match (word, source, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *first = g_match_info_fetch (match, 1);
          g_autofree char *second = g_match_info_fetch (match, 2);

          g_hash_table_add (actions, g_strdup (first[0] != '\0' ? first : second));
        }
    }
  return actions;
}

/* Whoever reads the log reads sentences, and none that says the contrary of what happened. */
static void
test_every_sentence (void)
{
  g_autoptr (GHashTable) actions = list_actions ();
  GHashTableIter iter;
  gpointer action;

  g_assert_cmpuint (g_hash_table_size (actions), >, 60);
  g_hash_table_iter_init (&iter, actions);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    {
      g_autofree char *name = g_strdup ("Lin Mei");
      g_autofree char *record = g_strdup ("SO-10001");
      RtHistoryEntry entry = { .name = name, .action = action, .record = record };
      g_autofree char *sentence = rt_history_sentence (&entry);

      g_assert_cmpstr (strstr (sentence, action), ==, NULL);
      g_assert_true (g_str_has_suffix (sentence, "."));
      if (strstr (action, "refused") != NULL)
        g_assert_nonnull (strstr (sentence, "refused"));
      if (strcmp (action, "sign-in") != 0)
        g_assert_null (strstr (sentence, "signed in"));
    }
}

static void
test_kinds (void)
{
  static const char *const expected[][2] = {
    { "Keys and recovery sheets", "keys.ask keys.begin keys.finish keys.give keys.held keys.take keys.unproven"
                                  " recovery.drill recovery.manager recovery.new " },
    { "Rules and settings", "matrix.change right.change setting.change " },
    { "Training", "lesson.builtin lesson.discard lesson.draft lesson.edit lesson.publish lesson.retire"
                  " training.acknowledged training.passed training.published training.tried " },
    { "Texts with a number or address in them", "text.found " },
  };
  g_autoptr (GHashTable) actions = list_actions ();
  g_autoptr (GList) sorted = g_list_sort (g_hash_table_get_keys (actions), (GCompareFunc) strcmp);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GString) found = g_string_new (NULL);
      const RtHistoryKind *kind = RT_HISTORY_KINDS;

      while (g_strcmp0 (kind->name, expected[i][0]) != 0)
        kind++;
      for (GList *action = sorted; action != NULL; action = action->next)
        if (fnmatch (kind->pattern, action->data, 0) == 0)
          g_string_append_printf (found, "%s ", (const char *) action->data);
      g_assert_cmpstr (found->str, ==, expected[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/every entry of the log is a sentence, and a refusal says so", test_every_sentence);
  g_test_add_func ("/history/keys, rules, training and texts are filtered for by themselves", test_kinds);
  return g_test_run ();
}
