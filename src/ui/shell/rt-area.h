/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtArea: a place of the sidebar: orders, tickets, customers … An interface, so that the desk page needs to know none
 * of them. */
#define RT_TYPE_AREA (rt_area_get_type ())
G_DECLARE_INTERFACE (RtArea, rt_area, RT, AREA, GtkWidget)

struct _RtAreaInterface
{
  GTypeInterface parent;
  void (*show_record) (RtArea *self, gint64 id); /* brings the record up in list and detail */
  void (*create) (RtArea *self, gint64 about,
                  gint64 part); /* a new one; about and part: ticket: order and line; 0 otherwise */
  void (*focus) (RtArea *self); /* keyboard focus to where work begins */
};

void rt_area_show_record (RtArea *self, gint64 id);
void rt_area_create (RtArea *self, gint64 about, gint64 part);
void rt_area_focus (RtArea *self);

G_END_DECLS
