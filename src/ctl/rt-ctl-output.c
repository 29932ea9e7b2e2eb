/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written. */
#include "config.h"

#include "rt-ctl-output.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "rt-secret.h"

struct _RtCtlTable
{
  const char *const *titles;
  guint n;
  GPtrArray *cells;
};

/* Control characters (C0, DEL, C1), the bidirectional controls of UAX #9, and the two separators some terminals break
 * lines at. */
static gboolean
is_unsafe (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static char *
escape (const char *text, gboolean keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *safe = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_unsafe (c) && !(keep_lines && c == '\n'))
        g_string_append_printf (safe, "\\u%04x", c);
      else
        g_string_append_unichar (safe, c);
    }
  rt_wipe_string (g_steal_pointer (&valid));
  return g_string_free (safe, FALSE);
}

char *
rt_ctl_safe (const char *text)
{
  return escape (text, FALSE);
}

static void
put (FILE *to, const char *text)
{
  char *safe = escape (text, TRUE);

  fputs (safe, to);
  fputc ('\n', to);
  rt_wipe_string (safe);
}

void
rt_ctl_say (const char *text)
{
  put (stdout, text);
}

void
rt_ctl_say_error (const char *text)
{
  put (stderr, text);
}

static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
put_cell (const char *text, guint width)
{
  guint have = width_of (text);

  fputs (text, stdout);
  for (; have < width; have++)
    fputc (' ', stdout);
}

void
rt_ctl_say_pair (const char *label, const char *value)
{
  char *safe = NULL;

  if (value == NULL || *value == '\0')
    return;
  safe = rt_ctl_safe (value);
  put_cell (label, 22);
  fputs ("  ", stdout);
  fputs (safe, stdout);
  fputc ('\n', stdout);
  rt_wipe_string (safe);
}

RtCtlTable *
rt_ctl_table_new (const char *const *titles)
{
  RtCtlTable *self = g_new0 (RtCtlTable, 1);

  self->titles = titles;
  self->n = g_strv_length ((char **) titles);
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_wipe_string);
  return self;
}

void
rt_ctl_table_free (RtCtlTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
rt_ctl_table_take (RtCtlTable *self, char *cell)
{
  g_ptr_array_add (self->cells, rt_ctl_safe (cell));
  rt_wipe_string (cell);
}

static guint
column_width (RtCtlTable *self, guint column)
{
  guint width = width_of (self->titles[column]);

  for (guint i = column; i < self->cells->len; i += self->n)
    width = MAX (width, width_of (self->cells->pdata[i]));
  return width;
}

static void
put_row (RtCtlTable *self, char *const *cells, const guint *widths)
{
  for (guint i = 0; i < self->n; i++)
    {
      gboolean last = i + 1 == self->n;

      put_cell (cells[i], last ? 0 : widths[i]);
      fputs (last ? "\n" : "  ", stdout);
    }
}

void
rt_ctl_table_print (RtCtlTable *self)
{
  g_autofree guint *widths = g_new0 (guint, self->n);

  for (guint i = 0; i < self->n; i++)
    widths[i] = column_width (self, i);
  put_row (self, (char *const *) self->titles, widths);
  for (guint i = 0; i + self->n <= self->cells->len; i += self->n)
    put_row (self, (char *const *) self->cells->pdata + i, widths);
}

char *
rt_ctl_shown_text (const RtShown *shown, RtFieldId field)
{
  const char *text = NULL;

  if (shown == NULL || !rt_shown_has (shown, field))
    return NULL;
  text = rt_shown_get_text (shown, field);
  return g_strdup (text != NULL && *text != '\0' ? text : _("on file"));
}

void
rt_ctl_say_shown (const RtShown *shown)
{
  for (int i = 0; i < RT_N_FIELDS; i++)
    {
      char *text = rt_ctl_shown_text (shown, (RtFieldId) i);

      rt_ctl_say_pair (_ (rt_field_info ((RtFieldId) i)->label), text);
      rt_wipe_string (text);
    }
}

void
rt_ctl_json_shown (JsonBuilder *json, const RtShown *shown)
{
  json_builder_set_member_name (json, "personal");
  json_builder_begin_object (json);
  for (int i = 0; shown != NULL && i < RT_N_FIELDS; i++)
    {
      RtFieldId field = (RtFieldId) i;

      if (!rt_shown_has (shown, field))
        continue;
      json_builder_set_member_name (json, rt_field_info (field)->name);
      json_builder_begin_object (json);
      rt_ctl_json_string (json, "show", rt_shown_get_show (shown, field) == RT_SHOW_CLEAR ? "clear" : "masked");
      rt_ctl_json_string (json, "text", rt_shown_get_text (shown, field));
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

void
rt_ctl_json_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

void
rt_ctl_json_int (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

void
rt_ctl_json_bool (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

void
rt_ctl_json_day (JsonBuilder *json, const char *name, RtDay day)
{
  g_autofree char *iso = rt_day_to_iso (day);

  rt_ctl_json_string (json, name, iso);
}

void
rt_ctl_json_money (JsonBuilder *json, const char *name, RtMinor amount, const char *currency)
{
  g_autofree char *plain = rt_money_to_plain (amount, currency);

  if (plain != NULL)
    rt_ctl_json_string (json, name, plain);
}

void
rt_ctl_print_json (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  char *text = json_to_string (root, TRUE);

  /* What is left unescaped can only stand inside a string, where \uXXXX means the same. */
  put (stdout, text);
  rt_wipe_string (text);
}
