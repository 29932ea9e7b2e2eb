/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving what was typed about a customer. What the person may not see clear stays as it is stored, untouched (faults.md
 * P15). */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-error.h"
#include "rt-read.h"
#include "rt-secret.h"
#include "rt-text.h"

typedef struct
{
  char *of[RT_N_FIELDS];
} Values;

static void
values_clear (Values *self)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    g_clear_pointer (&self->of[i], rt_wipe_string);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

void
rt_customer_saved_clear (RtCustomerSaved *self)
{
  g_clear_pointer (&self->digests, g_free);
}

static void
note_digest (RtCustomerSaved *saved, const char *table, gint64 row, const char *digest)
{
  g_autofree char *before = g_steal_pointer (&saved->digests);

  saved->digests = g_strdup_printf ("%s%s%s:%" G_GINT64_FORMAT "=%s", before != NULL ? before : "",
                                    before != NULL ? " " : "", table, row, digest);
}

/* --- Checking --- */

static gboolean
clean_class (RtWork *work, RtClass klass, char *const *typed, Values *clean, GError **error)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (rt_field_info ((RtFieldId) i)->klass == klass &&
        !rt_field_check ((RtFieldId) i, typed[i], rt_work_get_store (work)->region, &clean->of[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_needed (RtClass klass, const Values *values, gboolean strict, GError **error)
{
  for (guint i = 0; strict && i < RT_N_FIELDS; i++)
    {
      const RtFieldInfo *info = rt_field_info ((RtFieldId) i);

      if (info->klass == klass && info->needed && values->of[i] == NULL)
        {
          rt_error_set_invalid (error, info->name, rt_field_missing_sentence ((RtFieldId) i));
          return FALSE;
        }
    }
  return TRUE;
}

/* Bits of the fields of @klass that differ from what is stored. */
static guint64
differences (RtClass klass, const Values *values, const RtShown *stored)
{
  guint64 changed = 0;

  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (rt_field_info ((RtFieldId) i)->klass == klass &&
        g_strcmp0 (values->of[i], rt_shown_get_text (stored, (RtFieldId) i)) != 0)
      changed |= RT_FIELD_BIT (i);
  return changed;
}

static guint64
bits_set (const Values *values, RtClass klass)
{
  guint64 bits = 0;

  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (values->of[i] != NULL && rt_field_info ((RtFieldId) i)->klass == klass)
      bits |= RT_FIELD_BIT (i);
  return bits;
}

/* --- A new customer --- */

static gboolean
save_address_new (RtWork *work, gboolean strict, const Values *values, RtCustomerSaved *saved, GError **error)
{
  g_autofree char *digest = NULL;

  if (!rt_values_have (values->of, RT_CLASS_ADDRESS))
    return TRUE;
  if (!check_needed (RT_CLASS_ADDRESS, values, strict, error))
    return FALSE;
  saved->address_id = rt_address_insert (work, saved->id, values->of, &digest, error);
  if (saved->address_id < 0)
    return FALSE;
  saved->changed |= bits_set (values, RT_CLASS_ADDRESS);
  note_digest (saved, "address", saved->address_id, digest);
  return TRUE;
}

static gboolean
save_new (RtWork *work, const Values *values, gboolean strict, RtCustomerSaved *saved, GError **error)
{
  g_autofree char *digest = NULL;
  RtCustomerValue value = { { NULL }, NULL, NULL };

  if (!check_needed (RT_CLASS_CONTACT, values, strict, error))
    return FALSE;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    value.values[i] = values->of[i];
  saved->id = rt_customer_insert (work, &value, &digest, error);
  if (saved->id == 0)
    return FALSE;
  saved->changed = bits_set (values, RT_CLASS_CONTACT);
  note_digest (saved, "customer", saved->id, digest);
  return save_address_new (work, strict, values, saved, error);
}

/* --- A changed one --- */

/* One revision covers contact and address: architecture.md, Must hold 12. */
static gboolean
bump_rev (RtWork *work, const RtCustomerEdit *edit, RtCustomerSaved *saved, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "UPDATE customer SET rev = rev + 1, changed_at = ?3 WHERE id = ?1 AND rev = ?2", error);

  if (saved->bumped)
    return TRUE;
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iii", edit->id, edit->rev, rt_work_get_now (work));
  if (!rt_statement_run (statement, error))
    return FALSE;
  saved->bumped = rt_db_changes (rt_work_get_db (work)) == 1;
  if (saved->bumped)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_CONFLICT,
    _("Somebody else changed this customer meanwhile; look at the customer again and repeat your change."));
  return FALSE;
}

/* The stored address as this person sees it; it must be the customer's own. */
static RtShown *
read_address (RtWork *work, gint64 customer_id, gint64 address_id, RtRoles own_for, GError **error)
{
  static const char sql[] =
    "SELECT a.address_sealed, a.address_masked FROM address a WHERE a.id = ?1 AND a.customer_id = ?2";
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  g_autoptr (RtShownBuilder) builder = rt_shown_builder_new ();
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "ii", address_id, customer_id);
  if (!rt_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such address of this customer."));
      return NULL;
    }
  if (!rt_work_show_columns (work, builder, RT_CLASS_ADDRESS, "address", address_id, own_for, statement, 0, NULL,
                             error))
    return NULL;
  return rt_shown_builder_end (g_steal_pointer (&builder));
}

static gboolean
address_is_used (RtWork *work, gint64 address_id, gint64 but_order, gboolean *used, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT 1 FROM orders o WHERE o.address_id = ?1 AND o.id <> ?2 LIMIT 1",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", address_id, but_order);
  return rt_statement_step (statement, used, error);
}

static gboolean
save_address_over (RtWork *work, const RtCustomerEdit *edit, const Values *values, RtRoles own_for, gboolean strict,
                   gint64 order_id, RtCustomerSaved *saved, GError **error)
{
  g_autoptr (RtShown) stored = NULL;
  g_autofree char *digest = NULL;
  gboolean used = FALSE;
  guint64 changed;

  /* Also when nothing of it changes: with an order comes what stands at its address. */
  stored = read_address (work, edit->id, edit->address_id, own_for, error);
  if (stored == NULL)
    return FALSE;
  saved->address_id = edit->address_id;
  if (rt_work_decide (work, RT_CLASS_ADDRESS, own_for) != RT_SHOW_CLEAR ||
      !rt_values_have (values->of, RT_CLASS_ADDRESS))
    return TRUE;
  changed = differences (RT_CLASS_ADDRESS, values, stored);
  if (changed == 0)
    return TRUE;
  if (!rt_work_need (work, RT_RIGHT_CUSTOMER_WRITE, error) ||
      !address_is_used (work, edit->address_id, order_id, &used, error))
    return FALSE;
  if (used)
    return save_address_new (work, strict, values, saved, error);
  if (!check_needed (RT_CLASS_ADDRESS, values, strict, error) || !bump_rev (work, edit, saved, error) ||
      !rt_address_write (work, edit->address_id, values->of, &digest, error))
    return FALSE;
  saved->changed |= changed;
  note_digest (saved, "address", edit->address_id, digest);
  return TRUE;
}

static gboolean
save_contact_over (RtWork *work, const RtCustomerEdit *edit, const RtCustomer *stored, const Values *values,
                   gboolean strict, RtCustomerSaved *saved, GError **error)
{
  g_autofree char *digest = NULL;
  guint64 changed;

  if (rt_work_decide (work, RT_CLASS_CONTACT, stored->own_for) != RT_SHOW_CLEAR ||
      !rt_values_have (values->of, RT_CLASS_CONTACT))
    return TRUE;
  changed = differences (RT_CLASS_CONTACT, values, stored->shown);
  if (changed == 0)
    return TRUE;
  if (!rt_work_need (work, RT_RIGHT_CUSTOMER_WRITE, error) || !check_needed (RT_CLASS_CONTACT, values, strict, error) ||
      !bump_rev (work, edit, saved, error) || !rt_customer_write_contact (work, edit->id, values->of, &digest, error))
    return FALSE;
  saved->changed |= changed;
  note_digest (saved, "customer", edit->id, digest);
  return TRUE;
}

static gboolean
save_over (RtWork *work, const RtCustomerEdit *edit, const Values *values, gboolean strict, gint64 order_id,
           RtCustomerSaved *saved, GError **error)
{
  g_autoptr (RtCustomer) stored = NULL;
  gboolean looked_up = FALSE;
  RtRoles also;

  if (!rt_customer_looked_up (work, edit->id, &looked_up, error))
    return FALSE;
  also = looked_up ? rt_session_get_viewer (rt_work_get_session (work))->roles : 0;
  stored = rt_customer_read (work, edit->id, also, NULL, error);
  if (stored == NULL || !save_contact_over (work, edit, stored, values, strict, saved, error))
    return FALSE;
  if (edit->address_id != 0)
    return save_address_over (work, edit, values, stored->own_for, strict, order_id, saved, error);
  return save_address_new (work, strict, values, saved, error);
}

gboolean
rt_customer_save_for (RtWork *work, const RtCustomerEdit *edit, gboolean strict, gint64 order_id,
                      RtCustomerSaved *saved, GError **error)
{
  g_auto (Values) values = { { NULL } };
  gboolean done;

  *saved = (RtCustomerSaved){ .id = edit->id };
  if (!clean_class (work, RT_CLASS_CONTACT, edit->values, &values, error) ||
      !clean_class (work, RT_CLASS_ADDRESS, edit->values, &values, error))
    return FALSE;
  if (edit->id == 0)
    done = rt_work_need (work, RT_RIGHT_CUSTOMER_WRITE, error) && save_new (work, &values, strict, saved, error);
  else
    done = save_over (work, edit, &values, strict, order_id, saved, error);
  if (!done)
    return FALSE;
  if (saved->changed != 0)
    rt_work_changed (work, "customer", saved->id);
  return saved->changed == 0 ||
         rt_work_log (work, "customer.save", "customer", saved->id, saved->changed, NULL, saved->digests, error);
}

gint64
rt_customer_save (RtWork *work, const RtCustomerEdit *edit, gboolean strict, gint64 *address_id, GError **error)
{
  g_auto (RtCustomerSaved) saved = { 0, 0, 0, NULL, FALSE };

  if (!rt_work_need (work, RT_RIGHT_CUSTOMER_WRITE, error) ||
      !rt_customer_save_for (work, edit, strict, 0, &saved, error))
    return 0;
  if (address_id != NULL)
    *address_id = saved.address_id;
  return saved.id;
}
