/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One block of a document: its making and its end. What it says may be personal or a secret: wiped when freed. */
#include "config.h"

#include "rt-paper-block.h"
#include "rt-paper-text.h"
#include "rt-secret.h"

static void
block_row_free (RtPaperBlockRow *row)
{
  for (guint i = 0; row->cells[i] != NULL; i++)
    rt_wipe_string (row->cells[i]);
  g_free (row->cells);
  g_free (row);
}

/**
 * rt_paper_block_new:
 * @text: (nullable): made safe for paper
 * @text2: (nullable): likewise
 *
 * Returns: (transfer full): a block without rows
 */
RtPaperBlock *
rt_paper_block_new (RtPaperBlockKind kind, const char *text, const char *text2)
{
  RtPaperBlock *self = g_new0 (RtPaperBlock, 1);

  self->kind = kind;
  self->text = rt_paper_text_safe (text);
  self->text2 = rt_paper_text_safe (text2);
  return self;
}

/**
 * rt_paper_block_set_columns:
 * @columns: (nullable): copied; NULL for pairs
 * @n_columns: how many cells each row has
 *
 * Makes a block with rows of it.
 */
void
rt_paper_block_set_columns (RtPaperBlock *self, const RtPaperColumn *columns, guint n_columns)
{
  self->n_columns = n_columns;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) block_row_free);
  if (columns == NULL)
    return;
  self->columns = g_new0 (RtPaperColumn, n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      self->columns[i] = columns[i];
      self->columns[i].title = rt_paper_text_safe (columns[i].title);
    }
}

/**
 * rt_paper_block_take_row:
 * @cells: (transfer full): n_columns safe strings and a NULL
 */
void
rt_paper_block_take_row (RtPaperBlock *self, char **cells, gboolean total)
{
  RtPaperBlockRow *row = g_new0 (RtPaperBlockRow, 1);

  row->cells = cells;
  row->total = total;
  g_ptr_array_add (self->rows, row);
}

void
rt_paper_block_free (RtPaperBlock *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; self->columns != NULL && i < self->n_columns; i++)
    g_free ((char *) self->columns[i].title);
  g_free (self->columns);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->image, cairo_surface_destroy);
  rt_wipe_string (self->text);
  rt_wipe_string (self->text2);
  g_free (self);
}
