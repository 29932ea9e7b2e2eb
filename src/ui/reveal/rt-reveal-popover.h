/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-reveal.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What a masked value stands on, for asking to see it. Plain value; @desk is borrowed. */
typedef struct
{
  RtDesk *desk;
  RtRevealRecord record;
  RtRoles own_for;
} RtRevealSource;

/**
 * RtRevealPopover: asks for which job and why, then shows the values of one class for a minute with a ring that runs
 * out. The values are in its labels alone, cannot be selected or copied, and are gone when the minute is over, when it
 * closes, when the desk locks and when the widget it hangs on goes away.
 */
#define RT_TYPE_REVEAL_POPOVER (rt_reveal_popover_get_type ())
G_DECLARE_FINAL_TYPE (RtRevealPopover, rt_reveal_popover, RT, REVEAL_POPOVER, GtkPopover)

/** rt_reveal_popover_new: for the class of @field; what was pressed comes first. */
GtkWidget *rt_reveal_popover_new (const RtRevealSource *source, RtFieldId field);

G_END_DECLS
