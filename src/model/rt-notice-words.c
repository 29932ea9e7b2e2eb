/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in wording of the data-use notice: the prose of data/notices with lists made from the registry of personal
 * fields and the table of who sees what. PIPL art. 17, GDPR art. 13. Pure. */
#include "config.h"

#include <string.h>

#include "rt-field.h"
#include "rt-lang.h"
#include "rt-notice-private.h"
#include "rt-notices.h"
#include "rt-text.h"
#include "rt-wording.h"

/* The numbers of product.md §10 that a notice states. */
#define KEEP_ORDERS_YEARS   "3"
#define KEEP_MONEY_YEARS    "10"
#define KEEP_LOG_YEARS      "3"
#define ANSWER_WORKING_DAYS "15"
#define BREACH_HOURS        "72"
#define TRAINING_MONTHS     "12"

#define MAX_VALUES          12

static const char *const part_ids[RT_N_NOTICE_PARTS] = {
  [RT_NOTICE_WHO] = "who",           [RT_NOTICE_WHAT] = "what",       [RT_NOTICE_PROTECTION] = "protection",
  [RT_NOTICE_OUTSIDE] = "outside",   [RT_NOTICE_KEEPING] = "keeping", [RT_NOTICE_RIGHTS] = "rights",
  [RT_NOTICE_COMPLAIN] = "complain",
};

const char *
rt_notice_part_id (RtNoticePart part)
{
  return (guint) part < RT_N_NOTICE_PARTS ? part_ids[part] : NULL;
}

/* --- The wording file of a language: its sections by name --- */

static GHashTable *
load_wording (guint index)
{
  g_autofree char *path = g_strdup_printf ("/org/rolltop/notices/%s.txt", rt_notice_language (index));

  return rt_wording_load (rt_notices_get_resource (), path);
}

/* Read once and kept: sections are borrowed from it. */
static GHashTable *
get_wording (const char *lang)
{
  static gsize once[RT_N_NOTICE_LANGUAGES];
  static GHashTable *wordings[RT_N_NOTICE_LANGUAGES];
  guint index = rt_lang_is_chinese (lang) ? 1 : 0;

  if (g_once_init_enter (&once[index]))
    {
      wordings[index] = load_wording (index);
      g_once_init_leave (&once[index], 1);
    }
  return wordings[index];
}

static const char *
get_section (const char *lang, const char *name)
{
  const char *text = g_hash_table_lookup (get_wording (lang), name);

  return text != NULL ? text : "";
}

static const char *
get_subsection (const char *lang, const char *name, const char *sub)
{
  g_autofree char *full = g_strconcat (name, ".", sub, NULL);

  return g_hash_table_lookup (get_wording (lang), full);
}

/* --- Filling in --- */

typedef struct
{
  const char *name;
  const char *text; /* borrowed; blank: what needs it is left out */
} Value;

typedef struct
{
  Value values[MAX_VALUES];
  guint n;
} Values;

static void
add_value (Values *self, const char *name, const char *text)
{
  g_return_if_fail (self->n < MAX_VALUES);
  self->values[self->n++] = (Value){ name, text };
}

static const Value *
find_value (const Values *self, const char *name, gsize length)
{
  for (guint i = 0; i < self->n; i++)
    if (strlen (self->values[i].name) == length && strncmp (self->values[i].name, name, length) == 0)
      return &self->values[i];
  return NULL;
}

/* In one pass, so that braces in what is filled in stay what they are. NULL when a value is blank. */
static char *
fill (const char *text, const Values *values)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;
      const Value *value = end != NULL ? find_value (values, text + 1, (gsize) (end - text) - 1) : NULL;

      if (value == NULL)
        g_string_append_c (out, *text++);
      else if (rt_text_is_blank (value->text))
        return NULL;
      else
        {
          g_string_append (out, value->text);
          text = end + 1;
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Blocks are apart by a blank line; one that cannot be filled in is left out. */
static char *
fill_blocks (const char *text, const Values *values)
{
  g_auto (GStrv) blocks = g_strsplit (text, "\n\n", -1);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; blocks[i] != NULL; i++)
    {
      g_autofree char *filled = fill (g_strstrip (blocks[i]), values);

      if (rt_text_is_blank (filled))
        continue;
      if (out->len > 0)
        g_string_append_c (out, '\n');
      g_string_append (out, filled);
    }
  return g_string_free (out, FALSE);
}

static void
append_line (GString *out, const char *line)
{
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, line);
}

/* --- What is collected and why: from the registry --- */

static gboolean
same_story (const RtFieldInfo *a, const RtFieldInfo *b)
{
  return a->klass == b->klass && a->needed == b->needed && a->by_consent == b->by_consent &&
         strcmp (a->why, b->why) == 0;
}

/* What we write ourselves while we work for the customer is neither asked for nor optional. */
static const char *
kind_of_story (const RtFieldInfo *info)
{
  if (info->by_consent)
    return "what.consent";
  if (info->needed)
    return "what.needed";
  return info->klass == RT_CLASS_SERVICE || info->klass == RT_CLASS_MONEY ? "what.ours" : "what.optional";
}

/* The neighbours with the same reason as @first are one line. */
static char *
describe_fields (RtFieldId first, guint n, const char *lang)
{
  const RtFieldInfo *info = rt_field_info (first);
  g_autoptr (GString) labels = g_string_new (NULL);
  Values values = { 0 };

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (labels, get_section (lang, "join.comma"));
      g_string_append (labels, rt_lang_gettext (lang, rt_field_info (first + i)->label));
    }
  add_value (&values, "label", labels->str);
  add_value (&values, "why", rt_lang_gettext (lang, info->why));
  return fill (get_section (lang, kind_of_story (info)), &values);
}

static char *
list_fields (const char *lang)
{
  GString *out = g_string_new (NULL);
  guint n;

  for (guint id = 0; id < RT_N_FIELDS; id += n)
    {
      const RtFieldInfo *info = rt_field_info (id);
      g_autofree char *line = NULL;

      for (n = 1; id + n < RT_N_FIELDS && same_story (info, rt_field_info (id + n)); n++)
        ;
      if (id == 0 || rt_field_info (id - 1)->klass != info->klass)
        append_line (out, get_subsection (lang, "class", rt_class_id (info->klass)));
      line = describe_fields (id, n, lang);
      append_line (out, line);
    }
  return g_string_free (out, FALSE);
}

/* --- Who inside sees what: from the matrix --- */

/* What members of a role get of customers' details at most, as the one decision of the policy has it. */
static RtAccess
access_in_words (const RtMatrix *matrix, RtClass klass, RtRole role)
{
  RtViewer viewer = { .roles = RT_ROLES_OF (role) };

  if (rt_matrix_get (matrix, klass, role) == RT_ACCESS_OWN_WORK)
    return RT_ACCESS_OWN_WORK;
  switch (rt_policy_show (matrix, &viewer, klass, 0))
    {
    case RT_SHOW_CLEAR:
      return RT_ACCESS_CLEAR;
    case RT_SHOW_MASKED:
      return RT_ACCESS_MASKED;
    case RT_SHOW_HIDDEN:
    default:
      return RT_ACCESS_HIDDEN;
    }
}

static char *
join_roles (RtRoles roles, const char *lang)
{
  GString *out = g_string_new (NULL);
  guint left = (guint) __builtin_popcount (roles);

  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      if (!(roles & RT_ROLES_OF (role)))
        continue;
      if (out->len > 0)
        g_string_append (out, get_section (lang, left == 1 ? "join.last" : "join.comma"));
      g_string_append (out, get_subsection (lang, "role", rt_role_id ((RtRole) role)));
      left--;
    }
  return g_string_free (out, FALSE);
}

static char *
describe_access (const RtMatrix *matrix, RtClass klass, RtAccess access, const char *lang)
{
  g_autofree char *section = g_strconcat ("protection.", rt_access_id (access), NULL);
  g_autofree char *names = NULL;
  const char *wording = get_subsection (lang, section, rt_class_id (klass));
  RtRoles roles = 0;
  Values values = { 0 };

  for (guint role = 0; role < RT_N_ROLES; role++)
    if (access_in_words (matrix, klass, (RtRole) role) == access)
      roles |= RT_ROLES_OF (role);
  if (roles == 0)
    return NULL;
  names = join_roles (roles, lang);
  add_value (&values, "roles", names);
  return fill (wording != NULL ? wording : get_section (lang, section), &values);
}

static char *
describe_class (const RtMatrix *matrix, RtClass klass, const char *lang)
{
  static const RtAccess order[] = { RT_ACCESS_CLEAR, RT_ACCESS_OWN_WORK, RT_ACCESS_MASKED };
  g_autoptr (GString) who = g_string_new (NULL);
  Values values = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *part = describe_access (matrix, klass, order[i], lang);

      if (part == NULL)
        continue;
      if (who->len > 0)
        g_string_append (who, get_section (lang, "join.parts"));
      g_string_append (who, part);
    }
  if (who->len == 0)
    g_string_append (who, get_section (lang, "protection.nobody"));
  add_value (&values, "class", get_subsection (lang, "class", rt_class_id (klass)));
  add_value (&values, "who", who->str);
  return fill (get_section (lang, "protection.class"), &values);
}

static char *
describe_blind_roles (const RtMatrix *matrix, const char *lang)
{
  g_autofree char *names = NULL;
  RtRoles blind = 0;
  Values values = { 0 };

  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      RtAccess best = RT_ACCESS_HIDDEN;

      for (guint klass = 0; klass < RT_N_CLASSES; klass++)
        best = MAX (best, access_in_words (matrix, (RtClass) klass, (RtRole) role));
      if (best == RT_ACCESS_HIDDEN)
        blind |= RT_ROLES_OF (role);
    }
  if (blind == 0)
    return NULL;
  names = join_roles (blind, lang);
  add_value (&values, "roles", names);
  return fill (get_section (lang, "protection.blind"), &values);
}

static char *
list_classes (const RtMatrix *matrix, const char *lang)
{
  GString *out = g_string_new (NULL);
  g_autofree char *blind = describe_blind_roles (matrix, lang);

  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    {
      g_autofree char *line = describe_class (matrix, (RtClass) klass, lang);

      append_line (out, line);
    }
  if (blind != NULL)
    append_line (out, blind);
  return g_string_free (out, FALSE);
}

/* --- Parts --- */

/* Several lines as one, for the middle of a sentence. */
static char *
one_line (const char *text, const char *lang)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        continue;
      if (out->len > 0)
        g_string_append (out, get_section (lang, "join.line"));
      g_string_append (out, lines[i]);
    }
  return g_string_free (out, FALSE);
}

/* Whom a customer turns to: the store's contact for it, else its own, else its name, so that no sentence lacks it. */
static char *
privacy_contact_line (const RtStoreInfo *store, const char *lang)
{
  if (!rt_text_is_blank (store->privacy_contact))
    return one_line (store->privacy_contact, lang);
  if (!rt_text_is_blank (store->contact))
    return one_line (store->contact, lang);
  return g_strdup (store->name);
}

static char *
compose (const char *section, const RtStoreInfo *store, const RtMatrix *matrix, const char *lang)
{
  g_autofree char *fields = list_fields (lang);
  g_autofree char *classes = matrix != NULL ? list_classes (matrix, lang) : NULL;
  g_autofree char *contact_line = privacy_contact_line (store, lang);
  Values values = { 0 };

  add_value (&values, "store", store->name);
  add_value (&values, "contact", store->contact);
  add_value (&values, "privacy_contact", store->privacy_contact);
  add_value (&values, "privacy_contact_line", contact_line);
  add_value (&values, "fields", fields);
  add_value (&values, "classes", classes);
  add_value (&values, "keep_orders", KEEP_ORDERS_YEARS);
  add_value (&values, "keep_money", KEEP_MONEY_YEARS);
  add_value (&values, "keep_log", KEEP_LOG_YEARS);
  add_value (&values, "answer_days", ANSWER_WORKING_DAYS);
  add_value (&values, "breach_hours", BREACH_HOURS);
  add_value (&values, "training_months", TRAINING_MONTHS);
  return fill_blocks (get_section (lang, section), &values);
}

char *
rt_notice_compose (RtNoticePart part, const RtStoreInfo *store, const RtMatrix *matrix, const char *lang)
{
  const char *id = rt_notice_part_id (part);

  return id != NULL ? compose (id, store, matrix, lang) : g_strdup ("");
}

char *
rt_notice_compose_summary (const RtStoreInfo *store, const char *lang)
{
  return compose ("summary", store, NULL, lang);
}
