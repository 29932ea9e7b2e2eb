/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be copied of a personal value, by every role, own work or not, under the table of product.md §4 and under
 * tables made at random: what the table lets that person read there, and nothing else; on the clipboard, and on what
 * X11 pastes with the middle button. */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "rt-lang.h"
#include "rt-matrix.h"
#include "rt-sample.h"
#include "rt-shown-label.h"
#include "rt-text.h"

#define ROUNDS 20

/* c clear, o own work, m masked, h hidden; a letter for each role. */
typedef struct
{
  char cells[RT_N_CLASSES][RT_N_ROLES];
} Table;

static const Table product = {
  .cells = { [RT_CLASS_CONTACT] = { 'o', 'o', 'o', 'c', 'm', 'h' },
             [RT_CLASS_ADDRESS] = { 'o', 'o', 'o', 'c', 'm', 'h' },
             [RT_CLASS_ACCESS] = { 'h', 'o', 'o', 'h', 'h', 'h' },
             [RT_CLASS_HOME] = { 'o', 'o', 'h', 'm', 'h', 'h' },
             [RT_CLASS_SERVICE] = { 'm', 'c', 'o', 'c', 'h', 'h' },
             [RT_CLASS_MONEY] = { 'c', 'h', 'h', 'c', 'h', 'h' } },
};

static RtShow
expected (const Table *table, RtClass klass, guint role, gboolean own)
{
  char cell = table->cells[klass][role];

  if (cell == 'c' || (cell == 'o' && own))
    return RT_SHOW_CLEAR;
  return cell == 'h' || klass == RT_CLASS_ACCESS || klass == RT_CLASS_MONEY ? RT_SHOW_HIDDEN : RT_SHOW_MASKED;
}

/* What a masked value looks like (product.md §2), in words of this test; NULL: nothing stands there. */
static const char *
masked_form (RtFieldId field)
{
  switch ((int) field)
    {
    case RT_FIELD_NAME:
      return "J*** S***";
    case RT_FIELD_PHONE:
      return "555****0123";
    case RT_FIELD_PHONE2:
      return "555****0199";
    case RT_FIELD_EMAIL:
      return "j***@example.org";
    case RT_FIELD_WECHAT:
      return "j***";
    case RT_FIELD_REGION_COUNTRY:
    case RT_FIELD_REGION_PROVINCE:
    case RT_FIELD_REGION_CITY:
    case RT_FIELD_REGION_DISTRICT:
      return rt_sample_value (field, "en");
    default:
      switch (rt_field_info (field)->klass)
        {
        case RT_CLASS_HOME:
          return "On file";
        case RT_CLASS_SERVICE:
          return "Text on file";
        default:
          return NULL;
        }
    }
}

static char *
expected_text (RtFieldId field, RtShow show)
{
  const char *value = rt_sample_value (field, "en");

  if (show == RT_SHOW_HIDDEN)
    return NULL;
  if (show == RT_SHOW_MASKED)
    return g_strdup (masked_form (field));
  return rt_field_info (field)->kind == RT_FIELD_KIND_PHONE ? rt_phone_format (value) : g_strdup (value);
}

/* --- Copying --- */

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  *(char **) user_data = text != NULL ? text : g_strdup ("");
}

static char *
read_from (GdkClipboard *clipboard)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, on_read, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  return text;
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      return child;
  g_assert_not_reached ();
}

/* Selects everything and copies; NULL when there is nothing to select. Both clipboards must say the same. */
static char *
copy (GtkWidget *shown)
{
  GtkWidget *label = find_label (shown);
  g_autofree char *middle = NULL;

  if (!gtk_widget_get_visible (shown))
    {
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "");
      return NULL;
    }
  gtk_label_select_region (GTK_LABEL (label), 0, -1);
  g_signal_emit_by_name (label, "copy-clipboard");
  middle = read_from (gtk_widget_get_primary_clipboard (label));
  {
    char *text = read_from (gtk_widget_get_clipboard (label));

    g_assert_cmpstr (middle, ==, text);
    return text;
  }
}

typedef struct
{
  GtkWidget *window, *value, *address;
} Scene;

static RtShown *
shown_to (const Table *table, guint role, gboolean own)
{
  static const RtAccess access_of[] = { ['c'] = RT_ACCESS_CLEAR, ['o'] = RT_ACCESS_OWN_WORK, ['m'] = RT_ACCESS_MASKED };
  RtViewer viewer = { .roles = RT_ROLES_OF (role) };
  RtShow all[RT_N_FIELDS];
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint r = 0; r < RT_N_ROLES; r++)
      rt_matrix_set (&matrix, (RtClass) klass, (RtRole) r,
                     table->cells[klass][r] == 'h' ? RT_ACCESS_HIDDEN : access_of[(guint) table->cells[klass][r]]);
  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    all[field] = rt_policy_show (&matrix, &viewer, rt_field_info (field)->klass, own ? RT_ROLES_OF (role) : 0);
  return rt_sample_shown (all, "en");
}

static void
check_values (Scene *scene, const Table *table, const RtShown *shown, guint role, gboolean own)
{
  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    if (rt_sample_value (field, "en") != NULL)
      {
        RtShow show = expected (table, rt_field_info (field)->klass, role, own);
        g_autofree char *wanted = expected_text (field, show);
        g_autofree char *copied = NULL;

        rt_shown_label_set (RT_SHOWN_LABEL (scene->value), shown, field);
        copied = copy (scene->value);
        g_assert_cmpstr (copied, ==, wanted);
      }
}

/* The whole address in one. */
static void
check_address (Scene *scene, const Table *table, const RtShown *shown, guint role, gboolean own)
{
  RtShow show = expected (table, RT_CLASS_ADDRESS, role, own);
  g_autofree char *copied = NULL;

  rt_shown_label_set_address (RT_SHOWN_LABEL (scene->address), shown);
  copied = copy (scene->address);
  g_assert_cmpint (copied != NULL, ==, show != RT_SHOW_HIDDEN);
  if (copied == NULL)
    return;
  g_assert_nonnull (strstr (copied, rt_sample_value (RT_FIELD_REGION_CITY, "en")));
  g_assert_cmpint (strstr (copied, rt_sample_value (RT_FIELD_STREET, "en")) != NULL, ==, show == RT_SHOW_CLEAR);
  g_assert_cmpint (strstr (copied, rt_sample_value (RT_FIELD_UNIT, "en")) != NULL, ==, show == RT_SHOW_CLEAR);
}

static void
check_table (Scene *scene, const Table *table)
{
  for (guint role = 0; role < RT_N_ROLES; role++)
    for (guint own = 0; own < 2; own++)
      {
        g_autoptr (RtShown) shown = shown_to (table, role, own == 1);

        check_values (scene, table, shown, role, own == 1);
        check_address (scene, table, shown, role, own == 1);
      }
}

static void
scene_open (Scene *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = gtk_window_new ();
  self->value = rt_shown_label_new ();
  self->address = rt_shown_label_new ();
  rt_shown_label_set_selectable (RT_SHOWN_LABEL (self->value), TRUE);
  rt_shown_label_set_selectable (RT_SHOWN_LABEL (self->address), TRUE);
  gtk_box_append (GTK_BOX (box), self->value);
  gtk_box_append (GTK_BOX (box), self->address);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
test_product (void)
{
  Scene scene;

  scene_open (&scene);
  check_table (&scene, &product);
  gtk_window_destroy (GTK_WINDOW (scene.window));
}

static void
test_any (void)
{
  Scene scene;

  scene_open (&scene);
  for (guint round = 0; round < ROUNDS; round++)
    {
      Table table;

      for (guint klass = 0; klass < RT_N_CLASSES; klass++)
        for (guint role = 0; role < RT_N_ROLES; role++)
          table.cells[klass][role] = role == RT_ROLE_ADMINISTRATOR ? 'h' : "comh"[g_test_rand_int_range (0, 4)];
      check_table (&scene, &table);
    }
  gtk_window_destroy (GTK_WINDOW (scene.window));
}

/* --- Afterwards --- */

/* What was selected is with no other program once its window is gone. */
static void
test_gone (void)
{
  Scene scene;
  GdkClipboard *middle;
  g_autoptr (RtShown) shown = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  scene_open (&scene);
  shown = rt_sample_shown_all (RT_SHOW_CLEAR, "en");
  rt_shown_label_set (RT_SHOWN_LABEL (scene.value), shown, RT_FIELD_PHONE);
  gtk_label_select_region (GTK_LABEL (find_label (scene.value)), 0, -1);
  middle = gdk_display_get_primary_clipboard (gdk_display_get_default ());
  before = read_from (middle);
  g_assert_cmpstr (before, !=, "");
  gtk_window_destroy (GTK_WINDOW (scene.window));
  after = read_from (middle);
  g_assert_cmpstr (after, ==, "");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rt_lang_init ("en", NULL);
  g_test_add_func ("/copying/every role copies, own work or not, what the product's table lets it read", test_product);
  g_test_add_func ("/copying/under any table every role copies what that table lets it read", test_any);
  g_test_add_func ("/copying/what was selected goes with its window", test_gone);
  return g_test_run ();
}
