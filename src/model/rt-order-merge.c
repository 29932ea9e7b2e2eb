/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two people changed one order: what only one of them changed is taken from that one, what both changed stays as it
 * is typed here and is named. Pure. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-order-private.h"
#include "rt-secret.h"

typedef struct
{
  RtOrderEdit *mine;
  const RtOrderEdit *base; /* NULL: not known any more */
  const RtOrderEdit *theirs;
  GPtrArray *notes;
} Merge;

static gboolean
same (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static void
add_note (Merge *self, const char *field, const char *theirs, gboolean taken)
{
  RtProblem *note = g_new0 (RtProblem, 1);

  note->field = g_strdup (field);
  if (taken)
    note->message = g_strdup (_("Somebody else changed this meanwhile."));
  else if (theirs != NULL && theirs[0] != '\0')
    /* Translators: %s is what another person entered in the same field meanwhile. */
    note->message = g_strdup_printf (_("Somebody else entered meanwhile: %s"), theirs);
  else
    note->message = g_strdup (_("Somebody else emptied this meanwhile."));
  g_ptr_array_add (self->notes, note);
}

/* @base NULL: not known, so that every difference counts as changed on both sides. */
static void
merge_text (Merge *self, const char *field, char **mine, const char *base, const char *theirs)
{
  if (same (*mine, theirs) || (self->base != NULL && same (base, theirs)))
    return;
  if (self->base != NULL && same (*mine, base))
    {
      rt_wipe_string (*mine);
      *mine = g_strdup (theirs);
      add_note (self, field, NULL, TRUE);
      return;
    }
  add_note (self, field, theirs, FALSE);
}

/* --- Lines --- */

static gboolean
line_same (const RtLineEdit *a, const RtLineEdit *b)
{
  return same (a->description, b->description) && same (a->quantity, b->quantity) &&
         same (a->unit_price, b->unit_price) && same (a->custom_note, b->custom_note) &&
         a->custom_made == b->custom_made && a->warranty == b->warranty && a->total_typed == b->total_typed &&
         (!a->total_typed || same (a->line_total, b->line_total));
}

static gboolean
lines_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!line_same (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static RtLineEdit *
find_line (GPtrArray *lines, gint64 id)
{
  for (guint i = 0; i < lines->len; i++)
    if (((RtLineEdit *) g_ptr_array_index (lines, i))->id == id)
      return g_ptr_array_index (lines, i);
  return NULL;
}

static RtLineEdit *
line_copy (const RtLineEdit *line)
{
  RtLineEdit *copy = g_memdup2 (line, sizeof *line);

  copy->description = g_strdup (line->description);
  copy->quantity = g_strdup (line->quantity);
  copy->unit_price = g_strdup (line->unit_price);
  copy->line_total = g_strdup (line->line_total);
  copy->custom_note = g_strdup (line->custom_note);
  return copy;
}

/* Lines that the other one added join mine; one of mine that the other one took out becomes a new line. */
static void
join_lines (Merge *self)
{
  GPtrArray *mine = self->mine->lines;

  for (guint i = 0; i < mine->len; i++)
    {
      RtLineEdit *line = g_ptr_array_index (mine, i);

      if (line->id != 0 && find_line (self->theirs->lines, line->id) == NULL)
        line->id = 0;
    }
  for (guint i = 0; i < self->theirs->lines->len; i++)
    {
      const RtLineEdit *line = g_ptr_array_index (self->theirs->lines, i);

      if (find_line (mine, line->id) == NULL && (self->base == NULL || find_line (self->base->lines, line->id) == NULL))
        g_ptr_array_add (mine, line_copy (line));
    }
}

static void
merge_lines (Merge *self)
{
  GPtrArray *mine = self->mine->lines;
  gboolean kept = self->base != NULL && lines_same (self->base->lines, self->theirs->lines);
  RtProblem *note;

  if (kept || lines_same (mine, self->theirs->lines))
    return;
  note = g_new0 (RtProblem, 1);
  note->field = g_strdup ("lines");
  if (self->base != NULL && lines_same (mine, self->base->lines))
    {
      g_ptr_array_set_size (mine, 0);
      for (guint i = 0; i < self->theirs->lines->len; i++)
        g_ptr_array_add (mine, line_copy (g_ptr_array_index (self->theirs->lines, i)));
      note->message = g_strdup (_("Somebody else changed the lines meanwhile."));
    }
  else
    {
      join_lines (self);
      note->message =
        g_strdup (_("Somebody else changed the lines too: yours stay, and lines that were added are below "
                     "them. Compare them before you save."));
    }
  g_ptr_array_add (self->notes, note);
}

static void
merge_consent (Merge *self)
{
  RtOrderEdit *mine = self->mine;

  if (mine->home_consent == self->theirs->home_consent ||
      (self->base != NULL && self->base->home_consent == self->theirs->home_consent))
    return;
  if (self->base != NULL && self->base->home_consent == mine->home_consent)
    mine->home_consent = self->theirs->home_consent;
  add_note (self, "home_consent", NULL, TRUE);
}

/* A word from a list: said without naming it. */
static void
merge_time (Merge *self)
{
  RtOrderEdit *mine = self->mine;

  if (same (mine->deliver_time, self->theirs->deliver_time) ||
      (self->base != NULL && same (self->base->deliver_time, self->theirs->deliver_time)))
    return;
  if (self->base != NULL && same (mine->deliver_time, self->base->deliver_time))
    {
      g_free (mine->deliver_time);
      mine->deliver_time = g_strdup (self->theirs->deliver_time);
    }
  add_note (self, "deliver_time", NULL, TRUE);
}

GPtrArray *
rt_order_edit_merge (RtOrderEdit *mine, const RtOrderEdit *base, const RtOrderEdit *theirs)
{
  Merge self = { mine, base, theirs, g_ptr_array_new_with_free_func ((GDestroyNotify) rt_problem_free) };

  for (guint i = 0; i < RT_N_FIELDS; i++)
    /* What either may not see stays what it is. */
    if (mine->values[i] != NULL && theirs->values[i] != NULL)
      merge_text (&self, rt_field_info ((RtFieldId) i)->name, &mine->values[i], base != NULL ? base->values[i] : NULL,
                  theirs->values[i]);
  merge_lines (&self);
  merge_text (&self, "ordered_on", &mine->ordered_on, base != NULL ? base->ordered_on : NULL, theirs->ordered_on);
  merge_text (&self, "deliver_from", &mine->deliver_from, base != NULL ? base->deliver_from : NULL,
              theirs->deliver_from);
  merge_text (&self, "deliver_to", &mine->deliver_to, base != NULL ? base->deliver_to : NULL, theirs->deliver_to);
  merge_time (&self);
  merge_consent (&self);
  mine->rev = theirs->rev;
  mine->customer_rev = theirs->customer_rev;
  mine->address_id = theirs->address_id;
  return self.notes;
}
