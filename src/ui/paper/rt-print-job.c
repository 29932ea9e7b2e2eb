/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways of a paper out of the program: printer, PDF, preview. */
#include "config.h"

#include "rt-print-job.h"

#include <glib/gi18n.h>
#include <gtk/gtkunixprint.h>

#include "rt-error.h"
#include "rt-paper-pdf.h"
#include "rt-window.h"

#define MAX_NAME 80

/* One paper on its way. Kept alive by the operation or dialogue that works on it. */
typedef struct
{
  gatomicrefcount refs;
  GtkWindow *parent; /* weak */
  RtPaperDoc *doc;   /* owned; NULL when the desk has locked */
  RtPaperLayout *layout;
  char *name;
  RtSheet *sheet; /* owned; NULL: not on the print list */
  GCancellable *cancellable;
  GtkPrintOperation *operation; /* weak */
  GtkPrintOperation *sending;   /* owned while the printer has not answered */
  GtkNativeDialog *chooser;     /* owned */
  GError *error;                /* what we found wrong ourselves */
  gulong locking;
  RtDesk *desk; /* weak */
} Job;

static Job *
job_ref (Job *job)
{
  g_atomic_ref_count_inc (&job->refs);
  return job;
}

static void
job_unref (Job *job)
{
  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  if (job->desk != NULL)
    g_clear_signal_handler (&job->locking, job->desk);
  g_clear_weak_pointer (&job->desk);
  g_clear_weak_pointer (&job->parent);
  g_clear_weak_pointer (&job->operation);
  g_clear_object (&job->doc);
  g_clear_object (&job->layout);
  g_clear_object (&job->sheet);
  g_clear_object (&job->chooser);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_free (job->name);
  g_free (job);
}

/* The print dialogue is not one of the application's windows: its answer "closed" ends the operation. What it came
 * from may be gone by now. */
static void
close_dialogues (GtkWindow *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_PRINT_UNIX_DIALOG (l->data) ||
        (GTK_IS_DIALOG (l->data) && parent != NULL && gtk_window_get_transient_for (l->data) == parent))
      gtk_window_close (l->data);
}

static void
on_locking (Job *job)
{
  job_ref (job);
  g_cancellable_cancel (job->cancellable);
  if (job->chooser != NULL)
    gtk_native_dialog_hide (job->chooser);
  if (job->operation != NULL)
    gtk_print_operation_cancel (job->operation);
  close_dialogues (job->parent);
  g_clear_object (&job->layout);
  g_clear_object (&job->doc);
  job_unref (job);
}

static Job *
job_new (GtkWindow *parent, RtPaperDoc *doc, const char *name, RtSheet *sheet)
{
  RtWindow *window = parent != NULL ? rt_window_of (GTK_WIDGET (parent)) : NULL;
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_init (&job->refs);
  g_set_weak_pointer (&job->parent, parent);
  job->doc = g_object_ref (doc);
  job->name = g_strdup (name);
  g_set_object (&job->sheet, sheet);
  job->cancellable = g_cancellable_new ();
  if (window != NULL)
    {
      g_set_weak_pointer (&job->desk, rt_window_get_desk (window));
      job->locking = g_signal_connect_swapped (job->desk, "locking", G_CALLBACK (on_locking), job);
    }
  return job;
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
say (Job *job, const char *heading, const char *words)
{
  GtkWidget *dialog;

  if (job->parent == NULL || g_cancellable_is_cancelled (job->cancellable))
    return;
  dialog = adw_message_dialog_new (job->parent, heading, NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), words);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_set_application (GTK_WINDOW (dialog), gtk_window_get_application (job->parent));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The paper is out: it counts, is said, and needs no preview any more. */
static void
tell_gone (Job *job, const char *words)
{
  RtWindow *window = job->parent != NULL ? rt_window_of (GTK_WIDGET (job->parent)) : NULL;

  if (job->sheet != NULL)
    rt_sheet_went (job->sheet);
  if (window != NULL && !g_cancellable_is_cancelled (job->cancellable))
    rt_window_toast (window, words);
  if (RT_IS_PRINT_PREVIEW (job->parent))
    gtk_window_destroy (job->parent);
}

/* --- Paper sizes --- */

static gboolean
uses_letter (GtkWindow *parent)
{
  RtWindow *window = parent != NULL ? rt_window_of (GTK_WIDGET (parent)) : NULL;
  RtStoreInfo *store = window != NULL ? rt_desk_get_store (rt_window_get_desk (window)) : NULL;

  return store != NULL && g_strcmp0 (store->region, "US") == 0;
}

RtPaperSetup
rt_print_job_setup (GtkWindow *parent)
{
  return uses_letter (parent) ? rt_paper_setup_letter () : rt_paper_setup_a4 ();
}

/* The house's margins, or the printer's where it cannot print so close to the edge. */
static RtPaperSetup
setup_of (GtkPageSetup *page)
{
  RtPaperSetup setup = rt_paper_setup_a4 ();

  setup.width = gtk_page_setup_get_paper_width (page, GTK_UNIT_POINTS);
  setup.height = gtk_page_setup_get_paper_height (page, GTK_UNIT_POINTS);
  setup.top = MAX (setup.top, gtk_page_setup_get_top_margin (page, GTK_UNIT_POINTS));
  setup.right = MAX (setup.right, gtk_page_setup_get_right_margin (page, GTK_UNIT_POINTS));
  setup.bottom = MAX (setup.bottom, gtk_page_setup_get_bottom_margin (page, GTK_UNIT_POINTS));
  setup.left = MAX (setup.left, gtk_page_setup_get_left_margin (page, GTK_UNIT_POINTS));
  return setup;
}

static GtkPageSetup *
new_page_setup (GtkWindow *parent)
{
  GtkPageSetup *page = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (uses_letter (parent) ? GTK_PAPER_NAME_LETTER : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (page, size);
  gtk_paper_size_free (size);
  return page;
}

/* --- Printing --- */

static void
on_begin_print (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  RtPaperSetup setup = setup_of (gtk_print_context_get_page_setup (context));

  g_clear_object (&job->layout);
  if (job->doc != NULL)
    job->layout = rt_paper_layout_new (job->doc, &setup, NULL, job->error == NULL ? &job->error : NULL);
  if (job->layout != NULL && !rt_paper_layout_check_glyphs (job->layout, job->error == NULL ? &job->error : NULL))
    g_clear_object (&job->layout);
  gtk_print_operation_set_n_pages (operation,
                                   job->layout != NULL ? (int) rt_paper_layout_get_n_pages (job->layout) : 1);
  if (job->layout == NULL)
    gtk_print_operation_cancel (operation);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  if (job->layout != NULL)
    rt_paper_layout_draw_page (job->layout, gtk_print_context_get_cairo_context (context), (guint) page);
}

static void
say_refused (Job *job)
{
  say (job, _("Not printed"),
       _("The printer did not take the sheet. See whether it is on and has paper, or save the sheet as a PDF."));
}

static void
let_go (Job *job)
{
  g_clear_object (&job->layout);
  g_clear_object (&job->doc);
  g_clear_object (&job->sheet);
  g_clear_object (&job->sending);
}

/* Drawing the pages is not yet printing: the queue must have taken them. A printer that went away has not. */
static void
on_status (Job *job)
{
  if (job->sending == NULL)
    return;
  switch (gtk_print_operation_get_status (job->sending))
    {
    case GTK_PRINT_STATUS_PENDING:
    case GTK_PRINT_STATUS_PENDING_ISSUE:
    case GTK_PRINT_STATUS_PRINTING:
    case GTK_PRINT_STATUS_FINISHED:
      tell_gone (job, _("The sheet has gone to the printer."));
      let_go (job);
      break;
    case GTK_PRINT_STATUS_FINISHED_ABORTED:
      say_refused (job);
      let_go (job);
      break;
    case GTK_PRINT_STATUS_INITIAL:
    case GTK_PRINT_STATUS_PREPARING:
    case GTK_PRINT_STATUS_GENERATING_DATA:
    case GTK_PRINT_STATUS_SENDING_DATA:
    default:
      break;
    }
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  if (job->error != NULL)
    say (job, _("Not printed"), job->error->message);
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    say_refused (job);
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      job->sending = g_object_ref (operation);
      on_status (job);
      return;
    }
  let_go (job);
}

/* GTK asks for its preview: ours is shown instead, of the paper chosen in the dialogue. GTK insists on something to
 * draw on before it lets go. */
static gboolean
on_preview (GtkPrintOperation *operation, GtkPrintOperationPreview *preview, GtkPrintContext *context,
            GtkWindow *parent, Job *job)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  RtPaperSetup setup = setup_of (gtk_print_context_get_page_setup (context));

  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (job->doc != NULL && job->parent != NULL)
    {
      RtPrintPreview *window = rt_print_preview_new (job->parent, job->doc, &setup, job->name);

      rt_print_preview_set_listed (window, job->sheet);
      gtk_window_present (GTK_WINDOW (window));
    }
  return TRUE;
}

static void
on_ready (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  gtk_print_operation_preview_end_preview (GTK_PRINT_OPERATION_PREVIEW (operation));
}

static void
connect_operation (GtkPrintOperation *operation, Job *job)
{
  g_set_weak_pointer (&job->operation, operation);
  g_object_set_data_full (G_OBJECT (operation), "rt-print-job", job, (GDestroyNotify) job_unref);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), job);
  g_signal_connect (operation, "done", G_CALLBACK (on_done), job);
  g_signal_connect_swapped (operation, "status-changed", G_CALLBACK (on_status), job);
  g_signal_connect (operation, "preview", G_CALLBACK (on_preview), job);
  g_signal_connect (operation, "ready", G_CALLBACK (on_ready), job);
}

void
rt_print_job_print (GtkWindow *parent, RtPaperDoc *doc, const char *name, RtSheet *sheet)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = new_page_setup (parent);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  connect_operation (operation, job_new (parent, doc, name, sheet));
  /* Errors come with "done" too, which says them. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &error);
}

/* --- Saving --- */

static gboolean
is_name_character (gunichar c)
{
  return g_unichar_isalnum (c) || c == '-' || c == '_' || c == '.' || c == ' ';
}

char *
rt_print_job_file_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; *p != '\0' && n < MAX_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_name_character (c))
        c = '-';
      if (out->len == 0 && (c == '.' || c == ' ' || c == '-'))
        continue;
      g_string_append_unichar (out, c);
      n++;
    }
  g_strchomp (out->str);
  if (out->str[0] == '\0')
    return g_strdup ("rolltop.pdf");
  return g_strconcat (out->str, ".pdf", NULL);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  if (!rt_paper_pdf_write_file_finish (result, &error))
    {
      if (!is_cancelled (error))
        say (job, _("Not saved"), error->message);
    }
  else
    tell_gone (job, _("The PDF is saved."));
  job_unref (job);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, Job *job)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  RtPaperSetup setup = rt_print_job_setup (job->parent);

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && job->doc != NULL)
    rt_paper_pdf_write_file_async (job->doc, &setup, file, job->cancellable, on_written, job_ref (job));
  g_clear_object (&job->chooser);
  job_unref (job);
}

void
rt_print_job_save (GtkWindow *parent, RtPaperDoc *doc, const char *name, RtSheet *sheet)
{
  Job *job = job_new (parent, doc, name, sheet);
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Save as PDF"), parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  g_autofree char *file_name = rt_print_job_file_name (name);

  job->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_native_dialog_set_modal (job->chooser, TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file_name);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), job);
  gtk_native_dialog_show (job->chooser);
}

/* --- Preview --- */

RtPrintPreview *
rt_print_job_preview (GtkWindow *parent, RtPaperDoc *doc, const char *name)
{
  RtPaperSetup setup = rt_print_job_setup (parent);
  RtPrintPreview *preview = rt_print_preview_new (parent, doc, &setup, name);

  gtk_window_present (GTK_WINDOW (preview));
  return preview;
}
