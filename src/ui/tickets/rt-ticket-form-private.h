/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-field-entry.h"
#include "rt-ticket-form.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

struct _RtTicketForm
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkRevealer *banner;
  GtkLabel *banner_words;
  GtkButton *banner_continue;
  GtkWidget *body;
  RtFieldEntry *number;
  GtkLabel *found;
  GtkWidget *line_box;
  GtkDropDown *line;
  GtkLabel *warranty;
  GtkDropDown *type;
  GtkDropDown *priority;
  RtFieldEntry *text;
  GtkCheckButton *mine;
  GtkLabel *problem;
  GtkButton *save;

  /* borrowed */
  RtWindow *window;

  /* owned */
  GCancellable *cancellable;
  GCancellable *looking;    /* while an order is looked for */
  RtOrder *order;           /* the order it is about, once known */
  gint64 order_id, line_id; /* what was asked for, until the order is known */
  RtTicketEdit *other;      /* left unfinished about something else: the person decides first */
  guint draft_delay;
  gboolean draft_known;
  gboolean quiet;
  gboolean saving;
};

/* rt-ticket-form-build.c: the page. */
void rt_ticket_form_build (RtTicketForm *self);
/* rt_ticket_form_show_order: the order found, its lines and their warranty. */
void rt_ticket_form_show_order (RtTicketForm *self);
void rt_ticket_form_show_warranty (RtTicketForm *self);

/* rt-ticket-form.c: what happens. */
void rt_ticket_form_changed (RtTicketForm *self);
void rt_ticket_form_number_changed (RtTicketForm *self);
void rt_ticket_form_look_up (RtTicketForm *self);
void rt_ticket_form_continue_other (RtTicketForm *self);
void rt_ticket_form_discard_other (RtTicketForm *self);
void rt_ticket_form_save (RtTicketForm *self);
void rt_ticket_form_leave (RtTicketForm *self);

G_END_DECLS
