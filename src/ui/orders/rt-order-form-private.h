/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-day-entry.h"
#include "rt-field-entry.h"
#include "rt-line-row.h"
#include "rt-notice.h"
#include "rt-order-form.h"

G_BEGIN_DECLS

struct _RtOrderForm
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkLabel *title;
  GtkWidget *scroller;
  GtkRevealer *returning;
  GtkLabel *returning_words;
  GtkButton *returning_use;
  RtFieldEntry *fields[RT_N_FIELDS]; /* contact, address, home; NULL for the rest */
  GtkBox *lines;
  GtkLabel *lines_note;
  RtDayEntry *ordered_on, *deliver_from, *deliver_to;
  GtkDropDown *deliver_time;
  GtkWidget *money;
  RtFieldEntry *deposit;
  GtkDropDown *deposit_method;
  GtkCheckButton *home_consent;
  GtkWidget *home_group;
  GtkRevealer *home;
  GtkLabel *home_problem;
  GtkWidget *notice;
  GtkLabel *notice_words;
  GtkCheckButton *acknowledged;
  GtkLabel *ack_problem;
  GtkDropDown *ack_channel;
  GtkLabel *problem;
  GtkLabel *total;
  GtkButton *save;

  /* borrowed */
  RtWindow *window;

  /* owned */
  GCancellable *cancellable;
  RtOrderEdit *orig;  /* as it began: ids and revisions */
  RtOrder *order;     /* the order being changed, NULL for a new one */
  RtOrderEdit *base;  /* the order as it was last read */
  RtOrderEdit *began; /* the page before anything was typed */
  RtNotice *current;  /* the notice to acknowledge */
  RtCustomer *found;  /* the returning customer offered */
  char *looked_up;    /* the number last looked for */
  guint draft_delay;
  GPtrArray *grids; /* GtkGrid, borrowed */
  guint reflow_idle;
  gboolean narrow;
  gboolean quiet;
  gboolean saving;
};

/* rt-order-form-build.c: the page. */
void rt_order_form_build (RtOrderForm *self);
RtLineRow *rt_order_form_add_line (RtOrderForm *self);

/* rt-order-form-values.c: between the page and the edit value. */
RtOrderEdit *rt_order_form_dup_edit (RtOrderForm *self);
void rt_order_form_show_edit (RtOrderForm *self, const RtOrderEdit *edit);
void rt_order_form_show_problems (RtOrderForm *self, GPtrArray *problems);
void rt_order_form_clear_problems (RtOrderForm *self);
void rt_order_form_update_total (RtOrderForm *self);

/* rt-order-form.c: what happens. */
void rt_order_form_changed (RtOrderForm *self);
void rt_order_form_save (RtOrderForm *self);
void rt_order_form_leave (RtOrderForm *self);
void rt_order_form_discard (RtOrderForm *self);
void rt_order_form_keep_draft (RtOrderForm *self);
void rt_order_form_read_notice (RtOrderForm *self);
void rt_order_form_set_order (RtOrderForm *self, const RtOrder *order);
void rt_order_form_show_kept (RtOrderForm *self);
const char *rt_order_form_words_withdraw (void); /* what taking the consent back does */

/* rt-order-form-conflict.c: when somebody else saved meanwhile. */
void rt_order_form_meet_conflict (RtOrderForm *self);
guint rt_order_form_merge (RtOrderForm *self, RtOrder *order, RtOrderEdit *mine,
                           const RtOrderEdit *base); /* how many things there are to look at */

/* rt-order-form-customer.c: whose order it is. */
void rt_order_form_look_up (RtOrderForm *self);
void rt_order_form_phone_changed (RtOrderForm *self);
void rt_order_form_use_found (RtOrderForm *self);
void rt_order_form_show_field (RtOrderForm *self, const RtShown *shown, RtFieldId field);
void rt_order_form_forget_customer (RtOrderForm *self);
void rt_order_form_show_customer (RtOrderForm *self);

G_END_DECLS
