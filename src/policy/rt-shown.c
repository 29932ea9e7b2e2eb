/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The personal values of one record as one person may see them now. */
#include "config.h"

#include <string.h>

#include "rt-lang.h"
#include "rt-secret.h"
#include "rt-shown.h"
#include "rt-text.h"

struct _RtShown
{
  gatomicrefcount ref_count;
  char *text[RT_N_FIELDS];
  guint8 show[RT_N_FIELDS]; /* RtShow */
};

struct _RtShownBuilder
{
  RtShown *shown;
};

static gboolean
field_exists (RtFieldId field)
{
  return (guint) field < RT_N_FIELDS;
}

RtShownBuilder *
rt_shown_builder_new (void)
{
  RtShownBuilder *self = g_new0 (RtShownBuilder, 1);

  self->shown = g_new0 (RtShown, 1);
  g_atomic_ref_count_init (&self->shown->ref_count);
  return self;
}

void
rt_shown_builder_set (RtShownBuilder *self, RtFieldId field, RtShow show, const char *text)
{
  if (!field_exists (field))
    return;
  rt_wipe_string (self->shown->text[field]);
  if (show != RT_SHOW_MASKED && show != RT_SHOW_CLEAR)
    {
      show = RT_SHOW_HIDDEN;
      text = NULL;
    }
  self->shown->text[field] = g_strdup (text);
  self->shown->show[field] = (guint8) show;
}

RtShown *
rt_shown_builder_end (RtShownBuilder *self)
{
  RtShown *shown = g_steal_pointer (&self->shown);

  rt_shown_builder_free (self);
  return shown;
}

void
rt_shown_builder_free (RtShownBuilder *self)
{
  if (self == NULL)
    return;
  rt_shown_unref (self->shown);
  g_free (self);
}

RtShown *
rt_shown_ref (RtShown *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rt_shown_unref (RtShown *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize i = 0; i < RT_N_FIELDS; i++)
    rt_wipe_string (self->text[i]);
  g_free (self);
}

RtShow
rt_shown_get_show (const RtShown *self, RtFieldId field)
{
  return field_exists (field) ? (RtShow) self->show[field] : RT_SHOW_HIDDEN;
}

const char *
rt_shown_get_text (const RtShown *self, RtFieldId field)
{
  return field_exists (field) ? self->text[field] : NULL;
}

gboolean
rt_shown_has (const RtShown *self, RtFieldId field)
{
  return rt_shown_get_text (self, field) != NULL;
}

/* --- The address in one line --- */

static const RtFieldId chinese_order[] = {
  RT_FIELD_REGION_PROVINCE, RT_FIELD_REGION_CITY, RT_FIELD_REGION_DISTRICT,
  RT_FIELD_STREET,          RT_FIELD_BUILDING,    RT_FIELD_UNIT,
};
static const RtFieldId english_order[] = {
  RT_FIELD_STREET,      RT_FIELD_BUILDING,        RT_FIELD_UNIT,     RT_FIELD_REGION_DISTRICT,
  RT_FIELD_REGION_CITY, RT_FIELD_REGION_PROVINCE, RT_FIELD_POSTCODE,
};

static gboolean
ends_in_han (const char *text, gsize length)
{
  return length > 0 && rt_text_is_han (g_utf8_get_char (g_utf8_prev_char (text + length)));
}

/* Chinese parts run together where characters meet; foreign ones keep a space. */
static void
append_part (GString *line, const char *part, gboolean chinese, gboolean is_postcode)
{
  gunichar first = g_utf8_get_char (part);
  gboolean joined =
    chinese && ends_in_han (line->str, line->len) && (rt_text_is_han (first) || g_unichar_isdigit (first));

  if (line->len > 0 && !joined)
    g_string_append (line, chinese || is_postcode ? " " : ", ");
  g_string_append (line, part);
}

char *
rt_shown_format_address (const RtShown *self, const char *lang)
{
  gboolean chinese = rt_lang_is_chinese (lang);
  const RtFieldId *order = chinese ? chinese_order : english_order;
  gsize count = chinese ? G_N_ELEMENTS (chinese_order) : G_N_ELEMENTS (english_order);
  const char *last = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < count; i++)
    {
      const char *part = rt_shown_get_text (self, order[i]);

      /* A municipality is its own province: 上海市 once. */
      if (rt_text_is_blank (part) || g_strcmp0 (part, last) == 0)
        continue;
      append_part (line, part, chinese, order[i] == RT_FIELD_POSTCODE);
      last = part;
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}
