/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data-use notice in full, and on one page for the counter. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-paper-notice.h"

#include "rt-lang.h"
#include "rt-paper-layout.h"
#include "rt-paper-words.h"
#include "rt-text.h"

/* How much of a part the counter version takes. */
typedef enum
{
  TAKE_NOTHING,
  TAKE_FIRST_LINE,
  TAKE_LIST_AS_TEXT, /* the first paragraph and its list as running text */
  TAKE_FIRST_PARAGRAPH,
  TAKE_TWO_PARAGRAPHS,
} Take;

/* A way to fill the page. */
typedef struct
{
  double scale;
  Take takes[RT_N_NOTICE_PARTS];
} Counter;

/* Which part is given more room first: what a customer can do about it comes before how it is done. */
static const RtNoticePart counter_order[RT_N_NOTICE_PARTS] = {
  RT_NOTICE_RIGHTS,  RT_NOTICE_WHO,        RT_NOTICE_KEEPING, RT_NOTICE_COMPLAIN,
  RT_NOTICE_OUTSIDE, RT_NOTICE_PROTECTION, RT_NOTICE_WHAT,
};

static const char *
text_of (const RtNotice *notice, const char *lang, RtNoticePart part)
{
  return notice->text[rt_lang_is_chinese (lang) ? 1 : 0][part];
}

static char *
version_text (const RtNotice *notice, const char *lang)
{
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, notice->version);
  g_autofree char *day = rt_day_format (rt_day_from_moment (notice->published_at), 'l', lang);

  if (!notice->published)
    return g_strdup (rt_lang_gettext (lang, N_("Draft, not in force")));
  return rt_paper_fill (lang, N_("Version {version}, in force since {day}"), "version", version, "day", day, NULL);
}

static RtPaperDoc *
begin (const RtStoreInfo *store, const RtNotice *notice, const char *lang, const char *title, gint64 number)
{
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, notice->version);
  g_autofree char *sheet = rt_paper_sheet (number, lang);
  g_autofree char *draft = rt_paper_fill (lang, N_("draft · {sheet}"), "sheet", sheet, NULL);
  g_autofree char *numbered =
    rt_paper_fill (lang, N_("version {version} · {sheet}"), "version", version, "sheet", sheet, NULL);

  return rt_paper_begin (store, lang, title, notice->published ? numbered : draft);
}

RtPaperDoc *
rt_paper_notice (const RtStoreInfo *store, const RtNotice *notice, const char *lang, gint64 number)
{
  g_autofree char *version = version_text (notice, lang);
  RtPaperDoc *doc = begin (store, notice, lang, rt_lang_gettext (lang, N_("Data-use notice")), number);

  rt_paper_doc_add_title (doc, rt_lang_gettext (lang, N_("How we use your personal data")), version);
  for (RtNoticePart part = 0; part < RT_N_NOTICE_PARTS; part++)
    {
      if (rt_text_is_blank (text_of (notice, lang, part)))
        continue;
      rt_paper_doc_add_heading (doc, rt_lang_gettext (lang, rt_notice_part_title (part)));
      rt_paper_add_text (doc, text_of (notice, lang, part));
    }
  return doc;
}

/* --- The counter version --- */

/* The first @count paragraphs of @text, each with the list under it. */
static char *
first_paragraphs (const char *text, guint count)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (rt_text_is_blank (lines[i]))
        continue;
      if (!g_str_has_prefix (lines[i], "- ") && ++n > count)
        break;
      g_string_append_printf (out, "%s\n", lines[i]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The first line, unless it only announces a list. */
static char *
first_line (const char *text)
{
  char *line = g_strndup (text, strcspn (text, "\n"));

  g_strchomp (line);
  if (g_str_has_suffix (line, ":") || g_str_has_suffix (line, "：") || g_str_has_prefix (line, "- "))
    g_clear_pointer (&line, g_free);
  return line;
}

/* The first paragraph and its list as running text; their lines end with marks of their own. */
static char *
run_together (const char *text, const char *lang)
{
  g_autofree char *block = first_paragraphs (text, 1);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (block), "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (out->len > 0 && !rt_lang_is_chinese (lang))
        g_string_append_c (out, ' ');
      g_string_append (out, g_str_has_prefix (line, "- ") ? line + 2 : line);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Who is responsible stands on top of the page and in its last box: one line of that part is enough. Of what is
 * collected the first paragraph tells all; the list of the first class alone would tell a part as if it were all. */
static Take
most_of (RtNoticePart part)
{
  if (part == RT_NOTICE_WHO)
    return TAKE_FIRST_LINE;
  return part == RT_NOTICE_WHAT ? TAKE_FIRST_PARAGRAPH : TAKE_TWO_PARAGRAPHS;
}

static char *
taken_text (const RtNotice *notice, const char *lang, RtNoticePart part, Take take)
{
  const char *text = text_of (notice, lang, part);

  if (rt_text_is_blank (text))
    return NULL;
  switch (MIN (take, most_of (part)))
    {
    case TAKE_FIRST_LINE:
      return first_line (text);
    case TAKE_LIST_AS_TEXT:
      return run_together (text, lang);
    case TAKE_FIRST_PARAGRAPH:
      return first_paragraphs (text, 1);
    case TAKE_TWO_PARAGRAPHS:
      return first_paragraphs (text, 2);
    case TAKE_NOTHING:
    default:
      return NULL;
    }
}

static void
add_where (RtPaperDoc *doc, const RtStoreInfo *store, const char *lang)
{
  g_autofree char *text = rt_paper_fill (
    lang,
    N_("This page is a short form. Please ask us for the full notice: we hand it to you on paper, free of charge, in "
        "English or Chinese. Questions about your data: {contact}"),
    "contact", store->privacy_contact, NULL);

  rt_paper_doc_add_callout (doc, rt_lang_gettext (lang, N_("The full notice")), text);
}

static RtPaperDoc *
make_counter (const RtStoreInfo *store, const RtNotice *notice, const char *lang, gint64 number, const Counter *counter)
{
  g_autofree char *version = version_text (notice, lang);
  RtPaperDoc *doc = begin (store, notice, lang, rt_lang_gettext (lang, N_("Data-use notice in short")), number);

  rt_paper_doc_set_scale (doc, counter->scale);
  rt_paper_doc_add_title (doc, rt_lang_gettext (lang, N_("How we use your personal data")), version);
  for (RtNoticePart part = 0; part < RT_N_NOTICE_PARTS; part++)
    {
      g_autofree char *text = taken_text (notice, lang, part, counter->takes[part]);

      if (text == NULL)
        continue;
      rt_paper_doc_add_subheading (doc, rt_lang_gettext (lang, rt_notice_part_title (part)));
      rt_paper_add_text (doc, text);
    }
  add_where (doc, store, lang);
  return doc;
}

static gboolean
fits_one_page (RtPaperDoc *doc)
{
  /* Letter first: it is the shorter one. */
  const RtPaperSetup setups[] = { rt_paper_setup_letter (), rt_paper_setup_a4 () };

  for (gsize i = 0; i < G_N_ELEMENTS (setups); i++)
    {
      g_autoptr (RtPaperLayout) layout = rt_paper_layout_new (doc, &setups[i], NULL, NULL);

      if (layout == NULL || rt_paper_layout_get_n_pages (layout) > 1)
        return FALSE;
    }
  return TRUE;
}

/* Replaces *@doc when the page still fits with @part taken so; else @counter stays what it was. */
static void
try_take (const RtStoreInfo *store, const RtNotice *notice, const char *lang, gint64 number, Counter *counter,
          RtNoticePart part, Take take, RtPaperDoc **doc)
{
  g_autofree char *before = taken_text (notice, lang, part, counter->takes[part]);
  g_autofree char *after = taken_text (notice, lang, part, take);
  g_autoptr (RtPaperDoc) tried = NULL;
  Take old = counter->takes[part];

  if (after == NULL || g_strcmp0 (before, after) == 0)
    return;
  counter->takes[part] = take;
  tried = make_counter (store, notice, lang, number, counter);
  if (fits_one_page (tried))
    g_set_object (doc, tried);
  else
    counter->takes[part] = old;
}

static gboolean
has_every_part (const RtNotice *notice, const char *lang, const Counter *counter)
{
  for (RtNoticePart part = 0; part < RT_N_NOTICE_PARTS; part++)
    if (!rt_text_is_blank (text_of (notice, lang, part)) && counter->takes[part] == TAKE_NOTHING)
      return FALSE;
  return TRUE;
}

RtPaperDoc *
rt_paper_notice_counter (const RtStoreInfo *store, const RtNotice *notice, const char *lang, gint64 number)
{
  static const double scales[] = { 1, 0.93, 0.86 };
  RtPaperDoc *doc = NULL;

  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      Counter counter = { .scale = scales[s] };

      g_clear_object (&doc);
      doc = make_counter (store, notice, lang, number, &counter);
      for (Take take = TAKE_FIRST_LINE; take <= TAKE_TWO_PARAGRAPHS; take++)
        for (guint i = 0; i < RT_N_NOTICE_PARTS; i++)
          try_take (store, notice, lang, number, &counter, counter_order[i], take, &doc);
      if (has_every_part (notice, lang, &counter))
        break;
    }
  return doc;
}
