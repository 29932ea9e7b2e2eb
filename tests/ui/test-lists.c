/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of lists, how they are remembered, and Tab through widgets made of others, on a display. */
#include "config.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <adwaita.h>
#include <gio/gsettingsbackend.h>

#include "rt-day-entry.h"
#include "rt-field-entry.h"
#include "rt-lang.h"
#include "rt-list-columns.h"
#include "rt-list-memory.h"

static void
turn_loop (void)
{
  for (guint i = 0; i < 200; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

static GSettings *
new_settings (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend ("org.rolltop.Rolltop", backend);
}

static void
test_memory (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (RtListMemory) mine = rt_list_memory_new (settings, "orders", 3);
  g_autoptr (RtListMemory) others = rt_list_memory_new (settings, "orders", 4);
  g_autoptr (RtListMemory) none = rt_list_memory_new (NULL, "orders", 3);
  g_autofree char *kept = NULL;
  g_autofree char *sort = NULL;

  rt_list_memory_set (mine, "filter", "open");
  rt_list_memory_set (mine, "sort", "-date");
  rt_list_memory_set (mine, "filter", "mine");
  rt_list_memory_set (none, "filter", "open");
  kept = rt_list_memory_dup (mine, "filter");
  sort = rt_list_memory_dup (mine, "sort");
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_cmpstr (sort, ==, "-date");
  g_assert_null (rt_list_memory_dup (others, "filter"));
  g_assert_null (rt_list_memory_dup (none, "filter"));
  rt_list_memory_set (mine, "filter", NULL);
  g_assert_null (rt_list_memory_dup (mine, "filter"));
}

static RtListColumns *
new_columns (GtkWidget *view)
{
  RtListColumns *columns = rt_list_columns_new (GTK_COLUMN_VIEW (view));

  rt_list_columns_append (columns, "number", "No.", gtk_signal_list_item_factory_new (), "number", FALSE, FALSE);
  rt_list_columns_append (columns, "date", "Date", gtk_signal_list_item_factory_new (), "date", FALSE, FALSE);
  rt_list_columns_append (columns, "name", "Customer", gtk_signal_list_item_factory_new (), NULL, FALSE, TRUE);
  return columns;
}

static GtkColumnViewColumn *
nth_column (GtkWidget *view, guint i)
{
  g_autoptr (GtkColumnViewColumn) column =
    g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (view)), i);

  return column;
}

static void
test_columns (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (RtListMemory) memory = rt_list_memory_new (settings, "orders", 3);
  g_autoptr (GtkWidget) view = g_object_ref_sink (gtk_column_view_new (NULL));
  g_autoptr (GtkWidget) later = g_object_ref_sink (gtk_column_view_new (NULL));
  RtListColumns *columns = new_columns (view);
  g_autoptr (RtListColumns) again = new_columns (later);
  GActionGroup *actions = rt_list_columns_get_actions (columns);
  gboolean ascending = TRUE;

  rt_list_columns_restore (columns, memory);
  g_assert_null (rt_list_columns_get_sort (columns, &ascending));
  g_assert_false (g_action_group_has_action (actions, "show-number"));
  g_action_group_activate_action (actions, "show-name", NULL);
  g_assert_false (gtk_column_view_column_get_visible (nth_column (view, 2)));
  gtk_column_view_column_set_fixed_width (nth_column (view, 1), 120);
  g_action_group_activate_action (actions, "sort", g_variant_new_string ("date"));
  g_assert_cmpstr (rt_list_columns_get_sort (columns, &ascending), ==, "date");
  g_assert_false (ascending);
  g_action_group_activate_action (actions, "sort", g_variant_new_string ("date"));
  g_assert_cmpstr (rt_list_columns_get_sort (columns, &ascending), ==, "date");
  g_assert_true (ascending);
  /* Going away keeps what was still to be kept. */
  g_object_run_dispose (G_OBJECT (columns));
  g_object_unref (columns);
  rt_list_columns_restore (again, memory);
  g_assert_false (gtk_column_view_column_get_visible (nth_column (later, 2)));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (nth_column (later, 1)), ==, 120);
  g_assert_cmpstr (rt_list_columns_get_sort (again, &ascending), ==, "date");
  g_assert_true (ascending);
}

static void
test_odd_memory (void)
{
  static const char *const odd[] = { "", ",,,", "-number", "name=99999,date=-5,phone=10", "-name,-name=3,=,-" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GSettings) settings = new_settings ();
      g_autoptr (RtListMemory) memory = rt_list_memory_new (settings, "orders", 3);
      g_autoptr (GtkWidget) view = g_object_ref_sink (gtk_column_view_new (NULL));
      g_autoptr (RtListColumns) columns = new_columns (view);

      rt_list_memory_set (memory, "columns", odd[i]);
      rt_list_memory_set (memory, "sort", odd[i]);
      rt_list_columns_restore (columns, memory);
      g_assert_true (gtk_column_view_column_get_visible (nth_column (view, 0)));
    }
}

/* GtkEntry keeps the focus in a part of itself. */
static gboolean
has_focus (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
test_tab (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *places[] = { rt_field_entry_new ("First", FALSE), rt_day_entry_new ("Second"),
                          rt_field_entry_new ("Third", TRUE), gtk_button_new_with_label ("Last") };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    gtk_box_append (GTK_BOX (box), places[i]);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  turn_loop ();
  gtk_widget_grab_focus (places[0]);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_true (has_focus (places[i]));
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
    }
  gtk_widget_grab_focus (places[3]);
  for (guint i = G_N_ELEMENTS (places); i > 0; i--)
    {
      g_assert_true (has_focus (places[i - 1]));
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_BACKWARD);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  turn_loop ();
}

static void
test_day_written_out (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *day = rt_day_entry_new ("Day");
  GtkWidget *button = gtk_button_new_with_label ("Next");

  gtk_box_append (GTK_BOX (box), day);
  gtk_box_append (GTK_BOX (box), button);
  gtk_window_set_child (GTK_WINDOW (window), box);
  rt_day_entry_set_today (RT_DAY_ENTRY (day), rt_day_new (2026, 11, 24));
  gtk_window_present (GTK_WINDOW (window));
  turn_loop ();
  gtk_widget_grab_focus (day);
  rt_day_entry_set_text (RT_DAY_ENTRY (day), "1 dec");
  gtk_widget_grab_focus (button);
  g_assert_cmpstr (rt_day_entry_get_text (RT_DAY_ENTRY (day)), ==, "2026-12-01");
  gtk_widget_grab_focus (day);
  rt_day_entry_set_text (RT_DAY_ENTRY (day), "soon");
  gtk_widget_grab_focus (button);
  g_assert_cmpstr (rt_day_entry_get_text (RT_DAY_ENTRY (day)), ==, "soon");
  gtk_window_destroy (GTK_WINDOW (window));
  turn_loop ();
}

int
main (int argc, char **argv)
{
  rt_lang_init ("en", NULL);
  gtk_disable_setlocale ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/a list is remembered for each person", test_memory);
  g_test_add_func ("/ui/hidden columns, widths and order come back", test_columns);
  g_test_add_func ("/ui/an odd memory does no harm", test_odd_memory);
  g_test_add_func ("/ui/Tab goes through a form and back", test_tab);
  g_test_add_func ("/ui/a day is written out when it is left", test_day_written_out);
  return g_test_run ();
}
