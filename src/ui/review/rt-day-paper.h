/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-sheet.h"

G_BEGIN_DECLS

/** rt_day_paper_run: reads the daily sheet of @day, which is recorded, and sends it on its way in the program's
 * language. What goes wrong is said in the window. */
void rt_day_paper_run (RtWindow *window, RtDay day, RtPaperWay way);

G_END_DECLS
