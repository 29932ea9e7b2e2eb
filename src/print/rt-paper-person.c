/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Personal values on paper. The decision who sees what was made when the RtShown was built; it is only followed here.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-paper-person.h"

#include "rt-lang.h"
#include "rt-secret.h"
#include "rt-text.h"

static const char *
word (RtPaperDoc *doc, const char *msgid)
{
  return rt_lang_gettext (rt_paper_doc_get_lang (doc), msgid);
}

static const char *
masked_mark (RtPaperDoc *doc)
{
  /* Translators: stands small beside a value of which a paper shows only the masked form. */
  return word (doc, N_("masked"));
}

static gboolean
is_masked (const RtShown *shown, RtFieldId field)
{
  return rt_shown_get_show (shown, field) == RT_SHOW_MASKED;
}

/* New string, NULL when the field has no row. */
static char *
value_text (RtPaperDoc *doc, const RtShown *shown, RtFieldId field)
{
  const char *text = rt_shown_has (shown, field) ? rt_shown_get_text (shown, field) : NULL;

  if (text == NULL)
    return NULL;
  if (is_masked (shown, field) && rt_text_is_blank (text))
    return g_strdup (rt_field_info (field)->klass == RT_CLASS_SERVICE ? word (doc, N_("Text on file"))
                                                                      : word (doc, N_("On file")));
  if (!is_masked (shown, field) && rt_field_info (field)->kind == RT_FIELD_KIND_PHONE)
    return rt_phone_format (text);
  return rt_text_is_blank (text) ? NULL : g_strdup (text);
}

static void
add_pair (RtPaperDoc *doc, const char *label, const char *value, gboolean masked)
{
  rt_paper_doc_add_marked_pair (doc, label, value, masked ? masked_mark (doc) : NULL);
}

void
rt_paper_person_add (RtPaperDoc *doc, const RtShown *shown, RtFieldId field)
{
  char *value = value_text (doc, shown, field);

  if (value != NULL)
    add_pair (doc, word (doc, rt_field_info (field)->label), value, is_masked (shown, field));
  rt_wipe_string (value);
}

static void
append_part (GString *out, const RtShown *shown, RtFieldId field, const char *before)
{
  const char *text = rt_shown_get_text (shown, field);

  if (rt_text_is_blank (text))
    return;
  if (out->len > 0)
    g_string_append (out, before);
  g_string_append (out, text);
}

/* The line of rt_shown_format_address() has no country, and no postcode where the script puts it apart. */
static char *
address_text (const RtShown *shown, const char *lang)
{
  g_autofree char *line = rt_shown_format_address (shown, lang);
  GString *out = g_string_new (line);

  if (rt_lang_is_chinese (lang))
    append_part (out, shown, RT_FIELD_POSTCODE, "\n");
  append_part (out, shown, RT_FIELD_REGION_COUNTRY, rt_lang_is_chinese (lang) ? " " : "\n");
  return g_string_free (out, FALSE);
}

static gboolean
address_is_masked (const RtShown *shown)
{
  for (RtFieldId field = RT_FIELD_REGION_COUNTRY; field <= RT_FIELD_UNIT; field++)
    if (is_masked (shown, field))
      return TRUE;
  return FALSE;
}

void
rt_paper_person_add_address (RtPaperDoc *doc, const RtShown *shown)
{
  char *text = address_text (shown, rt_paper_doc_get_lang (doc));

  if (text[0] != '\0')
    add_pair (doc, word (doc, N_("Address")), text, address_is_masked (shown));
  rt_wipe_string (text);
}

gboolean
rt_paper_person_has (const RtShown *shown, RtFieldId first, RtFieldId last)
{
  for (RtFieldId field = first; shown != NULL && field <= last; field++)
    if (rt_shown_has (shown, field))
      return TRUE;
  return FALSE;
}

void
rt_paper_person_add_customer (RtPaperDoc *doc, const RtShown *shown, const char *number)
{
  if (number == NULL && !rt_paper_person_has (shown, RT_FIELD_NAME, RT_FIELD_PARKING))
    return;
  rt_paper_doc_add_heading (doc, word (doc, N_("Customer")));
  rt_paper_doc_begin_pairs (doc, 2);
  if (shown != NULL)
    for (RtFieldId field = RT_FIELD_NAME; field <= RT_FIELD_WECHAT; field++)
      rt_paper_person_add (doc, shown, field);
  if (number != NULL)
    rt_paper_doc_add_pair (doc, word (doc, N_("Customer number")), number);
  rt_paper_doc_end_pairs (doc);
  if (!rt_paper_person_has (shown, RT_FIELD_REGION_COUNTRY, RT_FIELD_PARKING))
    return;
  /* An address wants the whole width. */
  rt_paper_doc_begin_pairs (doc, 1);
  rt_paper_person_add_address (doc, shown);
  for (RtFieldId field = RT_FIELD_FLOOR; field <= RT_FIELD_PARKING; field++)
    rt_paper_person_add (doc, shown, field);
  rt_paper_doc_end_pairs (doc);
}

char *
rt_paper_person_dup_text (RtPaperDoc *doc, const RtShown *shown, RtFieldId field)
{
  char *value = shown != NULL ? value_text (doc, shown, field) : NULL;
  char *marked;

  if (value == NULL || !is_masked (shown, field))
    return value;
  marked = g_strconcat (value, " · ", masked_mark (doc), NULL);
  rt_wipe_string (value);
  return marked;
}
