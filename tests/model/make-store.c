/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store for tests of the windows, made through the model beside the keyring of the desktop: make-store STORE DATA.
 * DATA is a key file. [people]: login=role of those there are besides one of each role. [table]: class=a letter for
 * each role, C clear, O own work, M masked, H hidden, when it is not to be the default one. Every other group is one
 * customer with an order, a ticket and a resolved ticket: the fields of the registry by name, "taken-by", "ticket-by",
 * "planned-by" (logins), "line" and "price". Prints one JSON object: the recovery sheet and the numbers given. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "rt-matrix-store.h"
#include "rt-order-fixture.h"
#include "rt-scene.h"

typedef struct
{
  RtFixture *f;
  GKeyFile *data;
  const char *group;
} Maker;

static char *
get (Maker *self, const char *key)
{
  return g_key_file_get_string (self->data, self->group, key, NULL);
}

static void
set_text (char **place, char *text)
{
  if (text == NULL)
    return;
  g_free (*place);
  *place = text;
}

static void
sign_in (Maker *self, const char *key)
{
  g_autofree char *login = get (self, key);
  g_autoptr (GError) error = NULL;
  RtRole role;

  g_assert_nonnull (login);
  rt_fixture_lock (self->f);
  if (rt_role_from_id (login, &role))
    rt_fixture_sign_in (self->f, role);
  else
    rt_fixture_sign_in_as (self->f, login, RT_FIXTURE_PASSWORD, NULL, &error);
  g_assert_no_error (error);
}

static void
add_people (Maker *self)
{
  g_auto (GStrv) logins = g_key_file_get_keys (self->data, "people", NULL, NULL);

  for (guint role = 0; role < RT_N_ROLES; role++)
    rt_fixture_sign_in (self->f, (RtRole) role);
  for (gsize i = 0; logins != NULL && logins[i] != NULL; i++)
    {
      g_autofree char *id = g_key_file_get_string (self->data, "people", logins[i], NULL);
      RtRoles roles = 0;

      g_assert_true (rt_roles_parse (id, &roles, NULL));
      rt_fixture_add (self->f, logins[i], logins[i], roles, TRUE);
    }
}

static gint64
add_order (Maker *self)
{
  g_autoptr (RtOrderEdit) edit = rt_test_edit (0);
  RtLineEdit *line = g_ptr_array_index (edit->lines, 0);
  g_autoptr (GError) error = NULL;
  gint64 id;

  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      g_autofree char *value = get (self, rt_field_info ((RtFieldId) i)->name);
      RtClass klass = rt_field_info ((RtFieldId) i)->klass;

      if (klass == RT_CLASS_CONTACT || klass == RT_CLASS_ADDRESS || klass == RT_CLASS_HOME)
        rt_test_set (edit, (RtFieldId) i, value);
      edit->home_consent = edit->home_consent || (klass == RT_CLASS_HOME && value != NULL);
    }
  set_text (&line->description, get (self, "line"));
  set_text (&line->quantity, g_strdup ("1"));
  set_text (&line->unit_price, get (self, "prices"));
  set_text (&edit->deposit, get (self, "payments"));
  sign_in (self, "taken-by");
  id = rt_test_save (self->f, edit, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
add_ticket (Maker *self, gint64 order)
{
  g_autofree char *words = get (self, "ticket_text");
  g_autofree char *note = get (self, "diary_text");
  gint64 id = rt_scene_ticket (self->f, order, TRUE, words);
  RtSceneChange change = { .id = id, .text = note };

  if (note != NULL)
    rt_fixture_run (self->f, rt_scene_note, &change);
  return id;
}

typedef struct
{
  RtSceneChange change;
  gint64 order;
} Step;

static gpointer
resolve (RtWork *work, gpointer data, GError **error)
{
  Step *step = data;
  g_autoptr (RtTicket) ticket = rt_ticket_open (work, step->change.id, "test", error);

  return ticket != NULL &&
             rt_ticket_set_state (work, ticket->id, ticket->rev, RT_TICKET_RESOLVED, step->change.text, error)
           ? step
           : NULL;
}

static gpointer
plan (RtWork *work, gpointer data, GError **error)
{
  Step *step = data;
  RtDay today = rt_work_get_today (work);
  g_autoptr (RtOrder) order = rt_order_open (work, step->order, "test", error);
  g_autoptr (RtTicket) ticket = rt_ticket_open (work, step->change.id, "test", error);

  return order != NULL && ticket != NULL &&
             rt_order_plan (work, order->id, order->rev, today, today + 1, "morning", error) &&
             rt_ticket_book_visit (work, ticket->id, ticket->rev, today, "morning", step->change.code, step->change.key,
                                   error)
           ? step
           : NULL;
}

static gpointer
tell (RtWork *work, gpointer data, GError **error)
{
  Step *step = data;
  g_autoptr (RtTicket) ticket = rt_ticket_open (work, step->change.id, "test", error);
  g_autoptr (RtOrder) order = rt_order_open (work, step->order, "test", error);
  g_autofree char *order_number = rt_order_number_format (order->number);
  g_autofree char *customer_number = rt_customer_number_format (order->customer_number);
  g_autofree char *ticket_number = rt_ticket_number_format (ticket->number);

  printf ("{ \"order\": \"%s\", \"customer\": \"%s\", \"ticket\": \"%s\" }", order_number, customer_number,
          ticket_number);
  return step;
}

static void
make_group (Maker *self)
{
  g_autofree char *resolution = get (self, "resolution");
  g_autofree char *code = get (self, "door_code");
  g_autofree char *key = get (self, "key_place");
  g_autofree char *planner = get (self, "planned-by");
  Step step = { .order = add_order (self) };

  sign_in (self, "ticket-by");
  if (resolution != NULL)
    {
      step.change.id = rt_scene_ticket (self->f, step.order, TRUE, "resolved");
      step.change.text = resolution;
      g_assert_nonnull (rt_fixture_run (self->f, resolve, &step));
    }
  step.change.id = add_ticket (self, step.order);
  step.change.code = code;
  step.change.key = key;
  if (planner != NULL)
    {
      sign_in (self, "planned-by");
      g_assert_nonnull (rt_fixture_run (self->f, plan, &step));
    }
  rt_fixture_lock (self->f);
  rt_fixture_sign_in (self->f, RT_ROLE_MANAGER);
  printf (", \"%s\": ", self->group);
  g_assert_nonnull (rt_fixture_run (self->f, tell, &step));
  rt_fixture_lock (self->f);
}

static gpointer
save_table (RtWork *work, gpointer data, GError **error)
{
  static const char letters[] = "HMOC"; /* in the order of RtAccess */
  RtMatrix wanted = *rt_work_get_matrix (work);

  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    {
      g_autofree char *cells = g_key_file_get_string (data, "table", rt_class_id ((RtClass) klass), NULL);

      for (guint role = 0; role < RT_ROLE_ADMINISTRATOR; role++)
        rt_matrix_set (&wanted, (RtClass) klass, (RtRole) role, (RtAccess) (strchr (letters, cells[role]) - letters));
    }
  for (guint role = 0; role < RT_ROLE_ADMINISTRATOR; role++)
    rt_matrix_set_right (&wanted, (RtRole) role, RT_RIGHT_EXPORT, TRUE);
  return rt_matrix_save (work, rt_work_get_matrix (work), &wanted, "at random", error) ? data : NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GKeyFile) data = g_key_file_new ();
  g_autoptr (RtFixture) f = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;
  Maker maker = { .data = data };

  g_assert_cmpint (argc, ==, 3);
  g_assert_true (g_key_file_load_from_file (data, argv[2], G_KEY_FILE_NONE, &error));
  maker.f = f = rt_fixture_new_real (argv[1], "US");
  add_people (&maker);
  printf ("{ \"sheet\": \"%s\"", (const char *) rt_secret_peek (f->sheet));
  groups = g_key_file_get_groups (data, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    if (strcmp (groups[i], "people") != 0 && strcmp (groups[i], "table") != 0)
      {
        maker.group = groups[i];
        make_group (&maker);
      }
  if (g_key_file_has_group (data, "table"))
    {
      rt_fixture_sign_in_owner (f);
      g_assert_nonnull (rt_fixture_run (f, save_table, data));
    }
  printf (" }\n");
  return 0;
}
