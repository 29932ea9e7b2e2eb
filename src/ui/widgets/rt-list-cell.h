/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-list-pane.h"

G_BEGIN_DECLS

/** Factories for the cells of a record list; a cell follows its row's record as it comes. New references. */
GtkListItemFactory *rt_list_cell_factory_text (RtCellText text, gboolean numeric);
/** rt_list_cell_factory_whole: never cut short, as a record's number must not be. */
GtkListItemFactory *rt_list_cell_factory_whole (RtCellText text);
GtkListItemFactory *rt_list_cell_factory_personal (RtFieldId field);

/** rt_record_get_shown: the personal values of a record of a list of @kind; borrowed, NULL when there is no record. */
const RtShown *rt_record_get_shown (RtListKind kind, gpointer record);

G_END_DECLS
