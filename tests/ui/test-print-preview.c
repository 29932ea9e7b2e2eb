/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways of a paper out of the program, on a display. */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "rt-lang.h"
#include "rt-paper-view.h"
#include "rt-print-job.h"

static RtPaperDoc *
new_doc (guint n_pages)
{
  RtPaperDoc *doc = rt_paper_doc_new ("en");

  rt_paper_doc_set_title (doc, "Order SO-10482");
  for (guint i = 0; i < n_pages; i++)
    {
      rt_paper_doc_add_page_break (doc);
      rt_paper_doc_add_title (doc, "Order SO-10482", "A page of it");
      rt_paper_doc_add_paragraph (doc, "Jane Sample <b>&amp;");
    }
  return doc;
}

static void
turn_loop (void)
{
  for (guint i = 0; i < 200; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

static guint
count_windows (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}

static void
test_file_name (void)
{
  static const struct
  {
    const char *name;
    const char *file;
  } cases[] = {
    { "SO-10482", "SO-10482.pdf" }, { "../../etc/passwd", "etc-passwd.pdf" },
    { "a/b\\c:d", "a-b-c-d.pdf" },  { ".hidden", "hidden.pdf" },
    { "恢复凭证", "恢复凭证.pdf" }, { "", "rolltop.pdf" },
    { "///", "rolltop.pdf" },       { "x\ny\x01", "x-y-.pdf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = rt_print_job_file_name (cases[i].name);

      g_assert_cmpstr (file, ==, cases[i].file);
    }
  {
    g_autofree char *file = rt_print_job_file_name (NULL);

    g_assert_cmpstr (file, ==, "rolltop.pdf");
  }
}

static void
test_view (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc (3);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = rt_paper_view_new ();
  g_autoptr (GError) error = NULL;

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (window), view);
  g_assert_true (rt_paper_view_set_doc (RT_PAPER_VIEW (view), doc, &error));
  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (window));
  turn_loop ();
  g_assert_cmpuint (rt_paper_view_get_n_pages (RT_PAPER_VIEW (view)), ==, 3);
  g_assert_cmpuint (rt_paper_view_get_page (RT_PAPER_VIEW (view)), ==, 0);
  gtk_widget_activate_action (view, "paper.next", NULL);
  g_assert_cmpuint (rt_paper_view_get_page (RT_PAPER_VIEW (view)), ==, 1);
  gtk_widget_activate_action (view, "paper.last", NULL);
  g_assert_cmpuint (rt_paper_view_get_page (RT_PAPER_VIEW (view)), ==, 2);
  gtk_widget_activate_action (view, "paper.first", NULL);
  g_assert_cmpuint (rt_paper_view_get_page (RT_PAPER_VIEW (view)), ==, 0);
  gtk_widget_activate_action (view, "paper.zoom-in", NULL);
  g_assert_cmpfloat (rt_paper_view_get_zoom (RT_PAPER_VIEW (view)), >, 0);
  gtk_widget_activate_action (view, "paper.zoom-width", NULL);
  g_assert_cmpfloat (rt_paper_view_get_zoom (RT_PAPER_VIEW (view)), ==, 0);
  g_assert_true (rt_paper_view_set_doc (RT_PAPER_VIEW (view), NULL, &error));
  g_assert_cmpuint (rt_paper_view_get_n_pages (RT_PAPER_VIEW (view)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  turn_loop ();
}

static void
on_way (GtkWindow *preview, gboolean save, gpointer user_data)
{
  *(int *) user_data = save ? 2 : 1;
}

static int destroyed;

static void
on_way_destroy (gpointer user_data)
{
  destroyed++;
}

static void
test_preview_way (void)
{
  static const char *const actions[] = { "preview.print", "preview.save" };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (RtPaperDoc) doc = new_doc (2);
      GtkWidget *parent = gtk_window_new ();
      RtPrintPreview *preview;
      guint before;
      int way = 0;

      gtk_window_present (GTK_WINDOW (parent));
      before = count_windows ();
      preview = rt_print_job_preview (GTK_WINDOW (parent), doc, "SO-10482");
      destroyed = 0;
      rt_print_preview_set_way (preview, on_way, &way, on_way_destroy);
      turn_loop ();
      g_assert_cmpuint (count_windows (), ==, before + 1);
      gtk_widget_activate_action (GTK_WIDGET (preview), actions[i], NULL);
      g_assert_cmpint (way, ==, i + 1);
      g_assert_cmpint (destroyed, ==, 0);
      turn_loop ();
      /* It stays until the paper is gone. */
      g_assert_cmpuint (count_windows (), ==, before + 1);
      gtk_window_destroy (GTK_WINDOW (preview));
      g_assert_cmpint (destroyed, ==, 1);
      turn_loop ();
      gtk_window_destroy (GTK_WINDOW (parent));
      turn_loop ();
      /* Nobody keeps a paper that may be personal. */
      g_assert_cmpuint (G_OBJECT (doc)->ref_count, ==, 1);
    }
}

static void
test_preview_closes_with_parent (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc (2);
  GtkWidget *parent = gtk_window_new ();
  guint before = count_windows ();

  gtk_window_present (GTK_WINDOW (parent));
  rt_print_job_preview (GTK_WINDOW (parent), doc, "SO-10482");
  turn_loop ();
  gtk_window_destroy (GTK_WINDOW (parent));
  turn_loop ();
  g_assert_cmpuint (count_windows (), ==, before - 1);
  g_assert_cmpuint (G_OBJECT (doc)->ref_count, ==, 1);
}

int
main (int argc, char **argv)
{
  rt_lang_init ("en", NULL);
  gtk_disable_setlocale ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/a suggested file name stays in its folder", test_file_name);
  g_test_add_func ("/ui/pages are turned and zoomed by keyboard actions", test_view);
  g_test_add_func ("/ui/a preview leaves by the way it was given, stays open and lets go", test_preview_way);
  g_test_add_func ("/ui/a preview closes with its window", test_preview_closes_with_parent);
  return g_test_run ();
}
