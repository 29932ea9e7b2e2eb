/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One box finds orders, tickets and customers. What a person may not see clear they cannot find by (product.md §4, no
 * side doors): the index holds nothing else, and each customer it finds is looked at again by today's rules before
 * being named. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-import-private.h"
#include "rt-name-index.h"
#include "rt-read.h"
#include "rt-search.h"
#include "rt-text.h"

#define MIN_PHONE_DIGITS 4
#define MIN_LETTERS      2
#define DIVIDER          " · "

typedef struct
{
  RtWork *work;
  GPtrArray *hits;
  guint limit;
  guint64 seen;
  GString *kinds; /* for the log: what sort of query it was */
} Search;

void
rt_hit_free (RtHit *self)
{
  if (self == NULL)
    return;
  rt_wipe_string (self->title);
  rt_wipe_string (self->subtitle);
  g_free (self);
}

static void
add_hit (Search *search, RtHitKind kind, gint64 id, gint64 number, char *title, char *subtitle)
{
  RtHit *hit = g_new0 (RtHit, 1);

  hit->kind = kind;
  hit->id = id;
  hit->number = number;
  hit->title = title;
  hit->subtitle = subtitle;
  g_ptr_array_add (search->hits, hit);
}

static gboolean
is_full (const Search *search)
{
  return search->hits->len >= search->limit;
}

static void
note_kind (Search *search, const char *kind)
{
  if (search->kinds->len > 0)
    g_string_append_c (search->kinds, '+');
  g_string_append (search->kinds, kind);
}

static gboolean
may (const Search *search, RtRight right)
{
  return rt_person_may (rt_work_get_person (search->work), right);
}

/* "name · word", or the word alone where no name is to be seen. */
static char *
subtitle_of (const RtShown *shown, const char *word)
{
  const char *name = rt_shown_get_text (shown, RT_FIELD_NAME);

  return rt_text_is_blank (name) ? g_strdup (word) : g_strconcat (name, DIVIDER, word, NULL);
}

/* --- By number --- */

/* *id stays 0 when there is none. */
static gboolean
find_number (Search *search, const char *sql, gint64 number, gint64 *id, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (rt_work_get_db (search->work), sql, error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", number);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (row)
    *id = rt_statement_get_int (st, 0);
  return TRUE;
}

static gboolean
find_order (Search *search, gint64 number, GError **error)
{
  g_autoptr (RtOrder) order = NULL;
  gint64 id = 0;

  if (is_full (search) || !may (search, RT_RIGHT_ORDER_READ))
    return TRUE;
  if (!find_number (search, "SELECT id FROM orders WHERE number = ?1", number, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  order = rt_order_read (search->work, id, FALSE, &search->seen, error);
  if (order == NULL)
    return FALSE;
  add_hit (search, RT_HIT_ORDER, id, number, rt_order_number_format (number),
           subtitle_of (order->shown, _ (rt_order_state_name (order->state))));
  return TRUE;
}

static gboolean
add_referenced (Search *search, gint64 id, GError **error)
{
  g_autoptr (RtOrder) order = rt_order_read (search->work, id, FALSE, &search->seen, error);

  if (order == NULL)
    return FALSE;
  add_hit (search, RT_HIT_ORDER, id, order->number, rt_order_number_format (order->number),
           subtitle_of (order->shown, order->reference));
  return TRUE;
}

/* By what an order was called where it came from: customers bring the papers of then. */
static gboolean
find_referenced (Search *search, const char *text, GError **error)
{
  static const char sql[] = "SELECT id FROM orders WHERE source = ?1 AND source_ref = ?2";
  g_autofree char *reference = g_strstrip (g_strdup (text));
  guint before = search->hits->len;

  for (guint i = 0; may (search, RT_RIGHT_ORDER_READ) && rt_layout_source (i) != NULL; i++)
    {
      g_autoptr (RtStatement) st = rt_db_prepare (rt_work_get_db (search->work), sql, error);
      gboolean row = FALSE;

      if (st == NULL)
        return FALSE;
      rt_statement_bind (st, "ss", rt_layout_source (i), reference);
      if (!rt_statement_step (st, &row, error) ||
          (row && !is_full (search) && !add_referenced (search, rt_statement_get_int (st, 0), error)))
        return FALSE;
    }
  if (search->hits->len > before)
    note_kind (search, "reference");
  return TRUE;
}

static gboolean
find_ticket (Search *search, gint64 number, GError **error)
{
  g_autoptr (RtTicket) ticket = NULL;
  gint64 id = 0;

  if (is_full (search) || !may (search, RT_RIGHT_TICKET_READ))
    return TRUE;
  if (!find_number (search, "SELECT id FROM ticket WHERE number = ?1", number, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  ticket = rt_ticket_read (search->work, id, FALSE, &search->seen, error);
  if (ticket == NULL)
    return FALSE;
  add_hit (search, RT_HIT_TICKET, id, number, rt_ticket_number_format (number),
           subtitle_of (ticket->shown, _ (rt_ticket_state_name (ticket->state))));
  return TRUE;
}

/* --- Customers --- */

static gboolean
has_customer (const Search *search, gint64 id)
{
  for (guint i = 0; i < search->hits->len; i++)
    {
      const RtHit *hit = g_ptr_array_index (search->hits, i);

      if (hit->kind == RT_HIT_CUSTOMER && hit->id == id)
        return TRUE;
    }
  return FALSE;
}

static void
add_customer (Search *search, const RtCustomer *customer)
{
  const char *name = rt_shown_get_text (customer->shown, RT_FIELD_NAME);
  const char *phone = rt_shown_get_text (customer->shown, RT_FIELD_PHONE);
  char *number = rt_customer_number_format (customer->number);
  char *grouped = rt_text_is_blank (phone) ? NULL : rt_phone_format (phone);
  gboolean nameless = rt_text_is_blank (name);
  char *subtitle = grouped != NULL ? g_strconcat (number, DIVIDER, grouped, NULL) : g_strdup (nameless ? "" : number);

  add_hit (search, RT_HIT_CUSTOMER, customer->id, customer->number, g_strdup (nameless ? number : name), subtitle);
  rt_wipe_string (grouped);
  g_free (number);
}

/* @clear: only when the name is clear to this person now. */
static gboolean
try_customer (Search *search, gint64 id, gboolean clear, GError **error)
{
  guint64 seen = 0;
  g_autoptr (RtCustomer) customer = NULL;

  if (is_full (search) || has_customer (search, id))
    return TRUE;
  customer = rt_customer_read (search->work, id, 0, &seen, error);
  if (customer == NULL)
    return FALSE;
  if (clear && rt_shown_get_show (customer->shown, RT_FIELD_NAME) != RT_SHOW_CLEAR)
    return TRUE;
  search->seen |= seen & (RT_FIELD_BIT (RT_FIELD_NAME) | RT_FIELD_BIT (RT_FIELD_PHONE));
  add_customer (search, customer);
  return TRUE;
}

static gboolean
find_customer (Search *search, gint64 number, GError **error)
{
  gint64 id = 0;

  if (is_full (search))
    return TRUE;
  if (!find_number (search, "SELECT id FROM customer WHERE number = ?1", number, &id, error))
    return FALSE;
  return id == 0 || try_customer (search, id, FALSE, error);
}

static gboolean
try_customers (Search *search, const GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!try_customer (search, g_array_index (ids, gint64, i), TRUE, error))
      return FALSE;
  return TRUE;
}

/* --- What was asked --- */

static char *
get_digits (const char *folded)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (strchr ("+-() ", *p) == NULL)
      {
        g_string_free (digits, TRUE);
        return NULL;
      }
  return g_string_free (digits, FALSE);
}

/* One Chinese character or two letters. */
static gboolean
is_name_part (const char *folded)
{
  guint letters = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (rt_text_is_han (c))
        return TRUE;
      letters += !g_unichar_isspace (c);
    }
  return letters >= MIN_LETTERS;
}

static gboolean
find_by_phone (Search *search, RtNameIndex *index, const char *text, const char *digits, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  char *normal = rt_phone_normalise (text, rt_work_get_store (search->work)->region, NULL);

  note_kind (search, "phone");
  rt_name_index_find_phone (index, digits, search->limit, ids);
  /* Whoever has the typed digits at the end was found already. */
  if (normal != NULL && !g_str_has_suffix (normal, digits))
    rt_name_index_find_phone (index, normal[0] == '+' ? normal + 1 : normal, search->limit, ids);
  rt_wipe_string (normal);
  return try_customers (search, ids, error);
}

static gboolean
find_by_name (Search *search, RtNameIndex *index, const char *folded, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  note_kind (search, "name");
  rt_name_index_find_name (index, folded, search->limit, ids);
  return try_customers (search, ids, error);
}

static gboolean
find_in_index (Search *search, const char *text, const char *folded, GError **error)
{
  g_autoptr (RtNameIndex) index =
    rt_session_ref_index (rt_work_get_session (search->work), (gpointer (*) (gpointer)) rt_name_index_ref);
  g_autofree char *digits = get_digits (folded);

  if (index == NULL || !may (search, RT_RIGHT_CUSTOMER_READ))
    return TRUE;
  if (digits != NULL && strlen (digits) >= MIN_PHONE_DIGITS)
    return find_by_phone (search, index, text, digits, error);
  return digits != NULL || !is_name_part (folded) || find_by_name (search, index, folded, error);
}

static gboolean
find_by_numbers (Search *search, const char *text, const char *folded, GError **error)
{
  gint64 number = 0;
  guint64 customer = 0;
  gsize prefix = strspn (folded, "c") == 1 ? 1 + strspn (folded + 1, " -") : 0;
  gboolean order = rt_order_number_parse (text, &number);

  if (order && !find_order (search, number, error))
    return FALSE;
  if (rt_ticket_number_parse (text, &number))
    {
      order = TRUE;
      if (!find_ticket (search, number, error))
        return FALSE;
    }
  if (may (search, RT_RIGHT_CUSTOMER_READ) &&
      g_ascii_string_to_unsigned (folded + prefix, 10, 1, G_MAXINT64, &customer, NULL))
    {
      order = TRUE;
      if (!find_customer (search, (gint64) customer, error))
        return FALSE;
    }
  if (order)
    note_kind (search, "number");
  return find_referenced (search, text, error);
}

GPtrArray *
rt_search (RtWork *work, const char *text, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_hit_free);
  g_autoptr (GString) kinds = g_string_new (NULL);
  g_autofree char *folded = rt_text_fold (text);
  g_autofree char *detail = NULL;
  Search search = { .work = work, .hits = hits, .limit = limit, .kinds = kinds };

  if (!rt_person_may (rt_work_get_person (work), RT_RIGHT_ORDER_READ) &&
      !rt_person_may (rt_work_get_person (work), RT_RIGHT_TICKET_READ) &&
      !rt_work_need (work, RT_RIGHT_CUSTOMER_READ, error))
    return NULL;
  if (rt_text_is_blank (folded))
    return g_steal_pointer (&hits);
  if (!find_by_numbers (&search, text, folded, error) || !find_in_index (&search, text, folded, error))
    return NULL;
  detail = g_strdup_printf ("kind=%s hits=%u", kinds->len > 0 ? kinds->str : "other", hits->len);
  if (!rt_work_log (work, "search", NULL, 0, search.seen, NULL, detail, error))
    return NULL;
  return g_steal_pointer (&hits);
}
