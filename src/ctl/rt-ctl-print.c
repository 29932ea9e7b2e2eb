/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers as PDF: each sheet gets its number and stands on the print list, as from the
 * window. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-notice.h"
#include "rt-order.h"
#include "rt-paper-day.h"
#include "rt-paper-notice.h"
#include "rt-paper-order.h"
#include "rt-paper-pdf.h"
#include "rt-paper-ticket.h"
#include "rt-printed.h"
#include "rt-ticket.h"

static char *output_option, *language_option, *paper_option;
static int version_option;
static gboolean force_option;

#define OUTPUT_OPTIONS                                                                                                 \
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option, N_("Write the PDF to this file"), N_("FILE") },         \
    { "force", 'f', 0, G_OPTION_ARG_NONE, &force_option, N_("Replace the file when it is there"), NULL },             \
    { "paper-language", 0, 0, G_OPTION_ARG_STRING, &language_option, N_("Language of papers: en or zh_CN"),           \
      N_("LANGUAGE") },                                                                                               \
  {                                                                                                                    \
    "paper", 0, 0, G_OPTION_ARG_STRING, &paper_option, N_("Size of the sheet: a4 or letter"), N_("SIZE")             \
  }
#define NOTICE_VERSION                                                                                                 \
  {                                                                                                                    \
    "notice-version", 0, 0, G_OPTION_ARG_INT, &version_option, N_("This version of the notice, not the newest"),      \
      N_("N")                                                                                                         \
  }

static const GOptionEntry record_options[] = { OUTPUT_OPTIONS, { NULL } };
static const GOptionEntry notice_options[] = { OUTPUT_OPTIONS, NOTICE_VERSION, { NULL } };
/* What is to be printed, and what of it was opened. */
typedef struct
{
  const char *kind; /* of rt_printed_reserve() */
  gint64 wanted;    /* number of the order or ticket; version of the notice, 0: the newest; day, RT_DAY_NONE: today */
  const char *language;
  RtOrder *order;
  RtTicket *ticket;
  RtNotice *notice;
  RtDaySheet *day;
  gint64 row, sheet;
} Paper;

static void
paper_clear (Paper *paper)
{
  g_clear_pointer (&paper->order, rt_order_unref);
  g_clear_pointer (&paper->ticket, rt_ticket_unref);
  g_clear_pointer (&paper->notice, rt_notice_unref);
  g_clear_pointer (&paper->day, rt_day_sheet_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, paper_clear)

/* An order is printed with the statement of the notice it was taken under. */
static RtNotice *
notice_of_order (RtWork *work, const RtOrder *order, GError **error)
{
  const RtAcknowledgement *last = NULL;

  if (order->acknowledgements == NULL || order->acknowledgements->len == 0)
    return rt_notice_get_current (work, error);
  last = order->acknowledgements->pdata[order->acknowledgements->len - 1];
  return rt_notice_get (work, last->notice_id, error);
}

static gboolean
open_paper (RtWork *work, Paper *paper, GError **error)
{
  if (strcmp (paper->kind, "ticket") == 0)
    {
      paper->ticket = rt_ticket_open_number (work, paper->wanted, "print", error);
      paper->row = paper->ticket != NULL ? paper->ticket->id : 0;
      return paper->ticket != NULL;
    }
  if (strcmp (paper->kind, "order") == 0)
    {
      paper->order = rt_order_open_number (work, paper->wanted, "print", error);
      paper->notice = paper->order != NULL ? notice_of_order (work, paper->order, error) : NULL;
      paper->row = paper->notice != NULL ? paper->order->id : 0;
      return paper->notice != NULL;
    }
  if (strcmp (paper->kind, "day") == 0)
    {
      RtDay day = paper->wanted == RT_DAY_NONE ? rt_work_get_today (work) : (RtDay) paper->wanted;

      paper->day = rt_day_sheet_read (work, day, error);
      paper->row = day;
      return paper->day != NULL;
    }
  paper->notice = rt_ctl_find_notice (work, paper->wanted, error);
  paper->row = paper->notice != NULL ? paper->notice->id : 0;
  return paper->notice != NULL;
}

static gpointer
reserve (RtWork *work, gpointer data, GError **error)
{
  Paper *paper = data;

  if (!open_paper (work, paper, error) ||
      !rt_printed_reserve (work, paper->kind, paper->row, paper->notice != NULL ? paper->notice->id : 0,
                           paper->language, &paper->sheet, error))
    return NULL;
  return paper;
}

static gpointer
went (RtWork *work, gpointer data, GError **error)
{
  Paper *paper = data;

  return rt_printed_went (work, paper->kind, paper->row, paper->notice != NULL ? paper->notice->id : 0, paper->language,
                          paper->sheet, error)
           ? paper
           : NULL;
}

static RtPaperDoc *
make_doc (RtCtl *ctl, const Paper *paper)
{
  const RtStoreInfo *store = rt_desk_get_store (ctl->desk);

  if (paper->day != NULL)
    return rt_paper_day (paper->day, store, paper->language, paper->sheet);
  if (paper->ticket != NULL)
    return rt_paper_ticket (paper->ticket, store, paper->language, paper->sheet);
  if (paper->order != NULL)
    return rt_paper_order (paper->order, store, paper->notice, paper->language, paper->sheet);
  if (strcmp (paper->kind, "notice-counter") == 0)
    return rt_paper_notice_counter (store, paper->notice, paper->language, paper->sheet);
  return rt_paper_notice (store, paper->notice, paper->language, paper->sheet);
}

gboolean
rt_ctl_check_output (const char *path, gboolean force, GError **error)
{
  if (path == NULL)
    {
      rt_error_set_invalid (error, "output", _("Name the file to write with --output."));
      return FALSE;
    }
  if (!force && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS,
                           _("The file to write is there already. Use --force to replace it."));
      return FALSE;
    }
  return TRUE;
}

gboolean
rt_ctl_write_pdf (RtPaperDoc *doc, const char *paper, const char *path, GError **error)
{
  RtPaperSetup setup = g_strcmp0 (paper, "letter") == 0 ? rt_paper_setup_letter () : rt_paper_setup_a4 ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) local = NULL;

  if (rt_paper_pdf_write_file (doc, &setup, file, NULL, &local))
    return TRUE;
  if (local->domain == RT_ERROR)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED,
                         _("The file could not be written. Check that the folder is there and has room."));
  return FALSE;
}

static gboolean
check_options (gboolean writes, GError **error)
{
  if (language_option != NULL && !g_strv_contains (rt_lang_list (), language_option))
    {
      rt_error_set_invalid (error, "language", _("The language is en or zh_CN."));
      return FALSE;
    }
  if (paper_option != NULL && strcmp (paper_option, "a4") != 0 && strcmp (paper_option, "letter") != 0)
    {
      rt_error_set_invalid (error, "paper", _("The size of the sheet is a4 or letter."));
      return FALSE;
    }
  return !writes || rt_ctl_check_output (output_option, force_option, error);
}

static void
say_sheet (RtCtl *ctl, const Paper *paper)
{
  g_autoptr (JsonBuilder) json = NULL;

  if (!ctl->json)
    return;
  json = json_builder_new ();
  json_builder_begin_object (json);
  rt_ctl_json_string (json, "kind", paper->kind);
  rt_ctl_json_int (json, "sheet", paper->sheet);
  rt_ctl_json_string (json, "language", paper->language);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static gboolean
print_paper (RtCtl *ctl, Paper *paper, GError **error)
{
  g_autoptr (RtPaperDoc) doc = NULL;

  if (!check_options (TRUE, error) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  paper->language = language_option != NULL ? language_option : rt_desk_get_store (ctl->desk)->language;
  if (rt_desk_call (ctl->desk, TRUE, reserve, paper, NULL, error) == NULL)
    return FALSE;
  doc = make_doc (ctl, paper);
  if (!rt_ctl_write_pdf (doc, paper_option, output_option, error) ||
      rt_desk_call (ctl->desk, TRUE, went, paper, NULL, error) == NULL)
    return FALSE;
  say_sheet (ctl, paper);
  return TRUE;
}

static gboolean
run_print_order (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Paper) paper = { .kind = "order" };

  if (rt_order_number_parse (args[0], &paper.wanted))
    return print_paper (ctl, &paper, error);
  rt_error_set_invalid (error, "number", _("An order's number is written as SO-10482."));
  return FALSE;
}

static gboolean
run_print_ticket (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Paper) paper = { .kind = "ticket" };

  if (rt_ticket_number_parse (args[0], &paper.wanted))
    return print_paper (ctl, &paper, error);
  rt_error_set_invalid (error, "number", _("A ticket's number is written as ST-2071."));
  return FALSE;
}

static gboolean
run_print_notice (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Paper) paper = { .kind = "notice", .wanted = version_option };

  return print_paper (ctl, &paper, error);
}

static gboolean
run_print_counter (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Paper) paper = { .kind = "notice-counter", .wanted = version_option };

  return print_paper (ctl, &paper, error);
}

static gboolean
run_print_day (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Paper) paper = { .kind = "day", .wanted = args[0] != NULL ? rt_day_parse_iso (args[0]) : RT_DAY_NONE };

  if (args[0] == NULL || paper.wanted != RT_DAY_NONE)
    return print_paper (ctl, &paper, error);
  rt_error_set_invalid (error, "day", _("A day is written as 2026-11-23."));
  return FALSE;
}

const RtCtlCommand RT_CTL_PRINT_COMMANDS[] = {
  { "print order", "NUMBER", N_("Write an order with its data statement as PDF; it gets onto the print list"),
    "  rolltop-ctl print order SO-10482 --output order.pdf", 1, 1, run_print_order, record_options },
  { "print ticket", "NUMBER", N_("Write a ticket's sheet as PDF; it gets onto the print list"),
    "  rolltop-ctl print ticket ST-2071 --output ticket.pdf", 1, 1, run_print_ticket, record_options },
  { "print notice", "", N_("Write the whole data-use notice as PDF"),
    "  rolltop-ctl print notice --paper-language zh_CN --output notice.pdf", 0, 0, run_print_notice, notice_options },
  { "print notice-counter", "", N_("Write the notice as one page for the counter"),
    "  rolltop-ctl print notice-counter --output counter.pdf", 0, 0, run_print_counter, notice_options },
  { "print day", "[DAY]",
    N_("Write the daily sheet as PDF: the head of the log, to be kept on paper, and how much was looked at by whom"),
    "  rolltop-ctl print day 2026-11-23 --output day.pdf", 0, 1, run_print_day, record_options },
  { NULL },
};
