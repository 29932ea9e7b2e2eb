/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-field.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RtFieldEntry: one thing asked in a form: label (with "why" for personal fields), an entry (or a text area), and, when
 * it does not pass its check, the sentence below it. Properties: "label", "text", "multiline" (construct). Signal
 * "changed". Personal fields: rt_field_entry_new_personal() takes label, why and kind from the registry.
 */
#define RT_TYPE_FIELD_ENTRY (rt_field_entry_get_type ())
G_DECLARE_FINAL_TYPE (RtFieldEntry, rt_field_entry, RT, FIELD_ENTRY, GtkWidget)

GtkWidget *rt_field_entry_new (const char *label, gboolean multiline);
GtkWidget *rt_field_entry_new_personal (RtFieldId field);
void rt_field_entry_set_personal (RtFieldEntry *self, RtFieldId field); /* for entries declared in a template */
const char *rt_field_entry_get_text (RtFieldEntry *self);               /* borrowed until the next change */
void rt_field_entry_set_text (RtFieldEntry *self, const char *text);    /* emits no "changed" */
/** rt_field_entry_set_problem: the sentence shown below, NULL none. Sets the accessible invalid state. */
void rt_field_entry_set_problem (RtFieldEntry *self, const char *sentence);
/** rt_field_entry_set_advice: a calm sentence below (not an error), e.g. of rt_scan_advice(). */
void rt_field_entry_set_advice (RtFieldEntry *self, const char *sentence);
void rt_field_entry_set_placeholder (RtFieldEntry *self, const char *text);
/** rt_field_entry_set_kept: a masked value that stays as it is: shows @masked as placeholder (below, where several
 * lines are asked for), says so to a screen reader and makes the entry insensitive. NULL: normal. */
void rt_field_entry_set_kept (RtFieldEntry *self, const char *masked);
GtkWidget *rt_field_entry_get_input (RtFieldEntry *self); /* the GtkEntry or GtkTextView; borrowed */

G_END_DECLS
