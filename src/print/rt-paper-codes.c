/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery codes of one person's sign-in. */
#include "config.h"

#include "rt-paper-codes.h"

#include <glib/gi18n.h>

#include "rt-lang.h"
#include "rt-paper-words.h"

#define COLUMNS 2

RtPaperDoc *
rt_paper_codes (const RtStoreInfo *store, const char *name, GPtrArray *codes, const char *lang)
{
  static const char *const use[] = {
    N_ (
      "When the authenticator is lost or not at hand, type one of them instead of the six digits. Cross it out: each is "
      "good once."),
    N_ (
      "Keep this sheet where only you can reach it, and not with the telephone. It is of no use without your password, "
      "and your password of none without it."),
    N_ (
      "If it is lost, or the codes come to an end, ask a manager or an administrator to take your codes away; you then "
      "set up new ones at your next sign-in."),
  };
  const char *title = rt_lang_gettext (lang, N_("Recovery codes for signing in"));
  RtPaperDoc *doc = rt_paper_begin (store, lang, title, rt_lang_gettext (lang, N_("keep locked away")));
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  rt_paper_doc_add_title (doc, title, name);
  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (texts, (gpointer) rt_secret_peek (g_ptr_array_index (codes, i)));
  g_ptr_array_add (texts, NULL);
  rt_paper_doc_add_codes (doc, (const char *const *) texts->pdata, COLUMNS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (use); i++)
    rt_paper_doc_add_bullet (doc, rt_lang_gettext (lang, use[i]));
  return doc;
}
