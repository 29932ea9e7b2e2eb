/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The daily sheet: what the log was at the end of a day, on paper, where nobody at a keyboard can change it. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-paper-day.h"

#include "rt-lang.h"
#include "rt-paper-qr.h"
#include "rt-paper-words.h"

#define COLUMNS 2

static const char *
word (RtPaperDoc *doc, const char *msgid)
{
  return rt_lang_gettext (rt_paper_doc_get_lang (doc), msgid);
}

char *
rt_paper_day_code (const RtDaySheet *sheet)
{
  g_autofree char *code = rt_log_head_to_code (&sheet->head);

  return g_strdup_printf ("rolltop-log %" G_GINT64_FORMAT " %s", sheet->head.seq, code);
}

static void
add_head (RtPaperDoc *doc, const RtDaySheet *sheet)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, sheet->head.seq);
  g_autofree char *moment = rt_moment_format (sheet->taken_at, rt_paper_doc_get_lang (doc));
  g_autofree char *code = rt_log_head_to_code (&sheet->head);
  g_autofree char *all = rt_paper_day_code (sheet);
  g_auto (GStrv) groups = g_strsplit (code, "-", -1);
  cairo_surface_t *image = rt_paper_qr (all);

  rt_paper_doc_add_heading (doc, word (doc, N_("The log at this moment")));
  rt_paper_doc_begin_pairs (doc, 2);
  rt_paper_doc_add_pair (doc, word (doc, N_("Last entry")), number);
  rt_paper_doc_add_pair (doc, word (doc, N_("Taken")), moment);
  rt_paper_doc_end_pairs (doc);
  rt_paper_doc_add_codes (doc, (const char *const *) groups, COLUMNS, image);
  rt_paper_doc_add_small (
    doc,
    word (doc, N_("Keep this sheet away from the computer. Whoever verifies the log enters number and code: a log "
                   "that was cut, changed or put back to an older copy does not fit them.")));
  g_clear_pointer (&image, cairo_surface_destroy);
}

static void
add_person (RtPaperDoc *doc, const char *name, const guint *counts, gboolean total)
{
  char *cells[RT_N_DAY_COUNTS + 2] = { NULL };

  cells[0] = g_strdup (name);
  for (guint i = 0; i < RT_N_DAY_COUNTS; i++)
    cells[i + 1] = counts[i] != 0 ? g_strdup_printf ("%u", counts[i]) : g_strdup ("–");
  if (total)
    rt_paper_doc_add_total_row (doc, (const char *const *) cells);
  else
    rt_paper_doc_add_row (doc, (const char *const *) cells);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_free (cells[i]);
}

static void
add_people (RtPaperDoc *doc, const RtDaySheet *sheet)
{
  const RtPaperColumn columns[] = {
    { word (doc, N_("Person")), 3, RT_PAPER_ALIGN_START, FALSE },
    /* Translators: heads of narrow columns of the daily sheet: how many records were opened, and so on. */
    { word (doc, N_("Looks")), 1, RT_PAPER_ALIGN_END, FALSE },
    { word (doc, N_("Look-ups")), 1, RT_PAPER_ALIGN_END, FALSE },
    { word (doc, N_("Reveals")), 1, RT_PAPER_ALIGN_END, FALSE },
    { word (doc, N_("Prints")), 1, RT_PAPER_ALIGN_END, FALSE },
    { word (doc, N_("Exports")), 1, RT_PAPER_ALIGN_END, FALSE },
    { word (doc, N_("Refused")), 1, RT_PAPER_ALIGN_END, FALSE },
    { word (doc, N_("Sign-ins")), 1, RT_PAPER_ALIGN_END, FALSE },
    { word (doc, N_("Failed")), 1, RT_PAPER_ALIGN_END, FALSE },
  };
  guint totals[RT_N_DAY_COUNTS] = { 0 };

  rt_paper_doc_add_heading (doc, word (doc, N_("What was done")));
  if (sheet->people->len == 0)
    {
      rt_paper_doc_add_paragraph (doc, word (doc, N_("Nobody looked at anything on this day.")));
      return;
    }
  rt_paper_doc_begin_table (doc, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < sheet->people->len; i++)
    {
      const RtDayPerson *person = g_ptr_array_index (sheet->people, i);

      add_person (doc, person->name != NULL ? person->name : word (doc, N_("Nobody known")), person->counts, FALSE);
      for (guint j = 0; j < RT_N_DAY_COUNTS; j++)
        totals[j] += person->counts[j];
    }
  add_person (doc, word (doc, N_("Together")), totals, TRUE);
  rt_paper_doc_end_table (doc);
  rt_paper_doc_add_small (
    doc,
    word (doc, N_("Looks: orders, tickets and customers opened. Look-ups: customers looked up by telephone number. "
                   "Reveals: masked values asked for. Refused: what a role does not allow. Failed: sign-ins with a "
                   "wrong name, password or code.")));
}

RtPaperDoc *
rt_paper_day (const RtDaySheet *sheet, const RtStoreInfo *store, const char *lang, gint64 number)
{
  const char *title = rt_lang_gettext (lang, N_("Daily sheet"));
  g_autofree char *mark = rt_paper_sheet (number, lang);
  g_autofree char *day = rt_day_format (sheet->day, 'l', lang);
  g_autofree char *entries = g_strdup_printf ("%" G_GINT64_FORMAT, sheet->entries);
  g_autofree char *subtitle =
    rt_paper_fill (lang, N_("{day} · entries of the log on that day: {number}"), "day", day, "number", entries, NULL);
  RtPaperDoc *doc = rt_paper_begin (store, lang, title, mark);

  rt_paper_doc_add_title (doc, title, subtitle);
  add_head (doc, sheet);
  add_people (doc, sheet);
  rt_paper_doc_add_signature (doc, rt_lang_gettext (lang, N_("Looked through by")),
                              rt_lang_gettext (lang, N_("Date")));
  return doc;
}
