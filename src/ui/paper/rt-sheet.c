/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paper of the print list: number, making, print dialogue or file, and only then the mark that it went out. */
#include "config.h"

#include "rt-sheet.h"

#include "rt-print-job.h"
#include "rt-requests.h"

struct _RtSheet
{
  GObject parent_instance;

  /* owned */
  RtWindow *window;
  char *kind;
  char *language;
  char *name;
  gpointer data;
  GDestroyNotify destroy;

  RtPrintPreview *preview; /* weak: dialogues come up over it */
  RtSheetMake make;
  RtPaperWay way;
  gint64 row, notice_id;
  gint64 number; /* 0 before it is reserved */
};

G_DEFINE_FINAL_TYPE (RtSheet, rt_sheet, G_TYPE_OBJECT)

static void
rt_sheet_finalize (GObject *object)
{
  RtSheet *self = RT_SHEET (object);

  g_clear_weak_pointer (&self->preview);
  g_clear_object (&self->window);
  g_free (self->kind);
  g_free (self->language);
  g_free (self->name);
  if (self->destroy != NULL)
    self->destroy (self->data);
  G_OBJECT_CLASS (rt_sheet_parent_class)->finalize (object);
}

static void
rt_sheet_class_init (RtSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rt_sheet_finalize;
}

static void
rt_sheet_init (RtSheet *self)
{
}

/* Print or Save in the preview, which stays until the paper is gone. */
static void
on_leave (GtkWindow *preview, gboolean save, gpointer user_data)
{
  rt_sheet_run (user_data, save ? RT_PAPER_WAY_SAVE : RT_PAPER_WAY_PRINT);
}

static void
show_paper (RtSheet *self, RtPaperDoc *doc)
{
  GtkWindow *parent = self->preview != NULL ? GTK_WINDOW (self->preview) : GTK_WINDOW (self->window);

  if (self->way == RT_PAPER_WAY_PRINT)
    rt_print_job_print (parent, doc, self->name, self);
  else if (self->way == RT_PAPER_WAY_SAVE)
    rt_print_job_save (parent, doc, self->name, self);
  else
    {
      g_set_weak_pointer (&self->preview, rt_print_job_preview (parent, doc, rt_paper_doc_get_title (doc)));
      rt_print_preview_set_way (self->preview, on_leave, g_object_ref (self), g_object_unref);
    }
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RtSheet *self = source;

  g_task_return_pointer (task, self->make (self->way == RT_PAPER_WAY_PREVIEW ? 0 : self->number, self->data),
                         g_object_unref);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RtSheet *self = RT_SHEET (source);
  g_autoptr (RtPaperDoc) doc = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Nothing comes up after the desk was locked. */
  if (doc != NULL && rt_desk_get_person (rt_window_get_desk (self->window)) != NULL)
    show_paper (self, doc);
}

static void
make_paper (RtSheet *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_made, NULL);

  g_task_run_in_thread (task, make_in_thread);
}

static void
on_reserved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSheet) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *number = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (number == NULL)
    {
      rt_window_toast_error (self->window, error);
      return;
    }
  self->number = *number;
  make_paper (self);
}

void
rt_sheet_run (RtSheet *self, RtPaperWay way)
{
  self->way = way;
  if (way == RT_PAPER_WAY_PREVIEW)
    make_paper (self);
  else
    rt_request_print_reserve (rt_window_get_desk (self->window), self->kind, self->row, self->notice_id, self->language,
                              NULL, on_reserved, g_object_ref (self));
}

static void
on_marked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSheet) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *number = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (number == NULL)
    rt_window_toast_error (self->window, error);
}

void
rt_sheet_went (RtSheet *self)
{
  rt_request_print_went (rt_window_get_desk (self->window), self->kind, self->row, self->notice_id, self->language,
                         self->number, NULL, on_marked, g_object_ref (self));
}

RtSheet *
rt_sheet_new (RtWindow *window, const char *kind, gint64 row, gint64 notice_id, const char *language, const char *name,
              RtSheetMake make, gpointer data, GDestroyNotify destroy)
{
  RtSheet *self = g_object_new (RT_TYPE_SHEET, NULL);

  self->window = g_object_ref (window);
  self->kind = g_strdup (kind);
  self->row = row;
  self->notice_id = notice_id;
  self->language = g_strdup (language);
  self->name = g_strdup (name);
  self->make = make;
  self->data = data;
  self->destroy = destroy;
  return self;
}
