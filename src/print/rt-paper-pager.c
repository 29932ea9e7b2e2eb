/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts pieces onto pages: a chain of pieces that hold together goes to the next page whole; one that no page can hold
 * is taken apart at its weakest bonds first. No piece is ever cut. */
#include "config.h"

#include "rt-paper-pager.h"

/* Rounding must not push out what fits exactly. */
#define SLACK 0.01

typedef struct
{
  double y;
  const RtPaperFrame *frame; /* the one that is open, or NULL */
} Cursor;

typedef struct
{
  const RtPaperFlow *flow;
  double height;
  GPtrArray *pages; /* of RtPaperPage */
  Cursor cursor;
} Pager;

static void
page_free (gpointer data)
{
  RtPaperPage *page = data;

  g_array_unref (page->placed);
  g_array_unref (page->framed);
  g_free (page);
}

static RtPaperPage *
get_page (Pager *self)
{
  return g_ptr_array_index (self->pages, self->pages->len - 1);
}

static double
cursor_end (const Cursor *cursor)
{
  return cursor->y + (cursor->frame != NULL ? cursor->frame->leave : 0);
}

/* Moves over @piece, through the frames between; returns where it stands. @top is set to where a frame begins, if one
 * does. */
static double
cursor_step (Cursor *cursor, const RtPaperPiece *piece, double *top)
{
  double y;

  if (piece->frame != cursor->frame)
    {
      cursor->y = cursor_end (cursor);
      cursor->frame = NULL;
    }
  if (cursor->y > 0)
    cursor->y += piece->gap;
  *top = cursor->y;
  if (piece->frame != cursor->frame)
    cursor->y += piece->frame->enter;
  cursor->frame = piece->frame;
  y = cursor->y;
  cursor->y += piece->height;
  return y;
}

static gboolean
fits (const Pager *self, Cursor cursor, guint from, guint to)
{
  double top;

  for (guint i = from; i < to; i++)
    cursor_step (&cursor, rt_paper_flow_get_piece (self->flow, i), &top);
  return cursor_end (&cursor) <= self->height + SLACK;
}

static void
new_page (Pager *self)
{
  RtPaperPage *page = g_new0 (RtPaperPage, 1);

  page->placed = g_array_new (FALSE, FALSE, sizeof (RtPaperPlaced));
  page->framed = g_array_new (FALSE, FALSE, sizeof (RtPaperFramed));
  g_ptr_array_add (self->pages, page);
  self->cursor = (Cursor){ 0, NULL };
}

static void
place (Pager *self, guint from, guint to)
{
  RtPaperPage *page = get_page (self);

  for (guint i = from; i < to; i++)
    {
      const RtPaperPiece *piece = rt_paper_flow_get_piece (self->flow, i);
      const RtPaperFrame *before = self->cursor.frame;
      double top;
      RtPaperPlaced placed = { piece, cursor_step (&self->cursor, piece, &top) };

      if (piece->frame != NULL && piece->frame != before)
        {
          RtPaperFramed framed = { piece->frame, top, 0 };

          g_array_append_val (page->framed, framed);
        }
      if (piece->frame != NULL)
        g_array_index (page->framed, RtPaperFramed, page->framed->len - 1).bottom = cursor_end (&self->cursor);
      g_array_append_val (page->placed, placed);
    }
}

/* The end of the chain that begins at @from: pieces held by @bond or firmer. */
static guint
chain_end (const Pager *self, guint from, guint to, RtPaperBond bond)
{
  guint i = from;

  while (i + 1 < to && rt_paper_flow_get_piece (self->flow, i)->bond >= bond &&
         !rt_paper_flow_get_piece (self->flow, i + 1)->page_break)
    i++;
  return i + 1;
}

static void
place_chain (Pager *self, guint from, guint to, RtPaperBond bond)
{
  const Cursor top = { 0, NULL };

  if (!fits (self, self->cursor, from, to))
    {
      if (to - from > 1 && !fits (self, top, from, to))
        {
          for (guint i = from; i < to;)
            {
              guint end = bond > RT_PAPER_BOND_LINES ? i + 1 : chain_end (self, i, to, bond + 1);

              place_chain (self, i, end, bond + 1);
              i = end;
            }
          return;
        }
      if (get_page (self)->placed->len > 0)
        new_page (self);
    }
  place (self, from, to);
}

/**
 * rt_paper_paginate:
 * @flow: lends its pieces: keep it as long
 * @height: of a page's body, points
 *
 * Returns: (transfer full): pages, of RtPaperPage; one at least
 */
GPtrArray *
rt_paper_paginate (const RtPaperFlow *flow, double height)
{
  Pager self = { .flow = flow, .height = height, .pages = g_ptr_array_new_with_free_func (page_free) };
  guint n = rt_paper_flow_get_n_pieces (flow);

  new_page (&self);
  for (guint i = 0; i < n;)
    {
      guint end = chain_end (&self, i, n, RT_PAPER_BOND_GROUP);

      if (!rt_paper_flow_get_piece (flow, i)->page_break)
        place_chain (&self, i, end, RT_PAPER_BOND_GROUP);
      else if (get_page (&self)->placed->len > 0)
        new_page (&self);
      i = end;
    }
  return self.pages;
}
