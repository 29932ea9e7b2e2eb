/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix-store.h"

G_BEGIN_DECLS

/** One thing that changes, in words. */
typedef struct
{
  char *text;     /* translated: "Contact: Own work → Clear" */
  char *reach;    /* translated: "Orders shown clear: 12 → 1764"; NULL where it is about no record */
  gboolean wider; /* more is seen or may be done than before */
} RtMatrixLine;

/** What a change means for one person who works here. */
typedef struct
{
  gint64 staff_id;
  char *login, *name;
  RtRoles roles;
  gboolean me;
  GPtrArray *lines; /* RtMatrixLine; at least one */
} RtMatrixEffect;

/** RtMatrixPreview: what a changed table would do, before it is saved. A value; owned by whoever asked. */
typedef struct
{
  GPtrArray *changes;  /* RtMatrixLine: each cell and right that differs; reach NULL */
  GPtrArray *people;   /* RtMatrixEffect, by name: active people for whom something changes */
  GPtrArray *warnings; /* char *: sentences to think about first */
  char *problem;       /* why it cannot be saved; NULL */
  char *summary;       /* one sentence: how many changes for how many people */
} RtMatrixPreview;
void rt_matrix_preview_free (RtMatrixPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtMatrixPreview, rt_matrix_preview_free)

/** rt_matrix_preview: from the table as it stands to @wanted. MATRIX_WRITE or REVIEW_READ; either thread; counts
 * records where the caller's own roles let them be counted. Changes and records nothing. */
RtMatrixPreview *rt_matrix_preview (RtWork *work, const RtMatrix *wanted, GError **error);

/** rt_matrix_count_own: for how many orders (@tickets: tickets) some of @roles of a person make it their own work
 * today: rt_own_work_order() and rt_own_work_ticket() as one count. */
gboolean rt_matrix_count_own (RtWork *work, gint64 staff_id, RtRoles roles, gboolean tickets, gint64 *n,
                              GError **error);

G_END_DECLS
