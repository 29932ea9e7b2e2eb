/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery sheet: all that is left of a store's keys when the keyring is gone. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-paper-recovery.h"

#include "rt-lang.h"
#include "rt-paper-qr.h"
#include "rt-paper-words.h"

#define COLUMNS   3
#define DRILLS    3
#define SCALE     0.93 /* so that all of it is on one page */
#define MAX_BYTES 1024

static void
add_groups (RtPaperDoc *doc, char *text, cairo_surface_t *image)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  char *rest = text;

  for (char *group = strsep (&rest, "-"); group != NULL; group = strsep (&rest, "-"))
    g_ptr_array_add (groups, group);
  g_ptr_array_add (groups, NULL);
  rt_paper_doc_add_codes (doc, (const char *const *) groups->pdata, COLUMNS, image);
}

static void
add_secret (RtPaperDoc *doc, const RtSecret *text)
{
  gsize size = strnlen ((const char *) rt_secret_peek (text), MIN (rt_secret_get_size (text), MAX_BYTES));
  g_autoptr (RtSecret) copy = rt_secret_new (size + 1);
  cairo_surface_t *image;

  memcpy (rt_secret_peek_writable (copy), rt_secret_peek (text), size);
  image = rt_paper_qr ((const char *) rt_secret_peek (copy));
  add_groups (doc, (char *) rt_secret_peek_writable (copy), image);
  g_clear_pointer (&image, cairo_surface_destroy);
}

static void
add_bullets (RtPaperDoc *doc, const char *heading, const char *const *msgids)
{
  const char *lang = rt_paper_doc_get_lang (doc);

  rt_paper_doc_add_heading (doc, rt_lang_gettext (lang, heading));
  for (gsize i = 0; msgids[i] != NULL; i++)
    rt_paper_doc_add_bullet (doc, rt_lang_gettext (lang, msgids[i]));
}

static void
add_use (RtPaperDoc *doc)
{
  static const char *const use[] = {
    N_("You need it when the computer, its keyring or the only manager is gone: with this sheet and the store's file "
        "everything opens again. Without both keyring and sheet nobody can open the file, and nobody can help."),
    N_("Start Rolltop on the computer that has the store's file, choose “Use the recovery sheet”, and type the groups "
        "in the order of their numbers. A hand scanner can read the code instead; a telephone should not."),
    N_("Rolltop tells you which group is mistyped. Capital and small letters are the same."),
    NULL,
  };
  static const char *const keep[] = {
    N_("Lock it away: in the safe, in a sealed envelope, not in the same place as the computer or a backup."),
    N_("Do not photograph it, scan it, copy it or send it. Whoever has this sheet and the file can read everything."),
    N_("If it is lost or somebody has seen it, have a new one made; this one is void from then on."),
    NULL,
  };

  add_bullets (doc, N_("What it is for and how to use it"), use);
  add_bullets (doc, N_("Where to keep it"), keep);
}

static void
add_drills (RtPaperDoc *doc)
{
  const char *lang = rt_paper_doc_get_lang (doc);
  const RtPaperColumn columns[] = {
    { rt_lang_gettext (lang, N_("Date")), 2, RT_PAPER_ALIGN_START, FALSE },
    { rt_lang_gettext (lang, N_("Did the sheet open the store?")), 3, RT_PAPER_ALIGN_START, FALSE },
    { rt_lang_gettext (lang, N_("Name and signature")), 4, RT_PAPER_ALIGN_START, FALSE },
  };
  const char *blank[] = { " \n ", "", "", NULL };

  rt_paper_doc_begin_keep (doc);
  rt_paper_doc_add_heading (doc, rt_lang_gettext (lang, N_("Drills")));
  rt_paper_doc_add_paragraph (doc, rt_lang_gettext (lang, N_("Try the sheet once now and then every six months: a "
                                                              "drill changes nothing.")));
  rt_paper_doc_begin_table (doc, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < DRILLS; i++)
    rt_paper_doc_add_row (doc, blank);
  rt_paper_doc_end_table (doc);
  rt_paper_doc_end_keep (doc);
}

RtPaperDoc *
rt_paper_recovery (const RtStoreInfo *store, const RtSecret *text, const char *lang)
{
  const char *title = rt_lang_gettext (lang, N_("Recovery sheet"));
  RtPaperDoc *doc = rt_paper_begin (store, lang, title, rt_lang_gettext (lang, N_("keep locked away")));

  rt_paper_doc_set_scale (doc, SCALE);
  rt_paper_doc_add_title (doc, title,
                          rt_lang_gettext (lang, N_("Opens this store when its keyring is lost. "
                                                     "There is no other way in.")));
  add_secret (doc, text);
  add_use (doc);
  add_drills (doc);
  return doc;
}
