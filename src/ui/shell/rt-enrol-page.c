/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up sign-in codes. */
#include "config.h"

#include "rt-enrol-page.h"

#include "rt-error.h"
#include "rt-focus-room.h"
#include "rt-paper-codes.h"
#include "rt-print-job.h"
#include "rt-qr-code.h"
#include "rt-shell.h"
#include "rt-tab-order.h"
#include "rt-text-scale.h"
#include "rt-totp.h"
#include <glib/gi18n.h>

#define COLUMNS 2

struct _RtEnrolPage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *box;
  GtkScrolledWindow *scroller;
  AdwClamp *clamp;
  GtkStack *stack;
  GtkLabel *who;
  RtQrCode *qr;
  GtkLabel *secret;
  AdwEntryRow *code;
  GtkLabel *problem;
  GtkGrid *codes;
  GtkCheckButton *put_away;
  GtkButton *done;
  GtkSpinner *spinner;

  /* borrowed */
  RtWindow *window;

  guint give_up; /* source */
};

G_DEFINE_FINAL_TYPE (RtEnrolPage, rt_enrol_page, ADW_TYPE_BIN)

static RtDesk *
get_desk (RtEnrolPage *self)
{
  return rt_window_get_desk (self->window);
}

static void
say (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

static void
leave (RtEnrolPage *self, const char *words)
{
  RtWindow *window = self->window;

  rt_desk_give_up_enrolment (get_desk (self));
  rt_window_show_sign_in (window);
  if (words != NULL)
    rt_window_toast (window, words);
}

static void
on_back (RtEnrolPage *self)
{
  leave (self, NULL);
}

/* Somebody went away from the desk. */
static gboolean
on_give_up (gpointer user_data)
{
  RtEnrolPage *self = user_data;

  self->give_up = 0;
  leave (self, _("This took too long, so the desk was locked again. Sign in once more."));
  return G_SOURCE_REMOVE;
}

static void
show_codes (RtEnrolPage *self, GPtrArray *codes)
{
  const int rows = ((int) codes->len + COLUMNS - 1) / COLUMNS;

  for (int i = 0; i < (int) codes->len; i++)
    {
      GtkWidget *label = gtk_label_new ((const char *) rt_secret_peek (g_ptr_array_index (codes, (guint) i)));

      gtk_widget_add_css_class (label, "monospace");
      gtk_widget_add_css_class (label, "title-4");
      gtk_grid_attach (self->codes, label, i / rows, i % rows, 1, 1);
    }
  gtk_stack_set_visible_child_name (self->stack, "codes");
  gtk_widget_grab_focus (GTK_WIDGET (self->put_away));
}

static void
on_confirm (RtEnrolPage *self)
{
  g_autoptr (RtSecret) code = rt_shell_take_password (GTK_EDITABLE (self->code));
  RtEnrolment *enrolment = rt_desk_get_enrolment (get_desk (self));
  g_autoptr (GError) error = NULL;

  if (enrolment == NULL)
    leave (self, NULL);
  else if (code == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->code));
  else if (rt_enrolment_confirm (enrolment, code, &error))
    show_codes (self, rt_enrolment_get_codes (enrolment));
  else if (g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    leave (self, error->message);
  else
    {
      say (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->code));
    }
}

static gboolean
confirm_in_idle (gpointer user_data)
{
  RtEnrolPage *self = user_data;

  if (rt_shell_is_whole_code (GTK_EDITABLE (self->code)))
    on_confirm (self);
  return G_SOURCE_REMOVE;
}

/* Not within the change itself, which empties the entry. */
static void
on_typed (RtEnrolPage *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->code))[0] != '\0')
    say (self->problem, NULL);
  if (rt_shell_is_whole_code (GTK_EDITABLE (self->code)))
    g_idle_add_full (G_PRIORITY_DEFAULT, confirm_in_idle, g_object_ref (self), g_object_unref);
}

static void
on_print (RtEnrolPage *self)
{
  RtStoreInfo *store = rt_desk_get_store (get_desk (self));
  RtEnrolment *enrolment = rt_desk_get_enrolment (get_desk (self));
  g_autoptr (RtPaperDoc) doc = NULL;

  if (enrolment == NULL)
    return;
  doc = rt_paper_codes (store, rt_enrolment_get_name (enrolment), rt_enrolment_get_codes (enrolment), store->language);
  rt_print_job_print (GTK_WINDOW (self->window), doc, _("Recovery codes"), NULL);
}

static void
on_put_away (RtEnrolPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->done), gtk_check_button_get_active (self->put_away));
}

static void
on_enrolled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtEnrolPage) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_spinner_stop (self->spinner);
  if (rt_desk_enrol_finish (RT_DESK (source), result, &error))
    rt_window_toast (self->window, _("Your sign-in code is set up."));
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    leave (self, error->message);
}

static void
on_done (RtEnrolPage *self)
{
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  gtk_spinner_start (self->spinner);
  rt_desk_enrol_async (get_desk (self), NULL, on_enrolled, g_object_ref (self));
}

static void
rt_enrol_page_dispose (GObject *object)
{
  RtEnrolPage *self = RT_ENROL_PAGE (object);

  g_clear_handle_id (&self->give_up, g_source_remove);
  G_OBJECT_CLASS (rt_enrol_page_parent_class)->dispose (object);
}

static gboolean
rt_enrol_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RT_ENROL_PAGE (widget)->code));
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, box);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, who);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, qr);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, secret);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, code);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, problem);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, codes);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, put_away);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, done);
  gtk_widget_class_bind_template_child (widget_class, RtEnrolPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_print);
  gtk_widget_class_bind_template_callback (widget_class, on_put_away);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
}

static void
rt_enrol_page_class_init (RtEnrolPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_enrol_page_dispose;
  widget_class->grab_focus = rt_enrol_page_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  g_type_ensure (RT_TYPE_QR_CODE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/shell/rt-enrol-page.ui");
  bind_children (widget_class);
}

static void
rt_enrol_page_init (RtEnrolPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_prepend (self->box, rt_shell_header_new ());
  rt_text_scale_clamp (self->clamp);
  rt_focus_room_keep (self->scroller);
}

static void
show_secret (RtEnrolPage *self, const RtEnrolment *enrolment)
{
  const RtSecret *secret = rt_enrolment_get_secret (enrolment);
  g_autoptr (RtSecret) text = rt_totp_secret_text (secret);
  g_autoptr (RtSecret) uri =
    rt_totp_uri (secret, rt_desk_get_store (get_desk (self))->name, rt_enrolment_get_login (enrolment));

  rt_qr_code_set_text (self->qr, uri);
  gtk_label_set_text (self->secret, (const char *) rt_secret_peek (text));
}

GtkWidget *
rt_enrol_page_new (RtWindow *window)
{
  RtEnrolPage *self = g_object_new (RT_TYPE_ENROL_PAGE, NULL);
  const RtEnrolment *enrolment = rt_desk_get_enrolment (rt_window_get_desk (window));

  self->window = window;
  gtk_label_set_text (self->who, rt_enrolment_get_name (enrolment));
  show_secret (self, enrolment);
  self->give_up = g_timeout_add_seconds (RT_ENROLMENT_SECONDS, on_give_up, self);
  return GTK_WIDGET (self);
}
