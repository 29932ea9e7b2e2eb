/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all documents say alike. */
#include "config.h"

#include <stdarg.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-paper-words.h"

#include "rt-lang.h"
#include "rt-text.h"

#define MAX_VALUES 8

typedef struct
{
  const char *name;
  char *value; /* owned */
} Filling;

static const Filling *
find_filling (const Filling *fillings, guint n, const char *name, gsize length)
{
  for (guint i = 0; i < n; i++)
    if (strlen (fillings[i].name) == length && strncmp (fillings[i].name, name, length) == 0)
      return &fillings[i];
  return NULL;
}

/* One pass, so that a value with braces in it stays what it is. */
static char *
fill (const char *text, const Filling *fillings, guint n)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *close = *text == '{' ? strchr (text, '}') : NULL;
      const Filling *filling = close != NULL ? find_filling (fillings, n, text + 1, (gsize) (close - text - 1)) : NULL;

      if (filling != NULL)
        {
          g_string_append (out, filling->value);
          text = close + 1;
        }
      else
        g_string_append_c (out, *text++);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
rt_paper_fill (const char *lang, const char *msgid, ...)
{
  Filling fillings[MAX_VALUES];
  const char *name;
  guint n = 0;
  va_list values;
  char *out;

  va_start (values, msgid);
  while (n < MAX_VALUES && (name = va_arg (values, const char *)) != NULL)
    {
      fillings[n].name = name;
      fillings[n++].value = rt_text_isolate (va_arg (values, const char *));
    }
  va_end (values);
  out = fill (rt_lang_gettext (lang, msgid), fillings, n);
  for (guint i = 0; i < n; i++)
    g_free (fillings[i].value);
  return out;
}

char *
rt_paper_days (RtDay from, RtDay to, const char *lang)
{
  g_autofree char *first = rt_day_format (from, 'l', lang);
  g_autofree char *last = NULL;

  if (from == RT_DAY_NONE || to == RT_DAY_NONE || to == from)
    return g_steal_pointer (&first);
  last = rt_day_format (to, 'l', lang);
  return g_strconcat (first, " – ", last, NULL);
}

const char *
rt_paper_time_of_day (const char *id, const char *lang)
{
  static const struct
  {
    const char *id;
    const char *name;
  } times[] = {
    { "morning", N_("Morning") },
    { "afternoon", N_("Afternoon") },
    { "evening", N_("Evening") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    if (g_strcmp0 (id, times[i].id) == 0)
      return rt_lang_gettext (lang, times[i].name);
  return NULL;
}

char *
rt_paper_sheet (gint64 number, const char *lang)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  if (number <= 0)
    /* Translators: at the foot of a page that is only looked at: it has no number on the print list yet. */
    return g_strdup (rt_lang_gettext (lang, N_("preview")));
  /* Translators: at the foot of a printed page; the number of the sheet on the print list. */
  return rt_paper_fill (lang, N_("sheet {number}"), "number", text, NULL);
}

RtPaperDoc *
rt_paper_begin (const RtStoreInfo *store, const char *lang, const char *title, const char *mark)
{
  RtPaperDoc *doc = rt_paper_doc_new (lang);

  rt_paper_doc_set_title (doc, title);
  rt_paper_doc_set_mark (doc, mark);
  if (store != NULL)
    rt_paper_doc_set_store (doc, store->name, store->contact);
  return doc;
}

static gboolean
is_bullet (const char *line)
{
  return line != NULL && g_str_has_prefix (line, "- ");
}

/* Whether the line is the name of the list under it, and no sentence. */
static gboolean
is_name (const char *line)
{
  return !g_unichar_ispunct (g_utf8_get_char (g_utf8_find_prev_char (line, line + strlen (line))));
}

/* What announces a list: its name, or a sentence, on the page where the list begins. Returns how many lines it took. */
static gsize
add_list_head (RtPaperDoc *doc, const char *line, const char *first)
{
  if (is_name (line))
    {
      rt_paper_doc_add_subheading (doc, line);
      return 1;
    }
  rt_paper_doc_begin_keep (doc);
  rt_paper_doc_add_paragraph (doc, line);
  rt_paper_doc_add_bullet (doc, first + 2);
  rt_paper_doc_end_keep (doc);
  return 2;
}

void
rt_paper_add_text (RtPaperDoc *doc, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (is_bullet (lines[i]))
      rt_paper_doc_add_bullet (doc, lines[i] + 2);
    else if (!rt_text_is_blank (lines[i]) && is_bullet (lines[i + 1]))
      i += add_list_head (doc, lines[i], lines[i + 1]) - 1;
    else if (!rt_text_is_blank (lines[i]))
      rt_paper_doc_add_paragraph (doc, lines[i]);
}
