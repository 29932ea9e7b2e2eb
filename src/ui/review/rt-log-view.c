/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log as people read it. */
#include "config.h"

#include "rt-log-view.h"

#include <glib/gi18n.h>

#include "rt-choice.h"
#include "rt-day-entry.h"
#include "rt-entry-row.h"
#include "rt-error.h"
#include "rt-review-requests.h"
#include "rt-tab-order.h"
#include "rt-text.h"

#define PAGE  50
#define DELAY 500 /* ms after the last key: each page that is read is recorded */

struct _RtLogView
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkDropDown *person, *kind;
  GtkEditable *record;
  RtDayEntry *day;
  GtkStack *stack;
  AdwStatusPage *none;
  GtkListBox *entries;
  GtkWidget *more;
  GtkLabel *problem;

  RtWindow *window;          /* borrowed */
  GPtrArray *staff;          /* owned: RtStaff, as in the choice; NULL: not there yet */
  GCancellable *cancellable; /* owned; NULL after dispose */
  gint64 last;               /* the oldest entry that is shown; 0 none */
  guint delay;
};

G_DEFINE_FINAL_TYPE (RtLogView, rt_log_view, GTK_TYPE_WIDGET)

static void
say_problem (RtLogView *self, const char *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
}

static void
clear_entries (RtLogView *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->entries))) != NULL)
    gtk_list_box_remove (self->entries, row);
  self->last = 0;
}

static void
take_page (RtLogView *self, GPtrArray *entries)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const RtHistoryEntry *entry = g_ptr_array_index (entries, i);
      GtkWidget *row = rt_entry_row_new (entry);

      gtk_list_box_append (self->entries, row);
      first = first != NULL ? first : row;
      self->last = entry->seq;
    }
  /* the button that was pressed may be gone: the first of what it brought has the focus then */
  if (gtk_widget_has_focus (self->more) && first != NULL)
    gtk_widget_grab_focus (first);
  gtk_widget_set_visible (self->more, entries->len == PAGE);
  gtk_stack_set_visible_child_name (self->stack, self->last != 0 ? "entries" : "none");
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtLogView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    return;
  say_problem (self, entries == NULL ? error->message : NULL);
  if (entries != NULL)
    take_page (self, entries);
  else
    gtk_stack_set_visible_child_name (self->stack, "none");
}

static const char *
chosen_login (RtLogView *self)
{
  guint chosen = gtk_drop_down_get_selected (self->person);

  if (self->staff == NULL || chosen == 0 || chosen > self->staff->len)
    return NULL;
  return ((const RtStaff *) g_ptr_array_index (self->staff, chosen - 1))->login;
}

static void
request_page (RtLogView *self)
{
  RtDesk *desk = rt_window_get_desk (self->window);
  const char *record = gtk_editable_get_text (self->record);
  RtDay day = rt_day_entry_get_day (self->day, rt_desk_get_today (desk));
  RtHistoryQuery query = { .before = self->last,
                           .limit = PAGE,
                           .actor = chosen_login (self),
                           .action = RT_HISTORY_KINDS[gtk_drop_down_get_selected (self->kind)].pattern };

  if (!rt_text_is_blank (record))
    query.record = record;
  if (day != RT_DAY_NONE)
    query.from = query.to = day;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_history (desk, &query, self->cancellable, on_page, g_object_ref (self));
}

void
rt_log_view_load (RtLogView *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  clear_entries (self);
  gtk_widget_set_visible (self->more, FALSE);
  request_page (self);
}

static gboolean
on_delay (gpointer user_data)
{
  RtLogView *self = user_data;

  self->delay = 0;
  rt_log_view_load (self);
  return G_SOURCE_REMOVE;
}

static void
on_filter (RtLogView *self)
{
  /* the choices may tell of their end */
  if (self->cancellable == NULL)
    return;
  g_clear_handle_id (&self->delay, g_source_remove);
  self->delay = g_timeout_add (DELAY, on_delay, self);
}

static void
on_more (RtLogView *self)
{
  request_page (self);
}

static void
on_staff (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtLogView) self = user_data;
  g_autoptr (GPtrArray) staff = rt_desk_run_finish (RT_DESK (source), result, NULL);
  GListModel *names = NULL;

  if (self->cancellable == NULL || staff == NULL)
    return;
  names = gtk_drop_down_get_model (self->person);
  for (guint i = 0; i < staff->len; i++)
    gtk_string_list_append (GTK_STRING_LIST (names), ((const RtStaff *) g_ptr_array_index (staff, i))->name);
  self->staff = g_steal_pointer (&staff);
}

static gboolean
rt_log_view_grab_focus (GtkWidget *widget)
{
  RtLogView *self = RT_LOG_VIEW (widget);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->entries));

  return gtk_widget_grab_focus (row != NULL ? row : GTK_WIDGET (self->person));
}

static void
rt_log_view_dispose (GObject *object)
{
  RtLogView *self = RT_LOG_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->delay, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_log_view_parent_class)->dispose (object);
}

static void
rt_log_view_class_init (RtLogViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_log_view_dispose;
  widget_class->grab_focus = rt_log_view_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* A part of the strip: its name above it. */
static void
add_filter (GtkWidget *strip, const char *words, GtkWidget *what)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_set_size_request (caption, -1, 24);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), what);
  gtk_widget_set_vexpand (what, TRUE); /* all of a line are as high as the highest */
  if (GTK_IS_DROP_DOWN (what))
    rt_choice_set_label (GTK_DROP_DOWN (what), caption);
  else
    gtk_accessible_update_relation (GTK_ACCESSIBLE (what), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
  gtk_flow_box_append (GTK_FLOW_BOX (strip), box);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
}

static GtkDropDown *
make_kinds (void)
{
  GtkStringList *words = gtk_string_list_new (NULL);

  for (guint i = 0; RT_HISTORY_KINDS[i].name != NULL; i++)
    gtk_string_list_append (words, g_dpgettext2 (NULL, "log", RT_HISTORY_KINDS[i].name));
  return GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (words), NULL));
}

static GtkWidget *
make_strip (RtLogView *self)
{
  GtkWidget *strip = gtk_flow_box_new ();
  const char *const everybody[] = { _("Everybody"), NULL };

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (strip), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (strip), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (strip), 9);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (strip), 6);
  self->person = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (everybody));
  self->kind = make_kinds ();
  self->record = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->record), "SO-10482");
  gtk_editable_set_max_width_chars (self->record, 12);
  self->day = RT_DAY_ENTRY (rt_day_entry_new (_("Day")));
  add_filter (strip, _("Person"), GTK_WIDGET (self->person));
  add_filter (strip, _("What"), GTK_WIDGET (self->kind));
  add_filter (strip, _("Record"), GTK_WIDGET (self->record));
  gtk_flow_box_append (GTK_FLOW_BOX (strip), GTK_WIDGET (self->day));
  gtk_widget_set_focusable (gtk_widget_get_parent (GTK_WIDGET (self->day)), FALSE);
  g_signal_connect_object (self->person, "notify::selected", G_CALLBACK (on_filter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (on_filter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record, "changed", G_CALLBACK (on_filter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->day, "changed", G_CALLBACK (on_filter), self, G_CONNECT_SWAPPED);
  return strip;
}

static GtkWidget *
make_entries (RtLogView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->entries = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->entries, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->entries), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The log"), -1);
  self->more = gtk_button_new_with_mnemonic (_("_Earlier entries"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->more, "pill");
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (on_more), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entries));
  gtk_box_append (GTK_BOX (box), self->more);
  return box;
}

static void
rt_log_view_init (RtLogView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  self->none = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_title (self->none, _("No such entries"));
  adw_status_page_set_description (self->none, _("Nothing in the log fits what is asked for."));
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "compact");
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (box), make_strip (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_stack_add_named (self->stack, make_entries (self), "entries");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->none), "none");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_widget_add_css_class (box, "detail");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
rt_log_view_new (RtWindow *window)
{
  RtLogView *self = g_object_new (RT_TYPE_LOG_VIEW, NULL);
  RtDesk *desk = rt_window_get_desk (window);

  self->window = window;
  rt_day_entry_set_today (self->day, rt_desk_get_today (desk));
  rt_request_staff (desk, NULL, on_staff, g_object_ref (self));
  return GTK_WIDGET (self);
}
