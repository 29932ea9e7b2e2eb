/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a list: shown or not, width, sort, remembered. */
#include "config.h"

#include "rt-list-columns.h"

#include <string.h>
#include <glib/gi18n.h>

#define KEEP_DELAY_MS 400

typedef struct
{
  const char *id;
  const char *sort;
  GtkColumnViewColumn *column; /* owned */
  gboolean numeric;
} Column;

struct _RtListColumns
{
  GObject parent_instance;

  GtkColumnView *view;  /* borrowed */
  RtListMemory *memory; /* borrowed; NULL: nothing is remembered */

  /* owned */
  GArray *columns; /* Column */
  GMenu *menu, *show_menu, *sort_menu;
  GSimpleActionGroup *actions;
  guint keep_delay;
  guint align_idle;
  gboolean gone;

  const char *asked; /* the sort word of the column whose sorter was asked last */
};

enum
{
  SORTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtListColumns, rt_list_columns, G_TYPE_OBJECT)

static Column *
nth (RtListColumns *self, guint i)
{
  return &g_array_index (self->columns, Column, i);
}

/* Sorting. Any two rows come in order, and the sorter says that it was asked. */
static int
note_column (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  RtListColumns *self = g_object_get_data (G_OBJECT (column), "rt-columns");

  self->asked = g_object_get_data (G_OBJECT (column), "rt-sort");
  return -1;
}

/* The order comes from the query. GTK 4.8 does not say which header was pressed, but its sorter asks that column first,
   and turns the answer round for a descending order. */
const char *
rt_list_columns_get_sort (RtListColumns *self, gboolean *ascending)
{
  GtkOrdering ordering;

  self->asked = NULL;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), self, self->menu);
  *ascending = self->asked != NULL && ordering == GTK_ORDERING_SMALLER;
  return self->asked;
}

/* Remembering: "number,date=96,-phone": shown or not, and the width a person gave it. */
static char *
describe (RtListColumns *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = nth (self, i);
      int width = gtk_column_view_column_get_fixed_width (column->column);

      g_string_append_printf (words, "%s%s%s", i > 0 ? "," : "",
                              gtk_column_view_column_get_visible (column->column) ? "" : "-", column->id);
      if (width > 0)
        g_string_append_printf (words, "=%d", width);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
keep_now (RtListColumns *self)
{
  g_autofree char *columns = describe (self);
  gboolean ascending = FALSE;
  const char *sort = rt_list_columns_get_sort (self, &ascending);
  g_autofree char *words = sort != NULL ? g_strconcat (ascending ? "+" : "-", sort, NULL) : NULL;

  g_clear_handle_id (&self->keep_delay, g_source_remove);
  rt_list_memory_set (self->memory, "columns", columns);
  rt_list_memory_set (self->memory, "sort", words);
}

static gboolean
on_keep_delay (gpointer user_data)
{
  RtListColumns *self = user_data;

  self->keep_delay = 0;
  keep_now (self);
  return G_SOURCE_REMOVE;
}

static void
keep_soon (RtListColumns *self)
{
  if (self->memory != NULL && !self->gone && self->keep_delay == 0)
    self->keep_delay = g_timeout_add (KEEP_DELAY_MS, on_keep_delay, self);
}

static Column *
find_column (RtListColumns *self, const char *id, gsize length)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (strlen (nth (self, i)->id) == length && strncmp (nth (self, i)->id, id, length) == 0)
      return nth (self, i);
  return NULL;
}

static void
restore_columns (RtListColumns *self, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words != NULL ? words : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *id = parts[i][0] == '-' ? parts[i] + 1 : parts[i];
      const char *width = strchr (id, '=');
      gint64 pixels = width != NULL ? g_ascii_strtoll (width + 1, NULL, 10) : 0;
      Column *column = find_column (self, id, width != NULL ? (gsize) (width - id) : strlen (id));

      if (column == NULL)
        continue;
      gtk_column_view_column_set_visible (column->column, id == parts[i] || column == nth (self, 0));
      if (pixels >= 24 && pixels <= 2000)
        gtk_column_view_column_set_fixed_width (column->column, (int) pixels);
    }
}

static void
sort_by (RtListColumns *self, const char *sort, gboolean ascending)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (sort != NULL && g_strcmp0 (nth (self, i)->sort, sort) == 0)
      gtk_column_view_sort_by_column (self->view, nth (self, i)->column,
                                      ascending ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
}

void
rt_list_columns_restore (RtListColumns *self, RtListMemory *memory)
{
  g_autofree char *columns = rt_list_memory_dup (memory, "columns");
  g_autofree char *sort = rt_list_memory_dup (memory, "sort");

  restore_columns (self, columns);
  if (sort != NULL && (sort[0] == '+' || sort[0] == '-'))
    sort_by (self, sort + 1, sort[0] == '+');
  self->memory = memory;
}

/* Actions */
static void
on_sort (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RtListColumns *self = user_data;
  gboolean ascending = FALSE;
  const char *now = rt_list_columns_get_sort (self, &ascending);
  const char *wanted = g_variant_get_string (parameter, NULL);

  /* The same once more turns the order round, as pressing the header does. */
  sort_by (self, wanted, g_strcmp0 (now, wanted) == 0 ? !ascending : ascending);
}

static void
on_ascending (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  RtListColumns *self = user_data;
  gboolean ascending = FALSE;
  const char *sort = rt_list_columns_get_sort (self, &ascending);

  if (sort == NULL && self->sort_menu != NULL)
    for (guint i = 0; sort == NULL && i < self->columns->len; i++)
      sort = nth (self, i)->sort;
  sort_by (self, sort, g_variant_get_boolean (state));
}

static void
show_sort (RtListColumns *self)
{
  gboolean ascending = FALSE;
  const char *sort = rt_list_columns_get_sort (self, &ascending);
  GAction *by = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "sort");
  GAction *up = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "ascending");

  g_simple_action_set_state (G_SIMPLE_ACTION (by), g_variant_new_string (sort != NULL ? sort : ""));
  g_simple_action_set_state (G_SIMPLE_ACTION (up), g_variant_new_boolean (ascending));
}

static void
on_sorter_changed (RtListColumns *self)
{
  if (self->gone)
    return;
  show_sort (self);
  keep_soon (self);
  g_signal_emit (self, signals[SORTED], 0);
}

/* The header of a number stands above its digits. GTK has no setting for it: its label is looked for. */
static void
align_title (GtkWidget *widget, const char *title)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), title) == 0)
    {
      gtk_widget_set_hexpand (widget, TRUE);
      gtk_label_set_xalign (GTK_LABEL (widget), 1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_LIST_VIEW (child))
      align_title (child, title);
}

static gboolean
on_align (gpointer user_data)
{
  RtListColumns *self = user_data;

  self->align_idle = 0;
  for (guint i = 0; i < self->columns->len; i++)
    if (nth (self, i)->numeric)
      align_title (GTK_WIDGET (self->view), gtk_column_view_column_get_title (nth (self, i)->column));
  return G_SOURCE_REMOVE;
}

static void
align_soon (RtListColumns *self)
{
  if (self->align_idle == 0 && !self->gone)
    self->align_idle = g_idle_add (on_align, self);
}

static void
on_column_changed (RtListColumns *self)
{
  keep_soon (self);
  align_soon (self);
}

static void
append_to_menus (RtListColumns *self, const char *id, const char *title, const char *sort)
{
  if (self->columns->len > 1)
    {
      g_autofree char *name = g_strconcat ("show-", id, NULL);
      g_autofree char *action = g_strconcat ("columns.", name, NULL);
      g_autoptr (GPropertyAction) show =
        g_property_action_new (name, nth (self, self->columns->len - 1)->column, "visible");

      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (show));
      g_menu_append (self->show_menu, title, action);
    }
  if (sort != NULL)
    {
      g_autofree char *action = g_strconcat ("columns.sort::", sort, NULL);

      g_menu_append (self->sort_menu, title, action);
    }
}

void
rt_list_columns_append (RtListColumns *self, const char *id, const char *title, GtkListItemFactory *factory,
                        const char *sort, gboolean numeric, gboolean expand)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);
  Column one = { .id = id, .sort = sort, .column = column, .numeric = numeric };

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (self->menu));
  if (sort != NULL)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, column, NULL));

      g_object_set_data (G_OBJECT (column), "rt-columns", self);
      g_object_set_data (G_OBJECT (column), "rt-sort", (gpointer) sort);
      gtk_column_view_column_set_sorter (column, sorter);
    }
  g_array_append_val (self->columns, one);
  append_to_menus (self, id, title, sort);
  g_signal_connect_object (column, "notify::visible", G_CALLBACK (on_column_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (on_column_changed), self, G_CONNECT_SWAPPED);
  gtk_column_view_append_column (self->view, column);
}

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_object_set_data (G_OBJECT (column->column), "rt-columns", NULL);
  gtk_column_view_column_set_sorter (column->column, NULL);
  g_clear_object (&column->column);
}

static void
rt_list_columns_dispose (GObject *object)
{
  RtListColumns *self = RT_LIST_COLUMNS (object);

  if (self->keep_delay != 0)
    keep_now (self);
  /* Taking the sorters off is no choice of the person's. */
  self->gone = TRUE;
  g_clear_handle_id (&self->align_idle, g_source_remove);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_object (&self->menu);
  g_clear_object (&self->show_menu);
  g_clear_object (&self->sort_menu);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (rt_list_columns_parent_class)->dispose (object);
}

static void
rt_list_columns_class_init (RtListColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_list_columns_dispose;
  signals[SORTED] =
    g_signal_new ("sorted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_list_columns_init (RtListColumns *self)
{
  const GActionEntry entries[] = { { .name = "sort", .parameter_type = "s", .state = "''", .activate = on_sort },
                                   { .name = "ascending", .state = "false", .change_state = on_ascending } };
  g_autoptr (GMenu) direction = g_menu_new ();
  g_autoptr (GMenu) sort = g_menu_new ();

  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->menu = g_menu_new ();
  self->show_menu = g_menu_new ();
  self->sort_menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_menu_append (direction, _("_Smallest or oldest first"), "columns.ascending");
  g_menu_append_section (sort, NULL, G_MENU_MODEL (self->sort_menu));
  g_menu_append_section (sort, NULL, G_MENU_MODEL (direction));
  g_menu_append_submenu (self->menu, _("C_olumns"), G_MENU_MODEL (self->show_menu));
  g_menu_append_submenu (self->menu, _("_Sort by"), G_MENU_MODEL (sort));
}

RtListColumns *
rt_list_columns_new (GtkColumnView *view)
{
  RtListColumns *self = g_object_new (RT_TYPE_LIST_COLUMNS, NULL);

  self->view = view;
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (on_sorter_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "map", G_CALLBACK (align_soon), self, G_CONNECT_SWAPPED);
  return self;
}

char **
rt_list_columns_dup_shown (RtListColumns *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < self->columns->len; i++)
    if (gtk_column_view_column_get_visible (nth (self, i)->column))
      g_strv_builder_add (ids, nth (self, i)->id);
  return g_strv_builder_end (ids);
}

GMenuModel *
rt_list_columns_get_menu (RtListColumns *self)
{
  return G_MENU_MODEL (self->menu);
}

GActionGroup *
rt_list_columns_get_actions (RtListColumns *self)
{
  return G_ACTION_GROUP (self->actions);
}
