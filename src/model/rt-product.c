/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The product list: what an order line is chosen from. Nothing personal. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-error.h"
#include "rt-product.h"
#include "rt-text.h"

#define NAME_BYTES 200
#define CODE_BYTES 64

void
rt_product_free (RtProduct *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->name);
  g_free (self->category);
  g_free (self);
}

/* instr() takes every character as itself: no wild cards to escape (faults.md I5). */
static const char search_sql[] =
  "SELECT id, code, name, category, list_price, warranty FROM product WHERE active = 1"
  " AND (?1 = '' OR instr (lower (code), ?1) > 0 OR instr (lower (name), ?1) > 0) ORDER BY name, id LIMIT ?2";

GPtrArray *
rt_product_search (RtWork *work, const char *text, guint limit, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_product_free);
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), search_sql, error);
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *plain = g_ascii_strdown (stripped, -1);
  gboolean money = rt_work_sees_money (work);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "si", plain, (gint64) limit);
  while (rt_statement_step (statement, &row, error))
    {
      RtProduct *product;

      if (!row)
        return g_steal_pointer (&found);
      product = g_new0 (RtProduct, 1);
      product->id = rt_statement_get_int (statement, 0);
      product->code = g_strdup (rt_statement_get_text (statement, 1));
      product->name = g_strdup (rt_statement_get_text (statement, 2));
      product->category = g_strdup (rt_statement_get_text (statement, 3));
      product->list_price =
        !money || rt_statement_is_null (statement, 4) ? RT_MINOR_NONE : rt_statement_get_int (statement, 4);
      rt_warranty_from_id (rt_statement_get_text (statement, 5), &product->warranty);
      g_ptr_array_add (found, product);
    }
  return NULL;
}

static const char save_sql[] =
  "INSERT INTO product (code, name, category, list_price, warranty) VALUES (?1, ?2, ?3, ?4, ?5)"
  " ON CONFLICT (code) DO UPDATE SET name = excluded.name, category = excluded.category, list_price = excluded.list_price,"
  " warranty = excluded.warranty, active = 1 RETURNING id";

static gint64
write_product (RtWork *work, const RtProduct *product, const char *code, const char *name, const char *category,
               GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), save_sql, error);
  gboolean row = FALSE;
  gint64 id = 0;

  if (statement == NULL)
    return 0;
  rt_statement_bind (statement, "sss", code, name, category);
  if (product->list_price == RT_MINOR_NONE)
    rt_statement_bind_null (statement, 4);
  else
    rt_statement_bind_int (statement, 4, product->list_price);
  rt_statement_bind_text (statement, 5, rt_warranty_id (product->warranty));
  if (!rt_statement_step (statement, &row, error))
    return 0;
  id = row ? rt_statement_get_int (statement, 0) : 0;
  return rt_statement_run (statement, error) ? id : 0;
}

gint64
rt_product_save (RtWork *work, const RtProduct *product, GError **error)
{
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *category = NULL;
  gint64 id;

  if (!rt_work_need (work, RT_RIGHT_PRODUCT_WRITE, error) ||
      (code = rt_text_clean (product->code, -1, CODE_BYTES, FALSE, "code", error)) == NULL ||
      (name = rt_text_clean (product->name, -1, NAME_BYTES, FALSE, "name", error)) == NULL ||
      (category = rt_text_clean (product->category, -1, NAME_BYTES, FALSE, "category", error)) == NULL)
    return 0;
  if (*code == '\0' || *name == '\0')
    {
      rt_error_set_invalid (error, *code == '\0' ? "code" : "name", _("A product needs a code and a name."));
      return 0;
    }
  id = write_product (work, product, code, name, category, error);
  if (id == 0 || !rt_work_log (work, "product.save", "product", id, 0, NULL, NULL, error))
    return 0;
  rt_work_changed (work, "product", id);
  return id;
}
