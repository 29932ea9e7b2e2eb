/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The papers: whole, legible, in both languages. ROLLTOP_PAPERS names a folder that keeps them to be looked at. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "rt-lang.h"
#include "rt-paper-notice.h"
#include "rt-paper-order.h"
#include "rt-paper-pdf.h"
#include "rt-paper-codes.h"
#include "rt-paper-recovery.h"
#include "rt-paper-ticket.h"
#include "rt-recovery.h"
#include "rt-spare-code.h"
#include "rt-sample.h"

static char *folder;

static void
keep (RtPaperDoc *doc, const char *name, const char *lang)
{
  g_autofree char *file_name = g_strdup_printf ("%s-%s.pdf", name, lang);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  RtPaperSetup a4 = rt_paper_setup_a4 ();

  rt_paper_pdf_write_file (doc, &a4, file, NULL, &error);
  g_assert_no_error (error);
}

/* What another program reads in the PDF, white space aside. */
static char *
pdf_text (const char *name, const char *lang)
{
  g_autofree char *file_name = g_strdup_printf ("%s-%s.pdf", name, lang);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "pdftotext", "-layout", path, "-", NULL);
  char *text = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (tool, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static guint
count_of (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

static RtPaperDoc *
new_order_paper (guint n_lines, gboolean money, const char *lang)
{
  g_autoptr (RtStoreInfo) store = rt_sample_store (lang);
  g_autoptr (RtNotice) notice = rt_sample_notice (store);
  g_autoptr (RtOrder) order = rt_sample_order (rt_sample_shown_all (RT_SHOW_CLEAR, lang), money, n_lines, lang);

  return rt_paper_order (order, store, notice, lang, 17);
}

static void
test_order (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtPaperDoc) doc = new_order_paper (4, TRUE, *lang);
      g_autofree char *text = rt_sample_text (doc, NULL);
      g_autofree char *pdf = NULL;
      const char *sentence = rt_lang_gettext (*lang, "Made to order");

      g_assert_nonnull (strstr (text, "SO-10482"));
      g_assert_nonnull (strstr (text, "C-1042"));
      g_assert_nonnull (strstr (text, "17"));
      g_assert_nonnull (strstr (text, sentence));
      keep (doc, "order", *lang);
      pdf = pdf_text ("order", *lang);
      g_assert_nonnull (strstr (pdf, "SO-10482"));
      g_assert_nonnull (strstr (pdf, rt_sample_value (RT_FIELD_NAME, *lang)));
      g_assert_nonnull (strstr (pdf, rt_lang_is_chinese (*lang) ? "¥2,692.00" : "$2,692.00"));
    }
}

static void
test_two_hundred_lines (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtPaperDoc) doc = new_order_paper (200, TRUE, *lang);
      g_autofree char *head =
        g_strdup_printf ("%s\t%s\t", rt_lang_gettext (*lang, "No."), rt_lang_gettext (*lang, "Article"));
      guint n_pages = 0;
      g_autofree char *text = rt_sample_text (doc, &n_pages);

      g_assert_cmpuint (n_pages, >=, 8);
      g_assert_cmpuint (count_of (text, head), >=, n_pages - 1);
      g_assert_nonnull (strstr (text, "\n200\t"));
      keep (doc, "order-long", *lang);
    }
}

/* The statement, its sentence and the line to sign are never torn apart, however long the order. */
static void
test_statement_stays_whole (void)
{
  for (guint n = 1; n < 24; n++)
    {
      g_autoptr (RtPaperDoc) doc = new_order_paper (n, TRUE, "en");
      RtPaperSetup a4 = rt_paper_setup_a4 ();
      g_autoptr (RtPaperLayout) layout = rt_paper_layout_new (doc, &a4, NULL, NULL);
      guint last = rt_paper_layout_get_n_pages (layout) - 1;
      g_autofree char *text = rt_paper_layout_dup_page_text (layout, last);

      g_assert_nonnull (strstr (text, "Your personal data"));
      g_assert_nonnull (strstr (text, "I have been given the data-use notice"));
      g_assert_nonnull (strstr (text, "Customer's signature\tDate"));
    }
}

static void
test_masked_order (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtStoreInfo) store = rt_sample_store (*lang);
      g_autoptr (RtNotice) notice = rt_sample_notice (store);
      g_autoptr (RtOrder) order = rt_sample_order (rt_sample_shown_for (RT_ROLE_CLERK, 0, *lang), FALSE, 4, *lang);
      g_autoptr (RtPaperDoc) doc = rt_paper_order (order, store, notice, *lang, 0);

      keep (doc, "order-masked", *lang);
    }
}

static RtPaperDoc *
new_ticket_paper (guint n_entries, const char *lang)
{
  g_autoptr (RtStoreInfo) store = rt_sample_store (lang);
  g_autoptr (RtTicket) ticket = rt_sample_ticket (rt_sample_shown_all (RT_SHOW_CLEAR, lang), n_entries, lang);

  return rt_paper_ticket (ticket, store, lang, 18);
}

static void
test_ticket (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtPaperDoc) doc = new_ticket_paper (4, *lang);
      g_autofree char *text = rt_sample_text (doc, NULL);
      g_autofree char *pdf = NULL;

      g_assert_nonnull (strstr (text, "ST-2071"));
      g_assert_nonnull (strstr (text, "SO-10482"));
      keep (doc, "ticket", *lang);
      pdf = pdf_text ("ticket", *lang);
      g_assert_nonnull (strstr (pdf, "ST-2071"));
      g_assert_nonnull (strstr (pdf, rt_sample_value (RT_FIELD_KEY_PLACE, *lang)));
    }
}

static void
test_long_diary (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtPaperDoc) doc = new_ticket_paper (300, *lang);
      guint n_pages = 0;
      g_autofree char *text = rt_sample_text (doc, &n_pages);

      g_assert_cmpuint (n_pages, >=, 8);
      for (guint i = 2; i < 300; i++)
        {
          g_autofree char *entry = g_strdup_printf ("(%u)", i);

          g_assert_cmpuint (count_of (text, entry), ==, 1);
        }
    }
}

/* Names nobody has, a note of 300 lines, 60 lines of an order: nothing is cut, nothing runs over the edge. */
static RtShown *
new_long_shown (const char *lang)
{
  RtShownBuilder *builder = rt_shown_builder_new ();
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint i = 0; i < 30; i++)
    g_string_append (name, rt_lang_is_chinese (lang) ? "欧阳上官" : "Wolfeschlegelsteinhausen-");
  for (guint i = 1; i <= 300; i++)
    g_string_append_printf (note, "[%u] %s\n", i, rt_sample_value (RT_FIELD_TICKET_TEXT, lang));
  for (RtFieldId field = 0; field < RT_N_FIELDS; field++)
    rt_shown_builder_set (builder, field, RT_SHOW_CLEAR,
                          field == RT_FIELD_NAME ? name->str
                          : field == RT_FIELD_TICKET_TEXT || field == RT_FIELD_DESIGN_NOTE
                            ? note->str
                            : rt_sample_value (field, lang));
  return rt_shown_builder_end (builder);
}

static void
check_long (RtPaperDoc *doc, const char *name, const char *lang)
{
  guint n_pages = 0;
  g_autofree char *text = rt_sample_text (doc, &n_pages);
  g_autofree char *pdf = NULL;
  g_autofree char *last = g_strdup_printf ("%u", n_pages);

  g_assert_cmpuint (n_pages, >=, 5);
  keep (doc, name, lang);
  pdf = pdf_text (name, lang);
  for (guint i = 1; i <= 300; i++)
    {
      g_autofree char *mark = g_strdup_printf ("[%u]", i);

      g_assert_cmpuint (count_of (text, mark), ==, 1);
      g_assert_cmpuint (count_of (pdf, mark), ==, 1);
    }
  g_assert_cmpuint (count_of (text, rt_lang_is_chinese (lang) ? "欧阳上官" : "Wolfeschlegel"), >=, 15);
  g_assert_nonnull (strstr (pdf, last));
}

static void
test_long_notes (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtStoreInfo) store = rt_sample_store (*lang);
      g_autoptr (RtNotice) notice = rt_sample_notice (store);
      g_autoptr (RtOrder) order = rt_sample_order (new_long_shown (*lang), TRUE, 60, *lang);
      g_autoptr (RtTicket) ticket = rt_sample_ticket (new_long_shown (*lang), 4, *lang);
      g_autoptr (RtPaperDoc) order_doc = rt_paper_order (order, store, notice, *lang, 17);
      g_autoptr (RtPaperDoc) ticket_doc = rt_paper_ticket (ticket, store, *lang, 18);

      check_long (order_doc, "order-notes", *lang);
      check_long (ticket_doc, "ticket-notes", *lang);
    }
}

static void
test_notice (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtStoreInfo) store = rt_sample_store (*lang);
      g_autoptr (RtNotice) notice = rt_sample_notice (store);
      g_autoptr (RtPaperDoc) doc = rt_paper_notice (store, notice, *lang, 19);
      g_autofree char *text = rt_sample_text (doc, NULL);
      g_autofree char *pdf = NULL;

      for (RtNoticePart part = 0; part < RT_N_NOTICE_PARTS; part++)
        g_assert_nonnull (strstr (text, rt_lang_gettext (*lang, rt_notice_part_title (part))));
      keep (doc, "notice", *lang);
      pdf = pdf_text ("notice", *lang);
      g_assert_nonnull (strstr (pdf, rt_lang_gettext (*lang, rt_notice_part_title (RT_NOTICE_COMPLAIN))));
    }
}

static void
test_counter (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtStoreInfo) store = rt_sample_store (*lang);
      g_autoptr (RtNotice) notice = rt_sample_notice (store);
      g_autoptr (RtPaperDoc) doc = rt_paper_notice_counter (store, notice, *lang, 20);
      guint n_pages = 0;
      g_autofree char *text = rt_sample_text (doc, &n_pages);

      keep (doc, "notice-counter", *lang);
      g_assert_cmpuint (n_pages, ==, 1);
      for (RtNoticePart part = 0; part < RT_N_NOTICE_PARTS; part++)
        g_assert_nonnull (strstr (text, rt_lang_gettext (*lang, rt_notice_part_title (part))));
      g_assert_nonnull (strstr (text, "privacy@example.com"));
      keep (doc, "notice-counter", *lang);
    }
}

/* Whatever a store writes into its notice. */
static void
test_counter_of_a_long_notice (void)
{
  g_autoptr (RtStoreInfo) store = rt_sample_store ("en");
  g_autoptr (RtNotice) notice = rt_sample_notice (store);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "More words than anybody reads. ");
  for (guint part = 0; part < RT_N_NOTICE_PARTS; part += 3)
    {
      g_autoptr (RtPaperDoc) doc = NULL;
      g_autofree char *page = NULL;
      guint n_pages = 0;

      g_free (notice->text[0][part]);
      notice->text[0][part] = g_strdup (text->str);
      doc = rt_paper_notice_counter (store, notice, "en", 20);
      page = rt_sample_text (doc, &n_pages);
      g_assert_cmpuint (n_pages, ==, 1);
      g_assert_nonnull (strstr (page, "The full notice"));
    }
  g_string_free (text, TRUE);
}

static void
test_codes (void)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_secret_free);

  for (guint i = 0; i < RT_SPARE_CODES; i++)
    g_ptr_array_add (codes, rt_spare_code_new ());
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtStoreInfo) store = rt_sample_store (*lang);
      g_autoptr (RtPaperDoc) doc = rt_paper_codes (store, "Wang Fang", codes, *lang);
      guint n_pages = 0;
      g_autofree char *text = rt_sample_text (doc, &n_pages);

      keep (doc, "codes", *lang);
      g_assert_cmpuint (n_pages, ==, 1);
      g_assert_nonnull (strstr (text, "Wang Fang"));
      for (guint i = 0; i < codes->len; i++)
        g_assert_nonnull (strstr (text, (const char *) rt_secret_peek (g_ptr_array_index (codes, i))));
    }
}

static void
test_recovery (void)
{
  for (const char *const *lang = rt_lang_list (); *lang != NULL; lang++)
    {
      g_autoptr (RtStoreInfo) store = rt_sample_store (*lang);
      g_autoptr (RtRecovery) recovery = rt_recovery_new_random ();
      g_autoptr (RtSecret) secret = rt_recovery_to_text (recovery);
      g_autoptr (RtPaperDoc) doc = rt_paper_recovery (store, secret, *lang);
      g_auto (GStrv) groups = g_strsplit ((const char *) rt_secret_peek (secret), "-", -1);
      guint n_pages = 0;
      g_autofree char *text = rt_sample_text (doc, &n_pages);

      keep (doc, "recovery", *lang);
      g_assert_cmpuint (n_pages, ==, 1);
      for (guint i = 0; groups[i] != NULL; i++)
        {
          g_autofree char *numbered = g_strdup_printf ("%u\t%s", i + 1, groups[i]);

          g_assert_nonnull (strstr (text, numbered));
        }
      g_assert_cmpuint (g_strv_length (groups), ==, 14);
    }
}

static void
remove_papers (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      g_file_delete (file, NULL, NULL);
    }
  g_remove (folder);
}

int
main (int argc, char **argv)
{
  const char *kept = g_getenv ("ROLLTOP_PAPERS");
  int status;

  rt_lang_init ("en", NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_init (&argc, &argv, NULL);
  folder = kept != NULL ? g_strdup (kept) : g_dir_make_tmp ("rt-papers-XXXXXX", NULL);
  g_test_add_func ("/print/an order in both languages, on the page and in the PDF", test_order);
  g_test_add_func ("/print/an order of 200 lines repeats its head on each page", test_two_hundred_lines);
  g_test_add_func ("/print/statement and signature of an order stay together", test_statement_stays_whole);
  g_test_add_func ("/print/an order for somebody who sees it masked", test_masked_order);
  g_test_add_func ("/print/a ticket sheet in both languages", test_ticket);
  g_test_add_func ("/print/a diary of 300 entries is printed whole", test_long_diary);
  g_test_add_func ("/print/a note of 300 lines and a very long name are whole on order and ticket", test_long_notes);
  g_test_add_func ("/print/the full notice has every part", test_notice);
  g_test_add_func ("/print/the counter version is one page with every part", test_counter);
  g_test_add_func ("/print/the counter version of a very long notice is one page", test_counter_of_a_long_notice);
  g_test_add_func ("/print/the recovery codes of a person are one page with every code", test_codes);
  g_test_add_func ("/print/the recovery sheet is one page with every numbered group", test_recovery);
  status = g_test_run ();
  if (kept == NULL)
    remove_papers ();
  g_free (folder);
  return status;
}
