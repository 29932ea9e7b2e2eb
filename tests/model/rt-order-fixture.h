/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders to test with, in a Chinese store. Whoever calls is signed in already. */
#pragma once

#include "rt-fixture.h"
#include "rt-import.h"
#include "rt-order.h"
#include "rt-record-list.h"

G_BEGIN_DECLS

/** A complete new order of a made-up person; @phone: the last two digits of 138 0000 00xx. The notice's id is filled by
 * rt_test_save(). */
RtOrderEdit *rt_test_edit (guint phone);
/** Replaces one typed value. */
void rt_test_set (RtOrderEdit *edit, RtFieldId field, const char *typed);
void rt_test_set_text (char **place, const char *text);

/** rt_test_save: gives the id; 0 with error. */
gint64 rt_test_save (RtFixture *f, RtOrderEdit *edit, GError **error);
/** rt_test_order: saves rt_test_edit() surely. */
gint64 rt_test_order (RtFixture *f, guint phone);

/** rt_test_import: orders of one line each from a file, surely. @rows: lines of order number, date, customer, phone,
 * street, city, product, quantity and total, with commas between them. What came of it; never NULL. */
RtImportResult *rt_test_import (RtFixture *f, const char *rows);

RtOrder *rt_test_open (RtFixture *f, gint64 id, GError **error);
RtCustomer *rt_test_open_customer (RtFixture *f, gint64 id, GError **error);
/** rt_test_record: as a list gives it. */
gpointer rt_test_record (RtFixture *f, RtListKind kind, gint64 id);

G_END_DECLS
