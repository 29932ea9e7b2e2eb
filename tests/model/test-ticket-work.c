/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tickets worked in a real store: states, who has them, visits and what is erased with them. */
#include "config.h"

#include <string.h>

#include "rt-lang.h"
#include "rt-scene.h"

#define TEXT "The left door hangs low."

typedef struct
{
  RtFixture *f;
  gint64 order, ticket;
} Scene;

/* A ticket of the service person's own, who is signed in. */
static Scene *
scene_new (void)
{
  Scene *scene = g_new0 (Scene, 1);

  scene->f = rt_fixture_new (NULL);
  rt_fixture_sign_in (scene->f, RT_ROLE_CLERK);
  scene->order = rt_scene_order (scene->f, "张伟", "138 0000 0012");
  rt_fixture_sign_in (scene->f, RT_ROLE_SERVICE);
  scene->ticket = rt_scene_ticket (scene->f, scene->order, TRUE, TEXT);
  return scene;
}

static void
scene_free (Scene *scene)
{
  rt_fixture_free (scene->f);
  g_free (scene);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static RtSceneChange
change_of (Scene *scene)
{
  RtSceneChange change = { .id = scene->ticket, .rev = rt_scene_rev (scene->f, scene->ticket), .day = RT_DAY_NONE };

  return change;
}

static void
go (Scene *scene, RtTicketState state, const char *resolution)
{
  RtSceneChange change = change_of (scene);

  change.state = state;
  change.text = resolution;
  rt_fixture_run (scene->f, rt_scene_state, &change);
}

static void
refuse_state (Scene *scene, RtTicketState state, const char *resolution, RtError code)
{
  RtSceneChange change = change_of (scene);

  change.state = state;
  change.text = resolution;
  rt_fixture_refuse (scene->f, TRUE, rt_scene_state, &change, code);
}

static void
book (Scene *scene, int days, const char *code)
{
  RtSceneChange change = change_of (scene);

  change.day = rt_desk_get_today (scene->f->desk) + days;
  change.time = "afternoon";
  change.code = code;
  rt_fixture_run (scene->f, rt_scene_visit, &change);
}

static gint64
count_access (Scene *scene)
{
  return rt_fixture_get_int (scene->f, "SELECT count (*) FROM ticket WHERE access_sealed IS NOT NULL");
}

/* --- States --- */

static void
test_life (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (RtTicket) ticket = NULL;

  refuse_state (scene, RT_TICKET_CLOSED, NULL, RT_ERROR_INVALID);
  go (scene, RT_TICKET_IN_PROGRESS, NULL);
  go (scene, RT_TICKET_WAITING, NULL);
  refuse_state (scene, RT_TICKET_RESOLVED, "  ", RT_ERROR_INVALID);
  refuse_state (scene, RT_TICKET_RESOLVED, "paid with 4111 1111 1111 1111", RT_ERROR_INVALID);
  go (scene, RT_TICKET_RESOLVED, "New hinge.");
  ticket = rt_scene_open (scene->f, scene->ticket);
  g_assert_cmpint (ticket->state, ==, RT_TICKET_RESOLVED);
  g_assert_cmpint (ticket->resolved_at, ==, RT_FIXTURE_NOW);
  g_assert_cmpint (ticket->diary->len, ==, 5); /* opened, taken, three steps */
  go (scene, RT_TICKET_CLOSED, NULL);
  refuse_state (scene, RT_TICKET_IN_PROGRESS, NULL, RT_ERROR_DENIED);
  rt_fixture_sign_in (scene->f, RT_ROLE_MANAGER);
  go (scene, RT_TICKET_IN_PROGRESS, NULL);
  g_assert_cmpint (rt_fixture_get_int (scene->f, "SELECT coalesce (resolved_at, 0) FROM ticket"), ==, 0);
  g_assert_cmpint (rt_fixture_count_log (scene->f, "ticket.state"), ==, 5);
  g_assert_cmpint (rt_fixture_count_log (scene->f, "ticket.new"), ==, 1);
}

static void
test_closed (void)
{
  g_autoptr (Scene) scene = scene_new ();
  RtSceneChange change = { 0 };

  go (scene, RT_TICKET_RESOLVED, "Done.");
  change = change_of (scene);
  change.priority = RT_PRIORITY_URGENT;
  change.text = "one more thing";
  rt_fixture_refuse (scene->f, TRUE, rt_scene_priority, &change, RT_ERROR_INVALID);
  rt_fixture_run (scene->f, rt_scene_note, &change);
  go (scene, RT_TICKET_CLOSED, NULL);
  rt_fixture_refuse (scene->f, TRUE, rt_scene_note, &change, RT_ERROR_INVALID);
}

static void
test_conflict (void)
{
  g_autoptr (Scene) scene = scene_new ();
  RtSceneChange late = change_of (scene);

  go (scene, RT_TICKET_IN_PROGRESS, NULL);
  late.state = RT_TICKET_WAITING;
  late.priority = RT_PRIORITY_HIGH;
  rt_fixture_refuse (scene->f, TRUE, rt_scene_state, &late, RT_ERROR_CONFLICT);
  rt_fixture_refuse (scene->f, TRUE, rt_scene_priority, &late, RT_ERROR_CONFLICT);
  rt_fixture_refuse (scene->f, TRUE, rt_scene_visit_done, &late, RT_ERROR_CONFLICT);
  late.id = 999;
  rt_fixture_refuse (scene->f, TRUE, rt_scene_state, &late, RT_ERROR_NOT_FOUND);
}

static void
test_readers (void)
{
  static const RtRole roles[] = { RT_ROLE_CLERK, RT_ROLE_DISPATCHER };
  g_autoptr (Scene) scene = scene_new ();

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      RtSceneChange change = { 0 };

      rt_fixture_sign_in (scene->f, roles[i]);
      change = change_of (scene);
      change.state = RT_TICKET_IN_PROGRESS;
      change.text = "words";
      rt_fixture_refuse (scene->f, TRUE, rt_scene_state, &change, RT_ERROR_DENIED);
      rt_fixture_refuse (scene->f, TRUE, rt_scene_note, &change, RT_ERROR_DENIED);
      rt_fixture_refuse (scene->f, TRUE, rt_scene_priority, &change, RT_ERROR_DENIED);
    }
}

/* --- Whose it is --- */

static void
assign (Scene *scene, gint64 staff)
{
  RtSceneChange change = change_of (scene);

  change.staff = staff;
  rt_fixture_run (scene->f, rt_scene_assign, &change);
}

static void
refuse_assign (Scene *scene, gint64 staff, RtError code)
{
  RtSceneChange change = change_of (scene);

  change.staff = staff;
  rt_fixture_refuse (scene->f, TRUE, rt_scene_assign, &change, code);
}

static void
test_assign (void)
{
  g_autoptr (Scene) scene = scene_new ();
  gint64 service = rt_fixture_sign_in (scene->f, RT_ROLE_SERVICE);
  gint64 clerk = rt_fixture_sign_in (scene->f, RT_ROLE_CLERK);
  gint64 second = rt_fixture_add (scene->f, "service2", "Second", RT_ROLES_OF (RT_ROLE_SERVICE), TRUE);
  gint64 waiting = rt_fixture_add (scene->f, "service3", "Third", RT_ROLES_OF (RT_ROLE_SERVICE), FALSE);

  rt_fixture_sign_in (scene->f, RT_ROLE_SERVICE);
  refuse_assign (scene, second, RT_ERROR_DENIED); /* to others: not service's to decide */
  refuse_assign (scene, 0, RT_ERROR_DENIED);
  rt_fixture_sign_in (scene->f, RT_ROLE_DISPATCHER);
  refuse_assign (scene, clerk, RT_ERROR_INVALID);
  refuse_assign (scene, waiting, RT_ERROR_INVALID);
  refuse_assign (scene, 12345, RT_ERROR_INVALID);
  assign (scene, 0);
  rt_fixture_sign_in (scene->f, RT_ROLE_CLERK);
  refuse_assign (scene, clerk, RT_ERROR_DENIED);
  rt_fixture_sign_in (scene->f, RT_ROLE_SERVICE);
  assign (scene, service); /* nobody's: taken */
  g_assert_cmpint (rt_fixture_get_int (scene->f, "SELECT assigned_to FROM ticket"), ==, service);
}

/* Handing a ticket on takes the customer along. */
static void
test_own_follows (void)
{
  g_autoptr (Scene) scene = scene_new ();
  gint64 second = rt_fixture_add (scene->f, "service2", "Second", RT_ROLES_OF (RT_ROLE_SERVICE), TRUE);
  g_autoptr (RtTicket) ticket = NULL;

  rt_fixture_sign_in (scene->f, RT_ROLE_MANAGER);
  assign (scene, second);
  rt_fixture_sign_in (scene->f, RT_ROLE_SERVICE);
  ticket = rt_scene_open (scene->f, scene->ticket);
  g_assert_cmpstr (rt_shown_get_text (ticket->shown, RT_FIELD_PHONE), ==, "138****0012");
}

/* --- Visits --- */

static void
test_visit_done (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (RtTicket) ticket = NULL;
  RtSceneChange change = { 0 };

  book (scene, 1, "2580");
  g_assert_cmpint (count_access (scene), ==, 1);
  change = change_of (scene);
  rt_fixture_run (scene->f, rt_scene_visit_done, &change);
  g_assert_cmpint (count_access (scene), ==, 0);
  ticket = rt_scene_open (scene->f, scene->ticket);
  g_assert_true (ticket->visit_done);
  g_assert_null (rt_shown_get_text (ticket->shown, RT_FIELD_DOOR_CODE));
}

static void
test_visit_called_off (void)
{
  g_autoptr (Scene) scene = scene_new ();
  RtSceneChange change = { 0 };

  book (scene, 1, "2580");
  change = change_of (scene);
  rt_fixture_run (scene->f, rt_scene_visit, &change);
  g_assert_cmpint (count_access (scene), ==, 0);
  g_assert_cmpint (rt_fixture_get_int (scene->f, "SELECT count (*) FROM ticket WHERE visit_on IS NOT NULL"), ==, 0);
  change = change_of (scene);
  rt_fixture_refuse (scene->f, TRUE, rt_scene_visit_done, &change, RT_ERROR_INVALID);
}

/* By a manager, who may not see access details at all. */
static void
test_resolved_erases (void)
{
  g_autoptr (Scene) scene = scene_new ();

  book (scene, 1, "2580");
  rt_fixture_sign_in (scene->f, RT_ROLE_MANAGER);
  go (scene, RT_TICKET_RESOLVED, "By telephone.");
  g_assert_cmpint (count_access (scene), ==, 0);
}

/* A dispatcher who books for next week may write the code down and does not see it before the day before. */
static void
test_code_kept (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (RtTicket) early = NULL;
  g_autoptr (RtTicket) late = NULL;

  rt_fixture_sign_in (scene->f, RT_ROLE_DISPATCHER);
  book (scene, 7, "2580");
  early = rt_scene_open (scene->f, scene->ticket);
  g_assert_cmpint (rt_shown_get_show (early->shown, RT_FIELD_DOOR_CODE), ==, RT_SHOW_HIDDEN);
  book (scene, 6, NULL); /* moved; what they cannot see stays */
  g_assert_cmpint (count_access (scene), ==, 1);
  book (scene, 1, "1470");
  late = rt_scene_open (scene->f, scene->ticket);
  g_assert_cmpstr (rt_shown_get_text (late->shown, RT_FIELD_DOOR_CODE), ==, "1470");
  book (scene, 2, ""); /* seen and taken out */
  g_assert_cmpint (count_access (scene), ==, 0);
}

static void
test_visit_rights (void)
{
  g_autoptr (Scene) scene = scene_new ();
  RtSceneChange change = change_of (scene);

  change.day = rt_desk_get_today (scene->f->desk) - 1;
  rt_fixture_refuse (scene->f, TRUE, rt_scene_visit, &change, RT_ERROR_INVALID);
  change.day += 2;
  change.time = " 9:30";
  rt_fixture_refuse (scene->f, TRUE, rt_scene_visit, &change, RT_ERROR_INVALID);
  change.time = "24:00";
  rt_fixture_refuse (scene->f, TRUE, rt_scene_visit, &change, RT_ERROR_INVALID);
  change.time = "09:30";
  rt_fixture_add (scene->f, "service2", "Second", RT_ROLES_OF (RT_ROLE_SERVICE), TRUE);
  g_assert_true (rt_fixture_sign_in_as (scene->f, "service2", RT_FIXTURE_PASSWORD, NULL, NULL));
  rt_fixture_refuse (scene->f, TRUE, rt_scene_visit, &change, RT_ERROR_DENIED); /* not their ticket */
  rt_fixture_sign_in (scene->f, RT_ROLE_CLERK);
  rt_fixture_refuse (scene->f, TRUE, rt_scene_visit, &change, RT_ERROR_DENIED);
}

/* --- What is on the disk, what is in the log --- */

static gboolean
holds_words (RtFixture *f, const char *words)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT (SELECT count (*) FROM ticket WHERE instr (service_sealed, CAST ('%1$s' AS BLOB)) > 0"
    " OR instr (service_masked, CAST ('%1$s' AS BLOB)) > 0"
    " OR instr (access_sealed, CAST ('%1$s' AS BLOB)) > 0)"
    " + (SELECT count (*) FROM diary WHERE instr (service_sealed, CAST ('%1$s' AS BLOB)) > 0"
    " OR instr (service_masked, CAST ('%1$s' AS BLOB)) > 0"
    " OR coalesce (from_word, '') || coalesce (to_word, '') LIKE '%%%1$s%%')"
    " + (SELECT count (*) FROM log WHERE coalesce (reason, '') || coalesce (detail, '') LIKE '%%%1$s%%')",
    words);

  return rt_fixture_get_int (f, sql) > 0;
}

static gint64
count_found (Scene *scene, const char *detail, RtFieldId field)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT count (*) FROM log WHERE action = 'text.found' AND detail = '%s' AND fields = %" G_GUINT64_FORMAT
    " AND row = %" G_GINT64_FORMAT,
    detail, RT_FIELD_BIT (field), scene->ticket);

  return rt_fixture_get_int (scene->f, sql);
}

static gpointer
add_note (RtWork *work, gpointer data, GError **error)
{
  return rt_ticket_add_note (work, ((Scene *) data)->ticket, "Her sister is at 139 1111 0013 or s@b-mail.example.",
                             error)
           ? data
           : NULL;
}

/* How often a number or an address was left in a text stands in the log, and never which. */
static void
test_found (void)
{
  g_autoptr (Scene) scene = scene_new ();

  g_assert_cmpint (rt_fixture_count_log (scene->f, "text.found"), ==, 0);
  rt_fixture_run (scene->f, add_note, scene);
  g_assert_cmpint (count_found (scene, "phone,email", RT_FIELD_DIARY_TEXT), ==, 1);
  go (scene, RT_TICKET_RESOLVED, "New hinge; she called from 139 1111 0013.");
  g_assert_cmpint (count_found (scene, "phone", RT_FIELD_RESOLUTION), ==, 1);
  scene->ticket = rt_scene_ticket (scene->f, scene->order, TRUE, "Call 139 1111 0013.");
  g_assert_cmpint (count_found (scene, "phone", RT_FIELD_TICKET_TEXT), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (scene->f, "text.found"), ==, 3);
  g_assert_false (holds_words (scene->f, "0013"));
  g_assert_true (rt_fixture_verify_log (scene->f, NULL));
}

static void
test_sealed (void)
{
  g_autoptr (Scene) scene = scene_new ();
  RtSceneChange note = { .id = scene->ticket, .text = "Hinge ordered from the maker." };

  rt_fixture_run (scene->f, rt_scene_note, &note);
  book (scene, 1, "ring at Zhao");
  go (scene, RT_TICKET_WAITING, NULL);
  g_assert_false (holds_words (scene->f, "door"));
  g_assert_false (holds_words (scene->f, "Hinge"));
  g_assert_false (holds_words (scene->f, "Zhao"));
  g_assert_true (rt_fixture_verify_log (scene->f, NULL));
}

static gpointer
create_on_nothing (RtWork *work, gpointer data, GError **error)
{
  rt_ticket_create (work, data, error);
  return NULL;
}

static void
test_create_refused (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (RtTicketEdit) edit = rt_ticket_edit_new (999, 0);

  edit->text = g_strdup (TEXT);
  rt_fixture_refuse (scene->f, TRUE, create_on_nothing, edit, RT_ERROR_NOT_FOUND);
  edit->order_id = scene->order;
  edit->line_id = 999;
  rt_fixture_refuse (scene->f, TRUE, create_on_nothing, edit, RT_ERROR_NOT_FOUND);
  edit->line_id = 0;
  rt_fixture_sign_in (scene->f, RT_ROLE_CLERK);
  rt_fixture_refuse (scene->f, TRUE, create_on_nothing, edit, RT_ERROR_DENIED);
  g_assert_cmpint (rt_fixture_get_int (scene->f, "SELECT count (*) FROM ticket"), ==, 1);
  g_assert_cmpint (rt_fixture_get_int (scene->f, "SELECT next FROM sequence WHERE id = 'ticket'") -
                     rt_fixture_get_int (scene->f, "SELECT number FROM ticket"),
                   ==, 1);
}

/* The warranty of the line as it stands on the day the ticket is opened. */
static gpointer
deliver (RtWork *work, gpointer data, GError **error)
{
  Scene *scene = data;

  rt_order_set_state (work, scene->order, 1, RT_ORDER_DELIVERED, rt_day_new (2026, 11, 21), error);
  return NULL;
}

static gpointer
create_on_line (RtWork *work, gpointer data, GError **error)
{
  Scene *scene = data;
  g_autoptr (RtTicketEdit) edit = NULL;
  gint64 line = 0;

  if (!rt_db_get_int (rt_work_get_db (work), "SELECT min (id) FROM order_line", &line, error))
    return NULL;
  edit = rt_ticket_edit_new (scene->order, line);
  edit->text = g_strdup (TEXT);
  scene->ticket = rt_ticket_create (work, edit, error);
  return NULL;
}

static void
test_warranty (void)
{
  g_autoptr (Scene) scene = scene_new ();
  g_autoptr (RtTicket) before = rt_scene_open (scene->f, scene->ticket);
  g_autoptr (RtTicket) after = NULL;

  rt_fixture_sign_in (scene->f, RT_ROLE_CLERK);
  rt_fixture_run (scene->f, deliver, scene);
  rt_fixture_sign_in (scene->f, RT_ROLE_SERVICE);
  rt_fixture_run (scene->f, create_on_line, scene);
  after = rt_scene_open (scene->f, scene->ticket);
  g_assert_cmpint (before->warranty_until, ==, RT_DAY_NONE);
  g_assert_false (before->in_warranty);
  g_assert_cmpint (after->warranty_until, ==, rt_day_new (2027, 11, 21));
  g_assert_true (after->in_warranty);
  g_assert_cmpstr (after->line_description, ==, "Oak wardrobe");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rt_lang_init ("en", NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/ticket work/a ticket lives from opened to closed, and a manager takes it up again", test_life);
  g_test_add_func ("/ticket work/a resolved ticket changes no more, a closed one takes no note", test_closed);
  g_test_add_func ("/ticket work/a change over somebody else's is refused", test_conflict);
  g_test_add_func ("/ticket work/who may only read changes nothing", test_readers);
  g_test_add_func ("/ticket work/a ticket is taken by service and handed out by others, to people who work tickets",
                   test_assign);
  g_test_add_func ("/ticket work/who hands a ticket on sees its customer masked", test_own_follows);
  g_test_add_func ("/ticket work/access details are gone when the visit is done", test_visit_done);
  g_test_add_func ("/ticket work/access details are gone when the visit is called off", test_visit_called_off);
  g_test_add_func ("/ticket work/access details are gone when the ticket is resolved, also by who never sees them",
                   test_resolved_erases);
  g_test_add_func ("/ticket work/access details stay when moved by who does not see them yet", test_code_kept);
  g_test_add_func ("/ticket work/a visit is booked by who plans or has the ticket, for a day to come",
                   test_visit_rights);
  g_test_add_func ("/ticket work/no word of it is readable in a row or the log, and the log is whole", test_sealed);
  g_test_add_func ("/ticket work/a number left in a text is counted in the log and not written there", test_found);
  g_test_add_func ("/ticket work/nothing is opened on nothing, and no number is lost", test_create_refused);
  g_test_add_func ("/ticket work/the warranty is that of the line on the day it is opened", test_warranty);
  return g_test_run ();
}
