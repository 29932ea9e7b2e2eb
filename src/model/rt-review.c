/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules found, and what becomes of it: a question, an answer, a decision by somebody else. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-customer.h"
#include "rt-error.h"
#include "rt-review.h"
#include "rt-scan.h"
#include "rt-staff.h"
#include "rt-text.h"

#define MOST 500

void
rt_finding_free (RtFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->customer);
  g_free (self->asked_by);
  g_free (self->signed_by);
  g_free (self->explanation);
  g_free (self->note);
  g_free (self);
}

/* --- Reading --- */

enum
{
  COL_ID,
  COL_RULE,
  COL_STAFF,
  COL_DAY,
  COL_CUSTOMER,
  COL_SEVERITY,
  COL_FROM,
  COL_TO,
  COL_PEOPLE,
  COL_TIMES,
  COL_ASKED_AT,
  COL_ASKED_BY,
  COL_EXPLANATION,
  COL_EXPLAINED_AT,
  COL_SIGNED_AT,
  COL_VERDICT,
  COL_NOTE,
  COL_SIGNED_BY,
};

#define COLUMNS                                                                                                        \
  "SELECT f.id, f.rule, f.staff_id, f.day, f.customer_id, f.severity, f.from_at, f.to_at, f.people, f.times,"          \
  " f.asked_at, f.asked_by, f.explanation, f.explained_at, f.signed_at, "
#define DECIDED   "f.verdict, f.note, f.signed_by FROM finding AS f "
#define UNDECIDED "NULL, NULL, NULL FROM finding AS f "

static const char *const list_sql[] = {
  [RT_REVIEW_LIST_OPEN] = COLUMNS DECIDED "WHERE f.signed_at IS NULL"
                                          " ORDER BY f.severity DESC, f.people DESC, f.to_at DESC LIMIT ?1",
  [RT_REVIEW_LIST_CLOSED] = COLUMNS DECIDED "WHERE f.signed_at IS NOT NULL ORDER BY f.signed_at DESC, f.id DESC"
                                            " LIMIT ?1",
  [RT_REVIEW_LIST_ALL] = COLUMNS DECIDED "ORDER BY f.severity DESC, f.people DESC, f.to_at DESC LIMIT ?1",
};

static RtFindingState
state_of (RtStatement *row)
{
  if (!rt_statement_is_null (row, COL_SIGNED_AT))
    return RT_FINDING_CLOSED;
  if (!rt_statement_is_null (row, COL_EXPLAINED_AT))
    return RT_FINDING_EXPLAINED;
  return rt_statement_is_null (row, COL_ASKED_AT) ? RT_FINDING_OPEN : RT_FINDING_ASKED;
}

static char *
customer_number (RtWork *work, gint64 id)
{
  return id != 0 ? rt_history_record (work, "customer", id) : NULL;
}

/* NULL for a rule this program does not know. */
static RtFinding *
finding_from_row (RtWork *work, RtStatement *row)
{
  RtReviewRule rule;
  RtFinding *self = NULL;

  if (!rt_review_rule_from_id (rt_statement_get_text (row, COL_RULE), &rule))
    return NULL;
  self = g_new0 (RtFinding, 1);
  self->id = rt_statement_get_int (row, COL_ID);
  self->rule = rule;
  self->staff_id = rt_statement_get_int (row, COL_STAFF);
  self->name = rt_staff_name (work, self->staff_id);
  self->day = rt_statement_get_day (row, COL_DAY);
  self->customer_id = rt_statement_get_int (row, COL_CUSTOMER);
  self->customer = customer_number (work, self->customer_id);
  self->severity = (guint) rt_statement_get_int (row, COL_SEVERITY);
  self->from = rt_statement_get_int (row, COL_FROM);
  self->to = rt_statement_get_int (row, COL_TO);
  self->people = (guint) rt_statement_get_int (row, COL_PEOPLE);
  self->times = (guint) rt_statement_get_int (row, COL_TIMES);
  self->state = state_of (row);
  self->mine = self->staff_id == rt_work_get_me (work);
  self->asked_at = rt_statement_get_int (row, COL_ASKED_AT);
  self->asked_by = rt_staff_name (work, rt_statement_get_int (row, COL_ASKED_BY));
  self->explanation = g_strdup (rt_statement_get_text (row, COL_EXPLANATION));
  self->explained_at = rt_statement_get_int (row, COL_EXPLAINED_AT);
  self->signed_at = rt_statement_get_int (row, COL_SIGNED_AT);
  self->signed_by = rt_staff_name (work, rt_statement_get_int (row, COL_SIGNED_BY));
  self->note = g_strdup (rt_statement_get_text (row, COL_NOTE));
  rt_verdict_from_id (rt_statement_get_text (row, COL_VERDICT), &self->verdict);
  return self;
}

static GPtrArray *
read_all (RtWork *work, const char *sql, gint64 value, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_finding_free);
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "i", value);
  while (row)
    {
      RtFinding *finding = NULL;

      if (!rt_statement_step (statement, &row, error))
        return NULL;
      finding = row ? finding_from_row (work, statement) : NULL;
      if (finding != NULL)
        g_ptr_array_add (all, finding);
    }
  return g_steal_pointer (&all);
}

GPtrArray *
rt_review_list (RtWork *work, RtReviewList which, GError **error)
{
  if (!rt_work_need (work, RT_RIGHT_REVIEW_READ, error))
    return NULL;
  return read_all (work, list_sql[which], MOST, error);
}

static RtFinding *
read_one (RtWork *work, const char *sql, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) all = read_all (work, sql, id, error);

  if (all == NULL)
    return NULL;
  if (all->len > 0)
    return g_ptr_array_steal_index (all, 0);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such finding."));
  return NULL;
}

RtFinding *
rt_review_get (RtWork *work, gint64 id, GError **error)
{
  if (!rt_work_need (work, RT_RIGHT_REVIEW_READ, error))
    return NULL;
  return read_one (work, COLUMNS DECIDED "WHERE f.id = ?1", id, error);
}

GPtrArray *
rt_review_asked (RtWork *work, GError **error)
{
  return read_all (work,
                   COLUMNS UNDECIDED "WHERE f.staff_id = ?1 AND f.asked_at IS NOT NULL AND f.explained_at IS NULL"
                                     " AND f.signed_at IS NULL ORDER BY f.asked_at",
                   rt_work_get_me (work), error);
}

/* --- The entries behind it --- */

static gboolean
may_see_entries (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtFinding) finding = NULL;

  if (rt_person_may (rt_work_get_person (work), RT_RIGHT_REVIEW_READ))
    return TRUE;
  finding = read_one (work, COLUMNS UNDECIDED "WHERE f.id = ?1", id, NULL);
  if (finding != NULL && finding->mine && finding->asked_at != 0)
    return TRUE;
  return rt_work_need (work, RT_RIGHT_REVIEW_READ, error);
}

GPtrArray *
rt_review_entries (RtWork *work, gint64 id, guint most, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_history_entry_free);
  g_autoptr (RtStatement) statement = NULL;
  gboolean row = TRUE;

  if (!may_see_entries (work, id, error))
    return NULL;
  statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT e.seq, e.at, e.action, e.subject, e.row, f.staff_id FROM finding_entry AS e"
                   " JOIN finding AS f ON f.id = e.finding_id WHERE e.finding_id = ?1 ORDER BY e.seq LIMIT ?2",
                   error);
  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "ii", id, (gint64) most);
  while (row)
    {
      RtHistoryEntry *entry = NULL;

      if (!rt_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      entry = g_new0 (RtHistoryEntry, 1);
      entry->seq = rt_statement_get_int (statement, 0);
      entry->at = rt_statement_get_int (statement, 1);
      entry->action = g_strdup (rt_statement_get_text (statement, 2));
      entry->record =
        rt_history_record (work, rt_statement_get_text (statement, 3), rt_statement_get_int (statement, 4));
      entry->name = rt_staff_name (work, rt_statement_get_int (statement, 5));
      g_ptr_array_add (entries, entry);
    }
  return g_steal_pointer (&entries);
}

/* --- Question, answer, decision --- */

/* @what: whether the text may be left out. NULL with error; "" when left out. */
static char *
clean_text (const char *typed, const char *field, gboolean optional, GError **error)
{
  g_autofree char *text = rt_text_clean (typed, -1, RT_REVIEW_TEXT_MAX_BYTES, TRUE, field, error);
  const char *advice = NULL;

  if (text == NULL)
    return NULL;
  if (text[0] == '\0' && !optional)
    {
      rt_error_set_invalid (error, field, _("Say it in a few words."));
      return NULL;
    }
  advice = rt_scan_advice (rt_scan_kinds (text));
  if (advice != NULL)
    {
      rt_error_set_invalid (error, field, advice);
      return NULL;
    }
  return g_steal_pointer (&text);
}

/* The finding, if whoever asks may decide about it. */
static RtFinding *
get_to_decide (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtFinding) finding = NULL;

  if (!rt_work_need (work, RT_RIGHT_REVIEW_SIGN, error))
    return NULL;
  finding = rt_review_get (work, id, error);
  if (finding == NULL)
    return NULL;
  if (finding->mine)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                           _("This is about your own looks: somebody else who may sign findings off decides it."));
      return NULL;
    }
  if (finding->state == RT_FINDING_CLOSED)
    {
      rt_error_set_invalid (error, "finding", _("This finding is signed off already."));
      return NULL;
    }
  return g_steal_pointer (&finding);
}

static gboolean
run (RtWork *work, RtStatement *statement, gint64 id, const char *action, const char *detail, GError **error)
{
  if (!rt_statement_run (statement, error))
    return FALSE;
  rt_work_changed (work, "finding", id);
  return rt_work_log (work, action, "finding", id, 0, NULL, detail, error);
}

gboolean
rt_review_ask (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtFinding) finding = get_to_decide (work, id, error);
  g_autoptr (RtStatement) statement = NULL;
  g_autofree char *detail = NULL;

  if (finding == NULL)
    return FALSE;
  if (finding->state != RT_FINDING_OPEN)
    {
      rt_error_set_invalid (error, "finding", _("This person was asked already."));
      return FALSE;
    }
  statement =
    rt_db_prepare (rt_work_get_db (work), "UPDATE finding SET asked_at = ?2, asked_by = ?3 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iii", id, rt_work_get_now (work), rt_work_get_me (work));
  detail = g_strdup_printf ("staff=%" G_GINT64_FORMAT, finding->staff_id);
  return run (work, statement, id, "finding.ask", detail, error);
}

static gboolean
check_asked (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtFinding) finding = read_one (work, COLUMNS UNDECIDED "WHERE f.id = ?1", id, NULL);

  if (finding != NULL && finding->mine && finding->state == RT_FINDING_ASKED)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("You are not asked about this."));
  return FALSE;
}

gboolean
rt_review_explain (RtWork *work, gint64 id, const char *typed, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (RtStatement) statement = NULL;

  if (!check_asked (work, id, error))
    return FALSE;
  text = clean_text (typed, "explanation", FALSE, error);
  if (text == NULL)
    return FALSE;
  statement = rt_db_prepare (rt_work_get_db (work),
                             "UPDATE finding SET explanation = ?2, explained_at = ?3 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "isi", id, text, rt_work_get_now (work));
  return run (work, statement, id, "finding.explain", NULL, error);
}

gboolean
rt_review_sign (RtWork *work, gint64 id, RtVerdict verdict, const char *typed, GError **error)
{
  g_autoptr (RtFinding) finding = get_to_decide (work, id, error);
  g_autofree char *note = NULL;
  g_autoptr (RtStatement) statement = NULL;

  if (finding == NULL)
    return FALSE;
  if (rt_verdict_id (verdict) == NULL)
    {
      rt_error_set_invalid (error, "verdict", _("Choose how this ends."));
      return FALSE;
    }
  note = clean_text (typed, "note", verdict == RT_VERDICT_FINE, error);
  if (note == NULL)
    return FALSE;
  statement =
    rt_db_prepare (rt_work_get_db (work),
                   "UPDATE finding SET verdict = ?2, note = ?3, signed_at = ?4, signed_by = ?5 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "issii", id, rt_verdict_id (verdict), note[0] != '\0' ? note : NULL,
                     rt_work_get_now (work), rt_work_get_me (work));
  return run (work, statement, id, "finding.sign", rt_verdict_id (verdict), error);
}
