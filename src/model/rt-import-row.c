/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of an order file, understood and cleaned, or refused with a sentence. Pure. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-import-private.h"
#include "rt-scan.h"
#include "rt-secret.h"
#include "rt-text.h"

#define REFERENCE_BYTES   128
#define DESCRIPTION_BYTES 400
#define MOST_PIECES       100000

void
rt_import_person_unref (RtImportPerson *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      rt_wipe_string (self->typed[i]);
      rt_wipe_string (self->values[i]);
    }
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtImportPerson, rt_import_person_unref)

void
rt_import_row_free (RtImportRow *self)
{
  if (self == NULL)
    return;
  g_free (self->order);
  g_free (self->customer);
  rt_line_value_free (self->line);
  rt_import_person_unref (self->person);
  g_free (self);
}

typedef struct
{
  const RtImportPlan *plan;
  const RtStoreInfo *store;
  RtDay today;
  char *of[RT_N_TARGETS]; /* the first cell with text in it; NULL none */
} Texts;

static void
texts_clear (Texts *self)
{
  for (guint i = 0; i < RT_N_TARGETS; i++)
    g_clear_pointer (&self->of[i], rt_wipe_string);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

static gboolean
read_texts (Texts *self, const RtCsvCell *cells, guint n, GError **error)
{
  for (guint i = 0; i < MIN (n, self->plan->columns->len); i++)
    {
      guint target = self->plan->targets[i];
      char *text;

      if (cells[i].size == 0 || target == RT_TARGET_NONE)
        continue;
      text = rt_encoding_to_utf8 (self->plan->encoding, &cells[i], error);
      if (text == NULL)
        return FALSE;
      if (self->of[target] != NULL || rt_text_is_blank (text))
        {
          rt_wipe_string (text);
          continue;
        }
      self->of[target] = text;
    }
  return TRUE;
}

/* --- Days --- */

static RtDay
read_month_first (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 4);
  guint64 number[3];

  if (g_strv_length (parts) != 3)
    return RT_DAY_NONE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 9999, &number[i], NULL))
      return RT_DAY_NONE;
  return rt_day_new ((int) number[2], (int) number[0], (int) number[1]);
}

static RtDay
read_iso (const char *text)
{
  g_autofree char *head = g_strndup (text, 10);

  return rt_day_parse_iso (head);
}

static gboolean
read_day (const Texts *self, guint target, RtDay *day, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (self->of[target] != NULL ? self->of[target] : ""));

  *day = RT_DAY_NONE;
  if (*text == '\0')
    return TRUE;
  if (self->plan->layout->dates == RT_DATES_MONTH_FIRST && strchr (text, '/') != NULL)
    *day = read_month_first (text);
  else
    *day = read_iso (text);
  if (*day == RT_DAY_NONE && self->plan->layout->dates == RT_DATES_TYPED)
    *day = rt_day_parse (text, self->today);
  return *day != RT_DAY_NONE || rt_error_set_invalid (error, NULL, _("A date of this row cannot be read."));
}

/* --- The line --- */

static gboolean
read_amount (const Texts *self, guint target, RtMinor *amount, GError **error)
{
  const char *text = self->of[target];

  *amount = RT_MINOR_NONE;
  if (text == NULL || rt_money_parse (text, self->store->currency, amount, NULL) ||
      rt_money_parse_rounding (text, self->store->currency, amount, NULL))
    return TRUE;
  return rt_error_set_invalid (error, NULL, _("An amount of this row cannot be read."));
}

static gboolean
read_quantity (const Texts *self, gint64 *quantity, GError **error)
{
  g_autofree char *text =
    g_strstrip (g_strdup (self->of[RT_TARGET_QUANTITY] != NULL ? self->of[RT_TARGET_QUANTITY] : "1"));

  return g_ascii_string_to_signed (text, 10, 1, MOST_PIECES, quantity, NULL) ||
         rt_error_set_invalid (error, NULL, _("The quantity of this row is not a whole number above zero."));
}

static gboolean
read_total (const Texts *self, RtLineValue *line, GError **error)
{
  RtMinor discount = RT_MINOR_NONE;

  if (!read_amount (self, RT_TARGET_UNIT_PRICE, &line->unit_price, error) ||
      !read_amount (self, RT_TARGET_LINE_TOTAL, &line->line_total, error) ||
      !read_amount (self, RT_TARGET_DISCOUNT, &discount, error))
    return FALSE;
  if (line->line_total == RT_MINOR_NONE && !rt_money_mul (line->unit_price, line->quantity, &line->line_total))
    return rt_error_set_invalid (error, NULL, _("This row has no price that can be read."));
  if (discount != RT_MINOR_NONE && discount > 0)
    line->line_total -= MIN (discount, line->line_total);
  return line->line_total >= 0 || rt_error_set_invalid (error, NULL, _("The total of this row is below zero."));
}

static RtWarranty
warranty_of (const char *kind)
{
  static const struct
  {
    const char *word;
    RtWarranty warranty;
  } kinds[] = {
    { "Chairs", RT_WARRANTY_UPHOLSTERY },
  };

  for (gsize i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kind, kinds[i].word) == 0)
      return kinds[i].warranty;
  return RT_WARRANTY_CASE;
}

static gboolean
read_line (const Texts *self, RtImportRow *row, GError **error)
{
  if (self->of[RT_TARGET_PRODUCT] == NULL)
    return rt_error_set_invalid (error, NULL, _("This row does not say what was ordered."));
  row->line = g_new0 (RtLineValue, 1);
  row->line->description = rt_text_clean (self->of[RT_TARGET_PRODUCT], -1, DESCRIPTION_BYTES, FALSE, NULL, error);
  if (row->line->description == NULL)
    return FALSE;
  if (rt_scan_kinds (row->line->description) != RT_SCAN_NONE)
    return rt_error_set_invalid (error, NULL, rt_scan_advice (rt_scan_kinds (row->line->description)));
  if (self->of[RT_TARGET_PRODUCT_CODE] != NULL)
    {
      row->line->source_ref = rt_text_clean (self->of[RT_TARGET_PRODUCT_CODE], -1, REFERENCE_BYTES, FALSE, NULL, error);
      if (row->line->source_ref == NULL)
        return FALSE;
    }
  row->line->warranty = warranty_of (self->of[RT_TARGET_KIND]);
  return read_quantity (self, &row->line->quantity, error) && read_total (self, row->line, error);
}

/* --- The person --- */

/* Spreadsheets put an apostrophe before a postcode so that it stays a text; it is none of it. */
static const char *
without_apostrophe (const char *text)
{
  return text != NULL && text[0] == '\'' && g_ascii_isdigit (text[1]) ? text + 1 : text;
}

static gboolean
is_same_person (const Texts *self, const RtImportPerson *before)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (g_strcmp0 (self->of[RT_TARGET_FIELD + i], before->typed[i]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
read_person (Texts *self, RtImportPerson **before, RtImportRow *row, GError **error)
{
  g_autoptr (RtImportPerson) person = NULL;

  if (*before == NULL || !is_same_person (self, *before))
    {
      person = g_new0 (RtImportPerson, 1);
      g_atomic_ref_count_init (&person->refs);
      for (guint i = 0; i < RT_N_FIELDS; i++)
        {
          person->typed[i] = g_steal_pointer (&self->of[RT_TARGET_FIELD + i]);
          if (!rt_field_check ((RtFieldId) i, without_apostrophe (person->typed[i]), self->store->region,
                               &person->values[i], error))
            return FALSE;
        }
      g_clear_pointer (before, rt_import_person_unref);
      *before = g_steal_pointer (&person);
    }
  g_atomic_ref_count_inc (&(*before)->refs);
  row->person = *before;
  return TRUE;
}

/* --- The row --- */

static gboolean
read_order (const Texts *self, RtImportRow *row, char **order, GError **error)
{
  if (self->of[RT_TARGET_ORDER] == NULL)
    return rt_error_set_invalid (error, NULL, _("This row has no order number."));
  row->order = rt_text_clean (self->of[RT_TARGET_ORDER], -1, REFERENCE_BYTES, FALSE, NULL, error);
  if (row->order == NULL)
    return FALSE;
  *order = g_strdup (row->order);
  if (self->of[RT_TARGET_CUSTOMER] != NULL)
    {
      row->customer = rt_text_clean (self->of[RT_TARGET_CUSTOMER], -1, REFERENCE_BYTES, FALSE, NULL, error);
      if (row->customer == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_row (Texts *self, RtImportRow *row, RtImportPerson **person, char **order, GError **error)
{
  if (!read_order (self, row, order, error) || !read_day (self, RT_TARGET_ORDERED_ON, &row->ordered_on, error) ||
      !read_day (self, RT_TARGET_SHIPPED_ON, &row->shipped_on, error) || !read_person (self, person, row, error) ||
      !read_line (self, row, error))
    return FALSE;
  row->cancelled = self->of[RT_TARGET_CANCELLED] != NULL;
  if (row->shipped_on != RT_DAY_NONE && row->ordered_on != RT_DAY_NONE && row->shipped_on < row->ordered_on)
    return rt_error_set_invalid (error, NULL, _("The order of this row was delivered before it was made."));
  if (self->of[RT_TARGET_CURRENCY] != NULL &&
      g_ascii_strcasecmp (self->of[RT_TARGET_CURRENCY], self->store->currency) != 0)
    return rt_error_set_invalid (error, NULL, _("The order of this row is in another currency than the store's."));
  return TRUE;
}

RtImportRow *
rt_import_row_new (const RtImportPlan *plan, const RtStoreInfo *store, RtDay today, const RtCsvCell *cells, guint n,
                   RtImportPerson **person, char **order, GError **error)
{
  g_autoptr (RtImportRow) row = g_new0 (RtImportRow, 1);
  g_auto (Texts) texts = { plan, store, today, { NULL } };

  *order = NULL;
  if (n > plan->columns->len)
    {
      rt_error_set_invalid (error, NULL, _("This row has more cells than the first line of the file."));
      return NULL;
    }
  if (!read_texts (&texts, cells, n, error) || !read_row (&texts, row, person, order, error))
    return NULL;
  return g_steal_pointer (&row);
}
