/* A column view over a record list: rows, their number, the empty state, the error. */
#include "config.h"

#include "rt-list-pane.h"

#include "rt-list-cell.h"
#include "rt-shown-label.h"
#include <adwaita.h>
#include <glib/gi18n.h>

struct _RtListPane
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *count;
  GtkSpinner *spinner;
  AdwStatusPage *empty;
  GtkButton *empty_button;
  AdwStatusPage *failed;

  /* owned */
  RtRecordList *list;
  GtkSingleSelection *selection;
  gint64 wanted;
  const char *asked; /* the sort word of the column whose sorter was asked last */
  gboolean quiet;
};

enum
{
  SELECTED,
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtListPane, rt_list_pane, GTK_TYPE_WIDGET)

static gint64
selected_id (RtListPane *self)
{
  RtRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? rt_row_get_id (row) : 0;
}

static void
on_selected (RtListPane *self)
{
  if (self->quiet)
    return;
  self->wanted = selected_id (self);
  g_signal_emit (self, signals[SELECTED], 0, self->wanted);
}

static void
on_activate (RtListPane *self, guint position)
{
  gint64 id = selected_id (self);

  if (id != 0)
    g_signal_emit (self, signals[OPENED], 0, id);
}

static void
show_state (RtListPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gboolean loading = rt_record_list_is_loading (self->list);
  const GError *error = rt_record_list_get_error (self->list);
  g_autofree char *words = NULL;

  gtk_spinner_set_spinning (self->spinner, loading);
  if (error != NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  if (n == 0 && loading)
    return;
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "list");
  /* Translators: the number of rows of a list; %'u is grouped by thousands. */
  words = g_strdup_printf (ngettext ("%'u row", "%'u rows", n), n);
  gtk_label_set_text (self->count, words);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0);
}

/* Asked before the selection hears of it: that its row moved or went does not mean that the person chose another. */
static void
on_items_change_begins (RtListPane *self)
{
  self->quiet = TRUE;
}

static void
on_items_changed (RtListPane *self)
{
  int position = self->wanted != 0 ? rt_record_list_find (self->list, self->wanted) : -1;

  self->quiet = TRUE;
  gtk_single_selection_set_selected (self->selection, position >= 0 ? (guint) position : GTK_INVALID_LIST_POSITION);
  self->quiet = FALSE;
  show_state (self);
}

/* The sorter of a sortable column: any two rows come in order, and it says that it was asked. */
static int
note_column (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  RtListPane *self = g_object_get_data (G_OBJECT (column), "rt-pane");

  self->asked = g_object_get_data (G_OBJECT (column), "rt-sort");
  return -1;
}

/* The order comes from the query. GTK 4.8 does not say which header was pressed, but its sorter asks that column first,
   and turns the answer round for a descending order. */
static void
on_sorter_changed (RtListPane *self, GtkSorterChange change, GtkSorter *sorter)
{
  RtListQuery query = *rt_record_list_get_query (self->list);
  GtkOrdering ordering;

  self->asked = NULL;
  ordering = gtk_sorter_compare (sorter, self, self->list);
  query.sort = self->asked;
  query.ascending = self->asked != NULL && ordering == GTK_ORDERING_SMALLER;
  rt_record_list_set_query (self->list, &query);
}

static void
rt_list_pane_dispose (GObject *object)
{
  RtListPane *self = RT_LIST_PANE (object);
  GtkWidget *child;

  self->quiet = TRUE;
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->view = NULL;
  G_OBJECT_CLASS (rt_list_pane_parent_class)->dispose (object);
}

static void
rt_list_pane_class_init (RtListPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_list_pane_dispose;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/widgets/rt-list-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, RtListPane, stack);
  gtk_widget_class_bind_template_child (widget_class, RtListPane, view);
  gtk_widget_class_bind_template_child (widget_class, RtListPane, count);
  gtk_widget_class_bind_template_child (widget_class, RtListPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, RtListPane, empty);
  gtk_widget_class_bind_template_child (widget_class, RtListPane, empty_button);
  gtk_widget_class_bind_template_child (widget_class, RtListPane, failed);
}

static void
rt_list_pane_init (RtListPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
}

GtkWidget *
rt_list_pane_new (void)
{
  return g_object_new (RT_TYPE_LIST_PANE, NULL);
}

void
rt_list_pane_set_desk (RtListPane *self, RtDesk *desk, const RtListQuery *query)
{
  g_assert (self->list == NULL);
  self->list = rt_record_list_new (desk, query);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_change_begins), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (on_sorter_changed), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
}

RtRecordList *
rt_list_pane_get_list (RtListPane *self)
{
  return self->list;
}

static GtkColumnViewColumn *
append_column (RtListPane *self, const char *title, GtkListItemFactory *factory, gboolean expand)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_append_column (self->view, column);
  return column;
}

void
rt_list_pane_add_text (RtListPane *self, const char *id, const char *title, RtCellText text, const char *sort,
                       gboolean numeric, gboolean expand)
{
  GtkColumnViewColumn *column = append_column (self, title, rt_list_cell_factory_text (text, numeric), expand);

  if (sort != NULL)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, column, NULL));

      g_object_set_data (G_OBJECT (column), "rt-pane", self);
      gtk_column_view_column_set_sorter (column, sorter);
      g_object_set_data (G_OBJECT (column), "rt-sort", (gpointer) sort);
    }
}

void
rt_list_pane_add_personal (RtListPane *self, const char *id, const char *title, RtFieldId field, gboolean expand)
{
  append_column (self, title, rt_list_cell_factory_personal (field), expand);
}

void
rt_list_pane_set_empty (RtListPane *self, const char *icon, const char *title, const char *words, const char *button,
                        const char *action)
{
  adw_status_page_set_icon_name (self->empty, icon);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, words);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), button != NULL);
  if (button != NULL)
    {
      gtk_button_set_label (self->empty_button, button);
      gtk_button_set_use_underline (self->empty_button, TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), action);
    }
}

void
rt_list_pane_select (RtListPane *self, gint64 id)
{
  self->wanted = id;
  on_items_changed (self);
}

void
rt_list_pane_focus (RtListPane *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") != 0 ||
      !gtk_widget_grab_focus (GTK_WIDGET (self->view)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
