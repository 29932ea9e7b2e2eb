/* The model's work as asynchronous requests: arguments are packed, the function runs in a transaction on the vault's
 * thread. */
#include "config.h"

#include "rt-requests.h"

#include "rt-draft.h"
#include "rt-printed.h"

/* Arguments of one request on their way to the vault's thread; texts are wiped afterwards. */
typedef struct
{
  gint64 id, rev, other;
  gint64 amount;
  RtDay from, to;
  int word;
  char *text[3];
  gpointer edit;
  GDestroyNotify edit_free;
} Args;

static Args *
args_new (gint64 id, const char *a, const char *b, const char *c)
{
  Args *self = g_new0 (Args, 1);

  self->id = id;
  self->text[0] = g_strdup (a);
  self->text[1] = g_strdup (b);
  self->text[2] = g_strdup (c);
  return self;
}

static void
args_free (gpointer data)
{
  Args *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (self->text); i++)
    rt_wipe_string (self->text[i]);
  if (self->edit != NULL)
    self->edit_free (self->edit);
  g_free (self);
}

static gpointer
number_or_null (gint64 id)
{
  gint64 *result;

  if (id == 0)
    return NULL;
  result = g_new (gint64, 1);
  *result = id;
  return result;
}

/* A save: when it succeeds, lists hear of it before the caller does. */
typedef struct
{
  GAsyncReadyCallback callback;
  gpointer user_data;
  const char *table;
  gint64 row;
} Saved;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saved *saved = user_data;

  if (!g_task_had_error (G_TASK (result)))
    rt_desk_emit_changed (RT_DESK (source), saved->table, saved->row);
  if (saved->callback != NULL)
    saved->callback (source, result, saved->user_data);
}

static void
run_save (RtDesk *desk, RtWorkFunc func, Args *args, const char *table, RT_REQUEST_ARGS)
{
  Saved *saved = g_new (Saved, 1);

  saved->callback = callback;
  saved->user_data = user_data;
  saved->table = table;
  saved->row = args->id;
  rt_desk_run_async (desk, TRUE, func, args, args_free, g_free, cancellable, on_saved, saved);
}

static gpointer
do_order (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return rt_order_open (work, args->id, args->text[0], error);
}

void
rt_request_order (RtDesk *desk, gint64 id, const char *reason, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, reason, NULL, NULL);

  rt_desk_run_async (desk, TRUE, do_order, args, args_free, (GDestroyNotify) rt_order_unref, cancellable, callback,
                     user_data);
}

static gpointer
do_order_number (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return rt_order_open_number (work, args->id, args->text[0], error);
}

void
rt_request_order_number (RtDesk *desk, gint64 number, const char *reason, RT_REQUEST_ARGS)
{
  Args *args = args_new (number, reason, NULL, NULL);

  rt_desk_run_async (desk, TRUE, do_order_number, args, args_free, (GDestroyNotify) rt_order_unref, cancellable,
                     callback, user_data);
}

static gpointer
do_order_save (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;
  g_autoptr (RtOrderEdit) edit = rt_order_edit_from_bytes (args->edit, error);

  return edit != NULL ? number_or_null (rt_order_save (work, edit, error)) : NULL;
}

void
rt_request_order_save (RtDesk *desk, const RtOrderEdit *edit, RT_REQUEST_ARGS)
{
  Args *args = args_new (edit->id, NULL, NULL, NULL);

  args->edit = rt_order_edit_to_bytes (edit);
  args->edit_free = (GDestroyNotify) g_bytes_unref;
  run_save (desk, do_order_save, args, "orders", cancellable, callback, user_data);
}

static gpointer
do_order_state (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (
    rt_order_set_state (work, args->id, args->rev, (RtOrderState) args->word, args->from, error) ? args->id : 0);
}

void
rt_request_order_state (RtDesk *desk, gint64 id, gint64 rev, RtOrderState state, RtDay day, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, NULL, NULL, NULL);

  args->rev = rev;
  args->word = (int) state;
  args->from = day;
  run_save (desk, do_order_state, args, "orders", cancellable, callback, user_data);
}

static gpointer
do_order_take_over (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (rt_order_take_over (work, args->id, args->text[0], error) ? args->id : 0);
}

void
rt_request_order_take_over (RtDesk *desk, gint64 id, const char *reason, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, reason, NULL, NULL);

  run_save (desk, do_order_take_over, args, "orders", cancellable, callback, user_data);
}

static gpointer
do_order_plan (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (
    rt_order_plan (work, args->id, args->rev, args->from, args->to, args->text[0], error) ? args->id : 0);
}

void
rt_request_order_plan (RtDesk *desk, gint64 id, gint64 rev, RtDay from, RtDay to, const char *time, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, time, NULL, NULL);

  args->rev = rev;
  args->from = from;
  args->to = to;
  run_save (desk, do_order_plan, args, "orders", cancellable, callback, user_data);
}

static gpointer
do_order_payment (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (
    rt_order_add_payment (work, args->id, args->text[0], args->text[1], args->amount, args->from, error) ? args->id
                                                                                                         : 0);
}

void
rt_request_order_payment (RtDesk *desk, gint64 id, const char *kind, const char *method, RtMinor amount, RtDay day,
                          RT_REQUEST_ARGS)
{
  Args *args = args_new (id, kind, method, NULL);

  args->amount = amount;
  args->from = day;
  run_save (desk, do_order_payment, args, "orders", cancellable, callback, user_data);
}

static gpointer
do_products (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return rt_product_search (work, args->text[0], (guint) args->id, error);
}

void
rt_request_products (RtDesk *desk, const char *text, guint limit, RT_REQUEST_ARGS)
{
  Args *args = args_new (limit, text, NULL, NULL);

  rt_desk_run_async (desk, FALSE, do_products, args, args_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                     callback, user_data);
}

static gpointer
do_customer (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return rt_customer_open (work, args->id, args->text[0], error);
}

void
rt_request_customer (RtDesk *desk, gint64 id, const char *reason, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, reason, NULL, NULL);

  rt_desk_run_async (desk, TRUE, do_customer, args, args_free, (GDestroyNotify) rt_customer_unref, cancellable,
                     callback, user_data);
}

static RtCustomerEdit *
copy_customer_edit (const RtCustomerEdit *edit)
{
  RtCustomerEdit *copy = rt_customer_edit_new ();

  copy->id = edit->id;
  copy->rev = edit->rev;
  copy->address_id = edit->address_id;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    copy->values[i] = g_strdup (edit->values[i]);
  return copy;
}

static gpointer
do_customer_save (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (rt_customer_save (work, args->edit, TRUE, NULL, error));
}

void
rt_request_customer_save (RtDesk *desk, const RtCustomerEdit *edit, RT_REQUEST_ARGS)
{
  Args *args = args_new (edit->id, NULL, NULL, NULL);

  args->edit = copy_customer_edit (edit);
  args->edit_free = (GDestroyNotify) rt_customer_edit_free;
  run_save (desk, do_customer_save, args, "customer", cancellable, callback, user_data);
}

void
rt_lookup_free (RtLookup *self)
{
  if (self == NULL)
    return;
  if (self->customer != NULL)
    rt_customer_unref (self->customer);
  g_free (self);
}

static gpointer
do_lookup (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;
  g_autoptr (GError) local = NULL;
  RtLookup *lookup = g_new0 (RtLookup, 1);

  lookup->customer = rt_customer_lookup (work, args->text[0], &lookup->others, &local);
  if (local == NULL && rt_customer_lookups_left (work, &lookup->left, &local))
    return lookup;
  g_propagate_error (error, g_steal_pointer (&local));
  rt_lookup_free (lookup);
  return NULL;
}

static gpointer
do_lookups_left (RtWork *work, gpointer data, GError **error)
{
  RtLookup *lookup = g_new0 (RtLookup, 1);

  if (rt_customer_lookups_left (work, &lookup->left, error))
    return lookup;
  rt_lookup_free (lookup);
  return NULL;
}

void
rt_request_lookups_left (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_lookups_left, NULL, NULL, (GDestroyNotify) rt_lookup_free, cancellable, callback,
                     user_data);
}

void
rt_request_lookup (RtDesk *desk, const char *phone, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, TRUE, do_lookup, args_new (0, phone, NULL, NULL), args_free, (GDestroyNotify) rt_lookup_free,
                     cancellable, callback, user_data);
}

static gpointer
do_ticket (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return rt_ticket_open (work, args->id, args->text[0], error);
}

void
rt_request_ticket (RtDesk *desk, gint64 id, const char *reason, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, reason, NULL, NULL);

  rt_desk_run_async (desk, TRUE, do_ticket, args, args_free, (GDestroyNotify) rt_ticket_unref, cancellable, callback,
                     user_data);
}

static gpointer
do_ticket_create (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;
  g_autoptr (RtTicketEdit) edit = rt_ticket_edit_from_bytes (args->edit, error);

  return edit != NULL ? number_or_null (rt_ticket_create (work, edit, error)) : NULL;
}

void
rt_request_ticket_create (RtDesk *desk, const RtTicketEdit *edit, RT_REQUEST_ARGS)
{
  Args *args = args_new (0, NULL, NULL, NULL);

  args->edit = rt_ticket_edit_to_bytes (edit);
  args->edit_free = (GDestroyNotify) g_bytes_unref;
  run_save (desk, do_ticket_create, args, "ticket", cancellable, callback, user_data);
}

static gpointer
do_ticket_note (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (rt_ticket_add_note (work, args->id, args->text[0], error) ? args->id : 0);
}

void
rt_request_ticket_note (RtDesk *desk, gint64 id, const char *text, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, text, NULL, NULL);

  run_save (desk, do_ticket_note, args, "ticket", cancellable, callback, user_data);
}

static gpointer
do_ticket_assign (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (rt_ticket_assign (work, args->id, args->rev, args->other, error) ? args->id : 0);
}

void
rt_request_ticket_assign (RtDesk *desk, gint64 id, gint64 rev, gint64 staff_id, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, NULL, NULL, NULL);

  args->rev = rev;
  args->other = staff_id;
  run_save (desk, do_ticket_assign, args, "ticket", cancellable, callback, user_data);
}

static gpointer
do_ticket_state (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (
    rt_ticket_set_state (work, args->id, args->rev, (RtTicketState) args->word, args->text[0], error) ? args->id : 0);
}

void
rt_request_ticket_state (RtDesk *desk, gint64 id, gint64 rev, RtTicketState state, const char *resolution,
                         RT_REQUEST_ARGS)
{
  Args *args = args_new (id, resolution, NULL, NULL);

  args->rev = rev;
  args->word = (int) state;
  run_save (desk, do_ticket_state, args, "ticket", cancellable, callback, user_data);
}

static gpointer
do_ticket_priority (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (rt_ticket_set_priority (work, args->id, args->rev, (RtPriority) args->word, error) ? args->id
                                                                                                            : 0);
}

void
rt_request_ticket_priority (RtDesk *desk, gint64 id, gint64 rev, RtPriority priority, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, NULL, NULL, NULL);

  args->rev = rev;
  args->word = (int) priority;
  run_save (desk, do_ticket_priority, args, "ticket", cancellable, callback, user_data);
}

static gpointer
do_ticket_visit (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (
    rt_ticket_book_visit (work, args->id, args->rev, args->from, args->text[0], args->text[1], args->text[2], error)
      ? args->id
      : 0);
}

void
rt_request_ticket_visit (RtDesk *desk, gint64 id, gint64 rev, RtDay day, const char *time, const char *door_code,
                         const char *key_place, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, time, door_code, key_place);

  args->rev = rev;
  args->from = day;
  run_save (desk, do_ticket_visit, args, "ticket", cancellable, callback, user_data);
}

static gpointer
do_ticket_visit_done (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (rt_ticket_visit_done (work, args->id, args->rev, error) ? args->id : 0);
}

void
rt_request_ticket_visit_done (RtDesk *desk, gint64 id, gint64 rev, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, NULL, NULL, NULL);

  args->rev = rev;
  run_save (desk, do_ticket_visit_done, args, "ticket", cancellable, callback, user_data);
}

static gpointer
do_notice_current (RtWork *work, gpointer data, GError **error)
{
  return rt_notice_get_current (work, error);
}

void
rt_request_notice_current (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_notice_current, NULL, NULL, (GDestroyNotify) rt_notice_unref, cancellable,
                     callback, user_data);
}

static gpointer
do_notice (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return rt_notice_get (work, args->id, error);
}

void
rt_request_notice (RtDesk *desk, gint64 id, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, NULL, NULL, NULL);

  rt_desk_run_async (desk, FALSE, do_notice, args, args_free, (GDestroyNotify) rt_notice_unref, cancellable, callback,
                     user_data);
}

static gpointer
do_notice_draft (RtWork *work, gpointer data, GError **error)
{
  return rt_notice_get_draft (work, error);
}

void
rt_request_notice_draft (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, TRUE, do_notice_draft, NULL, NULL, (GDestroyNotify) rt_notice_unref, cancellable, callback,
                     user_data);
}

static gpointer
do_notice_reach (RtWork *work, gpointer data, GError **error)
{
  g_autofree gint64 *reach = g_new0 (gint64, 2);

  return rt_notice_reach (work, reach, error) ? g_steal_pointer (&reach) : NULL;
}

void
rt_request_notice_reach (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_notice_reach, NULL, NULL, g_free, cancellable, callback, user_data);
}

static gpointer
do_notice_list (RtWork *work, gpointer data, GError **error)
{
  return rt_notice_list (work, error);
}

void
rt_request_notice_list (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_notice_list, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                     user_data);
}

static gpointer
do_notice_set_part (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (
    rt_notice_set_part (work, args->id, args->text[0], (RtNoticePart) args->word, args->text[1], error) ? args->id : 0);
}

void
rt_request_notice_set_part (RtDesk *desk, gint64 id, const char *lang, RtNoticePart part, const char *text,
                            RT_REQUEST_ARGS)
{
  Args *args = args_new (id, lang, text, NULL);

  args->word = (int) part;
  run_save (desk, do_notice_set_part, args, "notice_part", cancellable, callback, user_data);
}

static gpointer
do_notice_publish (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (rt_notice_publish (work, args->id, error) ? args->id : 0);
}

void
rt_request_notice_publish (RtDesk *desk, gint64 id, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, NULL, NULL, NULL);

  run_save (desk, do_notice_publish, args, "notice", cancellable, callback, user_data);
}

static gpointer
do_staff (RtWork *work, gpointer data, GError **error)
{
  return rt_staff_list (work, error);
}

void
rt_request_staff (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_staff, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                     user_data);
}

static gpointer
do_staff_admit (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (rt_staff_admit (work, args->id, error) ? args->id : 0);
}

void
rt_request_staff_admit (RtDesk *desk, gint64 id, RT_REQUEST_ARGS)
{
  Args *args = args_new (id, NULL, NULL, NULL);

  run_save (desk, do_staff_admit, args, "staff", cancellable, callback, user_data);
}

static gpointer
do_search (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return rt_search (work, args->text[0], (guint) args->id, error);
}

void
rt_request_search (RtDesk *desk, const char *text, guint limit, RT_REQUEST_ARGS)
{
  Args *args = args_new (limit, text, NULL, NULL);

  rt_desk_run_async (desk, TRUE, do_search, args, args_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                     user_data);
}

static gpointer
do_draft_save (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return number_or_null (rt_draft_save (work, args->text[0], args->edit, error) ? 1 : 0);
}

void
rt_request_draft_save (RtDesk *desk, const char *kind, GBytes *content, RT_REQUEST_ARGS)
{
  Args *args = args_new (0, kind, NULL, NULL);

  if (content != NULL)
    args->edit = g_bytes_ref (content);
  args->edit_free = (GDestroyNotify) g_bytes_unref;
  rt_desk_run_async (desk, TRUE, do_draft_save, args, args_free, g_free, cancellable, callback, user_data);
}

static gpointer
do_draft (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) content = rt_draft_load (work, args->text[0], &local);

  if (content != NULL)
    return g_steal_pointer (&content);
  if (local == NULL)
    return g_bytes_new (NULL, 0);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
rt_request_draft (RtDesk *desk, const char *kind, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_draft, args_new (0, kind, NULL, NULL), args_free, (GDestroyNotify) g_bytes_unref,
                     cancellable, callback, user_data);
}

static gpointer
do_draft_kinds (RtWork *work, gpointer data, GError **error)
{
  return rt_draft_kinds (work, error);
}

void
rt_request_draft_kinds (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, TRUE, do_draft_kinds, args_new (0, NULL, NULL, NULL), args_free, (GDestroyNotify) g_strfreev,
                     cancellable, callback, user_data);
}

static gpointer
do_print_reserve (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;
  gint64 number;

  if (!rt_printed_reserve (work, args->text[0], args->id, args->other, args->text[1], &number, error))
    return NULL;
  return number_or_null (number);
}

void
rt_request_print_reserve (RtDesk *desk, const char *kind, gint64 row, gint64 notice_id, const char *language,
                          RT_REQUEST_ARGS)
{
  Args *args = args_new (row, kind, language, NULL);

  args->other = notice_id;
  rt_desk_run_async (desk, TRUE, do_print_reserve, args, args_free, g_free, cancellable, callback, user_data);
}

static gpointer
do_print_went (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  if (!rt_printed_went (work, args->text[0], args->id, args->other, args->text[1], args->amount, error))
    return NULL;
  return number_or_null (args->amount);
}

void
rt_request_print_went (RtDesk *desk, const char *kind, gint64 row, gint64 notice_id, const char *language,
                       gint64 number, RT_REQUEST_ARGS)
{
  Args *args = args_new (row, kind, language, NULL);

  args->other = notice_id;
  args->amount = number;
  rt_desk_run_async (desk, TRUE, do_print_went, args, args_free, g_free, cancellable, callback, user_data);
}
