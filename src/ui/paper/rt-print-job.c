/* The ways of a document to paper: the system's print dialogue, a PDF, a preview. */
#include "config.h"

#include "rt-print-job.h"

#include "rt-paper-layout.h"
#include "rt-paper-pdf.h"
#include "rt-paper-view.h"
#include "rt-window.h"
#include <adwaita.h>
#include <glib/gi18n.h>

/* One document on its way. */
typedef struct
{
  RtPaperDoc *doc;
  RtPaperLayout *layout;
  GtkWindow *parent;
  char *name;
} Job;

static Job *
job_new (GtkWindow *parent, RtPaperDoc *doc, const char *name)
{
  Job *job = g_new0 (Job, 1);

  job->doc = g_object_ref (doc);
  job->parent = g_object_ref (parent);
  job->name = g_strdup (name);
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->layout);
  g_object_unref (job->doc);
  g_object_unref (job->parent);
  g_free (job->name);
  g_free (job);
}

static void
say_failure (GtkWindow *parent, const GError *error)
{
  GtkWidget *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  dialog = adw_message_dialog_new (parent, _ ("It was not printed"), NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Printing */
static void
on_begin (GtkPrintOperation *operation, GtkPrintContext *context, Job *job)
{
  const RtPaperSetup a4 = rt_paper_setup_a4 ();
  RtPaperSetup setup = gtk_print_context_get_width (context) > 603 ? rt_paper_setup_letter () : a4;
  g_autoptr (GError) error = NULL;

  g_clear_object (&job->layout);
  job->layout = rt_paper_layout_new (job->doc, &setup, NULL, &error);
  if (job->layout == NULL || !rt_paper_layout_check_glyphs (job->layout, &error))
    {
      say_failure (job->parent, error);
      gtk_print_operation_cancel (operation);
      return;
    }
  gtk_print_operation_set_n_pages (operation, (int) rt_paper_layout_get_n_pages (job->layout));
}

static void
on_draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  if (job->layout != NULL)
    rt_paper_layout_draw_page (job->layout, gtk_print_context_get_cairo_context (context), (guint) page);
}

static void
on_print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    say_failure (job->parent, error);
}

/* GTK's own preview writes a file and starts another program: ours stays inside. */
static gboolean
on_preview (GtkPrintOperation *operation, GtkPrintOperationPreview *preview, GtkPrintContext *context, GtkWindow *parent, Job *job)
{
  rt_print_job_preview (job->parent, job->doc, job->name);
  gtk_print_operation_preview_end_preview (preview);
  return TRUE;
}

void
rt_print_job_print (GtkWindow *parent, RtPaperDoc *doc, const char *name)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;
  Job *job = job_new (parent, doc, name);

  g_object_set_data_full (G_OBJECT (operation), "rt-job", job, job_free);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), job);
  g_signal_connect (operation, "preview", G_CALLBACK (on_preview), job);
  g_signal_connect (operation, "done", G_CALLBACK (on_print_done), job);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    say_failure (parent, error);
}

/* PDF */
static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  RtWindow *window = rt_window_of (GTK_WIDGET (job->parent));
  g_autoptr (GError) error = NULL;

  if (!rt_paper_pdf_write_file_finish (result, &error))
    say_failure (job->parent, error);
  else if (window != NULL)
    rt_window_toast (window, _ ("The PDF is saved."));
  job_free (job);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, Job *job)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      const RtPaperSetup setup = rt_paper_setup_a4 ();

      rt_paper_pdf_write_file_async (job->doc, &setup, file, NULL, on_written, job);
    }
  else
    job_free (job);
  g_object_unref (chooser);
}

void
rt_print_job_save (GtkWindow *parent, RtPaperDoc *doc, const char *name)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Save as PDF"), parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_autofree char *suggested = g_strdup_printf ("%s.pdf", name);

  g_strdelimit (suggested, "/\\", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), job_new (parent, doc, name));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Preview */
static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                                                         gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}

void
rt_print_job_preview (GtkWindow *parent, RtPaperDoc *doc, const char *name)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *view = rt_paper_view_new ();
  g_autoptr (GError) error = NULL;
  Job *job = job_new (parent, doc, name);

  g_object_set_data_full (G_OBJECT (window), "rt-job", job, job_free);
  if (!rt_paper_view_set_doc (RT_PAPER_VIEW (view), doc, &error))
    {
      say_failure (parent, error);
      gtk_window_destroy (GTK_WINDOW (window));
      return;
    }
  add_escape (window);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), view);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), name);
  gtk_window_set_default_size (GTK_WINDOW (window), 860, 760);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (view);
}
