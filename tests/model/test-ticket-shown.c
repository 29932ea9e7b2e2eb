/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each role gets to see of a ticket, field by field, own work or not, against an independent reading of product.md
 * §4. */
#include "config.h"

#include <string.h>

#include "rt-lang.h"
#include "rt-scene.h"

#define NAME  "张伟"
#define PHONE "138 0000 0012"
#define TEXT  "The left door hangs low."
#define CODE  "7 4 1 8"
#define NOTE  "Hinge ordered."

typedef struct
{
  RtFixture *f;
  gint64 own, other; /* tickets */
} Scene;

/* Two tickets: every part of the first is the work of the fixture's people, of the second that of somebody else with
 * the same roles. */
static void
book (RtFixture *f, gint64 ticket)
{
  RtSceneChange visit = { .id = ticket, .rev = rt_scene_rev (f, ticket), .time = "14:30", .code = CODE };

  visit.day = rt_desk_get_today (f->desk) + 1;
  rt_fixture_run (f, rt_scene_visit, &visit);
}

static gint64
add_ticket (RtFixture *f, gint64 order)
{
  gint64 id = rt_scene_ticket (f, order, TRUE, TEXT);
  RtSceneChange note = { .id = id, .text = NOTE };

  rt_fixture_run (f, rt_scene_note, &note);
  return id;
}

static void
sign_in_other (RtFixture *f, const char *login)
{
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_as (f, login, RT_FIXTURE_PASSWORD, NULL, &error);
  g_assert_no_error (error);
}

static Scene *
scene_new (void)
{
  Scene *scene = g_new0 (Scene, 1);
  RtFixture *f = scene->f = rt_fixture_new (NULL);
  gint64 own_order, other_order;

  rt_fixture_add (f, "clerk2", "Other Clerk", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  rt_fixture_add (f, "service2", "Other Service", RT_ROLES_OF (RT_ROLE_SERVICE), TRUE);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  own_order = rt_scene_order (f, NAME, PHONE);
  sign_in_other (f, "clerk2");
  other_order = rt_scene_order (f, NAME, "138 0000 0013");
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  scene->own = add_ticket (f, own_order);
  sign_in_other (f, "service2");
  scene->other = add_ticket (f, other_order);
  book (f, scene->other);
  rt_fixture_sign_in (f, RT_ROLE_DISPATCHER);
  book (f, scene->own);
  return scene;
}

static void
scene_free (Scene *scene)
{
  rt_fixture_free (scene->f);
  g_free (scene);
}

/* product.md §4, read by hand: C clear, O own work, M masked, H hidden. Columns: clerk, service, dispatcher, manager.
 */
typedef struct
{
  RtFieldId field;
  const char *cells;
  const char *clear, *masked; /* masked: of the row not one's own */
} Expectation;

static const Expectation table[] = {
  { RT_FIELD_NAME, "OOOC", NAME, "张**" },
  { RT_FIELD_PHONE, "OOOC", "+8613800000012", "138****0013" },
  { RT_FIELD_PHONE2, "OOOC", NULL, NULL },
  { RT_FIELD_EMAIL, "OOOC", "j@example.org", "j***@example.org" },
  { RT_FIELD_WECHAT, "OOOC", NULL, NULL },
  { RT_FIELD_REGION_COUNTRY, "OOOC", NULL, NULL },
  { RT_FIELD_REGION_PROVINCE, "OOOC", NULL, NULL },
  { RT_FIELD_REGION_CITY, "OOOC", "杭州市", "杭州市" },
  { RT_FIELD_REGION_DISTRICT, "OOOC", NULL, NULL },
  { RT_FIELD_POSTCODE, "OOOC", NULL, NULL },
  { RT_FIELD_STREET, "OOOC", "文三路 1 号", NULL },
  { RT_FIELD_BUILDING, "OOOC", NULL, NULL },
  { RT_FIELD_UNIT, "OOOC", NULL, NULL },
  { RT_FIELD_FLOOR, "OOOC", NULL, NULL },
  { RT_FIELD_LIFT, "OOOC", NULL, NULL },
  { RT_FIELD_PARKING, "OOOC", NULL, NULL },
  { RT_FIELD_DOOR_CODE, "HooH", CODE, NULL }, /* o: own work, and nothing at all otherwise */
  { RT_FIELD_KEY_PLACE, "HooH", NULL, NULL },
  { RT_FIELD_STYLE, "HHHH", NULL, NULL }, /* not on a ticket */
  { RT_FIELD_HOUSEHOLD, "HHHH", NULL, NULL },
  { RT_FIELD_MEASURES, "HHHH", NULL, NULL },
  { RT_FIELD_DESIGN_NOTE, "HHHH", NULL, NULL },
  { RT_FIELD_TICKET_TEXT, "MCOC", TEXT, "" },
  { RT_FIELD_RESOLUTION, "MCOC", NULL, NULL },
  { RT_FIELD_DIARY_TEXT, "MCOC", NOTE, "" }, /* of the note's entry */
  { RT_FIELD_PRICES, "HHHH", NULL, NULL },
  { RT_FIELD_PAYMENTS, "HHHH", NULL, NULL },
};

static RtShow
expect (char cell, gboolean own)
{
  switch (cell)
    {
    case 'C':
      return RT_SHOW_CLEAR;
    case 'O':
      return own ? RT_SHOW_CLEAR : RT_SHOW_MASKED;
    case 'o':
      return own ? RT_SHOW_CLEAR : RT_SHOW_HIDDEN;
    case 'M':
      return RT_SHOW_MASKED;
    default:
      return RT_SHOW_HIDDEN;
    }
}

static const RtShown *
shown_of (const RtTicket *ticket, RtFieldId field)
{
  if (field != RT_FIELD_DIARY_TEXT)
    return ticket->shown;
  for (guint i = 0; i < ticket->diary->len; i++)
    {
      const RtDiaryEntry *entry = g_ptr_array_index (ticket->diary, i);

      if (strcmp (entry->kind, "note") == 0)
        return entry->shown;
    }
  g_assert_not_reached ();
}

/* The two customers differ by a digit, so that a clear phone that should be masked cannot pass for the right one. */
static const char *
expect_text (const Expectation *e, RtShow show, gboolean own)
{
  if (show == RT_SHOW_HIDDEN)
    return NULL;
  if (show == RT_SHOW_CLEAR)
    return e->field == RT_FIELD_PHONE && !own ? "+8613800000013" : e->clear;
  return e->field == RT_FIELD_PHONE && own ? "138****0012" : e->masked;
}

static guint64
assert_ticket (const RtTicket *ticket, guint column, gboolean own)
{
  guint64 clear = 0;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const Expectation *e = &table[i];
      const RtShown *shown = shown_of (ticket, e->field);
      RtShow show = expect (e->cells[column], own);

      g_test_message ("role %u, own %d, field %s", column, own, rt_field_info (e->field)->name);
      g_assert_cmpint (rt_shown_get_show (shown, e->field), ==, show);
      g_assert_cmpstr (rt_shown_get_text (shown, e->field), ==, expect_text (e, show, own));
      if (show == RT_SHOW_CLEAR && e->clear != NULL)
        clear |= RT_FIELD_BIT (e->field);
    }
  return clear;
}

static void
test_brute_force (void)
{
  static const RtRole roles[] = { RT_ROLE_CLERK, RT_ROLE_SERVICE, RT_ROLE_DISPATCHER, RT_ROLE_MANAGER };
  Scene *scene = scene_new ();

  g_assert_cmpuint (G_N_ELEMENTS (table), ==, RT_N_FIELDS);
  for (guint column = 0; column < G_N_ELEMENTS (roles); column++)
    {
      rt_fixture_sign_in (scene->f, roles[column]);
      for (guint own = 0; own < 2; own++)
        {
          g_autoptr (RtTicket) ticket = rt_scene_open (scene->f, own ? scene->own : scene->other);
          guint64 clear = assert_ticket (ticket, column, own != 0);

          /* The look says which fields were seen, no more and no less. */
          g_assert_cmpint (rt_fixture_get_int (
                             scene->f, "SELECT fields FROM log WHERE action = 'ticket.open' ORDER BY seq DESC LIMIT 1"),
                           ==, (gint64) clear);
        }
    }
  g_assert_cmpint (rt_fixture_count_log (scene->f, "ticket.open"), ==, 8);
  scene_free (scene);
}

static void
test_refused (void)
{
  static const RtRole roles[] = { RT_ROLE_PRIVACY_OFFICER, RT_ROLE_ADMINISTRATOR };
  Scene *scene = scene_new ();
  RtSceneChange look = { .id = scene->own };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      rt_fixture_sign_in (scene->f, roles[i]);
      rt_fixture_refuse (scene->f, TRUE, rt_scene_look, &look, RT_ERROR_DENIED);
    }
  g_assert_cmpint (rt_fixture_count_log (scene->f, "ticket.open"), ==, 0);
  scene_free (scene);
}

static void
test_waiting (void)
{
  Scene *scene = scene_new ();
  g_autoptr (RtTicket) ticket = NULL;

  rt_fixture_add (scene->f, "newcomer", "New Comer", RT_ROLES_OF (RT_ROLE_SERVICE), FALSE);
  sign_in_other (scene->f, "newcomer");
  ticket = rt_scene_open (scene->f, scene->own);
  for (guint i = 0; i < RT_N_FIELDS; i++)
    g_assert_cmpint (rt_shown_get_show (ticket->shown, i), <=, RT_SHOW_MASKED);
  g_assert_cmpstr (rt_shown_get_text (ticket->shown, RT_FIELD_TICKET_TEXT), ==, "");
  g_assert_cmpstr (rt_shown_get_text (ticket->shown, RT_FIELD_NAME), ==, "张**");
  scene_free (scene);
}

/* Resolved, it is nobody's open job any more: the contact falls back to masked for service. */
static void
test_resolved (void)
{
  Scene *scene = scene_new ();
  RtSceneChange done = { .id = scene->own, .state = RT_TICKET_RESOLVED, .text = "New hinge." };
  g_autoptr (RtTicket) ticket = NULL;

  rt_fixture_sign_in (scene->f, RT_ROLE_SERVICE);
  done.rev = rt_scene_rev (scene->f, scene->own);
  rt_fixture_run (scene->f, rt_scene_state, &done);
  ticket = rt_scene_open (scene->f, scene->own);
  g_assert_cmpint (rt_shown_get_show (ticket->shown, RT_FIELD_PHONE), ==, RT_SHOW_MASKED);
  g_assert_cmpstr (rt_shown_get_text (ticket->shown, RT_FIELD_RESOLUTION), ==, "New hinge.");
  g_assert_cmpstr (rt_shown_get_text (ticket->shown, RT_FIELD_TICKET_TEXT), ==, TEXT);
  scene_free (scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rt_lang_init ("en", NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/ticket/each role sees of each field what the table says, own work or not, and the log says so",
                   test_brute_force);
  g_test_add_func ("/ticket/who does not work with tickets does not open one", test_refused);
  g_test_add_func ("/ticket/whoever is not let in yet sees everything masked", test_waiting);
  g_test_add_func ("/ticket/a resolved ticket shows its customer masked again", test_resolved);
  return g_test_run ();
}
