/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written: aligned tables, pairs, JSON. Nothing from the store reaches a terminal raw. */
#pragma once

#include <json-glib/json-glib.h>

#include "rt-money.h"
#include "rt-day.h"
#include "rt-shown.h"

G_BEGIN_DECLS

/** rt_ctl_safe: @text with control and bidirectional characters and line ends written as \uXXXX, and bytes that are no
 * UTF-8 as U+FFFD. New string; "" for NULL. */
char *rt_ctl_safe (const char *text);
/** rt_ctl_say, rt_ctl_say_error: one line of safe text to standard output or standard error. */
void rt_ctl_say (const char *text);
void rt_ctl_say_error (const char *text);
/** rt_ctl_say_pair: "label  value"; nothing when @value is NULL or "". */
void rt_ctl_say_pair (const char *label, const char *value);

/** A table of text: columns as wide as what is in them. */
typedef struct _RtCtlTable RtCtlTable;
RtCtlTable *rt_ctl_table_new (const char *const *titles); /* NULL-terminated, translated, borrowed while it lives */
void rt_ctl_table_take (RtCtlTable *self, char *cell);    /* the next cell; NULL is "" */
void rt_ctl_table_print (RtCtlTable *self);
void rt_ctl_table_free (RtCtlTable *self); /* wipes the cells */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtCtlTable, rt_ctl_table_free)

/** rt_ctl_shown_text: a field as text: clear value, masked form, "on file"; NULL when hidden or there is nothing. New
 * string. */
char *rt_ctl_shown_text (const RtShown *shown, RtFieldId field);
/** rt_ctl_say_shown: every field that is there to be seen, as pairs. @shown may be NULL, as below. */
void rt_ctl_say_shown (const RtShown *shown);
/** rt_ctl_json_shown: member "personal": an object by field names, {"show": "clear" or "masked", "text": …}; hidden
 * fields and empty ones are absent. */
void rt_ctl_json_shown (JsonBuilder *json, const RtShown *shown);
void rt_ctl_json_string (JsonBuilder *json, const char *name, const char *value); /* NULL: null */
void rt_ctl_json_int (JsonBuilder *json, const char *name, gint64 value);
void rt_ctl_json_bool (JsonBuilder *json, const char *name, gboolean value);
void rt_ctl_json_day (JsonBuilder *json, const char *name, RtDay day);
void rt_ctl_json_money (JsonBuilder *json, const char *name, RtMinor amount,
                        const char *currency); /* absent when hidden */
/** rt_ctl_print_json: the document to standard output. */
void rt_ctl_print_json (JsonBuilder *json);

G_END_DECLS
