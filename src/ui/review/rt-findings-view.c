/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The findings: the list and what about the one selected. */
#include "config.h"

#include "rt-findings-view.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-finding-detail.h"
#include "rt-pill.h"
#include "rt-review-requests.h"
#include "rt-split-pane.h"
#include "rt-tab-order.h"

struct _RtFindingsView
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  RtSplitPane *split;
  GtkToggleButton *closed;
  GtkSpinner *reading;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkListBox *list;
  RtFindingDetail *detail;

  RtWindow *window;          /* borrowed */
  GPtrArray *findings;       /* owned: RtFinding, as shown; NULL: not there yet */
  GCancellable *cancellable; /* owned; NULL after dispose */
  gboolean focus_wanted;     /* once they are there */
};

G_DEFINE_FINAL_TYPE (RtFindingsView, rt_findings_view, GTK_TYPE_WIDGET)

static GtkWidget *
finding_row (const RtFinding *finding)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *pills = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *severity = rt_pill_new ();
  GtkWidget *state = rt_pill_new ();
  g_autofree char *sentence = rt_finding_sentence (finding);
  GtkWidget *label = gtk_label_new (sentence);

  rt_pill_set (RT_PILL (severity), rt_finding_severity_name (finding->severity),
               rt_finding_severity_style (finding->severity));
  /* what waits for the first look needs no word */
  rt_pill_set (RT_PILL (state), finding->state != RT_FINDING_OPEN ? rt_finding_state_name (finding->state) : NULL,
               finding->state == RT_FINDING_EXPLAINED ? "success" : NULL);
  gtk_box_append (GTK_BOX (pills), severity);
  gtk_box_append (GTK_BOX (pills), state);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), pills);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "diary-entry");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  g_object_set_data (G_OBJECT (row), "rt-finding", (gpointer) finding);
  return row;
}

static gint64
selected_id (RtFindingsView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const RtFinding *finding = row != NULL ? g_object_get_data (G_OBJECT (row), "rt-finding") : NULL;

  return finding != NULL ? finding->id : 0;
}

static void
show_empty (RtFindingsView *self, const char *title, const char *words)
{
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, words);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_nothing (RtFindingsView *self)
{
  if (gtk_toggle_button_get_active (self->closed))
    show_empty (self, _("Nothing is signed off yet"), _("What was decided about findings is kept here for good."));
  else
    show_empty (self, _("Nothing to look at"),
                _("The log is read for customers seen without a job, outside working hours, in great numbers or again "
                   "and again, and for refusals and exports. What it finds comes here."));
}

static GtkListBoxRow *
fill (RtFindingsView *self, gint64 id)
{
  GtkWidget *chosen = NULL;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const RtFinding *finding = g_ptr_array_index (self->findings, i);
      GtkWidget *row = finding_row (finding);

      gtk_list_box_append (self->list, row);
      if (chosen == NULL || finding->id == id)
        chosen = row;
    }
  return chosen != NULL ? GTK_LIST_BOX_ROW (chosen) : NULL;
}

static gboolean
has_focus (RtFindingsView *self, GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == part || gtk_widget_is_ancestor (focus, part));
}

/* What was pressed may be done with: then what is left to do has the keyboard, or else the finding in the list. */
static void
give_focus_back (RtFindingsView *self, gint64 former, gboolean in_detail)
{
  if (in_detail && former != 0 && former == selected_id (self) && rt_finding_detail_focus_ways (self->detail))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
take (RtFindingsView *self, GPtrArray *findings)
{
  gboolean in_detail = has_focus (self, GTK_WIDGET (self->detail));
  gboolean waited = self->focus_wanted && (self->findings == NULL || has_focus (self, GTK_WIDGET (self->closed)));
  gboolean focused = in_detail || has_focus (self, GTK_WIDGET (self->list)) || waited;
  gint64 id = selected_id (self);
  GtkListBoxRow *chosen;
  GtkWidget *row;

  rt_finding_detail_show (self->detail, NULL);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = g_ptr_array_ref (findings);
  chosen = fill (self, id);
  if (chosen == NULL)
    show_nothing (self);
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      gtk_list_box_select_row (self->list, chosen);
    }
  /* what the log says is still to come */
  self->focus_wanted = waited && chosen == NULL && gtk_spinner_get_spinning (self->reading);
  if (focused)
    give_focus_back (self, id, in_detail);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtFindingsView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (findings != NULL)
    take (self, findings);
  else
    show_empty (self, _("The findings cannot be shown"), error->message);
}

void
rt_findings_view_load (RtFindingsView *self)
{
  RtReviewList which = gtk_toggle_button_get_active (self->closed) ? RT_REVIEW_LIST_CLOSED : RT_REVIEW_LIST_OPEN;

  /* the buttons may tell of their end */
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_review_list (rt_window_get_desk (self->window), which, self->cancellable, on_loaded, g_object_ref (self));
}

void
rt_findings_view_set_reading (RtFindingsView *self, gboolean reading)
{
  gtk_spinner_set_spinning (self->reading, reading);
  gtk_widget_set_visible (GTK_WIDGET (self->reading), reading);
}

/* --- List and detail --- */

static void
on_row_selected (RtFindingsView *self, GtkListBoxRow *row)
{
  if (self->cancellable != NULL)
    rt_finding_detail_show (self->detail, row != NULL ? g_object_get_data (G_OBJECT (row), "rt-finding") : NULL);
}

static void
on_row_activated (RtFindingsView *self)
{
  rt_split_pane_turn (self->split);
  rt_split_pane_enter (self->split);
}

static gboolean
rt_findings_view_grab_focus (GtkWidget *widget)
{
  RtFindingsView *self = RT_FINDINGS_VIEW (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  self->focus_wanted = row == NULL && (self->findings == NULL || gtk_spinner_get_spinning (self->reading));
  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->closed));
}

static void
rt_findings_view_dispose (GObject *object)
{
  RtFindingsView *self = RT_FINDINGS_VIEW (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  G_OBJECT_CLASS (rt_findings_view_parent_class)->dispose (object);
}

static void
rt_findings_view_class_init (RtFindingsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_findings_view_dispose;
  widget_class->grab_focus = rt_findings_view_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* The list is one stop on the way of Tab: the toolkit would go from finding to finding. */
static gboolean
on_list_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RtFindingsView *self)
{
  if (key == GDK_KEY_Tab && (state & gtk_accelerator_get_default_mod_mask ()) == 0 &&
      !rt_split_pane_get_folded (self->split))
    return gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
  if (key == GDK_KEY_ISO_Left_Tab)
    return gtk_widget_grab_focus (GTK_WIDGET (self->closed));
  return FALSE;
}

static void
add_list_keys (RtFindingsView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_list_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static GtkWidget *
make_strip (RtFindingsView *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *open = gtk_toggle_button_new_with_label (C_("finding", "Open"));

  self->closed = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (C_("finding", "Signed off")));
  gtk_toggle_button_set_group (self->closed, GTK_TOGGLE_BUTTON (open));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (open), TRUE);
  g_signal_connect_object (self->closed, "toggled", G_CALLBACK (rt_findings_view_load), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (linked, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (linked), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Which findings"), -1);
  gtk_box_append (GTK_BOX (linked), open);
  gtk_box_append (GTK_BOX (linked), GTK_WIDGET (self->closed));
  self->reading = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reading), _("The log is being read"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reading), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The log is being read"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->reading), FALSE);
  gtk_box_append (GTK_BOX (strip), linked);
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->reading));
  gtk_widget_add_css_class (strip, "toolbar-strip");
  return strip;
}

static GtkWidget *
make_left (RtFindingsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_show_separators (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Findings"), -1);
  add_list_keys (self);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->empty, "rt-review-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "compact");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, scrolled, "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  gtk_box_append (GTK_BOX (box), make_strip (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_widget_set_size_request (box, 360, -1);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static void
rt_findings_view_init (RtFindingsView *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
rt_findings_view_new (RtWindow *window)
{
  RtFindingsView *self = g_object_new (RT_TYPE_FINDINGS_VIEW, NULL);
  GtkWidget *detail = rt_finding_detail_new (window);

  self->window = window;
  self->detail = RT_FINDING_DETAIL (detail);
  gtk_widget_set_size_request (detail, 420, -1);
  gtk_widget_set_hexpand (detail, TRUE);
  self->split = RT_SPLIT_PANE (rt_split_pane_new (make_left (self), detail));
  gtk_widget_set_parent (GTK_WIDGET (self->split), GTK_WIDGET (self));
  /* back at the list, the finding that is selected has the keyboard */
  g_signal_connect_object (self->split, "back", G_CALLBACK (gtk_widget_grab_focus), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
