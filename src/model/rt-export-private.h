/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the export share. */
#pragma once

#include "rt-export.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** What a cell is. */
typedef enum
{
  RT_CELL_TEXT,     /* somebody's words, or a name of ours */
  RT_CELL_NUMBER,   /* digits alone, with a sign and a point */
  RT_CELL_PERSONAL, /* a field, as it is shown */
} RtCellKind;

typedef struct
{
  const char *id;    /* as the window's list calls it */
  const char *title; /* msgid */
  RtCellKind kind;
  RtFieldId field;                 /* personal; of money the field that is seen */
  char *(*text) (gpointer record); /* for people: of the others; NULL: personal */
  char *(*word) (gpointer record); /* for programs; NULL: the same */
} RtExportColumn;

/** rt_export_find_column: NULL when the list of @kind has no such column for @person. */
const RtExportColumn *rt_export_find_column (RtListKind kind, const RtPerson *person, const char *id);
const RtShown *rt_export_get_shown (RtListKind kind, gpointer record);

/** rt_csv_append_cell: @text as a cell of RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe
 * in front; a typed negative number stays what it is. @number: our own digits, left as they are. NULL: empty. Pure. */
void rt_csv_append_cell (GString *line, const char *text, gboolean number);

G_END_DECLS
