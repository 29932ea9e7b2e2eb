/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review of the log: its pages, and what can be done about the log as a whole. */
#include "config.h"

#include "rt-review-page.h"

#include <glib/gi18n.h>

#include "rt-day-paper.h"
#include "rt-findings-view.h"
#include "rt-log-view.h"
#include "rt-looks-view.h"
#include "rt-review-requests.h"
#include "rt-verify-dialog.h"

struct _RtReviewPage
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkWidget *pages; /* the switch between them */
  GtkStack *stack;
  RtFindingsView *findings; /* NULL: not for this person */
  RtLooksView *looks;       /* NULL: not for this person */
  RtLogView *log;           /* NULL: not for this person */

  RtWindow *window;          /* borrowed */
  GCancellable *cancellable; /* owned; NULL after dispose */
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtReviewPage, rt_review_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

/* --- Reading the log with the rules --- */

static void
on_reviewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtReviewPage) self = user_data;
  g_autoptr (GError) error = NULL;

  rt_request_review_run_finish (RT_DESK (source), result, NULL, &error);
  if (self->cancellable == NULL)
    return;
  rt_findings_view_set_reading (self->findings, FALSE);
  if (error != NULL)
    rt_window_toast_error (self->window, error);
  rt_findings_view_load (self->findings);
}

static void
review (RtReviewPage *self)
{
  if (self->findings == NULL)
    return;
  rt_findings_view_set_reading (self->findings, TRUE);
  rt_request_review_run (rt_window_get_desk (self->window), self->cancellable, on_reviewed, g_object_ref (self));
}

/* --- The pages --- */

/* A page is read when it is gone to. */
static void
load_page (RtReviewPage *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  if (page == GTK_WIDGET (self->looks))
    rt_looks_view_load (self->looks);
  else if (page == GTK_WIDGET (self->log))
    rt_log_view_load (self->log);
  else if (page == GTK_WIDGET (self->findings))
    rt_findings_view_load (self->findings);
}

static void
on_page (GtkToggleButton *button, RtReviewPage *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  gtk_stack_set_visible_child_name (self->stack, g_object_get_data (G_OBJECT (button), "rt-page"));
  load_page (self);
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtReviewPage *self = RT_REVIEW_PAGE (widget);

  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->findings))
    review (self);
  else
    load_page (self);
}

static void
on_changed (RtReviewPage *self, const char *table, gint64 row)
{
  if (self->findings != NULL && g_strcmp0 (table, "finding") == 0)
    rt_findings_view_load (self->findings);
}

/* --- Actions --- */

static void
on_verify (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_verify_dialog_present (RT_REVIEW_PAGE (widget)->window);
}

static void
on_paper (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtReviewPage *self = RT_REVIEW_PAGE (widget);
  const char *what = g_variant_get_string (parameter, NULL);
  RtPaperWay way = RT_PAPER_WAY_PREVIEW;

  if (g_str_equal (what, "print"))
    way = RT_PAPER_WAY_PRINT;
  else if (g_str_equal (what, "save"))
    way = RT_PAPER_WAY_SAVE;
  rt_day_paper_run (self->window, rt_desk_get_today (rt_window_get_desk (self->window)), way);
}

static void
area_focus (RtArea *area)
{
  GtkWidget *page = gtk_stack_get_visible_child (RT_REVIEW_PAGE (area)->stack);

  if (page != NULL)
    gtk_widget_grab_focus (page);
}

static void
area_init (RtAreaInterface *iface)
{
  iface->focus = area_focus;
}

static void
rt_review_page_dispose (GObject *object)
{
  RtReviewPage *self = RT_REVIEW_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_review_page_parent_class)->dispose (object);
}

static void
rt_review_page_class_init (RtReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_review_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "review.verify", NULL, on_verify);
  gtk_widget_class_install_action (widget_class, "review.paper", "s", on_paper);
  gtk_widget_class_install_action (widget_class, "review.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "review.paper", "s", "print");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "review.refresh", NULL);
}

static GtkWidget *
make_paper_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("_Preview"), "review.paper::preview");
  g_menu_append (menu, _("P_rint…"), "review.paper::print");
  g_menu_append (menu, _("_Save as PDF…"), "review.paper::save");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("_Daily sheet"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, _("The log of today on paper, to compare with later"));
  return button;
}

static GtkWidget *
make_strip (RtReviewPage *self, const RtPerson *person)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *verify = gtk_button_new_with_mnemonic (_("_Verify the log…"));
  GtkWidget *paper = make_paper_button ();

  self->pages = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->pages, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pages), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is shown"), -1);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (verify), "review.verify");
  gtk_widget_set_visible (verify, rt_person_may (person, RT_RIGHT_LOG_VERIFY));
  gtk_widget_set_visible (paper, rt_person_may (person, RT_RIGHT_LOG_READ));
  gtk_box_append (GTK_BOX (strip), self->pages);
  gtk_box_append (GTK_BOX (strip), space);
  gtk_box_append (GTK_BOX (strip), verify);
  gtk_box_append (GTK_BOX (strip), paper);
  gtk_widget_add_css_class (strip, "toolbar-strip");
  return strip;
}

static void
add_page (RtReviewPage *self, GtkWidget *page, const char *id, const char *words)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (words);
  GtkWidget *first = gtk_widget_get_first_child (self->pages);

  gtk_stack_add_named (self->stack, page, id);
  g_object_set_data (G_OBJECT (button), "rt-page", (gpointer) id);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_page), self, 0);
  gtk_box_append (GTK_BOX (self->pages), button);
}

static void
rt_review_page_init (RtReviewPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
}

static void
add_pages (RtReviewPage *self, const RtPerson *person)
{
  if (rt_person_may (person, RT_RIGHT_REVIEW_READ))
    {
      self->findings = RT_FINDINGS_VIEW (rt_findings_view_new (self->window));
      self->looks = RT_LOOKS_VIEW (rt_looks_view_new (self->window));
      add_page (self, GTK_WIDGET (self->findings), "findings", _("Findings"));
      add_page (self, GTK_WIDGET (self->looks), "looks", C_("review", "Looks"));
    }
  if (rt_person_may (person, RT_RIGHT_LOG_READ))
    {
      self->log = RT_LOG_VIEW (rt_log_view_new (self->window));
      add_page (self, GTK_WIDGET (self->log), "log", C_("review", "Log"));
    }
}

GtkWidget *
rt_review_page_new (RtWindow *window)
{
  RtReviewPage *self = g_object_new (RT_TYPE_REVIEW_PAGE, NULL);
  RtDesk *desk = rt_window_get_desk (window);
  const RtPerson *person = rt_desk_get_person (desk);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->window = window;
  gtk_box_append (GTK_BOX (box), make_strip (self, person));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  add_pages (self, person);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  load_page (self);
  review (self);
  return GTK_WIDGET (self);
}
