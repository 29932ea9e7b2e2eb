/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A data-use notice: its parts, its languages, the record. product.md §6. Pure. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-notice-private.h"
#include "rt-text.h"

static const char *const languages[RT_N_NOTICE_LANGUAGES] = { "en", "zh_CN" };

static const char *const part_titles[RT_N_NOTICE_PARTS] = {
  [RT_NOTICE_WHO] = N_("Who is responsible for your data"),
  [RT_NOTICE_WHAT] = N_("What we collect and why"),
  [RT_NOTICE_PROTECTION] = N_("How it is protected and who in the store sees it"),
  [RT_NOTICE_OUTSIDE] = N_("Who outside the store may receive it"),
  [RT_NOTICE_KEEPING] = N_("How long it is kept and what happens then"),
  [RT_NOTICE_RIGHTS] = N_("Your rights and how to use them"),
  [RT_NOTICE_COMPLAIN] = N_("How to complain"),
};

const char *
rt_notice_part_title (RtNoticePart part)
{
  return (guint) part < RT_N_NOTICE_PARTS ? part_titles[part] : NULL;
}

const char *
rt_notice_language (guint index)
{
  return index < RT_N_NOTICE_LANGUAGES ? languages[index] : NULL;
}

gboolean
rt_notice_language_index (const char *lang, guint *index, GError **error)
{
  for (guint i = 0; lang != NULL && i < RT_N_NOTICE_LANGUAGES; i++)
    if (strcmp (languages[i], lang) == 0)
      {
        *index = i;
        return TRUE;
      }
  rt_error_set_invalid (error, "language", _("Notices are written in English and in Simplified Chinese only."));
  return FALSE;
}

/* --- The record --- */

RtNotice *
rt_notice_new (void)
{
  RtNotice *self = g_new0 (RtNotice, 1);

  g_atomic_ref_count_init (&self->refs);
  return self;
}

RtNotice *
rt_notice_ref (RtNotice *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_notice_unref (RtNotice *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    {
      for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
        g_free (self->text[i][part]);
      g_free (self->summary[i]);
    }
  g_free (self->published_by_name);
  g_free (self);
}

RtNotice *
rt_notice_new_builtin (const RtStoreInfo *store, const RtMatrix *matrix)
{
  RtNotice *self = rt_notice_new ();

  for (guint i = 0; i < RT_N_NOTICE_LANGUAGES; i++)
    {
      for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
        self->text[i][part] = rt_notice_compose (part, store, matrix, languages[i]);
      self->summary[i] = rt_notice_compose_summary (store, languages[i]);
    }
  return self;
}

guint
rt_notice_missing (const RtNotice *self, const char *lang)
{
  guint index = 0;
  guint missing = 0;

  if (!rt_notice_language_index (lang, &index, NULL))
    return (1u << RT_N_NOTICE_PARTS) - 1;
  for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
    if (rt_text_is_blank (self->text[index][part]))
      missing |= 1u << part;
  return missing;
}
