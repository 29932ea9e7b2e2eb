/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the data-use notice: published versions, and the draft of the next one. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-form.h"
#include "rt-ctl-input.h"
#include "rt-ctl-output.h"
#include "rt-ctl-records.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-notice.h"

static char *language_option, *from_option;
static int version_option;
static gboolean yes_option;

#define LANGUAGE                                                                                                       \
  {                                                                                                                    \
    "paper-language", 0, 0, G_OPTION_ARG_STRING, &language_option, N_("Language of papers: en or zh_CN"),             \
      N_("LANGUAGE")                                                                                                  \
  }

static const GOptionEntry show_options[] = {
  LANGUAGE,
  { "notice-version", 0, 0, G_OPTION_ARG_INT, &version_option, N_("This version of the notice, not the newest"),
    N_("N") },
  { NULL },
};
static const GOptionEntry draft_options[] = { LANGUAGE, { NULL } };
static const GOptionEntry edit_options[] = { RT_CTL_FROM_OPTION (&from_option), { NULL } };
static const GOptionEntry publish_options[] = {
  { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes_option, N_("Do not ask whether to go on"), NULL },
  { NULL },
};

RtNotice *
rt_ctl_find_notice (RtWork *work, gint64 version, GError **error)
{
  g_autoptr (GPtrArray) notices = NULL;

  if (version == 0)
    return rt_notice_get_current (work, error);
  notices = rt_notice_list (work, error);
  if (notices == NULL)
    return NULL;
  for (guint i = 0; i < notices->len; i++)
    if (((RtNotice *) notices->pdata[i])->version == version)
      return rt_notice_ref (notices->pdata[i]);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such version of the notice."));
  return NULL;
}

/* --- Published versions --- */

static gpointer
list_notices (RtWork *work, gpointer data, GError **error)
{
  return rt_notice_list (work, error);
}

static void
json_notice (JsonBuilder *json, gconstpointer record)
{
  const RtNotice *notice = record;

  rt_ctl_json_int (json, "version", notice->version);
  rt_ctl_json_int (json, "published_at", notice->published_at);
  rt_ctl_json_string (json, "published_by", notice->published_by_name);
}

static gboolean
run_list (RtCtl *ctl, char **args, GError **error)
{
  const char *titles[] = { _("Version"), _("Published on"), _("Published by"), NULL };
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (RtCtlTable) table = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  notices = rt_desk_call (ctl->desk, TRUE, list_notices, NULL, NULL, error);
  if (notices == NULL)
    return FALSE;
  if (ctl->json)
    {
      rt_ctl_print_records_json (notices, json_notice);
      return TRUE;
    }
  table = rt_ctl_table_new (titles);
  for (guint i = 0; i < notices->len; i++)
    {
      const RtNotice *notice = notices->pdata[i];

      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, notice->version));
      rt_ctl_table_take (table, rt_moment_format (notice->published_at, NULL));
      rt_ctl_table_take (table, g_strdup (notice->published_by_name));
    }
  rt_ctl_table_print (table);
  return TRUE;
}

static void
json_text (JsonBuilder *json, const RtNotice *notice, const char *language)
{
  guint lang = rt_lang_is_chinese (language) ? 1 : 0;

  rt_ctl_json_string (json, "language", language);
  rt_ctl_json_string (json, "summary", notice->summary[lang]);
  json_builder_set_member_name (json, "parts");
  json_builder_begin_object (json);
  for (int part = 0; part < RT_N_NOTICE_PARTS; part++)
    rt_ctl_json_string (json, rt_notice_part_id ((RtNoticePart) part), notice->text[lang][part]);
  json_builder_end_object (json);
}

static void
say_text (const RtNotice *notice, const char *language)
{
  guint lang = rt_lang_is_chinese (language) ? 1 : 0;

  for (int part = 0; part < RT_N_NOTICE_PARTS; part++)
    {
      const char *text = notice->text[lang][part];

      rt_ctl_say (rt_lang_gettext (language, rt_notice_part_title ((RtNoticePart) part)));
      rt_ctl_say (text != NULL ? text : "");
      rt_ctl_say ("");
    }
}

/* NULL with RT_ERROR_INVALID for a language that no notice is in. */
static const char *
chosen_language (RtCtl *ctl, GError **error)
{
  if (language_option == NULL)
    return rt_desk_get_store (ctl->desk)->language;
  if (g_strv_contains (rt_lang_list (), language_option))
    return language_option;
  rt_error_set_invalid (error, "language", _("The language is en or zh_CN."));
  return NULL;
}

static gpointer
open_notice (RtWork *work, gpointer data, GError **error)
{
  return rt_ctl_find_notice (work, *(gint64 *) data, error);
}

static gboolean
run_show (RtCtl *ctl, char **args, GError **error)
{
  gint64 version = version_option;
  g_autoptr (RtNotice) notice = NULL;
  g_autoptr (JsonBuilder) json = NULL;
  const char *language = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  language = chosen_language (ctl, error);
  if (language == NULL)
    return FALSE;
  notice = rt_desk_call (ctl->desk, TRUE, open_notice, &version, NULL, error);
  if (notice == NULL)
    return FALSE;
  if (!ctl->json)
    {
      say_text (notice, language);
      return TRUE;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_notice (json, notice);
  json_text (json, notice, language);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
  return TRUE;
}

/* --- The draft --- */

typedef struct
{
  RtNotice *draft;
  gint64 reach[2]; /* of rt_notice_reach() */
  JsonObject *form;
} Draft;

static void
draft_clear (Draft *self)
{
  g_clear_pointer (&self->draft, rt_notice_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static gpointer
get_draft (RtWork *work, gpointer data, GError **error)
{
  Draft *self = data;

  self->draft = rt_notice_get_draft (work, error);
  return self->draft != NULL && rt_notice_reach (work, self->reach, error) ? self : NULL;
}

typedef void (*MissingFunc) (const char *language, RtNoticePart part, gpointer data);

static void
for_each_missing (const RtNotice *draft, MissingFunc func, gpointer data)
{
  for (guint i = 0; rt_lang_list ()[i] != NULL; i++)
    {
      const char *language = rt_lang_list ()[i];
      guint missing = rt_notice_missing (draft, language);

      for (int part = 0; part < RT_N_NOTICE_PARTS; part++)
        if ((missing & (1u << part)) != 0)
          func (language, (RtNoticePart) part, data);
    }
}

static void
json_missing (const char *language, RtNoticePart part, gpointer json)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", language, rt_notice_part_id (part));

  json_builder_add_string_value (json, name);
}

static void
say_missing (const char *language, RtNoticePart part, gpointer data)
{
  /* Translators: a part of the notice by its title, and a language such as zh_CN. */
  g_autofree char *line = g_strdup_printf (_("Still empty: “%s” (%s)."), _ (rt_notice_part_title (part)), language);

  rt_ctl_say (line);
}

static void
json_reach (JsonBuilder *json, const Draft *self)
{
  rt_ctl_json_int (json, "undelivered_orders", self->reach[0]);
  rt_ctl_json_int (json, "consenting_customers", self->reach[1]);
}

static void
say_draft (RtCtl *ctl, const Draft *self, const char *language)
{
  g_autoptr (JsonBuilder) json = NULL;

  if (!ctl->json)
    {
      say_text (self->draft, language);
      for_each_missing (self->draft, say_missing, NULL);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_text (json, self->draft, language);
  json_builder_set_member_name (json, "missing");
  json_builder_begin_array (json);
  for_each_missing (self->draft, json_missing, json);
  json_builder_end_array (json);
  json_reach (json, self);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static gboolean
run_draft (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Draft) self = { NULL };
  const char *language = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  language = chosen_language (ctl, error);
  if (language == NULL || rt_desk_call (ctl->desk, TRUE, get_draft, &self, NULL, error) == NULL)
    return FALSE;
  say_draft (ctl, &self, language);
  return TRUE;
}

/* --- Changing it: { "en": { "who": "…" }, "zh_CN": { … } } --- */

static gboolean
check_parts (JsonObject *form, GError **error)
{
  const char *ids[RT_N_NOTICE_PARTS + 1] = { NULL };

  for (int part = 0; part < RT_N_NOTICE_PARTS; part++)
    ids[part] = rt_notice_part_id ((RtNoticePart) part);
  return rt_ctl_form_only (form, ids, error);
}

static gboolean
set_parts (RtWork *work, const RtNotice *draft, const char *language, JsonObject *parts, GError **error)
{
  for (int part = 0; part < RT_N_NOTICE_PARTS; part++)
    {
      const char *id = rt_notice_part_id ((RtNoticePart) part);
      g_autofree char *text = NULL;

      if (!json_object_has_member (parts, id))
        continue;
      if (!rt_ctl_form_get_text (parts, id, &text, error) ||
          !rt_notice_set_part (work, draft->id, language, (RtNoticePart) part, text != NULL ? text : "", error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
edit (RtWork *work, gpointer data, GError **error)
{
  Draft *self = data;
  g_autoptr (RtNotice) draft = rt_notice_get_draft (work, error);

  if (draft == NULL)
    return NULL;
  for (guint i = 0; rt_lang_list ()[i] != NULL; i++)
    {
      const char *language = rt_lang_list ()[i];
      JsonObject *parts = NULL;

      if (!rt_ctl_form_get_object (self->form, language, &parts, error))
        return NULL;
      if (parts != NULL && (!check_parts (parts, error) || !set_parts (work, draft, language, parts, error)))
        return NULL;
    }
  return get_draft (work, self, error);
}

static gboolean
run_edit (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Draft) self = { NULL };
  g_autoptr (JsonNode) form = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  form = rt_ctl_form_read (from_option, error);
  if (form == NULL || !rt_ctl_form_only (json_node_get_object (form), rt_lang_list (), error))
    return FALSE;
  self.form = json_node_get_object (form);
  if (rt_desk_call (ctl->desk, TRUE, edit, &self, NULL, error) == NULL)
    return FALSE;
  if (ctl->json)
    say_draft (ctl, &self, rt_desk_get_store (ctl->desk)->language);
  else
    for_each_missing (self.draft, say_missing, NULL);
  return TRUE;
}

/* --- Publishing it --- */

static gboolean
says_the_same (const RtNotice *a, const RtNotice *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (a->text); i++)
    for (int part = 0; part < RT_N_NOTICE_PARTS; part++)
      if (g_strcmp0 (a->text[i][part], b->text[i][part]) != 0)
        return FALSE;
  return TRUE;
}

static gpointer
publish (RtWork *work, gpointer data, GError **error)
{
  Draft *self = data;
  g_autoptr (RtNotice) current = NULL;

  if (get_draft (work, self, error) == NULL)
    return NULL;
  current = rt_notice_get_current (work, error);
  if (current == NULL)
    return NULL;
  if (says_the_same (current, self->draft))
    {
      rt_error_set_invalid (error, "notice", _("The draft says what is published already. Change it first."));
      return NULL;
    }
  return rt_notice_publish (work, self->draft->id, error) ? rt_notice_get (work, self->draft->id, error) : NULL;
}

static void
say_number (const char *label, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  rt_ctl_say_pair (label, text);
}

static void
say_published (RtCtl *ctl, const RtNotice *notice, const Draft *self)
{
  g_autoptr (JsonBuilder) json = NULL;

  if (!ctl->json)
    {
      say_number (_("Published version"), notice->version);
      say_number (_("Orders to tell"), self->reach[0]);
      say_number (_("Customers to ask"), self->reach[1]);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_notice (json, notice);
  json_reach (json, self);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static gboolean
run_publish (RtCtl *ctl, char **args, GError **error)
{
  g_auto (Draft) self = { NULL };
  g_autoptr (RtNotice) notice = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  if (!yes_option && !rt_ctl_confirm (_("Publish the draft? It can never be changed afterwards. (y/n)"), error))
    return FALSE;
  notice = rt_desk_call (ctl->desk, TRUE, publish, &self, NULL, error);
  if (notice == NULL)
    return FALSE;
  say_published (ctl, notice, &self);
  return TRUE;
}

const RtCtlCommand RT_CTL_NOTICE_COMMANDS[] = {
  { "notice list", "", N_("List the published versions of the data-use notice"), "  rolltop-ctl notice list --json", 0,
    0, run_list, NULL },
  { "notice show", "", N_("Show the text of the data-use notice"),
    "  rolltop-ctl notice show --paper-language en --notice-version 1", 0, 0, run_show, show_options },
  { "notice draft", "", N_("Show the draft of the next data-use notice, and what is still empty in it"),
    "  rolltop-ctl --user zhao.min notice draft --paper-language zh_CN", 0, 0, run_draft, draft_options },
  { "notice edit", "", N_("Change parts of the draft; nothing of a published version changes"),
    "  rolltop-ctl --user zhao.min notice edit --from parts.json\n"
    "  parts.json: { \"en\": { \"complain\": \"Write to privacy@example.com.\" },\n"
    "                \"zh_CN\": { \"complain\": \"请写信至 privacy@example.com。\" } }",
    0, 0, run_edit, edit_options },
  { "notice publish", "", N_("Publish the draft; it stays as it is from then on"),
    "  rolltop-ctl --user zhao.min notice publish --yes", 0, 0, run_publish, publish_options },
  { NULL },
};
