/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders to test with. */
#include "config.h"

#include "rt-order-fixture.h"

#include "rt-notice.h"
#include "rt-secret.h"

void
rt_test_set (RtOrderEdit *edit, RtFieldId field, const char *typed)
{
  rt_wipe_string (edit->values[field]);
  edit->values[field] = g_strdup (typed);
}

void
rt_test_set_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

RtOrderEdit *
rt_test_edit (guint phone)
{
  RtOrderEdit *edit = rt_order_edit_new ();
  RtLineEdit *line = rt_line_edit_new ();
  g_autofree char *number = g_strdup_printf ("138 0000 00%02u", phone);

  rt_test_set (edit, RT_FIELD_NAME, "张伟");
  rt_test_set (edit, RT_FIELD_PHONE, number);
  rt_test_set (edit, RT_FIELD_EMAIL, "zhang.wei@example.com");
  rt_test_set (edit, RT_FIELD_WECHAT, "zhangwei-example");
  rt_test_set (edit, RT_FIELD_REGION_PROVINCE, "浙江省");
  rt_test_set (edit, RT_FIELD_REGION_CITY, "杭州市");
  rt_test_set (edit, RT_FIELD_REGION_DISTRICT, "西湖区");
  rt_test_set (edit, RT_FIELD_STREET, "样例路12号");
  rt_test_set (edit, RT_FIELD_UNIT, "3单元");
  rt_test_set_text (&line->description, "Oak wardrobe");
  rt_test_set_text (&line->quantity, "2");
  rt_test_set_text (&line->unit_price, "6900.00");
  g_ptr_array_add (edit->lines, line);
  rt_test_set_text (&edit->deposit, "1000");
  rt_test_set_text (&edit->deposit_method, "card");
  edit->acknowledged = TRUE;
  rt_test_set_text (&edit->ack_language, "zh_CN");
  rt_test_set_text (&edit->ack_channel, "counter");
  return edit;
}

typedef struct
{
  RtOrderEdit *edit;
  gint64 id;
  RtListKind kind;
} Call;

static gpointer
save (RtWork *work, gpointer data, GError **error)
{
  Call *call = data;

  if (call->edit->notice_id == 0)
    {
      g_autoptr (RtNotice) notice = rt_notice_get_current (work, error);

      if (notice == NULL)
        return NULL;
      call->edit->notice_id = notice->id;
    }
  call->id = rt_order_save (work, call->edit, error);
  return call->id != 0 ? call : NULL;
}

gint64
rt_test_save (RtFixture *f, RtOrderEdit *edit, GError **error)
{
  Call call = { edit, 0, 0 };

  return rt_desk_call (f->desk, TRUE, save, &call, NULL, error) != NULL ? call.id : 0;
}

gint64
rt_test_order (RtFixture *f, guint phone)
{
  g_autoptr (RtOrderEdit) edit = rt_test_edit (phone);
  g_autoptr (GError) error = NULL;
  gint64 id = rt_test_save (f, edit, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static gpointer
open_order (RtWork *work, gpointer data, GError **error)
{
  return rt_order_open (work, ((Call *) data)->id, "test", error);
}

static gpointer
open_customer (RtWork *work, gpointer data, GError **error)
{
  return rt_customer_open (work, ((Call *) data)->id, "test", error);
}

static gpointer
read_record (RtWork *work, gpointer data, GError **error)
{
  Call *call = data;
  g_autoptr (GPtrArray) records = rt_list_records (work, call->kind, &call->id, 1, error);

  return records != NULL ? g_steal_pointer (&g_ptr_array_index (records, 0)) : NULL;
}

RtOrder *
rt_test_open (RtFixture *f, gint64 id, GError **error)
{
  Call call = { NULL, id, 0 };

  return rt_desk_call (f->desk, TRUE, open_order, &call, NULL, error);
}

RtImportResult *
rt_test_import (RtFixture *f, const char *rows)
{
  g_autofree char *path = g_build_filename (f->folder, "orders.csv", NULL);
  g_autofree char *text =
    g_strconcat ("Order number,Date,Customer,Phone,Street,City,Product,Quantity,Total\n", rows, NULL);
  g_autoptr (RtImportPlan) plan = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  RtImportResult *result;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  plan = rt_import_plan_new (path, NULL, &error);
  g_assert_no_error (error);
  rt_import_run_async (f->desk, plan, FALSE, NULL, NULL, NULL, rt_desk_await_cb, &answer);
  result = rt_import_run_finish (f->desk, rt_desk_await (&answer), &error);
  g_assert_no_error (error);
  return result;
}

RtCustomer *
rt_test_open_customer (RtFixture *f, gint64 id, GError **error)
{
  Call call = { NULL, id, 0 };

  return rt_desk_call (f->desk, TRUE, open_customer, &call, NULL, error);
}

gpointer
rt_test_record (RtFixture *f, RtListKind kind, gint64 id)
{
  Call call = { NULL, id, kind };

  return rt_fixture_read (f, read_record, &call);
}
