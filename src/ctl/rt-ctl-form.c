/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One JSON object from a file or from standard input. */
#include "config.h"

#include "rt-ctl-form.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "rt-error.h"
#include "rt-secret.h"

#define MOST_BYTES 1000000
#define MOST_DEPTH 16
#define NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789_"

/* --- Reading --- */

static gboolean
read_bytes (int fd, char *text, gsize *length, GError **error)
{
  gssize got = 1;

  *length = 0;
  while (got > 0 && *length <= MOST_BYTES)
    {
      got = read (fd, text + *length, MOST_BYTES + 1 - *length);
      if (got < 0 && errno == EINTR)
        got = 1;
      else if (got > 0)
        *length += (gsize) got;
    }
  if (got < 0)
    return rt_error_refuse (error, RT_ERROR_FAILED, _("The values cannot be read from there."));
  if (*length > MOST_BYTES)
    return rt_error_refuse (error, RT_ERROR_TOO_LARGE,
                            _("The values are larger than one megabyte, which no record is."));
  return TRUE;
}

/* The parser calls itself for what stands within something, so how deep that goes is looked at before. */
static gboolean
is_flat (const char *text, gsize length)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length && depth <= MOST_DEPTH; i++)
    {
      if (text[i] == '\\' && quoted)
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && (text[i] == '{' || text[i] == '['))
        depth++;
      else if (!quoted && depth > 0 && (text[i] == '}' || text[i] == ']'))
        depth--;
    }
  return depth <= MOST_DEPTH;
}

static JsonNode *
parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  if (memchr (text, '\0', length) != NULL || g_strstr_len (text, (gssize) length, "\\u0000") != NULL)
    {
      rt_error_set_invalid (error, NULL, _("The values hold a character that no text has."));
      return NULL;
    }
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      rt_error_set_invalid (error, NULL, _("The values are not text in UTF-8."));
      return NULL;
    }
  if (is_flat (text, length) && length > 0 && json_parser_load_from_data (parser, text, (gssize) length, NULL))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_node_ref (root);
  rt_error_set_invalid (error, NULL, _("The values are not one JSON object, such as { \"personal\": { … } }."));
  return NULL;
}

static int
open_from (const char *from, GError **error)
{
  int fd = -1;

  if (from == NULL)
    {
      rt_error_set_invalid (error, NULL,
                            _("Give the values as JSON with --from FILE, or with --from - on standard input."));
      return -1;
    }
  fd = strcmp (from, "-") == 0 ? dup (STDIN_FILENO) : open (from, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    rt_error_refuse (error, errno == ENOENT ? RT_ERROR_NOT_FOUND : RT_ERROR_FAILED,
                     errno == ENOENT ? _("There is no such file.") : _("The values cannot be read from there."));
  return fd;
}

JsonNode *
rt_ctl_form_read (const char *from, GError **error)
{
  int fd = open_from (from, error);
  g_autoptr (RtSecret) buffer = NULL;
  JsonNode *form = NULL;
  gsize length = 0;

  if (fd < 0)
    return NULL;
  buffer = rt_secret_new (MOST_BYTES + 1);
  if (read_bytes (fd, (char *) rt_secret_peek_writable (buffer), &length, error))
    form = parse ((const char *) rt_secret_peek (buffer), length, error);
  close (fd);
  return form;
}

/* --- Entries --- */

/* What does not look like a name could be somebody's. */
static const char *
name_to_say (const char *name)
{
  return strspn (name, NAME_CHARS) == strlen (name) && strlen (name) <= 32 ? name : "…";
}

G_GNUC_PRINTF (2, 3)
static gboolean
refuse_entry (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list words;

  va_start (words, format);
  message = g_strdup_vprintf (format, words);
  va_end (words);
  rt_error_set_invalid (error, NULL, message);
  return FALSE;
}

gboolean
rt_ctl_form_only (JsonObject *form, const char *const *known, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (form);

  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      return refuse_entry (error, _("There is no entry “%s” among the values that this command takes."),
                           name_to_say (l->data));
  return TRUE;
}

/* NULL: not there, or null. */
static JsonNode *
get_node (JsonObject *form, const char *name)
{
  JsonNode *node = json_object_get_member (form, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

gboolean
rt_ctl_form_get_text (JsonObject *form, const char *name, char **out, GError **error)
{
  JsonNode *node = get_node (form, name);
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  char *text = NULL;

  if (node == NULL)
    return TRUE;
  if (type == G_TYPE_STRING)
    text = g_strdup (json_node_get_string (node));
  else if (type == G_TYPE_INT64)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    return refuse_entry (error, _("The entry “%s” must be a text between quotation marks."), name_to_say (name));
  rt_wipe_string (*out);
  *out = text;
  return TRUE;
}

gboolean
rt_ctl_form_get_flag (JsonObject *form, const char *name, gboolean *out, GError **error)
{
  JsonNode *node = get_node (form, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse_entry (error, _("The entry “%s” must be true or false."), name_to_say (name));
  *out = json_node_get_boolean (node);
  return TRUE;
}

gboolean
rt_ctl_form_get_object (JsonObject *form, const char *name, JsonObject **out, GError **error)
{
  JsonNode *node = get_node (form, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_entry (error, _("The entry “%s” must be an object between braces."), name_to_say (name));
  *out = json_node_get_object (node);
  return TRUE;
}

gboolean
rt_ctl_form_get_array (JsonObject *form, const char *name, JsonArray **out, GError **error)
{
  JsonNode *node = get_node (form, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse_entry (error, _("The entry “%s” must be a list between brackets."), name_to_say (name));
  *out = json_node_get_array (node);
  return TRUE;
}

gboolean
rt_ctl_form_get_values (JsonObject *form, guint classes, char **values, GError **error)
{
  const char *known[RT_N_FIELDS + 1] = { NULL };
  JsonObject *personal = NULL;
  guint n = 0;

  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (classes & (1u << rt_field_info ((RtFieldId) i)->klass))
      known[n++] = rt_field_info ((RtFieldId) i)->name;
  if (!rt_ctl_form_get_object (form, "personal", &personal, error))
    return FALSE;
  if (personal == NULL)
    return TRUE;
  if (!rt_ctl_form_only (personal, known, error))
    return FALSE;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (!rt_ctl_form_get_text (personal, rt_field_info ((RtFieldId) i)->name, &values[i], error))
      return FALSE;
  return TRUE;
}

void
rt_ctl_form_name_field (GError *error)
{
  const char *field = rt_error_get_field (error);
  char *message = NULL;

  if (field == NULL)
    return;
  message = g_strconcat (field, ": ", error->message, NULL);
  g_free (error->message);
  error->message = message;
}
