/* A column view over a record list: rows, their number, the empty state, the error. */
#include "config.h"

#include "rt-list-pane.h"

#include "rt-list-cell.h"
#include "rt-list-columns.h"
#include "rt-shown-label.h"
#include "rt-stall-meter.h"
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
  RtListColumns *columns;
  RtListMemory *memory;
  guint focus_tick;
  gpointer focus_before; /* who had the focus when the tick was asked for: only compared, never followed */
  gboolean reveal;       /* the wanted row is to be scrolled to */
  gboolean focus_wanted; /* the list is to have the focus once it is there */
  gboolean click_opens;
  gboolean double_click;
  gboolean quiet;
};

enum
{
  SELECTED,
  OPENED,
  OWN_WINDOW,
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
  RT_STALL_MARK (RT_STALL_OURS);

  if (self->quiet)
    return;
  self->wanted = selected_id (self);
  g_signal_emit (self, signals[SELECTED], 0, self->wanted);
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
  gtk_widget_set_visible (GTK_WIDGET (self->count), n > 0 && !loading);
}

/* Asked before the selection hears of it: that its row moved or went does not mean that the person chose another. */
static void
on_items_change_begins (RtListPane *self)
{
  self->quiet = TRUE;
}

static void
on_sorted (RtListPane *self)
{
  RtListQuery query;

  if (self->list == NULL)
    return;
  query = *rt_record_list_get_query (self->list);
  query.sort = rt_list_columns_get_sort (self->columns, &query.ascending);
  rt_record_list_set_query (self->list, &query);
}

/* Into sight, and the focus. GTK 4.8 can do neither through the column view: the list inside it can be told to scroll,
   and its row stands where it should only in the next frame. */
static GtkWidget *
find_inside (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
      return child;
  return NULL;
}

static GtkWidget *
get_focus (RtListPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* A form that was opened in the meantime has the focus: it keeps it. */
static gboolean
was_given_away (RtListPane *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && focus != self->focus_before && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static gboolean
on_focus_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RtListPane *self = RT_LIST_PANE (widget);
  GtkWidget *rows = find_inside (GTK_WIDGET (self->view), GTK_TYPE_LIST_VIEW);
  RT_STALL_MARK (RT_STALL_OURS);

  self->focus_tick = 0;
  /* Something else took its place meanwhile. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->view)) || was_given_away (self))
    return G_SOURCE_REMOVE;
  for (GtkWidget *row = rows != NULL ? gtk_widget_get_first_child (rows) : NULL; row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
      {
        gtk_widget_grab_focus (row);
        return G_SOURCE_REMOVE;
      }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return G_SOURCE_REMOVE;
}

static void
focus_selected_soon (RtListPane *self)
{
  self->focus_before = get_focus (self);
  if (self->focus_tick == 0)
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_focus_tick, NULL, NULL);
}

static void
scroll_to (RtListPane *self, guint position)
{
  GtkWidget *rows = find_inside (GTK_WIDGET (self->view), GTK_TYPE_LIST_VIEW);

  if (rows != NULL)
    gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
}

static gboolean
has_focus_inside (RtListPane *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* What was asked to be shown is shown once it is there. */
static void
reveal_selected (RtListPane *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->reveal && position != GTK_INVALID_LIST_POSITION)
    {
      scroll_to (self, position);
      self->reveal = FALSE;
      self->focus_wanted |= has_focus_inside (self);
    }
  if (self->focus_wanted && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") != 0)
    {
      self->focus_wanted = FALSE;
      rt_list_pane_focus (self);
    }
}

static void
on_items_changed (RtListPane *self)
{
  RT_STALL_MARK (RT_STALL_OURS);
  int position = self->wanted != 0 ? rt_record_list_find (self->list, self->wanted) : -1;

  self->quiet = TRUE;
  gtk_single_selection_set_selected (self->selection, position >= 0 ? (guint) position : GTK_INVALID_LIST_POSITION);
  self->quiet = FALSE;
  show_state (self);
  reveal_selected (self);
}

/* An empty list stays as it was: nothing but this says that it is there. */
static void
on_loading (RtListPane *self)
{
  show_state (self);
  if (!rt_record_list_is_loading (self->list))
    reveal_selected (self);
}

/* Keys and clicks */
static void
emit_for_selected (RtListPane *self, guint signal)
{
  gint64 id = selected_id (self);

  if (id != 0)
    g_signal_emit (self, signals[signal], 0, id);
}

/* Double click activates, as Return does: the click that was the second says so first. */
static void
on_pressed (RtListPane *self, int n_press)
{
  self->double_click = n_press == 2;
}

static void
on_released (RtListPane *self, int n_press)
{
  self->double_click = FALSE;
  if (n_press == 1 && self->click_opens)
    emit_for_selected (self, OPENED);
}

static void
on_activate (RtListPane *self, guint position)
{
  emit_for_selected (self, self->double_click ? OWN_WINDOW : OPENED);
}

static gboolean
on_own_window_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RtListPane *self = RT_LIST_PANE (widget);

  if (selected_id (self) == 0)
    return FALSE;
  emit_for_selected (self, OWN_WINDOW);
  return TRUE;
}

/* Nothing is selected by itself, for opening is a look: the first arrow key selects the first row. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RtListPane *self)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_Up) || (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      self->selection == NULL || selected_id (self) != 0 || g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, 0);
  scroll_to (self, 0);
  focus_selected_soon (self);
  return TRUE;
}

static void
add_controllers (RtListPane *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
rt_list_pane_dispose (GObject *object)
{
  RtListPane *self = RT_LIST_PANE (object);
  GtkWidget *child;

  self->quiet = TRUE;
  if (self->focus_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focus_tick);
  self->focus_tick = 0;
  if (self->columns != NULL)
    g_object_run_dispose (G_OBJECT (self->columns));
  g_clear_object (&self->columns);
  g_clear_pointer (&self->memory, rt_list_memory_free);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->view = NULL;
  G_OBJECT_CLASS (rt_list_pane_parent_class)->dispose (object);
}

/* The rows are one stop on the way of Tab: the toolkit would go through all of them, a million perhaps. */
static gboolean
move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RtListPane *self = RT_LIST_PANE (widget);
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  gboolean inside = (gtk_widget_get_state_flags (rows) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  if (inside && direction == GTK_DIR_TAB_FORWARD)
    return FALSE;
  if (inside && direction == GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (gtk_widget_get_first_child (GTK_WIDGET (self->view)), direction);
  return GTK_WIDGET_CLASS (rt_list_pane_parent_class)->focus (widget, direction);
}

static void
rt_list_pane_class_init (RtListPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_list_pane_dispose;
  widget_class->focus = move_focus;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[OWN_WINDOW] = g_signal_new ("own-window", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_own_window_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, on_own_window_key, NULL);
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
  self->columns = rt_list_columns_new (self->view);
  g_signal_connect_object (self->columns, "sorted", G_CALLBACK (on_sorted), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", rt_list_columns_get_actions (self->columns));
  add_controllers (self);
}

GtkWidget *
rt_list_pane_new (void)
{
  return g_object_new (RT_TYPE_LIST_PANE, NULL);
}

void
rt_list_pane_set_desk (RtListPane *self, RtDesk *desk, const RtListQuery *query)
{
  RtListQuery sorted = *query;
  const char *sort = rt_list_columns_get_sort (self->columns, &sorted.ascending);

  g_assert (self->list == NULL);
  if (sort != NULL)
    sorted.sort = sort;
  else
    sorted.ascending = query->ascending;
  self->list = rt_record_list_new (desk, &sorted);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_change_begins), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (on_loading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::error", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}

RtRecordList *
rt_list_pane_get_list (RtListPane *self)
{
  return self->list;
}

void
rt_list_pane_add_text (RtListPane *self, const char *id, const char *title, RtCellText text, const char *sort,
                       gboolean numeric, gboolean expand)
{
  gboolean whole = g_str_equal (id, "number");

  rt_list_columns_append (self->columns, id, title,
                          whole ? rt_list_cell_factory_whole (text) : rt_list_cell_factory_text (text, numeric), sort,
                          numeric, expand);
}

void
rt_list_pane_add_personal (RtListPane *self, const char *id, const char *title, RtFieldId field, gboolean expand)
{
  rt_list_columns_append (self->columns, id, title, rt_list_cell_factory_personal (field), NULL, FALSE, expand);
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
  self->reveal = id != 0;
  if (self->list != NULL)
    on_items_changed (self);
}

gint64
rt_list_pane_get_selected (RtListPane *self)
{
  return self->selection != NULL ? selected_id (self) : 0;
}

void
rt_list_pane_focus (RtListPane *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  self->focus_wanted = g_strcmp0 (page, "loading") == 0;
  if (g_strcmp0 (page, "list") == 0)
    focus_selected_soon (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
rt_list_pane_set_click_opens (RtListPane *self, gboolean opens)
{
  self->click_opens = opens;
}

void
rt_list_pane_remember (RtListPane *self, GSettings *settings, const char *list, gint64 person)
{
  g_assert (self->list == NULL && self->memory == NULL);
  self->memory = rt_list_memory_new (settings, list, person);
  rt_list_columns_restore (self->columns, self->memory);
}

RtListMemory *
rt_list_pane_get_memory (RtListPane *self)
{
  return self->memory;
}

char **
rt_list_pane_dup_columns (RtListPane *self)
{
  return rt_list_columns_dup_shown (self->columns);
}

GMenuModel *
rt_list_pane_get_menu (RtListPane *self)
{
  return rt_list_columns_get_menu (self->columns);
}

GActionGroup *
rt_list_pane_get_actions (RtListPane *self)
{
  return rt_list_columns_get_actions (self->columns);
}
