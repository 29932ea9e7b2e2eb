/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rt-any-table.h"

#include "rt-matrix-store.h"
#include "rt-scene.h"
#include "rt-settings.h"

#define CODE         "4711#"
#define TEXT         "The left door hangs low."
#define MOST_REVEALS 500

const RtRole RT_ANY_WHOSE[4] = { RT_ROLE_CLERK, RT_ROLE_SERVICE, RT_ROLE_DISPATCHER, RT_ANY_NOBODY };
const char *const RT_ANY_NAMES[RT_N_ROLES] = { "欧阳一", "司马二", "诸葛三", "皇甫四" };

/* One or two fields of each class tell of the whole class here; that every field follows its class is tested elsewhere.
 */
const RtAnyValue RT_ANY_VALUES[6] = {
  { RT_CLASS_CONTACT, RT_FIELD_EMAIL, "zhang.wei@example.com", "z***@example.com" },
  { RT_CLASS_ADDRESS, RT_FIELD_REGION_CITY, "杭州市", "杭州市" },
  { RT_CLASS_ADDRESS, RT_FIELD_STREET, "样例路12号", NULL },
  { RT_CLASS_ACCESS, RT_FIELD_DOOR_CODE, CODE, NULL },
  { RT_CLASS_HOME, RT_FIELD_STYLE, "modern", NULL },
  { RT_CLASS_SERVICE, RT_FIELD_TICKET_TEXT, TEXT, NULL },
};

/* --- What is there --- */

G_GNUC_PRINTF (2, 3)
static void
exec (RtFixture *f, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  rt_fixture_exec (f, sql);
}

static void
make_orders (RtAnyTable *self)
{
  rt_fixture_sign_in (self->f, RT_ROLE_CLERK);
  for (guint role = RT_ROLE_CLERK; role <= RT_ANY_NOBODY; role++)
    {
      g_autoptr (RtOrderEdit) edit = rt_test_edit (20 + role);
      g_autoptr (GError) error = NULL;

      rt_test_set (edit, RT_FIELD_NAME, RT_ANY_NAMES[role]);
      rt_test_set (edit, RT_FIELD_STYLE, "modern");
      edit->home_consent = TRUE;
      self->orders[role] = rt_test_save (self->f, edit, &error);
      g_assert_no_error (error);
    }
}

static void
make_tickets (RtAnyTable *self)
{
  rt_fixture_sign_in (self->f, RT_ROLE_SERVICE);
  for (guint role = RT_ROLE_CLERK; role <= RT_ANY_NOBODY; role++)
    self->tickets[role] = rt_scene_ticket (self->f, self->orders[role], FALSE, TEXT);
  rt_fixture_sign_in (self->f, RT_ROLE_DISPATCHER);
  for (guint role = RT_ROLE_CLERK; role <= RT_ANY_NOBODY; role++)
    {
      RtSceneChange visit = { .id = self->tickets[role], .rev = 1, .day = rt_day_new (2026, 11, 24), .code = CODE };

      rt_fixture_run (self->f, rt_scene_visit, &visit);
    }
}

/* Nobody comes to the end of what they may ask for in a day while the test lasts. */
static gpointer
allow_many (RtWork *work, gpointer data, GError **error)
{
  for (guint setting = RT_SETTING_REVEALS_CLERK; setting <= RT_SETTING_REVEALS_PRIVACY_OFFICER; setting++)
    if (!rt_settings_set (work, (RtSettingId) setting, MOST_REVEALS, "for the test", error))
      return NULL;
  return data;
}

RtAnyTable *
rt_any_table_new (void)
{
  RtAnyTable *self = g_new0 (RtAnyTable, 1);
  RtFixture *f = self->f = rt_fixture_new (NULL);

  make_orders (self);
  make_tickets (self);
  rt_fixture_sign_in_owner (f);
  g_assert_nonnull (rt_fixture_run (f, allow_many, self));
  for (guint role = 0; role < RT_N_ROLES; role++)
    self->staff[role] = rt_fixture_sign_in (f, (RtRole) role);
  rt_fixture_exec (f, "UPDATE orders SET taken_by = 1; UPDATE ticket SET visit_planned_by = 1, assigned_to = NULL");
  exec (f, "UPDATE orders SET taken_by = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT, self->staff[RT_ROLE_CLERK],
        self->orders[RT_ROLE_CLERK]);
  exec (f, "UPDATE ticket SET assigned_to = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT,
        self->staff[RT_ROLE_SERVICE], self->tickets[RT_ROLE_SERVICE]);
  exec (f, "UPDATE ticket SET visit_planned_by = %" G_GINT64_FORMAT " WHERE id = %" G_GINT64_FORMAT,
        self->staff[RT_ROLE_DISPATCHER], self->tickets[RT_ROLE_DISPATCHER]);
  for (guint role = RT_ROLE_CLERK; role <= RT_ANY_NOBODY; role++)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT customer_id FROM orders WHERE id = %" G_GINT64_FORMAT, self->orders[role]);

      self->customers[role] = rt_fixture_get_int (f, sql);
    }
  return self;
}

void
rt_any_table_free (RtAnyTable *self)
{
  rt_fixture_free (self->f);
  g_free (self);
}

/* --- Changing the table --- */

static gpointer
get_matrix (RtWork *work, gpointer data, GError **error)
{
  return rt_matrix_store_get (work, data, error) ? data : NULL;
}

static gpointer
save_matrix (RtWork *work, gpointer data, GError **error)
{
  RtMatrix *both = data;

  return rt_matrix_save (work, &both[0], &both[1], "at random", error) ? data : NULL;
}

/* Writes the cells into the store, through the model as a manager would. */
static void
save_cells (RtAnyTable *self)
{
  static const RtAccess access_of[] = { RT_ACCESS_HIDDEN, RT_ACCESS_MASKED, RT_ACCESS_OWN_WORK, RT_ACCESS_CLEAR };
  RtMatrix both[2];

  rt_fixture_sign_in_owner (self->f);
  g_assert_nonnull (rt_fixture_run (self->f, get_matrix, &both[0]));
  both[1] = both[0];
  for (guint role = 0; role < RT_ROLE_ADMINISTRATOR; role++)
    {
      for (guint klass = 0; klass < RT_N_CLASSES; klass++)
        rt_matrix_set (&both[1], (RtClass) klass, (RtRole) role, access_of[self->cells[klass][role]]);
      rt_matrix_set_right (&both[1], (RtRole) role, RT_RIGHT_EXPORT, TRUE);
    }
  g_assert_nonnull (rt_fixture_run (self->f, save_matrix, both));
}

void
rt_any_table_use_product (RtAnyTable *self)
{
  /* clerk, service, dispatcher, manager, privacy officer */
  static const struct
  {
    RtClass klass;
    const char *cells;
  } product[] = {
    { RT_CLASS_CONTACT, "ooocm" }, { RT_CLASS_ADDRESS, "ooocm" }, { RT_CLASS_ACCESS, "hoohh" },
    { RT_CLASS_HOME, "oohmh" },    { RT_CLASS_SERVICE, "mcoch" }, { RT_CLASS_MONEY, "chhch" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (product); i++)
    for (guint role = 0; role < RT_ROLE_ADMINISTRATOR; role++)
      switch (product[i].cells[role])
        {
        case 'c':
          self->cells[product[i].klass][role] = RT_CELL_ALL;
          break;
        case 'o':
          self->cells[product[i].klass][role] = RT_CELL_OWN;
          break;
        case 'm':
          self->cells[product[i].klass][role] = RT_CELL_MASK;
          break;
        default:
          self->cells[product[i].klass][role] = RT_CELL_NOTHING;
        }
  save_cells (self);
}

void
rt_any_table_change (RtAnyTable *self)
{
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_ROLE_ADMINISTRATOR; role++)
      self->cells[klass][role] = (RtAnyCell) g_test_rand_int_range (RT_CELL_NOTHING, RT_CELL_ALL + 1);
  save_cells (self);
}

/* --- The independent reading --- */

gboolean
rt_any_table_has_mask (RtClass klass)
{
  return klass != RT_CLASS_ACCESS && klass != RT_CLASS_MONEY;
}

gboolean
rt_any_table_is_own (RtRole role, RtRole whose)
{
  return role == whose && whose != RT_ANY_NOBODY;
}

RtShow
rt_any_table_expected (const RtAnyTable *self, RtClass klass, RtRole role, RtRole whose)
{
  RtAnyCell cell = self->cells[klass][role];

  if (cell == RT_CELL_ALL || (cell == RT_CELL_OWN && rt_any_table_is_own (role, whose)))
    return RT_SHOW_CLEAR;
  return cell != RT_CELL_NOTHING && rt_any_table_has_mask (klass) ? RT_SHOW_MASKED : RT_SHOW_HIDDEN;
}

gboolean
rt_any_table_can_ask (const RtAnyTable *self, RtClass klass, RtRole role, RtRole whose)
{
  return rt_any_table_expected (self, klass, role, whose) == RT_SHOW_MASKED;
}

gboolean
rt_any_table_reads_tickets (RtRole role)
{
  return role != RT_ROLE_PRIVACY_OFFICER && role != RT_ROLE_ADMINISTRATOR;
}
