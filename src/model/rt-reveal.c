/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking to see what is masked: for which job and why, within the day's limit, recorded before it is shown. */
#include "config.h"

#include "rt-reveal-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-reason.h"
#include "rt-reveal-limit.h"
#include "rt-text.h"

/* Translators: why somebody asks to see a masked value. */
static const struct
{
  const char *id, *name;
} reasons[] = {
  [RT_REVEAL_FOR_CALL] = { "call", N_("The customer is on the telephone") },
  [RT_REVEAL_FOR_DELIVERY] = { "delivery", N_("Delivery or visit") },
  [RT_REVEAL_FOR_COMPLAINT] = { "complaint", N_("A complaint") },
  [RT_REVEAL_FOR_REQUEST] = { "data-request", N_("The customer asks about their data") },
  [RT_REVEAL_FOR_OTHER] = { "other", N_("Another reason") },
};

const char *
rt_reveal_reason_id (RtRevealReason reason)
{
  return (guint) reason < G_N_ELEMENTS (reasons) ? reasons[reason].id : NULL;
}

const char *
rt_reveal_reason_name (RtRevealReason reason)
{
  return (guint) reason < G_N_ELEMENTS (reasons) ? _ (reasons[reason].name) : NULL;
}

gboolean
rt_reveal_reason_from_id (const char *id, RtRevealReason *reason)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].id, id) == 0)
      {
        *reason = (RtRevealReason) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
rt_reveal_is_possible (const RtPerson *person, RtClass klass, RtRoles own_for)
{
  return person != NULL && rt_person_may (person, RT_RIGHT_REVEAL) &&
         rt_policy_may_reveal (rt_person_get_matrix (person), rt_person_get_viewer (person), klass, own_for);
}

void
rt_revealed_free (RtRevealed *self)
{
  if (self == NULL)
    return;
  rt_shown_unref (self->shown);
  g_free (self);
}

/* --- Where the value is --- */

typedef struct
{
  const char *table;
  const char *sql;
  gint64 row;
} Blob;

/* row 0: the record has no value of that class. */
static Blob
blob_of (const RtRevealPlace *place, RtClass klass)
{
  switch (klass)
    {
    case RT_CLASS_CONTACT:
      return (Blob){ "customer", "SELECT contact_sealed FROM customer WHERE id = ?1",
                     place->diary_id == 0 ? place->customer_id : 0 };
    case RT_CLASS_ADDRESS:
      return (Blob){ "address", "SELECT address_sealed FROM address WHERE id = ?1",
                     place->diary_id == 0 ? place->address_id : 0 };
    case RT_CLASS_HOME:
      return (Blob){ "orders", "SELECT home_sealed FROM orders WHERE id = ?1",
                     place->ticket_id == 0 ? place->order_id : 0 };
    case RT_CLASS_SERVICE:
      if (place->diary_id != 0)
        return (Blob){ "diary", "SELECT service_sealed FROM diary WHERE id = ?1", place->diary_id };
      return (Blob){ "ticket", "SELECT service_sealed FROM ticket WHERE id = ?1", place->ticket_id };
    case RT_CLASS_ACCESS:
    case RT_CLASS_MONEY:
    default:
      return (Blob){ NULL, NULL, 0 };
    }
}

static gboolean
refuse_nothing (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("Nothing of that is on file here."));
  return FALSE;
}

static gboolean
open_blob (RtWork *work, const RtRevealPlace *place, RtClass klass, RtShownBuilder *builder, guint64 *seen,
           GError **error)
{
  Blob blob = blob_of (place, klass);
  g_autoptr (RtStatement) statement = NULL;
  gsize size = 0;
  gboolean row = FALSE;
  const guint8 *sealed;

  if (blob.row == 0)
    return refuse_nothing (error);
  statement = rt_db_prepare (rt_work_get_db (work), blob.sql, error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", blob.row);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  sealed = row ? rt_statement_peek_blob (statement, 0, &size) : NULL;
  if (sealed == NULL)
    return refuse_nothing (error);
  return rt_work_reveal (work, builder, klass, blob.table, blob.row, place->own_for, sealed, size, seen, error);
}

/* --- What must be right before --- */

/* Before anything is read: whether there is a value at all is nobody's business to whom it is hidden. */
static gboolean
check_policy (RtWork *work, const RtRevealPlace *place, RtClass klass, GError **error)
{
  if (rt_work_decide (work, klass, place->own_for) == RT_SHOW_CLEAR)
    {
      rt_error_set_invalid (error, "class", _("You see this already; there is no need to ask."));
      return FALSE;
    }
  if (rt_reveal_is_possible (rt_work_get_person (work), klass, place->own_for))
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                       _("This cannot be shown to you, not even for a minute. Ask a manager if your work needs it."));
  return FALSE;
}

static gboolean
refuse_job (GError **error)
{
  rt_error_set_invalid (error, "job", _("Choose an order or a ticket of this customer."));
  return FALSE;
}

static gboolean
check_job (RtWork *work, const RtRevealPlace *place, const RtRevealRecord *record, RtRevealPlace *job, GError **error)
{
  g_autoptr (GError) local = NULL;

  if ((record->kind != RT_REVEAL_ORDER && record->kind != RT_REVEAL_TICKET) || record->id <= 0)
    return refuse_job (error);
  if (!rt_reveal_find (work, record, job, &local))
    {
      if (g_error_matches (local, RT_ERROR, RT_ERROR_NOT_FOUND))
        return refuse_job (error);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return job->customer_id == place->customer_id || refuse_job (error);
}

/* "call", or "other: they asked for the delivery slip". */
static char *
make_reason (const RtRevealWish *wish, GError **error)
{
  const char *id = rt_reveal_reason_id (wish->reason);
  g_autofree char *words = NULL;

  if (id == NULL)
    {
      rt_error_set_invalid (error, "reason", _("Choose why you need to see it."));
      return NULL;
    }
  if (wish->reason != RT_REVEAL_FOR_OTHER && (wish->words == NULL || wish->words[0] == '\0'))
    return g_strdup (id);
  words = rt_reason_clean (wish->words, error);
  return words != NULL ? g_strconcat (id, ": ", words, NULL) : NULL;
}

static char *
make_detail (const RtRevealPlace *place, const RtRevealPlace *job, RtClass klass)
{
  g_autofree char *number =
    job->ticket_id != 0 ? rt_ticket_number_format (job->number) : rt_order_number_format (job->number);

  if (place->diary_id != 0)
    return g_strdup_printf ("class=%s job=%s entry=%" G_GINT64_FORMAT, rt_class_id (klass), number, place->diary_id);
  return g_strdup_printf ("class=%s job=%s", rt_class_id (klass), number);
}

RtRevealed *
rt_reveal (RtWork *work, const RtRevealWish *wish, GError **error)
{
  g_autoptr (RtShownBuilder) builder = NULL;
  g_autoptr (RtRevealed) revealed = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *detail = NULL;
  RtRevealPlace place, job;
  guint64 seen = 0;

  if (!rt_work_need (work, RT_RIGHT_REVEAL, error) || !rt_reveal_find (work, &wish->record, &place, error) ||
      !check_policy (work, &place, wish->klass, error) || !check_job (work, &place, &wish->job, &job, error))
    return NULL;
  reason = make_reason (wish, error);
  if (reason == NULL || !rt_reveal_limit_check (work, error))
    return NULL;
  builder = rt_shown_builder_new ();
  if (!open_blob (work, &place, wish->klass, builder, &seen, error))
    return NULL;
  /* What was opened is in this transaction with the entry, and leaves it only when both are written. */
  detail = make_detail (&place, &job, wish->klass);
  if (!rt_work_log (work, "reveal", place.table, place.row, seen, reason, detail, error))
    return NULL;
  revealed = g_new0 (RtRevealed, 1);
  revealed->shown = rt_shown_builder_end (g_steal_pointer (&builder));
  return rt_reveals_left (work, &revealed->left, error) ? g_steal_pointer (&revealed) : NULL;
}
