/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices in a real store: the first one, drafts, publishing, frozen for good. */
#include "config.h"

#include <string.h>

#include "rt-fixture.h"
#include "rt-lang.h"
#include "rt-notice-private.h"

typedef struct
{
  gint64 id;
  const char *lang;
  RtNoticePart part;
  const char *text;
} Change;

static gpointer
get_current (RtWork *work, gpointer data, GError **error)
{
  return rt_notice_get_current (work, error);
}

static gpointer
get_draft (RtWork *work, gpointer data, GError **error)
{
  return rt_notice_get_draft (work, error);
}

static gpointer
get_one (RtWork *work, gpointer data, GError **error)
{
  return rt_notice_get (work, ((Change *) data)->id, error);
}

static gpointer
list (RtWork *work, gpointer data, GError **error)
{
  return rt_notice_list (work, error);
}

static gpointer
set_part (RtWork *work, gpointer data, GError **error)
{
  Change *c = data;

  rt_notice_set_part (work, c->id, c->lang, c->part, c->text, error);
  return NULL;
}

static gpointer
publish (RtWork *work, gpointer data, GError **error)
{
  rt_notice_publish (work, ((Change *) data)->id, error);
  return NULL;
}

static gpointer
reach (RtWork *work, gpointer data, GError **error)
{
  rt_notice_reach (work, data, error);
  return NULL;
}

static void
test_reach (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 whom[2] = { 7, 7 };

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, reach, whom);
  g_assert_cmpint (whom[0], ==, 0);
  g_assert_cmpint (whom[1], ==, 0);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, FALSE, reach, whom, RT_ERROR_DENIED);
}

static void
test_first (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtNotice) notice = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  notice = rt_fixture_read (f, get_current, NULL);
  g_assert_true (notice->published);
  g_assert_cmpint (notice->version, ==, 1);
  g_assert_cmpint (notice->published_at, ==, RT_FIXTURE_NOW);
  g_assert_nonnull (notice->published_by_name);
  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    {
      g_assert_cmpuint (rt_notice_missing (notice, rt_notice_language (i)), ==, 0);
      g_assert_nonnull (strstr (notice->summary[i], rt_desk_get_store (f->desk)->name));
    }
}

static void
test_next_version (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtNotice) draft = NULL;
  g_autoptr (RtNotice) again = NULL;
  g_autoptr (RtNotice) current = NULL;
  g_autoptr (GPtrArray) all = NULL;
  Change change = { 0 };

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  draft = rt_fixture_run (f, get_draft, NULL);
  again = rt_fixture_run (f, get_draft, NULL);
  g_assert_cmpint (draft->version, ==, 0);
  g_assert_cmpint (draft->id, ==, again->id);
  change = (Change){ draft->id, "en", RT_NOTICE_COMPLAIN, "Tell us {first} & <b>aloud</b>." };
  rt_fixture_run (f, set_part, &change);
  rt_fixture_run (f, publish, &change);
  current = rt_fixture_read (f, get_current, NULL);
  g_assert_cmpint (current->version, ==, 2);
  g_assert_cmpstr (current->text[0][RT_NOTICE_COMPLAIN], ==, "Tell us {first} & <b>aloud</b>.");
  g_assert_cmpstr (current->text[1][RT_NOTICE_COMPLAIN], ==, draft->text[1][RT_NOTICE_COMPLAIN]);
  all = rt_fixture_read (f, list, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (((RtNotice *) g_ptr_array_index (all, 0))->version, ==, 2);
  g_assert_cmpint (rt_fixture_count_log (f, "notice.publish"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "notice.edit"), ==, 1);
}

static void
test_incomplete (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtNotice) draft = NULL;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  draft = rt_fixture_run (f, get_draft, NULL);
  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
      {
        Change change = { draft->id, rt_notice_language (i), part, " \n " };

        rt_fixture_run (f, set_part, &change);
        rt_fixture_refuse (f, TRUE, publish, &change, RT_ERROR_INVALID);
        change.text = "There again.";
        rt_fixture_run (f, set_part, &change);
      }
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT max (version) FROM notice"), ==, 1);
}

static void
test_frozen (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Change change = { 1, "en", RT_NOTICE_WHO, "Somebody else" };

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_refuse (f, TRUE, set_part, &change, RT_ERROR_INVALID);
  rt_fixture_refuse (f, TRUE, publish, &change, RT_ERROR_INVALID);
  change.lang = "fr";
  rt_fixture_refuse (f, TRUE, set_part, &change, RT_ERROR_INVALID);
  change.id = 77;
  rt_fixture_refuse (f, FALSE, get_one, &change, RT_ERROR_NOT_FOUND);
}

/* Past the model, straight into the file. */
static void
test_frozen_raw (void)
{
  static const char *const statements[] = {
    "UPDATE notice_part SET text = 'x'",
    "DELETE FROM notice_part",
    "INSERT INTO notice_part (notice_id, language, part, text) VALUES (1, 'en', 'more', 'x')",
    "UPDATE notice SET state = 'draft'",
    "UPDATE notice SET version = 9",
    "DELETE FROM notice",
  };
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) open_error = NULL;
  g_autoptr (RtDb) db = NULL;

  rt_desk_close (f->desk);
  db = rt_db_open (f->path, RT_DB_WRITE, rt_fixture_keyring_peek (f->keyring, "store-key"), &open_error);
  g_assert_no_error (open_error);
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", statements[i]);
      g_assert_false (rt_db_exec (db, statements[i], &error));
      g_assert_nonnull (error);
    }
}

static void
test_rights (void)
{
  static const RtRole readers[] = { RT_ROLE_CLERK, RT_ROLE_SERVICE, RT_ROLE_DISPATCHER, RT_ROLE_PRIVACY_OFFICER };
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autoptr (RtNotice) notice = NULL;
      Change change = { 1, "en", RT_NOTICE_WHO, "x" };

      rt_fixture_sign_in (f, readers[i]);
      notice = rt_fixture_read (f, get_current, NULL);
      g_assert_nonnull (notice);
      rt_fixture_refuse (f, TRUE, get_draft, NULL, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, set_part, &change, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, publish, &change, RT_ERROR_DENIED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rt_lang_init ("en", NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/notice store/a new store has version 1 in both languages", test_first);
  g_test_add_func ("/notice store/a draft becomes the next version and the one before stays", test_next_version);
  g_test_add_func ("/notice store/nothing is published while a part is missing in a language", test_incomplete);
  g_test_add_func ("/notice store/whom a new version concerns is told to those who write it", test_reach);
  g_test_add_func ("/notice store/a published notice is changed by nobody", test_frozen);
  g_test_add_func ("/notice store/a published notice is not changed past the model either", test_frozen_raw);
  g_test_add_func ("/notice store/many read it, managers write it", test_rights);
  return g_test_run ();
}
