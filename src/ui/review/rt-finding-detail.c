/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What about one finding. */
#include "config.h"

#include "rt-finding-detail.h"

#include <glib/gi18n.h>

#include "rt-entry-row.h"
#include "rt-pill.h"
#include "rt-review-dialogs.h"
#include "rt-review-requests.h"

#define MOST_ENTRIES 200

struct _RtFindingDetail
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkStack *stack;
  GtkLabel *sentence, *why, *mine;
  RtPill *severity, *state;
  GtkBox *story; /* question, answer, decision */
  GtkWidget *ask, *sign;
  GtkLabel *heading;
  GtkListBox *entries;

  RtWindow *window;          /* borrowed */
  const RtFinding *finding;  /* borrowed */
  GCancellable *cancellable; /* owned; NULL after dispose */
};

G_DEFINE_FINAL_TYPE (RtFindingDetail, rt_finding_detail, GTK_TYPE_WIDGET)

const char *
rt_finding_severity_style (guint severity)
{
  if (severity >= 3)
    return "error";
  return severity == 2 ? "warning" : "accent";
}

static GtkLabel *
make_label (const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

/* --- What was asked, said and decided --- */

static void
add_to_story (RtFindingDetail *self, const char *when, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (make_label (when, "caption-heading")));
  if (text != NULL)
    {
      GtkLabel *label = make_label (text, NULL);

      gtk_label_set_selectable (label, TRUE);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
    }
  gtk_box_append (self->story, box);
}

static void
tell_asked (RtFindingDetail *self, const RtFinding *finding)
{
  g_autofree char *moment = rt_moment_format (finding->asked_at, NULL);
  /* Translators: who asked the person concerned to explain, and when */
  g_autofree char *words =
    g_strdup_printf (_("Asked by %1$s, %2$s"), finding->asked_by != NULL ? finding->asked_by : "", moment);

  if (finding->asked_at != 0)
    add_to_story (self, words, NULL);
}

static void
tell_explained (RtFindingDetail *self, const RtFinding *finding)
{
  g_autofree char *moment = rt_moment_format (finding->explained_at, NULL);
  /* Translators: who explains a finding about themselves, and when */
  g_autofree char *words = g_strdup_printf (_("Explained by %1$s, %2$s"), finding->name, moment);

  if (finding->explained_at != 0)
    add_to_story (self, words, finding->explanation);
}

static void
tell_decided (RtFindingDetail *self, const RtFinding *finding)
{
  g_autofree char *moment = rt_moment_format (finding->signed_at, NULL);
  g_autofree char *words = NULL;

  if (finding->state != RT_FINDING_CLOSED)
    return;
  /* Translators: how a finding ended, who signed it off, and when: "All in order: Zhao Min, 23 Nov 2026, 18:05" */
  words = g_strdup_printf (_("%1$s: %2$s, %3$s"), rt_verdict_name (finding->verdict),
                           finding->signed_by != NULL ? finding->signed_by : "", moment);
  add_to_story (self, words, finding->note);
}

static void
tell_story (RtFindingDetail *self, const RtFinding *finding)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->story))) != NULL)
    gtk_box_remove (self->story, child);
  /* a box that is filled while it is hidden keeps the height it had before */
  gtk_widget_set_visible (GTK_WIDGET (self->story), TRUE);
  tell_asked (self, finding);
  tell_explained (self, finding);
  tell_decided (self, finding);
  gtk_widget_set_visible (GTK_WIDGET (self->story), gtk_widget_get_first_child (GTK_WIDGET (self->story)) != NULL);
}

/* --- The entries --- */

static void
on_entries (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtFindingDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_text (self->heading, entries != NULL ? _("What the log says") : error->message);
  rt_entry_rows_set (self->entries, entries);
  gtk_widget_set_visible (GTK_WIDGET (self->entries), entries != NULL && entries->len > 0);
}

static void
load_entries (RtFindingDetail *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_review_entries (rt_window_get_desk (self->window), self->finding->id, MOST_ENTRIES, self->cancellable,
                             on_entries, g_object_ref (self));
}

/* --- All of it --- */

static void
suggest (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* The person is asked before anybody decides; what is left to do comes first to the eye. */
static void
show_ways (RtFindingDetail *self)
{
  const RtPerson *me = rt_desk_get_person (rt_window_get_desk (self->window));
  gboolean may = me != NULL && rt_person_may (me, RT_RIGHT_REVIEW_SIGN) && self->finding != NULL &&
                 !self->finding->mine && self->finding->state != RT_FINDING_CLOSED;
  gboolean ask = may && self->finding->state == RT_FINDING_OPEN;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "finding.sign", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "finding.ask", ask);
  gtk_widget_set_visible (self->sign, may);
  gtk_widget_set_visible (self->ask, ask);
  gtk_widget_set_visible (gtk_widget_get_parent (self->sign), may);
  suggest (self->ask, ask);
  suggest (self->sign, !ask);
}

void
rt_finding_detail_show (RtFindingDetail *self, const RtFinding *finding)
{
  g_autofree char *sentence = finding != NULL ? rt_finding_sentence (finding) : NULL;

  self->finding = finding;
  show_ways (self);
  gtk_stack_set_visible_child_name (self->stack, finding != NULL ? "finding" : "none");
  if (finding == NULL)
    return;
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->why, rt_finding_why (finding->rule));
  rt_pill_set (self->severity, rt_finding_severity_name (finding->severity),
               rt_finding_severity_style (finding->severity));
  rt_pill_set (self->state, rt_finding_state_name (finding->state), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->mine), finding->mine && finding->state != RT_FINDING_CLOSED);
  tell_story (self, finding);
  load_entries (self);
}

gboolean
rt_finding_detail_focus_ways (RtFindingDetail *self)
{
  return (gtk_widget_get_visible (self->ask) && gtk_widget_grab_focus (self->ask)) ||
         (gtk_widget_get_visible (self->sign) && gtk_widget_grab_focus (self->sign));
}

static void
on_way (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtFindingDetail *self = RT_FINDING_DETAIL (widget);

  if (self->finding == NULL)
    return;
  if (g_str_equal (name, "finding.ask"))
    rt_review_dialog_ask (self->window, self->finding);
  else
    rt_review_dialog_sign (self->window, self->finding);
}

static void
rt_finding_detail_dispose (GObject *object)
{
  RtFindingDetail *self = RT_FINDING_DETAIL (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_finding_detail_parent_class)->dispose (object);
}

static void
rt_finding_detail_class_init (RtFindingDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_finding_detail_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "finding.ask", NULL, on_way);
  gtk_widget_class_install_action (widget_class, "finding.sign", NULL, on_way);
}

static GtkWidget *
make_ways (RtFindingDetail *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->sign = gtk_button_new_with_mnemonic (_("_Sign off…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->sign), "finding.sign");
  self->ask = gtk_button_new_with_mnemonic (_("_Ask to explain…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->ask), "finding.ask");
  gtk_box_append (GTK_BOX (bar), self->ask);
  gtk_box_append (GTK_BOX (bar), self->sign);
  return bar;
}

static GtkWidget *
make_finding (RtFindingDetail *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *pills = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->severity = RT_PILL (rt_pill_new ());
  self->state = RT_PILL (rt_pill_new ());
  self->sentence = make_label (NULL, "title-3");
  self->why = make_label (NULL, "dim-label");
  self->mine =
    make_label (_("This is about your own looks: somebody else who may sign findings off decides it."), "dim-label");
  self->story = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  self->heading = make_label (_("What the log says"), "heading");
  self->entries = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->entries, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->entries), "boxed-list");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entries), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->heading,
                                  NULL, -1);
  gtk_box_append (GTK_BOX (pills), GTK_WIDGET (self->severity));
  gtk_box_append (GTK_BOX (pills), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (box), pills);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->why));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->mine));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->story));
  gtk_box_append (GTK_BOX (box), make_ways (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entries));
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "detail");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

static void
rt_finding_detail_init (RtFindingDetail *self)
{
  GtkWidget *none = adw_status_page_new ();

  self->cancellable = g_cancellable_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "rt-review-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("Choose a finding"));
  adw_status_page_set_description (ADW_STATUS_PAGE (none), _("What the log says about it is shown here."));
  gtk_widget_add_css_class (none, "compact");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, none, "none");
  gtk_stack_add_named (self->stack, make_finding (self), "finding");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
rt_finding_detail_new (RtWindow *window)
{
  RtFindingDetail *self = g_object_new (RT_TYPE_FINDING_DETAIL, NULL);

  self->window = window;
  return GTK_WIDGET (self);
}
