/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the import share among themselves. */
#pragma once

#include "rt-import.h"
#include "rt-import-text.h"
#include "rt-order-private.h"

G_BEGIN_DECLS

/** What a column becomes. Personal fields follow as RT_TARGET_FIELD + RtFieldId. Several columns may have one target:
 * the first with text in it counts. */
typedef enum
{
  RT_TARGET_NONE,
  RT_TARGET_ORDER,
  RT_TARGET_ORDERED_ON,
  RT_TARGET_SHIPPED_ON,
  RT_TARGET_CANCELLED,
  RT_TARGET_CUSTOMER,
  RT_TARGET_CURRENCY,
  RT_TARGET_PRODUCT,
  RT_TARGET_PRODUCT_CODE,
  RT_TARGET_KIND,
  RT_TARGET_QUANTITY,
  RT_TARGET_UNIT_PRICE,
  RT_TARGET_LINE_TOTAL,
  RT_TARGET_DISCOUNT,
  RT_TARGET_FIELD,
} RtTarget;
#define RT_N_TARGETS (RT_TARGET_FIELD + RT_N_FIELDS)

typedef struct
{
  const char *header; /* lower case, single spaces */
  guint target;
} RtHeader;

/** Who writes the dates of a layout and how. */
typedef enum
{
  RT_DATES_ISO,
  RT_DATES_MONTH_FIRST,
  RT_DATES_TYPED
} RtDates;

typedef struct
{
  const char *source;      /* stored with what was imported: never changed */
  const char *name;        /* msgid */
  const RtHeader *headers; /* ends with NULL */
  RtDates dates;
} RtLayout;

/** rt_layout_find: the layout that knows the most of these headers and has what an order needs; NULL when none has.
 * Also tells each column's target. */
const RtLayout *rt_layout_find (const GPtrArray *headers, guint *targets, guint *known);
/** rt_layout_source: the source of the layout @i; NULL past the last. Static. */
const char *rt_layout_source (guint i);
const char *rt_target_name (guint target); /* translated; NULL for none */
const char *rt_target_id (guint target);   /* stable; NULL for none */

struct _RtImportPlan
{
  gatomicrefcount refs;
  char *path;
  RtEncoding encoding;
  char delimiter;
  const RtLayout *layout;
  GPtrArray *columns; /* char * */
  guint targets[RT_CSV_MAX_COLUMNS];
  GPtrArray *preview; /* GStrv of as many cells as columns */
  gint64 n_records;
};

/** The person of a row. Rows of one order repeat it, and share it when they follow each other. */
typedef struct
{
  gatomicrefcount refs;
  char *typed[RT_N_FIELDS];  /* as the file has it; NULL none */
  char *values[RT_N_FIELDS]; /* cleaned; NULL none */
} RtImportPerson;
void rt_import_person_unref (RtImportPerson *self); /* wipes; may be NULL */

/** A row of the file understood. Values are cleaned. */
typedef struct
{
  char *order, *customer; /* references; order never NULL or "" in a good row; customer NULL none */
  RtDay ordered_on, shipped_on;
  gboolean cancelled;
  RtImportPerson *person; /* never NULL in a good row */
  RtLineValue *line;      /* NULL: none in this row */
} RtImportRow;
void rt_import_row_free (RtImportRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtImportRow, rt_import_row_free)

/** rt_import_row_new: NULL with RT_ERROR_INVALID: a sentence without the value. *person (NULL at first) is the person
 * of the row before, and becomes this row's. *order gets the reference whenever it could be read, good row or not. */
RtImportRow *rt_import_row_new (const RtImportPlan *plan, const RtStoreInfo *store, RtDay today, const RtCsvCell *cells,
                                guint n, RtImportPerson **person, char **order, GError **error);

G_END_DECLS
