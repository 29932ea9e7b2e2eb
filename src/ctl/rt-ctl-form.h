/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed elsewhere: one JSON object from a file or from standard input. Personal values come in this way only,
 * as arguments can be read by other programs and stay in the shell's history. Everything in it is checked: an entry
 * nobody knows is refused rather than passed over. */
#pragma once

#include <json-glib/json-glib.h>

#include "rt-field.h"

G_BEGIN_DECLS

/** The option --from, the same for every command that has it. */
#define RT_CTL_FROM_OPTION(place)                                                                                      \
  {                                                                                                                    \
    "from", 0, 0, G_OPTION_ARG_FILENAME, (place),                                                                      \
      N_("Read the values as a JSON object from this file; - is standard input"), N_("FILE")                         \
  }

/** rt_ctl_form_read: the object in the file @from ("-": standard input, to its end). RT_ERROR_INVALID when @from is
 * NULL or it is no such object, RT_ERROR_TOO_LARGE, RT_ERROR_NOT_FOUND. */
JsonNode *rt_ctl_form_read (const char *from, GError **error);
/** rt_ctl_form_only: FALSE with RT_ERROR_INVALID unless every entry of @form is in @known (NULL-terminated). */
gboolean rt_ctl_form_only (JsonObject *form, const char *const *known, GError **error);
/** rt_ctl_form_get_text: a text or whole number as a new string in *out, which is freed first; left alone when there is
 * none or null. FALSE with RT_ERROR_INVALID for anything else. The same for the others. */
gboolean rt_ctl_form_get_text (JsonObject *form, const char *name, char **out, GError **error);
gboolean rt_ctl_form_get_flag (JsonObject *form, const char *name, gboolean *out, GError **error);
gboolean rt_ctl_form_get_object (JsonObject *form, const char *name, JsonObject **out, GError **error); /* borrowed */
gboolean rt_ctl_form_get_array (JsonObject *form, const char *name, JsonArray **out, GError **error);   /* borrowed */
/** rt_ctl_form_get_values: the object "personal" by the names of the registry into @values (RT_N_FIELDS strings, each
 * replaced and wiped). Fields of other classes than @classes (bits of RtClass) are refused. */
gboolean rt_ctl_form_get_values (JsonObject *form, guint classes, char **values, GError **error);
/** rt_ctl_form_name_field: puts the name of the field before the sentence of an RT_ERROR_INVALID that has one. */
void rt_ctl_form_name_field (GError *error);

G_END_DECLS
