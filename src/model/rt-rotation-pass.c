/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sealed values are, and sealing them anew. */
#include "config.h"

#include "rt-rotation-pass.h"

#include "rt-error.h"
#include "rt-seal.h"
#include "rt-text.h"

/* Every sealed column; rows that hold nothing in it are passed over. A test compares this with the schema. */
typedef struct
{
  guint slot;
  RtClass klass;
  const char *table;
  const char *select; /* rows after ?1, at most ?2: id, sealed, and for the look-up key its digests */
  const char *update; /* of row ?1 */
  const char *last;
} Place;

static const Place places[] = {
  { RT_CLASS_CONTACT, RT_CLASS_CONTACT, "customer",
    "SELECT id, contact_sealed FROM customer WHERE id > ?1 AND contact_sealed IS NOT NULL ORDER BY id LIMIT ?2",
    "UPDATE customer SET contact_sealed = ?2 WHERE id = ?1", "SELECT coalesce (max (id), 0) FROM customer" },
  { RT_CLASS_ADDRESS, RT_CLASS_ADDRESS, "address",
    "SELECT id, address_sealed FROM address WHERE id > ?1 AND address_sealed IS NOT NULL ORDER BY id LIMIT ?2",
    "UPDATE address SET address_sealed = ?2 WHERE id = ?1", "SELECT coalesce (max (id), 0) FROM address" },
  { RT_CLASS_ACCESS, RT_CLASS_ACCESS, "ticket",
    "SELECT id, access_sealed FROM ticket WHERE id > ?1 AND access_sealed IS NOT NULL ORDER BY id LIMIT ?2",
    "UPDATE ticket SET access_sealed = ?2 WHERE id = ?1", "SELECT coalesce (max (id), 0) FROM ticket" },
  { RT_CLASS_HOME, RT_CLASS_HOME, "orders",
    "SELECT id, home_sealed FROM orders WHERE id > ?1 AND home_sealed IS NOT NULL ORDER BY id LIMIT ?2",
    "UPDATE orders SET home_sealed = ?2 WHERE id = ?1", "SELECT coalesce (max (id), 0) FROM orders" },
  { RT_CLASS_SERVICE, RT_CLASS_SERVICE, "ticket",
    "SELECT id, service_sealed FROM ticket WHERE id > ?1 AND service_sealed IS NOT NULL ORDER BY id LIMIT ?2",
    "UPDATE ticket SET service_sealed = ?2 WHERE id = ?1", "SELECT coalesce (max (id), 0) FROM ticket" },
  { RT_CLASS_SERVICE, RT_CLASS_SERVICE, "diary",
    "SELECT id, service_sealed FROM diary WHERE id > ?1 AND service_sealed IS NOT NULL ORDER BY id LIMIT ?2",
    "UPDATE diary SET service_sealed = ?2 WHERE id = ?1", "SELECT coalesce (max (id), 0) FROM diary" },
  { RT_KEY_LOOKUP, RT_CLASS_CONTACT, "customer",
    "SELECT id, contact_sealed, phone_digest, phone2_digest, email_digest FROM customer WHERE id > ?1"
    " AND (phone_digest IS NOT NULL OR phone2_digest IS NOT NULL OR email_digest IS NOT NULL) ORDER BY id LIMIT ?2",
    "UPDATE customer SET phone_digest = ?2, phone2_digest = ?3, email_digest = ?4 WHERE id = ?1",
    "SELECT coalesce (max (id), 0) FROM customer" },
};

/* NULL after the last one. */
static const Place *
find_place (guint slot, gint64 number)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].slot == slot && number-- == 0)
      return &places[i];
  return NULL;
}

/* TRUE with *renewed NULL: it is of the newest version already. FALSE: it does not open. */
static gboolean
renew (const RtClassKeys *keys, const Place *place, gint64 id, const guint8 *blob, gsize size, GBytes **renewed)
{
  *renewed = NULL;
  if (rt_seal_version (blob, size) == rt_class_keys_current (keys, place->klass))
    return TRUE;
  *renewed = rt_seal_renew (keys, place->klass, place->table, id, blob, size, NULL);
  return *renewed != NULL;
}

static gboolean
renew_row (RtDb *db, const RtClassKeys *keys, const Place *place, RtStatement *row, RtRotationPass *pass,
           GError **error)
{
  const gint64 id = rt_statement_get_int (row, 0);
  gsize size = 0;
  const guint8 *blob = rt_statement_peek_blob (row, 1, &size);
  g_autoptr (GBytes) renewed = NULL;
  g_autoptr (RtStatement) statement = NULL;

  if (!renew (keys, place, id, blob, size, &renewed))
    pass->damaged++;
  if (renewed == NULL)
    return TRUE;
  statement = rt_db_prepare (db, place->update, error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ib", id, renewed);
  pass->changed++;
  pass->done++;
  return rt_statement_run (statement, error);
}

/* The digests of a customer's look-up values, in the order of the columns. */
static const struct
{
  RtFieldId field;
  const char *kind;
} digests[] = { { RT_FIELD_PHONE, "phone" }, { RT_FIELD_PHONE2, "phone" }, { RT_FIELD_EMAIL, "email" } };

static GBytes *
make_digest (const RtClassKeys *keys, guint number, char *const *values)
{
  const char *value = values[digests[number].field];
  g_autofree char *folded = value != NULL ? rt_text_fold (value) : NULL;

  return folded != NULL ? rt_lookup_digest (keys, digests[number].kind, folded, NULL) : NULL;
}

static gboolean
is_same (RtStatement *row, int column, GBytes *digest)
{
  g_autoptr (GBytes) stored = rt_statement_dup_bytes (row, column);

  return stored == NULL || digest == NULL ? stored == digest : g_bytes_equal (stored, digest);
}

static gboolean
write_digests (RtDb *db, const RtClassKeys *keys, const Place *place, RtStatement *row, char *const *values,
               RtRotationPass *pass, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;
  gboolean same = TRUE;

  statement = rt_db_prepare (db, place->update, error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, rt_statement_get_int (row, 0));
  for (guint i = 0; i < G_N_ELEMENTS (digests); i++)
    {
      g_autoptr (GBytes) digest = make_digest (keys, i, values);

      same &= is_same (row, (int) i + 2, digest);
      rt_statement_bind_bytes (statement, (int) i + 2, digest);
    }
  if (same)
    return TRUE;
  pass->changed++;
  pass->done++;
  return rt_statement_run (statement, error);
}

static gboolean
renew_digests (RtDb *db, const RtClassKeys *keys, const Place *place, RtStatement *row, RtRotationPass *pass,
               GError **error)
{
  char *values[RT_N_FIELDS] = { NULL };
  gsize size = 0;
  const guint8 *blob = rt_statement_peek_blob (row, 1, &size);
  gboolean good = TRUE;

  if (rt_open_fields (keys, place->klass, place->table, rt_statement_get_int (row, 0), blob, size, values, NULL))
    good = write_digests (db, keys, place, row, values, pass, error);
  else
    pass->damaged++;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    g_clear_pointer (&values[i], rt_wipe_string);
  return good;
}

static gboolean
run_batch (RtDb *db, const RtClassKeys *keys, const Place *place, RtRotationPass *pass, guint *seen, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, place->select, error);
  gboolean row = TRUE;

  *seen = 0;
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", pass->cursor, (gint64) RT_ROTATION_BATCH);
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        break;
      pass->cursor = rt_statement_get_int (statement, 0);
      (*seen)++;
      if (!(place->slot == RT_KEY_LOOKUP ? renew_digests : renew_row) (db, keys, place, statement, pass, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rt_rotation_pass_next (RtDb *db, const RtClassKeys *keys, guint slot, RtRotationPass *pass, gboolean *over,
                       GError **error)
{
  const Place *place = find_place (slot, pass->place);
  guint seen = 0;

  *over = place == NULL;
  if (place == NULL)
    return TRUE;
  if (!run_batch (db, keys, place, pass, &seen, error))
    return FALSE;
  if (seen < RT_ROTATION_BATCH)
    {
      pass->place++;
      pass->cursor = 0;
    }
  return TRUE;
}

gboolean
rt_rotation_pass_measure (RtDb *db, guint slot, const RtRotationPass *pass, gint64 *done, gint64 *total, GError **error)
{
  const Place *place = NULL;

  *done = 0;
  *total = 0;
  for (gint64 i = 0; (place = find_place (slot, i)) != NULL; i++)
    {
      gint64 last = 0;

      if (!rt_db_get_int (db, place->last, &last, error))
        return FALSE;
      *total += last;
      if (i < pass->place)
        *done += last;
      else if (i == pass->place)
        *done += MIN (pass->cursor, last);
    }
  /* one pass that renews, one that finds nothing left to renew */
  if (pass->pass > 0)
    *done += *total;
  *total *= 2;
  return TRUE;
}
